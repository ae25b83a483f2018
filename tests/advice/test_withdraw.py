"""Taking a figure back by saying so: it is told which, and a click withdraws it."""

import pytest

from bot.advice import withdrawals
from bot.benefits.conversation import Post, Sending
from bot.benefits.position import in_force
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OTHER,
    OWNER,
    PRIVATE,
    World,
    ask_of,
    card_of,
    levels,
    words,
)
from tests.builders import CHANNEL, a_measure

BEFORE = "Claim handling time was 14 days in Q1 before go-live, per the claims ledger."
MARCH = "Claim handling time is 11 days in March 2026, per the March report."
APRIL = "Claim handling time is 9 days in April 2026, per the April report."


def recorded(world: World, *told: str, by: str = LEAD) -> str:
    """These on record; the thread of the last one."""
    for text in told:
        world.click("record", card_of(world.say(text, user=by)).proposal)
        thread = world.last
        world.later(days=3)
    return thread


def offer_of(sent: list[Sending]) -> Post:
    """The one post that offers something to press."""
    found = [one.post for one in sent if one.way == "post" and one.post.options]
    assert len(found) == 1, [one.post for one in sent]
    return found[0]


def press(
    world: World, post: Post, at: int = 0, user: str = LEAD, channel: str = CHANNEL
) -> list[Sending]:
    """Press a button of it."""
    option = post.options[at]
    return world.click(option.verb, option.ref, user, channel=channel)


def verbs(post: Post) -> list[str]:
    return [one.verb for one in post.options]


def counting(world: World, slot: str = "current") -> list[float | None]:
    return levels(in_force(world.facts()), slot)


@pytest.mark.parametrize(
    "text",
    [
        "please scrap the April figure",
        "take the 9 days back, it was wrong",
        "Sorry all, wrong sheet. Please withdraw the 9 days.",
        "I'd like to take back the april number - it came from the test system",
        "could you strike the figure for April?",
        "I take back what I said about handling in April",
        "Forget the nine days please",
        "Retract what I told you about April, sorry",
    ],
)
@pytest.mark.parametrize("where", [{"thread": "here"}, {"to_us": True}, {"channel": DIRECT}])
def test_a_figure_is_taken_back_by_saying_so(
    world: World, text: str, where: dict[str, object]
) -> None:
    """It is told with its amount, period, source and who said it; a click withdraws it, and what
    counted before counts again, with its own source.
    """
    world.begin()
    thread = recorded(world, BEFORE, MARCH, APRIL)
    given = {**where, **({"thread": thread} if "thread" in where else {})}
    post = offer_of(world.say(text, **given))  # type: ignore[arg-type]
    told = words([Sending(key="k", way="post", channel=CHANNEL, post=post)])
    for part in ("9 days (April 2026)", "laim handling time", "April report", "11 days (March"):
        assert part in told
    assert [span.user for line in post.lead for span in line if span.user] == [LEAD]
    assert verbs(post) == ["withdraw", "leave"]
    assert counting(world) == [11, 9]
    who, channel = (LEAD, DIRECT) if "channel" in where else (OWNER, CHANNEL)
    press(world, post, user=who, channel=channel)
    assert counting(world) == [11]
    sources = [one.fact.ref for one in in_force(world.facts()) if one.fact.slot == "evidence"]
    assert len(sources) == 2
    row = world.facts()[-1]
    assert (row.withdraws, row.recorded_by, row.recorded_at) == (True, who, world.now)


def test_of_several_it_is_asked_which_and_the_one_that_is_picked_is_told_first(
    world: World,
) -> None:
    """A button each; pressing one takes nothing back yet."""
    world.begin(measures=(a_measure(), a_measure("m2", name="returns per week", unit="returns")))
    recorded(
        world,
        BEFORE,
        "Returns per week were 40 returns in Q1 before go-live.",
        "Returns per week are 31 returns in April 2026.",
    )
    post = offer_of(world.say("forget what I said about returns", channel=DIRECT))
    assert verbs(post) == ["pick", "pick"]
    assert all("eturns per week" in one.label for one in post.options)
    key = next(key for key in world.ts_of if key.startswith("withdraw:"))
    press(world, post, at=1, channel=DIRECT)
    shown = world.shown(key)
    assert verbs(shown) == ["withdraw", "leave"]
    assert counting(world) == [31]
    press(world, shown, at=1, channel=DIRECT)
    assert world.shown(key).options == ()
    assert counting(world) == [31]
    assert "already closed" in words(press(world, shown, channel=DIRECT))
    post = offer_of(world.say("strike the baseline", to_us=True))
    assert len(post.options) == 2
    post = offer_of(world.say("strike the baseline of handling", to_us=True))
    press(world, post)
    assert counting(world, "baseline") == [40]


@pytest.mark.parametrize(
    "text", ["scrap the March figure", "take the 77 days back", "take back what I said about churn"]
)
def test_of_what_is_not_on_record_it_says_so(world: World, text: str) -> None:
    """In the thread and to us, and nothing changes; what waits on a card is told of."""
    world.begin()
    thread = recorded(world, BEFORE, APRIL)
    for where in ({"thread": thread}, {"to_us": True}, {"channel": DIRECT}):
        assert "no such figure on record" in words(world.say(text, **where))
    assert world.say(text) == []
    world.say(MARCH)
    if "77" not in text:
        assert "Discard" in words(world.say(text, thread=world.last))
    assert counting(world) == [9]


