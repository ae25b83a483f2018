"""What a workspace brought is found and cited like the rest, and ours stays in sight."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from knowledge.cutting import brought, sections_of
from knowledge.library import KnowledgeBase
from storage.database import migrate, open_engine
from storage.forgetting import forget
from storage.shelf import SqlShelf
from storage.tombstones import Tombstone

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HANDBOOK = """
# Cycle time of approvals
Approvals are counted from the request to the last signature, by the clerk <@U7> in the purchase
office. Each project states the baseline of approvals before go-live.

# Lunch
The canteen is open from noon to two, and soup is served on Fridays.
"""
WORDS = "our portal went live, approvals wait for the last signature; baseline before go-live"


@pytest.fixture
def shelf(tmp_path: Path) -> SqlShelf:
    engine = open_engine(f"sqlite:///{tmp_path / 'records.db'}")
    migrate(engine)
    return SqlShelf(engine)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


def ids(
    base: object, words: str = WORDS, topics: tuple[str, ...] = (), limit: int = 3
) -> list[str]:
    assert isinstance(base, KnowledgeBase) or hasattr(base, "search")
    return [one.passage.id for one in base.search(words, topics, limit)]


def test_it_is_found_there_and_nowhere_else_until_it_is_taken_away(
    shelf: SqlShelf, index: Path
) -> None:
    """At once, without a new start; ours are found and scored as before."""
    base = KnowledgeBase(index, shelf=shelf)
    before = ids(base)
    assert ids(base.of("T1")) == before
    shelf.put("T1", brought("handbook.md", sections_of(HANDBOOK)), AT)
    own = base.of("T1").search(WORDS)[0].passage
    assert own.source == "handbook.md (your own), “Cycle time of approvals”"
    assert base.of("T1").passage(own.id) == own
    assert ids(base) == before == ids(base.of("T2"))
    assert shelf.remove("T1", own.id.split("/")[1])
    assert ids(base.of("T1")) == before
    for nobody in (base, base.of("T1"), base.of("T2")):
        with pytest.raises(KnowledgeError):
            nobody.passage(own.id)


def test_ours_is_never_put_out_of_sight(shelf: SqlShelf, index: Path) -> None:
    """A large handbook may stand first, and the best of ours stands beside it."""
    base = KnowledgeBase(index, shelf=shelf)
    text = "\n\n".join(
        f"# Part {n}\nBaseline of approvals before go-live, {WORDS}." for n in range(9)
    )
    shelf.put("T1", brought("big.md", sections_of(text)), AT)
    found = ids(base.of("T1"))
    assert found[0].startswith("own/")
    assert found[-1] == ids(base)[0]


def test_a_question_rests_on_it_only_where_it_was_brought_for_that(
    shelf: SqlShelf, index: Path
) -> None:
    """Nobody read it beside our questions: who brings it says which of them it supports."""
    base, topics = KnowledgeBase(index, shelf=shelf), ("baseline/any", "baseline/milestone")
    shelf.put("T1", brought("handbook.md", sections_of(HANDBOOK)), AT)
    assert ids(base.of("T1"), topics=topics) == ids(base, topics=topics)
    again = brought("handbook.md", sections_of(HANDBOOK), ("baseline", "baseline/any"))
    assert shelf.put("T1", again, AT + timedelta(hours=1))
    assert ids(base.of("T1"), topics=topics, limit=1) == [again.passages[0].id]
    assert [(one.name, one.passages, one.topics) for one in shelf.listed("T1")] == [
        ("handbook.md", 2, ("baseline", "baseline/any"))
    ]


@pytest.mark.parametrize("words", ["", "🎉🎉", "日本語の報告です", "z" * 40_000, "\x00<@U1|"])
def test_whatever_is_looked_for_ends_in_a_list(shelf: SqlShelf, index: Path, words: str) -> None:
    """Nothing of theirs answers to noise."""
    shelf.put("T1", brought("handbook.md", sections_of(HANDBOOK)), AT)
    assert ids(KnowledgeBase(index, shelf=shelf).of("T1"), words) == []


def test_who_was_forgotten_is_named_in_it_no_more_and_it_goes_with_its_workspace(
    shelf: SqlShelf,
) -> None:
    """The rest of a file says what it said."""
    for workspace in ("T1", "T2"):
        told = brought("handbook.md", sections_of(HANDBOOK.replace("<@U7>", "U7")))
        shelf.put(workspace, told, AT)

    def gone(workspace: str, what: str, id: str) -> None:
        wish = {"workspace": workspace, "what": what, "id": id, "at": AT + timedelta(days=1)}
        forget(shelf._engine, Tombstone.model_validate(wish), lambda stones: None)

    mark = shelf.stands("T1")
    gone("T1", "person", "U7")
    (kept,) = shelf.brought("T1")
    assert "U7" not in kept.model_dump_json()
    assert "signature, by the clerk" in kept.passages[0].text
    assert shelf.stands("T1") != mark
    gone("T1", "workspace", "T1")
    assert (shelf.brought("T1"), shelf.stands("T1")) == ([], "")
    assert shelf.brought("T2")
