"""What stands beside the ledger: drift, attestations, the audit trail."""

from bot.benefits.facts import Attestation
from bot.ports import RATED, Answered, Audience, Done, Drifted
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE

NOBODY = Audience(channels=frozenset())


def a_drift(id: str = "d1") -> Drifted:
    """A second baseline."""
    return Drifted(
        id=id,
        investment="i1",
        measure="m1",
        kind="rebaselined",
        slot="baseline",
        before="f1",
        proposal="p1",
        at=NOON,
    )


def test_a_drift_is_noticed_once_and_settled_once(records: SqlRecords) -> None:
    """The first word on it stays."""
    with records.work(WORKSPACE) as work:
        assert work.drift(a_drift())
        assert not work.drift(a_drift())
        work.settle_drift("d1", "replaces", "U1", NOON)
        work.settle_drift("d1", "both_stand", "U2", NOON)
        found = work.drifted("d1")
        assert work.drifts(["i1"]) == [found]
        assert work.drifted("d2") is None
    assert found is not None
    assert (found.how, found.settled_by, found.settled_at) == ("replaces", "U1", NOON)


def test_marks_are_kept_once(records: SqlRecords) -> None:
    """Pressing twice is pressing once."""
    mark = Attestation(investment="i1", measure="m1", role="owner", by="U1", at=NOON)
    with records.work(WORKSPACE) as work:
        assert work.attest("a1", mark)
        assert not work.attest("a1", mark)
        assert work.attestations(["i1"]) == [mark]


def test_who_changed_what_is_kept_in_order(records: SqlRecords) -> None:
    """Any words, letter by letter."""
    done = Done(investment="i1", by="U1", at=NOON, what="rename", words="CRM \x00 to \ud83d")
    with records.work(WORKSPACE) as work:
        work.audit("e1", done)
        work.audit("e1", done)
        assert work.audited() == [done]


def test_a_rating_is_told_to_who_may_see_all_its_answer_is_about(records: SqlRecords) -> None:
    """What else was changed is none; the whole workspace is told of every one."""
    where = {"channel": "D1", "thread": None, "viewer": "U1", "alone": False, "at": NOON}
    done = Done(investment=None, by="U1", at=NOON, what="answer_good", words="theirs")
    with records.work(WORKSPACE) as work:
        for key, about in (("post:1", ()), ("post:2", ("i1",))):
            work.answered(Answered.model_validate({**where, "key": key, "investments": about}))
            work.audit(f"{RATED}{key}", done)
        work.audit("post:1", done)
        assert [one.what for one in work.ratings()] == ["answer_good"] * 2
        work.commit()
    with records.work(WORKSPACE, NOBODY) as work:
        assert len(work.ratings()) == 1


def test_what_an_audience_may_not_see_is_not_loaded(records: SqlRecords) -> None:
    """Beside the ledger as in it."""
    with records.work(WORKSPACE) as work:
        work.drift(a_drift())
        work.attest(
            "a1", Attestation(investment="i1", measure="m1", role="owner", by="U1", at=NOON)
        )
        work.commit()
    with records.work(WORKSPACE, NOBODY) as work:
        assert work.drifts(["i1"]) == []
        assert work.drifted("d1") is None
        assert work.attestations(["i1"]) == []
