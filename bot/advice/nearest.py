"""Nearest: the measure whose name stands next to a figure, whatever words come before it."""

import re

from bot.benefits import measures
from bot.benefits.facts import Fact
from bot.benefits.investment import Investment

_TORN = re.compile(
    r"^(?:through|since|thanks|after|because|while|and|or|but|that|which|who)\b(?!-)|"
    r"(?<![\w-])(?:and|or|but|the|an?|of|with|it|is|was|has|been|we|they)$",
    re.IGNORECASE,
)


def is_torn(name: str) -> bool:
    """Whether words are a piece of a sentence and no name: "open the app every week and"."""
    return _TORN.search(name.strip()) is not None


def told(fact: Fact, investment: Investment) -> bool:
    """Whether one measure on record stands by its name between the words that were read as the
    name and the figure: "since the counter was redone, waiting time is down to 5 days" is of the
    waiting time.
    """
    read = _span(fact.measure or "", fact.quote)
    figure = _figure(fact)
    if read is None or figure is None:
        return False
    spans = (_span(name, fact.quote) for one in investment.measures for name in one.names)
    return sum(span is not None and read[1] < span[0] < figure for span in spans) == 1


def _span(name: str, text: str) -> tuple[int, int] | None:
    """Where a name stands in a text, word for word."""
    words = r"\W+".join(re.findall(r"\w+", name))
    found = re.search(rf"\b{words}\b", text, re.IGNORECASE) if words else None
    return found.span() if found else None


def _figure(fact: Fact) -> int | None:
    """Where the number stands in the quote, if in digits."""
    number = fact.value if fact.value is not None else fact.change
    if number is None:
        return None
    found = re.search(rf"(?<![\d.,]){re.escape(measures.number(abs(number)))}(?!\d)", fact.quote)
    return found.start() if found else None
