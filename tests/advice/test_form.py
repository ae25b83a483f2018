"""The form: what is typed is recorded, what is left alone keeps where it came from."""

import pytest

from bot.advice import form
from bot.benefits.conversation import Filled, Form
from bot.benefits.evidence import tied
from bot.benefits.facts import Recorded
from bot.errors import ChatError
from bot.ports import Person
from tests.advice.world import (
    GUEST,
    LEAD,
    OPEN_TO_GUESTS,
    OWNER,
    World,
    card_of,
    cards_in,
    levels,
    words,
)
from tests.builders import CHANNEL, NOON, WORKSPACE, a_measure, a_question

LIVE = "The claims portal is live, 340 people logged in this week."
ANSWER = "21 days in Q1, per the claims ledger. The head of claims owns it."
NOW = "Claim handling time is 9 days now"
LINK = "https://reports.example.com/claims"


def answered(world: World) -> str:
    """A card with baseline, owner and source that waits; its proposal's id."""
    world.begin()
    world.say(LIVE)
    return card_of(world.say(ANSWER, thread=world.last)).proposal


def sent(ref: str, **typed: str) -> Filled:
    """The form about it, holding these values alone."""
    where = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": NOON, "ref": ref}
    return Filled.model_validate(where | {"form": Form(**typed)})


def by_slot(world: World) -> dict[str, Recorded]:
    """The ledger, the latest of each slot."""
    return {one.fact.slot: one for one in world.facts()}


def test_edit_opens_with_what_was_understood(world: World) -> None:
    """Nothing has to be typed again."""
    found = form.prefill(WORKSPACE, answered(world), world.doors)
    assert found == (
        "claim handling time",
        Form(baseline="21 days (Q1 2026)", owner="head of claims", evidence="claims ledger"),
    )


def test_answer_opens_empty_about_the_measure_asked_for(world: World) -> None:
    """The form says what it is about."""
    world.begin()
    world.say(LIVE)
    found = form.prefill(WORKSPACE, world.questions()[0].id, world.doors)
    assert found == ("claim handling time", Form())


def test_a_new_measure_gives_the_form_its_name(world: World) -> None:
    """Before it is the investment's, it has a name already."""
    world.begin(measures=())
    card = card_of(world.say("The complaint rate fell from 8% to 5%."))
    found = form.prefill(WORKSPACE, card.proposal, world.doors)
    assert found is not None
    assert found[0] == "complaint rate"


def test_there_is_no_form_for_what_is_gone_or_settled(world: World) -> None:
    """A button may outlive what it is about."""
    proposal = answered(world)
    question = world.questions()[0].id
    world.click("record", proposal)
    assert form.prefill(WORKSPACE, "nothing", world.doors) is None
    assert form.prefill(WORKSPACE, proposal, world.doors) is None
    assert form.prefill(WORKSPACE, question, world.doors) is None


def test_a_question_for_words_has_no_form_of_figures(world: World) -> None:
    """An outcome is told in the thread; its question offers no form."""
    world.begin(measures=())
    said = world.say(LIVE)
    assert said[0].post.ask is not None
    assert not said[0].post.ask.has_form
    assert form.prefill(WORKSPACE, world.questions()[0].id, world.doors) is None


def test_what_is_left_alone_keeps_its_words_and_its_author(world: World) -> None:
    """Only what was typed is the typist's."""
    proposal = answered(world)
    sent = world.edit(proposal, OWNER, baseline="16 days in Q1 2026")
    facts = by_slot(world)
    assert facts["baseline"].fact.value == 16
    assert (facts["baseline"].author, facts["owner"].author) == (OWNER, LEAD)
    assert facts["owner"].fact.quote == "The head of claims owns it"
    assert facts["owner"].permalink is not None
    card = card_of(sent)
    assert (card.decided, card.decided_by) == ("Recorded by", OWNER)
    assert world.proposal(proposal).state == "superseded"


def test_sending_it_unchanged_records_what_was_understood(world: World) -> None:
    """Every fact as it was, with its place; what its source shows is settled by recording it."""
    proposal = answered(world)
    before = [dict(one) for one in tied(world.proposal(proposal).facts)]
    world.edit(proposal)
    kept = [{key: getattr(one, key) for key in before[0]} for one in world.facts()]
    assert all(one in before for one in kept)
    assert len(kept) == len(before) == 3


