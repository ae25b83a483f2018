"""Challenge: who points at a message has it asked what an update would be asked, once."""

import pytest

from bot.benefits.accepted import Acceptance
from bot.benefits.conversation import Challenged, Sending
from bot.benefits.facts import Fact
from bot.errors import ChatError
from bot.ports import Message
from tests.advice.world import GUEST, LEAD, OPEN_TO_GUESTS, OWNER, PRIVATE, World, words
from tests.builders import CHANNEL, WORKSPACE, a_record

LIVE = "The claims portal is live, 340 people logged in this week."


def points_at(
    world: World, ts: str, user: str = OWNER, channel: str = CHANNEL, thread: str | None = None
) -> list[Sending]:
    """Somebody chooses the shortcut in a message's menu."""
    where = {"workspace": WORKSPACE, "channel": channel, "user": user, "at": world.now}
    told = {"ts": ts, "thread": thread, "reply_to": "https://hooks.example/1"}
    return world.happens(Challenged.model_validate(where | told))


def test_what_nobody_asked_about_is_asked_in_its_thread(world: World) -> None:
    """As it would have been asked when it was posted, and its author is who is asked."""
    world.say(LIVE)
    world.begin()
    [sent] = points_at(world, world.last)
    assert (sent.way, sent.channel, sent.thread) == ("post", CHANNEL, world.last)
    assert sent.post.ask is not None
    [question] = world.questions()
    assert (question.person, question.thread) == (LEAD, world.last)


@pytest.mark.parametrize("listens", ["mentions", "weekly"])
def test_it_is_asked_even_where_only_mentions_are_heard(world: World, listens: str) -> None:
    """Somebody wants it, so it is no noise."""
    world.begin(delivery_lead=f"<@{LEAD}>")
    world.command("listen", listens)
    assert world.say(LIVE) == []
    assert [one.thread for one in points_at(world, world.last)] == [world.last]
    assert len(world.questions()) == 1


def test_twice_is_once(world: World) -> None:
    """Whoever points at it next is told where the question stands."""
    world.begin()
    world.say(LIVE)
    for user in (OWNER, LEAD):
        [sent] = points_at(world, world.last, user)
        assert (sent.way, words([sent]).strip()) == (
            "reply",
            "I have asked about this one already. What I asked stands in its thread.",
        )
    assert len(world.questions()) == 1


def test_of_several_investments_it_is_asked_which_is_meant(world: World) -> None:
    """Even where nothing was said by itself."""
    world.say("All is live, 340 people logged in this week.")
    for id in ("i1", "i2"):
        world.begin(id=id, name=f"Portal {id}", measures=())
    [sent] = points_at(world, world.last)
    assert [one.ref for one in sent.post.options] == ["i1", "i2", "none"]
    [again] = points_at(world, world.last)
    assert again.way == "reply"


@pytest.mark.parametrize(
    "text",
    ["Lunch is at noon today.", ":tada: :tada:", "", "*never closed <https://x", "x" * 40_000],
)
def test_where_nothing_is_to_be_asked_who_pointed_is_told_why(world: World, text: str) -> None:
    """To them alone, kindly, and nothing is kept of the message."""
    world.begin()
    world.say(text)
    [sent] = points_at(world, world.last)
    assert (sent.way, "nothing to ask" in words([sent])) == ("reply", True)
    assert world.questions() == []


def test_what_cannot_be_read_or_is_a_reply_is_told(world: World) -> None:
    """And so is a channel that has nothing to do with us, or who has no say there."""
    world.say(LIVE)
    assert "No investment is linked" in words(points_at(world, world.last))
    world.begin()
    assert "may be gone" in words(points_at(world, "1.000001"))
    assert "This is a reply" in words(points_at(world, world.last, thread="1.000001"))
    for user, channel in ((GUEST, OPEN_TO_GUESTS), (OWNER, PRIVATE)):
        assert "can have me ask about" in words(points_at(world, world.last, user, channel))
    assert "Invite me" in words(points_at(world, world.last, LEAD, "CTHEIRS"))
    assert world.questions() == []


def test_where_we_were_not_invited_who_pointed_is_told(world: World) -> None:
    """Of a public channel Slack tells the members even so, and no message; other errors are tried
    again.
    """
    world.say(LIVE)
    world.begin()
    codes = ["not_in_channel", "internal_error"]

    def closed(_workspace: str, _channel: str, _ts: str) -> Message | None:
        raise ChatError(codes.pop(0))

    world.directory.message = closed  # type: ignore[assignment]
    [sent] = points_at(world, world.last)
    assert (sent.way, "Invite me" in words([sent])) == ("reply", True)
    with pytest.raises(ChatError):
        points_at(world, world.last)


@pytest.mark.parametrize("accepted", [False, True])
def test_of_another_app_s_post_nobody_is_asked_but_an_owner_who_accepted(
    world: World, accepted: bool
) -> None:
    """No person said it: the app has no answer, and would keep a question from the team."""
    world.begin()
    owner = Fact(slot="owner", person=f"<@{OWNER}>", quote="", start=0, end=0)
    step = {"investment": "i1", "role": "owner", "person": OWNER, "by": OWNER, "at": world.now}
    state = "accepted" if accepted else "asked"
    with world.records.work(WORKSPACE) as work:
        work.append(a_record(fact=owner))
        work.accept("a1", Acceptance.model_validate(step | {"state": state}))
        work.commit()
    ts = "1780000000.000001"
    world.directory.messages[CHANNEL, ts] = Message("UCIAPP", LIVE, by_app=True)
    sent = points_at(world, ts)
    assert [one.person for one in world.questions()] == ([OWNER] if accepted else [])
    assert [one.way for one in sent] == (["post"] if accepted else ["reply"])
    assert ("An app posted it" in words(sent)) is not accepted
