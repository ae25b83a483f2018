"""The pages of an installation: what is asked for and why, who installed what, what to do next."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from bot.benefits.facts import Value
from bot.slack.scopes import BOT, Scope


class PageTexts(Value):
    """What the pages say, in plain English. Shown letter by letter."""

    title: str = "Add What Improved? to Slack"
    lead: str = (
        "What Improved? is a bot. It reads updates in channels it was invited to, asks for what is "
        "missing, and keeps an honest record of what improved. Nothing is recorded until a person "
        "says so."
    )
    asks: str = "Slack will ask you to allow this, and nothing in your own name:"
    go: str = "Continue to Slack"
    installed: str = "What Improved? is installed in {name}"
    installed_by: str = "Installed by {by}."
    organisation: str = "It is installed for the whole organisation, with one permission for all."
    next: str = "What to do next:"
    steps: tuple[str, ...] = (
        "In Slack, invite the bot to the channel in which a project posts its updates: "
        "/invite @What Improved",
        "Type there: /whatimproved new NAME: MEASURE in UNIT",
        "Then post updates as always. /whatimproved help tells the rest.",
    )
    open_slack: str = "Open Slack"
    failed: str = "Nothing was installed just now"
    nothing: str = (
        "Nothing was changed in your workspace. If you have seen the page that says What Improved? "
        "is installed, it still is."
    )
    may_be: str = (
        "Slack may show the app as installed. To be sure, install it again: that harms nothing."
    )
    again: str = "Start again"
    unknown: str = "Slack did not finish the installation."
    reasons: Mapping[str, str] = {
        "access_denied": "You, or an admin, said no in Slack. That is fine.",
        "invalid_browser": (
            "The installation began in another browser, or this one keeps no cookies. Begin and "
            "end it in the same one."
        ),
        "invalid_state": (
            "This link was used before, or more than ten minutes have passed since it was made."
        ),
        "missing_code": "Slack sent you back without what it takes to finish.",
        "invalid_code": "Slack did not take what it had sent you back with. It is good once.",
        "storage_error": "The installation could not be kept here. Please tell who runs the bot.",
    }


TEXTS: Final = PageTexts()

HEADERS: Final = {
    "content-type": ["text/html; charset=utf-8"],
    "cache-control": ["no-store"],
    "referrer-policy": ["no-referrer"],
    "x-content-type-options": ["nosniff"],
    "content-security-policy": [
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
    ],
}
"""Nothing of the page is kept, framed or told to others: its address holds a code of Slack's."""

_STYLE: Final = """
:root{color-scheme:light dark}
body{font:16px/1.55 system-ui,sans-serif;max-width:38rem;margin:8vh auto;padding:0 1.25rem;
color:#1f2a24;background:#f7f8f6}
h1{font-size:1.6rem;line-height:1.25}
li{margin:.35rem 0}
code{font:.9em ui-monospace,monospace}
a.button{display:inline-block;margin:1rem 0;padding:.7rem 1.2rem;border-radius:.5rem;
background:#20563f;color:#fff;text-decoration:none}
@media (prefers-color-scheme:dark){body{color:#e6ebe7;background:#161b18}}
"""

_MAY_BE: Final = ("invalid_code", "storage_error", "unknown")
"""Reasons that come after Slack has let us in."""


def ask(url: str, texts: PageTexts = TEXTS, scopes: Sequence[Scope] = BOT) -> str:
    """The page that an installation begins with."""
    listed = [f"<code>{escape(one.name)}</code> {escape(one.reason)}" for one in scopes]
    rest = [_p(texts.lead), _p(texts.asks), _list("ul", listed), _button(url, texts.go)]
    return _page(texts.title, rest)


def done(name: str, by: str | None, everywhere: bool, url: str, texts: PageTexts = TEXTS) -> str:
    """The page once we are installed; `by` is who did it, as far as that is known."""
    said = [_p(texts.installed_by.replace("{by}", by))] if by else []
    said += [_p(texts.organisation)] if everywhere else []
    steps = _list("ol", [escape(one) for one in texts.steps])
    rest = [*said, _p(texts.next), steps, _button(url, texts.open_slack)]
    return _page(texts.installed.replace("{name}", name), rest)


def failed(reason: str, again: str, texts: PageTexts = TEXTS) -> str:
    """The page where we are not installed. A reason that is not ours to know is not repeated."""
    said = texts.reasons.get(reason, texts.unknown)
    left = texts.may_be if reason in _MAY_BE else texts.nothing
    return _page(texts.failed, [_p(said), _p(left), _button(again, texts.again)])


def _page(title: str, parts: Iterable[str]) -> str:
    shown = escape(title)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{shown}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{shown}</h1>{''.join(parts)}</main></body></html>"
    )


def _p(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def _list(kind: str, items: Iterable[str]) -> str:
    return f"<{kind}>{''.join(f'<li>{one}</li>' for one in items)}</{kind}>"


def _button(url: str, words: str) -> str:
    return f'<p><a class="button" href="{escape(url)}">{escape(words)}</a></p>'
