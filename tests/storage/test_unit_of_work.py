"""What every unit of work promises: all or nothing, one workspace, one audience."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.benefits.facts import Recorded
from bot.errors import NotFoundError, RecordsError
from bot.ports import Audience, Records, Work
from storage.records import SqlRecords
from tests.builders import (
    NOON,
    WORKSPACE,
    a_fact,
    a_measure,
    a_noticed,
    a_proposal,
    a_question,
    a_record,
    a_sending,
    an_investment,
)

NOBODY = Audience(channels=frozenset())
OUTSIDE = Audience(channels=frozenset({"C1", "C2"}))


def _fill(work: Work, id: str) -> None:
    """One of everything about an investment."""
    work.append(a_record(f"f-{id}", investment=id))
    work.notice(f"c-{id}", a_noticed(investment=id))
    work.ask(a_question(f"q-{id}", investment=id))
    work.propose(a_proposal(f"p-{id}", investment=id))


def _all_seen(work: Work, *ids: str) -> list[object]:
    """Everything a unit of work gives out about investments."""
    found: list[object] = [*work.investments(), *work.investments_in("C1")]
    found += [*work.facts(ids), *work.noticed(ids)]
    found += [*work.questions_under("C1", "100.1"), *work.proposals_under("C1", "100.1")]
    for id in ids:
        found += [*work.questions(id)]
        single = (work.investment(id), work.question(f"q-{id}"), work.proposal(f"p-{id}"))
        found += [one for one in single if one is not None]
    return found


def _stop_half_way(records: SqlRecords) -> None:
    with records.work(WORKSPACE) as work:
        _fill(work, "i1")
        raise LookupError("stop")


def _append_twice(records: SqlRecords, fact: Recorded) -> None:
    with records.work(WORKSPACE) as work:
        work.append(fact)
        work.append(fact)


def test_the_record_is_a_records_door(records: SqlRecords) -> None:
    """Use cases take it for the door they know."""
    door: Records = records
    with door.work(WORKSPACE) as work:
        assert [investment.id for investment in work.investments()] == ["i1"]


def test_leaving_without_commit_takes_everything_back(records: SqlRecords) -> None:
    """A use case that stops half way leaves no trace."""
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment("i2"), "U1", NOON)
        _fill(work, "i1")
        work.send(a_sending(), NOON)
    with records.work(WORKSPACE) as work:
        assert _all_seen(work, "i1", "i2") == [an_investment(), an_investment(), an_investment()]
        work.send(a_sending(), NOON)


def test_an_error_takes_everything_back_and_is_passed_on(records: SqlRecords) -> None:
    """The use case's own error reaches its caller, not one of the database."""
    with pytest.raises(LookupError, match="stop"):
        _stop_half_way(records)
    with records.work(WORKSPACE) as work:
        assert work.facts(["i1"]) == []


def test_work_after_commit_is_refused(records: SqlRecords) -> None:
    """Nothing can be written that a commit seemed to cover and did not."""
    with records.work(WORKSPACE) as work:
        work.commit()
        for late in (
            lambda: work.append(a_record()),
            lambda: work.facts(["i1"]),
            lambda: work.ask(a_question()),
            lambda: work.send(a_sending(), NOON),
            work.commit,
        ):
            with pytest.raises(RecordsError, match="over"):
                late()


def test_work_after_leaving_is_refused(records: SqlRecords) -> None:
    """A unit kept by mistake cannot be used outside its block."""
    with records.work(WORKSPACE) as work:
        pass
    with pytest.raises(RecordsError, match="over"):
        work.investments()


def test_a_refused_row_breaks_nothing_committed(records: SqlRecords) -> None:
    """After a failure inside one unit, the next unit works."""
    with pytest.raises(RecordsError):
        _append_twice(records, a_record())
    with records.work(WORKSPACE) as work:
        work.append(a_record())
        work.commit()


def test_an_error_tells_what_kind_it_was_and_nothing_anybody_wrote(records: SqlRecords) -> None:
    """Neither statements nor values reach a log through the error or what caused it."""
    secret = a_record(fact=a_fact(quote="the secret is 21 days"))
    with pytest.raises(RecordsError, match="IntegrityError") as raised:
        _append_twice(records, secret)
    told = f"{raised.value} {raised.value.__cause__}"
    assert "secret" not in told
    assert "INSERT" not in str(raised.value)


def test_two_workspaces_never_see_each_other(records: SqlRecords) -> None:
    """The same ids in another workspace are other things."""
    with records.work(WORKSPACE) as work:
        _fill(work, "i1")
        work.commit()
    with records.work("T2") as work:
        assert _all_seen(work, "i1") == []
        assert work.times_asked("U1", NOON) == []
        work.add_investment(an_investment(name="Another"), "U9", NOON)
        _fill(work, "i1")
        work.close("q-i1", "withdrawn", NOON)
        work.disown("C1", "100.1")
        work.commit()
    with records.work(WORKSPACE) as work:
        question = work.question("q-i1")
        assert question is not None
        assert question.state == "posted"
        assert len(work.noticed(["i1"])) == 1
        assert [one.name for one in work.investments()] == ["Claims portal"]


