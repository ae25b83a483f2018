"""Replies to a question of ours: what became of it, and every fact in the reply."""

import re
from collections.abc import Sequence

from bot.benefits.facts import LEVELS, Fact
from bot.benefits.reading import AnswerContext, AnswerKind, AnswerReading, Known
from bot.reading import (
    amounts,
    called,
    elsewhere,
    genre,
    given,
    grounding,
    owning,
    pointed,
    several,
    shown_by,
    sourced,
    stance,
    told,
    when,
)
from bot.reading.markup import Page, page, squeezed
from bot.reading.slots import IN_WORDS
from bot.reading.statements import Statement, split

LONGEST = 8_000
"""Characters of a reply that are read."""


def read(text: str, context: AnswerContext) -> AnswerReading:
    """Read a reply. An order to the bot, or nothing at all, states no fact."""
    sheet = page(text[:LONGEST])
    if stance.is_chatter(sheet.plain) and not sheet.links:
        return AnswerReading(kind="chatter")
    statements = split(sheet)
    if all(stance.is_chatter(one.text) for one in statements) and not sheet.links:
        return AnswerReading(kind="chatter")
    plain = " ".join(one.text for one in statements if one.form != "quoted")
    if genre.gives_orders(sheet) or stance.orders_the_bot(plain):
        return AnswerReading(kind="deflection")
    spoken = [one for one in statements if one.form != "quoted"]
    facts = [] if stance.is_jest(text) else _facts(sheet, spoken, context)
    kept = tuple(fact for fact in facts if _holds(text, fact))
    kind = _kind(spoken, context, kept, text)
    return AnswerReading(
        kind="deflection" if kind == "chatter" and sheet.links else kind, facts=kept
    )


def _facts(sheet: Page, statements: Sequence[Statement], context: AnswerContext) -> list[Fact]:
    plain, in_words = sheet.plain, context.asked in IN_WORDS
    knows_not = stance.cannot_tell(plain) if in_words else stance.knows_not(plain)
    evades = knows_not or stance.puts_off(plain) or stance.points_elsewhere(plain)
    facts = given.figures(sheet, statements, context)
    facts = several.joined(sheet, statements, context, facts)
    owners = owning.find(sheet, statements, context, evades)
    facts += elsewhere.without(plain, owners, _known(context))
    evades = evades or stance.is_unsure(plain)
    points = any(pointed.at(one.text) for one in statements)
    found = shown_by.find(sheet, statements, context, bool(facts) or points, evades)
    people = {(one.start, one.end) for one in facts if one.slot == "owner"}
    found += _beside(sheet, statements, facts, found)
    found = [one for one in found if (one.start, one.end) not in people]
    facts += pointed.home(found, plain, context.prior) if points and not facts else found
    if context.asked == "timeframe" and not facts:
        facts += _periods(sheet, statements, context)
    if context.asked == "target" and not facts and not evades and _SAYS_WHEN.match(plain):
        facts += [one for one in _periods(sheet, statements, context) if one.by]
    if in_words and not evades and not _has_result(facts, statements):
        facts += told.find(sheet, statements, context, facts)
    return facts


def _has_result(facts: Sequence[Fact], statements: Sequence[Statement]) -> bool:
    """Whether a figure was told that holds now, and is not only wished for."""
    is_told = any(fact.slot == "current" for fact in facts)
    return is_told and not any(called.wished(one.text) for one in statements)


def _beside(
    sheet: Page, statements: Sequence[Statement], facts: Sequence[Fact], found: Sequence[Fact]
) -> list[Fact]:
    """The sources a level's own sentence names that were not found yet: "23 in May, from Datix"."""
    levels = [one.start for one in facts if one.slot in LEVELS]
    over = [one for one in statements if any(one.start <= at < one.end for at in levels)]
    read = sourced.find(sheet, over, over) if over else []
    return [
        one
        for one in read
        if not any(one.start < other.end and other.start < one.end for other in found)
        and all(one.ref != other.ref for other in found)
    ]


