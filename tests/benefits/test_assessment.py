"""Assessments: the last version of a system counts, and all of them stay."""

from datetime import timedelta
from typing import Any

from bot.benefits.entries import Entry
from bot.benefits.practices.assessment import changed, current, named, versions
from tests.builders import NOON, an_entry


def an_assessment(id: str, system: str = "Salesforce", **given: Any) -> list[Entry]:
    """A version: its head, and what depends on the system."""
    said: dict[str, Any] = {"practice": "assessment", "said_at": given.pop("at", NOON)}
    answer = given.pop("activities", "quotes")
    head = an_entry(id, "system", text=system, **said, **given)
    return [head, an_entry(f"{id}.a", "activities", text=answer, about=id, **said)]


LATER = NOON + timedelta(days=90)


def test_a_later_version_counts_and_the_earlier_one_stays() -> None:
    """By the system's name, however it is written; others stand beside it."""
    said = [
        *an_assessment("v1"),
        *an_assessment("v2", at=LATER, supersedes="v1", activities="quotes and renewals"),
        *an_assessment("e1", "ERP"),
    ]
    found = versions(said)
    assert [(one.id, one.is_current) for one in found] == [
        ("e1", True),
        ("v1", False),
        ("v2", True),
    ]
    assert [one.system for one in current(said)] == ["ERP", "Salesforce"]
    assert [one.id for one in named("salesforce", found)] == ["v1", "v2"]
    assert changed(found[1], found[2]) == ["activities"]


def test_a_version_that_is_taken_back_or_whose_author_was_forgotten_is_none() -> None:
    """What it had replaced counts again."""
    first, second = an_assessment("v1"), an_assessment("v2", at=LATER, supersedes="v1")
    back = an_entry("b", "system", practice="assessment", supersedes="v2", withdraws=True, text="")
    assert [one.id for one in current([*first, *second, back])] == ["v1"]
    gone = [one.emptied() for one in first]
    assert versions(gone) == []
    wordless = [one.redacted() for one in first]
    assert versions(wordless) == []
