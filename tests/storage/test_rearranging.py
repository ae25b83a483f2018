"""Investments said anew, and what belongs to them given another home."""

import pytest

from bot.benefits.accepted import Acceptance
from bot.benefits.facts import Attestation
from bot.errors import NotFoundError
from bot.ports import Audience, Drifted
from storage.records import SqlRecords
from tests.builders import (
    CHANNEL,
    NOON,
    WORKSPACE,
    a_measure,
    a_noticed,
    a_proposal,
    a_question,
    a_record,
    an_entry,
    an_investment,
)


def test_an_investment_is_kept_as_it_is_now(records: SqlRecords) -> None:
    """Name, home, who may see it, and its measures in their order."""
    changed = an_investment(
        name="Claims desk",
        channel="C2",
        confidential=True,
        measures=(a_measure("m2", name="calls"), a_measure(name="handling")),
    )
    with records.work(WORKSPACE) as work:
        work.keep(changed)
        assert work.investment("i1") == changed
        assert work.investments_in("C2") == [changed]
        assert work.investments_in(CHANNEL) == []
        with pytest.raises(NotFoundError):
            work.keep(an_investment("i9"))
        work.commit()
    with records.work(WORKSPACE, Audience(channels=frozenset({"C2"}))) as work:
        assert work.investments() == []


def test_all_of_an_investment_finds_another_home(records: SqlRecords) -> None:
    """Facts, claims, questions, proposals and marks; the empty one is gone, no fact is."""
    both = (a_measure("m2"), a_measure("m3", name="calls"))
    with records.work(WORKSPACE) as work:
        work.keep(an_investment(measures=(a_measure(), a_measure("m3", name="calls"))))
        work.add_investment(an_investment("i2", measures=both[:1]), "U1", NOON)
        work.append(a_record())
        work.append(a_record("f2", measure=None))
        work.append(a_record("f3", measure="m3"))
        work.notice("c1", a_noticed())
        work.enter(an_entry("e1", about="m1"))
        work.enter(an_entry("e2", about="Salesforce"))
        work.ask(a_question())
        work.propose(a_proposal())
        work.attest(
            "a1", Attestation(investment="i1", measure="m1", role="owner", by="U1", at=NOON)
        )
        step = Acceptance(
            investment="i1", role="owner", person="U2", state="accepted", by="U2", at=NOON
        )
        work.accept("s1", step)
        work.drift(
            Drifted(
                id="d1",
                investment="i1",
                measure="m1",
                kind="rebaselined",
                slot="baseline",
                before="f1",
                proposal="p1",
                at=NOON,
            )
        )
        work.keep(an_investment("i2", measures=both))
        work.rehome("i1", "i2", {"m1": "m2", "m3": "m3"})
        assert [one.id for one in work.investments()] == ["i2"]
        moved = [(one.id, one.investment, one.about) for one in work.entries(["i2"])]
        assert moved == [("e1", "i2", "m2"), ("e2", "i2", "Salesforce")]
        assert work.acceptances(["i2"]) == [step.model_copy(update={"investment": "i2"})]
        assert [(one.id, one.measure) for one in work.facts(["i2"])] == [
            ("f1", "m2"),
            ("f2", None),
            ("f3", "m3"),
        ]
        assert len(work.noticed(["i2"])) == 1
        [question] = work.questions("i2")
        assert (question.investment, question.measure) == ("i2", "m2")
        [proposal] = work.open_proposals("i2")
        assert (proposal.investment, proposal.facts[0].measure) == ("i2", "m2")
        assert work.attestations(["i2"])[0].measure == "m2"
        assert work.drifts(["i2"])[0].measure == "m2"


def test_a_measure_gives_its_facts_to_another(records: SqlRecords) -> None:
    """Within one investment."""
    with records.work(WORKSPACE) as work:
        work.keep(an_investment(measures=(a_measure(), a_measure("m2", name="calls"))))
        work.append(a_record())
        work.keep(an_investment(measures=(a_measure("m2", name="calls"),)))
        work.rehome("i1", "i1", {"m1": "m2"})
        assert [one.measure for one in work.facts(["i1"])] == ["m2"]
        found = work.investment("i1")
    assert found is not None
    assert [one.id for one in found.measures] == ["m2"]
