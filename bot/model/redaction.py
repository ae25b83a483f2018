"""Redaction: what looks like an address, a telephone number or a key stays here, whatever is sent.

Each is told by a stand-in such as `[email-1]`, the same wherever it stands in a prompt, and put
back where the model repeats it: a quote of the text is then letter by letter what was written.
"""

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from bot.benefits.asking import Prompt, Turn
from bot.model.shapes import DIGITS, EMAIL, KEYS, PHONE


class Redaction:
    """What was left out of one prompt, and what stands for it."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self._texts = texts
        self._stand_ins: dict[str, str] = {}
        self._numbers: dict[str, Iterator[int]] = {}

    def hide(self, text: str) -> str:
        """The text with stand-ins; what is no secret stays letter by letter."""
        for pattern in KEYS:
            text = pattern.sub(self._hidden("key"), text)
        text = EMAIL.sub(self._hidden("email"), text)
        return PHONE.sub(self._phone, text)

    def show(self, value: Any) -> Any:
        """What a model said, its strings with what the stand-ins stand for."""
        if isinstance(value, str):
            return self._shown(value)
        if isinstance(value, dict):
            return {key: self.show(one) for key, one in value.items()}
        return [self.show(one) for one in value] if isinstance(value, list) else value

    def _shown(self, text: str) -> str:
        for secret, stand_in in self._stand_ins.items():
            text = text.replace(stand_in, secret)
        return text

    def _phone(self, found: re.Match[str]) -> str:
        digits = sum(one.isdigit() for one in found[0])
        return self._stand_in("phone", found[0]) if digits in DIGITS else found[0]

    def _hidden(self, kind: str) -> Callable[[re.Match[str]], str]:
        def hidden(found: re.Match[str]) -> str:
            group = 1 if found.re.groups and found[1] is not None else 0
            secret = found[group]
            if any(one in secret for one in self._stand_ins.values()):
                return found[0]
            start, end = (one - found.start() for one in found.span(group))
            return f"{found[0][:start]}{self._stand_in(kind, secret)}{found[0][end:]}"

        return hidden

    def _stand_in(self, kind: str, secret: str) -> str:
        """The same for the same secret, and one that nobody wrote."""
        if secret not in self._stand_ins:
            numbers = self._numbers.setdefault(kind, count(1))
            names = (f"[{kind}-{number}]" for number in numbers)
            free = (name for name in names if not any(name in text for text in self._texts))
            self._stand_ins[secret] = next(free)
        return self._stand_ins[secret]


def redacted(prompt: Prompt) -> tuple[Prompt, Redaction]:
    """The prompt as it may leave, and what puts back what was taken out."""
    kept = Redaction((prompt.system, *(one.text for one in prompt.turns)))
    turns = tuple(Turn(by=one.by, text=kept.hide(one.text)) for one in prompt.turns)
    shown = {"system": kept.hide(prompt.system), "turns": turns}
    return prompt.model_copy(update=shown), kept
