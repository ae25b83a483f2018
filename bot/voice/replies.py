"""Checks of a reply somebody else drafted: each sentence says what it cites, and no more."""

from collections.abc import Iterator, Sequence

from bot.benefits.brought import OWN
from bot.benefits.drafts import Drafted, Material
from bot.voice import manners

MOST = 4
"""Sentences of a reply, at most."""

LONGEST = 320
"""Characters of a sentence."""

OF_ITS_OWN = 0.34
"""The share of a sentence's telling words that may stand in nothing it cites."""

_TELLING = 4
"""Letters from which a word tells something."""


def checked(
    sentences: Sequence[tuple[str, Sequence[str]]], material: Material, asked: str
) -> tuple[Drafted | None, list[str]]:
    """What of a reply holds, None where nothing does, and why the rest was dropped."""
    kept: list[str] = []
    cites: dict[str, None] = {}
    dropped: list[str] = []
    for text, ids in sentences[:MOST]:
        said = " ".join(text.split())
        why = sentence_fault(said, ids, material, asked)
        if why is not None:
            dropped.append(why)
        elif said not in kept:
            kept.append(said)
            cites |= dict.fromkeys(ids)
    dropped += ["too many"] * max(0, len(sentences) - MOST)
    return (Drafted(sentences=tuple(kept), cites=tuple(cites)) if kept else None), dropped


def sentence_fault(text: str, cites: Sequence[str], material: Material, asked: str) -> str | None:
    """Why a sentence may not be said; None where it may.

    It cites what was given, and nothing else; a figure of it stands in a cited line of the record;
    its names, and most of its words, stand in what it cites, or in what was asked.
    """
    if not text or len(text) > LONGEST or "?" in text or not text.endswith("."):
        return "shape"
    passages = {one.id: one for one in material.passages}
    rows = {one.id: one for one in material.rows}
    if not cites or any(id not in passages and id not in rows for id in cites):
        return "citation"
    recorded = " ".join(rows[id].text for id in cites if id in rows)
    told = [passages[id] for id in cites if id in passages]
    given = " ".join([recorded, *(f"{one.title} {one.gist} {one.text}" for one in told)])
    ours = " ".join(f"{one.gist} {one.text}" for one in told if not one.id.startswith(OWN))
    return manners.fault(text, ours) or _ungrounded(text, given, recorded, asked)


def _ungrounded(text: str, given: str, recorded: str, asked: str) -> str | None:
    if manners.numbers(text) - manners.numbers(recorded):
        return "figure"
    known = {*manners.words_of(given), *manners.words_of(asked)}
    if manners.names(text) - known:
        return "name"
    telling = list(_telling(text))
    own = [word for word in manners.strangers(text, known) if len(word) >= _TELLING]
    return "words" if len(own) > OF_ITS_OWN * len(telling) else None


def _telling(text: str) -> Iterator[str]:
    return (word for word in manners.words_of(text) if len(word) >= _TELLING)
