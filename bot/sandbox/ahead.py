"""Ahead: the workspace's time moved forward, and all that falls due on the way."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from bot.benefits.periods import months_after
from bot.sandbox.example import Clock
from bot.sandbox.journal import Journal

NINE = time(9)
MONTHS = 6
"""After go-live: when benefits are reviewed for the last time, unless dates are set."""

_AHEAD = "seconds ahead"
_A_DAY, _A_WEEK = timedelta(days=1), timedelta(days=7)
_NEAR = 10 * _A_DAY
"""Up to here every morning is stopped at; on a longer way every Monday."""


class Offer(NamedTuple):
    """A way to go: what it is called, and when it leads to; None where it leads nowhere yet."""

    name: str
    label: str
    at: datetime | None


class Ahead:
    """Moves a clock forward, never back: what was said stays in its order.

    `catch_up` does what is due at the time there is, and waits until it is said; `next_due` is the
    first moment after one at which anything will be: nobody anywhere is asked later than they would
    be. `lives` are the days on which investments went live, or will.
    """

    def __init__(
        self,
        clock: Clock,
        journal: Journal,
        zone: tzinfo,
        catch_up: Callable[[], Awaitable[None]],
        next_due: Callable[[datetime], Awaitable[datetime | None]],
        lives: Callable[[], Sequence[date]],
        tell: Callable[[], None],
    ) -> None:
        """`tell` is called whenever the time has changed."""
        self._clock = clock
        self._journal = journal
        self._zone = zone
        self._catch_up = catch_up
        self._next_due = next_due
        self._lives = lives
        self._tell = tell
        self.is_moving = False

    def today(self) -> date:
        """The day it is there."""
        return self._clock().astimezone(self._zone).date()

    def offers(self) -> tuple[Offer, ...]:
        """The ways there are to go."""
        now, today = self._clock(), self.today()
        monday = today + _A_DAY * (8 - today.isoweekday())
        return (
            Offer("day", "A day", now + _A_DAY),
            Offer("monday", "Monday 09:00", self._morning(monday)),
            Offer("review", "Six months after go-live", self._review(now)),
        )

    async def go(self, name: str) -> None:
        """Go one of these ways, stopping wherever something falls due, or may begin to."""
        to = next((one.at for one in self.offers() if one.name == name), None)
        if to is None or self.is_moving:
            return
        self.is_moving = True
        try:
            for stop in self._stops(to):
                while (due := await self._next_due(self._clock())) and due < stop:
                    await self._reach(due)
                await self._reach(stop)
        finally:
            self.is_moving = False
            self._tell()

    def restore(self) -> None:
        """As far ahead as it was when the workspace was closed."""
        self._clock.skip(timedelta(seconds=float(self._journal.noted(_AHEAD) or 0)))

    def forget(self) -> None:
        """Tell the real time again: all that was said later is gone."""
        self._clock.come_back()

    async def _reach(self, stop: datetime) -> None:
        self._clock.go(max(stop, self._clock()))
        self._journal.note(_AHEAD, str(self._clock.ahead.total_seconds()))
        self._tell()
        await self._catch_up()

    def _stops(self, to: datetime) -> Iterator[datetime]:
        now = self._clock()
        step, day = (_A_DAY, self.today()) if to - now <= _NEAR else (_A_WEEK, self._monday())
        while (stop := self._morning(day)) < to:
            if stop > now:
                yield stop
            day += step
        yield to

    def _monday(self) -> date:
        today = self.today()
        return today - _A_DAY * (today.isoweekday() - 1)

    def _review(self, now: datetime) -> datetime | None:
        """The first morning to come that is six months after a go-live."""
        days = (months_after(day, MONTHS) for day in self._lives())
        return min((at for day in days if (at := self._morning(day)) > now), default=None)

    def _morning(self, day: date) -> datetime:
        return datetime.combine(day, NINE, self._zone).astimezone(self._clock().tzinfo)
