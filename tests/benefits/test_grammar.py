"""Questions speak of a measure as one thing or several, as its name does."""

import pytest

from bot.benefits.grammar import is_plural, verbs


@pytest.mark.parametrize(
    "name",
    ["calls about refunds", "open complaints", "hand-offs per order", "errors", "waiting times"],
)
def test_several_are_spoken_of_as_several(name: str) -> None:
    """ "What were calls about refunds", not "what was"."""
    assert is_plural(name)
    assert verbs(name) == {"was": "were", "is": "are", "has": "have", "does": "do"}


@pytest.mark.parametrize(
    "name",
    ["quote-to-cash", "time to answer calls", "customer access", "NPS", "share of late orders", ""],
)
def test_one_is_spoken_of_as_one(name: str) -> None:
    """The words behind "to" or "of" do not count, and not every last s is a plural."""
    assert not is_plural(name)
    assert verbs(name)["was"] == "was"
