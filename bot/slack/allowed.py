"""Allowed: what Slack lets us do beside what the work takes, and what is to be clicked for it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, NamedTuple

from bot.slack.scopes import BOT, NAMES, Scope

APP: Final = "api.slack.com/apps → your app"

UNSEEN: Final = (
    "a token does not tell which events, addresses, commands and shortcuts the app has: compare "
    f"{APP} → App Manifest with what `whatimproved manifest` prints"
)

UNSAID: Final = (
    "Slack did not say what the app may do: compare "
    f"{APP} → OAuth & Permissions → Bot Token Scopes with what `whatimproved manifest` prints"
)

Token = Literal["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]

_COPIED: Final[Mapping[Token, str]] = {
    "SLACK_BOT_TOKEN": f"copy it anew from {APP} → OAuth & Permissions → Bot User OAuth Token; "
    "where there is none, Install App first",
    "SLACK_APP_TOKEN": f"make one at {APP} → Basic Information → App-Level Tokens, with "
    "connections:write, and switch on Socket Mode",
}

_REFUSED: Final = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)
_UNKNOWN: Final = ("unknown_method", "method_deprecated")
_LIMITED: Final = ("ratelimited", "rate_limited")


class Allowed(NamedTuple):
    """What is missing of that we need, and what we were allowed for nothing."""

    missing: tuple[Scope, ...]
    spare: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether the work can be done: what only makes it nicer may be missing."""
        return not any(one.is_needed for one in self.missing)


def compared(granted: Iterable[str]) -> Allowed:
    """What we were allowed beside what we need. Every token may `identify`."""
    there = set(granted)
    missing = tuple(one for one in BOT if one.name not in there)
    return Allowed(missing, tuple(sorted(there - {*NAMES, "identify"})))


def granted(headers: Mapping[str, Any]) -> frozenset[str] | None:
    """What Slack says with an answer that the token may do; None where it says nothing."""
    told = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")
    return frozenset(one.strip() for one in str(told).split(",") if one.strip()) or None


def in_words(found: Allowed, again: str) -> str:
    """What there is to do; `again` is how the app is installed again after that."""
    if found.missing:
        listed = ", ".join(f"{one.name} ({one.reason})" for one in found.missing)
        return f"{APP} → OAuth & Permissions → Bot Token Scopes: add {listed}; then {again}"
    if found.spare:
        return (
            f"all that is used is allowed; {', '.join(found.spare)} is used for nothing and can be "
            f"taken away at {APP} → OAuth & Permissions"
        )
    return f"all {len(NAMES)} that are used are allowed, and nothing else"


def why_not(code: str, token: Token) -> str:
    """Why Slack could not be asked, by its code, and what to do about it."""
    if code in _REFUSED:
        return f"Slack does not take {token} ({code}): {_COPIED[token]}"
    if code in _LIMITED:
        return f"Slack asks to wait ({code}): try again in a minute"
    if is_unknown(code):
        return f"what answers there does not know the method ({code}): {token} was not checked"
    if code.startswith(("unreachable", "http_")):
        return (
            f"Slack could not be reached ({code}): see that this machine may open HTTPS "
            "connections to slack.com, or what SLACK_API_URL says where it is set"
        )
    return f"Slack refuses ({code})"


def is_unknown(code: str) -> bool:
    """Whether it was not the token that was refused: the question is not known there."""
    return code in _UNKNOWN
