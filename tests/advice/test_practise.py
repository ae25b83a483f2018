"""A button of a practice finds it by the name its reference begins with."""

from datetime import datetime

import pytest

from bot.advice import practise
from bot.advice.doors import Doors
from bot.advice.practices.practised import Practised
from bot.benefits.conversation import Clicked
from tests.advice.world import World


def test_a_button_is_pressed_where_its_reference_leads(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The practice finishes it; a button nothing knows any more does nothing, and is finished."""
    pressed: list[str] = []

    def press(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
        pressed.append(click.ref)
        with doors.records.work(click.workspace) as work:
            work.finish(event, now)
            work.commit()

    monkeypatch.setattr(practise, "PRACTICES", {"forum": Practised(presses={"answered": press})})
    world.click("practice", "answered:q1:yes")
    assert world.click("practice", "unheard:of") == []
    assert pressed == ["answered:q1:yes"]
