"""Undo: for a day, what was put on record is taken back by another row, and the card says so."""

import pytest

from bot.advice import undo
from bot.benefits.conversation import Clicked
from bot.benefits.position import in_force
from tests.advice.world import (
    GUEST,
    LEAD,
    OPEN_TO_GUESTS,
    OTHER,
    OWNER,
    PRIVATE,
    SPONSOR,
    World,
    card_of,
    levels,
    words,
)
from tests.builders import CHANNEL, WORKSPACE

LIVE = "The claims portal is live, 340 people logged in this week."


def recorded(world: World) -> str:
    """An answer on record; its proposal."""
    world.begin()
    world.say(LIVE)
    card = card_of(world.say("21 days in Q1", thread=world.last))
    world.click("record", card.proposal, OWNER)
    return card.proposal


def test_a_recorded_card_can_be_undone_for_a_day(world: World) -> None:
    """Nothing counts any more, both rows stay, and the card tells who did what, and when."""
    proposal = recorded(world)
    card = world.shown(f"card:{proposal}").card
    assert card is not None
    assert "undo" in card.offers
    world.later(hours=23)
    world.click("undo", proposal, LEAD)
    assert in_force(world.facts()) == []
    assert [one.withdraws for one in world.facts()] == [False, True]
    card = world.shown(f"card:{proposal}").card
    assert card is not None
    assert (card.decided, card.decided_by, card.offers) == ("Undone by", LEAD, ())
    marks = "".join(span.text or f"@{span.user}" for span in card.marks[0])
    assert marks == f"Recorded by @{OWNER}. Taken back on 2 June 2026, 11:00 UTC"
    with world.records.work(WORKSPACE) as work:
        [done] = work.audited()
    assert (done.what, done.by) == ("undo", LEAD)


def test_who_takes_back_their_own_is_named_once_and_nobody_is_asked_who_that_is(
    world: World,
) -> None:
    """A role that is on record no more needs no person."""
    world.begin()
    card = card_of(world.say("21 days before go-live. The head of claims owns the outcome."))
    world.click("record", card.proposal, OWNER)
    assert world.shown(f"card:{card.proposal}").picker is not None
    world.click("undo", card.proposal, OWNER)
    post = world.shown(f"card:{card.proposal}")
    assert post.picker is None
    assert post.card is not None
    [mark] = post.card.marks
    assert "".join(span.text for span in mark) == "Taken back on 1 June 2026, 12:00 UTC"
    assert mark[-1].at == world.now


def test_the_second_of_two_sees_who_was_first(world: World) -> None:
    """Undone once."""
    proposal = recorded(world)
    world.click("undo", proposal, LEAD)
    told = world.click("undo", proposal, OWNER)
    assert f"@{LEAD} was here first: this is already undone." in words(told)
    assert len(world.facts()) == 2


def test_after_a_day_it_is_put_right_by_saying_so(world: World) -> None:
    """Told how; nothing changes."""
    proposal = recorded(world)
    world.later(days=1)
    assert "more than a day ago" in words(world.click("undo", proposal))
    assert levels(in_force(world.facts()), "baseline") == [21]


def test_the_button_goes_after_a_day(world: World) -> None:
    """What can no longer be done is not offered; what can is."""
    proposal = recorded(world)
    undo.fade(WORKSPACE, world.doors, world.now)
    world.later(days=1)
    undo.fade(WORKSPACE, world.doors, world.now)
    undo.fade(WORKSPACE, world.doors, world.now)
    card = world.shown(f"card:{proposal}").card
    assert card is not None
    assert card.offers == ("attest",)


def test_what_a_correction_replaced_counts_again(world: World) -> None:
    """Taking back a correction leaves the figure it corrected."""
    recorded(world)
    card = card_of(world.say("that 21 should be 16", to_us=True))
    world.click("record", card.proposal)
    assert levels(in_force(world.facts()), "baseline") == [16]
    world.click("undo", card.proposal)
    assert levels(in_force(world.facts()), "baseline") == [21]


def test_the_question_it_answered_is_open_again(world: World) -> None:
    """With its buttons; where another one was asked meanwhile, that one stands."""
    proposal = recorded(world)
    assert world.questions()[0].state == "answered"
    world.click("undo", proposal)
    assert world.questions()[0].state == "posted"
    put = world.shown(f"ask:{world.questions()[0].id}").ask
    assert put is not None
    assert put.closed is None


