"""What a button carries, and what events of one thread have in common."""

import pytest

from bot.benefits.conversation import Picked, place_of


@pytest.mark.parametrize("id", ["f1", "i1/m1", None])
def test_what_was_picked_is_read_again_from_its_button(id: str | None) -> None:
    """None stands for all that were offered."""
    picked = Picked(what="fact", ts="1.1", id=id)
    assert Picked.of_ref(picked.as_ref()) == picked


@pytest.mark.parametrize("ref", ["", "rubbish", "fact|1.1|", "fact||f1", "word|1.1|f1", "|" * 40])
def test_a_button_that_names_nothing_of_the_kind_picks_nothing(ref: str) -> None:
    """Whatever comes in, there is no error."""
    assert Picked.of_ref(ref) is None


def test_events_of_one_thread_share_a_place() -> None:
    """Another channel or thread is another place."""
    assert place_of("C1", "1.1") == place_of("C1", "1.1")
    assert len({place_of("C1", "1.1"), place_of("C2", "1.1"), place_of("C1", "1.2")}) == 3
