"""Levels told without a number: from weeks to minutes."""

import re
from collections.abc import Iterator

from bot.benefits.facts import Fact, Slot
from bot.reading.markup import Page, squeezed
from bot.reading.mood import mood
from bot.reading.statements import Statement, clause

_SPAN = (
    r"(?:(?:several|many|a\s+few|a\s+couple\s+of|multiple|a\s+matter\s+of|under|about|around)\s+)?"
    r"(?:seconds|minutes|hours|days|weeks|months|years|an?\s+(?:second|minute|hour|day|week|month|"
    r"year)|half\s+a\s+day|overnight)"
)
_FROM_TO = re.compile(
    rf"\bfrom\s+(?P<before>(?:taking\s+)?{_SPAN})\s+(?:down\s+)?(?:in)?to\s+"
    rf"(?:(?:just|only|mere)\s+)?(?P<after>{_SPAN})\b(?!\s*\d)",
    re.IGNORECASE,
)
_RATHER = re.compile(
    rf"\b(?:takes?|took|in|within|done\s+in)\s+(?:just\s+|only\s+)?(?P<after>{_SPAN}),?\s+"
    rf"(?:rather\s+than|instead\s+of|not|compared\s+(?:to|with)|where\s+it\s+(?:used\s+to\s+take|"
    rf"took))\s+(?P<before>{_SPAN})\b",
    re.IGNORECASE,
)


def find(page: Page, statement: Statement) -> Iterator[Fact]:
    """The two levels that words alone tell; they hold no value and are never compared."""
    for pattern in (_FROM_TO, _RATHER):
        for found in pattern.finditer(statement.text):
            how = mood(statement.text, found.start())
            if how == "denied":
                continue
            after: Slot = "target" if how in ("planned", "hoped") else "current"
            yield _fact(page, statement, found, "baseline", "before")
            yield _fact(page, statement, found, after, "after")


def _fact(page: Page, statement: Statement, found: re.Match[str], slot: Slot, part: str) -> Fact:
    left, right = clause(statement.text, found.start(), found.end())
    left, right = (left, right) if right - left <= 250 else found.span()
    start, end = page.whole(*statement.span(left, right))
    return Fact(
        slot=slot, text=squeezed(found[part]), quote=page.quote(start, end), start=start, end=end
    )


SIGNS = {"from-to-words": _FROM_TO, "rather": _RATHER}
"""What the head looks for among these, by name."""
