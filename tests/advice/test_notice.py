"""An update is read: what it states is proposed, what it lacks is asked for, or nothing is said."""

from datetime import timedelta

import pytest

from bot.benefits.conversation import Posted
from bot.errors import ChatError
from bot.ports import Message
from tests.advice.world import (
    LEAD,
    OTHER,
    OWNER,
    World,
    ask_of,
    asks_in,
    card_of,
    cards_in,
    words,
)
from tests.builders import CHANNEL, NOON, WORKSPACE, a_measure, an_investment
from tests.fakes import a_passage, at_ts

LIVE = "The claims portal is live, 340 people logged in this week."
FASTER = "Claim handling time fell from 21 days to 9 days, per the claims ledger."
NOW = "Claim handling time is 9 days now"
LINK = "https://reports.example.com/claims"
TWO = (a_measure(), a_measure("m2", name="complaint rate", unit="%"))


def test_what_was_delivered_is_named_and_one_question_is_asked(world: World) -> None:
    """The team's own words, that they show no outcome yet, and one question with its citation."""
    world.begin()
    said = world.say(LIVE)
    assert "“The claims portal is live”" in words(said)
    assert "None of it shows yet" in words(said)
    asked = ask_of(said)
    assert asked.text.count("?") == 1
    assert "claim handling time" in asked.text
    assert len(asked.citations) == 1
    assert world.questions()[0].asks == "baseline"


def test_the_passage_nearest_to_the_update_gives_the_reason(world: World) -> None:
    """What is cited is what the question rests on."""
    world.library.passages = [a_passage("near", ("baseline/milestone",))]
    world.begin()
    asked = ask_of(world.say(LIVE))
    assert [one.id for one in asked.citations] == ["near"]
    assert asked.why == "This is why near matters."
    assert world.library.asked[0][0] == LIVE


@pytest.mark.parametrize(
    "text",
    ["", "Lunch at noon?", ":tada: :tada:", "\x00\x07", "*_~<", "今日は天気がいいです", "🎉" * 300],
)
def test_what_is_no_update_is_met_with_silence(world: World, text: str) -> None:
    """Nothing is said and nothing is kept."""
    world.begin()
    assert world.say(text) == []
    assert world.questions() == []


def test_forty_thousand_characters_are_read_like_any_other_update(world: World) -> None:
    """What is kept of a message is what was quoted, never the whole of it."""
    world.begin()
    world.say(LIVE + " We had a long and good day." * 1_400)
    with world.records.work(WORKSPACE) as work:
        noticed = work.noticed(["i1"])
    assert noticed
    assert all(len(one.claim.quote) <= 300 for one in noticed)


def test_a_channel_without_an_investment_is_never_read(world: World) -> None:
    """The bot reads where it was linked, nowhere else."""
    world.begin()
    assert world.say(LIVE, channel=OTHER) == []


def test_what_a_text_states_is_proposed_and_never_asked_for(world: World) -> None:
    """Both figures, their source, and how they compare; nothing is recorded yet."""
    world.begin()
    said = world.say(FASTER)
    card = card_of(said)
    assert [line.after for line in card.lines] == [
        "21 days",
        "9 days (1 June 2026)",
        "claims ledger",
    ]
    assert card.summary == "21 → 9 days, 12 days less (57%)"
    assert all(line.quote in FASTER for line in card.lines if line.quote)
    assert ask_of(said).question == world.questions()[0].id
    assert world.questions()[0].asks == "owner"
    assert world.facts() == []


def test_an_owner_stated_without_a_measure_fills_every_measure_of_its_message(
    world: World,
) -> None:
    """One sentence answers for all that the message speaks of, and for nothing else."""
    world.begin(measures=(*TWO, a_measure("m3", name="calls to the help line", unit="calls")))
    said = world.say(
        "Claim handling time is 9 days now. The complaint rate is 5% now. "
        "The head of claims owns it."
    )
    facts = world.proposal(card_of(said).proposal).facts
    assert [one.measure for one in facts if one.fact.slot == "owner"] == ["m1", "m2"]


