"""Help in words, laid out."""

from bot.advice.helped import laid_out
from prompts.helping import load_help

HELP = load_help()


def test_each_group_of_the_help_stands_by_itself_with_what_is_typed_set_apart() -> None:
    """All of the page is there, and nothing of it twice."""
    post = laid_out(HELP.page("/whatimproved", is_admin=True))
    first = [group for group in HELP.groups if not group.page]
    assert [part.title for part in post.parts] == [group.title for group in first]
    for part, group in zip(post.parts, first, strict=True):
        assert [tuple(span.text for span in line) for line in part.lines] == [
            (row.usage, f": {row.says}") for row in group.rows
        ]
    assert post.closing is not None
    assert post.closing.endswith(HELP.closing)
    assert post.lead[0][0].text == HELP.lead


def test_help_without_groups_is_said_as_it_is() -> None:
    """Whatever stands in the texts."""
    assert [line[0].text for line in laid_out("One line.\n\nAnother: of it").lead] == [
        "One line.",
        "Another: of it",
    ]
