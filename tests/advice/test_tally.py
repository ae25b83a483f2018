"""Wherever verdicts are counted, every measure is told, once, under what became of it."""

from datetime import date
from typing import get_args

from bot.advice.tally import COUNTED, counted_as
from bot.benefits.position import Verdict
from bot.reports.html import page
from tests.advice.test_home import shown
from tests.advice.test_report import answer, level, part, put, source
from tests.advice.world import LEAD, SPONSOR, World, words
from tests.builders import WORKSPACE, a_measure, an_investment

NAMES: dict[Verdict, str] = {
    "improved": "settling",
    "worse": "waiting",
    "unchanged": "typing",
    "claimed_without_evidence": "refunding",
    "contradicted": "filing",
    "no_baseline": "calling",
    "not_measured": "checking",
    "not_due": "closing",
}
"""A measure of each verdict."""


def all_verdicts(world: World) -> None:
    """One investment of each verdict that there is."""
    world.later(days=30)
    for n, (verdict, name) in enumerate(NAMES.items()):
        own = {"investment": f"i{n}", "measure": f"m{n}"}
        live = {"go_live": date(2026, 9, 1)} if verdict == "not_due" else {}
        measure = a_measure(f"m{n}", f"{name} time")
        home = an_investment(f"i{n}", name=name.title(), measures=(measure,), **live)
        world.begin(home, sponsor=f"<@{SPONSOR}>")
        figures = {"improved": (9,), "worse": (25,), "unchanged": (20,), "contradicted": (9, 12)}
        if verdict in ("not_measured", "not_due"):
            continue
        if verdict != "no_baseline":
            put(world, level(f"b{n}", "baseline", 20, 1, **own))
        for k, value in enumerate(figures.get(verdict, (9,))):
            put(world, level(f"c{n}{k}", "current", value, 5, **own))
        if verdict != "claimed_without_evidence":
            put(world, source(f"s{n}", 5, **own))
        if verdict in ("improved", "worse"):
            put(world, level(f"t{n}", "target", 9 if verdict == "improved" else 5, 1, **own))


def test_every_verdict_is_told_once_wherever_they_are_counted(world: World) -> None:
    """The numbers add up: in a review, an answer, at home and on a board's page."""
    assert {*NAMES} == {*get_args(Verdict)}
    assert {counted_as(one) for one in NAMES} == {*COUNTED}
    all_verdicts(world)
    found = answer(world)
    assert {one.measure: one.verdict for one in found.positions} == {
        f"{name} time": verdict for verdict, name in NAMES.items()
    }
    review = words(world.command("review", "all", LEAD))
    counts = "1 of 8 measures improved, with evidence; 1 got worse; 1 unchanged; "
    counts += "1 only claimed, without a source; 1 contradicted; 3 without a figure to compare."
    assert counts in review
    assert all(review.count(f"{name} time") == 1 for name in NAMES.values()), review
    assert review.index("settling time") < review.index("waiting time")
    assert review.index("waiting time") < review.index("typing time")
    assert "Target: 9 days (1 June 2026), met, as of 5 June 2026" in review
    assert "Target: 5 days (1 June 2026), missed: due by 1 June 2026, not met" in review
    rest = "1 unchanged; 1 only claimed, without a source; 1 contradicted; "
    rest += "3 without a figure to compare"
    got_worse = "waiting time got worse: 20 → 25 days, 5 days more (25%), on a baseline without"
    assert got_worse in found.sentence
    assert f"{rest}." in found.sentence
    glance = dict(line.rsplit(": ", 1) for line in part(found, "At a glance"))
    assert list(glance.values()) == ["1", "1", "1", "1", "1", "3"]
    home = "\n".join("".join(one.text for one in line) for line in shown(world, SPONSOR).lead)
    assert "1 of 8 measures improved, with evidence." in home
    assert "1 got worse; 1 unchanged; 1 only claimed; 1 contradicted; 2 not known" in home
    assert "1 not due yet" in home
    file = "".join(page(WORKSPACE, world.records, world.doors.voice, world.now))
    others = f"Other measures covered: 1 got worse; {rest}."
    assert f"1 of 8 measures improved, with evidence. {others}" in file
