"""The seven questions for leaders and the four of a review: each is asked where its gap is open."""

from datetime import date
from typing import Any

import pytest

from bot.benefits.facts import Slot
from bot.benefits.gaps import open_gaps
from bot.benefits.investment import Stage as StageOf
from bot.benefits.questions import Signal, wording_for
from bot.sandbox.cast import PRIYA, TOM
from knowledge.library import load_passages
from prompts.templates import load_texts
from tests.benefits.practices.record import recorded
from tests.builders import a_measure, an_investment
from tests.stories.stage import Stage, words

LEADERS = "Questions leaders should ask before treating activity as success"
REVIEW = "Review investment against operational and commercial change"

ROWS: list[tuple[str, Slot, Signal, StageOf, dict[str, Any], str]] = [
    ("which result", "outcome", "plan", "framing", {"measures": ()}, "should go better"),
    ("how we know", "measure", "any", "framing", {"measures": ()}, "Which figure would show"),
    ("the baseline", "baseline", "any", "framing", {}, "before the change"),
    ("both kinds", "measure", "milestone", "delivery", {"measures": ()}, "how the business goes"),
    ("barriers", "barrier", "plan", "review", {}, "could keep the benefit"),
    ("the owner", "owner", "any", "framing", {}, "once the project team has gone"),
    ("six months", "outcome", "any", "delivery", {"measures": ()}, "half a year later"),
    ("in practice", "current", "milestone", "live", {}, "Now that it is live"),
    ("operationally", "current", "automation", "live", {}, "In daily work"),
    ("faster, surer", "current", "any", "review", {}, "now: how many days"),
    ("what evidence", "evidence", "any", "review", {}, "Which report, survey or data set"),
]
"""A question of the articles, the gap and signal it is asked for, a record where it is open, and
words of the question."""


@pytest.mark.parametrize(("name", "asks", "signal", "stage", "given", "said"), ROWS)
def test_each_question_is_asked_where_its_gap_is_open_and_nowhere_else(
    name: str, asks: Slot, signal: Signal, stage: StageOf, given: dict[str, Any], said: str
) -> None:
    """Its words name what is lacking and rest on a passage; once that is known it is not asked."""
    home = an_investment(go_live=date(2026, 5, 1), **given)
    assert asks in {gap.asks for gap in open_gaps(stage, home, [])}, name
    known = home if home.measures else an_investment(outcome="Claims are paid sooner.")
    full = known.model_copy(update={"measures": (a_measure(),)})
    facts = recorded("baseline", "current", "evidence", "owner", "barrier")
    assert asks not in {gap.asks for gap in open_gaps(stage, full, facts)}, name
    texts = load_texts()
    wording = wording_for(asks, signal, texts.wordings)
    shown = wording.text.format_map(_Words())
    assert said in shown, shown
    assert wording.default in {one.id for one in load_passages()}


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return {"is": "is", "was": "was", "how_much": "how many days"}.get(key, f"the {key}")


def test_the_sections_the_questions_come_from_stand_behind_them() -> None:
    """Each of both lists has passages of its own section among those it rests on."""
    by_id = {one.id: one for one in load_passages()}
    wordings = load_texts().wordings

    def sections(rows: list[tuple[str, Slot, Signal, StageOf, dict[str, Any], str]]) -> list[str]:
        return [by_id[wording_for(row[1], row[2], wordings).default].section for row in rows]

    assert sections(ROWS[:7]).count(LEADERS) >= 6
    assert sections(ROWS[7:]).count(REVIEW) >= 3


async def test_what_is_framed_names_what_stays_open_and_asks_one_thing(stage: Stage) -> None:
    """A name alone leaves all open, but for a figure of what nobody named; what is filled in is
    named no more, and the first of the rest is asked.
    """
    form = await stage.opens(PRIYA.id, "/whatimproved new")
    await form.send(name="CRM phase 2")
    await form.send()
    await stage.settled()
    [told] = [words(one) for one in stage.by_the_bot()]
    beside = "what leaving it costs, what differs six months on, what could get in the way"
    first = "the problem, what should improve, what is counted, who answers for it"
    assert f"Still open {first}, {beside}" in told
    assert told.count("?") == 1
    assert "What goes wrong today" in told
    form = await stage.opens(PRIYA.id, "/whatimproved frame CRM phase 2")
    await form.send(problem="quotes wait", six_months="nobody chases a quote")
    await form.send(measure="quote-to-cash in days")
    await stage.settled()
    told = words(stage.by_the_bot()[-1])
    last = "how it was before, the target, what leaving it costs, what could get in the way"
    assert f"Still open who answers for it, {last}" in told
    form = await stage.opens(PRIYA.id, "/whatimproved frame")
    await form.send()
    await form.send(baseline="14 days in Q1", owner=TOM.id)
    await stage.settled()
    last = "the target, what leaving it costs, what could get in the way"
    assert f"Still open {last}" in words(stage.by_the_bot()[-1])
