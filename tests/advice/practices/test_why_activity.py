"""Why activity: who asks it is told of what they may see, in whatever words it was asked."""

import pytest

from bot.benefits.facts import Fact
from tests.advice.world import OTHER, PRIVATE, World
from tests.builders import WORKSPACE, a_record, an_investment


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
