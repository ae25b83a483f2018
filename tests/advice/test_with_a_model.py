"""With a language model more is read; what is recorded is what a person says, as ever."""

import dataclasses

import pytest

from bot.advice.known import closely
from bot.benefits.asking import WHY_NOTS
from bot.benefits.conversation import Edited, Posted
from bot.benefits.reading import Said
from bot.reading.alike import Alike
from bot.reading.by_model import TogetherReader
from bot.reading.local import LocalReader
from tests.advice.test_report import level, put
from tests.advice.world import LEAD, OTHER, World, asks_in, card_of, cards_in, words
from tests.builders import CHANNEL, NOON, WORKSPACE, a_measure
from tests.fakes import ScriptedModel

LIVE = "The claims portal is live, 340 people logged in this week."
MOVED = "Claim handling time fell from 21 days to 9 days, per the claims ledger."


def _with(world: World, *script: object, always: object = None) -> ScriptedModel:
    model = ScriptedModel(*script, always=always, off_in=[(WORKSPACE, OTHER)])
    reader = TogetherReader(
        LocalReader(), model, world.library, Alike(list), 5.0, lambda _lacks: None
    )
    world.doors = dataclasses.replace(world.doors, reader=reader, model=model)
    return model


@pytest.fixture
def disputed(world: World) -> World:
    """A card on which our reader and a model see the same figure in two parts."""
    world.begin()
    fact = {"slot": "target", "quote": "from 21 days to 9 days", "number": 9}
    _with(world, {"is_update": True, "facts": [fact]})
    world.say(MOVED)
    return world


def test_a_figure_read_in_two_ways_is_shown_in_both_and_asked_about(disputed: World) -> None:
    """Both stand on the card with their words, a button for each below it; no other question."""
    card, offered = card_of(disputed.sent), disputed.sent[-1].post
    doubtful = [line for line in card.lines if line.label.endswith("?")]
    assert {line.label for line in doubtful} == {"Latest figure?", "Target?"}
    assert all("9 days" in (line.quote or "") for line in doubtful)
    offers = {option.label.partition(":")[0] for option in offered.options}
    assert offers == {"Latest figure", "Target"}
    assert asks_in(disputed.sent) == []


def test_nothing_is_recorded_before_a_person_says_which_it_is(disputed: World) -> None:
    """Then what was picked is recorded, and the other reading is gone."""
    card = card_of(disputed.sent)
    target, other = sorted(disputed.sent[-1].post.options, key=lambda one: one.label[0] != "T")
    said = disputed.click("record", card.proposal)
    assert "two ways" in words(said)
    assert disputed.facts() == []
    shown = disputed.click("pick", target.ref)
    [card] = [one.post.card for one in shown if one.post.card]
    assert not [line for line in card.lines if "?" in line.label]
    assert "already" in words(disputed.click("pick", other.ref))
    disputed.click("record", card.proposal)
    recorded = {(one.fact.slot, one.fact.value, one.fact.either) for one in disputed.facts()}
    assert ("target", 9.0, None) in recorded
    assert not any(one.fact.is_second for one in disputed.facts())
    assert "current" not in {slot for slot, _, _ in recorded}


@pytest.mark.parametrize(("slot", "number"), [("baseline", 9), ("target", 9), ("current", 21)])
def test_a_model_that_reads_what_is_known_keeps_no_figure_from_a_card(
    world: World, slot: str, number: float
) -> None:
    """Each of the figures that stand there without one stands there with one."""
    world.begin()
    put(world, level("f1", slot, number, 1))
    plainly = {(one.label, one.after) for one in card_of(world.say(MOVED)).lines}
    again = MOVED.replace("from", "as seen, from")
    fact = {"slot": slot, "quote": "from 21 days to 9 days", "number": number}
    _with(world, {"is_update": True, "facts": [fact]})
    closely = {(one.label.strip("?"), one.after) for one in card_of(world.say(again)).lines}
    assert plainly <= closely


def test_who_may_not_record_does_not_say_which_it_is(disputed: World) -> None:
    """A guest is told so, and the figure stays in doubt."""
    options = disputed.sent[-1].post.options
    said = disputed.click("pick", options[0].ref, user="UGUEST")
    assert "members" in words(said)
    assert disputed.click("pick", f"{options[0].ref}9", user=LEAD) != []
    proposal = card_of(disputed.sent).proposal
    assert {one.fact.either for one in disputed.proposal(proposal).facts} != {None}


def test_what_the_model_takes_for_no_update_nobody_is_asked_about(world: World) -> None:
    """A figure of ours is proposed all the same."""
    world.begin()
    _with(world, always={"is_update": False})
    assert world.say(LIVE) == []
    assert card_of(world.say(MOVED)).lines
    assert asks_in(world.sent) == []


