"""Asked: what a question is about: a name, an owner, a period, or everything."""

import re
from datetime import date, timedelta

from bot.advice import ways
from bot.benefits import fiscal, periods
from bot.benefits.facts import Value

READ = 1_000
"""Characters of a message that a question is looked for in."""

_COURTESY = re.compile(
    r"^\W*(?:<@\w+>\W*)?(?:(?:many\s+)?thanks?(?:\s+(?:you|a\s+lot|so\s+much|again))*|cheers|ta|great|"
    r"perfect|ok(?:ay)?|nice(?:\s+one)?|good\s+(?:bot|job)|bye)\W*(?::[\w+-]+:\W*)*$",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:^|\s+)(?:so far|here|yet|lately|recently|overall|today|now|at all"
    r"|since (?:the )?(?:go[- ]?live|launch|start|beginning))\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:on|in|for|with|at|about|from|by|because of|of|across)\s+)?"
    r"(?:(?:the|our)\s+(?:new\s+)?)?",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"^(?:(?P<own>my|mine)|(?P<whose>.{1,80}?)(?:['’]s|s['’]))"
    r"\s+(?:own\s+)?(?:measures?|outcomes?|investments?|figures?|numbers?|projects?|stuff|things|work"
    r"|areas?)$"
    r"|^(?:(?:measures?|outcomes?|investments?)\s+)?(?:owned by|owner|of owner)\s+(?P<by>.{1,80})$",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"^(?:(?:all|whole|entire|every|of|the|our)\s+)*"
    r"(?:portfolio|everything|everywhere|all|company|organi[sz]ation"
    r"|(?<=\s)(?:investments?|projects?|channels?))$",
    re.IGNORECASE,
)
_SPONSORED = re.compile(
    r"^(?:(?:all|everything|anything|what(?:ever)?|those|the|investments?|projects?|things?)\s+)*"
    r"(?:that\s+)?i(?:['’]m|\s+am)?\s+sponsor(?:ing)?$",
    re.IGNORECASE,
)
_SINCE_LIVE = re.compile(
    r"\bsince\s+(?:the\s+)?(?P<name>.{1,80}?)\s+(?:went\s+live|(?:was\s+)?launched|started)\b",
    re.IGNORECASE,
)
_SINCE_BOUGHT = re.compile(
    r"\bsince\s+(?:we\s+)?(?:bought|got|introduced|have|(?:have\s+)?had|started\s+using|moved\s+to)\s+"
    r"(?:the\s+|our\s+)?(?P<name>[^.?!]{1,80})$",
    re.IGNORECASE,
)
_WORSE = re.compile(r"\b(?:what|which|anything)\b[^?!.]*\bworse\b", re.IGNORECASE)
_RETURNS = (
    r"(?:\broi\b|\breturns?\s+on\s+(?:(?:our|the|this|that)\s+)?(?:investment|money|spend)|\bpay\s?-?back\b|"
    r"\bpaid\s+back\b|\bbreak\s?-?even\b|\bhow\s+much\b[^?!.]*\bcosts?\b|"
    r"\bwhat(?:['’]s|\s+is|\s+are|\s+was|\s+were)\s+(?:the|its)\s+(?:total\s+)?costs?\b(?!\s+per\b)|"
    r"\b(?:did|does|has|do)\s+(?:\w+\s+){1,4}cost\b|\bcosts?\s+(?:known|on\s+record)\b)"
)
_WORTH = re.compile(_RETURNS, re.IGNORECASE)
_AND_WORTH = re.compile(
    rf"[,;]?\s*\b(?:and|or|also|plus)\s+(?:also\s+)?(?:is|are|was|what|do|does|did|has|have|how|any|if|"
    rf"whether|when|the|its|(?=roi\b|pay))[^?!.]*?{_RETURNS}[^?!.]*",
    re.IGNORECASE,
)
"""A second question, for what came back, behind the one for what improved."""
_PERSON = re.compile(r"^(?:(?P<own>me|myself|i)|<@\w+(?:\|[^<>]*)?>)$", re.IGNORECASE)
_ANYTHING = re.compile(
    r"^(?:(?:all|whole|entire|any|anything|everything|for|the|our|us|we|it|that|this|things?|money|here|"
    r"investments?|projects?|portfolio|business|company|organi[sz]ation|customers?|clients?|users?|people|"
    r"patients|citizens|residents|staff|teams?|anyone|anybody|everyone|everybody)(?:\s+|$))*$",
    re.IGNORECASE,
)

