"""Blank: what somebody types into a field that leaves it as open as it was."""

import re

_BLANK = re.compile(
    r"(?:(?:i|we|you|one)\s+)?(?:(?:really|honestly|just)\s+)?(?:do\s+not|don['’]?t|dunno|cannot|can['’]?t)\s*"
    r"(?:yet\s+)?(?:know|say|tell)?(?:\s+(?:it|that|this))?(?:\s+(?:yet|for\s+now|at\s+the\s+moment|right\s+now|today))?|"
    r"(?:still\s+|as\s+yet\s+|currently\s+)?(?:not|un)\s*-?\s*(?:known|decided|defined|clear|sure|set|agreed|available|"
    r"applicable)(?:\s+(?:yet|for\s+now|so\s+far))?|"
    r"no\s+idea(?:\s+yet)?|nobody\s+knows(?:\s+yet)?|n\s*[./]?\s*[ak]\.?|n\s*/\s*a|"
    r"t\.?b\.?[acd]\.?|to\s+be\s+(?:defined|decided|confirmed|determined|agreed|announced|done|clarified)|"
    r"(?:not|none|nothing)\s+yet|idk|[^\w%‰°#£$€¥]+",
    re.IGNORECASE,
)


def is_blank(text: str) -> bool:
    """Whether words only say that there are none yet: "dont know yet", "n/a", "tbd", "?"; the
    sign of a unit says something.
    """
    return bool(text.strip()) and _BLANK.fullmatch(text.strip().strip(".!?…() ") or "?") is not None


def is_open(text: str) -> bool:
    """Whether a field that holds these words is as good as empty."""
    return not text.strip() or is_blank(text)
