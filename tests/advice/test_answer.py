"""Replies, clicks: what was understood is shown, corrected, recorded by a person or set aside."""

import pytest

from bot.benefits.conversation import Clicked
from bot.benefits.position import in_force
from tests.advice.world import (
    GUEST,
    LEAD,
    OPEN_TO_GUESTS,
    OTHER,
    OWNER,
    PARTNER,
    PRIVATE,
    SPONSOR,
    World,
    ask_of,
    asks_in,
    card_of,
    cards_in,
    levels,
    words,
)
from tests.builders import WORKSPACE, a_measure

LIVE = "The claims portal is live, 340 people logged in this week."
ANSWER = "21 days in Q1, per the claims ledger. The head of claims owns it."
NOW = "Claim handling time is 9 days now"
LINK = "https://reports.example.com/claims"
TWO = (a_measure(), a_measure("m2", name="complaint rate", unit="%"))


def asked(world: World) -> str:
    """The thread of an update that was asked for the baseline."""
    world.begin()
    world.say(LIVE)
    return world.last


def baselined(world: World, thread: str, said: str = "21 days in Q1") -> None:
    """The baseline answered and recorded."""
    world.click("record", card_of(world.say(said, thread=thread)).proposal)


def test_a_reply_is_shown_before_and_after_with_its_words(world: World) -> None:
    """Every value with the words it came from; the record waits for a click."""
    card = card_of(world.say(ANSWER, thread=asked(world)))
    assert [(line.label, line.before) for line in card.lines] == [
        ("Baseline", None),
        ("Owner", None),
        ("Source", None),
    ]
    assert all(line.quote and line.quote in ANSWER for line in card.lines)
    assert world.facts() == []


def test_recording_answers_the_question_and_says_who_did_it(world: World) -> None:
    """The card and the question lose their buttons."""
    thread = asked(world)
    card = card_of(world.say(ANSWER, thread=thread))
    world.click("record", card.proposal, OWNER)
    assert levels(world.facts(), "baseline") == [21]
    assert {one.recorded_by for one in world.facts()} == {OWNER}
    assert {one.author for one in world.facts()} == {LEAD}
    assert world.questions()[0].state == "answered"
    done = world.shown(f"card:{card.proposal}").card
    assert done is not None
    assert (done.decided, done.decided_by) == ("Recorded by", OWNER)
    put = world.shown(f"ask:{world.questions()[0].id}").ask
    assert put is not None
    assert put.closed == "Answered, thank you"


def test_recording_something_else_leaves_the_question_open(world: World) -> None:
    """An owner is no answer to a question for the baseline."""
    card = card_of(world.say("The head of claims owns it.", thread=asked(world)))
    world.click("record", card.proposal)
    assert world.questions()[0].state == "posted"


def test_an_answer_elsewhere_closes_the_question_too(world: World) -> None:
    """What is known is not waited for."""
    asked(world)
    card = card_of(world.say("Claim handling time was 21 days before go-live."))
    world.click("record", card.proposal)
    assert world.questions()[0].state == "answered"


def test_an_outcome_in_words_answers_the_question_for_it(world: World) -> None:
    """Not everything known is a number."""
    world.begin(measures=())
    world.say(LIVE)
    assert world.questions()[0].asks == "outcome"
    card = card_of(world.say("Customers get their money sooner", thread=world.last))
    world.click("record", card.proposal)
    assert world.facts()[0].fact.text == "Customers get their money sooner"
    assert world.questions()[0].state == "answered"


def test_a_measure_with_its_figures_answers_the_question_for_an_outcome(world: World) -> None:
    """A measure closes outcome and measure as gaps."""
    world.begin(measures=())
    world.say(LIVE)
    assert world.questions()[0].asks == "outcome"
    card = card_of(world.say("Claim handling time fell from 21 days to 9 days.", OWNER))
    world.click("record", card.proposal)
    assert [one.name for one in world.measures()] == ["claim handling time"]
    assert world.questions()[0].state == "answered"


def test_a_second_reply_takes_the_first_one_along(world: World) -> None:
    """One card holds all that waits in a thread; the older one says that it was replaced."""
    thread = asked(world)
    first = card_of(world.say("21 days in Q1", thread=thread))
    second = card_of(world.say("The head of claims owns it.", thread=thread))
    assert [line.label for line in second.lines] == ["Baseline", "Owner"]
    assert world.proposal(first.proposal).state == "superseded"
    told = world.click("record", first.proposal)
    assert "newer card" in words(told)
    assert world.facts() == []


