"""A message that is changed: what waits follows it, what is recorded gets a new proposal."""

import pytest

from bot.benefits.conversation import Posted
from bot.benefits.position import in_force
from tests.advice.world import (
    DIRECT,
    LEAD,
    OTHER,
    World,
    ask_of,
    asks_in,
    card_of,
    cards_in,
    levels,
)
from tests.builders import CHANNEL, WORKSPACE

LIVE = "The claims portal is live, 340 people logged in this week."
BEFORE = "Claim handling time was 14 days before go-live in Q1, per the claims ledger."
AFTER = BEFORE.replace("14", "18")
NOW = "Claim handling time is 9 days now"


def baselined(world: World) -> str:
    """A baseline of 14 days on record; its message."""
    world.begin()
    world.click("record", card_of(world.say(BEFORE)).proposal)
    return world.last


def test_the_card_that_waits_says_what_the_message_says_now(world: World) -> None:
    """One card, in its place; recording it records the new words."""
    world.begin()
    card = card_of(world.say(BEFORE))
    said = world.change(world.last, AFTER)
    assert [one.way for one in said] == ["update"]
    assert said[0].post.card is not None
    assert said[0].post.card.lines[0].after == "18 days (Q1 2026)"
    assert said[0].post.ask is not None
    world.click("record", card.proposal)
    [fact] = [one for one in world.facts() if one.fact.slot == "baseline"]
    assert (fact.fact.value, fact.edited_at) == (18, world.now)
    assert fact.fact.quote in AFTER


def test_a_figure_already_recorded_is_proposed_anew_once(world: World) -> None:
    """What is on record counts until somebody records the new one; both stay."""
    ts = baselined(world)
    world.later(days=30)
    said = world.change(ts, AFTER)
    card = card_of(said)
    assert "says something else now" in said[0].post.lead[0][0].text
    assert (card.lines[0].before, card.lines[0].after) == (
        "14 days (Q1 2026)",
        "18 days (Q1 2026)",
    )
    assert levels(in_force(world.facts()), "baseline") == [14]
    assert world.change(ts, AFTER) == []
    world.click("record", card.proposal)
    assert levels(in_force(world.facts()), "baseline") == [18]
    assert levels(world.facts(), "baseline") == [14, 18]


def test_changing_it_again_changes_the_new_card(world: World) -> None:
    """No second card of one message waits beside the first."""
    ts = baselined(world)
    card = card_of(world.change(ts, AFTER))
    world.later(minutes=1)
    said = world.change(ts, BEFORE.replace("14", "19"))
    assert cards_in(said) == []
    assert world.proposal(card.proposal).facts[0].fact.value == 19


def test_changing_it_back_closes_the_new_card(world: World) -> None:
    """What is on record is what it says again."""
    ts = baselined(world)
    card = card_of(world.change(ts, AFTER))
    world.later(minutes=1)
    world.change(ts, BEFORE)
    assert world.proposal(card.proposal).state == "discarded"


def test_an_edit_that_changes_no_figure_says_nothing(world: World) -> None:
    """Spelling is nobody's business."""
    ts = baselined(world)
    assert world.change(ts, BEFORE.replace("per the", "as per the")) == []


def test_an_older_change_that_comes_late_does_nothing(world: World) -> None:
    """The newest words count, in whatever order they arrive."""
    world.begin()
    card = card_of(world.say(BEFORE))
    world.later(minutes=5)
    world.change(world.last, AFTER)
    world.change(world.last, BEFORE.replace("14", "16"), ago=60)
    assert world.proposal(card.proposal).facts[0].fact.value == 18


def test_a_message_that_comes_after_its_own_change_is_left_alone(world: World) -> None:
    """Tried again late, it says what it no longer says."""
    world.begin()
    world.say(LIVE, to_us=False)
    late = Posted(
        workspace=WORKSPACE,
        channel=CHANNEL,
        user=LEAD,
        at=world.now,
        ts=world.last,
        text=BEFORE,
    )
    world.change(world.last, f"{LIVE} All is well.")
    assert cards_in(world.happens(late)) == []


def test_a_reply_that_is_changed_changes_its_card(world: World) -> None:
    """In threads as in channels."""
    world.begin()
    world.say(LIVE)
    thread = world.last
    card = card_of(world.say("14 days in Q1", thread=thread))
    world.change(world.last, "18 days in Q1", thread=thread)
    assert world.proposal(card.proposal).facts[0].fact.value == 18


