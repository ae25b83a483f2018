"""Slack's side of the wire: signed requests and the shapes Slack sends them in."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import httpx

SECRET = "a signing secret of the tests"
TEAM = "T0HOME"
BOT_USER = "U0BOT"
TOKEN = "xoxb-tests"
TS = "1771405200.000100"


def signature(body: bytes, timestamp: str, secret: str = SECRET) -> str:
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def headers(body: bytes, kind: str, age: float = 0, secret: str = SECRET) -> dict[str, str]:
    timestamp = str(int(time.time() - age))
    return {
        "content-type": kind,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature(body, timestamp, secret),
    }


class Slack:
    """Sends what Slack would send, signed as Slack signs it."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def event(self, body: dict[str, Any], **signing: Any) -> httpx.Response:
        raw = json.dumps(body).encode()
        return await self.http.post(
            "/slack/events", content=raw, headers=headers(raw, "application/json", **signing)
        )

    async def interact(self, payload: dict[str, Any]) -> httpx.Response:
        return await self._form("/slack/interactions", {"payload": json.dumps(payload)})

    async def command(self, **fields: str) -> httpx.Response:
        return await self._form("/slack/commands", fields)

    async def _form(self, path: str, fields: dict[str, str]) -> httpx.Response:
        raw = urlencode(fields).encode()
        kind = "application/x-www-form-urlencoded"
        return await self.http.post(path, content=raw, headers=headers(raw, kind))


def event_body(event: dict[str, Any], **outer: Any) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A0APP",
        "event_id": "Ev0001",
        "event_time": 1771405200,
        "event": event,
        "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
        **outer,
    }


def message(text: str = "Quote-to-cash is 9 days now", **more: Any) -> dict[str, Any]:
    return {
        "type": "message",
        "channel": "C0CRM",
        "channel_type": "channel",
        "user": "U0ANA",
        "text": text,
        "ts": TS,
        **more,
    }


def mention(text: str, **more: Any) -> dict[str, Any]:
    event = message(text, **more)
    del event["channel_type"]
    return {**event, "type": "app_mention"}


def press(action_id: str, value: str = "p1", **more: Any) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "team": {"id": TEAM, "domain": "home"},
        "user": {"id": "U0ANA", "team_id": TEAM},
        "trigger_id": "13345224609.738474920.8088930838d88f008e0",
        "container": {"type": "message", "message_ts": "1771405300.000200", "channel_id": "C0CRM"},
        "channel": {"id": "C0CRM", "name": "crm-rollout"},
        "message": {"ts": "1771405300.000200", "thread_ts": TS, "text": "a question"},
        "actions": [
            {"type": "button", "action_id": action_id, "value": value, "action_ts": "1771405400.5"}
        ],
        **more,
    }


def points_at(callback_id: str = "challenge_update", **more: Any) -> dict[str, Any]:
    """A message shortcut, chosen in the menu of a message."""
    return {
        "type": "message_action",
        "callback_id": callback_id,
        "team": {"id": TEAM, "domain": "home"},
        "user": {"id": "U0ANA", "team_id": TEAM},
        "channel": {"id": "C0CRM", "name": "crm-rollout"},
        "message_ts": TS,
        "message": {"type": "message", "user": "U0BEN", "ts": TS, "text": "a secret of theirs"},
        "action_ts": "1771405400.5",
        "trigger_id": "444.555.666",
        "response_url": "https://hooks.slack.com/app/1/2/3",
        **more,
    }


def submission(metadata: str, values: dict[str, str | None]) -> dict[str, Any]:
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "home"},
        "user": {"id": "U0ANA", "team_id": TEAM},
        "trigger_id": "999.888.777",
        "view": {
            "id": "V1",
            "type": "modal",
            "callback_id": "measure_form",
            "private_metadata": metadata,
            "state": {
                "values": {
                    name: {"value": {"type": "plain_text_input", "value": value}}
                    for name, value in values.items()
                }
            },
        },
    }


def slash(text: str, **more: str) -> dict[str, str]:
    return {
        "command": "/whatimproved",
        "text": text,
        "team_id": TEAM,
        "channel_id": "C0CRM",
        "user_id": "U0ANA",
        "trigger_id": "111.222.333",
        "response_url": "https://hooks.slack.com/commands/1/2/3",
        **more,
    }
