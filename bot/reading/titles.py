"""What a measure is called: the words of a text without article, period, figure, label and verb."""

import re

from bot.reading import dates
from bot.reading.markup import squeezed
from bot.reading.vocabulary import FALL, MOVE, PEOPLE, RISE

LONGEST = 60
_VERB = (
    rf"(?:is|was|are|were|has|have|had|takes?|took|taking|now|used\s+to|went|"
    rf"averag(?:es|ed|ing)|stands?|stood|reach(?:es|ed)|hit|remains?|remained|stay(?:s|ed)|will|"
    rf"should|can|"
    rf"did|does|do|hasn[’']t|haven[’']t|isn[’']t|wasn[’']t|didn[’']t|doesn[’']t|aren[’']t|stuck|"
    rf"{FALL}|"
    rf"{RISE}|{MOVE})"
)
SUBJECT = re.compile(rf"^(?P<subject>[^.;|$£€]{{2,90}}?)\s+{_VERB}\b", re.IGNORECASE)
_MARKER = (
    r"(?:key\s+results?|started(?:\s+the\s+\w+)?\s+with|targets?|goals?|aims?|objectives?|"
    r"baselines?|actuals?|results?|ambition|commitment|"
    r"forecast|"
    r"outcome|threshold|kr\s?\d*|okr|kpi)"
)
_LEADING = re.compile(
    rf"^(?:(?:get|getting|keep|bring|reduce|cut|increase|improve|raise|lower|want|wants|"
    rf"{_MARKER}\s*(?:for|on|of|is|are|was|:|to)|{_MARKER}[’']s|"
    rf"[\w\s]{{0,40}}\bowns?|[\w\s]{{0,40}}\b(?:told|tells)\s+(?:me|us|them)(?:\s+that)?|and|but|so|also|then|our|the|a|an|its|their|this|that|these|"
    rf"those|average|overall|total|we|it|they|has|have|had|been|which|where|compared\s+(?:with|to)|"
    rf"(?:we|i|it|they|you|he|she|that|this|there|here)[’'](?:re|m|s|ve|ll|d)|"
    rf"on\s+average|as\s+a\s+result|since\s+then|today|now|currently|previously|"
    rf"so\s+far|the\s+average|with|because|while|whereas|since\s+go-live)\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:(?:has|have|had|is|are|was|were|been|being|also|now|already|dramatically|did|does|do|"
    r"not|never|"
    r"(?:has|have|had|did|does|do|is|was|are|were)n[’']t|no\s+longer|yet|stuck|will|would|should|"
    r"can|"
    r"significantly|currently|went|going|go|gone|back|again|further|down|up|only|just|below|above|"
    r"under|over|"
    r"running|hovering|sitting|stood|got|gets|worse|better|targets?|goals?|still|than|compared|"
    r"done|"
    r"on\s+average|typically|usually|really|actually|slightly|by|from|to|of|the|a|an|about|around|"
    r"at|within|"
    r"we|it|they|us|was\s+running)\s*)+$",
    re.IGNORECASE,
)
_REACHES = (
    r"(?:get|be|bring|come|go|reach|hit|cut|have|keep|drop|move|take|see|make|achieve|push|land|"
    r"stay|drive|lower|halve|shrink|reduce|trim|shorten|raise|lift|grow|climb|fall|rise|settle|end|"
    r"arrive|average|manage|do|meet|pull|slash|squeeze|narrow|improve|increase|speed)"
)
_AIMS = (
    rf"(?:(?:are|is|am|was|were|being|be|we|now|all|still|aim(?:s|ed|ing)?|try|trying|looking|"
    rf"hop(?:e|es|ing)|plan(?:s|ned|ning)?|going|working|meant|supposed|wants?|like|due|able|it|"
    rf"this|that|them|{_MARKER})\s+)*to\s+{_REACHES}"
)
_AIMING = (
    rf"{_AIMS}(?:\s+(?:it|this|that|them|these|those|things|us|all|back|down|up|out|in|there|"
    rf"below|under|{_REACHES}))*"
)
"""What is aimed at and not yet of what: "to get it down"."""
_SIGHTS = (
    r"(?:(?:[\w’'-]+\s+){0,3}?(?:[\w]+[’'](?:re|s|m)|are|is|am|was|were|be|being|we|now|all|still)\s+)*"
    r"(?:aim(?:s|ed|ing)?|shoot(?:s|ing)?|gun(?:s|ning)?|push(?:es|ed|ing)?|head(?:s|ed|ing)?|"
    r"go(?:es|ing)?|striv(?:e|es|ing)|look(?:s|ing)?|ask(?:s|ed|ing)?|bet(?:s|ting)?|"
    r"hop(?:e|es|ed|ing)|target(?:s|ed|ing)?|want(?:s|ed|ing)?|agreed|settled|commit(?:s|ted|ting)?)"
    r"(?:\s+(?:ourselves|us|up))?(?:\s+(?:for|at|on|towards?|to))?"
)
"""The same with no deed: "shooting for"."""
IN_SIGHT = re.compile(
    r"\b(?:aim|shoot|gunn|push|striv|go)ing\s+for\s+(?:(?:under|below|about|at\s+most|over)\s+)*\W*$",
    re.IGNORECASE,
)
"""Words that lead from who aims to the figure they aim for."""
_AIMED = re.compile(rf"^{_AIMS}\s+(?P<object>.+?)(?:\s+(?:out|in|down|up|back))*$", re.IGNORECASE)
_NO_NAME = re.compile(
    rf"^(?:{_AIMING}|{_SIGHTS}|(?:on\s+paper|by\s+(?:hand|phone|fax|post)|manually)(?:\s+(?:it|that)(?:\s+\w+)?)?|"
    rf"(?:(?:with|in|under|on)\s+the\s+)?(?:old|previous|former|paper)\s+(?:form|system|way|process|tool|app|method|sheet|portal)s?|@[\w.-]+|for|we|i|they|it|he|she|you|this|that|these|those|there|which|who|what|and|"
    rf"people|users|team|the\s+team|now|today|one|everyone|since|compared|before|after|"
    rf"frees?|need|needs|fell|rose|dropped|source|result|results|it\s+all|per\s.*|to|by|from|up|"
    rf"down|back|below|above|under|over|"
    rf"(?:expect|hope|hoping|expecting|intend|plan|planning)(?:\s+to\b.*)?|was|were|is|are|did|not|third|half|quarter|want|went|took|takes?|planned|current|latest|"
    rf"{_MARKER}(?:[’']s)?|(?:{_MARKER})\s+(?:we|you|they|that|which|as|agreed|set|given|recorded)\b.*|saved?|saving|"
    rf"live\s+(?:for|in|on|at|with|since|to|across)\b.*|"
    rf"(?:did|does|do|has|have|is|was)(?:\s+not|n[’']t)|compared\s+(?:with|to)|on\s+the\s+hook|"
    rf"(?:[\w’'-]+\s+){{0,2}}{PEOPLE}|(?:\w+\s+)?handlers)?$",
    re.IGNORECASE,
)
_PERIOD_LEAD = re.compile(
    r"^(?:over|in|during|since|for|by|after|within|before|until|throughout)\s+(?:the\s+|its\s+|"
    r"our\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:days?|weeks?|months?|quarters?|years?|sprints?|trial|pilot|then|launch|go-live|date|"
    r"change)\b,?\s+(?!\d)",
    re.IGNORECASE,
)


