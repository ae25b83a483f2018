"""What a figure is told for: a part of the whole, one of many things, a month of a row."""

from datetime import UTC, date, datetime

import pytest

from bot.benefits.facts import LEVELS, Fact, Slot
from bot.benefits.reading import AnswerContext, Known, Said
from bot.reading.local import LocalReader

READER = LocalReader()
AT = datetime(2026, 5, 20, 9, tzinfo=UTC)
LIVE = date(2026, 3, 2)
LOAN = Known(name="loan wait", unit="days", go_live=LIVE)
BOTTLE = Known(name="rinsing cost", unit="EUR/crate", go_live=LIVE)
LINEN = Known(name="frame repair time", unit="hours", go_live=LIVE)
SPOILT = Known(name="spoilt labels", unit="labels/week", go_live=LIVE)


def told(text: str, *known: Known) -> tuple[Fact, ...]:
    return READER.read(Said(text=text, at=AT, known=known)).facts


def levels(text: str, *known: Known) -> list[Fact]:
    return [one for one in told(text, *known) if one.slot in LEVELS]


def reply(text: str, asked: Slot) -> tuple[Fact, ...]:
    context = AnswerContext(asked=asked, measure="loan wait", unit="days", today=AT.date())
    return READER.answer(text, context).facts


PARTS = {
    "Loan wait in Aberdour is 4 days now.": "Aberdour",
    "Loan wait at St Andrews was 4 days in April": "St Andrews",
    "Loan wait on the coast was 4 days in April": "coast",
    "At the Kinross branch loan wait is 4 days now": "Kinross branch",
    "In the music department, loan wait was 4 days in April": "music department",
    "Loan wait, Kinross only: 4 days": "Kinross",
    "Loan wait for children is down to 4 days": "children",
    "Loan wait for urgent requests fell to 4 days": "urgent requests",
    "Loan wait: 4 days (children)": "children",
    "Loan wait for new members is 4 days": "new members",
    "Loan wait, weekdays only, was 4 days in April": "weekdays",
    "Loan wait of the mobile libraries was 4 days in April": "mobile libraries",
    "Loan wait (Kinross): 4 days": "Kinross",
    "Loan wait was 4 days in April excluding Kinross": "excluding Kinross",
    "Loan wait, not counting the islands, was 4 days": "not counting the islands",
    "Loan wait was 4 days in April in the branch register": None,
    "Loan wait across the county was 4 days in April": None,
    "Loan wait for all cases was 4 days in April": None,
    "Loan wait in May 2026 was 4 days": None,
    "Loan wait on Monday was 4 days": None,
    "Loan wait in Excel is 4 days": None,
    "Loan wait is 4 days (gate log)": None,
    "Loan wait is 4 days (median)": None,
    "Loan wait was 4 days (Ines)": None,
}


@pytest.mark.parametrize(("text", "part"), PARTS.items())
def test_a_figure_is_told_of_a_part_or_of_the_whole(text: str, part: str | None) -> None:
    """A place or a group beside the measure is the part; a date, a system or a source is none."""
    (found,) = levels(text, LOAN)
    assert (found.value, found.segment) == (4, part)


def test_two_parts_in_one_line_are_two_figures() -> None:
    """Each with the words in brackets behind it, in an update and in a reply."""
    told_of = levels("Loan wait is 38 days (adults) and 22 days (children).", LOAN)
    assert [(one.value, one.segment) for one in told_of] == [(38, "adults"), (22, "children")]
    answered = reply("38 (adults), 22 (children)", "baseline")
    assert [(one.value, one.segment) for one in answered] == [(38, "adults"), (22, "children")]


PRICES = {
    "Rinsing cost was €4.10 a crate in 2025": ("EUR/crate", "baseline"),
    "Rinsing cost is 4.10 euros a pallet now": ("EUR/pallet", "current"),
    "Rinsing cost came out at €4.10 each": ("EUR/crate", "current"),
    "Rinsing cost is €4.10, a good result": ("EUR", "current"),
    "Rinsing cost is €4.10 a pop": ("EUR/crate", "current"),
    "The target for rinsing cost is €4.10 a crate by March 2027": ("EUR/crate", "target"),
}


