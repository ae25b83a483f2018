"""A line that is guarded: it rests after failures, and no workspace uses more than its share."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple, Protocol

from bot.benefits.asking import Prompt, Purpose, WhyNot
from bot.model.breaker import SHORTEST, Breaker
from bot.model.failures import Failure
from bot.model.line import Line, Said
from bot.model.providers import MOST_TOKENS_OUT

_A_TOKEN: Final = 3
"""Characters of a token, at least on average: what is counted until the provider has."""

_LESS, _MORE, _LEAST_OUT = 4, 8, 1
"""Of that many times less, or more, a provider can be right to tell; no answer is of no token."""

_ALL: Final = 0.8
"""From this share on, what was waited is all the time there is."""

_SLOW: Final = 0.5
"""An answer that took a larger share of the time there is came slowly."""


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

    def expect(self, workspace: str, name: str, now: datetime) -> None:
        """Something is going to be said under this name: before it is asked for."""

    def keep(self, workspace: str, name: str, sealed: str, now: datetime) -> None:
        """Keep what was expected for a while; nothing, where anything was forgotten meanwhile."""


class Came(NamedTuple):
    """What came of asking: a value as it was said, or why there is none; and tokens in and out."""

    value: dict[str, Any] | None
    why_not: WhyNot | None
    used: tuple[int, int]


class GuardedLine:
    """A line to one model. `tokens_a_day` is a workspace's share, None for any number; `longest`
    the most seconds anybody waits, by what is asked for; `clock` tells the time, `timer` seconds.
    """

    def __init__(
        self,
        line: Line,
        book: Book,
        tokens_a_day: int | None,
        longest: Mapping[Purpose, float],
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

    def say(
        self, workspace: str, name: str, prompt: Prompt, schema: dict[str, Any], until: float
    ) -> Came:
        """What it says until then, by the timer, under that name in the book; what it used is
        counted whatever came of it.
        """
        if not self._breaker.may_ask():
            return Came(None, "resting", (0, 0))
        tokens, now = _about(prompt, schema), self._clock()
        booked, day = tokens + MOST_TOKENS_OUT, now.date()
        if not self._book.book(workspace, day, booked, self._tokens_a_day):
            self._breaker.undecided()
            return Came(None, "budget", (0, 0))
        self._book.expect(workspace, name, now)
        said = self._said(prompt, schema, until)
        used = _used(said, tokens)
        self._book.settle(workspace, day, booked, used)
        if isinstance(said, Failure):
            return Came(None, said.why_not, used)
        return Came(said.value, None, used)

    def _said(self, prompt: Prompt, schema: dict[str, Any], until: float) -> Said | Failure:
        began, longest = self._timer(), self._longest[prompt.purpose]
        within = min(until - began, longest)
        said = self._line.say(prompt, schema, max(within, 0.0))
        self._learn(said, within / longest, (self._timer() - began) / longest)
        return said

    def _learn(self, said: Said | Failure, given: float, taken: float) -> None:
        """From the shares of the longest time that it was given, and took. Who waited all the time
        there is waited once: it is left alone at once, and what is asked next for the same people
        finds it resting. Being late in less time than that tells nothing of it.
        """
        if not isinstance(said, Failure) or not said.counts:
            self._breaker.answered_slowly() if taken > _SLOW else self._breaker.went_well()
        elif said.why_not != "late":
            self._breaker.failed(said.rests)
        elif given >= _ALL:
            self._breaker.failed(SHORTEST)
        else:
            self._breaker.undecided()


def _about(prompt: Prompt, schema: dict[str, Any]) -> int:
    """Tokens of what is sent, about."""
    words = [prompt.system, *(one.text for one in prompt.turns), json.dumps(schema)]
    return sum(map(len, words)) // _A_TOKEN + 1


def _used(said: Said | Failure, tokens: int) -> tuple[int, int]:
    """Tokens in and out: as told, as far as that can be, else about and rather too many."""
    if said.used is not None:
        told_in, told_out = said.used
        out = min(max(told_out, _LEAST_OUT), MOST_TOKENS_OUT)
        return min(max(told_in, tokens // _LESS), tokens * _MORE), out
    if isinstance(said, Failure):
        return tokens, MOST_TOKENS_OUT if said.used_up else 0
    return tokens, len(json.dumps(said.value)) // _A_TOKEN + 1
