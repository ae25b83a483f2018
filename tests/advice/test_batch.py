"""A batch of reminders keeps the budgets of everybody in it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advice.batch import Batch, names_of
from bot.benefits.accepted import Acceptance, Role, State
from bot.benefits.due import History
from bot.benefits.manners import BUDGETS, Away, Budget, HouseManners, PersonManners
from bot.ports import Person
from tests.builders import NOON, an_investment

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
MAY_20 = date(2026, 5, 20)


def a_batch(budget: Budget, asked: list[float]) -> Batch:
    """U1 was asked so many days ago."""
    found = Batch(
        now=NOON,
        histories={},
        linkers={},
        spoke={},
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


@pytest.mark.parametrize(
    ("rests", "home", "house", "own"),
    [
        (False, {}, HouseManners(), PersonManners()),
        (True, {"paused": True, "paused_until": MAY_20}, HouseManners(), PersonManners()),
        (True, {}, HouseManners(frozen_until=MAY_20), PersonManners()),
        (True, {}, HouseManners(), PersonManners(away=(Away(first=MAY_20, last=MAY_20),))),
        (False, {}, HouseManners(frozen_until=MAY_20 - A_DAY), PersonManners()),
    ],
)
def test_nobody_is_expected_to_answer_while_all_rests(
    rests: bool, home: dict[str, Any], house: HouseManners, own: PersonManners
) -> None:
    """The investment, the workspace, or who was asked."""
    batch = a_batch("standard", [])
    batch.house, batch.manners = house, {"U1": own}
    assert batch.rests(an_investment(**home), "U1", MAY_20) is rests


@pytest.mark.parametrize(
    ("stopped", "names"),
    [
        ([], ["U1", "U2", "U3"]),
        (["U1"], ["U2", "U3"]),
        (["U3", "U2"], ["U1"]),
        (["U1", "U2", "U3"], []),
    ],
)
def test_who_said_stop_names_nobody(stopped: list[str], names: list[str]) -> None:
    """Whatever they are to it: they are asked nothing about it."""

    def step(person: str, role: Role, state: State, at: datetime = NOON) -> Acceptance:
        return Acceptance(investment="i1", role=role, person=person, state=state, by=person, at=at)

    home = an_investment(delivery_lead="<@U1>", sponsor="<@U3>")
    said = [step("U3", "sponsor", "accepted")]
    said += [step(one, "owner", "stopped", NOON + A_DAY) for one in stopped]
    assert names_of(History(home, acceptances=said), "U2") == names
