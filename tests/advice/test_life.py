"""Life as it is: other apps, channels we are asked into, those that change who may read them."""

import pytest

from bot.benefits.accepted import Acceptance
from bot.benefits.conversation import Invited, Posted, Sending
from tests.advice.world import (
    LEAD,
    OPEN_TO_GUESTS,
    OTHER,
    OWNER,
    PRIVATE,
    World,
    asks_in,
    at,
    cards_in,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_measure, an_investment

LIVE = "The claims portal is live, 340 people logged in this week."
FIGURE = "Claim handling time is 9 days now, per the claims report."


APP, APP_S = "B0METRICS", "1780000000.0001"
"""Another app, and what it posts."""


def by_app(world: World, text: str, user: str = APP) -> list[Sending]:
    """Another app posts."""
    told = {"workspace": WORKSPACE, "channel": CHANNEL, "user": user, "at": world.now}
    said = Posted.model_validate({**told, "ts": APP_S, "text": text, "by_app": True})
    return world.happens(said)


def owned(world: World) -> None:
    """The measure has an owner who accepted."""
    world.say(f"Claim handling time was 14 days in Q1. <@{OWNER}> owns it.")
    [card] = cards_in(world.sent)
    world.click("record", card.proposal)
    step = {"investment": "i1", "role": "owner", "person": OWNER, "by": OWNER, "at": world.now}
    with world.records.work(WORKSPACE) as work:
        work.accept("a1", Acceptance.model_validate(step | {"state": "accepted"}))
        work.commit()
    world.later(days=8)


POSTS: dict[str, tuple[tuple[int, list[str]], tuple[int, list[str]]]] = {
    # what an app posts: (where nobody accepted, where an owner did), each (cards, whom it asks)
    LIVE: ((0, []), (0, [OWNER])),
    FIGURE: ((1, []), (1, [OWNER])),
    "Build #4711 passed in 3m 20s": ((0, []), (0, [])),
    "that 14 should be 16": ((0, []), (0, [])),
    "mute me": ((0, []), (0, [])),
    "🙂" * 50: ((0, []), (0, [])),
    "what improved? " * 2_000: ((0, []), (0, [])),
}


@pytest.mark.parametrize("is_owned", [False, True])
@pytest.mark.parametrize("text", POSTS, ids=lambda text: text[:20])
def test_a_post_of_an_app_is_read_and_asks_nobody_but_an_owner_who_accepted(
    world: World, text: str, is_owned: bool
) -> None:
    """An app cannot answer, and nobody is asked on a guess; its figures wait on a card."""
    world.begin()
    if is_owned:
        owned(world)
    said = by_app(world, text)
    cards, asked = POSTS[text][is_owned]
    assert len(cards_in(said)) == cards
    assert [one.to for one in asks_in(said)] == asked


def test_what_an_app_changes_changes_its_card_and_what_it_deletes_closes_it(world: World) -> None:
    """As with what people write: the card says what the post says now, and nobody is asked."""
    world.begin()
    [card] = cards_in(by_app(world, "Claim handling time was 14 days in Q1, per the audit."))
    text = "Claim handling time was 18 days in Q1, per the audit."
    after = world.change(APP_S, text, APP, by_app=True)
    assert [fact.fact.value for fact in world.proposal(card.proposal).facts][:1] == [18]
    assert asks_in(after) == []
    world.delete(APP_S, APP)
    assert world.proposal(card.proposal).state == "discarded"


def test_chatter_of_an_app_that_becomes_an_update_is_read_as_one(world: World) -> None:
    """Workflows often post first and fill in later; still nobody is asked."""
    world.begin()
    by_app(world, "Collecting figures")
    after = world.change(
        APP_S, "Claim handling time is 9 days now, per the audit.", APP, by_app=True
    )
    assert len(cards_in(after)) == 1
    assert asks_in(after) == []


def test_of_several_investments_an_app_s_post_asks_nobody_which_is_meant(world: World) -> None:
    """Silence is better than a question to a machine."""
    world.begin()
    world.begin(
        an_investment("i2", name="Fraud checks", measures=(a_measure("m2", name="alerts"),))
    )
    assert by_app(world, "The new release is live, 340 people logged in this week.") == []


def invited(world: World, channel: str = CHANNEL, event: str | None = None) -> list[Sending]:
    """Somebody asks us into a channel."""
    told = Invited(workspace=WORKSPACE, channel=channel, user=LEAD, at=world.now)
    return world.happens(told, event)


def test_asked_into_a_channel_we_say_once_what_we_do_keep_and_how_to_change_it(
    world: World,
) -> None:
    """In one message; put out and asked in again within a month, nothing is said twice."""
    world.now = at("2026-06-01T10:00+00:00")
    [told] = invited(world, event="Ev-in")
    assert (told.way, told.channel, told.thread) == ("post", CHANNEL, None)
    for part in ("I am a bot", "/whatimproved new", "Nothing is recorded", "I keep nothing"):
        assert part in words([told])
    assert "From when one is linked: I read every message" in words([told])
    assert [one.ref for one in told.post.options] == [
        "begin|",
        "listen mentions",
        "listen weekly",
        "settings",
    ]
    assert invited(world, event="Ev-in") == []
    world.later(days=29)
    assert invited(world) == []
    world.later(days=2)
    assert len(invited(world)) == 1


def test_what_is_said_first_is_as_the_channel_is(world: World) -> None:
    """Linked or not, heard less, read by people from outside; direct messages are no channel."""
    world.begin()
    world.command("listen", "mentions")
    told = words(invited(world))
    assert "I speak here only where I am mentioned" in told
    assert "To link one" not in told
    assert "outside" not in told
    assert "from outside this workspace" in words(invited(world, OPEN_TO_GUESTS))
    assert invited(world, "DLEAD") == []
    assert invited(world, "CUNKNOWN") == []


def test_the_buttons_of_the_first_message_change_what_is_heard(world: World) -> None:
    """As commands do, for who belongs there."""
    [told] = invited(world, OTHER)
    world.click("set", told.post.options[1].ref, channel=OTHER)
    with world.records.work(WORKSPACE) as work:
        manners = work.manners_of_channels([OTHER])[OTHER]
    assert (manners.listens, manners.greeted_at) == ("mentions", world.now)


def test_a_channel_made_private_hides_its_investment_at_once(world: World) -> None:
    """Who is not in it is told nothing of it from then on, in words and figures alike."""
    world.begin(name="Claims portal")
    assert "Claims portal" in words(world.improved(channel=OTHER, user=OWNER))
    known = world.directory.channels[CHANNEL]
    shut = known.model_copy(update={"is_private": True, "members": frozenset({LEAD})})
    world.directory.channels[CHANNEL] = shut
    world.later(minutes=1)
    assert "Claims portal" not in words(world.improved(channel=OTHER, user=OWNER))
    assert "Claims portal" not in words(
        world.say("what improved?", user=OWNER, channel=OTHER, to_us=True)
    )
    assert "Claims portal" in words(world.improved(channel=OTHER, user=LEAD))


def test_people_and_channels_are_called_what_they_are_called_now(world: World) -> None:
    """Ids are kept, names are looked up."""
    world.begin(sponsor=f"<@{OWNER}>", channel=PRIVATE)
    world.directory.channels[PRIVATE] = world.directory.channels[PRIVATE].model_copy(
        update={"name": "boardroom", "members": frozenset({LEAD, OWNER})}
    )
    world.new("Claims portal", channel=PRIVATE)
    assert "#boardroom" in words(world.sent)
