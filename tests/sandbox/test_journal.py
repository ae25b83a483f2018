"""What was said survives a restart."""

import sqlite3
from pathlib import Path

import pytest

from bot.errors import RecordsError
from bot.sandbox.board import Board
from bot.sandbox.cast import CRM_ROLLOUT, HELEN, PEOPLE, PRIYA, ROOMS, TOM, WHO
from bot.sandbox.journal import Journal
from tests.sandbox.builders import Clock


def a_board(path: Path, clock: Clock | None = None) -> Board:
    return Board(PEOPLE, ROOMS, WHO.bot_user, Journal(path), clock or Clock())


def test_what_was_said_is_there_after_a_restart(tmp_path: Path) -> None:
    """Messages, threads, rooms opened later and read marks come back as they were."""
    first = a_board(tmp_path / "w.db")
    head = first.say(PRIYA.id, CRM_ROLLOUT.id, "live", metadata={"event_type": "k"})
    first.say(TOM.id, CRM_ROLLOUT.id, "since when?", thread_ts=head.ts)
    direct = first.direct(HELEN.id)
    first.mark_read(PRIYA.id, CRM_ROLLOUT.id)
    second = a_board(tmp_path / "w.db")
    assert second.thread(CRM_ROLLOUT.id, head.ts) == first.thread(CRM_ROLLOUT.id, head.ts)
    assert second.rooms[direct.id] == direct
    assert (second.unread(PRIYA.id, CRM_ROLLOUT.id), second.unread(HELEN.id, CRM_ROLLOUT.id)) == (
        0,
        2,
    )


def test_a_ts_is_never_given_twice_even_when_the_clock_goes_back(tmp_path: Path) -> None:
    """The order of what was said stands, across restarts and whatever the clock does."""
    clock = Clock()
    said = [a_board(tmp_path / "w.db", clock).say(PRIYA.id, CRM_ROLLOUT.id, "1").ts]
    clock.forward(days=-30)
    board = a_board(tmp_path / "w.db", clock)
    said += [board.say(PRIYA.id, CRM_ROLLOUT.id, "2").ts, board.next_ts()]
    assert said == sorted(set(said))


def test_what_only_one_person_sees_is_gone_after_a_restart(tmp_path: Path) -> None:
    """An ephemeral message is never written to the file."""
    a_board(tmp_path / "w.db").say(WHO.bot_user, CRM_ROLLOUT.id, "psst", ephemeral_to=TOM.id)
    assert a_board(tmp_path / "w.db").messages(CRM_ROLLOUT.id) == []
    assert b"psst" not in (tmp_path / "w.db").read_bytes()


def test_a_reset_leaves_the_people_and_rooms_it_began_with(tmp_path: Path) -> None:
    """There is nothing to read and no room opened since, now and after a restart."""
    board = a_board(tmp_path / "w.db")
    direct = board.direct(TOM.id)
    board.say(PRIYA.id, CRM_ROLLOUT.id, "live")
    board.reset()
    for each in (board, a_board(tmp_path / "w.db")):
        assert each.messages(CRM_ROLLOUT.id) == []
        assert direct.id not in each.rooms
        assert [room.id for room in each.rooms.values()] == [room.id for room in ROOMS]


def test_a_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    """It is refused in words instead of being misread."""
    with sqlite3.connect(tmp_path / "w.db") as file:
        file.execute("PRAGMA user_version = 99")
    file.close()
    with pytest.raises(RecordsError, match="later version"):
        Journal(tmp_path / "w.db")


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    """A person reads what to check, not a traceback of SQLite's."""
    (tmp_path / "w.db").write_text("not a database " * 100)
    with pytest.raises(RecordsError, match="local workspace's file"):
        Journal(tmp_path / "w.db")
