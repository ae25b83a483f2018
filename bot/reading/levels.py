"""Whether a level that is stated tells of the time before a change or of now."""

import re
from typing import Literal

from bot.reading.quantities import Quantity
from bot.reading.statements import clause
from bot.reading.vocabulary import HIGHER_IS_BETTER, LOWER_IS_BETTER, USAGE, any_of

Held = Literal["baseline", "current"]

PAST = any_of(
    r"used\s+to|previously|before|prior\s+to|was\s+taking|were\s+(?:taking|averaging)|"
    r"was\s+averaging|historically|traditionally|originally|formerly|initially|once|"
    r"baseline|pre-?(?:launch|migration|go-live|change|project|pilot|covid)|"
    r"until\s+(?:now|recently|then)|leading\s+up\s+to|(?:currently|today|typically|"
    r"usually|normally|at\s+present|presently|on\s+average)\s+(?:it\s+|this\s+|they\s+|"
    r"we\s+|\w+\s+)?(?:takes?|spends?|costs?|runs?|requires?|needs?|waits?|lasts?)|(?:currently|"
    r"right\s+now|at\s+the\s+moment|at\s+present|as\s+(?:it|things)\s+stands?)\s*,?\s+(?!on\b|"
    r"at\b)|"
    r"spen(?:ds?|t)|eats?(?:\s+up)?|costs?(?:\s+us)?|wast(?:es?|ed|ing)|loses?|takes?|"
    r"can\s+(?:take|reach)|(?:was|were)\s+(?:spending|costing|losing|processing|"
    r"handling|using|running)|has\s+been\s+averaging|have\s+traditionally|"
    r"(?:the\s+)?(?:old|legacy|existing|former|previous)\s+\w+|at\s+the\s+(?:start|"
    r"outset|beginning)|one\s+year\s+ago|compared\s+to\s+the|stood\s+at|until"
)
NOW = any_of(
    r"results?:|achieved:|now|since|after|as\s+of|so\s+far|still|remains|unchanged|today|reached|"
    r"hit|"
    r"achieved|stands\s+at|down\s+to|currently|this\s+(?:week|month|quarter|year|"
    r"sprint)|resulting\s+in|post-?\w+|latest|to\s+date|(?:with|under|using)\s+the\s+new|"
    r"last\s+(?:week|month|quarter)|as\s+a\s+result|meanwhile|averag(?:es|ing)|we(?:’|"
    r"')re\s+at|actual|came\s+in\s+at|landed\s+at|is\s+(?:at|down|up)|are\s+(?:at|down|"
    r"up)|these\s+days|nowadays|by\s+then|following\s+the|(?:has|have)\s+been"
)
_BEHIND_PAST = re.compile(
    r"(?:[^\d,;.]|(?<=Q)\d|\b20\d\d){0,34}?\b(?:before|previously|at\s+baseline|pre-\w+|"
    r"prior\s+to|under\s+the\s+"
    r"(?:old|previous|former|paper)|with\s+the\s+(?:old|previous|former)|in\s+the\s+past|"
    r"(?:a|one|two)\s+years?\s+(?:ago|earlier)|at\s+the\s+(?:start|outset|beginning)|"
    r"when\s+we\s+(?:started|began))\b",
    re.IGNORECASE,
)
_BEHIND_NOW = re.compile(
    r"[^\d,;.]{0,30}?\b(?:after(?:wards?)?|since|now|today|post-\w+|(?:with|under)\s+the\s+new|"
    r"following|these\s+days|nowadays|at\s+the\s+end)\b",
    re.IGNORECASE,
)
_CONTROL = any_of(
    r"control|original\s+(?:version|page|design|form|flow|letter)|version\s+a\b|variant\s+a\b|"
    r"old\s+(?:version|page|design|form|flow|site|system|letter|tool|process|service)|"
    r"comparison\s+(?:group|sites?)|other\s+(?:sites|branches|regions)|business\s+as\s+usual"
)
_TREATED = any_of(
    r"variants?(?!\s+a\b)|treatment|intervention|test\s+group|trial\s+group|version\s+b|challenger|"
    r"pilot\s+(?:group|sites?|branches)|new\s+(?:version|page|design|form|flow|site|system|letter|"
    r"tool|process|service|layout|app|portal)|redesign(?:ed)?"
)
_WELL = re.compile(
    r"\s+(?:of\s+)?(?:[\w’'-]+\s+){0,5}?(?:find|found|said|say|agree[ds]?|rated?|"
    r"report(?:ed)?|feel|felt|(?:were|are|have\s+been|was)\s+(?:now\s+)?(?:able|complete\w*|paid|"
    r"answered|resolved|closed|processed|delivered|on\s+time|correct|right|satisfied)|successfully|"
    r"pass(?:ed)?|completed?|manage[ds]?|succeed(?:ed)?|satisfied|recommend\w*|answered|resolved|"
    r"on\s+time|would\s+(?:recommend|use|order|buy)|attended|paid|finish(?:ed)?|understood)\b",
    re.IGNORECASE,
)
_ILL = any_of(
    r"(?:could(?:n(?:’|')t|\s+not)|can(?:’|')?t|cannot|did(?:n(?:’|')t|\s+not)|do(?:n(?:’|')t|"
    r"\s+not)|does(?:n(?:’|')t|\s+not)|never|unable|not\s+(?:able|aware|know|find|understand))|"
    r"struggl\w*|fail(?:s|ed|ing)?|drop(?:s|ped)?\s+(?:out|off)|abandon\w*|hang\s+up|hung\s+up|"
    r"g[ia]ves?\s+up|left\s+(?:at|on|the|without)|leave\s+(?:at|on|the|without)|"
    r"complain\w*|late|wrong|incomplete|missing|"
    r"need(?:s|ed)?\s+(?:manual|to\s+be|re-?work|correct\w*|help|support)|reject(?:s|ed)?|"
    r"sent\s+back|returned|bounced?|overdue|unanswered|error|errors|incorrect|confus\w+|"
    r"were\s+clicking|ever\s+(?:opened|used|seen|read)|unsure|too\s+(?:long|slow|hard)|"
    r"manual(?:ly)?"
)
_HABIT = any_of(
    r"typical(?:ly)?|usual(?:ly)?|normal(?:ly)?|on\s+average|each\s+(?:day|week|month|year|time)|"
    r"every\s+(?:day|week|month|year|time)|at\s+the\s+moment|as\s+(?:things|it)\s+stands?|"
    r"right\s+now|at\s+present|presently|currently|today|existing|current|only|as\s+many\s+as|"
    r"(?:we|they)\s+know\s+that|(?:patients|customers|people|staff|users|applicants|teams|callers)"
    r"\s+(?:\w+\s+)?(?:wait|spend|need|have\s+to|queue|travel|fill)"
)
_FOUND = any_of(
    r"(?:data|analytics|analysis|research|survey|study|audit|review|figures|statistics|"
    r"evidence|report|feedback)\b[^.;]{0,80}\b(?:show(?:s|ed|n)?|suggest(?:s|ed)?|reveal(?:s|"
    r"ed)?|found|indicat\w+|told)|we\s+(?:found|learn(?:ed|t)|discovered|saw|"
    r"noticed)(?:\s+that)?|of\s+(?:\w+\s+){0,4}(?:struggl\w+|fail(?:ed|ing)?|"
    r"drop(?:ped)?\s+out|were\s+clicking|abandon\w*|complain\w*)"
)
_EACH_OF = re.compile(r"^\W*all\s+(?:of\s+)?(?:the\s+|our\s+)?$", re.IGNORECASE)
_LEAD = (
    r"(?:\s*(?:about|around|roughly|approximately|nearly|almost|only|just|over|under|now|still|"
    r"currently|already|down|up|"
    r"less\s+than|fewer\s+than|more\s+than|a(?:n\s+average|\s+median)?\s+of|as\s+low\s+as|~|<|>|"
    r"an|average|the))*\s*$"
)
_IS = re.compile(
    rf"(?:\b(?:is|was|are|were|be|been|at|stands?|averag(?:es|ed|ing)|reach(?:es|ed)|hit|"
    rf"remains?|takes?|took|taking|within|sits?|scored?|measured|clocked|still|in|"
    rf"rate[ds]?\s+(?:\w+\s+){{0,4}}|score\s+of|time\s+of|rate\s+of|of|achieved|cost|costs|"
    rf"=|:)|:|=){_LEAD}",
    re.IGNORECASE,
)
_PRONOUN_WAS = re.compile(
    r"^\W*(?:(?:back\s+)?(?:in|during|at|last)\s+[\w ]{2,20}?,?\s+)?(?:it|this|that|"
    r"that\s+(?:figure|number|rate|share)|the\s+figure|they)\s+"
    r"(?:had\s+been|was|were|stood|took|used|averaged)\b",
    re.IGNORECASE,
)
_USED = re.compile(
    r"\b(?:log(?:s|ged|ging)?|sign(?:s|ed|ing)?)[\s-](?:in|on|up)\b|\b(?:are|were|now)\s+using\b|"
    r"\bha(?:ve|s)\s+(?:used|tried|opened|downloaded)\b|\b(?:orders?|tickets?)\s+placed\b",
    re.IGNORECASE,
)
"""Use told by a verb: how many did it is no level of how well something goes."""
_USED_FOR = re.compile(
    r"\b(?:users?|visitors?|guests|members|us(?:e|es|ed|ing)|visit(?:s|ed|ing)?)\s+(?:[\w’'-]+\s+){1,4}?for\s+(?:on\s+average\s+)?$",
    re.IGNORECASE,
)
"""So is for how long something is used."""

