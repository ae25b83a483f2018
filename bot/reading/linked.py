"""Which figures of a statement are told of a known measure it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading import asides, changes, places
from bot.reading.amounts import Amount
from bot.reading.kinship import counts_any, fits
from bot.reading.named import Mention
from bot.reading.quantities import Quantity
from bot.reading.when import When

FARTHEST = 170
"""Characters between a measure's name and its figure, at most."""

_FILL = (
    r"(?:about|around|roughly|approximately|approx\.?|nearly|almost|only|just|over|under|now|still|already|"
    r"again|back|down|up|even|below|above|(?:more|less|fewer|better|worse)\s+than|currently|today|so\s+far|to\s+date|a|an|the|our|both|some|at|to|all|mere|record|steady|solid|"
    r"whopping|whole|full|total\s+of|average\s+of|mean\s+of|median\s+of|average|avg|mean|median|out|straight|much|well|"
    r"finally|consistently|between|us|officially|again\s+at|~|≈|<|>|=|:|\*|_)"
)
_COPULA = (
    r"(?:is|was|are|were|be|been|being|it['’]s|['’]s|stands?|stood|sat|sits?|ran|runs?|running|averag\w+|"
    r"comes?|came|hit|hits|reach\w*|remain\w*|stay\w*|fell|falls|fallen|dropped|drops|rose|risen|went|gone|"
    r"down|up|measured|takes?|took|taking|has|had|shows?|showed|says?|gives?|gave|equals?|holding|hold|"
    r"hover\w*|improved|worsened|got|gets|now|still|currently|baseline|target|goal|actual|current|before|"
    r"after|today|figure|value|number|reading|level|previously|lasted|lasts|landed|clocked|crept|climbed|"
    r"slipped|grew|declined|decreased|increased|shrank|cost|costs|totals?|totalled|jumped|moved|slid|"
    r"settled|bounced|dipped|sank|slumped|recovered|returned|rebounded|topped|passed|exceeded|broke|worth|at|of|to|from|into|in\s+at|on|with|as|both|vs\.?|versus|against|compared\s+(?:to|with)|was:|is:)"
)
_LINK = re.compile(
    rf"(?:^|(?<!\w){_COPULA}(?!\w)|[:=,(|–—-]|->|→|>)\s*(?:{_FILL}\s*)*$", re.IGNORECASE
)
_TURN = re.compile(
    r";(?!\s*(?:and\s+|but\s+)?(?:it\s+(?:is|was)|it['’]s|now|currently|today|before|previously|then|baseline|target|goal)\b)|"
    r"[.!?…]\s|(?:^|[,;:–—-]\s*|\s)(?:and\s+|but\s+|so\s+|because\s+|since\s+|which\s+|while\s+|as\s+)?"
    r"(?:we|i|they|you|he|she|it|who|people|staff|everyone|the\s+team|somebody|someone)\s+"
    r"(?!(?:are|['’]re|were|stood|stand|sat|sit|is|was|now|still|currently|had)\b[^,;]{0,20}"
    r"\b(?:at|on|down|up|now|still|back)\b|(?:is|was|took|takes)\s*(?:now|still|about|at|only|just)*\s*$|"
    r"(?:started|used\s+to|went|came|came\s+in|got|moved|ran|agreed|switch|start|began|changed?|had|go|went\s+live)\b)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\s*(?:of|for|as|is|was)\s+(?:the\s+|our\s+|its\s+|my\s+|current\s+)*$", re.IGNORECASE
)
_IN = re.compile(r"\s*(?:in|on)\s+(?:the|our|its|my)\s+", re.IGNORECASE)
"""Leads to the pile that is counted in the unit said: "90 parcels in the backlog"."""
_OTHER_NOUN = re.compile(
    r"\b(?:meetings?|trainings?|workshops?|sessions?|projects?|sprints?|budget|deadline|delay\w*\s+by|"
    r"build|prepar\w+|spent|agenda|review|discuss\w*|talk\w*|present\w*)\b",
    re.IGNORECASE,
)
_SHARE_OF_IT = re.compile(
    r"\s+(?:of\s+(?:it|which|that|them|these|\w+ing)\b|(?:left|to\s+go|until|till|ago|later|earlier|"
    r"notice|overdue|late)\b)",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\s+(?:(?:were|was|have\s+been|has\s+been|are|already|now)\s+)*(?:migrated|generated|created|processed|"
    r"trained|onboarded|registered|installed|moved|converted|imported|logged\s+in|signed\s+up|built|"
    r"delivered|published|sent|uploaded|scanned|tagged|booked|opened|closed\s+today|rolled\s+out)\b",
    re.IGNORECASE,
)
_PLUS = re.compile(
    r"(?:\b(?:is|was|at|of|to|stands|stood|hit|reached|now)|[:=])\s*[+-]$", re.IGNORECASE
)
"""The sign of a score that may be above or below nought: "NPS is +31"."""
_PERIOD = (
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Q[1-4]|20\d\d"
)
_SHORT_OF = re.compile(
    r"\s+(?:still\s+|only\s+|just\s+)?(?:short\s+of|shy\s+of|off|away\s+from|behind|ahead\s+of|from|better\s+than|worse\s+than|"
    r"above|below|over|under|inside|outside|more\s+than|less\s+than)\s+(?:(?:the|our|its|a|last)\s+)?(?:[\w.%-]+\s+){0,2}?"
    r"(?:targets?|goals?|plan|forecast|baseline|aim|sla|standard|(?:last\s+)?(?:month|week|quarter|year))\b|"
    r"\s+(?:better|worse|quicker|sooner|above|below)\s+(?:than|from)?\s*(?:it\s+was\s+|we\s+were\s+)?(?:in\s+|back\s+in\s+|at\s+|before\b)?"
    rf"(?:the\s+)?(?:(?-i:{_PERIOD})|before|start|launch|go-live)\b|\s+(?:better|worse)\s+than\b",
    re.IGNORECASE,
)
"""How far a level is from another one is no level."""
_SAMPLE = re.compile(r"(?:\bn\s*=|\bsample\s+of|\bout\s+of)\s*$", re.IGNORECASE)
_WHOLE_OF = re.compile(r"(?:%|\bper\s?cent)\s+of\s+(?:(?:the|our|all|some)\s+)*$", re.IGNORECASE)
"""What a share is taken of is no figure of its own: "61% of 240 enrolled"."""
_MONEY = re.compile(
    r"\b(?:costs?|spend|spending|fees?|prices?|revenue|sales|income|margin)\b", re.I
)
_TIMED = re.compile(
    r"\b(?:time|wait\w*|durations?|turnaround|delays?|age|cycle|lead)\b|-to-|\btime\s+to\b", re.I
)
_SHARED = re.compile(r"\b(?:rates?|share|satisfaction|accuracy|percentage|proportion)\b", re.I)


@dataclass(frozen=True)
class Linked:
    """A figure and the measure it is told of; `turned` where it stands before the name."""

    amount: Amount
    mention: Mention
    turned: bool = False


def find(
    text: str, found: Sequence[Amount], mentions: Sequence[Mention], dated: Sequence[When]
) -> list[Linked]:
    """The figures that are told of a measure named in the same statement, in order."""
    plain = blanked(text, dated)
    bare = _masked(text, mentions)
    linked: list[Linked] = []
    for one in found:
        if len(found) > 1 and asides.is_extreme(text, one.quantity):
            continue
        if is_level(text, one, bare) and (home := _home(plain, one, found, mentions, linked)):
            linked.append(home)
    return linked


def _masked(text: str, mentions: Sequence[Mention]) -> str:
    """The statement without the names of measures, some of which are words of change."""
    for one in mentions:
        text = text[: one.start] + "x" * (one.end - one.start) + text[one.end :]
    return text


def is_level(text: str, one: Amount, bare: str | None = None) -> bool:
    """Whether an amount may be a level: no change, no sample, nothing that was put out.

    `bare` is the text without the names of measures: "shrink is 1.8%" tells no change.
    """
    quantity = one.quantity
    if _SHORT_OF.match(text, quantity.end):
        return False
    if quantity.nature == "times" or _SAMPLE.search(text[: quantity.start][-20:]):
        return False
    if quantity.nature in ("bare", "count") and _WHOLE_OF.search(text[: quantity.start][-30:]):
        return False
    is_marked = quantity.nature in ("bare", "points") and _PLUS.search(text[: quantity.number])
    if (
        one.sign
        and not is_marked
        and not (bare and changes.sign(text, quantity) and not changes.sign(bare, quantity))
    ):
        return False
    if _MADE.match(text, quantity.end) and quantity.nature in ("count", "bare"):
        return False
    if re.match(r"\s+of\s+\d", text[quantity.end :]) and quantity.nature == "bare":
        return False
    return not (quantity.nature == "time" and _SHARE_OF_IT.match(text, quantity.end))


def may_be(quantity: Quantity, mention: Mention) -> bool:
    """Whether the amount's unit leaves it a figure of the measure."""
    if mention.known.unit is not None:
        return fits(quantity, mention.known.unit)
    name, nature = mention.known.name, quantity.nature
    for pattern, natures in (
        (_MONEY, ("money", "bare")),
        (_TIMED, ("time", "bare")),
        (_SHARED, ("percent", "points", "bare")),
    ):
        if pattern.search(name):
            return nature in natures
    return True


def _suits(quantity: Quantity, mention: Mention) -> bool:
    """Whether it may be a figure of it, or counts by name what was agreed in units of any kind."""
    counted = (quantity.unit or "").partition("/")[0].casefold()
    by_name = bool(counted) and counted in mention.known.name.casefold()
    return may_be(quantity, mention) or (by_name and counts_any(quantity, mention.known.unit))


def blanked(text: str, dated: Sequence[When]) -> str:
    """The statement with its dates left blank, place by place."""
    for one in dated:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _home(
    text: str,
    one: Amount,
    found: Sequence[Amount],
    mentions: Sequence[Mention],
    linked: Sequence[Linked],
) -> Linked | None:
    """The nearest measure that an amount is told of."""
    inside = [m for m in mentions if m.start < one.end and one.start < m.end]
    for mention in inside:
        told_for = _FOR_ONE.search(text[one.start : mention.start])
        fitting = _suits(one.quantity, mention)
        led = any(m.known == mention.known and m.end <= one.start for m in mentions)
        if one.start <= mention.start and not told_for and fitting and not led:
            return Linked(one, mention, turned=True)
    behind = [m for m in mentions if m.end <= one.start]
    turned = _turned(text, one, [m for m in mentions if m.start >= one.end])
    if behind and _leads(text, behind[-1], one, found, linked):
        return Linked(one, behind[-1])
    return turned or _before(text, one, mentions)


_FOR_ONE = re.compile(r"(?:\b(?:an?|per|each|every)\s+|/)$", re.IGNORECASE)
"""What a price is told for one of is not what is measured: "€140 a repair"."""


def _before(text: str, one: Amount, mentions: Sequence[Mention]) -> Linked | None:
    """A figure that a sentence opens with, set against the measure named behind it."""
    if not mentions or mentions[0].start < one.end or one.quantity.nature == "bare":
        return None
    between = text[one.end : mentions[0].start]
    opens = _OPENS.fullmatch(text[: one.start]) and _LEFT.fullmatch(between)
    return (
        Linked(one, mentions[0], turned=True)
        if opens and may_be(one.quantity, mentions[0])
        else None
    )


_OPENS = re.compile(
    r"\W*(?:compared\s+(?:to|with)|instead\s+of|against|versus|from|we\s+(?:started|began)\s+(?:out\s+)?(?:at|with|from|on))\s+"
    r"(?:(?:the|an?|our|about|around|over|average\s+of)\s+)*",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"(?:\s+(?:we|it|things|that)\s+(?:started|began|had|were|was|stood|came|used)(?:\s+(?:from|at|with|on|out|before|to\s+have))*|"
    r"\s+when\s+we\s+(?:started|began)|\s+before|\s+(?:at|in)\s+the\s+(?:start|beginning)|\s+back\s+then|\s+last\s+year|\s)*"
    r"\s*(?:,|\band\b|,\s*and\b)\s+(?:the\s+|our\s+|now\s+)*",
    re.IGNORECASE,
)


def _turned(text: str, one: Amount, ahead: Sequence[Mention]) -> Linked | None:
    """A figure with its measure behind it: "12 minutes for roster change time"."""
    if not ahead or ahead[0].start - one.end > 40 or not may_be(one.quantity, ahead[0]):
        return None
    between = text[one.end : ahead[0].start]
    if one.quantity.nature in ("percent", "time", "money") and not between.strip():
        return Linked(one, ahead[0], turned=True)
    is_in = _IN.fullmatch(between) and one.quantity.unit == ahead[0].known.unit
    return Linked(one, ahead[0], turned=True) if is_in or _FOR.fullmatch(between) else None


def _leads(
    text: str, mention: Mention, one: Amount, found: Sequence[Amount], linked: Sequence[Linked]
) -> bool:
    """Whether the words from a measure's name to an amount tie one to the other."""
    if not _suits(one.quantity, mention) or one.start - mention.end > FARTHEST:
        return False
    own = [each for each in linked if each.mention == mention and each.amount.end <= one.start]
    passed = [each for each in found if mention.end <= each.start and each.end <= one.start]
    if own and not _alike(own[-1].amount.quantity, one.quantity):
        return False
    if own and passed and own[-1].amount == passed[-1] and _goes_on(text, own[-1].amount, one):
        return True
    begin = own[-1].amount.end if own else mention.end
    between = _BRACKETS.sub(" ", text[begin : one.start])
    if passed and not own and one.quantity.nature == "bare":
        return False
    if _TURN.search(between) or _OTHER_NOUN.search(between):
        return False
    if len(between.split()) > 16 or (own and len(between) > 90):
        return False
    return bool(_LINK.search(re.sub(r"\s[+-]$", " ", between)))


def _goes_on(text: str, last: Amount, one: Amount) -> bool:
    """Whether a figure stands in one row with the last: "38 (adults), 22 (children)".

    Periods are blanks here: "Feb 55, Mar 48".
    """
    between = text[last.end : one.start]
    in_row = _ROW.fullmatch(_BRACKETS.sub(" ", between)) is not None
    listed = all(places.has_brackets(text, each.end) for each in (last, one))
    return in_row and (listed or len(between) - len(between.lstrip(" ,;/")) > _MONTH)


_ROW = re.compile(r"[\s,;/|]*(?:and\s*)?")
_MONTH = 4
"""Blanks that only a period left out can have left."""
_BRACKETS = re.compile(r"\([^()]{0,80}\)")


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts could be of one measure."""
    return one.nature == other.nature or "bare" in (one.nature, other.nature)
