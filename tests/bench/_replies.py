"""When a fact that was read is the one a label means."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

OPEN = "?"
NUMBERS = ("value", "low", "high", "change")
LEVEL = (*NUMBERS, "change_unit", "unit", "as_of", "by")
KEYS: dict[str, tuple[str, ...]] = {
    "baseline": LEVEL,
    "current": LEVEL,
    "target": LEVEL,
    "owner": ("person",),
    "evidence": ("ref",),
    "timeframe": ("as_of",),
    "measure": ("measure", "unit"),
    "problem": ("text",),
    "outcome": ("text",),
    "attribution": ("text",),
    "barrier": ("text",),
}
"""What has to be right in a fact of each slot."""

DETAILS = ("approx", "bound", "segment", "measure")
"""What is scored beside it, only where a label says it."""

_SHARE = 0.6
"""Of two wordings of the same words, the part they have to share."""


def matches(label: Row, found: Row, sender: str | None) -> bool:
    """Whether the slot and all that has to be right of it are."""
    if found["slot"] not in _several(label["slot"]):
        return False
    return all(_same(key, label, found, sender) for key in KEYS[found["slot"]])


def is_of_slot(label: Row, found: Row) -> bool:
    """Whether the slot alone is right."""
    return found["slot"] in _several(label["slot"])


def details(label: Row, found: Row) -> tuple[int, int]:
    """Details right, and details the label says."""
    keys = [
        key for key in DETAILS if label.get(key, OPEN) != OPEN and key not in KEYS[found["slot"]]
    ]
    return sum(_same(key, label, found, None) for key in keys), len(keys)


def _several(wanted: Any) -> Sequence[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def _same(key: str, label: Row, found: Row, sender: str | None) -> bool:
    wanted, got = label.get(key), found.get(key)
    if wanted is None and key == "unit" and found["slot"] == "measure":
        return True
    return any(one == OPEN or _equal(key, one, got, sender) for one in _several(wanted))


def _equal(key: str, wanted: Any, got: Any, sender: str | None) -> bool:
    if wanted is None or got is None:
        return bool(wanted == got)
    if key in NUMBERS:
        return abs(float(wanted) - float(got)) <= 0.02 + 1e-6 * abs(float(wanted))
    if key == "person" and wanted == "me":
        return got in ("me", sender)
    if key in ("text", "measure", "segment"):
        return _alike(str(wanted), str(got))
    return _plain(str(wanted)) == _plain(str(got))


def _plain(words: str) -> str:
    bare = re.sub(r"[<>@\"'‘’“”.,!]+", "", words.lower())
    return re.sub(r"^(?:the|our|a|an)\s+", "", " ".join(bare.split()))


def _alike(wanted: str, got: str) -> bool:
    """Whether two wordings hold mostly the same words."""
    one, other = (set(re.findall(r"\w+", words.lower())) for words in (wanted, got))
    return len(one & other) >= _SHARE * max(1, len(one)) and len(one & other) >= 0.4 * len(other)


def paired(
    labels: Sequence[Row], found: Sequence[Row], right: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Each label with one fact at most, firm labels first, in the order of the text."""
    pairs: list[tuple[int, int]] = []
    for one, other in sorted(right, key=lambda pair: bool(labels[pair[0]].get("maybe"))):
        if all(one != label and other != fact for label, fact in pairs):
            pairs.append((one, other))
    return pairs
