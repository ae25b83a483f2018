"""Slack's side of the wire, for what no person could send: any bytes, signed or not."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from itertools import count
from typing import Any
from urllib.parse import urlencode

import httpx

from bot.sandbox.payloads import envelope, mention_event, message_event
from bot.sandbox.shapes import Json, Message
from tests.sandbox.builders import SECRET
from tests.stories.stage import Stage

FORM = "application/x-www-form-urlencoded"

_numbers = count(1)


def signature(body: bytes, age: float, secret: str) -> dict[str, str]:
    """The two headers that prove who sent a body, and `age` seconds ago."""
    timestamp = str(int(time.time() - age))
    base = b"v0:" + timestamp.encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": timestamp, "x-slack-signature": f"v0={digest}"}


class Wire:
    """Sends requests to the bot of a stage and gives back what it answered."""

    def __init__(self, stage: Stage, http: httpx.AsyncClient) -> None:
        self.stage = stage
        self._http = http

    async def raw(
        self,
        body: bytes,
        kind: str = "application/json",
        *,
        age: float = 0,
        secret: str = SECRET,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Any bytes."""
        signed = {"content-type": kind, **signature(body, age, secret), **(headers or {})}
        return await self._http.post("/slack/events", content=body, headers=signed)

    async def event(self, event: Any, **outer: Any) -> httpx.Response:
        """An event in its envelope; what is passed besides replaces parts of the envelope."""
        number = next(_numbers)
        whole = envelope(event, f"Ev{number:08d}", int(time.time()), self.stage.workspace.who)
        return await self.raw(json.dumps(whole | outer).encode())

    async def interaction(self, payload: Any) -> httpx.Response:
        """A click or a form."""
        return await self.raw(urlencode({"payload": json.dumps(payload)}).encode(), FORM)

    async def command(self, **fields: str) -> httpx.Response:
        """A slash command."""
        return await self.raw(urlencode(fields).encode(), FORM)

    def posted(self, who: str, text: str, channel: str, thread: Message | None = None) -> Message:
        """A message as it stands in Slack, whatever it holds; the bot is not told of it."""
        readable = text.encode("utf-8", "replace").decode()
        ts = thread.ts if thread else None
        return self.stage.workspace.board.say(who, channel, readable, thread_ts=ts)

    async def say(
        self, who: str, text: str, channel: str, thread: Message | None = None
    ) -> tuple[Message, httpx.Response]:
        """Post a text letter by letter, without what the stand-in would clean away."""
        message = self.posted(who, text, channel, thread)
        room, team = self.stage.workspace.rooms[channel], self.stage.workspace.who
        return message, await self.event(message_event(message, room, team) | {"text": text})

    async def mention(self, who: str, text: str, channel: str) -> tuple[Message, httpx.Response]:
        """The same, to the bot."""
        whole = f"<@{self.stage.workspace.bot_user}> {text}"
        message = self.posted(who, whole, channel)
        room, team = self.stage.workspace.rooms[channel], self.stage.workspace.who
        return message, await self.event(mention_event(message, room, team) | {"text": whole})

    async def type(self, who: str, words: str, channel: str) -> httpx.Response:
        """A slash command of a person, with words that the stand-in would strip."""
        address = f"{self.stage.workspace.base_url}/response/nowhere"
        return await self.command(
            command="/whatimproved",
            text=words,
            team_id=self.stage.workspace.team_id,
            channel_id=channel,
            user_id=who,
            trigger_id=f"T{next(_numbers)}",
            response_url=address,
        )


def a_click(stage: Stage, who: str, message: Message, action: str, value: Any, **more: Any) -> Json:
    """A button pressed under a message, with any value in it."""
    trigger = f"T{next(_numbers)}"
    return {
        "type": "block_actions",
        "team": {"id": stage.workspace.team_id},
        "user": {"id": who, "team_id": stage.workspace.team_id},
        "trigger_id": trigger,
        "channel": {"id": message.channel},
        "message": {"ts": message.ts, "thread_ts": message.thread_ts or message.ts},
        "container": {"message_ts": message.ts, "channel_id": message.channel},
        "actions": [
            {"type": "button", "action_id": action, "value": value, "action_ts": "1777000000.5"}
        ],
        **more,
    }


def a_form(stage: Stage, who: str, ref: str, channel: str, **values: str) -> Json:
    """The form, sent with these values."""
    return {
        "type": "view_submission",
        "team": {"id": stage.workspace.team_id},
        "user": {"id": who, "team_id": stage.workspace.team_id},
        "trigger_id": f"T{next(_numbers)}",
        "view": {
            "id": "V1",
            "type": "modal",
            "callback_id": "measure_form",
            "private_metadata": json.dumps({"ref": ref, "channel": channel}),
            "state": {
                "values": {
                    field: {"value": {"type": "plain_text_input", "value": value}}
                    for field, value in values.items()
                }
            },
        },
    }
