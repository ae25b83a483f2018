"""Scope: what was agreed on, in which versions, and what an update says of it that is new."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from typing import Literal

from bot.benefits import measures, periods
from bot.benefits.entries import Entry, withdrawn
from bot.benefits.facts import Value
from bot.benefits.practices import additions
from bot.benefits.practices.sentences import is_negated, is_supposed, sentences

What = Literal["in", "out", "deliverables", "go_live", "milestone", "budget", "added"]
"""What is agreed: what belongs to it and what does not, what is handed over, when it goes live and
other dates, what it may cost; and what was added since.
"""

FAR = 30
"""Years within which a date is one that a plan may name."""

Key = tuple[str, str]
"""What it is, and which one: the name of a milestone, else nothing."""

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in periods.MONTHS).replace("May()", "May")
_YEAR = r"(?:,?\s+(?P<{0}>20\d\d))?"
_WHEN = re.compile(
    r"\b(?:(?P<iso>20\d\d-\d\d-\d\d)|"
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dm>{_MONTH})\b{_YEAR.format('dy')}|"
    rf"(?P<md>{_MONTH})\s+(?P<m_d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d){_YEAR.format('mdy')}|"
    rf"(?P<m>(?-i:{_MONTH}))\b{_YEAR.format('my')}|"
    rf"Q(?P<q>[1-4])\b{_YEAR.format('qy')})",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\b(?:not|instead\s+of|rather\s+than|was)\b.*", re.IGNORECASE)
"""What was meant before."""
_FROM = re.compile(rf"\bfrom\s+(?:the\s+)?(?:{_WHEN.pattern})", re.IGNORECASE)
_LIVE = r"(?:go[\s-]?live|going\s+live|launch|cut-?over)(?:\s+date)?"
_MOVES = (
    r"(?:moves?|moved|slips?|slipped|slipping|postponed?|push(?:ed)?(?:\s+(?:back|out))?|delayed?|"
    r"rescheduled|shifts?|shifted|brought\s+forward)"
)
_SET = (
    r"(?:(?:is|are)\s+)?now(?:\s+(?:planned|set|due|agreed|scheduled))?(?:\s+(?:for|on|in|by))?\s+"
)
_HAS = r"(?:\s+(?:has|have|had|to|is|are|was|were|been|be|now|again|also))*\s+"
LIVE = "live"
"""What is told of a go-live that has come, as the thing of it."""

_NOW_LIVE = re.compile(
    r"(?:^|[,:]\s+)(?:(?P<of>(?:[\w’'-]+\s+){1,5}?)(?:is|are|went|has\s+gone|have\s+gone)|"
    r"(?:we|it|that)(?:['’]?re|['’]?s|['’]ve\s+gone))\s+(?:now\s+|finally\s+)?live"
    r"(?:\s+(?:today|now|at\s+last|this\s+morning|yesterday|last\s+night|since\s+(?:today|this\s+morning|yesterday)|"
    r"as\s+of\s+today|(?:with|for)\s+[^.,;:!\n]+))?(?=\s*(?:[.,;:!\n]|$))",
    re.IGNORECASE,
)
_ITSELF = frozenset(("the", "we", "it", "our", "system", "project", "all", "now", "today", "and"))
_OTHERS = frozenset(
    {
        *("the", "our", "its", "this", "that", "and", "so", "also", "but", "new", "planned", "as"),
        *("agreed", "now", "date", "a", "final", "official", "project", "system"),
    }
)
"""Words beside a date of go-live that name no other project."""

_BY = re.compile(
    r"(?:\bby\s+|^\W*(?:back\s+|out\s+)?)(?:another\s+)?(?P<n>\d{1,2}|an?|one|two|three|four|five|six)\s+"
    r"(?P<unit>day|week|month)s?\b",
    re.IGNORECASE,
)
_COUNTED = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_BUDGET = re.compile(
    r"(?P<of>(?:[\w-]+\s+)?)budget\s+(?:of\s+\S+\s+)?(?:(?:is|was|has|been|now|stands|went|goes|"
    r"grew|rose|up|at)\s+)*(?:raised|increased|cut|reduced|extended|up|now|to|at|grew|rose)\b"
    r"[^.]*?\d",
    re.IGNORECASE,
)


class Heard(Value):
    """What a sentence says of the agreed scope: of what, in which words, and until when or by how
    many days; `thing` is what was added, or which milestone moved.
    """

    what: What
    quote: str
    period: str | None = None
    days: int | None = None
    thing: str = ""


def heard(
    text: str, today: date, milestones: Sequence[str] = (), names: Sequence[str] = ()
) -> list[Heard]:
    """What a text says of a moved date, another budget or something added, of the investment with
    these names; nothing that is supposed, denied, asked, quoted, or of another project.
    """
    found: list[Heard] = []
    own = {word for name in names for word in measures.key(name).split()}
    for words in sentences(text):
        if not is_supposed(words):
            found += _heard(words, today, milestones, own)
    return found


def _heard(words: str, today: date, milestones: Sequence[str], own: Set[str]) -> Iterator[Heard]:
    for name in (*milestones, None):
        moved = _moved(words, name, own)
        period, by = (period_in(moved, today), _by(moved)) if moved else (None, None)
        if period or by:
            what = "go_live" if name is None else "milestone"
            told = {"what": what, "thing": name or "", "quote": words, "period": period}
            yield Heard.model_validate({**told, "days": None if period else by})
            break
    if is_negated(words):
        return
    if _is_live(words, own):
        yield Heard(what="go_live", quote=words, period=today.isoformat(), thing=LIVE)
    budget = _BUDGET.search(words)
    if budget is not None and _is_own(budget["of"], own):
        yield Heard(what="budget", quote=words)
    if thing := additions.thing_in(words):
        yield Heard(what="added", quote=words, thing=thing)


def says_live(text: str, names: Sequence[str]) -> bool:
    """Whether a text says that the investment with these names is live as a whole."""
    own = {word for name in names for word in measures.key(name).split()}
    told = [one for one in sentences(text) if not is_supposed(one) and not is_negated(one)]
    return any(_is_live(one, own) for one in told)


def _is_live(words: str, own: Set[str]) -> bool:
    """Whether it is live as a whole: by its own name, or as "we" or "it"."""
    found = _NOW_LIVE.search(words)
    said = measures.key(found["of"] or "").split() if found else []
    return found is not None and all(one in own or one in _ITSELF for one in said)


def _moved(words: str, milestone: str | None, own: Set[str]) -> str | None:
    """The words that tell where a date moved to; None where none did, or another project's."""
    what = _LIVE if milestone is None else re.escape(milestone)
    of = rf"(?P<of>(?:[\w-]+\s+){{0,2}})\b{what}"
    whose = r"(?:\s+(?:of|for)\s+(?:the\s+)?(?P<whose>[\w-]+))?"
    forms = (
        rf"{of}{whose}(?:{_HAS}|\s+){_MOVES}\b(?P<rest>.*)",
        rf"{of}{whose}\s+{_SET}(?P<rest>.*)",
        rf"\b{_MOVES}\s+(?P<of>(?:[\w-]+\s+){{0,2}}){what}{whose}\s+(?P<rest>.*)",
        rf"{of}{whose}(?:\s+is)?\s*[:=]?\s+(?P<rest>.*)",
    )
    for number, form in enumerate(forms):
        found = re.search(form, words, re.IGNORECASE)
        if found is None or not _is_own(found["of"], own) or not _is_own(found["whose"], own):
            continue
        is_said = not is_negated(words[: found.start("rest")])
        if is_said and (number in (0, 2) or _WHEN.match(found["rest"])):
            return _FROM.sub("", _FORMER.sub("", found["rest"]))
    return None


