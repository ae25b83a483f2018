"""Checks of a reply somebody else drafted: each sentence says what it cites, and no more."""

import re
from collections.abc import Sequence

from bot.benefits.brought import OWN
from bot.benefits.drafts import Drafted, Material
from bot.voice import manners
from prompts.told import told

MOST = 4
"""Sentences of a reply, at most."""

LONGEST = 320
"""Characters of a sentence."""

CITED = 2
"""Passages and lines a sentence cites, at most: of many, words enough for anything can be had."""

OF_ITS_OWN = 0.34
"""The share of a sentence's telling words that may stand in no passage it cites, be it that they
stand in what was asked; a sentence on the record has none.
"""

_TELLING = 4
"""Letters from which a word tells something."""

_VERDICTS = re.compile(
    r"\b(?:r[oi]se[ns]?|rising|f[ae]ll\w*|drop\w*|gr[eo]w\w*|shr[aiu]nk\w*|s[aiu]nk\w*|climb\w*|"
    r"soar\w*|jump\w*|declin\w*|decreas\w*|increas\w*|reduc\w*|improv\w*|worse\w*|better|best|"
    r"worst|met|reach\w*|achiev\w*|missed|exceed\w*|beat\w*|hit|succe\w*|high\w*|low\w*|fast\w*|"
    r"slow\w*|cheap\w*|short\w*|longer|fewer|less|more|gain\w*|los[et]\w*|sav(?:ed|es?|ings?)|cut|"
    r"went|turned|prove[ndsr]?\w*|confirm\w*|true|false|attest\w*|claimed|evidenced|approv\w*|agreed|"
    r"record\w*|not|no|never|none|nobody|nothing|cannot|neither|nor|without|hardly|barely|lack\w*|"
    r"already|\w+n['’]t)\b",
    re.IGNORECASE,
)
"""Words that say how something moved, whether it holds, or that it is not so."""

_ASSERTS = re.compile(
    r"\b(?:is|are)\b(?!\s+shown\s+below\b)|\bstands?\b(?!.*\bbelow\b)|"
    r"\b(?:was|were|been?|being|has|have|had|having|do|does|did|can|could|will|would|may)\b|"
    r"\w['’](?:s|re|ve|d|ll)\s",
    re.IGNORECASE,
)
"""Words that would say something of the record, but for where its lines stand."""

_POINTING = frozenset(("below", "stands", "shown", "here"))
"""Words for where the lines of the record stand: beneath the reply, in full."""

_TURNING = ("again", "more", "most", "much", "off", "out", "over", "same", "under", "up")
_TYING = (manners.SMALL | _POINTING).difference(_TURNING)
"""Words that tie others together, and tell nothing of how a figure of the record moved."""


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
    beneath it. Its names, and most of its words, stand in what it cites. How something stands or
    moved, and what is not so, a passage alone can say.
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
    passed = " ".join(f"{one.title} {one.gist} {one.text}" for one in read)
    recorded = " ".join(one.text for one in material.rows if one.id in cites)
    return manners.fault(text, ours) or _ungrounded(text, passed, recorded)


def _told(text: str) -> str | None:
    """Whether it says what the model was told, be it over several sentences."""
    return "told" if manners.echoes(text, told("converse").system.text) else None


def _ungrounded(text: str, passed: str, recorded: str) -> str | None:
    if manners.numbers(text):
        return "figure"
    given = frozenset([*manners.words_of(f"{passed} {recorded}"), *_TYING])
    if manners.strangers(" ".join(manners.names(text)), given):
        return "name"
    least = 1 if recorded else _TELLING
    own = [word for word in manners.strangers(text, given) if len(word) >= least]
    if recorded and _ASSERTS.search(text):
        return "verdict"
    if verdicts := _VERDICTS.findall(text):
        is_said = not manners.strangers(" ".join(verdicts), manners.words_of(passed))
        return "verdict" if recorded or own or not is_said else None
    share = 0 if recorded else OF_ITS_OWN
    return "words" if len(own) > share * len(_telling(text)) else None


def _telling(text: str) -> list[str]:
    """The words that say something of their own."""
    words = [word for word in manners.words_of(text) if len(word) >= _TELLING]
    return [word for word in words if word not in manners.SMALL]
