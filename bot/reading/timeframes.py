"""Periods attached to a measure, a result or a target. A launch date alone is none."""

from collections.abc import Sequence
from datetime import date

from bot.benefits.facts import Fact
from bot.benefits.reading import Claim
from bot.reading import dates, quantities
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
    dated = dates.find(statement.text)
    counts = dated and _counts(statement.text, dated)
    if not figures and not counts and not kinds & {"adoption", "goal", "outcome"}:
        return []
    goal_only = not figures and not counts and not kinds & {"adoption", "outcome"}
    return [_fact(page, statement, one, at) for one in dated if not goal_only or one.is_due]


def _counts(text: str, dated: Sequence[dates.Dated]) -> bool:
    """Whether a statement says how many or how much."""
    found = quantities.find(text, [(one.start, one.end) for one in dated])
    return any(one.nature in ("count", "percent", "money") and one.size >= 2 for one in found)


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
