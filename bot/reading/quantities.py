"""The grammar of figures: amounts with unit, range, bound and rate, found in plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from bot.reading import denominators, idioms, numbers, shares, units

Nature = Literal["percent", "points", "money", "time", "count", "times", "bare"]
Bound = Literal["<", ">"]

_APPROX = (
    r"about|around|roughly|approximately|approx\.?|circa|ca\.|c\.|~|≈|nearly|almost|"
    r"close\s+to|some(?=\s\d)|an?\s+estimated|estimated"
)
_ABOVE = (
    r"at\s+least|(?:just\s+|well\s+)?over|more\s+than|greater\s+than|(?:just\s+|"
    r"well\s+)?above|no(?:t)?\s+less\s+than|no\s+fewer\s+than|a\s+minimum\s+of|"
    r"upwards\s+of|exceeding|in\s+excess\s+of|(?<![-=–—])>=?|≥"
)
_BELOW = (
    r"at\s+most|up\s+to|(?:just\s+|well\s+)?under|less\s+than|fewer\s+than|"
    r"lower\s+than|(?:just\s+|well\s+)?below|no(?:t)?\s+more\s+than|a\s+maximum\s+of|"
    r"within|<(?![-=])=?|≤"
)
_LEAD = re.compile(
    rf"(?:(?<!\w)(?:(?P<approx>{_APPROX})|(?P<above>{_ABOVE})|(?P<below>{_BELOW})|only|"
    rf"just|as\s+(?:much|many|high|low)\s+as|a(?:n\s+average|\s+median|"
    rf"\s+total)\s+of)\s*){{1,3}}$",
    re.IGNORECASE,
)
_ROSE_TO = re.compile(
    r"\b(?:went|gone|go|going|goes|rose|risen|climb(?:ed)?|jump(?:ed)?|crept|moved?|shot|back|grew|is|"
    r"are|was|now|gone)\s+up\s+to\s*$",
    re.IGNORECASE,
)
"""Words of a move: what "went up to 9" is 9, not at most 9."""

_NUMBER = re.compile(
    rf"(?<![\w.#])(?:(?<![A-Za-z][-/])|"
    rf"(?<=\d[kKmM][-/]))(?<!\d[:/])(?P<currency>{units.CURRENCY})?\s?"
    rf"(?:(?P<digits>{numbers.DIGITS})(?:\s?-?(?P<scale>thousand|million|billion|bn|mn|"
    rf"dozen)(?!\w)|(?P<short>[kKmMbB])(?![\w'’])(?!-[A-Za-z]))?"
    rf"|(?P<words>{numbers.WORDS}))(?!:\d|/\d|\.\d)(?P<plus>\+)?",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"(?<![\w.])(?:(?P<h>\d{1,3})\s?(?:h|hrs?|hours?)(?:,?\s+(?:and\s+)?|"
    r"\s?)(?P<hm>[0-5]?\d)(?!\d)\s?(?:m|mins?|minutes?)?"
    r"|(?<![\d:])(?P<c>\d{1,3}):(?P<cm>[0-5]\d)\s?(?:h|hrs?|hours?)"
    r"|(?P<m>\d{1,3})\s?(?:m|mins?|minutes?)(?:,?\s+(?:and\s+)?|"
    r"\s?)(?P<ms>[0-5]?\d)\s?(?:s|secs?|seconds?)"
    r"|(?P<d>\d{1,3})\s?days?,?\s+(?:and\s+)?(?P<dh>\d{1,2})\s?(?:h|hrs?|hours?))(?!\w)",
    re.IGNORECASE,
)
_ARTICLE_TIME = re.compile(
    r"(?<!\w)(?P<lead>(?:takes?|took|taking|about|around|roughly|under|over|than|from|"
    r"to|is|was|used\s+to\s+be|needs?|needed|within|nearly|almost)\s+|^\W*)"
    r"(?P<amount>(?P<half>half\s+)?an?\s+(?P<unit>minute|hour|working\s+day|day|week|"
    r"fortnight|month|year)(?P<more>\s+and\s+a\s+half)?)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:(?P<dash>[-–—])|(?P<to>to)|(?P<and>and)|(?P<or>or))\s*(?:~|about\s+|around\s+)?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"(?P<plus>\+)(?!\d)|\s+(?:(?P<above>or\s+(?:more|above|higher|over)|plus\b)|"
    r"(?P<below>or\s+(?:less|fewer|below|under|lower))|(?P<approx>or\s+so|ish|-ish))\b|"
    r"\s?(?P<ish>-?ish)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?:phase|version|step|sprint|week|level|stage|part|section|chapter|release|"
    r"iteration|round|tier|page|figure|"
    r"table|option|batch|wave|grade|priority|day|year|epic|ticket|issue|pr|number|no\.|"
    r"ext(?:ension|\.)?|tel|phone|ref(?:erence)?|id|code|iso|wcag|rfc|cve|po|python|java|node|"
    r"ubuntu|"
    r"pilot|cohort|question|action|windows|ios|android|postgres|article|clause|annex|appendix|bus|"
    r"flight|route|desk|episode|"
    r"okr|kr|key\s+result|"
    r"top|room|floor|line|port|error|"
    r"aisles?|wards?|tickets|cells?|dock|bays?|gates?|"
    r"(?:wards|lines|rooms|floors|phases|gates|bays|sites|zones|teams|units|stores|levels|steps|"
    r"platforms|depots|aisles|tickets|cells|docks|years|grades|classes|forms)(?:\s+\d+\s*(?:,|and|or|to|-|–|&))*)\s+$",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s?%|\s+per\s?cent\b")
_RANGES = re.compile(
    r"\bby\s*$|(?<!from\s)(?<!from\sit\s)\b(?:tak(?:es?|ing)|lasts?|lasting|needs?|needing)\s*$",
    re.IGNORECASE,
)
"""What is moved by, or takes, from here to there is a range: "taking 6 to 8 hours"."""
_MOVES = re.compile(
    r"\b(?:from|(?:increas|decreas|reduc|rais|ris|rose|grow|grew|grown|go(?:ne|es)?\b|"
    r"went|fall|fell|drop|declin|climb|jump|improv|cut|shorten|lower|mov)[a-z]*)\b[^,;|"
    r"]*$",
    re.IGNORECASE,
)


MOST = 20
"""Numbers looked at in one statement: what holds more is a dump of data, not a sentence."""


@dataclass(frozen=True)
class Quantity:
    """An amount and its place; `start` includes words such as "about", `number` does not.

    A range has `low` and `high` and no value.
    """

    start: int
    number: int
    end: int
    nature: Nature
    unit: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    approx: bool = False
    bound: Bound | None = None

    @property
    def size(self) -> float:
        """Its value, or the middle of its range."""
        return (
            self.value if self.value is not None else ((self.low or 0.0) + (self.high or 0.0)) / 2
        )


def find(text: str, skip: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Every amount in a text, in order; those inside `skip` (dates) are left out."""
    found = _compounds(text) + _shares(text, skip)
    found += _articles(text, found)
    taken = [*skip, *((quantity.number, quantity.end) for quantity in found)]
    for match in islice(_NUMBER.finditer(text), MOST):
        if not _overlaps(match.span(), taken) and (quantity := _amount(text, match, skip)):
            found.append(quantity)
            taken.append((quantity.number, quantity.end))
    return _joined(text, sorted(found, key=lambda quantity: quantity.number))


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _amount(text: str, found: re.Match[str], dated: Sequence[tuple[int, int]]) -> Quantity | None:
    number = (
        found.start("currency")
        if found["currency"]
        else found.start("digits" if found["digits"] else "words")
    )
    labelled = _LABELLED.search(text[max(0, number - 24) : number])
    if (labelled and not _PERCENT.match(text, found.end())) or _is_dialled(text, found):
        return None
    some = r"us|them|you" if found["digits"] else r"the|our|us|them|these|those|you"
    if re.match(rf"\s+of\s+(?:{some})\b", text[found.end() :]):
        return None
    unit, end, nature = _unit(text, found)
    led = any(_LISTED.fullmatch(text[begin:number]) for begin, stop in dated if stop <= number)
    if (nature == "bare" and not led and _is_version(text, found)) or _OFF_A_LIFE.match(text, end):
        return None
    scale = found["scale"] or (found["short"] if unit != "minutes" or found["currency"] else None)
    value = (
        numbers.digits(found["digits"], scale or "")
        if found["digits"]
        else numbers.words(found["words"])
    )
    if nature == "bare" and (
        (not found["digits"] and value <= 1) or idioms.is_hour(text[:number], value)
    ):
        return None
    if nature == "time" and unit and unit.startswith("fortnight"):
        value, unit = value * 14, unit.replace("fortnights", "days")
    return _led(text, Quantity(number, number, end, nature, unit, value), found["plus"])


