"""What is said answers the question it is about, wherever several wait, or none is replied to."""

import pytest

from bot.benefits.conversation import Post, Sending
from bot.benefits.questions import Question
from bot.benefits.reminders import Step
from tests.advice.world import (
    DIRECT,
    LEAD,
    OTHER,
    OWNER,
    QUIET,
    World,
    card_of,
    cards_in,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_measure, a_question, an_investment

TWO = (a_measure(), a_measure("m2", "error rate", unit="%"))


def shows(world: World, *questions: Question, channel: str = LEAD) -> str:
    """One message of ours asks these of whom they are put to; its ts."""
    key = f"shows:{len(world.sent)}:{channel}"
    with world.records.work(WORKSPACE) as work:
        for one in questions:
            work.ask(one)
            fields = {"investment": one.investment, "question": one.id, "person": one.person}
            told = {"at": one.at, "what": "asked", "post": key}
            work.step(Step.model_validate(fields | told))
        work.send(Sending(key=key, way="post", channel=channel, post=Post()), world.now)
        work.commit()
    world.falls_due("nothing")
    return world.ts_of[key]


def of_lead(id: str = "q1", **given: object) -> Question:
    """A question that was put to the lead by a direct message."""
    usual = {"person": LEAD, "channel": LEAD, "thread": ""}
    return a_question(id, **(usual | given))


def states(world: World, investment: str = "i1") -> dict[str, str]:
    return {one.id: one.state for one in world.questions(investment)}


@pytest.mark.parametrize("text", ["14 days in Q1, per Finance's report", "14"])
def test_a_plain_reply_answers_the_one_question_that_waits_there(world: World, text: str) -> None:
    """As if it stood in the thread of the question, where its card comes."""
    world.begin()
    head = shows(world, of_lead())
    said = world.say(text, channel=DIRECT)
    card = card_of(said)
    assert {one.thread for one in said if one.way == "post"} == {head}
    world.click("record", card.proposal, channel=DIRECT)
    assert states(world) == {"q1": "answered"}


@pytest.mark.parametrize(
    ("text", "state", "told"),
    [
        ("not known", "not_known", "Noted as not known yet"),
        ("skip, we count it yearly", "withdrawn", "To undo: answer it here"),
        ("not now", "posted", "Put off until 8 June 2026"),
        ("ask finance", "posted", "“Hand on” takes a person"),
    ],
)
def test_what_is_no_figure_is_heard_there_too(
    world: World, text: str, state: str, told: str
) -> None:
    """It does what it does in the thread, and is answered."""
    world.begin()
    shows(world, of_lead())
    assert told in words(world.say(text, channel=DIRECT))
    assert states(world) == {"q1": state}


@pytest.mark.parametrize(
    "text",
    [
        *("what improved?", "what improved on the claims portal", "Claims portal", "help", "🙂"),
        *("who owns it?", "thanks", "mute me", "that 14 should be 16", "how do I rename it"),
        *(
            "claim handling time",
            "x" * 40_000,
            "*it never closes",
            "\x00",
            "was hat sich verbessert?",
        ),
    ],
)
def test_a_question_or_a_command_stays_that(world: World, text: str) -> None:
    """Nothing of it is read as an answer."""
    world.begin()
    shows(world, of_lead(asks="baseline"))
    said = world.say(text, channel=DIRECT)
    assert cards_in(said) == []
    assert states(world) == {"q1": "posted"}


def test_of_several_the_measure_named_decides_else_it_is_asked_which(world: World) -> None:
    """By a button each; who presses one has answered, once."""
    world.begin(an_investment(measures=TWO))
    world.begin(an_investment("i2", name="Billing"))
    shows(world, of_lead(), of_lead("q2", measure="m2"))
    shows(world, of_lead("q3", investment="i2"))
    named = card_of(world.say("error rate was 4% in Q1, per the log", channel=DIRECT))
    assert world.proposal(named.proposal).question == "q2"
    (which,) = world.say("14 days in Q1 2026", channel=DIRECT)
    assert [one.label for one in which.post.options] == [
        "Baseline: claim handling time",
        "Baseline: error rate",
        "Baseline: claim handling time",
    ]
    world.later(minutes=1)
    last = which.post.options[-1].ref
    card = card_of(world.click("pick", last, channel=DIRECT, thread=which.thread))
    assert world.proposal(card.proposal).question == "q3"
    (again,) = world.click("pick", last, channel=DIRECT, thread=which.thread)
    assert "already closed" in words([again])


CHURN = (a_measure("m9", "churn", unit="%"),)


@pytest.mark.parametrize(
    ("text", "asks", "of"),
    [
        ("Churn is 4% now", "current", []),
        ("Churn was 4% in Q1, per the retention report", "baseline", []),
        ("Claim handling time is 9 days now and churn is 4%", "current", ["i1"]),
        ("Claim handling time is 9 days now", "current", ["i1"]),
        ("Handling time is 9 days now", "current", ["i1"]),
        ("9 days now", "current", ["i1"]),
        ("Late claims are 4% now", "current", ["i1"]),
        ("We count churn", "measure", ["i1"]),
    ],
)
def test_a_figure_of_another_investment_they_see_is_no_answer(
    world: World, text: str, asks: str, of: list[str]
) -> None:
    """Whatever else waits: no measure of the one is put on the other's record."""
    world.begin()
    world.begin(an_investment("i2", name="CRM", channel=OTHER, measures=CHURN))
    of_one = of_lead(asks=asks)
    shows(world, of_lead(asks=asks, measure=None) if asks == "measure" else of_one)
    cards = cards_in(world.say(text, channel=DIRECT))
    assert [world.proposal(one.proposal).investment for one in cards] == of


def test_of_several_those_a_figure_is_not_of_are_not_offered(world: World) -> None:
    """The one it is of answers at once; what they may not see is nothing they speak of."""
    world.begin()
    world.begin(an_investment("i2", name="CRM", measures=(*CHURN, a_measure("m8", "late orders"))))
    shows(world, of_lead(), of_lead("q2", investment="i2", measure="m8"))
    card = card_of(world.say("Churn was 4% in Q1", channel=DIRECT))
    assert world.proposal(card.proposal).investment == "i2"


def test_a_measure_they_may_not_see_keeps_nothing_from_being_an_answer(world: World) -> None:
    """Two workspaces that differ in it alone say the same."""
    hidden = world.directory.channels[QUIET].model_copy(update={"is_private": True})
    world.directory.channels[QUIET] = hidden
    world.begin()
    world.begin(an_investment("i2", name="CRM", channel=QUIET, measures=CHURN))
    shows(world, of_lead(asks="current"))
    card = card_of(world.say("Churn is 4% now", channel=DIRECT))
    assert world.proposal(card.proposal).investment == "i1"


def test_under_a_message_that_asks_two_people_each_answers_their_own(world: World) -> None:
    """Whatever stands last; what is said of another one's measure by name is about that."""
    world.begin(an_investment(measures=TWO))
    theirs = a_question("q2", measure="m2", person=OWNER, thread="")
    head = shows(world, of_lead(channel=CHANNEL), theirs, channel=CHANNEL)
    card = card_of(world.say("14 days in Q1, per Finance's report", thread=head))
    assert world.proposal(card.proposal).question == "q1"
    world.say("not known", user=OWNER, thread=head)
    assert states(world) == {"q1": "posted", "q2": "not_known"}


def test_a_reply_is_of_the_investment_it_names(world: World) -> None:
    """In one message about two: nothing of the one is taken for the other."""
    world.begin()
    world.begin(an_investment("i2", name="Billing", measures=(a_measure("m9", "late bills"),)))
    head = shows(world, of_lead(), of_lead("q2", investment="i2", measure="m9"))
    said = world.say("claim handling time was 14 days in Q1", thread=head, channel=DIRECT)
    assert world.proposal(card_of(said).proposal).investment == "i1"
    assert [one.name for one in world.measures("i2")] == ["late bills"]


def test_who_sees_an_investment_no_more_answers_nothing_about_it(world: World) -> None:
    """Nor is it named to them."""
    world.begin(an_investment(confidential=True))
    shows(world, of_lead())
    home = world.directory.channels[CHANNEL]
    outside = {"members": frozenset({OWNER}), "is_private": True}
    world.directory.channels[CHANNEL] = home.model_copy(update=outside)
    said = world.say("14 days in Q1 2026", channel=DIRECT)
    assert cards_in(said) == []
    assert "Claims portal" not in words(said)


def test_a_plain_reply_that_is_changed_or_deleted_takes_its_card_along(world: World) -> None:
    """What waits says what it says now, though it stands in no thread, and nothing once gone."""
    world.begin()
    shows(world, of_lead())
    card = card_of(world.say("14 days in Q1 2026", channel=DIRECT))
    ts = world.last
    world.later(minutes=1)
    world.change(ts, "16 days in Q1 2026", channel=DIRECT)
    (fact,) = world.proposal(card.proposal).facts
    assert (fact.fact.slot, fact.fact.value) == ("baseline", 16)
    world.delete(ts, channel=DIRECT)
    gone = world.shown(f"card:{card.proposal}").card
    assert gone is not None
    assert gone.lines == ()
    assert world.proposal(card.proposal).state == "discarded"


def test_of_what_was_recorded_from_a_plain_reply_the_words_go_too(world: World) -> None:
    """The figure stays; a change of it is proposed anew under the question."""
    world.begin()
    head = shows(world, of_lead())
    card = card_of(world.say("14 days in Q1 2026", channel=DIRECT))
    ts = world.last
    world.click("record", card.proposal, channel=DIRECT)
    world.later(minutes=1)
    sent = world.change(ts, "16 days in Q1 2026", channel=DIRECT)
    assert {one.thread for one in sent if one.way == "post" and one.post.card} == {head}
    world.delete(ts, channel=DIRECT)
    assert [one.fact.quote for one in world.facts()] == [""]


def test_a_choice_about_a_reply_that_is_gone_is_closed(world: World) -> None:
    """Nobody is asked what nobody says any more."""
    world.begin(an_investment(measures=TWO))
    shows(world, of_lead(), of_lead("q2", measure="m2"))
    (which,) = world.say("14 in Q1 2026", channel=DIRECT)
    world.delete(world.last, channel=DIRECT)
    assert world.shown(which.key).options == ()