def test_a_reply_to_a_card_with_a_new_measure_is_about_that_measure(world: World) -> None:
    """Before it is the investment's, the thread knows it already."""
    world.begin(measures=())
    world.say("The complaint rate fell from 8% to 5%.")
    thread = world.last
    card = card_of(world.say("the target is 3% by December", thread=thread))
    world.click("record", card.proposal)
    assert len(world.measures()) == 1
    assert {one.measure for one in world.facts()} == {world.measures()[0].id}


def test_sorry_16_corrects_the_figure_that_was_recorded(world: World) -> None:
    """In the same thread, by the one who gave it: a correction, which counts from then on."""
    thread = asked(world)
    baselined(world, thread)
    card = card_of(world.say("sorry, 16", thread=thread))
    assert card.lines[0].before == "21 days (Q1 2026)"
    assert card.summary is None
    world.click("record", card.proposal)
    assert levels(in_force(world.facts()), "baseline") == [16]
    assert levels(world.facts(), "baseline") == [21, 16]


def test_anybody_corrects_in_words_whenever_it_is_found(world: World) -> None:
    """ "That 21 should be 16" names what it replaces."""
    thread = asked(world)
    baselined(world, thread)
    world.later(days=10)
    world.click("record", card_of(world.say("that 21 should be 16", OWNER, thread=thread)).proposal)
    assert levels(in_force(world.facts()), "baseline") == [16]


def test_another_figure_by_another_person_stands_beside_the_first(world: World) -> None:
    """No silent re-baselining: the card says so, and the first goes on counting."""
    thread = asked(world)
    baselined(world, thread)
    card = card_of(world.say("it was 18 days", OWNER, thread=thread))
    assert card.summary is not None
    assert "agreed baseline is 21 days" in card.summary
    world.click("record", card.proposal)
    assert levels(in_force(world.facts()), "baseline") == [21, 18]


def test_a_figure_in_another_thread_corrects_nothing(world: World) -> None:
    """Only the thread tells what is being corrected."""
    thread = asked(world)
    baselined(world, thread)
    world.later(hours=1)
    card = card_of(world.say("Claim handling time was 18 days before go-live."))
    world.click("record", card.proposal)
    assert levels(in_force(world.facts()), "baseline") == [21, 18]


def test_a_reply_after_all_was_recorded_is_still_read(world: World) -> None:
    """A thread with a card and no question stays a thread of ours."""
    world.begin()
    world.say("The head of claims owns it.")
    thread = world.last
    with world.records.work(WORKSPACE) as work:
        proposal = work.proposals_under("C1", thread)[0]
    for question in world.questions():
        world.click("not_known", question.id)
    world.click("record", proposal.id)
    said = world.say("Claim handling time is 9 days now, per the claims ledger.", thread=thread)
    assert cards_in(said) != []


def test_naming_the_report_keeps_its_link(world: World) -> None:
    """The name is what it is, the link is where it is: both are evidence."""
    world.begin()
    world.say(f"{NOW} <{LINK}>")
    first = world.last
    card = card_of(world.say("Finance's monthly claims report", thread=first))
    refs = [f.fact.ref for f in world.proposal(card.proposal).facts if f.fact.slot == "evidence"]
    assert refs == [LINK, "Finance's monthly claims report"]
    world.click("record", card.proposal)
    assert world.questions()[0].state == "answered"


def test_recording_a_bare_link_leaves_the_question_for_its_report_open(world: World) -> None:
    """Where it is does not say which it is."""
    world.begin()
    world.click("record", card_of(world.say(f"{NOW} <{LINK}>")).proposal)
    assert world.questions()[0].state == "posted"


def test_not_known_in_words_is_an_answer(world: World) -> None:
    """It closes the question, and says what helps next."""
    said = world.say("not known yet", thread=asked(world))
    assert "Noted as not known yet: baseline of claim handling time" in words(said)
    assert world.questions()[0].state == "not_known"


def test_not_known_of_one_thing_keeps_what_was_said_of_another(world: World) -> None:
    """A reply may answer what was not asked."""
    said = world.say("No idea. The head of claims owns it.", thread=asked(world))
    assert [line.label for line in card_of(said).lines] == ["Owner"]


def test_asking_why_is_told_why(world: World) -> None:
    """The reason and where it was read."""
    said = world.say("why do you ask?", thread=asked(world))
    assert "A guide" in words(said)
    assert world.questions()[0].state == "posted"


@pytest.mark.parametrize("text", ["thanks!", "ask Helen", "", "🎉", "*_~`<", "\x00", "x" * 40_000])
def test_a_reply_that_says_nothing_is_met_with_silence(world: World, text: str) -> None:
    """People talk among themselves in our threads."""
    assert world.say(text, thread=asked(world)) == []
    assert world.questions()[0].state == "posted"


def test_a_thread_that_is_not_ours_is_not_read(world: World) -> None:
    """Nothing is stored of it."""
    asked(world)
    assert world.say("21 days in Q1", thread="1.1") == []


