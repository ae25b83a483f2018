"""Remembering what Slack told, for a while."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Told = TypeVar("Told")


class Cache(Generic[Key, Told]):
    """Keeps answers for `seconds`, the latest `most` of them. Safe between threads."""

    def __init__(self, clock: Callable[[], float], seconds: float, most: int = 10_000) -> None:
        """`clock` counts seconds from anywhere and never goes back."""
        self._clock = clock
        self._seconds = seconds
        self._most = most
        self._kept: dict[Key, tuple[float, Told]] = {}
        self._lock = threading.Lock()
        self._beginnings = 0

    def get(self, key: Key, ask: Callable[[], Told]) -> Told:
        """What is known under the key, else what `ask` tells; its errors are not kept, nor what it
        began to ask for before all was forgotten.
        """
        known = self.known(key)
        if known is not None:
            return known
        began = self._beginnings
        told = ask()
        self._keep(key, told, began)
        return told

    def known(self, key: Key) -> Told | None:
        """What is still known under the key, or None."""
        with self._lock:
            until, told = self._kept.get(key, (0.0, None))
        return told if told is not None and self._clock() < until else None

    def clear(self) -> None:
        """Forget all of it."""
        with self._lock:
            self._beginnings += 1
            self._kept.clear()

    def drop(self, key: Key) -> None:
        """Forget what is known under the key, and what was asked for before."""
        with self._lock:
            self._beginnings += 1
            self._kept.pop(key, None)

    def _keep(self, key: Key, told: Told, began: int) -> None:
        with self._lock:
            if began != self._beginnings:
                return
            self._kept.pop(key, None)
            self._kept[key] = (self._clock() + self._seconds, told)
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
