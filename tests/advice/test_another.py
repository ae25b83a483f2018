"""A figure claimed of something else is no claim of the only measure there is."""

import pytest

from bot.advice.another import is_of_another
from tests.advice.test_report import answer, part
from tests.advice.world import World
from tests.builders import a_claim, a_measure, a_noticed, an_investment

ORDERS = an_investment(name="Order portal", measures=(a_measure("m1", "order confirmation time"),))


@pytest.mark.parametrize(
    ("words", "is_another"),
    [
        ("Refunds take 9 days now", True),
        ("our refunds now take only 9 days", True),
        ("complaints fell to 12 a week", True),
        ("Site visits are down to 3 a month", True),
        ("Orders take 2.8 working days to confirm now", False),
        ("confirmations are at 2 days", False),
        ("It takes 2.8 days now", False),
        ("this is 3 days now", False),
        ("this process takes 9 days now", False),
        ("2.8 working days now", False),
        ("For inpatients alone it is 19 hours", False),
        ("everything is much faster", False),
        ("people wait 2 days less", False),
    ],
)
def test_what_a_figure_is_of_is_told_by_its_subject(words: str, is_another: bool) -> None:
    """A word of a measure, of the investment or of its problem keeps it; so does none at all."""
    assert is_of_another(words, ORDERS) is is_another


def test_it_stands_on_its_own_beside_the_claims(world: World) -> None:
    """The measure has no figure by it; the words are told, as not recorded."""
    world.begin(ORDERS)
    claim = a_noticed(a_claim("Refunds take 9 days now", kind="outcome"), said_at=world.now)
    with world.records.work("T1") as work:
        work.notice("n1", claim)
        work.commit()
    found = answer(world)
    [line] = part(found, "Claimed, not evidenced")
    assert line.startswith("Order portal: “Refunds take 9 days now” (said 1 June 2026")
    assert "not recorded yet" in line
    assert "Refunds" not in "".join(part(found, "Not known"))
    assert [one.verdict for one in found.positions] == ["not_measured"]
