"""A button of a practice finds it by the name its reference begins with."""

import logging
from datetime import datetime

import pytest

from bot.advice import practise
from bot.advice.doors import Doors
from bot.advice.practices.practised import Practised
from bot.benefits.conversation import Clicked, Posted
from bot.errors import ChatError
from tests.advice.world import World, card_of


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


def test_a_practice_that_cannot_read_a_message_costs_no_figure(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Which one and what kind of error is logged, and no word of the message; where Slack fails the
    whole message is tried again.
    """
    wrong: list[Exception] = [OverflowError("claim handling")]

    def hears(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
        raise wrong[0]

    monkeypatch.setattr(practise, "PRACTICES", {"scope": Practised(hears=hears)})
    world.begin()
    with caplog.at_level(logging.ERROR):
        sent = world.say("Claim handling time is 9 days now, it was 14 days in 2025.")
    assert card_of(sent).proposal
    [told] = caplog.messages
    assert "was not heard by scope (OverflowError)" in told
    assert "handling" not in told
    wrong[0] = ChatError("away")
    with pytest.raises(ChatError):
        world.say("Claim handling time is 8 days now, it was 14 days in 2025.")
