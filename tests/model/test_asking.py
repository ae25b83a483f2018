"""The door as others see it: an answer or a reason, in its bounds, whatever stands behind it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.pool import StaticPool

from bot.benefits.asking import Asked
from bot.errors import RecordsError
from bot.model.asking import AskedModel, Bounds
from bot.model.breaker import IN_A_ROW, SHORTEST
from bot.model.guarded import GuardedLine
from bot.model.line import Loop
from bot.models import longest_of
from storage import tables
from storage.model_rows import SqlModelRows, Use
from tests.builders import NOON
from tests.model import server
from tests.model.builders import Words, a_line, a_prompt
from tests.model.server import Script, answers, gives, serving

LONG = 10.0


class World:
    """A model behind its door, a database, a clock and where it is on."""

    def __init__(self, url: str, loop: Loop, a_day: int | None = None) -> None:
        self.engine = _in_memory()
        self.rows = SqlModelRows(self.engine)
        self.now = NOON
        self.off = {("T1", "C2")}
        self.told: list[tuple[str, Asked[Any]]] = []
        self.line = a_line(url, loop)
        self.longest = LONG
        self._a_day = a_day
        self.door = self.another()

    def another(self) -> AskedModel:
        """The same door in another process."""
        longest = longest_of(self.longest)
        guarded = GuardedLine(
            self.line, self.rows, self._a_day, longest, lambda: self.now, self._seconds
        )
        bounds = Bounds(
            is_on=lambda workspace, channel: (workspace, channel) not in self.off,
            clock=lambda: self.now,
            timer=self._seconds,
        )
        count: Callable[[str, Asked[Any]], None] = lambda *told: self.told.append(told)  # noqa: E731
        return AskedModel({"read": guarded, "phrase": guarded}, self.rows, bounds, count)

    def ask(self, text: str = "From 21 to 16 days.", **where: str) -> Asked[Words]:
        """Ask for words."""
        channel = where.pop("channel", "C1")
        return self.door.ask("T1", channel, a_prompt(text, **where), Words, LONG)  # type: ignore[arg-type]

    @property
    def used(self) -> Use:
        """What T1 used today."""
        return self.rows.used("T1", self.now.date())

    def _seconds(self) -> float:
        return (self.now - NOON).total_seconds()


def _in_memory() -> Engine:
    engine = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    tables.metadata.create_all(engine, [tables.model_uses, tables.model_answers])
    return engine


@contextmanager
def a_world(
    loop: Loop, *lines: server.Line, a_day: int | None = None
) -> Iterator[tuple[World, Script]]:
    """One with a server that says these lines."""
    with serving(*lines) as script:
        world = World(script.url, loop, a_day)
        yield world, script
        world.line.close()
        world.engine.dispose()


HI = answers({"says": "hi"})


def test_the_same_prompt_is_asked_once(loop: Loop) -> None:
    """In every process, and after a restart; another text, version or purpose is another prompt."""
    with a_world(loop, HI) as (world, script):
        first, again = world.ask(), world.ask()
        world.door = world.another()
        after = world.ask()
        assert [first.cached, again.cached, after.cached] == [False, True, True]
        assert (again.value, again.tokens_in) == (Words(says="hi"), 0)
        world.ask("Something else.")
        world.ask(version="2")
        assert len(script.asked) == 3
        assert world.used == Use(asked=3, tokens_in=360, tokens_out=90)


def test_a_secret_comes_back_in_a_quote_and_in_nothing_that_is_said(loop: Loop) -> None:
    """Who takes a message back takes back all that was said of it."""
    with a_world(loop, answers({"says": "before [key-1]"})) as (world, script):
        told = "The password: hunter22"
        assert world.ask(told).value == Words(says="before hunter22")
        assert "hunter22" not in str(script.asked)
        assert world.ask(told, purpose="phrase").value == Words(says="before [key-1]")


@pytest.mark.parametrize("told", [0, 10**6])
def test_what_a_provider_tells_of_its_use_is_counted_as_far_as_it_can_be(
    loop: Loop, told: int
) -> None:
    """Neither does asking cost nothing, nor one answer all that a workspace has for the day."""
    usage = dict.fromkeys(("prompt_tokens", "completion_tokens", "total_tokens"), told)
    with a_world(loop, answers({"says": "hi"}, usage), a_day=10_000) as (world, _):
        assert [world.ask(text).why_not for text in ("One.", "Two.")] == [None, None]
        assert 0 < world.used.tokens_in < 4_000
        assert 0 < world.used.tokens_out <= 6_000


def test_what_is_kept_of_an_answer_nobody_can_read_without_the_text(loop: Loop) -> None:
    """Neither what was asked nor what was said stands in the database, and no address at all."""
    with a_world(loop, answers({"says": "Mei said [email-1]"})) as (world, script):
        said = world.ask("Write to mei@mail.example please")
        again = world.ask("Write to tom@mail.example please")
        with world.engine.connect() as connection:
            rows = connection.execute(select(tables.model_answers)).all()
        assert not [one for one in ("Mei", "mei@", "Write", "[email") if one in str(rows)]
        assert "mei@" not in str(script.asked)
    assert said.value == Words(says="Mei said mei@mail.example")
    assert again.value == Words(says="Mei said tom@mail.example")
    assert again.cached


def test_where_it_is_off_nothing_leaves(loop: Loop) -> None:
    """Neither from there nor for a purpose no model is set for, nor while nobody knows."""
    with a_world(loop, HI) as (world, script):
        asked = [world.ask(channel="C2"), world.ask(purpose="converse")]
        assert not world.door.is_on("T1", "C2")
        broken = _failing(world)
        asked.append(broken.ask("T1", "C1", a_prompt(), Words, LONG))
        assert [one.why_not for one in asked] == ["off"] * 3
        assert script.asked == []
        assert world.used == Use()


def _failing(world: World) -> AskedModel:
    def away(_workspace: str, _channel: str) -> bool:
        raise RecordsError("away")

    return AskedModel({}, world.rows, Bounds(away, lambda: world.now, lambda: 0.0))


def test_a_days_budget_ends_and_the_next_day_begins_anew(loop: Loop) -> None:
    """What failed counts as well; another workspace has its own."""
    with a_world(loop, answers("{"), a_day=4_000) as (world, script):
        came = [world.ask(f"Number {one}.").why_not for one in range(8)]
        assert came[0] == "broken"
        assert came[-1] == "budget"
        assert len(script.asked) == came.count("broken")
        assert world.used.tokens_in == 120 * len(script.asked)
        other = world.door.ask("T2", "C1", a_prompt(), Words, LONG)
        world.now += timedelta(days=1)
        assert [other.why_not, world.ask().why_not] == ["broken", "broken"]


def test_what_was_late_counts_as_much_as_it_may_have_used(loop: Loop) -> None:
    """Nobody told, so the most that is possible is counted."""
    with a_world(loop, server.hangs) as (world, _script):
        world.line.open()
        asked = world.door.ask("T1", "C1", a_prompt(), Words, 0.2)
        assert (asked.why_not, asked.tokens_out) == ("late", 3_000)
        assert world.used.tokens_out == 3_000


def test_after_failures_it_rests_and_comes_back(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it rests nobody waits for it; the first one who asks afterwards finds it well."""
    monkeypatch.setattr("bot.model.line.MOST_TRIES", 1)
    lines = [gives(500)] * IN_A_ROW
    with a_world(loop, *lines, HI) as (world, script):
        came = [world.ask().why_not for _ in range(IN_A_ROW + 2)]
        assert came == ["broken"] * IN_A_ROW + ["resting"] * 2
        assert len(script.asked) == IN_A_ROW
        world.now += timedelta(seconds=SHORTEST)
        assert world.ask().value == Words(says="hi")
        assert world.ask("More.").value == Words(says="hi")


