"""Files given to people: a report to keep, in the thread of the message that speaks of it."""

import logging
from collections.abc import Callable

from slack_sdk import WebClient

from bot import limits
from bot.benefits.conversation import Board, Sending
from bot.errors import ChatError
from bot.ports import Chat
from bot.slack.calls import ClientFor, chat_errors, text_of
from bot.slack.fitting import person
from bot.slack.pictures import put
from bot.slack.texts import ENGLISH, Texts

Bind = Callable[[str, Board], bytes]
"""Makes the file of a report, for who may see it now."""

log = logging.getLogger(__name__)


class FilingChat:
    """A chat that gives people the file their message speaks of. The message goes out once; its
    file is best effort, and where it cannot be given, that is said in its place.
    """

    def __init__(
        self, chat: Chat, client_for: ClientFor, bind: Bind, texts: Texts = ENGLISH
    ) -> None:
        self._chat = chat
        self._client_for = client_for
        self._bind = bind
        self._texts = texts

    def send(self, workspace: str, sending: Sending) -> str | None:
        """As the door it stands before."""
        ts = self._chat.send(workspace, sending)
        if ts is not None and sending.way == "post" and sending.post.board is not None:
            self._file(workspace, sending, sending.post.board, ts)
        return ts

    def find(self, workspace: str, sending: Sending) -> str | None:
        """As the door it stands before."""
        return self._chat.find(workspace, sending)

    def _file(self, workspace: str, sending: Sending, board: Board, ts: str) -> None:
        client = self._client_for(workspace)
        try:
            where = _channel(client, sending.channel)
            content = self._bind(workspace, board)
            give(client, content, board.file, board.title, where, ts)
        except Exception as error:
            log.warning("a report could not be given as a file (%s)", type(error).__name__)
            self._say(client, sending.channel, ts)

    def _say(self, client: WebClient, channel: str, ts: str) -> None:
        try:
            with chat_errors():
                client.chat_postMessage(
                    channel=channel, thread_ts=ts, text=self._texts.board_failed, parse="none"
                )
        except ChatError as error:
            log.warning("nor could that be said (%s)", error.detail)


def _channel(client: WebClient, channel: str) -> str:
    """Where a file is shared: a direct message has a channel of its own."""
    if not person(channel):
        return channel
    with chat_errors():
        found = client.conversations_open(users=channel).get("channel") or {}
    return str(found.get("id") or channel)


def give(
    client: WebClient, content: bytes, name: str, title: str, channel: str, thread: str
) -> None:
    """Share a file in a thread. Raises ChatError where Slack does not take it."""
    with chat_errors():
        place = client.files_getUploadURLExternal(
            filename=name, length=len(content), alt_txt=title[: limits.ALT_TEXT]
        )
        put(text_of(place, "upload_url"), content)
        file: dict[str, str | None] = {"id": text_of(place, "file_id"), "title": title[:200]}
        client.files_completeUploadExternal(files=[file], channel_id=channel, thread_ts=thread)
