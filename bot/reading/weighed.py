"""The outcomes that figures alone state: what people or the business feel has changed."""

import re
from collections.abc import Sequence

from bot.benefits.facts import Fact
from bot.benefits.reading import Claim
from bot.reading.markup import Page
from bot.reading.vocabulary import (
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER,
    NEUTRAL,
    TECHNICAL,
    USAGE,
    any_of,
)


def with_outcomes(page: Page, claims: Sequence[Claim], facts: Sequence[Fact]) -> list[Claim]:
    """The claims together with the outcomes that figures alone state."""
    found = list(claims)
    based = any(fact.slot == "baseline" for fact in facts)
    for fact in facts:
        if fact.slot == "current" and _is_outcome(page, fact, based):
            found.append(
                Claim(
                    kind="outcome", status="done", quote=fact.quote, start=fact.start, end=fact.end
                )
            )
    return _once(sorted(found, key=lambda claim: (claim.start, claim.kind)))


def _is_outcome(page: Page, fact: Fact, based: bool) -> bool:
    """A change, a level set against another, or a level that holds now; usage growth is none."""
    words = page.plain[fact.start : fact.end]
    subject = fact.measure or words
    if _is_use(page, fact, subject):
        return False
    if _is_funding(page, fact):
        return False
    if TECHNICAL.search(subject) and fact.unit not in ("seconds", "minutes", "hours", "days"):
        return False
    return _is_performance(f"{subject} {words}", fact) and _has_moved(words, fact, based)


def _is_use(page: Page, fact: Fact, subject: str) -> bool:
    """Whether a figure says how much something is used, by its name, its unit or its verb."""
    if USAGE.search(subject):
        return not re.search(r"\b(?:rate|time|cost|satisf)", subject, re.IGNORECASE)
    unit = (fact.unit or "").split("/")[0]
    if fact.is_level and USAGE.search(unit):
        return True
    return bool(_USED_BY.search(page.plain[fact.start : fact.end]))


def _is_funding(page: Page, fact: Fact) -> bool:
    """Whether money is told as given, raised or set aside, which makes nothing better."""
    if fact.change is not None or not (fact.unit or "")[:3].isupper():
        return False
    return bool(_FUNDED.search(page.plain[max(0, fact.start - 60) : fact.end + 40]))


def _has_moved(words: str, fact: Fact, based: bool) -> bool:
    if fact.change is not None or based:
        return True
    return bool(re.search(r"\bnow\b|\bdown\s+to\b|\bhighest\b|\blowest\b", words, re.IGNORECASE))


def _is_performance(words: str, fact: Fact) -> bool:
    """Whether a figure says how well something goes, not how many there are."""
    unit = (fact.unit or fact.change_unit or "").split("/")[0]
    if unit in _TIMED or (unit.isupper() and not NEUTRAL.search(words)):
        return True
    if HIGHER_IS_BETTER.search(words) or LOWER_IS_BETTER.search(words) or _RATE.search(words):
        return True
    compared = unit in ("%", "percentage points") or fact.is_level
    return compared and not NEUTRAL.search(words)


_FUNDED = any_of(
    r"received|raised|donat\w+|fund(?:s|ed|ing|raising)?|grants?|sponsor\w*|awarded|budget\w*|"
    r"invested|contributed|provided|pledged|endowment"
)
_USED_BY = re.compile(
    r"\b(?:is|are|was|were|being|been)\s+(?:now\s+|already\s+)?(?:used|utili[sz]ed|visited|opened|"
    r"borrowed|played|watched|listened\s+to)\s+by\b",
    re.IGNORECASE,
)
_TIMED = ("seconds", "minutes", "hours", "days", "working days", "weeks", "months", "years")
_RATE = re.compile(
    r"\b(?:rates?|volumes?|share\s+of|cases|output|no-show|abandonment|per\s+\w+|"
    r"savings?|proportion)\b",
    re.IGNORECASE,
)


def _once(claims: Sequence[Claim]) -> list[Claim]:
    seen: dict[tuple[str, int, int], Claim] = {}
    for claim in claims:
        seen.setdefault((claim.kind, claim.start, claim.end), claim)
    return list(seen.values())
