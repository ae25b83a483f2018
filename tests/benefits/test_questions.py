"""How a gap is worded."""

import pytest

from bot.benefits.questions import wording_for


def test_a_gap_without_a_plain_wording_is_an_error() -> None:
    """The texts are checked for it when they are loaded."""
    with pytest.raises(LookupError):
        wording_for("owner", "any", ())
