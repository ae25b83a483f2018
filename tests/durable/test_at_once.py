"""A question goes further at the very moment somebody says something to it: one of both wins."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text

from bot.advice import escalate, hear
from bot.benefits.conversation import Clicked, Event, PutOff
from bot.benefits.reminders import RUNGS
from storage.database import open_engine
from tests.advice.test_escalate import ASKED, unanswered
from tests.advice.test_remind import DAY
from tests.advice.world import LEAD, World, card_of
from tests.builders import CHANNEL, WORKSPACE

pytestmark = pytest.mark.parametrize("url", ["postgresql"], indirect=True)

A_STEP = 14 * DAY
PATIENCE = 30.0
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
"""Who waits for somebody else to end, in this database."""

Deed = Callable[[], None]


@pytest.fixture
def world(engine: Engine) -> World:
    """Nothing on record yet."""
    return World(engine)


@pytest.fixture
def others(url: str) -> Iterator[list[World]]:
    """Two processes on the same record, each with a connection of its own."""
    engines = [open_engine(url) for _ in range(2)]
    yield [World(engine) for engine in engines]
    for engine in engines:
        engine.dispose()


def said_to(world: World, question: str, how: str) -> Event:
    """What the asker is sent when who was asked says something now."""
    said = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": world.now}
    if how == "skip":
        return PutOff.model_validate({**said, "ref": question, "how": "skip"})
    pressed = {"verb": how, "ref": question, "message": "1.1", "thread": world.last}
    if how == "record":
        answer = "It was 21 days in Q1, per the claims report"
        pressed["ref"] = card_of(world.say(answer, thread=world.last)).proposal
    return Clicked.model_validate({**said, **pressed})


def one_after_the_other(world: World, engine: Engine, *deeds: Deed) -> None:
    """Both have begun, and wait for the investment in this order; then both go on."""
    with ThreadPoolExecutor(len(deeds)) as pool:
        with world.records.work(WORKSPACE) as work:
            work.hold("i1")
            done = []
            for before, deed in enumerate(deeds):
                done.append(pool.submit(deed))
                until_waiting(engine, before + 1)
        for one in done:
            one.result(PATIENCE)


def until_waiting(engine: Engine, many: int) -> None:
    """Look until so many wait for us."""
    ends = time.monotonic() + PATIENCE
    with engine.connect() as connection:
        while connection.scalar(text(f"{WAITING} AND datname = current_database()")) != many:
            connection.rollback()
            assert time.monotonic() < ends, "nobody waits"


def rungs(world: World) -> list[str]:
    """How far a question went, and how often."""
    return [one.what for one in world.steps() if one.what in RUNGS]


@pytest.mark.parametrize("how", ["record", "not_known", "skip"])
@pytest.mark.parametrize("first", ["said", "escalated"])
@pytest.mark.parametrize("before", [0, 2])
def test_an_escalation_and_a_word_at_once_leave_one_of_both(
    world: World, engine: Engine, others: list[World], before: int, first: str, how: str
) -> None:
    """Whichever comes first, the word counts, all that asks is closed, and nobody else is asked, or
    told that nobody answered: what was planned for them is looked at before it leaves.
    """
    question = unanswered(world)
    for step in range(1, before + 1):
        world.now = ASKED + step * A_STEP
        world.falls_due(kind="escalate")
    world.now = ASKED + (before + 1) * A_STEP
    event, now = said_to(world, question, how), world.now

    def said() -> None:
        hear.hear(event, "Race", others[0].doors, now)

    def escalated() -> None:
        escalate.escalate(WORKSPACE, ["i1"], others[1].doors, now)

    one_after_the_other(
        world, engine, *((said, escalated) if first == "said" else (escalated, said))
    )
    sent = world.falls_due(kind="escalate")
    posts = [one.key for one in sent if one.way == "post"]
    alone = [one for one in posts if one.startswith(("escalate:", "stopped:"))]
    assert (alone, rungs(world)) == ([], list(RUNGS[:before]))
    [state] = [one.state for one in world.questions() if one.id == question]
    kept = {"record": "answered", "not_known": "not_known", "skip": "withdrawn"}
    assert state == kept[how]
    shown = [world.shown(one.post) for one in world.steps() if one.post]
    assert all(ask.closed for post in shown for ask in post.every_ask)
