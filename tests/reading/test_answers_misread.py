"""Replies that were once misread, kept as ways of saying things."""

from datetime import date

import pytest

from bot.benefits.reading import AnswerContext
from bot.reading import answers

ASKED = AnswerContext(
    asked="owner", measure="scrap rate", today=date(2026, 11, 20), sender="U0AMARA001"
)


@pytest.mark.parametrize(
    ("reply", "person"),
    [
        ("Marta Silva, production manager. We don't have a target.", "Marta Silva"),
        ("no I do know, it's Marta Silva", "Marta Silva"),
        ("it's Kofi Mensah now", "Kofi Mensah"),
        ("I do", "U0AMARA001"),
    ],
)
def test_a_name_is_an_answer_whatever_else_is_not_known(reply: str, person: str) -> None:
    """Who owns it was said; that there is no target, or that one does know, is another matter."""
    found = answers.read(reply, ASKED)
    assert found.kind == "answer"
    assert [fact.person for fact in found.facts if fact.slot == "owner"] == [person]


@pytest.mark.parametrize(
    "reply", ["No idea, sorry. Maybe later.", "I do know it hurts", "not me", "sorry, 16"]
)
def test_no_name_is_no_answer(reply: str) -> None:
    """Nobody is made an owner by a figure of speech."""
    found = answers.read(reply, ASKED)
    assert [fact for fact in found.facts if fact.slot == "owner"] == []
