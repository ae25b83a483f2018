"""A figure whose name was misread, beside the name of a measure on record."""

import pytest

from bot.advice import nearest, place
from bot.advice.place import with_new_measures
from tests.builders import a_fact, a_measure, an_investment

HOME = an_investment(measures=(a_measure(name="permit wait"), a_measure("m2", name="desk visits")))


@pytest.mark.parametrize(
    ("read", "quote", "is_told"),
    [
        ("since the move", "Since the move permit wait is down to 5 days", True),
        ("thanks to the portal", "Thanks to the portal the permit wait fell by 5 days", True),
        ("overtime", "With the permit wait gone overtime is at 5 days", False),
        ("overtime", "Overtime is 5 days, half of the permit wait", False),
        ("overtime", "Overtime and then permit wait and desk visits are 5 days", False),
        ("permit wait at the desk", "permit wait at the desk is 5 days", False),
        ("overtime", "Overtime, unlike permit wait, is five days", False),
        ("backlog", "the queue is 5 days", False),
    ],
)
def test_the_name_next_to_a_figure_is_the_one_it_is_of(
    read: str, quote: str, is_told: bool
) -> None:
    """Words before it make no new measure; a name that comes first, or after, does not count."""
    fact = a_fact("current", value=5, measure=read, quote=quote)
    assert nearest.told(fact, HOME) is is_told
    assert (with_new_measures(HOME, [fact]) == HOME) is (is_told or "at the desk" in read)


@pytest.mark.parametrize(
    ("name", "is_torn"),
    [
        ("open the app every week and", True),
        ("through the app in March", True),
        ("number of", True),
        ("since launch", True),
        ("time to check in", False),
        ("through-put", False),
        ("thanks given", True),
        ("orders right first time", False),
    ],
)
def test_a_piece_of_a_sentence_is_no_name(name: str, is_torn: bool) -> None:
    """Its figure makes no measure, unless somebody agreed to measure by it."""
    fact = a_fact("current", value=5, measure=name, quote=f"{name} 5 days")
    nameless = a_fact("current", value=100, quote=fact.quote)
    assert (not place.of_outcomes([fact, nameless], HOME)) is is_torn
    agreed = an_investment(measures=(a_measure(name=name),))
    assert place.of_outcomes([fact], agreed) == [fact]


def test_a_range_and_a_nameless_figure_have_no_place() -> None:
    """Then what was read stands."""
    some = {"measure": "since the move", "quote": "since the move permit wait is 4-5 days"}
    assert not nearest.told(a_fact("current", value=None, low=4, high=5, **some), HOME)
    assert not nearest.told(a_fact("current", value=5, quote="permit wait 5 days"), HOME)
