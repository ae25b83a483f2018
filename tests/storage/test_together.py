"""What several threads write at once goes in one transaction, and nobody fails for another."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

import pytest

from storage.together import Together


class Disk:
    """Takes what is written, the first time only once it may; refuses what is negative."""

    def __init__(self) -> None:
        self.may = Event()
        self.began = Event()
        self.batches: list[list[int]] = []
        self.lock = Lock()

    def write(self, items: Sequence[int]) -> list[bool]:
        """In one transaction; whether each is even."""
        with self.lock:
            self.batches.append([*items])
        self.began.set()
        assert self.may.wait(30)
        if min(items) < 0:
            raise ValueError(min(items))
        return [one % 2 == 0 for one in items]


def together(items: Sequence[int]) -> tuple[Disk, list[object]]:
    """Written at once by as many threads while the first one's transaction is under way."""
    disk = Disk()
    keep, entered = Together(disk.write), [Event() for _ in items]

    def write(number: int) -> object:
        entered[number].set()
        try:
            return keep(items[number])
        except ValueError as error:
            return error.args[0]

    with ThreadPoolExecutor(len(items)) as threads:
        found = [threads.submit(write, 0)]
        assert disk.began.wait(30)
        found += [threads.submit(write, number) for number in range(1, len(items))]
        for one in entered:
            assert one.wait(30)
        disk.may.set()
        return disk, [one.result(30) for one in found]


def test_each_is_told_what_became_of_its_own() -> None:
    """Nothing is written twice, nothing is left out."""
    disk, found = together(range(12))
    assert found == [number % 2 == 0 for number in range(12)]
    assert sorted(one for batch in disk.batches for one in batch) == [*range(12)]


def test_what_cannot_be_written_fails_for_its_own_thread_alone() -> None:
    """The others of its transaction are written by themselves."""
    _, found = together([0, 1, -2, 3, 4])
    assert found == [True, False, -2, False, True]


def test_one_alone_is_tried_once() -> None:
    """Who waits for a database that is away waits once."""
    disk = Disk()
    disk.may.set()
    with pytest.raises(ValueError, match="-1"):
        Together(disk.write)(-1)
    assert disk.batches == [[-1]]
