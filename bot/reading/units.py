"""Units of figures: time, money, percent, points, and the nouns people count."""

import re
from typing import Literal

from bot.reading import denominators
from bot.reading.vocabulary import listed

CURRENCY = (
    r"(?:(?:US|AU|CA|NZ|HK|A|C)\$|[$£€¥₹]|(?<![A-Za-z])(?:USD|GBP|EUR|CAD|AUD|NZD|CHF|"
    r"JPY|SEK|NOK|DKK|INR)(?=\s?\d))"
)
_ISO = {
    "$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "A$": "AUD",
    "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD",
}  # fmt: skip
_NAMED_MONEY = {
    "dollars": "USD", "dollar": "USD", "pounds": "GBP", "pound": "GBP", "euros": "EUR",
    "euro": "EUR", "usd": "USD", "gbp": "GBP", "eur": "EUR", "cad": "CAD",
    "aud": "AUD", "chf": "CHF",
}  # fmt: skip

_SPELLED = {
    "milliseconds": "ms msec msecs millisecond milliseconds",
    "seconds": "s sec secs second seconds",
    "minutes": "min mins minute minutes",
    "hours": "h hr hrs hour hours",
    "days": "d day days",
    "weeks": "wk wks week weeks",
    "fortnights": "fortnight fortnights",
    "months": "mo mos month months",
    "quarters": "quarters",
    "years": "yr yrs year years",
}
TIME = {word: unit for unit, spellings in _SPELLED.items() for word in spellings.split()}
TIME |= {"working day": "working days", "business day": "working days"}

_TIME = re.compile(
    rf"\s?-?(?:(?P<working>(?:working|business)[\s-]+days?)|"
    rf"(?P<time>{'|'.join(sorted(TIME, key=len, reverse=True))}))(?![\w'’]|\.\w)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s?%(?!\w)|[\s-]?(?:per\s?cent|percent|pct)\b", re.IGNORECASE)
_POINTS = re.compile(
    r"\s?(?:%[\s-]?points?|percentage[\s-]points?|(?:per\s?cent|percent)[\s-]points?|"
    r"ppts?|pp|p\.p\.)(?!\w)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s-]points?\b", re.IGNORECASE)
_MORE = re.compile(r"\s+(?:fewer|more|less|extra|additional)(?=\s+(?!than\b)[a-z])", re.IGNORECASE)
_TIMES = re.compile(r"(?:\s?(?:x|×|times)|[\s-]?fold)(?!\w)", re.IGNORECASE)
_MONEY_WORD = re.compile(rf"\s?(?P<word>{'|'.join(_NAMED_MONEY)})\b", re.IGNORECASE)
_RATE = re.compile(
    r"\s*(?:(?:per|/)\s*(?P<per>[a-z]{1,20})|(?:an?|each|every)\s+(?P<each>minute|hour|"
    r"day|week|fortnight|month|quarter|year))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\s\x01]*-?(?P<word>[A-Za-z][A-Za-z’'-]*)")
_STOPPERS = listed(
    "of in to the and or per from by for with on at a an who that which were was are is be "
    "been have has had than "
    "as so it its their our we they this these those not but if when while after before "
    "until since over under "
    "up down out about also will would can could may still already then there more less "
    "fewer higher lower "
    "better worse faster slower times percent do does did now today currently across via into"
)
_PLURALS = listed(
    "people staff children women men fte ftes personnel headcount data media nps csat "
    "kb mb gb tb kwh mwh gwh kg km tco2e"
)
_NOT_PLURAL = re.compile(r"(?:ss|us|is|ous|ness|less|’s|'s)$")

Kind = Literal["percent", "points", "money", "time", "count", "times"]


def money(written: str) -> str:
    """The ISO 4217 code of a currency sign or code; "$" is USD."""
    return _ISO.get(written.strip().upper(), written.strip().upper())


