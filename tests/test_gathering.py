"""What comes at once is kept together, and nobody fails because of another."""

import asyncio
from collections.abc import Sequence
from threading import Event as Flag

import pytest

from bot.benefits.conversation import Event, Posted
from bot.gathering import Came, Gathering
from tests.builders import NOON


def said(text: str) -> Posted:
    """A message."""
    return Posted(workspace="T1", channel="C1", user="U1", ts="1.0", text=text, at=NOON)


class Disk:
    """Takes what is kept once it may; refuses what is called bad."""

    def __init__(self) -> None:
        self.may = Flag()
        self.batches: list[list[str]] = []

    def keep_all(self, came: Sequence[Came]) -> None:
        """In one transaction."""
        self.batches.append([id for id, _ in came])
        assert self.may.wait(30)
        for id, _ in came:
            if id.startswith("bad"):
                raise ValueError(id)

    def keep(self, id: str, event: Event) -> None:
        """Alone."""
        self.keep_all([(id, event)])


async def gathered(*ids: str) -> tuple[Disk, list[object]]:
    """Kept while the first one's transaction is under way; what became of each."""
    disk = Disk()
    keep = Gathering(disk.keep_all, disk.keep)
    first = asyncio.ensure_future(keep(ids[0], said(ids[0])))
    while not disk.batches:
        await asyncio.sleep(0)
    rest = [asyncio.ensure_future(keep(id, said(id))) for id in ids[1:]]
    await asyncio.sleep(0)
    disk.may.set()
    return disk, await asyncio.gather(first, *rest, return_exceptions=True)


async def test_what_comes_meanwhile_is_kept_in_the_next_transaction() -> None:
    """All of it, once."""
    disk, found = await gathered("a", "b", "c", "d")
    assert found == [None] * 4
    assert disk.batches == [["a"], ["b", "c", "d"]]


async def test_what_cannot_be_kept_fails_for_who_did_it_alone() -> None:
    """The others of its transaction are kept by themselves."""
    _, found = await gathered("a", "b", "bad", "c")
    assert [type(one) for one in found] == [type(None), type(None), ValueError, type(None)]
    _, found = await gathered("bad", "a")
    assert [type(one) for one in found] == [ValueError, type(None)]


async def test_a_request_that_is_given_up_holds_nobody_up() -> None:
    """Nor is what was gathered after it left waiting."""
    disk = Disk()
    keep = Gathering(disk.keep_all, disk.keep)
    first = asyncio.ensure_future(keep("a", said("a")))
    while not disk.batches:
        await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    second = asyncio.ensure_future(keep("b", said("b")))
    disk.may.set()
    await asyncio.wait_for(second, 30)
    assert disk.batches == [["a"], ["b"]]
