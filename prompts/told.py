"""What a language model is told: a file a purpose in this folder, read and checked before use.

A file begins with its name, version, purpose and variables between two lines of dashes. What
stands next is ours alone, the system's words, and names `variables`, which only our own words may
fill. After one more line of dashes stands what is shown in the person's turn; it names `shown`,
which may hold what anybody wrote.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from pydantic import Field

from bot.benefits.asking import Prompt, Purpose, Turn
from bot.benefits.facts import Value
from bot.errors import PromptsError
from prompts import strict_yaml
from prompts.templates import Template

ENDING: Final = ".md"

_DASHES = "---"

_MARK = re.compile(r"<(\w+)>")
_OPENS = "[<\N{FULLWIDTH LESS-THAN SIGN}\N{SMALL LESS-THAN SIGN}]"
"""What begins a mark, in any of the letters that a model may take for it."""


class _Front(Value):
    """What a file tells of itself; the variables with what each of them means."""

    name: str
    version: str = Field(min_length=1, max_length=20)
    purpose: Purpose
    variables: Mapping[str, str] = {}
    shown: Mapping[str, str] = {}


class Told(Value):
    """What a model is told for a purpose, checked. `version` changes whenever the file does."""

    name: str
    version: str
    purpose: Purpose
    system: Template
    turn: Template

    def prompt(
        self, ours: Mapping[str, str], shown: Mapping[str, str], before: Sequence[Turn] = ()
    ) -> Prompt:
        """The prompt with every place filled, after the turns `before` it; braces within values
        stay as they are, and no value of `shown` begins or ends a mark that the turn sets around
        what others wrote.

        Raises PromptsError where a variable is missing or not known to the file.
        """
        bare = {name: self._bare(text) for name, text in shown.items()}
        last = Turn(by="person", text=self.turn.fill(**bare))
        return Prompt(
            purpose=self.purpose,
            name=self.name,
            version=self.version,
            system=self.system.fill(**ours),
            turns=(*before, last),
        )

    def _bare(self, text: str) -> str:
        names = "|".join(_MARK.findall(self.turn.text))
        if not names:
            return text
        return re.sub(rf"{_OPENS}(?=[\W_]{{0,5}}(?:{names})\b)", "‹", text, flags=re.IGNORECASE)


@cache
def told(name: str) -> Told:
    """What prompts/NAME.md tells. Raises PromptsError with the first mistake in it."""
    return load_told(name, files("prompts"))


def load_told(name: str, folder: Traversable) -> Told:
    """The same of another folder."""
    file = f"{name}{ENDING}"
    try:
        source = (folder / file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptsError(f"{file}: {error}") from error
    front, system, turn = _parts(file, source)
    for fault in _faults(name, front, system, turn):
        raise PromptsError(f"{file}: {fault}")
    mark = hashlib.sha256(source.encode()).hexdigest()[:8]
    return Told(
        name=name,
        version=f"{front.version}+{mark}",
        purpose=front.purpose,
        system=system,
        turn=turn,
    )


def _parts(file: str, source: str) -> tuple[_Front, Template, Template]:
    """What it tells of itself, the system's words and the turn's."""
    parts = [""]
    for line in source.splitlines():
        if line.strip() == _DASHES:
            parts.append("")
        else:
            parts[-1] += f"{line}\n"
    if len(parts) != 4 or parts[0].strip():
        raise PromptsError(f"{file}: not front matter, system and turn, parted by lines of dashes")
    words = [
        Template(name=f"{file}, {part}", text=text.strip())
        for part, text in zip(("system", "turn"), parts[2:], strict=True)
    ]
    front = strict_yaml.checked(file, parts[1], _Front, "front matter")
    return front, words[0], words[1]


def _faults(name: str, front: _Front, system: Template, turn: Template) -> Iterator[str]:
    if front.name != name:
        yield f"calls itself {front.name!r}"
    for words, given, where in (
        (system, front.variables, "variables"),
        (turn, front.shown, "shown"),
    ):
        if not words.text:
            yield f"{words.name} is empty"
        if unknown := sorted(words.variables - given.keys()):
            yield f"{', '.join(unknown)} not among {where}"
        if idle := sorted(given.keys() - words.variables):
            yield f"{', '.join(idle)} among {where}, used by no text"
