"""Messages of many trades, read beside their measures: what counts there and what does not."""

from datetime import UTC, date, datetime

import pytest

from bot.benefits.facts import Fact
from bot.benefits.reading import AnswerContext, Known, Reading, Said
from bot.reading.local import LocalReader

READER = LocalReader()
AT = datetime(2026, 6, 15, 9, tzinfo=UTC)
LIVE = date(2026, 3, 2)


def known(name: str, unit: str | None = None, *, live: bool = True) -> Known:
    return Known(name=name, unit=unit, go_live=LIVE if live else None, has_baseline=not live)


def read(text: str, *measures: Known) -> Reading:
    return READER.read(Said(text=text, at=AT, known=measures))


def replied(text: str, asked: str, measure: str, unit: str | None) -> tuple[Fact, ...]:
    context = AnswerContext.model_validate(
        {"asked": asked, "measure": measure, "unit": unit, "today": AT.date(), "sender": "U1"}
    )
    return READER.answer(text, context).facts


@pytest.mark.parametrize(
    ("text", "measure", "told"),
    [
        ("Pizza delivery time was 41 minutes in January", "pizza delivery time", 41),
        ("Coffee spillage is down to 3% in May, per the bar log", "coffee spillage", 3),
        ("Doughnut waste: 112 trays in April, bakery ledger", "doughnut waste", 112),
        ("Badge reprints were 60 in January per the front desk log", "badge reprints", 60),
    ],
)
def test_what_elsewhere_is_small_talk_is_a_trades_own_measure(
    text: str, measure: str, told: float
) -> None:
    """A figure of it is read like any other."""
    found = read(text, known(measure))
    assert [one.value for one in found.facts if one.is_level] == [told]


@pytest.mark.parametrize(
    "text", ["Hugo owns lunch complaints.", "Ida is accountable for lunch complaints"]
)
def test_such_a_measure_has_an_owner(text: str) -> None:
    """The quick look lets it pass too."""
    assert READER.could_be_update(text)
    owners = [one for one in read(text, known("lunch complaints")).facts if one.slot == "owner"]
    assert [one.measure for one in owners] == ["lunch complaints"]


def test_a_figure_in_coffees_stays_a_joke() -> None:
    """The name of a measure excuses nothing beside it."""
    assert not read("Banana waste is down to 3 coffees", known("banana waste", "%")).facts


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Repair cost was £310k in April, based on the fleet booking system", "booking system"),
        ("Repair cost was £310k in April according to the invoice portal", "invoice portal"),
        ("Repair cost was £310k in April, per the customs returns", "customs returns"),
        ("Repair cost was £310k in April, going by the yard cameras.", "yard cameras"),
    ],
)
def test_what_a_figure_is_said_to_be_taken_from_is_its_source(text: str, source: str) -> None:
    """Whatever it is that keeps figures there."""
    found = [one.ref for one in read(text, known("repair cost", "GBP")).facts if one.ref]
    assert len(found) == 1
    assert found[0] in text
    assert found[0].endswith(source)


@pytest.mark.parametrize(
    "text",
    [
        "HaulMate's brochure says their customers see 40% fewer breakdowns",
        "The vendor's sales deck promises 30% less breakdowns",
        "They claim their clients have 12 breakdowns a week now",
        "5€ says we're at 7 breakdowns again by the winter",
        "I'll bet breakdowns are at 30 by August",
        "my money is on 14 breakdowns next week",
        "breakdowns were 27 in the first week of May at one depot?? can somebody check",
        "Breakdowns at the north yard were 12 in May, could you double-check that",
        "Hallam Ltd wants a fee estimate: 12 hours at £310, call it £4k + VAT",
        "The council is asking for a quote, 40 days at €650 each",
    ],
)
def test_other_peoples_figures_and_bets_are_none_of_ours(text: str) -> None:
    """Nor are doubts somebody wants checked, and prices made for a customer."""
    measures = (known("breakdowns"), known("overtime", "hours"))
    assert not [one for one in read(text, *measures).facts if one.slot != "timeframe"]


