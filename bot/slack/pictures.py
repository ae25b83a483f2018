"""Pictures: given to Slack as files, and waited for until it can show them."""

import re
import time
from collections.abc import Callable
from typing import Final
from urllib.request import Request, urlopen

from slack_sdk import WebClient

from bot import limits
from bot.errors import ChatError
from bot.slack.calls import TIMEOUT_SECONDS, chat_errors, text_of

TRIES: Final = 5
"""Looks at whether Slack has taken a picture in."""

PAUSE: Final = 1.0
"""Seconds between two looks."""


def upload(
    client: WebClient, picture: bytes, title: str, wait: Callable[[float], None] = time.sleep
) -> str:
    """The id of the new file, which nobody sees before a message shows it.

    Raises ChatError where Slack does not take it.
    """
    name = f"{re.sub(r'[^a-z0-9]+', '-', title.lower()).strip('-')[:60] or 'chart'}.png"
    with chat_errors():
        place = client.files_getUploadURLExternal(
            filename=name, length=len(picture), alt_txt=title[: limits.ALT_TEXT]
        )
        put(text_of(place, "upload_url"), picture)
        id = text_of(place, "file_id")
        client.files_completeUploadExternal(files=[{"id": id, "title": title[:200]}])
    _wait_for(client, id, wait)
    return id


def put(address: str, picture: bytes) -> None:
    """Bring the bytes of a file to the address Slack gave for them."""
    if not address.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise ChatError("invalid_upload_url")
    headers = {"Content-Type": "application/octet-stream"}
    sent = Request(address, data=picture, headers=headers, method="POST")
    with urlopen(sent, timeout=TIMEOUT_SECONDS) as answer:
        answer.read()


def _wait_for(client: WebClient, id: str, wait: Callable[[float], None]) -> None:
    """Slack shows a file in a message once it knows what it is; where it may not be asked, some
    time has to do.
    """
    for _ in range(TRIES):
        try:
            with chat_errors():
                told = client.files_info(file=id).get("file") or {}
        except ChatError:
            wait(PAUSE)
            return
        if told.get("mimetype"):
            return
        wait(PAUSE)
