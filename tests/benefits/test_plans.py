"""What is only said of a plan is told from what was delivered."""

import pytest

from bot.benefits.practices.plans import is_of_the_plan


@pytest.mark.parametrize(
    "text",
    [
        "go-live moves by three weeks to 15 February",
        "the company decided to buy a new order portal, budget is £380k, go-live in nine weeks",
        "the supplier portal is added to the project",
        "The trust has agreed to replace the theatre booking system",
        "Budget for the new milking parlour is 120,000 EUR",
        "The launch of the tram app slips to May",
        "The council approved the budget",
        "Cut-over is now planned for the weekend of 4 June",
        "Business case was signed off on Monday",
        "We had to postpone the roll-out to the northern depots",
    ],
)
def test_what_is_decided_granted_or_moved_delivers_nothing(text: str) -> None:
    """In the words of any trade."""
    assert is_of_the_plan(text)


@pytest.mark.parametrize(
    "text",
    [
        "Go-live was on Monday and 210 people use it",
        "The app went live on time, as decided for the north",
        "We rolled out the scanners; the next launch is planned for May",
        "Training is done",
        "The portal is live",
        "We added the mobile app and 40 people use it",
        "Released version 2 of the booking form",
    ],
)
def test_what_was_done_stays_delivered(text: str) -> None:
    """Whatever else is said of the plan beside it."""
    assert not is_of_the_plan(text)
