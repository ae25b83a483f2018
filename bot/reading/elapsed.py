"""Whether a past level in a reply is one of since, not of before: what is known tells."""

from collections.abc import Sequence

from bot.benefits.periods import last_day
from bot.benefits.reading import AnswerContext
from bot.reading.vocabulary import any_of
from bot.reading.when import When

_BEFORE = any_of(
    r"used\s+to|previously|before(?:hand)?|back\s+then|originally|prior\s+to|pre-?\w+|formerly|until|"
    r"(?:under|with)\s+the\s+old|baseline|started|began|last\s+year"
)
"""Words that make a level one of before, whatever was asked."""
_MONTH = len("2026-03")


def is_since(words: str, dated: Sequence[When], context: AnswerContext) -> bool:
    """Whether a level said in the past tense, with its periods beside it, is of since.

    It is where a target is asked and a month gone by is told of, as what was before is known by
    then; and where a level of now is known for the same period.
    """
    periods = [one.back for one in dated if one.back]
    if not periods or _BEFORE.search(words):
        return False
    return _is_known_for(periods, context) or _is_over(periods, context)


def _is_over(periods: Sequence[str], context: AnswerContext) -> bool:
    months = [one for one in periods if len(one) == _MONTH]
    if context.asked != "target" or context.day is None or not months:
        return False
    return last_day(months[-1], 1) < context.day


def _is_known_for(periods: Sequence[str], context: AnswerContext) -> bool:
    known = [one for one in context.prior if one.is_level and one.as_of in periods]
    return bool(known) and all(one.slot == "current" for one in known)
