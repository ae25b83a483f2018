"""A line that is guarded: it rests after failures, and no workspace uses more than its share."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final, NamedTuple, Protocol

from bot.benefits.asking import Prompt, WhyNot
from bot.model.breaker import SHORTEST, Breaker
from bot.model.failures import Failure
from bot.model.line import Line, Said
from bot.model.providers import MOST_TOKENS_OUT

_A_TOKEN: Final = 3
"""Characters of a token, at least on average: what is counted until the provider has."""

_ALL: Final = 0.8
"""From this share on, what was waited is all the time there is."""


class Book(Protocol):
    """What was used up, and what was said before. Every method raises RecordsError."""

    def book(self, workspace: str, day: date, tokens: int, most: int | None) -> bool:
        """Count so many tokens as used; False, and nothing, where that would be more than `most`
        that day.
        """

    def settle(self, workspace: str, day: date, booked: int, used: tuple[int, int]) -> None:
        """Count what was used, in and out, instead of what was booked, and that it was asked."""

    def said(self, workspace: str, name: str, now: datetime) -> str | None:
        """What is kept under this name, unless it is too old."""

    def keep(self, workspace: str, name: str, sealed: str, now: datetime) -> None:
        """Keep it for a while."""


class Came(NamedTuple):
    """What came of asking: a value as it was said, or why there is none; and tokens in and out."""

    value: dict[str, Any] | None
    why_not: WhyNot | None
    used: tuple[int, int]


class GuardedLine:
    """A line to one model. `tokens_a_day` is a workspace's share, None for any number; `longest`
    the most seconds anybody waits; `clock` tells the time and `timer` seconds.
    """

    def __init__(
        self,
        line: Line,
        book: Book,
        tokens_a_day: int | None,
        longest: float,
        clock: Callable[[], datetime],
        timer: Callable[[], float],
    ) -> None:
        self._line = line
        self._book = book
        self._tokens_a_day = tokens_a_day
        self._longest = longest
        self._clock = clock
        self._timer = timer
        self._breaker = Breaker(timer)

    @property
    def name(self) -> str:
        """Its model's, as it is set."""
        return self._line.choice.whole_name

    def say(self, workspace: str, prompt: Prompt, schema: dict[str, Any], until: float) -> Came:
        """What it says until then, by the timer; what it used is counted whatever came of it."""
        if not self._breaker.may_ask():
            return Came(None, "resting", (0, 0))
        tokens = _about(prompt, schema)
        booked, day = tokens + MOST_TOKENS_OUT, self._clock().date()
        if not self._book.book(workspace, day, booked, self._tokens_a_day):
            self._breaker.undecided()
            return Came(None, "budget", (0, 0))
        within = min(until - self._timer(), self._longest)
        said = self._line.say(prompt, schema, max(within, 0.0))
        self._learn(said, within)
        used = _used(said, tokens)
        self._book.settle(workspace, day, booked, used)
        if isinstance(said, Failure):
            return Came(None, said.why_not, used)
        return Came(said.value, None, used)

    def _learn(self, said: Said | Failure, within: float) -> None:
        """Who waited all the time there is waited once: it is left alone at once, and what is asked
        next for the same people finds it resting. Less time than that tells nothing of it.
        """
        if not isinstance(said, Failure) or not said.counts:
            self._breaker.went_well()
        elif said.why_not != "late":
            self._breaker.failed(said.rests)
        elif within >= self._longest * _ALL:
            self._breaker.failed(SHORTEST)
        else:
            self._breaker.undecided()


def _about(prompt: Prompt, schema: dict[str, Any]) -> int:
    """Tokens of what is sent, about."""
    words = [prompt.system, *(one.text for one in prompt.turns), json.dumps(schema)]
    return sum(map(len, words)) // _A_TOKEN + 1


def _used(said: Said | Failure, tokens: int) -> tuple[int, int]:
    """Tokens in and out: as told, else about, and rather too many than too few."""
    if said.used is not None:
        return said.used
    if isinstance(said, Failure):
        return tokens, MOST_TOKENS_OUT if said.used_up else 0
    return tokens, len(json.dumps(said.value)) // _A_TOKEN + 1