def test_people_wait_for_a_model_that_hangs_once_and_not_again(loop: Loop) -> None:
    """What is asked next finds it resting; less time than there is tells nothing of it."""
    with a_world(loop, server.hangs) as (world, _script):
        world.longest = 0.2
        world.door = world.another()
        world.line.open()
        hurried = world.door.ask("T1", "C1", a_prompt(), Words, 0.05)
        came = [world.ask().why_not for _ in range(2)]
    assert [hurried.why_not, *came] == ["late", "late", "resting"]


def test_a_key_that_is_not_taken_is_not_shown_again_and_again(loop: Loop) -> None:
    """Once in five minutes is enough."""
    with a_world(loop, gives(401)) as (world, script):
        assert [world.ask().why_not for _ in range(3)] == ["refused", "resting", "resting"]
        assert len(script.asked) == 1


@pytest.mark.parametrize(
    "said", [{}, {"says": 1}, {"says": "hi", "more": "x"}, {"says": None}, {"says": ["hi"]}]
)
def test_what_has_not_the_shape_wanted_is_broken_and_not_kept(said: object, loop: Loop) -> None:
    """Missing fields, other kinds, fields nobody asked for; and it does not make it rest."""
    with a_world(loop, *[answers(said)] * 4, HI) as (world, _script):
        assert [world.ask().why_not for _ in range(4)] == ["broken"] * 4
        assert world.ask().value == Words(says="hi")


def test_it_never_fails_and_its_lines_hold_no_words(
    loop: Loop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Records that are away are a reason as well; what is logged is how it went."""
    with a_world(loop, HI) as (world, _script), caplog.at_level("INFO"):
        world.ask("Omegranate")

        def away(*_given: object) -> datetime:
            raise RecordsError("Omegranate")

        monkeypatch.setattr(world.rows, "said", away)
        assert world.ask("Omegranate").why_not == "broken"
    assert [(one[0], one[1].why_not) for one in world.told] == [("read", None), ("read", "broken")]
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("bot")]
    assert "a model was asked to read: answered, 120 and 30 tokens, 0 ms" in ours
    assert "megranate" not in str(ours)
