"""Parts of a whole and marks out of a scale: nine out of ten, two thirds of, 4.6 out of 5."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.reading import numbers

_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)"
_RATIO = re.compile(
    rf"(?<![\w.,/$£€-])(?P<part>\d{{1,6}}(?:\.\d{{1,2}})?|{_SMALL})"
    rf"(?:\s+(?P<link>out\s+of(?:\s+every)?|in(?:\s+every)?|of(?:\s+(?:the|our|all|every))?)\s+|"
    rf"(?P<slash>\s?/\s?))"
    rf"(?P<whole>\d{{1,6}}|{_SMALL})(?![\w%]|[.,/:]\d|-\w)",
    re.IGNORECASE,
)
_PARTS = {
    "half": 50.0, "third": 33.3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0,
    "two thirds": 66.7, "three quarters": 75.0, "four fifths": 80.0,
}  # fmt: skip
_FRACTION = re.compile(
    r"(?<![\w-])(?P<lead>(?:with|to|from|than|was|is|now|are|were|only|nearly|almost|over|about|"
    r"around|under|just)\s+)?"
    r"(?P<words>(?:two|three|four)[\s-](?:thirds|quarters|fifths)|(?:a|one)[\s-](?:third|quarter|"
    r"fifth|tenth)|half(?!\s+a\s+dozen\b))(?P<of>\s+(?:of|our|the|all|their|its)\b)?(?![\w-])",
    re.IGNORECASE,
)
_CHANGED_BY = re.compile(
    r"\b(?:by|in|a|an|additional|extra)\s+(?:more\s+than\s+|about\s+|around\s+|over\s+|nearly\s+|"
    r"almost\s+|roughly\s+|up\s+to\s+|at\s+least\s+)?$|\b(?:up|down|cut)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_SPAN_NEXT = re.compile(
    r"[\s-]*(?:(?:working|business)\s+)?(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|"
    r"quarters?|years?|sprints?|phases?|steps?|parts?|stages?|milestones?|tasks?|tickets?|stories)\b",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:phase|step|week|day|part|page|sprint|stage|round|session|year|no|number)\s*$",
    re.IGNORECASE,
)


_DELIVERED = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?[a-z-]+s\s+(?:(?:are|is|were|was|have|has|been|now|already|all)\s+)*(?:swapped|replaced|fitted|"
    r"refitted|retrofitted|wired|cabled|mapped|connected|switched|moved|migrated|upgraded|converted|commissioned|installed|"
    r"patched|trained|onboarded|built|delivered|enrolled|equipped|tagged|labelled|barcoded|imported|set\s+up|rolled\s+out|"
    r"live|on\s+board|decommissioned|retired|signed\s+off|configured|cut\s+over)\b",
    re.IGNORECASE,
)
_FINISHED = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:integrations?|interfaces?|modules?|screens?|features?|connectors?|forms?|endpoints?|"
    r"migrations?|builds?|releases?|work\s?streams?|work\s+packages?|deliverables?|milestones?|stories|epics?|"
    r"templates?|workshops?|pilots?|sites?|depots?|floors?|rooms?)\s+(?:(?:are|is|were|was|have|has|been|now|already|all)\s+)*"
    r"(?:finished|complete|completed|done|shipped|merged|deployed|developed|written|tested|ready|closed)\b",
    re.IGNORECASE,
)
"""How much of the work is done is no share of anything: "6 of 6 boilers swapped"."""


class Share(NamedTuple):
    """Where a share stands and how much it is; `scale` is what a mark is out of, else None."""

    start: int
    end: int
    value: float
    scale: int | None


def find(text: str) -> Iterator[Share]:
    """Every share in a text: percent of the whole, or a mark on a scale."""
    for found in _RATIO.finditer(text):
        if (share := _ratio(text, found)) is not None:
            yield share
    for found in _FRACTION.finditer(text):
        if (found["lead"] or found["of"]) and not _is_change(text, found):
            words = re.sub(r"^(?:a|one)[\s-]", "", found["words"].lower()).replace("-", " ")
            yield Share(*found.span("words"), _PARTS[re.sub(r"\s+", " ", words)], None)


def _ratio(text: str, found: re.Match[str]) -> Share | None:
    part, whole = _number(found["part"]), _number(found["whole"])
    link = (found["link"] or "/").lower()
    if not 0 <= part <= whole or whole < 2 or _STEP.search(text[: found.start()][-12:]):
        return None
    if _SPAN_NEXT.match(text, found.end()) or (whole >= 1_000 and "every" in link):
        return None
    if whole in (5, 7, 10, 100) and _is_mark(text, found):
        return Share(*found.span(), part, int(whole))
    if link == "/" or (link == "in" and (part > 9 or part == whole)) or part != int(part):
        return None
    if link.startswith("of") and not re.match(r"\s+[a-z]{3,}s\b", text[found.end() :]):
        return None
    if _DELIVERED.match(text, found.end()) or _FINISHED.match(text, found.end()):
        return None
    return Share(*found.span(), numbers.tidy(round(part / whole * 100, 1)), None)


def _is_mark(text: str, found: re.Match[str]) -> bool:
    """Whether it is a mark given, not a share of people."""
    if "." in found["part"]:
        return True
    around = text[max(0, found.start() - 60) : found.start()]
    return bool(re.search(r"\b(?:scores?|rat(?:e[sd]?|ing)|average|satisfaction|nps)\b", around))


def _is_change(text: str, found: re.Match[str]) -> bool:
    place = found.start("words")
    return bool(_CHANGED_BY.search(text[max(0, place - 24) : place])) or (
        re.match(r"\s+(?:an?|the)\s+(?:time|hour|day|year|million)", text[found.end("words") :])
        is not None
    )


def _number(written: str) -> float:
    return float(written) if written[0].isdigit() else numbers.words(written)
