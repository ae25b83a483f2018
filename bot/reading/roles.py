"""Which part each figure of a statement plays: before, after, intended, or the size of a change."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.reading import changes, denied, labelled, levels, signals
from bot.reading.levels import NOW, PAST
from bot.reading.mood import is_ordered, mood
from bot.reading.quantities import Quantity
from bot.reading.statements import Statement, clause
from bot.reading.vocabulary import MOVE, any_of

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
    r"less\s+than|fewer\s+than|more\s+than|a(?:n\s+average|\s+median)?\s+of|as\s+low\s+as|now|"
    r"still|already|~|<|>|"
    r"an|average|the))*\s*$"
)
_TO = re.compile(rf"(?:\bto\b|->|→|–>|—>|⇒|\bdown\s+to\b){_LEAD}", re.IGNORECASE)
_RESULT = re.compile(rf"=>{_LEAD}|^\s*\**\s*=>", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b(?:\s+(?!to\b)[\w~’'-]+){0,6}\s*~?\s*$", re.IGNORECASE)
SPREAD = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|var(?:y|ies|ied|ying)|anywhere|spann\w+)\b[^,;]{0,40}$", re.IGNORECASE
)
_ARROW = re.compile(r"^[^,;.|]{0,30}?\s*(?:->|→|–>|—>|⇒)\s*", re.DOTALL)
_BACKWARD = re.compile(
    r"\b(?:down|up)\s+from\b|\(\s*(?:was|from|down\s+from|up\s+from|previously|"
    r"before)\b|\b(?:compared\s+(?:to|with)|versus|vs\.?|instead\s+of|rather\s+than|"
    r"as\s+opposed\s+to|against|relative\s+to)\b|,\s*from\b(?![^;]*,)|,\s*(?:it\s+)?(?:was|were|"
    r"previously)\b",
    re.IGNORECASE,
)
_FORMERLY = re.compile(
    r",\s*(?:on\s+paper|by\s+(?:hand|phone|fax|post)|manually|"
    r"(?:with|in|under|on)\s+the\s+(?:old|previous|former|paper)\s+\w+)\s+(?:(?:it|that)\s+)?(?:was|were|took)\b|"
    r",\s*(?:(?:it|that)\s+)?used\s+to\s+(?:be|take|cost|need|run)\b",
    re.IGNORECASE,
)
"""How it was done before, or what it used to be, told behind how it is."""
_WAS = any_of(
    PAST.pattern,
    r"took|was|were|had|averaged|last\s+(?:year|month|quarter|week)|(?:an?|one|two|"
    r"\d+)\s+(?:years?|months?|weeks?)\s+ago|at\s+launch|when\s+we\s+(?:started|began|"
    r"launched)",
)
_AIM = any_of(
    r"targets?|goals?|aim(?:s|ed|ing)?|objectives?|kpis?|krs?|okrs?|ambition|towards|"
    r"expected|forecast\w*|projected|estimated\s+to|on\s+track|would|will(?!\s+(?:always|never))|"
    r"to\s+be|"
    r"plan(?:s|ned)?\s+to|want\s+to|hope\s+to|threshold|at\s+the\s+latest|"
    r"no\s+later\s+than|we\s+need|should|success\s+criteri\w+|commit(?:ted)?\s+to|"
    r"aspir\w+|on\s+course|success\s+looks|intended|must|wants?|bound\s+to|allow\s+(?:us|them)|"
    r"could|might|can\s+(?:save|reduce|cut)|commitment|forecast|to\s+(?:get|bring|move|raise|cut)|"
    r"(?:standards?|plan|charter|contract|policy|board|regulator|business\s+case|law|rules?|"
    r"programme|statute|strategy)\s+(?:asks?|asked|calls?|called|provides?|allows?)\s+for|"
    r"undertaken\s+to|undertook\s+to|pledged?\s+to|promised|our\s+bar\s+(?:of|is|was)|standard(?:\s+is)?:"
)
_AIM_LABEL = re.compile(
    r"^(?:\w+\s+){0,3}(?:targets?|goals?|objectives?|aims?|kpis?|krs?|key\s+results?)\s?\d*\b[^:.]{0,30}:",
    re.IGNORECASE,
)
_LED = re.compile(
    r"^(?!Update|Note|Status|Result|Today|Now|Week)[A-Z][\w&/ .-]{1,45}?(?:\s+KR)?:\s", re.ASCII
)
_VERB_TO = re.compile(rf"\b{MOVE}\b[^.;|]{{0,90}}?\b(?:to|below|above)\b{_LEAD}", re.IGNORECASE)
_WANTED = re.compile(
    r"\b(?:(?:targets?|goals?|aims?|objectives?|sla|commitment|threshold|ambition)\b[^.;\d]{0,40}|"
    rf"(?:want|need|wants|needs)\s+(?:(?:it|this|that|them)\s+)?(?:(?:to\s+be|at|in|within|under|"
    rf"below|down\s+to|to)\s+)*){_LEAD}",
    re.IGNORECASE,
)
_IS_NOW = re.compile(r"\b(?:is|are|takes?|stands?|it[’']s|now)\b", re.IGNORECASE)


def find(
    statement: Statement,
    quantities: Sequence[Quantity],
    aimed: bool,
    based: frozenset[str | None] = frozenset(),
) -> list[Role]:
    """The parts played; figures that play none are left out. `aimed` under a heading of goals.

    `based` are the units of baselines named before in the same text.
    """
    roles = list(_named(statement.text, quantities))
    told = {role.quantity for role in roles}
    left = [one for one in quantities if one not in told]
    left = [one for one in left if denied.denial(statement.text, one) != "unmet"]
    for first, second, backward in _pairs(statement.text, quantities):
        if first in left and second in left:
            ahead = aimed or _is_due(statement, first, second)
            roles += _both(statement.text, first, second, backward, ahead)
            left = [quantity for quantity in left if quantity not in (first, second)]
    for quantity in left:
        if role := _single(statement.text, quantity, aimed, based):
            roles.append(role)
    return sorted(roles, key=lambda role: role.quantity.start)


def _named(text: str, found: Sequence[Quantity]) -> Iterator[Role]:
    """The figures whose part a word beside them names, or words that deny a change."""
    named = labelled.find(text, found)
    for one in found:
        denial = denied.denial(text, one) if one not in named else None
        if denial == "stays":
            yield Role(one, "current", moved=True)
        elif denial == "over" and levels.measures(one, text):
            yield Role(one, "baseline", moved=True)
        elif slot := named.get(one):
            sign = changes.sign(text, one) if slot != "baseline" else 0
            yield Role(one, slot, sign, moved=len(named) > 1)


def _pairs(text: str, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity, str]]:
    """Neighbours that say from where to where, with how it is said."""
    for first, second in pairwise(found):
        between = text[first.end : second.number]
        if len(between) > 110 or not _alike(first, second):
            continue
        if _RESULT.search(between):
            yield first, second, "result"
        if changes.sign(text, first):
            continue
        formerly = _BACKWARD.search(between) or _FORMERLY.search(between)
        against = formerly or _is_reversed(text, first, second)
        if _ARROW.search(between) or (not against and _TO.search(between) and _moves(text, first)):
            yield first, second, "forward"
        elif against:
            yield first, second, "backward"
        elif (
            _STARTED.search(text[max(0, first.start - 60) : first.start]) and _ENDED.search(between)
        ) or (
            _WAS.search(text[max(0, first.start - 60) : first.start])
            and _is_later(text, between, second)
        ):
            yield first, second, "forward"


def _is_reversed(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether how it is now is told first, and then how it was: "3 days now, it took 8 before"."""
    left, _ = clause(text, first.start, first.end)
    is_now = _NOW_HERE.match(text, first.end) or _NOW_AHEAD.search(text[left : first.start])
    if not is_now or NOW.search(_NOW_HERE.sub("", text[first.end : second.start], count=1)):
        return False
    between = text[first.end : second.start]
    if _AIM.search(between):
        return False
    return bool(_THEN.search(between) or _THEN_BEHIND.match(text, second.end))


