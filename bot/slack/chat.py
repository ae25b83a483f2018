"""Speaking: posts, changes of our posts, and words for one person's eyes."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.benefits.conversation import Chart, Post, Sending
from bot.benefits.markup import readable_post
from bot.errors import ChatError, RateLimitedError
from bot.slack.addresses import origin, reply_origins
from bot.slack.blocks import render
from bot.slack.calls import TIMEOUT_SECONDS, ClientFor, chat_errors, refused, text_of
from bot.slack.fitting import person
from bot.slack.lacking import Lacking
from bot.slack.pictures import upload
from bot.slack.readers import Readers
from bot.slack.texts import ENGLISH, Texts

Draw = Callable[[Sequence[Chart]], bytes]
"""Makes a PNG of charts."""

EVENT_TYPE: Final = "whatimproved_post"
"""What our messages' metadata is called; beside it stands the key."""

log = logging.getLogger(__name__)

_NOT_TAKEN: Final = frozenset({"invalid_blocks", "invalid_blocks_format", "http_400"})
"""Refusals of a message that may be for its picture alone."""

_NOBODY_THERE: Final = frozenset({"unreachable: ConnectionRefusedError", "unreachable: gaierror"})
_LATER: Final = ("unreachable", "http_5", "internal_error", "fatal_error")
"""Failures after which an address may yet take what is for one person, or may have taken it."""

_PAGE: Final = 200
_PAGES: Final = 10


class SlackChat:
    """The chat door, over Slack's Web API. Sends each time it is asked: once is the outbox's law.

    `replies_at` is a further origin that one-person replies may go to, for a Slack stand-in.
    `name` gives a person's name in a workspace: people are named in what we quote, never mentioned.
    `draw` makes a picture of charts; it and its upload are best effort. `lacking` keeps what
    answers in Slack's place and does not know, `readers` write numbers as whoever reads them does.
    """

    def __init__(
        self,
        client_for: ClientFor,
        texts: Texts = ENGLISH,
        replies_at: str | None = None,
        name: Callable[[str, str], str] = lambda _workspace, user: user,
        draw: Draw | None = None,
        lacking: Lacking | None = None,
        readers: Readers | None = None,
    ) -> None:
        self._client_for = client_for
        self._readers = readers or Readers()
        self._lacking = lacking or Lacking()
        self._name = name
        self._texts = texts
        self._origins = reply_origins(replies_at)
        self._draw = draw

    def send(self, workspace: str, sending: Sending) -> str | None:
        """The new message's ts; of a change, that of the one changed; None of a reply or whisper.

        Raises RateLimitedError where Slack asks to wait, ChatError for anything else.
        """
        post = self._for_eyes(workspace, sending)
        pictures = self._pictures(workspace, post) if sending.way != "update" else ()
        if pictures:
            try:
                return self._sent(workspace, sending, render(post, self._texts, pictures))
            except ChatError as error:
                if error.detail not in _NOT_TAKEN:
                    raise
                log.info("a picture was not taken (%s) and is left out", error.detail)
        return self._sent(workspace, sending, render(post, self._texts))

    def _for_eyes(self, workspace: str, sending: Sending) -> Post:
        """The post as who reads it does: people by name, numbers as they write them."""
        post = readable_post(sending.post, partial(self._name, workspace))
        return self._readers.post(workspace, sending, post)

    def _pictures(self, workspace: str, post: Post) -> tuple[str, ...]:
        """The files the post's charts are drawn in, one each: a tall picture would be shrunk to a
        stamp. None where there are none, or where it cannot be.
        """
        if self._draw is None:
            return ()
        try:
            client = self._client_for(workspace)
            drawn = [(self._draw([chart]), chart.title) for chart in post.charts]
            return tuple(upload(client, picture, title) for picture, title in drawn)
        except Exception as error:
            log.warning("a chart could not be shown (%s)", type(error).__name__)
            return ()

    def _sent(self, workspace: str, sending: Sending, shown: dict[str, Any]) -> str | None:
        if sending.way == "reply":
            self._reply(workspace, sending, shown)
            return None
        client = self._client_for(workspace)
        if sending.way == "whisper":
            _whisper(client, sending, shown)
            return None
        if sending.way == "update":
            update = partial(self._update, client, sending, shown)
            ts = self._lacking.ask("chat.update", update, None)
            if ts is not None:
                return ts
            sending = sending.model_copy(update={"thread": sending.thread or sending.ts})
        with chat_errors():
            return self._post(client, sending, shown)

    def find(self, workspace: str, sending: Sending) -> str | None:
        """Looks through the thread, or the channel's latest messages, for the key."""
        found = self._found(workspace, sending)
        return None if found is None else _ts(found)

    def _found(self, workspace: str, sending: Sending) -> Mapping[str, Any] | None:
        """The message that this post is; None where none is seen to be. Raises ChatError."""
        if sending.way != "post":
            return None
        client = self._client_for(workspace)
        if person(sending.channel):
            where = self._direct(client, sending.channel)
            sending = sending.model_copy(update={"channel": where})
        method = "conversations.replies" if sending.thread else "conversations.history"

        def look() -> Mapping[str, Any] | None:
            return next((one for one in _around(client, sending) if self._is(one, sending)), None)

        return self._lacking.ask(method, look, None)

    def _is(self, message: Mapping[str, Any], sending: Sending) -> bool:
        """Whether a message of a page is this post."""
        return carries_key(message, sending)

    def _post(self, client: WebClient, sending: Sending, shown: dict[str, Any]) -> str:
        answer = client.chat_postMessage(
            channel=sending.channel,
            thread_ts=sending.thread,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": sending.key}},
            unfurl_links=False,
            unfurl_media=False,
            parse="none",
            link_names=False,
            **shown,
        )
        return text_of(answer, "ts")

    def _update(self, client: WebClient, sending: Sending, shown: dict[str, Any]) -> str:
        if sending.ts is None:
            raise ChatError("message_not_found")
        where = sending.channel
        where = self._direct(client, where) if person(where) else where
        client.chat_update(channel=where, ts=sending.ts, parse="none", link_names=False, **shown)
        return sending.ts

    def _direct(self, client: WebClient, user: str) -> str:
        """The channel of a direct message: it can be written to by the person's id, not read."""

        def ask() -> str:
            return str((client.conversations_open(users=user).get("channel") or {}).get("id") or "")

        return self._lacking.ask("conversations.open", ask, "") or user

    def _reply(self, workspace: str, sending: Sending, shown: dict[str, Any]) -> None:
        """Through the address that Slack gave for it, else to the person it is for."""
        url, _, user = (sending.reply_to or "").rpartition("#")
        url, user = (url, user) if person(user) else (sending.reply_to or "", "")
        try:
            self._through(url, sending, shown)
        except ChatError as error:
            if not user or not _leads_nowhere(error):
                raise
            log.info("an address for one person led nowhere (%s)", error.detail)
            self._alone(self._client_for(workspace), user, sending, shown)

    def _alone(self, client: WebClient, user: str, sending: Sending, shown: dict[str, Any]) -> None:
        """A whisper, else a direct message; best effort, as all that is for one person's eyes."""
        more = {"thread_ts": sending.thread, "parse": "none", "link_names": False, **shown}
        if not sending.in_channel:
            whisper = partial(client.chat_postEphemeral, channel=sending.channel, user=user, **more)
            if self._lacking.ask("chat.postEphemeral", whisper, None) is not None:
                return
            more["thread_ts"] = None
        with chat_errors():
            client.chat_postMessage(channel=sending.channel if sending.in_channel else user, **more)

    def _through(self, url: str, sending: Sending, shown: dict[str, Any]) -> None:
        if origin(url) not in self._origins:
            raise ChatError("invalid_response_url")
        body = {
            "response_type": "in_channel" if sending.in_channel else "ephemeral",
            "replace_original": False,
            **({"thread_ts": sending.thread} if sending.thread else {}),
            **shown,
        }
        with chat_errors():
            answer = WebhookClient(url, timeout=TIMEOUT_SECONDS, retry_handlers=[]).send_dict(body)
        if answer.status_code != 200:
            raise refused(answer.status_code, answer.body, answer.headers)