@pytest.mark.parametrize("why_not", WHY_NOTS)
def test_people_never_notice_that_a_model_is_away(world: World, why_not: str) -> None:
    """What is said is what is said without one."""
    world.begin()
    _with(world, always=why_not)
    said = words(world.say(LIVE))
    assert "None of it shows yet" in said
    assert not {"model", "error", "limit"} & set(said.lower().split())


def test_a_model_sees_nothing_of_channels_without_an_investment(world: World) -> None:
    """Nor of messages to nobody there, nor where it is off."""
    model = _with(world, always={"is_update": True})
    world.say(LIVE, to_us=True)
    world.begin()
    world.say("Lunch at noon?")
    assert model.asked == []
    world.say(LIVE)
    assert [(workspace, channel) for workspace, channel, _ in model.asked] == [(WORKSPACE, CHANNEL)]
    assert cards_in(world.sent) == []


def test_a_reply_is_shown_to_a_model_where_it_is_on_and_where_its_investment_is_at_home(
    world: World,
) -> None:
    """What was asked names a measure of that channel: it leaves with the reply."""
    world.begin()
    model = _with(world, always={"kind": "deflection"})
    world.say(LIVE)
    thread, reply = world.last, "I would have to look into the old ledgers for that one, sorry."
    seen = len(model.asked)
    world.say(reply, thread=thread)
    assert [prompt.purpose for _, _, prompt in model.asked[seen:]] == ["extract"]
    model.off_in.add((WORKSPACE, CHANNEL))
    world.say(f"{reply} Really.", thread=thread)
    assert len(model.asked) == seen + 1


def test_a_form_that_leaves_a_figure_in_doubt_records_nothing_and_one_that_settles_it_does(
    disputed: World,
) -> None:
    """To send it with both readings is to say nothing of which it is."""
    proposal = card_of(disputed.sent).proposal
    assert "two ways" in words(disputed.edit(proposal))
    assert disputed.facts() == []
    disputed.fill(proposal, baseline="21 days", current="9 days")
    recorded = {(one.fact.slot, one.fact.value) for one in disputed.facts()}
    assert recorded == {("baseline", 21.0), ("current", 9.0)}
    assert {one.fact.either for one in disputed.facts()} == {None}


def test_what_another_app_posts_or_changes_is_shown_to_no_model() -> None:
    """What a person says and changes has its place, which a model may be on in."""
    light = Said(text=MOVED, at=NOON)
    at = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": NOON, "ts": "1.1"}
    places = {
        by_app: [
            closely(light, kind.model_validate({**at, "text": MOVED, "by_app": by_app})).place
            for kind in (Posted, Edited)
        ]
        for by_app in (True, False)
    }
    assert places == {True: [None, None], False: [(WORKSPACE, CHANNEL)] * 2}


def test_what_a_model_alone_takes_for_an_outcome_is_claimed_by_nobody(world: World) -> None:
    """The answer stays as it is without a model: nobody clicked, nobody decided."""
    world.begin()
    claim = {"kind": "outcome", "status": "done", "quote": "Uptime improved"}
    _with(world, {"is_update": True, "claims": [claim]})
    world.say("The claims portal is live, 340 people logged in. Uptime improved.")
    said = words(world.improved("Claims portal"))
    assert "Not measured yet" in said
    assert "Claimed" not in said


@pytest.mark.parametrize("kind", ["milestone", "adoption", "automation", "reporting"])
def test_nothing_is_called_delivered_by_a_model_alone(world: World, kind: str) -> None:
    """What the bot says that a team delivered it says as it would without one."""
    world.begin()
    claim = {"kind": kind, "status": "done", "quote": "Bob is no use"}
    _with(world, {"is_update": True, "claims": [claim]})
    said = words(world.say(f"{LIVE} Bob is no use, says Ann."))
    assert "340 people logged in" in said
    assert "Bob" not in said


def test_a_reading_a_model_gives_to_another_investment_stays_in_dispute_where_it_is(
    world: World,
) -> None:
    """The card asks, with a button for each; nothing is recorded before one was pressed, and the
    other investment is offered its own figure alone.
    """
    world.begin()
    world.begin(id="i2", name="Fraud desk", measures=(a_measure("m2", "fraud losses"),))
    told = "Claim handling time is 9 days now, fraud losses are 4 days now."
    fact = {"slot": "baseline", "quote": "Claim handling time is 9 days now", "number": 9}
    _with(world, {"is_update": True, "facts": [{**fact, "measure": "fraud losses"}]})
    world.say(told)
    waiting = [one for one in cards_in(world.sent) if any("?" in line.label for line in one.lines)]
    assert [card.title for card in waiting] == ["What I understood about claim handling time"]
    assert "two ways" in words(world.click("record", waiting[0].proposal))
    assert world.facts() == []
    offered = [one for sent in world.sent for one in sent.post.options]
    assert len(offered) == 2
    world.click("pick", offered[0].ref)
    world.click("record", waiting[0].proposal)
    assert len(world.facts()) == 1
