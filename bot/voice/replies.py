"""Checks of a reply somebody else drafted: each sentence says what it cites, and no more."""

import re
from collections.abc import Sequence

from bot.benefits.brought import OWN
from bot.benefits.drafts import Drafted, Material
from bot.benefits.questions import Passage
from bot.voice import following, manners
from prompts.told import told

MOST = 4
"""Sentences of a reply, at most."""

LONGEST = 320
"""Characters of a sentence."""

CITED = 2
"""Passages and lines a sentence cites, at most: of many, words enough for anything can be had."""

_ASSERTS = re.compile(
    r"\b(?:is|are)\b(?!\s+shown\s+below\b)|\bstands?\b(?!.*\bbelow\b)|\bbelow\b(?!\s*[.,;])|"
    r"\b(?:was|were|been?|being|has|have|had|having|do|does|did|can|could|will|would|may)\b|"
    r"\w['’](?:s|re|ve|d|ll)\s",
    re.IGNORECASE,
)
"""Words that would say something of the record, but for where its lines stand."""

_POINTING = frozenset(("below", "stands", "shown", "here"))
"""Words for where the lines of the record stand: beneath the reply, in full."""

_MOVING = ("again", "more", "most", "much", "off", "out", "over", "same", "under", "up")
_TIMES = re.compile(rf"\b(?:{manners.TURNING})\b", re.IGNORECASE)
_TYING = frozenset(one for one in manners.SMALL if not _TIMES.fullmatch(one)).difference(_MOVING)
"""Words that tie others together, and tell nothing of when a figure of the record held or how it
moved.
"""


def checked(
    sentences: Sequence[tuple[str, Sequence[str]]], material: Material
) -> tuple[Drafted | None, list[str]]:
    """What of a reply holds, None where nothing does, and why the rest was dropped."""
    kept: list[str] = []
    cites: dict[str, None] = {}
    dropped: list[str] = []
    for text, ids in sentences[:MOST]:
        said = " ".join(text.split())
        why = sentence_fault(said, ids, material) or _told(" ".join([*kept, said]))
        if why is not None:
            dropped.append(why)
        elif said not in kept:
            kept.append(said)
            cites |= dict.fromkeys(ids)
    dropped += ["too many"] * max(0, len(sentences) - MOST)
    return (Drafted(sentences=tuple(kept), cites=tuple(cites)) if kept else None), dropped


def sentence_fault(text: str, cites: Sequence[str], material: Material) -> str | None:
    """Why a sentence may not be said; None where it may.

    It cites what was given, and nothing else, and holds no figure: the lines of the record stand
    beneath it, and it only calls them by name. Its words stand in what it cites, and it follows a
    sentence of a passage. How something stands or moved, and what is not so, a passage of ours
    alone can say.
    """
    if not text or len(text) > LONGEST or "?" in text or not text.endswith("."):
        return "shape"
    known = {one.id for one in material.passages} | {one.id for one in material.rows}
    if not cites or not known.issuperset(cites) or len(set(cites)) > CITED:
        return "citation"
    if why := _told(text):
        return why
    read = [one for one in material.passages if one.id in cites]
    ours = " ".join(f"{one.gist} {one.text}" for one in read if not one.id.startswith(OWN))
    named = " ".join(one.name for one in material.rows if one.id in cites)
    return manners.fault(text, ours) or _ungrounded(text, read, ours, named)


def _told(text: str) -> str | None:
    """Whether it says what the model was told, be it over several sentences."""
    return "told" if manners.echoes(text, told("converse").system.text) else None


def _ungrounded(text: str, read: Sequence[Passage], ours: str, named: str) -> str | None:
    """`ours` are the words of our own passages, `named` the names of what is on record."""
    if manners.numbers(text):
        return "figure"
    passed = " ".join(f"{one.title} {one.gist} {one.text}" for one in read)
    tying = {*_TYING, *_POINTING} if named else manners.SMALL
    given = {*manners.words_of(f"{passed} {named}"), *tying}
    if manners.strangers(" ".join(manners.names(text)), given):
        return "name"
    if named and (_ASSERTS.search(text) or manners.VERDICTS.search(text)):
        return "verdict"
    if manners.strangers(" ".join(manners.VERDICTS.findall(text)), manners.words_of(ours)):
        return "verdict"
    if manners.strangers(text, given):
        return "words"
    return _otherwise(text, read, named)


def _otherwise(text: str, read: Sequence[Passage], named: str) -> str | None:
    """Whether it says something else than a sentence of what it cites; of the record, nothing but
    where it stands.
    """
    calls = {*manners.words_of(named), *_POINTING}
    rest = " ".join(word for word in manners.words_of(text) if word not in calls)
    if named and not manners.strangers(rest, _TYING):
        return None
    passed = [words for one in read for words in (one.title, one.gist, one.text)]
    return None if following.follows(rest if named else text, passed) else "meaning"
