"""Facts and readings in the form others read."""

import pytest
from pydantic import ValidationError

from bot.benefits.facts import Fact
from bot.benefits.reading import UPDATE_SLOTS, MeasureSummary, Reading
from tests.builders import a_claim, a_fact, a_statement


def test_a_quote_fills_its_place_in_the_text() -> None:
    """A fact that points elsewhere is refused."""
    with pytest.raises(ValidationError, match="span the quote"):
        a_fact(quote="21 days", end=3)


def test_empty_keys_are_left_out_of_the_exchanged_form() -> None:
    """Whole numbers stand without a point; what was approximate says so."""
    assert a_fact().as_json() == {
        "slot": "baseline",
        "value": 21,
        "unit": "days",
        "quote": "21 days",
        "start": 0,
        "end": 7,
    }
    found = a_fact(value=4.5, approx=True).as_json()
    assert (found["value"], found["approx"]) == (4.5, True)


def test_labels_say_what_was_made_and_what_was_given() -> None:
    """A planned milestone is none yet."""
    done = Reading(is_update=True, claims=(a_claim(),), facts=(a_fact(),)).labels()
    assert len(done) == 13
    assert [name for name, holds in done.items() if holds] == [
        "is_update",
        "milestone",
        "baseline",
    ]
    assert not Reading(is_update=True, claims=(a_claim(status="planned"),)).labels()["milestone"]


def test_no_more_of_a_persons_words_is_kept_than_may_be() -> None:
    """Three hundred characters in one piece, where it stood."""
    long = "the portal is live " * 40
    claim = a_claim(long).kept()
    assert (claim.start, claim.end, claim.quote) == (0, 300, long[:300])
    fact = a_fact("evidence", None, long, ref=long).kept()
    assert (fact.end, fact.quote, fact.ref) == (300, long[:300], long[:300])
    assert a_fact().kept() == a_fact()


def test_a_deleted_message_leaves_the_figure_and_takes_the_words() -> None:
    """Quote, author and permalink are gone; what was stated and when stays."""
    said = a_statement(a_fact(start=4, end=11))
    gone = said.redacted()
    assert gone.source_deleted
    assert not said.source_deleted
    assert (gone.fact.quote, gone.permalink, gone.fact.value) == ("", None, 21)
    assert Fact.model_validate(gone.fact.model_dump()) == gone.fact
    assert (gone.said_at, gone.channel, gone.ts) == (said.said_at, said.channel, said.ts)


def test_a_reading_is_exchanged_without_its_questions() -> None:
    """Facts by slot, claims as they stand, whole numbers without a point."""
    summary = MeasureSummary(metric="handling time", baseline=21.0, unit="days")
    found = Reading(
        is_update=True, claims=(a_claim(),), facts=(a_fact(),), measures=(summary,)
    ).as_json()
    assert list(found["facts"]) == list(UPDATE_SLOTS)
    assert found["facts"]["baseline"] == [a_fact().as_json()]
    assert found["claims"][0]["kind"] == "milestone"
    assert found["measures"][0]["baseline"] == 21
    assert "questions" not in found


def test_the_kinds_of_delivery_are_named_once_each() -> None:
    """However many milestones there are."""
    claims = (
        a_claim(),
        a_claim(),
        a_claim(kind="adoption"),
        a_claim(kind="automation", status="hoped"),
    )
    assert Reading(is_update=True, claims=claims).deliveries == ("milestone", "adoption")
