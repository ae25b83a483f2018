"""When a line is left alone, by what was waited for it, and how many are asked at once."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from threading import Event, Thread
from typing import Any, cast

import pytest

from bot.benefits.asking import Purpose
from bot.model.asking import MOST_AT_ONCE, AskedModel, Bounds
from bot.model.breaker import SHORTEST
from bot.model.failures import LATE, MISSHAPEN, Failure
from bot.model.guarded import GuardedLine
from bot.model.line import Line, Said
from bot.model.providers import Choice
from bot.models import LONGEST_SPOKEN, NoBook, longest_of
from tests.builders import NOON
from tests.model.builders import Words, a_prompt

HI = Said({"says": "hi"})


class Slow:
    """A line that takes so many seconds of a clock of its own, unless nobody waits so long."""

    choice = Choice("openai", "slow")

    def __init__(self, says: Said | Failure = HI, takes: float = 0.0) -> None:
        self.says, self.takes, self.now, self.asked = says, takes, 0.0, 0
        self.meanwhile: Callable[[], object] = lambda: None

    def say(self, _prompt: object, _schema: dict[str, Any], within: float) -> Said | Failure:
        """What it is there to say, or that it is late."""
        self.asked += 1
        self.meanwhile()
        self.now += min(self.takes, within)
        return self.says if self.takes < within else LATE

    def clock(self) -> float:
        """Its seconds."""
        return self.now


def _door(line: Slow, seconds: float) -> AskedModel:
    def noon() -> datetime:
        return NOON

    longest = longest_of(seconds)
    guarded = GuardedLine(cast(Line, line), NoBook(), None, longest, noon, line.clock)
    lines = dict.fromkeys(longest, guarded)
    return AskedModel(lines, NoBook(), Bounds(lambda _w, _c: True, noon, line.clock))


def _ask(door: AskedModel, within: float, purpose: Purpose = "read") -> str:
    return door.ask("T1", "C1", a_prompt(purpose=purpose), Words, within).why_not or "said"


HANGS, SPOKEN = 99.0, LONGEST_SPOKEN
WAITED: list[tuple[Purpose, float, float, list[str]]] = [
    ("phrase", 10, SPOKEN - 0.01, ["late", "resting"]),
    ("converse", 10, SPOKEN, ["late", "resting"]),
    ("phrase", 25, SPOKEN, ["late", "resting"]),
    ("phrase", 5, 5, ["late", "resting"]),
    ("converse", 10, 2, ["late", "late", "late", "late"]),
    ("read", 10, 9.99, ["late", "resting"]),
    ("read", 25, SPOKEN, ["late", "late", "late", "late"]),
]


@pytest.mark.parametrize(("purpose", "seconds", "within", "came"), WAITED)
def test_who_waited_all_that_anybody_waits_for_this_waits_once(
    purpose: Purpose, seconds: float, within: float, came: list[str]
) -> None:
    """Whatever is asked for: a reply is waited for less long than a reading is. What was left of
    somebody's time tells nothing of the model.
    """
    door = _door(Slow(takes=HANGS), seconds)
    assert [_ask(door, within, purpose) for _ in came] == came


def test_one_that_answers_slowly_again_and_again_rests_as_well() -> None:
    """What it said is taken; each rest is the shortest, for it does answer. A quick answer between
    them begins the count anew.
    """
    line = Slow(takes=7)
    door = _door(line, 10)
    for _ in range(3):
        assert [_ask(door, 10) for _ in range(5)] == ["said"] * 3 + ["resting"] * 2
        line.now += SHORTEST
    for takes in (7, 7, 1, 7, 7):
        line.takes = takes
        assert _ask(door, 10) == "said"


def test_one_that_says_nonsense_slowly_rests_as_well() -> None:
    """Nonsense alone never makes it rest; the time people wait for it does."""
    door = _door(Slow(MISSHAPEN, takes=7), 10)
    assert [_ask(door, 10) for _ in range(4)] == ["broken"] * 3 + ["resting"]


def test_no_more_are_asked_at_once_than_leave_others_free() -> None:
    """The next one finds it resting at once, whichever line it is for; then there is room again."""
    line = Slow()
    door = _door(line, 10)
    with ExitStack() as ends:
        _occupied(door, line, ends)
        assert [_ask(door, 10, one) for one in ("read", "phrase")] == ["resting"] * 2
        assert line.asked == MOST_AT_ONCE
    assert _ask(door, 10) == "said"


def _occupied(door: AskedModel, line: Slow, ends: ExitStack) -> None:
    """As many as may be wait for an answer until `ends`."""
    over = Event()
    for _ in range(MOST_AT_ONCE):
        is_asked = Event()
        line.meanwhile = partial(_until, is_asked, over)
        waits = Thread(target=_ask, args=(door, 10))
        ends.callback(waits.join)
        waits.start()
        assert is_asked.wait(10)
    line.meanwhile = lambda: None
    ends.callback(over.set)


def _until(is_asked: Event, over: Event) -> None:
    is_asked.set()
    over.wait(10)
