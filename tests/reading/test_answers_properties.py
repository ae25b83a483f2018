"""What holds for every reply, whatever is in it."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.benefits.facts import Fact
from bot.benefits.reading import SLOTS, AnswerContext, AnswerReading
from bot.reading import amounts
from bot.reading.local import LocalReader

READER = LocalReader()
PIECES = (
    "14",
    "9 days",
    "1h20",
    "a fortnight",
    "halved",
    "£1.2m",
    "3 percentage points",
    "4,2 %",
    "40k",
    "16-18",
    "two and a half weeks",
    " in Q1",
    " by June",
    " last month",
    " week 45",
    "the head of finance owns it",
    "me",
    "<@U1>",
    "<https://x.example/r|report>",
    "per the MES",
    "no idea",
    "ask Finance",
    "thanks",
    "?",
    "now ",
    "before ",
    "from ",
    " to ",
    "not ",
    "should be ",
    "sorry, ",
    "\n• ",
    ", ",
    ". ",
    " (",
    ")",
    "*",
    "`",
    "~",
    "> ",
    ":tada:",
    "&amp;",
    "<",
    "|",
    "\x00",
    "é",
    "数字",
    "👍",
    "\u202e",
    "/s",
    "target ",
    "£",
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
)
DAYS = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2060, 12, 31)))
PRIOR = Fact(slot="baseline", value=14, unit="days", quote="14 days", start=0, end=7)
CONTEXTS = st.builds(
    AnswerContext,
    asked=st.sampled_from((None, *SLOTS)),
    measure=st.sampled_from((None, "lead time", "")),
    unit=st.sampled_from((None, "days", "%", "GBP", "errors/week", "")),
    today=DAYS,
    sender=st.sampled_from((None, "U9")),
    prior=st.sampled_from(((), (PRIOR,))),
)


def said(text: str, context: AnswerContext) -> AnswerReading:
    return READER.answer(text, context)


@settings(max_examples=600, deadline=None)
@given(TEXTS, CONTEXTS)
def test_quotes_stand_in_the_text_and_numbers_in_their_quotes(
    text: str, context: AnswerContext
) -> None:
    """Letter by letter, at their place; and no text breaks the reader."""
    for fact in said(text, context).facts:
        assert text[fact.start : fact.end] == fact.quote
        assert fact.quote.strip()
        told = {abs(n) for n in (fact.value, fact.low, fact.high, fact.change) if n is not None}
        assert told <= amounts.numbers_in(fact.quote)


@settings(max_examples=300, deadline=None)
@given(TEXTS, CONTEXTS)
def test_chatter_states_nothing_and_a_range_has_no_value(text: str, context: AnswerContext) -> None:
    """A change is never a level, and periods stand where they belong."""
    reading = said(text, context)
    assert reading.kind != "chatter" or not reading.facts
    for fact in reading.facts:
        assert fact.value is None or (
            fact.low is None and fact.high is None and fact.change is None
        )
        assert fact.by is None or fact.slot in ("target", "timeframe")
        assert fact.as_of is None or fact.slot != "target"


@settings(max_examples=150, deadline=None)
@given(TEXTS, CONTEXTS)
def test_the_same_reply_is_read_the_same_way(text: str, context: AnswerContext) -> None:
    """Whatever was read in between."""
    assert said(text, context) == said(text, context)


HEAPS = (
    "from 3 to 4 ",
    "14 days ",
    "9",
    "(((",
    "<https://x.example/a|",
    "ask ",
    "not 14 but ",
    "so much ",
    "the head of the ",
    "Anna Maria ",
    "in Q1 ",
    "£1.2m, ",
    "a half and ",
    "per the ",
    "\n• 6 h in Oct",
    "> ",
    "thanks ",
    "1,2",
    "owner: ",
    "no ",
    "?",
    "\u202e",
    "*",
    "-",
    "Jan to Feb ",
    "data ",
    "a ",
)


@pytest.mark.parametrize(("heap", "asked"), list(product(HEAPS, ("baseline", "owner", "evidence"))))
def test_a_reply_of_any_length_is_read_to_an_end(heap: str, asked: str) -> None:
    """Forty thousand characters of one thing; nothing is made of them that is not there."""
    text = (heap * 40_000)[:40_000]
    context = AnswerContext.model_validate(
        {"asked": asked, "unit": "days", "today": date(2026, 4, 1)}
    )
    for fact in said(text, context).facts:
        assert text[fact.start : fact.end] == fact.quote
