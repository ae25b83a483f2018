"""A backup taken while events are handled, put back: the same record, and nothing is said twice."""

import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
from pydantic import TypeAdapter
from sqlalchemy import Engine

from bot.advice import hear
from bot.benefits.conversation import Event, Posted, Sending
from bot.durable.outbox import deliver
from storage.database import open_engine
from storage.exchange import export_lines
from storage.importing import restore
from tests.advice.world import AT_ONCE, LEAD, World
from tests.builders import CHANNEL, WORKSPACE, an_investment

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)

LIVE = "The claims portal is live, 340 people logged in this week."
ANSWER = "about 14 days in May 2026, per the claims report"
LATER = "Claim handling time is 9 days now, per the claims report."


class Channels:
    """What stands in Slack, whatever happens to our records: the keys of what was posted."""

    def __init__(self) -> None:
        self.stands: list[str] = []

    def send(self, _workspace: str, sending: Sending) -> str | None:
        """Post it, once more if need be."""
        if sending.way != "post":
            return None
        self.stands.append(sending.key)
        return f"{len(self.stands)}.000100"

    def find(self, _workspace: str, sending: Sending) -> str | None:
        """By its key."""
        there = sending.key in self.stands
        return f"{self.stands.index(sending.key) + 1}.000100" if there else None


def work_off(world: World, slack: Channels) -> None:
    """Handle all that waits, and send what follows."""
    while waiting := world.queues.due(world.now)[0]:
        for name in waiting:
            taken = world.queues.begin(name, world.now, 60)
            if taken is not None:
                hear.hear(_EVENT.validate_json(taken[0]), name, world.doors, world.now)
    send(world, slack)


def send(world: World, slack: Channels) -> None:
    while taken := world.queues.take(world.now, 1, 60, AT_ONCE):
        deliver(world.queues, taken[0], slack, lambda: world.now)


def arrives(world: World, id: str, text: str, ts: str, thread: str | None = None) -> None:
    """A message is kept, and waits to be handled."""
    said: Event = Posted(
        workspace=WORKSPACE,
        channel=CHANNEL,
        user=LEAD,
        at=world.now,
        ts=ts,
        thread=thread,
        text=text,
    )
    world.queues.receive(WORKSPACE, id, said.model_dump_json(), world.now)


def record(engine: Engine) -> list[str]:
    return list(export_lines(engine, "export"))


@pytest.fixture
def elsewhere(engine: Engine) -> Iterator[Engine]:
    """The same database, opened by another process."""
    other = open_engine(engine.url.render_as_string(hide_password=False))
    yield other
    other.dispose()


def test_what_was_said_after_the_backup_is_not_said_again(
    engine: Engine, elsewhere: Engine
) -> None:
    """One event was handled and its post waits; one waits itself; both go on while it is taken.

    Put back, both are done once more on the record, and Slack is asked before it is told.
    """
    world, slack = World(engine), Channels()
    world.begin(an_investment())
    arrives(world, "Ev1", LIVE, "1.000100")
    work_off(world, slack)
    assert len(slack.stands) == 1
    arrives(world, "Ev2", ANSWER, "2.000100", thread="1.000100")
    taken = world.queues.begin("Ev2", world.now, 60)
    assert taken is not None
    hear.hear(_EVENT.validate_json(taken[0]), "Ev2", world.doors, world.now)
    arrives(world, "Ev3", LATER, "3.000100")
    before = record(engine)

    going_out = export_lines(engine, "backup")
    lines = [next(going_out)]
    meanwhile = World(elsewhere)
    meanwhile.now = world.now + timedelta(minutes=1)
    work_off(meanwhile, slack)
    said = list(slack.stands)
    lines += going_out
    assert len(said) == 3
    assert record(engine) != before

    backup = io.BytesIO("".join(f"{one}\n" for one in lines).encode())
    assert restore(engine, backup, ()).refused == ()
    assert record(engine) == before
    world.later(minutes=5)
    work_off(world, slack)
    assert slack.stands == said
    assert len(record(engine)) == len(record(elsewhere)) > len(before)
