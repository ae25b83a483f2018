"""What measures are, and how figures are written."""

import pytest

from bot.benefits import measures
from bot.benefits.facts import Fact


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("quote-to-cash", "lower"),
        ("average handling time", "lower"),
        ("on-time deliveries", "higher"),
        ("invoice errors", "lower"),
        ("first-time fix rate", "higher"),
        ("customer satisfaction", "higher"),
        ("misrouted parcels", "lower"),
        ("no-shows at the clinic", "lower"),
        ("unfilled shifts", "lower"),
        ("hours saved", "higher"),
        ("error-free invoices", "higher"),
        ("occupancy", "higher"),
        ("colour of the logo", None),
        ("meals served", None),
    ],
)
def test_the_name_tells_which_way_is_better_or_nothing(name: str, way: str | None) -> None:
    """A direction is never guessed: where the name does not tell, there is none."""
    assert measures.better(name) == way


@pytest.mark.parametrize(
    ("name", "unit", "way"),
    [
        ("uploading a deed", "minutes", "lower"),
        ("Signing off a claim", "days", "lower"),
        ("checking in", "seconds", "lower"),
        ("uploading a deed", "deeds/week", None),
        ("mentoring", "hours/week", None),
    ],
)
def test_what_is_done_and_takes_time_had_better_take_less(
    name: str, unit: str, way: str | None
) -> None:
    """An act with what it is done to or in; nothing that is good in itself."""
    assert measures.better(name, unit) == way


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("quote-to-cash", "Quote to cash", True),
        ("quote-to-cash", "quote-to-cash time", True),
        ("invoice errors", "the invoice error rate", True),
        ("invoice errors", "delivery errors", False),
        ("time", "time to hire", False),
        ("time", "Time", True),
        ("the rate", "rate", True),
        ("", "quote-to-cash", False),
    ],
)
def test_two_names_mean_one_measure_only_by_their_telling_words(
    one: str, other: str, alike: bool
) -> None:
    """Words every measure has, such as "time", make no two measures one."""
    assert measures.same(one, other) is alike


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (14, "days", "14 days"),
        (1, "days", "1 day"),
        (4.2, "%", "4.2%"),
        (1_200_000, "GBP", "£1,200,000"),
        (3, "GBP/month", "£3 a month"),
        (250, "SEK", "SEK 250"),
        (7, None, "7"),
        (3, "percentage points", "3 percentage points"),
    ],
)
def test_figures_are_written_as_people_write_them(
    value: float, unit: str | None, words: str
) -> None:
    """Numbers carry their unit, money its sign, one thing its singular."""
    assert measures.amount(value, unit) == words


@pytest.mark.parametrize(
    ("before", "after", "unit", "words"),
    [
        (14, 9, "days", "5 days less (36%)"),
        (40, 52, "%", "12 percentage points more"),
        (0, 3, "errors", "3 errors more"),
        (9, 9, "days", "unchanged"),
        (100, 150, "GBP", "£50 more (50%)"),
        (-12, 4, "GBP", "£16 more"),
    ],
)
def test_a_change_says_by_how_much_and_never_mixes_percent_with_points(
    before: float, after: float, unit: str, words: str
) -> None:
    """Percentages differ by percentage points; a start of nought or less gives no percentage."""
    assert measures.change_in_words(before, after, unit) == words


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("days", "how many days"),
        ("hours/week", "how many hours a week"),
        ("%", "what percentage"),
        ("GBP", "how much"),
        (None, "how much"),
    ],
)
def test_a_figure_is_asked_for_in_its_own_unit(unit: str | None, words: str) -> None:
    """The question speaks the measure's language."""
    assert measures.how_much(unit) == words


