"""Corrections: which figure is meant by what a text says should read otherwise."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from bot.advice import sides
from bot.advice.carry import A_DAY
from bot.advice.place import Source
from bot.advice.put_right import READ as READ
from bot.advice.put_right import Correction as Correction
from bot.advice.put_right import said as said
from bot.benefits import measures, units
from bot.benefits.facts import LEVELS, LONGEST_QUOTE, Fact, Recorded, Slot, Stated, Value
from bot.benefits.fiscal import starts_of
from bot.benefits.investment import Investment
from bot.benefits.reading import AnswerContext
from bot.ports import Reader

_SLOTS: tuple[tuple[Slot, re.Pattern[str]], ...] = (
    ("baseline", re.compile(r"\b(?:baseline|starting\s+(?:figure|point|level))\b", re.IGNORECASE)),
    ("target", re.compile(r"\b(?:target|goal|aim)\b", re.IGNORECASE)),
    ("current", re.compile(r"\b(?:current|latest|now|measurement)\b", re.IGNORECASE)),
)


_EARLIER = re.compile(r"\bbefore\b|\bused\s+to\b|\bpreviously\b", re.IGNORECASE)
PERIOD = re.compile(
    r"\d{4}|\bQ[1-4]\b|\bweek\b|\b(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_FIGURE = re.compile(
    r"\b(?:the|that|my|our|your|for|of|figure|number|value|one)\b|['’]s\b", re.IGNORECASE
)


Told = TypeVar("Told", bound=Stated)


class Meant(Value):
    """A figure a correction may mean, and the one to put in its place.

    `earlier` may be on record, or wait on a card. `beside` is what is said anew with it.
    """

    earlier: Stated
    now: Stated
    beside: tuple[Stated, ...] = ()


class Once:
    """Reads the same words for figures of the same kind once, however many there are.

    What it reads is told apart by slot and unit; which measure it is of is for the caller to say.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read: dict[tuple[str, AnswerContext], list[Fact]] = {}

    def figures(self, words: str, context: AnswerContext) -> list[Fact]:
        """The figures in these words that say how much."""
        key = (words, context.model_copy(update={"measure": None}))
        if key not in self._read:
            read = self._reader.answer(words, context).facts
            self._read[key] = [fact for fact in read if fact.slot in LEVELS and fact.is_level]
        return self._read[key]


def meant(
    correction: Correction,
    facts: Sequence[Stated],
    investment: Investment,
    reader: Once,
    source: Source,
    today: date,
    names: sides.Names | None = None,
) -> list[Meant]:
    """What a correction may mean among these facts, each with the figure in its place.

    The old figure tells it, and beside it a measure and whether it is the baseline, the target or
    the latest one. Without an old figure one of the three must be told. `source` is the message it
    was said in, `names` are those of people. A text that says no more than that it is a correction
    is one about the same period.
    """
    narrowed = _narrowed(correction, facts, investment)
    levels = [fact for fact in narrowed if fact.fact.slot in LEVELS]
    if correction.sides:
        return _settled(correction, levels, facts, source, names)
    found = _replaced(correction, levels, investment, reader, source, today)
    replaced = [(fact, _new(correction, fact, investment, reader, source, today)) for fact in found]
    return [Meant(earlier=old, now=new) for old, new in replaced if new is not None]


def of_the_thread(
    correction: Correction,
    told: Sequence[Stated],
    investment: Investment,
    reader: Once,
    source: Source,
    today: date,
) -> list[Meant]:
    """What one that says no more than that it is a correction means in the thread of a figure,
    however late: the one figure the same person gave there. `told` are those recorded from it.
    """
    if correction.old is not None or correction.sides:
        return []
    own = [one for one in told if one.fact.slot in LEVELS and one.author == source.author]
    new = [_new(correction, one, investment, reader, source, today) for one in own[:1]]
    return [Meant(earlier=own[0], now=one) for one in new if one is not None and len(own) == 1]


def _settled(
    correction: Correction,
    levels: Sequence[Stated],
    facts: Sequence[Stated],
    source: Source,
    names: sides.Names | None,
) -> list[Meant]:
    """Of two figures that disagree, the one that holds in place of the other."""
    words = correction.text[:READ]
    pair = sides.told(words, source.author, levels, facts, source.said_at, names)
    if pair is None:
        return []
    wrong, right = pair
    return [Meant(earlier=wrong, now=instead(wrong, right.fact, correction, source))]


def _replaced(
    correction: Correction,
    levels: Sequence[Stated],
    investment: Investment,
    reader: Once,
    source: Source,
    today: date,
) -> list[Stated]:
    old = correction.old
    if old is None:
        words = correction.new
        return _of_period(words, correction, levels, investment, reader, source, today) or _unnamed(
            levels, correction, source
        )
    found = [fact for fact in levels if _same(_figure(old, fact, investment, reader), fact)]
    if not found and _is_a_period(old, investment):
        found = _of_period(old, correction, levels, investment, reader, source, today)
    if not found and not re.search(r"\d", old) and named_slots(correction.text):
        return counting_now(levels)
    return found


def _is_a_period(words: str, investment: Investment) -> bool:
    """Whether words name a period and besides it a measure at most: "the March figure"."""
    left = measures.key(PERIOD.sub(" ", _FIGURE.sub(" ", words)))
    names = [measures.key(name) for one in investment.measures for name in one.names]
    return PERIOD.search(words) is not None and left in ("", *names)


