"""A reply may tell of every measure there is, whichever was asked about."""

from datetime import date

import pytest

from bot.benefits.facts import LEVELS
from bot.benefits.reading import AnswerContext, AnswerReading, Known
from bot.reading.local import LocalReader

READER = LocalReader()
WAIT = Known(name="triage wait", unit="minutes", go_live=date(2026, 2, 3))
LEFT = Known(name="left unseen", unit="%", go_live=date(2026, 2, 3))
COST = Known(name="agency cost", unit="GBP/month", go_live=date(2026, 2, 3))


def answer(text: str, asked: str = "baseline", about: Known = WAIT) -> AnswerReading:
    return READER.answer(
        text,
        AnswerContext(
            asked=asked,
            measure=about.name,
            unit=about.unit,
            today=date(2026, 2, 4),
            known=(WAIT, LEFT, COST),
        ),
    )


REPLIES = {
    "triage wait was 1h12 in 2025, left unseen 6.4% in 2025, both from the ED log": {
        ("baseline", "triage wait", 72, "2025"),
        ("baseline", "left unseen", 6.4, "2025"),
    },
    "- agency cost was about £38k/month in 2025\n- left unseen was 5-8% in 2025\n"
    "- triage wait was 70 minutes in 2025": {
        ("baseline", "agency cost", 38_000, "2025"),
        ("baseline", "left unseen", None, "2025"),
        ("baseline", "triage wait", 70, "2025"),
    },
    "triage wait was 70 minutes in Q4\nagency cost was £41k a month in Q4": {
        ("baseline", "triage wait", 70, "2025-Q4"),
        ("baseline", "agency cost", 41_000, "2025-Q4"),
    },
    "70 minutes in Q4": {("baseline", "triage wait", 70, "2025-Q4")},
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), REPLIES.items())
def test_each_figure_of_a_reply_goes_to_the_measure_it_names(
    text: str, told: set[tuple[str, str, float | None, str]]
) -> None:
    """One answer to one question may close the gaps of all measures, and mixes none of them up."""
    found = [one for one in answer(text).facts if one.slot in LEVELS]
    assert {(one.slot, one.measure, one.value, one.as_of) for one in found} == told
    assert len(found) == len(told)


@pytest.mark.parametrize(
    "text",
    [
        "oh brilliant, and the new screens are 200% prettier",
        "lovely, the queue is now 3 times as smooth",
        "super, the chairs are 40% softer",
        "splendid, 150% brighter",
        "the new form is 30% nicer",
    ],
)
@pytest.mark.parametrize("asked", ["baseline", "owner", "current"])
def test_praise_is_no_answer(text: str, asked: str) -> None:
    """How much prettier something is, is no level, and nobody is called Brilliant."""
    assert answer(text, asked, LEFT).facts == ()


@pytest.mark.parametrize(
    "text",
    [
        "give us 2 weeks to run it in first, we dont have a figure yet",
        "give it 10 days, nobody measured it so far",
        "Give them 3 weeks. We have no numbers yet.",
    ],
)
def test_how_long_an_answer_takes_is_no_figure(text: str) -> None:
    """It is not known, and when it may be is no level."""
    found = answer(text, "current")
    assert (found.kind, found.facts) == ("not_known", ())


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("by the end of the summer term, let's say July", "2026-07"),
        ("by Easter, so say the end of March", "2026-03"),
        ("by autumn, i.e. October 2026", "2026-10"),
        ("Ideally by the spring, I mean May", "2026-05"),
    ],
)
@pytest.mark.parametrize("asked", ["target", "timeframe"])
def test_a_day_that_is_told_more_exactly_is_that_day(text: str, by: str, asked: str) -> None:
    """By when is told without any figure, and what somebody means by it counts."""
    told = [(one.slot, one.by) for one in answer(text, asked).facts]
    assert told == [("timeframe", by)]
    assert [one.by for one in answer(f"under 5% {text}", "target", LEFT).facts] == [by]


@pytest.mark.parametrize(
    "text",
    [
        "last month was awful",
        "in March we had the flood",
        "in 2025",
        "I'll get back to you by the end of March",
        "ask Helen, she will know by July",
        "I am at the dentist till the end of June",
        "the van has to be back by July",
    ],
)
def test_a_time_that_is_over_is_no_answer_to_what_is_intended(text: str) -> None:
    """Only until when something is meant to happen is."""
    assert answer(text, "target").facts == ()