_OFF_A_LIFE = re.compile(
    r"\s+off\s+(?:my|our|his|her|their|your|everyone['’]s)\s+(?:life|lives|age)\b", re.IGNORECASE
)
_PRODUCT = re.compile(
    r"(?<=[\w,;] )(?!(?:Target|Goal|Baseline|Current|Actual|Score|Average|Rating|Now|Today|Result|"
    r"Forecast|"
    r"Was|Before|After|From|To|At|Is|Median|Mean|Total)\b)[A-Z][a-z]+\s$"
)
_SCORED = re.compile(
    r"\b(?:scores?d?|rat(?:ed|ing)s?|average|csat|nps|mean|median)\b", re.IGNORECASE
)


def _is_version(text: str, found: re.Match[str]) -> bool:
    """Whether a bare number is part of a name: "Office 365", "towards 1.0"."""
    before = (
        text[max(0, found.start("digits") - 30) : found.start("digits")] if found["digits"] else ""
    )
    if not before or found["currency"]:
        return False
    whole = (found["digits"] or "").endswith(".0") and not _SCORED.search(before)
    return whole or _PRODUCT.search(before) is not None


_LISTED = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s*[:=]?\s*")
"""A month alone, dated as such: the figure behind it is of no product: "Feb 55"."""


def _is_dialled(text: str, found: re.Match[str]) -> bool:
    """Whether digits are of a telephone number: led by a nought, or behind such."""
    digits = found["digits"] or ""
    if re.match(r"0\d", digits):
        return True
    before = text[max(0, found.start() - 14) : found.start() + 1]
    if text[: found.start("digits")].endswith(" +") and not re.match(
        r"[\s-]*\d", text[found.end() :]
    ):
        return False
    return (
        bool(digits)
        and re.search(r"(?<![\d.])(?:\+\d{1,3}|0\d{2,})[\s\d-]*\s?$", before) is not None
    )