@pytest.mark.parametrize(
    ("audience", "sees"),
    [
        (None, {"home", "other", "secret"}),
        (NOBODY, set()),
        (OUTSIDE, {"home", "other"}),
        (Audience(channels=frozenset({"C1"})), {"home"}),
        (Audience(channels=frozenset({"C3"})), set()),
        (Audience(channels=frozenset({"C3"}), trusted=frozenset({"C3"})), {"secret"}),
        (Audience(channels=frozenset({"C1"}), viewer="U7"), {"home", "secret"}),
        (Audience(channels=frozenset(), viewer="U77"), {"other"}),
        (Audience(channels=frozenset(), viewer="U"), set()),
        (Audience(channels=frozenset(), viewer="%"), set()),
    ],
)
def test_an_audience_is_given_only_what_it_may_see(
    engine: Engine, audience: Audience | None, sees: set[str]
) -> None:
    """Investments of its channels, confidential ones where it may; the same for all about them."""
    records = SqlRecords(engine)
    homes = {"home": ("C1", ()), "other": ("C2", ("U77",)), "secret": ("C3", ("U6", "U7"))}
    with records.work(WORKSPACE) as work:
        for id, (channel, viewers) in homes.items():
            is_secret = id == "secret"
            made = an_investment(id, channel=channel, confidential=is_secret, viewers=viewers)
            work.add_investment(made, "U1", NOON)
            _fill(work, id)
        work.commit()
    with records.work(WORKSPACE, audience) as work:
        assert {one.id for one in work.investments()} == sees
        assert {one.investment for one in work.facts(list(homes))} == sees
        assert {one.investment for one in work.noticed(list(homes))} == sees
        assert {one.investment for one in work.questions_under("C1", "100.1")} == sees
        assert {one.investment for one in work.proposals_under("C1", "100.1")} == sees
        assert {id for id in homes if work.investment(id)} == sees
        assert {id for id in homes if work.question(f"q-{id}")} == sees
        assert {id for id in homes if work.questions(id)} == sees
        assert {id for id in homes if work.proposal(f"p-{id}")} == sees
        assert {i for i, (home, _) in homes.items() if work.investments_in(home)} == sees
        assert work.homes() == {homes[id][0]: id == "secret" for id in sorted(sees)}


def test_hidden_things_change_nothing_an_audience_is_told(engine: Engine) -> None:
    """Two workspaces that differ in a private channel alone look the same from outside it."""
    records = SqlRecords(engine)
    for workspace in ("T1", "T2"):
        with records.work(workspace) as work:
            work.add_investment(an_investment(), "U1", NOON)
            _fill(work, "i1")
            if workspace == "T2":
                hidden = an_investment("i0", channel="C3", channel_is_private=True, name="A")
                work.add_investment(hidden, "U1", NOON)
                _fill(work, "i0")
            work.commit()
    told = []
    for workspace in ("T1", "T2"):
        with records.work(workspace, OUTSIDE) as work:
            told.append(_all_seen(work, "i0", "i1"))
    assert told[0] == told[1]
    assert told[0]


def test_a_person_in_very_many_channels_is_answered(records: SqlRecords) -> None:
    """Membership of thousands of channels fits in a question to the database."""
    many = Audience(channels=frozenset(f"C{n}" for n in range(20_000)))
    with records.work(WORKSPACE, many) as work:
        assert [one.id for one in work.investments()] == ["i1"]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(min_size=1, max_size=40), quote=st.text(min_size=1, max_size=40))
def test_whatever_people_write_comes_back_letter_by_letter(
    records: SqlRecords, name: str, quote: str
) -> None:
    """Markup, control characters, NUL and every script are kept as they are."""
    fact = a_record("f", a_fact(quote=quote), investment="odd", measure="m")
    odd = an_investment("odd", name=name, measures=(a_measure("m", name),))
    with records.work(WORKSPACE) as work:
        work.add_investment(odd, "U1", NOON)
        work.append(fact)
        assert work.investment("odd") == odd
        assert work.facts(["odd"]) == [fact]


def test_an_unknown_investment_cannot_be_held_or_measured(records: SqlRecords) -> None:
    """Whoever names nothing on record is told so."""
    with records.work(WORKSPACE) as work:
        with pytest.raises(NotFoundError):
            work.hold("i9")
        with pytest.raises(NotFoundError):
            work.add_measure("i9", a_measure())


def test_every_workspace_with_an_investment_is_known_once(records: SqlRecords) -> None:
    """So that work over time reaches all of them; what was taken back counts for nothing."""
    for workspace, id in (("T0", "i1"), ("T0", "i2"), ("T9", "i1")):
        with records.work(workspace) as work:
            work.add_investment(an_investment(id), "U1", NOON)
            work.commit()
    with records.work("T5") as work:
        work.add_investment(an_investment(), "U1", NOON)
    assert records.workspaces() == ["T0", "T1", "T9"]


def test_who_may_see_a_confidential_investment_changes_with_it(records: SqlRecords) -> None:
    """What is put on record anew, by a merge say, opens it to nobody it no longer names."""
    secret = an_investment("i9", channel="C9", confidential=True, viewers=("U5",))
    with records.work(WORKSPACE) as work:
        work.add_investment(secret, "U1", NOON)
        work.keep(secret.model_copy(update={"viewers": ()}))
        work.commit()
    eyes = Audience(channels=frozenset(), viewer="U5")
    with records.work(WORKSPACE, eyes) as work:
        assert [one.id for one in work.investments()] == []
