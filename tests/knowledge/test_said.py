"""What is said within the practices rests on passages that exist."""

from tests.knowledge.said import pairs


def test_every_text_of_a_practice_rests_on_a_passage_there_is() -> None:
    """A sentence without a passage behind it would be our word alone."""
    assert all(text.strip() and passage.gist for _, text, passage in pairs())
