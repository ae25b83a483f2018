"""What is at leisure is looked at again before it leaves; what is right no longer never does."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.advice import still_right
from bot.advice.escalate import AGAIN
from bot.benefits.conversation import PutOff
from bot.benefits.manners import Away, ChannelManners, HouseManners, PersonManners
from bot.ports import Channel
from tests.advice.test_remind import DAY, MONDAY, accepts, asks, keeps, live, owned, records
from tests.advice.world import (
    AT_ONCE,
    LEAD,
    OWNER,
    PRIVATE,
    SPONSOR,
    World,
    at,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, an_investment


def waits(world: World, kind: str = "weekly") -> None:
    """What is due is planned, but nothing leaves."""
    world.is_slack_away = True
    assert world.falls_due(kind=kind) == []


def changed(world: World, **given: object) -> None:
    """The investment is another now."""
    home = world.investment().model_copy(update=given)
    with world.records.work(WORKSPACE) as work:
        work.keep(home)
        work.commit()


def paused(world: World) -> None:
    changed(world, paused=True)


def moved(world: World) -> None:
    changed(world, channel=PRIVATE, channel_is_private=True)


def muted(world: World) -> None:
    keeps(world, OWNER, PersonManners(is_muted=True))


def away(world: World) -> None:
    leave = Away(first=date(2026, 6, 8), last=date(2026, 6, 9))
    keeps(world, OWNER, PersonManners(away=(leave,)))


def frozen(world: World) -> None:
    keeps(world, WORKSPACE, HouseManners(frozen_until=date(2026, 6, 8)))


def thread_off(world: World) -> None:
    keeps(world, CHANNEL, ChannelManners(is_weekly=False))


def left(world: World) -> None:
    here = Channel(id=CHANNEL, name="claims", members=frozenset({LEAD, SPONSOR}))
    world.directory.channels[CHANNEL] = here
    world.later(minutes=20)


def answered(world: World) -> None:
    (question,) = world.questions()
    with world.records.work(WORKSPACE) as work:
        work.close(question.id, "answered", world.now)
        work.commit()


@pytest.mark.parametrize(
    "happens", [paused, moved, muted, away, frozen, thread_off, left, answered]
)
def test_what_changed_while_it_waited_keeps_a_thread_from_being_posted(
    world: World, happens: Callable[[World], None]
) -> None:
    """Within minutes or later; who is asked nothing was asked nothing, by the record as well."""
    live(world)
    waits(world)
    world.later(minutes=3)
    happens(world)
    assert world.slack_is_back() == []
    if happens is not answered:
        assert (world.questions(), world.steps()) == ([], [])
    assert world.next_look() == world.now + AGAIN


def test_what_is_still_right_leaves_however_little_changed(world: World) -> None:
    """A leave to come, another's wish, a day-old freeze: none of them holds it up."""
    live(world)
    waits(world)
    world.later(minutes=30)
    leave = Away(first=date(2026, 6, 9), last=date(2026, 6, 12))
    keeps(world, OWNER, PersonManners(away=(leave,)))
    keeps(world, LEAD, PersonManners(is_muted=True))
    keeps(world, WORKSPACE, HouseManners(frozen_until=date(2026, 6, 7)))
    (sent,) = world.slack_is_back()
    assert [one.to for one in asks([sent])] == [OWNER]


def test_what_was_taken_back_comes_once_it_may_under_the_same_name(world: World) -> None:
    """Muted and not muted any more within the day: the question is asked after all, once."""
    live(world)
    waits(world)
    muted(world)
    assert world.slack_is_back() == []
    world.later(hours=1)
    keeps(world, OWNER, PersonManners())
    (sent,) = world.falls_due()
    assert [one.to for one in asks([sent])] == [OWNER]
    assert [one.what for one in world.steps()] == ["asked"]
    assert world.falls_due() == []


def test_others_are_asked_where_one_of_a_thread_may_not_be(world: World) -> None:
    """The thread is planned anew without who is muted now; the budget of nobody is spent twice."""
    live(world)
    world.now = at("2026-05-27T10:00+00:00")
    world.say("The claims portal is live, 12 workflows automated")
    world.now = MONDAY
    waits(world)
    assert sorted(one.person for one in world.steps()) == [LEAD, OWNER]
    muted(world)
    assert world.slack_is_back() == []
    world.later(minutes=15)
    (sent,) = world.falls_due()
    assert asks([sent]) == []
    assert f"@{LEAD}: claim handling time, baseline, asked on" in words([sent])
    assert [one.person for one in world.steps()] == [LEAD]


def test_an_answer_before_a_thread_leaves_takes_it_from_nobody_else(world: World) -> None:
    """What is answered was asked in no thread, and is not counted; the others have theirs."""
    live(world)
    world.now = at("2026-05-27T10:00+00:00")
    world.say("The claims portal is live, 12 workflows automated")
    world.now = MONDAY
    waits(world)
    (question,) = (one for one in world.questions() if one.person == OWNER)
    with world.records.work(WORKSPACE) as work:
        work.close(question.id, "answered", world.now)
        work.commit()
    assert world.slack_is_back() == []
    with world.records.work(WORKSPACE) as work:
        assert work.times_asked(OWNER, MONDAY) == []
    world.later(minutes=15)
    (sent,) = world.falls_due()
    assert asks([sent]) == []
    assert f"@{LEAD}: claim handling time, baseline, asked on" in words([sent])


