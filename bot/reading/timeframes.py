"""Periods attached to a measure, a result or a target. A launch date alone is none."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from bot.benefits.facts import Fact
from bot.benefits.reading import Claim
from bot.reading import dates
from bot.reading.markup import Page, squeezed
from bot.reading.statements import Statement

LASTING = re.compile(
    r"\b(?:over|for|during|throughout|in|within|after|the\s+first)\s+(?:the\s+|its\s+|our\s+|just\s+|only\s+|about\s+|first\s+|course\s+of\s+|nearly\s+|almost\s+)*"
    r"(?:an?|one|two|three|four|five|six|eight|nine|ten|twelve|\d{1,3})\s+(?:weeks?|months?|years?|quarters?|sprints?)\b"
    r"|\b(?:over|during|in|after|throughout)\s+(?:an?|the|our)\s+(?:\w+[\s-]){0,2}?(?:weeks?|months?|"
    r"years?|days?)(?:-long)?\s+(?:trial|pilot|period|study|test|programme|program)\b"
    r"|\b(?:week|month|quarter|year)[\s-](?:on|over)[\s-](?:week|month|quarter|year)\b"
    r"|\bsince\s+(?:the|our|its|their)\s+(?:last|previous|first)\s+(?:\w+\s+)?(?:release|version|edition|"
    r"issue|survey|report|update|review|round|season|audit|count|census|election)\b"
    r"|\b(?:within|in|over|after)\s+(?:just\s+|only\s+)?(?:a\s+few|a\s+couple\s+of|several)\s+"
    r"(?:weeks|months|years|quarters|sprints)\b(?!\s+(?:time|ago))"
    r"|\bsince\s+then\b|\bto\s+date\b"
    r"|\b(?:an?|one|two|three|four|five|six|eight|nine|ten|twelve|\d{1,3})\s+(?:weeks?|months?|years?|"
    r"quarters?)\s+(?:in|on)\b(?=\s*,)"
    r"|\bin\s+(?:its|the|our)\s+(?:first|second|last)\s+(?:week|month|quarter|year)\b",
    re.IGNORECASE,
)


def find(
    page: Page,
    statement: Statement,
    figures: Sequence[Fact],
    claims: Sequence[Claim],
    at: date | None,
) -> list[Fact]:
    """The periods of a statement that reports figures, counts or goals."""
    told = _tells(statement, figures, claims)
    facts = [
        fact_of(page, statement, one, at)
        for one in statement.dated
        if not _is_dateline(statement.text, one) and not _is_at_present(one, figures)
        if told == "all" or (told and one.is_due)
    ]
    return facts or (lasting(page, statement) if told == "all" else [])


_AFTER_DATELINE = re.compile(r"\W*(?:--|—|–)\s")


def _is_dateline(text: str, one: dates.Dated) -> bool:
    """Whether a day only dates the text: "14 March 2026 -- We are pleased"."""
    return one.day is not None and one.start <= 2 and bool(_AFTER_DATELINE.match(text, one.end))


def _is_at_present(one: dates.Dated, figures: Sequence[Fact]) -> bool:
    """Whether "today" only says how things are before anything changes: "today it takes 9 days"."""
    told = bool(figures) and all(fact.slot == "baseline" for fact in figures)
    return told and one.words.lower() == "today"


def _tells(
    statement: Statement, figures: Sequence[Fact], claims: Sequence[Claim]
) -> Literal["all", "due"] | None:
    """Whether every period of a statement counts, only when something is due, or none."""
    kinds = {claim.kind for claim in claims}
    if figures or kinds & {"adoption", "outcome"} or _counts(statement):
        return "all"
    return "due" if "goal" in kinds else None


def lasting(page: Page, statement: Statement) -> list[Fact]:
    """How long a result took to show, where no date is given."""
    found = LASTING.search(statement.text)
    if found is None:
        return []
    start, end = statement.span(*found.span())
    words = squeezed(found[0])
    return [Fact(slot="timeframe", text=words, quote=page.quote(start, end), start=start, end=end)]


def _counts(statement: Statement) -> bool:
    """Whether a statement says how many or how much."""
    return any(one.nature != "times" and one.size >= 2 for one in statement.amounts)


def fact_of(page: Page, statement: Statement, dated: dates.Dated, at: date | None) -> Fact:
    """A date or period as the timeframe of its statement."""
    start, end = statement.span(dated.start, dated.end)
    period = dated.period(at, ahead=dated.is_due)
    return Fact(
        slot="timeframe",
        text=squeezed(page.plain[start:end]) or None,
        as_of=None if dated.is_due else period,
        by=period if dated.is_due else None,
        quote=page.quote(start, end),
        start=start,
        end=end,
    )
