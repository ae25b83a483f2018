"""Half a year in which nobody answers: what is asked, how often, and what is left to see of it."""

from collections import Counter

import pytest

from bot.advice import home, stuck
from bot.benefits.home import Wanted
from bot.benefits.questions import Question
from tests.advice.test_remind import DAY, MONDAY, live, records
from tests.advice.world import OWNER, World, at
from tests.builders import WORKSPACE, a_fact, a_record


@pytest.fixture
def silent(world: World) -> World:
    """One figure with its source a week after go-live; then silence."""
    live(world)
    first = {"said_at": at("2026-05-27T09:00+00:00"), "recorded_at": at("2026-05-27T09:00+00:00")}
    report = a_fact(slot="evidence", value=None, quote="report", ref="claims report")
    records(world, a_record("c1", a_fact("current", 8), **first), a_record("e1", report, **first))
    return world


def still_asked(world: World) -> list[Question]:
    """What the channel shows as open now."""
    ended = {one.question for one in world.steps() if one.what == "stopped"}
    known = (one for one in world.questions() if one.id not in ended)
    return [one for one in known if one.can_be_answered(world.now)]


def test_one_question_at_a_time_and_again_only_at_a_review(silent: World) -> None:
    """Each is given up before the next; what is asked again says so, and why. Home shows what is
    open, as the channel does, and what stands unanswered is told once.
    """
    for week in range(27):
        silent.now = MONDAY + week * 7 * DAY
        silent.falls_due()
        silent.falls_due(kind="escalate")
        asked = still_asked(silent)
        assert len(asked) <= 1
        if week % 3 == 2:
            shown = home.home(WORKSPACE, OWNER, Wanted(), silent.doors, silent.now)
            waiting = [one.question for part in shown.before for one in part.waiting]
            assert waiting == [one.id for one in asked]
    questions = silent.questions()
    put = Counter(one.asks for one in questions)
    assert put == {"current": 2, "attribution": 1, "evidence": 1}
    assert len({one.text for one in questions}) == len(questions)
    again = questions[-1].text
    assert "asked on 3 August 2026" in again
    assert "the review of 20 November 2026" in again
    homes = silent.investments()
    with silent.records.work(WORKSPACE) as work:
        lines = stuck.lines(work, homes, silent.now, silent.doors.voice)
    said = ["".join(span.text for span in line) for line in lines]
    assert sum("Latest figure" in one for one in said) == 1