def _of_period(
    words: str,
    correction: Correction,
    levels: Sequence[Stated],
    investment: Investment,
    reader: Once,
    source: Source,
    today: date,
) -> list[Stated]:
    """The figures that hold for the period some words name: of two, the same person's own."""
    named = PERIOD.search(words)
    if named is None:
        return []
    new = f"{correction.bare} in {named[0]}" if words is correction.old else correction.new
    found = [
        fact
        for fact in levels
        if fact.fact.as_of is not None
        and any(
            one.as_of == fact.fact.as_of
            for one in figures(new, fact, investment, reader, today)[:1]
        )
    ]
    own = [fact for fact in found if fact.author == source.author]
    return own if len(own) == 1 else found


def _unnamed(levels: Sequence[Stated], correction: Correction, source: Source) -> list[Stated]:
    """What a text that only says it is a correction is one of: the baseline, the target or the
    latest figure it tells, else the one figure of what the same person said last, within a day.
    """
    if _EARLIER.search(correction.new):
        levels = [fact for fact in levels if fact.fact.slot == "baseline"]
    if _EARLIER.search(correction.new) or named_slots(correction.text):
        return counting_now(levels)
    own = [
        fact
        for fact in levels
        if fact.author == source.author and timedelta(0) <= source.said_at - fact.said_at < A_DAY
    ]
    latest = max(own, key=lambda fact: fact.said_at, default=None)
    last = [fact for fact in own if latest and fact.place == latest.place]
    return last if len(last) == 1 else []


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
    slots = named_slots(correction.text)
    return [
        fact
        for fact in facts
        if (not named or fact.measure in named) and (not slots or fact.fact.slot in slots)
    ]


def named_slots(text: str) -> set[Slot]:
    return {slot for slot, pattern in _SLOTS if pattern.search(text[:READ])}


def counting_now(facts: Sequence[Told]) -> list[Told]:
    """Of each measure and slot the figure that counts: the first baseline, the last of others."""
    counting: dict[tuple[str | None, Slot], Told] = {}
    for fact in facts:
        home = (fact.measure, fact.fact.slot)
        if fact.fact.slot != "baseline" or home not in counting:
            counting[home] = fact
    return list(counting.values())


def _figure(
    words: str, like: Stated, investment: Investment, reader: Once, today: date | None = None
) -> Fact | None:
    """The first figure in some words, read as one of the same measure."""
    return next(iter(figures(words, like, investment, reader, today)), None)


def figures(
    words: str, like: Stated, investment: Investment, reader: Once, today: date | None
) -> list[Fact]:
    measure = investment.measure(like.measure)
    context = AnswerContext(
        asked=like.fact.slot,
        measure=measure.name if measure else like.fact.measure,
        unit=like.fact.unit or (measure.unit if measure else None),
        today=today,
        fiscal_start=starts_of(today),
    )
    return reader.figures(words, context)


def says(words: str, fact: Stated, investment: Investment, reader: Once) -> bool:
    """Whether words tell the amount of a figure, in its unit where they tell one."""
    told = _figure(words, fact, investment, reader)
    unit = told.unit if told else None
    is_other = None not in (unit, fact.fact.unit) and units.factor(unit, fact.fact.unit) is None
    return _same(told, fact) and not is_other


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
    is_dated = old.slot != "current" or PERIOD.search(correction.new)
    day = today if is_dated else None
    found = figures(correction.new, earlier, investment, reader, day)
    found = found or figures(correction.bare, earlier, investment, reader, day)
    read = next(iter(found), None)
    if read is None or not _is_alike(read, old, correction.old or ""):
        return None
    if correction.old is None and not _is_of_its_period(found, old):
        return None
    if _same(read, earlier) and read.unit == old.unit:
        return None
    fact = read.model_copy(
        update={
            "slot": old.slot,
            "unit": read.unit or old.unit,
            "as_of": None if old.slot == "target" else read.as_of or old.as_of,
            "by": read.by or read.as_of or old.by if old.slot == "target" else None,
            "measure": old.measure,
            "segment": old.segment,
        }
    )
    return instead(earlier, fact, correction, source)


def instead(earlier: Stated, fact: Fact, correction: Correction, source: Source) -> Stated:
    """A figure in the place of an earlier one, in the words of the correction."""
    quote, start = _quoted(correction)
    said = {"quote": quote, "start": start, "end": start + len(quote)}
    replaces = earlier.id if isinstance(earlier, Recorded) else earlier.supersedes
    return Stated(
        fact=fact.model_copy(update=said),
        measure=earlier.measure,
        supersedes=replaces,
        corrects=True,
        **source.model_dump(),
    )


def _is_of_its_period(found: Sequence[Fact], old: Fact) -> bool:
    """Whether there is one new figure, and for no other period than the earlier one."""
    return len(found) == 1 and found[0].as_of in (None, old.as_of)


def _is_alike(new: Fact, old: Fact, words: str) -> bool:
    """Whether the new figure counts the same kind of thing, or the unit itself is put right."""
    if old.unit is None or units.factor(new.unit, old.unit) is not None:
        return True
    if None not in (new.unit, old.value) and new.value == old.value:
        return True
    return units.in_singular(old.unit).casefold() in words.casefold()


def _quoted(correction: Correction) -> tuple[str, int]:
    """The whole message where it is short enough to be kept, else the words of the new figure."""
    whole = correction.text.strip()
    if len(whole) <= LONGEST_QUOTE:
        return whole, correction.text.index(whole)
    return correction.new, correction.at