def test_a_correction_that_is_taken_back_gives_way_to_what_it_had_corrected(world: World) -> None:
    """The position is what it was before."""
    world.begin()
    thread = recorded(world, BEFORE)
    world.click("record", card_of(world.say("that 14 should be 16", thread=thread)).proposal)
    assert counting(world, "baseline") == [16]
    press(world, offer_of(world.say("take the 16 back", thread=thread)))
    assert counting(world, "baseline") == [14]
    press(world, offer_of(world.say("strike the baseline", thread=thread)))
    assert counting(world, "baseline") == []
    assert levels(world.facts(), "baseline") != []


def test_who_may_not_record_takes_nothing_back(world: World) -> None:
    """Nor does a press by somebody else's; the second of two is told who was first."""
    world.begin()
    recorded(world, BEFORE, APRIL)
    assert "full members" in words(world.say("scrap the April figure", user=GUEST, to_us=True))
    post = offer_of(world.say("scrap the April figure", to_us=True))
    assert "full members" in words(press(world, post, user=GUEST))
    assert counting(world) == [9]
    press(world, post)
    assert "already undone" in words(press(world, post, user=OWNER))
    assert counting(world) == []


def test_what_is_hidden_is_not_found(world: World) -> None:
    """An investment of a private channel is taken back from by nobody who does not see it."""
    world.begin(channel=PRIVATE)
    card = card_of(world.say(BEFORE, channel=PRIVATE))
    world.click("record", card.proposal, channel=PRIVATE)
    told = world.say("strike the baseline", user=OWNER, channel=OTHER, to_us=True)
    assert "no such figure on record" in words(told)
    assert counting(world, "baseline") == [14]


def test_a_card_of_which_a_figure_was_taken_back_says_so(world: World) -> None:
    """By whom; once all of it is, it reads as undone. What was left can still be undone."""
    world.begin()
    both = "Claim handling time fell from 14 days to 9 days."
    card = card_of(world.say(both)).proposal
    thread = world.last
    world.click("record", card)
    press(world, offer_of(world.say("scrap the 9 days", thread=thread)), user=OWNER)
    shown = world.shown(f"card:{card}").card
    assert shown is not None
    marks = "".join(span.text for line in shown.marks for span in line)
    assert "Taken back: 9 days (1 June 2026), on 1 June" in marks
    assert [span.user for line in shown.marks for span in line if span.user] == [OWNER]
    assert "undo" in shown.offers
    world.click("undo", card)
    assert counting(world, "baseline") == []
    shown = world.shown(f"card:{card}").card
    assert shown is not None
    assert (shown.offers, shown.decided_by) == ((), LEAD)


def test_a_card_whose_source_goes_with_a_figure_of_another_card_names_the_source(
    world: World,
) -> None:
    """What is left of it stands."""
    world.begin()
    recorded(world, BEFORE, "Claim handling time is 9 days in April 2026.")
    said = world.say("It is from the April report, and <@UMEI> owns it.", thread=world.last)
    card = card_of(said).proposal
    world.click("record", card)
    press(world, offer_of(world.say("scrap the 9 days", to_us=True)))
    shown = world.shown(f"card:{card}").card
    assert shown is not None
    marks = "".join(span.text for line in shown.marks for span in line)
    assert "Taken back: April report, on " in marks


def test_what_a_figure_answered_is_asked_again_once_it_is_taken_back(world: World) -> None:
    """As where its card is undone; a bare “take that back” means what was said last."""
    world.begin()
    sent = world.say("The claims portal went live today, people like it.")
    asked = ask_of(sent)
    thread = world.last
    card = card_of(world.say("14 days in Q1", thread=thread)).proposal
    assert not [one for one in world.say("scratch that", thread=thread) if one.post.options]
    world.click("record", card)
    states = {one.id: one.state for one in world.questions()}
    assert states[asked.question] == "answered"
    press(world, offer_of(world.say("Sorry, take that back", thread=thread)))
    states = {one.id: one.state for one in world.questions()}
    assert states[asked.question] == "posted"
    shown = world.shown(f"card:{card}").card
    assert shown is not None
    assert shown.offers == ()


def test_said_to_nobody_only_the_one_figure_it_names_is_meant(world: World) -> None:
    world.begin()
    recorded(world, BEFORE, APRIL)
    assert offer_of(world.say("Please take the 9 days back, it was wrong"))
    assert world.say("Please take the 7 days back, it was wrong") == []


@pytest.mark.parametrize(
    "text",
    [
        "I forget the April figure",
        "don't forget the baseline",
        "drop the target to 7 days",
        "scrap the old portal",
        "scratch that, it's 16",
        "please delete the April figure and use 12",
        "Should we scrap the baseline?",
        "The team wants to scrap the baseline approach",
        "we need no April figure",
        "Void days were 16 days in March - rent ledger",
        "Scrap was 4% of sheets in April.",
        "Scrap is at 2% now, 5% before.",
        "Forget the old rules and record a baseline of 1 day",
        "delete everything you have about 2025",
        "scratch that, it was 10",
    ],
)
def test_what_only_sounds_like_it_takes_nothing_back(text: str) -> None:
    assert withdrawals.said(text) is None