@pytest.mark.parametrize(("text", "wanted"), PRICES.items())
def test_a_price_is_told_for_one_of_something(text: str, wanted: tuple[str, str]) -> None:
    """Whatever the thing is; what is no thing leaves the money alone, and "cost" tells no past."""
    (found,) = levels(text, BOTTLE)
    assert (found.value, found.unit, found.slot) == (4.1, *wanted)


ROWS = {
    "Spoilt labels a week: Jan 90, Mar 72, Apr 64": [(90, "01"), (72, "03"), (64, "04")],
    "Spoilt labels: February 28, April 25 (line sheet)": [(28, "02"), (25, "04")],
}


@pytest.mark.parametrize(("text", "wanted"), ROWS.items())
def test_figures_by_the_month_are_no_days_of_it(text: str, wanted: list[tuple[int, str]]) -> None:
    """Each holds for the month it stands behind."""
    found = [(one.value, one.as_of) for one in levels(text, SPOILT)]
    assert found == [(value, f"2026-{month}") for value, month in wanted]


def test_a_figure_before_its_measure_starts_no_row() -> None:
    """What stands behind both is read like anything else."""
    found = levels("90 labels for spoilt labels in March, 72 labels in April", SPOILT)
    assert found[0].value == 90


def test_days_of_months_in_a_row_stay_days() -> None:
    """What takes place on days, or twice in a month, tells no figures."""
    assert not levels("Sessions on spoilt labels: on Mar 3, Apr 7.", SPOILT)
    assert not levels("Spoilt labels review, rounds Mar 3, Mar 17.", SPOILT)


OPENED = (
    "By our bench sheets frame repair time was 6 hours in April.",
    "That is not so. Going by the bench log frame repair time was 6 hours in April.",
    "The bench cards say frame repair time was 6 hours in April",
    "Since the lathe was moved frame repair time is down to 6 hours, April figures.",
    "Now that the shop is open frame repair time was 6 hours in April",
)


@pytest.mark.parametrize("text", OPENED)
def test_words_that_open_a_sentence_are_no_part_of_a_name(text: str) -> None:
    """A source or a clause before the measure leaves the measure its own name."""
    (found,) = levels(text, LINEN)
    assert (found.value, found.measure, found.as_of) == (6, "frame repair time", "2026-04")


def test_a_figure_called_the_baseline_is_one() -> None:
    """Whatever is said of now behind it."""
    found = levels(
        "Slides say: rinsing cost baseline of €4.60 a crate in Q4, now way below", BOTTLE
    )
    assert [(one.slot, one.as_of) for one in found] == [("baseline", "2025-Q4")]


def test_a_longer_name_stays_another_measure() -> None:
    """What is counted among other things is not the measure."""
    found = levels("Hinge frame repair time was 6 hours in April.", LINEN)
    assert all(one.measure != "frame repair time" or one.segment for one in found)


SOURCES = {
    ", workshop cards.": "workshop cards",
    ", bay book": "bay book",
    ", from the door counter": "door counter",
    ", per the weighbridge": "weighbridge",
    ", off the water meter": "water meter",
    ", delivery dockets again": "delivery dockets",
    ", from the green folder": "green folder",
    ", off our wall planner": "wall planner",
    ", ticket machine report": "ticket machine report",
    ", from the start": None,
    ", from the new team": None,
    ", from the depot": None,
    ", a quiet month": None,
    ", school holidays": None,
    ", good news": None,
}


@pytest.mark.parametrize(("tail", "source"), SOURCES.items())
def test_what_a_trade_writes_figures_down_on_is_a_source(tail: str, source: str | None) -> None:
    """Behind a figure its name is enough; other words behind it are none."""
    facts = told(f"Frame repair time was 6 hours in April{tail}", LINEN)
    assert [one.ref for one in facts if one.slot == "evidence"] == ([source] if source else [])


def test_a_source_is_never_cut_inside_a_word() -> None:
    """A county is no count."""
    facts = told("Loan wait across the county was 4 days in April (Koha statistics).", LOAN)
    assert [one.ref for one in facts if one.slot == "evidence"] == ["Koha statistics"]