def tidy(words: str) -> str | None:
    """Without article, figure and verb; None where nothing is left that names a measure."""
    plain = _without_period(squeezed(words))
    plain = squeezed(_TAIL.sub("", _LEADING.sub("", plain)))
    if _NO_NAME.match(plain) or len(plain) > LONGEST or len(plain) < 3:
        return None
    first, _, rest = plain.partition(" ")
    if first[1:].islower() and first[0].isupper():
        first = first.lower()
    return f"{first} {rest}".strip()


def aimed(name: str) -> str | None:
    """What is to be reached, without the words for reaching it: "to get quotes out in"."""
    found = _AIMED.match(name)
    return tidy(found["object"]) if found else name


def _without_period(words: str) -> str:
    """The words behind a period they begin with: "over the last six months the average wait"."""
    if not _BEGINS.match(words):
        return words
    first = next(iter(dates.find(words)), None)
    if first and first.start <= 1:
        return words[first.end :].lstrip(" ,:")
    found = _PERIOD_LEAD.match(words)
    return words[found.end() :] if found else words


_BEGINS = re.compile(
    r"(?:in|by|at|on|for|since|after|before|until|within|throughout|over|during|last|this|q[1-4]|"
    r"20\d\d|[A-Z][a-z]{2,8}\s\d)",
    re.I,
)