def a_fact(**more: object) -> Fact:
    return Fact.model_validate({"slot": "current", "quote": "x", "start": 0, "end": 1, **more})


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (a_fact(value=14, unit="days", approx=True, as_of="2026-Q1"), "about 14 days (Q1 2026)"),
        (a_fact(low=2, high=3, unit="days"), "2–3 days"),
        (a_fact(value=90, unit="%", bound=">"), "over 90%"),
        (a_fact(change=-72, change_unit="%"), "72% less"),
        (a_fact(slot="target", value=7, unit="days", by="2026-12"), "7 days (by December 2026)"),
        (a_fact(slot="owner", person="head of sales"), "head of sales"),
    ],
)
def test_a_fact_is_shown_with_its_hedge_and_its_period(fact: Fact, words: str) -> None:
    """What was approximate, a bound or a change is not shown as an exact level."""
    assert measures.in_short(fact) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.004, "0.004"), (0, "0"), (-0.5, "-0.5"), (65_000.0, "65,000"), (float("inf"), "inf")],
)
def test_a_small_number_is_never_written_as_nought(value: float, words: str) -> None:
    """What was measured is shown."""
    assert measures.number(value) == words


def test_an_article_at_the_end_belongs_to_the_name() -> None:
    """Plan A is not Plan B."""
    assert measures.key("the Plan A") == "plan a"


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("decision time", "planning decisions", True),
        ("medication errors", "med errors", True),
        ("waiting time", "handling time", False),
        ("refund turnaround", "refund calls", False),
        ("time", "rate", False),
    ],
)
def test_names_are_near_where_one_says_less_of_the_same(one: str, other: str, close: bool) -> None:
    """Shortened or left out, never another word."""
    assert measures.near(one, other) is close


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("time to hire", "hiring time", True),
        ("confirming orders", "order confirmation time", True),
        ("settlement time", "time to settle", True),
        ("claims cycle time", "cycle time of claims", True),
        ("error rate", "billing error rate", False),
        ("planning errors", "planned orders", False),
        ("time", "rate", False),
        ("", "hiring time", False),
    ],
)
def test_names_are_one_where_they_are_other_forms_of_the_same_words(
    one: str, other: str, alike: bool
) -> None:
    """A part is not the whole, and words every measure has make no two measures one."""
    assert measures.one_in_words(one, other) is alike
    assert measures.one_in_words(other, one) is alike


@pytest.mark.parametrize(
    ("name", "text", "spoken"),
    [
        ("claim handling time", "Handling of claims got quicker", True),
        ("claim handling time", "Claims are closed", False),
        ("time", "time is short", False),
    ],
)
def test_a_text_speaks_of_a_measure_by_all_its_telling_words(
    name: str, text: str, spoken: bool
) -> None:
    """ "Time" alone speaks of none."""
    assert measures.within(name, text) is spoken


@pytest.mark.parametrize(
    ("value", "unit", "agreed", "words"),
    [
        (220, "minutes", "hours", "3.67 hours (220 minutes)"),
        (90, "seconds/call", "minutes/call", "1.5 minutes/call (90 seconds/call)"),
        (48, "hours", "days", "2 days (48 hours)"),
        (48, "hours", "working days", "48 hours"),
        (2, "months", "days", "2 months"),
        (3, "hours", "hour", "3 hours"),
        (3, "hours", None, "3 hours"),
    ],
)
def test_a_level_stands_in_the_agreed_unit_where_that_is_exact_with_the_said_one_beside_it(
    value: float, unit: str, agreed: str | None, words: str
) -> None:
    """Whoever agreed on hours reads hours, and finds what was said."""
    assert measures.in_agreed(a_fact(value=value, unit=unit), agreed) == words


@pytest.mark.parametrize(
    ("value", "words"), [(11 / 3, "3.67"), (1 / 3, "0.333"), (0.0156, "0.0156"), (99.97, "99.97")]
)
def test_a_number_for_people_has_no_long_tail(value: float, words: str) -> None:
    """Two decimals, of what is less than one three digits."""
    assert measures.number(value) == words