def _known(context: AnswerContext) -> tuple[Known, ...]:
    """The measures a reply may be about."""
    asked = (Known(name=context.measure, unit=context.unit),) if context.measure else ()
    return (*context.known, *asked)


def _periods(sheet: Page, statements: Sequence[Statement], context: AnswerContext) -> list[Fact]:
    """The periods a reply to "which period" names."""
    facts: list[Fact] = []
    for statement in statements:
        for one in when.meant(statement.text, context.day):
            start, end = sheet.whole(*statement.span(one.start, one.end))
            words = squeezed(sheet.plain[start:end])
            quote = sheet.quote(start, end)
            if any(fact.as_of == one.back and fact.as_of for fact in facts):
                continue
            if _NOT_YET.search(statement.text[: one.end]):
                continue
            period, due = one.back if not one.is_due else None, one.ahead if one.is_due else None
            facts.append(
                Fact(
                    slot="timeframe", text=words or None, as_of=period, by=due,
                    quote=quote, start=start, end=end,
                )
            )  # fmt: skip
    return facts


_SAYS_WHEN = re.compile(
    r"\W*(?:(?:hopefully|ideally|maybe|probably|well|yes|so|certainly|surely|at\s+the\s+latest|should\s+be|we\s+(?:hope|aim|want|plan)|"
    r"(?:the\s+)?(?:aim|goal|plan|target)\s+is)\b\W*)*by\s",
    re.IGNORECASE,
)
"""A reply that begins with by when something is meant to change."""
_NOT_YET = re.compile(
    r"\b(?:not|never|no\s+(?:news|figures?|numbers?|data)|nothing)\s+(?:\w+\s+){0,2}?(?:before|until|till)\b|"
    r"\bearliest\b|\bno\s+earlier\s+than\b",
    re.IGNORECASE,
)
"""Words that say when there may be an answer, which is none: "not before March"."""


def _holds(text: str, fact: Fact) -> bool:
    """Whether a fact is grounded: its quote in the text, each of its numbers in the quote."""
    if not grounding.stands(text, fact) or len(fact.quote) > grounding.LONGEST_QUOTE:
        return False
    said = (fact.value, fact.low, fact.high, fact.change)
    wanted = {abs(number) for number in said if number is not None}
    return not wanted or wanted <= amounts.numbers_in(fact.quote)


def _kind(
    statements: Sequence[Statement],
    context: AnswerContext,
    facts: Sequence[Fact],
    text: str,
) -> AnswerKind:
    if _is_answered(context, facts):
        return "answer"
    plain = " ".join(one.text for one in statements)
    if stance.is_jest(text):
        return "deflection"
    asks = stance.asks_back(plain)
    is_in_words = context.asked in IN_WORDS
    knows_not = stance.cannot_tell(plain) if is_in_words else stance.knows_not(plain)
    if knows_not and not stance.begins_asking(plain):
        return "not_known"
    if asks or (plain.strip() == "" and "?" in text):
        return _question(plain, context)
    if stance.is_unsure(plain):
        return "not_known"
    return _rest(plain, facts)


def _question(plain: str, context: AnswerContext) -> AnswerKind:
    """A question about ours is one back; one put to somebody else passes ours on."""
    if stance.asks_us(plain, context.measure):
        return "question_back"
    return "deflection" if stance.puts_to_others(plain) else "chatter"


def _rest(plain: str, facts: Sequence[Fact]) -> AnswerKind:
    if facts or stance.puts_off(plain) or stance.points_elsewhere(plain):
        return "deflection"
    return "deflection" if re.search(r"[^\W\d_]{3}", plain) else "chatter"


def _is_answered(context: AnswerContext, facts: Sequence[Fact]) -> bool:
    if context.asked is None:
        return bool(facts)
    if context.asked == "timeframe":
        return any(fact.slot == "timeframe" or fact.as_of or fact.by for fact in facts)
    return any(fact.slot == context.asked for fact in facts)
