"""Numbers of a reply that are no figures: cases counted, hours to wait, amounts of other things."""

import re
from collections.abc import Sequence

from bot.benefits.facts import LEVELS
from bot.benefits.reading import AnswerContext
from bot.reading import called, pointed, stance
from bot.reading.amounts import Amount
from bot.reading.beside import around
from bot.reading.kinship import fits, nature_of
from bot.reading.quantities import Quantity
from bot.reading.vocabulary import any_of

_SAMPLE = any_of(
    r"(?:sample\s+of|n\s*=|based\s+on|out\s+of|for\s+the|"
    r"across|from|on|of)\s*$"
)
_LEVEL = any_of(
    r"was|were|is|took|takes|about|around|roughly|approx\w*|used|before|now|target|maybe|average\w*"
)


def is_aside(text: str, one: Amount, context: AnswerContext, found: Sequence[Amount]) -> bool:
    """The cases a figure was taken from, a promised wait, and what cannot be of the measure."""
    quantity = one.quantity
    place = around(text, one, found)
    beside = text[place.left : place.right]
    if _is_a_wait(text, quantity, beside) or pointed.wonders(text, quantity, context.prior):
        return True
    if is_spell(text, quantity) or (len(found) > 1 and is_extreme(text, quantity)):
        return True
    if _BEATS.match(text, quantity.end) or (not one.sign and _PRAISES.match(text, quantity.end)):
        return True
    if quantity.nature == "times" or _is_sample(text, quantity, len(found) > 1):
        return True
    return not _concerns(text, one, context, found)


def _is_a_wait(text: str, quantity: Quantity, beside: str) -> bool:
    """Whether it says how soon somebody will answer: "give me ten minutes", "busy, 5 mins"."""
    if quantity.nature not in ("time", "bare") or _LEVEL.search(beside):
        return False
    is_short = (quantity.unit or "") in ("minutes", "hours", "seconds")
    return stance.puts_off(beside) or (is_short and stance.puts_off(text))


def is_spell(text: str, quantity: Quantity) -> bool:
    """Whether a time says how long somebody looked: "timed over two weeks"."""
    return quantity.nature == "time" and bool(_LOOKED.search(text[: quantity.number]))


def weighs_up(text: str) -> bool:
    """Whether somebody asks which unit a number is meant in, or works it out: no figure is told."""
    return bool(_EITHER.search(text) or _RECKONED.search(text))


_EITHER = re.compile(
    r"(?<![\d.,])(?P<number>\d+(?:[.,]\d+)?)\s?[^\d?.!;]{0,24}?\s?\bor\s+(?P=number)\s?[^\d?.!;]{1,24}\?",
    re.IGNORECASE,
)
_RECKONED = re.compile(
    r"\d\s?(?:%|per\s?cent|percent)\s+of\s+[$£€]?\d[\d.,]*\s?[a-z%]{0,10}\s*(?:=|\b(?:is|are|makes?|gives?|would\s+be|comes\s+to)\b)",
    re.IGNORECASE,
)
_BEATS = re.compile(
    r"\s+(?:better|worse)\s+than\b|\s+(?:up|down)\s+on\s+(?:target|plan)\b", re.IGNORECASE
)
"""How far a level is from another is none, and which way it went is not told."""
_PRAISES = re.compile(
    r"\s+(?:(?:[a-z]{2,}i|nic|fast|quick|slow|smooth|bright|smart|cool|clean|great|grand|loud|calm|warm|strong|weak|cut|sweet|fresh|soft|hard|"
    r"saf|kind|sharp|light|dark)er|as\s+[a-z]+)\b(?!\s+than\s+\d)",
    re.IGNORECASE,
)
"""How much prettier something is, is no level of anything."""
_LOOKED = re.compile(
    r"\b(?:measured|counted|timed|sampled|tracked|observed|surveyed|watched|recorded|collected)\b[^.;:]{0,60}?"
    r"\b(?:over|for|during|across|within)\s+(?:the\s+(?:last\s+)?|some\s+|about\s+)?$",
    re.IGNORECASE,
)


def is_extreme(text: str, quantity: Quantity) -> bool:
    """Whether it is the worst or best of the cases, beside the average of all of them."""
    if not _AVERAGE.search(text):
        return False
    behind, ahead = text[quantity.end :], text[max(0, quantity.start - 24) : quantity.start]
    return bool(_AT_WORST.match(behind) or _AT_MOST.search(ahead))


_AVERAGE = any_of(r"average[ds]?|avg|mean|median|typical(?:ly)?|usual(?:ly)?|normal(?:ly)?")
_AT_WORST = re.compile(
    r"\s*(?:at\s+(?:the\s+)?(?:worst|best|very\s+\w+|peaks?)|worst[\s-]case)\b",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:peak|worst(?:[\s-]case)?|best(?:[\s-]case)?|p9[059]|9[059]th\s+percentile)\s*[:=]?\s*$",
    re.IGNORECASE,
)


def _is_sample(text: str, quantity: Quantity, is_among_others: bool) -> bool:
    """Whether it says on how many cases a figure rests."""
    before = text[max(0, quantity.start - 20) : quantity.start]
    if re.search(r"\bn\s*=\s*$", before):
        return True
    if quantity.nature not in ("count", "bare") or not is_among_others:
        return False
    moves = re.match(r"\s*(?:to|->|→)\s", text[quantity.end :])
    from_where = quantity.nature == "bare" and re.search(r"\bfrom\s*$", before)
    return bool(_SAMPLE.search(before)) and not moves and not from_where


def _concerns(text: str, one: Amount, context: AnswerContext, found: Sequence[Amount]) -> bool:
    """Whether an amount may be a figure of the measure, or of one named beside it."""
    if one.sign or (one.quantity.nature in ("percent", "money") and not context.unit):
        return True
    if fits(one.quantity, context.unit):
        if one.quantity.nature != "bare" or context.asked in LEVELS or context.prior:
            return True
        told = any(each.quantity.nature not in ("bare", "times") for each in found)
        return told or (context.measure is None and _has_subject(text, found))
    alike = [each.quantity for each in found if each.quantity.nature == one.quantity.nature]
    if any(called.measure(text, each, context.measure) for each in alike):
        return True
    return context.asked in LEVELS and len(found) == 1 and _is_of_kin(one.quantity, context.unit)


def _has_subject(text: str, found: Sequence[Amount]) -> bool:
    return any(called.subject(text, each.quantity) for each in found)


def _is_of_kin(quantity: Quantity, unit: str | None) -> bool:
    """A count of other words is still a count, money of another currency money."""
    return quantity.nature == nature_of(unit) or unit is None
