"""Five places where progress shows: a measure is put into one of them, for all to read."""

from typing import get_args

from bot.benefits.investment import Taxonomy
from bot.sandbox.cast import HELEN, PRIYA
from tests.stories.stage import Stage, words


async def test_a_measure_sits_in_one_of_the_five_places(stage: Stage) -> None:
    """The form offers the five, what is chosen is told to the channel and stays on record."""
    form = await stage.opens(PRIYA.id, "/whatimproved new")
    await form.send(name="Quote desk", problem="Quotes wait a week for a price")
    assert [*form.choices("taxonomy")] == [*get_args(Taxonomy)]
    chosen = {"unit": "days", "better": "lower", "taxonomy": "revenue_movement"}
    await form.send(measure="time to quote", **chosen)
    await stage.settled()
    framed = words(stage.by_the_bot()[-1])
    assert "time to quote in days · faster revenue movement · lower is better" in framed
    form = await stage.opens(HELEN.id, "/whatimproved frame Quote desk")
    await form.send()
    assert form.holds["taxonomy"] == "revenue_movement"
