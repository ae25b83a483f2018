"""Amounts with a direction, and the changes that words alone tell: halved, a third fewer."""

import re
from dataclasses import dataclass

from bot.reading import changes
from bot.reading.quantities import Quantity
from bot.reading.vocabulary import FALL, RISE

_FRACTION = {
    "half": 50.0, "third": 33.3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0,
    "two thirds": 66.7, "three quarters": 75.0,
}  # fmt: skip
_FRACTIONS = (
    r"(?P<part>(?:a\s+|one\s+)?(?:half|third|quarter|fifth|tenth)|two[\s-]thirds|"
    r"three[\s-]quarters)"
)
_WHOLE = r"(?!\s+(?:an?\s+)?(?:minute|hour|day|week|month|year|point|per\s?cent|million|of)\b)\b"
_BY = r"(?:\s+\w+){0,2}?\s+by\s+(?:about\s+|over\s+|almost\s+)?"
_WORDED = tuple(
    (sign, re.compile(pattern, re.IGNORECASE))
    for sign, pattern in (
        (-1, rf"\b{_FRACTIONS}\s+(?:fewer|less|lower|faster|quicker|shorter|cheaper|off)\b"),
        (1, rf"\b{_FRACTIONS}\s+(?:more|higher|longer|slower|up|again)\b"),
        (-1, rf"\b(?:down|{FALL}){_BY}{_FRACTIONS}{_WHOLE}"),
        (1, rf"\b(?:up|{RISE}){_BY}{_FRACTIONS}{_WHOLE}"),
        (
            -1,
            r"\b(?P<part>half)\s+(?:as\s+(?:many|much|long)|of\s+what\s+it\s+was|"
            r"the\s+\w+\s+(?:it|they|we)\b)",
        ),
        (-1, r"\b(?:to\s+)?(?P<part>halve)\b|\bin\s+(?P<part2>half)\b"),
    )
)
_OF_A_UNIT = re.compile(
    r"\s+(?:an?\s+)?(?:percentage\s+)?(?:point|per\s?cent|minute|hour|day|week|month|year|million)s?\b",
    re.IGNORECASE,
)
_DOUBLE = re.compile(
    r"\b(?:to\s+)?double\b(?!\s+(?:work|entry|digit|check|keying|book))", re.IGNORECASE
)


@dataclass(frozen=True)
class Amount:
    """An amount of a reply; `sign` is not zero where it is the size of a change."""

    quantity: Quantity
    sign: int = 0

    @property
    def start(self) -> int:
        return self.quantity.start

    @property
    def end(self) -> int:
        return self.quantity.end


def in_words(text: str) -> list[Amount]:
    """Changes that words alone tell: halved, a third fewer."""
    found = [(one.start, one.end, one.size) for one in changes.in_words(text)]
    for sign, pattern in _WORDED:
        for match in pattern.finditer(text):
            found.append((*match.span(), sign * _fraction(match)))
    found += [(*match.span(), 100.0) for match in _DOUBLE.finditer(text)]
    amounts: list[Amount] = []
    for start, end, size in found:
        if text[start:end].lower().endswith("fast"):
            continue
        if not _OF_A_UNIT.match(text, end) and all(
            end <= one.start or one.end <= start for one in amounts
        ):
            place = Quantity(start, start, end, "percent", "%", abs(size))
            amounts.append(Amount(place, -1 if size < 0 else 1))
    return amounts


def _fraction(found: re.Match[str]) -> float:
    groups = found.groupdict()
    words = (groups.get("part") or groups.get("part2") or "half").lower().replace("-", " ")
    words = re.sub(r"^(?:a|one)\s+", "", " ".join(words.split()))
    return _FRACTION["half" if words == "halve" else words]
