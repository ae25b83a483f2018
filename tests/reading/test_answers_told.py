"""Replies as people give them: what stands beside the figure, and what is no figure of it."""

from datetime import date

import pytest

from bot.benefits.facts import LEVELS, Fact
from bot.benefits.reading import AnswerContext
from bot.reading.local import LocalReader

READER = LocalReader()


def facts(text: str, asked: str = "baseline") -> list[Fact]:
    context = AnswerContext(
        asked=asked, measure="kiln firing time", unit="hours", today=date(2026, 5, 20)
    )
    return list(READER.answer(text, context).facts)


REPLIES = {
    "18 hours, timed by the potters over three days in March": (18, "2026-03", None),
    "18 hours on average, 30 at worst, March": (18, "2026-03", None),
    "18 hours in 03/2026": (18, "2026-03", None),
    "18 hours in kiln 2 in March": (18, "2026-03", None),
    "18 hours at site B in March": (18, "2026-03", "site B"),
    "18½ hours in March": (18.5, "2026-03", None),
}


@pytest.mark.parametrize(("text", "told"), REPLIES.items())
def test_a_reply_has_one_figure_with_its_period_and_part(
    text: str, told: tuple[float, str, str | None]
) -> None:
    """How long somebody looked and the worst of the cases are no baselines."""
    found = [(one.value, one.as_of, one.segment) for one in facts(text) if one.slot in LEVELS]
    assert found == [told]


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("18 hours acc. to the firing log", "firing log"),
        ("18 hours — March — KilnTrack", "KilnTrack"),
        ("18 hours, read off the kiln timer", "kiln timer"),
        ("18 hours, timed by the potters with a watch", "timed by the potters"),
    ],
)
def test_a_reply_names_its_source_in_few_words(text: str, ref: str) -> None:
    """Shortened, between dashes, or as what was done."""
    assert [one.ref for one in facts(text) if one.slot == "evidence"] == [ref]


def test_two_people_who_share_it_are_kept_as_said() -> None:
    """That it is two of them is for the record to notice."""
    assert [one.person for one in facts("Mina and Jo share it", "owner")] == ["Mina and Jo"]


@pytest.mark.parametrize("tail", ["gate log", "KilnTrack again", "same sheet", "Firing log."])
def test_what_stands_behind_a_figure_is_nobody_s_name(tail: str) -> None:
    """Asked for an owner, a figure with its source names none."""
    found = facts(f"kiln firing time is 14 hours now, {tail}", "owner")
    assert [one.slot for one in found if one.slot == "owner"] == []


@pytest.mark.parametrize("text", ["Great effort, tell the potters", "Lovely job, drinks on me"])
def test_praise_names_no_source(text: str) -> None:
    """Asked for one, thanks are no answer."""
    assert facts(text, "evidence") == []


def test_a_number_that_opens_the_only_line_is_no_item_of_a_list() -> None:
    """ "31. Kiln log." is the figure and its source."""
    told = [(one.slot, one.value, one.ref) for one in facts("31. Kiln log.")]
    assert told == [("baseline", 31, None), ("evidence", None, "Kiln log")]
