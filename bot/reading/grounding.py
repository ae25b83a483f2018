"""The check everything read must pass: quotes stand in the text, numbers stand in their quotes."""

import re
from functools import lru_cache

from bot.benefits.facts import Fact
from bot.benefits.reading import Claim
from bot.reading import changes, dates, quantities
from bot.reading.markup import page

LONGEST_QUOTE = 300
"""Of a message no more than this many characters are ever kept with a fact."""


def stands(text: str, item: Fact | Claim) -> bool:
    """Whether an item's quote is found at its place, letter by letter, and says something."""
    return bool(item.quote.strip()) and text[item.start : item.end] == item.quote


def fact_holds(text: str, fact: Fact) -> bool:
    """Whether a fact is grounded: its quote in the text, each of its numbers in the quote."""
    if not stands(text, fact) or len(fact.quote) > LONGEST_QUOTE:
        return False
    wanted = {
        abs(number)
        for number in (fact.value, fact.low, fact.high, fact.change)
        if number is not None
    }
    return wanted <= _numbers_in(fact.quote) if wanted else True


def claim_holds(text: str, claim: Claim) -> bool:
    """Whether a claim is grounded."""
    return stands(text, claim)


def kept(text: str, facts: list[Fact]) -> tuple[Fact, ...]:
    """The facts that hold."""
    return tuple(fact for fact in facts if fact_holds(text, fact))


@lru_cache(maxsize=64)
def _numbers_in(quote: str) -> frozenset[float]:
    """Every number that may be meant by the words of a quote; figures often share theirs."""
    plain = page(quote).plain
    found: set[float] = {abs(change.size) for change in changes.in_words(plain)}
    for skip in ([], [(dated.start, dated.end) for dated in dates.find(plain)]):
        for quantity in quantities.find(plain, skip):
            found |= {quantity.value or 0.0, quantity.low or 0.0, quantity.high or 0.0} - {0.0}
            found |= {0.0} if quantity.value == 0.0 else set()
    found |= {float(digits.replace(",", "")) for digits in _PLAIN.findall(plain)}
    return frozenset(found)


_PLAIN = re.compile(r"(?<![\w.])\d{1,12}(?:,\d{3})*(?:\.\d{1,6})?(?![\w.]*\d)")