def test_a_question_can_be_answered_after_a_week_and_not_after_four(world: World) -> None:
    """It no longer blocks after seven days and expires after twenty-eight."""
    thread = asked(world)
    world.later(days=27)
    assert cards_in(world.say("21 days in Q1", thread=thread)) != []
    world.later(days=1)
    told = world.click("not_known", world.questions()[0].id)
    assert "already closed" in words(told)


def test_two_people_clicking_at_once_the_second_sees_who_was_first(world: World) -> None:
    """One record, and a word to the one who came later."""
    card = card_of(world.say("21 days in Q1", thread=asked(world)))
    world.click("record", card.proposal, OWNER)
    told = world.click("discard", card.proposal, LEAD)
    assert f"@{OWNER} was here first: this is already recorded." in words(told)
    assert told[0].way == "reply"
    assert levels(world.facts(), "baseline") == [21]


def test_discard_leaves_the_record_and_the_question_as_they_were(world: World) -> None:
    """Set aside is not answered."""
    card = card_of(world.say("21 days in Q1", thread=asked(world)))
    world.click("discard", card.proposal)
    assert world.proposal(card.proposal).state == "discarded"
    assert world.facts() == []
    assert world.questions()[0].state == "posted"


def test_a_proposal_expires_after_fourteen_days(world: World) -> None:
    """The card closes and says so, and nothing is recorded; who clicks again is told."""
    card = card_of(world.say("21 days in Q1", thread=asked(world)))
    world.later(days=14)
    world.click("record", card.proposal)
    assert world.facts() == []
    assert world.proposal(card.proposal).state == "expired"
    shown = world.shown(f"card:{card.proposal}").card
    assert shown is not None
    assert "expired" in (shown.decided or "")
    assert "expired" in words(world.click("record", card.proposal))


def test_not_an_update_takes_back_what_was_understood(world: World) -> None:
    """Claims are forgotten and the card of the same message is set aside with its question."""
    world.begin()
    said = world.say(f"{NOW} <{LINK}>")
    world.click("not_update", ask_of(said).question)
    with world.records.work(WORKSPACE) as work:
        assert work.noticed(["i1"]) == []
    assert world.proposal(card_of(said).proposal).state == "discarded"
    post = world.shown(f"card:{card_of(said).proposal}")
    assert post.card is not None
    assert post.card.decided is not None
    assert post.ask is not None
    assert post.ask.closed is not None
    shown = [one.post for one in world.sent if one.way == "update"][-1]
    assert shown == post


@pytest.mark.parametrize("user", [GUEST, PARTNER])
@pytest.mark.parametrize("verb", ["record", "discard", "not_known", "not_update"])
def test_guests_and_people_of_other_companies_may_not_decide(
    world: World, user: str, verb: str
) -> None:
    """They are told, alone, and nothing changes."""
    world.begin(channel=OPEN_TO_GUESTS)
    world.say(LIVE, channel=OPEN_TO_GUESTS)
    card = card_of(world.say("21 days in Q1", thread=world.last, channel=OPEN_TO_GUESTS))
    ref = card.proposal if verb in ("record", "discard") else world.questions()[0].id
    told = world.click(verb, ref, user, channel=OPEN_TO_GUESTS)  # type: ignore[arg-type]
    assert "Only full members" in words(told)
    assert [one.way for one in told] == ["reply"]
    assert world.proposal(card.proposal).state == "open"
    assert world.questions()[0].state == "posted"


def test_who_is_not_in_the_home_channel_may_not_record_from_elsewhere(world: World) -> None:
    """It is the investment's channel that counts, not the one that was clicked in."""
    world.begin(channel=PRIVATE, channel_is_private=True)
    world.say(LIVE, channel=PRIVATE)
    card = card_of(world.say("21 days in Q1", thread=world.last, channel=PRIVATE))
    told = world.click("record", card.proposal, OWNER, channel=OTHER)
    assert "Only full members" in words(told)
    assert world.facts() == []


@pytest.mark.parametrize("verb", ["record", "discard", "not_known", "not_update"])
def test_clicking_what_is_gone_says_so(world: World, verb: str) -> None:
    """Buttons outlive what they are about."""
    assert "no longer on record" in words(world.click(verb, "nothing"))  # type: ignore[arg-type]


def test_nothing_is_said_where_there_is_no_way_to_say_it_to_one_person(world: World) -> None:
    """A refusal for one person's eyes is never posted to all."""
    click = Clicked(
        workspace=WORKSPACE,
        channel="C1",
        user=SPONSOR,
        at=world.now,
        verb="record",
        ref="nothing",
        message="1.1",
        thread="1.1",
    )
    assert world.happens(click) == []


