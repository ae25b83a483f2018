"""Again: a message that was kept waiting, read as it stands now."""

from datetime import UTC, datetime

from bot.advice.doors import Doors
from bot.benefits.conversation import Posted


def said_again(
    workspace: str, channel: str, ts: str, doors: Doors, thread: str | None = None
) -> Posted | None:
    """A message as it stands now; None where it is gone. Files given with it are not told."""
    found = doors.directory.message(workspace, channel, ts)
    if found is None:
        return None
    author, text = found
    return Posted(
        workspace=workspace,
        channel=channel,
        user=author,
        at=datetime.fromtimestamp(float(ts), tz=UTC),
        ts=ts,
        thread=thread,
        text=text,
    )
