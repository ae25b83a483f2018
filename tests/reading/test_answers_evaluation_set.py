"""The labelled replies: complete, of every kind and slot, and true to their own texts."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.benefits.facts import Fact
from bot.benefits.reading import SLOTS, AnswerKind

Row = dict[str, Any]

FILE = Path(__file__).parent / "evaluation" / "answers.jsonl"
KEYS = {"id", "asked", "context", "text", "kind", "kind_or", "facts"}
KINDS = frozenset(get_args(AnswerKind))
OPEN = {"maybe"}
"""What a label may say beside the keys of a fact."""


@pytest.fixture(scope="module")
def replies() -> list[Row]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def slots(fact: Row) -> list[str]:
    return fact["slot"] if isinstance(fact["slot"], list) else [fact["slot"]]


def test_the_replies_are_as_many_as_it_says(replies: list[Row]) -> None:
    """At least 300, no id twice, and no text twice for the same question."""
    assert len(replies) >= 300
    assert len({row["id"] for row in replies}) == len(replies)
    assert len({(row.get("asked"), row["text"]) for row in replies}) == len(replies)


def test_every_kind_and_every_slot_is_met(replies: list[Row]) -> None:
    """Twenty replies of each kind, and five facts at least in each slot."""
    kinds = Counter(row["kind"] for row in replies)
    found = Counter(slot for row in replies for fact in row["facts"] for slot in slots(fact))
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 20
    assert set(found) == set(SLOTS)
    assert min(found.values()) >= 5


def test_a_label_has_only_the_keys_of_the_contract(replies: list[Row]) -> None:
    """And kinds among the five; what is chatter has no facts."""
    for row in replies:
        assert set(row) <= KEYS, row["id"]
        assert {row["kind"], *row.get("kind_or", [])} <= KINDS, row["id"]
        assert not (row["kind"] == "chatter" and any(not f.get("maybe") for f in row["facts"]))
        for fact in row["facts"]:
            assert set(fact) <= {*Fact.model_fields, *OPEN}, row["id"]


def test_people_and_sources_stand_in_the_words_of_the_reply(replies: list[Row]) -> None:
    """An owner but "me", and every source, is named as the reply names it."""
    for row in replies:
        for fact in row["facts"]:
            for key in ("person", "ref"):
                said = fact.get(key, "?")
                first = said[0] if isinstance(said, list) else said
                assert first in ("?", "me") or first in row["text"], row["id"]