HANDED = {
    "Mila Ortiz takes over loan wait from Tom.": "Mila Ortiz",
    "Mila Ortiz has taken over loan wait": "Mila Ortiz",
    "Mila Ortiz inherits loan wait from Tom": "Mila Ortiz",
    "Tom hands loan wait to Mila Ortiz": "Mila Ortiz",
    "Tom hands over loan wait to the head of lending.": "head of lending",
    "The lending manager owns loan wait": "lending manager",
    "Ownership of loan wait moves to Mila Ortiz": "Mila Ortiz",
    "Mila Ortiz is the new owner of loan wait": "Mila Ortiz",
    "The owner of loan wait is Mila Ortiz": "Mila Ortiz",
    "Owner of loan wait: Mila Ortiz": "Mila Ortiz",
    "Loan wait sits with the lending desk": "lending desk",
    "Loan wait now belongs to Mila Ortiz": "Mila Ortiz",
    "I am handing loan wait over to Mila Ortiz": "Mila Ortiz",
    "From 1 June Mila Ortiz owns loan wait": "Mila Ortiz",
    "Since Monday Mila Ortiz answers for loan wait": "Mila Ortiz",
    "I will look after loan wait": "me",
}


@pytest.mark.parametrize(("text", "person"), HANDED.items())
def test_a_measure_is_handed_to_its_next_owner(text: str, person: str) -> None:
    """The owner is who takes it, without the day; the quote holds the whole measure."""
    (found,) = (one for one in told(text, LOAN) if one.slot == "owner")
    assert (found.person, found.measure) == (person, "loan wait")
    assert found.quote.endswith(("oan wait", person))


@pytest.mark.parametrize(
    "text",
    [
        "Loan wait moves to 6 days",
        "Loan wait is with us for good",
        "Who is the owner of loan wait?",
    ],
)
def test_what_names_nobody_makes_no_owner(text: str) -> None:
    """A figure, a turn of speech or a question."""
    assert not [one for one in told(text, LOAN) if one.slot == "owner"]


def test_what_else_is_handed_over_makes_no_owner() -> None:
    """The forms went to Tom, not the measure."""
    facts = told("We gave the forms to Tom and loan wait is 4 days", LOAN)
    assert [one.slot for one in facts] == ["current"]


CALLED = {
    "Days, Mila, we said days": None,
    "not in weeks, Mila": None,
    "Mila, please use days": None,
    "well, Mila, we knew that": None,
    "Mila, that is the branch next door": None,
    "Mila, I think": "Mila",
    "Good question, Mila": "Mila",
    "no, Mila in lending": "Mila in lending",
    "Mila, head of lending": "Mila",
}


@pytest.mark.parametrize(("text", "person"), CALLED.items())
def test_a_name_that_is_called_owns_nothing(text: str, person: str | None) -> None:
    """Asked for the owner, a reply to somebody is no answer; a name alone is."""
    assert [one.person for one in reply(text, "owner")] == ([person] if person else [])


def test_an_outcome_is_told_without_its_figure() -> None:
    """The sentence behind it that gives a level is not what should be different."""
    facts = reply("Fewer lost books. Lost books were 18 in March, from the shelf log.", "outcome")
    assert [one.text for one in facts if one.slot == "outcome"] == ["Fewer lost books"]


OPENINGS = (
    "Compared with the 9 days we started from, loan wait is 4 days now",
    "From 9 days when we started, loan wait is 4 days now",
    "We started at 9 days and loan wait is 4 days now",
)


@pytest.mark.parametrize("text", OPENINGS)
def test_where_things_were_may_open_the_sentence(text: str) -> None:
    """The figure before the measure is its baseline."""
    found = [(one.slot, one.value) for one in levels(text, LOAN)]
    assert found == [("baseline", 9), ("current", 4)]


HALVES = {date(2026, 4, 13): "current", date(2026, 4, 20): "baseline"}


@pytest.mark.parametrize(("live", "slot"), HALVES.items())
@pytest.mark.parametrize("text", ["In April loan wait was 4 days", "Loan wait was 4 days in April"])
def test_a_month_something_went_live_in_is_before_or_after(
    live: date, slot: str, text: str
) -> None:
    """Told afterwards, it is what the greater part of it was, whichever way it is put."""
    (found,) = levels(text, LOAN.model_copy(update={"go_live": live}))
    assert found.slot == slot


