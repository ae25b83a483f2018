"""Figures told at two times: the earlier one is the baseline of the later one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.benefits import fiscal
from bot.benefits.facts import Fact
from bot.benefits.periods import last_day
from bot.reading import figures, levels
from bot.reading.dates import Dated
from bot.reading.markup import Page
from bot.reading.mood import mood
from bot.reading.quantities import Quantity
from bot.reading.roles import Role
from bot.reading.statements import Statement

FARTHEST = 260
"""Characters between two figures that may be of one series."""


@dataclass(frozen=True)
class _Point:
    statement: Statement
    quantity: Quantity
    when: Dated

    @property
    def place(self) -> int:
        return self.statement.place(self.quantity.start)


def told(
    page: Page, statements: Sequence[Statement], facts: Sequence[Fact], at: date | None
) -> list[Fact]:
    """The facts together with what two dated figures of one kind say of before and after."""
    found = list(facts)
    for one, other in _neighbours(list(_points(statements))):
        before = _earlier_first(one, other, at)
        if before is None or _is_settled(found, one, other):
            continue
        first, second = (one, other) if before else (other, one)
        roles = [Role(first.quantity, "baseline", moved=True)]
        roles += [Role(second.quantity, "current", moved=True)]
        found = [fact for fact in found if not (_holds(fact, one) or _holds(fact, other))]
        for point, role in zip((first, second), roles, strict=True):
            found.append(figures.fact_of(page, point.statement, role, [role], at))
    return found


def _points(statements: Sequence[Statement]) -> Iterator[_Point]:
    """Every amount that stands beside a date of its own and is said to have happened."""
    for statement in statements:
        free = [one for one in statement.dated if not (one.is_due or one.is_event or one.of_event)]
        given = levels.GIVEN.search(statement.text)
        if not free or given or statement.form in ("row", "heading", "quoted"):
            continue
        for quantity in statement.amounts:
            near = min(free, key=lambda one: _distance(one, quantity), default=None)
            if near and mood(statement.text, quantity.start) == "done":
                free.remove(near)
                yield _Point(statement, quantity, near)


def _distance(dated: Dated, quantity: Quantity) -> int:
    return max(dated.start - quantity.end, quantity.start - dated.end, 0)


def _neighbours(points: Sequence[_Point]) -> Iterator[tuple[_Point, _Point]]:
    for one, other in pairwise(points):
        near = other.place - one.place <= FARTHEST
        if near and one.when is not other.when and _alike(one, other):
            yield one, other


def _alike(one: _Point, other: _Point) -> bool:
    """Whether two amounts could be of one measure, and of one that tells how well things go."""
    first, second = one.quantity, other.quantity
    if first.nature == "count" and second.nature == "bare":
        return True
    if (first.nature, first.unit) != (second.nature, second.unit) or first.nature == "bare":
        return False
    return first.nature == "count" or levels.measures(first, one.statement.text)


def _earlier_first(one: _Point, other: _Point, at: date | None) -> bool | None:
    """Whether the first is the earlier one; None where the dates do not tell."""
    first, second = _order(one.when, at), _order(other.when, at)
    if first is None or second is None or first[0] != second[0] or first == second:
        return None
    return first < second


_RELATIVE = {"last": -1, "previous": -1, "past": -1, "this": 0, "today": 0}


def _order(when: Dated, at: date | None) -> tuple[str, float, float] | None:
    """A place in time: which dates compare with each other, then year, then part of the year."""
    period = when.period(at) if fiscal.own(at) else None
    if period is not None:
        last = last_day(period)
        return "year", float(last.year), float(last.month)
    part = float(when.month or (when.quarter or 0) * 3)
    if when.year:
        return "year", float(when.year), part
    if part:
        return ("year", float((when.period(at) or "0")[:4]), part) if at else ("part", 0.0, part)
    first = when.words.lower().split()[0] if when.words.split() else ""
    return ("said", float(_RELATIVE[first]), 0.0) if first in _RELATIVE else None


def _holds(fact: Fact, point: _Point) -> bool:
    end = point.statement.span(point.quantity.start, point.quantity.end)[1]
    same = fact.value is not None and fact.value == point.quantity.value
    return fact.slot in ("baseline", "current") and same and fact.start <= point.place < end


def _is_settled(facts: Sequence[Fact], one: _Point, other: _Point) -> bool:
    """Whether the two already play their parts, or one of them is intended or a change."""
    slots = set()
    for point in (one, other):
        end = point.statement.span(point.quantity.start, point.quantity.end)[1]
        over = [fact for fact in facts if fact.start <= point.place and end <= fact.end]
        own = [fact for fact in over if fact.value == point.quantity.value]
        if any(fact.slot == "target" or fact.change is not None for fact in over):
            return True
        slots |= {fact.slot for fact in own if fact.slot in ("baseline", "current")}
    return slots == {"baseline", "current"}
