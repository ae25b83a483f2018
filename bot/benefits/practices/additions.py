"""Additions: what words say becomes part of a plan that was agreed."""

import re

_NO_SCOPE = re.compile(
    r"\b(?:people|colleagues|persons?|developers?|consultants?|users?|members?|staff|trainers?|values?|risks?|pressure|columns?|minutes?|colou?rs?|"
    r"testers?|FTEs?|hours?|days?|weeks?|licen[cs]es?|seats?|tests?|bugs?|sessions?|charts?|words?|"
    r"teams?|managers?|analysts?|engineers?|designers?|interns?|thanks|notes?|slides?|comments?|links?|pictures?|screenshots?|loop)\b",
    re.IGNORECASE,
)
"""What is added to a team, a week or a report is no scope."""

_THING = r"(?P<thing>(?:the|a|an|two|three|another)?\s*\w[^.;!?\n]{2,80}?)"
_ENDS = r"(?=\s*(?:[.;!?\n]|$|,\s|\s(?:to|as\s+well|too|because|since|so|which|now)\b))"
_SAID = (
    re.compile(
        r"\b(?:we|team|they|project)(?:['’]ve|\s+have|\s+has)?\s+(?:also\s+|now\s+)?"
        rf"(?:added|took\s+on|agreed\s+to\s+(?:include|add|build))\s+{_THING}{_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:we|team|they)(?:['’]re|\s+are|\s+is|\s+have|['’]ve)\s+(?:also\s+|now\s+)?"
        rf"(?:adding|added)\s+{_THING}\s+to\s+(?:the|our|this)\s+(?:project|scope|programme)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:^|[.;,]\s+)(?:also,?\s+)?{_THING}\s+(?:is|are|was|were|has\s+been)\s+(?:now\s+|also\s+)?"
        r"(?:added\s+to|in|part\s+of)\s+(?:the\s+)?scope\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<thing>(?:the|a|an|another)\s+\w[^.,;!?\n]{2,80}?)\s+(?:is|are|was|has\s+been)\s+"
        r"(?:now\s+|also\s+)?(?:added\s+to|part\s+of)\s+(?:the|our|this)\s+"
        r"(?:project|programme)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:(?:project|programme|scope)\s+(?:now\s+(?:also\s+)?|also\s+(?:now\s+)?)(?:covers?|"
        r"includes?)|we\s+also\s+(?:now\s+)?(?:take\s+(?:in|on|over)|bring\s+in))\s+"
        rf"{_THING}{_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:we|team|they)(?:['’]re|['’]ve|\s+are|\s+have)\s+(?:also\s+|now\s+)?(?:tak(?:ing|en)\s+(?:in|on|over)|"
        r"bringing\s+in|brought\s+in|including|adding)\s+(?P<thing>(?:the|a|an|another)\s+\w[^.,;!?\n]{2,80}?)\s+"
        r"(?:as\s+well|too)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:we|team|they)(?:['’]re|\s+are)\s+also\s+(?:taking\s+(?:in|on|over)|bringing\s+in|including|adding)\s+"
        rf"{_THING}{_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<thing>(?:the|a|an|another)\s+\w[^.,;!?\n]{2,80}?)\s+(?:also\s+|now\s+)?(?:joins?|joined|is\s+joining|"
        r"(?:comes?|came|gets?|goes|went|moves?|moved)\s+into|becomes?\s+part\s+of|belongs?\s+now\s+to)\s+(?:the|our|this)\s+"
        r"(?:project|scope|programme)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bscope\s+(?:now\s+|also\s+)?(?:includes?|grew\s+(?:by|to\s+include)|(?:(?:is|was|has\s+been)\s+)?"
        rf"(?:extended|widened|expanded)\s+(?:by|to(?:\s+include)?))\s+{_THING}{_ENDS}",
        re.IGNORECASE,
    ),
)
_INTO = (
    r"\s+(?:in)?to\s+(?:the\s+|our\s+|this\s+)?(?:scope|project|programme)"
    r"(?=\s*(?:[.,;:!?\n–-]|$|\s(?:while|as|too|because|since|so|which|and|now|also|from|at|this)\b))"
)
_JOINS = (
    r"(?:add|adds|adding|take|takes|taking|took|put|puts|putting|bring|brings|bringing|brought|"
    r"pull|pulls)"
)
_NAMED = (
    r"(?P<thing>(?:(?:the|a|an|another|our)\s+\w[^.,;!?\n]{1,80}?|"
    r"(?!(?:more|some|any|great|real)\s|\w+\s+(?:is|are|was|were|has|have|been)\b)\w+\s+\w[^.,;!?\n]{1,60}?))"
)
_ADDED = (
    *_SAID,
    re.compile(rf"\b(?:{_JOINS}|added)\s+{_NAMED}{_INTO}", re.IGNORECASE),
    re.compile(rf"^(?:also,?\s+)?{_NAMED}\s+(?:now\s+|also\s+)?added{_INTO}", re.IGNORECASE),
    re.compile(
        r"\bwhile\s+(?:we|they)(?:['’]re|\s+are)\s+(?:at\s+it|there),?\s+"
        r"(?:we\s+|they\s+|let['’]s\s+)?(?:also\s+|now\s+)*"
        rf"(?:add|adding|build|building|include|including|do|doing|take\s+(?:in|on))\s+{_NAMED}{_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:we|team|they)\s+(?:also\s+|now\s+)*(?:add|adding|build|include)\s+{_NAMED},?\s+"
        r"while\s+(?:we|they)(?:['’]re|\s+are)\s+(?:at\s+it|there)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:we|team|they)\s+(?:also\s+now|now\s+also)\s+(?:build|include|add)\s+{_NAMED}{_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<thing>(?:the|a|an|another)\s+\w[^.,;!?\n]{1,80}?)\s+(?:also\s+|now\s+)?"
        r"(?:comes?|came|is\s+coming)\s+on\s+(?:board|top)\b",
        re.IGNORECASE,
    ),
)


def is_addition(words: str) -> bool:
    """Whether words say that something becomes part of a plan: nothing is delivered by that."""
    return any(form.search(words) for form in _ADDED[1:])


def thing_in(words: str) -> str | None:
    """What words say becomes part of a plan; None where that is nothing, or people, pages, time."""
    for form in _ADDED:
        found = form.search(words)
        if found is not None and not _NO_SCOPE.search(found["thing"]):
            return found["thing"].strip(" ,:")
    return None
