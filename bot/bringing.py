"""A workspace's own knowledge, for an operator: bring files, list them, take them away."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, select

from bot.app import now
from bot.benefits.facts import Value
from bot.errors import NotFoundError
from bot.keeping import opened
from bot.settings import Settings
from knowledge.cutting import brought
from knowledge.files import BroughtError, Progress, sections
from storage import tables
from storage.failures import translated
from storage.records import SqlRecords
from storage.shelf import OnShelf, SqlShelf

MOST_PASSAGES = 10_000
"""Of all that a workspace brings: so many are looked through while somebody waits."""

_WORKSPACE = re.compile(r"[A-Z0-9]{2,20}")


class NotBroughtError(NotFoundError):
    """No file of that name or id was brought. `whatimproved knowledge list` tells which were."""


class Added(Value):
    """What became of a file: how many passages it has, or why it was not taken in. One of the same
    name that it took the place of is `replaced`.
    """

    file: str
    id: str | None = None
    passages: int = 0
    replaced: bool = False
    why_not: str | None = None


@contextmanager
def shelf_of(settings: Settings, workspace: str | None) -> Iterator[tuple[SqlShelf, str]]:
    """What a workspace brought, and its id. Raises NotFoundError as `the_workspace` does."""
    with opened(settings) as engine:
        yield SqlShelf(engine), the_workspace(engine, workspace)


def the_workspace(engine: Engine, named: str | None) -> str:
    """The workspace that is named, else the only one there is anything of.

    Raises NotFoundError where that is none, or several; where none is known yet, any id is taken.
    """
    installed = select(tables.installations.c.workspace)
    with translated(), engine.connect() as connection:
        known = {*connection.scalars(installed)}
    known |= {*SqlRecords(engine).workspaces()}
    listed = ", ".join(sorted(known))
    if named is None and len(known) != 1:
        raise NotFoundError(f"Say which with --workspace: {listed or 'Slack shows its id, T…'}.")
    if named is not None and (named not in known if known else not _WORKSPACE.fullmatch(named)):
        raise NotFoundError(f"Workspaces: {listed or 'none yet; an id is such as T0123ABCD'}.")
    return named or next(iter(known))


def bring(
    shelf: SqlShelf, workspace: str, path: Path, topics: Sequence[str], progress: Progress
) -> Added:
    """Take a file in whole, or nothing of it; one of the same name makes room for it."""
    try:
        file = brought(path.name, sections(path, progress), topics)
        if not file.passages:
            raise BroughtError("it says nothing that could be cited.")
        others = sum(one.passages for one in shelf.listed(workspace) if one.id != file.id)
        if others + len(file.passages) > MOST_PASSAGES:
            told = f"{MOST_PASSAGES} passages are the most, and {others} are there already"
            raise BroughtError(f"{told}; remove what is of no use.")
    except BroughtError as error:
        return Added(file=path.name, why_not=error.detail)
    replaced = shelf.put(workspace, file, now())
    return Added(file=file.name, id=file.id, passages=len(file.passages), replaced=replaced)


def take_away(shelf: SqlShelf, workspace: str, what: str) -> OnShelf:
    """Take a file away, by its name or id. Raises NotBroughtError where it is not there."""
    for one in shelf.listed(workspace):
        if what in (one.id, one.name) and shelf.remove(workspace, one.id):
            return one
    raise NotBroughtError(f"({what[:80]!r})")


def topics_meant(given: Sequence[str], declared: Sequence[str]) -> tuple[str, ...]:
    """A gap means every question for it: `baseline` is `baseline/any`, `baseline/milestone` …"""
    wanted = {one for topic in given for one in (topic, topic.split("/")[0])}
    within = {one for one in declared if one.split("/")[0] in given}
    return tuple(one for one in declared if one in wanted | within)


def added_in_words(one: Added) -> str:
    """What became of a file, in a line."""
    if one.why_not:
        return f"{one.file}: {one.why_not}"
    instead = ", in place of the one before" if one.replaced else ""
    return f"{one.file}: {one.passages} passages{instead} ({one.id})"
