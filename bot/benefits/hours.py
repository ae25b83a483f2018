"""Hours: when a channel or a person may be written to, told in their own time.

Times of day are the wall's. An hour that the clocks skip in spring is the one after it; of an hour
that comes twice in autumn the first counts.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import field_validator, model_validator

from bot.benefits.facts import Value

WORKDAYS = frozenset({1, 2, 3, 4, 5})
"""Monday to Friday, as ISO counts the days of a week."""

LOOKS_AHEAD = 400
"""Days within which a moment to write is looked for: further off is never."""

MOMENTS_KEPT = 1024
"""Weekly moments that need not be looked for again: in a batch hundreds share one."""

_A_DAY = timedelta(days=1)


@cache
def is_zone(name: str) -> bool:
    """Whether a name is that of a time zone this machine knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


class Hours(Value):
    """From `opens` to before `closes` on `days`, in `zone`, but on no holiday and no day away.

    `away` are pairs of a first and a last day.
    """

    zone: str = "UTC"
    opens: time = time(9)
    closes: time = time(17)
    days: frozenset[int] = WORKDAYS
    holidays: frozenset[date] = frozenset()
    away: tuple[tuple[date, date], ...] = ()

    @field_validator("zone")
    @classmethod
    def _is_known(cls, zone: str) -> str:
        if not is_zone(zone):
            raise ValueError(f"{zone!r} is no time zone")
        return zone

    @model_validator(mode="after")
    def _is_open_at_all(self) -> "Hours":
        if not self.days or not self.days <= set(range(1, 8)) or self.opens >= self.closes:
            raise ValueError("hours open on a day of the week, and before they close")
        return self

    def is_open_on(self, day: date) -> bool:
        """Whether there is any hour to write in on a day."""
        there = not any(first <= day <= last for first, last in self.away)
        return there and day.isoweekday() in self.days and day not in self.holidays

    def is_open(self, at: datetime) -> bool:
        """Whether it may be written at a moment."""
        there = at.astimezone(ZoneInfo(self.zone))
        return self.is_open_on(there.date()) and self.opens <= there.time() < self.closes

    def moment(self, day: date, hour: time) -> datetime:
        """A time of a day as a moment, in UTC."""
        wall = datetime.combine(day, hour, tzinfo=ZoneInfo(self.zone))
        return wall.astimezone(UTC)


def next_open(hours: Hours, at: datetime) -> datetime | None:
    """The first moment from `at` on at which it may be written; None where none comes soon."""
    if hours.is_open(at):
        return at
    for day in _days(at, hours):
        moment = hours.moment(day, hours.opens)
        if moment >= at and hours.is_open_on(day):
            return moment
    return None


@lru_cache(maxsize=MOMENTS_KEPT)
def next_weekly(hours: Hours, weekday: int, hour: time, after: datetime) -> datetime | None:
    """The next moment after `after` for what comes once a week, on a weekday at an hour.

    Where that day is closed it comes on the next open day of the same week, and where the week has
    none left, not that week.
    """
    today = after.astimezone(ZoneInfo(hours.zone)).date()
    monday = today - _A_DAY * (today.isoweekday() - 1)
    for week in range(LOOKS_AHEAD // 7 + 1):
        day = _day_of_week(hours, weekday, monday + _A_DAY * (7 * week))
        moment = hours.moment(day, hour) if day is not None and day >= today else None
        if moment is not None and moment > after:
            return moment
    return None


def _day_of_week(hours: Hours, weekday: int, monday: date) -> date | None:
    """The day of a week on which what comes weekly comes."""
    rest = (monday + _A_DAY * (one - 1) for one in range(weekday, 8))
    return next((one for one in rest if hours.is_open_on(one)), None)


def _days(at: datetime, hours: Hours) -> Iterator[date]:
    first = at.astimezone(ZoneInfo(hours.zone)).date()
    return (first + _A_DAY * more for more in range(LOOKS_AHEAD))
