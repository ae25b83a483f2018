"""How fast Slack is answered while a language model reads along, beside the same day without one.

The model is a scripted server in this process, asked through the real client.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import ack
from tests.bench.ack import Seen, measured, p50, p99
from tests.model import server
from tests.model.server import Line, Script, answers, serving

REQUESTS, QUICK = 4_000, 400
SHARE = 0.8
"""Of the throughput without a model, at least: of the least, as those runs tell what is noise."""

NOTHING = {"is_update": True, "claims": [], "facts": [], "kind": "not_an_answer"}

SPOKEN: dict[str, Line] = {"answering": answers(NOTHING), "hanging": server.hangs}
"""How the model behaves."""


def run(args: list[str]) -> int:
    """Print a line a figure; 0 where the goals hold."""
    parser = argparse.ArgumentParser(prog="ack_model", description=run.__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} requests, not {REQUESTS}")
    parser.add_argument("--seed", type=int, default=0, help="of what is said, by whom, where")
    chosen = parser.parse_args(args)
    count = QUICK if chosen.quick else REQUESTS
    without, beside = [_run(count, chosen.seed)], {}
    for name, line in SPOKEN.items():
        with serving(line) as script:
            beside[name] = _run(count, chosen.seed, script), len(script.asked)
        without.append(_run(count, chosen.seed))
    failed = [line for line, holds in _figures(without, beside) if print(line) or not holds]
    print("all hold" if not failed else "not all hold")
    return 1 if failed else 0


def _run(count: int, seed: int, script: Script | None = None) -> Seen:
    told, first = {}, ""
    if script is not None:
        told = {"WHATIMPROVED_MODEL": "openai:scripted", "WHATIMPROVED_MODEL_URL": script.url}
        first = "/whatimproved model everywhere on"
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measured(Path(folder), count, seed, told, first))


def _a_second(seen: Seen) -> float:
    return len(seen.ours) / seen.seconds


def _figures(
    without: list[Seen], beside: dict[str, tuple[Seen, int]]
) -> Iterator[tuple[str, bool]]:
    rates = [_a_second(one) for one in without]
    told = " and ".join(_told(one) for one in without)
    yield f"without a model, before, between and after: {told}", True
    for name, (seen, asked) in beside.items():
        share = _a_second(seen) / min(rates)
        lost, slowest = seen.lost + seen.doubled, p99(seen.ours)
        yield f"with one that is {name}, asked {asked} times: {_told(seen)}", asked > 0
        yield f"its share of what is answered without: {share:.2f} (goal {SHARE})", share >= SHARE
        worst = max(ack.LIMIT, *(p99(one.ours) for one in without))
        yield f"milliseconds, p99: {slowest:.1f} (goal {worst:.0f})", slowest <= worst
        yield f"lost or said twice: {lost} (goal 0)", not lost
        yield f"seconds until the last was handled: {seen.handled_after:.1f}", True


def _told(seen: Seen) -> str:
    rate, spent = _a_second(seen), seen.busy / len(seen.ours) * 1000
    times = f"p50 {p50(seen.ours):.1f} ms, p99 {p99(seen.ours):.1f} ms"
    return f"{rate:.0f} a second, {times}, {spent:.2f} ms of a processor each"


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
