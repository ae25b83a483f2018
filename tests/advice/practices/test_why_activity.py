"""Why activity: who asks it is told of what they may see, in whatever words it was asked."""

from datetime import date

import pytest

from bot.benefits.facts import Fact
from tests.advice.world import OTHER, PRIVATE, World
from tests.builders import WORKSPACE, a_fact, a_measure, a_noticed, a_record, an_investment


@pytest.mark.parametrize(
    "asked",
    [
        "why do we only report activity?",
        "why is nothing known about the claims portal?",
        "why can't you tell what improved?",
        "Why do we report delivery instead of outcomes on the Claims portal",
    ],
)
def test_it_is_asked_in_many_words(world: World, asked: str) -> None:
    """The answer names the investment and what its record lacks."""
    world.begin()
    [sending] = world.say(f"<@UBOT> {asked}", to_us=True)
    text = " ".join(
        span.text for part in sending.post.parts for line in part.lines for span in line
    )
    assert "No business problem is on record" in text
    assert sending.post.citations


def test_who_may_not_see_it_reads_nothing_of_it(world: World) -> None:
    """What is at home in a private channel is not told elsewhere; a question of another kind, or
    one that is not put to us, is left alone.
    """
    world.begin(an_investment(name="Merger", channel=PRIVATE, channel_is_private=True))
    world.begin(an_investment("i2", measures=(), name="Billing portal", channel=OTHER))
    [sending] = world.say("<@UBOT> why is nothing known about the merger?", to_us=True)
    assert "Merger" not in str(sending.post)
    assert "Nothing of that name" in str(sending.post)
    assert world.say("why do we only report activity?") == []


def test_a_framed_record_shows_no_cause(world: World) -> None:
    """Nothing delivered, a problem, an owner: it says that it shows none."""
    world.begin(an_investment(problem="Claims wait."))
    with world.records.work(WORKSPACE) as work:
        owner = Fact(slot="owner", person="head of claims", quote="", start=0, end=0)
        work.append(a_record("o1", owner))
        work.commit()
    [sending] = world.say("<@UBOT> why do we only report activity?", to_us=True)
    assert "none of the four causes" in str(sending.post.lead)


def test_of_many_investments_those_told_by_deliveries_alone_stand_in_one_line(world: World) -> None:
    """One with a measure is none of them; each figure says where it comes from."""
    for n in range(6):
        measures = () if n else (a_measure(),)
        world.begin(an_investment(f"i{n}", name=f"Portal {n}", measures=measures))
        with world.records.work(WORKSPACE) as work:
            work.notice(f"n{n}", a_noticed(investment=f"i{n}"))
            work.commit()
    [told] = world.improved()
    said = [line for part in told.post.parts for line in part.lines]
    [own] = [line for line in said if "deliveries alone" in line[0].text]
    assert own[0].text.endswith("Portal 1, Portal 2, Portal 3, and 2 more")
    [told] = world.improved("Portal 1")
    titles = [part.title for part in told.post.parts]
    assert "Why activity gets reported" in titles


def test_a_baseline_taken_after_go_live_is_shown_with_its_words(world: World) -> None:
    """Who said it, when, and since when it was live."""
    world.begin(an_investment(problem="Claims wait.", go_live=date(2026, 4, 20)))
    with world.records.work(WORKSPACE) as work:
        work.notice("n1", a_noticed())
        work.append(a_record("f1", a_fact(as_of="2026-05")))
        work.append(a_record("o1", Fact(slot="owner", person="Ann", quote="", start=0, end=0)))
        work.append(a_record("o2", Fact(slot="owner", person="Ben", quote="", start=0, end=0)))
        work.commit()
    [told] = world.improved("Claims portal")
    [part] = [one for one in told.post.parts if one.title == "Why activity gets reported"]
    late, split = ("".join(span.text for span in line) for line in part.lines)
    assert "measured after go-live on 20 April 2026: “21 days” (, 1 June 2026)" in late
    assert split.endswith("owner of claim handling time: Ann, Ben.")
