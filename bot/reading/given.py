"""The figures of a reply, read in the light of the question: a bare number fills what was asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from bot.benefits.facts import LEVELS, Fact
from bot.benefits.periods import last_day
from bot.benefits.reading import AnswerContext
from bot.reading import (
    amounts,
    asides,
    called,
    corrected,
    cues,
    elapsed,
    numbers,
    places,
    pointed,
    portion,
    roles,
    stance,
    when,
)
from bot.reading.amounts import Amount
from bot.reading.beside import Span, around
from bot.reading.markup import Page
from bot.reading.quantities import Quantity
from bot.reading.roles import Role, Slot
from bot.reading.slots import IN_WORDS
from bot.reading.statements import Statement
from bot.reading.vocabulary import any_of
from bot.reading.when import When

MOST = 60
"""Statements of a reply that figures are looked for in."""

_UNSURE = any_of(
    r"maybe|perhaps|i\s+think|guess(?:ing)?|probably|ballpark|something\s+like|not\s+sure|or\s+so|say|"
    r"more\s+like|i\s+believe"
)


@dataclass(frozen=True)
class Line:
    """One statement of a reply, its amounts and its periods."""

    statement: Statement
    text: str
    amounts: tuple[Amount, ...]
    dated: tuple[When, ...]
    before: str = ""
    """The statement right before it."""

    def called(self, one: Amount, context: AnswerContext) -> str | None:
        """What an amount of it is of, in the reply's words."""
        place = called.Place(self.text, self.amounts, bool(self.dated), context, self.before)
        return place.name_of(one)


def figures(sheet: Page, statements: Sequence[Statement], context: AnswerContext) -> list[Fact]:
    """The facts with numbers in a reply."""
    before = ["", *(one.text for one in statements)]
    lines = [_line(*one, context) for one in zip(statements[:MOST], before, strict=False)]
    found = [fact for line in lines for fact in _facts(sheet, line, lines, context)]
    return _distinct(found)


def _line(statement: Statement, before: str, context: AnswerContext) -> Line:
    text = amounts.evened(statement.text)
    dated = when.meant(text, context.day)
    spans = [(one.start, one.end) for one in dated]
    found = amounts.find(text, spans, context.unit) or _alone(text, context)
    if stance.is_command(text) or stance.is_jest(text) or asides.weighs_up(text):
        found = []
    kept = [one for one in found if not asides.is_aside(text, one, context, found)]
    return Line(statement, text, tuple(kept), tuple(dated), before)


def _alone(text: str, context: AnswerContext) -> list[Amount]:
    """A number word that is the whole reply."""
    word = re.fullmatch(rf"\W*(?P<number>{numbers.WORDS})\W*", text, re.IGNORECASE)
    if word is None or word["number"].lower() in ("none", "nil") or context.asked not in LEVELS:
        return []
    start, end = word.span("number")
    return [Amount(Quantity(start, start, end, "bare", None, numbers.words(word["number"])))]


def _facts(sheet: Page, line: Line, lines: Sequence[Line], context: AnswerContext) -> list[Fact]:
    found = line.amounts
    if not found or (len(found) == 1 and pointed.repeats(line.text, context)):
        return []
    played = corrected.roles(line.text, [one.quantity for one in found], context)
    played = played or _played(line, context)
    return _carried([_fact(sheet, role, line, lines, context) for role in played], played)


def _carried(facts: list[Fact], played: Sequence[Role]) -> list[Fact]:
    """Both ends of a move are one measure: "the error rate is 5%, down from 8%"."""
    if len(facts) != 2 or not all(role.moved for role in played):
        return facts
    return [fact.model_copy(update={"measure": facts[0].measure}) for fact in facts]


def _played(line: Line, context: AnswerContext) -> list[Role]:
    """Figures that say themselves what they are; one that does not is what was asked for."""
    quantities = [one.quantity for one in line.amounts]
    paired = _paired(line, quantities, context)
    rest = [one for one in line.amounts if all(role.quantity != one.quantity for role in paired)]
    said = [_said(line, one, context) for one in rest]
    played = [*paired, *(role for role in said if role is not None)]
    return sorted(played, key=lambda role: role.quantity.start)


def _paired(line: Line, quantities: Sequence[Quantity], context: AnswerContext) -> list[Role]:
    """From where to where: in reply to what is intended, the second end is a target."""
    statement = replace(line.statement, text=line.text)
    moved = [role for role in roles.find(statement, quantities, False) if role.moved]
    if len(moved) < 2 or not any(role.slot == "baseline" for role in moved):
        return []
    if context.asked in ("target", "outcome") and not _MOVED.search(line.text):
        return [replace(role, slot="target") if role.slot == "current" else role for role in moved]
    return moved


