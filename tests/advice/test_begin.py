"""`/whatimproved new`: an investment is named where its updates are posted."""

import pytest

from bot.advice import eyes
from bot.advice.begin import Beginning, understood
from bot.benefits.conversation import Commanded
from bot.errors import ChatError
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OPEN_TO_GUESTS,
    OTHER,
    OWNER,
    PRIVATE,
    QUIET,
    SPONSOR,
    World,
    words,
)
from tests.builders import CHANNEL, WORKSPACE


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("CRM: quote-to-cash in days", ("CRM", "quote-to-cash", "days")),
        ("  CRM :quote-to-cash   in days. ", ("CRM", "quote-to-cash", "days")),
        ("CRM: quote-to-cash", ("CRM", "quote-to-cash", None)),
        ("CRM: time in queue in minutes", ("CRM", "time in queue", "minutes")),
        ("CRM", ("CRM", None, None)),
        ("CRM:", ("CRM", None, None)),
        ("CRM: a: b in days", ("CRM", "a: b", "days")),
        ("CRM: in-house cost in GBP", ("CRM", "in-house cost", "GBP")),
        ("Kundenportal: Bearbeitungszeit", ("Kundenportal", "Bearbeitungszeit", None)),
        ("客户门户", ("客户门户", None, None)),
    ],
)
def test_the_words_after_new_are_a_name_a_measure_and_a_unit(
    typed: str, said: tuple[str, str | None, str | None]
) -> None:
    """Each may be left out from the end."""
    assert understood(typed) == Beginning(name=said[0], measure=said[1], unit=said[2])


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        ":",
        ": quote-to-cash in days",
        "CRM: in days",
        "CRM: In working days.",
        "🎉",
        "***",
        "x" * 500,
        "CRM: " + "x" * 500,
        "\x00",
    ],
)
def test_what_names_nothing_is_answered_with_how_it_is_typed(world: World, typed: str) -> None:
    """To the one who typed it, alone."""
    said = world.new(typed)
    assert "/whatimproved new NAME: MEASURE in UNIT" in words(said)
    assert not said[0].in_channel
    assert world.investments() == []


def test_an_investment_is_linked_and_the_channel_is_told(world: World) -> None:
    """The team learns what will be asked about."""
    said = world.new("CRM: quote-to-cash in days")
    assert said[0].in_channel
    assert "CRM is linked to #claims, with one measure: quote-to-cash, in days." in words(said)
    made = world.investments()[0]
    assert (made.name, made.channel, made.channel_is_private) == ("CRM", CHANNEL, False)
    assert [(one.name, one.unit) for one in made.measures] == [("quote-to-cash", "days")]


def test_from_a_home_the_channel_is_told_by_a_post_and_who_did_it_in_the_home(
    world: World,
) -> None:
    """What is said to many has a key to be found by: a kill never says it twice."""
    here = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": world.now}
    done = {"verb": "new", "words": "CRM: quote-to-cash in days", "home": "{}"}
    asked = Commanded.model_validate(here | done | {"reply_to": f"home:{LEAD}:{{}}"})
    at_home, aloud = world.happens(asked)
    assert (aloud.way, aloud.channel, aloud.reply_to) == ("post", CHANNEL, None)
    assert (at_home.way, at_home.channel, at_home.in_channel) == ("reply", LEAD, False)
    assert at_home.reply_to == asked.reply_to
    assert words([aloud]) == words([at_home])


@pytest.mark.parametrize("reply_to", ["", f"home:{LEAD}:{{}}"])
def test_where_we_were_never_asked_in_nothing_is_linked(world: World, reply_to: str) -> None:
    """Slack tells of a public channel to everybody, and no word of it to us: who would link
    something there is told, wherever they do it, and can once we are in it.
    """
    home = "{}" if reply_to else None
    told = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": world.now}
    asked = Commanded.model_validate(
        told | {"verb": "new", "words": "CRM: churn in %", "reply_to": reply_to, "home": home}
    )
    here = world.directory.channels[CHANNEL]
    world.directory.channels[CHANNEL] = here.model_copy(update={"is_ours": False})
    [said] = world.happens(asked)
    assert "Invite me first" in words([said])
    assert (said.way, said.in_channel, said.reply_to) == ("reply", False, reply_to)
    assert world.investments() == []
    world.directory.channels[CHANNEL] = here
    world.happens(asked)
    assert [one.name for one in world.investments()] == ["CRM"]


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("Days", "days"), ("GBP", "GBP"), ("£", "GBP"), ("percent", "%"), ("$/month", "USD/month")],
)
def test_a_unit_is_kept_as_figures_will_have_it(world: World, typed: str, unit: str) -> None:
    """However it is written, it is the unit that is read in updates."""
    world.new(f"CRM: quote-to-cash in {typed}")
    assert world.investments()[0].measures[0].unit == unit


