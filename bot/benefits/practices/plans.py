"""Plans: what is decided, moved, granted or added to a plan. Nothing is delivered by that."""

import re

from bot.benefits.practices.additions import is_addition

_LIVE = r"(?:go[\s-]?live|going\s+live|launch|cut-?over|roll-?out|start|delivery|opening|release)"
_DECIDED = re.compile(
    r"\b(?:decided|agreed|chosen|voted|resolved|opted|are\s+going)\s+(?:to|on|for|that|against)\b|"
    r"\b(?:approved|granted|signed\s+off(?:\s+on)?|green-?lit|waved\s+through)\s+(?:the\s+|our\s+|a\s+)?"
    r"(?:new\s+|extra\s+|additional\s+)?(?:budget|purchase|business\s+case|money|spend(?:ing)?|plan|funding)\b|"
    r"\b(?:budget|purchase|business\s+case|funding|plan)\s+(?:is|was|has\s+been|got)\s+(?:now\s+)?"
    r"(?:approved|granted|signed\s+off|green-?lit|agreed)\b|"
    r"\bdecision\s+(?:to|for|on|was|is|has)\b",
    re.IGNORECASE,
)
_BUDGET = re.compile(
    r"\b(?:budget|funding)\b(?:\s+(?:for|of)\s+[\w\s-]{2,40}?)?\s*(?:of|is|was|:|=|at|stands\s+at|up\s+to|will\s+be)?\s*[^\w\s]*\s*\d",
    re.IGNORECASE,
)
_MOVED = re.compile(
    rf"\b{_LIVE}\b(?:\s+(?:date|day|of|for|the|[\w-]+)){{0,4}}?\s+(?:has\s+|have\s+|is\s+|was\s+|been\s+|now\s+|again\s+)*"
    r"(?:moves?|moved|moving|slips?|slipped|slipping|postponed|pushed|delayed|rescheduled|shifts?|"
    r"shifted|brought\s+forward|put\s+(?:back|off)|planned|scheduled|set|due)\b|"
    rf"\b(?:postpon\w+|delay\w*|push(?:ed|ing)?\s+back|bring\w*\s+forward|mov(?:e|es|ed|ing))\s+(?:the\s+|our\s+)?{_LIVE}\b|"
    rf"\b{_LIVE}\s+(?:is\s+)?(?:in|within)\s+(?:\w+\s+)?(?:\d+|[a-z]+)\s+(?:days|weeks|months)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:is|are|was|were|went|now|has\s+gone|have\s+gone)\s+live\b|\b(?:rolled\s+out|shipped|completed|"
    r"automated|migrated|onboarded|deployed|installed|trained|released|built|delivered|launched)\b|"
    r"\b(?:is|are)\s+(?:now\s+)?(?:done|finished|complete|in\s+use|up\s+and\s+running)\b|\d\s+\w*\s*(?:users|people)\b",
    re.IGNORECASE,
)
"""What was done as well, whatever else the words tell of the plan."""


def is_of_the_plan(words: str) -> bool:
    """Whether words tell of the plan alone."""
    if is_addition(words):
        return True
    is_said = any(one.search(words) for one in (_DECIDED, _BUDGET, _MOVED))
    return is_said and not _DONE.search(words)
