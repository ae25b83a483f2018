"""Who answers for an investment and does not read its channel, be it archived, is asked alone."""

from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest

from bot.app import AppEdge
from bot.benefits.conversation import Event, Posted, PutOff, Sending
from bot.benefits.reminders import of_question
from bot.ports import Channel
from tests.advice.test_remind import DAY, MONDAY, asks, live
from tests.advice.world import LEAD, OWNER, PRIVATE, SPONSOR, World, at, words
from tests.builders import CHANNEL, WORKSPACE

ARCHIVED = "its channel is archived"

if TYPE_CHECKING:
    from bot.durable.runner import Runner


def archives(world: World, is_archived: bool = True) -> None:
    """Somebody archives the channel, or opens it again."""
    members = frozenset({LEAD, OWNER, SPONSOR})
    world.directory.channels[CHANNEL] = Channel(
        id=CHANNEL, name="claims", is_archived=is_archived, members=members
    )


def said(world: World) -> Posted:
    """Somebody says something there."""
    where = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": world.now}
    return Posted.model_validate(where | {"ts": "1.1", "text": "We are back"})


def as_planned(world: World, span: timedelta) -> list[Sending]:
    """Time goes by, and questions are looked at when they are due to be; new posts alone."""
    until, found = world.now + span, list[Sending]()
    while (again := world.next_look("escalate")) is not None and again <= until:
        world.now = max(again, world.now)
        found += world.falls_due(kind="escalate")
    return [one for one in found if one.way == "post"]


def test_what_is_due_goes_to_the_owner_alone_then_to_the_sponsor(world: World) -> None:
    """Nothing is posted where nobody can; the message says why it comes here."""
    live(world)
    archives(world)
    assert world.falls_due() == []
    assert world.next_look("escalate") == MONDAY
    (sent,) = world.falls_due(kind="escalate")
    assert sent.channel == OWNER
    assert "Its channel is archived" in words([sent])
    assert [ask.to for ask in asks([sent])] == [OWNER]
    (first,) = world.questions()
    as_planned(world, 56 * DAY)
    told = [(one.what, one.person) for one in of_question(first.id, world.steps())]
    again = [("asked", OWNER), ("reminded", OWNER)]
    assert told == [*again, ("sponsor", SPONSOR), ("stopped", SPONSOR)]
    assert {one.channel for one in world.sent if one.way == "post"} == {OWNER, SPONSOR}


def test_the_six_month_review_is_asked_although_the_channel_is_gone(world: World) -> None:
    """It opens by itself, even though the project has closed."""
    live(world)
    archives(world)
    found = []
    for week in range(30):
        world.now = MONDAY + 7 * week * DAY
        found += [*world.falls_due(), *as_planned(world, 6 * DAY)]
    assert {one.channel for one in found if one.way == "post"} <= {OWNER, SPONSOR}
    assert any("the review of 20 November 2026" in ask.text for ask in asks(found))


def test_who_only_wrote_there_is_not_followed(world: World) -> None:
    """The author of an update never accepted anything: their question goes to the owner."""
    live(world)
    world.now = at("2026-05-27T10:00+00:00")
    world.say("The claims portal is live, 12 workflows automated")
    archives(world)
    for days in range(8, 25):
        world.now = at("2026-05-27T10:00+00:00") + days * DAY
        sent = [*world.falls_due(), *world.falls_due(kind="escalate")]
        assert LEAD not in {one.channel for one in sent}
    assert OWNER in {one.channel for one in world.sent}


def test_the_answer_says_that_the_channel_is_archived_until_it_is_opened(world: World) -> None:
    """What is missing there is missed for a reason."""
    live(world)
    assert ARCHIVED not in words(world.improved())
    archives(world)
    world.falls_due()
    assert ARCHIVED in words(world.improved())
    archives(world, is_archived=False)
    world.queues.heard(WORKSPACE, CHANNEL)
    assert ARCHIVED not in words(world.improved())


class Heard:
    """Stands for the runner: it is told where somebody spoke."""

    def __init__(self, world: World) -> None:
        self._queues = world.queues

    def receive(self, id: str, event: Event) -> None:
        """Nothing is kept here."""

    def heard(self, workspace: str, channel: str) -> bool:
        return self._queues.heard(workspace, channel)


async def nobody(_id: str, _event: Event) -> None:
    """Keeps nothing."""


@pytest.mark.parametrize("is_invited", [True, False])
async def test_a_channel_that_is_opened_again_is_looked_at_at_once(
    world: World, is_invited: bool
) -> None:
    """Its thread comes the same day, where it is the day of it; however we hear of the opening.
    That we were not in it is not remembered.
    """
    live(world)
    archives(world)
    assert world.falls_due() == []
    archives(world, is_archived=False)
    world.later(hours=2)
    known = {(WORKSPACE, CHANNEL)}
    edge = AppEdge(
        world.doors,
        cast("Runner", Heard(world)),
        nobody,
        clock=lambda: world.now,
        forget=lambda *channel: known.discard(channel),
    )
    if is_invited:
        await edge.let_in(WORKSPACE, CHANNEL)
        assert not known
    else:
        await edge.concerns_us(said(world))
        await edge.settled()
    assert world.next_look() == world.now
    (sent,) = world.falls_due()
    assert (sent.channel, world.next_look()) == (CHANNEL, MONDAY + 7 * DAY)


def test_who_sees_it_and_does_not_read_along_gets_what_they_put_off_back_alone(
    world: World,
) -> None:
    """The sponsor of what is at home in a private channel: on their day, where they put it off."""
    world.directory.channels[PRIVATE] = Channel(
        id=PRIVATE, name="board", is_private=True, members=frozenset({LEAD, OWNER})
    )
    live(world, channel=PRIVATE, channel_is_private=True, viewers=(SPONSOR,))
    world.falls_due()
    (question,) = world.questions()
    as_planned(world, 14 * DAY)
    assert world.steps()[-1].what == "sponsor"
    told = {"workspace": WORKSPACE, "channel": SPONSOR, "user": SPONSOR, "at": world.now}
    world.happens(PutOff.model_validate(told | {"ref": question.id, "how": "snooze", "days": 6}))
    world.now = MONDAY + 21 * DAY
    back = [*world.falls_due(), *as_planned(world, DAY)]
    mine = [one.channel for one in back for ask in asks([one]) if ask.question == question.id]
    assert mine == [SPONSOR]