def test_evidence_in_a_reply_belongs_to_the_measure_the_reply_speaks_of(world: World) -> None:
    """Not to the one the question was about."""
    world.begin(measures=TWO)
    world.say("The claims portal is live. Claim handling time is 9 days now.")
    thread = world.last
    said = world.say("the complaint rate fell from 8% to 5%, per the ledger", thread=thread)
    card = card_of(said)
    new = [f for f in world.proposal(card.proposal).facts if f.ts != thread]
    assert {f.measure for f in new} == {"m2"}


def test_a_question_put_with_a_card_closes_when_it_is_answered(world: World) -> None:
    """The message that holds both loses the buttons of both."""
    world.begin()
    said = world.say(f"{NOW} <{LINK}>")
    world.click("not_known", ask_of(said).question)
    post = world.shown(f"card:{card_of(said).proposal}")
    assert post.ask is not None
    assert post.ask.closed == "Not known yet"
    assert post.card is not None
    assert post.card.decided is None


def test_no_second_question_comes_with_a_reply(world: World) -> None:
    """Whoever has answered is left in peace."""
    assert asks_in(world.say("21 days in Q1", thread=asked(world))) == []


def test_a_reply_under_a_card_without_a_question_is_about_the_cards_measure(world: World) -> None:
    """The thread tells which measure is meant."""
    world.begin(measures=TWO)
    for text in (LIVE, "Another 12 people were trained."):
        world.say(text)
        world.later(days=3)
        world.click("not_known", world.questions()[-1].id)
    assert asks_in(world.say("The complaint rate is 5% now.")) == []
    card = card_of(world.say("per the ledger, 6%", thread=world.last))
    assert {fact.measure for fact in world.proposal(card.proposal).facts} == {"m2"}


def test_a_measure_told_in_words_becomes_the_investments_on_record(world: World) -> None:
    """The answer to what would be counted."""
    world.begin(measures=(), outcome="Customers get their money sooner")
    world.say(LIVE)
    assert world.questions()[0].asks == "measure"
    card = card_of(world.say("claim handling time", thread=world.last))
    world.click("record", card.proposal)
    assert [one.name for one in world.measures()] == ["claim handling time"]
    assert world.questions()[0].state == "answered"


def test_a_figure_with_its_period_answers_when(world: World) -> None:
    """Nothing else is asked about the date."""
    from bot.advice.confirm import answers
    from tests.builders import a_fact, a_question, a_record

    when = a_question(asks="timeframe")
    assert answers(when, [a_record(fact=a_fact("current", 9, as_of="2026-05"))])
    assert not answers(when, [a_record(fact=a_fact("current", 9))])


def test_not_an_update_leaves_cards_of_replies_alone(world: World) -> None:
    """What was said in the thread was said in answer."""
    card = card_of(world.say("21 days in Q1", thread=asked(world)))
    world.click("not_update", world.questions()[0].id)
    assert world.proposal(card.proposal).state == "open"


def test_nothing_is_recorded_of_an_investment_that_is_gone(world: World) -> None:
    """What is left of it changes nothing."""
    from bot.advice import confirm, settle
    from tests.builders import a_proposal

    gone = a_proposal(investment="gone")
    with world.records.work(WORKSPACE) as work:
        confirm.record(work, gone, LEAD, "e", world.doors, world.now)
        settle.show_recorded(work, gone, (), LEAD, world.doors, world.now)
        work.commit()
    assert world.queues.due(world.now) == ([], [])


def test_a_fact_whose_measure_cannot_be_told_any_more_is_left_out() -> None:
    """Two measures share its name by now: nothing is recorded on a guess."""
    from bot.advice.place import settled
    from tests.builders import a_fact, a_statement, an_investment

    both = (a_measure("m2", name="error rate north"), a_measure("m3", name="error rate south"))
    stated = a_statement(a_fact("current", 9, measure="error rate"), measure="m9")
    assert settled([stated], an_investment(measures=both))[1] == ()


def test_not_known_from_somebody_who_may_not_record_closes_nothing(world: World) -> None:
    """A guest cannot settle for the team what nobody else was asked."""
    world.begin(channel=OPEN_TO_GUESTS)
    world.say(LIVE, channel=OPEN_TO_GUESTS)
    thread = world.last
    assert world.say("no idea, nobody measured it", GUEST, thread, OPEN_TO_GUESTS) == []
    with world.records.work(WORKSPACE) as work:
        assert [one.state for one in work.questions("i1")] == ["posted"]


def test_a_reply_handled_late_does_not_take_the_place_of_a_later_one(world: World) -> None:
    """What counts is when it was said, not when its turn came."""
    thread = asked(world)
    world.later(minutes=2)
    world.say("sorry, 16 days in Q1", thread=thread)
    world.later(minutes=-1)
    assert world.say("14 days in Q1", thread=thread) == []
