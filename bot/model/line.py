"""A line to one model: asked from any thread, it says something in time or says why not."""

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Final, TypeVar

from bot.benefits.asking import Prompt
from bot.model.failures import DECLINED, LATE, MISSHAPEN, Failure, failure_of, usage_of
from bot.model.providers import Choice, opened

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger(__name__)

T = TypeVar("T")

MOST_TRIES: Final = 3
PAUSE: Final = 0.5
"""Seconds until the first of the other tries; each time twice as long."""

_GRACE: Final = 0.25
"""Seconds a thread waits longer than the line should need to say that it is late."""


@dataclass(frozen=True)
class Said:
    """What a model said, as it came; `used` are the tokens in and out, where that was told."""

    value: dict[str, Any]
    used: tuple[int, int] | None = None


class Loop:
    """An event loop in a thread of its own, begun when it is first needed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None

    def begin(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        """Do it there."""
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = Thread(target=self._loop.run_forever, name="model", daemon=True)
                self._thread.start()
            return asyncio.run_coroutine_threadsafe(work, self._loop)

    def end(self) -> None:
        """End what is under way there, and the thread."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None:
            return
        ended = asyncio.run_coroutine_threadsafe(_cancel_others(), loop)
        ended.result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        if not thread.is_alive():
            loop.close()


async def _cancel_others() -> None:
    others = [one for one in asyncio.all_tasks() if one is not asyncio.current_task()]
    for one in others:
        one.cancel()
    await asyncio.gather(*others, return_exceptions=True)


class Line:
    """One model of one provider. What goes wrong is told as a Failure, never raised."""

    def __init__(
        self, choice: Choice, loop: Loop, open_model: "Callable[[Choice], BaseChatModel]" = opened
    ) -> None:
        self.choice = choice
        self._loop = loop
        self._open = open_model
        self._lock = Lock()
        self._model: BaseChatModel | None = None

    def open(self) -> "BaseChatModel":
        """The model; its libraries take seconds the first time. Raises what `opened` does."""
        with self._lock:
            if self._model is None:
                self._model = self._open(self.choice)
            return self._model

    def close(self) -> None:
        """Let go of its connections, before the loop ends."""
        client = getattr(self._model, "http_async_client", None)
        if client is not None:
            self._loop.begin(client.aclose()).result(5)

    def say(self, prompt: Prompt, schema: dict[str, Any], within: float) -> Said | Failure:
        """What it says to this; within so many seconds, or it is late."""
        asking = self._loop.begin(self._in_time(prompt, schema, within))
        try:
            return asking.result(within + _GRACE)
        except (TimeoutError, CancelledError):
            asking.cancel()
            return LATE

    async def _in_time(
        self, prompt: Prompt, schema: dict[str, Any], within: float
    ) -> Said | Failure:
        failure = LATE
        try:
            async with asyncio.timeout(within):
                for number in range(MOST_TRIES):
                    said = await self._tried(prompt, schema)
                    if isinstance(said, Said) or not said.may_try_again:
                        return said
                    failure = said
                    pause = max(said.after, PAUSE * 2**number)
                    if number + 1 == MOST_TRIES or pause >= within:
                        return said
                    await asyncio.sleep(pause)
        except TimeoutError:
            return failure
        return failure

    async def _tried(self, prompt: Prompt, schema: dict[str, Any]) -> Said | Failure:
        from langsmith import tracing_context  # noqa: PLC0415 - it is big

        try:
            with tracing_context(enabled=False):  # it would send all of this to a third party
                model = await asyncio.to_thread(self.open)
                asked = model.with_structured_output(
                    schema, method="function_calling", include_raw=True
                )
                told = await asked.ainvoke(_messages(prompt))
        except Exception as error:  # whatever a library raises: it is told by its kind alone
            found = failure_of(error)
            log.info("a model failed: %s, %s", type(error).__name__, found.why_not)
            return found
        return _understood(told)


def _messages(prompt: Prompt) -> list[tuple[str, str]]:
    roles = {"person": "human", "bot": "ai"}
    told = [("system", prompt.system), *((roles[one.by], one.text) for one in prompt.turns)]
    return [(role, _sendable(text)) for role, text in told]


def _sendable(text: str) -> str:
    """The text without half of a surrogate pair, which no request can hold."""
    return text.encode(errors="replace").decode()


def _understood(told: Any) -> Said | Failure:
    """What came back: the object asked for, by whichever way a model gives it."""
    raw = told.get("raw")
    used = usage_of(getattr(raw, "usage_metadata", None))
    value = told.get("parsed")
    if not isinstance(value, dict):
        value = _in_words(getattr(raw, "content", None))
    if isinstance(value, dict):
        return Said(value, used)
    is_refusal = (getattr(raw, "additional_kwargs", None) or {}).get("refusal")
    ended = (getattr(raw, "response_metadata", None) or {}).get("finish_reason")
    found = DECLINED if is_refusal or ended == "content_filter" else MISSHAPEN
    return found if used is None else found.after_using(used)


def _in_words(content: Any) -> Any:
    """The object that stands alone in what was said, for models that call no functions."""
    if not isinstance(content, str):
        return None
    words = content.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        return json.loads(words)
    except (ValueError, RecursionError):
        return None
