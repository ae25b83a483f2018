"""Words that open a sentence before the measure it tells of, and are none of the measure's name."""

import re

_STOP = re.compile(r"[,;:.!?]\s")
_BY = re.compile(
    r"\W*(?:(?:no|yes|well|hm+|but|and)[,\s]+)?(?:by|going\s+by|as\s+per|per|according\s+to|on|off)\s",
    re.IGNORECASE,
)
_THING = (
    r"\b(?:reports?|dashboards?|logs?|sheets?|statistics|stats|records?|registers?|ledgers?|figures|"
    r"numbers|counts?|cards?|books?|diary|diaries|system|data|survey|exports?|extracts?|invoices|"
    r"dockets?|readings|timesheets?)"
)
_SOURCE = re.compile(rf"{_THING}\s+$", re.IGNORECASE)
_SPEAKS = re.compile(
    rf"{_THING}\s+(?:say|says|said|show|shows|showed|have|has|had|give|gives|put|puts)(?:\s+that)?\s+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\W*(?:since|after|now\s+that|now|once|with|when|because|until|before|as|given\s+that)\s",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?<![\w-])(?:re)?(?:\w{3,}ed|done|gone|live|moved|open|opened|closed|shorter|longer|new|ready|out|"
    r"on|off|back|here|built|bought|made|split|cut|set|put|begun|broken|taken|given|smaller|bigger|"
    r"faster|better|up|down|in)\s+(?:the\s+|our\s+)?$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\W*(?:thanks\s+to|because\s+of|owing\s+to|due\s+to|helped\s+by|following|despite|with|without|after|under)\s+"
    r"(?:the|our|these|those|this|that|all)\s+(?:(?:new|extra|second|longer|shorter|bigger|smaller|better|added|other)\s+)?"
    r"(?:[\w’'-]+|(?:[\w’'-]+\s+){1,3}[\w’'-]+(?<![su])s)\s+$",
    re.IGNORECASE,
)
"""What is thanked for it: one thing, or several words that end in many things."""
_WHOLE = re.compile(
    r"\W*(?:(?:out\s+)?of|as\s+an?\s+(?:share|percentage|proportion|part)\s+of|against)\s+(?:all\s+)?(?:the\s+|our\s+)?"
    r"(?P<part>(?:[a-z][\w’'-]*\s+)?[a-z][\w’'-]*(?<![su])s)\s+$",
    re.IGNORECASE,
)


def whole(words: str) -> str | None:
    """The whole that a share is told of, where the sentence opens with it: "of planned visits"."""
    found = _WHOLE.fullmatch(words.replace(",", " "))
    return found["part"] if found else None


_OF = re.compile(
    r"\s+of\s+(?:the\s+|our\s+)?(?P<part>(?!(?:it|them|which|that|those|us|all|total|the|our|cases|this)\b)[a-z][\w’'-]*"
    r"(?:\s+(?!(?:in|for|last|from|per|by|on|at|during|as|and|but|now|so|over|were|was|are|is|who|which|that)\b)[\w’'-]+){0,2})"
    r"\s*(?=$|[,.;)(]|\b(?:in|for|last|from|per|by|on|at|during|as)\b)"
)


def share_of(text: str, behind: str, name: str | None) -> str | None:
    """The whole that a share is told of: behind it, or in front of the measure's name."""
    if found := _OF.match(behind):
        return found["part"]
    place = text.casefold().find(name.casefold()) if name else -1
    return whole(text[:place]) if place > 0 else None


_AT_CHANGE = re.compile(
    r"\W*(?:before|since|after|until|with|without|under)\s+(?:the|our|this|that)\s+(?:[\w’'-]+\s+){1,4}$",
    re.IGNORECASE,
)


def at_change(words: str) -> bool:
    """Whether a sentence opens with a change and goes straight on to the measure's name.

    "Before the new tills checkout time was 95 seconds."
    """
    opened = words[max((cut.end() for cut in _STOP.finditer(words)), default=0) :]
    return _AT_CHANGE.fullmatch(opened) is not None


def by(words: str) -> bool:
    """Whether all that stands before a measure names a source, a cause, a whole or is a clause.

    "By our trolley sheets waits were", "since the counter was redone waits are": with no comma the
    last word before the name is no part of it.
    """
    opened = words[max((cut.end() for cut in _STOP.finditer(words)), default=0) :]
    if _SPEAKS.search(opened) or (_BY.match(opened) and _SOURCE.search(opened)):
        return True
    if _CREDIT.fullmatch(opened) or _WHOLE.fullmatch(opened):
        return True
    return _CLAUSE.match(opened) is not None and _ENDS.search(opened) is not None