def test_an_owner_alone_fills_the_only_measure(world: World) -> None:
    """There is no doubt what it is about."""
    world.begin()
    facts = world.proposal(card_of(world.say("The head of claims owns it.")).proposal).facts
    assert [(one.fact.slot, one.measure) for one in facts] == [("owner", "m1")]


def test_an_owner_alone_among_several_measures_is_not_recorded_on_a_guess(world: World) -> None:
    """Nothing is proposed where nothing tells which measure is meant."""
    world.begin(measures=TWO)
    assert cards_in(world.say("The head of claims owns it.")) == []


def test_a_new_measure_becomes_the_investments_only_on_record(world: World) -> None:
    """Named with a figure it closes outcome and measure, and waits for a click like the figure."""
    world.begin(measures=())
    said = world.say("The complaint rate fell from 8% to 5%.")
    assert world.measures() == []
    assert ask_of(said).text.startswith("What shows")
    world.click("record", card_of(said).proposal)
    assert [(one.name, one.unit) for one in world.measures()] == [("complaint rate", "%")]
    assert {one.measure for one in world.facts()} == {world.measures()[0].id}


def test_a_new_measure_set_aside_leaves_no_trace(world: World) -> None:
    """Discard means that nothing was agreed on."""
    world.begin(measures=())
    world.click("discard", card_of(world.say("The complaint rate fell from 8% to 5%.")).proposal)
    assert (world.measures(), world.facts()) == ([], [])


def test_two_cards_that_name_one_new_measure_differently_fill_one_measure(world: World) -> None:
    """Whoever is recorded second finds the measure there, and its figures belong to it."""
    world.begin(measures=())
    first = card_of(world.say("The complaint rate fell from 8% to 5%."))
    world.later(days=8)
    second = card_of(world.say("Complaints are at 4% now, per the ledger."))
    world.click("record", first.proposal)
    world.click("record", second.proposal)
    assert len(world.measures()) == 1
    assert {one.measure for one in world.facts()} == {world.measures()[0].id}


def test_a_bare_link_asks_which_report_it_is(world: World) -> None:
    """The quickest question, put with the card; it comes before every other."""
    world.begin()
    said = world.say(f"{NOW} <{LINK}>")
    assert ask_of(said).text == "Which report does the link lead to?"
    assert any(line.href == LINK for line in card_of(said).lines)


def test_a_link_beside_a_named_report_is_not_asked_about(world: World) -> None:
    """What the text says already is never asked for."""
    world.begin()
    asked = ask_of(world.say(f"{NOW}, per the Finance report <{LINK}>"))
    assert "link" not in asked.text


def test_a_file_given_with_a_figure_is_its_evidence(world: World) -> None:
    """A picture of the report shows the figure as a link does."""
    world.begin()
    said = world.say(NOW, links=["https://files.slack.com/F1"])
    facts = world.proposal(card_of(said).proposal).facts
    assert [one.fact.ref for one in facts if one.fact.slot == "evidence"] == [
        "https://files.slack.com/F1"
    ]
    assert ask_of(said).text == "Which report does the link lead to?"


def test_a_file_without_a_figure_shows_nothing(world: World) -> None:
    """A photograph of the launch is no evidence."""
    world.begin()
    assert cards_in(world.say(LIVE, links=["https://files.slack.com/F1"])) == []


def test_what_is_on_record_is_not_proposed_again(world: World) -> None:
    """Saying the same twice is met with no second card."""
    world.begin()
    world.click("record", card_of(world.say(FASTER)).proposal)
    world.later(minutes=5)
    assert cards_in(world.say(FASTER)) == []


def test_the_same_number_in_another_unit_is_another_figure(world: World) -> None:
    """Nine hours are not nine days."""
    world.begin()
    world.click("record", card_of(world.say(f"{NOW}, per the ledger.")).proposal)
    said = world.say("Claim handling time is 9 hours now, per the ledger.")
    assert "9 hours" in card_of(said).lines[0].after


