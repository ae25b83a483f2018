"""A story told by an export, and what a replay of it must conclude."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

STORIES = Path(__file__).parent / "stories"


def names() -> list[str]:
    """Every story there is."""
    return sorted(path.parent.name for path in STORIES.glob("*/expected.yaml"))


def expected(name: str) -> dict[str, Any]:
    """What a story promises."""
    found: dict[str, Any] = yaml.safe_load((STORIES / name / "expected.yaml").read_text())
    return found


def misses(promised: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """What of a story's promises a replay did not keep; nothing where it kept all."""
    yield from _positions(promised.get("positions") or (), found["positions"])
    for line in promised.get("unknown") or ():
        if line not in found["unknown"]:
            yield f"is known: {line}"
    for line in promised.get("not_unknown") or ():
        if line in found["unknown"]:
            yield f"is unknown: {line}"
    for post in promised.get("posts") or ():
        if not any(_fits(post, one) for one in found["posts"]):
            yield f"was not posted: {post}"
    replied = {one["in_reply_to"]: one for one in found["posts"]}
    for ts in promised.get("silent") or ():
        if ts in replied:
            yield f"spoke to {ts}: {replied[ts]['kind']} {replied[ts]['text']}"
    for post in promised.get("never") or ():
        for one in found["posts"]:
            if _fits(post, one):
                yield f"posted {one}"


def _positions(promised: Any, found: Any) -> Iterator[str]:
    for wanted in promised:
        place = (wanted["investment"], wanted["measure"])
        own = [one for one in found if (one["investment"], one["measure"]) == place]
        if not own:
            others = [(one["investment"], one["measure"]) for one in found]
            yield f"no position for {place}, only {others}"
        for one in own:
            for key in wanted:
                if not _fits({key: wanted[key]}, one):
                    yield f"{place} {key}: {one.get(key)} and not {wanted[key]}"


def _fits(wanted: Any, found: Any) -> bool:
    """Whether all that is wanted is there; keys nobody speaks of may hold anything, and lists may
    hold more.
    """
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(_fits(value, found.get(key)) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return all(any(_fits(one, each) for each in found) for one in wanted)
    return str(wanted) == str(found) if isinstance(wanted, str) else bool(wanted == found)
