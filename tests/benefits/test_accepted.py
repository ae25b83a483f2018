"""Who is asked about an investment, and who asked to be left alone."""

from datetime import timedelta
from typing import Any

import pytest

from bot.benefits.accepted import (
    Acceptance,
    State,
    has_accepted,
    has_said_stop,
    may_be_asked,
    state_of,
)
from tests.builders import NOON


def steps(*told: str) -> list[Acceptance]:
    """What U2 said, one day after another: a role, a state and the investment where not i1."""
    found = []
    for days, one in enumerate(told):
        role, state, *of = one.split()
        given: dict[str, Any] = {"investment": of[0] if of else "i1", "role": role, "state": state}
        at = NOON + timedelta(days=days)
        found.append(Acceptance.model_validate(given | {"person": "U2", "by": "U2", "at": at}))
    return found


@pytest.mark.parametrize(
    ("told", "stop"),
    [
        ([], False),
        (["owner asked", "owner stopped"], True),
        (["sponsor accepted", "owner asked", "owner stopped"], True),
        (["owner asked", "owner stopped", "sponsor accepted"], False),
        (["owner asked", "owner stopped", "sponsor asked"], True),
        (["owner stopped i2"], False),
    ],
)
def test_stop_holds_for_the_whole_investment(told: list[str], stop: bool) -> None:
    """Whatever role it was said to, until they take one on; of another investment it says nothing,
    nor of anybody else.
    """
    said = steps(*told)
    assert has_said_stop("U2", "i1", said) is stop
    assert not has_said_stop("U3", "i1", said)
    assert not has_said_stop(None, "i1", said)


@pytest.mark.parametrize(
    ("told", "state", "again"),
    [
        ([], None, True),
        (["owner asked"], "asked", False),
        (["owner asked", "owner accepted"], "accepted", False),
        (["owner asked", "owner handed_on"], "handed_on", True),
        (["owner asked", "owner accepted", "owner handed_on"], "handed_on", True),
        (["owner accepted", "owner handed_on"], "handed_on", True),
        (["owner asked", "owner accepted", "owner handed_on", "owner asked"], "asked", False),
        (["owner asked", "owner handed_on", "owner accepted"], "accepted", False),
        (["owner asked", "owner handed_on", "owner asked", "owner handed_on"], "handed_on", False),
        (["owner asked", "owner stopped"], "stopped", False),
    ],
)
def test_who_handed_a_role_on_is_asked_once_more_where_it_comes_back(
    told: list[str], state: State | None, again: bool
) -> None:
    """They are not taken at their word from before; and nobody is asked a third time."""
    said = steps(*told)
    assert state_of("U2", "owner", "i1", said) == state
    assert may_be_asked("U2", "owner", "i1", said) is again


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        (["owner accepted"], True),
        (["owner accepted", "sponsor stopped"], False),
        (["sponsor stopped", "owner accepted"], True),
        (["owner accepted", "owner stopped", "owner resumed"], True),
    ],
)
def test_who_wants_to_hear_nothing_answers_for_nothing(told: list[str], holds: bool) -> None:
    """Said in whatever role, or of what was merged into it; until they say otherwise."""
    assert has_accepted("U2", "owner", "i1", steps(*told)) is holds
