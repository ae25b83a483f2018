"""What is asked for, and in which order."""

from datetime import date

import pytest

from bot.benefits.facts import Slot
from bot.benefits.gaps import ORDER, Gap, evidence_of, named, open_gaps, stage_of
from bot.benefits.investment import Investment, Stage
from bot.benefits.reading import Claim, Kind, Reading, Status
from tests.builders import NOON, a_fact, a_measure, a_statement, an_investment

TODAY = date(2026, 6, 1)


def a_claim(kind: Kind, status: Status = "done") -> Claim:
    return Claim(kind=kind, status=status, quote="x", start=0, end=1)


def reading(*claims: Claim) -> Reading:
    return Reading(is_update=True, claims=claims)


def asked(gaps: list[Gap]) -> list[Slot]:
    return [gap.asks for gap in gaps]


BARE = an_investment(measures=())


@pytest.mark.parametrize(
    ("stage", "first"),
    [
        ("framing", ["problem", "outcome", "measure", "owner"]),
        ("delivery", ["outcome", "measure", "owner"]),
        ("live", ["outcome", "measure", "owner"]),
        ("review", ["barrier"]),
    ],
)
def test_without_a_measure_nobody_is_asked_for_a_number(stage: Stage, first: list[Slot]) -> None:
    """A number nobody named is never asked for."""
    assert asked(open_gaps(stage, BARE, ())) == first


@pytest.mark.parametrize("stage", list(ORDER))
def test_with_a_measure_gaps_come_in_the_stages_order(stage: Stage) -> None:
    """A measure closes outcome and measure; the rest keeps its order."""
    expected = [slot for slot in ORDER[stage] if slot not in ("outcome", "measure")]
    assert asked(open_gaps(stage, an_investment(), ())) == expected


@pytest.mark.parametrize(
    ("claims", "stage"),
    [
        ([a_claim("milestone")], "live"),
        ([a_claim("adoption", "reported")], "live"),
        ([a_claim("outcome")], "live"),
        ([a_claim("goal", "planned"), a_claim("problem", "reported")], "framing"),
        ([a_claim("outcome", "planned")], "framing"),
        ([a_claim("milestone", "planned")], "delivery"),
        ([a_claim("goal"), a_claim("barrier")], "delivery"),
        ([], "delivery"),
    ],
)
def test_the_text_tells_the_stage_where_no_date_does(claims: list[Claim], stage: Stage) -> None:
    """What was done means live; only goals, plans and problems mean framing."""
    assert stage_of(BARE, reading(*claims), TODAY) == stage


@pytest.mark.parametrize(
    ("known", "stage"),
    [
        ({"go_live": date(2026, 6, 2)}, "delivery"),
        ({"go_live": date(2026, 6, 1)}, "live"),
        ({"go_live": date(2026, 1, 1), "first_review": date(2026, 6, 1)}, "review"),
        ({"go_live": date(2026, 1, 1), "first_review": date(2026, 7, 1)}, "live"),
        ({"go_live": date(2026, 1, 1), "stage": "framing"}, "framing"),
    ],
)
def test_dates_tell_the_stage_before_the_text_and_people_before_both(
    known: dict[str, object], stage: Stage
) -> None:
    """As set, else from the dates."""
    investment = Investment.model_validate(BARE.model_dump() | known)
    assert stage_of(investment, reading(a_claim("goal")), TODAY) == stage


def test_what_the_text_states_is_closed_before_a_question_is_chosen() -> None:
    """A baseline in the text is not asked for."""
    gaps = open_gaps("live", an_investment(), (), [a_statement(a_fact("baseline"))])
    assert asked(gaps)[0] == "current"


def test_measures_the_text_speaks_of_are_asked_about_first() -> None:
    """The team is asked about what it is talking about."""
    investment = an_investment(measures=(a_measure("m1"), a_measure("m2", name="error rate")))
    stated = [a_statement(a_fact("current"), measure="m2")]
    first = open_gaps("live", investment, (), stated)[0]
    assert first.measure is not None
    assert (first.asks, first.measure.id) == ("baseline", "m2")


