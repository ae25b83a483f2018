"""Figures as busy people write them: a month and a number, a source behind a comma, no verb."""

from datetime import UTC, date, datetime

import pytest

from bot.benefits.facts import LEVELS, Fact
from bot.benefits.reading import Known, Reading, Said
from bot.reading import quantities
from bot.reading.local import LocalReader

READER = LocalReader()
AT = datetime(2026, 6, 15, 9, tzinfo=UTC)


def read(text: str, name: str, unit: str, go_live: date | None = None) -> Reading:
    known = Known(name=name, unit=unit, go_live=go_live)
    return READER.read(Said(text=text, at=AT, known=(known,)))


def level(text: str, name: str, unit: str, go_live: date | None = None) -> Fact:
    """The one level a text states."""
    [found] = [one for one in read(text, name, unit, go_live).facts if one.slot in LEVELS]
    return found


@pytest.mark.parametrize(
    ("text", "name", "unit", "value", "as_of"),
    [
        ("spoilage in Feb 3.4% (stock ledger)", "spoilage", "%", 3.4, "2026-02"),
        ("Crew rest in Nov 12.5 h, from the gate log", "crew rest", "hours", 12.5, "2025-11"),
        ("lot release in April 19 h (LIMS extract)", "lot release", "hours", 19, "2026-04"),
        ("Idle time in May so far 41 mins, hoist log", "idle time", "minutes", 41, "2026-05"),
        ("claim age in Jan 8 days, claims register", "claim age", "days", 8, "2026-01"),
        ("wasted plates to date 6%", "wasted plates", "%", 6, "2026-06-15"),
        ("missed pickups in Q4 2025 were 31 pickups", "missed pickups", "pickups", 31, "2025-Q4"),
    ],
)  # fmt: skip
def test_a_figure_behind_its_month_is_read_as_one_of_that_month(
    text: str, name: str, unit: str, value: float, as_of: str
) -> None:
    """The number behind a month is its day only where nothing shows that it is a figure."""
    found = level(text, name, unit)
    assert (found.value, found.unit, found.as_of) == (value, unit, as_of)


@pytest.mark.parametrize("text", ["due on Feb 3", "the audit is on Nov 12", "April 19 at noon"])
def test_a_day_of_a_month_stays_a_day(text: str) -> None:
    """A date is no figure."""
    assert not [one for one in read(text, "spoilage", "%").facts if one.slot in LEVELS]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("9.1% per the ward audit", "%"),
        ("9.1% per our ledger", "%"),
        ("9.1% per Finance", "%"),
        ("12 days per SAP", "days"),
        ("16 minutes per pump", "minutes/pump"),
        ("16 cases per FTE", "cases/fte"),
        ("9 errors per shift", "errors/shift"),
    ],
)
def test_a_source_behind_per_is_no_rate(text: str, unit: str) -> None:
    """What is told per somebody or per the report is their figure, not one for each of them."""
    assert [one.unit for one in quantities.find(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Dock waits were 48 minutes in May, from Genesys. not great", "Genesys"),
        ("Dock waits were 48 minutes in May per the E.ON invoice. its hot", "E.ON invoice"),
        ("Dock waits were 48 minutes in May. stopwatch study, 22 vans", "stopwatch study"),
        ("Dock waits were 48 minutes in May, off the haulier bill. good", "haulier bill"),
    ],
)  # fmt: skip
def test_a_source_is_found_where_the_next_sentence_begins_in_a_small_letter(
    text: str, ref: str
) -> None:
    """A period ends a sentence whether or not a capital follows; what follows dates nothing."""
    found = read(text, "dock waits", "minutes", date(2026, 3, 2))
    assert [one.ref for one in found.facts if one.slot == "evidence"] == [ref]
    assert [one.as_of for one in found.facts if one.slot == "current"] == ["2026-05"]


@pytest.mark.parametrize(
    "text", ["Waits are now approx. nine days", "Waits are now approx. 9 days"]
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    """What is told behind it is of the same sentence."""
    found = level(text, "waits", "days")
    assert (found.value, found.quote) == (9, text)


def test_a_month_half_of_which_lies_after_go_live_tells_of_now() -> None:
    """What was counted in the month of go-live is a result; the month before is where it began."""
    live = date(2026, 3, 16)
    march = level("Rework in March was 3.8%, per the QA log", "rework", "%", live)
    before = level("Rework in February was 3.8%, per the QA log", "rework", "%", live)
    late = level("Rework in March was 3.8%, per the QA log", "rework", "%", date(2026, 3, 27))
    assert [one.slot for one in (march, before, late)] == ["current", "baseline", "baseline"]


@pytest.mark.parametrize(
    "text",
    [
        "Cold chain: all 6 of 6 freezers swapped, certificates signed",
        "Retrofit: 9 of 12 vans fitted with trackers",
        "14 of 20 depots are connected",
        "86% of applications now start online",
        "72% of bookings now come through the app",
        "Already 55% of invoices go out electronically",
    ],
)
def test_work_done_and_use_are_no_figure_of_how_things_go(text: str) -> None:
    """How much is rolled out or used is a delivery, however it is counted."""
    assert not [one for one in read(text, "queue time", "minutes").facts if one.slot in LEVELS]


@pytest.mark.parametrize(
    "heading",
    ["Starting point, from the spend report, Jan:", "Baselines (January):", "Where we begin, Jan:"],
)
def test_lines_below_where_things_start_are_baselines(heading: str) -> None:
    """The heading says it for each line; a line that says "now" speaks for itself."""
    known = (Known(name="lead time", unit="days"), Known(name="rush cost", unit="EUR/month"))
    text = f"{heading}\n- lead time: 23 days\n- rush cost: EUR 84k/month"
    found = READER.read(Said(text=text, at=AT, known=known)).facts
    told = [(one.slot, one.value, one.as_of) for one in found if one.slot in LEVELS]
    assert told == [("baseline", 23, "2026-01"), ("baseline", 84_000, "2026-01")]
    now = READER.read(Said(text=f"{text}\n- lead time now: 20 days", at=AT, known=known)).facts
    assert [one.value for one in now if one.slot == "current"] == [20]


def test_a_number_cut_in_two_names_no_source() -> None:
    """ "1,440 log-ins" are no log."""
    found = read("Booking: 71% said yes, 1,440 log-ins in a week", "queue time", "minutes")
    assert not [one for one in found.facts if one.slot == "evidence"]
