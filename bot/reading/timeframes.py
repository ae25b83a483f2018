"""Periods attached to a measure, a result or a target. A launch date alone is none."""

from collections.abc import Sequence
from datetime import date

from bot.benefits.facts import Fact
from bot.benefits.reading import Claim
from bot.reading import dates
from bot.reading.markup import Page, squeezed
from bot.reading.statements import Statement


def find(
    page: Page,
    statement: Statement,
    figures: Sequence[Fact],
    claims: Sequence[Claim],
    at: date | None,
) -> list[Fact]:
    """The periods of a statement that reports figures, counts or goals."""
    kinds = {claim.kind for claim in claims}
    if not figures and not kinds & {"adoption", "goal", "outcome"}:
        return []
    goal_only = not figures and not kinds & {"adoption", "outcome"}
    return [
        _fact(page, statement, dated, at)
        for dated in dates.find(statement.text)
        if not (goal_only and not dated.is_due)
    ]


def _fact(page: Page, statement: Statement, dated: dates.Dated, at: date | None) -> Fact:
    start, end = statement.start + dated.start, statement.start + dated.end
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
