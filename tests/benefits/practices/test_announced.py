"""A post about something new: its name, its money, its day, and what is counted in it."""

from datetime import date

import pytest

from bot.benefits.practices import announced

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We are buying a new order portal, go-live in nine weeks.", "Order portal"),
        ("we replace the visitor booking system next year", "Visitor booking system"),
        ("New scheduling tool for the wards: goes live on 1 March", "Scheduling tool"),
        ("We are getting the team together.", None),
        ("We get a new one on Monday.", None),
        ("Orders take 3.5 days to confirm.", None),
    ],
)
def test_what_is_new_gives_the_name(text: str, name: str | None) -> None:
    """A word for anything gives none."""
    assert announced.name_in(text) == name


@pytest.mark.parametrize(
    ("channel", "name"),
    [("order-portal", "Order portal"), ("proj-ward_rota", "Ward rota"), ("general", None)],
)
def test_a_channel_gives_its_name(channel: str, name: str | None) -> None:
    """But one that is for everything."""
    assert announced.name_of_channel(channel) == name


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("go-live in nine weeks", date(2027, 1, 25)),
        ("live within 10 days", date(2026, 12, 3)),
        ("live in a month", date(2026, 12, 23)),
        ("live in spring", None),
    ],
)
def test_so_many_weeks_are_a_day(words: str, day: date | None) -> None:
    """Counted from the day it is said."""
    assert announced.live_in(words, TODAY) == day


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("Go-live in May, budget is £380k.", "£380k"),
        ("budget 380k", "380k"),
        ("We have a 1.2m budget for it.", "1.2m"),
        ("The budget is not known. It cost £3.", None),
        ("It costs £380k.", None),
    ],
)
def test_a_sum_beside_the_word_is_the_budget(text: str, budget: str | None) -> None:
    """As it was written."""
    assert announced.budget_in(text) == budget


@pytest.mark.parametrize(
    ("text", "name", "unit", "measure"),
    [
        ("Orders take 3.5 days to confirm.", "orders", "days", "time to confirm orders"),
        ("A booking takes 12 minutes on the phone.", "clients", "minutes", ""),
        ("Order confirmation took 6 days.", "order confirmation", "days", "order confirmation"),
        ("Complaints are at 12%.", "complaints", "%", "complaints"),
        ("Nurses take 4 hours to plan.", "doctors", "hours", ""),
    ],
)
def test_a_bare_thing_is_no_measure(text: str, name: str, unit: str, measure: str) -> None:
    """What it takes time to do with it is; where nothing says that, nobody invents it."""
    assert announced.measure_in(text, name, unit) == measure


def test_an_event_or_the_money_is_not_counted() -> None:
    """What has no name may be."""
    assert not any(map(announced.counts, ("go-live", "budget", "costs", "launch of it")))
    assert all(map(announced.counts, (None, "orders", "cost per order")))
