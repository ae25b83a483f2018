"""Tally: how many measures stand where, each counted once, wherever verdicts are counted."""

from collections.abc import Sequence

from bot.advice.standing import Placed
from bot.benefits.position import Verdict

COUNTED: dict[str, tuple[Verdict, ...]] = {
    "improved": ("improved",),
    "worse": ("worse",),
    "unchanged": ("unchanged",),
    "claimed": ("claimed_without_evidence",),
    "contradicted": ("contradicted",),
    "unknown": ("no_baseline", "not_measured", "not_due"),
}
"""What measures are counted as, in the order in which it is told: what got worse comes first
after what improved."""


def counted_as(verdict: Verdict) -> str:
    """What a measure of this verdict is counted as."""
    return next(name for name, verdicts in COUNTED.items() if verdict in verdicts)


def tally(placed: Sequence[Placed]) -> dict[str, list[Placed]]:
    """The measures by what they are counted as; what has no figure of the period asked for is not
    known.
    """
    held: dict[str, list[Placed]] = {name: [] for name in COUNTED}
    for one in placed:
        held[counted_as(one.position.verdict) if one.is_told else "unknown"].append(one)
    return held
