"""Words that leave a field as open as it was are told from those that fill it."""

import pytest

from bot.benefits.blank import is_blank


@pytest.mark.parametrize(
    "text",
    [
        *("dont know yet", "I don't know", "n/a", "N.A.", "tbd", "TBC", "?", "???", "-", "…"),
        *("not known yet", "unknown", "no idea", "to be decided", "none yet", "Not sure yet."),
    ],
)
def test_words_for_nothing_leave_a_field_open(text: str) -> None:
    """However they are put."""
    assert is_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        *("nothing", "none", "2 days", "no delay", "we don't know where a case is", "0", "Ana"),
        *("not known to the wards, so they ring", "unknown callers ring twice", "USPONSOR", "no"),
        *("%", "£", "°"),
    ],
)
def test_what_tells_something_fills_it(text: str) -> None:
    """Also where it tells that there is nothing, or of what is not known."""
    assert not is_blank(text)
