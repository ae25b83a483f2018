"""A batch of reminders keeps the budgets of everybody in it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advice.batch import Batch
from bot.benefits.manners import BUDGETS, Budget, HouseManners, PersonManners
from bot.ports import Person
from tests.builders import NOON

A_WEEK = timedelta(days=7)


def a_batch(budget: Budget, asked: list[float]) -> Batch:
    """U1 was asked so many days ago."""
    found = Batch(
        now=NOON,
        histories={},
        linkers={},
        said_last={},
        channels={},
        house=HouseManners(),
        holidays=frozenset(),
        people={"U1": Person(id="U1", name="u1")},
    )
    found.manners = {"U1": PersonManners(budget=budget)}
    found.times = {"U1": [NOON - timedelta(days=one) for one in asked]}
    return found


@pytest.mark.parametrize("budget", BUDGETS)
@given(asked=st.lists(st.floats(0, 20), max_size=6), steps=st.lists(st.floats(0, 3), max_size=20))
def test_a_budget_is_never_exceeded(budget: Budget, asked: list[float], steps: list[float]) -> None:
    """However often they might be asked: in no seven days more than they wish, and not never."""
    batch = a_batch(budget, asked)
    new = []
    for step in steps:
        batch.now += timedelta(days=step)
        free = batch.free_again("U1")
        assert (free <= batch.now) is batch.has_budget("U1")
        assert batch.now <= free <= batch.now + A_WEEK
        if batch.has_budget("U1"):
            batch.ask("U1")
            new.append(batch.now)
    for at in new:
        week = [one for one in batch.times["U1"] if at - A_WEEK < one <= at]
        assert len(week) <= BUDGETS[budget]
