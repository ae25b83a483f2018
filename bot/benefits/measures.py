"""What measures are: which way is better, which name means which, and how figures are written."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.benefits import units
from bot.benefits.facts import Fact
from bot.benefits.periods import in_brackets
from bot.benefits.reading import Better

_LOWER = (
    "time|duration|days|hours|delay|delays|wait|waiting|backlog|cost|costs|spend|error|errors|"
    "defect|defects|rework|complaint|complaints|incident|incidents|failure|failures|dropout|"
    "abandonment|churn|turnover|touchpoints|effort|workarounds|downtime|outage|outages|returns|"
    "cycle|lead time|quote-to-cash|time-to|turnaround|age|queries|chasers|overdue|late|loss|waste|"
    "scrap|shrinkage|spoilage|breakages?|mistakes?|faults?|queues?|lag|latency|absences?|absenteeism|"
    "sickness|arrears|stock-?outs?|rejections?|rejects|refunds?|accidents?|injuries|no-?shows?|"
    "missed|lost|failed|rejected|cancelled|cancellations?|disputes?|unsold|unpaid|unanswered|"
    "unfilled|wrong|mis(?:pick|sort|rout|deliver|fil|print|dispens|label)[a-z]*|write-?offs?|"
    "overruns?|overtime|breaches|readmissions?|vacanc(?:y|ies)|debts?|crash(?:es)?|breakdowns?|"
    "leaks?|leakage|damaged?|empty|idle|demurrage"
)
_HIGHER = (
    "revenue|sales|income|margin|satisfaction|nps|csat|conversion|success|completion|accuracy|"
    "on time|on-time|throughput|capacity|productivity|availability|reliability|retention|"
    "first time|first-time|straight-through|savings|saved|win rate|hit rate|coverage|confidence|"
    "(?:days|hours|time|costs?) saved|punctuality|fill rate|yield|attendance|pass rate|first-pass|"
    "occupancy|renewals?|renewal rate|donations|compliance|resolution rate|response rate|"
    "in full|otif|[a-z]+-free|acceptance rate|collection rate|recovery rate|ratings?"
)
_NAME = 80
"""Characters of a name, at most."""

_GENERIC = frozenset(
    ("of", "to", "in", "for", "per", "on", "rate", "time", "average", "mean", "total", "number")
)
_ARTICLES = ("the", "a", "an", "our", "their", "its")
"""Left out of a name, except at its end: "Plan A" is not "Plan"."""

_SHORTENED = 3
"""Letters a shortened word keeps at least."""

_ENDS = ("value", "low", "high")

_SYMBOLS = {"GBP": "£", "USD": "$", "EUR": "€"}


_ACT = re.compile(r"[a-z]+ing\s+(?:an?|one|the|in|out|up|off)\b")
"""Something that is done, and takes its time: "signing off a claim"."""


def better(name: str, unit: str | None = None) -> Better | None:
    """Which way is better, told from a measure's name; None where the name does not tell.

    "On time" and the like are read before "time": the longer the word, the stronger. Something that
    is done, told in a unit of time, is a time.
    """
    found = [
        (match.end() - match.start(), way)
        for way, words in (("lower", _LOWER), ("higher", _HIGHER))
        for match in re.finditer(rf"\b(?:{words})\b", name.casefold())
    ]
    if not found:
        is_timed = _ACT.match(name.casefold()) and units.factor(unit, "minutes") is not None
        return "lower" if is_timed else None
    return "lower" if max(found)[1] == "lower" else "higher"


def key(name: str) -> str:
    """What two ways of writing one measure's name have in common."""
    return " ".join(_words(name))


def same(one: str, other: str) -> bool:
    """Whether two names mean one measure: the same words, or all telling ones of one in the other.

    A word that is said of anything ("time", "rate") is a name of its own, and never part of one.
    """
    first, second = set(_words(one)), set(_words(other))
    small, large = sorted((first, second), key=len)
    return bool(small) and (small == large or (small <= large and bool(small - _GENERIC)))


def near(one: str, other: str) -> bool:
    """Whether two names may mean one measure where the unit is the same: the telling words of one
    stand in the other, in full or shortened ("med errors", "medication error rate").
    """
    small, large = sorted((set(_words(one)) - _GENERIC, set(_words(other)) - _GENERIC), key=len)
    return bool(small) and all(any(_alike(word, match) for match in large) for word in small)


def one_in_words(one: str, other: str) -> bool:
    """Whether two names say the same with other forms of the same words: "time to hire" and
    "hiring time", and never a part of the whole ("error rate" and "billing error rate").
    """
    first, second = set(_words(one)) - _GENERIC, set(_words(other)) - _GENERIC
    return bool(first) and all(
        any(_alike(word, match) for match in others)
        for words, others in ((first, second), (second, first))
        for word in words
    )


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if short == long or (len(short) >= _SHORTENED and long.startswith(short)):
        return True
    return _stem(one) == _stem(other)