def after(text: str, place: int) -> tuple[str | None, int, Kind]:
    """The unit that follows a number, where it ends and what it measures; None without one."""
    if found := _POINTS.match(text, place):
        return "percentage points", found.end(), "points"
    if found := _PERCENT.match(text, place):
        return "%", found.end(), "percent"
    if found := _TIME.match(text, place):
        unit = "working days" if found["working"] else TIME[found["time"].lower()]
        return unit, found.end(), "time"
    if found := _MONEY_WORD.match(text, place):
        return _NAMED_MONEY[found["word"].lower()], found.end(), "money"
    if found := _TIMES.match(text, place):
        return "times", found.end(), "times"
    if found := _MARKS.match(text, place):
        return "points", found.end(), "points"
    if found := _MORE.match(text, place):
        return _noun(text, found.end())
    return _noun(text, place)


def _noun(text: str, place: int) -> tuple[str | None, int, Kind]:
    """What is counted: the first plural among the next four words."""
    for _ in range(4):
        found = _WORD.match(text, place)
        if found is None or found["word"].lower() in _STOPPERS:
            break
        word, place = found["word"].lower(), found.end()
        if word in _PLURALS or (
            word.endswith("s") and len(word) > 3 and not _NOT_PLURAL.search(word)
        ):
            return TIME.get(word, word), place, "time" if word in TIME else "count"
        if text[place : place + 1] in (",", ".", ";", ":"):
            break
    return None, place, "count"


_NO_RATE = listed(
    "cent target goal actual baseline now was previous current plan planned forecast "
    "the our my your his her their its this that these those an"
)


_NAME = re.compile(r"[A-Z][a-z]|(?!(?:FTE|WTE|HGV|GP|KG|KM|MW|MWH)\b)[A-Z]{2}")
"""What is told per somebody is their figure, and no rate: "per Finance"."""


def rate(text: str, place: int) -> tuple[str, int]:
    """A rate such as "/week" after a unit, and where it ends; empty where there is none."""
    if many := denominators.after(text, place):
        return f"/{many.rate}", many.end
    found = _RATE.match(text, place)
    if found is None:
        return "", place
    word = (found["per"] or found["each"]).lower()
    if word in _NO_RATE or (word not in TIME and _NAME.match(found["per"] or "")):
        return "", place
    singular = TIME.get(word, word)
    return "/" + (singular.removesuffix("s") if word in TIME else singular), found.end()


_FOR_ONE = re.compile(
    r"\s+(?:an?|each|every)\s+(?P<noun>[a-z]{3,20})(?=\s*(?:$|[.,;:)(–—]|(?:in|at|on|to|by|for|from|last|this|since|"
    r"before|after|until|now|today|currently|these|per|as|according|and|or|but|so|against|instead|compared|versus|vs|"
    r"was|were|is|than|when|with|across|up|down|all|on\s+average)\b))",
    re.IGNORECASE,
)
_NO_THING = listed(
    "few bit lot little half third quarter piece pop go win result loss total success saving "
    "reduction rise drop target goal figure number record first second time improvement shame joke "
    "mess great good big huge"
)
"""Behind an article these are no thing that costs: "£40k a win", "£10 a pop"."""


def for_one(text: str, place: int) -> tuple[str, int] | None:
    """What a price is told for one of, and where it ends: "£62 a reel"; None where it is not."""
    found = _FOR_ONE.match(text, place)
    if found is None or found["noun"].lower() in _NO_THING | _NO_RATE:
        return None
    word = found["noun"].lower()
    return (TIME[word].removesuffix("s") if word in TIME else word), found.end()


_TALKS_TIME = re.compile(
    r"\b(?:time|latency|duration|takes?|took|wait|builds?|tests?|runs?|load|deploy\w*|"
    r"faster|slower|minutes?)\b|\d\s?h\b",
    re.IGNORECASE,
)


def speaks_of_time(text: str) -> bool:
    """Whether "7m" in this statement rather means minutes than millions."""
    return bool(_TALKS_TIME.search(text))