def _is_own(said: str | None, own: Set[str]) -> bool:
    """Whether words beside a date or a budget name no other project than this one; of a numbered
    one the number and what it numbers.
    """
    words = (said or "").lower().split()
    words = words if words and any(map(str.isalnum, words[-1])) else []
    named = words if words and words[-1].isdigit() else words[-1:]
    return all(word in _OTHERS or measures.key(word) in own for word in named)


def _by(words: str) -> int | None:
    """By how many days something is said to move; a month is thirty."""
    found = _BY.search(words)
    if found is None:
        return None
    n = _COUNTED.get(found["n"].lower()) or int(found["n"])
    return n * {"day": 1, "week": 7, "month": 30}[found["unit"].lower()]


def period_in(words: str, today: date) -> str | None:
    """The last day, month or quarter that words name; without its year the next one not over."""
    told = [one for each in _WHEN.finditer(words) if (one := _period(each, today))]
    return told[-1] if told else None


def _period(found: re.Match[str], today: date) -> str | None:
    if found["iso"]:
        return found["iso"] if periods.is_period(found["iso"]) else None
    years = [found[name] for name in ("dy", "mdy", "my", "qy") if found[name]]
    for year in years or [str(today.year), str(today.year + 1)]:
        one = _of_year(found, year)
        if periods.is_period(one) and (years or periods.last_day(one) >= today):
            return one
    return None


