"""All that somebody owned who left is handed over in one message to whoever decides."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.advice import leaver
from bot.advice.doors import Doors
from bot.benefits.accepted import accepted_owner, named_owner
from bot.benefits.conversation import Left, Sending, Verb
from bot.benefits.manners import Away, PersonManners
from bot.ports import Person
from tests.advice.test_remind import MONDAY, accepts, keeps, live, owned, records
from tests.advice.world import GUEST, LEAD, OWNER, SPONSOR, World, words
from tests.builders import (
    CHANNEL,
    WORKSPACE,
    a_fact,
    a_measure,
    a_question,
    a_record,
    an_investment,
)

TWO = (a_measure(), a_measure("m2", "error rate"))
FOR_ALL = f"left|{OWNER}"


def leaves(world: World) -> list[Sending]:
    """The owner's account is closed."""
    world.directory.people[OWNER] = Person(id=OWNER, name="owner", is_gone=True)
    fields = {"workspace": WORKSPACE, "channel": OWNER, "user": OWNER, "at": world.now}
    return world.happens(Left.model_validate(fields))


def both(world: World) -> None:
    """Two investments of one sponsor: two measures of one and one of the other are the owner's."""
    live(world, measures=TWO)
    usual = {"sponsor": f"<@{SPONSOR}>", "delivery_lead": f"<@{LEAD}>"}
    world.begin(an_investment("i2", name="Billing", **usual))
    records(world, owned("o2", investment="i2"), owned("o3", measure=None))
    accepts(world, OWNER, investment="i2")
    accepts(world, SPONSOR, "sponsor", investment="i2")


def owners(world: World, investment: str = "i1") -> dict[str, str | None]:
    """Who is on record for each measure."""
    facts = world.facts(investment)
    return {one.name: named_owner(one.id, facts) for one in world.measures(investment)}


def picks(world: World, notice: Sending, ref: str, person: str, by: str = SPONSOR) -> list[Sending]:
    """Somebody is chosen from a menu of people in the message."""
    ts = world.ts_of[notice.key]
    told: dict[str, Any] = {"thread": ts, "message": ts, "channel": f"D{by}", "person": person}
    return world.click("takes", ref, user=by, **told)


def test_one_message_lists_all_of_it_and_one_menu_gives_it_to_somebody(world: World) -> None:
    """To the accepted sponsor; who is chosen gets a notice an investment, and is owner of all."""
    both(world)
    with world.records.work(WORKSPACE) as work:
        work.ask(a_question(person=OWNER, at=world.now - timedelta(days=2)))
        work.commit()
    (notice,) = leaves(world)
    assert notice.channel == SPONSOR
    told = words([notice])
    for one in ("claim handling time", "error rate", "Billing", "How many days did a claim take"):
        assert one in told
    assert notice.post.picker is not None
    assert notice.post.picker.ref == FOR_ALL
    assert [one.picks for one in notice.post.every_ask] == [True, True]
    sent = picks(world, notice, FOR_ALL, LEAD)
    assert [one.channel for one in sent if one.channel == LEAD] == [LEAD, LEAD]
    assert owners(world) == {"claim handling time": LEAD, "error rate": LEAD}
    assert owners(world, "i2") == {"claim handling time": LEAD}
    asked = [one.state for id in ("i1", "i2") for one in world.questions(id) if one.leaver]
    assert asked == ["answered", "answered"]
    assert "takes on claim handling time, error rate (Claims portal). They are asked" in words(sent)
    assert picks(world, notice, FOR_ALL, SPONSOR)[0].way == "reply"


def test_one_measure_may_go_to_somebody_else(world: World) -> None:
    """By its button and the menu that follows; the rest waits and goes to whom it is given."""
    both(world)
    (notice,) = leaves(world)
    (apart,) = [one for one in notice.post.options if one.label == "error rate"]
    assert apart.verb == "apart"
    ts = world.ts_of[notice.key]
    (menu,) = world.click(
        "apart", apart.ref, user=SPONSOR, channel=f"D{SPONSOR}", message=ts, thread=ts
    )
    assert menu.thread == ts
    assert menu.post.picker is not None
    picks(world, notice, menu.post.picker.ref, SPONSOR)
    assert owners(world) == {"claim handling time": OWNER, "error rate": SPONSOR}
    assert [one.state for one in world.questions() if one.leaver] == ["posted"]
    picks(world, notice, FOR_ALL, LEAD)
    assert owners(world) == {"claim handling time": LEAD, "error rate": SPONSOR}
    assert owners(world, "i2") == {"claim handling time": LEAD}


