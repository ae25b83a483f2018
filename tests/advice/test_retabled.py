"""A pasted table that is put right by editing its message: every card of it follows."""

import pytest

from bot.benefits.conversation import Sending
from bot.benefits.position import in_force
from tests.advice.world import DIRECT, LEAD, World, card_of, cards_in, levels, words
from tests.builders import a_measure

HEAD = "project, metric, now\n"
TABLE = f"{HEAD}A, backlog, 41\nB, backlog, 5"
RIGHT = TABLE.replace("41", "14")


@pytest.fixture
def here(world: World) -> World:
    """Three investments that count the same, and a table of two of them pasted."""
    for name in "ABC":
        world.begin(id=name, name=name, measures=(a_measure(id=f"m{name}", name="backlog"),))
    world.say(TABLE, LEAD, None, DIRECT)
    return world


def puts_right(world: World, text: str) -> list[Sending]:
    """Its author changes the table."""
    world.later(minutes=1)
    return world.change(world.last, text, channel=DIRECT)


def records_all(world: World) -> dict[str, list[float | None]]:
    """The last press for all of them; what counts then, by investment."""
    last = next(one for one in reversed(world.sent) if one.way == "post" and one.post.options)
    ref = last.post.options[0].ref
    world.click("record_all", ref, channel=DIRECT)
    return {one: levels(in_force(world.facts(one)), "current") for one in "ABC"}


CHANGED = [
    (RIGHT, {"A": [14], "B": [5], "C": []}, 0),
    (f"Sorry, once more:\n{TABLE}", {"A": [41], "B": [5], "C": []}, 0),
    (f"{HEAD}A, backlog, 41", {"A": [41], "B": [], "C": []}, 0),
    (f"{HEAD}A, backlog, 14\nC, backlog, 5", {"A": [14], "B": [], "C": [5]}, 1),
    (f"{RIGHT}\nC, backlog, 7", {"A": [14], "B": [5], "C": [7]}, 1),
    ("never mind", {"A": [], "B": [], "C": []}, 0),
    ("🎉", {"A": [], "B": [], "C": []}, 0),
    ("<<<" * 9_000, {"A": [], "B": [], "C": []}, 0),
]


@pytest.mark.parametrize(("text", "recorded", "new"), CHANGED)
def test_all_of_it_records_what_the_table_says_now(
    here: World, text: str, recorded: dict[str, list[float]], new: int
) -> None:
    """A card says it in its place; rows that are gone close theirs, rows that came get one."""
    assert len(cards_in(puts_right(here, text))) == new
    assert records_all(here) == recorded


def test_a_row_on_record_is_proposed_anew_where_it_changed_alone(here: World) -> None:
    """In place of what was recorded of it; the others are not spoken of again."""
    records_all(here)
    here.later(days=3)
    assert puts_right(here, f"{TABLE}\n\n") == []
    [card] = cards_in(puts_right(here, f"{RIGHT}\nA, backlog, "))
    assert "Row 3" in words(here.sent)
    assert (card.lines[0].before, card.lines[0].after[:2]) == ("41 days (1 June 2026)", "14")
    here.click("record", card.proposal, channel=DIRECT)
    assert levels(in_force(here.facts("A")), "current") == [14]
    assert levels(here.facts("A"), "current") == [41, 14]
    assert levels(here.facts("B"), "current") == [5]


PERIODS = [
    ("A, backlog, 9, 2026-03\nA, backlog, 8, 2026-04", [9, 8]),
    ("A, backlog, 7, 2026-03\nA, backlog, 8, 2026-04", [7, 8]),
    ("A, backlog, 9, 2026-02", [9]),
]


@pytest.mark.parametrize(("rows", "counting"), PERIODS)
def test_a_period_that_came_takes_nothing_back(
    here: World, rows: str, counting: list[float]
) -> None:
    """What was put right is replaced; a recorded row that still stands is not."""
    head = "project, metric, now, as of\n"
    here.say(f"{head}A, backlog, 9, 2026-03", LEAD, None, DIRECT)
    here.click("record", cards_in(here.sent)[-1].proposal, channel=DIRECT)
    [card] = cards_in(puts_right(here, head + rows))
    here.click("record", card.proposal, channel=DIRECT)
    assert {*levels(in_force(here.facts("A")), "current")} == {*counting}


def test_what_a_person_put_aside_or_right_stays_so(here: World) -> None:
    """A row that did not change is not proposed a second time."""
    first, second = cards_in(here.sent)
    here.click("discard", first.proposal, channel=DIRECT)
    assert cards_in(puts_right(here, TABLE.replace("5", "6"))) == []
    assert here.proposal(second.proposal).facts[0].fact.value == 6
    assert records_all(here) == {"A": [], "B": [6], "C": []}


def test_what_was_said_anew_elsewhere_is_not_overtaken(here: World) -> None:
    """A figure of the table that another thread's card took the place of stays replaced, and what
    came along stays there while the table says it.
    """
    table = "project, metric, baseline, target\nA, backlog, 41, 3\nB, backlog, 5, 1"
    here.say(table, LEAD, None, DIRECT)
    mine = here.last
    here.say("The backlog was 12 days before go-live, per the audit.")
    card = card_of(here.click("choose", "A", thread=here.last))
    told = {(one.fact.slot, one.fact.value) for one in here.proposal(card.proposal).facts}
    assert {("baseline", 12), ("target", 3)} <= told
    here.last = mine
    assert cards_in(puts_right(here, table.replace("B, backlog, 5", "B, backlog, 6"))) == []
    assert here.proposal(card.proposal).state == "open"
    puts_right(here, table.replace("41, 3", "41, "))
    left = [one.fact.slot for one in here.proposal(card.proposal).facts]
    assert "target" not in left
    assert "baseline" in left
