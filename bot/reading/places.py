"""Words for a part of the whole: a site, a region, some of the people or of the cases."""

import re

from bot.reading import when, witnessed
from bot.reading.vocabulary import PEOPLE

SITES = (
    r"(?:regions?|areas?|sites?|branch(?:es)?|depots?|stores?|plants?|wards?|clinics?|offices?|countr(?:y|ies)|"
    r"departments?|units?|halls?|terminals?|districts?|desks?|warehouses?|hospitals?|shifts?|segments?|"
    r"markets?|schools?|lines?|gates?|berths?|yards?|routes?|floors?|courts?|labs?|studios?|pits?|mines?|farms?|"
    r"customers?|patients?|team)"
)
_SIDES = (
    r"(?:(?:far|upper|lower|inner|outer)\s+)?(?:north|south|east|west|coast|islands?|highlands?|midlands?|"
    r"city\s+centre|suburbs|villages|countryside)(?:[\s-]?(?:east|west|coast|side))?"
)
GROUPS = (
    rf"(?:adults|children|kids|minors|adolescents|teenagers|pensioners|seniors|newborns|infants|women|men|"
    rf"under-?\s?\d+s?|over-?\d+s?|{PEOPLE})"
)
_HOURS = r"(?:weekdays|weekends|nights|mornings|evenings|peak\s+hours|term\s+time)"
_SOME = (
    r"(?:urgent|routine|emergency|planned|elective|new|existing|repeat|large|small|bulk|simple|complex|"
    r"standard|express|priority|business|private|corporate|domestic|export|overseas|international|local|online|"
    r"paper|postal|phone|walk-in|residential|commercial|rural|urban|first-time|single|double|weekday|weekend|"
    r"night|morning|evening)\s+[a-z][\w-]+s"
)
_KIND = (
    rf"(?:(?:[\w’'&-]+\s+){{0,2}}(?:{SITES})|{_SIDES}|(?:[\w’'-]+\s+){{0,2}}?{GROUPS}|{_SOME}|"
    rf"{_HOURS})"
)
_ENDS = (
    r"(?=\s*(?:$|[,;:.)(–—]|(?:only|alone|is|are|was|were|now|has|have|had|stands?|stood|fell|rose|came|comes|went|"
    r"dropped|down|up|at|takes?|took|averaged?|averages|runs?|ran|remains?|remained|still|and|but|while|in|from|"
    r"according|per|as)\b))"
)
_NAME = (
    r"(?-i:[A-Z][\w’'-]*[a-z][\w’'-]*"
    r"(?:(?:\s+(?:upon|on|of|the|and|&|de|la|le))?\s+[A-Z][\w’'-]+){0,2})"
)
PART = rf"(?:{_KIND}|{_NAME})"
"""A part of the whole by what it is or by its name, as a pattern."""
_LED = re.compile(
    rf"[\s,(–—-]*(?:(?:for|among|in|at|on|within|across)\s+(?:the\s+|our\s+)?(?P<kind>{_KIND})|"
    rf"(?:in|at|on)\s+(?:the\s+)?(?P<name>{_NAME}))(?:\s+(?:only|alone))?{_ENDS}",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"[\s,(–—-]+(?:the\s+)?(?P<part>{_NAME}|{_KIND})\s+(?:only|alone)\b", re.IGNORECASE
)
_OF_SOME = re.compile(
    rf"\s+of\s+(?:the|our)\s+(?P<part>{_KIND}|[a-z][\w-]+\s+[a-z][\w-]+(?<![su])s){_ENDS}",
    re.IGNORECASE,
)
"""Some of many, behind the measure's name: "punctuality of the night buses"."""
_IN_BRACKETS = re.compile(rf"\s*\((?P<part>{_NAME})\)\s*(?::|is|was|now|at|stands?|has|fell|rose)")
_LEFT_OUT = re.compile(
    rf"\b(?P<part>(?:excluding|excl\.|except(?:\s+(?:for|in|on))?|without|not\s+counting|leaving\s+out|apart\s+from|"
    rf"other\s+than|(?:all|every\s+\w+)\s+but)\s+(?:the\s+|our\s+)?(?:{_NAME}|{_KIND}))(?![\w-])",
    re.IGNORECASE,
)
"""What a figure is told without is said of the rest: "excluding Perth"."""
_BEFORE = re.compile(
    rf"(?:^|[,;:.(]\s+|\band\s+)(?:in|at|for|across|within|on|among)\s+(?:the\s+|our\s+)?(?P<part>{_KIND})\s*(?:,\s*)?"
    rf"(?:the\s+|our\s+|average\s+)*$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\(\s*(?:(?:the|our|for)\s+)?(?P<part>[^()\d]{2,40}?)(?:\s+only)?\s*\)")
