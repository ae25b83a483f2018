"""What is due of an investment by now, though nobody posted anything."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.benefits.accepted import Acceptance
from bot.benefits.due import Due, History, due_gaps, is_known
from bot.benefits.facts import Recorded
from bot.benefits.investment import Attribution
from bot.benefits.practices.barriers import Barrier
from bot.benefits.questions import Question
from bot.benefits.reminders import Happened, Step
from tests.builders import NOON, a_fact, a_measure, a_question, a_record, an_investment

DAY = timedelta(days=1)
LIVE = date(2026, 5, 20)


def says_yes(role: str = "owner", person: str = "U2") -> Acceptance:
    """Somebody accepted a role, a while ago."""
    given = {"investment": "i1", "role": role, "person": person, "state": "accepted"}
    return Acceptance.model_validate(given | {"by": person, "at": NOON - 30 * DAY})


def stated(slot: Any, days: float = 0, id: str = "", **given: Any) -> Recorded:
    """A fact said and recorded so many days before noon of 1 June."""
    at = NOON - days * DAY
    value = 9 if slot in ("baseline", "current", "target") else None
    words = {"person": "<@U2>"} if slot == "owner" else {}
    fact = a_fact(slot=slot, value=value, **words)
    message = {"said_at": at, "recorded_at": at, "ts": f"{slot}{days}"}
    return a_record(id or f"{slot}{days}", fact, **(message | given))


OWNED = stated("owner", 90)


def a_history(*facts: Recorded, questions: Sequence[Question] = (), **given: Any) -> History:
    """Of i1, live since 20 May, whose owner U2 accepted."""
    home = an_investment(**({"go_live": LIVE} | given.pop("home", {})))
    usual: dict[str, Any] = {"acceptances": [says_yes()], "questions": list(questions)}
    return History(investment=home, facts=[OWNED, *facts], **(usual | given))


def settled(*facts: Recorded, **given: Any) -> History:
    """The same, live for two weeks."""
    home = {"go_live": date(2026, 5, 18)} | given.pop("home", {})
    return a_history(*facts, home=home, **given)


def told(found: Sequence[Due]) -> list[tuple[str, str]]:
    """Why, and for what."""
    return [(one.why, one.gap.asks) for one in found]


def asked(days: float, asks: Any = "current", **given: Any) -> Question:
    """Asked so many days before noon, by now answered."""
    return a_question(**({"asks": asks, "at": NOON - days * DAY, "state": "answered"} | given))


@pytest.mark.parametrize(
    ("of", "why"),
    [
        (settled(), [("measurement", "current")]),
        (settled(home={"go_live": None}), []),
        (settled(home={"go_live": date(2026, 6, 2)}), []),
        (settled(home={"go_live": date(2026, 5, 19)}), []),
        (settled(stated("current", 40), home={"go_live": date(2026, 5, 19)}), []),
        (settled(home={"measures": (a_measure(rhythm=90),)}), []),
        (settled(home={"measures": (a_measure(due=date(2026, 6, 2)),)}), []),
        (settled(stated("current", 27)), []),
        (settled(stated("current", 28)), [("measurement", "current")]),
        (
            settled(stated("current", 28), home={"measures": (a_measure(rhythm=90),)}),
            [],
        ),
        (
            settled(stated("current", 7), home={"measures": (a_measure(rhythm=7),)}),
            [("measurement", "current")],
        ),
        (
            settled(stated("current", 60), stated("current", 5)),
            [("stale", "evidence")],
        ),
        (
            settled(stated("current", 60), stated("current", 5), stated("evidence", 5)),
            [],
        ),
        (settled(questions=[asked(20)]), []),
        (settled(questions=[asked(28)]), [("measurement", "current")]),
        (settled(questions=[asked(28, state="posted")]), []),
        (settled(questions=[asked(200, state="not_known")]), []),
        (
            settled(stated("current", 40), questions=[asked(200, state="not_known")]),
            [("measurement", "current")],
        ),
    ],
)
def test_a_figure_is_due_by_the_rhythm_of_its_measure(
    of: History, why: list[tuple[str, str]]
) -> None:
    """From two weeks after go-live on, half its rhythm, or its own first day; not twice, and not
    where nobody knew.
    """
    assert told(due_gaps(of, NOON)) == why


def in_the_way(**given: Any) -> Barrier:
    """Told forty days ago."""
    usual: dict[str, Any] = {"id": "b1", "investment": "i1", "kind": "chasing", "text": "we chase"}
    said: dict[str, Any] = {"author": "U1", "said_at": NOON - 40 * DAY, "permalink": None}
    return Barrier(**(usual | said | given))


def figures(level: float) -> list[Recorded]:
    """9 days before, and this many now, with a source."""
    now = a_fact("current", level, as_of="2026-05-28")
    at = {"said_at": NOON - 3 * DAY, "recorded_at": NOON - 3 * DAY, "ts": "now"}
    return [
        stated("baseline", 200),
        a_record("now", now, **at),
        a_record("shown", a_fact("evidence", None, "report", ref="report"), **at),
    ]


@pytest.mark.parametrize(
    ("level", "barriers", "questions", "is_due"),
    [
        (9, [in_the_way()], [], True),
        (12, [in_the_way(measure="m1")], [], True),
        (5, [in_the_way()], [], False),
        (9, [in_the_way(measure="m2")], [], False),
        (9, [], [], False),
        (9, [in_the_way()], [asked(27, "barrier", measure=None)], False),
        (9, [in_the_way()], [asked(28, "barrier", measure=None)], True),
        (9, [in_the_way()], [asked(90, "barrier", measure=None, state="not_known")], False),
    ],
)
def test_a_barrier_is_asked_about_while_what_it_holds_up_does_not_improve(
    level: float, barriers: list[Barrier], questions: list[Question], is_due: bool
) -> None:
    """Once in four weeks, and not where nobody knew."""
    of = a_history(*figures(level), barriers=barriers, questions=questions)
    found = [one for one in due_gaps(of, NOON) if one.why == "barrier"]
    assert bool(found) == is_due
    assert all((one.barrier, one.held) == ("b1", "claim handling time") for one in found)


@pytest.mark.parametrize(
    ("day", "home", "due"),
    [
        (date(2026, 6, 19), {}, []),
        (date(2026, 6, 20), {}, ["attribution", "barrier"]),
        (date(2026, 7, 17), {}, ["attribution", "barrier"]),
        (date(2026, 7, 18), {}, []),
        (date(2026, 6, 20), {"attributions": (Attribution(share=0.5),)}, ["barrier"]),
        (date(2026, 6, 3), {"reviews": (date(2026, 6, 2),)}, ["attribution", "barrier"]),
        (date(2026, 11, 20), {}, ["attribution", "barrier"]),
    ],
)
def test_a_review_asks_one_three_and_six_months_after_go_live(
    day: date, home: dict[str, Any], due: list[str]
) -> None:
    """Or when it was set; what it finds on record it does not ask."""
    at = datetime.combine(day, NOON.timetz())
    fresh = [stated("current"), stated("evidence")]
    fresh = [one.model_copy(update={"said_at": at, "recorded_at": at}) for one in fresh]
    found = due_gaps(a_history(*fresh, home=home), at)
    assert [one.gap.asks for one in found if one.why == "review"] == due


def test_each_review_is_one_of_its_own() -> None:
    """Nobody is asked twice in one review; in the next one they are asked anew."""
    at = datetime(2026, 8, 20, 12, tzinfo=NOON.tzinfo)
    first = asked(0, "barrier", measure=None, at=datetime(2026, 6, 22, tzinfo=NOON.tzinfo))
    again = asked(0, "barrier", measure=None, at=at)
    gaps = [one.gap.asks for one in due_gaps(a_history(questions=[first]), at)]
    assert "barrier" in gaps
    gaps = [one.gap.asks for one in due_gaps(a_history(questions=[first, again]), at)]
    assert "barrier" not in gaps


@pytest.mark.parametrize(
    ("given", "due"),
    [
        ({}, []),
        ({"acceptances": []}, [("handover", "owner")]),
        ({"gone": frozenset({"U2"})}, []),
        ({"acceptances": [], "home": {"go_live": date(2026, 6, 2)}}, []),
        ({"acceptances": [], "questions": [asked(3, "owner", period="2026-05-20")]}, []),
    ],
)
def test_somebody_owns_it_from_go_live_on(
    given: dict[str, Any], due: list[tuple[str, str]]
) -> None:
    """Nobody accepted: somebody is asked to name one, once. A leaver's are handed over at once."""
    found = told(due_gaps(a_history(stated("current", 2), stated("evidence", 2), **given), NOON))
    assert found == due


