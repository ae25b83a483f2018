"""Retabled: a pasted table that was changed is read again, and every card of it follows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from bot.advice import place, propose, settle, tabled
from bot.advice.doors import Doors
from bot.advice.pasted import pasted
from bot.advice.thread import made_of
from bot.benefits.conversation import Edited, Posted
from bot.benefits.facts import Fact, Recorded, Slot, Stated
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal, is_known
from bot.ports import Work

Said = tuple[str | None, Fact]
"""The measure, and what is said of it."""

_NOTHING = tabled.Found(homes={}, facts={}, bad=(), rows=0)


def is_one(work: Work, said: Edited) -> bool:
    """Whether a changed message is a table now, or was one of several investments."""
    if not said.direct:
        return False
    return pasted(said.text) is not None or len({one.investment for one in made_of(work, said)}) > 1


def retabled(said: Edited, posted: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Have each card say what the table says now, close those of which it says nothing any more,
    and put on new ones what it says of others. What a person put aside or said anew since stays
    so, where the table did not change it.

    False where the message is no table any more: its cards are closed, and it is still to be read.
    """
    table = pasted(said.text)
    found = tabled.read(posted, table, doors) if table else _NOTHING
    with doors.records.work(said.workspace) as work:
        made = made_of(work, said)
        work.hold_all({one.investment for one in made} | found.facts.keys())
        still = {_says(one) for stated in found.facts.values() for one in stated}
        found = _new(work, said, found, made, now)
        waiting = [*_waiting(work, said, made, now)]
        own = {one.investment: one for one in waiting if one.place == _place(said)}
        stay = [
            left
            for one in waiting
            if (left := _follow(work, one, own, still, said, found, event, doors, now)) is not None
        ]
        fresh = [id for id in found.facts if id not in own]
        added = [tabled.put(work, posted, found, id, event, doors, now) for id in fresh]
        if table is not None and (added or found.bad):
            tabled.tell(work, posted, found, table, event, doors, now)
        both = [*added, *(one for one in stay if one.place == _place(said))]
        if added or not both:
            _close_presses(work, made, event, doors, now)
        if added and len(both) > 1:
            tabled.offer_all(work, both, doors, now)
        if table is not None:
            work.finish(event, now)
        work.commit()
    return table is not None


def _place(said: Edited) -> tuple[str, str]:
    return (said.channel, said.thread or said.ts)


def _is_of(fact: Stated, said: Edited) -> bool:
    return (fact.channel, fact.ts) == (said.channel, said.ts)


def _says(stated: Stated) -> Said:
    """What a fact says, in whatever words."""
    return (stated.measure, stated.fact.without_words().model_copy(update={"measure": None}))


def _waiting(
    work: Work, said: Edited, made: Sequence[Proposal], now: datetime
) -> Iterator[Proposal]:
    """The open cards that hold something of the message, wherever it was carried to."""
    for home in dict.fromkeys(one.investment for one in made):
        for one in work.open_proposals(home):
            if one.can_be_decided(now) and any(_is_of(fact, said) for fact in one.facts):
                yield one


def _new(
    work: Work, said: Edited, found: tabled.Found, made: Sequence[Proposal], now: datetime
) -> tabled.Found:
    """What of a table is neither on record from it nor settled otherwise, each in place of what it
    puts right.
    """
    settled = [one for one in made if one.state == "superseded" or _is_put_aside(one)]
    aside = {_says(fact) for one in settled for fact in one.facts if _is_of(fact, said)}
    for one in _waiting(work, said, made, now):
        waits = {_says(fact) for fact in one.facts}
        aside = aside - waits if one.place == _place(said) else aside | waits
    facts: dict[str, tuple[Stated, ...]] = {}
    for id, stated in found.facts.items():
        counting = in_force(work.facts([id]))
        recorded = [one for one in counting if _is_of(one, said)]
        known = aside | {_says(one) for one in recorded}
        left = [one for one in stated if _says(one) not in known and not is_known(one, counting)]
        if left:
            gone = [one for one in recorded if _says(one) not in set(map(_says, stated))]
            stand = {_fills(one) for one in recorded if one not in gone}
            facts[id] = tuple(_in_place(one, left, gone, stand) for one in left)
    return found.model_copy(update={"facts": facts})


def _fills(stated: Stated) -> tuple[str | None, Slot]:
    return (stated.measure, stated.fact.slot)


def _in_place(
    one: Stated,
    left: Sequence[Stated],
    gone: Sequence[Recorded],
    stand: Collection[tuple[str | None, Slot]],
) -> Stated:
    """The same thing said anew stands in place of what was recorded and is said no more. A row that
    came beside one that stands is no later wording of it: it would count in its place.
    """
    same = [other for other in gone if propose.conflict(one, other)]
    if not same and [_fills(other) for other in left].count(_fills(one)) == 1:
        same = [other for other in gone if _fills(other) == _fills(one)]
    if len(same) == 1:
        return one.model_copy(update={"supersedes": same[0].id, "corrects": True})
    return one.model_copy(update={"edited_at": None}) if _fills(one) in stand else one


def _is_put_aside(one: Proposal) -> bool:
    return one.state == "discarded" and one.decided_by is not None


def _follow(
    work: Work,
    waiting: Proposal,
    own: Mapping[str, Proposal],
    still: Collection[Said],
    said: Edited,
    found: tabled.Found,
    event: str,
    doors: Doors,
    now: datetime,
) -> Proposal | None:
    """The card with what the table says now in place of what it said; None where that closed it.
    What was carried to another thread stays there while the table still says it.
    """
    is_own = own.get(waiting.investment) is waiting
    kept = [
        fact
        for fact in waiting.facts
        if not _is_of(fact, said) or (not is_own and _says(fact) in still)
    ]
    new = found.facts.get(waiting.investment, ()) if is_own else ()
    changed = waiting.model_copy(update={"facts": (*kept, *new)})
    if not changed.facts:
        closed = doors.voice.say("card_edited_away")
        settle.decide(work, waiting, "discarded", None, closed, event, now)
        return None
    if [_held(one) for one in changed.facts] != [_held(one) for one in waiting.facts]:
        work.amend(changed)
        _redraw(work, changed, found, event, doors, now)
    return changed


def _held(stated: Stated) -> tuple[str | None, Fact, str | None]:
    return (stated.measure, stated.fact, stated.supersedes)


def _redraw(
    work: Work, changed: Proposal, found: tabled.Found, event: str, doors: Doors, now: datetime
) -> None:
    home = found.homes.get(changed.investment) or work.investment(changed.investment)
    if home is not None:
        grown = place.grown(home, changed.facts)
        is_theirs = home.id in found.homes
        on_record = work.facts([home.id]) if is_theirs else []
        settle.redraw(work, changed, grown, on_record, f"edit:{event}", doors, now)


def _close_presses(
    work: Work, made: Sequence[Proposal], event: str, doors: Doors, now: datetime
) -> None:
    """What decided all cards at once before decides none of the new ones."""
    for one in made:
        key = tabled.key_of(one.id)
        shown = work.shown(key)
        if shown is not None and shown.options:
            closing = doors.voice.say("card_edited_away")
            post = shown.model_copy(update={"options": (), "closing": closing})
            work.change(key, post, f"edit:{event}", now)
