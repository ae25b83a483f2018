"""Rearranging: investments and measures renamed, merged and moved, with every old name kept.

Nothing here touches a fact: who merges records for whom the facts of a measure now count, and by
new rows which measures one of the whole was stated for.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.benefits import measures
from bot.benefits.facts import Recorded, Slot, Value
from bot.benefits.investment import Investment, Measure

_OF_THE_WHOLE: frozenset[Slot] = frozenset({"problem", "outcome", "measure", "barrier"})
"""What is said of an investment and of none of its measures."""


class Merged(Value):
    """One investment made of two. `homes` says for each measure of the one that went which measure
    its facts belong to now."""

    investment: Investment
    homes: dict[str, str]


def renamed(investment: Investment, name: str) -> Investment:
    """The investment under a new name; it is still found under the old one."""
    aliases = _names((*investment.aliases, investment.name), name)
    return investment.model_copy(update={"name": name, "aliases": aliases})


def measure_renamed(investment: Investment, measure: str, name: str) -> Investment:
    """A measure under a new name; it is still found under the old one."""

    def changed(one: Measure) -> Measure:
        if one.id != measure:
            return one
        return one.model_copy(update={"name": name, "aliases": _names(one.names, name)})

    kept = tuple(changed(one) for one in investment.measures)
    return investment.model_copy(update={"measures": kept})


def moved(investment: Investment, channel: str, channel_is_private: bool) -> Investment:
    """The investment at home in another channel, whose members may see it from then on."""
    home = {"channel": channel, "channel_is_private": channel_is_private}
    return investment.model_copy(update=home)


def merged(gone: Investment, kept: Investment) -> Merged:
    """One investment made of two: what the kept one says counts, what it lacks the other one fills.

    Measures that say the same in one unit become one. Who was kept from seeing either is kept from
    seeing both: it is private or confidential where one of them was, and opened to nobody new.
    """
    taken, homes = list(kept.measures), {}
    for measure in gone.measures:
        twin = next((one for one in taken if _is_one(one, measure)), None)
        if twin is None:
            taken.append(measure)
        else:
            taken[taken.index(twin)] = _joined(twin, measure)
        homes[measure.id] = twin.id if twin else measure.id
    filled = {
        field: getattr(gone, field)
        for field in type(kept).model_fields
        if getattr(kept, field) in (None, ()) and field not in ("viewers", "aliases")
    }
    both = {
        "measures": tuple(taken),
        "aliases": _names((*kept.aliases, gone.name, *gone.aliases), kept.name),
        "confidential": kept.confidential or gone.confidential,
        "channel_is_private": kept.channel_is_private or gone.channel_is_private,
        "viewers": tuple(one for one in kept.viewers if one in gone.viewers),
    }
    return Merged(investment=kept.model_copy(update={**filled, **both}), homes=homes)


def parted(
    counting: Iterable[Recorded], home: Investment, other: Investment, by: str, at: datetime
) -> Iterator[Recorded]:
    """The rows by which an owner, or the like, of a whole investment becomes one of its measures,
    before it is made one with another: it was never stated for the other one's.

    `counting` are its facts in force. With no measures of its own it fills none: it is taken back.
    """
    row = {"recorded_by": by, "recorded_at": at, "corrects": False}
    for fact in counting if other.measures else ():
        if fact.measure is not None or fact.fact.slot in _OF_THE_WHOLE:
            continue
        for measure in home.measures:
            kept = {"id": f"{fact.id}.{measure.id}", "measure": measure.id, "supersedes": fact.id}
            yield fact.model_copy(update=row | kept)
        if not home.measures:
            gone = {"id": f"{fact.id}.parted", "supersedes": fact.id, "withdraws": True}
            yield fact.model_copy(update=row | gone)


def measures_merged(investment: Investment, gone: str, kept: str) -> Investment:
    """Two measures of an investment made one, found under the names of both.

    Raises LookupError where either is none of its measures.
    """
    one, other = investment.measure(gone), investment.measure(kept)
    if one is None or other is None or one.id == other.id:
        raise LookupError("two measures of one investment are needed")
    left = (
        _joined(other, one) if each.id == kept else each
        for each in investment.measures
        if each.id != gone
    )
    return investment.model_copy(update={"measures": tuple(left)})


def _is_one(one: Measure, other: Measure) -> bool:
    return one.unit == other.unit and any(
        measures.key(first) == measures.key(second) for first in one.names for second in other.names
    )


def _joined(kept: Measure, gone: Measure) -> Measure:
    """The kept measure with what only the other one said, and the names of both."""
    filled = {
        field: getattr(gone, field)
        for field in type(kept).model_fields
        if getattr(kept, field) is None
    }
    names = _names((*kept.aliases, *gone.names), kept.name)
    return kept.model_copy(update={**filled, "aliases": names})


def _names(names: Iterable[str], but: str) -> tuple[str, ...]:
    """Names that differ from each other and from the main one, in their order."""
    found = {measures.key(but): ""}
    for name in names:
        found.setdefault(measures.key(name), name)
    return tuple(name for name in found.values() if name)
