"""Propose: what was understood is put on one card, which takes the place of the open ones."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.advice import cards, carry, either, settle
from bot.advice.doors import Doors
from bot.benefits import near
from bot.benefits.conversation import Ask, Line, Post, Sending
from bot.benefits.facts import LEVELS, Recorded, Stated
from bot.benefits.gaps import is_bare_link
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal
from bot.ports import Work

_OF_A_FIGURE = frozenset({"evidence", "timeframe"})
"""Slots that say something about a figure and nothing without it."""


def propose(
    work: Work,
    proposal: Proposal,
    event: str,
    doors: Doors,
    now: datetime,
) -> Proposal:
    """Keep a proposal and close the open ones whose place it takes; what they held besides comes
    along. Its card is still to be shown.

    Of the same thread it takes the place of all, of other threads of those that say something else
    about the same: no two cards that wait may be recorded one against the other.
    """
    replaced = [
        one
        for one in work.open_proposals(proposal.investment)
        if one.can_be_decided(now) and _gives_way(one, proposal)
    ]
    proposal = _in_both(work, proposal) if doors.picks else proposal
    kept = [fact for one in replaced for fact in _left(one, proposal)]
    more = [fact for fact in _from_record(work, proposal) if fact not in kept]
    whole = proposal.model_copy(update={"facts": (*kept, *proposal.facts, *more)})
    work.propose(whole)
    for one in replaced:
        settle.supersede(work, one, whole, event, doors, now)
    return whole


def _in_both(work: Work, proposal: Proposal) -> Proposal:
    """With each figure in days, where working days were agreed, as one of two that may be meant."""
    known = work.investment(proposal.investment)
    if known is None:
        return proposal
    on_record = in_force(work.facts_in_force([known.id]))
    agreed = near.agreed_units(known, proposal.facts, on_record)
    return proposal.model_copy(update={"facts": tuple(near.in_both(proposal.facts, agreed))})


def show(
    work: Work,
    proposal: Proposal,
    investment: Investment,
    on_record: Sequence[Recorded],
    doors: Doors,
    now: datetime,
    lead: tuple[Line, ...] = (),
    ask: Ask | None = None,
) -> None:
    """Post its card, with a question under it where there is one."""
    shown = cards.card(proposal, investment, on_record, doors.voice)
    sending = Sending(
        key=f"card:{proposal.id}",
        way="post",
        channel=proposal.channel,
        thread=proposal.thread,
        post=Post(lead=lead, card=shown, ask=ask),
    )
    work.send(sending, now)
    either.ask(work, proposal, doors, now)


def _gives_way(older: Proposal, newer: Proposal) -> bool:
    if (older.channel, older.thread) == (newer.channel, newer.thread):
        return True
    return any(conflict(one, other) for one in older.facts for other in newer.facts)


def conflict(one: Stated, other: Stated) -> bool:
    """Whether two waiting facts fill one place: of figures now, those of one period alone."""
    slot = one.fact.slot
    if (one.measure, slot) != (other.measure, other.fact.slot):
        return False
    if slot == "current":
        return one.fact.as_of == other.fact.as_of and one.fact.segment == other.fact.segment
    return slot in LEVELS or slot == "owner"


def _from_record(work: Work, proposal: Proposal) -> list[Stated]:
    """The sources of what it corrects, as they show the right figure."""
    if not any(fact.supersedes for fact in proposal.facts):
        return []
    return carry.from_record(proposal.facts, in_force(work.facts([proposal.investment])))


def _left(older: Proposal, newer: Proposal) -> list[Stated]:
    """What an older card held that the newer one does not say anew.

    In one thread naming a report does not take its link away. The source and the date of a figure
    that goes go with it, but where it is put right: then the source shows the right one.
    """
    if (older.channel, older.thread) == (newer.channel, newer.thread):
        kept = [fact for fact in older.facts if not _is_said_anew(fact, newer)]
        return carry.on_card(kept, older.facts, newer.facts)
    kept = [fact for fact in older.facts if not _is_replaced(fact, newer.facts)]
    stays = {_figure_of(fact) for fact in kept if fact.fact.slot in LEVELS}
    gone = {_figure_of(fact) for fact in older.facts if fact.fact.slot in LEVELS} - stays
    return [
        fact for fact in kept if fact.fact.slot not in _OF_A_FIGURE or _figure_of(fact) not in gone
    ]


def _figure_of(fact: Stated) -> tuple[str | None, str | None]:
    """The message of the figures that a fact is or is about, and their measure."""
    return (fact.shows or fact.place, fact.measure)


def _is_said_anew(fact: Stated, newer: Proposal) -> bool:
    """Whether a newer word of the same thread fills the same slot; a source that goes with a
    figure of its own message takes no other figure's away."""
    same = [one for one in newer.facts if carry.takes_place(one, fact)]
    if fact.fact.slot != "evidence":
        return bool(same)
    figures = {(one.ts, one.measure) for one in newer.facts if one.fact.slot in LEVELS}
    alone = [one for one in same if (one.ts, one.measure) not in figures]
    return bool(alone) and not is_bare_link(fact)


def _is_replaced(fact: Stated, newer: Iterable[Stated]) -> bool:
    return any(conflict(fact, other) for other in newer)
