"""Money of an investment, heard: what it may cost, what it has cost, and what it is said to bring.
None of these is a measure of what it changed.
"""

import re
from collections.abc import Iterator, Sequence, Set
from typing import Literal

from bot.benefits import measures
from bot.benefits.facts import Value
from bot.benefits.practices.sentences import is_negated, is_supposed, sentences

What = Literal["budget", "cost", "value"]
"""What it may cost; what it has cost, in all or in a time; what the business is said to gain."""

_CODE = r"(?:GBP|EUR|USD|CHF|SEK|NOK|DKK|PLN|CAD|AUD|NZD|SGD|INR|JPY)"
_NUMBER = r"\d[\d.,’']*(?:\s\d{3}\b)*"
_SIZE = r"(?:\s?(?:k|m|mn|mio|bn|thousand|million|billion)\b)?"
_RATE = (
    r"(?:\s*(?:(?:a|per|each|every|/)\s*(?:year|month|quarter|week|annum)|"
    r"p\.\s?a\.?|/\s?(?:yr|mo)\b))?"
)
AMOUNT = re.compile(
    rf"(?:(?:[£$€]|\b{_CODE})\s?{_NUMBER}{_SIZE}|"
    rf"{_NUMBER}{_SIZE}\s?(?:[£$€]|{_CODE}\b|(?:euros?|pounds|dollars|francs)\b)){_RATE}",
    re.IGNORECASE,
)
"""A sum of money with its currency, and over which time where that is said."""

