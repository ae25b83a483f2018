"""What is asked of models in these tests."""

from pydantic import BaseModel, ConfigDict

from bot.benefits.asking import Prompt, Purpose, Turn
from bot.model.line import Line, Loop
from bot.model.providers import Choice


class Words(BaseModel):
    """Say something."""

    model_config = ConfigDict(extra="forbid")

    says: str


SCHEMA = Words.model_json_schema()


def a_prompt(
    text: str = "We cut it from 21 to 16 days.", purpose: Purpose = "read", version: str = "1"
) -> Prompt:
    """A prompt with one turn of a person."""
    turns = (Turn(by="person", text=text),)
    return Prompt(purpose=purpose, name=purpose, version=version, system="Read this.", turns=turns)


def a_line(url: str, loop: Loop, key: str | None = "sk-test") -> Line:
    """A line to a scripted server, through the real client."""
    return Line(Choice("openai", "scripted", url, key), loop)
