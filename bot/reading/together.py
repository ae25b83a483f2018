"""Two readings of one text, ours and what of a model's draft holds, made into one.

The law of it: a wrong challenge costs more than a missed one, and a figure is for a person to
decide on.
- What the model takes for no update stays what it is to us, but nobody is asked about it.
- What only the model takes for an update is one where it states a figure or an owner: that is
  proposed, and nobody is asked about it. Its claims alone make nothing of it.
- A claim or fact of ours stays, whatever the model leaves out. What only the model found is added
  where it shares no words with one of ours of the same kind. Claims that only the model found are
  marked: nobody decides on a claim, so none of those counts.
- What the model says more of a figure of ours is taken where it speaks of the very words; a name
  for what it is of, where all of ours that have none get the same.
- A figure in which both see another part, or a part for which each sees another figure, is in
  dispute: both stay, marked, and a person says which it is.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from bot.benefits import measures as names
from bot.benefits import units
from bot.benefits.facts import LEVELS, Fact
from bot.benefits.outcomes import is_outcome
from bot.benefits.reading import NOTHING, UPDATE_SLOTS, AnswerReading, Claim, Reading
from bot.reading import measures
from bot.reading.drafted import Drafted

Item = TypeVar("Item", Claim, Fact)

_TELLS = LEVELS | {"owner"}
_ANSWERS = _TELLS | {"evidence"}
"""Slots whose words show by themselves that they answer."""

_STOP = re.compile(r"[.;!?]\s|\n")


def read(own: Reading, drafted: Drafted, is_update: bool) -> Reading:
    """The reading of an update that the model takes for one or not."""
    if not is_update:
        return own.model_copy(update={"is_doubted": own.is_doubted or own.is_update})
    if not own.is_update and not any(one.slot in _TELLS for one in drafted.facts):
        return NOTHING
    facts = joined(own.facts, drafted.facts)
    others = _others(own.claims, drafted.claims)
    return Reading(
        is_update=True,
        claims=tuple(sorted((*own.claims, *others), key=lambda one: (one.start, one.kind))),
        only_drafted=others,
        facts=facts,
        measures=measures.summed_up([one for one in facts if one.either is None]),
        is_doubted=own.is_doubted or not own.is_update,
    )


def answered(own: AnswerReading, drafted: Drafted, asked: str | None) -> AnswerReading:
    """The reading of a reply: what became of the question is for us to say, but that what the model
    found may hold what was asked for. What is mere words answers only what we take for an answer.
    """
    told = [one for one in drafted.facts if own.kind == "answer" or one.slot in UPDATE_SLOTS]
    facts = joined(own.facts, told)
    holds = asked in _ANSWERS and any(one.slot == asked for one in facts)
    kind = "answer" if holds and own.kind in ("deflection", "chatter") else own.kind
    return AnswerReading(kind=kind, facts=facts)


def joined(own: Sequence[Fact], drafted: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of both, each once, those in dispute marked alike."""
    levels = _levels(
        [one for one in own if one.slot in LEVELS],
        [one for one in drafted if one.slot in LEVELS],
    )
    ours = [one for one in own if one.slot not in LEVELS]
    theirs = [one for one in drafted if one.slot not in LEVELS and not _is_known(one, ours)]
    return tuple(sorted((*levels, *ours, *theirs), key=lambda one: (one.start, one.slot)))


def _is_known(fact: Fact, ours: Sequence[Fact]) -> bool:
    """Whether we read such a thing in these words, or said the same elsewhere in the text."""
    same = [one for one in ours if one.slot == fact.slot]
    told = (fact.person, fact.ref, fact.text, fact.as_of)
    return any(
        _overlap(one, fact) or (one.person, one.ref, one.text, one.as_of) == told for one in same
    )


def _overlap(one: Fact | Claim, other: Fact | Claim) -> bool:
    return one.start < other.end and other.start < one.end