_GROUP = re.compile(rf"(?:{_KIND}|{_NAME}\s+only)", re.IGNORECASE)
_NO_PART = re.compile(
    r"\b(?:average|mean|median|total|actual|target|goal|baseline|before|after|previously|was|were|now|provisional|"
    r"estimated?|approx\w*|rolling|source|see|per|from|by|vs|excl\w*|incl\w*|days?|hours?|minutes?|weeks?|months?|years?|"
    r"reports?|logs?|sheets?|dashboards?|statistics|stats|records?|survey|system|data|figures|register|ledger|same|again)\b",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    rf"(?:{witnessed.SYSTEM}|Excel|SharePoint|Jira|Oracle|Teams|Slack|Google|Outlook|Confluence|Access|Airtable|Notion|"
    r"Trello|Asana|Miro|Power|Phase|Production|English|Scope|Total|General|Practice|Theory|Paper|Reality)\b",
    re.IGNORECASE,
)
"""Names behind "in" that are no place: where a figure stands, not what it holds for."""


def between(words: str) -> str | None:
    """The part that words between a measure and its figure name: "waits for adults are"."""
    found = _LED.match(words) or _ALONE.match(words) or _OF_SOME.match(words)
    found = found or _IN_BRACKETS.match(words) or _LEFT_OUT.search(words)
    if found is None:
        return None
    groups = found.groupdict()
    part: str = groups.get("kind") or groups.get("name") or groups["part"]
    return None if when.find(f"in {part}", None) or _SYSTEM.match(part) else part.strip()


def is_system(part: str) -> bool:
    """Whether a name behind "in" is that of where a figure stands."""
    return _SYSTEM.match(part) is not None


def left_out(words: str) -> str | None:
    """What words behind a figure leave out of it, with the word that does."""
    found = _LEFT_OUT.search(words)
    return found["part"] if found else None


def before(words: str) -> str | None:
    """The part that words right before a measure's name tell of: "at the Bristol branch"."""
    found = _BEFORE.search(words) or _ONLY.search(words)
    return found["part"].strip() if found else None


_ONLY = re.compile(
    rf"(?:^\W*|[.;(]\s*)(?:(?P<part>{_NAME}|(?:the\s+)?{_KIND})\s+only)\s*[:,–—-]\s*(?:the\s+|our\s+|average\s+)*$",
    re.IGNORECASE,
)
"""A statement that opens with where alone it holds: "Bristol only: waits were 6 days"."""


def bracketed(text: str, place: int, *, loose: bool) -> str | None:
    """The part in brackets behind a figure: "38 (adults)"; loose where each figure has some."""
    found = _BRACKET.match(text, place)
    if found is None or _NO_PART.search(found["part"]) or when.find(found["part"], None):
        return None
    return found["part"].strip() if loose or _GROUP.fullmatch(found["part"]) else None


def has_brackets(text: str, place: int) -> bool:
    """Whether words in brackets stand right behind a figure."""
    found = _BRACKET.match(text, place)
    return found is not None and not _NO_PART.search(found["part"])
