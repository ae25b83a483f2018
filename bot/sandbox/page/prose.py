"""Words as the page shows them: paragraphs of runs, whichever of Slack's forms they came in."""

import re
from typing import Literal
from urllib.parse import urlsplit

from bot.benefits.facts import Value

Shape = Literal["text", "quote", "code", "bullet", "number"]

_UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Run(Value):
    """Some words of one look. `href` is http(s) only; `user` and `room` are mentions by id."""

    text: str
    href: str | None = None
    user: str | None = None
    room: str | None = None
    strong: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    tip: str | None = None


class Para(Value):
    """Runs that stand together. `number` counts a numbered item; `indent` is a list's depth."""

    shape: Shape = "text"
    runs: tuple[Run, ...]
    indent: int = 0
    number: int = 0


def shown(text: str) -> str:
    """The text without what cannot or must not be shown: controls, direction overrides."""
    return _UNSHOWN.sub("", text)


def web_address(url: str) -> str | None:
    """The address if it is plain http(s) with a host, else None."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return url if usable else None


def plain(paras: tuple[Para, ...]) -> str:
    """The words alone, for labels and titles."""
    return "\n".join("".join(run.text for run in para.runs) for para in paras)
