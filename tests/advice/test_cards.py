"""What a card says of two figures."""

from typing import Any

import pytest

from bot.advice import cards, place
from tests.advice.world import World, card_of
from tests.builders import NOON, a_fact, a_statement, an_investment


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"value": 14}, {"value": 9}, "14 → 9 days, 5 days less (36%)"),
        ({"value": 14}, {"low": 2, "high": 3}, "14 → 2–3 days, at least 11 days less (79%)"),
        ({"low": 2, "high": 3}, {"value": 4}, "2–3 days → 4 days, at least 1 day more (33%)"),
        ({"value": 9}, {"value": 10, "bound": ">"}, "9 → over 10 days, at least 1 day more (11%)"),
        ({"value": 9}, {"value": 8, "bound": ">"}, "9 → over 8 days, by how much is not certain"),
        (
            {"value": 4.2, "unit": "GBP/parcel"},
            {"value": 3.1, "unit": "GBP/parcel"},
            "£4.20 → £3.10 a parcel, £1.10 a parcel less (26%)",
        ),
        ({"value": 3}, {"low": 2, "high": 3}, "3 → 2–3 days, by how much is not certain"),
        (
            {"value": 14},
            {"value": 36, "unit": "hours"},
            "14 days → 1.5 days (36 hours), 12.5 days less (89%)",
        ),
    ],
)
def test_a_range_or_a_bound_is_told_as_it_was_said_and_no_more_than_is_certain(
    before: dict[str, Any], after: dict[str, Any], said: str
) -> None:
    """No middle is made up, and no change beyond the nearer end."""
    usual = {"value": None, "unit": "days"}
    one, other = (a_statement(a_fact(**usual | given)) for given in (before, after))
    assert cards.movement(one, other) == said


def test_a_figure_from_before_the_baseline_is_told_as_no_change(world: World) -> None:
    """Nothing improved since a time that came later."""
    world.begin()
    before = "Claim handling time was 14 days in Q1 2026 before go-live, per the claims ledger."
    world.click("record", card_of(world.say(before)).proposal)
    card = card_of(world.say("Claim handling time is 9 days as of November 2025, per the ledger."))
    assert card.summary is not None
    assert "before the agreed baseline, 14 days (Q1 2026)" in card.summary
    assert "less" not in card.summary


def test_what_a_message_says_over_and_over_stands_on_the_card_once() -> None:
    """Forty thousand characters of one figure are one figure; another part is another one."""
    same = [
        a_fact("current", 4, "4 days").model_copy(update={"start": n, "end": n + 6})
        for n in range(900)
    ]
    north = a_fact("current", 4, "4 days", segment="north")
    source = place.Source(author="U1", said_at=NOON, channel="C1", ts="1.1", permalink=None)
    stated = place.placed([*same, north], an_investment(), source)
    assert [(one.fact.segment, one.fact.start) for one in stated] == [(None, 0), ("north", 0)]


def test_a_name_and_its_address_are_one_source(world: World) -> None:
    """On the card, and in an answer, where the name leads to the address."""
    world.begin()
    text = "Claim handling time is 9 days now, see the claims desk log <https://log.test/1>."
    card = card_of(world.say(text))
    [line] = [one for one in card.lines if one.label == "Source"]
    assert (line.after, line.href) == ("claims desk log", "https://log.test/1")
    world.click("record", card.proposal)
    [told] = world.improved("Claims portal")
    spans = [span for part in told.post.parts for line in part.lines for span in line]
    named = [(one.text, one.href) for one in spans if one.href and "log" in one.href]
    assert named == [("claims desk log", "https://log.test/1")]