def test_a_recorded_reply_that_is_changed_is_proposed_anew(world: World) -> None:
    """Said in the thread it was a reply in."""
    world.begin()
    world.say(LIVE)
    thread = world.last
    world.click("record", card_of(world.say("14 days in Q1", thread=thread)).proposal)
    said = world.change(world.last, "18 days in Q1", thread=thread)
    assert card_of(said).lines[0].before == "14 days (Q1 2026)"
    assert said[0].thread == thread


def test_a_correction_that_is_changed_changes_its_card(world: World) -> None:
    """It still stands in place of the same figure."""
    baselined(world)
    world.later(days=1)
    card = card_of(world.say("that 14 should be 16", channel=DIRECT))
    world.change(world.last, "that 14 should be 17", channel=DIRECT)
    facts = {fact.fact.slot: fact for fact in world.proposal(card.proposal).facts}
    first = {fact.fact.slot: fact.id for fact in world.facts()}
    assert (facts["baseline"].fact.value, facts["baseline"].supersedes) == (17, first["baseline"])
    assert facts["evidence"].supersedes == first["evidence"]


@pytest.mark.parametrize("text", ["never mind", "", "🎉", "\x00\x07", "<<<" * 9_000, "*_~`"])
def test_a_message_changed_into_nothing_closes_its_card(world: World, text: str) -> None:
    """Nothing can be recorded that nobody says any more."""
    world.begin()
    card = card_of(world.say(BEFORE))
    world.change(world.last, text)
    assert world.proposal(card.proposal).state == "discarded"
    shown = world.shown(f"card:{card.proposal}").card
    assert shown is not None
    assert shown.decided is not None
    assert "no longer says this" in shown.decided


def test_what_others_said_stays_on_the_card(world: World) -> None:
    """Only what the changed message said follows it."""
    world.begin()
    world.say(LIVE)
    thread = world.last
    world.say("14 days in Q1", thread=thread)
    reply = world.last
    card = card_of(world.say("The head of claims owns it.", thread=thread))
    world.change(reply, "no idea", thread=thread)
    assert [one.fact.slot for one in world.proposal(card.proposal).facts] == ["owner"]


def test_chatter_that_becomes_an_update_is_read_as_one(world: World) -> None:
    """As if it had been posted now."""
    world.begin()
    assert world.say("lunch?") == []
    assert ask_of(world.change(world.last, LIVE)).text


def test_an_update_that_was_met_with_silence_keeps_the_newer_claims(world: World) -> None:
    """What it says now is what was noticed."""
    world.begin()
    world.say(LIVE)
    world.later(minutes=1)
    world.say("Another 12 people were trained on the portal.")
    world.change(world.last, "Another 15 people were trained on the portal.")
    with world.records.work(WORKSPACE) as work:
        quotes = [one.claim.quote for one in work.noticed(["i1"])]
    assert any("15 people" in quote for quote in quotes)
    assert not any("12 people" in quote for quote in quotes)


def test_an_edit_asks_no_question_again(world: World) -> None:
    """One open question, whatever is done to the update."""
    world.begin()
    world.say(LIVE)
    assert asks_in(world.change(world.last, f"{LIVE} All is well.")) == []
    assert len(world.questions()) == 1


def test_messages_that_concern_nobody_are_not_kept_when_they_change(world: World) -> None:
    """Where no investment is linked, nothing is read."""
    world.begin()
    world.say("lunch?", channel=OTHER)
    assert world.change(world.last, LIVE, channel=OTHER) == []
    assert world.change("1.1", "lunch at one?") == []


def test_an_update_that_was_sent_out_of_a_thread_is_followed_in_its_own(world: World) -> None:
    """Slack tells the thread it came out of with each change; its card stands under itself."""
    world.begin()
    [card] = cards_in(world.say("Claim handling time was 14 days in Q1, per the audit."))
    text = "Claim handling time was 18 days in Q1, per the audit."
    world.change(world.last, text, thread="1770000000.000100")
    assert [one.fact.value for one in world.proposal(card.proposal).facts][:1] == [18]
    world.delete(world.last, thread="1770000000.000100")
    assert world.proposal(card.proposal).state == "discarded"
