"""A workspace whose fiscal year begins in April is read, answered and drawn in that year."""

from datetime import date

import pytest

from bot.advice.asked import asked
from bot.benefits.fiscal import FiscalStart, day_of
from bot.benefits.manners import HouseManners
from tests.advice.world import OWNER, World, at, card_of, words
from tests.builders import WORKSPACE, a_fact, a_record

TODAY = date(2026, 5, 20)
Q1_26 = "FY2026/27-Q1(2026-04/2026-06)"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("what improved in Q3?", date(2025, 10, 1), date(2025, 12, 31)),
        ("what improved in Q1?", date(2026, 4, 1), date(2026, 6, 30)),
        ("what improved this fiscal year", date(2026, 4, 1), None),
        ("results last financial year", date(2025, 4, 1), date(2026, 3, 31)),
        ("what improved last quarter?", date(2026, 1, 1), date(2026, 3, 31)),
        ("what improved since Q4", date(2026, 1, 1), None),
        ("what improved in FY26?", date(2025, 4, 1), date(2026, 3, 31)),
        ("what improved in FY2025/26?", date(2025, 4, 1), date(2026, 3, 31)),
        ("what improved in Q1 FY26?", date(2025, 4, 1), date(2025, 6, 30)),
        ("what improved in FY26 Q4", date(2026, 1, 1), date(2026, 3, 31)),
        ("what improved between Q3 and Q4 FY26", date(2025, 10, 1), date(2026, 3, 31)),
        ("what improved in Q1 CY2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("what improved in 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("what improved this month", date(2026, 5, 1), None),
        ("what improved in FY9999/00?", None, None),
    ],
)
def test_a_question_asks_about_the_workspaces_quarter(
    text: str, first: date | None, last: date | None
) -> None:
    """Months and plain years stay the calendar's; the answer names its days."""
    found = asked(text, day_of(TODAY, 4))
    assert (found.since, found.until) == (first, last)


def test_a_quarter_said_is_kept_shown_and_asked_for_with_its_months(world: World) -> None:
    """What was on record before the setting stays what it was."""
    world.now = at("2026-05-20T09:00:00+00:00")
    world.begin()
    admin = world.directory.people[OWNER].model_copy(update={"is_admin": True})
    world.directory.people[OWNER] = admin
    for said, typed in (
        ("Claim handling time is down from 21 days in Q4 to 14 days in Q1.", "april"),
        ("Claim handling time is now at 9 days in Q1, source: claims ledger.", "january"),
    ):
        card = card_of(world.say(said))
        world.click("record", card.proposal)
        world.command("fiscal-year", typed, user=OWNER)
    shown = "Q1 FY2026/27, April to June 2026"
    assert [line.after for line in card.lines if shown in line.after]
    kept = [one.fact.as_of for one in world.facts() if one.fact.is_level]
    assert kept == ["2025-Q4", "2026-Q1", Q1_26]
    world.command("fiscal-year", "april", user=OWNER)
    assert "9 days" in words(world.improved("in Q1"))
    assert shown in words(world.improved("in Q1"))
    assert "No figure" in words(world.improved("in Q1 FY26"))


@pytest.mark.parametrize(
    ("kept", "starts", "told"),
    [
        ("FY2025/26", 4, "FY2025/26, April 2025 to March 2026"),
        ("2026-Q1", 4, "Q4 FY2025/26, January to March 2026"),
        ("2026-Q1", 2, "Q1 2026"),
    ],
)
def test_what_was_kept_before_the_setting_is_told_with_its_months(
    world: World, kept: str, starts: FiscalStart, told: str
) -> None:
    """Nobody takes a calendar quarter for a fiscal one of the same name."""
    world.now = at("2026-05-20T09:00:00+00:00")
    world.begin()
    with world.records.work(WORKSPACE) as work:
        work.append(a_record("f1", a_fact("current", 9, as_of=kept)))
        work.keep_manners("", HouseManners(fiscal_start=starts), world.now)
        work.commit()
    assert told in words(world.improved("since January 2026"))
    assert [one.fact.as_of for one in world.facts()] == [kept]