_MOVED = any_of(
    r"went|fell|dropped|rose|gone|came|was|were|is\s+now|now|has|have|got|moved|improved|reduced"
)


def _asked(context: AnswerContext) -> Slot | None:
    if context.asked in LEVELS:
        return cast(Slot, context.asked)
    levels = [fact.slot for fact in context.prior if fact.slot in LEVELS]
    return cast(Slot, levels[-1]) if levels and context.asked is None else None


def _said(line: Line, one: Amount, context: AnswerContext) -> Role | None:
    """What the words around a figure say it is, else what was asked."""
    asked = _asked(context)
    if context.asked in IN_WORDS and not _is_figure(line, one, context):
        return None
    slot = _cued(line, one, asked) or asked
    if slot == "target" and _has_been(line, one, context.day):
        slot = "current"
    if slot == "baseline" and elapsed.is_since(*_beside(line, one), context):
        slot = "current"
    if slot is None:
        told = one.sign or (one.quantity.nature != "bare" and _is_told(line, one, context))
        slot = "current" if told else None
    if slot == "baseline" and one.sign:
        slot = "current"
    return None if slot is None else Role(one.quantity, slot, one.sign)


def _beside(line: Line, one: Amount) -> tuple[str, Sequence[When]]:
    """The words around a figure, and the periods a level can have held in."""
    place = around(line.text, one, line.amounts)
    return line.text[place.left : place.right], [each for each in line.dated if each.holds]


def _has_been(line: Line, one: Amount, today: date | None) -> bool:
    """Whether a figure is said to hold for a period that is over, and nothing is intended."""
    place = around(line.text, one, line.amounts)
    ahead, behind = line.text[place.left : one.start], line.text[one.end : place.right]
    dated = [each for each in line.dated if each.holds and not each.is_due and each.back]
    if today is None or not dated or cues.AIM.search(ahead) or cues.AIM.search(behind):
        return False
    return bool(_SAYS.search(ahead)) and last_day(dated[-1].back or "", 1) < today


_SAYS = any_of(r"has|had|says?|shows?|showed|is|are|gives?|gave|counted|recorded|reports?")


def _is_figure(line: Line, one: Amount, context: AnswerContext) -> bool:
    """Whether a number in a reply of words is a figure of a measure, not part of the story."""
    if context.asked == "measure" or one.sign:
        return True
    return line.called(one, context) is not None


def _is_told(line: Line, one: Amount, context: AnswerContext) -> bool:
    """In a reply about words alone a number is no figure, unless a measure is named for it."""
    if context.asked in IN_WORDS:
        return False
    place = around(line.text, one, line.amounts)
    beside = line.text[place.left : place.right]
    return bool(
        context.unit is None or context.asked is None or cues.IS.search(beside) or context.measure
    )


def _cued(line: Line, one: Amount, asked: Slot | None) -> Slot | None:
    place = around(line.text, one, line.amounts)
    due = any(each.is_due and place.left <= each.start < place.right for each in line.dated)
    ahead, behind = line.text[place.left : one.start], line.text[one.end : place.right]
    return cues.slot(ahead, behind, due, asked)


def _fact(
    sheet: Page, role: Role, line: Line, lines: Sequence[Line], context: AnswerContext
) -> Fact:
    quantity, ahead = role.quantity, role.slot == "target"
    one = next(each for each in line.amounts if each.quantity == quantity)
    place = around(line.text, one, line.amounts)
    dated = _dated(line, one, place, lines)
    here = dated if dated in line.dated else None
    start, end = sheet.whole(*line.statement.span(*_span(line.text, one, place, here)))
    unit = _unit(quantity, line, role, context)
    level = role.sign == 0
    period = _period(dated, role.slot, context.day)
    before = corrected.earlier(line.text, role, context)
    if before is not None and dated is None:
        period = before.by if ahead else before.as_of
    hedged = bool(_UNSURE.search(line.text[max(0, quantity.start - 30) : quantity.start]))
    return Fact(
        slot=role.slot,
        value=quantity.value if level else None,
        low=quantity.low if level else None,
        high=quantity.high if level else None,
        change=None if level else role.sign * quantity.size,
        change_unit=None if level else unit,
        unit=unit if level else None,
        approx=quantity.approx or hedged,
        bound=quantity.bound,
        as_of=None if ahead else period,
        by=period if ahead else None,
        measure=line.called(one, context) or context.measure,
        segment=called.segment(line.text, one, place, context.measure)
        or portion.behind(line.text[one.end : place.right])
        or portion.opening(line.text[max(0, one.start - 80) : one.start])
        or places.bracketed(line.text, one.end, loose=len(line.amounts) > 1),
        quote=sheet.quote(start, end),
        start=start,
        end=end,
    )


