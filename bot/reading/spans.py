"""Where in a text a fact stands that the head is sure of and the rules did not find."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from bot.benefits.facts import LONGEST_QUOTE, Fact, Slot
from bot.reading import changes, figures, levels, people, scope, sources, timeframes
from bot.reading.levels import SIGNS as LEVELS
from bot.reading.markup import Page, squeezed
from bot.reading.quantities import Quantity
from bot.reading.roles import SPREAD, Role, is_aimed
from bot.reading.roles import Slot as RoleSlot
from bot.reading.rules import Found
from bot.reading.statements import Statement, clause

LOOKED = 3
"""Statements looked at, from the one that most says so."""


def whole(page: Page, statement: Statement) -> tuple[int, int]:
    """The place of a statement, or of as much of it as may be kept."""
    start, end = page.whole(statement.start, statement.end)
    if end - start <= LONGEST_QUOTE:
        return start, end
    left, right = clause(statement.text, 0, 1)
    start, end = page.whole(*statement.span(left, min(right, LONGEST_QUOTE)))
    return (start, end) if end - start <= LONGEST_QUOTE else (start, start + LONGEST_QUOTE)


def find(
    found: Found,
    slot: Slot,
    statements: Sequence[Statement],
    taken: Sequence[Fact],
    at: date | None,
) -> list[Fact]:
    """The first fact of a slot that these statements can hold; empty where none can.

    `taken` are the facts there already: their figures and words play no second part.
    """
    seekers: dict[Slot, Callable[[Found, Statement, date | None], Iterator[Fact]]] = {
        "owner": _owner,
        "evidence": _evidence,
        "timeframe": _timeframe,
    }
    seek = seekers.get(slot)
    for statement in statements[:LOOKED]:
        facts = (
            seek(found, statement, at) if seek else _figure(found.page, slot, statement, taken, at)
        )
        if first := next(facts, None):
            return [first]
    return []


def _figure(
    page: Page, slot: Slot, statement: Statement, taken: Sequence[Fact], at: date | None
) -> Iterator[Fact]:
    """The figure that best plays the part, of those that play no other; else words alone."""
    free = [one for one in statement.amounts if _is_free(statement, one, taken)]
    free = [one for one in free if slot == "target" or not levels.is_use(statement.text, one)]
    free = [one for one in free if slot != "current" or not _is_count(statement.text, one)]
    free = [one for one in free if slot != "target" or not scope.is_scope(statement.text, one)]
    if not free:
        yield from _in_words(page, slot, statement, taken)
        return
    best = max(free, key=lambda one: (_fits(slot, statement.text, one), -one.start))
    size = changes.sign(statement.text, best) if slot != "baseline" else 0
    role = Role(best, _LEVEL[slot], size)
    yield figures.fact_of(page, statement, role, [role], at)


_LEVEL: dict[Slot, RoleSlot] = {
    "baseline": "baseline",
    "current": "current",
    "target": "target",
}
_NATURES = {"percent": 3, "points": 3, "time": 3, "money": 2, "count": 1, "times": 0, "bare": 0}


def _is_free(statement: Statement, one: Quantity, taken: Sequence[Fact]) -> bool:
    """Whether an amount plays no other part, and is no end of a spread or all there are."""
    if levels.is_each(statement.text, one):
        return False
    if SPREAD.search(statement.text[max(0, one.start - 60) : one.start]):
        return False
    start, end = statement.span(one.start, one.end)
    return not any(
        fact.start <= start and end <= fact.end and one.value in (fact.value, _size(fact))
        for fact in taken
        if fact.slot in _LEVEL
    )


def _is_count(text: str, one: Quantity) -> bool:
    """Whether a bare number is set behind a clause of its own, and tells only how often."""
    return one.nature == "bare" and not levels.measures(one, text) and not changes.sign(text, one)


def _size(fact: Fact) -> float | None:
    return None if fact.change is None else abs(fact.change)


def _fits(slot: Slot, text: str, one: Quantity) -> int:
    """How well an amount would play a part, judged by what it measures and what stands near."""
    near = text[max(0, one.start - 40) : one.end + 25]
    score = _NATURES[one.nature] * 2
    if slot == "target":
        return score + 3 * is_aimed(text, one, False) + 2 * (one.bound is not None)
    past = bool(LEVELS["past"].search(near))
    if slot == "baseline":
        return score + 3 * past
    return score + 3 * bool(changes.sign(text, one)) - 3 * past


def _in_words(
    page: Page, slot: Slot, statement: Statement, taken: Sequence[Fact]
) -> Iterator[Fact]:
    """A level told without a number: "today it takes for ever"."""
    if slot == "target" or re.search(r"\d", statement.text):
        return
    start, end = whole(page, statement)
    words = squeezed(page.plain[start:end])
    if words and not any(
        fact.slot in _LEVEL and (fact.start, fact.end) == (start, end) for fact in taken
    ):
        yield Fact(slot=slot, text=words, quote=page.quote(start, end), start=start, end=end)


def _owner(found: Found, statement: Statement, _at: date | None) -> Iterator[Fact]:
    """Whoever is named beside a duty, else the first who is named."""
    text = statement.text
    duty = people.SIGNS["duty"].search(text)
    middle = duty.start() if duty else 0
    named = sorted(people.SIGNS["who"].finditer(text), key=lambda one: abs(one.end() - middle))
    for one in named:
        who = people.said(one[0])
        if who and not _COMMON.fullmatch(who):
            start, end = found.page.whole(*statement.span(*one.span()))
            quote = found.page.quote(start, end)
            yield Fact(slot="owner", person=who, quote=quote, start=start, end=end)


_COMMON = re.compile(
    r"(?:\w+|since|in|on|at|after|before|for|with|our|from|by|as|all|both|one|two|three|most|some|"
    r"here|there|when|while|if|so|we’re|i’m|monday|tuesday|wednesday|thursday|friday|january|"
    r"february|march|april|june|july|august|september|october|november|december)",
    re.IGNORECASE,
)


def _evidence(found: Found, statement: Statement, _at: date | None) -> Iterator[Fact]:
    """The link given with it, else the words that name a source."""
    given = sources.links_in(found.page, statement.start, statement.end)
    yield from sources.of_links(found.page, given)
    for one in _SOURCE.finditer(statement.text):
        if sources.is_ones_own(one[0]):
            continue
        start, end = found.page.whole(*statement.span(*one.span()))
        yield sources.of_words(found.page, start, end)
    for one in _SHOWING.finditer(statement.text):
        place = one.lastindex or 0
        if not sources.is_ones_own(one[place]):
            start, end = found.page.whole(*statement.span(*one.span(place)))
            yield sources.of_words(found.page, start, end)


_SHOWING = re.compile(
    r"\b(?:according\s+to|as\s+per|per|source:?)\s+((?:the\s+|our\s+)?[\w’'&-]+(?:\s+[\w’'&-]+){0,4}?)(?=[,.;:)]|$)|"
    r"\b(?:the|our)\s+((?:[\w’'&-]+\s+){1,4}?)(?=(?:shows?|showed|says?|said|tells?|counted|recorded)\b)|"
    r"\(((?:[\w’'&-]+\s+){1,5}[\w’'&-]+)\)\W*$|"
    r"\bfrom\s+the\s+((?:[\w’'&-]+\s+){0,3}[\w’'&-]+)(?=[,.]|$)",
    re.IGNORECASE,
)
"""Whatever is said to show it, where it is no thing of those that are known to."""

_SOURCE = re.compile(
    rf"(?<![\d,])(?:[\w’&-]+\s+){{0,3}}?{sources.SIGNS['thing'].pattern}(?!-\w)(?:\s+of\s+[\w,]+(?:\s+\w+){{0,2}})?|"
    r"\(?n\s*=\s*\d[\d,]*|\b\d[\d,]*\s+(?:respondents|participants|answers|returns|interviews|"
    r"replies|responses)\b",
    re.IGNORECASE,
)


def _timeframe(found: Found, statement: Statement, at: date | None) -> Iterator[Fact]:
    """The first date of the statement, else how long it lasted."""
    for dated in sorted(statement.dated, key=lambda one: one.is_event):
        yield timeframes.fact_of(found.page, statement, dated, at)
    yield from timeframes.lasting(found.page, statement)
    for one in _PERIOD.finditer(statement.text):
        start, end = found.page.whole(*statement.span(*one.span()))
        words, quote = squeezed(one[0]), found.page.quote(start, end)
        yield Fact(slot="timeframe", text=words, quote=quote, start=start, end=end)


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_PERIOD = re.compile(
    rf"\b{_MONTH}\s*(?:–|-|to|through|till|until)\s*{_MONTH}\b(?:\s+(?:19|20)\d\d)?|"
    r"\bbetween\s+(?:19|20)\d\d\s+and\s+(?:19|20)\d\d\b|\b(?:month|week|year|day)\s+\d{1,3}\b|"
    r"\b(?:over|for|in|during|across|through(?:out)?|by\s+the\s+end\s+of|this|last|next|each|of)\s+"
    r"(?:the\s+)?(?:whole\s+)?(?:(?:first|second|last|third|fourth|current|coming|same|financial|fiscal|"
    r"school|academic|calendar|past|previous)\s+)*(?:half\s+of\s+the\s+)?"
    r"(?:year|quarter|month|week|season|term|semester|sprint|weekend|half|summer|winter|spring|"
    r"autumn|night|pilot|trial)\b",
    re.IGNORECASE,
)
"""Periods that are no date, for what is sure to have one."""
