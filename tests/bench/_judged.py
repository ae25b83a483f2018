"""What the benches under load share: their arguments, their databases, and how they are judged."""

import argparse
import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.durable.company import Company, a_company
from tests.durable.database import Postgres, a_postgres
from tests.durable.toll import Toll, figures

DATABASES = ("sqlite", "postgresql")

Line = tuple[str, bool]
"""A figure as it is printed, and whether it holds."""

Measured = Callable[[str], Coroutine[Any, Any, tuple[Iterable[Line], Toll]]]
"""Measures on a database: figures of its own, and what was counted."""


class Number(NamedTuple):
    """An option of a bench: by default so many, in a quick run fewer."""

    name: str
    usual: int
    quick: int
    means: str


def chosen(name: str, told: str | None, args: list[str], number: Number) -> argparse.Namespace:
    """What was asked for; `databases` are those to measure on."""
    parser = argparse.ArgumentParser(prog=name, description=told)
    short = f"{number.quick} {number.name}, not {number.usual}"
    parser.add_argument("--quick", action="store_true", help=short)
    parser.add_argument(f"--{number.name}", type=int, help=number.means)
    parser.add_argument("--seed", type=int, default=0, help="of what happens when")
    parser.add_argument("--database", choices=DATABASES, help="one of them alone")
    found = parser.parse_args(args)
    if getattr(found, number.name) is None:
        setattr(found, number.name, number.quick if found.quick else number.usual)
    found.databases = [found.database] if found.database else DATABASES
    return found


def judged(databases: Iterable[str], measured: Measured) -> int:
    """Print a line a figure; 0 where nothing was lost and nothing doubled."""
    failed = False
    for name in databases:
        own, toll = asyncio.run(measured(name))
        for line, holds in (*own, *figures(toll)):
            print(f"{name}: {line}" + ("" if holds else "  <- does not hold"), flush=True)
            failed = failed or not holds
    print("not all hold" if failed else "all hold")
    return 1 if failed else 0


@asynccontextmanager
async def company_on(
    name: str, told: dict[str, str] | None = None
) -> AsyncIterator[tuple[Company, Postgres | None]]:
    """One process on a file, or three on a PostgreSQL server."""
    with tempfile.TemporaryDirectory() as folder:
        if name == "sqlite":
            async with a_company(Path(folder), told=told) as company:
                yield company, None
            return
        with a_postgres() as server:
            async with a_company(Path(folder), server.url, replicas=3, told=told) as company:
                yield company, server
