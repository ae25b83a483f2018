"""The door to a language model: what may be asked, in which bounds, and what came of it."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import BoundedSemaphore
from typing import Any, Final, Protocol

from pydantic import ValidationError

from bot.benefits.asking import Asked, Prompt, Purpose, Shape
from bot.model.guarded import Book, Came, GuardedLine
from bot.model.redaction import Redaction, redacted
from bot.model.sealed import closed, opened, seal_of

log = logging.getLogger(__name__)

MOST_AT_ONCE: Final = 2
"""Asks under way in a process, at most: fewer than handle what people say, so that one that is slow
keeps nobody waiting whose words need no model.
"""


_QUOTING: Final[frozenset[Purpose]] = frozenset({"read", "extract"})
"""Asked for words of a text, letter by letter: what was hidden in it is put back. In words that are
to be said it never is.
"""


class Counted(Protocol):
    """Is told what came of each time somebody asked."""

    def __call__(self, purpose: Purpose, asked: Asked[Any], /) -> None: ...


@dataclass(frozen=True)
class Bounds:
    """What the door is held to: where it is on, and what tells the time, and seconds."""

    is_on: Callable[[str, str], bool]
    clock: Callable[[], datetime]
    timer: Callable[[], float]


class AskedModel:
    """The models that are set, one for each purpose, behind what keeps people from harm."""

    def __init__(
        self,
        lines: Mapping[Purpose, GuardedLine],
        book: Book,
        bounds: Bounds,
        count: Counted = lambda _purpose, _asked: None,
    ) -> None:
        self._lines = lines
        self._book = book
        self._bounds = bounds
        self._count = count
        self._room = BoundedSemaphore(MOST_AT_ONCE)

    def is_on(self, workspace: str, channel: str) -> bool:
        """As it was set there; nowhere while the records do not answer."""
        try:
            return self._bounds.is_on(workspace, channel)
        except Exception as error:  # whatever is wrong, people get what there is without a model
            log.warning("whether a model is on is not known: %s", type(error).__name__)
            return False

    def ask(
        self, workspace: str, channel: str, prompt: Prompt, shape: type[Shape], within: float
    ) -> Asked[Shape]:
        """As the door says; never raises."""
        began = self._bounds.timer()
        try:
            asked = self._asked(workspace, channel, prompt, shape, began + within)
        except Exception as error:  # a door that never fails: what went wrong is told by its kind
            log.warning("asking a model failed: %s", type(error).__name__)
            asked = Asked(why_not="broken")
        taken = round((self._bounds.timer() - began) * 1000)
        asked = replace(asked, milliseconds=taken)
        self._tell(prompt.purpose, asked)
        return asked

    def _tell(self, purpose: Purpose, asked: Asked[Shape]) -> None:
        self._count(purpose, asked)
        if asked.why_not == "off":
            return
        came = asked.why_not or ("said before" if asked.cached else "answered")
        used = (asked.tokens_in, asked.tokens_out, asked.milliseconds)
        log.info("a model was asked to %s: %s, %d and %d tokens, %d ms", purpose, came, *used)

    def _asked(
        self, workspace: str, channel: str, prompt: Prompt, shape: type[Shape], until: float
    ) -> Asked[Shape]:
        line = self._lines.get(prompt.purpose)
        if line is None or not self.is_on(workspace, channel):
            return Asked(why_not="off")
        shown, hidden = redacted(prompt)
        kept = hidden if prompt.purpose in _QUOTING else Redaction(())
        seal = seal_of(workspace, line.name, shown, shape)
        before = self._book.said(workspace, seal.name, self._bounds.clock())
        found = _shaped(opened(before, seal), shape, kept) if before is not None else None
        if found is not None:
            return Asked(value=found, cached=True)
        came = self._came(line, workspace, seal.name, shown, shape, until)
        value = _shaped(came.value, shape, kept)
        if came.value is None or value is None:
            return Asked(None, came.why_not or "broken", *came.used)
        now = self._bounds.clock()
        self._book.keep(workspace, seal.name, closed(came.value, seal), now)
        return Asked(value, None, *came.used)

    def _came(
        self,
        line: GuardedLine,
        workspace: str,
        name: str,
        shown: Prompt,
        shape: type[Shape],
        until: float,
    ) -> Came:
        if not self._room.acquire(blocking=False):
            return Came(None, "resting", (0, 0))
        try:
            return line.say(workspace, name, shown, shape.model_json_schema(), until)
        finally:
            self._room.release()


def _shaped(said: dict[str, Any] | None, shape: type[Shape], kept: Redaction) -> Shape | None:
    """What was said in the shape wanted, with what was hidden put back; None where it has not that
    shape.
    """
    if said is None:
        return None
    try:
        return shape.model_validate(kept.show(said))
    except (ValidationError, RecursionError):
        return None
