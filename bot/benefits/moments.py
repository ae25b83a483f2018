"""Moments in words, for where there is no reader's clock to show them by."""

from datetime import UTC, datetime


def in_full(at: datetime) -> str:
    """A moment in words, by the clock of nobody in particular."""
    utc = at.astimezone(UTC)
    return f"{utc.day} {utc:%B %Y, %H:%M} UTC"
