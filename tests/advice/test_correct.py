"""Corrections by saying so: the right figure is found, shown before and after, and recorded."""

import pytest

from bot.benefits.conversation import Option, Sending
from bot.benefits.evidence import evidence_of
from bot.benefits.position import in_force
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OTHER,
    OWNER,
    PRIVATE,
    World,
    card_of,
    cards_in,
    levels,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_measure, a_record

BEFORE = "Claim handling time was 14 days in Q1 before go-live, per the claims ledger."
TWO = (a_measure(), a_measure("m2", name="settlement delay", aliases=("payout lag",)))


def baselined(world: World) -> str:
    """A baseline of 14 days on record; the thread it was told in."""
    world.begin()
    world.click("record", card_of(world.say(BEFORE)).proposal)
    return world.last


def both_on_record(world: World) -> None:
    """The same baseline for both measures."""
    for name in ("Claim handling time", "Settlement delay"):
        world.later(days=1)
        said = world.say(f"{name} was 14 days in Q1 before go-live.")
        world.click("record", card_of(said).proposal)


def options_in(sent: list[Sending]) -> list[Option]:
    """The choices offered."""
    return [option for one in sent if one.way == "post" for option in one.post.options]


def test_in_the_thread_of_a_figure_what_was_meant_is_that_figure_however_late(
    world: World,
) -> None:
    """Though the thread asks for something else by then; elsewhere it means nothing."""
    thread = baselined(world)
    world.later(days=3)
    assert world.say("I meant 16 days") == []
    card = card_of(world.say("I meant 16 days", thread=thread))
    assert [line.after for line in card.lines] == ["16 days (Q1 2026)", "claims ledger"]


@pytest.mark.parametrize(
    "text",
    [
        "that 14 should be 16",
        "That fourteen should be sixteen.",
        "sorry, 16 not 14",
        "the baseline was 16, not 14",
        "not 14 but 16 days",
        "please change 14 to 16",
        "16 instead of 14",
        "the baseline should be 16",
        "claim handling time's baseline ought to have been 16 days",
        "that 14 should be 16, I had counted the weekend claims twice",
        "that 14 should be 16. I misread the sheet",
    ],
)
def test_a_figure_is_put_right_in_its_thread_by_mention_or_to_us_alone(
    world: World, text: str
) -> None:
    """Wherever it is said, the card shows before and after, and the new figure counts once
    recorded; both stay.
    """
    thread = baselined(world)
    world.later(days=3)
    for place in ({"thread": thread}, {"to_us": True}, {"channel": DIRECT}):
        card = card_of(world.say(text, **place))
        assert (card.lines[0].before, card.lines[0].after) == (
            "14 days (Q1 2026)",
            "16 days (Q1 2026)",
        )
        assert levels(in_force(world.facts()), "baseline") == [14]
    world.click("record", card.proposal)
    assert levels(in_force(world.facts()), "baseline") == [16]
    assert levels(world.facts(), "baseline") == [14, 16]
    assert world.facts()[-1].corrects


def test_the_card_of_an_earlier_correction_gives_way(world: World) -> None:
    """Of two cards about one figure the newer one waits, wherever they stand."""
    thread = baselined(world)
    first = card_of(world.say("that 14 should be 15", thread=thread))
    second = card_of(world.say("that 14 should be 16", to_us=True))
    assert world.proposal(first.proposal).state == "superseded"
    shown = world.shown(f"card:{first.proposal}").card
    assert shown is not None
    assert shown.decided is not None
    assert "another thread" in shown.decided
    world.click("record", second.proposal)
    assert levels(in_force(world.facts()), "baseline") == [16]


def test_a_figure_that_still_waits_is_put_right_on_its_card(world: World) -> None:
    """Nothing wrong needs to be recorded first."""
    world.begin()
    first = card_of(world.say(BEFORE))
    second = card_of(world.say("that 14 should be 16", thread=world.last))
    assert world.proposal(first.proposal).state == "superseded"
    assert [line.after for line in second.lines if line.label.startswith(("Base", "Sour"))] == [
        "claims ledger",
        "16 days (Q1 2026)",
    ]
    assert second.lines[-2].label == "Source, kept from the figure before"
    world.click("record", second.proposal)
    assert levels(world.facts(), "baseline") == [16]