def test_an_emptied_field_is_not_recorded(world: World) -> None:
    """What a person takes out is out."""
    world.fill(answered(world), baseline="21 days (Q1 2026)")
    assert [one.fact.slot for one in world.facts()] == ["baseline"]


def test_a_link_and_its_report_both_survive_an_edit_of_something_else(world: World) -> None:
    """The form shows one of them; the other is not lost."""
    world.begin()
    world.say(f"{NOW} <{LINK}>")
    card = card_of(world.say("Finance's monthly claims report", thread=world.last))
    world.edit(card.proposal, current="10 days")
    refs = {one.fact.ref for one in world.facts() if one.fact.slot == "evidence"}
    assert refs == {LINK, "Finance's monthly claims report"}


def test_naming_the_report_in_the_form_keeps_its_link_and_answers_the_question(
    world: World,
) -> None:
    """The card, the question under it and the record all know."""
    world.begin()
    card = card_of(world.say(f"{NOW} <{LINK}>"))
    world.edit(card.proposal, evidence="Finance's monthly claims report")
    refs = {one.fact.ref for one in world.facts() if one.fact.slot == "evidence"}
    assert refs == {LINK, "Finance's monthly claims report"}
    assert world.questions()[0].state == "answered"
    last = [one.post for one in world.sent if one.way == "update"][-1]
    assert last.card is not None
    assert last.card.decided is not None
    assert last.ask is not None
    assert last.ask.closed is not None


def test_another_link_takes_the_place_of_the_first(world: World) -> None:
    """A wrong address is not kept."""
    world.begin()
    card = card_of(world.say(f"{NOW} <{LINK}>"))
    world.edit(card.proposal, evidence="https://reports.example.com/right")
    refs = [one.fact.ref for one in world.facts() if one.fact.slot == "evidence"]
    assert refs == ["https://reports.example.com/right"]


def test_an_edited_correction_is_still_a_correction(world: World) -> None:
    """What it replaces stays replaced."""
    proposal = answered(world)
    thread = world.proposal(proposal).thread
    world.click("record", proposal)
    world.edit(card_of(world.say("sorry, 16", thread=thread)).proposal, baseline="17 days")
    baselines = [one for one in world.facts() if one.fact.slot == "baseline"]
    assert baselines[1].fact.value == 17
    assert baselines[1].supersedes == baselines[0].id


def test_answering_by_form_records_at_once_and_closes_the_question(world: World) -> None:
    """Typing it is deciding it."""
    world.begin()
    world.say(LIVE)
    sent = world.fill(world.questions()[0].id, OWNER, baseline="21 days in Q1 2026")
    assert levels(world.facts(), "baseline") == [21]
    assert world.questions()[0].state == "answered"
    assert card_of(sent).decided_by == OWNER


def test_evidence_typed_for_a_figure_left_alone_shows_that_figure(world: World) -> None:
    """A baseline typed beside it does not draw the source to itself."""
    world.begin()
    card = card_of(world.say(f"{NOW}."))
    world.edit(card.proposal, baseline="21 days in Q1 2026", evidence="the claims ledger")
    assert "1" in words(world.improved())
    assert "21 → 9 days" in words(world.improved())


def test_two_people_answering_by_form_the_second_sees_who_was_first(world: World) -> None:
    """The second's figures are not put on record unseen."""
    world.begin()
    world.say(LIVE)
    question = world.questions()[0].id
    world.fill(question, OWNER, baseline="21 days")
    told = world.fill(question, LEAD, baseline="18 days")
    assert "already closed" in words(told)
    assert levels(world.facts(), "baseline") == [21]


def test_editing_what_somebody_has_decided_says_who(world: World) -> None:
    """The form may have been open for a while."""
    proposal = answered(world)
    world.click("discard", proposal, OWNER)
    told = world.fill(proposal, LEAD, baseline="18 days")
    assert f"@{OWNER} was here first" in words(told)
    assert world.facts() == []


