"""A day is read as people type it, and the next one to come is meant."""

from datetime import date

import pytest

from bot.advice.days import day_of, weekday_of

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-01-04", "2027-01-04"),
        ("4 January 2027", "2027-01-04"),
        ("4th of January, 2027.", "2027-01-04"),
        ("Jan 4", "2027-01-04"),
        ("24 November", "2026-11-24"),
        ("23 November", "2026-11-23"),
        ("4.1.2027", "2027-01-04"),
        ("today", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("monday", "2026-11-30"),
        ("next Fri", "2026-11-27"),
        ("on Sunday", "2026-11-29"),
        ("next week", "2026-11-30"),
        ("in a week", "2026-11-30"),
        ("in 10 days", "2026-12-03"),
        ("three weeks", "2026-12-14"),
        ("30 February", None),
        ("29 February", None),
        ("mo", None),
        ("soon", None),
        ("", None),
        ("4 January 2027 and more", None),
        ("\u0664 January", None),
        ("9" * 40_000, None),
    ],
)
def test_a_day_is_the_next_of_its_name(typed: str, day: str | None) -> None:
    """What names no day, or more than a day, is none."""
    assert day_of(typed, MONDAY) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(("word", "number"), [("Mon", 1), ("sunday", 7), ("su", None), ("m", None)])
def test_a_weekday_is_known_by_three_letters(word: str, number: int | None) -> None:
    """Fewer may be anything."""
    assert weekday_of(word) == number
