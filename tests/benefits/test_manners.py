"""Manners: how a channel, a person and a workspace wish to be reminded."""

from datetime import UTC, date, datetime, time

import pytest

from bot.benefits.hours import next_weekly
from bot.benefits.manners import (
    Away,
    ChannelManners,
    HouseManners,
    PersonManners,
    hours_of_channel,
    hours_of_person,
    zone_among,
)

MONDAY = date(2026, 6, 1)
HOUSE = HouseManners()


@pytest.mark.parametrize(
    ("names", "zone"),
    [
        (("Europe/London", "Asia/Tokyo"), "Europe/London"),
        ((None, "Asia/Tokyo"), "Asia/Tokyo"),
        (("Mars/Olympus", "../etc/passwd", "", "Asia/Tokyo"), "Asia/Tokyo"),
        (("é\x00", "x" * 40_000), "UTC"),
        ((), "UTC"),
    ],
)
def test_the_first_zone_that_there_is_counts(names: tuple[str | None, ...], zone: str) -> None:
    """A name nobody knows is passed over, whatever it holds."""
    assert zone_among(*names) == zone


@pytest.mark.parametrize("hour", [time(0), time(7, 30), time(9), time(16, 59), time(18), time(23)])
def test_a_channel_is_open_at_the_hour_of_its_thread(hour: time) -> None:
    """Early or late, and on the weekend where a channel wants it so."""
    wish = ChannelManners(weekday=7, hour=hour, zone="Asia/Dubai")
    hours = hours_of_channel(wish, HOUSE)
    at = next_weekly(hours, wish.weekday, wish.hour, datetime(2026, 6, 1, 12, tzinfo=UTC))
    assert at is not None
    assert hours.is_open(at)
    assert at == hours.moment(date(2026, 6, 7), hour)


def test_a_channel_without_a_zone_lives_where_its_linker_does() -> None:
    """And by its own where it has one."""
    assert hours_of_channel(ChannelManners(), HOUSE, linked_in="Asia/Tokyo").zone == "Asia/Tokyo"
    own = ChannelManners(zone="Europe/Paris")
    assert hours_of_channel(own, HOUSE, linked_in="Asia/Tokyo").zone == "Europe/Paris"


def test_until_is_the_last_day_on_which_nobody_is_asked() -> None:
    """Of a leave, and of a freeze of the whole workspace, which holds for channels too."""
    away = PersonManners(away=(Away(first=date(2026, 5, 28), last=MONDAY),))
    frozen = HouseManners(frozen_until=MONDAY)
    for hours in (
        hours_of_person(away, HOUSE),
        hours_of_person(PersonManners(), frozen),
        hours_of_channel(ChannelManners(), frozen),
    ):
        assert not hours.is_open_on(MONDAY)
        assert hours.is_open_on(date(2026, 6, 2))
    assert away.away_on(MONDAY) == away.away[0]
    assert away.away_on(date(2026, 6, 2)) is None
    assert frozen.is_frozen_on(MONDAY)
    assert not frozen.is_frozen_on(date(2026, 6, 2))
    assert not HOUSE.is_frozen_on(MONDAY)


def test_a_holiday_is_nobodys_working_day() -> None:
    """Neither a channel's nor a person's."""
    feasts = frozenset({MONDAY})
    assert not hours_of_channel(ChannelManners(), HOUSE, feasts).is_open_on(MONDAY)
    assert not hours_of_person(PersonManners(), HOUSE, feasts, "Asia/Tokyo").is_open_on(MONDAY)
