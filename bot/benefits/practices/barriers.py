"""Barriers: what keeps a benefit from arriving, as people told it, and what showed its end."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Literal, get_args

from bot.benefits.entries import Entry, counting
from bot.benefits.facts import Recorded, Value
from bot.benefits.practices.sentences import is_negated, is_supposed, sentences, stems

Kind = Literal[
    "unclear_ownership",
    "split_accountability",
    "inconsistent_process",
    "inconsistent_execution",
    "approval_delay",
    "duplicated_effort",
    "distrusted_data",
    "missing_information",
    "poor_visibility",
    "chasing",
    "rework",
    "workaround",
    "dependency",
    "other",
]
"""A weak operating model and the friction that survives a change. Where words fit several, the
first one is meant.
"""

KINDS: tuple[Kind, ...] = get_args(Kind)

RESTS: Mapping[Kind, str] = MappingProxyType(
    {
        "unclear_ownership": "nobody-may-decide",
        "split_accountability": "nobody-may-decide",
        "inconsistent_process": "every-branch-its-own-way",
        "inconsistent_execution": "every-branch-its-own-way",
        "approval_delay": "waiting-for-a-signature",
        "duplicated_effort": "typed-in-twice",
        "distrusted_data": "figures-nobody-believes",
        "missing_information": "sent-back-incomplete",
        "poor_visibility": "where-the-case-is",
        "chasing": "ringing-round",
        "rework": "sent-back-incomplete",
        "workaround": "private-ways-round",
        "dependency": "waiting-on-the-next-system",
        "other": "friction-that-stays",
    }
)
"""The passage that tells what each kind does."""

CLOSED = "closed"
"""An entry that ends a barrier: `about` is the barrier's id, `text` what shows that it is over."""

FEEDBACK = "feedback"
"""An entry beside a barrier that came from who does the work: `text` is how often it happens."""