def test_a_figure_corrected_on_record_can_be_said_again(world: World) -> None:
    """What a correction replaced does not count as known."""
    world.begin()
    world.say(LIVE)
    thread = world.last
    world.click("record", card_of(world.say("21 days in Q1", thread=thread)).proposal)
    world.click("record", card_of(world.say("sorry, 16", thread=thread)).proposal)
    world.later(days=1)
    said = world.say("Claim handling time was 21 days in Q1 before go-live.")
    assert card_of(said).lines[0].after.startswith("21 days")


def test_a_source_given_later_for_a_figure_on_record_is_proposed(world: World) -> None:
    """A repeated figure with its report makes the claim evidenced."""
    world.begin()
    world.click("record", card_of(world.say(f"{NOW}.")).proposal)
    world.later(minutes=5)
    card = card_of(world.say(f"{NOW}, per the claims ledger."))
    assert [line.after for line in card.lines] == ["claims ledger"]
    world.click("record", card.proposal)
    assert "1 of 1 measure" not in words(world.improved())
    assert "Claimed; no source yet" not in words(world.improved())


def test_an_open_question_keeps_the_next_one_back(world: World) -> None:
    """One open question an investment at a time, for a week."""
    world.begin()
    world.say(LIVE)
    world.later(days=6, hours=23)
    assert asks_in(world.say("Another 40 people were trained on the portal.", OWNER)) == []
    world.later(hours=1)
    assert asks_in(world.say("Another 50 people were trained on the portal.", OWNER)) != []


def test_the_same_question_is_never_put_to_a_person_twice(world: World) -> None:
    """Each update moves on to the next gap; at the end there is silence."""
    world.begin()
    seen = []
    for week in range(10):
        seen += asks_in(world.say(f"Another {week + 2} people were trained on the portal."))
        world.later(days=8)
    assert [one.asks for one in world.questions()][:3] == ["baseline", "current", "evidence"]
    keys = [(one.measure, one.asks, one.person, one.period) for one in world.questions()]
    assert len(keys) == len(set(keys)) == len(seen)


def test_a_person_is_asked_twice_a_week_over_all_investments(world: World) -> None:
    """The budget is the person's, wherever they post."""
    for number in range(3):
        world.begin(id=f"i{number}", name=f"Portal {'abc'[number]}", measures=())
    for number in range(3):
        world.say(f"Portal {'abc'[number]} is live, 340 people logged in this week.")
    assert sum(len(world.questions(f"i{number}")) for number in range(3)) == 2
    world.say("Portal c is live in Leeds too, 20 people logged in.", OWNER)
    assert len(world.questions("i2")) == 1


def test_not_known_holds_for_everybody_and_for_ever(world: World) -> None:
    """Said once without shame: not asked again of another person, nor in another month."""
    world.begin()
    world.say(LIVE)
    world.click("not_known", world.questions()[0].id)
    for week in range(12):
        world.later(days=8)
        world.say(f"Another {week + 2} people were trained on the portal.", OWNER)
        question = world.questions()[-1]
        if question.state == "posted":
            world.click("not_known", question.id, OWNER)
    asked = [one.asks for one in world.questions()]
    assert len(asked) == len(set(asked))
    assert not {"evidence", "timeframe"} & set(asked), "asked about a figure there is none of"


def test_not_known_evidence_is_asked_for_again_when_a_new_figure_is_posted(world: World) -> None:
    """A new figure is a new reason to ask."""
    world.begin()
    world.click(
        "record", card_of(world.say("Claim handling time fell from 21 days to 9 days.")).proposal
    )
    assert world.questions()[0].asks == "evidence"
    world.click("not_known", world.questions()[0].id)
    world.later(days=8)
    assert world.say("Another 12 people were trained on the portal.") is not None
    assert world.questions()[-1].asks != "evidence"
    world.later(days=31)
    world.say("Claim handling time is 7 days now.")
    assert world.questions()[-1].asks == "evidence"


