"""Again: a message that was kept waiting, read as it stands now."""

from datetime import UTC, datetime

from bot.advice.doors import Doors
from bot.benefits.conversation import Posted


def said_again(
    workspace: str, channel: str, ts: str, doors: Doors, thread: str | None = None
) -> Posted | None:
    """A message as it stands now, with its files; None where it is gone."""
    found = doors.directory.message(workspace, channel, ts)
    if found is None:
        return None
    return Posted(
        workspace=workspace,
        channel=channel,
        user=found.author,
        at=datetime.fromtimestamp(float(ts), tz=UTC),
        ts=ts,
        thread=thread,
        text=found.text,
        links=found.links,
        looked_up=True,
        by_app=found.by_app,
    )
