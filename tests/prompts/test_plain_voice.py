"""The plain voice: our texts, with what is known put in."""

import pytest

from bot.benefits.measures import how_much
from bot.benefits.questions import wording_for
from bot.errors import PromptsError
from bot.ports import Voice
from bot.voice.plain import PlainVoice
from prompts.templates import Texts, load_texts


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_texts()


@pytest.fixture(scope="module")
def voice(texts: Texts) -> Voice:
    return PlainVoice(texts)


def test_a_launch_is_answered_by_asking_for_the_time_before_it(texts: Texts, voice: Voice) -> None:
    """The question of the first story, word for word."""
    asked, why = voice.ask(
        wording_for("baseline", "milestone", texts.wordings),
        measure="quote-to-cash",
        how_much=how_much("days"),
        investment="CRM phase 2",
    )
    assert asked == (
        "What was quote-to-cash before go-live: how many days, measured when, from which report?"
    )
    assert why.endswith(".")


@pytest.mark.parametrize("unit", [None, "days", "%", "GBP", "hours/week"])
def test_every_question_can_be_asked_with_a_measure_and_without(
    texts: Texts, voice: Voice, unit: str | None
) -> None:
    """Whatever is known, the question is whole and is one question."""
    for wording in texts.wordings:
        for measure in ("first reply", ""):
            asked, why = voice.ask(
                wording, measure=measure, how_much=how_much(unit), investment="the portal"
            )
            assert asked.count("?") == 1
            assert "  " not in asked + why
            assert not {"{", "}"} & set(asked + why)


def test_without_a_measure_a_phrase_stands_for_it(texts: Texts, voice: Voice) -> None:
    """An owner is asked for before anybody chose a measure."""
    asked, _ = voice.ask(
        wording_for("owner", "any", texts.wordings),
        measure="",
        how_much="how much",
        investment="the portal",
    )
    assert asked == (
        "Who in the business answers for what the portal should improve "
        "once the project team has gone?"
    )


def test_a_name_with_line_breaks_and_braces_stays_on_one_line(texts: Texts, voice: Voice) -> None:
    """Names are people's own words and are never read as a template."""
    asked, _ = voice.ask(
        wording_for("target", "any", texts.wordings),
        measure="first\n\n{reply}",
        how_much="how much",
        investment="x",
    )
    assert "first {reply} do you aim for" in asked


def test_what_a_question_needs_must_be_given(texts: Texts, voice: Voice) -> None:
    """A missing variable is a mistake of ours and is named."""
    wording = wording_for("baseline", "any", texts.wordings)
    with pytest.raises(PromptsError, match=r"\(baseline, any\): how_much not given"):
        voice.ask(wording, measure="churn", investment="x")
    with pytest.raises(PromptsError, match="mood cannot be named"):
        voice.ask(wording, measure="churn", how_much="how much", investment="x", mood="good")


def test_a_reply_is_said_by_its_key(voice: Voice) -> None:
    """An unknown key is a mistake of ours and is named."""
    assert voice.say("delivered", what="“the portal is live”") == (
        "Delivered, in your words: “the portal is live”."
    )
    with pytest.raises(PromptsError, match="'no_such_key': missing"):
        voice.say("no_such_key")


def test_several_are_asked_about_as_several(texts: Texts, voice: Voice) -> None:
    """ "What were calls about refunds", not "what was"."""
    asked, _ = voice.ask(
        wording_for("baseline", "milestone", texts.wordings),
        measure="calls about refunds",
        how_much="how many calls",
        investment="the portal",
    )
    assert asked.startswith("What were calls about refunds before go-live: how many calls,")
