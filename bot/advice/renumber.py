"""Renumber: a channel has another id from now on, and what is kept of it follows."""

from datetime import datetime

from bot.advice.doors import Doors
from bot.advice.notice import which_key
from bot.benefits.conversation import Renumbered


def renumber(told: Renumbered, event: str, doors: Doors, now: datetime) -> None:
    """Its investments, what was asked and shown there, how it wishes to be heard, and what waits to
    be handled or sent. Told a second time, nothing is left to follow.
    """
    old, new = told.before, told.channel
    keys = {which_key(told.workspace, old, ""): which_key(told.workspace, new, "")}
    with doors.records.work(told.workspace) as work:
        work.hold_all([one.id for one in work.investments_in(old)])
        work.renumber(old, new, keys)
        work.finish(event, now)
        work.commit()
