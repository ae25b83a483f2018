"""What was said within a practice: what counts of it, and what is left of it."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.entries import counting
from bot.benefits.facts import LONGEST_QUOTE
from tests.builders import NOON, an_entry

LATER = NOON + timedelta(hours=1)


def test_a_later_entry_puts_an_earlier_one_right_and_another_takes_it_back() -> None:
    """What was taken back counts no more, and what it had replaced counts again."""
    first = an_entry("e1", text="slow")
    second = an_entry("e2", text="slower", supersedes="e1", said_at=LATER)
    back = an_entry("e3", supersedes="e2", withdraws=True, said_at=LATER)
    assert counting([first, second]) == [second]
    assert counting([first, second, back]) == [first]


@given(st.permutations(range(4)))
def test_what_counts_does_not_hang_on_the_order_it_came_in(order: list[int]) -> None:
    """By the time it was said, then by id; each id once."""
    said = [an_entry(f"e{n}", said_at=NOON - timedelta(hours=n // 2)) for n in range(4)]
    shuffled = [said[n] for n in order]
    assert [one.id for one in counting([*shuffled, *said])] == ["e2", "e3", "e0", "e1"]


def test_no_more_is_kept_of_words_than_may_be() -> None:
    """The quoted span, never a whole message."""
    kept = an_entry(text="x" * 400, about="y" * 400).kept()
    assert (len(kept.text), len(kept.about)) == (LONGEST_QUOTE, LONGEST_QUOTE)


def test_what_it_is_about_goes_with_the_words_it_was_said_in() -> None:
    """An id of something on record stays."""
    said = an_entry(text="We also added the secret module", about="the secret module")
    assert said.redacted().about == ""
    assert an_entry(text="We added it", about="m1").redacted().about == "m1"
    assert said.redacted().redacted() == said.redacted()


def test_what_is_left_of_one_whose_author_was_forgotten_counts_no_more() -> None:
    """What kind of thing it was and when it was said is left of it."""
    left = an_entry(value=5, unit="days", supersedes="e0").emptied()
    assert (left.what, left.said_at, left.supersedes) == ("raised", NOON, "e0")
    assert (left.author, left.recorded_by, left.permalink, left.text) == (None, None, None, "")
    assert (left.value, left.unit) == (None, None)
    assert counting([left]) == []


def test_what_somebody_forgotten_took_back_stays_taken_back() -> None:
    """Who took it down for another may be forgotten too; what they had put right counts as others
    said it before.
    """
    oldest = an_entry("e0")
    old = an_entry("e1", supersedes="e0", said_at=LATER)
    new = an_entry("e2", supersedes="e1", said_at=LATER)
    assert counting([oldest, old, new.emptied()]) == [old]
    assert new.emptied().emptied() == new.emptied()
    back = an_entry("e4", supersedes="e2", withdraws=True, said_at=LATER)
    assert counting([oldest, old, new.emptied(), back]) == [old]
    for left in (back.emptied(), back.model_copy(update={"recorded_by": None})):
        assert counting([oldest, old, new, left]) == [old]
