"""One part of a figure is put right in its thread: day, unit or amount; never in silence."""

import pytest

from tests.advice.world import LEAD, OWNER, World, card_of, words
from tests.builders import a_measure

SAID = "the target is 2 working days by end of March 2027"
BOTH = f"claim handling time: the baseline was 3.5 working days in March 2026 and {SAID}"


def begun(world: World, text: str = SAID, recorded: bool = False) -> str:
    """The thread of a card, that waits or was recorded."""
    world.begin(measures=(a_measure(unit="working days"),))
    card = card_of(world.say(text))
    head = world.last
    if recorded:
        world.click("record", card.proposal, thread=head)
    world.later(minutes=5)
    return head


@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("sorry, the target is by june 2027", "2 working days (by June 2027)"),
        ("target is by june 2027", "2 working days (by June 2027)"),
        ("i meant may", "2 working days (by May 2027)"),
        ("not march, may", "2 working days (by May 2027)"),
        ("the date is wrong, it should be June 2027", "2 working days (by June 2027)"),
        ("no, 2.5", "2.5 working days (by March 2027)"),
        ("it's 2.5, not 2", "2.5 working days (by March 2027)"),
        ("it is days, not working days", "2 days (by March 2027)"),
    ],
)
def test_a_part_that_is_said_anew_changes_that_part_alone(
    world: World, text: str, after: str, recorded: bool
) -> None:
    """Whether the card waits or was recorded, and whatever is asked beneath it."""
    lines = card_of(world.say(text, thread=begun(world, recorded=recorded))).lines
    assert [one.after for one in lines if one.label.startswith("Target")] == [after]
    assert all("March" not in (one.after or "") for one in lines) or "March" in after
    assert not [one for one in lines if one.label == "Problem"]


def test_of_two_figures_a_press_says_which(world: World) -> None:
    """A month alone may be of either; what one is called is of that one."""
    head = begun(world, BOTH, recorded=True)
    sent = world.say("i meant april", thread=head)
    (post,) = [one.post for one in sent if one.post.options]
    assert [one.label.split()[0] for one in post.options] == ["Baseline", "Target"]
    told = card_of(world.click("pick", post.options[0].ref, thread=head))
    assert [one.after for one in told.lines][:1] == ["3.5 working days (April 2026)"]


def test_who_puts_right_nothing_that_can_be_told_hears_how(world: World) -> None:
    """In one line, with the figure as an example; it is no answer to what is asked there. Others,
    and who says something else, hear nothing of it.
    """
    head = begun(world, BOTH, recorded=True)
    said = words(world.say("i meant the desk in Leeds", thread=head))
    assert "Say it once more in whole, as in “Target of claim handling time" in said
    assert "Say it once more" not in words(world.say("no problem", LEAD, thread=head))
    assert "Say it once more" not in words(world.say("i meant it well", OWNER, thread=head))