def _unit(quantity: Quantity, line: Line, role: Role, context: AnswerContext) -> str | None:
    """The unit said, else the one said beside it, else the one agreed."""
    if quantity.unit:
        return quantity.unit
    said = [
        one.quantity.unit
        for one in line.amounts
        if one.quantity.unit and not one.sign and one.quantity != quantity
    ]
    before = corrected.earlier(line.text, role, context)
    return (said[0] if said else None) or (before.unit if before else None) or context.unit


def _span(text: str, one: Amount, place: Span, dated: When | None) -> tuple[int, int]:
    """The words a figure was read in, its period among them."""
    left, right = place.left, max(place.right, one.end)
    if dated and dated.end <= right + 60 and dated.start >= left - 60:
        left, right = min(left, dated.start), max(right, dated.end)
    left = min(left, one.start)
    while left < one.start and text[left] in " ,;:.-–—(\n":
        left += 1
    while right > one.end and text[right - 1] in " ,;:.-–—(\n":
        right -= 1
    return (left, right) if right - left <= 200 else (one.start, one.end)


def _dated(line: Line, one: Amount, place: Span, lines: Sequence[Line]) -> When | None:
    """The period beside a figure; of the only figure, any period the reply gives."""
    usable = [
        each for each in line.dated if each.holds or each.is_due or each.preposition == "from"
    ]
    others = [each for each in line.amounts if each != one]
    next_to = [each for each in usable if one.end <= each.start < place.right]
    ahead = [each for each in usable if place.since <= each.start < one.start]
    behind = [each for each in usable if one.end <= each.start < place.until]
    if next_to or ahead or behind:
        return next_to[0] if next_to else ahead[-1] if ahead else behind[0]
    if not others and usable:
        return usable[0]
    if others and len(usable) == 1 and _is_shared(line, usable[0]):
        return usable[0]
    if elsewhere := _headed(line, lines) or _told_of_all(line, lines):
        return elsewhere
    if others or any(each.amounts for each in lines if each is not line):
        return None
    beside = [each for other in lines for each in other.dated if each.holds]
    return beside[0] if beside else None


def _headed(line: Line, lines: Sequence[Line]) -> When | None:
    """The period of the heading that a list stands below: "Jan, from the defect book:"."""
    before = lines[: next((n for n, one in enumerate(lines) if one is line), 0)]
    heading = next((one for one in reversed(before) if one.statement.form != "bullet"), None)
    if line.statement.form != "bullet" or heading is None or heading.amounts:
        return None
    held = [one for one in heading.dated if one.holds and not one.is_due]
    return held[0] if len(held) == 1 and heading.text.rstrip().endswith(":") else None


def _told_of_all(line: Line, lines: Sequence[Line]) -> When | None:
    """The period said behind all figures for each of them: "both for 2025, from the ward log"."""
    behind = lines[next((n for n, one in enumerate(lines) if one is line), 0) + 1 :]
    for one in behind:
        held = [each for each in one.dated if each.holds and not each.is_due]
        if not one.amounts and len(held) == 1 and _OF_ALL.match(one.text):
            return held[0]
    return None


_OF_ALL = re.compile(
    r"\W*(?:both|all|each)(?:\s+(?:of\s+(?:them|these|those)|figures|numbers|three|four))?\b(?!\s+(?:we|i|they|you)\b)",
    re.IGNORECASE,
)


def _is_shared(line: Line, dated: When) -> bool:
    """ "All in Q1", or a period that opens the statement, holds for each figure of it."""
    before = line.text[max(0, dated.start - 12) : dated.start]
    opens = not line.text[: dated.start].strip()
    return opens or bool(re.search(r"\b(?:all|both|each)\b\W*$", before, re.IGNORECASE))


def _period(dated: When | None, slot: str, today: date | None) -> str | None:
    if slot == "target":
        return dated.ahead if dated else None
    told = dated.back if dated and dated.holds and not dated.is_due else None
    return told or (today.isoformat() if slot == "current" and today and not told else None)


def _distinct(facts: list[Fact]) -> list[Fact]:
    """Each figure once, however often it is said."""
    kept: list[Fact] = []
    for fact in facts:
        if not any(_same(fact, other) for other in kept):
            kept.append(fact)
    return kept


_WHAT = (
    "slot",
    "value",
    "low",
    "high",
    "change",
    "change_unit",
    "unit",
    "as_of",
    "by",
    "measure",
    "segment",
)


def _same(one: Fact, other: Fact) -> bool:
    return all(getattr(one, key) == getattr(other, key) for key in _WHAT)
