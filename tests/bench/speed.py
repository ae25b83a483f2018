"""How fast the reader reads: one message after the other on one core, nothing looked up, no Chroma.

Times are of the processor, so that a busy machine counts less. A long text is read in time that
grows as it does, and the reader's memory is that of a process that reads, with this bench in it.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from bot.benefits.reading import Said
from bot.reading.local import LocalReader
from tests.bench.read import OWN, rows

MEDIAN, P99 = 5.0, 30.0
"""Milliseconds a message may take."""

SHORT, LONG = 5_000, 40_000
"""Characters of two texts of the same sort; the longer may take at most `TIMES` as long."""

TIMES = 1.5 * LONG / SHORT

MEMORY = 300.0
"""Megabytes."""

ROUNDS = 3
"""Each message is timed as often, and the quickest counts."""

STATED = "Letters took 19 hours in May and take 7 hours now, the desk's log says; Ada owns it. "

WITHIN = """
from bot.benefits.reading import Said
from bot.reading.local import LocalReader
from tests.bench.speed import messages, megabytes
reader = LocalReader()
for text in messages():
    reader.read(Said(text=text))
print(megabytes())
"""


def messages() -> list[str]:
    """Every text of the project's own set: passages, updates and chatter, as they are."""
    files = ("passages", "updates", "chatter", "talk", "deliveries")
    return [row["text"] for name in files for row in rows(OWN / f"{name}.jsonl")]


def megabytes() -> float:
    """The most that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(args: list[str]) -> int:
    """Print the times, a line a figure; 0 where every goal is met."""
    parser = argparse.ArgumentParser(prog="speed", description=run.__doc__)
    parser.add_argument("--quick", action="store_true", help="one message in five")
    parser.add_argument("--seed", type=int, default=0, help="accepted; nothing here is random")
    options = parser.parse_args(args)
    said = subprocess.run(
        [sys.executable, "-c", WITHIN], capture_output=True, text=True, check=True
    )
    memory = float(said.stdout)
    spent, embedding = _reading(messages()[:: 5 if options.quick else 1])
    median, p99 = statistics.median(spent), statistics.quantiles(spent, n=100)[98]
    times = _times()
    print(f"a message: median {median:.1f} ms (goal {MEDIAN:.0f}), p99 {p99:.1f} ms ({P99:.0f})")
    print(f"one embedding of the same words: {embedding:.2f} ms; median {median / embedding:.0f}")
    print(f"{LONG:,} characters, of {SHORT:,}: {times:.1f} times as long (goal {TIMES:.0f})")
    print(f"memory, having read them all: {memory:.0f} MB (goal {MEMORY:.0f})")
    holds = median <= MEDIAN and p99 <= P99 and times <= TIMES and memory <= MEMORY
    print("all hold" if holds else "not all hold")
    return 0 if holds else 1


def _reading(texts: Sequence[str]) -> tuple[list[float], float]:
    """Milliseconds of each message, and the median of one embedding of the same words."""
    from knowledge.embeddings import WordLlamaEmbeddings

    reader, embeddings = LocalReader(), WordLlamaEmbeddings()
    read = [_quickest(partial(reader.read, Said(text=text))) for text in texts]
    told = [_quickest(partial(embeddings.embed_query, text)) for text in texts]
    return read, statistics.median(told)


def _times() -> float:
    reader = LocalReader()
    texts = [(STATED * LONG)[:length] for length in (SHORT, LONG)]
    short, long = (_quickest(partial(reader.read, Said(text=text))) for text in texts)
    return long / short


def _quickest(do: Callable[[], object]) -> float:
    """Milliseconds of the processor, the quickest of several rounds."""
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        do()
        spent.append((time.process_time() - begun) * 1000)
    return min(spent)
