"""How fast Slack is answered on a typical day, beside a Bolt app that does nothing."""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import select

from bot.sandbox.cast import CRM_ROLLOUT, RAFAEL
from bot.sandbox.payloads import envelope, message_event
from bot.sandbox.shapes import Json, Message
from bot.slack.event_ids import interaction_id, message_id
from storage import tables
from tests.bench._connections import AT_ONCE, Sent, sent, signed
from tests.bench._traffic import BEGIN, Doing, traffic
from tests.durable.process import Process, Theatre, a_port, a_theatre
from tests.sandbox.builders import SECRET

REQUESTS, QUICK = 8_000, 1_500
SHARE = 0.25
"""Of the throughput of a bare Bolt app, at least."""

LIMIT = 150.0
"""Milliseconds within which 99 of 100 are answered."""

AGAIN = 0.01
"""The share of requests that Slack sends a second time."""

MORNING = "Wave 1 of the CRM is live, 40 people logged in this week."
"""What is asked about it opens the knowledge base: a process just begun is busy with that."""

_FORM = "application/x-www-form-urlencoded"


@dataclass
class Load:
    """The day's requests, and the ids of those that have to be kept."""

    requests: list[bytes] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)


@dataclass
class Seen:
    """What was measured."""

    ours: list[Sent]
    seconds: float
    bare: list[Sent]
    bare_seconds: float
    busy: float
    bare_busy: float
    lost: int
    doubled: int
    handled_after: float


def run(args: list[str]) -> int:
    """Print a line a figure; 0 where the goals hold."""
    parser = argparse.ArgumentParser(prog="ack", description=run.__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} requests, not {REQUESTS}")
    parser.add_argument("--seed", type=int, default=0, help="of what is said, by whom, where")
    chosen = parser.parse_args(args)
    with tempfile.TemporaryDirectory() as folder:
        count = QUICK if chosen.quick else REQUESTS
        seen = asyncio.run(measured(Path(folder), count, chosen.seed))
    failed = [line for line, holds in _figures(seen) if print(line) or not holds]
    print("all hold" if not failed else "not all hold")
    return 1 if failed else 0


def _figures(seen: Seen) -> Iterator[tuple[str, bool]]:
    ours, bare = len(seen.ours) / seen.seconds, len(seen.bare) / seen.bare_seconds
    share = ours / bare
    slowest = p99(seen.ours)
    refused = Counter(one.status for one in seen.ours if one.status != 200)
    yield f"requests from {AT_ONCE} connections: {len(seen.ours)}", True
    yield f"answered a second: {ours:.0f}, by a bare Bolt app: {bare:.0f}", True
    yield f"ours over the bare one's: {share:.2f} (goal {SHARE})", share >= SHARE
    yield f"milliseconds, p50: {p50(seen.ours):.1f}, of the bare app: {p50(seen.bare):.1f}", True
    yield f"milliseconds, p99: {slowest:.1f} (goal {LIMIT:.0f})", slowest <= LIMIT
    yield f"p99 over the bare app's: {slowest / p99(seen.bare):.1f}", True
    spent = (seen.busy / len(seen.ours) * 1000, seen.bare_busy / len(seen.bare) * 1000)
    yield f"milliseconds of a processor each: {spent[0]:.2f}, of the bare app: {spent[1]:.2f}", True
    yield f"answered with anything but 200: {dict(refused)} (goal none)", not refused
    yield f"lost: {seen.lost} (goal 0)", not seen.lost
    yield f"said twice: {seen.doubled} (goal 0)", not seen.doubled
    yield f"seconds until the last was handled: {seen.handled_after:.1f}", True


def p50(found: list[Sent]) -> float:
    """Milliseconds within which half are answered."""
    return statistics.median(one.ms for one in found)


def p99(found: list[Sent]) -> float:
    """Milliseconds within which 99 of 100 are answered."""
    return sorted(one.ms for one in found)[int(len(found) * 0.99)]


