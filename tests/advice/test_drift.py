"""Drift: said once in the thread, with both figures, and settled by whoever knows."""

import pytest

from bot.benefits.conversation import Sending, Verb
from bot.benefits.position import in_force
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OPEN_TO_GUESTS,
    OTHER,
    OWNER,
    PRIVATE,
    World,
    card_of,
    levels,
    words,
)
from tests.builders import WORKSPACE, a_measure

BEFORE = "Claim handling time was 14 days before go-live in Q1, per the claims ledger."
AGAIN = "Claim handling time was 18 days before go-live in Q1, per the claims ledger."


def baselined(world: World) -> None:
    """A baseline of 14 days on record, a month ago."""
    world.begin()
    world.click("record", card_of(world.say(BEFORE)).proposal)
    world.later(days=30)


def remarks(sent: list[Sending]) -> list[Sending]:
    """The notices among what was sent."""
    return [one for one in sent if one.way == "post" and one.key.startswith("drift:")]


def ref_of(sent: list[Sending]) -> str:
    """What the buttons of the one notice are about."""
    [notice] = remarks(sent)
    return notice.post.options[0].ref


def test_a_second_baseline_is_remarked_on_with_both_figures(world: World) -> None:
    """In the thread it was said in, below its card; both stand until somebody says otherwise."""
    baselined(world)
    said = world.say(AGAIN, OWNER)
    [notice] = remarks(said)
    assert "14 days" in words([notice])
    assert "18 days" in words([notice])
    assert [one.label for one in notice.post.options] == ["It replaces the first", "Both stand"]
    assert notice.thread == world.last
    world.click("record", card_of(said).proposal)
    assert levels(in_force(world.facts()), "baseline") == [14, 18]


def test_it_is_never_said_twice(world: World) -> None:
    """Not by another person, not when it is recorded, not a month later."""
    baselined(world)
    said = world.say(AGAIN, OWNER)
    assert remarks(world.click("record", card_of(said).proposal)) == []
    world.later(days=30)
    assert remarks(world.say(AGAIN.replace("Claim", "The claim"), LEAD)) == []


def test_the_later_figure_replaces_the_first_on_its_card(world: World) -> None:
    """While it waits its card says so, and recording it makes it count."""
    baselined(world)
    said = world.say(AGAIN, OWNER)
    after = world.click("replaces", ref_of(said), OWNER)
    assert words([one for one in after if one.key.startswith("drift:")]).endswith(f"@{OWNER}\n")
    assert all(one.post.options == () for one in after)
    world.click("record", card_of(said).proposal)
    assert levels(in_force(world.facts()), "baseline") == [18]


def test_the_later_figure_replaces_the_first_on_record(world: World) -> None:
    """By new rows: nothing is written over."""
    baselined(world)
    said = world.say(AGAIN, OWNER)
    world.click("record", card_of(said).proposal)
    world.click("replaces", ref_of(said), OWNER)
    assert levels(in_force(world.facts()), "baseline") == [18]
    assert levels(world.facts(), "baseline")[:2] == [14, 18]
    with world.records.work(WORKSPACE) as work:
        [kept] = work.drifts(["i1"])
    assert (kept.how, kept.settled_by) == ("replaces", OWNER)


MAY = "Claim handling time fell to {} days in May 2026, per the claims ledger."
JUNE = "Claim handling time is 7 days now, per the claims ledger."


@pytest.mark.parametrize(("decided", "counting"), [("record", [12]), ("discard", [9]), (None, [9])])
def test_it_replaces_acts_on_the_figure_remarked_on_and_on_no_other_card(
    world: World, decided: Verb | None, counting: list[float]
) -> None:
    """Where that figure is on record, on its card or nowhere any more: the card that waits about
    another period stays as it was.
    """
    world.begin()
    world.click("record", card_of(world.say(MAY.format(9))).proposal)
    world.later(days=1)
    beside = card_of(world.say(JUNE)).proposal
    before = world.proposal(beside)
    world.later(days=1)
    said = world.say(MAY.format(12), OWNER)
    ref, card = ref_of(said), card_of(said).proposal
    if decided:
        world.click(decided, card)
    world.click("replaces", ref, OWNER)
    assert world.proposal(beside) == before
    assert levels(in_force(world.facts()), "current") == counting
    if decided is None:
        world.click("record", card)
        assert levels(in_force(world.facts()), "current") == [12]


