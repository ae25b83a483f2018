"""Unnamed: who tells what gets in the way and wishes not to be named with it."""

import re

_NAME = (
    r"\b(?<!\bi )(?:do\s+not|don['’]?t|please\s+not|never)\b[^.!?\n]{0,30}\bmy\s+name\b|"
    r"\b(?:without|not\s+with|not\s+under)\s+(?:giving\s+|saying\s+|using\s+)?my\s+name\b|"
    r"\b(?:keep|leave)\s+my\s+name\s+(?:out|off|away)\b|\banonymous(?:ly)?,?\s+please\b"
)
_WISHES = re.compile(rf"{_NAME}|\bi\b[^.!?\n]{{0,30}}\banonymous(?:ly)?\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:[\s,;:()–—-]|\b(?:please|pls|plz|but|and)\b){0,9}"
    rf"(?:{_NAME}|\banonymous(?:ly)?\b)[^.!?\n]*",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:(?:can|could|may)\s+i|i(?:['’]d|\s+would)?(?:\s+(?:want|like|wish|need))?(?:\s+to)?)\s+"
    r"(?:tell|say|report)\b",
    re.IGNORECASE,
)


def wishes(text: str) -> bool:
    """Whether somebody asks not to be named with what they tell."""
    return _WISHES.search(text) is not None


def told(text: str) -> str:
    """What they tell beside that wish; nothing where they only say that they would tell it."""
    words = _CLAUSE.sub("", text).strip(" .,;:–—-\n")
    return "" if _BEGINS.match(words) else words
