"""What a language model says of a text counts as far as the text itself says it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import grounding
from bot.reading.drafted import Drafted, grounded

DAY = date(2026, 11, 20)
UPDATE = (
    "Quote-to-cash went from 14 to 9 days in Q3, per <https://x.test/r|the finance report>. "
    "Maria owns it, and I check it. Complaints are down 72%. We will not launch the portal. "
    "Ticket: https://github.com/a/b/issues/14"
)


def _drafted(*facts: dict[str, Any], claims: tuple[dict[str, Any], ...] = ()) -> Drafted:
    return grounded(UPDATE, DAY, claims, facts)


def _fact(**keys: Any) -> dict[str, Any]:
    return {"slot": "current", "quote": "from 14 to 9 days in Q3", **keys}


def test_a_figure_is_the_one_that_stands_in_the_words_with_their_unit_and_period() -> None:
    """The model only says which words play which part; nothing of the figure is its own."""
    found = _drafted(
        _fact(slot="baseline", number=14, measure="Quote-to-cash", unit="days"),
        _fact(number=9, when="in Q3", measure="quote to cash", segment="of all orders"),
        _fact(quote="“Complaints are down  72%”", number=-72, is_change=True, measure="Complaints"),
    )
    assert found.dropped == ()
    assert [one.as_json() for one in found.facts] == [
        {
            "slot": "baseline",
            "value": 14,
            "unit": "days",
            "measure": "Quote-to-cash",
            "quote": "from 14 to 9 days in Q3",
            "start": 19,
            "end": 42,
        },
        {
            "slot": "current",
            "value": 9,
            "unit": "days",
            "as_of": "2026-Q3",
            "quote": "from 14 to 9 days in Q3",
            "start": 19,
            "end": 42,
        },
        {
            "slot": "current",
            "change": -72,
            "change_unit": "%",
            "as_of": "2026-11-20",
            "measure": "Complaints",
            "quote": "Complaints are down 72%",
            "start": UPDATE.index("Complaints"),
            "end": UPDATE.index("72%") + 3,
        },
    ]


@pytest.mark.parametrize(
    ("drafted", "lacks"),
    [
        (_fact(number=16), "number"),
        (_fact(number=None), "number"),
        (_fact(number="about nine"), "number"),
        (_fact(low=9, high=14), "number"),
        (_fact(number=3, quote="in Q3"), "number"),
        (_fact(number=9, unit="weeks"), "unit"),
        (_fact(number=9, is_change=True), "direction"),
        (_fact(number=72, quote="down 72%"), "direction"),
        (_fact(number=9, quote="from 14 to 9 weeks"), "quote"),
        (_fact(number=4, quote="4 to 9 days"), "quote"),
        (_fact(number=9, quote=""), "quote"),
        (_fact(number=9, quote=UPDATE * 2), "quote"),
        (_fact(slot="owner", quote="Maria owns it", person="Mario"), "person"),
        (_fact(slot="owner", quote="Maria owns it", person="<@U1>"), "person"),
        (_fact(slot="owner", quote="Maria owns it", person="me"), "person"),
        (_fact(slot="evidence", quote="Complaints are down", source="the audit"), "source"),
        (_fact(slot="evidence", quote="https://github.com/a/b/issues/14"), "source"),
        (_fact(slot="timeframe", quote="Complaints are down"), "period"),
        (_fact(slot="verdict"), "shape"),
        (_fact(slot="problem", quote="Complaints are down 72%"), "shape"),
        (_fact(slot="attribution", quote="Maria owns it"), "shape"),
        ({"slot": "owner"}, "shape"),
    ],
)
def test_what_the_text_does_not_say_is_dropped_and_told(
    drafted: dict[str, Any], lacks: str
) -> None:
    """An invented quote, number, unit, name or source never reaches a card."""
    found = _drafted(drafted, _fact(number=9))
    assert [one.value for one in found.facts] == [9]
    assert [one.lacks for one in found.dropped] == [lacks]


@pytest.mark.parametrize(
    ("slot", "words", "lacks"),
    [
        ("owner", "<!here>", "person"),
        ("owner", "<#C0456EFGH|ops>", "person"),
        ("evidence", "<mailto:a@evil.example|our ledger>", "source"),
        ("evidence", "<tel:4155550123|our ledger>", "source"),
    ],
)
def test_everybody_is_no_owner_and_an_address_of_somebody_no_source(
    slot: str, words: str, lacks: str
) -> None:
    """However they are written."""
    fact = {"slot": slot, "quote": words, "person": words}
    found = grounded(f"Live: {words} has it.", DAY, (), [fact])
    assert (found.facts, [one.lacks for one in found.dropped]) == ((), [lacks])


def test_owners_sources_and_dates_are_as_the_text_has_them() -> None:
    """A name as it was said, "me" for who speaks, a link where one is given."""
    found = _drafted(
        _fact(slot="owner", quote="Maria owns it", person="maria".title()),
        _fact(slot="owner", quote="and I check it", person="I"),
        _fact(slot="evidence", quote="per <https://x.test/r|the finance report>"),
        _fact(slot="evidence", quote="the finance report", source="the finance report"),
        _fact(slot="timeframe", quote="in Q3"),
    )
    assert found.dropped == ()
    assert {one.person for one in found.facts if one.slot == "owner"} == {"Maria", "me"}
    refs = {one.ref for one in found.facts if one.slot == "evidence"}
    assert refs == {"https://x.test/r", "finance report"}
    assert [one.as_of for one in found.facts if one.slot == "timeframe"] == ["2026-Q3"]


@pytest.mark.parametrize(
    ("claimed", "became"),
    [
        ({"kind": "milestone", "quote": "launch the portal"}, "milestone planned None"),
        ({"kind": "outcome", "quote": "Maria owns it"}, "direction"),
        ({"kind": "outcome", "quote": "Complaints are down 72%"}, "outcome done better"),
        ({"kind": "goal", "quote": "Maria owns it", "status": "done"}, "goal planned None"),
        ({"kind": "reporting", "quote": "the finance dashboard"}, "quote"),
        ({"kind": "triumph", "quote": "Maria owns it"}, "shape"),
    ],
)
def test_a_claim_is_made_where_its_words_are_said_and_meant(
    claimed: dict[str, Any], became: str
) -> None:
    """What is denied or planned is not done, and an outcome's words tell which way it went."""
    found = _drafted(claims=(claimed,))
    told = [f"{one.kind} {one.status} {one.direction}" for one in found.claims]
    assert [*told, *(one.lacks for one in found.dropped)] == [became]


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("current", "We never saw 9 days of handling time."),
        ("current", "Handling time would be 9 days if everybody used it."),
        ("current", "We want handling time down to 9 days."),
        ("current", "Is handling time 9 days yet?"),
        ("current", "It is not true that handling time is 9 days."),
        ("current", "The vendor promised 9 days."),
        ("current", "Live.\n> handling time is 9 days, says the vendor"),
        ("current", "Version 3 is live. `timeout = 9 days` is set."),
        ("baseline", "Before go-live it was not 9 days."),
        ("target", "We do not aim for 9 days."),
        ("current", "It went from 9 days to 21 days."),
        ("target", "It went from 9 days to 21 days."),
        ("baseline", "It went from 21 days to 9 days."),
        ("target", "Rework was 9 days."),
        ("current", "Rework was 9 days. Refunds took long in 2025."),
        ("owner", "Maria does not own it."),
        ("owner", "Maria no longer answers for the 9 days."),
        ("owner", "Does Maria own it?"),
        ("evidence", "The finance report does not show it."),
    ],
)
def test_what_is_asked_denied_wished_for_or_quoted_is_no_fact(slot: str, text: str) -> None:
    """Whoever takes it for one."""
    quotes = {"owner": "Maria", "evidence": "The finance report"}
    named = {"person": "Maria", "source": "The finance report", "number": 9}
    found = grounded(text, DAY, (), [{"slot": slot, "quote": quotes.get(slot, "9 days"), **named}])
    assert found.facts == ()
    assert [one.lacks for one in found.dropped] == ["meant"]


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("baseline", "It has not moved from 9 days."),
        ("baseline", "It is no longer 9 days."),
        ("current", "It went from 21 to 9 days."),
        ("target", "It should come down to 9 days."),
    ],
)
def test_what_is_so_is_a_fact_however_it_is_said(slot: str, text: str) -> None:
    """A level that is denied to hold any more was one."""
    found = grounded(text, DAY, (), [{"slot": slot, "quote": "9 days", "number": 9}])
    assert [(one.slot, one.value) for one in found.facts] == [(slot, 9)]


