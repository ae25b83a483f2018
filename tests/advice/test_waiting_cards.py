"""Cards that wait: mentioned once, never one against the other, and no link nobody can name."""

import pytest

from bot.advice import place, propose
from bot.benefits.conversation import Card, Posted
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal
from tests.advice.world import LEAD, OWNER, World, ask_of, card_of, levels, words
from tests.builders import CHANNEL, NOON, WORKSPACE, a_fact, a_question, a_statement

LIVE = "The claims portal is live, 340 people logged in this week."
LINK = "https://reports.example.com/claims"


def a_card_with_a_link(world: World) -> tuple[str, str]:
    """A waiting figure whose only source is a link of its own message: proposal and question."""
    investment = world.begin()
    said = {"channel": CHANNEL, "ts": "100.1", "author": LEAD, "said_at": world.now}
    figure = a_statement(a_fact("current", 9, "9 days", as_of="2026-06-01"), **said)
    link = a_statement(a_fact("evidence", None, "9 days", ref=LINK), **said)
    proposal = Proposal(
        id=place.proposal_id("Ev0"),
        investment="i1",
        facts=(figure, link),
        channel=CHANNEL,
        thread="100.1",
        at=world.now,
    )
    with world.records.work(WORKSPACE) as work:
        work.propose(proposal)
        propose.show(work, proposal, investment, (), world.doors, world.now)
        work.ask(a_question(asks="evidence", at=world.now))
        work.commit()
    world.happens(a_word())
    return proposal.id, "q1"


def a_word() -> Posted:
    """Something that makes what waits go out."""
    return Posted(
        workspace=WORKSPACE, channel=CHANNEL, user=LEAD, at=NOON, ts="99.9", text="lunch?"
    )


def test_a_link_nobody_can_name_is_taken_off_the_card(world: World) -> None:
    """Then the figure is recorded as claimed, not as evidenced."""
    proposal, question = a_card_with_a_link(world)
    world.click("not_known", question, thread="100.1")
    card = world.shown(f"card:{proposal}").card
    assert card is not None
    assert [line.label for line in card.lines] == ["Latest figure"]
    world.click("record", proposal, thread="100.1")
    assert "Claimed" in words(world.improved())


def test_a_recorded_link_nobody_can_name_is_taken_back(world: World) -> None:
    """By a row of its own; the figure stays."""
    proposal, question = a_card_with_a_link(world)
    world.click("record", proposal, thread="100.1")
    assert "Claimed" not in words(world.improved())
    world.click("not_known", question, OWNER, thread="100.1")
    assert [one.fact.slot for one in in_force(world.facts())] == ["current"]
    assert world.facts()[-1].withdraws
    assert "Claimed" in words(world.improved())


@pytest.mark.parametrize("text", ["yes", "that is right, thanks", "ok", "record it please"])
def test_a_card_that_waits_is_mentioned_instead_of_silence(world: World, text: str) -> None:
    """Who thinks that a word is enough learns about the button, once a card."""
    world.begin()
    world.say(LIVE)
    thread = world.last
    world.say("21 days in Q1", thread=thread)
    assert "still waits" in words(world.say(text, thread=thread))
    assert world.say(text, OWNER, thread=thread) == []


@pytest.mark.parametrize("text", ["🎉", "", "***", "\x00"])
def test_a_sign_under_a_card_is_no_word(world: World, text: str) -> None:
    """A thumb is met with silence."""
    world.begin()
    world.say(LIVE)
    thread = world.last
    world.say("21 days in Q1", thread=thread)
    assert world.say(text, thread=thread) == []


def test_nothing_is_mentioned_once_it_is_decided(world: World) -> None:
    """People may talk on."""
    world.begin()
    world.say(LIVE)
    thread = world.last
    world.click("record", card_of(world.say("21 days in Q1", thread=thread)).proposal)
    assert world.say("yes", thread=thread) == []


def test_of_two_cards_about_one_figure_the_newer_waits(world: World) -> None:
    """The older one says so, and what it held besides comes along."""
    world.begin()
    first = card_of(world.say("Claim handling time was 21 days before go-live in Q1."))
    world.say("The head of claims owns it.", thread=world.last)
    world.later(days=1)
    second = card_of(world.say("Claim handling time was 19 days before go-live in Q1.", OWNER))
    facts = world.proposal(second.proposal).facts
    assert sorted(one.fact.slot for one in facts if one.fact.slot != "timeframe") == [
        "baseline",
        "owner",
    ]
    assert world.proposal(first.proposal).state == "superseded"
    world.click("record", second.proposal)
    assert levels(world.facts(), "baseline") == [19]


def held_by(world: World, card: Card) -> list[str]:
    """The slots a card holds, but for dates."""
    slots = [one.fact.slot for one in world.proposal(card.proposal).facts]
    return sorted(slot for slot in slots if slot != "timeframe")


def test_a_baseline_that_is_replaced_takes_its_own_source_along_and_nothing_else(
    world: World,
) -> None:
    """The owner named in its message stays, and so does the source of a figure that stays."""
    world.begin()
    world.say("Claim handling time was 21 days in Q1, per the survey. The head of claims owns it.")
    world.later(days=1)
    second = card_of(world.say("Claim handling time was 19 days before go-live in Q1.", OWNER))
    assert held_by(world, second) == ["baseline", "owner"]
    figures = "Claim handling time fell from 21 days to 9 days, per the claims ledger."
    world.later(days=1)
    world.say(figures)
    world.later(days=1)
    last = card_of(world.say("Claim handling time was 18 days before go-live in Q1.", OWNER))
    assert held_by(world, last) == ["baseline", "current", "evidence", "owner"]


def test_a_second_source_in_a_thread_takes_away_none_of_another_figure(world: World) -> None:
    """Each figure keeps its own."""
    world.begin()
    world.say("Claim handling time was 21 days in Q1, per the survey.")
    text = "claim handling time is 9 days now, per the claims ledger"
    card = card_of(world.say(text, thread=world.last))
    facts = world.proposal(card.proposal).facts
    refs = {one.fact.ref for one in facts if one.fact.slot == "evidence"}
    assert refs == {"survey", "claims ledger"}


def test_figures_of_two_periods_wait_side_by_side(world: World) -> None:
    """June does not stand against May."""
    world.begin()
    first = card_of(world.say("Claim handling time is 9 days now, per the claims ledger."))
    world.later(days=31)
    card_of(world.say("Claim handling time is 8 days now, per the claims ledger."))
    world.later(days=-31)
    assert world.proposal(first.proposal).state == "open"


def test_a_question_is_put_beside_a_card(world: World) -> None:
    """Still one message."""
    world.begin()
    said = world.say("Claim handling time is 9 days now, per the claims ledger.")
    assert card_of(said)
    assert ask_of(said)
