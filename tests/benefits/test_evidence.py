"""Which source shows which figure, where the simple cases of the gaps end."""

from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.evidence import Shown, evidence_of, is_bare_link
from bot.benefits.facts import Slot, Stated
from tests.builders import NOON, a_fact, a_statement

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
