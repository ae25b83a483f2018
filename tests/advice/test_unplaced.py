"""What is said to a message of ours that Slack shows already is kept until we know of it, too."""

from datetime import timedelta

import pytest

from bot.advice import hear
from bot.benefits.conversation import Clicked, Event, Left, Post, Posted, Sending
from bot.benefits.reminders import Step
from bot.durable import inbox
from bot.ports import Person
from storage.inbox import PARKED_AFTER
from storage.under_way import TOLD_WITHIN
from tests.advice.test_leaver import FOR_ALL, both, owners
from tests.advice.world import AT_ONCE, DIRECT, LEAD, OTHER, OWNER, SPONSOR, World
from tests.builders import CHANNEL, NOON, WORKSPACE, a_question
from tests.fakes import at_ts

EVENT = "EvReply"
HEAD = at_ts(NOON, 900)
ASKS = "shows:1"


def begun(world: World, key: str = "") -> None:
    """What waits is sent: Slack shows it, and its answer never comes."""
    taken = world.queues.take(world.now, 9, 60, AT_ONCE)
    assert key in [one.key for one in taken]


def asks(world: World, where: str, thread: str | None = None) -> None:
    """A message of ours that asks the lead something is on its way."""
    question = a_question(person=LEAD, channel=where, thread="", at=world.now)
    told = {"investment": "i1", "question": question.id, "person": LEAD, "at": world.now}
    with world.records.work(WORKSPACE) as work:
        work.ask(question)
        work.step(Step.model_validate(told | {"what": "asked", "post": ASKS}))
        post = Sending(key=ASKS, way="post", channel=where, thread=thread, post=Post())
        work.send(post, world.now)
        work.commit()
    begun(world, ASKS)


def a_reply(world: World, text: str, where: str, thread: str | None = HEAD) -> Posted:
    direct = where == DIRECT
    return Posted(
        workspace=WORKSPACE, channel=where, user=LEAD, at=world.now, ts=at_ts(world.now, 901),
        thread=thread, text=text, to_us=direct, direct=direct,
    )  # fmt: skip


def receive(world: World, event: Event) -> None:
    inbox.receive(world.queues, EVENT, event, world.now)


def handle(world: World) -> float | None:
    """Handle it, where it waits; the seconds until it is tried again."""

    def heard(event: Event, id: str, _now: object) -> None:
        hear.hear(event, id, world.doors, world.now)

    return inbox.handle(world.queues, EVENT, heard, world.now)


def wait_again(world: World) -> float:
    """Handle it too early, and let the time go by until it is tried again."""
    wait = handle(world)
    assert wait is not None
    world.later(seconds=wait)
    return wait


def is_done(world: World) -> bool:
    return not world.queues.due(world.now + timedelta(hours=1))[0]


@pytest.mark.parametrize(
    ("sent_to", "where", "thread", "text", "state"),
    [
        (CHANNEL, CHANNEL, HEAD, "skip", "withdrawn"),
        (CHANNEL, CHANNEL, HEAD, "not known yet", "not_known"),
        (LEAD, DIRECT, HEAD, "skip", "withdrawn"),
        (LEAD, DIRECT, None, "not known yet", "not_known"),
    ],
)
def test_a_reply_waits_until_we_know_which_message_it_is_under(
    world: World, sent_to: str, where: str, thread: str | None, text: str, state: str
) -> None:
    """Slack's answer to the post was cut; it is found later, however late, and the reply counts.
    Until then it is looked at less and less often.
    """
    world.begin()
    asks(world, sent_to)
    said = a_reply(world, text, where, thread)
    assert hear.concerns_us(said, world.doors)
    receive(world, said)
    waits = [wait_again(world) for _ in range(PARKED_AFTER + 1)]
    assert waits[:8] == [5, 5, 10, 20, 40, 80, 160, 300]
    assert set(waits[8:]) == {inbox.LONGEST_TOO_EARLY}
    world.queues.posted(ASKS, HEAD, world.now)
    assert handle(world) is None
    assert [one.state for one in world.questions()] == [state]
    assert is_done(world)


