"""Check: is every part there, and what is to be done where one is not."""

import socket
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Literal

from bot.app import build_library, make_home, now, open_rows
from bot.benefits.facts import Value
from bot.errors import (
    ChatError,
    InstallAgainError,
    ParkedError,
    PortTakenError,
    RecordsError,
    WhatImprovedError,
)
from bot.settings import Settings

if TYPE_CHECKING:
    from slack_sdk.web import SlackResponse

    from bot.installing import Installed
    from bot.slack.allowed import Token

State = Literal["ok", "not set", "not known", "broken"]


class Finding(Value):
    """One part, how it is, and what to do about it; `needed` is false where it is optional. What is
    not known cannot be checked from here, and stands in the way of nothing.
    """

    part: str
    state: State
    told: str
    needed: bool = True

    @property
    def is_bad(self) -> bool:
        """Whether the bot cannot do its work like this."""
        return self.needed and self.state != "ok"


def check(settings: Settings) -> list[Finding]:
    """Every part in turn: home, records, channels, texts, knowledge, port, model, Slack."""
    return [
        _tried("home", lambda: _home(settings)),
        _tried("records", lambda: _records(settings)),
        _tried("channels", lambda: _channels(settings), needed=False),
        _tried("texts", _texts),
        _tried("knowledge", lambda: _knowledge(settings)),
        _tried("port", lambda: _port(settings), needed=False),
        _model(settings),
        *_slack(settings),
    ]


def _tried(part: str, look: Callable[[], str], needed: bool = True) -> Finding:
    try:
        return Finding(part=part, state="ok", told=look(), needed=needed)
    except WhatImprovedError as error:
        return Finding(part=part, state="broken", told=str(error), needed=needed)


def _home(settings: Settings) -> str:
    make_home(settings)
    probe = settings.home / ".probe"
    try:
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise RecordsError(f"{settings.home} cannot be written: {error.strerror}.") from error
    return f"everything is kept in {settings.home}"


def _records(settings: Settings) -> str:
    rows = open_rows(settings)
    try:
        waiting, posts = rows.queues.due(now())
        count = len(rows.records.workspaces())
    finally:
        rows.close()
    kind = "a SQLite file" if settings.is_alone else "a database server"
    return (
        f"{kind} with {count} workspaces; {len(waiting)} events and {len(posts)} posts are waiting"
    )


def _channels(settings: Settings) -> str:
    """Whether all that waits to be said can be. Raises ChatError naming where it cannot."""
    rows = open_rows(settings)
    try:
        shut = rows.queues.parked()
    finally:
        rows.close()
    if not shut:
        return "nothing waits for a channel that cannot be written to"
    told = "; ".join(
        f"{one.channel or 'any channel'} of {one.workspace} since {one.since:%Y-%m-%d %H:%M} UTC"
        f" ({one.reason})"
        for one in shut
    )
    raise ParkedError(f"{told}.")


def _texts() -> str:
    from prompts.templates import load_texts

    texts = load_texts()
    return (
        f"{len(texts.wordings)} wordings and {len(texts.replies)} replies, version {texts.version}"
    )


def _knowledge(settings: Settings) -> str:
    from knowledge.library import load_passages

    build_library(settings).search("what improved", limit=1)
    return f"{len(load_passages())} passages, indexed"


def _port(settings: Settings) -> str:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise PortTakenError(f"{settings.host}:{settings.port}") from error
    return f"{settings.host}:{settings.port} is free"


def _model(settings: Settings) -> Finding:
    """Nothing needs one, and nothing is sent to find out."""
    from bot.models import choices_of, told_of

    if not choices_of(settings):
        told = "no language model is set, and none is needed; WHATIMPROVED_MODEL names one"
        return Finding(part="model", state="not set", told=told, needed=False)
    return _tried("model", lambda: told_of(settings), needed=False)


def _slack(settings: Settings) -> Iterator[Finding]:
    """What `serve` needs; the local workspace does without."""
    from bot.slack.allowed import UNSEEN

    for name in settings.missing_to_serve:
        told = f"set {name} to serve Slack; the local workspace does without"
        yield Finding(part=name, state="not set", told=told, needed=settings.is_begun)
    if settings.slack_bot_token is not None:
        yield from _spoken(settings)
    elif settings.secret_key is not None:
        yield _tried("installations", lambda: _installed(settings))
        yield from _allowed_of_many(settings)
    if settings.slack_app_token is not None:
        yield _asking("socket", "SLACK_APP_TOKEN", lambda: _given(settings))
    if settings.is_begun:
        yield Finding(part="app", state="not known", told=UNSEEN, needed=False)