def test_one_open_question_at_a_time_even_so(world: World) -> None:
    """An investment is asked about one thing."""
    proposal = recorded(world)
    world.later(minutes=5)
    world.say("Another 12 people were trained on the portal.")
    world.click("undo", proposal)
    assert [one.state for one in world.questions()] == ["answered", "posted"]


@pytest.mark.parametrize("user", [GUEST])
def test_only_those_who_may_record_undo(world: World, user: str) -> None:
    """Told so, alone."""
    world.begin(channel=OPEN_TO_GUESTS)
    world.say(LIVE, channel=OPEN_TO_GUESTS)
    card = card_of(world.say("21 days in Q1", thread=world.last, channel=OPEN_TO_GUESTS))
    world.click("record", card.proposal, channel=OPEN_TO_GUESTS)
    told = world.click("undo", card.proposal, user, channel=OPEN_TO_GUESTS)
    assert "Only full members" in words(told)
    assert len(in_force(world.facts())) == 1


def test_what_was_never_recorded_cannot_be_undone(world: World) -> None:
    """Neither a card that waits nor one that never was."""
    world.begin()
    world.say(LIVE)
    card = card_of(world.say("21 days in Q1", thread=world.last))
    for ref in (card.proposal, "nothing"):
        assert "no longer on record" in words(world.click("undo", ref))


def test_the_command_undoes_what_this_person_recorded_last(world: World) -> None:
    """Step by step back, and only one's own."""
    recorded(world)
    world.later(minutes=5)
    card = card_of(world.say("The head of claims owns it."))
    world.click("record", card.proposal, OWNER)
    assert "recorded nothing" in words(world.command("undo", user=SPONSOR))
    assert "Undone" in words(world.command("undo", user=OWNER))
    assert [one.fact.slot for one in in_force(world.facts())] == ["baseline"]
    world.command("undo", user=OWNER)
    assert in_force(world.facts()) == []
    assert "recorded nothing" in words(world.command("undo", user=OWNER))


def test_undo_is_refused_where_one_may_not_record(world: World) -> None:
    """The same rule for the command."""
    world.begin(channel=OPEN_TO_GUESTS)
    told = world.command("undo", user=GUEST, channel=OPEN_TO_GUESTS)
    assert "Only full members" in words(told)


def test_who_a_role_was_given_to_goes_with_it(world: World) -> None:
    """Chosen on the card, then handed on; a correction with a card of its own stays."""
    world.begin()
    card = card_of(world.say("21 days before go-live. The head of claims owns the outcome."))
    world.click("record", card.proposal)
    for user, verb, ref, person in (
        (LEAD, "who", card.proposal, OWNER),
        (OWNER, "hand_to", "owner|i1", SPONSOR),
    ):
        pressed = {"verb": verb, "ref": ref, "user": user, "person": person, "at": world.now}
        where = {"workspace": WORKSPACE, "channel": CHANNEL, "message": "1.1", "thread": world.last}
        world.happens(Clicked.model_validate(pressed | where))
    owners = [one.fact.person for one in in_force(world.facts()) if one.fact.slot == "owner"]
    assert owners == [f"<@{SPONSOR}>"]
    right = card_of(world.say("that 21 should be 16", to_us=True))
    world.click("record", right.proposal)
    world.click("undo", card.proposal)
    assert [(one.fact.slot, one.fact.value) for one in in_force(world.facts())] == [
        ("baseline", 16)
    ]


@pytest.mark.parametrize(
    ("moved", "told"),
    [
        ({"channel": OTHER, "confidential": True}, "no longer spoken of"),
        ({"channel": PRIVATE}, "no longer spoken of"),
        ({"channel": OTHER}, ""),
    ],
)
def test_where_it_is_no_longer_spoken_of_nothing_is_taken_back(
    world: World, moved: dict[str, object], told: str
) -> None:
    """Neither by the button in the old thread nor by a command that would show there."""
    proposal = recorded(world)
    members = frozenset({LEAD, OWNER, SPONSOR})
    board = world.directory.channels[PRIVATE]
    world.directory.channels[PRIVATE] = board.model_copy(update={"members": members})
    with world.records.work(WORKSPACE) as work:
        [was] = work.investments()
        work.keep(was.model_copy(update=moved))
        work.commit()
    home = str(moved["channel"])
    by_command = world.command("undo", user=OWNER, channel=home)
    by_button = world.click("undo", proposal, OWNER)
    assert told in words(by_command)
    assert told in words(by_button)
    assert bool(in_force(world.facts())) == bool(told)
