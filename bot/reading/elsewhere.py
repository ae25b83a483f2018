"""Who owns something else than what is measured: the integration, the supplier side, a log."""

import re
from collections.abc import Sequence

from bot.benefits.facts import Fact
from bot.benefits.reading import Known
from bot.reading import called, named

_DUTY = (
    r"(?:owns?|will\s+own|(?:now\s+)?owning|co-?owns?|answers?\s+for|answering\s+for|looks?\s+after|"
    r"runs?|carries|leads?|(?:responsible|accountable|answerable)\s+for|in\s+charge\s+of|"
    r"takes?\s+(?:over|on)|took\s+(?:over|on)|taking\s+(?:over|on)|holds?|owner\s+(?:of|for))"
)
_ENDS = r"(?=\s*(?:[.,;:!?()\n–—]|$|\s(?:and|but|while|whereas|so|as|from|since|until|now|too)\b))"
_BEHIND = re.compile(
    rf"[^.,;:\n]{{0,80}}?\b{_DUTY}\s+(?P<what>[^\W\d_][^.,;:!?()\n–—]{{1,80}}?){_ENDS}",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(?:^|[.,;:!?\n–—]|\b(?:and|but|while|whereas)\b)\s*(?P<what>[^\W\d_][^.,;:!?()\n–—]{1,80}?)\s+"
    r"(?:is|are|was|will\s+be)?\s*(?:now\s+|still\s+)?$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"(?:owned|held|run|led|looked\s+after)\s+by\b|belongs?\s+to\b|(?:sits?|lies|rests|stays)\s+with\b|"
    r"falls\s+to\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:it|its|this|that|these|those|them|they|both|all|each|everything|which|one|ones|numbers?|"
    r"figures?|measures?|metrics?|kpis?|indicators?|targets?|goals?|outcomes?|benefits?|results?|"
    r"values?|baselines?|improvements?|gains?|savings?|business\s+case|project|investment|"
    r"programme|program|initiative|whole\s+thing|lot)\b",
    re.IGNORECASE,
)
"""Words that may mean the measure itself."""


def without(text: str, facts: Sequence[Fact], known: Sequence[Known]) -> list[Fact]:
    """The facts without the owners of what is no measure here: whose thing is named, and is neither
    a known measure nor a word for one, owns that and nothing of ours.
    """
    if not known:
        return list(facts)
    return [one for one in facts if one.slot != "owner" or not _is_of_else(text, one, known)]


def _is_of_else(text: str, fact: Fact, known: Sequence[Known]) -> bool:
    end = None
    if held := _HELD.search(text, fact.start, fact.end):
        found = _AHEAD.search(text[max(0, fact.start - 120) : held.start()])
    elif found := _BEHIND.match(text, fact.start):
        end = found.end()
    if found is None or _OURS.search(found["what"]) or _is_near(found["what"], known):
        return False
    if fact.measure and fact.measure in found["what"] and called.names_a_measure(fact.measure):
        return False
    return end is None or not _goes_on(text[end : end + 120], known)


def _is_near(what: str, known: Sequence[Known]) -> bool:
    """Whether it names a known measure, or ends in a word of one."""
    if named.find(what, known):
        return True
    said = _LETTERS.findall(what.casefold())[-1:]
    names = [name.casefold() for one in known for name in (one.name, *one.aliases)]
    return any(word in _LETTERS.findall(name) for name in names for word in said)


def _goes_on(behind: str, known: Sequence[Known]) -> bool:
    """Whether a known measure is theirs too: "owns the supplier side and confirmation time"."""
    return any(
        _AND.fullmatch(behind[: one.start]) and _STOPS.match(behind, one.end)
        for one in named.find(behind, known)
    )


_LETTERS = re.compile(r"[^\W\d_]{3,}")
_AND = re.compile(r"\s*(?:,\s*)?(?:and|as\s+well\s+as)\s+(?:the\s+|our\s+)?", re.IGNORECASE)
_STOPS = re.compile(r"\s*(?:[.,;!\n]|$)")