def _spoken(settings: Settings) -> Iterator[Finding]:
    """Who we are by the token, and what it may do: one question tells both."""
    from bot.slack.allowed import granted

    scopes: list[frozenset[str] | None] = []

    def ask() -> str:
        found = _asked(settings)
        scopes.append(granted(found.headers))
        user, team = (found.get(one) or found.get(f"{one}_id") for one in ("user", "team"))
        return f"speaking for {user} in {team}"

    yield _asking("Slack", "SLACK_BOT_TOKEN", ask)
    for one in scopes:
        yield _allowed(one, "Install App → Reinstall")
        yield from _lacked(settings)


def _lacked(settings: Settings) -> Iterator[Finding]:
    """What answers in Slack's place and does not know, asked for nothing; Slack is not asked."""
    from bot.slack.calls import web_client
    from bot.slack.lacking import INSTEAD, Lacking, is_slack

    if is_slack(settings.slack_api_url) or settings.slack_bot_token is None:
        return
    client = web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    lacking = Lacking(settings.slack_api_url)
    for method in INSTEAD:
        with suppress(ChatError):
            lacking.ask(method, partial(client.api_call, method), None)
    if told := lacking.in_words():
        words = f"what answers there does not know {told}"
        yield Finding(part="methods", state="not known", told=words, needed=False)


def _asking(part: str, token: "Token", look: Callable[[], str]) -> Finding:
    from bot.slack.allowed import is_unknown, why_not

    try:
        return Finding(part=part, state="ok", told=look())
    except ChatError as error:
        told = why_not(error.detail, token)
        if is_unknown(error.detail):
            return Finding(part=part, state="not known", told=told, needed=False)
        return Finding(part=part, state="broken", told=told)


def _allowed(scopes: Collection[str] | None, again: str) -> Finding:
    """What a token may do beside what the work takes."""
    from bot.slack.allowed import UNSAID, compared, in_words

    if not scopes:
        return Finding(part="scopes", state="not known", told=UNSAID, needed=False)
    found = compared(scopes)
    state: State = "broken" if found.missing else "ok"
    told = in_words(found, again)
    return Finding(part="scopes", state=state, told=told, needed=not found.is_enough)


def _allowed_of_many(settings: Settings) -> Iterator[Finding]:
    """The same for each installation that lacks something, from what Slack told as it was made."""
    try:
        held = _held(settings)
    except WhatImprovedError:
        return  # told by `installations`
    for one in {each.workspace: each for each in held if each is not None}.values():
        found = _allowed(one.scopes, f"open /slack/install again in {one.workspace}")
        if found.state != "ok":
            yield found


def _held(settings: Settings) -> "list[Installed | None]":
    from storage.installations import SqlInstallations

    rows = open_rows(settings)
    try:
        kept = SqlInstallations(rows.engine, settings.secret_keys)
        return [kept.find(one.workspace) for one in kept.standings() if one.removed_at is None]
    finally:
        rows.close()


def _given(settings: Settings) -> str:
    """Whether Slack gives us a socket; it is not opened."""
    from bot.slack.calls import chat_errors, text_of, web_client

    token = settings.slack_app_token
    with chat_errors():
        told = web_client("", settings.slack_api_url).apps_connections_open(
            app_token=token.get_secret_value() if token else ""
        )
    text_of(told, "url")
    return "Slack gives a socket: Socket Mode is on"


def _installed(settings: Settings) -> str:
    """Whether every token can be read, and renewed. Raises InstallAgainError naming where not."""
    from bot.access import told_of
    from storage.installations import SqlInstallations

    rows = open_rows(settings)
    try:
        kept = SqlInstallations(rows.engine, settings.secret_keys)
        standings = kept.standings()
        held = {one.workspace: kept.find(one.workspace) for one in standings}
    finally:
        rows.close()
    here, broken, gone = told_of(standings)
    stands = [one.workspace for one in standings if not one.removed_at and not one.broken]
    broken += [f"{one} (no token is kept)" for one in stands if held[one] is None]
    if broken:
        raise InstallAgainError(f"{', '.join(broken)}.")
    left = f"; put out of {', '.join(gone)}" if gone else ""
    return f"installed in {here} workspaces and organisations{left}"


def _asked(settings: Settings) -> "SlackResponse":
    """Raises ChatError."""
    from bot.slack.calls import chat_errors, web_client

    token = settings.slack_bot_token
    client = web_client(token.get_secret_value() if token else "", settings.slack_api_url)
    with chat_errors():
        found = client.auth_test()
    if not found.get("team_id") and not found.get("team"):
        raise ChatError("no_team")
    return found
