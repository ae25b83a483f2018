"""Which lines a list of messages makes: where a day begins, whose words go on, how times read."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.benefits.facts import Value
from bot.benefits.hours import is_zone
from bot.sandbox.shapes import Message

GROUP_MINUTES = 5
"""Words of one person within this time stand under one name."""


class Row(Value):
    """One line of a pane. `day` is set where a new day begins; `is_first` where a name is shown.

    `is_new` where the unread begins. `below` stands between the line and the next, `title` above
    it. One `in_session` stands under its head; the last of a session says where it `goes_on`.
    """

    message: Message
    clock: str
    when: str
    day: str | None
    is_first: bool
    last_reply: str | None
    is_new: bool = False
    below: str | None = None
    title: str | None = None
    in_session: bool = False
    goes_on: str | None = None


def rows(messages: Sequence[Message], zone: tzinfo, today: date) -> list[Row]:
    """The lines for messages in the order they were said."""
    made: list[Row] = []
    before: Message | None = None
    for message in messages:
        made.append(_row(message, before, zone, today))
        before = message
    return made


def thread_rows(messages: Sequence[Message], zone: tzinfo, today: date) -> list[Row]:
    """The lines of a thread, its head set apart by how many replies follow."""
    head = rows(messages[:1], zone, today)
    count = messages[0].reply_count if messages else 0
    below = replies(count) if count else None
    return [row.model_copy(update={"below": below}) for row in head] + [
        row.model_copy(update={"day": None}) if row.day == head[0].day else row
        for row in rows(messages[1:], zone, today)
    ]


def session_rows(found: Sequence[Row]) -> list[Row]:
    """The lines of a conversation that is made of sessions: each begins under a name, and ends with
    the way into it.
    """
    heads = [row.message.thread_ts or row.message.ts for row in found]
    befores, afters = [None, *heads][:-1], [*heads, None][1:]
    return [
        row.model_copy(
            update={
                "is_first": row.is_first or head != before,
                "in_session": row.message.is_reply,
                "goes_on": head if head != after else None,
            }
        )
        for row, head, before, after in zip(found, heads, befores, afters, strict=True)
    ]


def replies(count: int) -> str:
    """How many replies, in words."""
    return "1 reply" if count == 1 else f"{count} replies"


def zone_of(name: str) -> tzinfo:
    """A person's time zone; UTC where this machine does not know it."""
    return ZoneInfo(name) if is_zone(name) else UTC


def said_at(ts: str, zone: tzinfo) -> datetime:
    """When a message with this ts was said, on the clock of this zone."""
    try:
        return datetime.fromtimestamp(float(ts), zone)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, zone)


def _row(message: Message, before: Message | None, zone: tzinfo, today: date) -> Row:
    at = said_at(message.ts, zone)
    new_day = before is None or said_at(before.ts, zone).date() != at.date()
    return Row(
        message=message,
        clock=f"{at:%H:%M}",
        when=f"{at:%A} {at.day} {at:%B %Y}, {at:%H:%M}",
        day=day_name(at.date(), today) if new_day else None,
        is_first=new_day or before is None or not _goes_on(before, message),
        last_reply=_last_reply(message, zone, today),
    )


def _goes_on(before: Message, message: Message) -> bool:
    """Whether a message stands under the same name as the one before it."""
    soon = float(message.ts) - float(before.ts) < GROUP_MINUTES * 60
    alike = before.user == message.user and before.ephemeral_to == message.ephemeral_to
    apart = before.deleted or before.reply_count or message.ephemeral_to
    return soon and alike and not apart


def _last_reply(message: Message, zone: tzinfo, today: date) -> str | None:
    if message.last_reply is None:
        return None
    at = said_at(message.last_reply, zone)
    day = day_name(at.date(), today)
    return f"{day.lower() if at.date() >= today - timedelta(days=1) else day} at {at:%H:%M}"


def day_name(day: date, today: date) -> str:
    """Today, Yesterday, or the day's own name; with the year where it is another."""
    near = {today: "Today", today - timedelta(days=1): "Yesterday"}
    year = "" if day.year == today.year else f" {day.year}"
    return near.get(day) or f"{day:%A} {day.day} {day:%B}{year}"