_MONTHS = "|".join(f"{name.lower()}|{name[:3].lower()}\\.?" for name in periods.MONTHS) + "|sept"
_FISCAL = r"FY\s?(?:\d{4}[/–-]\d{2}|(?:20)?\d\d(?:[/–-]\d\d)?)"
DATE = (
    rf"(?:{_FISCAL}(?:\s+Q[1-4])?"
    rf"|\d{{4}}-\d{{2}}(?:-\d{{2}})?|\d{{4}}[- ]Q[1-4]"
    rf"|Q[1-4](?:,?\s+(?:of\s+)?(?:{_FISCAL}|(?:CY\s?)?\d{{4}}(?:/\d\d)?))?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})(?:,?\s+\d{{4}})?"
    rf"|(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+\d{{4}})?"
    rf"|(?:{_MONTHS})(?:\s+\d{{4}})?|(?:19|20)\d{{2}})"
)
_UNIT = r"(?:(?:fiscal\s+|financial\s+)?(?:quarter|year)|day|week|month)"
_PERIOD = re.compile(
    rf"(?:^|(?<=\s))(?:"
    rf"(?:between|from)\s+(?P<first>{DATE})\s+(?:and|to|until)\s+(?P<last>{DATE})"
    rf"|since\s+(?:the\s+)?(?:(?:start|beginning)\s+of\s+)?"
    rf"(?:(?P<since>{DATE})|(?P<since_which>this|last|previous)?\s*(?P<since_unit>{_UNIT}))"
    rf"|(?:in|during|over|for|within)?\s*(?:the\s+)?(?P<which>this|last|past|previous)\s+"
    rf"(?:(?P<count>\d{{1,3}})\s+)?(?P<unit>{_UNIT})s?"
    rf"|(?:in|during|over|for)\s+(?P<within>{DATE})|(?P<fiscal>{_FISCAL})"
    rf"|(?P<near>(?:since\s+)?yesterday)"
    rf"|since\s+(?:the\s+|last\s+|this\s+)?(?P<season>spring|summer|autumn|fall|winter)"
    rf"|(?P<to_date>(?:so far this year|year to date|ytd))"
    rf")(?:['’]s\s+(?:spend|money|budget|investments?))?(?![\w-])",
    re.IGNORECASE,
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month a season begins with, north of the equator."""

_DAYS = {"day": 1, "week": 7}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "fiscal year": 12}
_OF_HOUSE: dict[str, fiscal.Unit] = {"quarter": "quarter", "fiscal year": "year"}
"""Units that follow the fiscal year, where the workspace set when it begins."""


class Asked(Value):
    """What is to be answered; all of it where everything is empty.

    `about` is a name somebody typed; `is_all` is whether they asked for the whole portfolio, not
    only for what is at home where they asked. `owner` is who answers for the measures, as typed: a
    name, a mention, or `me`; `sponsor` is who answers for the investments. `since` and `until` are
    the first and last day of the period, `when` the period in words. `measures` are the ids of
    those an earlier answer was about; empty for all. `worse` is whether what got worse is to be
    told first, `worth` whether they ask what came back for what it cost.
    """

    about: str = ""
    is_all: bool = False
    measures: tuple[str, ...] = ()
    owner: str | None = None
    sponsor: str | None = None
    since: date | None = None
    until: date | None = None
    when: str = ""
    worse: bool = False
    worth: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether only some measures of an investment are asked for."""
        return bool(self.owner or self.measures)

    def holds(self, first: date, last: date) -> bool:
        """Whether something of this period is asked for."""
        return (self.since is None or last >= self.since) and (
            self.until is None or first <= self.until
        )


def asks_for_report(text: str) -> bool:
    """Whether a message to us asks what improved."""
    return ways.asks(text[:READ])


def is_courtesy(text: str) -> bool:
    """Whether a message to us only thanks or agrees: it needs no answer."""
    return _COURTESY.match(text[:READ]) is not None


_TALK = re.compile(
    r"^(?:thanks?|thank you|ok(?:ay)?|sure|will do|me too|same here|great|good|nice|noted|hi)\b"
    r"(?!\s*[:\d])",
    re.IGNORECASE,
)


def is_talk(text: str) -> bool:
    """Whether a message begins as small talk does, whatever comes after."""
    return _TALK.match(text) is not None


def asked(text: str, today: date) -> Asked:
    """What a question asks: "CRM" and since when of "what improved on the CRM since April?"."""
    said = " ".join(text[:READ].split())
    about = ways.subject(_AND_WORTH.sub("", said))
    found = Asked() if about is None else named(about, today)
    is_worse = _WORSE.search(said) is not None
    return found.model_copy(update={"worse": is_worse, "worth": asks_of_worth(said)})


def asks_of_worth(text: str) -> bool:
    """Whether it is asked what came back for what something cost, or what that was."""
    return _WORTH.search(text[:READ]) is not None


def named(words: str, today: date) -> Asked:
    """What a few words name: an investment, a measure, an owner, each with or without a period.

    When and here are no names.
    """
    said = " ".join(words[:READ].split()).strip(" .,;:?!")
    found = _PERIOD.search(said)
    since, until, when = _period(found, today) if found else (None, None, "")
    if found and since:
        said = f"{said[: found.start()]} {said[found.end() :]}"
    rest = " ".join(_VAGUE.sub(" ", said).split()).strip(" .,;:?!")
    rest = _SINCE_LIVE.sub(lambda live: live["name"], rest)
    rest = _SINCE_BOUGHT.sub(lambda bought: bought["name"], rest)
    rest = _LEADING.sub("", rest)
    if _SPONSORED.match(rest):
        return Asked(sponsor="me", is_all=True, since=since, until=until, when=when)
    owner = _owner(rest)
    is_all = _ALL.match(rest) is not None
    about = "" if owner or _ANYTHING.match(rest) or is_all else rest
    return Asked(about=about, is_all=is_all, owner=owner, since=since, until=until, when=when)


def _owner(rest: str) -> str | None:
    if person := _PERSON.match(rest):
        return "me" if person["own"] else person[0]
    found = _OWNED.match(rest)
    if found is None:
        return None
    return "me" if found["own"] else (found["whose"] or found["by"]).strip()


def _period(found: re.Match[str], today: date) -> tuple[date | None, date | None, str]:
    """First day, last day and the words for both; nothing where the words name no real period."""
    if found["to_date"]:
        return _between(date(today.year, 1, 1), None)
    if near := found["near"]:
        day = today - timedelta(days=1)
        return _between(day, None if near.lower().startswith("since") else day)
    if season := found["season"]:
        return _between(_begun(_SEASONS[season.lower()], today), None)
    if found["unit"]:
        return _relative(found, today)
    if found["since_unit"]:
        which = (found["since_which"] or "last").lower()
        first, _ = _span(_unit(found["since_unit"]), today, back=which != "this")
        return _between(first, None)
    whole = found["within"] or found["fiscal"]
    names = (found["first"] or found["since"] or whole, found["last"] or whole)
    codes = [_code(name, today) if name else None for name in names]
    if codes[0] is None or (names[1] and codes[1] is None):
        return (None, None, "")
    until = periods.span(codes[1])[1] if codes[1] else None
    return _between(periods.span(codes[0])[0], until)


def _begun(month: int, today: date) -> date:
    """The first day of a month, the last time it began."""
    return date(today.year - (today.month < month), month, 1)


def _relative(found: re.Match[str], today: date) -> tuple[date | None, date | None, str]:
    unit, which = _unit(found["unit"]), found["which"].lower()
    count = int(found["count"] or 0)
    if which == "this":
        return _between(_span(unit, today, back=False)[0], None)
    if which == "past" or count:
        return _between(_ago(unit, today, max(count, 1)), None)
    first, last = _span(unit, today, back=True)
    return _between(first, last)


def _unit(said: str) -> str:
    words = said.lower().split()
    return "fiscal year" if words[-1] == "year" and len(words) > 1 else words[-1]


def _ago(unit: str, today: date, count: int) -> date:
    if unit in _DAYS:
        return today - timedelta(days=_DAYS[unit] * count)
    return periods.months_after(today, -min(_MONTHS_IN[unit] * count, 1_200))


def _span(unit: str, today: date, back: bool) -> tuple[date, date]:
    """The unit that today is in, or the one before it."""
    here = fiscal.own(today)
    if here and unit in _OF_HOUSE:
        return periods.span(fiscal.around(_OF_HOUSE[unit], here, -1 if back else 0))
    if unit in _DAYS:
        length = _DAYS[unit]
        first = today - timedelta(days=today.weekday() if unit == "week" else 0)
        first -= timedelta(days=length if back else 0)
        return first, first + timedelta(days=length - 1)
    months = _MONTHS_IN[unit]
    first = date(today.year, (today.month - 1) // months * months + 1, 1)
    first = periods.months_after(first, -months if back else 0)
    return first, periods.months_after(first, months) - timedelta(days=1)


def _code(name: str, today: date) -> str | None:
    """A period as it is written down: of those without a year, the last one begun."""
    said = name.lower().replace(".", "")
    quarter = re.search(r"q([1-4])", said)
    written = re.search(r"(?:19|20)\d{2}|(?<=fy)\s?\d\d", said)
    year = int(written[0]) if written else None
    year = year + 2000 if year and year < 100 else year
    if quarter or said.startswith("fy"):
        found = _of_house(said, quarter, year, today)
        return found if found and periods.is_period(found) else None
    month = re.search(r"[a-z]{3,}", re.sub(r"\b(?:of|st|nd|rd|th)\b", "", said))
    if re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", said):
        return said if periods.is_period(said) else None
    day = re.search(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)", said)
    starts = [one.lower()[:3] for one in periods.MONTHS]
    if month is None or month[0][:3] not in starts:
        return None
    form = f"{{year}}-{starts.index(month[0][:3]) + 1:02d}" + (f"-{int(day[1]):02d}" if day else "")
    return _last_begun(form, year, today)


def _of_house(
    said: str, quarter: re.Match[str] | None, year: int | None, today: date
) -> str | None:
    """A quarter or a fiscal year, the calendar's where the workspace did not say when it begins."""
    here = fiscal.own(today)
    if quarter and (here is None or fiscal.is_calendars(said)):
        return _last_begun("{year}-Q" + quarter[1], year, today)
    if quarter and here:
        return fiscal.part("quarter", int(quarter[1]), here, said=year, words=said)
    begins = fiscal.named(said)
    if here:
        return fiscal.year(begins, here.starts) if begins else None
    if re.search(r"\d[/–-]\d", said):
        return f"FY{begins}/{(begins + 1) % 100:02}" if begins else None
    return f"{year}"


def _last_begun(form: str, year: int | None, today: date) -> str | None:
    for one in [year] if year else [today.year, today.year - 1]:
        code = form.format(year=one)
        if periods.is_period(code) and (year or periods.span(code)[0] <= today):
            return code
    return None


def _between(first: date, last: date | None) -> tuple[date, date | None, str]:
    begins = periods.in_words(first.isoformat())
    if last is None:
        return (first, None, f"since {begins}")
    if first == last:
        return (first, last, f"on {begins}")
    return (first, last, f"from {begins} to {periods.in_words(last.isoformat())}")
