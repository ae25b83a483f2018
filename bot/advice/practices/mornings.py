"""Mornings: when a channel may next be written to by itself."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.benefits.hours import Hours, next_open
from bot.benefits.investment import Investment
from bot.benefits.manners import hours_of_channel
from bot.ports import Work


def hours_of(work: Work, home: Investment) -> Hours:
    """When the channel of an investment may be written to."""
    manners = work.manners_of_channels([home.channel])[home.channel]
    return hours_of_channel(manners, work.manners_of_house())


def next_morning(work: Work, home: Investment, after: datetime) -> datetime:
    """When its channel may be written to on another day, first thing."""
    hours = hours_of(work, home)
    day = after.astimezone(ZoneInfo(hours.zone)).date() + timedelta(days=1)
    return next_open(hours, hours.moment(day, hours.opens)) or after + timedelta(days=28)


def rests(work: Work, home: Investment, now: datetime) -> bool:
    """Whether nothing is said about it now by itself: paused, or the whole workspace rests, or its
    channel cannot be written to.
    """
    today = now.astimezone(ZoneInfo(hours_of(work, home).zone)).date()
    is_frozen = work.manners_of_house().is_frozen_on(today)
    return home.is_paused_on(today) or is_frozen or bool(work.parked([home.channel]))
