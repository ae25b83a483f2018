"""Random rows for every table of the record, told from the tables themselves."""

import types
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import BaseModel
from sqlalchemy import Boolean, Column, Integer, Table

from bot.benefits.investment import Noise
from storage import tables
from storage.columns import AnyText, Instant, Model
from storage.lines import RECORD, columns, key_of

WORKSPACES = st.sampled_from(["T1", "T2"])
INVESTMENTS = st.sampled_from(["i0", "i1"])
MEASURES = st.sampled_from(["m0", "m1"])

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
column_words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
any_words = st.text(max_size=12)
times = st.integers(0, 10**15).map(lambda n: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(0, 0, n))


def of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of an annotation of ours."""
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: words,
        bool: st.booleans(),
        int: st.integers(1, 400),
        float: st.floats(0, 1, width=32) | st.just(1 / 3),
        date: st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        datetime: times,
        time: st.times(),
        timedelta: st.integers(1, 90).map(lambda days: timedelta(days=days)),
        type(None): st.none(),
    }
    if kind in simple:
        return simple[kind]
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of(*(of(one) for one in get_args(kind)))
    if get_origin(kind) is tuple:
        return st.lists(of(get_args(kind)[0]), max_size=2).map(tuple)
    return models(kind)


@st.composite
def models(draw: st.DrawFn, kind: type[BaseModel]) -> BaseModel:
    """A value of a model, every field drawn; what one field says of another is made to fit."""
    given = {name: draw(of(field.annotation)) for name, field in kind.model_fields.items()}
    if "quote" in given:
        given["start"] = draw(st.integers(0, 40_000))
        given["end"] = given["start"] + len(given["quote"])
    if kind is Noise:
        given = {draw(st.sampled_from(["share", "absolute"])): 0.5}
    return kind.model_validate(given)


def values(column: Column[Any]) -> st.SearchStrategy[Any]:
    """What may stand in a column."""
    kinds = {Boolean: st.booleans(), Integer: st.integers(0, 99), AnyText: any_words}
    found: st.SearchStrategy[Any] = column_words
    if isinstance(column.type, Model):
        found = models(column.type.model)
    elif isinstance(column.type, Instant):
        found = times
    else:
        found = next((one for kind, one in kinds.items() if isinstance(column.type, kind)), found)
    return found | st.none() if column.nullable else found


@st.composite
def rows_of(draw: st.DrawFn, table: Table) -> dict[str, Any]:
    """A row that refers to an investment and a measure of `everywhere`."""
    row = {column.name: draw(values(column)) for column in columns(table)}
    row["workspace"] = draw(WORKSPACES)
    if "investment" in row:
        row["investment"] = draw(INVESTMENTS)
    if table is tables.forgotten:
        row["what"] = "person"
    if table is tables.facts:
        row["measure"] = draw(MEASURES | st.none())
    return row


@st.composite
def records(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """A record: two investments with two measures in each workspace, and rows of all tables."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in RECORD:
        if table in (tables.investments, tables.measures):
            continue
        found[table.name] = _unique(table, draw(st.lists(rows_of(table), max_size=2)))
    keys = [(t, i) for t in ("T1", "T2") for i in ("i0", "i1")]
    found["investments"] = [
        draw(rows_of(tables.investments)) | {"workspace": t, "id": i} for t, i in keys
    ]
    found["measures"] = [
        draw(rows_of(tables.measures)) | {"workspace": t, "investment": i, "id": m}
        for t, i in keys
        for m in ("m0", "m1")
    ]
    return found


def _unique(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({tuple(row[name] for name in key_of(table)): row for row in rows}.values())
