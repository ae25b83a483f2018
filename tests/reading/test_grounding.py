"""Nothing read that was not said, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.benefits.facts import Fact, Slot
from bot.benefits.reading import AnswerContext, Said
from bot.reading import grounding
from bot.reading.local import LocalReader

READER = LocalReader()
WORDS = (
    "from to 14 9 days % £1.2m about ~ -> => down by 40k reduced saved now was target owner: "
    "<@U1> <https://x.example.com|report> | * # > ``` :tada: Q1 since March a fortnight 1h20 half "
    ". , ; per report launched automated users dashboard İ ﬁ 👩‍💻 &gt; [a](b) ~~x~~ ** "
    "999999999999999 1/2 $"
)
PIECES = st.sampled_from([*WORDS.split(), "\n"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map(" ".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_everything_read_is_grounded(text: str) -> None:
    """No text makes the reader fail, and every quote stands where it says."""
    reading = READER.read(Said(text=text))
    assert all(text[claim.start : claim.end] == claim.quote for claim in reading.claims)
    assert all(grounding.fact_holds(text, fact) for fact in reading.facts)
    assert reading.is_update or not (reading.claims or reading.facts or reading.measures)


@given(
    TEXTS,
    st.sampled_from(
        ["baseline", "target", "current", "owner", "evidence", "timeframe", "problem", None]
    ),
)
@settings(max_examples=300, deadline=None)
def test_every_answer_is_grounded(text: str, asked: Slot | None) -> None:
    """The same of replies, whatever was asked."""
    answer = READER.answer(text, AnswerContext(asked=asked, unit="days"))
    assert all(grounding.fact_holds(text, fact) for fact in answer.facts)


def test_a_number_that_is_not_in_its_quote_is_dropped() -> None:
    """A figure nobody said is not kept."""
    said = Fact(slot="current", value=9, quote="9 days", start=0, end=6)
    made_up = Fact(slot="current", value=8, quote="9 days", start=0, end=6)
    assert grounding.kept("9 days now", [said, made_up]) == (said,)


def test_a_quote_that_is_not_in_the_text_is_dropped() -> None:
    """Words nobody said are not kept."""
    elsewhere = Fact(slot="owner", person="Priya", quote="Priya", start=0, end=5)
    assert grounding.kept("Dana owns it", [elsewhere]) == ()


@pytest.mark.parametrize(
    ("quote", "change"), [("was halved", -50.0), ("down a third", -33.3), ("doubled", 100.0)]
)
def test_a_number_in_words_stands_in_its_quote(quote: str, change: float) -> None:
    """Halved says fifty percent."""
    fact = Fact(
        slot="current", change=change, change_unit="%", quote=quote, start=0, end=len(quote)
    )
    assert grounding.fact_holds(quote, fact)


REPEATED = (
    *("a", "1 ", "from 1 to ", "<", "[", "[a](", "**", "|", "word ", "1,000,", "((", "to "),
    *("the head of ", "A B ", "\n", "- ", ".", "reduced the ", "~", "<https://x.example.com|"),
    *("x 5% ", "twenty ", "a million ", "| 5 | 6 |\n"),
)


@pytest.mark.parametrize("piece", REPEATED)
def test_the_longest_message_is_read(piece: str) -> None:
    """Forty thousand characters of anything come to an end, and are grounded."""
    text = (piece * 40_000)[:40_000]
    reading = READER.read(Said(text=text))
    READER.answer(text, AnswerContext(asked="baseline"))
    assert all(text[claim.start : claim.end] == claim.quote for claim in reading.claims)
