"""Public holidays of a country, by its code."""

from datetime import date

import pytest

from bot.errors import NotFoundError
from bot.workdays import public_holidays


def test_a_country_rests_on_its_own_days_and_a_part_of_it_on_more() -> None:
    """Scotland begins the year with two of them; small letters are the same code."""
    whole, part = public_holidays("GB", 2026), public_holidays("gb-sct", 2026)
    assert date(2026, 12, 25) in whole & part
    assert date(2026, 1, 2) in part - whole


@pytest.mark.parametrize("code", ["", "XX", "GB-XX", "United Kingdom", "-", "GB-SCT-X"])
def test_a_code_nobody_keeps_holidays_of_is_an_error(code: str) -> None:
    """An empty list would have people asked on their holidays."""
    with pytest.raises(NotFoundError):
        public_holidays(code, 2026)
