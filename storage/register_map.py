"""How the columns of an existing benefits register are called, and what stands in its rows."""

import codecs
import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Literal

import yaml
from pydantic import Field, ValidationError, field_validator

from bot.benefits.facts import Value
from bot.errors import ExchangeError
from prompts import strict_yaml

Column = Literal[
    "investment",
    "channel",
    "measure",
    "unit",
    "better",
    "owner",
    "evidence",
    "baseline",
    "baseline_as_of",
    "current",
    "current_as_of",
    "target",
    "target_by",
]

LONGEST_MAP = 100_000
"""Bytes of a mapping."""

LONGEST_CELL = 10_000
MOST_ROWS = 100_000

Cells = dict[str, str]


class RegisterMap(Value):
    """What a register calls our columns, and how it writes; our own names where it says nothing.

    `channel` is the home of rows that name none. `said_on` is the day the register was kept; the
    day of the import where it is left out. Nobody but its members sees a channel that is private,
    which each one is unless the mapping says otherwise.
    """

    columns: dict[Column, str] = Field(default_factory=dict)
    channel: str | None = None
    channel_is_private: bool = True
    said_on: date | None = None
    delimiter: str = Field(default=",", min_length=1, max_length=1)
    decimal: Literal[".", ","] = "."
    encoding: str = "utf-8-sig"

    @field_validator("encoding")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            return codecs.lookup(name).name
        except LookupError as error:
            raise ValueError("no encoding is called that") from error

    def named(self, column: Column) -> str:
        """What the register calls a column of ours."""
        return self.columns.get(column, column)


def read_map(path: Path) -> RegisterMap:
    """The mapping a YAML file holds. Raises ExchangeError naming the entry that is wrong."""
    try:
        if path.stat().st_size > LONGEST_MAP:
            raise ExchangeError(f"{path.name} is too long for a mapping.")
        return RegisterMap.model_validate(strict_yaml.load(path.read_text("utf-8-sig")) or {})
    except OSError as error:
        raise ExchangeError(f"{path.name}: {error.strerror}.") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise ExchangeError(f"{path.name} is no YAML.") from error
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ExchangeError(f"{path.name}, {where}: {first['msg']}.") from error


def rows_of(file: BinaryIO, how: RegisterMap) -> Iterator[tuple[int, Cells | str]]:
    """The rows under the register's head with the line each begins in: our columns, or what is
    wrong with it.

    Raises ExchangeError where the head does not name what the mapping says, or there are too many.
    """
    file.seek(0)
    words = codecs.getreader(how.encoding)(file, "replace")
    reader = csv.reader(words, delimiter=how.delimiter, strict=True)
    head = next(_each(reader), (1, []))[1]
    if isinstance(head, str):
        raise ExchangeError(f"its first line is no head of a table: {head}.")
    places = _places([one.strip().lstrip("\ufeff") for one in head], how)
    for count, (number, cells) in enumerate(_each(reader), 1):
        if count > MOST_ROWS:
            raise ExchangeError(f"it has more than {MOST_ROWS:,} rows.")
        if isinstance(cells, str):
            yield number, cells
        elif any(one.strip() for one in cells):
            yield number, _cells(cells, places, len(head))


def _each(reader: Any) -> Iterator[tuple[int, list[str] | str]]:
    while True:
        number = reader.line_num + 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"no row of a table ({error})"


def _places(head: list[str], how: RegisterMap) -> dict[str, int]:
    wanted: dict[Column, str] = {**{"investment": how.named("investment")}, **how.columns}
    wanted |= {"measure": how.named("measure")}
    for column, name in wanted.items():
        if name not in head:
            raise ExchangeError(f"it has no column {name!r}, which stands for {column}.")
    every = {column: how.named(column) for column in Column.__args__}  # type: ignore[attr-defined]
    return {column: head.index(name) for column, name in every.items() if name in head}


def _cells(cells: list[str], places: dict[str, int], width: int) -> Cells | str:
    if len(cells) > width:
        return f"{len(cells)} cells under {width} names"
    found = {name: cells[at].strip() for name, at in places.items() if at < len(cells)}
    for name, cell in found.items():
        if len(cell) > LONGEST_CELL:
            return f"{name}: longer than {LONGEST_CELL:,} characters"
        if "\ufffd" in cell or "\0" in cell:
            return f"{name}: not written in the encoding that was told"
    return {name: _unquoted(cell) for name, cell in found.items()}


def _unquoted(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from computing words."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r") else cell