def test_a_guest_who_sends_the_form_is_told_and_nothing_is_recorded(world: World) -> None:
    """Silence would look like a loss."""
    world.begin(channel=OPEN_TO_GUESTS)
    world.say(LIVE, channel=OPEN_TO_GUESTS)
    told = world.fill(world.questions()[0].id, GUEST, OPEN_TO_GUESTS, baseline="21 days")
    assert "Only full members" in words(told)
    assert told[0].thread == world.last
    assert world.facts() == []


def test_who_may_not_record_is_told_before_the_form_closes(world: World) -> None:
    """What they typed is not gone, and no channel that they left hears of it; where Slack cannot
    tell who they are, the form is kept and looked at again.
    """
    world.begin()
    world.say(LIVE)
    ref = world.questions()[0].id
    typed = sent(ref, baseline="21 days").model_copy(update={"user": GUEST})
    wrong = form.check(typed, world.doors)
    assert list(wrong) == ["baseline"]
    assert "Only full members" in wrong["baseline"]

    def away(_workspace: str, _user: str) -> Person:
        raise ChatError("internal_error")

    world.directory.person = away  # type: ignore[assignment]
    assert form.check(typed, world.doors) == {}


def test_a_form_sent_from_a_home_is_refused_there(world: World) -> None:
    """Its channel hears nothing: who sent it may have left that."""
    world.begin()
    world.say(LIVE)
    ref = world.questions()[0].id
    at_home = {"user": GUEST, "home": "{}", "reply_to": "home:UGUEST:{}"}
    [told] = world.happens(sent(ref, baseline="21 days").model_copy(update=at_home))
    assert (told.way, told.reply_to, told.in_channel) == ("reply", "home:UGUEST:{}", False)
    assert "Only full members" in words([told])


def test_a_form_about_nothing_says_so_to_nobody(world: World) -> None:
    """There is no thread left to say it in."""
    assert world.fill("nothing", baseline="21 days") == []


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"baseline"}),
        ({"baseline": "no figure at all"}, {"baseline"}),
        ({"baseline": "down 20%"}, {"baseline"}),
        ({"current": "🎉"}, {"current"}),
        ({"target": "x" * 301}, {"target"}),
        ({"owner": "x" * 301}, {"owner"}),
        ({"owner": "   "}, {"owner"}),
        ({"evidence": "\x00\x07"}, {"evidence"}),
        ({"baseline": "21 days in Q1", "owner": "Helen", "evidence": "<b>"}, set()),
        ({"current": "2 to 3 days"}, set()),
    ],
)
def test_what_cannot_be_recorded_is_said_beside_its_field(
    world: World, typed: dict[str, str], wrong: set[str]
) -> None:
    """The form stays open until it can be kept."""
    world.begin()
    found = form.check(sent("nothing", **typed), world.doors)
    assert set(found) == wrong
    assert all(found.values())


@pytest.mark.parametrize("typed", [{}, {"baseline": "no figure"}, {"owner": "\x00"}])
def test_a_form_that_slipped_through_empty_changes_nothing(
    world: World, typed: dict[str, str]
) -> None:
    """An empty card is never recorded, and the one that waits goes on waiting."""
    proposal = answered(world)
    assert cards_in(world.fill(proposal, LEAD, **typed)) == []
    assert world.proposal(proposal).state == "open"
    assert world.facts() == []


def test_several_measures_and_no_telling_which_records_no_figure(world: World) -> None:
    """A figure of no measure would fill them all."""
    world.begin(measures=())
    world.say("The head of claims owns it.")
    for question in world.questions():
        world.click("not_known", question.id)
    with world.records.work(WORKSPACE) as work:
        assert all(fact.measure for fact in work.facts(["i1"]) if fact.fact.slot == "baseline")


def test_values_of_other_measures_on_the_card_are_recorded_too(world: World) -> None:
    """The form shows one measure; the card held two."""
    world.begin(measures=(a_measure(), a_measure("m2", name="complaint rate", unit="%")))
    card = card_of(world.say("Claim handling time is 9 days now. The complaint rate is 5% now."))
    world.edit(card.proposal, current="10 days")
    assert levels(world.facts(), "current") in ([5, 10], [10, 5])