def _of_year(found: re.Match[str], year: str) -> str:
    if found["q"]:
        return f"{year}-Q{found['q']}"
    name = (found["dm"] or found["md"] or found["m"])[:3].lower()
    month = next(n for n, one in enumerate(periods.MONTHS, 1) if one[:3].lower() == name)
    day = found["d"] or found["m_d"]
    return f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"


def is_near(day: date, today: date) -> bool:
    """Whether a day is one that a plan may name: within thirty years."""
    return abs(day.year - today.year) <= FAR


def shifted(day: date, days: int) -> date:
    """A date that moved by so many days; thirty of them are a month. One that is as far off as it
    can be stays.
    """
    if day.year > date.max.year - FAR:
        return day
    if days % 30:
        return day + timedelta(days=days)
    month = day.month - 1 + days // 30
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def milestones_in(text: str, today: date) -> dict[str, str] | None:
    """The milestones of a list, one a line or between semicolons, each name with its period; None
    where a line names no date or nothing else.
    """
    found = {}
    for line in re.split(r"[\n;]+", text):
        dated = list(_WHEN.finditer(line))
        if not line.strip():
            continue
        period = _period(dated[-1], today) if dated else None
        name = line[: dated[-1].start()].strip(" ,:–—-\t") if dated else ""
        name = re.sub(r"\s+(?:on|by|in|until|end\s+of)$", "", name, flags=re.IGNORECASE)
        if period is None or not any(map(str.isalnum, name)):
            return None
        found[name] = period
    return found


def versions(entries: Iterable[Entry]) -> Mapping[Key, list[Entry]]:
    """What was agreed on, each with all its versions in the order they were put on record; what was
    taken back is left out, and so is what nothing is left of.
    """
    all_of_them = [one for one in entries if one.practice == "scope"]
    taken_back = withdrawn(all_of_them)
    before = {one.id: one.supersedes for one in all_of_them}

    def depth(id: str | None) -> int:
        passed: set[str] = set()
        while id is not None and id in before and id not in passed:
            passed.add(id)
            id = before[id]
        return len(passed)

    found: dict[Key, list[Entry]] = defaultdict(list)
    for one in sorted(all_of_them, key=lambda each: (each.recorded_at, depth(each.id), each.id)):
        if not one.withdraws and one.id not in taken_back:
            found[one.what, one.about].append(one)
    return found


def is_in(thing: str, texts: Iterable[str]) -> bool:
    """Whether what is said to be added was agreed on before: all its words stand there."""
    said = set(measures.key(" ".join(texts)).split())
    words = [word for word in measures.key(thing).split() if len(word) > 3]
    return bool(words) and all(word in said for word in words)


def when(entry: Entry) -> str:
    """The date of a version in words, as coarse as it was said."""
    told = period_in(entry.text, entry.said_at.date()) if entry.text else None
    if told is not None and (entry.day is None or periods.last_day(told) == entry.day):
        return periods.in_words(told)
    return periods.in_words(entry.day.isoformat()) if entry.day else ""


def budget(entries: Iterable[Entry]) -> Entry | None:
    """What it may cost, as it was agreed on last."""
    agreed = versions(entries).get(("budget", ""))
    return agreed[-1] if agreed else None


def cost(entry: Entry) -> str:
    """The amount of a version in words."""
    return measures.amount(entry.value, entry.unit) if entry.value is not None else entry.text
