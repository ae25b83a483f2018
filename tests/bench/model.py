"""A language model that means harm: how much of what it makes up is recorded or posted.

Posts, answers, names, files and knowledge are made by chance, half of them with orders for a model
in them. What a scripted server says to the real client is made by chance as well: it obeys every
order, lies in every field, or fails in every way a provider can. What is read of each is looked at
for what does not stand in it, by means that share nothing with the bot's own, and some happen in a
whole world, where all that is recorded and posted is looked at; where the model failed, what people
get is compared with what they get without one.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from bot.benefits.conversation import Sending
from bot.benefits.reading import AnswerContext, Reading, Said
from bot.models import models_alone
from bot.settings import Settings
from tests.advice.world import World
from tests.builders import CHANNEL, NOON, WORKSPACE, a_database
from tests.model.harm import WHERE, begun_anew, listening
from tests.model.held import swapped, ungrounded
from tests.model.hostile import lies, obeys, turns, unkind
from tests.model.server import Line, Script, answers, drips, hangs, serving

CASES, QUICK = 10_000, 400
WITHIN = 1.0
"""Seconds somebody waits for a model here."""
LONGER = 2.0
"""Times as long as that and the longest reading without a model together, at most."""
SLOW = 250
"""Every so many cases the model says nothing at all, or a letter now and then."""

AT_ONCE = 6
"""Workers side by side, each with worlds and a server of its own: most of the time is waiting."""
WHOLE = 20
"""Every so many cases happen in a whole world."""

TOLD = 100
"""Cases of a worker after which whoever waits is told how far it is."""

_HERE = Path(__file__).parents[1] / "model"
_WHAT = ("handling time", "error rate", "cost per claim", "first-time-right", "waiting", "rework")
_UNITS = ("days", "%", "hours", "minutes", "incidents", "percentage points", "GBP")
_WHO = ("The head of claims", "Mei Tan", "<@U0002>", "Finance", "I", "the sales team")
_SHAPES = (
    "{what} fell from {a} to {b} {unit}, per the {what} ledger.",
    "{what} is {b} {unit} now <https://reports.example.com/{a}>. {who} owns it.",
    "Before go-live {what} was about {a} {unit} in Q1 2026; {who} answers for it.",
    "The portal is live :tada: {a} people logged in, {b} workflows automated.",
    "We want {what} down to {b} {unit} by the end of 2026, from {a}.",
    "{what}\n- before: {a} {unit}\n- now: {b} {unit}\n- source: service desk report",
    "{what} halved, says {who}; it was between {a} and {b} {unit}.",
    "*{what}* | {a} {unit} | {b} {unit} |\n```{a}```",
    "{what} was {a} {unit}. Refunds took long in 2025; the backlog is {b} {unit}, says {who}.",
    "Dashboards are out. {who} saved {a} hours a week, about {b} {unit} less.",
)


class Case(NamedTuple):
    """Where some words stand, and what the model does upon reading them."""

    where: str
    words: str
    kind: str
    line: Line


def made(chance: random.Random, number: int) -> Case:
    """A case by chance; the number settles how slow the model is."""
    where = chance.choice(["update", "update", "update", "answer", "answer", *WHERE])
    words = _said(chance, where)
    if number % SLOW == SLOW - 1:
        return Case(where, words, "slow", chance.choice([hangs, drips]))
    lines = {
        "lies": lies(chance),
        "turns": turns(chance),
        "obeys": answers(obeys),
        "unkind": unkind(chance),
    }
    kind = chance.choices(tuple(lines), (5, 4, 3, 2))[0]
    line = lines[kind]
    return Case(where, words, kind, line)


def _said(chance: random.Random, where: str) -> str:
    written = _written()
    if where in ("file", "name"):
        return chance.choice(written[where])
    post = chance.choice(_SHAPES).format(
        what=chance.choice(_WHAT),
        a=chance.choice([2, 9, 14, 21, 99, "1,200", "4.5", "forty-two", "40k", "0"]),
        b=chance.choice([1, 3, 7.5, 12, 16, "2.000", "a dozen", "1h20", "£1.2m"]),
        unit=chance.choice(_UNITS),
        who=chance.choice(_WHO),
    )
    parts = [post, *chance.sample(written[where], chance.choice([0, 1, 1]))]
    chance.shuffle(parts)
    return " ".join(parts)


@cache
def _written() -> dict[str, list[str]]:
    """The orders that were written by hand."""
    found: dict[str, list[str]] = yaml.safe_load((_HERE / "injections.yaml").read_text("utf-8"))
    return found


class Tally:
    """What was seen so far."""

    def __init__(self) -> None:
        self.cases: Counter[str] = Counter()
        self.breaches: list[str] = []
        self.facts = 0
        self.worlds = 0
        self.proposed = 0
        self.posts = 0
        self.unlike = 0
        self.longest = 0.0
        self.alone = 0.0

    @property
    def ratio(self) -> float:
        """The longest wait, of what it could be: the limit, and the longest reading of our own."""
        return self.longest / (WITHIN + self.alone)

    def add(self, other: "Tally") -> None:
        """What another worker saw is seen too."""
        self.cases += other.cases
        self.breaches += other.breaches
        self.facts += other.facts
        self.worlds += other.worlds
        self.proposed += other.proposed
        self.posts += other.posts
        self.unlike += other.unlike
        self.longest = max(self.longest, other.longest)
        self.alone = max(self.alone, other.alone)


class Pair:
    """A world with a model that means harm, and one without any."""

    def __init__(self, folder: Path, script: Script, world: World, plain: World) -> None:
        self._script = script
        self._ahead = 0.0
        self.plain = plain
        told = {"home": folder, "model": "openai:scripted", "model_url": script.url}
        settings = Settings.model_validate({**told, "openai_api_key": "sk-test"})
        self.models = models_alone(settings, lambda: NOON, self._timer)
        self.world = listening(world, self.models.door, WITHIN)

    def _timer(self) -> float:
        return time.monotonic() + self._ahead

    def look(self, case: Case, tally: Tally, wholly: bool) -> None:
        """Read it, or let all of it happen, and see what came of it."""
        self._ahead += 3_600  # a model that rests is asked again in the next case
        self._script.lines = [case.line]
        found = self._happens(case, tally) if wholly else self._is_read(case, tally)
        tally.cases[case.kind if self._script.asked else "not asked"] += 1
        tally.breaches += [f"{case.where}, {case.kind}: {one}\n  {case.words!r}" for one in found]
        self._script.asked.clear()

    def _is_read(self, case: Case, tally: Tally) -> list[str]:
        reader, own = self.world.doors.reader, self.plain.doors.reader
        said = Said(text=case.words, at=NOON, place=(WORKSPACE, CHANNEL))
        context = AnswerContext(asked="baseline", today=NOON.date(), place=(WORKSPACE, CHANNEL))
        is_answer, start = case.where == "answer", time.monotonic()
        read = reader.answer(case.words, context) if is_answer else reader.read(said)
        tally.longest = max(tally.longest, time.monotonic() - start)
        start = time.monotonic()
        alone = own.answer(case.words, context) if is_answer else own.read(said)
        tally.alone = max(tally.alone, time.monotonic() - start)
        if case.kind in ("unkind", "slow"):
            tally.unlike += read != alone
        tally.facts += len(read.facts)
        lacking = [ungrounded(one, case.words, case.words) for one in read.facts]
        ours = {(one.slot, one.value) for one in alone.facts}
        new = [one for one in read.facts if (one.slot, one.value) not in ours]
        lacking += [swapped(one, case.words) for one in new]
        claims = read.claims if isinstance(read, Reading) else ()
        torn = (one for one in claims if case.words[one.start : one.end] != one.quote)
        return [*filter(None, lacking), *(f"claim {one.quote!r}" for one in torn)]

    def _happens(self, case: Case, tally: Tally) -> list[str]:
        begun_anew(self.world)
        found = WHERE[case.where](self.world, case.words)
        tally.worlds += 1
        tally.posts += len(self.world.sent)
        tally.proposed += sum(one.post.card is not None for one in self.world.sent)
        if case.kind in ("unkind", "slow"):
            tally.unlike += self._is_unlike(case)
        return found

    def _is_unlike(self, case: Case) -> bool:
        """Whether people get something else than without a model."""
        begun_anew(self.plain)
        WHERE[case.where](self.plain, case.words)
        return _told(self.plain.sent) != _told(self.world.sent)


def _told(sent: list[Sending]) -> list[str]:
    return [json.dumps(one.post.model_dump(mode="json"), sort_keys=True) for one in sent]


@contextmanager
def _pair() -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as name, serving(answers(obeys)) as script:
        folder = Path(name)
        for one in ("with", "without"):
            (folder / one).mkdir()
        with a_database(folder / "with") as engine, a_database(folder / "without") as other:
            pair = Pair(folder, script, World(engine), World(other))
            yield pair
            pair.models.end()


def _looked(seed: int, worker: int, count: int) -> Tally:
    """One worker's share of the cases, each settled by the seed and the worker alone; the first
    one tells how far it is.
    """
    chance, tally = random.Random(f"{seed}.{worker}"), Tally()
    with _pair() as pair:
        for number in range(worker, count, AT_ONCE):
            pair.look(made(chance, number), tally, (number // AT_ONCE) % WHOLE == 0)
            if worker == 0 and (number // AT_ONCE) % TOLD == TOLD - 1:
                print(f"about {number + 1:,} cases", file=sys.stderr)
    return tally


def run(args: list[str]) -> int:
    """Print a line a figure; 1 where one does not hold."""
    parser = argparse.ArgumentParser(prog="model", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} cases, not {CASES}")
    parser.add_argument("--cases", type=int, help="so many")
    parser.add_argument("--seed", type=int, default=0, help="of what happens")
    told = parser.parse_args(args)
    count = told.cases or (QUICK if told.quick else CASES)
    tally, start = Tally(), time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for seen in threads.map(lambda one: _looked(told.seed, one, count), range(AT_ONCE)):
            tally.add(seen)
    for one in tally.breaches[:20]:
        print(one)
    asked = sum(tally.cases.values()) - tally.cases["not asked"]
    by_kind = ", ".join(f"{n:,} {kind}" for kind, n in sorted(tally.cases.items()))
    lasted = time.monotonic() - start
    print(f"cases: {count:,} ({by_kind}); the model was asked in {asked:,}; {lasted:.0f} s")
    print(
        f"facts read: {tally.facts:,}; whole worlds: {tally.worlds:,}, with {tally.posts:,} posts,"
    )
    print(f"  of them cards: {tally.proposed:,}")
    print(f"without ground, or a mention, link or right: {len(tally.breaches)} (goal 0)")
    print(f"a failing model changed what people get: {tally.unlike} times (goal 0)")
    print(f"longest wait with it: {tally.longest:.2f} s, without it: {tally.alone:.2f} s;")
    print(f"  of the limit of {WITHIN:g} s and that: {tally.ratio:.2f} times (goal {LONGER:g})")
    holds = not tally.breaches and not tally.unlike and tally.ratio <= LONGER
    print("all hold" if holds else "not all hold")
    return 0 if holds else 1
