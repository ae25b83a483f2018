"""A working day at a company: `whatimproved serve` as a process, hearing all that is said.

Time is compressed: the day's messages carry the day's hours and come as fast as they are taken.
"""

import argparse
import asyncio
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.sandbox.cast import CRM_ROLLOUT
from bot.sandbox.shapes import Json, Message
from tests.bench._traffic import BEGIN, Doing, traffic
from tests.durable.process import Theatre, a_theatre

MESSAGES, QUICK = 4000, 1200
HOURS = 8.5
AT_ONCE = 4
"""Messages that are under way together, at most."""

GROWTH = 0.10
"""Resident memory may grow by this share from the first tenth of the day to its end."""

TIRED = 2.0
"""An acknowledgement of the last tenth may take this many times as long as one of the first."""

SLACKS_LIMIT = 3000.0
"""Milliseconds within which Slack wants an answer."""

EVE = (
    "Quote-to-cash was 14 days in Q1, per the finance sales report.",
    "Quote-to-cash is 12 days now, per the finance sales report.",
)
"""Said the day before: what makes two points of a chart."""

_TROUBLE = re.compile(r"\b(?:WARNING|ERROR|CRITICAL)\b|Traceback|Exception")


@dataclass
class Day:
    """What was seen: milliseconds by kind, memory in MB, and under what the bot spoke."""

    sent: list[Doing] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    refused: int = 0
    replies: int = 0
    facts: int = 0
    intrusions: list[str] = field(default_factory=list)
    misheard: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    seconds: float = 0.0


def run(args: list[str]) -> int:
    """Print a line a figure; 0 where the goals hold."""
    parser = argparse.ArgumentParser(prog="day", description=run.__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} messages, not {MESSAGES}")
    parser.add_argument("--seed", type=int, default=0, help="of what is said, by whom, where")
    chosen = parser.parse_args(args)
    with tempfile.TemporaryDirectory() as folder:
        count = QUICK if chosen.quick else MESSAGES
        day = asyncio.run(_lived(Path(folder), count, chosen.seed))
    failed = [line for line, holds in _figures(day) if print(line) or not holds]
    print("all hold" if not failed else "not all hold")
    return 1 if failed else 0


def _figures(day: Day) -> Iterator[tuple[str, bool]]:
    """Each figure as a line, and whether it holds."""
    count = Counter(one.kind for one in day.sent)
    yield f"messages, clicks and commands: {len(day.sent)}, in {day.seconds:.0f} s", True
    yield ", ".join(f"{kind}: {number}" for kind, number in count.most_common()), True
    yield f"facts recorded by a click: {day.facts}", day.facts > 0
    yield f"messages of the bot: {day.replies}", day.replies > 0
    yield f"of them under talk: {len(day.intrusions)} (goal 0)", not day.intrusions
    for words in dict.fromkeys(day.intrusions):
        yield f"  {words!r}", True
    yield f"of them after talk under its own questions: {len(day.misheard)}", True
    for words in dict.fromkeys(day.misheard):
        yield f"  {words!r}", True
    yield f"requests the bot did not take: {day.refused} (goal 0)", not day.refused
    yield f"warnings and errors in the log: {len(day.troubles)} (goal 0)", not day.troubles
    for line in day.troubles[:5]:
        yield f"  {line}", True
    yield from _speeds(day)
    before, after = day.memory
    grown = after / before - 1
    yield f"memory after a tenth of the day: {before:.0f} MB, at its end: {after:.0f} MB", True
    yield f"growth: {grown:.1%} (goal under {GROWTH:.0%})", grown < GROWTH


def _speeds(day: Day) -> Iterator[tuple[str, bool]]:
    taken = day.acknowledged
    slowest = _p99(taken)
    yield f"milliseconds to acknowledge, p50: {statistics.median(taken):.1f}", True
    in_time = slowest < SLACKS_LIMIT
    yield f"milliseconds to acknowledge, p99: {slowest:.1f} (goal {SLACKS_LIMIT:.0f})", in_time
    answered = day.answered
    yield f"milliseconds to an update's answer, p50: {statistics.median(answered):.0f}", True
    yield f"milliseconds to an update's answer, p99: {_p99(answered):.0f}", True
    tenth = max(len(taken) // 10, 1)
    ratio = statistics.median(taken[-tenth:]) / statistics.median(taken[:tenth])
    yield f"the last tenth over the first: {ratio:.2f} (goal at most {TIRED:.1f})", ratio <= TIRED


def _p99(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)] if values else 0.0


