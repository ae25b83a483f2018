"""A record that can be read and not written to: who asks is answered, and nothing else is taken."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, create_engine

from bot.advice.unkept import Unkept
from bot.benefits.conversation import Commanded, Event, Posted, Sending
from bot.durable import inbox
from bot.errors import ReadOnlyError
from storage.database import open_engine
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.advice.test_remind import MONDAY, live
from tests.advice.world import LEAD, World, words
from tests.builders import CHANNEL, WORKSPACE

SHUT = "cannot be written to since 8 June 2026, 09:00 UTC"


@pytest.fixture
def shut(url: str, engine: Engine) -> Iterator[Engine]:
    """The same database, as one that takes no changes."""
    if engine.dialect.name == "sqlite":
        path = url.removeprefix("sqlite:///")
        found = open_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    else:
        options = {"options": "-c default_transaction_read_only=on"}
        found = create_engine(engine.url, connect_args=options)
    yield found
    found.dispose()


class Spoken:
    """Remembers what was said, each key once."""

    def __init__(self) -> None:
        self.said: dict[str, Sending] = {}

    def find(self, workspace: str, sending: Sending) -> str | None:
        return "1.1" if sending.key in self.said else None

    def send(self, workspace: str, sending: Sending) -> str | None:
        assert sending.key not in self.said
        self.said[sending.key] = sending
        return "1.1"


def keeping(engine: Engine, world: World) -> Callable[[str, Event], None]:
    """Keeps events in the inbox of this database."""
    queues = SqlQueues(engine)

    def keep(id: str, event: Event) -> None:
        inbox.receive(queues, id, event, world.now)

    return keep


def mention(text: str) -> Posted:
    """Somebody speaks to us in the channel."""
    where = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": MONDAY}
    return Posted.model_validate(where | {"ts": "7.7", "text": text, "to_us": True})


def command(verb: str) -> Commanded:
    """Somebody types a command."""
    where = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": MONDAY}
    rest = {"verb": verb, "words": "", "reply_to": "https://hooks.example/1"}
    return Commanded.model_validate(where | rest)


def test_what_improved_is_answered_from_the_record_as_it_is(engine: Engine, shut: Engine) -> None:
    """With since when it is shut, once however often Slack asks, and with nothing to press; what
    would change something is refused. Once it can be written to, all is as ever.
    """
    world = World(engine)
    live(world)
    doors, chat = replace(world.doors, records=SqlRecords(shut)), Spoken()
    keep = Unkept(keeping(shut, world), doors, chat, lambda: world.now)
    for change in (mention("The claims portal is live"), command("pause")):
        with pytest.raises(ReadOnlyError):
            keep("Ev0", change)
    world.later(minutes=20)
    keep("Ev1", mention("what improved?"))
    keep("Ev1", mention("what improved?"))
    keep("Ev2", command("improved"))
    aloud, alone = chat.said.values()
    assert (aloud.thread, alone.reply_to) == ("7.7", "https://hooks.example/1")
    for one in (aloud, alone):
        assert SHUT in words([one])
        assert "Claims portal" in words([one])
        assert one.post.options == ()
    Unkept(keeping(engine, world), world.doors, chat, lambda: world.now)("Ev1", mention("a"))
    assert len(chat.said) == 2
    assert world.queues.due(world.now)[0] == ["Ev1"]