@pytest.mark.parametrize(
    ("text", "measure", "when", "left"),
    [
        ("It is 9 days. Refunds took long in 2025.", "Refunds", "in 2025", (None, "2026-11-20")),
        ("Refunds took long in 2025. Now: 9 days.", "Refunds", "in 2025", ("Refunds", "2025")),
        ("Refunds, in 2025:\n- 4 people\n- 9 days", "Refunds", "2025", ("Refunds", "2025")),
        ("Refunds were late.\nThe desk took 9 days.", "Refunds", None, (None, "2026-11-20")),
        ("refunds were late. the desk took 9 days.", "refunds", None, (None, "2026-11-20")),
        ("It took 9 days.", "It", None, (None, "2026-11-20")),
        ("It took 9 of 21 days.", None, None, ()),
    ],
    ids=["behind it", "before it", "over it", "beside it", "small", "no name", "of so many"],
)
def test_a_figure_takes_its_measure_and_period_from_what_is_said_of_it(
    text: str, measure: str | None, when: str | None, left: tuple[str | None, ...]
) -> None:
    """Its sentence, what that goes on with, or what heads its list; no other words."""
    number = 9 if left else 21
    said = {"quote": text[text.index("9") : text.index("days") + 4], "number": number}
    found = grounded(text, DAY, (), [{"slot": "current", "measure": measure, "when": when, **said}])
    assert [(one.measure, one.as_of) for one in found.facts] == ([left] if left else [])


_WORDS = st.sampled_from([*UPDATE.split(), "16", "weeks", "Mario", "<@U1>", "", "\x00", "9"])
_PHRASE = st.lists(_WORDS, max_size=5).map(" ".join)
_NUMBERS = st.one_of(st.none(), st.sampled_from([3, 9, 14, 16, 72, -72]), st.floats(), _PHRASE)


@given(
    st.fixed_dictionaries(
        {"slot": st.sampled_from(["baseline", "current", "target", "owner", "evidence", "x"])},
        optional={
            "quote": _PHRASE,
            "number": _NUMBERS,
            "low": _NUMBERS,
            "high": _NUMBERS,
            "is_change": st.one_of(st.booleans(), _PHRASE),
            "unit": _PHRASE,
            "when": _PHRASE,
            "measure": _PHRASE,
            "person": _PHRASE,
            "source": _PHRASE,
        },
    )
)
def test_whatever_a_model_says_nothing_ungrounded_is_left(drafted: dict[str, Any]) -> None:
    """Every quote letter by letter, every number in its quote, every word from the text."""
    for one in _drafted(drafted).facts:
        assert grounding.stands(UPDATE, one)
        numbers = {abs(n) for n in (one.value, one.low, one.high, one.change) if n is not None}
        assert numbers <= {14, 9, 72}
        for word in (one.measure, one.person, one.ref):
            assert word in (None, "me") or word in UPDATE, word
