"""Instead: another person stands for a role from now on; what was said before stays on record."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from bot.benefits.accepted import Role, mentioned, owner_facts
from bot.benefits.facts import Fact, Recorded
from bot.benefits.investment import Investment, Measure
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


def give(
    work: Work,
    home: Investment,
    measures: Sequence[Measure],
    person: str,
    by: str,
    event: str,
    now: datetime,
) -> None:
    """Have a person own some measures from now on. What says who owned them is corrected where it
    is of them alone; else a row a measure says more than the one for all.
    """
    facts = work.facts([home.id])
    latest = {one.id: owner_facts(facts, one.id)[-1:] for one in measures}
    known = {one.id: one for found in latest.values() for one in found}
    is_whole = len(measures) == len(home.measures)
    corrected = [one for one in known.values() if is_whole or one.measure is not None]
    put(work, corrected, person, by, f"{event}:{home.id}", now)
    covered = {one.id for one in corrected}
    for measure in measures:
        if not any(one.id in covered for one in latest[measure.id]):
            id = f"h{event}.{home.id}.{measure.id}"
            work.append(owning(id, home.id, measure.id, person, by, now))


def owning(
    id: str, investment: str, measure: str | None, person: str, by: str, now: datetime
) -> Recorded:
    """That a person owns a measure, or without one all of them, by a choice and not in words."""
    return Recorded(
        id=id,
        investment=investment,
        measure=measure,
        fact=Fact(slot="owner", person=f"<@{person}>", quote="", start=0, end=0),
        author=by,
        said_at=now,
        channel=None,
        ts=None,
        permalink=None,
        recorded_by=by,
        recorded_at=now,
    )
