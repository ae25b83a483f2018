"""Forgetting a person, a channel or a workspace, and what an older copy may not bring back."""

import io
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from sqlalchemy import Engine, select

from bot.advice.asked import Asked
from bot.advice.behind import Behind
from bot.advice.report import report
from bot.advice.standing import standing
from bot.benefits.conversation import Ask, Card, CardLine, Line, Post, Sending, Span
from bot.benefits.entries import counting
from bot.benefits.facts import Attestation, Recorded
from bot.benefits.ledger import in_force
from bot.benefits.reminders import Happened, Step
from bot.errors import NothingToForgetError, RecordsError
from bot.ports import Answered, Done
from bot.voice.page import as_text
from bot.voice.plain import PlainVoice
from prompts.templates import load_texts
from storage.exchange import export_lines
from storage.forgetting import Receipt, forget
from storage.importing import import_lines, restore
from storage.lines import EVERYTHING, RECORD, columns
from storage.outside import TombstoneFile
from storage.queues import SqlQueues
from storage.records import SqlRecords
from storage.remains import RULES
from storage.tombstones import WHEN, Tombstone
from tests.builders import (
    NOON,
    WORKSPACE,
    a_claim,
    a_database,
    a_fact,
    a_noticed,
    a_proposal,
    a_question,
    a_record,
    a_sending,
    a_statement,
    an_entry,
    an_investment,
    taken,
)

LATER = NOON + timedelta(hours=1)
MEI, PRIYA = "UMEI", "UPRIYA"


@pytest.fixture
def outside(tmp_path: Path) -> TombstoneFile:
    """A file of tombstones that is not there yet."""
    return TombstoneFile(tmp_path / "forgotten.jsonl")


@pytest.fixture
def told(engine: Engine, queues: SqlQueues) -> SqlRecords:
    """What Mei and Priya said and did, about an investment in C1 and one in C2."""
    records = SqlRecords(engine)
    said: dict[str, Any] = {"author": MEI, "ts": "7.7"}
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment(sponsor=f"<@{MEI}>", viewers=(MEI, PRIYA)), MEI, NOON)
        work.add_investment(an_investment("i2", name="Payroll", channel="C2"), PRIYA, NOON)
        work.append(a_record("mine", a_fact(quote="about 21 days, I think"), **said))
        work.append(a_record("hers", a_fact(value=9, quote="9 days"), author=PRIYA, ts="8.8"))
        owner = a_fact("owner", None, f"<@{MEI}> owns it", person=f"<@{MEI}>")
        work.append(a_record("owner", owner, author=PRIYA, ts="8.8", recorded_by=MEI))
        work.append(a_record("there", investment="i2", author=PRIYA, channel="C2", ts="9.9"))
        work.notice("claim", a_noticed(a_claim("the portal is live"), **said))
        work.enter(an_entry("felt", text="the form takes an hour", recorded_by=PRIYA, **said))
        work.enter(an_entry("kept", text="seen from afar", author=PRIYA, recorded_by=MEI))
        work.enter(an_entry("unsigned", text="nobody asked", author=None, recorded_by=MEI))
        work.enter(an_entry("over there", investment="i2", author=PRIYA, channel="C2"))
        work.ask(a_question(person=MEI, thread="7.7"))
        mixed = (a_statement(**said), a_statement(author=PRIYA, ts="8.8"))
        work.propose(a_proposal("mixed", facts=mixed))
        work.propose(a_proposal("only", facts=mixed[:1]))
        work.attest(
            "mark", Attestation(investment="i1", measure="m1", role="owner", by=MEI, at=NOON)
        )
        work.audit("a1", Done(investment="i1", by=PRIYA, at=NOON, what="x", words=f"to <@{MEI}>"))
        work.answered(_an_answer("for-her", MEI))
        work.answered(_an_answer("for-all", None))
        work.send(a_sending("card:mixed", thread="8.8"), NOON)
        work.send(a_sending("quotes", thread="1.1", post=_quoting("about 21 days, I think")), NOON)
        work.send(a_sending("felt", thread="1.1", post=_quoting("the form takes an hour")), NOON)
        work.send(a_sending("other", thread="1.1"), NOON)
        work.commit()
    queues.receive(WORKSPACE, "E1", f'{{"user":"{MEI}","text":"hello"}}', NOON, "C1:7.7")
    queues.receive(WORKSPACE, "E2", f'{{"user":"{PRIYA}","channel":"C2"}}', NOON, "C2:8.8")
    return records