def test_a_measure_that_was_made_up_is_left_off_the_card(world: World) -> None:
    """Its fields are emptied and sent: the card waits with what else it holds; a card of that
    measure alone asks for one field, as its Discard does the rest."""
    world.begin(measures=(a_measure(), a_measure("m2", name="complaint rate", unit="%")))
    card = card_of(world.say("The complaint rate is 5% now. Claim handling time is 9 days now."))
    first = world.proposal(card.proposal).facts[0].measure
    assert form.check(sent(card.proposal), world.doors) == {}
    world.fill(card.proposal)
    left = world.proposal(card.proposal)
    assert left.state == "open"
    assert left.facts
    assert first not in {one.measure for one in left.facts}
    assert world.facts() == []
    shown = world.shown(f"card:{card.proposal}").card
    assert shown is not None
    assert len(shown.lines) == len(left.facts)
    assert set(form.check(sent(card.proposal), world.doors)) == {"baseline"}


def test_a_form_opens_in_its_own_channel_alone(world: World) -> None:
    """It would show the figures to whoever knows its id."""
    proposal = answered(world)
    assert form.prefill(WORKSPACE, proposal, world.doors, "COTHER") is None
    assert form.prefill(WORKSPACE, proposal, world.doors, "C1") is not None


def test_a_target_for_a_day_that_is_past_is_told_so(world: World) -> None:
    """Beside the field, so that it can be put right there; on a card in a line. What stood in the
    field as it opened keeps nobody from changing another.
    """
    world.begin()
    world.say(LIVE)
    ref = world.questions()[0].id
    told = form.check(sent(ref, target="9 days by June 2024"), world.doors)
    assert told == {"target": "June 2024 is past. Name a day to come, or leave the day out."}
    assert form.check(sent(ref, target="9 days by June 2026"), world.doors) == {}
    assert form.check(sent(ref, target="9 days"), world.doors) == {}
    card = card_of(world.say("The target for claim handling time is 9 days by June 2024"))
    assert card.summary == "June 2024, the day of this target, is past."
    left = {"target": "9 days (by June 2024)", "owner": "Ada"}
    assert form.check(sent(card.proposal, **left), world.doors) == {}


def test_days_where_working_days_were_agreed_are_asked_about(world: World) -> None:
    """In the form and in words, at once, before anything is recorded; what was pressed is not
    said again as another unit.
    """
    world.begin(measures=(a_measure(unit="working days"),))
    world.say(LIVE)
    sent_in = world.fill(world.questions()[0].id, baseline="14 working days in Q1", target="9 days")
    (asked,) = [one.post for one in sent_in if one.post.options]
    assert "counted in working days, and here it says days" in words(sent_in)
    assert [one.label for one in asked.options] == ["Target: 9 working days", "Target: 9 days"]
    assert levels(world.facts(), "target") == []
    world.click("pick", asked.options[0].ref)
    world.click("record", card_of(sent_in).proposal)
    assert by_slot(world)["target"].fact.unit == "working days"
    said = world.say("The target for claim handling time is 8 days by June 2027")
    (asked,) = [one.post for one in said if one.post.options]
    assert "another unit" not in words(said)
    world.click("pick", asked.options[1].ref)
    assert "another unit" not in words(world.click("record", card_of(said).proposal))
    assert {one.fact.unit for one in world.facts() if one.fact.value == 8} == {"days"}
    assert "another unit" not in words(world.say("what improved?", to_us=True))


def test_what_is_asked_for_stands_first_and_what_is_known_not_at_all(world: World) -> None:
    """A target alone, where baseline and owner are on record; a latest figure with its source."""
    world.begin()
    world.say(LIVE)
    baseline = world.questions()[0]
    opened = form.prefill(WORKSPACE, baseline.id, world.doors)
    assert opened is not None
    assert opened[1].shows == ("baseline", "current", "target", "owner", "evidence")
    world.fill(baseline.id, baseline="21 days in Q1", owner="Ada", evidence="claims ledger")
    asked = a_question("q2", asks="target")
    latest = a_question("q3", asks="evidence")
    with world.records.work(WORKSPACE) as work:
        assert work.ask(asked)
        assert work.ask(latest)
        work.commit()
    opened = form.prefill(WORKSPACE, "q2", world.doors)
    assert opened is not None
    assert opened[1].shows == ("target",)
    opened = form.prefill(WORKSPACE, "q3", world.doors)
    assert opened is not None
    assert opened[1].shows == ("evidence", "current", "target")
