"""What a statement shows, by name: the same signs the rules go by, and a few plain ones."""

import re
from collections.abc import Iterator

from bot.reading import (
    changes,
    genre,
    levels,
    machinery,
    mood,
    outcomes,
    people,
    roles,
    signals,
    sources,
    terse,
    timeframes,
    vocabulary,
    wordy,
)
from bot.reading.statements import Statement

_VOCABULARY = (
    "FALLEN",
    "RISEN",
    "LOWER_IS_BETTER",
    "HIGHER_IS_BETTER",
    "USAGE",
    "TECHNICAL",
    "NEUTRAL",
    "EFFECT",
    "CORE_EFFECT",
    "BETTER_WORDS",
    "WORSE_WORDS",
)
_SIGNALS = (
    "MILESTONE",
    "BARE_MILESTONE",
    "HEADED_BY_DEED",
    "ADOPTION",
    "USED",
    "AUTOMATION",
    "REPORTING_STRONG",
    "GIVEN",
    "PROBLEM",
    "BARRIER",
    "GOAL",
    "GOAL_STATED",
    "IMPROVED",
    "NO_LONGER",
    "CHANGED",
    "RESULTED",
)
_PLAIN = {
    "we": r"\b(?:we|our|us|I|my)\b",
    "you": r"\b(?:you|your)\b",
    "will": r"\b(?:will|won['’]t)\b|['’]ll\b",
    "past": r"\b\w{3,}ed\b",
    "going-on": r"\b\w{3,}ing\b",
    "has-done": r"\b(?:has|have)\b(?:\s+\w+){0,2}\s+\w+(?:ed|en|un|ne|lt|nt)\b",
    "now": r"\bnow\b",
    "arrow": r"->|→|=>",
    "colon": r":",
    "percent": r"\d\s?%|\bper ?cent\b",
    "money": r"[$£€]\s?\d",
    "than": r"\bthan\b",
    "from-to": r"\bfrom\b[^.]{0,30}\bto\b",
    "compared": r"\b(?:compared|versus|against|instead of|rather than)\b",
    "goal": r"\b(?:goal|target|aim|objective|KR|OKR|KPI)",
    "survey": r"\b(?:survey|respondents|interview|study|trial|audit|evaluation)\b",
    "according": r"\b(?:according to|per|source|based on|shows?|showed)\b",
    "by-itself": r"\bby (?:it|them)sel(?:f|ves)\b|\bon (?:its|their) own\b|"
    r"\bwithout (?:any|a|human|manual)\b|\bno longer [^.]{0,20}(?:manual|hand)|\bautomat",
    "users": r"\b(?:users?|customers?|people|visitors?|downloads?|sign)\b",
    "year": r"\b(?:19|20)\d\d\b",
    "rate": r"\bper\b|\ban? (?:week|month|day|year)\b",
}
_ALL: dict[str, re.Pattern[str]] = {
    **{name.lower(): getattr(vocabulary, name) for name in _VOCABULARY},
    "people": vocabulary.any_of(vocabulary.PEOPLE),
    **{f"sign:{name.lower()}": getattr(signals, name) for name in _SIGNALS},
    "sign:health": machinery.HEALTH,
    **{f"outcome:{name}": pattern for name, pattern in outcomes.SIGNS.items()},
    **{f"level:{name}": pattern for name, pattern in levels.SIGNS.items()},
    **{f"role:{name}": pattern for name, pattern in roles.SIGNS.items()},
    **{f"mood:{name}": pattern for name, pattern in mood.SIGNS.items()},
    **{f"person:{name}": pattern for name, pattern in people.SIGNS.items()},
    **{f"source:{name}": pattern for name, pattern in sources.SIGNS.items()},
    **{f"genre:{name}": pattern for name, pattern in genre.SIGNS.items()},
    **{f"words:{name}": pattern for name, pattern in wordy.SIGNS.items()},
    "lasting": timeframes.LASTING,
    **{f"plain:{name}": re.compile(words, re.IGNORECASE) for name, words in _PLAIN.items()},
}
_TERSE = {f"terse:{name}": pattern for name, pattern in terse.SIGNS.items()}


def find(statement: Statement) -> Iterator[str]:
    """The names of what a statement shows; one may come twice."""
    text = statement.text
    for name, pattern in _ALL.items():
        if pattern.search(text):
            yield name
    if len(text) <= terse.SHORT:
        yield from (name for name, pattern in _TERSE.items() if pattern.search(text))
    yield from _of_amounts(statement)
    yield from _of_dates(statement)


def _of_amounts(statement: Statement) -> Iterator[str]:
    text = statement.text
    for quantity in statement.amounts[:8]:
        yield f"amount:{quantity.nature}"
        if quantity.bound:
            yield "amount:bound"
        if changes.sign(text, quantity):
            yield "amount:change"
        if held := levels.held(text, quantity, frozenset()):
            yield f"amount:{held[0]}"
        if roles.is_aimed(text, quantity, False):
            yield "amount:aimed"
    if len(statement.amounts) > 1:
        yield "amount:several"


def _of_dates(statement: Statement) -> Iterator[str]:
    for dated in statement.dated:
        yield "date"
        yield f"date:{dated.form}"
        if dated.is_due:
            yield "date:due"
