"""What people said, in the order of time; what no person said is left out."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.replay.export import open_export
from bot.replay.spoken import Spoken, addressed, moment, posted, spoken
from tests.replay.slack_export import DAY, HOUR, LIVE, a_message, an_export, ts


def _spoken(folder: Path) -> list[Spoken]:
    return list(spoken(open_export(folder), lambda: None))


def test_messages_of_all_channels_come_in_the_order_of_time(tmp_path: Path) -> None:
    """Not channel by channel, and not as they stand in a file."""
    channels = [{"id": "C1", "name": "one"}, {"id": "C2", "name": "two"}]
    an_export(tmp_path, [a_message("c", 2), a_message("a", 0)], "one", channels=channels)
    an_export(tmp_path, [a_message("d", DAY), a_message("b", 1)], "two", channels=channels)
    assert [one.said.text for one in _spoken(tmp_path)] == ["a", "b", "c", "d"]


def _edited(after: float) -> dict[str, str]:
    return {"user": "U1", "ts": ts(after)}


def test_an_edited_message_carries_both_its_times(tmp_path: Path) -> None:
    """Its last words are all that is left of it: they count from when it was made."""
    an_export(tmp_path, [a_message("16 days", edited=_edited(DAY)), a_message("later", HOUR)])
    found = _spoken(tmp_path)
    assert [(one.said.text, one.is_edit) for one in found] == [("16 days", False), ("later", False)]
    assert (found[0].at, found[0].said.edited_at) == (moment(ts()), moment(ts(DAY)))


def test_an_edit_from_before_the_message_is_none(tmp_path: Path) -> None:
    """Rubbish in an export is passed over."""
    an_export(tmp_path, [a_message("16 days", edited=_edited(-DAY)), a_message("x", 1, edited=7)])
    assert [one.said.edited_at for one in _spoken(tmp_path)] == [None, None]


def test_other_words_of_the_same_message_are_its_edit(tmp_path: Path) -> None:
    """Heard when it was edited, between the messages of that time."""
    again = a_message("16 days", edited=_edited(DAY))
    an_export(tmp_path, [a_message("14 days"), a_message("later", DAY + HOUR), again])
    found = [(one.said.text, one.is_edit) for one in _spoken(tmp_path)]
    assert found == [("14 days", False), ("16 days", True), ("later", False)]


def test_an_edit_may_stand_in_the_file_of_another_day(tmp_path: Path) -> None:
    """It is heard as soon as it is known, and never as a message of its own."""
    an_export(tmp_path, [a_message("14 days"), a_message("later", 3 * DAY)])
    again = [a_message("16 days", edited=_edited(2 * DAY))]
    (tmp_path / "crm-rollout" / "2026-05-06.json").write_text(json.dumps(again))
    found = [(one.said.text, one.is_edit) for one in _spoken(tmp_path)]
    assert found == [("14 days", False), ("16 days", True), ("later", False)]


def _log(kind: str, after: float, holds: str, of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "message", "subtype": f"message_{kind}", "ts": ts(after), holds: of}


def test_logs_of_edits_and_deletions_are_heard_at_their_time(tmp_path: Path) -> None:
    """Where an export keeps them; an entry about a message that is not there says nothing."""
    first = a_message("14 days")
    changed = _log("changed", DAY, "message", first | {"text": "16 days"})
    gone = _log("deleted", 2 * DAY, "previous_message", first | {"text": "16 days"})
    lost = _log("changed", DAY, "message", a_message("lost", 5.5))
    broken = _log("deleted", DAY, "previous_message", {}) | {"previous_message": "no"}
    an_export(tmp_path, [first, a_message("later", HOUR), changed, lost, broken, gone])
    found = [(one.said.text, one.at, one.is_edit, one.is_gone) for one in _spoken(tmp_path)]
    assert found == [
        ("14 days", moment(ts()), False, False),
        ("later", moment(ts(HOUR)), False, False),
        ("16 days", moment(ts(DAY)), True, False),
        ("16 days", moment(ts(2 * DAY)), False, True),
    ]


def test_the_same_message_twice_is_said_once(tmp_path: Path) -> None:
    """Exports that overlap were put together by somebody."""
    an_export(tmp_path, [a_message("a"), a_message("a", edited=_edited(HOUR)), a_message("b", 1)])
    assert [one.said.text for one in _spoken(tmp_path)] == ["a", "b"]


def test_days_are_counted_as_they_are_read(tmp_path: Path) -> None:
    """So that progress can be shown."""
    an_export(tmp_path, [a_message("a", day * DAY) for day in range(3)])
    done: list[int] = []
    list(spoken(open_export(tmp_path), lambda: done.append(1)))
    assert len(done) == 3


@pytest.mark.parametrize(
    "more",
    [
        {"subtype": "channel_join"},
        {"subtype": "bot_message", "bot_id": "B1"},
        {"bot_id": "B1"},
        {"bot_profile": {"id": "B1"}},
        {"hidden": True},
        {"user": ""},
        {"user": 7},
        {"user": "U8"},
        {"text": " \n"},
        {"text": None},
        {"ts": "yesterday"},
        {"ts": None},
        {"ts": "1e9"},
        {"ts": "99999999999999.1"},
    ],
)
def test_what_no_person_said_is_passed_over(tmp_path: Path, more: dict[str, Any]) -> None:
    """Apps, notices of Slack, and messages without words, author or time."""
    folder = an_export(tmp_path, [a_message("kept", 1)])
    (folder / "crm-rollout" / "2026-05-04.json").write_text(
        json.dumps([a_message("left out") | more, a_message("kept", 1)])
    )
    assert [one.said.text for one in _spoken(folder)] == ["kept"]


def test_replies_files_and_broken_characters_are_kept_as_they_are_in_slack() -> None:
    """The head of a thread is no reply; half a character stands as the sign for it."""
    files = [{"permalink": "https://files.example/1"}, {"id": "F2"}, 7]
    head = posted(a_message("x\ud800", thread_ts=ts(), files=files), "C1", frozenset())
    reply = posted(a_message("y", 1, thread_ts=ts(), files={}), "C1", frozenset())
    assert head is not None
    assert reply is not None
    assert (head.thread, head.text) == (None, "x\ufffd")
    assert head.links == ("https://files.example/1",)
    assert (reply.thread, reply.links) == (ts(), ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LIVE, None),
        ("<@U9> what improved on the CRM?", "what improved on the CRM?"),
        ("so, <@U9|whatimproved>: what improved?", "so, what improved?"),
        ("@What Improved? what improved on the CRM?", "what improved on the CRM?"),
        ("@whatimproved what improved?", "what improved?"),
        ("<@U1> what improved?", None),
        ("what improved @whatimproved", None),
    ],
)
def test_what_is_said_to_the_bot_is_known_by_its_mention(text: str, said: str | None) -> None:
    """By the mention of its own user, or by its name at the head."""
    assert addressed(text, frozenset({"U9"})) == said
