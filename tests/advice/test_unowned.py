"""Who is said to own what nothing on record goes by is told so, beside what is taken."""

import pytest

from tests.advice.world import LEAD, World, card_of, words
from tests.builders import a_measure, an_investment

CONFIRM = "time to confirm an order"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"I own the {CONFIRM}. Rafael owns the integration with the ERP.", "the integration"),
        (f"I own the {CONFIRM} and <@URAF> will own the night shift rota.", "the night shift"),
        (f"The ward desk answers for the {CONFIRM}. Ana Lima looks after linen.", "linen"),
        (f"I own the {CONFIRM}.", None),
        ("Rafael owns the integration with the ERP.", None),
        ("Rafael owns the integration with the ERP. Ana owns the party.", None),
        (f"Nobody owns the {CONFIRM}. Rafael owns it.", None),
    ],
)
def test_an_owner_of_nothing_on_record_is_told_as_that(
    world: World, text: str, named: str | None
) -> None:
    """Beside the card of what is on record, and never of what is said of others alone."""
    world.begin(
        an_investment(name="Order portal", measures=(a_measure("m1", CONFIRM, unit="days"),))
    )
    told = words(world.say(text))
    assert ("goes by that name" in told) == (named is not None)
    assert named is None or f"“{named}" in told


def test_it_is_told_where_the_other_owner_is_known_already_and_to_who_speaks_to_us(
    world: World,
) -> None:
    """And who owns nothing yet is told as nobody on record."""
    world.begin(
        an_investment(
            name="Order portal",
            measures=(a_measure("m1", CONFIRM, unit="days"), a_measure("m2", "returns")),
        )
    )
    world.click("record", card_of(world.say(f"I own the {CONFIRM}.")).proposal)
    told = words(world.say(f"I own the {CONFIRM}. Rafael owns the integration with the ERP."))
    assert "“the integration with the ERP”: nothing of Order portal" in told
    assert "“linen”: nothing of Order portal" in words(world.say("Ana owns linen.", to_us=True))
    owners = words(world.say("who owns what?", to_us=True))
    assert f"{CONFIRM} – @{LEAD}; returns – nobody on record" in owners
