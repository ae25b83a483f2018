"""Exports made up for tests, in Slack's own format."""

import json
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.operating import build_replay
from bot.replay.play import Replayed
from bot.settings import Settings

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC).timestamp()
HOUR, DAY = 3_600.0, 86_400.0

USERS: list[dict[str, Any]] = [
    {"id": "U1", "name": "priya", "real_name": "Priya Shah", "profile": {"display_name": "pri"}},
    {"id": "U2", "name": "tom", "profile": {"real_name": "Tom Reed"}},
    {"id": "U9", "name": "whatimproved", "real_name": "What Improved?", "is_bot": True},
    {"id": "U8", "name": "jira", "is_bot": True},
]
CHANNELS: list[dict[str, Any]] = [{"id": "C1", "name": "crm-rollout", "members": ["U1", "U2"]}]
LISTED = """
- name: CRM phase 2
  channel: "#crm-rollout"
  sponsor: Tom Reed
  delivery_lead: <@U1>
  go_live: 2026-05-04
  aliases: [CRM]
  measures:
    - {name: quote-to-cash, unit: days, better: lower}
"""

LIVE = "CRM phase 2 is live :tada: 340 people logged in this week, 12 workflows automated."
BEFORE = (
    "about 14 days in Q1, per Finance's Salesforce report. The head of sales operations owns it."
)
NOW = "Quote-to-cash is 9 days now <https://reports.example.com/q2c>"


def ts(after: float = 0.0) -> str:
    """Slack's timestamp, so many seconds after the start."""
    return f"{START + after:.6f}"


def a_message(text: str, after: float = 0.0, user: str = "U1", **more: Any) -> dict[str, Any]:
    """A message as an export holds it."""
    return {"type": "message", "user": user, "text": text, "ts": ts(after), **more}


def an_export(
    folder: Path,
    messages: Sequence[dict[str, Any]] = (),
    channel: str = "crm-rollout",
    **lists: Any,
) -> Path:
    """An export with these messages in a channel, each in the file of its day."""
    made = {"users": USERS, "channels": CHANNELS, **lists}
    (folder / channel).mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        if content is not None:
            (folder / f"{name}.json").write_text(json.dumps(content))
    days: dict[str, list[dict[str, Any]]] = {}
    for message in messages:
        day = f"{datetime.fromtimestamp(float(message['ts']), UTC):%Y-%m-%d}"
        days.setdefault(day, []).append(message)
    for day, said in days.items():
        (folder / channel / f"{day}.json").write_text(json.dumps(said))
    return folder


def zipped(folder: Path, lead: str = "") -> Path:
    """The same export in a zip file beside it."""
    path = folder.parent / f"{folder.name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for one in sorted(folder.rglob("*.json")):
            file.write(one, lead + str(one.relative_to(folder)))
    return path


def listed(folder: Path, text: str = LISTED) -> Path:
    """A file of investments."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "investments.yaml"
    path.write_text(text)
    return path


def played(
    settings: Settings, export: Path, investments: Path | None = None, accept: bool = True
) -> Replayed:
    """What a replay of it finds."""
    return build_replay(settings, export, investments, accept).play()
