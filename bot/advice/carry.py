"""Carry: what showed a figure shows the one that puts it right, unless another source is named.

The same whether the first figure is on record or waits on a card, and whether it is put right in
words or in the form.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot.benefits.evidence import carried, is_bare_link
from bot.benefits.facts import LEVELS, Recorded, Stated
from bot.benefits.ledger import scope

A_DAY = timedelta(days=1)
"""Within this, a figure given again by the same person in the same thread corrects the first."""


def from_record(new: Sequence[Stated], on_record: Sequence[Recorded]) -> list[Stated]:
    """The sources of the figures on record that these correct, as they show the new ones.

    `on_record` are the facts that count.
    """
    known = {fact.id: fact for fact in on_record}
    found: list[Stated] = []
    for fact in new:
        old = known.get(fact.supersedes or "")
        if old is None or fact.fact.slot not in LEVELS or _names_source(fact, new):
            continue
        equal = _equal(fact, old, on_record)
        if equal is None:
            found += [one.now for one in carried(old, fact, on_record)]
            continue
        shown = [one.now for one in carried(equal, fact, on_record)]
        found += [one.model_copy(update={"supersedes": None}) for one in shown]
    return found


def _equal(new: Stated, old: Stated, on_record: Sequence[Recorded]) -> Recorded | None:
    """Somebody's figure that is the right one already: its sources show it, not the wrong one's."""
    told = _thing(new)
    return next((one for one in on_record if one is not old and _thing(one) == told), None)


def _thing(stated: Stated) -> tuple[object, ...]:
    fact = stated.fact
    level = (fact.value, fact.low, fact.high, fact.unit, fact.segment)
    return (stated.measure, fact.slot, fact.as_of, *level)


def on_card(
    kept: Sequence[Stated],
    older: Sequence[Stated],
    new: Sequence[Stated],
    corrects: bool | None = None,
) -> list[Stated]:
    """What is kept of an older card, its sources as they show the figures that new ones correct.

    The source of a figure that another one takes the place of, without correcting it, is left out.
    `corrects` tells it of all; None where each tells it itself.
    """
    left, there = list(kept), list(older)
    for old in older:
        instead = None if any(old is one for one in kept) else _instead(old, new)
        if instead is None or old.fact.slot not in LEVELS:
            continue
        is_same = corrects or instead.corrects or is_again(old, instead)
        moved = [one for one in carried(old, instead, there) if _stays(one.source, left)]
        gone = [one.source for one in moved if one.moves]
        left = [fact for fact in left if not _stays(fact, gone)]
        left += [one.now for one in moved if is_same and _is_its(one.source, instead, new)]
        there = [fact for fact in there if fact is not old]
    return left


def _stays(fact: Stated, facts: Sequence[Stated]) -> bool:
    return any(fact is one for one in facts)


def _is_its(source: Stated, figure: Stated, new: Sequence[Stated]) -> bool:
    """A source named anew takes the first one's place; the link to it stays."""
    return is_bare_link(source) or not _names_source(figure, new)


def is_again(old: Stated, new: Stated) -> bool:
    """Whether whoever gave a figure gives it again within a day."""
    return old.author == new.author and timedelta(0) <= new.said_at - old.said_at < A_DAY


def takes_place(new: Stated, old: Stated) -> bool:
    """Whether a newer word of a thread is of the same thing: how it is in one place leaves how it
    is in all of them.
    """
    if (new.measure, new.fact.slot) != (old.measure, old.fact.slot):
        return False
    part = scope(new.fact) if new.fact.slot in LEVELS else ""
    return part in ("", scope(old.fact)) or new.fact.value == old.fact.value


def _instead(old: Stated, new: Sequence[Stated]) -> Stated | None:
    return next((one for one in reversed(new) if takes_place(one, old)), None)


def _names_source(figure: Stated, facts: Sequence[Stated]) -> bool:
    return any(
        fact.fact.slot == "evidence"
        and fact.place == figure.place
        and fact.measure in (figure.measure, None)
        for fact in facts
    )