def sources(world: World) -> list[str | None]:
    """What shows the agreed baseline."""
    counting = in_force(world.facts())
    baseline = next(one for one in counting if one.fact.slot == "baseline")
    return [one.fact.ref for one in evidence_of(baseline, counting)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("it was 16 days before go-live", ["claims ledger"]),
        ("that 14 should be 16", ["claims ledger"]),
        ("it was 16 days before go-live, per the pipeline report", ["pipeline report"]),
    ],
)
@pytest.mark.parametrize("first", ["record", "form", "waits"])
def test_a_figure_put_right_keeps_its_source_unless_another_is_named(
    world: World, text: str, shown: list[str], first: str
) -> None:
    """Recorded, edited by form or still on its card before; the form keeps it too."""
    world.begin()
    card = card_of(world.say(BEFORE)).proposal
    thread = world.last
    if first == "form":
        world.edit(card, baseline="14.5 days in Q1 2026")
        assert sources(world) == ["claims ledger"]
        text = text.replace("14", "14.5")
    elif first == "record":
        world.click("record", card)
    world.later(hours=1)
    newer = card_of(world.say(text, thread=thread))
    kept = [line.after for line in newer.lines if line.label.startswith("Source, kept")]
    assert kept == (shown if shown == ["claims ledger"] else [])
    world.click("record", newer.proposal)
    assert sources(world) == shown
    assert levels(in_force(world.facts()), "baseline") == [16]


def test_the_form_that_edits_a_correction_keeps_the_source_and_undo_gives_it_back(
    world: World,
) -> None:
    """Taking the correction back takes back what it took along."""
    thread = baselined(world)
    world.later(hours=1)
    waits = card_of(world.say("it was 16 days before go-live", thread=thread)).proposal
    edited = card_of(world.edit(waits, baseline="17 days in Q1 2026"))
    assert [one.after for one in edited.lines if "kept" in one.label] == ["claims ledger"]
    assert (levels(in_force(world.facts()), "baseline"), sources(world)) == (
        [17],
        ["claims ledger"],
    )
    world.click("undo", edited.proposal)
    assert (levels(in_force(world.facts()), "baseline"), sources(world)) == (
        [14],
        ["claims ledger"],
    )


def test_a_target_keeps_its_date_however_it_is_recorded_or_put_right(world: World) -> None:
    """From the reply to the record, through the form and a correction."""
    thread = baselined(world)
    card = card_of(world.say("Target is 16 by December 2026", thread=thread)).proposal
    edited = world.proposal(card).facts
    assert [one.fact.by for one in edited if one.fact.slot == "target"] == ["2026-12"]
    world.edit(card, owner="the head of claims")
    world.later(days=2)
    world.click("record", card_of(world.say("that 16 should be 15", thread=thread)).proposal)
    targets = [one.fact for one in world.facts() if one.fact.slot == "target"]
    assert [(one.value, one.by) for one in targets] == [(16, "2026-12"), (15, "2026-12")]


def test_of_several_figures_that_may_be_meant_it_is_asked_which(world: World) -> None:
    """Asked with a button each; the one picked is put right, and the buttons are gone."""
    world.begin(measures=TWO)
    both_on_record(world)
    said = world.say("that 14 should be 16", to_us=True)
    assert cards_in(said) == []
    offered = options_in(said)
    assert [one.label for one in offered] == [
        "Baseline of claim handling time: 14 days (Q1 2026)",
        "Baseline of settlement delay: 14 days (Q1 2026)",
    ]
    after = world.click("pick", offered[1].ref)
    world.click("record", card_of(after).proposal)
    counting = [one for one in in_force(world.facts()) if one.fact.slot == "baseline"]
    assert [(one.measure, one.fact.value) for one in counting] == [("m1", 14), ("m2", 16)]
    assert [one.post.options for one in after if one.way == "update"] == [()]
    assert "already closed" in words(world.click("pick", offered[0].ref))


