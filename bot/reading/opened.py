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


def by(words: str) -> bool:
    """Whether all that stands before a measure names a source or is a clause of its own.

    "By our trolley sheets waits were", "since the counter was redone waits are": with no comma the
    last word before the name is no part of it.
    """
    opened = words[max((cut.end() for cut in _STOP.finditer(words)), default=0) :]
    if _SPEAKS.search(opened) or (_BY.match(opened) and _SOURCE.search(opened)):
        return True
    return _CLAUSE.match(opened) is not None and _ENDS.search(opened) is not None