def test_a_measure_is_given_to_somebody_else_in_words_too(world: World) -> None:
    """A reply in the thread is read like any answer: the card names who takes it over."""
    both(world)
    (notice,) = leaves(world)
    world.directory.channels["DSPONSOR"] = world.directory.channels["DLEAD"].model_copy(
        update={"id": "DSPONSOR", "members": frozenset({SPONSOR})}
    )
    said = world.say(
        f"<@{LEAD}> owns the error rate",
        user=SPONSOR,
        thread=world.ts_of[notice.key],
        channel="DSPONSOR",
        to_us=True,
    )
    (card,) = [one.post.card for one in said if one.post.card]
    world.click("record", card.proposal, user=SPONSOR, channel="DSPONSOR")
    assert owners(world) == {"claim handling time": OWNER, "error rate": LEAD}


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, [SPONSOR]),
        ({"sponsor": None}, [LEAD]),
        ({"sponsor": None, "delivery_lead": f"<@{GUEST}>"}, [LEAD]),
    ],
)
def test_it_is_put_to_the_first_who_may_decide(
    world: World, given: dict[str, Any], asked: list[str]
) -> None:
    """The accepted sponsor, else who leads it and sees it, else who linked it."""
    live(world, **given)
    assert [one.channel for one in leaves(world)] == asked


def test_who_wants_to_hear_nothing_is_passed_over_and_nobody_is_asked_twice(world: World) -> None:
    """However often it is told that somebody left, and whoever was told."""
    live(world)
    keeps(world, SPONSOR, PersonManners(is_muted=True))
    assert [one.channel for one in leaves(world)] == [LEAD]
    keeps(world, SPONSOR, PersonManners())
    assert leaves(world) == []
    assert [one.channel for one in world.falls_due() if one.channel != CHANNEL] == []


def test_nobody_is_asked_outside_their_hours(world: World) -> None:
    """Who left in the evening is asked about in the morning, of the first who is there soon."""
    live(world)
    world.now = MONDAY + timedelta(hours=12)
    assert leaves(world) == []
    assert world.next_look() == MONDAY + timedelta(days=1)
    world.now = MONDAY + timedelta(days=1)
    keeps(world, SPONSOR, PersonManners(away=(Away(first=MONDAY.date(), last=date(2026, 9, 1)),)))
    assert [one.channel for one in world.falls_due()] == [LEAD]


def test_a_decider_on_leave_keeps_nobody_from_their_weekly_thread(world: World) -> None:
    """It is looked at again when the next of both is due."""
    live(world, sponsor=None)
    world.falls_due()
    keeps(world, LEAD, PersonManners(away=(Away(first=MONDAY.date(), last=date(2026, 6, 17)),)))
    world.later(days=1)
    assert leaves(world) == []
    assert world.next_look() == MONDAY + timedelta(days=7)
    world.now = MONDAY + timedelta(days=9, hours=12)
    assert leaves(world) == []
    assert world.next_look() == MONDAY + timedelta(days=7)


def test_who_comes_back_and_leaves_again_is_handed_over_again(world: World) -> None:
    """Who was heard of since was there; who was not is not asked about twice, nor is anybody while
    the question waits that says all of it.
    """
    live(world)
    assert [one.channel for one in leaves(world)] == [SPONSOR]
    world.later(days=1)
    assert leaves(world) == []
    world.directory.people[OWNER] = Person(id=OWNER, name="owner")
    own = a_record("f2", a_fact(slot="current", value=9), author=OWNER, said_at=world.now)
    records(world, own)
    world.later(days=1)
    assert leaves(world) == []
    world.later(days=28)
    assert [one.channel for one in leaves(world)] == [SPONSOR]
    assert leaves(world) == []
    assert len([one for one in world.questions() if one.leaver]) == 2