GIVEN = any_of(
    r"donat\w+|grants?|fund(?:ed|ing|s)?|award(?:ed|s)?|invest(?:ed|ing|ment|ments)?|gift\w*|"
    r"fees?|salar\w+|"
    r"hours\s+of\s+(?:\w+\s+){1,2}(?:(?:was|were|has\s+been|have\s+been)\s+)?(?:conducted|delivered|provided|given|held|offered)|"
    r"(?:conducted|delivered|provided|gave|given|held|offered)\s+(?:\w+\s+){0,3}?[\d,.]+\+?\s+hours\s+of|"
    r"hours\s+of\s+(?:compute|cpu|gpu)|"
    r"prizes?|fines?|sponsor\w*|compensation|budget(?:ed|s)?|hours\s+of\s+(?:effort|work)|"
    r"raised|contributed|hours\s+left|provided\s+over"
)
"""Money and time that is put in, paid or given: how much of it is no level of how things go."""

_METRIC_NATURES = ("percent", "points", "time", "money")


def held(text: str, quantity: Quantity, based: frozenset[str | None]) -> tuple[Held, bool] | None:
    """The time a level tells of, and whether it says that something moved; None for neither."""
    left, right = clause(text, quantity.start, quantity.end)
    around = text[left:right]
    before = text[max(0, quantity.start - 110) : quantity.start]
    if is_each(text, quantity):
        return None
    if is_use(text, quantity) or (
        quantity.nature == "time" and _USED_FOR.search(text[: quantity.start])
    ):
        return None
    is_usage = USAGE.search(around) or _USED.search(around)
    if quantity.nature == "count" and is_usage and not PAST.search(before):
        return None
    if quantity.nature in ("money", "time", "bare") and GIVEN.search(around):
        return None
    if (beside := _beside(text, quantity, around)) is not None:
        return beside if measures(quantity, text) else None
    if _is_past(text, quantity, before):
        return ("baseline", False) if measures(quantity, text) else None
    return _present(text, quantity, around, before, based) or _share(text, quantity)