def test_what_turns_out_to_be_no_reply_to_us_is_left_alone(world: World) -> None:
    """A thread of other people's, in a channel that a message of ours was on its way to."""
    world.begin()
    asks(world, CHANNEL)
    receive(world, a_reply(world, "skip", CHANNEL))
    assert handle(world) == inbox.TOO_EARLY
    world.queues.posted(ASKS, at_ts(world.now, 1), world.now)
    world.later(seconds=inbox.TOO_EARLY)
    assert handle(world) is None
    assert [one.state for one in world.questions()] == ["posted"]
    assert is_done(world)


@pytest.mark.parametrize(
    "why", ["elsewhere", "in a thread", "not begun", "put later", "nothing can be said there"]
)
def test_nothing_is_kept_where_no_message_of_ours_can_stand(world: World, why: str) -> None:
    """A reply among people is theirs, whatever else is on its way."""
    world.begin()
    in_thread = why == "in a thread"
    said = a_reply(world, "skip", CHANNEL, at_ts(NOON, 5) if in_thread else HEAD)
    if why == "put later":
        world.later(minutes=2)
    asks(world, OTHER if why == "elsewhere" else CHANNEL, HEAD if in_thread else None)
    if why == "not begun":
        world.queues.untried(ASKS, 1, "TimeoutError", world.now)
    if why == "nothing can be said there":
        world.queues.park(ASKS, "is_archived", world.now)
    assert not hear.concerns_us(said, world.doors)


@pytest.mark.parametrize(
    ("told", "may_stand"),
    [
        ("unreachable: TimeoutError", True),
        ("http_503", True),
        ("internal_error", True),
        ("ratelimited", True),
        ("no_ts", True),
        ("KeyError", True),
        ("restricted_action_read_only_channel", False),
        ("msg_too_long", False),
        ("http_413", False),
    ],
)
def test_what_slack_refused_is_waited_for_only_while_it_is_tried(
    world: World, told: str, may_stand: bool
) -> None:
    """A word that leaves open whether the message stands there is none that it does not."""
    world.begin()
    asks(world, CHANNEL)
    said = a_reply(world, "skip", CHANNEL)
    world.queues.refused(ASKS, told, world.now)
    assert hear.concerns_us(said, world.doors) is may_stand
    begun(world, ASKS)
    assert hear.concerns_us(said, world.doors)


def test_a_message_of_which_nobody_can_tell_for_an_hour_is_waited_for_no_longer(
    world: World,
) -> None:
    """What was kept for it is then what it is by itself."""
    world.begin()
    asks(world, CHANNEL)
    said = a_reply(world, "skip", CHANNEL)
    receive(world, said)
    for _ in range(TOLD_WITHIN - 1):
        world.queues.refused(ASKS, "internal_error", world.now)
        assert hear.concerns_us(said, world.doors)
        begun(world, ASKS)
    assert handle(world) is None
    assert not hear.concerns_us(said, world.doors)
    assert is_done(world)
    assert [one.state for one in world.questions()] == ["posted"]


@pytest.mark.parametrize("text", ["help", "what improved?", "thanks"])
def test_who_asks_us_something_else_is_answered_at_once(world: World, text: str) -> None:
    """A question that may be on its way keeps nobody from an answer."""
    world.begin()
    asks(world, LEAD)
    receive(world, a_reply(world, text, DIRECT, None))
    assert handle(world) is None
    assert is_done(world)


def test_a_menu_is_taken_once_we_know_which_message_it_is_in(world: World) -> None:
    """Who takes over from a leaver is chosen in a message whose answer was cut."""
    both(world)
    world.is_slack_away = True
    world.directory.people[OWNER] = Person(id=OWNER, name="owner", is_gone=True)
    told = {"workspace": WORKSPACE, "user": SPONSOR, "at": world.now}
    world.happens(Left.model_validate(told | {"channel": OWNER, "user": OWNER}))
    (key,) = world.queues.due(world.now)[1]
    begun(world, key)
    pressed = {"channel": f"D{SPONSOR}", "message": HEAD, "thread": HEAD, "reply_to": None}
    menu = {"verb": "takes", "ref": FOR_ALL, "person": LEAD}
    receive(world, Clicked.model_validate(told | pressed | menu))
    assert handle(world) == inbox.TOO_EARLY
    world.queues.posted(key, HEAD, world.now)
    world.later(seconds=inbox.TOO_EARLY)
    assert handle(world) is None
    assert set(owners(world).values()) == {LEAD}
