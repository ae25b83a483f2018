"""Which measure an update is asked about, and which one a figure of it belongs to."""

from datetime import UTC, date, datetime

import pytest

from bot.advice import ask, place
from bot.benefits.facts import Fact, Slot, Stated
from bot.benefits.investment import Investment, Measure
from bot.benefits.reading import Reading

SOURCE = place.Source(
    author="U1", said_at=datetime(2026, 6, 15, tzinfo=UTC), channel="C1", ts="1.1", permalink=None
)


def invested(*names: str) -> Investment:
    measures = tuple(Measure(id=name, name=name, unit=None) for name in names)
    return Investment(
        id="I1", name="Depot", channel="C1", go_live=date(2026, 3, 2),
        measures=measures,
    )  # fmt: skip


def told(slot: Slot, value: float, measure: str, quote: str | None = None) -> Fact:
    said = quote or f"{measure} {value}"
    return Fact(slot=slot, value=value, measure=measure, quote=said, start=0, end=len(said))


def stated(facts: list[Fact], about: Investment) -> list[Stated]:
    return place.placed(facts, about, SOURCE)


def test_a_bare_figure_is_asked_where_it_shows_before_another_measure_is_asked_for() -> None:
    """Where its own baseline is known; without one that comes first, as in the table."""
    about = invested("plate cost", "queue time")
    reading = Reading(is_update=True)
    at = datetime(2026, 6, 15, 9, tzinfo=UTC)
    both = stated([told("baseline", 12, "queue time"), told("current", 9, "queue time")], about)
    first = ask.wanted(about, [], both, reading, at)[0].gap
    assert (first.asks, first.measure and first.measure.name) == ("evidence", "queue time")
    alone = stated([told("current", 9, "queue time")], about)
    first = ask.wanted(about, [], alone, reading, at)[0].gap
    assert (first.asks, first.measure and first.measure.name) == ("baseline", "queue time")


@pytest.mark.parametrize(
    ("measure", "other", "quote"),
    [
        ("entry errors", "clearance time", "3.9% in April (post-clearance report)"),
        ("first-time fix", "call-out time", "to 81% in May, call-out sheet"),
        ("no-shows", "waiting list", "4% in June (waiting list office)"),
    ],
)
def test_a_figure_is_of_the_measure_it_is_called_by(measure: str, other: str, quote: str) -> None:
    """Whatever another measure's words do in the name of its source."""
    found = stated([told("current", 4, measure, quote)], invested(other, measure))
    assert [one.measure for one in found] == [measure]
