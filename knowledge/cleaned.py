"""Somebody's file as plain words: nothing in it that acts, points or cannot be seen."""

import re
import unicodedata

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)")
_BRACKETED = re.compile(r"<[/@#!A-Za-z][^<>\n]{0,2000}>")
"""Markup, and what Slack would take for a mention, a channel or a link."""
_ADDRESS = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,20}://|\b(?:www\.|mailto:|javascript:))\S*", re.I)
_MARKS = re.compile(r"(?<!\w)[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}(?!\w)")
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
_KEPT = "\n\t\f"
_JOINS = "\u200c\u200d"
"""Of what cannot be seen, what joins letters in Persian or Hindi and stays."""


def cleaned(text: str) -> str:
    """The words without comments, pictures, markup, addresses and characters that do not show."""
    text = "".join(map(_seen, unicodedata.normalize("NFC", text.replace("\r\n", "\n"))))
    text = _PICTURE.sub("", _COMMENT.sub("", text))
    return _MARKS.sub("", _ADDRESS.sub("", _BRACKETED.sub("", _LINK.sub(r"\1", text))))


def _seen(letter: str) -> str:
    if letter in _KEPT or letter in _JOINS:
        return letter
    return "" if unicodedata.category(letter) in _INVISIBLE else letter


def one_line(text: str) -> str:
    """All of it in one line, one blank between words."""
    return " ".join(text.split())