def is_use(text: str, quantity: Quantity) -> bool:
    """Whether a share tells how many come by the new way, which is use."""
    return quantity.nature == "percent" and _USES.match(text, quantity.end) is not None


_USES = re.compile(
    r"\s+of\s+(?:[\w’'-]+\s+){1,4}?(?:now\s+|already\s+|today\s+)?(?:[a-z]+\s+){0,2}?(?:online|digitally|electronically|"
    r"paperless(?:ly)?|self-?serv\w+|(?:through|via|in|on|with|using|by)\s+(?:(?:the|our|a|an)\s+)?(?:new\s+)?(?:app|portal|"
    r"web\s?site|site|tool|system|platform|kiosks?|tablets?|web\s+form|chat\s?bot))\b",
    re.IGNORECASE,
)
"""How many come by the new way is use: "86% of applications now start online"."""


def _beside(text: str, quantity: Quantity, around: str) -> tuple[Held, bool] | None:
    """What the words right behind a figure, or the arm of a trial it belongs to, say."""
    after = text[quantity.end : quantity.end + 60]
    past, now = _BEHIND_PAST.match(after), _BEHIND_NOW.match(after)
    if past and (not now or past.end() <= now.end()):
        return "baseline", True
    if now and quantity.nature != "count" and _IS_LEVEL.search(text[: quantity.number][-60:]):
        return "current", True
    if now and PAST.search(text[: quantity.start]):
        return "current", True
    if quantity.nature in ("percent", "points", "time", "money"):
        treated, control = _TREATED.search(around), _CONTROL.search(around)
        if control and not treated:
            return "baseline", True
        if treated and not control and _compares(text):
            return "current", True
    return None


