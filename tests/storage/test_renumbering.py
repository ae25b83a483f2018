"""A channel that gets another id: nothing is kept under the one it had."""

import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, Text, select, type_coerce

from bot.benefits.conversation import Posted, place_of
from bot.benefits.manners import ChannelManners
from bot.benefits.questions import Shown
from bot.durable import inbox
from storage import tables
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import (
    CHANNEL,
    FREELY,
    WORKSPACE,
    a_fact,
    a_proposal,
    a_question,
    a_record,
    a_sending,
    an_investment,
)

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
NEW, ELSEWHERE = "C0SHARED", "C0OTHER"
TS = "1775000000.000100"
WORDS = {"facts.fact", "facts.permalink", "proposals.body", "inbox.body"}
"""What people wrote, and the links that Slack gave to it."""

KEYS = {f"which:{WORKSPACE}:{CHANNEL}:": f"which:{WORKSPACE}:{NEW}:"}


def renumber(records: SqlRecords, workspace: str = WORKSPACE) -> None:
    with records.work(workspace) as work:
        work.renumber(CHANNEL, NEW, KEYS)
        work.commit()


def filled(records: SqlRecords, queues: SqlQueues, workspace: str = WORKSPACE) -> None:
    """Something of the channel in every place, and an investment of another one."""
    with records.work(workspace) as work:
        work.add_investment(an_investment("iz", channel=ELSEWHERE), "U1", NOW)
        if workspace != WORKSPACE:
            work.add_investment(an_investment(), "U1", NOW)
        fact = a_record("f9", a_fact(quote=f"21 days, see <#{CHANNEL}>"), channel=CHANNEL, ts=TS)
        work.append(fact)
        work.append(a_record("f10", channel=CHANNEL, ts=TS, shows=f"{CHANNEL}:{TS}"))
        work.ask(a_question(shown_in=Shown(channel=CHANNEL, ts=TS), channel=CHANNEL))
        work.propose(a_proposal(channel=CHANNEL))
        work.send(a_sending(f"k{workspace}", channel=CHANNEL), NOW)
        work.send(a_sending(f"which:{workspace}:{CHANNEL}:{TS}", channel=CHANNEL), NOW)
        work.keep_manners(CHANNEL, ChannelManners(listens="mentions"), NOW)
        work.plan_due("back", CHANNEL, NOW)
        work.wait(CHANNEL, TS, TS, NOW)
        work.edited(CHANNEL, TS, NOW)
        work.commit()
    said = {"workspace": workspace, "channel": CHANNEL, "user": "U1", "at": NOW, "ts": TS}
    reply = Posted.model_validate({**said, "text": f"see <#{CHANNEL}>", "thread": TS})
    inbox.receive(queues, f"Ev{workspace}", reply, NOW)


def naming(engine: Engine, id: str, workspace: str = WORKSPACE) -> set[str]:
    """The columns in which an id stands."""
    found = set()
    with engine.connect() as connection:
        for table in tables.metadata.sorted_tables:
            mine = table.c.workspace == workspace if "workspace" in table.c else table.c[0] == ""
            for column in table.c:
                rows = connection.scalars(select(type_coerce(column, Text)).where(mine))
                if any(id in str(row) for row in rows):
                    found.add(f"{table.name}.{column.name}")
    return found


def test_nothing_is_left_under_the_id_it_had(
    engine: Engine, records: SqlRecords, queues: SqlQueues
) -> None:
    """People's own words and Slack's links stay as they are, and so does another workspace's
    channel of the same id. A second time changes nothing.
    """
    filled(records, queues)
    filled(records, queues, "T2")
    there = naming(engine, CHANNEL)
    assert {"questions.channel", "outbox.key", "inbox.body", "due.ref", "manners.id"} <= there
    renumber(records)
    assert naming(engine, CHANNEL) == WORDS
    assert naming(engine, NEW) == there - {"facts.fact", "facts.permalink"}
    assert not naming(engine, NEW, "T2")
    assert naming(engine, CHANNEL, "T2") == there
    renumber(records)
    assert naming(engine, CHANNEL) == WORDS


def test_what_is_kept_is_found_by_the_new_id(records: SqlRecords, queues: SqlQueues) -> None:
    """The columns and what is in the bodies say the same."""
    filled(records, queues)
    renumber(records)
    with records.work(WORKSPACE) as work:
        (home,) = work.investments_in(NEW)
        assert home.channel == NEW
        assert not work.investments_in(CHANNEL)
        assert {one.channel for one in work.investments()} == {NEW, ELSEWHERE}
        (asked,) = work.questions(home.id)
        assert (asked.channel, asked.place[0]) == (NEW, NEW)
        (card,) = work.open_proposals(home.id)
        assert card.channel == NEW
        assert {one.channel for one in card.facts} <= {NEW, None}
        assert work.manners_of_channels([NEW])[NEW].listens == "mentions"
        assert work.holds(NEW, TS)
        assert work.waiting(NEW, TS) == [TS]
        assert not work.edited(NEW, TS, NOW - timedelta(seconds=1))
        kept = {one.id: one for one in work.facts([home.id])}
        assert (kept["f9"].channel, kept["f10"].shows) == (NEW, f"{NEW}:{TS}")
        assert kept["f9"].fact.quote == f"21 days, see <#{CHANNEL}>"
    begun = queues.begin("EvT1", NOW, 60.0)
    assert begun is not None
    assert json.loads(begun[0])["channel"] == NEW
    assert {one.sending.channel for one in queues.take(NOW, 9, 60.0, FREELY)} == {NEW}
    assert records.glimpse(WORKSPACE, NEW, TS, "U1", "").is_known
    assert records.glimpse(WORKSPACE, NEW, place_of("no", "thread"), "U1", "").is_linked


def test_what_stands_under_the_new_id_already_stays(records: SqlRecords, queues: SqlQueues) -> None:
    """Slack may tell of the channel before it tells of the change; what people wished for there
    goes before what nobody did.
    """
    filled(records, queues)
    with records.work(WORKSPACE) as work:
        work.keep_manners(NEW, ChannelManners(greeted_at=NOW), NOW)
        work.edited(NEW, TS, NOW + timedelta(days=1))
        work.wait(NEW, TS, TS, NOW)
        work.plan_due("back", NEW, NOW)
        work.commit()
    renumber(records)
    with records.work(WORKSPACE) as work:
        assert work.manners_of_channels([NEW])[NEW].listens == "mentions"
        assert not work.edited(NEW, TS, NOW + timedelta(hours=1))
        assert work.waiting(NEW, TS) == [TS]


def test_a_post_that_is_being_sent_keeps_the_key_slack_is_asked_by(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """After a crash it is looked for by that; one that is out, or waits, has the new one."""
    which = f"which:{WORKSPACE}:{CHANNEL}:"
    with records.work(WORKSPACE) as work:
        work.send(a_sending(f"{which}1", channel=CHANNEL), NOW)
        work.commit()
    (begun,) = queues.take(NOW, 1, 60.0, FREELY)
    with records.work(WORKSPACE) as work:
        work.send(a_sending(f"{which}2", channel=CHANNEL), NOW)
        work.commit()
    renumber(records)
    queues.posted(begun.key, TS, NOW)
    with records.work(WORKSPACE) as work:
        assert work.shown(f"{which}1") is not None
        assert work.shown(f"which:{WORKSPACE}:{NEW}:2") is not None
