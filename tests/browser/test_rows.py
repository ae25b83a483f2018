"""Which lines messages make."""

from datetime import UTC, date

from bot.sandbox.page.rows import day_name, rows, thread_rows, zone_of
from bot.sandbox.shapes import Message

NINE = 1_772_442_000  # 2 March 2026, 09:00 UTC
TODAY = date(2026, 3, 2)


def said(after_minutes: float, user: str = "U1", **more: object) -> Message:
    """A message so many minutes after nine."""
    ts = f"{NINE + after_minutes * 60:.6f}"
    return Message.model_validate({"ts": ts, "channel": "C1", "user": user, "text": "x", **more})


def test_words_of_one_person_stand_under_one_name_for_five_minutes() -> None:
    """Another person, a pause, replies or a private word begin anew."""
    messages = [said(0), said(4), said(10), said(11, "U2"), said(12, "U2", ephemeral_to="U1")]
    assert [row.is_first for row in rows(messages, UTC, TODAY)] == [True, False, True, True, True]


def test_a_new_day_is_named_on_the_viewers_clock() -> None:
    """Half past eleven at night in London is the next day in Delhi."""
    messages = [said(0), said(14.5 * 60)]
    assert [row.day for row in rows(messages, UTC, TODAY)] == ["Today", None]
    delhi = rows(messages, zone_of("Asia/Kolkata"), TODAY)
    assert [row.day for row in delhi] == ["Today", "Tuesday 3 March"]
    assert delhi[1].clock == "05:00"


def test_days_are_named_as_people_name_them() -> None:
    """Today, yesterday, a day of this year, a day of another."""
    days = [date(2026, 3, 2), date(2026, 3, 1), date(2026, 2, 27), date(2025, 12, 31)]
    assert [day_name(day, TODAY) for day in days] == [
        "Today",
        "Yesterday",
        "Friday 27 February",
        "Wednesday 31 December 2025",
    ]


def test_the_head_of_a_thread_tells_how_many_replies_follow() -> None:
    """The count stands below the head; a day the head has named is not named again."""
    head = said(0, reply_count=2, last_reply=said(9).ts)
    found = thread_rows([head, said(1), said(9, "U2")], UTC, TODAY)
    assert [(row.below, row.day) for row in found] == [
        ("2 replies", "Today"),
        (None, None),
        (None, None),
    ]


def test_an_unknown_time_zone_is_taken_as_utc() -> None:
    """A name this machine does not know breaks nothing."""
    assert zone_of("Mars/Olympus") is UTC
    assert zone_of("../../etc/passwd") is UTC