async def measured(
    folder: Path, count: int, seed: int, told: dict[str, str] | None = None, first: str = ""
) -> Seen:
    """One run over a process that is told this by its environment; the `first` command, where there
    is one, is an admin's.
    """
    async with a_theatre(folder, told) as theatre:
        for room, line in BEGIN.items():
            await theatre.stage.command(room.members[0], line, room.id)
        if first:
            await theatre.stage.command(RAFAEL.id, first, CRM_ROLLOUT.id)
        await theatre.stage.say_and_hear(CRM_ROLLOUT.members[0], MORNING, channel=CRM_ROLLOUT.id)
        await theatre.settled()
        keys = Counter[str]()

        async def note(call: Json) -> None:
            keys[str(call.get("metadata"))] += 1

        theatre.stage.hooks.after("chat.postMessage", note)
        load = _load(theatre, count, seed)
        bare, bare_seconds, bare_busy = await _by_the_bare(folder, load.requests)
        before = _busy(theatre.process)
        ours, seconds = await sent(theatre.process.port, load.requests)
        busy, ended = _busy(theatre.process) - before, time.perf_counter()
        await theatre.settled()
        return Seen(
            ours=ours,
            seconds=seconds,
            bare=bare,
            bare_seconds=bare_seconds,
            busy=busy,
            bare_busy=bare_busy,
            lost=len(load.kept - _in_the_inbox(theatre)),
            doubled=sum(one - 1 for one in keys.values()),
            handled_after=time.perf_counter() - ended,
        )


async def _by_the_bare(folder: Path, requests: list[bytes]) -> tuple[list[Sent], float, float]:
    """The same requests, answered by the app that does nothing."""
    home, port = folder / "bare" / "home", a_port()
    home.mkdir(parents=True)
    command = ("-m", "tests.bench._bare", str(port))
    process = Process(home, port, "", command=command)
    try:
        await process.start()
        before = _busy(process)
        found, seconds = await sent(port, requests)
        return found, seconds, _busy(process) - before
    finally:
        await process.stop()


def _busy(process: Process) -> float:
    """Seconds of a processor a process has had, all of its threads together."""
    assert process.running is not None
    told = Path(f"/proc/{process.running.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _in_the_inbox(theatre: Theatre) -> set[str]:
    with theatre.rows.engine.connect() as connection:
        return {str(one) for one in connection.scalars(select(tables.inbox.c.event))}


def _load(theatre: Theatre, count: int, seed: int) -> Load:
    """A day's messages as they stand in Slack, and the requests that tell of them."""
    load, heads = Load(), dict[str, Message]()
    for number, doing in enumerate(traffic(count, seed)):
        request = _request(theatre, doing, number, heads, load)
        load.requests.append(request)
        if number % int(1 / AGAIN) == 0:
            load.requests.append(request)
    return load


def _request(
    theatre: Theatre, doing: Doing, number: int, heads: dict[str, Message], load: Load
) -> bytes:
    workspace = theatre.stage.workspace
    if doing.kind in ("click", "command"):
        tell = _pressed if doing.kind == "click" else _typed
        body = tell(theatre, doing, number)
        load.kept.add(interaction_id(body))
        form = body if doing.kind == "command" else {"payload": json.dumps(body)}
        return signed(urlencode(form).encode(), _FORM, SECRET)
    head = heads.get(doing.where) if doing.answers else None
    at = {"thread_ts": head.ts} if head else {}
    said = workspace.board.say(doing.who, doing.where, doing.says, **at)
    if head is None:
        heads[doing.where] = said
    event = message_event(said, workspace.rooms[doing.where], workspace.who)
    whole = envelope(event, f"Ev{number:08d}", int(time.time()), workspace.who)
    if doing.kind == "update":
        load.kept.add(message_id(whole))
    return signed(json.dumps(whole).encode(), "application/json", SECRET)


def _typed(theatre: Theatre, doing: Doing, number: int) -> Json:
    command, _, words = doing.says.partition(" ")
    return {
        "command": command,
        "text": words,
        "team_id": theatre.stage.workspace.team_id,
        "channel_id": doing.where,
        "user_id": doing.who,
        "trigger_id": f"T{number}",
    }


def _pressed(theatre: Theatre, doing: Doing, number: int) -> Json:
    """A button under a message that is nobody's any more: it is kept, and answered as such."""
    team = theatre.stage.workspace.team_id
    where = {"message_ts": "1.000100", "channel_id": doing.where}
    action = {"type": "button", "action_id": "record", "value": f"none{number}"}
    return {
        "type": "block_actions",
        "team": {"id": team},
        "user": {"id": doing.who, "team_id": team},
        "trigger_id": f"T{number}",
        "channel": {"id": doing.where},
        "message": {"ts": "1.000100", "thread_ts": "1.000100"},
        "container": where,
        "actions": [{**action, "action_ts": f"{time.time():.6f}"}],
    }


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
