"""The help: every verb that is understood, on one screen, for who may use it."""

from typing import get_args

import pytest

from bot.advice import mind
from bot.benefits.conversation import CommandVerb
from prompts.helping import Row, load_help

HELP = load_help()
VERBS = get_args(CommandVerb)
SCREEN = 30
"""Lines of one."""


def rows(*, admins: bool) -> list[Row]:
    return [row for group in HELP.groups if group.admins is admins for row in group.rows]


def test_the_help_has_every_verb_once_and_no_other() -> None:
    """Whoever adds a verb says what it is for; what is told of is understood."""
    assert sorted(HELP.verbs) == sorted(VERBS)


def test_a_verb_stands_where_it_is_shown_to_be_written() -> None:
    """Each usage begins with a verb of its row, and each verb of a row has one."""
    for row in (*rows(admins=False), *rows(admins=True)):
        assert {one.split()[0] for one in row.usage.split(" · ")} == set(row.verbs), row


def test_it_fits_on_one_screen() -> None:
    """Nobody scrolls for help; a line is one line."""
    page = HELP.page("/whatimproved", is_admin=True, bold="*", code="`")
    assert len(page.splitlines()) <= SCREEN
    assert max(map(len, page.splitlines())) <= 200
    assert len(page) <= 3_000


def test_each_other_page_fits_on_one_screen_too_and_is_led_to_from_the_first() -> None:
    """What is on it is not on the first."""
    first = HELP.page("/whatimproved", is_admin=False, code="`")
    for name in HELP.pages:
        page = HELP.page("/whatimproved", is_admin=False, about=name)
        assert len(page.splitlines()) <= SCREEN
        assert max(map(len, page.splitlines())) <= 200
        assert f"`/whatimproved help {name}`" in first
    assert "align [NAME]" in HELP.page("/whatimproved", is_admin=False, about="practices")
    assert "align [NAME]" not in first


def test_what_holds_for_all_is_shown_to_admins_alone() -> None:
    """By the verbs that nobody else may say."""
    theirs = {verb for row in rows(admins=True) for verb in row.verbs}
    assert {*mind._FOR_ADMINS, "ourselves"} == theirs
    page = HELP.page("/whatimproved", is_admin=False)
    assert [verb for verb in theirs if f"{verb} " in page] == []


@pytest.mark.parametrize(
    ("typed", "verb"),
    [
        ("impoved", "improved"),
        ("IMPROVE", "improved"),
        ("status", "improved"),
        ("lnik", "new"),
        ("goLive", "go-live"),
        ("holidays", "freeze"),
        ("snooze", "away"),
        ("delete", "undo"),
        *((word, None) for word in ("", "🎉", "日本語", "dance", "<!channel>", "x" * 40_000)),
    ],
)
def test_a_word_that_is_none_finds_the_nearest(typed: str, verb: str | None) -> None:
    """What people type instead, and what is nearly a verb; else nothing is guessed."""
    found = HELP.nearest(typed)
    assert (found.verbs[0] if found else None) == verb


def test_no_word_is_taken_for_two_things() -> None:
    """What people type instead of a verb is no verb, and stands in one row."""
    words = [word for row in (*rows(admins=False), *rows(admins=True)) for word in row.also]
    assert sorted(set(words)) == sorted(words)
    assert not set(words) & {*VERBS, "help"}
