"""Which of two figures holds, as people say it to each other."""

from datetime import timedelta
from typing import Any

import pytest

from bot.advice import sides
from bot.advice.carry import from_record
from bot.benefits.facts import Recorded, Slot
from bot.benefits.position import in_force
from tests.advice.world import LEAD, OTHER, OWNER, World, card_of
from tests.builders import a_fact, a_record


def _figure(id: str, value: float, author: str, slot: Slot = "current", **more: Any) -> Recorded:
    fact = a_fact(slot, value=value, unit="days", as_of="2026-03", **more)
    return a_record(id, fact, author=author, ts=id)


def _source(id: str, ref: str, of: str) -> Recorded:
    return a_record(id, a_fact("evidence", ref=ref), ts=of, shows=f"{a_record().channel}:{of}")


LEVELS = [_figure("f1", 12, LEAD), _figure("f2", 15, OTHER)]
FACTS = [*LEVELS, _source("s1", "rota report", "f1"), _source("s2", "https://x.example/15", "f2")]


@pytest.mark.parametrize(
    ("text", "author", "holds"),
    [
        ("Kim is right, it is 15", LEAD, "f2"),
        ("15 it is then", LEAD, "f2"),
        ("agreed, 15.0 days for March", OWNER, "f2"),
        ("let's go with the rota report", OWNER, "f1"),
        ("We went through it together: 15 is correct", OTHER, "f2"),
        ("I checked, it is 15", OTHER, None),
        ("either 12 or 15 is right", OWNER, None),
        ("checked, it is 13", OWNER, None),
        ("agreed with the version of 1.5.15", OWNER, None),
    ],
)
def test_a_side_is_told_by_its_number_or_its_source(
    text: str, author: str, holds: str | None
) -> None:
    """And not by the one who gave the figure, alone."""
    assert sides.agrees(text)
    pair = sides.told(text, author, LEVELS, FACTS)
    assert (pair[1].ts if pair else None) == holds


@pytest.mark.parametrize(
    ("text", "author", "holds"),
    [
        ("Kim is right.", OWNER, "f2"),
        ("Let's use Kim's figure for March.", LEAD, "f2"),
        ("I agree with Priya Shah, no need to argue", OTHER, "f1"),
        (f"<@{OTHER}> is right", OWNER, "f2"),
        ("Kim is right, Priya only counted mornings", LEAD, "f2"),
        ("You're right, I left out the night desk", LEAD, "f2"),
        ("I stand corrected.", OTHER, "f1"),
        ("Kim is right.", OTHER, None),
        ("You're right, I left out the night desk", OWNER, None),
        ("You're right about the parking", LEAD, None),
        ("Sam is right", OWNER, None),
    ],
)
def test_a_side_is_told_by_who_gave_it(text: str, author: str, holds: str | None) -> None:
    """Whoever gave the other figure may give in, within a week."""
    names = {LEAD: "Priya Shah", OTHER: "Kim Reed"}
    soon = LEVELS[1].said_at + timedelta(days=2)
    pair = sides.told(text, author, LEVELS, FACTS, soon, names) if sides.agrees(text) else None
    assert (pair[1].ts if pair else None) == holds
    if "corrected" in text:
        late = soon + timedelta(days=6)
        assert sides.told(text, author, LEVELS, FACTS, late, names) is None


@pytest.mark.parametrize(
    "text",
    ["15 is not right", "is 15 right?", "thanks for the 15", "if 15 is right we are late", "15"],
)
def test_a_doubt_settles_nothing(text: str) -> None:
    """Neither does a question, or a bare number."""
    assert not sides.agrees(text)


@pytest.mark.parametrize(
    "other",
    [
        _figure("f2", 12, OTHER),
        _figure("f2", 15, OTHER, segment="nights"),
        a_record("f2", a_fact("current", value=15, unit="days", as_of="2026-04"), ts="f2"),
        a_record("f2", a_fact("current", change=15, change_unit="days", as_of="2026-03"), ts="f2"),
        _figure("f2", 15, OTHER, "baseline"),
    ],
)
def test_only_figures_that_disagree_have_sides(other: Recorded) -> None:
    """One thing, one part, one period, two levels."""
    levels = [LEVELS[0], other]
    assert sides.told("15 is right", OWNER, levels, levels) is None


def test_the_sources_of_the_side_that_holds_show_it() -> None:
    """The wrong figure's sources are not taken along, and nothing is taken from the right one."""
    new = _figure("f3", 12, OWNER).model_copy(update={"supersedes": "f2", "corrects": True})
    assert [(one.fact.ref, one.supersedes) for one in from_record([new], FACTS)] == [
        ("rota report", None)
    ]


def test_a_contradiction_ends_where_colleagues_agree(world: World) -> None:
    """The one that does not hold gives way, in words that name only who gave the one that does."""
    world.begin()
    for user, number, source in ((LEAD, 12, "rota report"), (OWNER, 15, "claims ledger")):
        said = world.say(
            f"Claim handling time went down to {number} days in March, per the {source}.", user
        )
        world.click("record", card_of(said).proposal)
        world.later(hours=1)
    card = card_of(world.say(f"{OWNER.lower()} is right."))
    world.click("record", card.proposal)
    counting = [one.fact.value for one in in_force(world.facts()) if one.fact.is_level]
    assert counting == [15, 15]