_FEW = r"(?:\w+['’]?\w*\s+){0,4}"
_PLACES = r"(?:regions?|branch(?:es)?|sites?|teams?|countr(?:y|ies)|offices?|departments?|plants?)"
_CUES: dict[Kind, str] = {
    "unclear_ownership": (
        r"unclear\s+(?:who|whose|ownership)|no\s+(?:clear\s+|real\s+)?(?:process\s+)?owner\b|"
        r"(?:nobody|no\s+one)\s+(?:owns|may\s+decide|is\s+allowed\s+to\s+decide|decides)"
    ),
    "split_accountability": (
        r"(?:split|divided)\s+(?:accountability|responsibility|ownership)|"
        r"(?:accountability|responsibility|ownership)\s+is\s+(?:split|divided|shared)|"
        r"falls?\s+between\s+(?:two|the|IT)\b"
    ),
    "inconsistent_process": (
        rf"{_PLACES}\s+{_FEW}(?:different|own)\s+(?:process|procedure|way|rule)\w*|"
        rf"different\s+(?:process|procedure)(?:es|s)\s+{_FEW}{_PLACES}|"
        r"processe?s?\s+(?:is|are)\s+(?:still\s+)?not\s+standardi[sz]ed"
    ),
    "inconsistent_execution": (
        rf"(?:not\s+(?:everyone|all)|only\s+some|some\s+(?:people|teams|users))\s+{_FEW}"
        r"(?:follows?|uses?|sticks?|works?)\b|inconsistently|"
        r"everyone\s+does\s+it\s+differently"
    ),
    "approval_delay": (
        rf"(?:wait\w*|stuck|delayed|held\s+up)\s+{_FEW}(?:for|on|in|at)\s+{_FEW}"
        r"(?:approvals?|sign-?off|signatures?)\b|awaiting\s+(?:approval|sign-?off|a\s+signature)|"
        r"approvals?\s+(?:still\s+)?(?:takes?|took|waits?|(?:is|are)\s+slow|delays?)"
    ),
    "duplicated_effort": (
        rf"(?:key(?:s|ed|ing)?|re-?key\w*|enter(?:s|ed|ing)?|typ(?:e|es|ed|ing)|record(?:s|ed|ing)?|"
        rf"captur\w+)\s+{_FEW}(?:twice|two\s+times|in\s+both|in\s+two)\b|re-?key(?:s|ed|ing)?\b|"
        r"re-?typ(?:e|es|ed|ing)\b|double[\s-]+(?:entry|entries|work|keying|typing|handling|booking)|duplicate[d]?\s+(?:effort|entry|work|data\s+entry)"
    ),
    "distrusted_data": (
        r"(?:don['’]?t|do\s+not|doesn['’]?t|nobody|no\s+one|hardly\s+anyone)\s+trusts?\s+"
        rf"{_FEW}(?:data|figures?|numbers?|reports?|dashboards?)|distrust\w*\s+{_FEW}"
        r"(?:data|figures?|numbers?)|(?:data|figures|numbers)\s+(?:is|are)\s+(?:still\s+)?"
        r"(?:not\s+trusted|doubted|unreliable)"
    ),
    "missing_information": (
        r"missing\s+(?:information|data|details|documents?|fields?)|"
        r"(?:information|data|details|documents?)\s+(?:is|are)\s+(?:still\s+)?missing|"
        r"incomplete\s+(?:orders?|cases?|forms?|records?|information|data|requests?)"
    ),
    "poor_visibility": (
        r"(?:nobody|no\s+one|can['’]?t|cannot|hard\s+to)\s+(?:knows?|sees?|tells?|says?|find\s+out)"
        r"\s+(?:where|how\s+far|the\s+status|who\s+has)|no\s+(?:visibility|overview)\b"
    ),
    "chasing": r"chas(?:e|es|ing)\b|ring(?:s|ing)?\s+(?:round|around)\b",
    "rework": (
        r"rework\w*\b|(?:comes?|came|sent|goes|go)\s+back\s+(?:because|incomplete|for|to\s+be)|"
        rf"(?:has|have)\s+to\s+be\s+(?:re)?done\s+(?:again|twice)|redo(?:ne|ing)?\s+{_FEW}"
    ),
    "workaround": (
        r"work-?arounds?\b|(?:own|private|shadow)\s+(?:spreadsheets?|lists?|excel)|"
        rf"spreadsheets?\s+(?:on\s+the\s+side|beside)|still\s+(?:us\w+|keep\w*|kept|work\w*)\s+{_FEW}"
        r"(?:spreadsheets?|excel|paper|lists?)\b|bypass\w*\s+the\s+system"
    ),
    "dependency": (
        rf"(?:waiting|wait|waits)\s+(?:for|on)\s+{_FEW}(?:vendor|supplier|interface|team|system|"
        rf"integration|third\s+party)|blocked\s+(?:by|on)\b|held\s+up\s+by\b|"
        rf"(?:interface|integration)\s+{_FEW}not\s+(?:yet\s+)?ready"
    ),
}
_KNOWN = {kind: re.compile(rf"\b(?:{cues})", re.IGNORECASE) for kind, cues in _CUES.items()}
_OVER = re.compile(
    r"\b(?:no\s+longer|(?:is|are|was|were|has|have)\s+(?:now\s+|all\s+|been\s+)?(?:gone|over|"
    r"ended|stopped|resolved|removed|solved|eliminated|settled)|(?:have|has|we|they|people)\s+"
    r"stopped|no\s+more)\b|\b(?:nobody|none|no\s+\w+)\b.{0,60}\bany\s?(?:more|longer)\b|"
    r"\b(?:came|has\s+come|have\s+come)\s+to\s+an\s+end\b|(?:\bnot|n['’]t)\b(?!\s+trust).{0,40}\bany\s?more\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"(?:no\s*(?:[,.!]|$)|gone|over|solved|resolved|fixed|removed|closed|not\s+any\s?more|"
    r"(?:we|they|it(?:['’]s)?|that(?:['’]s)?)\s+(?:is\s+|has\s+been\s+|was\s+)?(?:now\s+)?"
    r"(?:gone|over|solved|resolved|fixed|removed|closed|stopped))",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\b(?:without|never|fewer|less|reduc\w+|cut|halved|down|fell|falls?|fall(?:ing|en)|dropp\w+|"
    r"faster|quicker|shorter|improv\w+|better|decreas\w+|instead\s+of|avoid\w*|prevent\w*|"
    r"automat\w+|replac\w+|eliminat\w+|remov\w+|sav(?:e[sd]?|ing)|only\s+once|once\s+now|history|"
    r"free\s+of|rid\s+of|zero|closed|done|finished|documented)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?::[\w+-]+:|\W)*(?:(?:our|one|main|my|biggest|another|still|the|a|new|open|only)\s+){0,2}"
    r"(?:barriers?|(?P<technical>blockers?|blocked)|impediments?|obstacles?|hindrances?|hurdles?|"
    r"road\s?-?blocks?|stumbling\s+blocks?|pain\s+points?|"
    r"(?:what(?:['’]s|\s+is|\s+(?:still\s+)?stands)?\s+)?(?:still\s+)?in\s+(?:our|the|my|their)\s+way|"
    r"what\s+(?:still\s+)?(?:holds|keeps)\s+(?:us|them|it)\s+(?:back|up)|holding\s+us\s+(?:back|up))"
    r"(?:\s+(?:for\s+us|today|now|here|at\s+the\s+moment))?"
    r"[\s*_]*(?::|=|\s[–—-]\s)[\s*_]*(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_INCIDENT = re.compile(
    r"\b(?:build|pipeline|ci|deploy\w*|release|prod(?:uction)?\s+(?:is|down)|staging|merge|pull\s+request|"
    r"prs?|hotfix|bug|regression|unit\s+tests?|test\s+suite|servers?|cluster|pods?|nodes?|outage|timeouts?|"
    r"certificate|dns|endpoint|api|stack\s?trace|[A-Z]{2,}-\d+|v?\d+\.\d+(?:\.\d+)?)\b",
    re.IGNORECASE,
)
"""What stands in the way of the work on a system, and not of those who use it."""
_NONE = re.compile(r"[\s:]*(?:by\s+|is\s+|are\s+)?(?:nothing|none|nobody|zero)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:reports?|rates?|training|dashboards?|meetings?|workshops?|analys[ei]s|targets?)\b",
    re.IGNORECASE,
)
"""Who speaks about a barrier does not say that it stands."""
_PAST = re.compile(
    r"\b(?:was|were|had|took|used\s+to|previously|formerly|before\s+go-?live|old\s+way|"
    r"last\s+year|back\s+then)\b",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    [
        "still",
        "every",
        "longe",
        "nobod",
        "anymo",
        "they",
        "them",
        "with",
        "from",
        "into",
        "this",
        "that",
        "have",
        "been",
    ]
)
"""Beginnings of words that tell nothing of what a barrier is."""
_STILL = re.compile(r"\b(?:still|again|keeps?)\b", re.IGNORECASE)


class Heard(Value):
    """What a sentence says of a barrier: of which kind, in which words, and whether it is over."""

    kind: Kind
    quote: str
    is_over: bool = False


class Closing(Value):
    """That a barrier is over: who closed it, when, and in which words. `is_shown` where these give
    a figure, a day or an address, by which others can see it; `is_message` where they stand in a
    message.
    """

    text: str
    is_message: bool = False
    is_shown: bool = False
    by: str | None
    at: datetime
    permalink: str | None


class Barrier(Value):
    """One thing in the way: `measure` is the id of what it holds up, None where nobody said.

    `is_named` is false where who told it did not wish to be; `often` is how often it happens, in
    their words. It is open while `closed` is None. Where its message was deleted `text` is empty.
    """

    id: str
    investment: str
    kind: Kind
    text: str
    measure: str | None = None
    author: str | None
    is_named: bool = True
    is_feedback: bool = False
    often: str = ""
    said_at: datetime
    permalink: str | None
    closed: Closing | None = None


def heard(text: str) -> list[Heard]:
    """What a text says is in the way, or no longer is, a kind at most once; nothing that is only
    feared, avoided or long past, but whatever it calls a barrier.
    """
    found: dict[tuple[Kind, bool], Heard] = {}
    for words in sentences(text):
        if named := _named(words):
            found.setdefault((named.kind, False), named)
            continue
        kind = kind_of(words)
        is_over = bool(_OVER.search(words))
        if kind != "other" and not is_supposed(words) and (is_over or _stands(kind, words)):
            one = Heard(kind=kind, quote=words, is_over=is_over)
            found.setdefault((kind, is_over), one)
    return list(found.values())


_WORDS = 4
"""So many words say more than that there is none."""


def names_one(text: str) -> bool:
    """Whether a text calls something a barrier, or whatever else one is called, at its head."""
    return any(_named(words) for words in sentences(text))


def _named(words: str) -> Heard | None:
    found = _LABEL.fullmatch(words)
    if found is None or _OVER.search(words):
        return None
    if found["technical"] and _INCIDENT.search(found["what"]):
        return None
    if _NONE.match(found["what"]) and len(found["what"].split()) < _WORDS:
        return None
    return Heard(kind=kind_of(found["what"]), quote=found["what"])


def over(text: str) -> list[str]:
    """The sentences of a text that say of something that it is over."""
    said = (one for one in sentences(text) if not is_supposed(one))
    return [one for one in said if _OVER.search(one) and not _STILL.search(one)]


def meant(words: str, known: Sequence[Barrier]) -> Barrier | None:
    """Which of the barriers on record some words are about: of their kind, of several the one with
    most of the words; of another kind one that shares at least two words with them.
    """
    kind, said = kind_of(words), _telling(words)
    shared = {one.id: len(said & _telling(one.text)) for one in known}
    alike = [one for one in known if one.kind == kind != "other" or shared[one.id] > 1]
    return max(alike, key=lambda one: (one.kind == kind, shared[one.id]), default=None)


def _telling(words: str) -> set[str]:
    """The beginnings of the longer words of a text."""
    return stems(words) - _PLAIN


def _stands(kind: Kind, words: str) -> bool:
    """Whether it is so now: not said not to be, past, or on the way out."""
    cue = _KNOWN[kind].search(words)
    if cue is None or is_negated(words[: cue.start()]) or _NONE.match(words[cue.end() :]):
        return False
    beside = f"{words[: cue.start()]} {words[cue.end() :]}"
    if _BETTER.search(beside) or _ABOUT.search(beside):
        return False
    return not _PAST.search(words) or bool(_STILL.search(words))


def says_over(text: str) -> bool:
    """Whether somebody who was asked about a barrier says that it is gone."""
    is_over = _OVER.search(text) or _GONE.match(text.strip())
    return bool(is_over) and not re.search(r"\bstill\b", text, re.IGNORECASE)


def kind_of(text: str) -> Kind:
    """What kind of barrier some words are about; "other" where they do not tell."""
    return next((kind for kind in KINDS if kind in _KNOWN and _KNOWN[kind].search(text)), "other")


def register(entries: Iterable[Entry], facts: Iterable[Recorded] = ()) -> list[Barrier]:
    """Every barrier on record by the time it was told, open and closed: those that were entered,
    and those that stand among the facts as answers to a question.
    """
    stands = [one for one in counting(entries) if one.practice == "barriers"]
    closings = {one.about: _closing(one) for one in stands if one.what == CLOSED}
    often = {one.about: one.text for one in stands if one.what == FEEDBACK}
    found = [*_entered(stands, often), *_answered(facts)]
    told = (one.model_copy(update={"closed": closings.get(one.id)}) for one in found)
    return sorted(told, key=lambda one: (one.said_at, one.id))


def _closing(entry: Entry) -> Closing:
    is_message = entry.permalink is not None and entry.ts is not None
    is_linked = entry.permalink is not None and not is_message
    return Closing(
        text=entry.text,
        is_message=is_message,
        is_shown=is_linked or re.search(r"\d|https?://", entry.text) is not None,
        by=entry.recorded_by,
        at=entry.said_at,
        permalink=entry.permalink,
    )


def _entered(entries: Iterable[Entry], often: Mapping[str, str]) -> Iterator[Barrier]:
    for one in entries:
        kind = next((kind for kind in KINDS if kind == one.what), None)
        if kind is not None:
            yield Barrier(
                id=one.id,
                investment=one.investment,
                kind=kind,
                text=one.text,
                measure=one.about or None,
                author=one.author,
                is_named=one.recorded_by is not None,
                is_feedback=one.id in often,
                often=often.get(one.id, ""),
                said_at=one.said_at,
                permalink=one.permalink,
            )


def _answered(facts: Iterable[Recorded]) -> Iterator[Barrier]:
    for one in facts:
        words = one.fact.text or one.fact.quote
        if one.fact.slot == "barrier" and not says_over(words):
            yield Barrier(
                id=one.id,
                investment=one.investment,
                kind=kind_of(words),
                text=words,
                measure=one.measure,
                author=one.author,
                said_at=one.said_at,
                permalink=one.permalink,
            )


def is_open(barriers: Iterable[Barrier]) -> list[Barrier]:
    """Those that nothing has closed."""
    return [one for one in barriers if one.closed is None]
