"""Investments, facts and claims on record."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.errors import RecordsError
from storage.columns import NaiveTimeError
from storage.records import SqlRecords
from tests.builders import (
    NOON,
    WORKSPACE,
    a_claim,
    a_fact,
    a_measure,
    a_noticed,
    a_record,
    an_investment,
)


def test_investments_come_by_name_whatever_its_case(records: SqlRecords) -> None:
    """The order is one for people, and the same on every database."""
    with records.work(WORKSPACE) as work:
        for id, name in (("i2", "billing"), ("i3", "Zebra"), ("i4", "Éclair"), ("i5", "Apples")):
            work.add_investment(an_investment(id, name=name), "U1", NOON)
        names = [one.name for one in work.investments()]
    assert names == ["Apples", "billing", "Claims portal", "Zebra", "Éclair"]


def test_an_investment_comes_back_whole(records: SqlRecords) -> None:
    """Dates, stage, aliases, words and measures are kept."""
    whole = an_investment(
        "i2",
        aliases=("portal", "the new thing"),
        stage="live",
        go_live="2026-03-01",
        first_review="2026-09-01",
        outcome="Claims are settled sooner",
        problem="Customers wait",
        channel_is_private=True,
        measures=(a_measure("b", "second"), a_measure("a", "first", unit=None, better=None)),
    )
    with records.work(WORKSPACE) as work:
        work.add_investment(whole, "U1", NOON)
        assert work.investment("i2") == whole


def test_measures_keep_the_order_they_were_added_in(records: SqlRecords) -> None:
    """A measure added later stands after the others, whatever it is called."""
    with records.work(WORKSPACE) as work:
        work.add_measure("i1", a_measure("a", "a later one"))
        work.add_measure("i1", a_measure("z", "the last"))
        found = work.investment("i1")
    assert found is not None
    assert [measure.id for measure in found.measures] == ["m1", "a", "z"]


def test_only_investments_at_home_in_a_channel_are_found_there(records: SqlRecords) -> None:
    """Another channel's investment is not this one's."""
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment("i2", channel="C2"), "U1", NOON)
        assert [one.id for one in work.investments_in("C2")] == ["i2"]
        assert work.investments_in("C3") == []


def test_an_id_is_an_investment_s_for_ever(records: SqlRecords) -> None:
    """A second investment under a taken id is refused, not merged."""
    with records.work(WORKSPACE) as work, pytest.raises(RecordsError):
        work.add_investment(an_investment(name="Another"), "U1", NOON)


def test_a_fact_is_never_written_over(records: SqlRecords) -> None:
    """A taken id is refused and the first fact stays."""
    with records.work(WORKSPACE) as work:
        work.append(a_record())
        work.commit()
    with records.work(WORKSPACE) as work, pytest.raises(RecordsError):
        work.append(a_record(fact=a_fact(value=3)))
    with records.work(WORKSPACE) as work:
        assert work.facts(["i1"]) == [a_record()]


def test_a_correction_leaves_what_it_corrects_on_record(records: SqlRecords) -> None:
    """Both are given back; which one counts is for the position to say."""
    with records.work(WORKSPACE) as work:
        work.append(a_record("f1"))
        work.append(a_record("f2", a_fact(value=23), supersedes="f1"))
        assert [fact.supersedes for fact in work.facts(["i1"])] == [None, "f1"]


def test_facts_come_by_message_time_then_id_whatever_their_order_of_arrival(
    records: SqlRecords,
) -> None:
    """A message read late stands where it was said, to the microsecond."""
    said = {"e": 2.0, "b": 1.0, "d": 1.000001, "a": 1.0, "c": 1.0}
    with records.work(WORKSPACE) as work:
        for id, seconds in said.items():
            work.append(a_record(id, said_at=NOON + timedelta(seconds=seconds)))
        assert [fact.id for fact in work.facts(["i1"])] == ["a", "b", "c", "d", "e"]


def test_times_come_back_in_utc_as_the_same_instants(records: SqlRecords) -> None:
    """A time of another zone is kept as the instant it was."""
    there = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    with records.work(WORKSPACE) as work:
        work.append(a_record(said_at=there, recorded_at=there))
        found = work.facts(["i1"])[0]
    assert found.said_at == NOON
    assert found.said_at.tzinfo == found.recorded_at.tzinfo == UTC


def test_a_time_without_a_zone_is_refused(records: SqlRecords) -> None:
    """It names no instant, so it never gets on record."""
    with records.work(WORKSPACE) as work, pytest.raises(NaiveTimeError):
        work.append(a_record(said_at=datetime(2026, 6, 1, 12)))  # noqa: DTZ001


def test_a_fact_belongs_to_an_investment_and_a_measure_on_record(records: SqlRecords) -> None:
    """A fact about nothing anybody can look up is refused."""
    for lost in (a_record(investment="i9"), a_record(measure="m9")):
        with pytest.raises(RecordsError), records.work(WORKSPACE) as work:
            work.append(lost)


def test_a_fact_may_be_about_the_investment_alone(records: SqlRecords) -> None:
    """Its problem, say, has no measure; and its source may be deleted."""
    alone = a_record(
        fact=a_fact("problem", None, text="Customers wait"),
        measure=None,
        author=None,
        channel=None,
        ts=None,
        permalink=None,
    )
    with records.work(WORKSPACE) as work:
        work.append(alone)
        assert work.facts(["i1"]) == [alone]


def test_only_facts_of_the_investments_asked_for_come(records: SqlRecords) -> None:
    """None asked for, none given."""
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment("i2"), "U1", NOON)
        work.append(a_record("f1"))
        work.append(a_record("f2", investment="i2"))
        assert [fact.id for fact in work.facts(["i2"])] == ["f2"]
        assert [fact.id for fact in work.facts(["i1", "i2", "i9"])] == ["f1", "f2"]
        assert (work.facts([]), work.noticed([])) == ([], [])


def test_a_claim_noticed_twice_is_kept_once_as_it_was_first(records: SqlRecords) -> None:
    """An update read again after a crash changes nothing."""
    with records.work(WORKSPACE) as work:
        work.notice("c1", a_noticed())
        work.notice("c1", a_noticed(a_claim("something else")))
        assert work.noticed(["i1"]) == [a_noticed()]


def test_the_claims_of_a_disowned_message_are_forgotten(records: SqlRecords) -> None:
    """The answer "Not an update" takes back that message's claims and no other's."""
    other = a_noticed(ts="100.2", said_at=NOON + timedelta(minutes=1))
    with records.work(WORKSPACE) as work:
        work.notice("c1", a_noticed())
        work.notice("c2", a_noticed(a_claim("and trained")))
        work.notice("c3", other)
        work.disown("C1", "100.1")
        work.disown("C9", "100.2")
        assert work.noticed(["i1"]) == [other]
