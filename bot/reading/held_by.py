"""Who answers for a measure that is on record, where a statement names both."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.benefits.facts import Fact
from bot.benefits.reading import AnswerContext, Known
from bot.reading import named, ownership, owning, people, stance, when
from bot.reading.markup import Page
from bot.reading.named import Mention
from bot.reading.statements import Statement

_NAME = r"[A-Z][\w’'-]+(?:\s+(?:de|van|von|der|la|al|bin)\b)?(?:\s+[A-Z][\w’'-]+){0,3}"
_SIGNED = re.compile(
    rf"(?i:\bI\s+own\s+(?:that|this|the|it)\b[^.,;\n]{{0,40}}?)\s*(?:[-–—,:(]|\bsigned)\s*(?P<who>{_NAME})\s*[).]?\s*$"
)
_OF_IT = re.compile(
    r"\b(?:owns?|owners?|owned|accountable|responsible|answers?\s+for|charge|"
    r"tak(?:es?|ing|en)\s+over|took\s+over|inherit(?:s|ed)|hand(?:s|ed|ing)|pass(?:es|ed|ing)|gives?|gave|giving|transfer(?:s|red)|mine|yours|"
    r"ownership|belongs?|sits?|lies|rests|look(?:s|ing)?\s+after|taking\s+over|runs|carries|own(?:ing)?|[A-Z][\w-]+['’]s\s+(?:from|now|to))\b",
    re.I,
)


def find(
    page: Page, statement: Statement, mentions: Sequence[Mention], follows: bool
) -> list[Fact]:
    """The owners a statement names, one for each measure named with them.

    `follows` where a figure of a known measure was stated right before: "Ana Ruiz owns it".
    """
    if not _OF_IT.search(statement.text) or stance.asks_back(statement.text):
        return []
    if not (mentions or follows or _SIGNED.search(statement.text)):
        return []
    people = list(_people(page, statement, mentions))
    people.sort(key=lambda one: one.start)
    shares = _shared_out(statement, people, mentions)
    return [
        _whole(page, statement, fact, own).model_copy(update={"measure": name})
        for fact, own in zip(people, shares, strict=True)
        for name in _names(statement.text, own)
    ]


def is_of_it(statement: Statement, before: Statement, known: Sequence[Known]) -> bool:
    """Whether it says who owns "it", and the statement before is about a known measure."""
    return bool(_ITS.search(statement.text) and named.find(before.text, known))


_ITS = re.compile(
    r"\b(?:owns?|answers?\s+for|takes?(?:\s+over)?|looks?\s+after|accountable\s+for|responsible\s+for)\s+(?:it|that|this)\b",
    re.IGNORECASE,
)


def asks_who(text: str, known: Sequence[Known]) -> bool:
    """Whether a question is who answers for a known measure: the next words may tell."""
    asks = _WHO.match(text) is not None and stance.asks_back(text)
    return asks and bool(named.find(text, known))


_WHO = re.compile(r"\W*(?:(?:so|and|ok|right)[,\s]+)?who(?:se)?\b", re.IGNORECASE)


def _whole(page: Page, statement: Statement, fact: Fact, own: Sequence[Mention]) -> Fact:
    """With a quote that ends no sooner than the measure's name it has begun or leads to."""
    for one in own:
        start, end = page.whole(*statement.span(one.start, one.end))
        if start <= fact.end + 1 < end:
            return fact.model_copy(update={"quote": page.quote(fact.start, end), "end": end})
    return fact


def _names(text: str, mentions: Sequence[Mention]) -> list[str | None]:
    said: list[str | None] = [named.words(text, one) for one in mentions]
    return list(dict.fromkeys(said or [None]))


def _shared_out(
    statement: Statement, people: Sequence[Fact], mentions: Sequence[Mention]
) -> list[list[Mention]]:
    """What each person answers for: what is named behind one, where each has something of their
    own; else each of them everything.
    """
    everything = [list(mentions)] * len(people)
    if len(people) < 2 or people != sorted(people, key=lambda one: one.start):
        return everything
    starts = [one.start - statement.start for one in people]
    ends = [*starts[1:], len(statement.text)]
    own = [
        [one for one in mentions if start <= one.start < end]
        for start, end in zip(starts, ends, strict=True)
    ]
    return own if all(own) else everything


def _people(page: Page, statement: Statement, mentions: Sequence[Mention]) -> Iterator[Fact]:
    if (signed := _SIGNED.search(statement.text)) and (who := people.said(signed["who"])):
        start, end = page.whole(*statement.span(*signed.span()))
        yield Fact(slot="owner", person=who, quote=page.quote(start, end), start=start, end=end)
        return
    undated = replace(statement, text=_undated(statement.text))
    named_here = [(one.start, one.end) for one in mentions]
    told = list(ownership.find(undated.text, named_here))
    found = [] if told else owning.find(page, [undated], AnswerContext(), evades=False)
    if [who for _, _, who in told] == ["me"]:
        others = owning.find(page, [undated], AnswerContext(), evades=False)
        found = [one for one in others if one.person not in ("me", None)]
    yield from found
    for left, right, who in told or ([] if found else _passed(undated.text, named_here)):
        start, end = page.whole(*statement.span(left, right))
        yield Fact(slot="owner", person=who, quote=page.quote(start, end), start=start, end=end)


def _passed(text: str, named_here: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    yield from owning.handed(text, named_here)
    yield from ownership.by_role(text, named_here)


def _undated(text: str) -> str:
    """Without the dates that are led to, place by place: "from 1 June Dan Jones owns it"."""
    if opens := _FROM_A_DAY.match(text):
        text = " " * opens.end() + text[opens.end() :]
    for one in when.find(text, None):
        if one.preposition:
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


_FROM_A_DAY = re.compile(
    r"\W*(?:as\s+of|as\s+from|from|starting|effective|since|beginning|on)\s+(?:(?:next|this|last)\s+)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|quarter|year|today|tomorrow|now(?:\s+on)?)\b,?(?=\s)",
    re.IGNORECASE,
)
"""What says only since when: "From Monday Dr Pryce is accountable"."""


def due(
    page: Page, statement: Statement, mentions: Sequence[Mention], at: date | None
) -> Iterator[Fact]:
    """Another day for a target whose level is not said again: "now due by 30 September"."""
    if len(mentions) != 1 or not _TARGET.search(statement.text):
        return
    for one in when.find(statement.text, at):
        if one.is_due and one.ahead and not _NOT.search(statement.text[: one.start]):
            start, end = page.whole(
                *statement.span(mentions[0].start, max(one.end, mentions[0].end))
            )
            words = " ".join(statement.text[one.start : one.end].split())
            name = named.words(statement.text, mentions[0])
            yield Fact(
                slot="target", by=one.ahead, text=words, measure=name,
                quote=page.quote(start, end), start=start, end=end,
            )  # fmt: skip
            return


_TARGET = re.compile(r"\b(?:targets?|goals?|due|deadline)\b", re.IGNORECASE)
_NOT = re.compile(r"\bnot\s*$", re.IGNORECASE)
