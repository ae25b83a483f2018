"""A long text is cut where nothing is halved."""

import pytest

from bot.benefits.cut import cut

CUT = {
    "We went live": "We went live",
    "We went live.": "We went",
    "We went sk-proj-1234": "We went",
    "call +44 20 7946 0958": "call",
    "x" * 13: "",
    "進捗は順調に進んでいますので一安心": "進捗は順調に進んでいますので"[:12],
    "": "",
}


@pytest.mark.parametrize("text", CUT)
def test_what_is_cut_ends_in_no_half_of_a_word_or_number(text: str) -> None:
    """Half a key, or half a telephone number, would leave as it is."""
    assert cut(text, 12) == CUT[text]