def test_what_nobody_could_post_for_weeks_is_told_no_more(world: World) -> None:
    """A channel that was archived and is heard of again gets the thread of this week alone."""
    live(world)
    waits(world)
    (taken,) = world.queues.take(world.now, 5, 60, AT_ONCE)
    world.queues.park(taken.key, "is_archived", world.now)
    world.now = MONDAY + 77 * DAY
    world.queues.heard(WORKSPACE, CHANNEL)
    assert world.slack_is_back() == []
    (sent,) = world.falls_due()
    assert "2026-08" in {one.period for one in world.questions()}
    assert len(world.questions()) == 1, sent


def test_an_escalation_that_waited_into_the_night_goes_out_in_the_morning(world: World) -> None:
    """Nobody was written to: the question is where it was, and goes up on Monday."""
    world.begin(an_investment(sponsor=f"<@{SPONSOR}>", delivery_lead=f"<@{LEAD}>"))
    records(world, owned())
    accepts(world, OWNER)
    world.now = at("2026-06-05T10:00+00:00")
    world.say("The claims portal is live, 12 workflows automated")
    world.now = at("2026-06-19T16:59+00:00")
    waits(world, "escalate")
    assert [one.state for one in world.questions()] == ["escalated"]
    world.now = at("2026-06-20T03:00+00:00")
    assert world.slack_is_back() == []
    assert [one.state for one in world.questions()] == ["posted"]
    assert world.falls_due(kind="escalate") == []
    assert world.next_look("escalate") == at("2026-06-22T09:00+00:00")
    world.now = at("2026-06-22T09:00+00:00")
    (sent,) = world.falls_due(kind="escalate")
    assert sent.channel == OWNER
    assert [one.what for one in world.steps()] == ["owner"]


def test_a_question_put_off_meanwhile_is_not_shown(world: World) -> None:
    """It comes back on its day."""
    world.begin(an_investment())
    world.now = at("2026-06-01T10:00+00:00")
    world.say("The claims portal is live, 12 workflows automated")
    world.now = at("2026-06-15T09:00+00:00")
    waits(world)
    (question,) = world.questions()
    told = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": world.now}
    world.later(minutes=1)
    world.happens(PutOff.model_validate(told | {"ref": question.id, "how": "snooze", "days": 3}))
    assert all(not one.at_leisure for one in world.slack_is_back())
    assert [one.what for one in world.steps()] == ["snoozed"]


def test_an_end_is_told_in_the_hours_of_who_held_it(world: World) -> None:
    """That a question ends waits for the morning as well; it ends once."""
    world.begin(an_investment(sponsor=f"<@{SPONSOR}>", delivery_lead=f"<@{LEAD}>"))
    records(world, owned())
    accepts(world, OWNER)
    world.now = at("2026-06-05T10:00+00:00")
    world.say("The claims portal is live, 12 workflows automated")
    world.now = at("2026-06-19T10:00+00:00")
    world.falls_due(kind="escalate")
    world.now = at("2026-07-03T16:59+00:00")
    waits(world, "escalate")
    world.now = at("2026-07-04T03:00+00:00")
    assert [one.key for one in world.slack_is_back() if one.way == "post"] == []
    world.now = at("2026-07-06T09:00+00:00")
    (sent,) = world.falls_due(kind="escalate")
    assert (sent.channel, sent.post.every_ask) == (OWNER, ())
    assert [one.what for one in world.steps()] == ["owner", "stopped"]


def test_who_may_see_it_no_longer_is_not_told_of_it(world: World) -> None:
    """Made private while a message to the owner waited: it is taken back for good."""
    world.begin(an_investment(sponsor=f"<@{SPONSOR}>", delivery_lead=f"<@{LEAD}>"))
    records(world, owned())
    accepts(world, OWNER)
    world.now = at("2026-06-05T10:00+00:00")
    world.say("The claims portal is live, 12 workflows automated")
    world.now = at("2026-06-19T10:00+00:00")
    waits(world, "escalate")
    world.later(minutes=11)
    moved(world)
    assert world.slack_is_back() == []
    assert world.falls_due(kind="escalate") == []


def test_one_that_others_began_since_is_theirs(world: World) -> None:
    """Taking back goes by how often a post was begun: of two processes one has it."""
    live(world)
    waits(world)
    (taken,) = world.queues.take(world.now, 5, 60, AT_ONCE)
    still_right.take_back(WORKSPACE, taken.key, taken.before, world.doors, world.now)
    assert len(world.questions()) == 1
    world.queues.posted(taken.key, "1.1", world.now)
    still_right.take_back(WORKSPACE, taken.key, taken.before + 1, world.doors, world.now)
    assert len(world.questions()) == 1


@pytest.mark.parametrize("wish", [PersonManners(), PersonManners(digest="weekly", is_muted=True)])
def test_a_digest_nobody_wants_any_more_is_not_sent(world: World, wish: PersonManners) -> None:
    """Switched off, or muted, while it waited; and one that waited long is told anew."""
    from bot.advice import digest

    live(world)
    keeps(world, OWNER, PersonManners(digest="weekly"))
    world.is_slack_away = True
    records(world, owned("o9", said_at=MONDAY - DAY, recorded_at=MONDAY - DAY))
    digest.digest(WORKSPACE, [OWNER], world.doors, world.now)
    world.later(minutes=2)
    keeps(world, OWNER, wish)
    assert world.slack_is_back() == []
    assert world.next_look("digest", OWNER) == world.now + AGAIN
