"""What stands in the workspace once the example is told: said by the whole bot, over HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from bot.advice.report import Report, report
from bot.app import build_bot
from bot.benefits.position import Verdict
from bot.benefits.questions import WEEKLY_BUDGET, Question
from bot.sandbox.board import Board
from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, PEOPLE, ROOMS, SERVICE_DESK, WHO
from bot.sandbox.delivery import Delivery
from bot.sandbox.example import Clock, seed
from bot.sandbox.hooks import Hooks
from bot.sandbox.journal import Journal
from bot.sandbox.shapes import Message
from bot.sandbox.standin import build_standin
from bot.sandbox.story import story
from bot.sandbox.tickets import Tickets
from bot.sandbox.typed import as_stored
from bot.sandbox.workspace import Workspace
from bot.settings import Settings
from tests.sandbox.builders import SECRET, numbered
from tests.sandbox.serving import a_socket, address_of
from tests.stories.stage import TOKEN, real, serving, words

NOW = datetime(2027, 2, 3, 11, 20, tzinfo=UTC)
"""Early in a year: the example's quarters lie in two of them."""


@dataclass(frozen=True)
class Told:
    """The end of the example: every thread, the answer of the report, and what was asked."""

    threads: list[list[Message]]
    answer: Report
    questions: list[Question]
    again: int
    """Messages that a second telling added."""

    def by_the_bot(self, channel: str) -> list[str]:
        """The bot's words in one channel, in the order of the threads."""
        return [
            words(one)
            for thread in self.threads
            for one in thread
            if one.user == WHO.bot_user and one.channel == channel
        ]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def told(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Told]:
    """The example, told once to the whole bot and then once more."""
    home = tmp_path_factory.mktemp("told")
    ours, theirs = a_socket(), a_socket()
    clock, journal, base = Clock(lambda: NOW), Journal(), address_of(theirs)
    board = Board(PEOPLE, ROOMS, WHO.bot_user, journal, clock)
    delivery = Delivery(f"{address_of(ours)}/slack/events", SECRET, real)
    new_id = numbered()
    workspace = Workspace(WHO, board, delivery, Tickets(real, new_id), new_id, base)
    bot = build_bot(Settings(home=home), SECRET, TOKEN, api_url=f"{base}/api/", clock=clock)
    standin = build_standin(workspace, TOKEN, Hooks())
    async with serving(standin, theirs), serving(bot.web, ours):
        await seed(workspace, journal, clock, NOW)
        before = len(journal.messages())
        await seed(workspace, journal, clock, NOW)
        with bot.rows.records.work(WHO.team_id) as work:
            ids = [one.id for one in work.investments()]
            questions = [question for id in ids for question in work.questions(id)]
        yield Told(
            threads=[
                workspace.thread(room.id, head.ts)
                for room in ROOMS
                for head in workspace.messages(room.id)
            ],
            answer=report(WHO.team_id, None, "", bot.doors.records, bot.doors.voice, NOW),
            questions=questions,
            again=len(journal.messages()) - before,
        )
    await workspace.close()


def test_the_example_shows_every_kind_of_answer(told: Told) -> None:
    """One improved, one only claimed, one worse, one not measured, each said of the right one."""
    verdicts: dict[str, Verdict] = {one.measure: one.verdict for one in told.answer.positions}
    assert verdicts == {
        "quote-to-cash": "not_measured",
        "refund turnaround": "improved",
        "calls about refunds": "claimed_without_evidence",
        "waiting time for a fix": "worse",
    }
    held = next(one for one in told.answer.positions if one.verdict == "improved")
    assert (held.ladder, held.owner) == ("held", "head of customer care")
    assert (held.baseline and held.baseline.as_of) == "2026-Q3"
    assert (held.target and held.target.as_of) == "2027-Q2"


def test_the_sponsors_question_is_answered_where_it_was_put(told: Told) -> None:
    """All parts of the answer stand under it, in a channel that everybody reads."""
    (answer,) = told.by_the_bot(GENERAL.id)
    assert answer.startswith("Refund turnaround: about 11 → 6 days")
    for part in ("5 days less (45%)", "2 hours more (29%)", "33.3% less", "Not measured yet"):
        assert part in answer


def test_good_technical_figures_are_asked_what_the_business_would_ask(told: Told) -> None:
    """The first question in the IT channel is about lost hours, and nobody knows yet."""
    _, question, noted, *_ = told.by_the_bot(SERVICE_DESK.id)
    assert "lost hours, stopped processes" in question
    assert "Noted as not known yet" in noted


def test_the_newcomers_channel_is_fresh(told: Told) -> None:
    """Nothing was asked about it, nothing is on record, and no message there is an update."""
    assert len(told.by_the_bot(CRM_ROLLOUT.id)) == 1
    (fresh,) = [one for one in told.answer.positions if one.investment == "CRM phase 2"]
    assert (fresh.baseline, fresh.current, fresh.owner) == (None, None, None)


def test_nobody_is_asked_twice_or_too_often(told: Told) -> None:
    """No question stands twice, each was settled, and a week holds no more than agreed."""
    asked = told.questions
    assert len(asked) > 5
    assert {question.state for question in asked} == {"answered", "not_known"}
    assert len({(question.measure, question.asks) for question in asked}) == len(asked)
    for one in asked:
        week = [
            question
            for question in asked
            if question.person == one.person and abs(question.at - one.at) < timedelta(days=7)
        ]
        assert len(week) <= WEEKLY_BUDGET


def test_the_bot_is_silent_under_chatter(told: Told) -> None:
    """It speaks under what speaks to it and nowhere else."""
    spoken = {as_stored(step.says, PEOPLE, ROOMS) for step in story(NOW.date()) if step.bot_speaks}
    for thread in told.threads:
        people = {one.text for one in thread if one.user != WHO.bot_user}
        answered = any(one.user == WHO.bot_user for one in thread[1:])
        assert answered == bool(people & spoken)


def test_no_card_is_left_open(told: Told) -> None:
    """What people gave was recorded by a person, and none of it waits for one. A form that may be
    opened waits for nobody, nor does what else there is to tell.
    """
    waiting = [
        element["action_id"]
        for thread in told.threads
        for message in thread
        for block in message.blocks
        for element in block.get("elements", ())
        if element.get("type") == "button"
        and element["action_id"].partition(":")[0] not in ("undo", "attest", "guide", "more")
    ]
    assert waiting == []


def test_telling_it_again_adds_nothing(told: Told) -> None:
    """A workspace that has the example is left as it is."""
    assert told.again == 0
