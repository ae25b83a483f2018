"""Replies that point at a figure said before and tell its source: "that 40% is off the log"."""

import math
import re
from collections.abc import Sequence

from bot.benefits import units
from bot.benefits.facts import LEVELS, Fact
from bot.benefits.reading import AnswerContext
from bot.reading import amounts, numbers
from bot.reading.quantities import Quantity

_AMOUNT = (
    rf"[$£€~]?(?:{numbers.DIGITS}|{numbers.WORDS})\s?"
    r"(?:%|[a-z]+(?:\s+[a-z]+)?(?=\s+(?:is|was|comes?|came)\b))?"
)
_POINTED = rf"(?:{_AMOUNT}|(?:[a-z]+\s+)?(?:figures?|numbers?|readings?|ones?))"
_FROM = (
    r"(?:is|was|are|were|comes?|came|['’]s)\s+(?:all\s+|both\s+|straight\s+|also\s+|directly\s+|taken\s+|"
    r"read\s+|pulled\s+)*(?:from|out\s+of|off|per|according\s+to|courtesy\s+of)\s+"
)
_NO_SOURCE = (
    r"(?!\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|(?:q[1-4]|last|before|target|"
    r"track|average|me|memory)\b)"
)
_AT = re.compile(
    rf"(?:^|[,;:.–—-]\s*|\b(?:and|but|btw|fyi|ok|yes|sorry|also)\s+)(?:that|this|the|those|these|my|our|both)\s+"
    rf"{_POINTED}\s*{_FROM}{_NO_SOURCE}",
    re.IGNORECASE,
)


def at(text: str) -> bool:
    """Whether a statement repeats a figure, or speaks of one, only to say where it is from."""
    return bool(_AT.search(text))


def repeats(text: str, context: AnswerContext) -> bool:
    """Whether the figure of a statement was said before; one that answers the question was not."""
    if not at(text):
        return False
    said = amounts.numbers_in(text)
    return context.asked not in LEVELS or any(said & _numbers(one) for one in context.prior)


def wonders(text: str, quantity: Quantity, prior: Sequence[Fact]) -> bool:
    """Whether a figure that was told before is only said back, with a mark of question right behind
    it: "half an hour? thrilling".
    """
    if text[quantity.end :].lstrip(" !")[:1] != "?" or quantity.value is None:
        return False
    return any(_is_so_much(quantity, one) for one in prior if one.is_level)


def _is_so_much(quantity: Quantity, fact: Fact) -> bool:
    """Whether it is the figure, in the same unit, in one that converts, or in none."""
    rate = units.factor(quantity.unit, fact.unit) if quantity.unit and fact.unit else 1
    if rate is None or quantity.value is None or fact.value is None:
        return False
    return math.isclose(rate * quantity.value, fact.value)


def home(sources: Sequence[Fact], text: str, prior: Sequence[Fact]) -> list[Fact]:
    """The sources with the measure of the figure they are told of, where one on record is meant."""
    said = amounts.numbers_in(text)
    meant = [one for one in prior if one.slot in LEVELS and said & _numbers(one)]
    names = {one.measure for one in meant}
    if len(names) != 1:
        return list(sources)
    return [one.model_copy(update={"measure": meant[0].measure}) for one in sources]


def _numbers(fact: Fact) -> set[float]:
    return {abs(one) for one in (fact.value, fact.low, fact.high, fact.change) if one is not None}
