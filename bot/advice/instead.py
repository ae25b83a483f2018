"""Instead: another person stands for a role from now on; what was said before stays on record."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from bot.benefits.accepted import Role, mentioned
from bot.benefits.facts import Fact, Recorded
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.ports import Done, Work


def hand_on(
    work: Work, role: Role, investment: Investment, by: str, to: str, event: str, now: datetime
) -> None:
    """The record names the other person from now on; who did is kept."""
    if role == "owner":
        put(work, owned(work, investment.id, by), to, by, event, now)
        return
    work.keep(investment.model_copy(update={"sponsor": f"<@{to}>"}))
    words = f"<@{by}> → <@{to}>"
    work.audit(event, Done(investment=investment.id, by=by, at=now, what="sponsor", words=words))


def owned(work: Work, investment: str, person: str) -> list[Recorded]:
    """What says that a person owns an outcome of an investment, as far as it counts."""
    return [
        one
        for one in in_force(work.facts([investment]))
        if one.fact.slot == "owner" and mentioned(one.fact.person) == person
    ]


def put(
    work: Work, owners: Sequence[Recorded], person: str, by: str, event: str, now: datetime
) -> None:
    """Each owner is corrected by a row that names a person; what was said stays."""
    id = "o" + hashlib.sha256(event.encode()).hexdigest()[:16]
    for number, one in enumerate(owners):
        row = {
            "id": f"{id}.{number}",
            "fact": Fact(slot="owner", person=f"<@{person}>", quote="", start=0, end=0),
            "author": by,
            "said_at": now,
            "edited_at": None,
            "channel": None,
            "ts": None,
            "permalink": None,
            "supersedes": one.id,
            "corrects": True,
            "recorded_by": by,
            "recorded_at": now,
        }
        work.append(one.model_copy(update=row))