def test_a_later_figure_needs_evidence_of_its_own(world: World) -> None:
    """The report that showed May does not show June."""
    world.begin()
    world.click("record", card_of(world.say(f"{FASTER} The head of claims owns it.")).proposal)
    world.later(days=35)
    world.say("Claim handling time is 7 days now.")
    assert world.questions()[-1].asks == "evidence"


@pytest.mark.parametrize(
    "text",
    [
        "Claims portal is live in Leeds, 340 people logged in.",
        "The old desk is gone: CLAIMS PORTAL is live.",
        "Claim handling time is 9 days now.",
        "Phoenix is live, 12 people logged in this week.",
    ],
)
def test_a_name_an_alias_or_a_measure_tells_which_investment_is_meant(
    world: World, text: str
) -> None:
    """Where the text tells, nobody is asked."""
    world.begin(aliases=("Phoenix",))
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    said = world.say(text)
    assert all(one.post.options == () for one in said)
    assert len(world.questions("i1")) == 1


def test_a_measure_named_without_a_figure_tells_which_investment_is_meant(world: World) -> None:
    """Words are enough where they are the measure's own."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    world.say("Go-live done. The complaint rate got much better since.")
    assert len(world.questions("i2")) == 1


def test_several_investments_and_no_hint_is_asked_once_which(world: World) -> None:
    """Clicking the choice goes on as if it had been said; the buttons are gone then."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    said = world.say("Phase 2 is live, 340 people logged in this week.")
    assert [one.label for one in said[0].post.options] == [
        "Billing engine",
        "Claims portal",
        "None of these",
    ]
    assert world.questions("i1") == world.questions("i2") == []
    after = world.click("choose", "i2")
    assert "complaint rate" in ask_of(after).text
    assert [one.post.options for one in after if one.way == "update"] == [()]


def test_nobody_is_asked_which_where_nothing_would_follow(world: World) -> None:
    """Of who was asked enough this week; next week there is something to ask again."""
    technical = "Dashboard refreshes every 5 minutes now, uptime 99.9%."
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    world.say("Claims portal is live in Leeds, 340 people logged in.")
    world.say("Billing engine is live in Leeds, 340 people logged in.")
    assert world.say(technical) == []
    assert world.say(f"<@UBOT> {technical}", to_us=True)
    world.later(days=8)
    assert "Which one" in words(world.say(technical))
    assert "complaint rate" in ask_of(world.click("choose", "i2")).text


def test_two_people_choosing_are_heard_once(world: World) -> None:
    """The second is told that it is settled, and nothing is asked or proposed twice."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    world.say("Phase 2 is live. It took 9 days before and the head of operations owns it.")
    world.click("choose", "i2", LEAD)
    second = world.click("choose", "i1", OWNER)
    assert world.questions("i1") == []
    assert [one.way for one in second] == ["reply"]


def test_choosing_for_a_message_that_is_gone_says_so(world: World) -> None:
    """What was deleted is not read again."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    world.say("Phase 2 is live, 340 people logged in this week.")
    world.directory.messages.clear()
    assert "no longer" in words(world.click("choose", "i2"))


