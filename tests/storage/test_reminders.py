"""How people wish to be reminded, and what falls due when."""

from datetime import date, time, timedelta

from bot.benefits.manners import Away, ChannelManners, HouseManners, PersonManners
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE

LATER = NOON + timedelta(days=7)


def test_manners_are_the_usual_ones_until_somebody_says_otherwise(records: SqlRecords) -> None:
    """The last word counts; each workspace, channel and person for itself."""
    away = PersonManners(away=(Away(first=date(2026, 6, 1), last=date(2026, 6, 5)),))
    late = ChannelManners(weekday=5, hour=time(14), zone="Europe/London")
    with records.work(WORKSPACE) as work:
        work.keep_manners("U1", PersonManners(is_muted=True), NOON)
        work.keep_manners("U1", away, NOON)
        work.keep_manners("U1", late, NOON)
        work.keep_manners("", HouseManners(country="GB"), NOON)
        work.commit()
    with records.work(WORKSPACE) as work:
        assert work.manners_of_people(["U1", "U2"]) == {"U1": away, "U2": PersonManners()}
        assert work.manners_of_channels(["C1", "U1"]) == {"C1": ChannelManners(), "U1": late}
        assert work.manners_of_house() == HouseManners(country="GB")
    with records.work("T2") as work:
        assert work.manners_of_house() == HouseManners()


def test_what_falls_due_is_planned_once(records: SqlRecords) -> None:
    """The last time that was told counts; none is never."""
    with records.work(WORKSPACE) as work:
        work.plan_due("weekly", "i1", NOON)
        work.plan_due("weekly", "i1", LATER)
        work.plan_due("escalate", "i1", NOON)
        work.plan_due("digest", "U1", NOON)
        work.plan_due("digest", "U1", None)
        assert work.planned("weekly", ["i1", "i2"]) == {"i1": LATER}
        assert work.planned("escalate", ["i1"]) == {"i1": NOON}
        assert work.planned("digest", ["U1"]) == {}
