"""What is measured, in the text's own words, and the figures of a reading summed up by it."""

import re
from collections.abc import Mapping, Sequence

from bot.benefits.facts import Fact, Slot
from bot.benefits.reading import Better, MeasureSummary
from bot.reading import titles
from bot.reading.quantities import Quantity
from bot.reading.statements import clause
from bot.reading.vocabulary import HIGHER_IS_BETTER, LOWER_IS_BETTER, MOVE

_OBJECT = re.compile(
    rf"\b(?:{MOVE}|achieve[sd]?|streamlin\w+|sp(?:ed|eed)\s+up)\s+(?P<object>(?!by\b|"
    rf"to\b|from\b|in\b|up\b|down\b|over\b|about\b)[^,.;:|\d$£€]{{2,80}}?)\s*(?:\(|"
    rf"\bby\b|\bfrom\b|\bto\b|\bin\s+half\b|$)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"^\s*\W{0,2}(?:decrease|reduction|increase|improvement|drop|rise|decline|growth|"
    r"saving|savings|fewer|less|more)\s+(?:in\s+|of\s+|on\s+)?(?P<object>[a-z][^,.;|"
    r"()\d]{2,60})",
    re.IGNORECASE,
)
_WON = re.compile(
    r"\b(?:sav(?:e[sd]?|ing)|freed?(?:\s+up)?|freeing\s+up|frees(?:\s+up)?|cut(?:s|ting)?|gain(?:s|ed|ing)?|spar(?:e[sd]?|ing)|"
    r"recover(?:s|ed|ing)?|avoid(?:s|ed|ing)?|w[io]n\s+back|shav(?:e[sd]?|ing)(?:\s+off)?|los(?:t|es?|ing))"
    r"(?:\s+(?:us|them|about|around|roughly|over|nearly|almost|some|another|already|up\s+to|at\s+least|more\s+than))*\s*$",
    re.IGNORECASE,
)
_WON_OF = re.compile(
    r"^\s*of\s+(?:the\s+|our\s+)?(?P<object>(?!(?:it|them|this|that|these|those|which|all|each)\b)[a-z][\w’'-]*"
    r"(?:\s+(?!(?:in|on|per|a|an|each|every|last|this|since|by|for|from|at|over|across|with|during|thanks|and|so|now|"
    r"already|after|before|to|is|was|are|were|we|they|says?)\b)[\w’'-]+){0,3})(?=\W|$)",
    re.IGNORECASE,
)
"""What was saved or lost, behind how much of it: "saved 65 hours of staff time"."""
_SHARE = re.compile(
    r"^\s*of\s+(?P<object>[A-Za-z][^,.;|()\d]{2,60}?)\s+(?:is|are|was|were|have|has|"
    r"had|can|could|now|find|found|say|said|in|on|by|through|via|since)\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"^\W*(?:(?:the|our|in\s+\w+,?)\s+)*(?P<name>[A-Za-z][\w’'&/-]*(?:\s+(?!(?:and|or|that|which|who|show\w*|say\w*|of)\b)[\w’'&/-]+){0,4}?)"
    r"(?:\s+(?:in|for)\s+[A-Z]\w+(?:\s+20\d\d)?)?\s*(?::|\b(?:is|was|are|were|stands?\s+at|stood\s+at|fell\s+to|rose\s+to|came\s+in\s+at)\b)"
    r"(?:\s+(?:now|still|at|about|around|only|down\s+to|up\s+to))*\s*$",
)
"""A share called by name before it, whatever it is a share of: "scrap was 4% of sheets"."""
_AIMED = re.compile(
    r"[ -](?P<object>[a-z][\w’'-]*(?:\s+(?!to\b|for\b|as\b|is\b|and\b|the\b|a\b)[\w’'-]+){0,3}?)\s+"
    r"(?:targets?|goals?|standard|sla)\b",
)
"""What a figure before it is the target of: "the 48-hour refund target"."""
_LABEL = re.compile(r"^(?P<label>[A-Za-z][^.;|\d]{1,60}?)\s*(?::|=|\bat\b|\bof\b|,)?\s*$")
_DURATIONS = ("seconds", "minutes", "hours", "days", "working days", "weeks", "months")


