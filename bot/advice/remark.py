"""Remark: what does not fit what was agreed is said once, kindly, with both figures."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import eyes
from bot.advice.doors import Doors
from bot.benefits import drift as drifting
from bot.benefits import measures
from bot.benefits.conversation import Option, Post, Sending, Span
from bot.benefits.drift import Drift, Other, figure_id
from bot.benefits.facts import Stated
from bot.benefits.investment import Investment
from bot.benefits.near import is_near
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal
from bot.ports import Drifted, Work

SAID = 3
"""Things said about one message, at most, most serious first."""

COMPARED = 20
"""Other investments that are looked at for the same benefit, at most."""


def others(workspace: str, channel: str, investment: Investment, doors: Doors) -> list[Other]:
    """The investments that count something alike and that every reader of a channel may see.

    Asks the world who reads it.
    """
    audience = eyes.of_channel(workspace, channel, doors)
    with doors.records.work(workspace, audience) as work:
        alike = [one for one in work.investments() if _is_alike(one, investment)][:COMPARED]
        facts = in_force(work.facts_in_force([one.id for one in alike])) if alike else []
    return [
        Other(investment=one, facts=tuple(fact for fact in facts if fact.investment == one.id))
        for one in alike
    ]


def _is_alike(one: Investment, other: Investment) -> bool:
    return one.id != other.id and any(
        measures.same(mine.name, theirs.name) for mine in one.measures for theirs in other.measures
    )


def remark(
    work: Work,
    proposal: Proposal,
    new: Sequence[Stated],
    investment: Investment,
    beside: Sequence[Other],
    doors: Doors,
    now: datetime,
) -> None:
    """Keep what of these facts drifts from the record, and say it in the proposal's thread."""
    on_record = work.facts([investment.id])
    agreed = _as_agreed(investment, work.investment(investment.id))
    starts = work.manners_of_house().fiscal_start
    found = [
        one
        for one in drifting.noticed(agreed, new, on_record, beside, starts)
        if not (doors.picks and _is_asked_about(one)) and work.drift(_kept(one, proposal, now))
    ]
    if found:
        _say(work, found[:SAID], proposal, doors, now)


def _is_asked_about(drift: Drift) -> bool:
    """Whether a person says which unit was meant as they decide on the card."""
    agreed = drift.before.fact.unit if drift.before else drift.words.get("before")
    return drift.kind == "unit_changed" and is_near(drift.after.fact.unit, agreed)


def _as_agreed(grown: Investment, known: Investment | None) -> Investment:
    """The investment without the units of measures that only a card names: nobody agreed on them
    before it is recorded.
    """
    on_record = {one.id for one in known.measures} if known else set()
    kept = (
        one if one.id in on_record else one.model_copy(update={"unit": None})
        for one in grown.measures
    )
    return grown.model_copy(update={"measures": tuple(kept)})


def _kept(drift: Drift, proposal: Proposal, now: datetime) -> Drifted:
    return Drifted(
        id=drift.id,
        investment=drift.investment,
        measure=drift.measure,
        kind=drift.kind,
        slot=drift.after.fact.slot,
        before=drift.before.id if drift.before else None,
        proposal=proposal.id,
        after=figure_id(drift.after),
        at=now,
    )


def _say(
    work: Work, found: Sequence[Drift], proposal: Proposal, doors: Doors, now: datetime
) -> None:
    lines = [doors.voice.say(one.key, **one.words) for one in found]
    open_one = next((one for one in found if _may_replace(one)), None)
    verbs = ("replaces", "both_stand") if open_one else ()
    options = [
        Option(ref=open_one.id, label=doors.voice.say(f"button_{verb}"), verb=verb)
        for verb in verbs
        if open_one
    ]
    post = Post(lead=tuple((Span(text=line),) for line in lines), options=tuple(options))
    sending = Sending(
        key=key_of((open_one or found[0]).id),
        way="post",
        channel=proposal.channel,
        thread=proposal.thread,
        post=post,
    )
    work.send(sending, now)


def key_of(drift: str) -> str:
    """The key of the post that says it."""
    return f"drift:{drift}"


def _may_replace(drift: Drift) -> bool:
    """Whether it is two figures for one thing, of which one may stand in place of the other."""
    before = drift.before
    if before is None or before.investment != drift.investment:
        return False
    one, other = (before.measure, before.fact.slot), (drift.measure, drift.after.fact.slot)
    return one == other