def _others(own: Sequence[Claim], drafted: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that only the model saw."""
    return tuple(
        one
        for one in drafted
        if not any(one.kind == other.kind and _overlap(one, other) for other in own)
    )


def _levels(own: list[Fact], drafted: Sequence[Fact]) -> list[Fact]:
    found = list(own)
    drafted = _staying(own, drafted)
    for one in drafted:
        at = next((at for at, other in enumerate(found) if _is_same(other, one)), None)
        against = _against(one, own, found, drafted)
        if at is not None:
            found[at] = _told_more(found[at], one)
        elif against is None:
            found.append(one)
        else:
            first = found[against]
            mark = against if first.either is None else first.either
            found[against] = first.model_copy(update={"either": mark})
            found.append(_second(one, first, mark))
    return found


def _staying(own: Sequence[Fact], drafted: Sequence[Fact]) -> list[Fact]:
    """The draft without names by which figures of ours that have none would be left behind: those
    belong to what is measured there as long as nothing else is.
    """
    nameless = [one for one in own if one.measure is None]
    called = [_called(one, drafted) for one in nameless]
    if not nameless or (called[0] and len(set(called)) == 1 and is_outcome(called[0])):
        return list(drafted)
    ours = [one.measure for one in own if one.measure]
    kept: list[Fact] = []
    for one in drafted:
        if any(_overlap(one, each) for each in nameless):
            kept.append(one.model_copy(update={"measure": None}))
        elif one.measure is None or any(names.same(one.measure, name) for name in ours):
            kept.append(one)
    return kept


def _called(own: Fact, drafted: Sequence[Fact]) -> str | None:
    """What the model calls the measure of a figure of ours."""
    said = (one for one in drafted if _is_same(own, one) and _is_of_its_words(own, one))
    return next((one.measure for one in said if one.measure), None)


def _is_of_its_words(own: Fact, one: Fact) -> bool:
    return _overlap(own, one) and not _STOP.search(one.quote)


def _second(one: Fact, first: Fact, mark: int) -> Fact:
    """Another reading of a figure, and of the same thing where we say of which."""
    about = {"measure": first.measure or one.measure, "segment": one.segment or first.segment}
    return one.model_copy(update={**about, "either": mark, "is_second": True})


def _against(
    one: Fact, own: Sequence[Fact], found: Sequence[Fact], drafted: Sequence[Fact]
) -> int | None:
    """Which of the figures found so far excludes one that only the model sees: the same figure in
    another part, be it that the model sees both, else of ours another figure for the same part.
    """
    parts = (at for at, other in enumerate(found) if _is_other_part(other, one))
    unseen = (
        at for at, other in enumerate(own) if not any(_is_same(other, each) for each in drafted)
    )
    return next(parts, next((at for at in unseen if _is_other_figure(own[at], one)), None))


def _amount(fact: Fact) -> tuple[float | None, ...]:
    return (fact.value, fact.low, fact.high, fact.change)


def _is_same(one: Fact, other: Fact) -> bool:
    """Whether both say the same of one figure."""
    same = (one.slot, _amount(one)) == (other.slot, _amount(other))
    return same and (_overlap(one, other) or _are_of_one(one, other))


def _are_of_one(one: Fact, other: Fact) -> bool:
    """Whether they may be of one measure, of one part and period of it."""
    if one.measure and other.measure and not names.same(one.measure, other.measure):
        return False
    if one.segment and other.segment and one.segment != other.segment:
        return False
    return None in (one.as_of, other.as_of) or one.as_of == other.as_of


def _told_more(own: Fact, drafted: Fact) -> Fact:
    """Ours, with what the model says of its words, and of one sentence, where we say nothing."""
    if not _is_of_its_words(own, drafted):
        return own
    more = {
        key: getattr(own, key) or getattr(drafted, key)
        for key in ("measure", "unit", "as_of", "by", "segment")
        if key != "unit" or own.change is None
    }
    return own.model_copy(update=more)


def _is_other_part(own: Fact, one: Fact) -> bool:
    return _amount(own) == _amount(one) and own.slot != one.slot and _overlap(own, one)


def _is_other_figure(own: Fact, one: Fact) -> bool:
    """A level and the size of a change stand side by side, and so do figures of unlike units."""
    if own.slot != one.slot or own.is_level != one.is_level or not _are_of_one(own, one):
        return False
    one_unit, other = (each.unit or each.change_unit for each in (own, one))
    return None in (one_unit, other) or units.key(one_unit) == units.key(other)
