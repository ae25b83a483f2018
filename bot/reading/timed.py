"""Which period a figure of a known measure holds for, among those its statement tells."""

import re

from bot.reading import occasions, onward
from bot.reading.amounts import Amount
from bot.reading.beside import around
from bot.reading.linked import Linked
from bot.reading.spoken import Line
from bot.reading.when import When

_JOINED = re.compile(r"\s*\(?\s*(?:(?:back\s+)?in|for|during|over|of|at|on)?\s*", re.IGNORECASE)
_OPENS = re.compile(r"[(,;]\s*$")
_HEADS = re.compile(
    r"\s*[:=,]?\s*(?:(?:(?:it|there|we|that)\s+)?(?:was|were|had|only)\s+)*", re.IGNORECASE
)
_ALL = re.compile(r"\b(?:all|both|each)\b(?:\s+(?:in|for|of|from))?\W*[^,.;]{0,24}$", re.IGNORECASE)
_AT_ONCE = re.compile(r"\b(?:now|today|currently)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:(?:same|much|just)\s+as|than|like|versus|vs\.?|compared\s+(?:to|with)|against|up\s+on|"
    r"down\s+on|as)\s+(?:in\s+)?$",
    re.IGNORECASE,
)
"""A period that only another figure is of: "same as last month"."""


def dated(line: Line, one: Amount) -> When | None:
    """The period beside a figure: behind it, before it, or the only one there is for all; none
    that is another figure's own.
    """
    place = around(line.text, one, line.amounts)
    usable = [each for each in line.dated if _may_be(line, each, one)]
    listed = [each for each in usable if _HEADS.fullmatch(line.text, each.end, one.start)]
    if listed and _is_row(line):
        return listed[-1]
    behind = [each for each in usable if one.end <= each.start < place.until]
    ahead = [each for each in usable if place.since <= each.start < one.start]
    if behind or ahead:
        return _put_finer(line, behind[0] if behind else ahead[-1])
    if len(usable) == 1 and (len(line.amounts) == 1 or _ALL.search(line.text[: usable[0].end])):
        return usable[0]
    return usable[0] if usable and usable[0].start < 40 and len(usable) == 1 else None


def _put_finer(line: Line, own: When) -> When:
    """The period that somebody says they mean by it: "last autumn, I mean Q4 2025"."""
    meant = (one for one in line.dated if occasions.MEANT.fullmatch(line.text, own.end, one.start))
    return next((one for one in meant if one.holds), own)


def is_dated(line: Line, one: Amount) -> bool:
    """Whether a figure has a period of its own, or is said to be of now."""
    place = around(line.text, one, line.amounts)
    return dated(line, one) is not None or bool(
        _AT_ONCE.search(line.text[place.left : place.right])
    )


def _is_row(line: Line) -> bool:
    """Whether each figure but the first follows a period of its own: "Feb 55, Mar 48"."""
    ends = [one.end for one in line.dated]
    led = [any(_HEADS.fullmatch(line.text, end, one.start) for end in ends if end <= one.start)
           for one in line.amounts]  # fmt: skip
    return len(led) > 1 and all(led)


def _may_be(line: Line, when: When, one: Amount) -> bool:
    if not (when.holds or when.is_due):
        return False
    if _COMPARED.search(line.text, max(0, when.start - 24), when.start):
        return False
    home = _home(line, when)
    return home is None or home == one


def _home(line: Line, when: When) -> Amount | None:
    """The figure a period stands right behind, or opens a bracket for: "6 days (January: 11)"."""
    after = next((one for one in line.amounts if one.start >= when.end), None)
    opens = after and _OPENS.search(line.text[: when.start])
    if after and opens and _HEADS.fullmatch(line.text, when.end, after.start):
        return after
    before = next((one for one in reversed(line.amounts) if one.end <= when.start), None)
    return before if before and _JOINED.fullmatch(line.text, before.end, when.start) else None


def _named_after(line: Line, one: Amount, own: When) -> bool:
    """Whether a period is only in the name of what shows a figure of now: "now, gate log June"."""
    between = line.text[one.end : own.start]
    return own.preposition is None and _SHOWN_IN.search(between) is not None


_SHOWN_IN = re.compile(
    r"\b(?:now|today|currently)\b.*\b(?:reports?|dashboards?|logs?|timesheets?|sheets?|export|extract|figures|stats|"
    r"statistics|survey|register|ledger|records?|book|board|diary)\s+$",
    re.IGNORECASE | re.DOTALL,
)


def period(line: Line, link: Linked, slot: str, subject: onward.Subject) -> str | None:
    """What a figure that plays a part holds for; what is told of now holds for the day it is said.

    That of a target is the one it is due in.
    """
    own = dated(line, link.amount)
    if own and slot == "current" and _named_after(line, link.amount, own):
        return line.at.isoformat() if line.at else None
    if slot == "target":
        return own.ahead if own and (own.is_due or own.holds) else None
    if own is not None and own.holds and not own.is_due:
        return own.back
    place = around(line.text, link.amount, line.amounts)
    around_it = line.text[place.left : place.right]
    has_moved = len(line.amounts) > 1 and len(line.dated) > 0
    if slot == "current" and (has_moved or _AT_ONCE.search(around_it) or subject.period is None):
        return line.at.isoformat() if line.at else None
    return subject.period
