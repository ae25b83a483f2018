"""A message that speaks of several investments is told apart where its figures say so."""

from bot.advice import apart
from bot.benefits.facts import Fact
from tests.builders import a_claim, a_measure, an_investment

KILN = an_investment("i1", measures=(a_measure("m1", "firing time"),))
SHOP = an_investment("i2", name="Web shop", measures=(a_measure("m2", "returned pots"),))
TEXT = "firing time 9 hours (kiln log)\nreturned pots 4%, shop export"


def fact(slot: str, quote: str, text: str = TEXT, **given: object) -> Fact:
    start = text.index(quote)
    return Fact.model_validate(
        {"slot": slot, "quote": quote, "start": start, "end": start + len(quote)} | given
    )


NINE = fact("current", "firing time 9 hours", value=9, unit="hours", measure="firing time")
FOUR = fact("current", "returned pots 4%", value=4, unit="%", measure="returned pots")
LOG = fact("evidence", "kiln log", ref="kiln log")
EXPORT = fact("evidence", "shop export", ref="shop export")


def test_each_investment_is_told_its_own_figures_and_what_stands_beside_them() -> None:
    """A source on the line of one figure shows no other."""
    told = apart.told(TEXT, [KILN, SHOP], [NINE, LOG, FOUR, EXPORT])
    assert told == [(KILN, [NINE, LOG]), (SHOP, [FOUR, EXPORT])]


def test_a_source_of_no_line_is_that_of_all() -> None:
    """ "Both from the ledger" shows each figure."""
    text = f"{TEXT}. Both from the ledger"
    both = fact("evidence", "the ledger", text, ref="ledger")
    told = apart.told(text, [KILN, SHOP], [NINE, FOUR, both])
    assert [own[-1] for _, own in told] == [both, both]


def test_where_a_figure_may_be_of_either_nothing_is_told_apart() -> None:
    """A figure that names no measure, or that of one investment alone, leaves the usual way."""
    bare = FOUR.model_copy(update={"measure": None})
    assert apart.told(TEXT, [KILN, SHOP], [NINE, bare]) == []
    assert apart.told(TEXT, [KILN, SHOP], [NINE, LOG]) == []


def test_each_owner_goes_where_the_measure_is() -> None:
    """Two owners in one sentence, without a figure; not where one names no measure."""
    text = "Uma answers for firing time and Raj for returned pots"
    uma = fact("owner", "Uma", text, person="Uma", measure="firing time")
    raj = fact("owner", "Raj", text, person="Raj", measure="returned pots")
    assert apart.told(text, [KILN, SHOP], [uma, raj]) == [(KILN, [uma]), (SHOP, [raj])]
    bare = raj.model_copy(update={"measure": None})
    assert apart.told(text, [KILN, SHOP], [uma, bare]) == []


def test_a_claim_is_kept_where_its_figure_is() -> None:
    """So that one investment's result is not claimed for the other."""
    claim = a_claim("returned pots 4%", start=FOUR.start, end=FOUR.end)
    assert apart.claimed([claim], [NINE, LOG]) == []
    assert apart.claimed([claim], [FOUR]) == [claim]
