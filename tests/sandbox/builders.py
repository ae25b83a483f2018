"""A local workspace for tests."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from bot.sandbox.board import Board
from bot.sandbox.cast import PEOPLE, ROOMS, WHO
from bot.sandbox.delivery import Delivery
from bot.sandbox.journal import Journal
from bot.sandbox.shapes import BOT_SCOPES
from bot.sandbox.tickets import Tickets
from bot.sandbox.workspace import Workspace

SECRET = "a-signing-secret-for-tests"
TOKEN = "xoxb-a-token-for-tests"
EVERY_SCOPE = BOT_SCOPES | {
    "files:read",
    "files:write",
    "im:write",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "reactions:write",
}
NOBODY = "http://127.0.0.1:9/slack/events"


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Move it by these parts of a timedelta."""
        self.now += timedelta(**by)


def numbered() -> Callable[[], str]:
    """Ids that count up."""
    numbers = count(1)
    return lambda: f"{next(numbers):08d}"


def a_workspace(
    *,
    address: str = NOBODY,
    base_url: str = "http://127.0.0.1:8000",
    clock: Clock | None = None,
    real_clock: Callable[[], datetime] | None = None,
    journal: Path | str = ":memory:",
    delays: tuple[float, ...] = (0, 0, 0),
    timeout_seconds: float = 3.0,
    scopes: frozenset[str] = EVERY_SCOPE,
) -> Workspace:
    """The people and rooms every local workspace starts with. Signatures carry the real time."""
    who = WHO.model_copy(update={"scopes": scopes})
    real = real_clock or (lambda: datetime.now(UTC))
    new_id = numbered()
    board = Board(PEOPLE, ROOMS, WHO.bot_user, Journal(journal), clock or Clock())
    delivery = Delivery(address, SECRET, real, delays=delays, timeout_seconds=timeout_seconds)
    return Workspace(who, board, delivery, Tickets(real, new_id), new_id, base_url)
