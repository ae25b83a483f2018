"""What holds for every update read in the light of known measures, whatever is in it."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.benefits.facts import LONGEST_QUOTE
from bot.benefits.reading import Known, Said
from bot.reading import amounts
from bot.reading.local import LocalReader

READER = LocalReader()
AT = datetime(2026, 5, 20, 9, tzinfo=UTC)
KNOWN = (
    Known(name="discharge letter time", unit="hours", go_live=date(2026, 3, 2)),
    Known(name="mispicks", unit="mispicks/week", aliases=("wrong picks",)),
    Known(name="oven energy cost"),
    Known(name="rate"),
    Known(name="?!"),
)
PIECES = (
    "discharge letter time",
    "Mispicks",
    "wrong picks:",
    "oven energy",
    "rate",
    " is ",
    " was ",
    " at ",
    " to ",
    " from ",
    "19 hours",
    "14 a week",
    "€11k a month",
    "12",
    "3%",
    "half a dozen days",
    "halved",
    " in April",
    " by June",
    "Before go-live it was 60.",
    "target ",
    "baseline ",
    "per the MES",
    ", X report",
    "Ida Holm owns it",
    "<https://x.example/r|report>",
    "I hope ",
    "?",
    "\n- the Leeds depot: 12",
    "\n> ",
    ". ",
    "&amp;",
    "*",
    "_",
    "<@U1>",
    ":tada:",
    "\x00",
    "é",
    "数字",
    "🙄",
    "(n=1,200)",
    "not ",
    "~9~",
    "```",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=200)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, is_dated=st.booleans())
def test_every_quote_stands_in_the_text_and_every_number_in_its_quote(
    text: str, is_dated: bool
) -> None:
    """Letter by letter, at its place; no text makes it fail."""
    found = READER.read(Said(text=text, at=AT if is_dated else None, known=KNOWN))
    for fact in found.facts:
        assert text[fact.start : fact.end] == fact.quote
        assert 0 < len(fact.quote) <= LONGEST_QUOTE
        if fact.value is not None:
            assert fact.value in amounts.numbers_in(fact.quote)
    if not found.is_update:
        assert found.facts == ()


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_the_same_text_is_read_the_same(text: str) -> None:
    """And no figure is told twice in one part."""
    said = Said(text=text, at=AT, known=KNOWN)
    found = READER.read(said)
    assert found == READER.read(said)
    keys = [
        (one.slot, one.value, one.low, one.start, one.end, one.measure, one.ref, one.person)
        for one in found.facts
        if one.is_level
    ]
    assert len(keys) == len(set(keys))


def test_the_longest_message_is_read() -> None:
    """Forty thousand characters of names and numbers end, with whatever was understood."""
    text = ("Discharge letter time is 19 hours and mispicks 14 a week, " * 1_000)[:40_000]
    found = READER.read(Said(text=text, at=AT, known=KNOWN))
    assert all(text[one.start : one.end] == one.quote for one in found.facts)
