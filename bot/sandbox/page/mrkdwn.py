"""Slack's text markup, read into paragraphs. Never fails: what it cannot read stays as typed."""

import re
from collections.abc import Callable, Iterator

from bot.sandbox.page.emoji import EMOJI, SHORTCODE, emoji
from bot.sandbox.page.prose import Para, Run, Shape, shown, web_address

_TOKEN = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<control>[^<>\n]+)>"
    r"|(?P<url>https?://[^\s<>|]*[^\s<>|.,;:!?)\]'\"*_~`])"
    rf"|{SHORTCODE}"
    r"|(?<![\w*])\*(?=[^\s*])(?P<strong>[^*\n]*)(?<!\s)\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<italic>[^_\n]*)(?<!\s)_(?![\w_])"
    r"|(?<![\w~])~(?=[^\s~])(?P<strike>[^~\n]*)(?<!\s)~(?![\w~])"
)
_FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_QUOTE = re.compile(r"(?:&gt;|>)[ \t]?")
_SPECIAL = {"!here": "@here", "!channel": "@channel", "!everyone": "@everyone"}


def read_mrkdwn(text: str) -> tuple[Para, ...]:
    """The paragraphs of a message's text as Slack stores it (escaped, mentions in brackets)."""
    found: list[Para] = []
    for index, piece in enumerate(_FENCE.split(shown(text))):
        if index % 2:
            found.append(Para(shape="code", runs=(Run(text=_unescaped(piece)),)))
        else:
            found += _lines(piece.strip("\n"))
    return tuple(found)


def read_plain(text: str, with_emoji: bool = True) -> tuple[Para, ...]:
    """The paragraph of a plain_text object: words as they are, shortcodes as pictures."""
    words = shown(text)
    if with_emoji:
        words = re.sub(SHORTCODE, lambda match: EMOJI.get(match["emoji"], match[0]), words)
    return (Para(runs=(Run(text=words),)),)


def _lines(text: str) -> Iterator[Para]:
    shape: Shape = "text"
    kept: list[str] = []
    for line in text.split("\n") if text else ():
        quote = _QUOTE.match(line)
        now: Shape = "quote" if quote else "text"
        if now != shape and kept:
            yield Para(shape=shape, runs=tuple(_runs("\n".join(kept), Run(text=""))))
            kept = []
        shape = now
        kept.append(line[quote.end() :] if quote else line)
    if kept:
        yield Para(shape=shape, runs=tuple(_runs("\n".join(kept), Run(text=""))))


def _runs(text: str, look: Run) -> Iterator[Run]:
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            yield _as(look, _unescaped(text[end : match.start()]))
        yield from _token(match, look)
        end = match.end()
    if end < len(text):
        yield _as(look, _unescaped(text[end:]))


def _token(match: re.Match[str], look: Run) -> Iterator[Run]:
    kind, inner = match.lastgroup or "", match[match.lastgroup or 0]
    if kind in {"strong", "italic", "strike"}:
        yield from _runs(inner, look.model_copy(update={kind: True}))
    elif kind == "code":
        yield _as(look, _unescaped(inner), code=True)
    elif kind == "emoji":
        known = inner in EMOJI
        yield _as(look, emoji(inner) if known else match[0], tip=match[0] if known else None)
    elif kind == "url":
        yield _as(look, _unescaped(inner), href=web_address(_unescaped(inner)))
    else:
        yield _control(inner, look)


def _control(inner: str, look: Run) -> Run:
    """What stands in angle brackets: a mention, a special word, or a link."""
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return _as(look, _unescaped(label or target), user=target[1:])
    if target.startswith("#"):
        return _as(look, _unescaped(label or target), room=target[1:])
    if target.startswith("!"):
        return _as(look, _SPECIAL.get(target, _unescaped(label or target[1:])), strong=True)
    address = _unescaped(target)
    href = web_address(address)
    words = _unescaped(label) if label else address
    if href is None and label and not address.startswith("mailto:"):
        words = f"{words} ({address})"
    return _as(look, words, href=href)


def _as(look: Run, text: str, **changes: object) -> Run:
    return look.model_copy(update={"text": text, **changes})


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_typed(text: str, names: Callable[[str], str], rooms: Callable[[str], str]) -> str:
    """Stored text as its author would type it again: names for mentions, bare addresses."""

    def typed(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        if target.startswith("@"):
            return "@" + names(target[1:])
        if target.startswith("#"):
            return "#" + (label or rooms(target[1:]))
        return _SPECIAL.get(target, target)

    return _unescaped(re.sub(r"<([^<>\n]+)>", typed, text))
