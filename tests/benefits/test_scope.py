"""What was agreed keeps its versions, and an update that says otherwise is heard."""

from datetime import date, timedelta

import pytest

from bot.benefits.entries import Entry, counting
from bot.benefits.practices.additions import is_addition
from bot.benefits.practices.scope import (
    heard,
    is_in,
    is_near,
    milestones_in,
    period_in,
    shifted,
    versions,
    when,
)
from tests.builders import NOON, PERSON

TODAY = date(2026, 4, 20)


@pytest.mark.parametrize(
    ("text", "what", "period", "days"),
    [
        ("Go-live moved to June.", "go_live", "2026-06", None),
        ("Go-live is postponed from 1 March to 15 June 2026.", "go_live", "2026-06-15", None),
        ("Go-live is now 1 September.", "go_live", "2026-09-01", None),
        ("The launch slips by two weeks.", "go_live", None, 14),
        ("Phase 2 go-live moved to June.", "go_live", "2026-06", None),
        ("We had to push the go-live to September, sorry.", "go_live", "2026-09", None),
        ("go live now 1 June not 1 March", "go_live", "2026-06-01", None),
        ("Go-live moved to 1 June from 1 May.", "go_live", "2026-06-01", None),
        ("Go-live is now 1 June, it was 1 May.", "go_live", "2026-06-01", None),
        ("New go-live: 1 September 2026.", "go_live", "2026-09-01", None),
        ("Cut-over delayed by a month because Legal has not signed.", "go_live", None, 30),
        (
            "Sadly the go-live date had to be moved from 1 March to 1 June.",
            "go_live",
            "2026-06-01",
            None,
        ),
        ("Go-live moves to Q1.", "go_live", "2027-Q1", None),
        ("We pushed the CRM go-live to 3 June.", "go_live", "2026-06-03", None),
        ("Pilot done. CRM phase 2 launch has been postponed to July.", "go_live", "2026-07", None),
        ("Data migration is now May 5, 2026.", "milestone", "2026-05-05", None),
        ("Budget is now 450k.", "budget", None, None),
    ],
)
def test_what_moved_is_heard(text: str, what: str, period: str | None, days: int | None) -> None:
    """The last date that is named counts; without its year the next one."""
    (found,) = heard(text, TODAY, ["Data migration"], ["CRM phase 2"])
    assert (found.what, found.period, found.days) == (what, period, days)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Pilot done. We also added the supplier portal to phase 2.", "the supplier portal"),
        ("The mobile app is now in scope.", "The mobile app"),
        ("The scope now includes two more regions, as agreed.", "two more regions"),
        ("We agreed to include the mobile app as well.", "the mobile app"),
        ("We are adding the mobile app to the project.", "the mobile app"),
        ("The mobile app is added to the project too.", "The mobile app"),
        ("While we are at it the mobile app is now part of the project.", "the mobile app"),
    ],
)
def test_what_was_added_is_heard(text: str, thing: str) -> None:
    """By what it is called."""
    (found,) = heard(text, TODAY)
    assert (found.what, found.thing) == ("added", thing)


def test_what_joins_a_plan_is_no_delivery() -> None:
    """But what was added in fact may be one."""
    assert is_addition("While we are at it the mobile app is added to the project too")
    assert not is_addition("We added the mobile app and 40 people use it")


