"""Plans what is due as the sweep does, in a process of its own, so that its memory can be weighed.

`python -m tests.bench._planning URL HOME` prints seconds, those of them it worked, megabytes at
most, and rows handed on.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.app import build_doors, falls, now, open_rows, settle_memory
from bot.benefits.investment import Investment, Measure
from bot.durable.due import Falling
from bot.ports import Channel, Person
from bot.settings import Settings
from storage.records import SqlRecords
from tests.fakes import FakeDirectory

WORKSPACE = "T0LOCAL001"
MONDAY = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
AT_ONCE = 1000
MOST = 10_000
"""Investments, at most."""

COMMON = 100
"""Of which any number of rooms is a multiple."""


def room_of(number: int, rooms: int) -> str:
    """The channel of an investment."""
    return f"C0ROOM{number % rooms:05}"


def linker(number: int) -> str:
    """Who linked an investment."""
    return f"U{number:06}"


def investments(count: int, rooms: int) -> Iterator[tuple[Investment, str]]:
    """So many that went live last year and of which nothing was said since; who linked each."""
    live = MONDAY.date().replace(year=2025)
    for number in range(count):
        measure = Measure(id="m1", name="claim handling time", unit="days", better="lower")
        yield (
            Investment(
                id=f"i{number}",
                name=f"Investment {number}",
                channel=room_of(number, rooms),
                go_live=live,
                measures=(measure,),
            ),
            f"U{number:06}",
        )


def put(records: SqlRecords, workspace: str, count: int, rooms: int) -> None:
    """Have them on record, each due on Monday at nine."""
    found = list(investments(count, rooms))
    for start in range(0, count, AT_ONCE):
        with records.work(workspace) as work:
            for one, linker in found[start : start + AT_ONCE]:
                work.add_investment(one, linker, MONDAY.replace(year=2025))
                work.plan_due("weekly", one.id, MONDAY)
            work.commit()


class Everybody(FakeDirectory):
    """Knows whoever it is asked for: a full member of London."""

    def person(self, workspace: str, user: str) -> Person:
        """Always the same."""
        return Person(id=user, name=user, zone="UTC")

    def channel(self, workspace: str, channel: str) -> Channel:
        """A public one, in which everybody is who has to do with what is at home there."""
        first = int(channel.removeprefix("C0ROOM"))
        members = frozenset(map(linker, range(first, MOST, COMMON)))
        return Channel(id=channel, name=channel, members=members)


def main(url: str, home: str) -> None:
    """Hand on all that is due, once."""
    settings = Settings(home=Path(home), database_url=url, executor="planner")
    rows = open_rows(settings)
    doors = build_doors(settings, rows, Everybody())
    doors.library.search("what improved", limit=1)
    settle_memory()
    started, worked = time.perf_counter(), time.process_time()
    done = Falling(rows.queues, falls(doors), lambda: MONDAY, now).sweep()
    seconds, own = time.perf_counter() - started, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "own": own, "memory": memory, "rows": done}))
    rows.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