def _an_answer(key: str, viewer: str | None) -> Answered:
    return Answered(
        key=key,
        channel="C2",
        thread="4.4",
        viewer=viewer,
        alone=False,
        at=NOON,
        investments=("i1",),
    )


def _quoting(words: str) -> Post:
    return Post(lead=((Span(text=f"You say: “{words}”", href=a_record().permalink),),))


def a_wish(what: str, id: str, **given: Any) -> Tombstone:
    """To be forgotten an hour later."""
    usual = {"workspace": WORKSPACE, "what": what, "id": id, "at": LATER}
    return Tombstone.model_validate(usual | given)


def forgotten(engine: Engine, outside: TombstoneFile, what: str, id: str) -> Receipt:
    """The receipt."""
    return forget(engine, a_wish(what, id), outside.add)


def rows(engine: Engine, name: str) -> dict[str, Any]:
    """The rows of a table by their id, or whatever is first in their key."""
    table = next(one for one in EVERYTHING if one.name == name)
    with engine.connect() as connection:
        found = connection.execute(select(*columns(table))).mappings()
        return {row.get("id") or row.get("key") or row.get("event") or "": row for row in found}


def everywhere(engine: Engine, but: tuple[str, ...] = ("forgotten",)) -> str:
    """All that is kept, in one text, a line a row; but for how often an event was begun, which a
    restore counts up.
    """
    return "\n".join(
        line.replace('"attempts":1', '"attempts":0')
        for line in [*export_lines(engine, "backup")][1:]
        if not any(f'"table":"{name}"' in line for name in but)
    )


def copy(engine: Engine, what: Literal["export", "backup"] = "backup") -> io.BytesIO:
    """An export or a backup in memory."""
    return io.BytesIO("".join(f"{one}\n" for one in export_lines(engine, what)).encode())


