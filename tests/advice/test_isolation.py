"""What is hidden changes no byte of what others are told."""

from pathlib import Path

import pytest

from tests.advice.world import LEAD, OTHER, PRIVATE, World, words
from tests.bench import isolation


@pytest.mark.parametrize("seed", range(8))
def test_worlds_that_differ_only_in_hidden_data_answer_alike(seed: int) -> None:
    """Aloud, alone, in follow-ups: byte for byte, and silent where the other is silent."""
    compared, is_different = isolation.differs(seed)
    assert compared > 20
    assert not is_different


def test_the_comparison_would_notice_a_leak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hidden things in a channel everybody reads do change what is said."""
    monkeypatch.setattr(isolation, "PRIVATE", OTHER)
    assert any(isolation.differs(seed)[1] for seed in range(4))


def test_who_may_see_it_is_told(world: World) -> None:
    """The same hidden things are there for their members."""
    world.begin(channel=PRIVATE)
    assert "Claims portal" in words(world.improved(user=LEAD))
