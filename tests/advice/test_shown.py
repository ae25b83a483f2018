"""What the practices add to "what improved?": below the outcome, in few lines, for who may see."""

import pytest

from bot.advice.practices import shown
from bot.advice.practices.practised import Practised, Told
from bot.benefits.conversation import Line, Part, Post, Span
from tests.advice.world import GUEST, OTHER, PRIVATE, World, words
from tests.builders import an_entry, an_investment


def part(told: Told) -> Part:
    """Every barrier in its own words, with how many there are."""
    n = told.figures.entered(str(len(told.entries)), told.entries, "count of barriers")
    lines = [(Span(text=one.text, href=one.permalink),) for one in told.entries]
    return Part(title=f"Barriers: {n}", lines=tuple(lines))


def line(told: Told) -> Line | None:
    """How many there are, where there are any."""
    n = len(told.entries)
    return (Span(text=f"{n} barriers"),) if n else None


@pytest.fixture(autouse=True)
def practices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two practices: one with something to tell, one without."""
    rows = {"framing": Practised(), "barriers": Practised(part=part, line=line)}
    monkeypatch.setattr(shown, "PRACTICES", rows)


def answer(world: World, about: str = "", **given: str) -> Post:
    """What somebody is told who asks."""
    [*_, said] = world.improved(about, **given)
    return said.post


def titles(world: World, about: str = "", **given: str) -> list[str]:
    return [one.title for one in answer(world, about, **given).parts]


def test_a_practice_tells_its_part_below_what_improved(world: World) -> None:
    """What was taken back or put right is not told; the outcome stands first."""
    world.begin()
    world.enter(
        an_entry("e1"),
        an_entry("e2", text="no time to learn it"),
        an_entry("e3", supersedes="e1", withdraws=True),
        an_entry("e4", practice="forum", text="nobody asked for it here"),
    )
    post = answer(world)
    told = [one.title for one in post.parts]
    assert told[0] == "Not known"
    assert "Barriers: 1" in told
    [barriers] = [one for one in post.parts if one.title == "Barriers: 1"]
    assert [span.text for line in barriers.lines for span in line] == ["no time to learn it"]


def test_an_answer_is_read_in_ten_seconds(world: World) -> None:
    """Of many lines the first few are told, and how many more there are."""
    world.begin()
    world.enter(*(an_entry(f"e{n}", text=f"barrier {n}") for n in range(9)))
    [barriers] = [one for one in answer(world).parts if one.title == "Barriers: 9"]
    assert len(barriers.lines) == shown.MOST
    assert barriers.lines[-1][0].text == "and 4 more"


def test_of_many_investments_each_practice_has_one_line(world: World) -> None:
    """On the first page alone, beside the figures."""
    for n in range(20):
        world.begin(an_investment(f"i{n}", name=f"Project {n:02}", measures=()))
    world.enter(an_entry("e1", investment="i3"), an_entry("e2", investment="i4"))
    post = answer(world, channel=OTHER)
    [beside] = [one for one in post.parts if one.title == "Beside the figures"]
    assert [span.text for line in beside.lines for span in line] == ["2 barriers"]


def test_what_somebody_may_not_see_is_not_told(world: World) -> None:
    """Neither the words nor how many there are."""
    world.begin(an_investment("i1", name="Open"))
    world.begin(an_investment("i2", name="Closed", channel=PRIVATE, measures=()))
    world.enter(an_entry("e1", investment="i2", text="a secret barrier", channel=PRIVATE))
    said = world.improved(user=GUEST)
    assert "secret" not in words(said)
    assert "Barriers: 0" not in titles(world)


def test_a_measure_alone_and_a_period_that_is_over_tell_what_belongs_to_them(world: World) -> None:
    """What was said later is none of the period."""
    world.begin()
    world.enter(an_entry("e1"))
    assert "Barriers: 1" not in titles(world, "claim handling time")
    assert "Barriers: 1" not in titles(world, "in Q1")
    assert "Barriers: 1" in titles(world, "since January")
