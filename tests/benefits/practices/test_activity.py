"""Why activity gets reported: four causes, each only where the record shows it."""

from datetime import date, timedelta
from typing import Any

from bot.benefits.facts import Fact
from bot.benefits.practices.activity import Cause, Delivered, reasons
from tests.builders import NOON, a_fact, a_measure, a_record, an_investment

LIVE = Delivered(quote="the portal is live", author="U1", said_at=NOON, permalink="https://x.y/1")
TODAY = date(2026, 6, 1)
OWNED = Fact(slot="owner", person="<@U1>", quote="", start=0, end=0)


def causes(**given: Any) -> list[Cause]:
    """Of an investment with an owned measure in days and a problem, but for what is given."""
    usual: dict[str, Any] = {"problem": "Claims wait for weeks."}
    home = an_investment(**(usual | given))
    facts = [a_record("o1", OWNED)]
    return [one.cause for one in reasons(home, facts, [LIVE], frozenset({"milestone"}), TODAY)]


def test_a_record_that_is_framed_measured_and_owned_shows_no_cause() -> None:
    """Nothing is found where nothing is wrong."""
    assert causes() == []


def test_success_is_told_by_delivery_where_no_outcome_is_on_record() -> None:
    """The sentence that was taken for success is shown; an outcome in words is one."""
    home = an_investment(measures=(), problem="Claims wait.")
    [why, _] = reasons(home, [], [LIVE], frozenset({"milestone"}), TODAY)
    assert (why.cause, why.said) == ("delivery", LIVE)
    assert causes(measures=(), outcome="Claims are paid sooner.") == []
    assert causes(measures=(a_measure(name="uptime", unit="%"),)) == ["counts_activity"]
    assert reasons(home, [a_record("o1", OWNED)], [], frozenset(), TODAY) == []


def test_a_problem_nobody_wrote_down_is_a_cause() -> None:
    """One that an update told, or that was recorded, was framed."""
    assert causes(problem=None) == ["problem"]
    home = an_investment()
    said = Fact(slot="problem", text="Claims wait.", quote="Claims wait.", start=0, end=12)
    facts = [a_record("o1", OWNED), a_record("p1", said, measure=None)]
    assert reasons(home, facts, [LIVE], frozenset(), TODAY) == []
    assert reasons(home, facts[:1], [LIVE], frozenset({"problem"}), TODAY) == []


def test_measuring_is_late_once_it_is_live() -> None:
    """No baseline, one of a time after go-live, or one put on record after it: the worst is told,
    with what shows it; before go-live there is time.
    """
    live: dict[str, Any] = {"go_live": date(2026, 4, 20)}
    home = an_investment(**live, problem="Claims wait.")

    def found(*facts: Fact, days: int = 0) -> list[Cause]:
        said = NOON - timedelta(days=60 + days)
        rows = [a_record(f"b{n}", fact, said_at=said) for n, fact in enumerate(facts)]
        rows.append(a_record("o1", OWNED))
        why = reasons(home, rows, [LIVE], frozenset(), TODAY)
        assert all(one.shown is not None for one in why if one.cause.startswith("late"))
        return [one.cause for one in why]

    assert causes(**live) == ["no_baseline"]
    assert found(a_fact(as_of="2026-05")) == ["late"]
    assert found(a_fact(as_of="2026-Q1"), days=-50) == ["late_recorded"]
    assert found(a_fact(as_of="2026-Q1")) == []
    assert causes(go_live=date(2026, 7, 1)) == []


def test_an_outcome_of_several_owners_or_of_none_is_split() -> None:
    """The names are told as they are on record."""
    home = an_investment(problem="Claims wait.")
    other = OWNED.model_copy(update={"person": "head of claims"})
    facts = [a_record("o1", OWNED), a_record("o2", other)]
    [why] = reasons(home, facts, [LIVE], frozenset(), TODAY)
    assert (why.cause, why.names) == ("split", ("<@U1>", "head of claims"))
    [why] = reasons(home, [], [LIVE], frozenset(), TODAY)
    assert why.cause == "unowned"
