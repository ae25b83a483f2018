"""Days where working days were agreed may mean either; nothing else is asked about."""

import pytest

from bot.benefits import near
from tests.builders import a_fact, a_measure, a_record, a_statement, an_investment


@pytest.mark.parametrize(
    ("said", "agreed", "is_near"),
    [
        ("days", "working days", True),
        ("day", "business days", True),
        ("working days", "days", False),
        ("hours", "working days", False),
        (None, "working days", False),
        ("days", None, False),
    ],
)
def test_a_unit_is_near_that_lacks_the_word_for_working_time(
    said: str | None, agreed: str | None, is_near: bool
) -> None:
    """The other way round the words are exact."""
    assert near.is_near(said, agreed) is is_near


def test_a_figure_in_a_near_unit_is_read_both_ways() -> None:
    """The baseline's unit counts before the measure's; what corrects a figure is as it is said."""
    baseline = a_record(fact=a_fact(unit="working days"))
    agreed = near.agreed_units(an_investment(measures=(a_measure(),)), (), [baseline])
    assert agreed == {"m1": "working days"}
    target = a_statement(a_fact("target", 2, "2 days"))
    put_right = target.model_copy(update={"corrects": True})
    owner = a_statement(a_fact("owner", None, "Ada", person="Ada"))
    found = near.in_both([target, put_right, owner], agreed)
    assert [one.fact.unit for one in found] == ["working days", "days", "days", None]
    assert found[0].fact.either == found[1].fact.either is not None
    assert [one.fact.either for one in found[2:]] == [None, None]
    assert near.in_both([target], {}) == [target]
