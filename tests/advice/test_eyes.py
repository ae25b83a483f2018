"""Whose an answer is for: what is public is asked at the time, confidential things stay so."""

import pytest

from bot.advice import eyes
from bot.benefits.conversation import Sending
from bot.errors import ChatError
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OPEN_TO_GUESTS,
    OTHER,
    OWNER,
    PARTNER,
    PRIVATE,
    QUIET,
    SPONSOR,
    World,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, an_investment

ASK = "<@UBOT> what improved?"
SECRET = "Secret merger"


def close(world: World, channel: str) -> None:
    """A public channel is made private."""
    was = world.directory.channels[channel]
    world.directory.channels[channel] = was.model_copy(update={"is_private": True})


def aloud(sent: list[Sending]) -> str:
    """What everybody in the channel reads."""
    return words([one for one in sent if one.way == "post"])


def whispered(sent: list[Sending]) -> list[tuple[str | None, str]]:
    """What one person alone reads, and who."""
    return [(one.user, words([one])) for one in sent if one.way == "whisper"]


def test_a_channel_made_private_is_not_told_elsewhere_any_more(world: World) -> None:
    """However public it was when the investment was linked."""
    world.begin(channel=QUIET)
    assert "Claims portal" in words(world.improved(user=LEAD, channel=OTHER))
    close(world, QUIET)
    assert "Claims portal" not in words(world.improved(user=LEAD, channel=OTHER))
    assert "Claims portal" not in words(world.say(ASK, LEAD, channel=OTHER, to_us=True))
    assert "Claims portal" in words(world.improved(user=OWNER, channel=OTHER))


def test_a_channel_made_public_is_told(world: World) -> None:
    """What was private when it was linked is not for ever."""
    world.begin(channel=QUIET, channel_is_private=True)
    assert "Claims portal" in words(world.improved(user=LEAD, channel=OTHER))


def test_where_slack_lists_no_channels_each_home_is_asked_about(world: World) -> None:
    """The method may be refused; nothing is guessed."""
    world.begin(channel=QUIET)
    world.begin(an_investment("i2", name=SECRET, channel=PRIVATE))
    world.begin(an_investment("i3", name="Left behind", channel="CLEFT"))
    world.directory.lists_channels = False
    found = eyes.of_person(WORKSPACE, OWNER, world.doors)
    assert found.channels == {QUIET}
    close(world, QUIET)
    assert eyes.of_channel(WORKSPACE, OTHER, world.doors).channels == {OTHER}


def test_where_slack_is_away_nothing_is_answered_yet(world: World) -> None:
    """The question is kept and tried again."""
    world.begin()
    world.directory.fails = True
    with pytest.raises(ChatError):
        eyes.of_person(WORKSPACE, LEAD, world.doors)


@pytest.mark.parametrize(
    ("user", "sees"),
    [(LEAD, True), (OWNER, False), (SPONSOR, True), (GUEST, False), (PARTNER, False)],
)
def test_a_confidential_investment_is_for_members_and_those_it_lists(
    world: World, user: str, sees: bool
) -> None:
    """Never for guests or partners, be they members or listed; being a colleague is not enough."""
    home = world.directory.channels[OPEN_TO_GUESTS]
    members = frozenset({LEAD, GUEST})
    world.directory.channels[OPEN_TO_GUESTS] = home.model_copy(update={"members": members})
    viewers = (SPONSOR, PARTNER)
    world.begin(
        an_investment("i2", name=SECRET, channel=OPEN_TO_GUESTS, confidential=True, viewers=viewers)
    )
    assert (SECRET in words(world.improved(user=user, channel=DIRECT))) is sees


def test_a_private_investment_is_shown_to_those_it_lists(world: World) -> None:
    """A sponsor need not sit in the channel."""
    world.begin(an_investment("i2", name=SECRET, channel=PRIVATE, viewers=(SPONSOR,)))
    assert SECRET in words(world.improved(user=SPONSOR, channel=OTHER))
    assert SECRET not in words(world.improved(user=OWNER, channel=OTHER))


def test_a_confidential_investment_is_not_told_aloud_where_others_can_read(world: World) -> None:
    """Any colleague can look into a public channel: who may see it is told alone."""
    world.begin(confidential=True)
    sent = world.say(ASK, LEAD, to_us=True)
    assert "Claims portal" not in aloud(sent)
    [(user, said)] = whispered(sent)
    assert user == LEAD
    assert "Claims portal" in said


def test_a_confidential_investment_is_told_aloud_among_its_members(world: World) -> None:
    """In a private channel without strangers everybody who reads is a member."""
    world.begin(channel=PRIVATE, confidential=True)
    sent = world.say(ASK, LEAD, channel=PRIVATE, to_us=True)
    assert "Claims portal" in aloud(sent)
    assert not whispered(sent)


def test_a_guest_among_the_members_keeps_confidential_things_unsaid(world: World) -> None:
    """The members who are colleagues are told alone."""
    home = world.directory.channels[PRIVATE]
    both = frozenset({LEAD, GUEST})
    world.directory.channels[PRIVATE] = home.model_copy(update={"members": both})
    world.begin(channel=PRIVATE, confidential=True)
    sent = world.say(ASK, LEAD, channel=PRIVATE, to_us=True)
    assert "Claims portal" not in aloud(sent)
    assert [user for user, _ in whispered(sent)] == [LEAD]
    assert not whispered(world.say(ASK, GUEST, channel=PRIVATE, to_us=True))


def test_who_may_see_more_is_shown_all_of_it_alone(world: World) -> None:
    """The channel hears what everybody may; the same answer is not said twice."""
    world.begin(channel=OTHER)
    world.begin(an_investment("i2", name=SECRET, channel=PRIVATE))
    asked = "<@UBOT> what improved on the secret merger?"
    sent = world.say(asked, LEAD, channel=CHANNEL, to_us=True)
    assert "I know no investment called" in aloud(sent)
    [(user, said)] = whispered(sent)
    assert user == LEAD
    assert SECRET in said
    assert sent[-1].thread == world.last
    assert not whispered(world.say(asked, OWNER, channel=CHANNEL, to_us=True))
    assert not whispered(world.say("<@UBOT> what improved on the claims portal?", to_us=True))


def test_somebody_slack_cannot_name_is_answered_as_everybody_is(world: World) -> None:
    """The fuller view is best effort."""
    world.begin()
    sent = world.say(ASK, "UGONE", to_us=True)
    assert "Claims portal" in aloud(sent)
    assert not whispered(sent)
