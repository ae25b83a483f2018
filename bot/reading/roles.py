"""Which part each figure of a statement plays: before, after, intended, or the size of a change."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.reading import changes, signals
from bot.reading.mood import is_ordered, mood
from bot.reading.quantities import Quantity
from bot.reading.statements import Statement, clause
from bot.reading.vocabulary import HIGHER_IS_BETTER, LOWER_IS_BETTER, MOVE, USAGE, any_of

Slot = Literal["baseline", "current", "target"]


@dataclass(frozen=True)
class Role:
    """A figure and the part it plays; `sign` is not zero for the size of a change."""

    quantity: Quantity
    slot: Slot
    sign: int = 0
    moved: bool = False


_LEAD = (
    r"(?:\s*(?:about|around|roughly|approximately|nearly|almost|only|just|over|under|"
    r"less\s+than|fewer\s+than|more\s+than|a(?:n\s+average)?\s+of|as\s+low\s+as|~|<|>|"
    r"an|average|the))*\s*$"
)
_TO = re.compile(rf"(?:\bto\b|->|→|–>|—>|⇒|\bdown\s+to\b){_LEAD}", re.IGNORECASE)
_RESULT = re.compile(rf"=>{_LEAD}|^\s*\**\s*=>", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b(?:\s+(?!to\b)[\w~’'-]+){0,6}\s*~?\s*$", re.IGNORECASE)
_SPREAD = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|var(?:y|ies|ied|ying)|anywhere|spann\w+)\b[^,;]{0,40}$", re.IGNORECASE
)
_ARROW = re.compile(r"^[^,;.|]{0,30}?\s*(?:->|→|–>|—>|⇒)\s*", re.DOTALL)
_BACKWARD = re.compile(
    r"\b(?:down|up)\s+from\b|\(\s*(?:was|from|down\s+from|up\s+from|previously|"
    r"before)\b|\b(?:compared\s+(?:to|with)|versus|vs\.?|instead\s+of|rather\s+than|"
    r"as\s+opposed\s+to|against|relative\s+to)\b|,\s*from\b|,\s*(?:it\s+)?(?:was|were|"
    r"previously)\b",
    re.IGNORECASE,
)
_PAST = any_of(
    r"used\s+to|previously|before|prior\s+to|was\s+taking|were\s+(?:taking|averaging)|"
    r"was\s+averaging|historically|traditionally|originally|formerly|initially|"
    r"baseline|pre-?(?:launch|migration|go-live|change|project|pilot|covid)|"
    r"until\s+(?:now|recently|then)|leading\s+up\s+to|(?:currently|today|typically|"
    r"usually|normally|at\s+present|presently|on\s+average)\s+(?:it\s+|this\s+|they\s+|"
    r"we\s+|\w+\s+)?(?:takes?|spends?|costs?|runs?|requires?|needs?)|(?:currently|"
    r"right\s+now|at\s+the\s+moment|at\s+present|as\s+it\s+stands)\s+(?!on\b|at\b)|"
    r"spen(?:ds?|t)|eats?(?:\s+up)?|costs?(?:\s+us)?|wast(?:es?|ed|ing)|loses?|takes?|"
    r"can\s+(?:take|reach)|(?:was|were)\s+(?:spending|costing|losing|processing|"
    r"handling|using|running)|has\s+been\s+averaging|have\s+traditionally|"
    r"(?:the\s+)?(?:old|legacy|existing|former|previous)\s+\w+|at\s+the\s+(?:start|"
    r"outset|beginning)|one\s+year\s+ago|compared\s+to\s+the|stood\s+at|until"
)
_WAS = any_of(
    _PAST.pattern,
    r"took|was|were|had|averaged|last\s+(?:year|month|quarter|week)|(?:an?|one|two|"
    r"\d+)\s+(?:years?|months?|weeks?)\s+ago|at\s+launch|when\s+we\s+(?:started|began|"
    r"launched)",
)
_FOUND = any_of(
    r"(?:data|analytics|analysis|research|survey|study|audit|review|figures|statistics|"
    r"evidence|report)\b[^.;]{0,80}\b(?:show(?:s|ed|n)?|suggest(?:s|ed)?|reveal(?:s|"
    r"ed)?|found|indicat\w+|told)|we\s+(?:found|learn(?:ed|t)|discovered|saw|"
    r"noticed)\s+that|of\s+(?:\w+\s+){0,4}(?:struggl\w+|fail(?:ed|ing)?|"
    r"drop(?:ped)?\s+out|were\s+clicking|abandon\w*|complain\w*)"
)
_SAID_SO = re.compile(
    r"\s+(?:of\s+)?(?:\w+\s+){0,4}?(?:find|found|said|say|agree[ds]?|rated?|"
    r"report(?:ed)?|feel|felt|(?:were|are|have\s+been|was)\s+able|successfully|passed|"
    r"satisfied|recommend\w*|answered|resolved|on\s+time)\b",
    re.IGNORECASE,
)
_NOW = any_of(
    r"now|since|after|as\s+of|so\s+far|still|remains|unchanged|today|reached|hit|"
    r"achieved|stands\s+at|down\s+to|currently|this\s+(?:week|month|quarter|year|"
    r"sprint)|resulting\s+in|post-?\w+|latest|to\s+date|with\s+the\s+new|"
    r"last\s+(?:week|month|quarter)|as\s+a\s+result|meanwhile|averag(?:es|ing)|we(?:’|"
    r"')re\s+at|actual|came\s+in\s+at|landed\s+at|is\s+(?:at|down|up)|are\s+(?:at|down|"
    r"up)"
)
_AIM = any_of(
    r"targets?|goals?|aim(?:s|ed|ing)?|objectives?|kpis?|krs?|okrs?|ambition|towards|"
    r"expected|forecast\w*|projected|estimated\s+to|on\s+track|would|will|to\s+be|"
    r"plan(?:s|ned)?\s+to|want\s+to|hope\s+to|threshold|at\s+the\s+latest|"
    r"no\s+later\s+than|we\s+need|should|success\s+criteri\w+|commit(?:ted)?\s+to|"
    r"aspir\w+"
)
_AIM_LABEL = re.compile(
    r"^(?:\w+\s+){0,3}(?:targets?|goals?|objectives?|aims?|kpis?)\b[^:.]{0,30}:", re.IGNORECASE
)
_LED = re.compile(
    r"^(?!Update|Note|Status|Result|Today|Now|Week)[A-Z][\w&/ .-]{1,45}?(?:\s+KR)?:\s", re.ASCII
)
_VERB_TO = re.compile(rf"\b{MOVE}\b[^.;|]{{0,90}}?\bto\b{_LEAD}", re.IGNORECASE)
_IS = re.compile(
    rf"(?:\b(?:is|was|are|were|be|at|stands?|averag(?:es|ed|ing)|reach(?:es|ed)|hit|"
    rf"remains?|takes?|took|taking|within|sits?|scored?|measured|clocked|still|"
    rf"rate\s+of|time\s+of|score\s+of|=|:)|:|=){_LEAD}",
    re.IGNORECASE,
)
_METRIC_NATURES = ("percent", "points", "time", "money")


def find(
    statement: Statement,
    quantities: Sequence[Quantity],
    aimed: bool,
    based: frozenset[str | None] = frozenset(),
) -> list[Role]:
    """The parts played; figures that play none are left out. `aimed` under a heading of goals.

    `based` are the units of baselines named before in the same text.
    """
    roles: list[Role] = []
    left = list(quantities)
    for first, second, backward in _pairs(statement.text, quantities):
        if first in left and second in left:
            roles += _both(statement.text, first, second, backward, aimed)
            left = [quantity for quantity in left if quantity not in (first, second)]
    for quantity in left:
        if role := _single(statement.text, quantity, aimed, based):
            roles.append(role)
    return sorted(roles, key=lambda role: role.quantity.start)


def _pairs(text: str, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity, str]]:
    """Neighbours that say from where to where, with how it is said."""
    for first, second in pairwise(found):
        between = text[first.end : second.number]
        if len(between) > 110 or not _alike(first, second) or changes.sign(text, first):
            continue
        if _ARROW.search(between) or (_TO.search(between) and _moves(text, first)):
            yield first, second, "forward"
        elif _RESULT.search(between):
            yield first, second, "result"
        elif _BACKWARD.search(between):
            yield first, second, "backward"
        elif _WAS.search(text[max(0, first.start - 60) : first.start]) and _NOW.search(between):
            yield first, second, "forward"


def _moves(text: str, first: Quantity) -> bool:
    before = text[max(0, first.start - 90) : first.start]
    if _SPREAD.search(before[-60:]):
        return False
    return bool(_FROM.search(before[-50:]) or re.search(rf"\b{MOVE}\b", before, re.IGNORECASE))


def _alike(first: Quantity, second: Quantity) -> bool:
    """Whether two amounts could be of one measure."""
    natures = {first.nature, second.nature}
    return len(natures) == 1 or "bare" in natures


def _both(text: str, first: Quantity, second: Quantity, how: str, aimed: bool) -> list[Role]:
    if how == "result":
        return [Role(first, "target"), Role(second, "current", moved=True)]
    if how == "backward":
        return [Role(first, "current", moved=True), Role(second, "baseline", moved=True)]
    ahead = _is_aimed(text, first, aimed) or _is_aimed(text, second, False)
    return [
        Role(first, "baseline", moved=True),
        Role(second, "target" if ahead else "current", moved=True),
    ]


def _is_aimed(text: str, quantity: Quantity, aimed: bool) -> bool:
    if re.match(r"\s*(?:target|goal)\b", text[quantity.end :], re.IGNORECASE):
        return True
    left, _ = clause(text, quantity.start)
    before = text[max(left, quantity.start - 110) : quantity.start]
    if _AIM_LABEL.match(text):
        return True
    if is_ordered(text) or mood(text, quantity.start) in ("planned",) or aimed:
        return not re.search(r"=>", text[: quantity.start])
    return bool(_AIM.search(before))


def _single(
    text: str, quantity: Quantity, aimed: bool, based: frozenset[str | None]
) -> Role | None:
    sign = changes.sign(text, quantity)
    ahead = _is_aimed(text, quantity, aimed)
    if sign and quantity.nature != "bare":
        intended = ahead or mood(text, quantity.start) == "hoped"
        return Role(quantity, "target" if intended else "current", sign, moved=True)
    if quantity.nature == "times":
        return None
    if ahead:
        return Role(quantity, "target") if _is_goal_figure(text, quantity) else None
    return _level(text, quantity, based)


def _is_goal_figure(text: str, quantity: Quantity) -> bool:
    """Numbers of an intention count as a target where they say how much, not how many rounds."""
    if quantity.nature in ("percent", "points", "money"):
        return True
    if is_ordered(text) or signals.GOAL.search(text):
        return quantity.nature != "bare" or quantity.bound is not None
    return quantity.nature == "time" and bool(
        _VERB_TO.search(text[: quantity.number]) or quantity.bound == "<"
    )


def _level(text: str, quantity: Quantity, based: frozenset[str | None]) -> Role | None:
    """A stated level: before the change, or as it stands now."""
    left, right = clause(text, quantity.start, quantity.end)
    before = text[max(0, quantity.start - 110) : quantity.start]
    around = text[left:right]
    if quantity.nature == "count" and USAGE.search(around) and not _PAST.search(before):
        return None
    if _VERB_TO.search(before + text[quantity.start : quantity.number]) and _measures(
        quantity, text
    ):
        return Role(quantity, "current", moved=True)
    if _is_past(text, quantity, before):
        return Role(quantity, "baseline") if _measures(quantity, text) else None
    now = _NOW.search(around) or _NOW.search(before[-60:])
    if now and _measures(quantity, around) and _IS.search(text[: quantity.number][-40:]):
        return Role(quantity, "current", moved=bool(re.search(r"\bnow\b", around, re.IGNORECASE)))
    if (
        HIGHER_IS_BETTER.search(around)
        and quantity.nature in ("percent", "points")
        and _IS.search(text[: quantity.number][-40:])
    ):
        return Role(quantity, "current")
    if now and quantity.unit is not None and quantity.unit in based:
        return Role(quantity, "current", moved=True)
    if quantity.nature == "percent" and _SAID_SO.match(text, quantity.end):
        return Role(quantity, "current")
    if quantity.nature in ("percent", "points") and _FOUND.search(text[: quantity.end + 60]):
        return Role(quantity, "baseline")
    return None


def _is_past(text: str, quantity: Quantity, before: str) -> bool:
    after = text[quantity.end : quantity.end + 40]
    if re.search(r"\bnow\b|\bsince\b", before[-40:] + after[:12], re.IGNORECASE):
        return False
    return bool(_PAST.search(before[-75:])) or bool(
        re.match(
            r"\s*(?:\w+\s+){0,2}(?:before|previously|at\s+baseline|pre-|prior\s+to)\b",
            after,
            re.IGNORECASE,
        )
    )


def _measures(quantity: Quantity, words: str) -> bool:
    """Whether an amount of this kind says how well something goes, not how much was put out."""
    if quantity.nature in _METRIC_NATURES:
        return True
    return bool(LOWER_IS_BETTER.search(words) or HIGHER_IS_BETTER.search(words))