@pytest.mark.parametrize(
    "text",
    [
        "Has go-live moved to June?",
        "CRM phase 2 went live in June, 340 people logged in.",
        "We moved 12 servers to Leeds.",
        "The budget meeting is over.",
        "Quote-to-cash moved to 9 days.",
        "Since go-live in March, quote-to-cash is now 9 days.",
        "If go-live moves to June we lose the season.",
        "We might push go-live to June.",
        "Go-live is not delayed to June.",
        "> go-live moved to June",
        "The ERP go-live moved to June.",
        "The go-live of ERP moved to June.",
        "Legal asked whether go-live moved to June, it did not.",
        "Rumour has it go-live slipped to June.",
        "Go-live is now done, dashboards come in June.",
        "Budget meeting is now at 3.",
        "The budget was not increased to 500k.",
        "Marketing budget is now 20k.",
        "Phase 3 go-live moved to June.",
        "`go-live moved to June`",
        "We added a chart to the report.",
        "We are adding two people to the project.",
        "Anna is part of the project.",
        "Anna is added to the project.",
        "We have added a few words of thanks.",
        "We included Finance in the loop.",
        "We have added 3 people to the team to help out.",
    ],
)
def test_what_is_asked_or_of_something_else_is_not(text: str) -> None:
    """A date or an amount alone is no change of scope."""
    assert heard(text, TODAY) == []


def test_dates_without_a_year_are_the_next_and_wrong_ones_are_none() -> None:
    """A day that does not exist is no day."""
    assert period_in("by 1 March", TODAY) == "2027-03-01"
    assert period_in("on 31 June 2026", TODAY) is None
    assert period_in("2026-13-01", TODAY) is None
    assert shifted(date(2026, 1, 31), 30) == date(2026, 2, 28)
    assert shifted(date(2026, 1, 31), 14) == date(2026, 2, 14)
    assert shifted(date.max, 60) == date.max
    assert is_near(date(2030, 1, 1), TODAY)
    assert not is_near(date.max, TODAY)


def test_a_list_of_milestones_needs_a_date_in_each_line() -> None:
    """Names stay as they are written."""
    assert milestones_in("Pilot: 1 May 2026\nTraining by June 2026;\n", TODAY) == {
        "Pilot": "2026-05-01",
        "Training": "2026-06",
    }
    assert milestones_in("Pilot soon", TODAY) is None
    assert milestones_in("1 May 2026", TODAY) is None


def an_entry(id: str, what: str = "go_live", **given: object) -> Entry:
    """A date of go-live, said by U1 at noon."""
    usual: dict[str, object] = {
        "investment": "i1",
        "practice": "scope",
        "author": PERSON,
        "said_at": NOON,
        "recorded_by": PERSON,
        "recorded_at": NOON,
    }
    return Entry.model_validate({"id": id, "what": what} | usual | given)


def test_every_version_is_kept_but_what_was_taken_back() -> None:
    """The first stands first; a month stays a month."""
    first = an_entry("s1", day=date(2026, 3, 1), text="2026-03-01")
    later = an_entry(
        "s2", day=date(2026, 6, 30), text="moved to June", said_at=NOON - timedelta(days=30),
        supersedes="s1",
    )  # fmt: skip
    wrong = an_entry("s3", day=date(2027, 1, 1))
    undone = an_entry("s4", supersedes="s3", withdraws=True)
    found = versions([undone, wrong, first, later])
    assert [one.id for one in found["go_live", ""]] == ["s1", "s2"]
    assert when(later) == "June 2026"
    assert when(first) == "1 March 2026"
    assert when(first.redacted()) == "1 March 2026"


def test_who_is_forgotten_takes_back_nothing_that_others_said() -> None:
    """What was agreed before counts again, and what came after goes on counting alone."""
    first = an_entry("s1", "budget", value=100, unit="GBP")
    second = an_entry("s2", "budget", value=300, unit="GBP", supersedes="s1").emptied()
    assert [one.value for one in counting([first, second])] == [100]
    assert [one.value for one in versions([first, second])["budget", ""]] == [100]
    third = an_entry("s3", "budget", value=400, unit="GBP", supersedes="s2")
    assert [one.value for one in counting([first, second, third])] == [400]
    assert [one.value for one in versions([first, second, third])["budget", ""]][-1] == 400


def test_what_was_agreed_before_is_no_addition() -> None:
    """All its words stand in what was agreed."""
    assert is_in("the supplier portal", ["CRM, portal for every supplier"])
    assert not is_in("the mobile app", ["CRM"])
