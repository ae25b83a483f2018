"""How people wish to be reminded, and what falls due when."""

from datetime import date, time, timedelta
from typing import Any

from bot.benefits.manners import Away, ChannelManners, HouseManners, PersonManners
from bot.benefits.reminders import Step
from bot.ports import Audience, Pace
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE, a_question, a_sending, an_investment

LATER = NOON + timedelta(days=7)


def test_manners_are_the_usual_ones_until_somebody_says_otherwise(records: SqlRecords) -> None:
    """The last word counts; each workspace, channel and person for itself."""
    away = PersonManners(away=(Away(first=date(2026, 6, 1), last=date(2026, 6, 5)),))
    late = ChannelManners(weekday=5, hour=time(14), zone="Europe/London")
    with records.work(WORKSPACE) as work:
        work.keep_manners("U1", PersonManners(is_muted=True), NOON)
        work.keep_manners("U1", away, NOON)
        work.keep_manners("U1", late, NOON)
        work.keep_manners("", HouseManners(country="GB"), NOON)
        work.commit()
    with records.work(WORKSPACE) as work:
        assert work.manners_of_people(["U1", "U2"]) == {"U1": away, "U2": PersonManners()}
        assert work.manners_of_channels(["C1", "U1"]) == {"C1": ChannelManners(), "U1": late}
        assert work.manners_of_house() == HouseManners(country="GB")
    with records.work("T2") as work:
        assert work.manners_of_house() == HouseManners()


def test_what_fell_due_before_is_looked_for_in_slack_before_it_is_said(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """It may have been said in a time that a restore took back. Put off unsaid, it still may have
    been; once said, it was."""
    step = Step(investment="i1", question="q1", person="U1", at=NOON, what="asked", post="weekly:1")
    with records.work(WORKSPACE) as work:
        work.plan_due("weekly", "i1", NOON)
        work.commit()
    found: list[tuple[str, int]] = []
    for key, tries in (("", 2), ("weekly:1", 1), ("weekly:2", 1)):
        for _ in range(tries):
            queues.fall_due(LATER, LATER, 9, -1, ["weekly"])
        with records.work(WORKSPACE) as work:
            if key:
                said = [step.model_copy(update={"post": key})]
                work.put_all([], said, [a_sending(key, at_leisure=True)], NOON)
            work.plan_all("weekly", {"i1": NOON})
            work.commit()
        for one in queues.take(LATER, 9, 60, Pace(0, 0)):
            found.append((one.key, one.before))
            queues.posted(one.key, "1.1", LATER)
    assert found == [("weekly:1", 1), ("weekly:2", 0)]


def test_what_falls_due_is_planned_once(records: SqlRecords, queues: SqlQueues) -> None:
    """The last time that was told counts; none is never. What is next is told, of all kinds."""
    with records.work(WORKSPACE) as work:
        work.plan_due("weekly", "i1", NOON)
        work.plan_due("weekly", "i1", LATER)
        work.plan_due("escalate", "i1", NOON)
        work.plan_due("digest", "U1", NOON)
        work.plan_due("digest", "U1", None)
        assert work.planned("weekly", ["i1", "i2"]) == {"i1": LATER}
        assert work.planned("escalate", ["i1"]) == {"i1": NOON}
        assert work.planned("digest", ["U1"]) == {}
        work.commit()
    moments = (NOON - timedelta(seconds=1), NOON, LATER)
    assert [queues.next_due(one) for one in moments] == [NOON, LATER, None]


def a_step(question: str = "q1", **given: Any) -> Step:
    """U1 was shown q1 again in the message k1."""
    usual = {"investment": "i1", "person": "U1", "at": NOON, "what": "reminded", "post": "k1"}
    return Step(**({"question": question} | usual | given))


def test_steps_are_kept_once_and_come_back_as_they_were(records: SqlRecords) -> None:
    """Any words, alone or many at once; of what an audience may not see none are loaded."""
    skipped = a_step(what="skipped", post=None, words="left \x00 us", until=date(2026, 7, 1))
    of_many = a_step(what="snoozed", post=None, words="\\x \udc80 \x00 later")
    with records.work(WORKSPACE) as work:
        assert work.step(a_step())
        assert not work.step(a_step())
        assert work.step(skipped)
        for _ in range(2):
            work.put_all([], [of_many, a_step()], [], NOON)
        found = work.steps(["i1", "i2"])
        assert sorted(found, key=lambda one: one.what) == [a_step(), skipped, of_many]
        work.commit()
    with records.work(WORKSPACE, Audience(channels=frozenset())) as work:
        assert work.steps(["i1"]) == []


def test_reminders_count_towards_the_budget(records: SqlRecords) -> None:
    """With what was asked under updates; once each."""
    with records.work(WORKSPACE) as work:
        work.ask(a_question("q1"))
        work.ask(a_question("q2", at=LATER, asks="owner"))
        work.ask(a_question("q3", at=LATER, asks="target"))
        for question in ("q2", "q3"):
            work.step(a_step(question, at=LATER, what="asked", post="k2"))
        work.step(a_step("q1", at=LATER + timedelta(days=7)))
        work.step(a_step("q1", at=LATER, person="U2", what="owner", post="k3"))
        work.step(a_step("q1", at=LATER, what="snoozed", post=None))
        times = [NOON, LATER, LATER, LATER + timedelta(days=7)]
        assert work.times_asked("U1", NOON) == times
        found = work.times_asked_of(["U1", "U2", "U3"], LATER)
        assert found == {"U1": times[1:], "U2": [LATER], "U3": []}


def test_a_question_is_found_under_the_message_that_shows_it_again(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """In its channel, and in the direct conversation of the person it was sent to."""
    with records.work(WORKSPACE) as work:
        work.ask(a_question())
        work.step(a_step())
        work.step(a_step(at=LATER, person="U2", what="owner", post="k2"))
        work.send(a_sending("k1", thread=None), NOON)
        work.send(a_sending("k2", channel="U2", thread=None), NOON)
        work.commit()
        where = a_question().place
    queues.posted("k1", "200.1", NOON)
    with records.work(WORKSPACE) as work:
        assert [one.place for one in work.questions("i1")] == [("C1", "200.1")]
    queues.posted("k2", "300.1", NOON)
    with records.work(WORKSPACE) as work:
        shown = work.questions_under("C1", "200.1")
        assert [one.id for one in shown] == ["q1"]
        assert shown == work.questions_under("D9", "300.1") == work.questions_about(["i1"])
        assert shown[0].place == ("U2", "300.1")
        assert work.questions_under("C2", "200.1") == []
        assert where == ("C1", "100.1")


def test_a_batch_is_read_at_once(records: SqlRecords) -> None:
    """The investments of some ids, and who put each on record."""
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment("i2", name="Another"), "U2", NOON)
        assert [one.id for one in work.investments_among(["i1", "i2", "i3"])] == ["i2", "i1"]
        assert work.linkers(["i1", "i2", "i3"]) == {"i1": "U1", "i2": "U2"}


def test_a_question_knows_until_when_it_was_put_off(records: SqlRecords) -> None:
    """The last word of who put it off; one that was not put off tells none."""
    with records.work(WORKSPACE) as work:
        work.ask(a_question("q1"))
        work.ask(a_question("q2"))
        for days, day in enumerate((date(2026, 6, 9), date(2026, 10, 1), date(2026, 7, 1))):
            at = NOON + timedelta(days=days)
            work.step(a_step(what="snoozed", post=None, until=day, at=at))
        found = {one.id: one.put_off_until for one in work.questions("i1")}
    assert found == {"q1": date(2026, 7, 1), "q2": None}
