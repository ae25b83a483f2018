"""What is said of how somebody is asked is told apart from what is an answer."""

from datetime import date
from typing import Any

import pytest

from bot.advice.asides import aside
from bot.benefits.accepted import has_said_stop
from tests.advice.test_which import of_lead, shows
from tests.advice.world import DIRECT, LEAD, OWNER, World, words
from tests.builders import CHANNEL, WORKSPACE, an_investment

MONDAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("skip", {"how": "skip"}),
        ("Skip this, we don’t measure it", {"how": "skip", "words": "we don't measure it"}),
        ("don't ask me this again", {"how": "skip"}),
        ("not now", {"how": "snooze", "until": date(2026, 6, 8)}),
        ("I'm busy right now.", {"how": "snooze", "until": date(2026, 6, 8)}),
        ("next week please", {"how": "snooze", "until": date(2026, 6, 8)}),
        ("remind me in March", {"how": "snooze", "until": date(2027, 3, 1)}),
        ("Could you please remind me next month?", {"how": "snooze", "until": date(2026, 7, 1)}),
        ("ask me next quarter", {"how": "snooze", "until": date(2026, 7, 1)}),
        ("later in June", {"how": "snooze", "until": date(2027, 6, 1), "is_doubtful": True}),
        ("Not before March", {"how": "snooze", "until": date(2027, 3, 1), "is_doubtful": True}),
        ("mute me", {"how": "mute"}),
        ("Don't ask me.", {"how": "mute", "is_doubtful": True}),
        ("please leave me alone", {"how": "mute", "is_doubtful": True}),
        ("stop bothering me", {"how": "mute", "is_doubtful": True}),
        ("never ask me again", {"how": "mute"}),
        ("leave me alone everywhere", {"how": "mute"}),
        ("Please stop asking me, thanks", {"how": "mute"}),
        ("unmute me", {"how": "unmute"}),
        ("leave me alone about CRM", {"how": "stop", "words": "CRM"}),
        ("you can ask me about CRM again", {"how": "resume", "words": "CRM"}),
        ("I’m away until 3 January", {"how": "away", "words": "until 3 January"}),
        ("on leave from 5 June to 9 June", {"how": "away", "words": "from 5 June to 9 June"}),
        ("I'll be back on 9 June", {"how": "away", "words": "until 2026-06-08"}),
        ("I'm back", {"how": "away", "words": "off"}),
    ],
)
def test_a_whole_short_sentence_is_understood(said: str, meant: dict[str, Any]) -> None:
    """With or without a please, in either kind of apostrophe."""
    found = aside(said, MONDAY)
    assert found is not None
    assert found.model_dump(exclude_defaults=True) == meant


@pytest.mark.parametrize(
    "said",
    [
        *("9 days", "next week", "in March", "skip-level meetings took 14 days", "", "🙂"),
        *("later in June it fell to 9 days", "out until Finance closes the books", "not known"),
        *("<@UOWNER> leave me alone", "leave me alone, <@UOWNER>", "don't ask me, ask <@UOWNER>"),
        *("I'm away until it snows", "mute me about", "we stopped asking customers twice"),
        *("remind me what improved", "skip " * 8_000, "*skip", "überspringen", "\x00"),
    ],
)
def test_what_only_sounds_like_it_is_none(said: str) -> None:
    """It may be an answer, or a question of theirs."""
    assert aside(said, MONDAY) is None


@pytest.mark.parametrize(
    ("said", "told", "undo", "undone"),
    [
        ("mute me", "You are muted everywhere", "/whatimproved unmute", "unmute me"),
        ("I'm away until 9 June", "away until 9 June 2026", "/whatimproved away off", "I'm back"),
    ],
)
def test_what_is_said_to_us_does_what_the_command_does(
    world: World, said: str, told: str, undo: str, undone: str
) -> None:
    """In the command's own words, and it is undone the same way or in words."""
    world.begin()
    answer = words(world.say(said, channel=DIRECT))
    assert told in answer
    assert f"To undo: {undo}" in answer
    world.say(undone, channel=DIRECT)
    with world.records.work(WORKSPACE) as work:
        manners = work.manners_of_people([LEAD])[LEAD]
    assert (manners.is_muted, manners.away) == (False, ())


def test_in_a_channel_where_nobody_spoke_to_us_it_is_said_to_somebody_else(world: World) -> None:
    """People tell each other when they are away."""
    world.begin()
    assert world.say("I'm away until 9 June") == []


@pytest.mark.parametrize(
    ("said", "user", "to_us", "is_muted"),
    [
        ("don't ask me", LEAD, False, False),
        ("leave me alone", OWNER, False, False),
        ("leave me alone", LEAD, True, True),
        ("never ask me again", LEAD, False, True),
        ("never ask me again", OWNER, False, False),
        ("mute me", LEAD, False, True),
        ("mute me", OWNER, False, False),
    ],
)
def test_in_a_thread_of_several_people_only_who_was_asked_is_muted_by_words(
    world: World, said: str, user: str, to_us: bool, is_muted: bool
) -> None:
    """What people say to one another, or for not knowing, mutes nobody unless it is said to us."""
    world.begin()
    head = shows(world, of_lead(channel=CHANNEL), channel=CHANNEL)
    world.say(said, user=user, thread=head, to_us=to_us)
    with world.records.work(WORKSPACE) as work:
        assert work.manners_of_people([user])[user].is_muted is is_muted


@pytest.mark.parametrize("said", ["Not before March", "later in March"])
@pytest.mark.parametrize(
    ("asks", "is_put_off"), [("timeframe", False), ("target", False), ("baseline", True)]
)
def test_a_time_is_no_put_off_where_a_time_is_asked_for(
    world: World, said: str, asks: str, is_put_off: bool
) -> None:
    """It may be the answer; of any other question it tells when to ask again."""
    world.begin()
    head = shows(world, of_lead(asks=asks, channel=CHANNEL), channel=CHANNEL)
    assert ("Put off until" in words(world.say(said, thread=head))) is is_put_off


def test_one_investment_is_left_alone_and_taken_up_again(world: World) -> None:
    """Only what is named, by one who may see it; twice is once."""
    world.begin()
    world.begin(an_investment("i2", name="CRM phase 2", measures=()))
    answer = words(world.say("leave me alone about CRM", channel=DIRECT))
    assert "I will not ask you about CRM phase 2 again" in answer
    assert "To undo: say “ask me about CRM phase 2 again”" in answer
    world.say("stop asking me about CRM", channel=DIRECT)
    assert stopped(world, "i2") == [True]
    assert stopped(world, "i1") == []
    world.later(minutes=1)
    assert "again when something is due" in words(
        world.say("ask me about CRM phase 2 again", channel=DIRECT)
    )
    assert stopped(world, "i2") == [False, False]
    world.say("leave me alone about lunch", channel=DIRECT)
    assert stopped(world, "i1") == []


def stopped(world: World, investment: str) -> list[bool]:
    """For each thing the lead said to it, whether they are left alone by now."""
    with world.records.work(WORKSPACE) as work:
        said = work.acceptances([investment])
    return [has_said_stop(LEAD, investment, said) for _ in said]