_PARTS = re.compile(
    r",\s+|\s+[–—-]\s+|[()]|\s+(?:and|but|while|whereas|against|versus|vs\.?|of\s+which)\s+",
    re.IGNORECASE,
)
_BUDGET = re.compile(
    r"(?P<before>(?:[\w-]+\s+){0,3})\b(?:budget(?:ed)?|funding)\b(?!\s+(?:used|left|spent|overrun|per))"
    r"(?:\s+(?:for|of)\s+(?P<of>(?!\d)[A-Za-z][\w\s’'-]{0,60}?))?"
    r"(?=\s*(?:[:=]|is|was|were|are|has|of|at|stands|came|comes|\W*\d|[£$€]|\W*$|\b[A-Z]{3}\b))"
)
_SUBJECT = r"(?P<of>[A-Za-z][\w\s’'-]{0,60}?)"
_COSTS = (
    re.compile(
        r"\bspent\b(?P<rest>.*?)(?:\bon\s+(?P<of>[A-Za-z][\w\s’'-]{0,40}))?$", re.IGNORECASE
    ),
    re.compile(
        rf"^(?:\W|so|and|all\s+in\s+all|in\s+(?:the\s+end|all|total)|overall|altogether)*{_SUBJECT}\s+"
        r"(?:has\s+|have\s+)?(?:so\s+far\s+|now\s+|already\s+)?(?:cost|come\s+to|came\s+(?:in\s+at|to))\s",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:total|final|overall|full|whole|actual|project|implementation)\s+(?:costs?|bill|spend)\b"
        r"(?!\s+per\b)(?:\s+(?:for|of)\s+(?P<of>[A-Za-z][\w\s’'-]{0,60}?)(?=\s+(?:is|was|are|were|"
        r"comes?|came|has|so|stands)\b|\s*[:=\d£$€]))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:licen[cs]es?|subscription|maintenance\s+contract|support\s+contract)"
        r"(?:\s+(?:fees?|costs?))?(?:\s+(?:for|of)\s+(?P<of>[A-Za-z][\w\s’'-]{0,60}?))?"
        r"(?:\s+(?:is|are|was|were|runs?\s+at|comes?\s+to|at|now|us))*\s*[:=]?\s*\W?\s*(?:[A-Z]{3}\s?)?\d",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:we(?:['’]ve)?|have|has|they)\s+(?:have\s+|has\s+|already\s+)*(?:paid|invested)\b(?P<rest>.*?)"
        r"(?:\b(?:for|in|into|on)\s+(?P<of>[A-Za-z][\w\s’'-]{0,40}))?$",
        re.IGNORECASE,
    ),
)
_VALUE = re.compile(
    r"^(?:\W|so|and|but|now|today)*(?:(?P<of>(?:it|this|that|which|they|[\w\s’'-]{2,40}?))\s+)?"
    r"(?:has\s+|now\s+|already\s+|also\s+)*(?:saves?|saved|brings?(?:\s+in)?|brought(?:\s+in)?|earns?|earned|gains?|"
    r"frees?(?:\s+up)?|is\s+worth)(?:\s+(?:us|the\s+\w+))?\s",
    re.IGNORECASE,
)
_GAINED_IN = re.compile(r"\s1\s+(?:in|on|off|from)\s+[a-z]", re.IGNORECASE)
"""A gain in something that is named is of that measure."""

_EACH = re.compile(
    r"\b(?:per|each|every|an?|one|average|avg|median|unit|typical)\s+(?!year\b|month\b|quarter\b|week\b|"
    r"annum\b|total\b|budget\b|whole\b|bit\b)\w+",
    re.IGNORECASE,
)
"""What something costs for one of many is a measure."""

_MOVED = re.compile(
    r"\b(?:from|down|fell|fallen|dropped|drops?|rose|risen|went\s+up|up\s+by|instead\s+of|less\s+than|"
    r"lower|higher|used\s+to|before)\b",
    re.IGNORECASE,
)
"""What moved, or is set beside what was, is a measure."""

_ITSELF = frozenset(
    {
        *("a", "actual", "agreed", "all", "altogether", "an", "app", "application", "approved"),
        *("bill", "build", "cost", "costs", "current", "date", "delivery", "end", "everything"),
        *("far", "final", "for", "full", "has", "have", "implementation", "in", "initial"),
        *("investment", "is", "it", "its", "licence", "licences", "license", "licenses"),
        *("migration", "new", "now", "of", "old", "original", "our", "overall", "phase", "planned"),
        *("platform", "portal", "program", "programme", "project", "rollout", "so", "software"),
        *("subscription", "system", "that", "the", "they", "thing", "this", "to", "tool", "total"),
        *("upgrade", "us", "was", "we", "which", "whole", "work", "year"),
    }
)
"""Words that name no other thing than the investment that is spoken of."""


class Money(Value):
    """A sum that a text tells: of what, in which words, and the sum as it stands there."""

    what: What
    quote: str
    amount: str


def told(text: str, names: Sequence[str] = (), agreed: Sequence[str] = ()) -> list[Money]:
    """The money that a text tells of the investment with these names, the first of each kind;
    nothing that is only supposed or denied, nor a figure of a measure that was agreed.
    """
    own = {word for name in names for word in measures.key(name).split()}
    found: dict[What, Money] = {}
    for each in sentences(text):
        for one in _in(each, own, agreed):
            found.setdefault(one.what, one)
    return list(found.values())


def is_all(text: str, found: Sequence[Money]) -> bool:
    """Whether a text tells of nothing else: each of its sentences names one of these sums."""
    said = [one for one in sentences(_ADDRESS.sub("", text)) if re.search(r"\w", one)]
    return bool(said) and all(any(one.quote in each for one in found) for each in said)


_ADDRESS = re.compile(
    r"<@\w+(?:\|[^<>]*)?>|^\W*(?:hi|hello|hey|fyi|please|note)\b\W*", re.IGNORECASE
)


def _in(sentence: str, own: Set[str], agreed: Sequence[str]) -> Iterator[Money]:
    if is_supposed(sentence) or is_negated(sentence):
        return
    for part in _PARTS.split(_ADDRESS.sub("", sentence)):
        for words, amount in _each_sum(part):
            what = _what(words, own)
            if what is not None and not _is_agreed(words, agreed):
                yield Money(what=what, quote=words.strip(" ,:"), amount=amount)


def _each_sum(part: str) -> Iterator[tuple[str, str]]:
    """Each sum of a stretch of words with the words it stands in."""
    sums = list(AMOUNT.finditer(part))
    leads = bool(sums) and not part[: sums[0].start()].strip()
    for n, one in enumerate(sums):
        if leads:
            end = sums[n + 1].start() if n + 1 < len(sums) else len(part)
            yield part[one.start() : end], one[0]
        else:
            begin = sums[n - 1].end() if n else 0
            yield part[begin : len(part) if n + 1 == len(sums) else one.end()], one[0]


def _is_agreed(words: str, agreed: Sequence[str]) -> bool:
    said = f" {measures.key(words)} "
    return any(f" {measures.key(one)} " in said for one in agreed if measures.key(one))


def _what(words: str, own: Set[str]) -> What | None:
    if _MOVED.search(words):
        return None
    plain = AMOUNT.sub(" 1 ", words)
    budget = _BUDGET.search(re.sub(r"(?i)budget", "budget", plain))
    if budget is not None:
        before = budget["before"].split()[-1:]
        is_own = _is_own(" ".join(before), own) and _is_own(budget["of"], own)
        return "budget" if is_own else None
    if _EACH.search(plain):
        return None
    for form in _COSTS:
        cost = form.search(plain)
        if cost is not None:
            return "cost" if _is_own(cost["of"], own) else None
    value = _VALUE.search(plain)
    is_gain = value is not None and _is_own(value["of"], own)
    return "value" if is_gain and not _GAINED_IN.search(plain) else None


def _is_own(said: str | None, own: Set[str]) -> bool:
    """Whether words name no other thing than the investment."""
    words = re.findall(r"[a-z][\w’'-]*", (said or "").lower())
    return all(word in _ITSELF or measures.key(word) in own or word in own for word in words)