@pytest.mark.parametrize(
    "text",
    [
        "3 of 5 integrations finished.",
        "Sprint 7 done, 9 of 12 screens are complete.",
        "2 of 4 depots are ready",
        "11 of 40 templates written",
    ],
)
def test_how_much_of_the_work_is_done_is_no_share_of_anything(text: str) -> None:
    """It is a delivery."""
    assert not read(text, known("check time", "hours"), known("conversion", "%")).facts


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("From Monday Dr Pryce is accountable for queue time.", "Dr Pryce"),
        ("Starting next week Anna Berg owns queue time", "Anna Berg"),
        ("As of today the Head of Halls is responsible for queue time.", "Head of Halls"),
        ("Effective this quarter, Omar answers for queue time", "Omar"),
    ],
)
def test_since_when_somebody_owns_it_is_no_part_of_their_name(text: str, who: str) -> None:
    """Only who it is stays."""
    found = read(text, known("queue time", "minutes")).facts
    assert [one.person for one in found if one.slot == "owner"] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "Queue time: 4 minutes in the week of 1 June per the door log",
        "Queue time: 4 minutes in May, door log",
        "Queue time 4 minutes in week 23 (door log)",
    ],
)
def test_a_level_of_a_period_just_over_goes_on_from_the_baseline(text: str) -> None:
    """Where one is on record, and nobody said when anything went live."""
    found = read(text, known("queue time", "minutes", live=False)).facts
    assert [one.slot for one in found if one.is_level] == ["current"]


def test_a_column_headed_by_a_period_holds_the_figures_of_it() -> None:
    """The last one before go-live is the baseline; what leads to the table shows them."""
    text = "Ward ledger:\n```\nwhat | Jan | Feb | Apr | May\nfalls | 9 | 8 | 6 | 5\n```"
    found = read(text, known("falls"))
    levels = [(one.slot, one.value, one.as_of) for one in found.facts if one.is_level]
    assert levels == [
        ("baseline", 8, "2026-02"),
        ("current", 6, "2026-04"),
        ("current", 5, "2026-05"),
    ]
    assert [one.ref for one in found.facts if one.slot == "evidence"] == ["Ward ledger"]
    late = read("```\nwhat   2026-Q1\nfalls   8\n```", known("falls", live=False))
    assert [(one.slot, one.as_of) for one in late.facts] == [("current", "2026-Q1")]
    assert not read("```\nwhat | Mon 9:00 | bay 2\nfalls | 9 | 8\n```", known("falls")).facts


def test_the_heading_of_a_list_says_when_its_figures_held() -> None:
    """Where it gives one period and ends in a colon."""
    text = "Jan, from the ward ledger:\n• falls 17 a week\n• bed wait 64 hours"
    found = replied(text, "baseline", "bed wait", "hours")
    assert {one.as_of for one in found if one.is_level} == {"2026-01"}
    loose = replied("Jan was mild\n• bed wait 64 hours\n• falls 3", "baseline", "bed wait", "hours")
    assert {one.as_of for one in loose if one.is_level} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "£80k well spent then",
        "€3k down the drain",
        "love that for us, £90k",
        "money well spent, £2m",
    ],
)
def test_what_it_cost_said_with_a_sigh_is_no_figure(text: str) -> None:
    """A remark answers nothing."""
    assert not replied(text, "baseline", "meal cost", "GBP")


@pytest.mark.parametrize("text", ["I own 410 kilos of cold mash", "I own a boat, fantastic"])
def test_what_somebody_has_is_no_ownership_of_a_measure(text: str) -> None:
    """Only "I own it", or the measure."""
    assert not replied(text, "evidence", "queue time", "minutes")
    assert replied("I own it", "owner", "queue time", "minutes")


def test_an_owners_role_and_a_fiscal_year_are_no_sources() -> None:
    """Though they end like one, or are written like a system."""
    found = replied("the Director of Studies", "owner", "wait", "days")
    assert [one.slot for one in found] == ["owner"]
    text = "repair cost: £1.2m in FY2025/26 per the finance ledger"
    refs = [one.ref for one in replied(text, "baseline", "repair cost", "GBP") if one.ref]
    assert refs == ["finance ledger"]


def test_half_of_a_month_is_no_percentage() -> None:
    """Half of anything else is one."""
    found = read("returns were 27 in the first half of April", known("returns", "units")).facts
    assert [one.value for one in found if one.is_level] == [27]