def test_a_person_who_is_forgotten_is_named_nowhere_any_more(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """Neither id nor words are left, in any table; one tombstone holds the id and the time."""
    forgotten(engine, outside, "person", MEI)
    assert MEI not in everywhere(engine)
    assert "I think" not in everywhere(engine)
    assert PRIYA in everywhere(engine)
    assert rows(engine, "forgotten")[MEI]["at"] == LATER


def test_a_forgotten_fact_keeps_its_ids_and_time_alone_and_counts_no_more(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """What was known from them is not known now; what others said stands."""
    forgotten(engine, outside, "person", MEI)
    with told.work(WORKSPACE) as work:
        facts = {one.id: one for one in work.facts(["i1"])}
    mine = facts["mine"]
    assert (mine.fact.value, mine.fact.unit, mine.fact.quote) == (None, None, "")
    assert (mine.author, mine.permalink, mine.recorded_by) == (None, None, "")
    assert (mine.said_at, mine.channel, mine.ts) == (NOON, "C1", "7.7")
    assert [one.id for one in in_force(facts.values())] == ["hers"]


def test_of_what_a_forgotten_person_said_in_a_practice_nothing_is_left(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """Nor of what they wrote down for nobody; what they wrote down for another one stays."""
    forgotten(engine, outside, "person", MEI)
    with told.work(WORKSPACE) as work:
        found = {one.id: one for one in work.entries(["i1"])}
    assert [one.id for one in counting(found.values())] == ["kept"]
    assert (found["kept"].text, found["kept"].author) == ("seen from afar", PRIYA)
    assert {one.recorded_by for one in found.values()} == {None}
    assert found["felt"].said_at == NOON
    assert "takes an hour" not in everywhere(engine)
    assert "nobody asked" not in everywhere(engine)


def test_an_anonymous_figure_goes_with_whoever_recorded_it(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """Its message was deleted, so nobody is its author: no table holds it any more; an anonymous
    figure that somebody else recorded stays."""
    with told.work(WORKSPACE) as work:
        for number, (value, by) in enumerate(((4321, MEI), (8765, PRIYA))):
            id, ts = f"pdel{number}", f"5{number}.5"
            said = a_statement(a_fact(value=value, quote=f"{value} days"), author=by, ts=ts)
            made = a_proposal(id, facts=(said,))
            work.propose(made)
            done = {"state": "recorded", "decided_by": by, "decided_at": NOON}
            work.decide(made.model_copy(update=done))
            work.append(a_record(f"{id}.0", said.fact, author=by, ts=ts, recorded_by=by))
            work.redact("C1", ts, NOON)
        work.commit()
    assert "4321" in everywhere(engine)
    forgotten(engine, outside, "person", MEI)
    assert "4321" not in everywhere(engine)
    assert "8765" in everywhere(engine)
    with told.work(WORKSPACE) as work:
        counting = {one.id: one.fact.value for one in in_force(work.facts(["i1"]))}
    assert "pdel0.0" not in counting
    assert counting["pdel1.0"] == 8765


def test_what_a_forgotten_person_corrected_does_not_count_again(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """A figure that was wrong is not made right by forgetting who said so."""
    with told.work(WORKSPACE) as work:
        work.append(a_record("mended", a_fact(value=10), author=MEI, supersedes="hers"))
        work.commit()
    forgotten(engine, outside, "person", MEI)
    with told.work(WORKSPACE) as work:
        assert in_force(work.facts(["i1"])) == []


def test_what_waits_for_a_forgotten_person_is_closed(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """Their question is withdrawn, a card of theirs alone is gone; one shared keeps the rest."""
    forgotten(engine, outside, "person", MEI)
    with told.work(WORKSPACE) as work:
        (question,) = work.questions("i1")
        (mixed,) = work.open_proposals("i1")
        only = work.proposal("only")
        assert work.attestations(["i1"]) == []
        assert [one.words for one in work.audited()] == [""]
    assert (question.state, question.person, question.text) == ("withdrawn", "", "")
    assert [one.author for one in mixed.facts] == [PRIYA]
    assert only is not None
    assert (only.state, only.facts) == ("discarded", ())


def test_nothing_of_theirs_comes_in_or_goes_out(
    engine: Engine, told: SqlRecords, queues: SqlQueues, outside: TombstoneFile
) -> None:
    """Their events are dropped, posts that quote or show them go out no more; the rest does."""
    forgotten(engine, outside, "person", MEI)
    assert queues.due(LATER) == (["E2"], ["other"])
    with told.work(WORKSPACE) as work:
        assert work.shown("card:mixed") is None
        assert work.shown("other") is not None


def test_a_card_of_theirs_that_waits_in_slack_is_closed_there(
    engine: Engine, told: SqlRecords, queues: SqlQueues, outside: TombstoneFile
) -> None:
    """Its quote and its buttons go; where others said something too, that goes on waiting."""
    lines = tuple(
        CardLine(label="Baseline", before=None, after="21 days", quote=quote)
        for quote in ("21 days", "9 days")
    )
    mine = a_statement(author=MEI, ts="7.7")
    hers = a_statement(a_fact(value=9, quote="9 days"), author=PRIYA, ts="8.8")
    with told.work(WORKSPACE) as work:
        work.propose(a_proposal("both", facts=(mine, hers)))
        for id in ("only", "both"):
            card = Card(proposal=id, title="What I understood", lines=lines)
            work.send(a_sending(f"card:{id}", thread="5.5", post=Post(card=card)), NOON)
        work.commit()
    for number, id in enumerate(("only", "both")):
        queues.posted(f"card:{id}", f"50.{number}", NOON)
    forget(engine, a_wish("person", MEI), outside.add, instead="Closed.")
    changes = {one["sending"].ts: one["sending"].post for one in rows(engine, "outbox").values()}
    assert changes["50.0"] == Post(closing="Closed.")
    assert changes["50.1"].card is not None
    assert [line.quote for line in changes["50.1"].card.lines] == ["9 days"]


def _asks(
    key: str, channel: str, asked: Sequence[tuple[str, str]], lead: Sequence[Line]
) -> Sending:
    """A reminder that shows questions, each by its id and whom it is put to."""
    first, *rest = (
        Ask(question=id, text="How many?", why="Nobody knows.", citations=(), to=person)
        for id, person in asked
    )
    post = Post(lead=tuple(lead), ask=first, asks=tuple(rest))
    return a_sending(key, channel=channel, thread=None, post=post)


def test_of_a_reminder_that_asks_others_too_only_their_part_is_taken(
    engine: Engine, told: SqlRecords, queues: SqlQueues, outside: TombstoneFile
) -> None:
    """Their buttons go in Slack and their questions go no further, an escalated one neither; what
    others are asked in the same message still is, there and in the record."""
    head = (Span(text="Claims portal"),)
    link = (Span(text="Baseline: "), Span(text="21 days", href=a_record().permalink))
    of_her, of_me = ((Span(text="It was put to"), Span(text="", user=one)) for one in (PRIYA, MEI))
    posts = {
        "weekly:1": ("C1", [("q1", MEI), ("q2", PRIYA)], (head, link), (head,), ["q2"]),
        "escalate:1": (
            "USPO",
            [("q3", "USPO"), ("q4", "USPO")],
            (of_me, of_her),
            (of_her,),
            ["q4"],
        ),
        "escalate:2": ("US", [("q3", "US")], (of_me,), (), []),
        "escalate:3": (MEI, [("q4", MEI)], (of_her,), (), []),
        "ask:q5": ("C1", [("q1", MEI), ("q2", PRIYA)], (head,), (), []),
    }
    with told.work(WORKSPACE) as work:
        for id, person in (("q2", PRIYA), ("q3", MEI), ("q4", PRIYA)):
            work.ask(a_question(id, person=person, asks="target", thread=""))
        work.close("q3", "escalated", NOON)
        for key, (channel, asked, lead, _, _) in posts.items():
            work.send(_asks(key, channel, asked, lead), NOON)
            for id, person in asked:
                what: Happened = "asked" if channel == "C1" else "sponsor"
                work.step(
                    Step(investment="i1", question=id, person=person, at=NOON, what=what, post=key)
                )
        work.commit()
    for number, key in enumerate(posts):
        queues.posted(key, f"60.{number}", NOON)
    forget(engine, a_wish("person", MEI), outside.add, instead="Closed.")
    changes = {one["sending"].ts: one["sending"].post for one in rows(engine, "outbox").values()}
    with told.work(WORKSPACE) as work:
        for number, (key, (channel, asked, _, left, ids)) in enumerate(posts.items()):
            asks_left = [one for one in asked if one[0] in ids]
            kept = work.shown(key)
            assert kept == (_asks(key, channel, asks_left, left).post if asks_left else None)
            closed = None if channel == MEI else Post(closing="Closed.")
            assert changes.get(f"60.{number}") == (kept or closed)
        assert [one.id for one in work.questions_under("C1", "60.0")] == ["q2"]
        states = {one.id: one.state for one in work.questions("i1")}
    assert (states["q3"], states["q4"]) == ("withdrawn", "posted")


def test_a_post_that_happens_to_hold_the_same_words_is_left_alone(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """Somebody else said them too; an answer that quotes the person is found without a link."""
    words = Post(lead=((Span(text="You say: about 21 days, I think"),),))
    with told.work(WORKSPACE) as work:
        work.send(a_sending("elsewhere", thread="2.2", post=words), NOON)
        work.send(a_sending("for-all", thread="2.2", post=words), NOON)
        work.commit()
    forgotten(engine, outside, "person", MEI)
    with told.work(WORKSPACE) as work:
        shown = {key: work.shown(key) for key in ("elsewhere", "for-all")}
    assert shown == {"elsewhere": words, "for-all": None}


def test_an_answer_for_one_person_s_eyes_goes_with_them(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """It is not left behind for everybody in the channel to ask on from."""
    forgotten(engine, outside, "person", MEI)
    assert set(rows(engine, "answers")) == {"for-all"}


def test_what_a_person_says_after_being_forgotten_is_kept(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """A tombstone takes what came before it; an import does not take what came after."""
    forgotten(engine, outside, "person", MEI)
    with told.work(WORKSPACE) as work:
        work.append(a_record("new", author=MEI, said_at=LATER + timedelta(days=1)))
        work.commit()
    import_lines(engine, copy(engine, "export"), outside.read())
    with told.work(WORKSPACE) as work:
        assert [one.author for one in work.facts(["i1"]) if one.id == "new"] == [MEI]


def test_a_forgotten_channel_takes_its_investments_along(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """What is at home there is gone, with all that was said there; other channels keep theirs."""
    with told.work(WORKSPACE) as work:
        work.append(a_record("abroad", investment="i2", channel="C1", ts="3.3"))
        work.commit()
    receipt = forgotten(engine, outside, "channel", "C1")
    with told.work(WORKSPACE) as work:
        assert [one.id for one in work.investments()] == ["i2"]
        facts = work.facts(["i1", "i2"])
    assert [one.id for one in in_force(facts)] == ["there"]
    assert {one.id for one in facts} == {"there", "abroad"}
    assert receipt.removed["facts"] == 3
    assert {one.id for one in outside.read()} >= {"C1", "i1"}
    assert "days" not in everywhere(engine).replace(_line_of(engine, "there"), "").replace(
        '"unit":"days"', ""
    )


def _line_of(engine: Engine, id: str) -> str:
    (line,) = [line for line in export_lines(engine, "export") if f'"id":"{id}"' in line]
    return line


def test_of_a_forgotten_workspace_tombstones_are_left(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """Nothing else stays, the other workspace keeps all, and the same can begin again."""
    with told.work("T2") as work:
        work.add_investment(an_investment(), "U9", NOON)
        work.commit()
    forgotten(engine, outside, "workspace", WORKSPACE)
    assert told.workspaces() == ["T2"]
    assert f'"workspace":"{WORKSPACE}"' not in everywhere(engine)
    with told.work(WORKSPACE) as work:
        work.add_investment(an_investment(), "U9", LATER + timedelta(days=1))
        work.commit()


@pytest.mark.parametrize("wish", [("person", MEI), ("channel", "C1"), ("workspace", WORKSPACE)])
def test_a_dry_run_tells_the_same_and_changes_nothing(
    engine: Engine, told: SqlRecords, outside: TombstoneFile, wish: tuple[str, str]
) -> None:
    """Who is asked to forget can look first."""
    before = everywhere(engine, ())
    looked = forget(engine, a_wish(*wish), outside.add, dry_run=True)
    assert everywhere(engine, ()) == before
    assert outside.read() == []
    done = forget(engine, a_wish(*wish), outside.add)
    assert looked == done.model_copy(update={"dry_run": True})


def test_to_forget_what_is_not_on_record_is_said_and_changes_nothing(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """A mistyped id is no success; somebody forgotten is not there a second time."""
    with pytest.raises(NothingToForgetError):
        forgotten(engine, outside, "person", "UMEII")
    forgotten(engine, outside, "person", MEI)
    with pytest.raises(NothingToForgetError):
        forgotten(engine, outside, "person", MEI)


def test_forgetting_that_cannot_be_kept_outside_is_not_done(
    engine: Engine, told: SqlRecords, tmp_path: Path
) -> None:
    """Without a tombstone a later restore would bring it back."""
    before = everywhere(engine, ())
    with pytest.raises(RecordsError):
        forget(engine, a_wish("person", MEI), TombstoneFile(tmp_path).add)
    assert everywhere(engine, ()) == before


@pytest.mark.parametrize("wish", [("person", MEI), ("channel", "C1"), ("workspace", WORKSPACE)])
def test_a_restore_does_not_bring_back_what_was_forgotten(
    engine: Engine, told: SqlRecords, outside: TombstoneFile, wish: tuple[str, str]
) -> None:
    """The database that is replaced knows what was forgotten in it."""
    backup = copy(engine)
    forgotten(engine, outside, *wish)
    after = everywhere(engine, ("outbox", "inbox", "tombstones"))
    assert restore(engine, backup, []).refused == ()
    assert everywhere(engine, ("outbox", "inbox", "tombstones")) == after
    assert "I think" not in everywhere(engine)


def test_a_lost_database_is_restored_without_what_was_forgotten(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """The file outside it knows."""
    backup = copy(engine)
    forgotten(engine, outside, "person", MEI)
    after = everywhere(engine, ("outbox", "inbox", "tombstones"))
    _lose(engine)
    restore(engine, backup, outside.read())
    assert everywhere(engine, ("outbox", "inbox", "tombstones")) == after
    assert MEI not in everywhere(engine)


def _lose(engine: Engine) -> None:
    from tests.storage.test_exchange import empty

    empty(engine)


def test_an_older_export_does_not_bring_back_what_was_forgotten(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """An import is no way around it, and is not refused for it."""
    export = copy(engine, "export")
    forgotten(engine, outside, "person", MEI)
    after = everywhere(engine, ())
    taken = import_lines(engine, export, outside.read())
    assert taken.refused == ()
    assert taken.gone == 3
    assert everywhere(engine, ()) == after


def test_what_a_file_knows_to_be_forgotten_is_forgotten_here_too(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """A tombstone holds wherever it comes to; the same record elsewhere follows it."""
    before = copy(engine, "export")
    forgotten(engine, outside, "person", MEI)
    export = copy(engine, "export")
    after = everywhere(engine, ("outbox", "inbox"))
    _lose(engine)
    import_lines(engine, before, [])
    assert import_lines(engine, export, []).refused == ()
    assert everywhere(engine, ("outbox", "inbox")) == after


def test_a_message_deleted_since_the_backup_stays_without_words(
    engine: Engine, told: SqlRecords
) -> None:
    """A restore does not undo what Slack was told to delete; the figure stays, marked."""
    backup = copy(engine)
    with told.work(WORKSPACE) as work:
        work.redact("C1", "7.7", LATER)
        work.commit()
    restore(engine, backup, [])
    with told.work(WORKSPACE) as work:
        (mine,) = [one for one in work.facts(["i1"]) if one.id == "mine"]
        assert work.edited("C1", "7.7", LATER) is False
    assert (mine.fact.value, mine.fact.quote, mine.source_deleted) == (21, "", True)
    assert "I think" not in everywhere(engine)


def test_a_card_of_others_in_the_thread_of_a_deleted_message_is_restored(
    engine: Engine, told: SqlRecords
) -> None:
    """Only what came of the message goes: the lead that named it, and its own lines."""
    lines = (
        CardLine(label="Baseline", before=None, after="21 days", quote="about 21 days, I think"),
        CardLine(label="Latest figure", before=None, after="9 days", quote="9 days"),
    )
    card = Card(proposal="later", title="What I understood", lines=lines)
    lead = ((Span(text="Delivered: “the portal is live”"),),)
    said = a_statement(a_fact(quote="about 21 days, I think"), author=MEI, ts="7.7")
    hers = a_statement(a_fact(value=9, quote="9 days"), author=PRIYA, ts="8.8")
    with told.work(WORKSPACE) as work:
        work.propose(a_proposal("later", thread="7.7", facts=(said, hers)))
        work.send(a_sending("card:later", thread="7.7", post=Post(lead=lead, card=card)), NOON)
        work.commit()
    backup = copy(engine)
    with told.work(WORKSPACE) as work:
        work.redact("C1", "7.7", LATER)
        work.commit()
    restore(engine, backup, [])
    with told.work(WORKSPACE) as work:
        shown = work.shown("card:later")
    assert shown is not None
    assert shown.card is not None
    assert (shown.lead, [line.after for line in shown.card.lines]) == ((), ["9 days"])


def test_a_restore_puts_back_all_there_was(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """Record, events and posts; what came since is gone, as a restore is meant to do."""
    backup, before = copy(engine), everywhere(engine, ("outbox", "inbox"))
    with told.work(WORKSPACE) as work:
        work.append(a_record("since"))
        work.commit()
    restore(engine, backup, [])
    assert everywhere(engine, ("outbox", "inbox")) == before
    assert set(rows(engine, "inbox")) == {"E1", "E2"}
    assert set(rows(engine, "outbox")) == {"card:mixed", "quotes", "felt", "other"}


def test_a_post_that_waited_in_the_backup_is_looked_for_before_it_is_sent(
    engine: Engine, told: SqlRecords, queues: SqlQueues
) -> None:
    """It may have gone out since; who begins it is told that it was begun before."""
    restore(engine, copy(engine), [])
    claimed = taken(queues, LATER)
    assert claimed is not None
    assert claimed[2] >= 1


def test_a_broken_backup_changes_nothing(engine: Engine, told: SqlRecords) -> None:
    """Better yesterday's record than half of last month's."""
    before = everywhere(engine, ())
    cut = io.BytesIO(copy(engine).getvalue()[:-40])
    assert restore(engine, cut, []).refused
    assert everywhere(engine, ()) == before


def test_every_table_of_the_record_has_a_rule_of_what_is_left() -> None:
    """A table added without one would keep what was to be forgotten."""
    ruled = {one.name for one in EVERYTHING} - {"forgotten", "tombstones"}
    assert set(RULES) == set(WHEN) == ruled
    assert {one.name for one in RECORD} <= ruled | {"forgotten", "tombstones"}


def test_the_file_outside_holds_ids_and_times_alone(
    engine: Engine, told: SqlRecords, outside: TombstoneFile, tmp_path: Path
) -> None:
    """Nobody's words are kept to forget them by; only its owner may read it."""
    forgotten(engine, outside, "person", MEI)
    path = tmp_path / "forgotten.jsonl"
    assert path.stat().st_mode & 0o077 == 0
    assert "days" not in path.read_text()


def test_a_line_cut_off_in_a_crash_is_passed_over_and_a_wrong_one_named(tmp_path: Path) -> None:
    """The tombstones before and after it hold; what is no tombstone at all is said."""
    path = tmp_path / "forgotten.jsonl"
    file = TombstoneFile(path)
    file.add([a_wish("person", MEI)])
    path.write_text(path.read_text() + '{"workspace":"T1","wh')
    file.add([a_wish("person", PRIYA)])
    assert [one.id for one in file.read()] == [MEI, PRIYA]
    path.write_text('{"workspace":"T1"}\n')
    with pytest.raises(RecordsError, match="line 1"):
        file.read()


def test_sqlite_keeps_no_shadow_of_what_was_forgotten(tmp_path: Path) -> None:
    """Neither the file nor the log beside it holds the words."""
    with a_database(tmp_path) as engine:
        with SqlRecords(engine).work(WORKSPACE) as work:
            work.add_investment(an_investment(), PRIYA, NOON)
            work.append(a_record(fact=a_fact(quote="21 days, I think"), author=MEI))
            work.commit()
        forget(engine, a_wish("person", MEI), lambda stones: None)
        for file in tmp_path.glob("records.db*"):
            assert b"I think" not in file.read_bytes()


def test_a_fact_restored_under_a_tombstone_is_the_one_forgetting_leaves(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """Ids and times are the same however it was forgotten."""
    with told.work(WORKSPACE) as work:
        before = {one.id for one in work.facts(["i1"])}
    forgotten(engine, outside, "person", MEI)
    with told.work(WORKSPACE) as work:
        after: list[Recorded] = work.facts(["i1"])
    assert {one.id for one in after} == before


def test_answers_after_forgetting_tell_what_is_left(
    engine: Engine, told: SqlRecords, outside: TombstoneFile
) -> None:
    """The baseline is not known any more; its history says that something was, and no more."""
    forgotten(engine, outside, "person", MEI)
    voice = PlainVoice(load_texts())
    answer = as_text(report(WORKSPACE, None, "Claims portal", told, voice, LATER).post)
    assert "21" not in answer
    with told.work(WORKSPACE) as work:
        placed = standing(work, work.investments()[:1], Asked(), LATER, str, True).placed
        facts = work.facts(["i1"])
    history = as_text(Behind(voice, LATER).history(placed, facts))
    assert "Baseline: the words were deleted, 1 June 2026" in history
    assert "21" not in history