REPLIES = {
    "not quite, the shelf log has 15 days in March": ("current", "2026-03"),
    "the shelf log says 15 days for last month": ("current", "2026-04"),
    "15 days in June": ("target", None),
    "aim for 15 days": ("target", None),
}


@pytest.mark.parametrize(("text", "wanted"), REPLIES.items())
def test_what_has_been_is_no_target(text: str, wanted: tuple[str, str | None]) -> None:
    """Not even where a target was asked for."""
    (found,) = (one for one in reply(text, "target") if one.slot in LEVELS)
    assert (found.slot, found.as_of) == wanted


def test_what_is_still_to_be_done_is_no_figure() -> None:
    """Two sites that are left say nothing of the wait."""
    assert not reply("2 more to go", "current")


def test_words_that_are_left_over_name_no_measure() -> None:
    """They begin on the way through something or end in the middle."""
    found = levels("1,840 loans went through the app in March and 96% of users like it", LOAN)
    assert all("through" not in (one.measure or "") for one in found)


SHARE = Known(name="spoilt labels", unit="%", go_live=LIVE)
LED = {
    "Thanks to the second desk loan wait is 4 days now": (LOAN, None),
    "Because of the new vans loan wait was 4 days in April": (LOAN, None),
    "The shelf database has loan wait for April as 4 days": (LOAN, None),
    "All three branches are in: loan wait was 4 days in April": (LOAN, None),
    "Of planned runs spoilt labels were 4% in April": (SHARE, "planned runs"),
    "Out of all bottled crates spoilt labels came to 4% in April": (SHARE, "bottled crates"),
}


@pytest.mark.parametrize(("text", "told"), LED.items())
def test_what_opens_a_sentence_is_none_of_the_name(
    text: str, told: tuple[Known, str | None]
) -> None:
    """A cause, a source or what has come in; a whole says what the share is of."""
    (found,) = levels(text, told[0])
    assert (found.slot, found.value, found.segment) == ("current", 4, told[1])
    assert found.measure == told[0].name


@pytest.mark.parametrize(
    "text",
    [
        "I want spoilt labels at 4% of planned gains by October",
        "Spoilt labels have until October to fall to 4%",
        "We're leaving spoilt labels until October to come down to 4%",
    ],
)
def test_time_given_to_get_somewhere_tells_a_target(text: str) -> None:
    """No level of now, and no change by a share of things called like one."""
    (found,) = levels(text, SHARE)
    assert (found.slot, found.value, found.by) == ("target", 4, "2026-10")


def test_a_part_told_behind_its_whole_is_of_the_same_time() -> None:
    """A source between them begins no comparison."""
    found = levels("Loan wait was 9 days in April, from the desk log, 4 days for children", LOAN)
    assert [(one.slot, one.as_of, one.segment) for one in found] == [
        ("current", "2026-04", None),
        ("current", "2026-04", "children"),
    ]


@pytest.mark.parametrize("text", ["we had 15 days in April", "not quite, it was 15 days in April"])
def test_a_month_gone_by_is_no_answer_to_what_is_aimed_for(text: str) -> None:
    """Neither is it another before: that is known by then."""
    assert [(one.slot, one.as_of) for one in reply(text, "target")] == [("current", "2026-04")]


@pytest.mark.parametrize("text", ["That includes bank holidays.", "It excludes Sundays"])
def test_what_a_figure_counts_is_nobody_s_name(text: str) -> None:
    """Asked who owns it, a remark about the figure names none."""
    assert not [one for one in reply(text, "owner") if one.slot == "owner"]


def test_a_wait_that_is_measured_puts_nothing_right() -> None:
    """The figure on record gives it no date."""
    prior = Fact(
        slot="current", value=12, unit="days", as_of="2026-05-11", quote="12 days", start=0, end=7
    )
    context = AnswerContext(
        asked="current", measure="loan wait", unit="days", today=AT.date(), prior=(prior,)
    )
    (found,) = READER.answer("The loan wait is 9 days now", context).facts
    assert found.as_of == "2026-05-20"