_NOW_HERE = re.compile(
    r"(?:\s+(?:an?|per|each)\s+\w+)?\s*\(?(?:now|nowadays|today|these\s+days|at\s+the\s+moment)\b",
    re.IGNORECASE,
)
_NOW_AHEAD = re.compile(r"^\W*(?:now|today|these\s+days)\b|\bnow\b[^,;]{0,40}$", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:before|previously|formerly|earlier|used\s+to|took|was|were|had|needed|waited|cost|spent|"
    r"lasted|ran)\b",
    re.IGNORECASE,
)
_THEN_BEHIND = re.compile(
    r"[^\d,.;]{0,30}?\b(?:before(?:hand)?(?=\W*$|[,.;:)]|\s+(?:the|that|we|it|go-?live|launch|and)\b)|"
    r"previously|earlier|(?:a|last)\s+year(?:\s+ago)?|in\s+the\s+past)\b",
    re.IGNORECASE,
)


_STARTED = re.compile(r"\b(?:started|began|opened|entered|kicked\s+off)\b[^.;]*$", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:ended|finished|closed|exited|wrapped\s+up)\b", re.IGNORECASE)


_MANY = re.compile(
    r"\b(?:improvements|savings|speed-?ups|gains|reductions)\b[^.;]{0,40}\bfrom\s*$", re.IGNORECASE
)
"""Several changes of a size from here to there, not one move."""


