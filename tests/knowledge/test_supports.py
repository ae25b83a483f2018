"""The committed table of what rests on which passage, read beside each other: all of it holds."""

from pathlib import Path

import pytest
import yaml

from bot.advice.consult import consulted
from bot.advice.sought import sought
from bot.benefits.facts import Value
from knowledge.library import KnowledgeBase, load_passages
from prompts.templates import load_texts
from tests.advice.test_counsel import SOUGHT


class Table(Value):
    """Whether each passage supports a question, or what is told in a story; and each as read."""

    questions: dict[str, dict[str, bool]]
    stories: dict[str, dict[str, bool]]
    read: dict[str, str]


@pytest.fixture(scope="module")
def table() -> Table:
    source = Path(__file__).with_name("supports.yaml").read_text("utf-8")
    return Table.model_validate(yaml.safe_load(source))


def test_every_wording_has_its_row_and_every_passage_it_may_cite_supports_it(table: Table) -> None:
    """A passage put under a topic, or a wording changed, is read before it is cited."""
    passages = load_passages()
    found = {
        one.text: {each.id: True for each in passages if set(each.topics) & set(one.topics)}
        for one in load_texts().wordings
    }
    assert table.questions == found


def test_every_story_has_its_row_and_every_passage_told_supports_it(
    table: Table, tmp_path: Path
) -> None:
    """Who seeks advice is told nothing that is beside the point."""
    library, wordings = KnowledgeBase(tmp_path), load_texts().wordings
    assert table.stories.keys() == SOUGHT.keys()
    for words, judged in table.stories.items():
        wanted = sought(words)
        assert wanted is not None
        told = consulted(wanted, wordings, library)
        assert {one.id: True for one in told} == judged, words


def test_each_passage_was_read_as_it_stands(table: Table) -> None:
    """What was judged is what is said."""
    judged = {id for row in (*table.questions.values(), *table.stories.values()) for id in row}
    by_id = {one.id: one.gist for one in load_passages()}
    assert table.read == {id: by_id[id] for id in judged}