def test_a_message_edited_into_chatter_is_no_longer_an_update_when_chosen(world: World) -> None:
    """It is read as it stands now."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    world.say("Phase 2 is live, 340 people logged in this week.")
    world.directory.messages[CHANNEL, world.last] = Message(LEAD, "lunch?")
    assert "no longer" in words(world.click("choose", "i2"))


def test_an_event_handled_twice_has_one_effect(world: World) -> None:
    """Slack delivers at least once."""
    world.begin()
    said = Posted(
        workspace=WORKSPACE, channel=CHANNEL, user=LEAD, at=world.now, ts="9.9", text=FASTER
    )
    assert len(world.happens(said, "Ev-same")) == 1
    assert world.happens(said, "Ev-same") == []
    assert len(world.questions()) == 1


def test_a_failure_halfway_leaves_nothing_and_the_event_is_tried_again(world: World) -> None:
    """What was not committed was not done."""
    world.begin()
    world.directory.fails = True
    with pytest.raises(ChatError):
        world.say(FASTER)
    assert (world.questions(), world.facts()) == ([], [])
    world.directory.fails = False
    assert world.queues.due(world.now + timedelta(hours=1))[0] != []


def test_an_update_with_nothing_left_to_ask_is_met_with_silence(world: World) -> None:
    """Where all is known, the bot says nothing."""
    world.begin()
    world.click("record", card_of(world.say(f"{FASTER} The head of claims owns it.")).proposal)
    for _ in range(4):
        world.later(days=8)
        world.say("Another 12 people were trained on the portal.")
    world.later(days=8)
    assert world.say("Another 13 people were trained on the portal.") == []


def test_of_two_updates_read_at_once_one_is_asked_about(world: World) -> None:
    """What was asked in the meantime keeps the question back."""
    world.begin()
    world.library.meanwhile = lambda: world.say("Another 12 people were trained.", OWNER)
    assert asks_in(world.say(LIVE)) == []
    assert [one.person for one in world.questions()] == [OWNER]


def test_an_outcome_in_words_beside_a_delivery_is_not_called_nothing(world: World) -> None:
    """Who says that it got better is not told that nothing is shown."""
    world.begin()
    said = world.say(f"{LIVE} Claims handling got much faster since go-live.")
    assert "Delivered, in your words" in words(said)
    assert "None of it shows" not in words(said)


def test_an_owner_of_an_investment_without_measures_is_the_whole_investments(world: World) -> None:
    """There is no measure yet that could be guessed."""
    world.begin(measures=())
    world.click("record", card_of(world.say("The head of claims owns it.")).proposal)
    assert [(one.fact.slot, one.measure) for one in world.facts()] == [("owner", None)]


def test_what_looked_like_an_update_and_is_none_is_finished_in_silence(world: World) -> None:
    """Kept to be read, read, and forgotten."""
    world.begin()
    chatter = Posted(
        workspace=WORKSPACE, channel=CHANNEL, user=LEAD, at=world.now, ts="9.9", text="lunch?"
    )
    assert world.happens(chatter) == []


def test_a_question_that_slack_does_not_have_yet_can_be_closed(world: World) -> None:
    """While Slack is away the record goes on."""
    world.begin()
    world.is_slack_away = True
    world.say(LIVE)
    world.click("not_known", world.questions()[0].id)
    assert world.questions()[0].state == "not_known"


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("Planning decisions took 11 weeks on average last year, now 8 weeks.", True),
        ("Planning appeals took 11 weeks on average last year, now 8 weeks.", False),
        ("Planning decisions took 11 hours on average last year, now 8 hours.", False),
    ],
)
def test_a_measure_named_in_other_words_is_not_made_twice(
    world: World, text: str, is_it: bool
) -> None:
    """The same telling words in no other unit mean the measure people agreed on."""
    world.begin(measures=(a_measure(name="decision time", unit="weeks"),))
    card = card_of(world.say(text))
    with world.records.work(WORKSPACE) as work:
        found = work.proposal(card.proposal)
    assert found is not None
    assert ({fact.measure for fact in found.facts} == {"m1"}) is is_it


@pytest.mark.parametrize(
    "text",
    [
        "The engine is live, 12 people logged in this week.",
        "Billing is live, 12 people logged in this week.",
        "Go-live done, 12 people logged in. Complaints are down a lot.",
    ],
)
def test_a_telling_part_of_a_name_is_enough(world: World, text: str) -> None:
    """Nobody calls a thing by its full name twice."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    said = world.say(text)
    assert all(one.post.options == () for one in said)
    assert len(world.questions("i2")) == 1


def test_a_part_that_both_names_have_tells_nothing(world: World) -> None:
    """Then it is asked."""
    world.begin()
    world.begin(id="i2", name="Billing portal phase 2", measures=(TWO[1],))
    assert world.say("The portal is live, 12 people logged in this week.")[0].post.options


