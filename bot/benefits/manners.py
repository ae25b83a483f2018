"""Manners: how a channel, a person and a whole workspace wish to be reminded.

Every `until` is the last day on which nothing is asked.
"""

from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.benefits.facts import Value
from bot.benefits.fiscal import FiscalStart
from bot.benefits.hours import WORKDAYS, Hours, is_zone
from bot.benefits.numerals import WrittenAs

Budget = Literal["light", "standard", "active"]

BUDGETS: dict[Budget, int] = {"light": 1, "standard": 2, "active": 4}
"""Questions a person is asked in seven days over all investments, reminders included."""

DigestRhythm = Literal["weekly", "monthly", "off"]

Listening = Literal["every", "mentions", "weekly"]
"""What is heard in a channel: each message; only what mentions us; the same and the weekly thread.
What is said in a thread of ours is heard wherever it is.
"""

ForumRhythm = Literal["monthly", "quarterly", "off"]
"""How often IT and the business ask each other in a channel."""

ReviewRhythm = Literal["quarterly", "off"]
"""How often what a channel's readers may see is looked over for its value."""

Recorders = Literal["members", "named"]
"""Who records in a channel: its full members; the delivery lead and who accepted to own or sponsor.
"""

Weekday = Literal[1, 2, 3, 4, 5, 6, 7]

_OPENS, _CLOSES = time(9), time(17)

_AN_HOUR, _A_DAY = timedelta(hours=1), timedelta(days=1)

REMEMBERED = timedelta(days=84)
"""A leave that ended longer ago tells nothing of what waits for an answer."""


class Away(Value):
    """Days on which somebody is not there, the last one included."""

    first: date
    last: date


class LookBack(Value):
    """Reading over what was said in a channel before: since when, up to when, how far it is, and
    how much of the time is looked at in one go. `first` is how far back it was ever read.

    `messages` and `updates` count what was met, `proposals` are what came of it; `threads` are
    heads of what is still to be read below them. `asked` is the
    event whose card began it. Where it `is_stopped`, it was only read up to `upto`, and is read
    again whoever asks for more.
    """

    since: datetime
    upto: datetime
    reached: datetime
    first: datetime
    span: timedelta = timedelta(days=7)
    messages: int = 0
    updates: int = 0
    proposals: tuple[str, ...] = ()
    threads: tuple[str, ...] = ()
    asked: str = ""
    is_stopped: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be read."""
        return self.reached >= self.upto and not self.threads


class ChannelManners(Value):
    """How a channel is listened to, and when its weekly thread comes. `zone` is None where it was
    never set: then it is that of the person who linked the investment.

    `listens` holds from when an investment is linked there; before, only mentions are heard.
    `greeted_at` is when it was told what we do; `knows_our_language` is whether it was told which
    one we read; `back` is what was read there of the time before. `model` is whether what is said
    there may be shown to a language model; None where the workspace's word holds.
    """

    weekday: Weekday = 1
    hour: time = _OPENS
    zone: str | None = None
    is_weekly: bool = True
    listens: Listening = "every"
    recorders: Recorders = "members"
    greeted_at: datetime | None = None
    knows_our_language: bool = False
    back: LookBack | None = None
    model: bool | None = None
    forum: ForumRhythm = "off"
    review: ReviewRhythm = "off"


class PersonManners(Value):
    """How a person wishes to be asked. `zone` is None where Slack's own counts. `away` holds leaves
    that are over as well, for a while: nobody could answer then.
    """

    zone: str | None = None
    away: tuple[Away, ...] = ()
    is_muted: bool = False
    budget: Budget = "standard"
    digest: DigestRhythm = "off"

    def away_on(self, day: date) -> Away | None:
        """The leave they are on, on a day."""
        return next((one for one in self.away if one.first <= day <= one.last), None)

    def away_before(self, today: date) -> tuple[Away, ...]:
        """The days they were away until yesterday, as far as they still tell who could answer."""
        over = today - _A_DAY
        long_ago = today - REMEMBERED
        cut = (Away(first=one.first, last=min(one.last, over)) for one in self.away)
        return tuple(one for one in cut if one.first <= one.last and one.last >= long_ago)


class HouseManners(Value):
    """What holds for a whole workspace. `country` is an ISO 3166 code; `fiscal_start` a month.
    `frozen_from` is the first day of a freeze, where that is kept; one that is over is kept too.

    The month is for what is said from then on; what is on record names its own. `admins` are the
    ids of those whom Slack's own admins named beside themselves. `numbers` is how numbers are
    written for everybody; None where as each reader's language has it. `model` is whether a
    language model may be shown what is said, in channels that say nothing of it.
    """

    country: str | None = None
    frozen_from: date | None = None
    frozen_until: date | None = None
    fiscal_start: FiscalStart = 1
    admins: tuple[str, ...] = ()
    numbers: WrittenAs | None = None
    model: bool = False

    def is_frozen_on(self, day: date) -> bool:
        """Whether nobody is asked anything, on a day."""
        began = self.frozen_from is None or self.frozen_from <= day
        return self.frozen_until is not None and began and day <= self.frozen_until


class Manners(Value):
    """The manners of one channel, person or workspace: as they are kept."""

    of: ChannelManners | PersonManners | HouseManners


What = Literal["channel", "person", "workspace"]


def is_model_on(channel: ChannelManners, house: HouseManners) -> bool:
    """Whether a language model may be shown what is said in a channel: its own word, else that of
    the workspace.
    """
    return house.model if channel.model is None else channel.model


def zone_among(*names: str | None) -> str:
    """The first of these that is a time zone we know; UTC where none is."""
    return next((name for name in names if name is not None and is_zone(name)), "UTC")


def hours_of_channel(
    manners: ChannelManners,
    house: HouseManners,
    holidays: frozenset[date] = frozenset(),
    linked_in: str | None = None,
) -> Hours:
    """When a channel may be written to: on working days, and at the hour of its weekly thread.

    `linked_in` is the zone of the person who linked it, for a channel without one of its own.
    """
    hour = manners.hour.replace(tzinfo=None)
    closes = (datetime.combine(date.min, hour) + _AN_HOUR).time()
    return Hours(
        zone=zone_among(manners.zone, linked_in),
        opens=min(_OPENS, hour),
        closes=max(_CLOSES, closes if closes > hour else time.max),
        days=WORKDAYS | {manners.weekday},
        holidays=holidays,
        away=_frozen(house),
    )


def hours_of_person(
    manners: PersonManners,
    house: HouseManners,
    holidays: frozenset[date] = frozenset(),
    lives_in: str | None = None,
) -> Hours:
    """When a person may be asked: in the working hours of their own zone, not while away.

    `lives_in` is the zone Slack tells. Who is muted has hours as others: they are asked nothing.
    """
    return Hours(
        zone=zone_among(manners.zone, lives_in),
        holidays=holidays,
        away=tuple((one.first, one.last) for one in manners.away) + _frozen(house),
    )


def _frozen(house: HouseManners) -> tuple[tuple[date, date], ...]:
    first = house.frozen_from or date.min
    return ((first, house.frozen_until),) if house.frozen_until else ()
