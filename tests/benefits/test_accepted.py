"""Who is asked about an investment, and who asked to be left alone."""

from datetime import timedelta
from typing import Any

import pytest

from bot.benefits.accepted import Acceptance, has_said_stop
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