def test_without_a_unit_or_a_measure_it_is_asked_for_later(world: World) -> None:
    """A name is enough to begin."""
    assert "ask what it should improve" in words(world.new("CRM"))
    assert "one measure: churn. I" in words(world.new("Loyalty: churn"))


def test_the_same_name_here_adds_a_measure_and_says_what_is_on_record(world: World) -> None:
    """No second investment; what is announced is what is kept."""
    world.new("CRM: quote-to-cash in days")
    said = world.new("crm: churn in %")
    assert [one.name for one in world.investments()] == ["CRM"]
    assert [one.name for one in world.investments()[0].measures] == ["quote-to-cash", "churn"]
    assert "one measure" not in words(said)
    assert "churn" in words(said)


def test_naming_a_measure_again_does_not_change_its_unit(world: World) -> None:
    """The unit agreed on stands, and the answer says so."""
    world.new("CRM: quote-to-cash in days")
    said = world.new("CRM: quote-to-cash time in hours")
    assert [(one.name, one.unit) for one in world.investments()[0].measures] == [
        ("quote-to-cash", "days")
    ]
    assert "in days" in words(said)
    assert "in hours" not in words(said)


def test_the_same_name_in_another_channel_is_told_apart_only_by_who_sees_it(
    world: World,
) -> None:
    """It exists elsewhere, in a channel that whoever asks may see."""
    world.new("CRM: quote-to-cash in days")
    said = world.new("CRM: quote-to-cash in days", channel=OTHER)
    assert "already on record, in another channel" in words(said)
    assert not said[0].in_channel
    assert len(world.investments()) == 1


def test_a_hidden_investment_of_the_same_name_does_not_show(world: World) -> None:
    """The answer is the same as if it were not there."""
    free = words(world.new("CRM: quote-to-cash in days", OWNER, channel=OTHER))
    world.new("Loyalty: churn in %", LEAD, channel=PRIVATE)
    hidden = words(world.new("Loyalty: quote-to-cash in days", OWNER, channel=OTHER))
    assert hidden == free.replace("CRM", "Loyalty")


def test_a_direct_message_is_no_home_for_an_investment(world: World) -> None:
    """Updates are posted where a team reads them."""
    assert "works in the channel" in words(world.new("CRM: churn in %", channel=DIRECT))
    assert world.investments() == []


@pytest.mark.parametrize(
    ("user", "channel"), [(GUEST, OPEN_TO_GUESTS), (SPONSOR, QUIET), (SPONSOR, PRIVATE)]
)
def test_only_full_members_of_the_channel_may_begin(world: World, user: str, channel: str) -> None:
    """Told to them alone."""
    assert "Only full members" in words(world.new("CRM", user, channel))
    assert world.investments() == []


def test_a_channel_the_bot_is_not_in_is_answered_not_left_in_silence(world: World) -> None:
    """Slack does not tell us of channels we are not in."""
    said = world.new("CRM: churn in %", channel="CUNKNOWN")
    assert "Invite me" in words(said)
    assert world.investments() == []


def test_slack_being_away_is_tried_again(world: World) -> None:
    """What cannot be told now is no refusal."""
    world.directory.fails = True
    with pytest.raises(ChatError):
        world.new("CRM: churn in %")
    world.directory.fails = False
    assert world.investments() == []


def test_a_name_again_without_a_measure_says_what_is_asked_next(world: World) -> None:
    """Nothing is added, nothing is lost."""
    world.new("CRM")
    assert "ask what it should improve" in words(world.new("CRM"))
    assert len(world.investments()) == 1


def test_slack_being_away_is_no_reason_to_answer_without_what_is_closed(world: World) -> None:
    """An answer waits until it can be whole."""
    world.new("CRM: churn in %", channel=PRIVATE)
    channel = world.directory.channels.pop(PRIVATE)
    assert "no investment on record" in words(world.improved())
    world.directory.channels[PRIVATE] = channel
    world.directory.fails = True
    with pytest.raises(ChatError):
        world.improved()
    with pytest.raises(ChatError):
        eyes.seen("T1", PRIVATE, world.doors)
