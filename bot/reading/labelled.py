"""Figures whose part a word beside them names: "Goal 90 %, actual 84 %", "0.7 (target 0.8)"."""

import re
from collections.abc import Sequence
from typing import Literal, cast

from bot.reading.quantities import Quantity

Slot = Literal["baseline", "current", "target"]

_BASELINE = r"baselines?|starting\s+(?:point|value|level)|previous(?:ly)?|prior|start\s+value"
_TARGET = (
    r"targets?(?:ed)?|goals?|aims?|objectives?|planned|plan(?!\s+(?:in|with|on)\s+(?:the|an?|our|their|it)\b)|forecasts?|estimated?|budgeted|"
    r"ambitions?|commitments?|"
    r"tolerances?|thresholds?|sla|slo|kpi|target\s+state"
)
_CURRENT = r"actuals?|achieved|elapsed|current|latest|outturn|to\s+date|ytd|score|reality"
_COLONED = {
    "baseline": r"was|before|old|from|start",
    "current": r"now|today|after|result|new|status",
}
_KINDS = (("baseline", _BASELINE), ("target", _TARGET), ("current", _CURRENT))
_LINK = r"(?:\s+(?:value|level|figure|rate|time|result|of|is|was|at|set\s+(?:at|to)|remains?))*"
_LEAD = (
    r"(?:\s*(?:about|around|roughly|under|over|below|above|at\s+least|at\s+most|an?|the|"
    r"[~<>≤≥=]))*\s*$"
)
_AHEAD = re.compile(
    "|".join(
        rf"(?:(?<![\w-])(?:{words})(?P<{slot}_link>{_LINK}\s*[:=–-]|{_LINK})|"
        rf"(?<![\w-])(?:{_COLONED.get(slot, 'tgt')})\s*[:=])(?P<{slot}>){_LEAD}"
        for slot, words in _KINDS
    ),
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:\(\s*(?:the\s+|our\s+)?|(?=\w))(?:"
    + "|".join(rf"(?P<{slot}>{words})" for slot, words in _KINDS)
    + r")(?:\s*\)|\s*(?=[,;.)/|]|$|(?:yet|by|for|in|this|set|that|has|is|was|remains|vs|versus|"
    r"against)\b))",
    re.IGNORECASE,
)
_FARTHEST = 100
"""Characters between a figure and the one it is set against."""


def find(text: str, found: Sequence[Quantity]) -> dict[Quantity, Slot]:
    """The parts that words right before or behind figures name, and of what is set against them."""
    named = {one: slot for one in found if (slot := _named(text, one, len(found) > 1))}
    for one in found if len(set(named.values())) > 1 else ():
        if one not in named and (loose := _LOOSE.search(text[max(0, one.start - 16) : one.number])):
            named[one] = "current" if loose["current"] else "baseline"
    if key := _KEY_RESULT.match(text):
        return _of_key_result(named, found, key.end())
    if len(set(named.values())) == 1:
        named = {one: slot for one, slot in named.items() if _is_plain(text, one, len(found))}
    if len(named) == 1 and len(found) > 1:
        ((mark, slot),) = named.items()
        other = _set_against(text, mark, found) if slot != "current" else None
        if other:
            named[other] = "current"
    return named


_KEY_RESULT = re.compile(r"\W*(?:key\s+results?|krs?)\s*\d*\s*:?\s*", re.IGNORECASE)


def _of_key_result(
    named: dict[Quantity, Slot], found: Sequence[Quantity], begins: int
) -> dict[Quantity, Slot]:
    """In a key result the level said to be current is where it starts: "200k (current is 125k)"."""
    starts: dict[Quantity, Slot] = {
        one: "baseline" if slot == "current" else slot
        for one, slot in named.items()
        if one.start > begins
    }
    if "baseline" in starts.values() and found[0] not in starts:
        starts[found[0]] = "target"
    return starts


def _is_plain(text: str, one: Quantity, among: int) -> bool:
    """Whether a figure is no mere number of its label: "target 3 is done"."""
    if one.nature != "bare" or _is_linked(text, one):
        return True
    return among > 1 and text[: one.start].rstrip().count("(") > text[: one.start].count(")")


_LOOSE = re.compile(rf"\b(?:(?P<current>now|today)|was|before){_LEAD}", re.IGNORECASE)
"""Words that label a figure only beside others that are labelled."""


def _named(text: str, one: Quantity, among: bool) -> Slot | None:
    ahead = _AHEAD.search(text[max(0, one.start - 40) : one.number])
    if ahead and (one.nature != "bare" or among or _is_linked(text, one)):
        return _slot(ahead)
    behind = _BEHIND.match(text, one.end) if one.nature != "bare" else None
    return _slot(behind) if behind else None


def _slot(found: re.Match[str]) -> Slot:
    return cast(Slot, next(slot for slot, _ in _KINDS if found[slot] is not None))


def _is_linked(text: str, one: Quantity) -> bool:
    """Whether a bare number is tied to its label: "target is 15", not "target 3 is done"."""
    return _TIED.search(text[max(0, one.start - 20) : one.number]) is not None


_TIED = re.compile(rf"(?:[:=]|\b(?:is|of|was|at|to)){_LEAD}", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:[(,;/|]|\bvs\.?|\bversus|\bagainst|\bcompared\s+(?:to|with)|\bwith|–|—|-)\s*",
    re.IGNORECASE,
)


def _set_against(text: str, mark: Quantity, found: Sequence[Quantity]) -> Quantity | None:
    """The figure right before a target or baseline that is set against it: "0.7 (target 0.8)"."""
    ahead = [one for one in found if one.end <= mark.start]
    if not ahead or mark.start - ahead[-1].end > _FARTHEST:
        return None
    one = ahead[-1]
    alike = one.nature == mark.nature or "bare" in (one.nature, mark.nature)
    is_against = _BETWEEN.match(text, one.end) or _PAST_IT.fullmatch(text[one.end : mark.start])
    return one if alike and is_against else None


_PAST_IT = re.compile(
    r"[^.;:\d]{0,80}?\b(?:exceed(?:s|ed|ing)|beat(?:s|ing)?|surpass(?:es|ed|ing)|meet(?:s|ing)|met|miss(?:es|ed|ing)|"
    r"short\s+of|ahead\s+of|above|below)\s+(?:[\w’'-]+\s+){0,3}?(?:targets?|goals?|aims?|objectives?|"
    r"ambitions?|thresholds?)\b[^.;:,\d]{0,12}",
    re.IGNORECASE,
)
"""How what was reached stands to what was aimed at: "52% of the maps, which exceeds a goal of"."""