def _is_later(text: str, between: str, second: Quantity) -> bool:
    """Whether the second of two figures is told of now, the first having been told of then."""
    if NOW.search(between):
        return True
    behind = re.match(r"(?:\s+an?\s+\w+)?\s+(?:now|today|currently)\b", text[second.end :])
    return behind is not None or bool(_SINCE.search(between) and _IS_NOW.search(between))


_SINCE = re.compile(
    r"\b(?:was|were|in\s+\w+|ago|last\s+\w+)\b[^.]*\b(?:is|are)\b|\band\s+is\b", re.I
)


def _is_due(statement: Statement, first: Quantity, second: Quantity) -> bool:
    """Whether a move is to be made by a day: "from 48 to 30 by Christmas", with nothing done."""
    due = any(one.is_due and 0 <= one.start - second.end <= 12 for one in statement.dated)
    return due and not _DONE.search(statement.text[: first.start])


_DONE = re.compile(
    r"(?<!^)\b\w+ed\b|\b(?:fell|rose|went|grew|cut|came|was|were|had|has|have|down|up|brought|got)\b",
    re.IGNORECASE,
)


def _moves(text: str, first: Quantity) -> bool:
    before = text[max(0, first.start - 90) : first.start]
    if SPREAD.search(before[-60:]) or _MANY.search(before):
        return False
    return bool(_FROM.search(before[-50:]) or re.search(rf"\b{MOVE}\b", before, re.IGNORECASE))


def _alike(first: Quantity, second: Quantity) -> bool:
    """Whether two amounts could be of one measure."""
    natures = {first.nature, second.nature}
    return len(natures) == 1 or "bare" in natures


def _both(text: str, first: Quantity, second: Quantity, how: str, aimed: bool) -> list[Role]:
    if how == "result":
        one, other = changes.sign(text, first), changes.sign(text, second)
        return [Role(first, "target", one), Role(second, "current", other, moved=True)]
    if how == "backward":
        return [Role(first, "current", moved=True), Role(second, "baseline", moved=True)]
    ahead = is_aimed(text, first, aimed) or is_aimed(text, second, False)
    return [
        Role(first, "baseline", moved=True),
        Role(second, "target" if ahead else "current", moved=True),
    ]


