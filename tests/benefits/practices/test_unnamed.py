"""Who wishes not to be named is heard, and only what they tell beside it is."""

import pytest

from bot.benefits.practices.unnamed import told, wishes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Each claim is typed in twice, here and there. pls don't put my name to it",
            "Each claim is typed in twice, here and there",
        ),
        ("the forms are slow, please dont use my name", "the forms are slow"),
        ("I would like to say something about Claims portal without my name", ""),
        ("The forms are slow (keep my name out of it)", "The forms are slow"),
        ("can I tell you something anonymously?", ""),
    ],
)
def test_a_wish_not_to_be_named_is_heard(text: str, words: str) -> None:
    """And is no part of what is told."""
    assert wishes(text)
    assert told(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "I don't see my name on the list for training.",
        "My name is on the list.",
        "Anonymous visitors cannot log in.",
        "Claims take 9 days now.",
    ],
)
def test_what_only_speaks_of_names_is_no_wish(text: str) -> None:
    """It is read as what it is."""
    assert not wishes(text)