def _leads_nowhere(error: ChatError) -> bool:
    """Whether nothing was said through an address, and nothing ever will be."""
    if isinstance(error, RateLimitedError):
        return False
    return error.detail in _NOBODY_THERE or not error.detail.startswith(_LATER)


def _whisper(client: WebClient, sending: Sending, shown: dict[str, Any]) -> None:
    """Best effort: who is not there to hear it misses nothing that is not said elsewhere."""
    try:
        with chat_errors():
            client.chat_postEphemeral(
                channel=sending.channel,
                user=sending.user or "",
                thread_ts=sending.thread,
                parse="none",
                link_names=False,
                **shown,
            )
    except RateLimitedError:
        raise
    except ChatError as error:
        log.info("a whisper was not taken (%s) and is left out", error.detail)


def _around(client: WebClient, sending: Sending) -> Iterator[Mapping[str, Any]]:
    """The messages among which this one must be, if it was made."""
    cursor = None
    for _ in range(_PAGES):
        page = _page(client, sending, cursor)
        yield from page.get("messages") or []
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


def _page(client: WebClient, sending: Sending, cursor: str | None) -> Any:
    asked: dict[str, Any] = {
        "channel": sending.channel,
        "limit": _PAGE,
        "cursor": cursor,
        "include_all_metadata": True,
    }
    if sending.thread:
        return client.conversations_replies(ts=sending.thread, **asked)
    return client.conversations_history(**asked)


def carries_key(message: Mapping[str, Any], sending: Sending) -> bool:
    """Whether a message was made for this post, and all of it."""
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == EVENT_TYPE and payload.get("key") == sending.key


def _ts(message: Mapping[str, Any]) -> str:
    return str(message["ts"])
