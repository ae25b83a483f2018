"""Questions, proposals and posts on record."""

from datetime import timedelta

import pytest

from bot.benefits.conversation import Option, Post
from bot.errors import NotFoundError, RecordsError
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import (
    NOON,
    WORKSPACE,
    a_post,
    a_proposal,
    a_question,
    a_sending,
    an_investment,
    taken,
)

CHOICE = a_post("Which one?").model_copy(update={"options": (Option(ref="i1", label="CRM"),)})
"""A post that a click may change."""

LATER = NOON + timedelta(hours=1)


def test_the_same_question_is_asked_once(records: SqlRecords) -> None:
    """The second time it is refused, in the same unit and in a later one; the first one stays."""
    with records.work(WORKSPACE) as work:
        assert work.ask(a_question()) is True
        assert work.ask(a_question(text="Put differently?")) is False
        work.commit()
    with records.work(WORKSPACE) as work:
        assert work.ask(a_question(text="And again?")) is False
        assert work.question("q1") == a_question()


def test_a_question_taken_back_can_be_asked(records: SqlRecords) -> None:
    """One that was never put to anybody does not count as asked."""
    with records.work(WORKSPACE) as work:
        work.ask(a_question())
    with records.work(WORKSPACE) as work:
        assert work.question("q1") is None
        assert work.ask(a_question()) is True


def test_questions_come_oldest_first(records: SqlRecords) -> None:
    """About an investment, and under a thread."""
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment("i2"), "U1", NOON)
        work.ask(a_question("b", at=LATER))
        work.ask(a_question("c", at=NOON, thread="200.1"))
        work.ask(a_question("a", at=NOON, investment="i2"))
        assert [one.id for one in work.questions("i1")] == ["c", "b"]
        assert [one.id for one in work.questions_under("C1", "100.1")] == ["a", "b"]
        assert work.questions_under("C2", "100.1") == []


def test_a_closed_question_says_what_became_of_it(records: SqlRecords) -> None:
    """However it is looked up."""
    with records.work(WORKSPACE) as work:
        work.ask(a_question())
        work.close("q1", "not_known", LATER)
        closed = a_question(state="not_known")
        assert work.question("q1") == closed
        assert work.questions("i1") == work.questions_under("C1", "100.1") == [closed]


@pytest.mark.parametrize("state", ["answered", "not_known", "withdrawn", "expired"])
def test_what_is_closed_is_not_closed_once_more(records: SqlRecords, state: str) -> None:
    """Whoever was first stays; one that went to others is still open, and any may be reopened."""
    with records.work(WORKSPACE) as work:
        work.ask(a_question())
        assert work.close("q1", "escalated", NOON)
        assert work.close("q1", state, NOON)
        assert not work.close("q1", "escalated", LATER)
        assert work.question("q1") == a_question(state=state)
        assert work.close("q1", "posted", LATER)
        assert work.question("q1") == a_question()


def test_closing_an_unknown_question_is_said(records: SqlRecords) -> None:
    """A click on something that is not on record has a clear result."""
    with records.work(WORKSPACE) as work, pytest.raises(NotFoundError):
        work.close("q9", "answered", NOON)


def test_a_person_s_questions_count_over_all_investments(records: SqlRecords) -> None:
    """Also closed ones, from the given time on; nobody else's."""
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment("i2"), "U1", NOON)
        work.ask(a_question("q1", at=LATER))
        work.ask(a_question("q2", investment="i2"))
        work.ask(a_question("q3", at=NOON - timedelta(seconds=1)))
        work.ask(a_question("q4", person="U2"))
        work.close("q2", "answered", LATER)
        assert work.times_asked("U1", NOON) == [NOON, LATER]


def test_proposals_come_oldest_first_as_they_were_made(records: SqlRecords) -> None:
    """With every fact and the message each was stated in."""
    first, second = a_proposal("z"), a_proposal("a", at=LATER, question="q1")
    with records.work(WORKSPACE) as work:
        work.propose(second)
        work.propose(first)
        work.propose(a_proposal("m", thread="200.1"))
        assert work.proposals_under("C1", "100.1") == [first, second]
        assert work.proposal("a") == second
        assert work.proposal("nothing") is None


def test_a_decision_is_kept_with_who_made_it(records: SqlRecords) -> None:
    """The second of two people clicking can be told who was first."""
    decided = a_proposal(state="recorded", decided_by="U2", decided_at=LATER)
    with records.work(WORKSPACE) as work:
        work.propose(a_proposal())
        work.decide(decided)
        work.commit()
    with records.work(WORKSPACE) as work:
        assert work.proposal("p1") == decided


