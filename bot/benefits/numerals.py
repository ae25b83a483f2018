"""Numerals: how the numbers of ours are written for whoever reads them.

All we make and keep is written as in English, and what people type is read as it always is. Only
what goes out is written as its reader writes, and of that only our own figures: what somebody said
is quoted letter by letter.
"""

import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple


class Style(NamedTuple):
    """What stands between thousands, and what before decimals."""

    group: str = ","
    point: str = "."


ENGLISH: Final = Style()
_COMMA, _SPACE, _APOSTROPHE = Style(".", ","), Style("\u00a0", ","), Style("’", ".")

WrittenAs = Literal["english", "german", "french", "swiss"]

STYLES: Final[Mapping[WrittenAs, Style]] = {
    "english": ENGLISH,
    "german": _COMMA,
    "french": _SPACE,
    "swiss": _APOSTROPHE,
}
"""As a workspace may set it for everybody."""

_BY_LANGUAGE: Final[Mapping[str, Style]] = {
    language: style
    for style, languages in (
        (_COMMA, "de es it nl pt id tr da el vi hr sl ro is ca eu gl sr bs mk"),
        (_SPACE, "fr ru pl cs sk sv nb no nn fi uk hu bg et lv lt be ka hy"),
    )
    for language in languages.split()
}
_BY_REGION: Final[Mapping[str, Style]] = {
    locale: style
    for style, locales in (
        (_APOSTROPHE, "de-CH de-LI it-CH"),
        (_SPACE, "pt-PT en-ZA"),
        (ENGLISH, "es-LA es-419 es-MX es-US es-GT es-PE es-PR es-DO es-PA"),
    )
    for locale in locales.split()
}

_FIGURE: Final = re.compile(
    r"(?<![\w.,:/@#=’'])(?<!\w-)(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\w’'/]|[.,:-]\d)"
)
_QUOTED: Final = re.compile(r"(“[^”]*”)")
_NAME_BEFORE: Final = re.compile(r"(?:\b[A-Z][\w&+]*|\b[vV](?:ersion)?) $")
"""A word before a number that makes it part of a name: Windows 8.1, Release 2.4."""

_OURS_BEFORE: Final = re.compile(
    r"(?:About|Under|Over|Baseline|Measured|Claimed|Target|Now|Before|Of|Is|From|To|"
    r"[A-Z]{2}[A-Z](?<=AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KRW|MXN|MYR|NOK"
    r"|NZD|PHP|PLN|RON|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR)) $"
)
"""Words that stand before figures of ours: those that begin a line, and currencies."""


def style_of(locale: str | None) -> Style:
    """How numbers are written by a locale such as `de-DE`; as in English where nobody can tell."""
    language, _, region = (locale or "").replace("_", "-").partition("-")
    language = language.lower()
    known = _BY_REGION.get(f"{language}-{region.upper()}")
    return known or _BY_LANGUAGE.get(language, ENGLISH)


def named(words: str) -> WrittenAs | None:
    """The one of `STYLES` that somebody names, by its name or by a number written so."""
    said = " ".join(words.casefold().split()).replace("'", "’")
    shown = {name: example(name).replace("\u00a0", " ") for name in STYLES}
    return next((name for name in STYLES if said in (name, shown[name])), None)


def example(name: WrittenAs) -> str:
    """A number written so."""
    return styled("1,200.5", STYLES[name])


def written(text: str, style: Style) -> str:
    """A text of ours with its figures written so. What it quotes stays, and what is no figure."""
    if style == ENGLISH:
        return text
    parts = _QUOTED.split(text)
    return "".join(part if n % 2 else _outside_quotes(part, style) for n, part in enumerate(parts))


def styled(number: str, style: Style) -> str:
    """A number alone, as it is written in English, written so."""
    return number.translate({ord(","): style.group, ord("."): style.point})


def _outside_quotes(text: str, style: Style) -> str:
    def figure(found: re.Match[str]) -> str:
        before = text[: found.start()]
        if "," not in found[0] and _NAME_BEFORE.search(before) and not _OURS_BEFORE.search(before):
            return found[0]
        return styled(found[0], style)

    return _FIGURE.sub(figure, text)
