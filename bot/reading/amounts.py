"""The amounts of a reply: what `quantities` finds, and the short ways people reply with."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.reading import changed, changes, denominators, numbers, quantities, units
from bot.reading.changed import Amount as Amount
from bot.reading.markup import page
from bot.reading.quantities import Quantity
from bot.reading.vocabulary import any_of, listed

_COMMA = re.compile(r"(?<![\d.,])(\d{1,4}),(\d{1,2})(?![\d,]|\.\d)")
_DOTS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?=\s?(?:€|EUR|euro))")
_BETWEEN = re.compile(r"\bBetween\b")
_HALF = re.compile(
    rf"(?<![\w.])(?P<n>{numbers.DIGITS}|{numbers.WORDS}|an?)(?P<one>\s+\w+)?\s+and\s+(?P<part>a\s+half|"
    rf"a\s+quarter|three\s+quarters)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?<![\w-])(?P<part>half|(?:a\s+)?quarter|three[\s-]quarters)\s+(?:of\s+)?an?\s+"
    r"(?P<unit>percentage\s+point|per\s?cent|percent|point|minute|hour|day|week|month|year|million)\b",
    re.IGNORECASE,
)
_PARTS = {"half": 0.5, "quarter": 0.25, "three quarters": 0.75}
_MINUTES = re.compile(
    r"(?<![\w.])(?P<m>\d{1,3})\s?(?:m|min|mins|minutes?)\s(?P<s>[0-5]?\d)(?![\w%.,]|\s?\w)",
    re.IGNORECASE,
)
_COIN = re.compile(
    r"\s?(?:(?P<grand>grand)\b|(?P<coin>€|£|\$|quid\b|bucks?\b|euros?\b|eur\b|gbp\b|usd\b|pounds?\b|"
    r"dollars?\b))",
    re.IGNORECASE,
)
_COINS = {"quid": "GBP", "buck": "USD", "euro": "EUR", "pound": "GBP", "dollar": "USD"}
_RATE = re.compile(
    r"\s*(?:(?:per|/|each|every)\s*(?P<per>[a-z]{2,20})|an?\s+(?P<one>[a-z]{3,20}))\b",
    re.IGNORECASE,
)
_SHORT_RATE = re.compile(
    r"\s?(?:(?P<month>pcm|p\.c\.m\.|p/m)|(?P<week>pw|p\.w\.|p/w)|(?P<year>p\.?a\.?|p/a))(?!\w)",
    re.IGNORECASE,
)
_SPANS = {"hour", "day", "week", "fortnight", "month", "quarter", "year", "minute"}
_EACH = listed(
    "claim case order invoice ticket call parcel patient person head customer client employee user "
    "unit item piece transaction shipment delivery visit application permit request contract page "
    "booking ward site store branch team shift batch quote student pupil meal load trip"
)
_BACK = re.compile(r"[^,.;\d]{0,25}?\bback\b(?!\s+(?:in|then|to|at)\b)", re.IGNORECASE)
_SIGNED = re.compile(r"(?<![\w.)\]])[+-](?=[$£€]?\d)")
_CATEGORY = any_of(
    r"(?:category|cat|type|zone|region|ward|building|group|team|line|depot|site|area|class|grade|"
    r"percentile|berth|court|crane|pump|lane|track|pit|shaft|studio|lab|pier|quay|silo|mill|kiln|oven|tank|hangar|"
    r"carousel|belt|till|plot|barn|shed|gate|bay|cell|dock|block|unit|stage|p|room|platform|shift|phase|wave|sheet|row|column|table|slide)\s*$"
)
_CLOCK = re.compile(r"\s?(?:am|pm|o['’]clock)\b|:\d\d", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b(?!\s*%)", re.IGNORECASE)


def evened(text: str) -> str:
    """The same text, place by place, with numbers as English writes them."""
    text = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-")
    text = _BETWEEN.sub(lambda found: found[0].lower(), text)
    text = _DOTS.sub(lambda found: found[0].replace(".", ","), text)
    return _COMMA.sub(r"\1.\2", text)


def find(text: str, skip: Sequence[tuple[int, int]], context_unit: str | None) -> list[Amount]:
    """Every amount of an evened text, in order; those inside `skip` (dates) are left out."""
    worded = [one for one in changed.in_words(text) if not _inside(one.quantity, skip)]
    held = [*skip, *((one.start, one.end) for one in worded)]
    special = [one for one in _special(text) if not _inside(one, held)]
    taken = [*held, *((one.number, one.end) for one in special)]
    plain = [_without_date(text, one, skip) for one in quantities.find(text, taken)]
    plain = [one for one in plain if not _inside(one, taken)]
    found = [_finished(text, one, context_unit) for one in (*special, *plain)]
    kept = [one for one in found if not _is_no_amount(text, one)]
    amounts = [Amount(one, _sign(text, one)) for one in kept]
    return sorted((*amounts, *worded), key=lambda one: one.quantity.number)


def _without_date(text: str, one: Quantity, dated: Sequence[tuple[int, int]]) -> Quantity:
    """A number whose unit would be a word of the date behind it has none: "9 within six months"."""
    if not any(one.number < start < one.end for start, _ in dated):
        return one
    word = _PLAIN_NUMBER.match(text, one.number)
    return replace(one, end=word.end(), nature="bare", unit=None) if word else one


def _inside(one: Quantity, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < one.end and one.number < end for start, end in spans)


def _special(text: str) -> list[Quantity]:
    return [*_and_a_half(text), *_parts(text), *_clocked(text)]


def _and_a_half(text: str) -> list[Quantity]:
    """Two and a half weeks, a week and a half."""
    found = []
    for match in _HALF.finditer(text):
        word = match["n"].lower()
        whole = 1.0 if word in ("a", "an") else _number(match["n"])
        part = _PARTS[re.sub(r"^a\s+", "", " ".join(match["part"].lower().split()))]
        place = match.start("one") if match["one"] else match.end()
        unit, end, nature = units.after(text, place)
        if (unit is None and match["one"]) or (word in ("a", "an") and not match["one"]):
            continue
        stop = match.end() if match["one"] else (end if unit else match.end())
        kind = nature if unit else "bare"
        found.append(Quantity(match.start(), match.start(), stop, kind, unit, whole + part))
    return found


def _number(words: str) -> float:
    return numbers.digits(words) if words[0].isdigit() or words[0] == "." else numbers.words(words)


def _parts(text: str) -> list[Quantity]:
    """Half a point, three quarters of an hour."""
    found = []
    for match in _PART.finditer(text):
        words = re.sub(r"^a\s+", "", " ".join(match["part"].lower().replace("-", " ").split()))
        unit, end, nature = units.after(text, match.start("unit"))
        if match["unit"].lower() == "million":
            million = _PARTS[words] * 1e6
            found.append(Quantity(match.start(), *match.span(), "bare", None, million))
            continue
        name = unit or units.TIME.get(match["unit"].lower()) or f"{match['unit'].lower()}s"
        kind = nature if unit else "points"
        stop = end if unit else match.end()
        value = _PARTS[words]
        if name == "hours" and words != "half":
            name, value = "minutes", value * 60
        found.append(Quantity(match.start(), match.start(), stop, kind, name, value))
    return found


def _clocked(text: str) -> list[Quantity]:
    """7 min 40 is 460 seconds: the smaller unit."""
    return [
        Quantity(
            match.start(), match.start(), match.end(), "time", "seconds",
            float(int(match["m"]) * 60 + int(match["s"])),
        )
        for match in _MINUTES.finditer(text)
    ]  # fmt: skip


def _finished(text: str, one: Quantity, context_unit: str | None) -> Quantity:
    """With the currency behind it, and a rate."""
    return _rated(text, _weighed(text, _coined(text, one, context_unit)), context_unit)


_WEIGHT = re.compile(r"\s?(?P<unit>t|g|ml|l|MWh|kWh)(?=/|[\s,;.:)]|$)")


def _weighed(text: str, one: Quantity) -> Quantity:
    """With the short sign of a weight, a volume or energy behind it: "0.4 t", "260 l/week"."""
    found = _WEIGHT.match(text, one.end) if one.nature == "bare" else None
    return replace(one, end=found.end(), nature="count", unit=found["unit"]) if found else one


def _coined(text: str, one: Quantity, context_unit: str | None) -> Quantity:
    found = _COIN.match(text, one.end) if one.nature == "bare" else None
    if found is None:
        return one
    if found["grand"]:
        head = (context_unit or "").partition("/")[0]
        unit = head if re.fullmatch(r"[A-Z]{3}", head) else None
        kind: quantities.Nature = "money" if unit else "bare"
        value, low, high = (n and n * 1000 for n in (one.value, one.low, one.high))
        place = replace(one, end=found.end(), nature=kind, unit=unit)
        return replace(place, value=value, low=low, high=high)
    coin = found["coin"].lower()
    name = _COINS.get(coin.removesuffix("s") if coin != "quid" else coin) or units.money(coin)
    return replace(one, end=found.end(), nature="money", unit=name)


def _rated(text: str, one: Quantity, context_unit: str | None) -> Quantity:
    """A rate behind an amount; a bare one takes the noun of the unit agreed."""
    if many := denominators.within(text[one.number : one.end]):
        return _of_many(one, many, context_unit)
    head, _, per = (one.unit or "").partition("/")
    if one.nature == "time" and per and per not in _SPANS and one.unit != context_unit:
        return replace(one, unit=head)
    if one.nature in ("percent", "points", "times") or per:
        return one
    short = _SHORT_RATE.match(text, one.end) if one.nature == "money" else None
    if short:
        span = next(name for name in ("month", "week", "year") if short[name])
        return replace(one, end=short.end(), unit=f"{one.unit}/{span}")
    if one.nature == "money" and (priced := _priced(text, one, context_unit)):
        return priced
    found = _RATE.match(text, one.end)
    if found is None:
        return one
    word = (found["per"] or found["one"]).lower()
    span = units.TIME.get(word, word)
    span = span.removesuffix("s") if word in units.TIME else span
    if one.nature == "time" and span not in _SPANS and f"{one.unit}/{span}" != context_unit:
        return one
    is_rate = span in _SPANS or word in _EACH or (found["per"] and word not in ("cent", "se"))
    noun = one.unit or (context_unit or "").partition("/")[0]
    if not is_rate or noun in ("", "%"):
        return one
    return replace(one, end=found.end(), unit=f"{noun}/{span}")


def _priced(text: str, one: Quantity, context_unit: str | None) -> Quantity | None:
    """Money told for one of something: "£62 a reel", or "£62 each" where reels were agreed."""
    if each := units.for_one(text, one.end):
        return replace(one, end=each[1], unit=f"{one.unit}/{each[0]}")
    head, _, rate = (context_unit or "").partition("/")
    apiece = (
        _APIECE.match(text, one.end) if head == one.unit and rate not in {"", *_SPANS} else None
    )
    return replace(one, end=apiece.end(), unit=context_unit) if apiece else None


_APIECE = re.compile(r"\s+(?:each|apiece|a\s+piece|a\s+pop)\b(?!\s+[a-z]+\s+\d)", re.IGNORECASE)


def _of_many(one: Quantity, many: denominators.Denominator, context_unit: str | None) -> Quantity:
    """A figure told of so many: in the unit agreed, where that is told of as many."""
    if one.nature not in ("count", "bare"):
        return one
    noun = (one.unit or "").partition("/")[0] or None
    unit = denominators.unit_of(many, noun, context_unit)
    return replace(one, nature="count" if unit else "bare", unit=unit)


def _sign(text: str, one: Quantity) -> int:
    """What went down is negative."""
    if sign := changes.sign(text, one):
        return sign
    if _BACK.match(text, one.end) and one.nature in ("time", "money"):
        return -1
    mark = _SIGNED.match(text, one.number - 1) if one.number else None
    return 0 if mark is None else (1 if mark[0] == "+" else -1)


def _is_no_amount(text: str, one: Quantity) -> bool:
    """Numbers of categories, hours of the day, ordinals."""
    before = text[max(0, one.number - 14) : one.number]
    if one.nature == "bare" and (_CLOCK.match(text, one.end) or _ORDINAL.match(text, one.end)):
        return True
    if one.nature in ("bare", "count") and _TO_GO.match(text, one.end):
        return True
    return bool(_CATEGORY.search(before)) and one.nature == "bare"


_TO_GO = re.compile(r"\s+(?:more\s+)?(?:[a-z]+\s+)?to\s+go\b", re.IGNORECASE)
"""What is still to be done is no figure: "2 more to go"."""


@lru_cache(maxsize=256)
def numbers_in(quote: str) -> frozenset[float]:
    """Every number the words of a quote may stand for."""
    plain = evened(page(quote).plain)
    found: set[float] = {0.0} if re.search(r"\b(?:none|nil|zero|no)\b", plain, re.I) else set()
    for one in (*find(plain, (), "units"), *changed.in_words(plain)):
        quantity = one.quantity
        found |= {abs(n) for n in (quantity.value, quantity.low, quantity.high) if n is not None}
    return frozenset(found | {_number(words) for words in _PLAIN.findall(plain)})


_PLAIN_NUMBER = re.compile(rf"{numbers.DIGITS}|{numbers.WORDS}", re.IGNORECASE)
_PLAIN = re.compile(rf"(?<![\w.]){numbers.DIGITS}(?![\w.]*\d)")
