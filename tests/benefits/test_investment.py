"""The profile of an investment."""

from datetime import date

import pytest
from pydantic import ValidationError

from bot.benefits.investment import Investment, Measure, Noise


def test_everything_but_a_name_is_optional() -> None:
    """Nothing is invented for what nobody said."""
    bare = Investment(id="i1", name="CRM", channel="C1", measures=(Measure(id="m", name="age"),))
    assert bare.review_dates == ()
    assert not bare.confidential
    assert (bare.measures[0].noise, bare.measures[0].dimension, bare.measures[0].rhythm) == (
        None,
        None,
        28,
    )


@pytest.mark.parametrize(
    ("known", "reviews"),
    [
        ({}, ()),
        ({"go_live": date(2026, 8, 31)}, ((2026, 9, 30), (2026, 11, 30), (2027, 2, 28))),
        ({"first_review": date(2026, 5, 1)}, ((2026, 5, 1),)),
        (
            {"go_live": date(2026, 1, 1), "first_review": date(2026, 3, 1)},
            ((2026, 3, 1), (2026, 4, 1), (2026, 7, 1)),
        ),
        (
            {"go_live": date(2026, 1, 1), "reviews": (date(2026, 9, 1), date(2026, 6, 1))},
            ((2026, 6, 1), (2026, 9, 1)),
        ),
    ],
)
def test_reviews_are_as_set_else_one_three_and_six_months_after_go_live(
    known: dict[str, object], reviews: tuple[tuple[int, int, int], ...]
) -> None:
    """A month without that day gives its last one."""
    home = Investment.model_validate({"id": "i1", "name": "CRM", "channel": "C1", **known})
    assert home.review_dates == tuple(date(*day) for day in reviews)


@pytest.mark.parametrize("given", [{}, {"share": 0.1, "absolute": 2}, {"share": -0.1}])
def test_noise_is_a_share_or_an_amount(given: dict[str, float]) -> None:
    """Never both, never neither, never below nothing."""
    with pytest.raises(ValidationError):
        Noise(**given)


def test_a_measure_is_known_by_each_of_its_names() -> None:
    """Its own comes first."""
    assert Measure(id="m", name="age", aliases=("queue age",)).names == ("age", "queue age")
