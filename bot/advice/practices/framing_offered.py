"""Framing offered: the button that opens its form, for who speaks of framing or begins here."""

import re
from collections.abc import Sequence
from typing import Final

from bot.advice.practices.framing_form import BEGIN, FRAME
from bot.benefits.conversation import Option
from bot.benefits.investment import Investment
from bot.ports import Voice

READ: Final = 300
"""Characters of a message in which it is looked for."""

_FRAMES = re.compile(
    r"\bfram(?:e|ing)\b|\bwh(?:at|ich)\s+(?:\w+\s+)?problems?\s+(?:(?:does\s+)?(?:it|this|that)|"
    r"we|should)\b",
    re.IGNORECASE,
)


def is_meant(text: str) -> bool:
    """Whether a message speaks of writing down what an investment is for."""
    return _FRAMES.search(text[:READ]) is not None


def button(here: Sequence[Investment], voice: Voice) -> tuple[Option, ...]:
    """Opens the form: for the only investment of a channel, or for a new one where there is none;
    where there are several it would have to be said which.
    """
    if len(here) > 1:
        return ()
    ref = f"{FRAME}|{here[0].id}" if here else f"{BEGIN}|"
    return (Option(ref=ref, label=voice.say("framing_button"), verb="guide"),)
