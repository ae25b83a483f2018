"""How long "what improved?" takes over a long record, on SQLite.

A record of 1,000 investments and 1,000,000 facts, most of them superseded, beside one with a tenth
of the superseded facts and one with a tenth of the investments: what counts are the ratios between
them, taken in turns in one run.
"""

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot.advice.report import report
from bot.app import settle_memory
from bot.benefits.facts import Fact
from bot.benefits.investment import Investment, Measure
from bot.ports import Audience
from bot.voice.plain import PlainVoice
from prompts.templates import load_texts
from storage.database import migrate, open_engine
from storage.records import SqlRecords

ONE_MS, ALL_MS = 50.0, 500.0
SUPERSEDED, INVESTMENTS = 1.5, 12.0
ROUNDS = 15

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SAID = "2026-05-01 12:00:00.000000"
_FACTS = (
    "workspace, id, investment, measure, fact, author, said_at, recorded_by, recorded_at, channel,"
    " ts, permalink, supersedes, corrects, withdraws, retired, root"
)


def fact(slot: str, value: float | None, **more: Any) -> str:
    """A fact's JSON."""
    words = "as it was said"
    said = {"slot": slot, "value": value, "quote": words, "start": 0, "end": len(words), **more}
    return Fact.model_validate(said).model_dump_json()


def in_force(investment: int, workspace: str) -> Iterator[tuple[Any, ...]]:
    """Baseline, latest figure, source, owner and target of one investment."""
    told = (
        ("b", fact("baseline", 20, unit="days", as_of="2026-01")),
        ("c", fact("current", 9 + investment % 20, unit="days", as_of="2026-04")),
        ("e", fact("evidence", None, ref="the ledger")),
        ("o", fact("owner", None, person="head of claims")),
        ("t", fact("target", 7, unit="days", by="2026-12")),
    )
    for slot, body in told:
        first = f"{investment:05}{slot}0000" if slot in "bc" else None
        yield _row(workspace, investment, f"{investment:05}{slot}", body, first, False, first)


def superseded(investment: int, workspace: str, n: int) -> Iterator[tuple[Any, ...]]:
    """So many earlier versions of the baseline and of the latest figure."""
    for slot, name in (("b", "baseline"), ("c", "current")):
        for number in range(n // 2):
            before = f"{investment:05}{slot}{number - 1:04}" if number else None
            first = f"{investment:05}{slot}0000" if number else None
            yield _row(
                workspace,
                investment,
                f"{investment:05}{slot}{number:04}",
                BODIES[name],
                before,
                True,
                first,
            )


BODIES = {name: fact(name, 30, unit="days", as_of="2026-01") for name in ("baseline", "current")}


def _row(
    workspace: str,
    investment: int,
    id: str,
    body: str,
    supersedes: str | None,
    retired: bool,
    root: str | None,
) -> tuple[Any, ...]:
    home, link = f"i{investment}", "https://example.slack.com/archives/C1/p1001"
    at = (SAID, "U1", SAID, "C1", "100.1", link)
    return (workspace, id, home, "m", body, "U1", *at, supersedes, 0, 0, int(retired), root)


def fill(engine: Engine, workspace: str, investments: int, facts: int) -> None:
    """A workspace of so many investments with so many facts each."""
    records = SqlRecords(engine)
    with records.work(workspace) as work:
        for number in range(investments):
            measure = Measure(id="m", name="handling time", unit="days", better="lower")
            name = f"Project {number:05}"
            made = Investment(id=f"i{number}", name=name, channel="C1", measures=(measure,))
            work.add_investment(made, "U1", NOW)
        work.commit()
    marks = ", ".join("?" * 17)
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("BEGIN")
        for number in range(investments):
            rows = [
                *superseded(number, workspace, facts - 5),
                *in_force(number, workspace),
            ]
            cursor = connection.cursor()
            cursor.executemany(f"INSERT INTO facts ({_FACTS}) VALUES ({marks})", rows)
            cursor.close()
        connection.commit()
    finally:
        connection.close()


def asking(engine: Engine, workspace: str, about: str) -> Callable[[], None]:
    """Asks what improved, with the rights of a channel."""
    records, voice = SqlRecords(engine), PlainVoice(load_texts())
    eyes = Audience(channels=frozenset({"C1"}))

    def ask() -> None:
        found = report(workspace, eyes, about, records, voice, NOW)
        assert found.positions

    return ask


def in_turns(asks: dict[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    """Milliseconds each takes, the median of all rounds."""
    taken: dict[str, list[float]] = {name: [] for name in asks}
    for ask in asks.values():
        ask()
    settle_memory()
    for _ in range(rounds):
        for name, ask in asks.items():
            gc.collect()  # each pays for its own leavings
            begun = time.perf_counter()
            ask()
            taken[name].append((time.perf_counter() - begun) * 1_000)
    return {name: statistics.median(times) for name, times in taken.items()}


def run(args: list[str]) -> int:
    """Fill three records, ask in turns, and say whether every goal holds."""
    options = argparse.ArgumentParser(prog="answer", description=__doc__)
    options.add_argument("--quick", action="store_true", help="a tenth of the facts")
    options.add_argument("--seed", type=int, default=1, help="not used: nothing is drawn")
    facts = 100 if options.parse_args(args).quick else 1_000
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'records.db'}")
        migrate(engine)
        fill(engine, "long", 1_000, facts)
        fill(engine, "short", 1_000, facts // 10)
        fill(engine, "few", 100, facts // 10)
        found = in_turns(
            {
                "one": asking(engine, "long", "Project 00500"),
                "one of short": asking(engine, "short", "Project 00500"),
                "all": asking(engine, "long", ""),
                "all of short": asking(engine, "short", ""),
                "all of few": asking(engine, "few", ""),
            },
            ROUNDS,
        )
        engine.dispose()
    print(f"investments: 1,000; facts: {facts * 1_000:,}")
    return _told(found)


def _told(found: dict[str, float]) -> int:
    lines = (
        ("one investment, ms", found["one"], ONE_MS),
        ("portfolio, ms", found["all"], ALL_MS),
        ("ten times superseded, one", found["one"] / found["one of short"], SUPERSEDED),
        ("ten times superseded, portfolio", found["all"] / found["all of short"], SUPERSEDED),
        ("ten times investments", found["all of short"] / found["all of few"], INVESTMENTS),
    )
    for name, value, goal in lines:
        print(f"{name}: {value:.2f} (goal under {goal:g})")
    judged = [value < goal for name, value, goal in lines if not name.endswith("ms")]
    print("all goals hold" if all(judged) else "a goal does not hold")
    return 0 if all(judged) else 1