@pytest.mark.parametrize(
    ("days", "given", "due"),
    [
        (27, {}, []),
        (29, {}, [("handover", "owner")]),
        (29, {"state": "withdrawn"}, []),
        (29, {"state": "escalated"}, []),
        (29, {"period": "U9"}, []),
    ],
)
def test_what_nobody_took_over_from_a_leaver_is_asked_about_once_more(
    days: float, given: dict[str, Any], due: list[tuple[str, str]]
) -> None:
    """Once that was not answered in its time; who did not wish to be asked is not."""
    fresh = [stated("current", 2), stated("evidence", 2)]
    usual = {"measure": None, "person": "U3", "period": "U2", "state": "posted"}
    left = asked(days, "owner", **(usual | given))
    gone: dict[str, Any] = {"gone": frozenset({"U2"})}
    found = due_gaps(a_history(*fresh, questions=[left], **gone), NOON)
    again = [one for one in found if one.why != "open"]
    assert told(again) == due
    for one in again:
        before = asked(1, "owner", period=one.period)
        assert due_gaps(a_history(*fresh, questions=[left, before], **gone), NOON) == []


def test_who_was_just_named_may_still_say_yes() -> None:
    """For two weeks nobody else is asked for an owner."""
    lately = [stated("current", 2), stated("evidence", 2), stated("owner", 13)]
    assert due_gaps(a_history(*lately, acceptances=[]), NOON) == []
    assert told(due_gaps(a_history(*lately, acceptances=[]), NOON + 2 * DAY)) == [
        ("handover", "owner")
    ]


