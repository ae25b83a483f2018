"""Which facts another one stands in for, told by the rows themselves.

A fact is retired where it was taken back, where it takes one back, or where a later version that
was not taken back itself supersedes it. Corrections that name no fact are the ledger's to find.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Update,
    and_,
    bindparam,
    exists,
    or_,
    select,
    update,
)

from storage import tables


def reckon(connection: Connection) -> None:
    """Work out anew what is retired and which fact is a version of which, in every workspace."""
    facts = tables.facts
    known = select(facts.c.workspace).distinct()
    for workspace in connection.scalars(known).all():
        connection.execute(retire(workspace))
        mine = facts.c.workspace == workspace
        corrects = mine & facts.c.supersedes.is_not(None)
        linked = select(facts.c.id, facts.c.supersedes, facts.c.withdraws).where(corrects)
        before = {row.id: row for row in connection.execute(linked)}
        there = set(connection.scalars(select(facts.c.id).where(mine)))
        connection.execute(update(facts).where(mine).values(root=None))
        roots = _roots(before, there)
        if roots:
            rooted = update(facts).where(mine, facts.c.id == bindparam("b_id"))
            connection.execute(
                rooted.values(root=bindparam("b_root")),
                [{"b_id": id, "b_root": root} for id, root in roots.items()],
            )


def _roots(before: Mapping[str, Any], there: Collection[str]) -> dict[str, str]:
    """The first version of each later one; of none whose line was broken by taking one back."""
    taken = {row.supersedes for row in before.values() if row.withdraws}
    found: dict[str, str] = {}
    for id, row in before.items():
        first = None if row.withdraws else _first(id, before, taken)
        if first in there and first is not None:
            found[id] = first
    return found


def _first(id: str, before: Mapping[str, Any], taken: Collection[str]) -> str | None:
    passed = set()
    while id in before:
        passed.add(id)
        id = before[id].supersedes
        if id in taken or id in passed:
            return None
    return id


def retire(workspace: str, ids: Collection[str] | None = None) -> Update:
    """Work out anew which of these facts are retired; all of a workspace where none are named."""
    facts = tables.facts
    later, back = facts.alias("later"), facts.alias("back")
    replaced = exists().where(
        _supersedes(later, facts), later.c.withdraws.is_(False), ~_is_taken_back(later, back)
    )
    taken = _is_taken_back(facts, facts.alias("taken"))
    mine = facts.c.workspace == workspace
    return (
        update(facts)
        .where(mine if ids is None else and_(mine, facts.c.id.in_(ids)))
        .values(retired=or_(facts.c.withdraws, taken, replaced))
    )


def versions_of(workspace: str, ids: Collection[str]) -> Select[Any]:
    """The facts that supersede one of these: id, what they supersede, whether they take it back."""
    facts = tables.facts
    return select(facts.c.id, facts.c.supersedes, facts.c.withdraws).where(
        facts.c.workspace == workspace, facts.c.supersedes.in_(ids)
    )


def root(workspace: str, id: str, first: str | None) -> Update:
    """Keep which fact this one is a later version of."""
    facts = tables.facts
    return update(facts).where(facts.c.workspace == workspace, facts.c.id == id).values(root=first)


def _is_taken_back(fact: Any, back: Any) -> ColumnElement[bool]:
    return exists().where(_supersedes(back, fact), back.c.withdraws.is_(True))


def _supersedes(later: Any, fact: Any) -> ColumnElement[bool]:
    return and_(later.c.workspace == fact.c.workspace, later.c.supersedes == fact.c.id)