_DOER = (
    rf"(?:(?:the|our|all|most|new)\s+)*(?:[\w’-]+\s+){{0,2}}?(?:{PEOPLE}|handlers|we|they|i|you|"
    rf"it|team|"
    r"system|tool|process|portal|service|app)"
)
_DEED = re.compile(
    rf"^{_DOER}\s+(?:now\s+|can\s+(?:now\s+)?|currently\s+|typically\s+|usually\s+|already\s+)*"
    r"(?P<verb>(?!is\b|was\b|are\b|were\b|has\b|have\b|had\b|takes?\b|took\b|needs?\b|"
    r"spen[dt]s?\b|wait)[a-z]{3,12})\s+"
    r"(?P<object>[^,.;:|()\d$£€]{2,50}?)\s+(?:in|within|after)\b",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"\s*(?:on\s+average\s+|"
    r"now\s+)?(?:for\s+[\w ]{2,30}?\s+)?to\s+(?P<verb>[a-z]{3,12})\s+"
    r"(?P<object>[^,.;|()\d]{2,50}?)\s*"
    r"(?=[,.;()|]|$|\b(?:compared|instead|rather|down|up|from|now|before|after|which|than|and|but|"
    r"in|on|by|"
    r"today|last|this|since|because|when|while)\b)",
    re.IGNORECASE,
)


_SPENT = re.compile(r"\b(?:spen[dt]s?|spending|lose|lost|waste[sd]?)\b[^,;]{0,25}$", re.IGNORECASE)
_ON = re.compile(
    r"\s*(?:(?:an?|per|each|every)\s+\w+\s+)?(?:on|"
    r"to)\s+(?P<object>[a-z][^,.;|()\d]{2,40}?)\s*(?=[,.;()]|$|\b(?:before|now|"
    r"instead|compared|and|but|alone)\b)",
    re.IGNORECASE,
)


_WHEN = re.compile(
    r"(?:right\s+)?now|at\s+(?:the\s+moment|present)|today|currently|these\s+days", re.IGNORECASE
)
"""Words that say when something is done, and not to what."""


def deed(ahead: str, behind: str) -> str | None:
    """What is done in the time told: "closing a case" for "handlers close a case in 6 days"."""
    spent = _ON.match(behind) if _SPENT.search(ahead) else None
    if spent:
        return tidy(spent["object"])
    found = _DEED.match(squeezed(ahead)) or _TO_DO.match(behind)
    if found is None or _WHEN.fullmatch(squeezed(found["object"])):
        return None
    name = f"{_doing(found['verb'].lower())} {squeezed(found['object'])}"
    return name if len(name) <= LONGEST else None


_IRREGULAR = {
    "paid": "paying", "sent": "sending", "got": "getting", "found": "finding", "made": "making",
    "built": "building", "sold": "selling", "met": "meeting", "wrote": "writing", "gave": "giving",
    "put": "putting", "cut": "cutting", "set": "setting", "get": "getting", "ship": "shipping",
    "plan": "planning", "submit": "submitting", "run": "running", "scan": "scanning",
    "map": "mapping",
}  # fmt: skip


def _doing(verb: str) -> str:
    """The form of a verb that names what is done: closed, closes and close are all "closing"."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith(("ies", "ied")):
        return f"{verb[:-3]}ying"
    if verb.endswith("ed"):
        return f"{verb[:-2]}ing"
    base = verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes")) else verb
    base = base[:-1] if base.endswith("s") and not base.endswith("ss") else base
    return f"{base[:-1] if base.endswith('e') and not base.endswith('ee') else base}ing"