def test_a_decision_is_made_once(records: SqlRecords) -> None:
    """What was decided is not decided again by somebody who did not look."""
    with records.work(WORKSPACE) as work:
        work.propose(a_proposal())
        work.decide(a_proposal(state="discarded", decided_by="U2", decided_at=LATER))
        work.commit()
    with records.work(WORKSPACE) as work, pytest.raises(RecordsError, match="no longer open"):
        work.decide(a_proposal(state="recorded", decided_by="U3", decided_at=LATER))


def test_a_post_sent_twice_goes_out_once(records: SqlRecords, queues: SqlQueues) -> None:
    """The first post of a key is the one that counts."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(), NOON)
        work.send(a_sending(post=a_post("Something else.")), LATER)
        work.commit()
    with records.work(WORKSPACE) as work:
        work.send(a_sending(post=a_post("A third.")), LATER)
        work.commit()
    assert queues.due(LATER) == ([], ["k1"])
    assert taken(queues, LATER) == (WORKSPACE, a_sending(), 0)


def test_another_workspace_s_key_is_refused_aloud(records: SqlRecords) -> None:
    """A post is never lost in silence because somebody else's has the same key."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(), NOON)
        work.commit()
    with records.work("T2") as work, pytest.raises(RecordsError, match="another workspace"):
        work.send(a_sending(), NOON)


def _shown(records: SqlRecords, workspace: str = WORKSPACE) -> Post | None:
    with records.work(workspace) as work:
        return work.shown("k1")


def _change(records: SqlRecords, post: Post, change: str, workspace: str = WORKSPACE) -> None:
    with records.work(workspace) as work:
        work.change("k1", post, change, LATER)
        work.change("unknown", post, change, LATER)
        work.commit()


def test_what_a_post_shows_is_known_to_its_workspace_alone(records: SqlRecords) -> None:
    """From the moment it is put in the outbox."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(post=CHOICE), NOON)
        work.commit()
    assert _shown(records) == CHOICE
    assert _shown(records, "T2") is None


def test_words_that_went_out_and_never_change_are_forgotten(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """An answer may repeat what a person wrote; once Slack has it, nobody needs it here."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(), NOON)
        work.send(a_sending("k2", way="reply", reply_to="https://hooks.slack.com/x"), NOON)
        work.commit()
    for key in ("k1", "k2"):
        queues.posted(key, "300.1" if key == "k1" else None, NOON)
    assert _shown(records) == Post()


def test_a_post_that_made_no_message_has_none(records: SqlRecords, queues: SqlQueues) -> None:
    """Words for one person's eyes went out, but there is nothing to change later."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(way="reply"), NOON)
        work.commit()
    queues.posted("k1", None, NOON)
    assert _shown(records) is None
    assert queues.due(LATER) == ([], [])


def test_a_post_that_is_out_is_changed_where_it_stands(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """The change goes out as one, and the next change starts from what people see."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(post=CHOICE), NOON)
        work.commit()
    queues.posted("k1", "300.1", NOON)
    _change(records, a_post("Not theirs."), "x", workspace="T2")
    _change(records, a_post("Recorded."), "done")
    claimed = taken(queues, LATER)
    assert claimed is not None
    assert (claimed[1].way, claimed[1].ts, claimed[1].post) == (
        "update",
        "300.1",
        a_post("Recorded."),
    )
    assert _shown(records) == a_post("Recorded.")
    assert queues.due(LATER) == ([], [])


def test_a_post_decided_before_it_is_out_is_changed_as_soon_as_it_is(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """Nobody is left with buttons that do nothing: the change follows the post by itself."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(post=CHOICE), NOON)
        work.commit()
    claimed = taken(queues, NOON)
    assert claimed is not None
    assert claimed[1].post == CHOICE
    _change(records, a_post("First."), "one")
    _change(records, a_post("Second."), "two")
    assert _shown(records) == a_post("Second.")
    queues.posted("k1", "300.1", NOON)
    assert queues.due(LATER)[1] == ["k1:later"]
    change = taken(queues, LATER)
    assert change is not None
    assert (change[1].way, change[1].ts, change[1].post) == ("update", "300.1", a_post("Second."))


def test_an_older_change_tried_again_never_undoes_a_newer_one(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """What Slack refused once is let go of when something newer is to be shown."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(post=CHOICE), NOON)
        work.commit()
    queues.posted("k1", "300.1", NOON)
    _change(records, a_post("Older."), "one")
    taken(queues, LATER)
    _change(records, a_post("Newer."), "two")
    queues.refused("k1:one", "internal_error", LATER)
    assert queues.due(LATER)[1] == ["k1:two"]


def test_a_change_of_a_post_that_made_no_message_goes_nowhere(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """There is nothing to change, and nothing left to send."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(post=CHOICE), NOON)
        work.commit()
    queues.posted("k1", None, NOON)
    _change(records, a_post("Recorded."), "done")
    assert queues.due(LATER) == ([], [])
