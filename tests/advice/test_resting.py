"""While something rests nothing is asked about it, and whoever would miss that is told."""

import pytest

from bot.advice.explain import explain
from bot.benefits.conversation import Posted
from tests.advice.test_mind import here
from tests.advice.world import LEAD, OWNER, World, asks_in, at, words
from tests.builders import CHANNEL, WORKSPACE, a_measure

__all__ = ["here"]

UPDATE = "The claims portal is live, 340 people logged in this week."

RESTS = [
    (
        "pause",
        "until 20 June 2026",
        "Claims portal: Paused until 20 June 2026 by @UOWNER",
        "paused",
    ),
    ("pause", "", "Claims portal: Paused by @UOWNER: nothing is asked", "paused"),
    ("freeze", "until 20 June 2026", "whole workspace until 20 June 2026", "whole workspace"),
]


@pytest.mark.parametrize(("verb", "typed", "shown", "why"), RESTS)
def test_what_rests_is_asked_nothing_and_says_so_where_it_is_missed(
    here: World, verb: str, typed: str, shown: str, why: str
) -> None:
    """In the answer, and to who wonders about the silence; afterwards it is asked again."""
    here.command(verb, typed, user=OWNER)
    assert asks_in(here.say(UPDATE)) == []
    assert shown in words(here.improved())
    assert why in (_explained(here) or "")
    here.command(*(("freeze", "off") if verb == "freeze" else ("resume", "")), user=OWNER)
    assert "At rest" not in words(here.improved())
    assert len(asks_in(here.say(UPDATE))) == 1


def test_a_pause_ends_by_itself(here: World) -> None:
    """The day after its last one."""
    here.command("pause", "until 5 June 2026")
    here.later(days=4)
    assert asks_in(here.say(UPDATE)) == []
    here.later(days=1)
    assert len(asks_in(here.say(UPDATE))) == 1


@pytest.mark.parametrize(
    ("verb", "typed", "shown"),
    [
        ("away", "until 20 June 2026", "@UOWNER is away until 20 June 2026."),
        ("mute", "", "@UOWNER is asked nothing, as they wish."),
    ],
)
def test_an_owner_who_is_not_there_is_asked_nothing_and_waited_for_by_nobody(
    here: World, verb: str, typed: str, shown: str
) -> None:
    """Of the person it is said in the answer about what they own."""
    here.say("Claim handling time was 14 days in Q1, per the ledger report. <@UOWNER> owns it.")
    [proposal] = [one.post.card.proposal for one in here.sent if one.post.card]
    here.click("record", proposal)
    here.command(verb, typed, user=OWNER)
    here.later(days=8)
    assert asks_in(here.say(UPDATE, user=OWNER)) == []
    assert shown in words(here.improved())


@pytest.mark.parametrize(("budget", "asked"), [("light", 1), ("standard", 2), ("active", 4)])
def test_nobody_is_asked_more_often_than_they_wish(world: World, budget: str, asked: int) -> None:
    """Over all investments, in seven days."""
    for n in range(6):
        made = world.begin(id=f"i{n}", name=f"Portal {n}", measures=(a_measure(f"m{n}"),))
        assert made.channel == CHANNEL
    world.command("budget", budget)
    asks = [asks_in(world.say(f"Portal {n} is live, 340 people logged in.")) for n in range(6)]
    assert sum(map(len, asks)) == asked


def test_what_rests_is_shown_in_ten_lines_however_much_it_is(world: World) -> None:
    """A freeze of one team's forty investments does not push the answer out."""
    for n in range(40):
        world.begin(id=f"i{n}", name=f"Portal {n:02}", measures=())
        world.command("pause", f"Portal {n:02}")
    told = words(world.improved())
    assert told.count("Paused by") == 9
    assert "and 31 more" in told


def _explained(here: World, user: str = LEAD) -> str | None:
    said = Posted(
        workspace=WORKSPACE, channel=CHANNEL, user=user, at=here.now, ts="1.1", text=UPDATE
    )
    return explain(said, here.doors, here.now).why_silent


def test_the_weekly_thread_says_which_owner_is_away(here: World) -> None:
    """Nobody waits for them, and nobody wonders why another one is asked."""
    here.say("Claim handling time was 14 days in Q1, per the ledger report. <@UOWNER> owns it.")
    [proposal] = [one.post.card.proposal for one in here.sent if one.post.card]
    here.click("record", proposal)
    here.click("accept", "owner|i1", user=OWNER)
    here.say(UPDATE)
    here.command("away", "until 31 July 2026", user=OWNER)
    here.now = at("2026-06-15T09:00:00+00:00")
    [thread] = here.falls_due()
    assert "@UOWNER is away until 31 July 2026." in words([thread])


def test_who_said_stop_is_asked_nothing_about_it_again(here: World) -> None:
    """Not under their own next update either; others are asked as ever."""
    here.command("sponsor", f"<@{OWNER}>")
    here.click("stop", "sponsor|i1", user=OWNER)
    assert asks_in(here.say(UPDATE, user=OWNER)) == []
    assert "wished not to be asked about this" in (_explained(here, OWNER) or "")
    assert len(asks_in(here.say(UPDATE))) == 1


@pytest.mark.parametrize(
    ("zone", "asked"), [("America/Los_Angeles", 0), ("Europe/Berlin", 1), (None, 1)]
)
def test_leave_ends_where_the_person_is(here: World, zone: str | None, asked: int) -> None:
    """Where Slack says they are, as long as they have set nothing else."""
    person = here.directory.people[LEAD]
    here.directory.people[LEAD] = person.model_copy(update={"zone": zone})
    here.command("away", "until 5 June 2026")
    here.now = at("2026-06-06T01:00+00:00")
    assert len(asks_in(here.say(UPDATE))) == asked
