"""Places: which investment of a channel is meant, and the ids of what is entered for it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from bot.benefits.conversation import Guided
from bot.benefits.entries import Entry
from bot.benefits.guides import Field
from bot.benefits.investment import Investment
from bot.benefits.sheet import Choice
from bot.ports import Voice


def field(here: Sequence[Investment], chosen: str, voice: Voice) -> tuple[Field, ...]:
    """The menu of investments, where a channel has several."""
    if len(here) < 2:
        return ()
    choices = tuple(Choice(id=one.id, name=one.name) for one in here)
    label = voice.say("assessment_field_investment")
    initial = chosen or choices[0].id
    return (
        Field(
            key="investment",
            label=label,
            kind="choice",
            choices=choices,
            initial=initial,
            needed=True,
        ),
    )


def chosen(here: Sequence[Investment], sent: Guided) -> Investment | None:
    """The investment a form was sent for: the one that was chosen, else the only one."""
    wanted = sent.fields.get("investment")
    if wanted is None and len(here) == 1:
        return here[0]
    return next((one for one in here if one.id == wanted), None)


def entry(
    home: Investment, what: str, event: str, sent: Guided, now: datetime, text: str, **more: object
) -> Entry:
    """One thing a form said; the same event enters it once."""
    given = {
        "id": hashlib.sha256(f"assessment\x1f{event}\x1f{what}".encode()).hexdigest()[:16],
        "investment": home.id,
        "practice": "assessment",
        "what": what,
        "text": text,
        "author": sent.user,
        "said_at": sent.at,
        "recorded_by": sent.user,
        "recorded_at": now,
        "channel": home.channel,
    }
    return Entry.model_validate(given | more)
