"""A replay for a person's eyes: readable in a narrow terminal, whatever it is told."""

from typing import Any

import pytest

from bot.benefits.position import Figure, Position
from bot.replay.entries import Entry
from bot.replay.play import Replayed
from bot.replay.shown import show
from tests.builders import NOON

LONG = "average handling time of complaints that came in by letter"


def _found(**more: Any) -> Replayed:
    figures = {"baseline": _figure(21, as_of="2026-Q1"), "current": _figure(9, as_of="2026-05")}
    stands: dict[str, Any] = {"target": None, "owner": "head of claims", "verdict": "improved"}
    stands |= {"investment": "Claims portal", "measure": LONG, "ladder": "evidenced"}
    said = {"channel": "claims", "in_reply_to": "1.1", "at": NOON, "kind": "drift", "asks": None}
    known: dict[str, Any] = {
        "as_of": NOON,
        "messages": 3,
        "posts": (Entry.model_validate(said | {"text": f"{LONG} {LONG}\x1b[31m"}),),
        "positions": (Position(**stands, **figures),),
        "unknown": (f"Claims portal / {LONG}: target",),
        "broken": (),
    }
    return Replayed.model_validate(known | more)


def _figure(value: float, as_of: str) -> Figure:
    return Figure(value=value, unit="days", as_of=as_of)


@pytest.mark.parametrize("width", [80, 120])
def test_each_measure_is_told_whole_in_a_narrow_terminal(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its verdict, its figures with their dates and its owner; no line is longer than that."""
    monkeypatch.setenv("COLUMNS", str(width))
    show(_found())
    told = capsys.readouterr().out
    assert max(map(len, told.splitlines())) <= width
    in_one = " ".join(told.split())
    assert f"Claims portal · {LONG}: improved" in in_one
    assert "before 21 days (Q1 2026) · now 9 days (May 2026) · owner head of claims" in in_one
    assert f"Not known Claims portal / {LONG}: target" in in_one
    assert "\x1b" not in told


def test_a_replay_that_found_nothing_says_so_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No empty tables."""
    show(_found(posts=(), positions=(), unknown=()))
    assert len(capsys.readouterr().out.splitlines()) == 1