def test_a_source_shows_the_figure_of_its_own_message_only() -> None:
    """The baseline's source is no evidence for a later figure."""
    before = a_statement(a_fact("baseline"), ts="1")
    source = a_statement(a_fact("evidence", None, ref="the ledger"), ts="1")
    later = a_statement(a_fact("current", 9), ts="2")
    assert evidence_of(later, [before, source, later]) == []
    assert "evidence" in asked(open_gaps("live", an_investment(), (), [before, source, later]))


def test_a_source_named_later_shows_the_latest_figure_before_it() -> None:
    """A reply that only names the report backs the figure it was asked about."""
    old = a_statement(a_fact("current", 12), ts="1", said_at=NOON.replace(hour=8))
    new = a_statement(a_fact("current", 9), ts="2", said_at=NOON.replace(hour=9))
    source = a_statement(a_fact("evidence", None, ref="the ledger"), ts="3")
    assert evidence_of(new, [old, new, source]) == [source]
    assert evidence_of(old, [old, new, source]) == []


def test_a_figure_whose_message_was_deleted_is_no_longer_evidenced() -> None:
    """What cannot be looked up any more counts as claimed."""
    figure = a_statement(a_fact("current", 9), author=None)
    source = a_statement(a_fact("evidence", None, ref="the ledger"))
    assert evidence_of(figure, [figure, source]) == []


def test_what_was_recorded_for_the_whole_investment_is_not_asked_again() -> None:
    """An outcome in words closes the gap."""
    told = a_statement(a_fact("outcome", None, text="sooner"), measure=None)
    assert "outcome" not in asked(open_gaps("live", BARE, (), [told]))


def test_a_name_that_fits_two_measures_means_neither() -> None:
    """Nothing is recorded on a guess; the exact name is no guess."""
    both = (a_measure("m1", name="error rate"), a_measure("m2", name="billing error rate"))
    home = an_investment(measures=both)
    assert named(home, "Billing error rate") == both[1]
    assert named(home, "errors") is None
    assert named(home, None) is None


def test_a_source_named_later_shows_all_figures_of_the_message_before_it() -> None:
    """Two periods in one message, one report for both."""
    may = a_statement(a_fact("current", 9, as_of="2026-05"), ts="1")
    june = a_statement(a_fact("current", 8, as_of="2026-06"), ts="1")
    source = a_statement(a_fact("evidence", None, ref="the ledger"), ts="2")
    assert evidence_of(may, [may, june, source]) == evidence_of(june, [may, june, source]) != []


def test_a_level_without_a_number_is_still_asked_for() -> None:
    """ "From weeks to minutes" tells that it changed, not from what."""
    vague = a_statement(a_fact("baseline", None, "weeks", text="weeks"))
    assert asked(open_gaps("live", an_investment(), (), [vague]))[0] == "baseline"


def test_a_figure_with_its_period_tells_the_timeframe() -> None:
    """When it holds is not asked twice."""
    dated = a_statement(a_fact("current", 9, as_of="2026-05"))
    assert "timeframe" not in asked(open_gaps("live", an_investment(), (), [dated]))
    assert "timeframe" in asked(open_gaps("live", an_investment(), (), [a_statement()]))


def test_a_measure_is_meant_by_each_of_its_names() -> None:
    """An old name still finds it."""
    home = an_investment(measures=(a_measure(aliases=("turnaround",)), a_measure("m2", "rework")))
    assert named(home, "the turnaround") == home.measures[0]


def test_it_is_live_until_a_review_that_somebody_set() -> None:
    """A missing baseline is asked for until then, however long ago the launch was."""
    known = {"go_live": date(2026, 5, 1)}
    home = Investment.model_validate(BARE.model_dump() | known)
    assert stage_of(home, reading(), date(2027, 5, 31)) == "live"
    later = home.model_copy(update={"reviews": (date(2026, 12, 1), date(2026, 9, 1))})
    assert stage_of(later, reading(), date(2026, 8, 31)) == "live"
    assert stage_of(later, reading(), date(2026, 9, 1)) == "review"
