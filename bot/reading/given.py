"""The figures of a reply, read in the light of the question: a bare number fills what was asked."""

import re
from collections.abc import Sequence
from datetime import date
from typing import cast

from bot.benefits.facts import LEVELS, Fact
from bot.benefits.measures import same
from bot.benefits.reading import AnswerContext
from bot.reading import changes, dates, measures, numbers, quantities, roles
from bot.reading.dates import Dated
from bot.reading.markup import Page
from bot.reading.quantities import Quantity
from bot.reading.roles import Role
from bot.reading.statements import Statement, clause
from bot.reading.vocabulary import HIGHER_IS_BETTER, LOWER_IS_BETTER, any_of

LONGEST = 1_000
"""Characters of a reply that figures are looked for in."""

_CORRECTION = (
    re.compile(
        r"(?P<old>\d[\d.,]*)[^\d.;]{0,25}?\b(?:should|ought\s+to)\s+(?:be|read|have\s+been)\s+(?P<new>\S)",
        re.IGNORECASE,
    ),
    re.compile(r"\bnot\s+(?P<old>\d[\d.,]*)[^\d.;]{0,20}?\bbut\s+(?P<new>\S)", re.IGNORECASE),
)
_NOT_OLD = re.compile(
    r",?\s*\(?(?:and\s+)?(?:not|instead\s+of|rather\s+than)\s+(?P<old>\d[\d.,]*)", re.IGNORECASE
)
_AIM = any_of(
    r"target", r"goal", r"aim(?:ing|s)?", r"by\s+the\s+end", r"want", r"hoping", r"planned"
)
_PAST = any_of(
    r"used\s+to", r"previously", r"before", r"was", r"were", r"took", r"back\s+then", r"originally"
)
_NOW = any_of(
    r"now", r"nowadays", r"these\s+days", r"currently", r"since\s+(?:then|go-live|launch)"
)
_SAMPLE = any_of(r"(?:over|across|from|sample\s+of|n\s*=|based\s+on)\s*$")
_UNSURE = any_of(
    r"maybe",
    r"perhaps",
    r"i\s+think",
    r"guess(?:ing)?",
    r"probably",
    r"ballpark",
    r"something\s+like",
    r"not\s+sure",
    r"or\s+so",
    r"say",
)


def figures(sheet: Page, context: AnswerContext) -> list[Fact]:
    """The facts with numbers in a reply."""
    text = sheet.plain[:LONGEST]
    dated = dates.find(text)
    found = quantities.find(text, [(one.start, one.end) for one in dated])
    found = found or _alone(text)
    statement = Statement(text, 0, len(text))
    found = [quantity for quantity in found if not _is_aside(text, quantity)]
    if not found or not _concerns_figures(context, found):
        return []
    played = _corrected(text, found, context) or _played(statement, found, context)
    return _carried([_fact(sheet, role, played, dated, context) for role in played], played)


def _carried(facts: list[Fact], played: Sequence[Role]) -> list[Fact]:
    """Both ends of a move are one measure: "the error rate is 5%, down from 8%"."""
    if len(facts) != 2 or not all(role.moved for role in played):
        return facts
    return [fact.model_copy(update={"measure": facts[0].measure}) for fact in facts]


def _concerns_figures(context: AnswerContext, found: Sequence[Quantity]) -> bool:
    """A number in a reply about something else is a figure only where it has a unit."""
    if context.asked in LEVELS or context.prior:
        return True
    return any(quantity.nature != "bare" for quantity in found)


def _alone(text: str) -> list[Quantity]:
    """A number word that is the whole reply."""
    word = re.fullmatch(rf"\W*(?P<number>{numbers.WORDS})\W*", text, re.IGNORECASE)
    if word is None or word["number"].lower() in ("none", "nil"):
        return []
    start, end = word.span("number")
    return [Quantity(start, start, end, "bare", None, numbers.words(word["number"]))]


def _is_aside(text: str, quantity: Quantity) -> bool:
    """The number of cases a figure was taken from is not the figure."""
    if quantity.nature not in ("count", "bare"):
        return False
    if re.match(r"\s*(?:to|->|→)\s", text[quantity.end :]):
        return False
    return bool(
        _SAMPLE.search(text[max(0, quantity.start - 20) : quantity.start])
        or re.search(r"\b(?:over|across)\s*$", text[: quantity.number][-10:])
    )


def _corrected(text: str, found: Sequence[Quantity], context: AnswerContext) -> list[Role]:
    """ "That 14 should be 16": the new one, in the place of the old one."""
    for pattern in (*_CORRECTION, _NOT_OLD):
        match = pattern.search(text)
        if match is None:
            continue
        old = float(match["old"].rstrip(".,").replace(",", ""))
        new = [quantity for quantity in found if quantity.value != old]
        slot = _slot_of(old, context)
        if new and slot:
            return [Role(new[0], slot)]
    return []


def _slot_of(old: float, context: AnswerContext) -> roles.Slot | None:
    meant = [
        fact.slot for fact in context.prior if old in (fact.value, fact.low, fact.high, fact.change)
    ]
    slot = meant[-1] if meant else context.asked
    return cast(roles.Slot, slot) if slot in LEVELS else None


def _played(statement: Statement, found: Sequence[Quantity], context: AnswerContext) -> list[Role]:
    """Figures that say themselves what they are; one that does not is what was asked for."""
    asked = _asked(context)
    paired = [role for role in roles.find(statement, found, False) if role.moved]
    if len(paired) >= 2 or (paired and asked is None):
        return paired
    if asked is None:
        return [
            role for role in roles.find(statement, found, False) if role.quantity.nature != "bare"
        ]
    played: dict[roles.Slot, Role] = {}
    for quantity in _fitting(statement.text, found, context):
        role = _meant(statement.text, quantity, asked)
        played.setdefault(role.slot, role)
    return sorted(played.values(), key=lambda role: role.quantity.start)


