"""Checks of a question somebody else worded: it asks for the same, in nothing but given words."""

import re
from collections.abc import Mapping

from bot.benefits import measures
from bot.benefits.drafts import PlainQuestion
from bot.benefits.facts import Slot
from bot.voice import manners
from prompts.templates import LONGEST_QUESTION
from prompts.told import told

LONGER = 1.4
"""How much longer than the plain question it may be, as a factor."""

_ASKING = re.compile(
    r"\b(?:how\s+(?:many|much)\s+[\w-]+|how\s+(?:long|often|far)|how|(?:which|whose)\s+[\w-]+|what|"
    r"which|whom|whose|who|when|where|why)\b",
    re.IGNORECASE,
)
"""Question words, with what is counted or chosen."""


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_MEANS: Mapping[Slot, re.Pattern[str]] = {
    "baseline": _any_of(r"before|until|baseline|prior|previous(?:ly)?|used\s+to|was|were|had|did"),
    "current": _any_of(r"now|today|since|current(?:ly)?|latest|so\s+far|is|are|has|have|does|do"),
    "target": _any_of(
        r"target|aim\w*|should|goal|reach\w*|intend\w*|expect\w*|hope\w*|enough|when"
    ),
    "owner": _any_of(r"whom|whose|who"),
    "evidence": _any_of(r"which|what|where|source|report|evidence|show\w*"),
    "timeframe": _any_of(r"when|how\s+long|period|which|since|until"),
    "problem": _any_of(
        r"problem|wrong|held|hold\w*|stuck|slow\w*|los[et]\w*|trouble|cost|fix\w*|solve\w*"
    ),
    "outcome": _any_of(
        r"differen\w*|better|chang\w*|improv\w*|able|result\w*|gain\w*|do(?:es)?|become\w*"
    ),
    "measure": _any_of(r"measur\w*|count\w*|figure|see|tell|show\w*|know|number|track\w*"),
    "attribution": _any_of(r"else|other|besides|cause\w*|share|part|due"),
    "barrier": _any_of(
        r"way|hold\w*|held|stop\w*|prevent\w*|hinder\w*|barrier|keep\w*|still|stand\w*"
    ),
}
"""Words of which one stands in any question for a gap."""

_TURNS = _any_of(
    rf"{manners.TURNING}|baseline|targets?|aim\w*|goals?|reports?|sources?|evidence|owners?|owns?|"
    r"answers?\s+for"
)
"""Words that make a question one for another gap, time or part: it says those of the plain one, of
time all of them, and none besides.
"""

_TIME = _any_of(
    r"before|prior|behind|used\s+to|baseline|start\w*|until|while|without|now|today|since|after|"
    r"later|during|currently|latest|last|aim\w*|target|should|answers?\s+for|owns?"
)
_PAST, _PRESENT = _any_of("was|were|had|did"), _any_of("is|are|has|have|does|do")

_MOST_LIKE: frozenset[Slot] = frozenset({"baseline", "current"})
_KEPT = 0.6
"""The share of the plain question's words that stand in any other in their order: of how it was and
is, what happened in between may be called otherwise.
"""


def question_fault(text: str, plain: PlainQuestion, update: str) -> str | None:
    """Why a question may not be asked in these words; None where it may.

    It is one question as long as the plain one or little more, for the same gap of the same
    measure, with no question word, figure, name or word of its own, and none of ours to the model.
    """
    return (
        _shape(text, plain)
        or _told(text, plain)
        or manners.fault(text, plain.text)
        or _gap(text, plain)
        or _words(text, plain, update)
    )


def _shape(text: str, plain: PlainQuestion) -> str | None:
    longest = min(LONGEST_QUESTION, LONGER * max(len(plain.text), 60))
    if not text.strip() or len(text) > longest:
        return "length"
    if text.count("?") != 1 or not text.endswith("?") or re.search(r"[.;]\s|\n", text):
        return "sentences"
    if text[0].islower() and not plain.text[0].islower():
        return "sentences"
    return None


def _told(text: str, plain: PlainQuestion) -> str | None:
    ours = told("phrase").system.text
    return "told" if manners.echoes(text, ours) and not manners.echoes(text, plain.text) else None


def _gap(text: str, plain: PlainQuestion) -> str | None:
    asked, own = _asked(text), _asked(plain.text)
    if not asked <= own or (own and not asked):
        return "question"
    means = _MEANS[plain.asks]
    is_kept = means.search(text) or not means.search(plain.text)
    if not is_kept or _turns(text, plain):
        return "gap"
    kept = (plain.measure, plain.investment)
    named = [name for name in kept if name and _names(plain.text, name)]
    return None if all(_names(text, name) for name in named) else "measure"


def _turns(text: str, plain: PlainQuestion) -> bool:
    """Whether it asks for another time, for what is not so, or leaves most of it out."""
    said, own = _found(_TURNS, text), _found(_TURNS, plain.text)
    if said - own or _found(_TIME, text) != _found(_TIME, plain.text):
        return True
    if any(one.search(text) and not one.search(plain.text) for one in (_PAST, _PRESENT)):
        return True
    if plain.asks in _MOST_LIKE:
        return False
    words = manners.words_of(plain.text)
    return manners.in_order(manners.words_of(text), words) < _KEPT * len(words)


def _found(words: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(" ".join(found.casefold().split()) for found in words.findall(text))


def _asked(text: str) -> set[str]:
    return {" ".join(found.casefold().split()) for found in _ASKING.findall(text)}


def _names(text: str, name: str) -> bool:
    return f" {measures.key(name)} " in f" {measures.key(text)} "


def _words(text: str, plain: PlainQuestion, update: str) -> str | None:
    own_words = f"{plain.text} {plain.measure} {plain.investment}"
    counted = manners.numbers(text) | ({*_ONE} & {*manners.words_of(text)})
    if counted - manners.numbers(own_words) - {*manners.words_of(own_words)}:
        return "figure"
    if manners.names(text) - _own_names(plain):
        return "name"
    if _found(manners.VERDICTS, text) - _found(manners.VERDICTS, plain.text):
        return "verdict"
    known = {*manners.SMALL, *manners.words_of(f"{plain.text} {plain.investment} {update}")}
    if manners.strangers(text, known):
        return "words"
    own = {*manners.SMALL, *manners.words_of(plain.text)}
    return "words" if len(manners.strangers(text, own)) > _TAKEN else None


def _own_names(plain: PlainQuestion) -> frozenset[str]:
    """The names it has anyway, and words it may begin with: a name in the update is nobody's to be
    asked about.
    """
    own = manners.words_of(f"{plain.text} {plain.measure} {plain.investment}")
    return frozenset([*own, *manners.SMALL])


_ONE = ("one", "single", "sole", "pair")
"""Words that may be a figure, and often are none: those of the plain question are."""

_TAKEN = 6
"""Words of the update that a question takes up, at most: it is a question still, and no quote."""