_IS_LEVEL = re.compile(
    r"\b(?:is|are|at|in|to|within|takes?|waits?|needs?|costs?|lasts?|of|:|and|to|by)\b|:",
    re.IGNORECASE,
)


def _compares(text: str) -> bool:
    return bool(_CONTROL.search(text))


def _present(
    text: str, quantity: Quantity, around: str, before: str, based: frozenset[str | None]
) -> tuple[Held, bool] | None:
    now = NOW.search(around) or NOW.search(before[-60:])
    is_stated = bool(_IS.search(text[: quantity.number][-40:]))
    if now and measures(quantity, around) and is_stated:
        return "current", bool(re.search(r"\bnow\b", around, re.IGNORECASE))
    if HIGHER_IS_BETTER.search(around) and quantity.nature in ("percent", "points") and is_stated:
        return "current", False
    if quantity.nature == "points" and (quantity.unit or "").startswith("out of"):
        return "current", False
    if now and quantity.unit is not None and quantity.unit in based:
        return "current", True
    return None


def _share(text: str, quantity: Quantity) -> tuple[Held, bool] | None:
    """A share that fares badly is what is to change; one that fares well, what was reached."""
    behind = text[quantity.end : quantity.end + 90]
    if quantity.nature == "percent" and _ILL.search(behind):
        return "baseline", False
    if quantity.nature == "percent" and _WELL.match(text, quantity.end):
        return "current", False
    if quantity.nature in ("percent", "points") and _FOUND.search(text[: quantity.end + 60]):
        return "baseline", False
    if _is_result(text, quantity):
        return "current", False
    if _HABIT.search(text) and not NOW_ONLY.search(text) and _is_burden(text, quantity):
        return "baseline", False
    return None


def _is_result(text: str, quantity: Quantity) -> bool:
    """A share or mark said in the past tense of people or things, with nothing else to it."""
    if quantity.nature not in ("percent", "points") or USAGE.search(text):
        return False
    return bool(_DID.search(text[quantity.end : quantity.end + 70])) and not _HABIT.search(text)


_DID = re.compile(
    r"^\s*(?:of\s+)?(?:[\w’'-]+\s+){0,6}?(?:(?:was|were)(?!\s+(?:an?\s|some\b|from\b|"
    r"(?-i:[A-Z])))|had|"
    r"has|have|\w{3,}ed)\b",
    re.IGNORECASE,
)
NOW_ONLY = any_of(r"now(?<!right\snow)|since|after|as\s+a\s+result|will|would|new")


def _is_burden(text: str, quantity: Quantity) -> bool:
    if quantity.nature in ("time", "percent"):
        return True
    return quantity.nature in ("count", "bare") and bool(
        re.search(
            r"\b(?:requires?|needs?|involves?|sent\s+back|returned|lost|re-?assigned|"
            r"hand-?offs?|times|errors?|letters|emails|calls|complaints|forms)\b",
            text[max(0, quantity.start - 60) : quantity.end + 40],
            re.IGNORECASE,
        )
    )


def _is_past(text: str, quantity: Quantity, before: str) -> bool:
    after = text[quantity.end : quantity.end + 40]
    if re.search(r"\bnow\b(?<!right\snow)|\bsince\b", before[-40:] + after[:12], re.IGNORECASE):
        return False
    left, _ = clause(text, quantity.start)
    if _PRONOUN_WAS.match(text[left:]) and quantity.nature != "bare":
        return not re.search(r"^\W*by\b", text[left:], re.IGNORECASE)
    return bool(PAST.search(before[-75:]))


def is_each(text: str, quantity: Quantity) -> bool:
    """Whether a sentence opens with all there are of something: "all six branches are in"."""
    counts = quantity.nature in ("count", "bare")
    return counts and _EACH_OF.search(text[: quantity.number]) is not None


def measures(quantity: Quantity, words: str) -> bool:
    """Whether an amount of this kind says how well something goes, not how much was put out."""
    if quantity.nature in _METRIC_NATURES:
        return True
    return bool(LOWER_IS_BETTER.search(words) or HIGHER_IS_BETTER.search(words))


SIGNS = {
    "past": PAST,
    "at-present": NOW,
    "control": _CONTROL,
    "treated": _TREATED,
    "ill": _ILL,
    "habit": _HABIT,
    "found": _FOUND,
}
"""What the head looks for among these, by name."""
