"""Seven dimensions of measurable improvement: each measure has one, and a direction."""

from typing import get_args

from bot.benefits.investment import Dimension
from bot.sandbox.cast import HELEN, PRIYA, TOM
from tests.stories.stage import Stage, words


async def test_a_measure_has_a_dimension_and_a_direction(stage: Stage) -> None:
    """Both are offered and told; by the direction a later figure is better or worse."""
    form = await stage.opens(PRIYA.id, "/whatimproved new")
    await form.send(name="Kitting line", problem="Kits leave the line incomplete")
    assert [*form.choices("dimension")] == [*get_args(Dimension)]
    chosen = {"unit": "kits/shift", "better": "higher", "dimension": "capacity"}
    assert not await form.send(measure="full kits", baseline="40 in March 2026", **chosen)
    await stage.settled()
    framed = words(stage.by_the_bot()[-1])
    assert "full kits in kits/shift · capacity · higher is better" in framed
    later = "Full kits are at 35 kits a shift now, per the line log."
    _, card = await stage.say_and_hear(PRIYA.id, later)
    await stage.click_and_see(TOM.id, card, "record")
    told = words(await stage.command(HELEN.id, "/whatimproved improved Kitting line"))
    assert "full kits" in told.lower()
    assert "fewer" in told or "less" in told or "worse" in told.lower()
