"""Meanwhile: a form is sent on what stood in it as it opened; others may have recorded since."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

_Key = TypeVar("_Key", bound=str)


def settled(
    keys: Iterable[_Key],
    opened: Mapping[_Key, str],
    sent: Mapping[str, str],
    now: Mapping[_Key, str],
) -> tuple[dict[_Key, str], list[_Key]]:
    """What each field comes to, and the fields that two people changed to different things.

    A field that was left as it opened stays as it is on record by now.
    """
    found: dict[_Key, str] = {}
    both = []
    for key in keys:
        before, said, stands = opened.get(key, ""), sent.get(key, "").strip(), now.get(key, "")
        found[key] = stands if said == before else said
        if said != before and stands not in (before, said):
            both.append(key)
    return found, both
