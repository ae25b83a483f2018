"""Which part a figure of a reply plays, told by the words on either side of it."""

import re

from bot.reading.roles import Slot
from bot.reading.vocabulary import any_of

AIM = any_of(
    r"targets?(?:(?:’|')?s)?",
    r"goals?",
    r"aim(?:ing|s|ed)?",
    r"want(?:s|ed)?",
    r"hop(?:e|ing)",
    r"(?<!\bof\s)planned",
    r"plan\s+is",
    r"objective",
    r"should\s+be(?!\s+\d)",
    r"ambition",
    r"get\s+(?:it\s+|this\s+)?down\s+to",
    r"would\s+like",
    r"going\s+to\s+be",
    r"expect(?:ed|ing)?",
)
PAST = any_of(
    r"used\s+to",
    r"previously",
    r"before(?:hand)?",
    r"was",
    r"were",
    r"took",
    r"had",
    r"back\s+then",
    r"originally",
    r"ran\s+at",
    r"stood\s+at",
    r"spent",
    r"prior\s+to",
    r"pre-?\w+",
    r"formerly",
    r"in\s+the\s+(?:past|old\s+days)",
    r"until",
    r"under\s+the\s+old",
    r"with\s+the\s+old",
    r"sat",
    r"averaged",
    r"baseline",
    r"started\s+(?:at|from|out)",
    r"when\s+we\s+(?:started|began)",
)
NOW = any_of(
    r"now",
    r"nowadays",
    r"these\s+days",
    r"currently",
    r"at\s+the\s+moment",
    r"so\s+far",
    r"by\s+now",
    r"since\s+(?:then|go-live|launch|the|we|it|last)",
    r"still",
    r"as\s+of",
    r"today",
    r"stands\s+at",
    r"we(?:’|')?re\s+at",
    r"at\s+present",
    r"after(?:wards)?",
    r"latest",
    r"down\s+to",
    r"up\s+to(?=\s*$)",
)
IS = any_of(r"is", r"are", r"(?:it|that|now)(?:’|')s", r"takes?", r"stays?", r"need(?:s)?")


def slot(ahead: str, behind: str, is_due: bool, asked: Slot | None) -> Slot | None:
    """What the words before a figure and behind it say it is; None where they say nothing.

    `is_due` where a date among them says until when.
    """
    ahead = _SAID_FIRST.sub("", ahead)
    if AIM.search(ahead) or AIM.search(behind) or (is_due and asked != "baseline"):
        return "target"
    for words in (behind, ahead):
        past, now = _last(PAST, words), _last(NOW, words)
        if max(past, now) >= 0:
            return _unless_asked("baseline" if past > now else "current", asked, words)
    if is_due:
        return "target"
    return "current" if asked is None and IS.search(ahead) else None


_SAID_FIRST = re.compile(
    r"^.*\b(?:wants?|hop(?:e|ing)|would\s+like|aim(?:ing)?)\b(?:\s+[\w’'-]+){2,}\s*:\s",
    re.IGNORECASE,
)
"""What is wanted, told in words of its own before a figure: "we want fewer returns: 12% in May"."""


def _unless_asked(told: Slot, asked: Slot | None, words: str) -> Slot:
    """A past level may still be the current one asked for: "last week it was 9 days"."""
    if told == "baseline" and asked == "current" and not _LONG_PAST.search(words):
        return "current"
    return told


_LONG_PAST = any_of(
    r"used\s+to|previously|before(?:hand)?|back\s+then|originally|prior\s+to|pre-?\w+|formerly|until|"
    r"under\s+the\s+old|with\s+the\s+old|baseline|was|were|started"
)


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((found.end() for found in pattern.finditer(words)), default=-1)
