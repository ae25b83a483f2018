"""Together: what several threads write at once goes to disk in one transaction. A transaction costs
a wait for the disk, however much is in it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class _One(Generic[T, R]):
    """What one thread wants written, and what became of it; None until it is tried."""

    item: T
    found: R | None = None
    is_tried: bool = False


class Together(Generic[T, R]):
    """`write` writes several in one transaction and gives what became of each, in their order.

    What comes while others are being written goes together in the next transaction. Where one
    fails, each of its threads tries alone: nobody fails because of what another one wrote.
    """

    def __init__(self, write: Callable[[Sequence[T]], Sequence[R]]) -> None:
        self._write = write
        self._waiting: list[_One[T, R]] = []
        self._adding = Lock()
        self._writing = Lock()

    def __call__(self, item: T) -> R:
        """Written when this returns. Raises what `write` raises for it alone."""
        mine = _One[T, R](item)
        with self._adding:
            self._waiting.append(mine)
        with self._writing:
            if not mine.is_tried:
                self._write_waiting()
        return mine.found if mine.found is not None else self._write([item])[0]

    def _write_waiting(self) -> None:
        with self._adding:
            batch, self._waiting = self._waiting, []
        for one in batch:
            one.is_tried = True
        try:
            found = self._write([one.item for one in batch])
        except Exception:
            if len(batch) == 1:
                raise
            return  # each tries again by itself, and raises its own error
        for one, what in zip(batch, found, strict=True):
            one.found = what
