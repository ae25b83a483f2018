"""How people are prepared is asked once, within manners, and told under the name of who told it."""

from typing import Any

from bot.advice import practise
from bot.advice.practices import readiness_due
from bot.benefits.conversation import Guided, Sending
from bot.benefits.guides import Guide
from bot.benefits.manners import PersonManners
from tests.advice.test_remind import DAY, MONDAY, keeps, live
from tests.advice.world import LEAD, OWNER, World, words
from tests.builders import CHANNEL, WORKSPACE

IN_TIME = (MONDAY + 20 * DAY).date()


def falls(world: World) -> list[Sending]:
    """What is due of it is done."""
    practise.fall(WORKSPACE, [readiness_due.ref_of("i1")], world.doors, world.now)
    return world.slack_is_back()


def planned(world: World) -> Any:
    """When it is looked at, if ever."""
    return world.next_look("practice", readiness_due.ref_of("i1"))


def told(world: World, user: str = LEAD, **fields: str) -> list[Sending]:
    """The form, sent."""
    given = {"workspace": WORKSPACE, "channel": CHANNEL, "user": user, "at": world.now}
    return world.happens(
        Guided.model_validate({**given, "name": "ready", "ref": "i1", "fields": fields})
    )


def test_it_is_planned_for_thirty_days_before_go_live_and_asked_once(world: World) -> None:
    """Whoever moves the date moves that along; being asked counts."""
    live(world, go_live=None)
    world.command("go-live", "4 August 2026")
    at = planned(world)
    assert (at.month, at.day) == (7, 5)
    world.now = at
    assert falls(world) == [], "a Sunday"
    world.now = planned(world)
    (asked,) = falls(world)
    assert "goes live on 4 August 2026" in words([asked])
    assert planned(world) is None
    assert [one.person for one in world.steps() if one.question == "ready:i1"] == [LEAD]
    assert falls(world) == []


def test_nobody_is_asked_who_is_muted_or_while_it_rests(world: World) -> None:
    """It is looked at again, where that ends."""
    live(world, go_live=IN_TIME, paused=True, paused_until=(MONDAY + 3 * DAY).date())
    assert falls(world) == []
    assert planned(world).date() == (MONDAY + 4 * DAY).date()
    keeps(world, LEAD, PersonManners(is_muted=True))
    world.now = planned(world)
    sent = falls(world)
    assert f"@{LEAD}" not in words(sent)


def test_all_that_is_told_of_every_group_needs_no_question(world: World) -> None:
    """A gap in one of them does."""
    live(world, go_live=IN_TIME)
    aspects = ("training", "communication", "support", "gain", "involvement")
    told(world, group="clerks", **dict.fromkeys(aspects, "yes"))
    assert falls(world) == []
    told(world, group="sales", training="yes")
    assert len(falls(world)) == 1


def test_under_a_name_stands_what_that_person_said_alone(world: World) -> None:
    """What another told of the same group is known, and is not theirs."""
    live(world, go_live=IN_TIME)
    told(world, OWNER, group="clerks", training="two days")
    said = words(told(world, LEAD, group="Clerks", support="Ana"))
    assert "told by @ULEAD" in said
    assert "Support: “Ana”" in said
    assert "two days" not in said
    assert "not known: communication" in said.lower()
    assert told(world, LEAD, group="clerks", support="Ana") == []


def test_the_form_opens_with_the_only_group_there_is(world: World) -> None:
    """Also where all of it is told; of several none is chosen."""
    live(world)
    aspects = ("training", "communication", "support", "gain", "involvement")

    def held() -> str:
        form = practise.opened("ready", WORKSPACE, CHANNEL, LEAD, "", world.doors, world.now)
        assert isinstance(form, Guide)
        return next(one.initial for one in form.fields if one.key == "group")

    told(world, group="Order desk", **dict.fromkeys(aspects, "done"))
    assert held() == "Order desk"
    told(world, group="Field sales", **dict.fromkeys(aspects, "done"))
    assert held() == ""


def test_only_what_nobody_told_of_a_group_is_asked(world: World) -> None:
    """In the question and in the form it opens; by command the form holds all five."""
    live(world, go_live=None)
    told(world, group="Order desk", communication="in the Monday stand-up")
    world.command("go-live", "4 August 2026")
    world.now = planned(world)
    falls(world)
    world.now = planned(world)
    (asked,) = falls(world)
    question = words([asked])
    assert "Not known yet: of Order desk, training, support" in question
    assert "communication" not in question
    name, _, ref = asked.post.options[0].ref.partition("|")
    form = practise.opened(name, WORKSPACE, CHANNEL, LEAD, ref, world.doors, world.now)
    assert isinstance(form, Guide)
    keys = [one.key for one in form.fields]
    assert keys == ["group", "training", "support", "gain", "involvement"]
    assert form.fields[0].initial == "Order desk"
    whole = practise.opened("ready", WORKSPACE, CHANNEL, LEAD, "", world.doors, world.now)
    assert isinstance(whole, Guide)
    assert len(whole.fields) == 6
