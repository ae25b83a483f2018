"""What counts as delivered for an investment: its own, and not how the systems run."""

import pytest

from bot.advice.delivered import delivered
from bot.ports import Noticed
from tests.advice.test_report import answer, part
from tests.advice.world import LEAD, OWNER, World, words
from tests.builders import a_claim, a_noticed, an_investment

HOMES = [an_investment(name="Order portal", aliases=("OP2",))]


def said(quote: str, *kinds: str, ts: str = "1.1") -> list[Noticed]:
    """One thing said in a message, read as each of these kinds."""
    return [a_noticed(a_claim(quote, kind=kind), ts=ts) for kind in kinds]


@pytest.mark.parametrize(
    ("quote", "kinds", "is_kept"),
    [
        ("uptime 99.95 %", ("technical_health",), False),
        ("all servers patched", ("milestone", "technical_health"), False),
        ("31 tickets closed within SLA", ("technical_health",), False),
        ("backups ran every night", ("technical_health",), False),
        ("the order portal was up 99.9% of the month", ("technical_health",), True),
        ("OP2 had no outage", ("technical_health",), True),
        ("the order portal is live", ("milestone",), True),
        ("9 workflows automated", ("automation",), True),
        ("210 users", ("adoption",), True),
    ],
)
def test_how_systems_run_is_a_delivery_of_what_it_names_alone(
    quote: str, kinds: tuple[str, ...], is_kept: bool
) -> None:
    """Uptime, patches, backups and tickets are reported wherever IT is asked."""
    assert bool(delivered(said(quote, *kinds), HOMES)) is is_kept


def test_a_status_of_operations_is_told_nowhere_as_what_an_investment_delivered(
    world: World,
) -> None:
    """In the answer, the review and the forum; what was delivered stays."""
    world.begin(name="Order portal")
    world.say("Status IT: uptime 99.95 %, all patches current, 31 tickets closed within SLA", OWNER)
    assert part(answer(world), "Delivered") == []
    assert "deliveries reported" not in words(world.command("review", "", LEAD))
    assert "99.95" not in words(world.command("forum", "now"))
    world.say("Order portal is live, 210 users, 9 workflows automated.")
    assert "9 workflows automated" in part(answer(world), "Delivered")[0]
