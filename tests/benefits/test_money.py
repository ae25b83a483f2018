"""What an investment may cost, has cost and is said to bring is told apart from what it changed."""

import pytest

from bot.benefits.practices.money import is_all, told

OWN = ("Order portal",)


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        (
            "Budget for the order portal was £380k, spent so far £412k. "
            "It saves about £60k a year of typing.",
            {"budget": "£380k", "cost": "£412k", "value": "£60k a year"},
        ),
        ("the order portal cost £412k in total", {"cost": "£412k"}),
        (
            "The budget is €1.2m and we have spent 900k EUR so far.",
            {"budget": "€1.2m", "cost": "900k EUR"},
        ),
        ("Spent so far: $2.3m of the $2.5m budget.", {"cost": "$2.3m", "budget": "$2.5m"}),
        ("The licence is CHF 48,000 a year.", {"cost": "CHF 48,000 a year"}),
        ("It cost us 200k EUR all in.", {"cost": "200k EUR"}),
        ("The project came in at £412k.", {"cost": "£412k"}),
        ("Total cost of the rollout was £1.1m.", {"cost": "£1.1m"}),
        ("We paid the vendor $120k for it.", {"cost": "$120k"}),
        ("The board approved a budget of £2m for the portal.", {"budget": "£2m"}),
        ("We have invested 3 million euros in the system so far.", {"cost": "3 million euros"}),
    ],
)
def test_money_is_told_as_what_it_is(text: str, sums: dict[str, str]) -> None:
    """In several trades and currencies, and as all that is told."""
    found = told(text, OWN)
    assert {one.what: one.amount.strip() for one in found} == sums
    assert is_all(f"<@UBOT> {text}", found)


@pytest.mark.parametrize(
    "text",
    [
        "Each order costs £14 to enter.",
        "Cost per order came in at £3.20.",
        "Hosting cost is down from £4k to £3k a month.",
        "Monthly hosting cost is £3k now.",
        "Marketing budget is £50k.",
        "Budget for the warehouse scanners is £90k.",
        "We spent £40k on temps last year.",
        "A late delivery cost us £200k.",
        "The portal might cost £400k.",
        "The budget is not £380k.",
        "What did the portal cost, £412k?",
        "Cost of rework was £30k in Q1",
        "Fraud losses were £412k in total",
        "Revenue came to £2m in March.",
        "It saves £20k a year in printing.",
        "Going live took nine weeks.",
    ],
)
def test_a_measure_that_is_a_cost_stays_a_measure(text: str) -> None:
    """And what is of another thing, supposed, denied or asked is no money of this investment."""
    assert told(text, OWN) == []


def test_a_figure_of_an_agreed_measure_is_none_of_it() -> None:
    """Who agreed to measure what the licence costs has measured it."""
    said = "The licence cost is £48,000 a year"
    assert told(said, OWN)
    assert told(said, OWN, ["licence cost"]) == []