def _unit(text: str, found: re.Match[str]) -> tuple[str | None, int, Nature]:
    """Unit, where it ends, and what kind of amount it makes."""
    end = found.end()
    if found["currency"]:
        rate, end = _price_rate(text, end)
        return units.money(found["currency"]) + rate, end, "money"
    if (found["short"] or "").lower() == "m" and units.speaks_of_time(text):
        return "minutes", end, "time"
    unit, stop, nature = units.after(text, end)
    if unit is None:
        return _told_of(text, found, end)
    rate, stop = _price_rate(text, stop) if nature == "money" else units.rate(text, stop)
    return unit + rate, stop, nature


def _price_rate(text: str, end: int) -> tuple[str, int]:
    """A rate behind money: of a time, or of one of what it is paid for."""
    rate, stop = units.rate(text, end)
    each = None if rate else units.for_one(text, end)
    return (f"/{each[0]}", each[1]) if each else (rate, stop)


def _told_of(text: str, found: re.Match[str], end: int) -> tuple[str | None, int, Nature]:
    """A number without a unit of its own, which may be one of many: "errors were 16 per 1,000"."""
    many = denominators.after(text, end)
    if many is None:
        return None, end, "bare"
    noun = denominators.counted_before(text, found.start())
    unit = denominators.unit_of(many, noun, None)
    return unit, many.end, "count" if unit else "bare"


