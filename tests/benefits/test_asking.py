"""What came of asking a language model."""

import pytest
from pydantic import BaseModel

from bot.benefits.asking import WHY_NOTS, Asked, Prompt, Turn
from tests.fakes import ScriptedModel


class Line(BaseModel):
    """What is asked for here."""

    says: str


PROMPT = Prompt(
    purpose="phrase",
    name="phrase",
    version="1",
    system="Say it in their words.",
    turns=(Turn(by="person", text="How?"),),
)


def test_there_is_an_answer_or_a_reason_and_never_both() -> None:
    """Whoever asks looks at one of the two."""
    for wrong in ({}, {"value": Line(says="a"), "why_not": "late"}):
        with pytest.raises(ValueError, match="a reason"):
            Asked(**wrong)  # type: ignore[arg-type]


def test_the_scripted_model_says_its_lines_in_turn_and_is_off_after_them() -> None:
    """A test may trust it as it trusts the real one."""
    lines: list[object] = [{"says": "hi"}, Line(says="ho"), {"sings": "la"}, *WHY_NOTS]
    model = ScriptedModel(*lines, lambda shown: {"says": shown.name}, off_in=[("T1", "C2")])
    came = [model.ask("T1", "C1", PROMPT, Line, 1) for _ in [*model.script, 0]]
    said = [one.value.says if one.value else one.why_not for one in came]
    assert said == ["hi", "ho", "broken", *WHY_NOTS, "phrase", "off"]
    assert model.ask("T1", "C2", PROMPT, Line, 1).why_not == "off"
    assert [prompt for _, _, prompt in model.asked] == [PROMPT] * len(came)
