"""Corrections: what a text says should read otherwise, and which figure it means."""

import re
from collections.abc import Sequence
from datetime import date

from bot.advice.place import Source
from bot.benefits import measures, units
from bot.benefits.facts import LEVELS, LONGEST_QUOTE, Fact, Recorded, Slot, Stated, Value
from bot.benefits.investment import Investment
from bot.benefits.reading import AnswerContext
from bot.ports import Reader

READ = 1_000
"""Characters of a message that a correction is looked for in."""

_OLD, _NEW = r"(?P<old>[^.;!?\n]{1,80}?)", r"(?P<new>[^;!?\n]{1,120})"
_BE = r"(?:should|ought\s+to|must|needs?\s+to)\s+(?:have\s+been|be|read|say)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_OLD}\s+{_BE}\s+{_NEW}",
        rf"\bnot\s+{_OLD}[,\s]+but\s+(?:rather\s+)?{_NEW}",
        rf"\b(?:change|correct|fix|replace|update)\s+(?:that\s+|the\s+)?{_OLD}"
        rf"\s+(?:to|into|with|by)\s+{_NEW}",
        r"(?P<new>[^;!?\n]{1,120}?)[,\s]+\(?(?:and\s+)?(?:not|instead\s+of|rather\s+than)\s+"
        r"(?P<old>[^.;!?\n)]{1,80})",
    )
)
_SLOTS: tuple[tuple[Slot, re.Pattern[str]], ...] = (
    ("baseline", re.compile(r"\b(?:baseline|starting\s+(?:figure|point|level))\b", re.IGNORECASE)),
    ("target", re.compile(r"\b(?:target|goal|aim)\b", re.IGNORECASE)),
    ("current", re.compile(r"\b(?:current|latest|now|measurement)\b", re.IGNORECASE)),
)


class Correction(Value):
    """What a text puts in place of what: the words of the old figure and those of the new one.

    `at` is the code point the new words begin at.
    """

    text: str
    old: str
    new: str
    at: int


class Meant(Value):
    """A figure a correction may mean, and the one to put in its place.

    `earlier` may be on record, or wait on a card.
    """

    earlier: Stated
    now: Stated


class Once:
    """Reads the same words for figures of the same kind once, however many there are.

    What it reads is told apart by slot and unit; which measure it is of is for the caller to say.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read: dict[tuple[str, AnswerContext], Fact | None] = {}

    def figure(self, words: str, context: AnswerContext) -> Fact | None:
        """The first figure in these words that says how much."""
        key = (words, context.model_copy(update={"measure": None}))
        if key not in self._read:
            read = self._reader.answer(words, context).facts
            levels = (fact for fact in read if fact.slot in LEVELS and fact.is_level)
            self._read[key] = next(levels, None)
        return self._read[key]


def said(text: str) -> Correction | None:
    """The correction in a text; None where it has not the form of one."""
    head = text[:READ]
    found = next((match for form in _FORMS if (match := form.search(head))), None)
    if found is None:
        return None
    return Correction(text=text, old=found["old"], new=found["new"], at=found.start("new"))


def meant(
    correction: Correction,
    facts: Sequence[Stated],
    investment: Investment,
    reader: Once,
    source: Source,
    today: date,
) -> list[Meant]:
    """What a correction may mean among these facts, each with the figure in its place.

    The old figure tells it, and beside it a measure and whether it is the baseline, the target or
    the latest one. Without an old figure one of the three must be told. `source` is the message it
    was said in.
    """
    narrowed = _narrowed(correction, facts, investment)
    levels = [fact for fact in narrowed if fact.fact.slot in LEVELS]
    found = [
        fact for fact in levels if _same(_figure(correction.old, fact, investment, reader), fact)
    ]
    if not found and not re.search(r"\d", correction.old):
        found = _latest(levels) if _named_slots(correction.text) else []
    replaced = [(fact, _new(correction, fact, investment, reader, source, today)) for fact in found]
    return [Meant(earlier=old, now=new) for old, new in replaced if new is not None]


def _narrowed(
    correction: Correction, facts: Sequence[Stated], investment: Investment
) -> list[Stated]:
    """The facts of the measures and slots that the text names; all, where it names none."""
    head = correction.text[:READ]
    named = {
        one.id
        for one in investment.measures
        if any(measures.within(name, head) for name in one.names)
    }
    slots = _named_slots(correction.text)
    return [
        fact
        for fact in facts
        if (not named or fact.measure in named) and (not slots or fact.fact.slot in slots)
    ]


def _named_slots(text: str) -> set[Slot]:
    return {slot for slot, pattern in _SLOTS if pattern.search(text[:READ])}


def _latest(facts: Sequence[Stated]) -> list[Stated]:
    """Of each measure and slot the figure that counts: the first baseline, the last of others."""
    counting: dict[tuple[str | None, Slot], Stated] = {}
    for fact in facts:
        home = (fact.measure, fact.fact.slot)
        if fact.fact.slot != "baseline" or home not in counting:
            counting[home] = fact
    return list(counting.values())


def _figure(
    words: str, like: Stated, investment: Investment, reader: Once, today: date | None = None
) -> Fact | None:
    """The figure in some words, read as one of the same measure."""
    measure = investment.measure(like.measure)
    context = AnswerContext(
        asked=like.fact.slot,
        measure=measure.name if measure else like.fact.measure,
        unit=like.fact.unit or (measure.unit if measure else None),
        today=today,
    )
    return reader.figure(words, context)


def _same(old: Fact | None, fact: Stated) -> bool:
    if old is None:
        return False
    return (old.value, old.low, old.high) == (fact.fact.value, fact.fact.low, fact.fact.high)


def _new(
    correction: Correction,
    earlier: Stated,
    investment: Investment,
    reader: Once,
    source: Source,
    today: date,
) -> Stated | None:
    """The new figure, in all that is not said anew like the earlier one; None where it is none.

    The period stays unless another is told: "now" is no period of a figure that is put right.
    """
    old = earlier.fact
    is_dated = old.slot != "current" or re.search(r"\d{4}|\bQ[1-4]\b", correction.new)
    read = _figure(correction.new, earlier, investment, reader, today if is_dated else None)
    if read is None or not _is_alike(read, old, correction.old):
        return None
    if _same(read, earlier) and read.unit == old.unit:
        return None
    quote, start = _quoted(correction)
    fact = read.model_copy(
        update={
            "slot": old.slot,
            "unit": read.unit or old.unit,
            "as_of": None if old.slot == "target" else read.as_of or old.as_of,
            "by": read.by or read.as_of or old.by if old.slot == "target" else None,
            "measure": old.measure,
            "segment": old.segment,
            "quote": quote,
            "start": start,
            "end": start + len(quote),
        }
    )
    replaces = earlier.id if isinstance(earlier, Recorded) else earlier.supersedes
    return Stated(
        fact=fact,
        measure=earlier.measure,
        supersedes=replaces,
        corrects=True,
        **source.model_dump(),
    )


def _is_alike(new: Fact, old: Fact, words: str) -> bool:
    """Whether the new figure counts the same kind of thing, or the unit itself is put right."""
    if old.unit is None or units.factor(new.unit, old.unit) is not None:
        return True
    return units.in_singular(old.unit).casefold() in words.casefold()


def _quoted(correction: Correction) -> tuple[str, int]:
    """The whole message where it is short enough to be kept, else the words of the new figure."""
    whole = correction.text.strip()
    if len(whole) <= LONGEST_QUOTE:
        return whole, correction.text.index(whole)
    return correction.new, correction.at
