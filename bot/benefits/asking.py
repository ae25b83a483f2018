"""Asking a language model: what it is told, and what came of it. It reads and drafts; what it says
is checked by whoever asked, and decides nothing.
"""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar, get_args

from pydantic import BaseModel

from bot.benefits.facts import Value

Shape = TypeVar("Shape", bound=BaseModel)
"""What an answer must look like."""

Purpose = Literal["read", "extract", "phrase", "converse"]
"""What a model is asked for: to read an update, a reply to a question, to put a question into the
team's words, to speak about what is known.
"""

WhyNot = Literal["off", "budget", "resting", "late", "refused", "broken"]
"""Why there is no answer: none is set or none is wanted there; the day's tokens are used up; it
failed so often, or was so slow, that it is left alone for a while, or as many are asked as may be;
it took longer than anybody waits; it would not (its provider takes no key, or the model declined);
it failed, or said what has no such shape.
"""

WHY_NOTS: tuple[WhyNot, ...] = get_args(WhyNot)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


class Turn(Value):
    """Something said so far: by the person, whose words are untrusted, or by the bot."""

    by: Literal["person", "bot"]
    text: str


class Prompt(Value):
    """What a model is told: `system` is ours alone, what people wrote stands in the turns.

    `name` and `version` are those of the file in prompts/; an answer is remembered by both.
    """

    purpose: Purpose
    name: str
    version: str
    system: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Asked(Generic[Shape]):
    """What came of asking: a `value` of the shape wanted, or `why_not`; always exactly one of them.

    `tokens_in` and `tokens_out` are what was used up, for nothing too; `milliseconds` how long it
    took. What is `cached` was said before to the same prompt, and used nothing up.
    """

    value: Shape | None = None
    why_not: WhyNot | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    milliseconds: int = 0
    cached: bool = False

    def __post_init__(self) -> None:
        if (self.value is None) == (self.why_not is None):
            raise ValueError("there is an answer, or a reason why there is none")