def test_an_open_question_is_due_again_once_a_week_old() -> None:
    """Once, under its own id; not while it is put off, and not when its answer is known."""
    waits = asked(8, "target", state="posted")
    fresh = [stated("current", 2), stated("evidence", 2)]
    (due,) = due_gaps(a_history(*fresh, questions=[waits]), NOON)
    assert (due.why, due.question) == ("open", waits)
    step = {"investment": "i1", "question": waits.id, "person": "U1", "at": NOON}
    for more in (
        {"steps": [Step.model_validate(step | {"what": "reminded"})]},
        {"steps": [Step.model_validate(step | {"what": "snoozed", "until": NOON.date()})]},
        {"questions": [asked(6, "target", state="posted")]},
        {"questions": [asked(29, "target", state="posted")]},
    ):
        assert due_gaps(a_history(*fresh, **({"questions": [waits]} | more)), NOON) == []
    assert due_gaps(a_history(*fresh, stated("target"), questions=[waits]), NOON) == []


def became(what: Happened, days: float, person: str = "U1", until: int = 0) -> Step:
    """A step of q1 so many days before noon; put off until the end of a day as long ago."""
    day = {"until": (NOON - until * DAY).date()} if what == "snoozed" else {}
    step = {"investment": "i1", "question": "q1", "person": person, "what": what}
    return Step.model_validate(step | {"at": NOON - days * DAY} | day)