def test_a_reply_before_the_choice_is_read_when_the_choice_comes(world: World) -> None:
    """Nothing that was answered needs to be said again."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    world.say("Phase 2 is live, 340 people logged in this week.")
    thread = world.last
    assert world.say("it was 21 days in Q1 before go-live", OWNER, thread=thread) == []
    after = world.click("choose", "i1", thread=thread)
    facts = world.proposal(card_of(after).proposal).facts
    assert [(one.fact.value, one.author, one.measure) for one in facts][:1] == [(21, OWNER, "m1")]


def test_a_reply_that_waited_brings_its_files_and_keeps_its_order(world: World) -> None:
    """Kept with the choice, each an event of its own, so that none is lost between two commits."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    world.say("Phase 2 is live, 340 people logged in this week.")
    thread = world.last
    file = "https://files.example/ledger.xlsx"
    world.say("it is 9 days now", OWNER, thread=thread, links=[file])
    world.say("<@UOWNER> owns it", OWNER, thread=thread)
    assert len(world.click("choose", "i1", thread=thread)) > 1
    with world.records.work(WORKSPACE) as work:
        assert work.waiting(CHANNEL, thread) == []
        waiting = work.open_proposals("i1")
    facts = {(one.fact.slot, one.fact.ref or one.fact.person) for one in waiting[-1].facts}
    assert {("evidence", file), ("owner", "<@UOWNER>")} <= facts


def test_an_update_about_none_of_them_is_left_in_silence(world: World) -> None:
    """Whoever pressed the button is seen; nothing is asked, nothing waits any more."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    (asked,) = world.say("Phase 2 is live, 340 people logged in this week.")
    thread = world.last
    assert asked.post.options[-1].label == "None of these"
    world.say("it was 21 days in Q1 before go-live", OWNER, thread=thread)
    after = world.click("choose", asked.post.options[-1].ref, thread=thread)
    assert [(one.way, one.post.options) for one in after] == [("update", ())]
    assert world.say("it was 22 days in Q1 before go-live", OWNER, thread=thread) == []
    assert "already" in words(world.click("choose", "i1", thread=thread))


def test_of_many_investments_one_is_named_not_picked(world: World) -> None:
    """Nobody reads a wall of buttons."""
    for number in range(12):
        name = f"Portal {chr(65 + number) * 3}"
        world.begin(id=f"i{number}", name=name, measures=(a_measure(f"m{number}"),))
    (asked,) = world.say("Phase 2 is live, 340 people logged in this week.")
    assert [one.label for one in asked.post.options] == ["None of these"]
    assert "name" in words([asked])
    assert asks_in(world.say("portal CCC", OWNER, thread=world.last))


def test_a_reply_that_comes_before_its_update_is_read_after_it(world: World) -> None:
    """Slack may tell of them in any order; the update itself, when it comes, is known."""
    world.begin()
    update = "The claims portal is live, 340 people logged in this week."
    head = at_ts(world.now, 1)
    world.directory.messages[CHANNEL, head] = Message(LEAD, update)
    world.later(seconds=30)
    said = world.say("about 21 days in Q1, before go-live", OWNER, thread=head)
    assert len(asks_in(said)) == 1
    assert card_of(said).lines[0].after.startswith("about 21 days")
    late = Posted(workspace=WORKSPACE, channel=CHANNEL, user=LEAD, at=NOON, ts=head, text=update)
    assert world.happens(late) == []


@pytest.mark.parametrize(
    ("head", "text", "seconds"),
    [
        ("Anyone for lunch at 12?", "about 21 days in Q1", 30),
        ("The claims portal is live, 340 people logged in.", "thanks a lot", 30),
        ("The claims portal is live, 340 people logged in.", "about 21 days in Q1", 3_600),
    ],
)
def test_a_reply_to_what_is_no_update_or_long_ago_is_left_alone(
    world: World, head: str, text: str, seconds: int
) -> None:
    """People talk among themselves, and nothing is kept of it."""
    world.begin()
    ts = at_ts(world.now, 1)
    world.directory.messages[CHANNEL, ts] = Message(LEAD, head)
    world.later(seconds=seconds)
    assert world.say(text, OWNER, thread=ts) == []
    assert world.questions() == []


def test_a_reply_that_names_the_investment_chooses_it(world: World) -> None:
    """Said in words is as good as a button."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    world.say("Phase 2 is live, 340 people logged in this week.")
    after = world.say("the billing one", OWNER, thread=world.last)
    assert "complaint rate" in ask_of(after).text
    assert [one.post.options for one in after if one.way == "update"] == [()]


