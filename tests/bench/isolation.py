"""Nothing hidden shows: random worlds that differ only in hidden data answer byte for byte alike.

Each world is built twice from a seed, once with investments that the askers may not see: in a
private channel, confidential, with names, measures, figures, questions and cards like those that
may be seen. Then the same people ask the same things of both, and all that is sent is compared.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

from bot.benefits.drift import figure_id
from bot.benefits.entries import Practice
from bot.benefits.facts import Recorded, Slot
from bot.benefits.investment import Investment
from bot.ports import Channel, Drifted, Work
from tests.advice.world import (
    GUEST,
    LEAD,
    OPEN_TO_GUESTS,
    OTHER,
    OWNER,
    PARTNER,
    PRIVATE,
    SPONSOR,
    World,
)
from tests.builders import (
    CHANNEL,
    NOON,
    WORKSPACE,
    a_claim,
    a_database,
    a_fact,
    a_measure,
    a_noticed,
    a_proposal,
    a_question,
    a_record,
    a_statement,
    an_entry,
    an_investment,
)

WORLDS, QUICK = 300, 40
NAMES = ("Claims portal", "Billing engine", "Returns", "Secret merger", "Claims", "zz top", "A")
MEASURES = ("claim handling time", "error rate", "quote-to-cash", "cost", "waiting")
SLOTS: tuple[Slot, ...] = ("baseline", "current", "target", "evidence", "owner")
LEADS = "CLEADS"
"""A public channel that the delivery lead alone has joined."""
OWNERS = ("Mei Tan", "head of claims", f"<@{OWNER}>", "Jonas")


def told(folder: Path, seed: int, with_hidden: bool) -> list[str]:
    """All that is sent in one world, as JSON."""
    with a_database(folder) as engine:
        world = World(engine)
        leads = Channel(id=LEADS, name="leads", members=frozenset({LEAD}))
        world.directory.channels[LEADS] = leads
        chance = random.Random(seed)
        for number in range(chance.randint(0, 6)):
            home = chance.choice((CHANNEL, OTHER, OPEN_TO_GUESTS))
            _add(world, chance, f"v{number}", channel=home)
        if with_hidden:
            _hide(world, random.Random(seed + 1_000_000))
        return list(_asked(world, random.Random(seed + 2_000_000)))


def _hide(world: World, chance: random.Random) -> None:
    """Investments that only the delivery lead may see."""
    for number in range(chance.randint(1, 5)):
        if chance.random() < 0.5:
            _add(world, chance, f"h{number}", channel=PRIVATE)
        else:
            home = chance.choice((PRIVATE, LEADS))
            _add(world, chance, f"h{number}", channel=home, confidential=True, viewers=(LEAD,))


def _add(world: World, chance: random.Random, id: str, **more: Any) -> None:
    names = chance.sample(MEASURES, chance.randint(0, 3))
    measures = tuple(a_measure(f"{id}m{n}", name=name) for n, name in enumerate(names))
    name, alias = chance.choice(NAMES), chance.choice(NAMES)
    made = an_investment(id, name=name, aliases=(alias,), measures=measures, **more)
    world.begin(made)
    with world.records.work(WORKSPACE) as work:
        for fact in _facts(chance, made):
            work.append(fact)
        _beside(work, chance, made)
        work.commit()


def _facts(chance: random.Random, made: Investment) -> Iterator[Recorded]:
    for number in range(chance.randint(0, 8) if made.measures else 0):
        measure = chance.choice(made.measures).id
        slot = chance.choice(SLOTS)
        own = {"investment": made.id, "measure": measure, "ts": f"{chance.randint(1, 4)}.1"}
        if slot == "evidence":
            fact = a_fact(slot, None, ref="the ledger", quote="the ledger")
        elif slot == "owner":
            fact = a_fact(slot, None, person=chance.choice(OWNERS), quote="owner")
        else:
            fact = a_fact(slot, chance.randint(1, 40), as_of=f"2026-0{chance.randint(1, 6)}")
        at = NOON - timedelta(days=chance.randint(0, 90))
        yield a_record(f"{made.id}.{number}", fact, said_at=at, **own)


def _beside(work: Work, chance: random.Random, made: Investment) -> None:
    """Claims, questions, cards and drift."""
    kind = chance.choice(("outcome", "milestone"))
    claim = a_claim("claim handling time is much better", kind=kind)
    work.notice(f"{made.id}n", a_noticed(claim, investment=made.id))
    for number in range(chance.randint(0, 3)):
        said = {"practice": chance.choice(get_args(Practice)), "what": chance.choice(("a", "b"))}
        work.enter(an_entry(f"{made.id}e{number}", investment=made.id, **said))
    if not made.measures or chance.random() < 0.5:
        return
    own = {"investment": made.id, "channel": made.channel}
    measure = made.measures[0].id
    work.ask(a_question(f"{made.id}q", measure=measure, **own))
    stated = a_statement(a_fact("baseline", 33, "33 days"), measure=measure)
    work.propose(a_proposal(f"{made.id}p", facts=(stated,), **own))
    work.drift(
        Drifted(
            id=f"{made.id}d",
            investment=made.id,
            measure=measure,
            kind="rebaselined",
            slot="baseline",
            before=f"{made.id}.0",
            proposal=f"{made.id}p",
            after=figure_id(stated),
            at=NOON,
        )
    )


def _asked(world: World, chance: random.Random) -> Iterator[str]:
    """People ask aloud, alone, and under what they were told."""
    name, measure = chance.choice(NAMES), chance.choice(MEASURES)
    abouts = ("", name, measure, "since April", f"{name} since March", "Mei's measures", "Jonas")
    for user in (OWNER, SPONSOR, GUEST, PARTNER):
        yield from _sent(world.improved(chance.choice(abouts), user=user, channel=OTHER))
    follow_ups = (
        f"why is {name} not known?",
        f"who owns {measure}?",
        f"where does the {chance.randint(1, 40)} come from?",
        f"show the history of {name}",
        f"and {chance.choice(NAMES)}?",
        "who owns that?",
    )
    for channel, user in ((CHANNEL, OWNER), (OTHER, SPONSOR), (OPEN_TO_GUESTS, GUEST)):
        asked = f"<@UBOT> what improved on {chance.choice((*abouts, 'the portfolio'))}?"
        yield from _sent(world.say(asked, user, channel=channel, to_us=True))
        thread = world.last
        for text in chance.sample(follow_ups, 3):
            world.later(minutes=1)
            yield from _sent(world.say(text, user, channel=channel, thread=thread))
            yield from _sent(
                world.say(f"<@UBOT> {text}", user, channel=channel, thread=thread, to_us=True)
            )


def _sent(sendings: Any) -> Iterator[str]:
    """What went out, and that it is over: silence and an answer are two things."""
    yield from (one.model_dump_json() for one in sendings)
    yield "."


def differs(seed: int) -> tuple[int, bool]:
    """How many answers were compared in the world of this seed, and whether any differs."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        bare, full = told(Path(first), seed, False), told(Path(second), seed, True)
    return len(bare), bare != full


def run(args: list[str]) -> int:
    """Compare so many worlds, and say whether all are alike."""
    options = argparse.ArgumentParser(prog="isolation", description=__doc__)
    options.add_argument("--quick", action="store_true", help="fewer worlds")
    options.add_argument("--seed", type=int, default=1, help="the first world's seed")
    given = options.parse_args(args)
    worlds = range(given.seed, given.seed + (QUICK if given.quick else WORLDS))
    compared, different = 0, []
    for seed in worlds:
        answers, is_different = differs(seed)
        compared += answers
        different += [seed] if is_different else []
    print(f"worlds: {len(worlds)}; answers compared: {compared:,}")
    print(f"worlds that differ: {len(different)} (goal 0)")
    if different:
        print(f"their seeds: {different[:10]}")
    print("a goal does not hold" if different else "all goals hold")
    return 1 if different else 0
