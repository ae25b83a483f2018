"""Propose: what was understood is put on one card, which takes the place of the open ones."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.advice import cards, settle
from bot.advice.doors import Doors
from bot.benefits.conversation import Ask, Line, Post, Sending
from bot.benefits.facts import LEVELS, Recorded, Stated
from bot.benefits.gaps import is_bare_link
from bot.benefits.investment import Investment
from bot.benefits.proposals import Proposal
from bot.ports import Work


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
    kept = [fact for one in replaced for fact in _left(one, proposal)]
    whole = proposal.model_copy(update={"facts": (*kept, *proposal.facts)})
    work.propose(whole)
    for one in replaced:
        settle.supersede(work, one, whole, event, doors, now)
    return whole


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


def _gives_way(older: Proposal, newer: Proposal) -> bool:
    if (older.channel, older.thread) == (newer.channel, newer.thread):
        return True
    return any(_conflict(one, other) for one in older.facts for other in newer.facts)


def _conflict(one: Stated, other: Stated) -> bool:
    """Whether two waiting facts fill one place: of figures now, those of one period alone."""
    slot = one.fact.slot
    if (one.measure, slot) != (other.measure, other.fact.slot):
        return False
    if slot == "current":
        return one.fact.as_of == other.fact.as_of and one.fact.segment == other.fact.segment
    return slot in LEVELS or slot == "owner"


def _left(older: Proposal, newer: Proposal) -> list[Stated]:
    """What an older card held that the newer one does not say anew.

    In one thread naming a report does not take its link away. A source or date of another thread
    goes with the figure it was given for.
    """
    if (older.channel, older.thread) == (newer.channel, newer.thread):
        filled = {(fact.measure, fact.fact.slot) for fact in newer.facts}
        return [
            fact
            for fact in older.facts
            if is_bare_link(fact) or (fact.measure, fact.fact.slot) not in filled
        ]
    gone = [fact for fact in older.facts if _is_replaced(fact, newer.facts)]
    bare = {(fact.ts, fact.measure) for fact in gone if fact.fact.slot in LEVELS}
    return [
        fact
        for fact in older.facts
        if fact not in gone and (fact.fact.slot in LEVELS or (fact.ts, fact.measure) not in bare)
    ]


def _is_replaced(fact: Stated, newer: Iterable[Stated]) -> bool:
    return any(_conflict(fact, other) for other in newer)
