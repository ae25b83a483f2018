"""Threads of ours: an investment is spoken of where everybody may hear of it now, nowhere else."""

import pytest

from bot.benefits.conversation import Sending
from tests.advice.world import (
    GUEST,
    LEAD,
    OPEN_TO_GUESTS,
    OTHER,
    OWNER,
    PRIVATE,
    World,
    card_of,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_fact, a_measure, a_record

LIVE = "The claims portal is live, 340 people logged in this week."
FASTER = "Claim handling time fell from 21 days to 9 days, per the claims ledger."


def move(world: World, channel: str, **given: object) -> None:
    """The investment gets another home, or is made confidential, behind its threads' backs."""
    was = world.investment()
    with world.records.work(WORKSPACE) as work:
        work.keep(was.model_copy(update={"channel": channel, **given}))
        work.commit()


def aloud(sent: list[Sending]) -> list[Sending]:
    """What stands in the channel."""
    return [one for one in sent if one.way != "reply"]


def test_at_home_what_is_confidential_is_spoken_of_while_no_stranger_reads(world: World) -> None:
    """A guest who joined hears none of it."""
    world.begin()
    world.say(FASTER, OWNER)
    head = world.last
    move(world, CHANNEL, confidential=True)
    was = world.directory.channels[CHANNEL]
    world.directory.channels[CHANNEL] = was.model_copy(update={"members": was.members | {GUEST}})
    assert world.say("about 22 days in Q1", OWNER, thread=head) == []


@pytest.mark.parametrize(
    ("channel", "confidential", "is_heard"),
    [
        (CHANNEL, False, True),
        (CHANNEL, True, True),
        (OTHER, False, True),
        (OTHER, True, False),
        (PRIVATE, False, False),
    ],
)
def test_an_old_thread_hears_of_what_its_readers_may_see_now(
    world: World, channel: str, confidential: bool, is_heard: bool
) -> None:
    """Replies, edits and clicks there speak of it, or nothing is said and nothing changes."""
    world.begin()
    card = card_of(world.say(FASTER, OWNER))
    head = world.last
    move(world, channel, confidential=confidential)
    said = world.say("about 22 days in Q1", OWNER, thread=head)
    edit = world.change(head, FASTER.replace("9", "8"), OWNER)
    assert bool(said) == is_heard
    assert bool(edit) == is_heard
    if not is_heard:
        clicked = world.click("record", card.proposal, LEAD, thread=head)
        assert "no longer spoken of" in words(clicked)
        assert aloud(clicked) == []
        assert world.facts() == []


def test_a_card_in_an_old_thread_tells_nothing_of_the_record_when_a_message_goes(
    world: World,
) -> None:
    """It loses the words that are gone, and gains no figure recorded elsewhere since."""
    world.begin()
    card_of(world.say(FASTER, OWNER))
    head = world.last
    card = card_of(world.say("The head of claims owns it.", OWNER, thread=head))
    reply = world.last
    move(world, PRIVATE)
    with world.records.work(WORKSPACE) as work:
        work.append(a_record("b", a_fact(value=33), ts="2.2"))
        work.commit()
    world.delete(reply, thread=head)
    shown = world.shown(f"card:{card.proposal}").card
    assert shown is not None
    assert shown.lines
    assert not any("33" in str(one.before) for one in shown.lines)
    assert "33" not in str(shown.summary)


def test_a_confidential_investment_is_silent_at_home_while_strangers_read(world: World) -> None:
    """An update there is answered with nothing, and nothing is kept of it."""
    world.begin(confidential=True, channel=OPEN_TO_GUESTS)
    assert world.say(FASTER, OWNER, channel=OPEN_TO_GUESTS) == []
    assert world.questions() == []


def test_what_waits_in_an_old_thread_is_recorded_by_nobody_in_the_form(world: World) -> None:
    """The form opens no way around."""
    world.begin()
    world.say(LIVE)
    question = world.questions()[0].id
    move(world, PRIVATE)
    assert "no longer spoken of" in words(world.fill(question, LEAD, baseline="14 days"))
    assert world.facts() == []


def test_a_drift_is_settled_where_it_may_be_spoken_of(world: World) -> None:
    """The card it would redraw shows what is on record."""
    world.begin()
    world.click("record", card_of(world.say(FASTER)).proposal)
    world.later(days=1)
    said = world.say("Claim handling time was 25 days before go-live, per the ledger.")
    [replaces] = [
        option for one in said for option in one.post.options if option.verb == "replaces"
    ]
    move(world, PRIVATE)
    assert "no longer spoken of" in words(world.click("replaces", replaces.ref, LEAD))


@pytest.mark.parametrize("is_recorded", [True, False])
def test_what_is_said_below_a_figure_is_of_its_measure(world: World, is_recorded: bool) -> None:
    """Also where the investment has others; how it is in one place leaves how it is in all."""
    other = a_measure(id="m2", name="reopened claims", unit="claims")
    world.begin(measures=(a_measure(), other))
    card = card_of(world.say("Claim handling time is 9 days now, per the claims ledger", OWNER))
    head = world.last
    if is_recorded:
        world.click("record", card.proposal, OWNER, thread=head)
    card = card_of(world.say("at Hove it is still 20 days", OWNER, thread=head))
    with world.records.work(WORKSPACE) as work:
        kept = work.proposal(card.proposal)
    assert kept is not None
    told = {(one.measure, one.fact.value, one.fact.segment, one.corrects) for one in kept.facts}
    hove, whole = ("m1", 20, "Hove", False), ("m1", 9, None, False)
    assert {one for one in told if one[1]} == ({hove} if is_recorded else {hove, whole})
