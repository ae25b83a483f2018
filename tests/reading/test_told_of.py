"""Who answers for a figure, where it comes from and when it held, against mere mentions."""

import pytest

from bot.benefits.facts import Slot
from bot.benefits.reading import Said
from bot.reading import rules


def told(text: str, slot: Slot) -> list[str | None]:
    """What the rules of language find in a slot, in words."""
    facts = [fact for fact in rules.find(Said(text=text)).facts if fact.slot == slot]
    return [fact.person or fact.ref or fact.text for fact in facts]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ravi Shah is on the hook for the 9-day goal.", "Ravi Shah"),
        ("Joanne answers for the 12-day turnaround.", "Joanne"),
        ("Turnaround is 9 days (owner: Priya Nair).", "Priya Nair"),
        ("SRO – Helen Brook. Turnaround was cut from 12 to 9 days.", "Helen Brook"),
        ("Accountable: head of claims. Target: 9 days.", "head of claims"),
        ("The benefit will be owned by Priya Nair.", "Priya Nair"),
        ("The 12-day number is Joanne Cole's.", "Joanne Cole"),
        ("Conversion is Anita's number; it went from 2.1% to 2.9%.", "Anita"),
        ("Priya will carry the 9-day target.", "Priya"),
        ("The 95% target sits with the service desk manager.", "service desk manager"),
        ("Straight-through rate 58%, goal 65%, owner Ines Mbeki.", "Ines Mbeki"),
        ("DRI for scrap: Tomasz Wieland", "Tomasz Wieland"),
        ("- Case closing time - Lars Holm - Expected: Nov 30", "Lars Holm"),
    ],
)
def test_who_answers_for_it_is_the_owner(text: str, person: str) -> None:
    """However accountability is put."""
    assert told(text, "owner") == [person]


@pytest.mark.parametrize(
    "text",
    [
        "As the delivery lead I closed 4 tickets.",
        "KR1: Increase activation from 22% to 35%",
        "CSAT: 4.6 (goal: 4.5)",
        "Total: 1,600,000 parcels",
        "Planned End Date: 11/30/2018",
        "Led by Aiko Tan, this tutorial shows the new features to 40 people.",
        "Each workshop will be led by experts in the field.",
        "The writing team is responsible for maintaining the handbook.",
        "We received donations from many companies, led by Northwind and Contoso.",
    ],
)
def test_a_doer_a_label_or_a_host_is_no_owner(text: str) -> None:
    """Nobody answers for a result by having done, led or maintained something."""
    assert told(text, "owner") == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Based on 412 responses, satisfaction rose to 4.3 out of 5.", ["412 responses"]),
        ("In our benchmarks we saw a 60% improvement in load times.", ["benchmarks"]),
        ("Wait is 9 days, figures from the booking system.", ["booking system"]),
        ("Wait is 9 days [the summit 2026](https://example.com/summit).", []),
        ("With 3 more days we could look in the data.", []),
    ],
)
def test_a_source_is_named_for_a_figure(text: str, source: list[str]) -> None:
    """A sample, a measurement, a report; neither an event nor data nobody names."""
    assert told(text, "evidence") == source


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Target: 80% before the peak.", ["before the peak"]),
        ("Enrolment in 2024 was 9,361.", ["in 2024"]),
        ("Today it takes 9 days to close a case.", []),
        ("14 March 2026 -- We are pleased to report 340 sign-ups.", []),
    ],
)
def test_a_date_is_of_a_result_or_a_goal(text: str, words: list[str]) -> None:
    """A dateline and the "today" of a baseline are none."""
    assert told(text, "timeframe") == words
