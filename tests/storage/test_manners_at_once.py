"""Manners set by several people at the same moment, each through a process of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from bot.benefits.manners import ChannelManners, HouseManners, PersonManners
from bot.ports import Work
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE

pytestmark = pytest.mark.parametrize("url", ["postgresql"], indirect=True)

Manners = ChannelManners | PersonManners | HouseManners
Read = Callable[[Work], Manners]

READS: dict[str, Read] = {
    "C1": lambda work: work.manners_of_channels(["C1"])["C1"],
    "U1": lambda work: work.manners_of_people(["U1"])["U1"],
    WORKSPACE: lambda work: work.manners_of_house(),
}


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    ("id", "one", "other"),
    [
        ("C1", {"listens": "mentions"}, {"recorders": "named"}),
        ("U1", {"is_muted": True}, {"budget": "light"}),
        (WORKSPACE, {"country": "GB"}, {"numbers": "german"}),
    ],
)
def test_who_set_different_things_at_once_lose_none(
    records: SqlRecords, id: str, one: dict[str, Any], other: dict[str, Any], is_first: bool
) -> None:
    """Both were told that it is so; whether or not anything had been set before."""
    read = READS[id]
    if not is_first:
        with records.work(WORKSPACE) as work:
            work.keep_manners(id, read(work).model_copy(update={"zone": None}), NOON)
            work.commit()
    with records.work(WORKSPACE) as first, records.work(WORKSPACE) as second:
        found, same = read(first), read(second)
        first.keep_manners(id, found.model_copy(update=one), NOON)

        def later() -> None:
            changed = same.model_copy(update=other)
            second.keep_manners(id, changed, NOON + timedelta(seconds=1))
            second.commit()

        with ThreadPoolExecutor(1) as threads:
            waiting = threads.submit(later)
            first.commit()
            waiting.result(30)
    with records.work(WORKSPACE) as work:
        assert read(work) == found.model_copy(update=one | other)


def test_what_is_held_is_read_as_it_is_once_others_are_done(records: SqlRecords) -> None:
    """Nobody decides by what was so a moment ago."""
    with records.work(WORKSPACE) as first, records.work(WORKSPACE) as second:
        second.manners_of_channels(["C1"])
        held = first.hold_manners("C1", NOON)
        first.keep_manners("C1", held.model_copy(update={"listens": "mentions"}), NOON)
        with ThreadPoolExecutor(1) as threads:
            waiting = threads.submit(second.hold_manners, "C1", NOON)
            first.commit()
            assert waiting.result(30).listens == "mentions"
