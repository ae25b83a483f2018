"""Whether a text is written in English: in another language the reader stays silent."""

import re

from bot.reading.vocabulary import listed

_ENGLISH = listed(
    "the of and to in is was we for on by with has have our it from now are be this that "
    "at as an were not all will "
    "been their they which who but or after before than more less up out now per within can"
)
_OTHER = listed(
    "der das und ist nicht wir haben mit auf für von zu ein eine den dem des im wurde "
    "werden auch sich bei "
    "le la les et est nous avons pour du un une dans sur par pas que qui ont été aux au ce cette "
    "el los las y con para por del se hemos está son fue han lo como "
    "il di che è sono abbiamo della nel gli "
    "em um uma não são foi temos da "
    "het een van en niet wij op voor zijn "
    "och att det som är har vi på av inte "
    "jest nie na się że oraz"
)
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+|\b[\w-]+(?:\.[\w-]+)+\b")
_LATIN = re.compile(r"[A-Za-z]")


_SAID = 40
"""Letters of another script that say something: a name has fewer."""

_MANY = 12
"""Words that say something without a figure."""

_FEW = 5
"""Words that do with one."""

_FIGURE = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
"""No figure: when to meet for lunch is no news of anything."""


def is_foreign(text: str) -> bool:
    """Whether a text of some length, or of a few words and a figure, is written in another
    language.
    """
    plain = _ADDRESS.sub(" ", re.sub(r"<[^<>]*>|:[\w+-]+:", " ", text[:4_000]))
    words = _WORD.findall(plain)
    if not words or is_english(plain):
        return False
    has_figure = _FIGURE.search(_CLOCK.sub(" ", plain)) is not None
    if sum(1 for word in words if _LATIN.match(word)) * 2 < len(words):
        letters = sum(map(len, words))
        return letters >= (_SAID // 4 if has_figure else _SAID)
    return len(words) >= (_FEW if has_figure else _MANY)


def is_english(text: str) -> bool:
    """False where the letters are of another script, or the small words of another language."""
    words = [word.lower() for word in _WORD.findall(_ADDRESS.sub(" ", text[:4_000]))]
    if not words:
        return False
    if sum(1 for word in words if _LATIN.match(word)) * 2 < len(words):
        return False
    ours = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHER and word not in _ENGLISH for word in words)
    return others < 2 or others <= ours
