"""Announced: what a post about something new calls it, what it may cost, when it goes live, and
what is counted in it. Words that fit nothing are left out: a form opens with them.
"""

import re
from datetime import date, timedelta

from bot.benefits import units
from bot.benefits.practices.money import AMOUNT
from bot.benefits.practices.sentences import sentences

_NEW = re.compile(
    r"\b(?:(?:buy(?:ing|s)?|bought|introduc(?:e|es|ed|ing)|replac(?:e|es|ed|ing)|"
    r"invest(?:ing|ed)?\s+in)\s+(?:an?|the|our|their)\s+|"
    r"(?:order(?:ed|ing)|get(?:ting)?|launch(?:es|ed|ing)?|build(?:ing|s)?|"
    r"roll(?:ing|ed|s)?\s+out|implement(?:ing|ed|s)?|start(?:ing|ed|s)?(?:\s+with)?)\s+"
    r"(?:an?|the|our|their)\s+(?=(?:brand[ -])?new\b))(?:brand[ -])?(?:new\s+)?"
    r"(?P<name>[\w&/’'-]+(?:\s+[\w&/’'-]+){0,4}?)"
    r"(?=\s*(?:[,.;:()–—]|$)|\s+(?:for|to|with|in|by|on|from|and|so|that|which|this|next|go(?:es|ing)?|"
    r"will|is|are|at|of)\b)"
    r"|^\W*(?:an?\s+|the\s+|our\s+)?new\s+(?P<first>[\w&/’'-]+(?:\s+[\w&/’'-]+){0,4}?)"
    r"(?=\s*[,:;(–—]|\s+(?:for|to|with|in|by|on|go(?:es|ing)?|will|is|are)\b)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:one|thing|team|project|process|way|system|tool|job|people|person|figure|measure|year)s?$",
    re.IGNORECASE,
)
_PLACES = frozenset({"general", "random", "announcements", "all", "team", "news", "help", "it"})
_PREFIX = re.compile(r"^(?:proj(?:ect)?|prog(?:ramme|ram)?|tmp|team)-(?=\w)", re.IGNORECASE)

_LIVE_IN = re.compile(
    r"\b(?:in|within)\s+(?:about\s+|around\s+)?(?P<n>\d{1,3}|an?|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve)\s+(?P<unit>day|week|month)s?\b",
    re.IGNORECASE,
)
_COUNTED = {
    **{"a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7},
    **{"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12},
}
_SPANS = {"day": 1, "week": 7, "month": 30}

_BUDGET = re.compile(r"\bbudget(?:ed)?\b(?!\s+(?:used|left|spent|overrun|per))", re.IGNORECASE)
_SUM = re.compile(r"\d[\d.,’']*\s?(?:k|m|mn|mio|bn|thousand|million|billion)\b", re.IGNORECASE)
_NEAR = 30
"""Characters within which a sum stands behind the word budget, or before it."""

_EVENT = re.compile(
    r"\b(?:go[- ]?lives?|going\s+live|live|launch\w*|cut-?overs?|kick-?offs?|starts?|deadlines?|"
    r"meetings?|roll-?outs?|releases?|workshops?|sprints?|phases?|projects?|budgets?)\b|^(?:the\s+)?costs?$",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\s|(?:tion|sion|ment|ance|ing|al)s?$|\b(?:time|times|duration|wait\w*|delay\w*|turnaround|lead|cycle|age|ageing|latency|hours|"
    r"effort|length|response|work|backlog|overtime|downtime|to|per)\b",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"(?P<thing>[A-Za-z][\w’'-]*(?:\s+[\w’'-]+){0,3}?)\s+(?:still\s+|now\s+|currently\s+)?"
    r"(?:takes?|took|needs?)\s+(?:us\s+)?(?:about\s+|around\s+|roughly\s+|on\s+average\s+|~)*\d[\d.,]*\s+"
    r"[\w ]{2,20}?\s+to\s+(?:be\s+)?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:(?:today|currently|now|at\s+present|and|but|so)\s+)+", re.IGNORECASE)

_FRAMES = re.compile(
    r"\bfram(?:e|ed|ing)\b|\bwh(?:at|ich)\s+(?:\w+\s+)?problems?\s+(?:(?:does\s+)?(?:it|this|that)|"
    r"we|should)\b|\b(?:write|writing|put)\s+(?:(?:this|it|that|all|everything|what\b[^?.!]{0,60})\s+){1,3}"
    r"(?:down|in\s+writing|on\s+paper)\b|\bwritten\s+down\b",
    re.IGNORECASE,
)


def is_of_framing(text: str) -> bool:
    """Whether a text speaks of writing down what an investment is for."""
    return _FRAMES.search(text) is not None


def name_in(text: str) -> str | None:
    """What a text says is new, bought or replaced."""
    for found in _NEW.finditer(text):
        name = " ".join((found["name"] or found["first"]).split())
        if len(name) > 2 and not (_NO_NAME.search(name) and " " not in name):
            return name[:1].upper() + name[1:]
    return None


def name_of_channel(channel: str) -> str | None:
    """The name of a channel as that of what it is about."""
    words = _PREFIX.sub("", channel).replace("-", " ").replace("_", " ").split()
    name = " ".join(words)
    return None if not name or name.casefold() in _PLACES else name[:1].upper() + name[1:]


def live_in(words: str, today: date) -> date | None:
    """The day that so many weeks from today is, of which a month is thirty days."""
    found = _LIVE_IN.search(words)
    if found is None:
        return None
    said = found["n"].lower()
    n = _COUNTED.get(said) or int(said)
    return today + timedelta(days=n * _SPANS[found["unit"].lower()])


def budget_in(text: str) -> str | None:
    """The sum that stands beside the word budget, as it was written."""
    for words in sentences(text):
        said = _BUDGET.search(words)
        after = words[said.end() :][:_NEAR] if said else ""
        before = words[: said.start()][-_NEAR:] if said else ""
        for part in (after, before):
            found = AMOUNT.search(part) or _SUM.search(part)
            if found is not None:
                return found[0].strip()
    return None


def counts(name: str | None) -> bool:
    """Whether a name is of something counted: a day on which something happens is none, nor what it
    may cost.
    """
    return name is None or _EVENT.search(name) is None


def measure_in(text: str, name: str, unit: str | None) -> str:
    """What is counted, of a name that may be a bare thing: the time it takes to do something with
    it, as the text says; nothing where it does not say.
    """
    if not units.is_time(unit):
        return name
    for words in sentences(text):
        found = _TAKES.search(words)
        if found is not None and name.casefold() in found["thing"].casefold():
            thing = _LEAD.sub("", found["thing"])
            return f"time to {found['verb'].lower()} {thing[:1].lower()}{thing[1:]}"
    return name if _LASTS.search(name) else ""
