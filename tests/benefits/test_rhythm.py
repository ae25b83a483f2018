"""A figure comes again by days of the place; the simulated year judges it by the same days."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.benefits.due import History, due_gaps
from tests.bench._company import is_news
from tests.builders import a_fact, a_measure, a_record, an_investment


@pytest.mark.parametrize(
    ("zone", "said", "asked", "is_due"),
    [
        ("Australia/Sydney", "2026-06-04T23:45", "2026-06-10T23:45", False),
        ("Australia/Sydney", "2026-06-04T23:45", "2026-06-11T00:00", True),
        ("Australia/Sydney", "2026-10-01T23:45", "2026-10-07T23:45", False),
        ("Australia/Sydney", "2026-10-01T23:45", "2026-10-08T00:00", True),
        ("Europe/London", "2026-10-22T00:00", "2026-10-28T23:45", False),
        ("Europe/London", "2026-10-22T23:45", "2026-10-29T00:00", True),
    ],
)
def test_a_day_on_which_the_clocks_change_is_a_day(
    zone: str, said: str, asked: str, is_due: bool
) -> None:
    """What was said on a Thursday is due on the next one, an hour nearer or farther."""
    told, now = (
        datetime.fromisoformat(one).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        for one in (said, asked)
    )
    figure = a_record("f1", a_fact(slot="current", value=9), said_at=told, recorded_at=told)
    of = History(investment=an_investment(measures=(a_measure(rhythm=7),)), facts=[figure])
    found = [one.why for one in due_gaps(of, now, lambda _: ZoneInfo(zone))]
    assert ("measurement" in found) is is_due
    assert is_news(told, now, zone, 7) is not is_due