def name(text: str, quantity: Quantity, is_change: bool) -> str | None:
    """What an amount is the amount of: the moved object, else the subject, else its label."""
    left, right = clause(text, quantity.start, quantity.end)
    left = min(left, quantity.start)
    if aimed := _AIMED.match(text, quantity.end):
        return titles.tidy(aimed["object"])
    if quantity.nature == "percent" and (called := _called(text[left : quantity.start])):
        return called
    if quantity.nature == "percent" and (
        found := _SHARE.match(text[quantity.end : quantity.end + 80])
    ):
        return titles.tidy(found["object"])
    if is_change and (found := _OF.match(text[quantity.end : max(right, quantity.end)])):
        return titles.tidy(found["object"])
    won = _WON_OF.match(text[quantity.end : quantity.end + 80]) if is_change else None
    if won and _WON.search(text[: quantity.start]):
        return titles.tidy(won["object"])
    if quantity.nature == "time" and not is_change:
        done = titles.deed(text[left : quantity.number], text[quantity.end : quantity.end + 90])
        if done:
            return done
    return named_here(text, quantity) or _before(
        text[max(0, quantity.number - 120) : quantity.number]
    )


def _called(ahead: str) -> str | None:
    """The name a share is stated of, whatever it is a share of."""
    stated = _STATED.search(ahead)
    called = titles.tidy(stated["name"]) if stated else None
    return None if called is None or _LEFT_OVER.search(called) else called


def named_here(text: str, quantity: Quantity) -> str | None:
    """What the clause of an amount names before it as its subject or object."""
    left, _ = clause(text, quantity.start, quantity.end)
    return _before(text[min(left, quantity.start) : quantity.number])


def near(text: str, start: int, end: int) -> str | None:
    """What a change in words is about."""
    left, right = clause(text, start, end)
    return _before(text[left:end]) or titles.tidy(text[end:right])


def _before(words: str) -> str | None:
    for pattern, group in ((_OBJECT, "object"), (titles.SUBJECT, "subject"), (_LABEL, "label")):
        found = list(pattern.finditer(words))
        for match in reversed(found):
            named = titles.tidy(match[group])
            named = named and _AT_CHANGE.sub("", named)
            if named and not _LEFT_OVER.search(named):
                return named
    return None


_AT_CHANGE = re.compile(
    r"^\W*(?:before|since|after|until)\s+(?:the|our|this)\s+(?:[\w’'-]+\s+){1,4}?(?=[\w’'-]+\s+[\w’'-]+$)",
    re.IGNORECASE,
)
"""A change that a sentence opens with, the measure right behind it: two words are its name."""
_LEFT_OVER = re.compile(
    r"^(?:through|via|across|into|onto|during)\b|\b(?:and|or|but|which|that)$", re.IGNORECASE
)
"""Words around a name that are no name: "through the app in March and"."""


def summed_up(facts: Sequence[Fact]) -> tuple[MeasureSummary, ...]:
    """One line a measure, in the order of the text."""
    groups: dict[str | None, list[Fact]] = {}
    for fact in facts:
        if fact.slot in ("baseline", "current", "target"):
            groups.setdefault(fact.measure, []).append(fact)
    return tuple(_summary(metric, group) for metric, group in groups.items())


def _summary(metric: str | None, facts: Sequence[Fact]) -> MeasureSummary:
    levels = {fact.slot: fact for fact in reversed(facts) if fact.is_level}
    change = next((fact for fact in facts if fact.change is not None), None)
    units = [fact.unit for fact in facts if fact.unit]
    levels = {
        slot: fact for slot, fact in levels.items() if fact.unit == (units[0] if units else None)
    }
    values = {
        slot: levels[slot].value if slot in levels else None
        for slot in ("baseline", "current", "target")
    }
    return MeasureSummary(
        metric=metric,
        **values,
        change=change.change if change else None,
        change_unit=change.change_unit if change else None,
        unit=units[0] if units else None,
        better=better(metric or "", levels),
    )


def better(metric: str, levels: Mapping[Slot, Fact] | None = None) -> Better | None:
    """Which way is better: from baseline to target, else by the measure's words and unit."""
    first, last = (levels or {}).get("baseline"), (levels or {}).get("target")
    if first and last and first.value is not None and last.value not in (None, first.value):
        return "lower" if (last.value or 0.0) < first.value else "higher"
    if HIGHER_IS_BETTER.search(metric):
        return "higher"
    timed = any(fact.unit in _DURATIONS for fact in (levels or {}).values())
    return "lower" if timed or LOWER_IS_BETTER.search(metric) else None
