"""The claims of a statement: what kind of thing is said, how it is meant, and whether it helps."""

import re
from collections.abc import Iterator

from bot.benefits.reading import Claim, Direction, Kind, Status
from bot.reading import machinery, outcomes, signals, terse
from bot.reading.markup import Page
from bot.reading.mood import Mood, mood
from bot.reading.statements import Statement, clause
from bot.reading.vocabulary import (
    BETTER_WORDS,
    FALLEN,
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER,
    RISEN,
    WORSE_WORDS,
)

_STATUS: dict[Mood, Status] = {"done": "done", "planned": "planned", "hoped": "hoped"}
_SAYS = re.compile(r"^[\"“].{20,}[\"”]\s*[-–—]", re.DOTALL)
_ASIDE = re.compile(
    r"\b(?:(?<!,\s)since|after|before|once|when|until|if|prior\s+to)\s+(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_NEARBY = 60


def find(page: Page, statement: Statement) -> list[Claim]:
    """The claims of one statement, one of a kind at most for each clause."""
    found: dict[tuple[Kind, int], Claim] = {}
    for kind, start, end in _signs(statement.text):
        left, right = clause(statement.text, start, end)
        if (kind, left) in found:
            continue
        if claim := _claim(page, statement, kind, start, (left, right)):
            found[(kind, left)] = claim
    return list(found.values()) or list(_ticked(page, statement))


def _ticked(page: Page, statement: Statement) -> Iterator[Claim]:
    """A line with a tick is something done, whatever its words."""
    whole = terse.line(page.raw, statement.start, statement.end)
    end = len(statement.text)
    if end > terse.SHORT or not terse.TICKED.search(whole):
        return
    if claim := _claim(page, statement, "milestone", end, clause(statement.text, 0)):
        yield claim


def _claim(
    page: Page, statement: Statement, kind: Kind, place: int, span: tuple[int, int]
) -> Claim | None:
    left, right = page.whole(*statement.span(*span))
    how = mood(statement.text, place)
    if kind == "milestone" and _is_no_deed(statement.text, place):
        return None
    if kind in ("milestone", "technical_health") and _goes_on(statement.text, place, span):
        how = "planned"
    if how == "denied" and kind not in ("problem", "barrier"):
        return None
    status = _status(kind, how, statement)
    way = direction(statement.text[span[0] : span[1]]) if kind == "outcome" else None
    return Claim(
        kind=kind,
        status=status,
        direction=way,
        quote=page.quote(left, right),
        start=left,
        end=right,
    )


_HABIT = re.compile(
    r"\b(?:continual|continuous|constant|regular|usual|typical)ly\s+(?:[\w’'-]+,?\s+){0,4}$|"
    r"\b(?:always|often)\s+(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_MADE_OF = re.compile(
    r"\b(?:(?:is|are)\s+(?:built|connected|written|designed|developed)\s+(?:with|of|around|to|in)|"
    r"was\s+(?:built|written|designed)\s+(?:mainly|mostly|largely))\b",
    re.IGNORECASE,
)


_GOING_ON = re.compile(
    r"\b(?:(?:is|are|am)|(?:we|they|you|i)(?:’|')(?:re|m))\s+"
    r"(?:(?:still|currently|also|actively|now)\s+)*$",
    re.IGNORECASE,
)
_ING = re.compile(r"\w+ing\s", re.IGNORECASE)
_NOT_OVER = re.compile(r"\b(?:ongoing|under\s?way|in\s+the\s+works)\b", re.IGNORECASE)


def _goes_on(text: str, place: int, span: tuple[int, int]) -> bool:
    """Whether a deed is still being done: "we are improving the security", "is still ongoing"."""
    if _ING.match(text, place) and _GOING_ON.search(text[:place]):
        return True
    return bool(_NOT_OVER.search(text, *span))


def _is_no_deed(text: str, place: int) -> bool:
    """Whether a verb only says since when, how things are done, or what a thing is made of."""
    if _ASIDE.search(text[max(0, place - 40) : place]):
        return True
    if _HABIT.search(text[max(0, place - 60) : place]):
        return True
    return any(one.start() <= place < one.end() for one in _MADE_OF.finditer(text))


def _status(kind: Kind, how: Mood, statement: Statement) -> Status:
    if statement.form == "quoted":
        return "quoted"
    if kind in ("goal", "plan"):
        return "planned"
    if kind in ("problem", "barrier"):
        return "reported"
    return _STATUS.get(how, "done")


def _signs(text: str) -> Iterator[tuple[Kind, int, int]]:
    """Every sign of a claim and its place."""
    yield from _each("milestone", signals.MILESTONE, text)
    yield from _each("milestone", signals.BARE_MILESTONE, text)
    yield from _each("milestone", signals.HEADED_BY_DEED, text)
    yield from _each("milestone", signals.IMPROVED_A_THING, text)
    yield from _terse(text)
    yield from _adoption(text)
    yield from _each("automation", signals.AUTOMATION, text)
    yield from _each("automation", terse.BY_ITSELF, text)
    yield from _reporting(text)
    yield from _each("technical_health", machinery.HEALTH, text)
    yield from _outcome(text)
    yield from _each("goal", signals.GOAL_STATED, text)
    yield from _each("problem", signals.PROBLEM, text)
    yield from _each("barrier", signals.BARRIER, text)


def _each(kind: Kind, pattern: re.Pattern[str], text: str) -> Iterator[tuple[Kind, int, int]]:
    for found in pattern.finditer(text):
        yield kind, found.start(), found.end()


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - _NEARBY) : found.end() + _NEARBY]


def _terse(text: str) -> Iterator[tuple[Kind, int, int]]:
    """A deed in few words; "dashboards out" is told as reporting alone."""
    for start, end in terse.deeds(text):
        left, right = clause(text, start, end)
        if not signals.REPORTING_STRONG.search(text[left:right]):
            yield "milestone", start, end


def _adoption(text: str) -> Iterator[tuple[Kind, int, int]]:
    """A count of people or of what they do counts as usage where use is spoken of."""
    for found in signals.ADOPTION.finditer(text):
        told = signals.USE_TOLD.match(text, found.start())
        if told or signals.USED.search(_around(text, found)):
            yield "adoption", found.start(), found.end()


def _reporting(text: str) -> Iterator[tuple[Kind, int, int]]:
    """A dashboard or data set counts where it is said to have been made or to be there."""
    for found in signals.REPORTING_STRONG.finditer(text):
        if signals.GIVEN.search(_around(text, found)):
            yield "reporting", found.start(), found.end()


def _outcome(text: str) -> Iterator[tuple[Kind, int, int]]:
    for start, end in outcomes.find(text):
        yield "outcome", start, end


def direction(words: str) -> Direction | None:
    """Whether the change helps, told from what moved and which way; None where it is not told."""
    if WORSE_WORDS.search(words):
        return "worse"
    if BETTER_WORDS.search(words) or signals.NO_LONGER.search(words):
        return "better"
    fell, rose = FALLEN.search(words), RISEN.search(words)
    if not (fell or rose):
        return None
    higher = bool(HIGHER_IS_BETTER.search(words))
    lower = bool(LOWER_IS_BETTER.search(words)) and not higher
    if re.search(r"\b(?:sav|improv|streamlin|simplif)\w*", words, re.IGNORECASE):
        return "better"
    if higher or lower:
        return "better" if bool(fell) == lower else "worse"
    return None
