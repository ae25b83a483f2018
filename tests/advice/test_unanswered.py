"""In a channel that answers nothing, less is asked, and the reason is told where it is missed."""

from datetime import date, timedelta

from bot.advice.explain import explain
from bot.benefits.conversation import Posted
from bot.benefits.questions import Question
from tests.advice.test_remind import MONDAY, accepts, asks, owned, records
from tests.advice.world import LEAD, OTHER, OWNER, World, asks_in, words
from tests.builders import CHANNEL, WORKSPACE, a_measure, a_question, an_investment

LIVE = "The claims portal is live, 340 people logged in this week."
DAY = timedelta(days=1)


def stood(world: World, channel: str = CHANNEL, last: float = 8) -> list[Question]:
    """Eight questions a week apart, the last one so many days ago, that nobody said anything to."""
    put = [
        a_question(
            f"{channel}{n}",
            asks="barrier",
            period=f"{n}",
            channel=channel,
            thread=f"9.{n}",
            at=world.now - (last + 7 * n) * DAY,
        )
        for n in range(8)
    ]
    with world.records.work(WORKSPACE) as work:
        for one in put:
            work.ask(one)
        work.commit()
    return put


def why_silent(world: World) -> str:
    """What is said of an update that is met with silence."""
    said = Posted(
        workspace=WORKSPACE, channel=CHANNEL, user=LEAD, at=world.now, ts="9.9", text=LIVE
    )
    return explain(said, world.doors, world.now).why_silent or ""


def test_an_update_is_met_with_silence_until_four_weeks_went_by(world: World) -> None:
    """It is read all the same; who wonders is told why, and until when."""
    world.begin()
    stood(world)
    assert asks_in(world.say(LIVE)) == []
    assert "stood without a word" in why_silent(world)
    assert "nothing new is asked before 21 June 2026" in words(world.command("settings"))
    world.later(days=20)
    assert "stood without a word" not in words(world.command("settings"))
    assert len(asks_in(world.say(LIVE))) == 1


def test_one_word_to_any_of_them_restores_the_usual_pace(world: World) -> None:
    """Even that nobody knows, said of the oldest one."""
    world.begin()
    put = stood(world)
    with world.records.work(WORKSPACE) as work:
        work.close(put[-1].id, "not_known", world.now)
        work.commit()
    assert why_silent(world) == ""
    assert len(asks_in(world.say(LIVE))) == 1


def test_another_channel_goes_on_as_ever(world: World) -> None:
    """Who does answer is not treated like who does not."""
    world.begin()
    world.begin(an_investment("i2", name="Billing", channel=OTHER))
    stood(world, channel=OTHER)
    assert len(asks_in(world.say(LIVE))) == 1


def test_weekly_threads_of_a_channel_ask_one_new_thing_in_four_weeks(world: World) -> None:
    """However many investments are at home there."""
    for n in (1, 2):
        measure = a_measure(f"m{n}", name=f"time of part {n}")
        world.begin(
            an_investment(f"i{n}", name=f"Part {n}", measures=(measure,), go_live=date(2026, 1, 5))
        )
        records(world, owned(f"o{n}", investment=f"i{n}", measure=f"m{n}"))
        accepts(world, OWNER, investment=f"i{n}")
    world.now = MONDAY
    stood(world, last=27)
    assert asks(world.falls_due()) == []
    world.later(days=7)
    assert len(asks(world.falls_due())) == 1
    world.later(days=14)
    before = ids_of_both(world)
    world.falls_due()
    assert ids_of_both(world) == before


def ids_of_both(world: World) -> set[str]:
    """Every question ever put about the two."""
    return {one.id for id in ("i1", "i2") for one in world.questions(id)}