def _meant(text: str, quantity: Quantity, asked: roles.Slot) -> Role:
    """The size of a change is no baseline: it tells of now, or of what is intended."""
    sign = changes.sign(text, quantity)
    slot = _said_slot(text, quantity, asked)
    return Role(quantity, "current" if sign and slot == "baseline" else slot, sign)


def _asked(context: AnswerContext) -> roles.Slot | None:
    if context.asked in LEVELS:
        return cast(roles.Slot, context.asked)
    levels = [fact.slot for fact in context.prior if fact.slot in LEVELS]
    return cast(roles.Slot, levels[-1]) if levels and context.asked is None else None


def _fitting(text: str, found: Sequence[Quantity], context: AnswerContext) -> list[Quantity]:
    """The figures in the unit agreed, else those with a unit, else all."""
    unit = (context.unit or "").lower()
    same = [
        quantity
        for quantity in found
        if quantity.unit and quantity.unit.split("/")[0] == unit.split("/")[0]
    ]
    timed = [quantity for quantity in found if quantity.nature not in ("bare", "count")]
    telling = [
        quantity for quantity in found if quantity.unit is None and _is_placed(text, quantity)
    ]
    chosen = same or timed or list(found)
    return [quantity for quantity in found if quantity in chosen or quantity in telling]


def _is_placed(text: str, quantity: Quantity) -> bool:
    """Whether the words beside it say when it held."""
    left, right = clause(text, quantity.start, quantity.end)
    return bool(_PAST.search(text[left:right]) or _NOW.search(text[left:right]))


def _said_slot(text: str, quantity: Quantity, asked: roles.Slot) -> roles.Slot:
    """What was asked, unless the words plainly say another."""
    left, right = clause(text, quantity.start, quantity.end)
    around = text[left:right]
    if asked != "target" and _AIM.search(around):
        return "target"
    if asked == "baseline" and _NOW.search(around) and not _PAST.search(around):
        return "current"
    if asked == "current" and _PAST.search(around) and not _NOW.search(around):
        return "baseline"
    return asked


def _fact(
    sheet: Page, role: Role, played: Sequence[Role], dated: Sequence[Dated], context: AnswerContext
) -> Fact:
    quantity, ahead = role.quantity, role.slot == "target"
    start, end = sheet.whole(*_span(sheet.plain, role))
    unit = quantity.unit or _other_unit(played, quantity) or context.unit
    level = role.sign == 0
    period = _period(role, played, dated, context.today)
    return Fact(
        slot=role.slot,
        value=quantity.value if level else None,
        low=quantity.low if level else None,
        high=quantity.high if level else None,
        change=None if level else role.sign * quantity.size,
        change_unit=None if level else unit,
        unit=unit if level else None,
        approx=quantity.approx
        or bool(_UNSURE.search(sheet.plain[max(0, quantity.start - 30) : quantity.start])),
        bound=quantity.bound,
        as_of=None if ahead else period,
        by=period if ahead else None,
        measure=_measure(sheet.plain, quantity, context),
        quote=sheet.quote(start, end),
        start=start,
        end=end,
    )


def _measure(text: str, quantity: Quantity, context: AnswerContext) -> str | None:
    """The measure a reply names beside its figure, where it is another; else the one asked."""
    named = measures.named_here(text, quantity)
    if named is None or not _names_a_measure(named):
        return context.measure
    if context.measure and (same(named, context.measure) or named in context.measure):
        return context.measure
    return named


def _names_a_measure(name: str) -> bool:
    """Whether words name something that is measured, not only that something is."""
    if _NO_MEASURE.search(name):
        return False
    return bool(HIGHER_IS_BETTER.search(name) or LOWER_IS_BETTER.search(name) or _RATE.search(name))


_NO_MEASURE = re.compile(
    r"^(?:times?|days?|hours?|weeks?|months?|durations?|costs?|scores?|rates?|performance|\w+\s+says?)$|"
    r"\b(?:says?|said|think|thinks|report|reports|reckon\w*|believe\w*|target|baseline|figure|number)\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:rates?|share|proportion|percentage|volumes?|ratio|index|nps)\b", re.IGNORECASE
)


def _span(text: str, role: Role) -> tuple[int, int]:
    left, right = clause(text, role.quantity.start, role.quantity.end)
    left, right = min(left, role.quantity.start), max(right, role.quantity.end)
    return (left, right) if right - left <= 200 else (role.quantity.start, role.quantity.end)


def _other_unit(played: Sequence[Role], quantity: Quantity) -> str | None:
    units = [
        role.quantity.unit
        for role in played
        if role.quantity != quantity and role.quantity.unit and not role.sign
    ]
    return units[0] if units else None


def _period(
    role: Role, played: Sequence[Role], dated: Sequence[Dated], today: date | None
) -> str | None:
    """The date beside a figure; for one alone, any date of the reply."""
    usable = [
        one for one in dated if one.preposition not in ("since", "before") and not one.is_event
    ]
    if len(played) > 1:
        later = [
            other.quantity.start for other in played if other.quantity.start > role.quantity.start
        ]
        stop = min(later, default=10**9)
        usable = [one for one in usable if role.quantity.end <= one.start < stop]
    if usable:
        return usable[0].period(today, role.slot == "target")
    return today.isoformat() if role.slot == "current" and today else None
