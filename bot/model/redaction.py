"""Redaction: addresses, telephone numbers and keys stay here, whatever is sent to a model.

Each is told by a stand-in such as `[email-1]`, the same wherever it stands in a prompt, and put
back where the model repeats it: a quote of the text is then letter by letter what was written.
"""

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, Final

from bot.benefits.asking import Prompt, Turn

_DIGITS: Final = range(9, 16)
"""How many digits a telephone number has; fewer are a figure."""

_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")

_PHONE: Final = re.compile(
    r"""(?<![\w.,+/-]) (?:
          \+ \d [\d\s()./-]{6,20} \d               # +44 20 7946 0958
        | \(? 0\d{1,4} \)? [\s./-]? \d{3,4} [\s./-]? \d{3,4}    # 020 7946 0958
        | \(\d{3}\) \s? \d{3} [-.\s] \d{4}         # (415) 555-0123
        | \d{3} ([-.]) \d{3} \1 \d{4}              # 415-555-0123
        ) (?! [\w%] | [.,]\d )""",
    re.VERBOSE,
)

_KEYS: Final = (
    re.compile(
        r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}KEY-----|\Z)"
    ),
    re.compile(
        r"""(?<![A-Za-z0-9]) (?:
              (?:sk|pk|rk)[-_][\w-]{16,} | xox[a-z]-[\w-]{10,} | xapp-[\w-]{10,}
            | gh[pousr]_\w{20,} | github_pat_\w{20,} | glpat-[\w-]{16,} | hf_\w{20,}
            | AKIA[0-9A-Z]{16} | AIza[\w-]{30,} | eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*
            )""",
        re.VERBOSE,
    ),
    re.compile(r"(?<=://)([^\s/@|<>]{1,100}:[^\s/@|<>]{1,100})(?=@)"),
    re.compile(
        r"[?&](?:access_token|token|api_?key|key|sig|signature|secret|password)=([^\s&|<>\"']{6,})",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:password|passwd|passphrase|pwd)\s*[:=]\s*[\"'`]?([^\s\"'`]{4,})", re.I),
    re.compile(
        r"\b(?:secret|token|(?:api|access|private)[ _-]?key|bearer)\b(?:\s*[:=]\s*|\s+is\s+|\s+)"
        r"[\"'`]?((?=[^\s\"'`]{0,200}\d)(?=[^\s\"'`]{0,200}[A-Za-z])[^\s\"'`]{12,})",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\w)(?=\w{0,200}\d)(?=\w{0,200}[A-Za-z])[A-Za-z0-9_]{32,}(?!\w)"),
    re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{38,}={1,2}"),
)
"""What a key looks like, by its beginning, by what it is called, or by being long and no word."""


class Redaction:
    """What was left out of one prompt, and what stands for it."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self._texts = texts
        self._stand_ins: dict[str, str] = {}
        self._numbers: dict[str, Iterator[int]] = {}

    def hide(self, text: str) -> str:
        """The text with stand-ins; what is no secret stays letter by letter."""
        for pattern in _KEYS:
            text = pattern.sub(self._hidden("key"), text)
        text = _EMAIL.sub(self._hidden("email"), text)
        return _PHONE.sub(self._phone, text)

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
        return self._stand_in("phone", found[0]) if digits in _DIGITS else found[0]

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