def _led(text: str, quantity: Quantity, plus: str | None) -> Quantity:
    """With what stands before and after it: about, at least, up to, or more."""
    bound: Bound | None = ">" if plus else None
    approx = False
    window = max(0, quantity.number - 40)
    start, end = quantity.number, quantity.end
    if lead := _LEAD.search(text[window : quantity.number]):
        below = lead["below"] and not _ROSE_TO.search(text[window : quantity.number])
        bound = ">" if lead["above"] else "<" if below else bound
        approx, start = bool(lead["approx"]), window + lead.start()
    if tail := _SUFFIX.match(text, end):
        bound = ">" if tail["above"] or tail["plus"] else "<" if tail["below"] else bound
        approx, end = approx or bool(tail["approx"] or tail["ish"]), tail.end()
    return replace(quantity, start=start, end=end, bound=bound, approx=approx)


def _compounds(text: str) -> list[Quantity]:
    """1h20 is 80 minutes: the smaller unit."""
    found = []
    for match in _COMPOUND.finditer(text):
        name = next(name for name in "hcmd" if match[name])
        small = {
            "h": ("hm", 60, "minutes"),
            "c": ("cm", 60, "minutes"),
            "m": ("ms", 60, "seconds"),
            "d": ("dh", 24, "hours"),
        }
        rest, factor, unit = small[name]
        value = float(int(match[name]) * factor + int(match[rest]))
        found.append(
            _led(text, Quantity(*(match.start(),) * 2, match.end(), "time", unit, value), None)
        )
    return found


def _shares(text: str, skip: Sequence[tuple[int, int]]) -> list[Quantity]:
    """Nine out of ten is 90 %; 4.6 out of 5 keeps its scale."""
    found = []
    for share in islice(shares.find(text), MOST):
        if _overlaps((share.start, share.end), skip):
            continue
        nature: Nature = "points" if share.scale else "percent"
        unit = f"out of {share.scale}" if share.scale else "%"
        place = Quantity(share.start, share.start, share.end, nature, unit, share.value)
        found.append(_led(text, place, None))
    return found


def _articles(text: str, others: Sequence[Quantity]) -> list[Quantity]:
    """A week, half a day, an hour and a half: an article that counts."""
    found = []
    for match in _ARTICLE_TIME.finditer(text):
        unit = units.TIME[re.sub(r"\s+", " ", match["unit"].lower())]
        value = (0.5 if match["half"] else 1.0) + (0.5 if match["more"] else 0.0)
        if unit == "fortnights":
            value, unit = value * 14, "days"
        if not _overlaps(match.span("amount"), [(other.number, other.end) for other in others]):
            place = match.start("amount")
            found.append(_led(text, Quantity(place, place, match.end(), "time", unit, value), None))
    return found


def _joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """Two amounts with a dash, "to" or "and" between them are one range where nothing moves."""
    joined: list[Quantity] = []
    for quantity in found:
        if joined and (both := _range(text, joined[-1], quantity)):
            joined[-1] = both
        else:
            joined.append(quantity)
    return joined


def _range(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    link = _BETWEEN.fullmatch(text[first.end : second.number])
    if link is None or first.value is None or second.value is None or first.value >= second.value:
        return None
    if first.unit not in (None, second.unit) and not (
        first.nature == "money" and second.nature == "bare"
    ):
        return None
    before = text[max(0, first.start - 60) : first.start]
    if link["to"] and _MOVES.search(before) and not _RANGES.search(before):
        return None
    if link["and"] and not re.search(r"\bbetween\s*$", before):
        return None
    low, high = first.value, second.value
    nature, unit = (
        (first.nature, first.unit) if first.nature == "money" else (second.nature, second.unit)
    )
    if first.nature == "bare" and nature == "money":
        return None
    return Quantity(
        first.start,
        first.number,
        second.end,
        nature,
        unit,
        None,
        low,
        high,
        first.approx or second.approx,
    )
