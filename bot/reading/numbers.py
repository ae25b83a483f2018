"""Numbers as people write them: digits, thousands marks, suffixes, and words."""

import re

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: float(place) for place, word in enumerate(_ONES)}
_SMALL |= {word: float(10 * (place + 2)) for place, word in enumerate(_TENS)}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "mn": 1e6,
    "mm": 1e6,
    "m": 1e6,
    "k": 1e3,
    "b": 1e9,
    "dozen": 12.0,
}

_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
DIGITS = (
    r"(?:(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?!\d)(?:\.\d{1,6}(?!\d)|[½¼¾])?|(?<![\d.])\.\d{1,4}(?!\d))"
)
_UNIT_WORD = "|".join(_ONES)
_TENS_WORD = "|".join(_TENS)
_SMALL_WORD = rf"(?:(?:{_TENS_WORD})(?:[-\s](?:{'|'.join(_ONES[1:10])}))?|{_UNIT_WORD})"
_SCALE_WORD = r"(?:hundred|thousand|million|billion|dozen)"
WORDS = (
    rf"(?:{_SMALL_WORD}(?:\s+{_SCALE_WORD}){{0,2}}(?:\s+(?:and\s+)?{_SMALL_WORD})?"
    rf"|(?:a|half\s+a)\s+{_SCALE_WORD}|none|nil)\b"
)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


def digits(text: str, scale: str = "") -> float:
    """The value of digits with an optional scale: "1,200" is 1200, "1.2m" 1200000, "6½" 6.5."""
    plain = text.replace(",", "")
    whole, part = (plain[:-1], _PARTS[plain[-1]]) if plain[-1] in _PARTS else (plain, 0.0)
    return tidy((float(whole) + part) * _SCALES.get(scale.lower(), 1.0))


def words(text: str) -> float:
    """The value of a number in words: "twenty-five" is 25, "a dozen" 12, "none" 0."""
    total, part = 0.0, 0.0
    for word in _WORD.findall(text.lower()):
        if word in _SMALL:
            part += _SMALL[word]
        elif word == "half":
            part += 0.5
        elif word in ("hundred", "dozen"):
            part = (part or 1.0) * _SCALES[word]
        elif word in _SCALES:
            total, part = total + (part or 1.0) * _SCALES[word], 0.0
    return tidy(total + part)


def tidy(value: float) -> float:
    """Without the dust of binary fractions."""
    return float(f"{value:.10g}")
