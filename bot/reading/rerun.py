"""A run of a language model, kept in a file and told again without one."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from bot.benefits.asking import WHY_NOTS, Asked, Prompt, Shape, WhyNot
from bot.errors import WhatImprovedError
from bot.ports import Model

_KEPT = ("why_not", "tokens_in", "tokens_out", "milliseconds")


class RunError(WhatImprovedError):
    """A run of a model could not be read or kept. Each of its lines is one answer, as `--record`
    wrote it:
    """


def name_of(prompt: Prompt) -> str:
    """What an answer is found again by: what was asked for, and the words it was asked about."""
    words = "\x1f".join((prompt.purpose, prompt.name, *(turn.text for turn in prompt.turns)))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:24]


class RecordingModel:
    """A model whose answers are kept, a line each, as they come."""

    def __init__(self, model: Model, file: IO[str]) -> None:
        self._model = model
        self._file = file

    def is_on(self, workspace: str, channel: str) -> bool:
        """As the model."""
        return self._model.is_on(workspace, channel)

    def ask(
        self, workspace: str, channel: str, prompt: Prompt, shape: type[Shape], within: float
    ) -> Asked[Shape]:
        """As the model. Raises RunError where it cannot be kept."""
        asked = self._model.ask(workspace, channel, prompt, shape, within)
        row: dict[str, Any] = {"prompt": name_of(prompt), "version": prompt.version}
        row |= {key: getattr(asked, key) for key in _KEPT}
        row["value"] = asked.value.model_dump(mode="json") if asked.value is not None else None
        try:
            self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
        except (OSError, ValueError) as error:
            raise RunError(f"{self._file.name}: {error}.") from error
        return asked


class RerunModel:
    """Says what was said in a run; off for what was not asked in it, which `missing` counts."""

    def __init__(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        self._rows = rows
        self.missing = 0

    @classmethod
    def of(cls, path: Path) -> "RerunModel":
        """The run kept in a file. Raises RunError, with the line, where there is none."""
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise RunError(f"{path}.") from error
        rows = {}
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                rows[str(row["prompt"])] = dict(row)
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                raise RunError(f"{path}, line {number}.") from error
        return cls(rows)

    def is_on(self, workspace: str, channel: str) -> bool:  # noqa: ARG002 - as the door is called
        """Everywhere."""
        return True

    def ask(
        self,
        workspace: str,  # noqa: ARG002
        channel: str,  # noqa: ARG002
        prompt: Prompt,
        shape: type[Shape],
        within: float,  # noqa: ARG002
    ) -> Asked[Shape]:
        """What it said then, with what it used and took then."""
        row = self._rows.get(name_of(prompt))
        if row is None:
            self.missing += 1
            return Asked(why_not="off")
        kept = Asked[Shape](
            why_not=_why_not(row),
            tokens_in=_whole(row, "tokens_in"),
            tokens_out=_whole(row, "tokens_out"),
            milliseconds=_whole(row, "milliseconds"),
        )
        try:
            value = shape.model_validate(row["value"])
        except (ValidationError, KeyError):
            return kept
        return replace(kept, value=value, why_not=None)


def _why_not(row: Mapping[str, Any]) -> WhyNot:
    return next((one for one in WHY_NOTS if one == row.get("why_not")), "broken")


def _whole(row: Mapping[str, Any], key: str) -> int:
    found = row.get(key)
    return found if isinstance(found, int) else 0
