"""What is kept of messages that changed, were deleted, or wait for a word."""

import json
from datetime import timedelta

from bot.benefits.conversation import Posted
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import CHANNEL, NOON, WORKSPACE, a_fact, a_noticed, a_record, an_entry

TS = "100.1"
LATER = NOON + timedelta(minutes=1)


def test_the_newest_change_is_kept_and_an_older_one_refused(records: SqlRecords) -> None:
    """Whatever the order in which they come; the same one again is no older one."""
    with records.work(WORKSPACE) as work:
        assert not work.is_changed(CHANNEL, TS)
        assert work.edited(CHANNEL, TS, LATER)
        assert not work.edited(CHANNEL, TS, NOON)
        assert work.edited(CHANNEL, TS, LATER)
        assert work.is_changed(CHANNEL, TS)
        assert not work.is_changed(CHANNEL, "100.2")


def test_redaction_leaves_the_figure_and_takes_the_words(records: SqlRecords) -> None:
    """Of facts and claims of this message alone; a tombstone refuses later changes."""
    with records.work(WORKSPACE) as work:
        work.append(a_record())
        work.append(a_record("f2", a_fact("problem", None, "it is slow", text="it is slow")))
        work.append(a_record("f3", ts="100.2"))
        work.notice("c1", a_noticed())
        assert work.holds(CHANNEL, TS)
        work.redact(CHANNEL, TS, LATER)
        facts = {one.id: one for one in work.facts(["i1"])}
        [claim] = work.noticed(["i1"])
        assert not work.edited(CHANNEL, TS, LATER)
        assert work.is_changed(CHANNEL, TS)
    assert facts["f1"].fact.value == 21
    assert facts["f2"].fact.text is None
    for gone in (facts["f1"], facts["f2"]):
        assert (gone.author, gone.permalink, gone.fact.quote) == (None, None, "")
    assert facts["f3"].author is not None
    assert (claim.author, claim.permalink, claim.claim.quote) == (None, None, "")


def test_of_what_was_said_in_a_practice_kind_figure_and_day_stay(records: SqlRecords) -> None:
    """Author, words and link go; what was said elsewhere, or in a form, stays as it is."""
    day = NOON.date()
    with records.work(WORKSPACE) as work:
        work.enter(an_entry("e1", text="a week is lost", value=5, unit="days", day=day))
        others = [an_entry("e2", ts="100.2"), an_entry("e3", ts=None, permalink=None)]
        for one in others:
            work.enter(one)
        assert work.holds(CHANNEL, TS)
        words = work.redact(CHANNEL, TS, LATER)
        assert words.quotes == {"a week is lost"}
        [kept] = work.entries_of(CHANNEL, TS)
        assert kept.text == ""
        assert (kept.author, kept.permalink) == (None, None)
        assert (kept.what, kept.value, kept.unit, kept.day) == ("raised", 5, "days", day)
        assert [one for one in work.entries(["i1"]) if one.id != "e1"] == others


def test_redacting_twice_is_redacting_once(records: SqlRecords) -> None:
    """Slack tells of a deletion more than once."""
    with records.work(WORKSPACE) as work:
        work.append(a_record())
        work.redact(CHANNEL, TS, NOON)
        work.redact(CHANNEL, TS, LATER)
        assert work.facts(["i1"])[0].author is None


def test_what_waits_is_given_out_once_in_order(records: SqlRecords) -> None:
    """Read when its turn has come, and never again."""
    with records.work(WORKSPACE) as work:
        for ts in ("100.3", "100.2", "100.3"):
            work.wait(CHANNEL, TS, ts, NOON)
        assert work.waiting(CHANNEL, TS) == ["100.2", "100.3"]
        assert work.waiting(CHANNEL, "9.9") == []
        work.waited(CHANNEL, TS)
        assert work.waiting(CHANNEL, TS) == []


def test_another_workspace_sees_nothing_of_it(records: SqlRecords) -> None:
    """Ids are unique in one workspace alone."""
    with records.work(WORKSPACE) as work:
        work.redact(CHANNEL, TS, NOON)
        work.wait(CHANNEL, TS, "100.2", NOON)
        work.commit()
    with records.work("T2") as work:
        assert not work.is_changed(CHANNEL, TS)
        assert work.waiting(CHANNEL, TS) == []


def test_nothing_of_a_deleted_message_waits_to_be_read(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """Neither in the inbox nor for a word about its thread; what others wait with stays."""
    for number, (kind, ts) in enumerate((("posted", TS), ("edited", TS), ("posted", "100.2"))):
        said = {"kind": kind, "channel": CHANNEL, "ts": ts}
        queues.receive(WORKSPACE, f"E{number}", json.dumps(said), NOON)
    with records.work(WORKSPACE) as work:
        work.wait(CHANNEL, "9.9", TS, NOON)
        work.wait(CHANNEL, "9.9", "100.2", NOON)
        work.redact(CHANNEL, TS, LATER)
        assert work.waiting(CHANNEL, "9.9") == ["100.2"]
        work.commit()
    assert queues.due(LATER)[0] == ["E2"]


def test_what_follows_an_event_is_handled_in_its_order(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """As it was said, whatever its ids sort like."""
    said = {"workspace": WORKSPACE, "channel": CHANNEL, "user": "U1", "at": NOON, "text": "."}
    queues.receive(WORKSPACE, "E1", "{}", NOON)
    with records.work(WORKSPACE) as work:
        work.follow("E1", [Posted(**said, ts="9.2"), Posted(**said, ts="9.1")], LATER)
        work.finish("E1", LATER)
        work.commit()
    assert queues.due(LATER)[0] == ["E1:9.2", "E1:9.1"]
