"""Which source shows which figure, where the simple cases of the gaps end."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.evidence import Shown, carried, evidence_of, is_bare_link, tied
from bot.benefits.facts import Slot, Stated
from tests.builders import NOON, a_fact, a_record, a_statement

SOURCE = a_fact("evidence", None, ref="the ledger")


def test_a_source_whose_message_was_deleted_shows_nothing() -> None:
    """What cannot be looked up is no evidence, though the figure's own message stands."""
    figure = a_statement(a_fact("current", 9), ts="1")
    source = a_statement(SOURCE, ts="2", author=None)
    assert evidence_of(figure, [figure, source]) == []


def test_a_source_of_another_measure_shows_nothing_of_this_one() -> None:
    """Neither beside a figure nor named later."""
    figure = a_statement(a_fact("current", 9), ts="1")
    beside = a_statement(SOURCE, ts="1", measure="m2")
    later = a_statement(SOURCE, ts="2", measure="m2")
    whole = a_statement(SOURCE, ts="3", measure=None)
    assert evidence_of(figure, [figure, beside, later, whole]) == [whole]


def test_facts_that_came_from_no_message_stand_each_for_itself() -> None:
    """A figure without a place shares it with nobody."""
    old = a_statement(a_fact("current", 12), ts=None)
    new = a_statement(a_fact("current", 9), ts=None, said_at=NOON + timedelta(hours=1))
    source = a_statement(SOURCE, ts=None, said_at=NOON + timedelta(hours=2))
    shown = Shown([old, new, source])
    assert (shown.of(old), shown.of(new)) == ([], [source])


def test_a_source_before_every_figure_shows_none() -> None:
    """A report named before there was a figure is not its evidence."""
    source = a_statement(SOURCE, ts="1")
    figure = a_statement(a_fact("current", 9), ts="2", said_at=NOON + timedelta(hours=1))
    assert evidence_of(figure, [source, figure]) == []


days = st.integers(min_value=0, max_value=4)


@st.composite
def statements(draw: st.DrawFn) -> Stated:
    """Figures and sources of a few messages."""
    day = draw(days)
    slots: list[Slot] = ["current", "baseline", "evidence"]
    slot = draw(st.sampled_from(slots))
    fact = a_fact(slot, None if slot == "evidence" else 9)
    said = {"said_at": NOON + timedelta(days=day), "ts": f"{day}.{draw(days)}"}
    measure = draw(st.sampled_from(["m1", None]))
    return a_statement(fact, measure=measure, **said)


@given(st.lists(statements(), max_size=12), st.randoms(use_true_random=False))
def test_what_shows_a_figure_does_not_depend_on_the_order(
    facts: list[Stated], chance: Random
) -> None:
    """The messages tell, not the rows."""
    figures = [fact for fact in facts if fact.fact.slot == "current"]
    before = [bool(evidence_of(figure, facts)) for figure in figures]
    chance.shuffle(facts)
    assert [bool(evidence_of(figure, facts)) for figure in figures] == before


def test_an_address_alone_does_not_say_which_report_it_is() -> None:
    """A named source does."""
    assert is_bare_link(a_statement(a_fact("evidence", None, ref="https://example.test/r")))
    assert not is_bare_link(a_statement(SOURCE))
    assert not is_bare_link(a_statement(a_fact("current", 9)))


def shown_by(figure: Stated, *facts: Stated) -> list[str | None]:
    """The sources of a figure, by name."""
    return [one.fact.ref for one in evidence_of(figure, [figure, *facts])]


def day(number: int, slot: Slot, value: float | None = None, **given: Any) -> Stated:
    """Said on that day, in a message of its own."""
    said = {"said_at": NOON + timedelta(days=number), "ts": f"{number}"} | given
    name: dict[str, Any] = {"ref": said.pop("ref", "the ledger")} if slot == "evidence" else {}
    return a_statement(a_fact(slot, value, **name), **said)


@pytest.mark.parametrize("measures", [("m1", "m2"), ("m1", "m1")])
def test_a_source_beside_another_measure_s_figure_alone_never_shows_that(
    measures: tuple[str, str],
) -> None:
    """Nor once the two measures are one: it shows what was said of its own before."""
    own, other = measures
    before, figure = day(1, "current", 9, measure=own), day(2, "current", 4, measure="m2")
    source = tied([figure, day(2, "evidence", measure="m1")])[1]
    source = source.model_copy(update={"measure": own})
    figure = figure.model_copy(update={"measure": other})
    assert shown_by(figure, before, source) == []
    assert shown_by(before, figure, source) == ["the ledger"]


def test_a_source_whose_figure_was_replaced_shows_no_other() -> None:
    """The ledger that showed a baseline does not come to show an older claim."""
    claimed, baseline = day(0, "current", 9), day(1, "baseline", 14)
    source = tied([baseline, day(1, "evidence")])[1]
    assert shown_by(claimed, source, day(3, "baseline", 18)) == []


OLD, NEW = day(1, "baseline", 14), day(3, "baseline", 16)


@pytest.mark.parametrize(
    ("beside", "moves"),
    [
        ([day(1, "evidence")], [True]),
        ([day(1, "evidence"), day(1, "current", 9)], [False]),
        ([day(1, "evidence", measure=None)], [False]),
        ([day(1, "evidence"), day(1, "evidence", ref="the survey")], [True, True]),
        ([day(1, "evidence", author=None)], []),
        ([], []),
    ],
)
def test_the_sources_of_a_figure_are_taken_along_by_its_correction(
    beside: list[Stated], moves: list[bool]
) -> None:
    """They keep their message; one that shows another figure too stays with that as well."""
    found = carried(OLD, NEW, [OLD, *beside])
    assert [one.moves for one in found] == moves
    assert [one.now.place for one in found] == [OLD.place for _ in moves]
    taken = [one.now for one in found]
    assert shown_by(NEW, *taken) == [one.fact.ref for one in taken]
    again = carried(NEW, day(5, "baseline", 17), [NEW, *taken])
    assert [one.now.shows for one in again] == ["C1:5" for _ in moves]


def test_a_figure_worded_anew_in_its_message_has_its_source_there() -> None:
    """Nothing is taken along within one message."""
    assert carried(OLD, OLD, [OLD, day(1, "evidence")]) == []


def test_what_was_on_record_is_taken_along_by_a_new_row() -> None:
    """The row stays; the one that is for the correction counts in its place."""
    source = a_record("e1", SOURCE, ts="1", said_at=OLD.said_at)
    [found] = carried(OLD, NEW, [OLD, source])
    assert (found.now.supersedes, found.now.shows) == ("e1", "C1:3")
