"""The agent's conversation: what may be asked first, what waits for somebody, Stop, and what they
think of an answer.
"""

import pytest

from bot.advice import halt, mine, openings
from bot.benefits.conversation import Posted, Rated, Sending, Stopped
from bot.benefits.ratings import BAD, GOOD
from tests.advice.world import AT_ONCE, DIRECT, GUEST, LEAD, OWNER, PRIVATE, SPONSOR, World
from tests.builders import CHANNEL, WORKSPACE

STOPPED = "Stopped, as you asked. Ask again whenever you like."
UPDATE = "Claims intake is live, 340 people logged in this week, 12 workflows automated."


def offered(world: World, user: str) -> dict[str, str]:
    """What somebody may ask, by what it is called."""
    found = openings.openings(WORKSPACE, user, world.doors, world.now)
    return {one.title: one.says for one in found.prompts}


def words(sendings: list[Sending]) -> str:
    """All that one post says."""
    [sending] = sendings
    post = sending.post
    lines = [*post.lead, *(line for part in post.parts for line in part.lines)]
    return " ".join(span.text for line in lines for span in line)


def test_what_may_be_asked_first_fits_who_asks(world: World) -> None:
    """A sponsor their own, who was asked something what is due, a newcomer how it works; four at
    most, and each is understood.
    """
    home = world.begin(sponsor=SPONSOR.lower())
    assert offered(world, SPONSOR)["What improved since January?"] == (
        "What improved in everything I sponsor since January?"
    )
    assert f"What improved on {home.name}?" in offered(world, SPONSOR)
    world.say(UPDATE)
    assert next(iter(offered(world, LEAD))) == "What is due from me?"
    for user in (LEAD, OWNER, SPONSOR):
        assert len(offered(world, user)) <= openings.MOST
        for words in offered(world, user).values():
            [said] = world.say(words, user=user, channel=DIRECT)
            assert "I did not understand" not in str(said.post), words


def test_nothing_is_suggested_that_somebody_may_not_see(world: World) -> None:
    """Whoever is in none of its channels is offered the same as if there were nothing."""
    nothing = offered(world, OWNER), offered(world, GUEST)
    world.begin(channel=PRIVATE, channel_is_private=True, sponsor=f"<@{OWNER}>")
    assert (offered(world, OWNER), offered(world, GUEST)) == nothing
    assert list(nothing[0]) == ["How do you work?", "How do I link a channel?"]


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("What is due from me?", True),
        ("what's open for me", True),
        ("hi, what do you need from me?", True),
        ("Is there anything waiting for me?", True),
        ("what do I owe you?", True),
        ("What is due from the vendor?", False),
        ("What improved for me?", False),
        ("The report is due from me on Friday", False),
        ("", False),
        ("what " * 8_000, False),
    ],
)
def test_who_asks_what_waits_for_them_is_understood(said: str, asks: bool) -> None:
    """In a few ways of asking, and nothing else is taken for it."""
    assert mine.asks(said) is asks


def test_what_waits_for_somebody_is_told_to_them_alone(world: World) -> None:
    """With the question as it was asked; nobody hears of what others were asked."""
    world.begin()
    world.say(UPDATE)
    told = words(world.say("What is due from me?", channel=DIRECT))
    assert told.startswith("One question waits for an answer of yours.")
    assert "Nothing waits" in words(
        world.happens(
            asked(world, "99.1").model_copy(update={"user": OWNER, "text": "What is due from me?"})
        )
    )


def rated(world: World, key: str, **more: object) -> Rated:
    fields = {"workspace": WORKSPACE, "channel": DIRECT, "user": LEAD, "at": world.now, "ref": key}
    return Rated.model_validate({**fields, "is_good": True, **more})


def test_what_somebody_thinks_of_an_answer_counts_once(world: World) -> None:
    """What they said first counts; of an answer to somebody else nobody is asked; their own words
    are kept short.
    """
    world.begin()
    [answer] = world.say("What improved?", channel=DIRECT)
    assert answer.post.rates == answer.key
    bad = rated(world, answer.key, is_good=False, reason="wrong", words="x" * 40_000)
    for one in (bad, rated(world, answer.key), rated(world, answer.key, user=OWNER)):
        world.happens(one)
    world.happens(rated(world, "post:unknown"))
    with world.records.work(WORKSPACE) as work:
        [kept] = [one for one in work.audited() if one.what.startswith((GOOD, BAD))]
    assert (kept.what, kept.by, len(kept.words)) == (f"{BAD}:wrong", LEAD, 300)


def asked(world: World, ts: str) -> Posted:
    fields = {"workspace": WORKSPACE, "channel": DIRECT, "user": LEAD, "at": world.now, "ts": ts}
    said = {"text": "What improved?", "to_us": True, "direct": True}
    return Posted.model_validate({**fields, **said})


def stop(world: World, thread: str) -> list[Sending]:
    fields = {"workspace": WORKSPACE, "channel": DIRECT, "user": LEAD, "at": world.now}
    return world.happens(Stopped.model_validate({**fields, "thread": thread}))


def test_what_is_not_out_at_stop_never_is(world: World) -> None:
    """In its place stands that it was stopped; elsewhere all is said, and what is out stays."""
    world.begin()
    world.is_slack_away = True
    world.happens(asked(world, "77.1"))
    world.happens(asked(world, "78.1"))
    stop(world, "77.1")
    stopped, told = world.slack_is_back()
    assert (stopped.thread, words([stopped])) == ("77.1", STOPPED)
    assert told.post.closing is not None
    assert stop(world, "78.1") == []


def test_what_is_on_its_way_at_stop_shows_it_as_soon_as_it_stands(world: World) -> None:
    """Nothing of it is left to be read."""
    world.begin()
    world.is_slack_away = True
    world.happens(asked(world, "77.1"))
    [under_way] = world.queues.take(world.now, 1, 60, AT_ONCE)
    stop(world, "77.1")
    world.queues.posted(under_way.key, "90.1", world.now)
    [change] = world.slack_is_back()
    assert (change.way, change.ts, words([change])) == ("update", "90.1", STOPPED)


def test_stop_takes_back_nothing_that_asks_or_records(world: World) -> None:
    """A card that waits is somebody's figure: it goes out."""
    world.begin()
    world.is_slack_away = True
    world.say("That was 14 days in Q1, per the finance report", channel=CHANNEL)
    fields = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": world.now}
    world.happens(Stopped.model_validate({**fields, "thread": world.last}))
    assert all(words([one]) != STOPPED for one in world.slack_is_back())


def test_what_was_asked_before_stop_is_left_and_says_so(world: World) -> None:
    """It is read by nobody: nothing is recorded, proposed or told of it."""
    world.begin()
    halt.leave(asked(world, "77.1"), "Ev77", world.doors, world.now)
    [left] = world.slack_is_back()
    assert (left.thread, words([left])) == ("77.1", STOPPED)
