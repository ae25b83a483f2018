"""Hours: nobody is written to at night, on a holiday, or an hour off after the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.benefits.hours import Hours, next_open, next_weekly

LONDON = Hours(zone="Europe/London")
NINE = time(9)
MONDAY = 1

ZONES = ["Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC",
         "America/St_Johns", "Pacific/Auckland", "Asia/Tehran", "Pacific/Chatham"]  # fmt: skip
START = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "open_"),
    [
        ("2026-03-27 09:00", True),  # Friday, winter time
        ("2026-03-27 08:59", False),
        ("2026-03-27 17:00", False),
        ("2026-03-28 12:00", False),  # Saturday
        ("2026-03-30 08:00", True),  # Monday, summer time: nine in London
        ("2026-10-26 08:30", False),  # Monday, winter time again
    ],
)
def test_the_wall_decides_not_the_offset(at: str, open_: bool) -> None:
    """Nine is nine on both sides of a change of the clocks."""
    assert LONDON.is_open(utc(at)) is open_


def test_what_waits_comes_when_the_door_opens() -> None:
    """At once within hours, at nine of the next day that is open otherwise."""
    assert next_open(LONDON, utc("2026-03-27 10:30")) == utc("2026-03-27 10:30")
    assert next_open(LONDON, utc("2026-03-27 18:00")) == utc("2026-03-30 08:00")
    assert next_open(LONDON, utc("2026-03-27 03:00")) == utc("2026-03-27 09:00")


def test_holidays_and_leave_are_left_alone() -> None:
    """Of a channel and of a person alike; who is away for good is never written to."""
    easter = LONDON.model_copy(update={"holidays": frozenset({date(2026, 4, 3), date(2026, 4, 6)})})
    assert next_open(easter, utc("2026-04-02 20:00")) == utc("2026-04-07 08:00")
    leave = LONDON.model_copy(update={"away": ((date(2026, 4, 1), date(2026, 4, 14)),)})
    assert next_open(leave, utc("2026-04-02 10:00")) == utc("2026-04-15 08:00")
    gone = LONDON.model_copy(update={"away": ((date(2026, 4, 1), date(9999, 12, 31)),)})
    assert next_open(gone, utc("2026-04-02 10:00")) is None
    assert next_weekly(gone, MONDAY, NINE, utc("2026-04-02 10:00")) is None


def test_the_week_comes_at_nine_through_both_changes_of_the_clocks() -> None:
    """The last week of winter time, the first of summer time, and back."""
    spring = next_weekly(LONDON, MONDAY, NINE, utc("2026-03-23 09:00"))
    assert spring == utc("2026-03-30 08:00")
    autumn = next_weekly(LONDON, MONDAY, NINE, utc("2026-10-19 08:00"))
    assert autumn == utc("2026-10-26 09:00")


def test_a_holiday_moves_the_week_to_the_next_open_day() -> None:
    """Within the week; a week of holidays has no thread, and Friday's is not pushed to Monday."""
    may = LONDON.model_copy(update={"holidays": frozenset({date(2026, 5, 4)})})
    assert next_weekly(may, MONDAY, NINE, utc("2026-04-30 12:00")) == utc("2026-05-05 08:00")
    assert next_weekly(may, MONDAY, NINE, utc("2026-05-05 08:00")) == utc("2026-05-11 08:00")
    friday = LONDON.model_copy(update={"holidays": frozenset({date(2026, 5, 8)})})
    assert next_weekly(friday, 5, NINE, utc("2026-05-04 12:00")) == utc("2026-05-15 08:00")


def test_an_hour_that_the_clocks_skip_or_repeat_comes_once() -> None:
    """Half past one of the night in London: skipped in March, twice in October."""
    always = Hours(
        zone="Europe/London", opens=time(0), closes=time(23), days=frozenset(range(1, 8))
    )
    half_past_one = time(1, 30)
    assert next_weekly(always, 7, half_past_one, utc("2026-03-28 12:00")) == utc("2026-03-29 01:30")
    once = next_weekly(always, 7, half_past_one, utc("2026-10-24 12:00"))
    assert once == utc("2026-10-25 00:30")
    assert next_weekly(always, 7, half_past_one, once) == utc("2026-11-01 01:30")


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Mars/Olympus"},
        {"zone": "../../etc/passwd"},
        {"zone": ""},
        {"days": frozenset()},
        {"days": frozenset({0})},
        {"opens": time(17), "closes": time(9)},
    ],
)
def test_hours_that_never_come_are_refused(wrong: dict[str, object]) -> None:
    """So that nobody waits for them."""
    with pytest.raises(ValidationError):
        Hours.model_validate(wrong)


@given(st.sampled_from(ZONES), MOMENTS)
def test_what_is_next_is_open_and_never_past(zone: str, at: datetime) -> None:
    """In every zone and season, half-hour and forty-five-minute ones too."""
    found = next_open(Hours(zone=zone), at)
    assert found is not None
    assert at <= found <= at + timedelta(days=3)
    assert Hours(zone=zone).is_open(found)


@given(st.sampled_from(ZONES), MOMENTS, st.integers(1, 5))
def test_each_week_has_one_moment(zone: str, at: datetime, weekday: int) -> None:
    """A year of weeks: each on its day at nine, none twice, none left out."""
    hours = Hours(zone=zone)
    seen = []
    for _ in range(53):
        found = next_weekly(hours, weekday, NINE, at)
        assert found is not None
        at = found
        seen.append(at.astimezone(ZoneInfo(zone)))
    assert {(one.isoweekday(), one.time()) for one in seen} == {(weekday, NINE)}
    days = [one.date() for one in seen]
    assert all(b - a == timedelta(days=7) for a, b in pairwise(days))