@pytest.mark.parametrize("channel", [DIRECT, CHANNEL])
def test_of_more_figures_than_people_choose_from_they_are_asked_for_the_measure(
    world: World, channel: str
) -> None:
    """The record is looked at once, however many investments there are, and no wall of buttons
    comes of it."""
    for letter in "abcdefghijkl":
        measure = a_measure(f"m{letter}", name=f"{letter * 4} delay")
        home = world.begin(id=f"i{letter}", name=f"Plan {letter}", measures=(measure,))
        with world.records.work(WORKSPACE) as work:
            work.append(a_record(f"f{letter}", investment=home.id, measure=measure.id))
            work.commit()
    said = world.say("that 21 should be 16", channel=channel, to_us=True)
    assert options_in(said) == []
    assert "12 figures" in words(said)
    card = card_of(world.say("the hhhh delay of 21 should be 16", channel=channel, to_us=True))
    assert [one.measure for one in world.proposal(card.proposal).facts] == ["mh"]


def test_in_a_thread_too_it_is_asked_which(world: World) -> None:
    """The thread tells the investment, not always the figure."""
    world.begin(measures=TWO)
    both_on_record(world)
    thread = world.last
    offered = options_in(world.say("that 14 should be 16", thread=thread))
    assert len(offered) == 2
    card = card_of(world.click("pick", offered[0].ref, thread=thread))
    assert {fact.measure for fact in world.proposal(card.proposal).facts} == {"m1"}


@pytest.mark.parametrize(
    "text", ["the settlement delay of 14 should be 16", "the payout lag of 14 should be 16"]
)
def test_a_measure_named_tells_which_figure_is_meant(world: World, text: str) -> None:
    """Nobody is asked what was said."""
    world.begin(measures=TWO)
    both_on_record(world)
    card = card_of(world.say(text, to_us=True))
    assert {fact.measure for fact in world.proposal(card.proposal).facts} == {"m2"}


def test_a_figure_that_is_not_on_record_is_said_to_be_missing(world: World) -> None:
    """Whoever speaks to us is answered."""
    baselined(world)
    assert "no such figure" in words(world.say("that 40 should be 16", to_us=True))
    assert "no such figure" in words(world.say("that 40 should be 16", channel=DIRECT))


def test_a_correction_in_the_channel_itself_is_taken_where_it_is_clear(world: World) -> None:
    """An update that puts one figure right is no second baseline."""
    baselined(world)
    world.later(days=2)
    card = card_of(world.say("Correction: claim handling time was 16 days in Q1, not 14 days."))
    world.click("record", card.proposal)
    assert levels(in_force(world.facts()), "baseline") == [16]


@pytest.mark.parametrize("place", ["thread", "channel", "to us"])
@pytest.mark.parametrize(
    "text",
    [
        "Correction: the claim handling time I gave was 3.6 days for the week to 24 May, not 4.2",
        "That 4.2 should be 3.6",
        "The 4.2 was wrong, it was 3.6 days",
        "I said 4.2 but it was 3.6 days",
        "Correction: claim handling time was 3.6 days",
        "I got that wrong, it is 3.6 days",
    ],
)
def test_a_measurement_put_right_is_one_card_and_no_drift(
    world: World, text: str, place: str
) -> None:
    """The card says what it replaces, and that it does so by a correction; nothing else is said."""
    baselined(world)
    world.later(hours=1)
    now = "Claim handling time is now 4.2 days for the week to 24 May, per the claims ledger."
    world.click("record", card_of(world.say(now)).proposal)
    world.later(hours=2)
    thread = world.last if place == "thread" else None
    sent = world.say(text, thread=thread, to_us=place == "to us")
    line = card_of(sent).lines[0]
    assert (len(sent), line.label) == (1, "Latest figure, by a correction")
    assert (line.before, line.after) == ("4.2 days (week 21 of 2026)", "3.6 days (week 21 of 2026)")
    assert [one.way for one in world.click("record", card_of(sent).proposal)] == ["update"]
    assert levels(in_force(world.facts()), "current") == [3.6]
    assert levels(in_force(world.facts()), "baseline") == [14]


@pytest.mark.parametrize(
    ("text", "baselines", "currents"),
    [
        ("Correction: claim handling time was 3.9 days for the week to 17 May", [14], [4.2, 3.9]),
        ("Correction: before go-live claim handling time was 16 days", [16], [4.2]),
        ("Correction: claim handling time fell from 14 to 3.6 days", [14], None),
        ("Typo: lunch is at 12", [14], [4.2]),
    ],
)
def test_a_correction_that_names_no_figure_puts_right_only_what_it_can_mean(
    world: World, text: str, baselines: list[float] | None, currents: list[float] | None
) -> None:
    """Another period, another slot or two figures at once are not what was said last."""
    baselined(world)
    world.later(hours=1)
    now = "Claim handling time is now 4.2 days for the week to 24 May, per the claims ledger."
    world.click("record", card_of(world.say(now)).proposal)
    world.later(hours=2)
    for card in cards_in(world.say(text)):
        world.click("record", card.proposal)
    counting = in_force(world.facts())
    if baselines is not None:
        assert levels(counting, "baseline") == baselines
    if currents is not None:
        assert levels(counting, "current") == currents