async def _lived(folder: Path, count: int, seed: int) -> Day:
    async with a_theatre(folder) as theatre:
        desk = Desk(theatre)
        await desk.open()
        started = time.perf_counter()
        step = timedelta(hours=HOURS) / count
        for number, doing in enumerate(traffic(count, seed), start=1):
            theatre.stage.clock.now += step
            await desk.do(doing)
            if number % AT_ONCE == 0:
                await desk.settle()
            if number in (count // 10, count):
                await desk.weigh()
        desk.day.seconds = time.perf_counter() - started
        return desk.close()


class Desk:
    """Takes the people's part, and notes what the bot does."""

    def __init__(self, theatre: Theatre) -> None:
        self.day = Day()
        self._theatre = theatre
        self._workspace = theatre.stage.workspace
        self._posted: dict[str, tuple[Doing, float]] = {}
        self._heads: dict[str, Message] = {}
        self._answered: set[str] = set()
        self._last_words: dict[str, str] = {}

    async def open(self) -> None:
        """Link each room to its investment, at nine o'clock."""
        clock = self._theatre.stage.clock
        clock.now = clock.now.replace(hour=9, minute=0) - timedelta(days=1)
        for room, line in BEGIN.items():
            await self._theatre.stage.command(room.members[0], line, room.id)
        await self._theatre.settled()
        await self._draw_once()
        self._theatre.stage.hooks.after("chat.postMessage", self._note)
        self._workspace.delivery.log.clear()

    async def _draw_once(self) -> None:
        """Two figures recorded and asked for: what draws the chart is loaded before the day is
        weighed, and once for all days.
        """
        who, where = CRM_ROLLOUT.members[0], CRM_ROLLOUT.id
        for says in EVE:
            await self._workspace.post(who, where, says)
            await self.settle()
            await self._theatre.settled()
            await self._click(Doing(kind="click", who=who, where=where))
            await self._theatre.settled()
        await self._workspace.command(who, where, "/whatimproved improved")
        await self._theatre.settled()

    async def do(self, doing: Doing) -> None:
        """Have it happen."""
        self.day.sent.append(doing)
        if doing.kind == "click":
            await self._click(doing)
        elif doing.kind == "command":
            await self._workspace.command(doing.who, doing.where, doing.says)
        else:
            await self._say(doing)

    async def settle(self) -> None:
        """Wait until all was taken, and note how long each took."""
        await self._workspace.delivery.settled()
        attempts = self._workspace.delivery.log
        self.day.acknowledged += [one.ms for one in attempts if one.taken]
        self.day.refused += sum(not one.taken for one in attempts)
        attempts.clear()

    async def weigh(self) -> None:
        """The process's resident memory once nothing waits."""
        await self.settle()
        await self._theatre.settled()
        running = self._theatre.process.running
        assert running is not None
        status = Path(f"/proc/{running.pid}/status").read_text()
        found = re.search(r"VmRSS:\s*(\d+) kB", status)
        self.day.memory.append(int(found[1]) / 1024 if found else 0.0)

    def close(self) -> Day:
        """What the day amounts to."""
        lines = self._theatre.process.said().splitlines()
        with self._theatre.rows.records.work(self._workspace.team_id) as work:
            self.day.facts = len(work.facts([one.id for one in work.investments()]))
        self.day.troubles = [line for line in lines if _TROUBLE.search(line)]
        return self.day

    async def _say(self, doing: Doing) -> None:
        head = self._heads.get(doing.where) if doing.answers else None
        started = time.perf_counter()
        said = await self._workspace.post(
            doing.who, doing.where, doing.says, head.ts if head else None
        )
        if said is None:
            return
        self._posted[said.ts] = (doing, started)
        self._last_words[said.thread_ts or said.ts] = doing.says
        if head is None:
            self._heads[doing.where] = said
        if doing.kind == "update":
            await self.settle()
            await self._theatre.settled()  # so that talk under it meets the bot's question

    async def _click(self, doing: Doing) -> None:
        stage = self._theatre.stage
        for message in reversed(stage.by_the_bot(doing.where)):
            if "record" in stage.buttons(message):
                await stage.click(doing.who, message, "record")
                return

    async def _note(self, call: Json) -> None:
        """The bot has posted: first under an update is its answer; what else it says, to talk."""
        self.day.replies += 1
        thread = str(call.get("thread_ts"))
        doing, started = self._posted.get(thread, (None, 0.0))
        if doing is None:
            return
        if doing.kind == "update" and thread not in self._answered:
            self._answered.add(thread)
            self.day.answered.append((time.perf_counter() - started) * 1000)
        else:
            where = self.day.misheard if doing.kind == "update" else self.day.intrusions
            where.append(self._last_words[thread])