def test_a_leaver_put_to_somebody_is_not_looked_for_at_every_look(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is one who never accepted to own anything."""
    live(world)
    looked: list[str] = []
    hand_over = leaver.hand_over

    def watched(workspace: str, person: str, doors: Doors, now: datetime) -> None:
        looked.append(person)
        hand_over(workspace, person, doors, now)

    monkeypatch.setattr(leaver, "hand_over", watched)
    world.directory.people[OWNER] = Person(id=OWNER, name="owner", is_gone=True)
    for _ in range(3):
        world.falls_due()
        world.later(days=7)
    assert looked == [OWNER]


def test_who_left_while_nobody_was_told_is_noticed_at_the_next_look(world: World) -> None:
    """And asked about once more after a week, like any question."""
    live(world)
    world.directory.people[OWNER] = Person(id=OWNER, name="owner", is_gone=True)
    assert [one.channel for one in world.falls_due()] == [SPONSOR]
    world.now = MONDAY + timedelta(days=7)
    sent = [*world.falls_due(), *world.falls_due(kind="escalate")]
    again = [ask for one in sent for ask in one.post.every_ask]
    assert [(one.to, one.picks) for one in again] == [(SPONSOR, True)]


@pytest.mark.parametrize(
    ("person", "by", "why"),
    [
        (OWNER, SPONSOR, "Choose somebody else"),
        (GUEST, SPONSOR, "may not see"),
        ("UNOBODY", SPONSOR, "does not know them"),
        (LEAD, GUEST, "Only full members"),
    ],
)
def test_who_cannot_take_it_over_is_not_put_on_record(
    world: World, person: str, by: str, why: str
) -> None:
    """Who chose is told why, alone; the question waits on."""
    live(world)
    (notice,) = leaves(world)
    (told,) = picks(world, notice, world.questions()[0].id, person, by)
    assert told.way == "reply"
    assert why in words([told])
    assert owners(world) == {"claim handling time": OWNER}


def test_nothing_is_said_of_somebody_who_owned_nothing(world: World) -> None:
    """Or only was named, and never accepted."""
    world.begin()
    records(world, owned())
    assert leaves(world) == []


def test_an_owner_is_picked_from_a_menu_wherever_one_is_asked_for(world: World) -> None:
    """As in words, but for the card: nothing was read that a person would have to check."""
    world.begin()
    with world.records.work(WORKSPACE) as work:
        work.ask(a_question(asks="owner"))
        work.commit()
    sent = world.click("takes", "q1", thread="100.1", person=OWNER)
    assert owners(world) == {"claim handling time": OWNER}
    assert [one.channel for one in sent if one.post.options] == [OWNER]
    assert world.questions()[0].state == "answered"
    assert "They are asked first" in words(sent)
    (told,) = world.click("takes", "q1", thread="100.1", person=SPONSOR)
    assert "already closed" in words([told])


@pytest.mark.parametrize("ref", ["", "|", "left|", "left|UNOBODY", "qnone", "qnone|m1", "x" * 400])
def test_a_menu_that_is_about_nothing_changes_nothing(world: World, ref: str) -> None:
    """Who pressed it is told."""
    live(world)
    verbs: tuple[Verb, ...] = ("takes", "apart")
    for verb in verbs:
        (told,) = world.click(verb, ref, user=SPONSOR, person=LEAD)
        assert "no longer on record" in words([told])
    assert owners(world) == {"claim handling time": OWNER}


def test_who_takes_it_on_themselves_has_accepted(world: World) -> None:
    """Nobody is asked what they just said."""
    live(world)
    (notice,) = leaves(world)
    sent = picks(world, notice, world.questions()[0].id, SPONSOR)
    assert "They are asked" not in words(sent)
    with world.records.work(WORKSPACE) as work:
        steps = work.acceptances(["i1"])
    assert accepted_owner(world.investment(), "m1", world.facts(), steps) == SPONSOR