@pytest.mark.parametrize(
    ("state", "steps", "person"),
    [
        ("posted", [("reminded", 9), ("snoozed", 8, "U1", 1)], "U1"),
        ("posted", [("reminded", 9), ("snoozed", 8, "U1", 0)], None),
        ("posted", [("reminded", 9), ("snoozed", 8, "U1", 2), ("reminded", 1)], None),
        ("posted", [("snoozed", 2, "U1", 1)], "U1"),
        ("escalated", [("owner", 9, "U2"), ("snoozed", 8, "U2", 1)], "U2"),
        ("escalated", [("owner", 9, "U2"), ("snoozed", 8, "U2", 0)], None),
        ("escalated", [("snoozed", 12, "U1", 1), ("owner", 9, "U2")], None),
        ("escalated", [("owner", 9, "U2")], None),
        ("escalated", [("owner", 9, "U2"), ("snoozed", 8, "U2", 3), ("reminded", 1, "U2")], None),
        ("escalated", [("sponsor", 9, "U3"), ("snoozed", 8, "U3", 1), ("stopped", 1, "U3")], None),
    ],
)
def test_what_was_put_off_comes_back_to_who_put_it_off(
    state: str, steps: list[Any], person: str | None
) -> None:
    """Once the day is over, whether it had been shown again before or gone on to them: once."""
    at = 5 if steps[0][1] == 2 else 20
    fresh = [stated("current", 2), stated("evidence", 2)]
    of = a_history(
        *fresh,
        questions=[asked(at, "target", state=state)],
        steps=[became(*step) for step in steps],
    )
    assert [one.person for one in due_gaps(of, NOON)] == ([person] if person else [])


@pytest.mark.parametrize(
    ("zone", "hour", "due"),
    [
        ("Pacific/Auckland", -3, True),
        ("Pacific/Auckland", -13, False),
        ("America/Los_Angeles", 3, False),
        ("America/Los_Angeles", 25, True),
    ],
)
def test_days_are_those_of_the_channel(zone: str, hour: int, due: bool) -> None:
    """What is due on a Monday is due on that Monday, wherever it is another day than elsewhere;
    what was asked on one comes again on one.
    """
    monday = datetime(2026, 6, 29, tzinfo=NOON.tzinfo)
    at = monday + timedelta(hours=hour)
    before = asked(0, at=datetime(2026, 6, 1, 20, tzinfo=ZoneInfo(zone)))
    for of in (
        a_history(home={"go_live": monday.date() - 14 * DAY}),
        settled(questions=[before]),
    ):
        found = [one.why for one in due_gaps(of, at, lambda _: ZoneInfo(zone))]
        assert ("measurement" in found) is due


def test_what_was_given_up_rests_until_something_new_is_recorded() -> None:
    """Silence is an answer too: nobody goes on asking for ever."""
    old = asked(60, state="escalated")
    ended = Step(investment="i1", question=old.id, person="U2", at=NOON - 20 * DAY, what="stopped")
    quiet: dict[str, Any] = {"questions": [old], "steps": [ended]}
    assert due_gaps(settled(**quiet), NOON) == []
    assert told(due_gaps(settled(stated("target", 1), **quiet), NOON)) == [
        ("measurement", "current")
    ]


@pytest.mark.parametrize(
    ("question", "facts", "known"),
    [
        (asked(8), [stated("current", 9)], False),
        (asked(8), [stated("current", 7)], True),
        (asked(8, "owner"), [], True),
        (asked(8, "owner", measure=None), [], True),
        (asked(8, "problem", measure=None), [], False),
        (asked(8, "baseline"), [stated("baseline", 70)], True),
    ],
)
def test_what_is_on_record_is_known(question: Question, facts: list[Recorded], known: bool) -> None:
    """A figure that comes again, only where it came since."""
    assert is_known(a_history(*facts), question) is known


def test_a_figure_held_on_the_day_it_was_said_where_its_people_are() -> None:
    """Said on Thursday in UTC, on Friday in Auckland: its week is over on a Friday there."""
    said = datetime(2026, 5, 28, 22, tzinfo=UTC)
    figure = stated("current", said_at=said, recorded_at=said)
    of = a_history(figure, home={"measures": (a_measure(rhythm=7),)})
    auckland = ZoneInfo("Pacific/Auckland")
    thursday = datetime(2026, 6, 4, 9, tzinfo=auckland)
    assert due_gaps(of, thursday, lambda _: auckland) == []
    assert told(due_gaps(of, thursday + DAY, lambda _: auckland)) == [("measurement", "current")]
