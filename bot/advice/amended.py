"""Amended: one part of a figure given in a thread is said anew there: its day, its unit, how much.

Only a reply that says no more than that part, and that it puts something right, is one.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.advice import corrections
from bot.advice.asked import DATE
from bot.advice.corrections import Meant, Once
from bot.advice.place import Source
from bot.advice.put_right import Correction
from bot.benefits import measures, periods, units
from bot.benefits.facts import LEVELS, Fact, Slot, Stated
from bot.benefits.investment import Investment

LONGEST = 160
"""Characters of a reply that says no more than this."""

_MARKS = re.compile(
    r"\b(?:oops|whoops|sorry|apologies|correction|typo|erratum|my\s+(?:bad|mistake|error)|"
    r"scratch\s+that|strike\s+that|i\s+meant?|make\s+(?:it|that)|"
    r"(?:should|must|ought\s+to)\s+(?:have\s+been|be|read|say)|(?:is|was)\s+(?:wrong|incorrect)|"
    r"wrong\s+\w+|actually|instead|not)\b|^\W*(?:no|nope)\b\W+(?=\S)",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"^\W*(?:sorry|oops|whoops|apologies|correction|typo|erratum|i\s+meant?|make\s+(?:it|that))\b"
    r"|\bi\s+meant?\W*$|\b(?:is|was)\s+(?:wrong|incorrect)\b|\bshould\s+(?:be|read|have\s+been)\b",
    re.IGNORECASE,
)
_ONLY_SO = re.compile(
    r"^\W*(?:correction|typo|erratum|i\s+meant?|make\s+(?:it|that))\b", re.IGNORECASE
)
_DENIED = re.compile(r"\b(?:and\s+)?(?:not|instead\s+of|rather\s+than)\s+[^,;.!]+", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:target|goal|aim|baseline|starting\s+(?:point|figure|level)|current|latest|figure|number|"
    r"value|measurement|one|date|day|month|quarter|year|deadline|period|time|unit)\b(?!s)",
    re.IGNORECASE,
)
_FILLING = re.compile(
    r"\b(?:the|that|this|it|its|is|was|are|were|has|of|oh|ah|no|nope|all|team|everyone|so|but|and|"
    r"please|of\s+course|to|be|i)\b(?:['’]s\b)?|['’]s\b",
    re.IGNORECASE,
)
_IN = r"(?:by|in|for|from|during|of|on|until|at|since)"
_DAY = re.compile(
    rf"(?:{_IN}\s+)*(?:(?:the\s+)?(?:very\s+)?(?:end|start|beginning|middle)\s+(?:of\s+)?|mid[ -]|"
    rf"early\s+|late\s+)?(?:{DATE}|(?:this|last|next)\s+(?:month|quarter|year)|end\s+of\s+(?:the\s+)?year)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[~$£€]?\d[\d.,]*\s?[%$£€]?(?:\s(?:(?:working|business)\s)?[^\W\d]+)?")
_LED = re.compile(rf"{_IN}\s", re.IGNORECASE)


def is_marked(text: str) -> bool:
    """Whether a short reply says that it puts something right."""
    return len(text) <= LONGEST and _MARKS.search(text) is not None


def says_so(text: str) -> bool:
    """Whether a short reply says outright that it puts a figure or a day right."""
    is_of_one = re.search(r"\d", text) or _DAY.search(text) or _ONLY_SO.match(text)
    return len(text) <= LONGEST and bool(_SAYS_SO.search(text) and is_of_one)


def is_no_answer(text: str) -> bool:
    """Whether a short reply can only be about what was said before."""
    return len(text) <= LONGEST and _ONLY_SO.match(text) is not None


def amended(
    text: str,
    told: Sequence[Stated],
    investment: Investment,
    reader: Once,
    source: Source,
    today: date,
    asked: Slot | None = None,
) -> list[Meant]:
    """The figures a reply may amend, each with what takes its place, among those `told` in its
    thread: its author's own, or of the slot it names. Of several a person says which. Where a
    figure is `asked` there, no other is meant that is not named.
    """
    slots = corrections.named_slots(text)
    if len(text) > LONGEST or "?" in text or not (slots or is_marked(text)):
        return []
    levels = [one for one in told if one.fact.slot in LEVELS and one.fact.is_level]
    own = [one for one in levels if one.author == source.author or slots]
    meant = slots or ({asked} if asked in LEVELS else LEVELS)
    own = [one for one in own if one.fact.slot in meant]
    words = _left(text, investment)
    if _AMOUNT.fullmatch(words) and not slots:
        correction = Correction(text=text, old=None, new=words, at=text.find(words[:1]))
        return corrections.of_the_thread(correction, own, investment, reader, source, today)
    found = [(one, _anew(words, one, investment, reader, today)) for one in own] if words else []
    return [
        Meant(earlier=one, now=now, beside=tuple(_period(now, one, told)))
        for one, fact in found
        if fact is not None
        for now in [corrections.instead(one, fact, _of(text), source)]
    ]


def _left(text: str, investment: Investment) -> str:
    """The words that say what holds instead."""
    left = _DENIED.sub(" ", text)
    for name in (name for one in investment.measures for name in one.names):
        left = re.sub(re.escape(name), " ", left, flags=re.IGNORECASE)
    for filling in (_MARKS, _FILLING, _FILLING):
        left = filling.sub(" ", left)
    day = next(_DAY.finditer(left), None)
    rest = left if day is None else f"{left[: day.start()]} {left[day.end() :]}"
    rest = _bare(_NAMED.sub(" ", rest))
    return _bare(day[0]) if day and not rest else rest


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(" .,;:!()–—-")


def _anew(
    words: str, earlier: Stated, investment: Investment, reader: Once, today: date
) -> Fact | None:
    """The earlier figure with the day, the unit or the amount these words say; None where they say
    something else, or the same.
    """
    old = earlier.fact
    level = measures.level(old) or ""

    def read(said: str) -> Fact | None:
        return next(iter(corrections.figures(said, earlier, investment, reader, today)), None)

    if _DAY.fullmatch(words):
        led = words if _LED.match(words) else f"{'by' if old.slot == 'target' else 'in'} {words}"
        found = read(f"{level} {_in_its_year(led, old, today)}")
        when = found and (found.by or found.as_of)
        changed = {"by" if old.slot == "target" else "as_of": when}
    elif re.fullmatch(r"[^\W\d]+(?: [^\W\d]+){0,2}", words):
        found = read(f"{measures.number(old.value)} {words}") if old.value is not None else None
        unit = found.unit if found and units.key(found.unit) == units.key(words) else None
        changed = {"unit": unit}
    else:
        return None
    fact = old.model_copy(update=changed)
    return fact if all(changed.values()) and fact != old else None


def _in_its_year(words: str, old: Fact, today: date) -> str:
    """A day without its year is of the year it was given in, unless that is over for a target."""
    code = old.by or old.as_of
    year = periods.span(code)[1].year if code else None
    is_told = re.search(r"\d{4}|\b(?:this|last|next)\b", words) is not None
    is_over = old.slot == "target" and year is not None and year < today.year
    return words if is_told or year is None or is_over else f"{words} {year}"


def _period(now: Stated, earlier: Stated, told: Sequence[Stated]) -> Iterator[Stated]:
    """The new day in words, where the earlier figure's was told so."""
    if (now.fact.by, now.fact.as_of) == (earlier.fact.by, earlier.fact.as_of):
        return
    same = (earlier.place, earlier.measure)
    is_told = any(one.fact.slot == "timeframe" and (one.place, one.measure) == same for one in told)
    when = now.fact.by or now.fact.as_of
    if is_told and when is not None:
        by = "by " if now.fact.by else ""
        text = f"{by}{periods.in_words(when)}"
        kept = {"quote": now.fact.quote, "start": now.fact.start, "end": now.fact.end}
        fact = Fact(slot="timeframe", text=text, **kept)
        yield now.model_copy(update={"fact": fact, "supersedes": None})


def _of(text: str) -> Correction:
    return Correction(text=text, old=None, new=text, at=0)