def _stem(word: str) -> str:
    """A word without its ending, as far as a stem is left: hiring and hire, settlement, settle."""
    for ending in ("ation", "ment", "ing", "ed", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTENED:
            word = word.removesuffix(ending)
    return word


def within(name: str, text: str) -> bool:
    """Whether a text speaks of a measure: all telling words of its name stand in it."""
    telling = set(_words(name)) - _GENERIC
    return bool(telling) and telling <= set(_words(text))


def _words(name: str) -> Sequence[str]:
    """Texts are read once; names again and again, thousands for one question."""
    return _of_name(name) if len(name) <= _NAME else _telling(name)


@lru_cache(maxsize=8_192)
def _of_name(name: str) -> Sequence[str]:
    return tuple(_telling(name))


def _telling(name: str) -> list[str]:
    words = re.findall(r"\w+", name.casefold())
    telling = [word for word in words[:-1] if word not in _ARTICLES] + words[-1:]
    return [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in telling]


def number(value: float) -> str:
    """A number as people write it: 14, 4.2, 65,000; of what is less than one, three digits."""
    if 0 < abs(value) < 1:
        return f"{value:.3g}"
    rounded = round(float(value), 2)
    return f"{rounded:,.0f}" if rounded.is_integer() else f"{rounded:,.2f}".rstrip("0")


def amount(value: float, unit: str | None) -> str:
    """A number with its unit: 14 days, 4.2%, £1,200,000 a month, 3 percentage points."""
    if unit is None:
        return number(value)
    if unit == "%":
        return f"{number(value)}%"
    if money := units.CURRENCY.fullmatch(unit):
        code = money["code"]
        rate = f" a {money['rate']}" if money["rate"] else ""
        sign = "-" if value < 0 else ""
        return f"{sign}{_SYMBOLS.get(code, code + ' ')}{_sum(abs(value))}{rate}"
    return f"{number(value)} {units.in_singular(unit) if value == 1 else unit}"


def _sum(value: float) -> str:
    """A sum of money as people write it: £3.10, £0.05, £1,200,000."""
    said = number(value)
    return f"{said}0" if re.fullmatch(r"[\d,]+\.\d", said) else said


def level(fact: Fact) -> str | None:
    """The level a fact states, in words: "about 14 days", "2–3 days"; None where it states none."""
    hedge = "about " if fact.approx else {"<": "under ", ">": "over ", None: ""}[fact.bound]
    if fact.value is not None:
        return hedge + amount(fact.value, fact.unit)
    if fact.low is not None and fact.high is not None:
        return f"{hedge}{number(fact.low)}–{amount(fact.high, fact.unit)}"
    return None


def in_agreed(fact: Fact, agreed: str | None) -> str | None:
    """A level in words, in the agreed unit where it converts exactly, the said one in brackets:
    "3.67 hours (220 minutes)"."""
    said, times = level(fact), units.factor(fact.unit, agreed)
    same = units.key(fact.unit) == units.key(agreed)
    if said is None or times is None or same or units.slack(fact.unit, agreed):
        return said
    ends = {name: end * times for name in _ENDS if (end := getattr(fact, name)) is not None}
    return f"{level(fact.model_copy(update={**ends, 'unit': agreed}))} ({said})"


def in_short(fact: Fact, agreed: str | None = None) -> str:
    """A fact in a few words, as a card or an answer shows it; `agreed` is its measure's unit."""
    stated = in_agreed(fact, agreed) or fact.person or fact.ref or fact.text
    if stated is None and fact.change is not None:
        stated = less_or_more(fact.change, fact.change_unit)
    stated = stated or fact.quote
    period = fact.by or fact.as_of
    if period is None or level(fact) is None:
        return stated
    return f"{stated} ({'by ' if fact.by else ''}{in_brackets(period)})"


def less_or_more(change: float, unit: str | None) -> str:
    """A change in words: "5 days less", "12 percentage points more", "unchanged"."""
    if change == 0:
        return "unchanged"
    return f"{amount(abs(change), unit)} {'less' if change < 0 else 'more'}"


def change_in_words(before: float, after: float, unit: str | None) -> str:
    """From a level to a level: "5 days less (36%)". Percentages differ by percentage points."""
    difference = after - before
    if unit == "%":
        return less_or_more(round(difference, 4), "percentage points")
    words = less_or_more(difference, unit)
    if before <= 0 or difference == 0:  # a share of nothing, or of less, says nothing
        return words
    return f"{words} ({number(round(abs(difference / before) * 100))}%)"


def how_much(unit: str | None) -> str:
    """How one asks for a figure in this unit: "how many days", "what percentage", "how much"."""
    if unit in ("%", "percentage points"):
        return "what percentage"
    if unit is None or units.CURRENCY.fullmatch(unit):
        return "how much"
    head, slash, rate = unit.partition("/")
    return f"how many {head} a {rate}" if slash else f"how many {unit}"
