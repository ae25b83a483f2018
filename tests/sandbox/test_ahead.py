"""The workspace's time goes forward, and what falls due on the way happens at its own time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.sandbox.ahead import Ahead
from bot.sandbox.example import Clock
from bot.sandbox.journal import Journal

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = datetime(2026, 3, 25, 14, 0, tzinfo=UTC)
"""The week in which British clocks go forward."""


class Way:
    """A clock to move, and the moments at which it was looked for what is due, some of them by
    `dues`.
    """

    def __init__(
        self, *lives: date, journal: Journal | None = None, dues: tuple[datetime, ...] = ()
    ) -> None:
        self.clock = Clock(lambda: WEDNESDAY)
        self.dues = dues
        self.journal = journal or Journal()
        self.stops: list[str] = []
        self.told = 0
        self.ahead = Ahead(
            self.clock, self.journal, LONDON, self._look, self._next, lambda: lives, self._tell
        )

    async def _look(self) -> None:
        self.stops.append(f"{self.clock().astimezone(LONDON):%a %d %b %H:%M}")
        await self.ahead.go("day")

    async def _next(self, after: datetime) -> datetime | None:
        return min((one for one in self.dues if one > after), default=None)

    def _tell(self) -> None:
        self.told += 1


async def test_next_monday_is_reached_morning_by_morning() -> None:
    """Nothing that falls due before it is told late; clocks that change meanwhile are followed."""
    way = Way()
    await way.ahead.go("monday")
    assert way.stops == [
        "Thu 26 Mar 09:00",
        "Fri 27 Mar 09:00",
        "Sat 28 Mar 09:00",
        "Sun 29 Mar 09:00",
        "Mon 30 Mar 09:00",
    ]
    assert way.clock() == datetime(2026, 3, 30, 8, 0, tzinfo=UTC)


async def test_who_lives_elsewhere_is_asked_at_their_own_hour() -> None:
    """Whatever falls due between two mornings has its moment, in the order of time; what falls due
    later than the way leads has none.
    """
    singapore = datetime(2026, 3, 26, 1, 0, tzinfo=UTC)
    dues = (singapore, WEDNESDAY, singapore + timedelta(days=1), singapore + timedelta(hours=9))
    way = Way(dues=dues)
    await way.ahead.go("day")
    assert way.stops == [
        "Thu 26 Mar 01:00",
        "Thu 26 Mar 09:00",
        "Thu 26 Mar 10:00",
        "Thu 26 Mar 14:00",
    ]


async def test_six_months_after_go_live_are_reached_monday_by_monday() -> None:
    """The first that is still to come counts; the day itself is stopped at."""
    way = Way(date(2025, 1, 6), date(2025, 11, 5), date(2026, 3, 2))
    await way.ahead.go("review")
    assert way.stops[0] == "Mon 30 Mar 09:00"
    assert way.stops[-2:] == ["Mon 04 May 09:00", "Tue 05 May 09:00"]


async def test_without_a_go_live_there_is_nothing_to_come_from() -> None:
    """The offer says so, and pressing it does nothing."""
    way = Way()
    assert [one.at is None for one in way.ahead.offers()] == [False, False, True]
    await way.ahead.go("review")
    await way.ahead.go("nowhere")
    assert way.stops == []


async def test_a_second_press_on_the_way_changes_nothing() -> None:
    """A day is a day, however impatient somebody is."""
    way = Way()
    await way.ahead.go("day")
    assert way.stops == ["Thu 26 Mar 09:00", "Thu 26 Mar 14:00"]
    assert not way.ahead.is_moving
    assert way.told == 3


async def test_a_workspace_that_is_opened_again_is_as_far_ahead_as_it_was() -> None:
    """What was said later is not answered earlier; begun again, it is today."""
    way = Way()
    await way.ahead.go("day")
    later = Way(journal=way.journal)
    later.ahead.restore()
    assert later.clock() == WEDNESDAY + timedelta(days=1)
    later.ahead.forget()
    assert later.clock() == WEDNESDAY
