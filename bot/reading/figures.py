"""Facts with numbers: baseline, current and target, with measure, unit, period and quote."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from bot.benefits.facts import Fact
from bot.reading import called, changes, measures, roles, titles, wordy
from bot.reading.dates import Dated
from bot.reading.markup import Page
from bot.reading.mood import mood
from bot.reading.quantities import Quantity
from bot.reading.roles import Role
from bot.reading.statements import Statement, clause

LONGEST = 300


def find(
    page: Page,
    statement: Statement,
    at: date | None,
    aimed: bool = False,
    based: frozenset[str | None] = frozenset(),
) -> list[Fact]:
    """The figures of a statement.

    `aimed`: it stands under a heading of goals. `based`: the units of baselines named before it.
    """
    played = roles.find(statement, statement.amounts, aimed, based)
    facts = [fact_of(page, statement, role, played, at) for role in played]
    facts = _shared(statement.text, facts, played)
    facts += _in_words(page, statement, facts)
    covered = [(fact.start, fact.end) for fact in facts]
    facts += [fact for fact in wordy.find(page, statement) if (fact.start, fact.end) not in covered]
    return _once(facts)


def _once(facts: Sequence[Fact]) -> list[Fact]:
    """The facts without those that say the same of the same words again."""
    told = {
        (one.slot, one.value, one.low, one.change, one.start, one.measure): one for one in facts
    }
    return list(told.values())


def _shared(text: str, facts: Sequence[Fact], played: Sequence[Role]) -> list[Fact]:
    """What moved from one level to another is one measure: the name found first."""
    found = list(facts)
    moved = [place for place, role in enumerate(played) if role.moved and not role.sign]
    for one, other in pairwise(moved):
        if {found[one].slot} == {found[other].slot} or not _goes_on(
            text, played[one], played[other]
        ):
            continue
        name = found[one].measure or found[other].measure
        for place in (one, other):
            found[place] = found[place].model_copy(update={"measure": name})
    return found


def _goes_on(text: str, one: Role, other: Role) -> bool:
    """Whether a figure belongs to the same clause as the one before it, or names nothing itself."""
    first, second = (clause(text, role.quantity.start, role.quantity.end) for role in (one, other))
    return first == second or measures.named_here(text, other.quantity) is None


def fact_of(
    page: Page, statement: Statement, role: Role, played: Sequence[Role], at: date | None
) -> Fact:
    """The fact that a figure in its role states."""
    quantity = role.quantity
    values = _change(role) if role.sign else _values(quantity, _unit(quantity, played))
    values |= _when(statement.text, role, played, statement.dated, at)
    start, end = _quoted(page, statement, quantity)
    name = measures.name(statement.text, quantity, role.sign != 0)
    if name and role.slot == "target":
        name = _aimed_at(name, statement.text[: quantity.number])
    return Fact(
        slot=role.slot,
        approx=quantity.approx,
        bound=">" if role.sign and quantity.value is None else quantity.bound,
        measure=name,
        quote=page.quote(start, end),
        start=start,
        end=end,
        **values,
    )


def _aimed_at(name: str, ahead: str) -> str | None:
    """What a target is of: not who aims for it."""
    if titles.IN_SIGHT.search(ahead) and not called.names_a_measure(name):
        return None
    return titles.aimed(name)


def _change(role: Role) -> dict[str, Any]:
    """The size of a change; of a range what it is at the least."""
    size = role.quantity.low if role.quantity.value is None else role.quantity.value
    return {"change": role.sign * (size or 0.0), "change_unit": role.quantity.unit}


def _values(quantity: Quantity, unit: str | None) -> dict[str, Any]:
    return {"value": quantity.value, "low": quantity.low, "high": quantity.high, "unit": unit}


def _unit(quantity: Quantity, played: Sequence[Role]) -> str | None:
    """Its own, else the one its neighbour names: "from 14 to 9 days"."""
    if quantity.unit is not None:
        return quantity.unit
    moved = [
        role.quantity.unit for role in played if role.moved and not role.sign and role.quantity.unit
    ]
    return moved[0] if moved else None


def _quoted(page: Page, statement: Statement, quantity: Quantity) -> tuple[int, int]:
    """The clause around a figure, or as much of it as may be kept."""
    left, right = clause(statement.text, quantity.start, quantity.end)
    left, right = min(left, quantity.start), max(right, quantity.end)
    for room in (LONGEST, 60, 0):
        left, right = max(left, quantity.start - room), min(right, quantity.end + room)
        start, end = page.whole(*statement.span(left, right))
        if end - start <= LONGEST:
            return start, end
    return statement.span(quantity.start, quantity.end)


def _when(
    text: str, role: Role, played: Sequence[Role], dated: Sequence[Dated], at: date | None
) -> dict[str, str | None]:
    """The period a figure holds for or is due by."""
    ahead = role.slot == "target"
    found = _date_of(text, role, played, dated)
    period = found.period(at, ahead) if found else None
    if ahead:
        return {"by": period}
    if period is None and found is None and role.slot == "current" and at is not None:
        period = at.isoformat()
    return {"as_of": period}


def _date_of(text: str, role: Role, played: Sequence[Role], dated: Sequence[Dated]) -> Dated | None:
    """The date in the clause of a figure, or one set off beside it: behind it, else before it."""
    quantity = role.quantity
    starts = [other.quantity.start for other in played if other.quantity.start > quantity.start]
    stop = min([*starts, len(text)])
    near = [one for one in dated if _tells_when(one) and _is_near(text, quantity, one)]
    near = [one for one in near if not (role.sign and _COMPARED.search(text[: one.start + 3]))]
    near = [one for one in near if not (role.sign and _is_against(text, quantity, one))]
    others = [role.quantity.end for role in played if role.quantity.end <= quantity.start]
    near = [one for one in near if not any(0 <= one.start - end <= 2 for end in others)]
    behind = [one for one in near if quantity.end <= one.start < stop]
    if behind:
        return behind[0]
    first = all(quantity.start <= other.quantity.start for other in played)
    ahead = [one for one in near if one.end <= quantity.start]
    return ahead[-1] if ahead and (first or role.slot != "baseline") else None


_COMPARED = re.compile(
    r"\b(?:than|versus|vs\.?|compared\s+(?:to|with)|against|up\s+on|down\s+on)\s+"
    r"(?:in\s+|it\s+was\s+in\s+|back\s+in\s+)?(?:on|in)?[\w ]{0,3}$",
    re.IGNORECASE,
)
"""A period that a change is told against is not the one it was reached in."""


def _is_against(text: str, quantity: Quantity, one: Dated) -> bool:
    """Whether a change is told on a year or a quarter that is over: "up 6% on last year"."""
    between = f"{text[quantity.end : one.start]} {text[one.start : one.end]}"
    return _ON_THE_LAST.match(between) is not None


_ON_THE_LAST = re.compile(
    r"\s*(?:on|from)\s+(?:the\s+)?(?:same\s+\w+\s+)?(?:last|previous|prior|20\d\d|q[1-4]|fy|year|month|quarter)\b",
    re.IGNORECASE,
)


def _tells_when(one: Dated) -> bool:
    if one.is_event or one.of_event:
        return False
    return one.preposition not in ("since", "before", "until", "after")


def _is_near(text: str, quantity: Quantity, one: Dated) -> bool:
    """Whether a date is of the same clause, or stands alone between commas beside it."""
    left, right = clause(text, quantity.start, quantity.end)
    if left <= one.start and one.end <= max(right, quantity.end):
        return True
    between = text[one.end : left] if one.end <= left else text[right : one.start]
    return len(between) <= 3 and _stands_alone(text, one)


def _stands_alone(text: str, one: Dated) -> bool:
    """Whether a date is a clause of its own: "In March, it took 9 days"."""
    left, right = clause(text, one.start, one.end)
    return not text[left : one.start].strip() and not text[one.end : right].strip()


def _in_words(page: Page, statement: Statement, facts: Sequence[Fact]) -> list[Fact]:
    """Halved, doubled, down a third: where no figure of the same words says more."""
    found = []
    for change in changes.in_words(statement.text):
        left, right = clause(statement.text, change.start, change.end)
        start, end = statement.span(left, right)
        if any(fact.start < end and start < fact.end for fact in facts) or end - start > LONGEST:
            continue
        ahead = mood(statement.text, change.start) in ("planned", "hoped")
        found.append(
            Fact(
                slot="target" if ahead else "current",
                change=change.size,
                change_unit="%",
                measure=measures.near(statement.text, change.start, change.end),
                quote=page.quote(start, end),
                start=start,
                end=end,
            )
        )
    return found