@pytest.mark.parametrize(
    ("text", "baseline", "current"),
    [
        ("Correction to the above: claim handling time was 3.6 days in April.", 14, 3.6),
        ("Small correction: April was 3.6 days.", 14, 3.6),
        ("The April figure should be 3.6, two desks were missing.", 14, 3.6),
        ("Apologies, I misread the ledger. It was 3.6 days in April.", 14, 3.6),
        ("Correction: Q1 was 16 days.", 16, 4.2),
        ("The Q1 number needs to be 16 days", 16, 4.2),
        ("The April report should be out in 8 days", 14, 4.2),
        ("Correction: March was 3.6 days.", 14, 4.2),
    ],
)
def test_a_period_tells_which_figure_is_put_right_days_later_and_by_whomever(
    world: World, text: str, baseline: float, current: float
) -> None:
    """One on record holds for it; a period nothing is on record for means none."""
    baselined(world)
    now = "Claim handling time went down to 4.2 days in April, per the claims ledger."
    world.click("record", card_of(world.say(now)).proposal)
    world.later(days=3)
    for card in cards_in(world.say(text, OWNER)):
        world.click("record", card.proposal)
    counting = in_force(world.facts())
    assert levels(counting, "baseline") == [baseline]
    assert [one for one in levels(counting, "current") if one != 3.6] == (
        [4.2] if current == 4.2 else []
    )


def test_what_a_person_may_not_see_cannot_be_put_right_by_them(world: World) -> None:
    """Nothing tells that a hidden figure is there."""
    world.begin(channel=PRIVATE, channel_is_private=True)
    world.click("record", card_of(world.say(BEFORE, channel=PRIVATE)).proposal, channel=PRIVATE)
    assert "no such figure" in words(world.say("that 14 should be 16", OWNER, to_us=True))


def test_in_another_channel_a_figure_all_may_see_can_be_put_right(world: World) -> None:
    """Recording it needs a member of its own channel all the same."""
    baselined(world)
    card = card_of(world.say("that 14 should be 16", OWNER, channel=OTHER, to_us=True))
    world.click("record", card.proposal, LEAD, channel=OTHER)
    assert levels(in_force(world.facts()), "baseline") == [16]


@pytest.mark.parametrize(
    "text",
    [
        "it should be fine",
        "that should be 16 people at lunch, not 14 people",
        "should be",
        "not but",
        "x" * 40_000,
        "should be " * 4_000,
        "🎉 should be 🎉",
        "\x00 should be \x07",
    ],
)
def test_words_like_a_correction_that_mean_no_figure_change_nothing(
    world: World, text: str
) -> None:
    """People talk; no card comes of it."""
    baselined(world)
    assert cards_in(world.say(text, to_us=True)) == []
    assert levels(world.facts(), "baseline") == [14]


def test_a_pick_that_names_nothing_says_so(world: World) -> None:
    """Buttons carry what we put there; anything else is met with a word."""
    baselined(world)
    assert "no longer on record" in words(world.click("pick", "rubbish"))
    assert "already closed" in words(world.click("pick", "fact|1.1|f9"))


def test_a_message_gone_before_the_pick_is_said_to_be_gone(world: World) -> None:
    """What was deleted is not read again."""
    world.begin(measures=TWO)
    both_on_record(world)
    offered = options_in(world.say("that 14 should be 16", to_us=True))
    world.directory.messages.clear()
    assert "no longer on record" in words(world.click("pick", offered[0].ref))


def test_who_may_not_record_puts_nothing_right_and_closes_no_card(world: World) -> None:
    """Words from outside the home channel leave the team's card as it is, and say who may."""
    world.begin()
    card = card_of(world.say(BEFORE))
    told = world.say("the baseline of claim handling time should be 16", user=GUEST, to_us=True)
    assert cards_in(told) == []
    assert world.shown(f"card:{card.proposal}").card == card
