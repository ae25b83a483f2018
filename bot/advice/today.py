"""Today: the day it is, in the calendar of a workspace."""

from datetime import datetime

from bot.benefits.fiscal import Day, day_of
from bot.ports import Records


def today(workspace: str, records: Records, now: datetime) -> Day:
    """The day of this moment; it knows when the workspace's fiscal year begins."""
    with records.work(workspace) as work:
        return day_of(now.date(), work.manners_of_house().fiscal_start)