def is_aimed(text: str, quantity: Quantity, aimed: bool) -> bool:
    if re.match(r"\s*(?:[\w-]+\s+){0,2}?(?:target|goal)\b", text[quantity.end :], re.IGNORECASE):
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
    if _is_modifier(text, quantity):
        return None
    sign = changes.sign(text, quantity)
    ahead = is_aimed(text, quantity, aimed)
    if sign and quantity.nature != "bare":
        intended = ahead or mood(text, quantity.start) == "hoped"
        return Role(quantity, "target" if intended else "current", sign, moved=True)
    if quantity.nature == "times":
        return None
    if ahead:
        return Role(quantity, "target") if _is_goal_figure(text, quantity) else None
    return _level(text, quantity, based)


_MODIFIES = re.compile(
    r"\s+of\s+(?:development|work|experience|service|history|testing|planning|research|"
    r"preparation)\b|"
    r"\s+(?:work\s?weeks?|weeks?|refund|replacement|window|notice|trial|pilot|period|programme|"
    r"program|course|"
    r"workshop|session|call|meeting|plan|training|talk|sprint|conference|contract|term|webinar|"
    r"event|"
    r"guarantee|warranty|gift\s+card|celebration|break)\b",
    re.IGNORECASE,
)
_PROGRESS = re.compile(r"\s+(?:complete|done|finished)\s*(?:[,.;)]|$)|\s+of\s+the\s+way\b", re.I)
_SURE = re.compile(r"\s+(?:sure|certain|confident|convinced|committed|behind)\b", re.IGNORECASE)
"""How sure somebody is: "we were never 100% sure"."""


def _is_modifier(text: str, quantity: Quantity) -> bool:
    """Whether a figure only tells a thing's length, a scale's ends or how far work has got."""
    if quantity.low in (0, 1) and quantity.high in (5, 7, 10, 100) and quantity.nature == "bare":
        return True
    if quantity.unit in _ASKED and _SURVEY.search(text[: quantity.number]):
        return True
    if quantity.nature == "percent":
        behind = _PROGRESS.match(text, quantity.end) or _SURE.match(text, quantity.end)
        return behind is not None
    return quantity.nature in ("time", "money") and _MODIFIES.match(text, quantity.end) is not None


_ASKED = frozenset(
    {"replies", "responses", "respondents", "answers", "participants", "interviews", "answered"}
)
_SURVEY = any_of(r"(?:\w+\s)?surveys?|polls?|questionnaires?|interviews")
"""How many answered a survey is no figure of what it shows."""
_OWED = any_of(
    r"should\s+be|must\s+be|success\s+(?:looks|means)|intended\s+\w+|ambition|committed\s+to|"
    r"commitment|on\s+course|allow\s+(?:us|them|staff)\s+to|all\s+\w+\s+to\s+be"
)


def _is_goal_figure(text: str, quantity: Quantity) -> bool:
    """Numbers of an intention count as a target where they say how much, not how many rounds."""
    if quantity.nature in ("percent", "points", "money"):
        return True
    if is_ordered(text) or signals.GOAL.search(text) or _OWED.search(text):
        moved = _VERB_TO.search(text[: quantity.number])
        return quantity.nature != "bare" or quantity.bound is not None or bool(moved)
    return quantity.nature == "time" and bool(
        _VERB_TO.search(text[: quantity.number])
        or quantity.bound == "<"
        or _WANTED.search(text[max(0, quantity.number - 60) : quantity.number])
    )


def _level(text: str, quantity: Quantity, based: frozenset[str | None]) -> Role | None:
    """A stated level: before the change, or as it stands now."""
    before = text[max(0, quantity.start - 110) : quantity.number]
    if _VERB_TO.search(before) and levels.measures(quantity, text):
        return Role(quantity, "current", moved=True)
    found = levels.held(text, quantity, based)
    return Role(quantity, found[0], moved=found[1]) if found else None


SIGNS = {"aim": _AIM, "against": _BACKWARD, "then": _WAS, "owed": _OWED, "to": _TO}
"""What the head looks for among these, by name."""