def test_a_figure_taken_along_by_a_newer_card_still_replaces_the_first(world: World) -> None:
    """A reply makes a new card of the thread; the notice above it speaks of the same figure."""
    baselined(world)
    said = world.say(AGAIN, OWNER)
    newer = card_of(world.say("The head of claims owns it.", OWNER, thread=world.last)).proposal
    world.click("record", newer)
    world.click("replaces", ref_of(said), OWNER)
    assert levels(in_force(world.facts()), "baseline") == [18]


def test_both_stand_changes_nothing_but_is_kept(world: World) -> None:
    """The first goes on counting, and nobody is asked again."""
    baselined(world)
    said = world.say(AGAIN, OWNER)
    world.click("record", card_of(said).proposal)
    world.click("both_stand", ref_of(said), OWNER)
    assert levels(in_force(world.facts()), "baseline") == [14, 18]
    told = world.click("replaces", ref_of(said), LEAD)
    assert "already closed" in words(told)
    assert levels(in_force(world.facts()), "baseline") == [14, 18]


def test_a_figure_that_was_set_aside_replaces_nothing(world: World) -> None:
    """What nobody recorded cannot take a place."""
    baselined(world)
    said = world.say(AGAIN, OWNER)
    world.click("discard", card_of(said).proposal)
    assert "no longer on record" in words(world.click("replaces", ref_of(said)))


@pytest.mark.parametrize("verb", ["replaces", "both_stand"])
def test_only_those_who_may_record_settle_it(world: World, verb: str) -> None:
    """A guest is told, alone."""
    world.begin(channel=OPEN_TO_GUESTS)
    first = card_of(world.say(BEFORE, channel=OPEN_TO_GUESTS))
    world.click("record", first.proposal, channel=OPEN_TO_GUESTS)
    world.later(days=1)
    said = world.say(AGAIN, OWNER, channel=OPEN_TO_GUESTS)
    told = world.click(verb, ref_of(said), GUEST, channel=OPEN_TO_GUESTS)  # type: ignore[arg-type]
    assert "Only full members" in words(told)
    assert "no longer on record" in words(world.click(verb, "nothing"))  # type: ignore[arg-type]


def test_a_unit_that_waits_on_a_card_was_agreed_by_nobody(world: World) -> None:
    """Before somebody records it there is nothing to differ from; afterwards it is said."""
    world.begin(measures=())
    first = card_of(world.say("Claim handling time was 14 days before go-live in Q1."))
    thread = world.last
    said = world.say("claim handling time is 36 hours now", OWNER, thread=thread)
    assert remarks(said) == []
    world.click("record", card_of(said).proposal)
    assert world.proposal(first.proposal).state == "superseded"
    later = remarks(world.say("Claim handling time is 30 hours now."))
    assert "agreed in another unit" in words(later)


def test_what_waits_is_not_spoken_of_as_recorded(world: World) -> None:
    """The notice stands under a card nobody has pressed Record on."""
    baselined(world)
    assert "Once it is recorded both are kept" in words(remarks(world.say(AGAIN, OWNER)))


def test_a_correction_in_words_is_no_drift(world: World) -> None:
    """Who says that it was wrong is not told that it differs."""
    baselined(world)
    assert remarks(world.say("that 14 should be 18", channel=DIRECT)) == []


def test_a_reply_is_remarked_on_in_its_thread(world: World) -> None:
    """The second person to answer is told what the first one said."""
    world.begin()
    world.say("The claims portal is live, 340 people logged in this week.")
    thread = world.last
    world.click("record", card_of(world.say("21 days in Q1", thread=thread)).proposal)
    world.later(days=2)
    [notice] = remarks(world.say("it was 18 days", OWNER, thread=thread))
    assert notice.thread == thread


def test_what_not_every_reader_may_see_is_never_compared_aloud(world: World) -> None:
    """The same benefit in a private channel stays there."""
    claimed = "Claim handling time fell from 21 days to 9 days, per the claims ledger."
    world.begin(id="i2", name="Board plan", channel=PRIVATE, channel_is_private=True)
    world.click("record", card_of(world.say(claimed, channel=PRIVATE)).proposal, channel=PRIVATE)
    world.begin(id="i3", name="Desk tidy", channel=OTHER, measures=(a_measure("m3"),))
    world.click("record", card_of(world.say(claimed, channel=OTHER)).proposal, channel=OTHER)
    world.begin()
    said = remarks(world.say(claimed))
    assert "Board plan" not in words(said)
    assert "Desk tidy" in words(said)
