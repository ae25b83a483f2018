"""The language models that are set, built and wired; where none is, nothing of them is imported."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, get_args

from bot.advice.doors import NO_MODEL
from bot.benefits.asking import Asked, Purpose
from bot.benefits.manners import is_model_on
from bot.errors import ModelError
from bot.model.asking import AskedModel, Bounds
from bot.model.guarded import Book, GuardedLine
from bot.model.line import Line, Loop
from bot.model.providers import EXTRAS, Choice, opened
from bot.ports import Model, Records
from bot.settings import Settings

log = logging.getLogger(__name__)

SPOKEN: frozenset[Purpose] = frozenset({"phrase", "converse"})
"""What the model for phrasing is asked for, where one is set."""

LONGEST_SPOKEN: Final = 8.0
"""Seconds after which a question or a reply goes out in plain words, at most."""

OWN_SERVERS = frozenset({"openai", "ollama"})
"""Providers whose models may run on a server of one's own."""


@dataclass(frozen=True)
class Models:
    """The door, what is behind it by name, and how it begins and ends. `lines` are opened before
    anybody waits; `tokens` tells what a workspace used today, and may use.
    """

    door: Model
    lines: tuple[Line, ...] = ()
    loop: Loop | None = None
    sweep: Callable[[], None] = lambda: None
    tokens: Callable[[str], tuple[int, int] | None] = lambda _workspace: None

    @property
    def name(self) -> str | None:
        """What is asked, as it is set; None where nothing is."""
        return ", ".join(one.choice.whole_name for one in self.lines) or None

    def begin(self) -> None:
        """Open what takes seconds to open, in a thread; what cannot be is told in the log."""
        for line in self.lines:
            threading.Thread(target=_opened, args=(line,), daemon=True, name="model-open").start()

    def end(self) -> None:
        """Let go of every connection; what hangs on is left to the process's end."""
        ends = [one.close for one in self.lines] + [one.end for one in (self.loop,) if one]
        for end in ends:
            try:
                end()
            except Exception as error:  # the rest has to end as well
                log.warning("a model was not let go of (%s)", type(error).__name__)


def choices_of(settings: Settings) -> dict[Purpose, Choice]:
    """Which model is asked for what; none for any purpose where none is set."""
    found: dict[Purpose, Choice] = {}
    for purpose in get_args(Purpose):
        name = (settings.model_phrasing if purpose in SPOKEN else None) or settings.model
        if name:
            found[purpose] = _choice(name, settings)
    return found


def longest_of(seconds: float) -> Mapping[Purpose, float]:
    """How long anybody waits for what, where nobody waits longer than so many seconds."""
    spoken = min(seconds, LONGEST_SPOKEN)
    return {one: spoken if one in SPOKEN else seconds for one in get_args(Purpose)}


def _choice(name: str, settings: Settings) -> Choice:
    provider, _, model = name.partition(":")
    url = settings.model_url if provider in OWN_SERVERS else None
    key = settings.openai_api_key if provider == "openai" else None
    return Choice(provider, model, url, key.get_secret_value() if key else None)


def build_models(
    settings: Settings,
    book: Book,
    is_on: Callable[[str, str], bool],
    clock: Callable[[], datetime],
    timer: Callable[[], float],
    count: Callable[[Purpose, Asked[Any]], None] = lambda _purpose, _asked: None,
    sweep: Callable[[], None] = lambda: None,
) -> Models:
    """What is set, behind one door. No package of a provider is needed before somebody asks."""
    choices = choices_of(settings)
    if not choices:
        return Models(NO_MODEL)
    loop = Loop()
    lines = {choice: Line(choice, loop) for choice in choices.values()}
    share, longest = settings.model_tokens, longest_of(settings.model_seconds)
    guarded = {
        choice: GuardedLine(line, book, share, longest, clock, timer)
        for choice, line in lines.items()
    }
    by_purpose = {purpose: guarded[choice] for purpose, choice in choices.items()}
    door = AskedModel(by_purpose, book, Bounds(is_on, clock, timer), count)
    return Models(door, tuple(lines.values()), loop, sweep)


def switched(records: Records) -> Callable[[str, str], bool]:
    """Whether a model is on in a channel, as the record holds it."""

    def is_on(workspace: str, channel: str) -> bool:
        with records.glance(workspace) as work:
            here = work.manners_of_channels([channel])[channel]
            return is_model_on(here, work.manners_of_house())

    return is_on


def told_of(settings: Settings) -> str:
    """What is asked of which model, where, and how much; nothing is sent. Raises ModelError with
    what to do where one of them could not be asked.
    """
    choices = choices_of(settings)
    for choice in dict.fromkeys(choices.values()):
        _check(choice, settings)
    told = (
        f"{choice.whole_name} at {choice.url or 'its provider'} to {' and '.join(purposes)}"
        for choice, purposes in _purposes(choices).items()
    )
    share = f"{settings.model_tokens:,} tokens a workspace a day at most"
    return f"{', '.join(told)}; {share}; off where no admin said otherwise; nothing was sent"


def _purposes(choices: dict[Purpose, Choice]) -> dict[Choice, list[Purpose]]:
    found: dict[Choice, list[Purpose]] = {}
    for purpose, choice in choices.items():
        found.setdefault(choice, []).append(purpose)
    return found


def _check(choice: Choice, settings: Settings) -> None:
    keys = {"openai": settings.openai_api_key, "anthropic": settings.anthropic_api_key}
    if choice.provider in keys and keys[choice.provider] is None and choice.url is None:
        raise ModelError(f"set {choice.provider.upper()}_API_KEY for {choice.whole_name}.")
    try:
        opened(choice)
    except ImportError as error:
        extra = choice.provider
        how = f"uv sync --extra {extra}" if extra in EXTRAS else f"install langchain-{extra}"
        raise ModelError(f"{choice.whole_name} needs its package: {how}.") from error
    except Exception as error:
        why = type(error).__name__
        told = f"{choice.whole_name} cannot be opened ({why})"
        raise ModelError(f"{told}; see whether provider and name are right.") from error


class NoBook:
    """Counts and keeps nothing: for one who asks on their own account."""

    def book(self, workspace: str, day: date, tokens: int, most: int | None) -> bool:  # noqa: ARG002
        """Always."""
        return True

    def settle(self, workspace: str, day: date, booked: int, used: tuple[int, int]) -> None:
        """Nothing."""

    def said(self, workspace: str, name: str, now: datetime) -> str | None:  # noqa: ARG002
        """Nothing."""
        return None

    def expect(self, workspace: str, name: str, now: datetime) -> None:
        """Nothing."""

    def keep(self, workspace: str, name: str, sealed: str, now: datetime) -> None:
        """Nothing."""


def models_alone(
    settings: Settings, clock: Callable[[], datetime], timer: Callable[[], float]
) -> Models:
    """What is set, on everywhere, without budget and memory: for a command of the operator's."""
    return build_models(settings, NoBook(), lambda _workspace, _channel: True, clock, timer)


def _opened(line: Line) -> None:
    try:
        line.open()
    except Exception as error:  # whatever a package raises: people get what there is without it
        name = type(error).__name__
        log.warning("%s cannot be asked (%s): see `check`", line.choice.whole_name, name)
