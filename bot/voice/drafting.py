"""A language model words what is settled, and is checked; what does not hold is not said."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import BaseModel, Field

from bot.benefits.asking import Prompt
from bot.benefits.cut import cut
from bot.benefits.drafts import Drafted, LookUp, Material, PlainQuestion
from bot.ports import Model
from bot.voice import checks, replies
from prompts.told import Told, told

log = logging.getLogger(__name__)

LOOKS = 2
"""How many times something may be looked up before a reply."""

AT_ONCE = 3
"""Things looked up at a time."""

READ = 1_500
"""Characters of what somebody wrote that are shown."""


class Worded(BaseModel):
    """The question, worded anew."""

    text: str = Field(max_length=1_000)


class _Wish(BaseModel):
    where: Literal["passages", "record"]
    words: str = Field(max_length=200)


class _Sentence(BaseModel):
    text: str = Field(max_length=1_000)
    cites: list[str] = Field(max_length=20)


class Turn(BaseModel):
    """Something to look up, or the reply."""

    look_up: list[_Wish] = Field(default=[], max_length=20)
    sentences: list[_Sentence] = Field(default=[], max_length=40)


class ModelDrafts:
    """Words questions and drafts replies; None where plain words are better, or come sooner.

    It has so many `seconds` for a question or a reply, by the `timer`. `count` is told what was
    dropped, by the check that it failed; nothing of what it says is kept.
    """

    def __init__(
        self,
        model: Model,
        seconds: float,
        timer: Callable[[], float],
        count: Callable[[Counter[str]], None] = lambda _lacks: None,
    ) -> None:
        self._model = model
        self._seconds = seconds
        self._timer = timer
        self._count = count

    def question(
        self, workspace: str, channel: str, plain: PlainQuestion, update: str
    ) -> str | None:
        """A question in the team's words; it asks for the same."""
        shown = {"question": plain.text, "measure": plain.measure, "update": update}
        prompt = told("phrase").prompt({}, _no_longer(shown))
        found = self._model.ask(workspace, channel, prompt, Worded, self._seconds).value
        if found is None:
            return None
        text = " ".join(found.text.split())
        why = checks.question_fault(text, plain, update)
        if why is None:
            return text
        self._dropped("phrase", [why])
        return None

    def reply(
        self,
        workspace: str,
        channel: str,
        asked: str,
        material: Material,
        look_up: Callable[[LookUp], Material],
    ) -> Drafted | None:
        """A reply that rests on the material alone, or on what was looked up beside it."""
        until = self._timer() + self._seconds
        for left in range(LOOKS, -1, -1):
            rest = until - self._timer()
            if rest <= 0:
                return None
            prompt = _prompt(told("converse"), asked, material, left)
            turn = self._model.ask(workspace, channel, prompt, Turn, rest).value
            if turn is None:
                return None
            if not turn.look_up or not left:
                return self._checked(turn, material)
            for wish in turn.look_up[:AT_ONCE]:
                material = material.more(look_up(LookUp(where=wish.where, words=wish.words)))
        return None

    def _checked(self, turn: Turn, material: Material) -> Drafted | None:
        said = [(one.text, one.cites) for one in turn.sentences]
        drafted, dropped = replies.checked(said, material)
        self._dropped("converse", dropped)
        return drafted

    def _dropped(self, purpose: str, why: Sequence[str]) -> None:
        if why:
            self._count(Counter(why))
            log.info("of what a model drafted (%s) was dropped: %s", purpose, ", ".join(why))


def _prompt(words: Told, asked: str, material: Material, left: int) -> Prompt:
    passages = "\n".join(f"[{one.id}] {one.title}. {one.text}" for one in material.passages)
    rows = "\n".join(f"[{one.id}] {one.text}" for one in material.rows)
    shown = {"asked": asked, "passages": passages or "none", "record": rows or "none"}
    return words.prompt({"left": str(left)}, _no_longer(shown))


def _no_longer(shown: dict[str, str]) -> dict[str, str]:
    limit = {"passages": 12_000, "record": 6_000}
    return {name: cut(text, limit.get(name, READ)) for name, text in shown.items()}
