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
    assert queues.claim("k1", LATER, 60) == (WORKSPACE, a_sending(), 0)


def test_another_workspace_s_key_is_refused_aloud(records: SqlRecords) -> None:
    """A post is never lost in silence because somebody else's has the same key."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(), NOON)
        work.commit()
    with records.work("T2") as work, pytest.raises(RecordsError, match="another workspace"):
        work.send(a_sending(), NOON)


def _sent(records: SqlRecords, workspace: str = WORKSPACE) -> tuple[Post, str] | None:
    with records.work(workspace) as work:
        return work.sent("k1")


def test_a_post_and_its_message_are_known_once_it_went_out(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """Not before, and not to another workspace."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(post=CHOICE), NOON)
        work.commit()
    assert _sent(records) is None
    queues.claim("k1", NOON, 60)
    assert _sent(records) is None
    queues.posted("k1", "300.1", NOON)
    assert _sent(records) == (CHOICE, "300.1")
    assert _sent(records, "T2") is None


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
    assert _sent(records) == (Post(), "300.1")


def test_a_post_that_made_no_message_has_none(records: SqlRecords, queues: SqlQueues) -> None:
    """Words for one person's eyes went out, but there is nothing to change later."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(way="reply"), NOON)
        work.commit()
    queues.posted("k1", None, NOON)
    assert _sent(records) is None
    assert queues.due(LATER) == ([], [])


def test_a_changed_post_is_known_as_it_shows_now(records: SqlRecords, queues: SqlQueues) -> None:
    """The next change starts from what people see; a post still waiting stays as it is."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(), NOON)
        work.shows("k1", a_post("Too early."))
        work.shows("unknown", a_post())
        work.commit()
    assert queues.claim("k1", NOON, 60) == (WORKSPACE, a_sending(), 0)
    queues.posted("k1", "300.1", NOON)
    with records.work("T2") as work:
        work.shows("k1", a_post("Not theirs."))
        work.commit()
    with records.work(WORKSPACE) as work:
        work.shows("k1", a_post("Recorded."))
        work.commit()
    assert _sent(records) == (a_post("Recorded."), "300.1")