def test_a_choice_after_which_there_is_nothing_to_ask_is_answered(world: World) -> None:
    """Whoever pressed a button sees that it was heard."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=(TWO[1],))
    world.say("The claims portal is live, 340 people logged in this week.")
    world.later(minutes=1)
    world.say("Phase 2 is live, 12 people logged in this week.")
    after = world.click("choose", "i1")
    assert [one.way for one in after] == ["update"]
    assert "nothing to ask" in (after[0].post.closing or "")


def test_a_technical_state_makes_no_measure_and_is_asked_about_as_what_it_is(world: World) -> None:
    """Uptime is no outcome: the business side of it is asked for, and no card offers it."""
    world.begin(measures=())
    said = world.say("Good month: uptime 99.97%, all servers patched, tickets within SLA.")
    assert cards_in(said) == []
    assert ask_of(said).question
    assert world.measures() == []


DESK = (a_measure(name="order confirmation time", unit="working days"),)


def test_what_is_counted_otherwise_is_no_figure_of_the_only_measure(world: World) -> None:
    """Tickets closed by IT are no days of the business: they are asked about, never proposed."""
    world.begin(measures=DESK)
    said = world.say("Uptime 99.95 %, all patches current, 31 tickets closed within SLA.")
    assert cards_in(said) == []
    assert ask_of(said).text.count("?") == 1


def test_a_measure_is_known_by_what_is_done_in_its_time(world: World) -> None:
    """ "Orders take 2.8 working days to confirm" is order confirmation time, and no new measure."""
    world.begin(measures=DESK)
    said = world.say("Orders take 2.8 working days to confirm now, per the order desk log.")
    facts = world.proposal(card_of(said).proposal).facts
    assert {one.measure for one in facts} == {"m1"}
    assert [one.fact.value for one in facts if one.fact.slot == "current"] == [2.8]


def test_technical_figures_are_told_apart_from_outcomes_once_a_quarter(world: World) -> None:
    """With a question, and never for its own sake: where nothing is asked nothing is said."""
    world.begin(measures=())
    health = "Uptime 99.97%, all patches current, tickets within SLA."
    is_no_outcome = "It does not show yet what Claims portal does better for the business"
    first = words(world.say(health))
    assert "How the systems are, in your words: “Uptime 99.97%”" in first
    assert is_no_outcome in first
    world.later(days=1)
    assert world.say(health) == []
    world.later(days=8)
    second = words(world.say(health))
    assert "How the systems are" in second
    assert is_no_outcome not in second
    world.later(days=91)
    assert is_no_outcome in words(world.say(health, user=OWNER))


def test_a_figure_said_to_us_is_of_this_channel(world: World) -> None:
    """A working day is a unit, and no question whether another channel's investment works."""
    world.begin(measures=(a_measure(unit="working days"),))
    world.begin(an_investment("i2", name="CRM phase 2", channel=OTHER))
    for text in (
        "the target is 2 working days by end of March 2027",
        "claim handling time is 2.8 working days now",
        "claim handling time has improved to 9 working days",
    ):
        assert card_of(world.say(text, to_us=True)).title.endswith("claim handling time")


def test_a_card_that_is_discarded_takes_its_question_along(world: World) -> None:
    """Nothing is asked of what somebody set aside; it is withdrawn where it stands."""
    world.begin()
    sent = world.say(NOW)
    card, asked = card_of(sent), ask_of(sent)
    shown = world.click("discard", card.proposal)
    assert world.questions()[0].state == "withdrawn"
    post = world.shown(f"card:{card.proposal}")
    assert post.ask is not None
    assert (post.ask.question, post.ask.closed) == (asked.question, "No longer asked.")
    assert shown
