"""Labelled passages, the same shape for learning and for measuring."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.benefits.reading import DELIVERY
from bot.errors import WhatImprovedError
from bot.reading.scoring import LABELS


class ExamplesError(WhatImprovedError):
    """A file of labelled passages could not be read. Each line holds "text" and the labels:"""


@dataclass(frozen=True)
class Example:
    """A passage and what is true of it; None where it was not ruled.

    `group`: its trade; `home`: the name of its file, which holds one sort of text.
    """

    id: str
    text: str
    labels: Mapping[str, bool | None]
    group: str
    home: str = ""


def load(paths: Iterable[Path]) -> list[Example]:
    """The passages of files of JSON lines, in order. Raises ExamplesError with file and line."""
    return [one for path in paths for one in _of_file(path)]


def _of_file(path: Path) -> list[Example]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ExamplesError(f"{path} is no readable text.") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            found.append(_example(line, f"{path}, line {number}", path.stem))
    return found


def _example(line: str, place: str, home: str) -> Example:
    try:
        row = json.loads(line)
        labels = {label: _cell(row, label) for label in LABELS}
        group = row.get("industry", "")
        return Example(str(row.get("id", place)), str(row["text"]), labels, group, home)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ExamplesError(f"{place}.") from error


def _cell(row: Mapping[str, Any], label: str) -> bool | None:
    """Labels stand in the row or in its `labels`; kinds of delivery in a list or an object."""
    cells: Mapping[str, Any] = row.get("labels", row)
    if label not in DELIVERY:
        return _ruled(cells[label])
    kinds = cells["delivery"]
    return label in kinds if isinstance(kinds, list) else _ruled(kinds[label])


def _ruled(cell: Any) -> bool | None:
    return None if cell is None else bool(cell)
