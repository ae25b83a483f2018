"""The README's pictures, which the walk through the story takes: see `pictures.py`."""

import re
import struct
from pathlib import Path

import pytest

from tests.browser.pictures import PLACE, README, SIZE

ROOT = Path(__file__).parents[2]
LARGEST, SMALLEST = 300_000, 60_000
"""Bytes of a picture: the README opens at once, and an empty page is smaller."""


def test_the_readme_shows_the_pictures_that_are_taken_and_no_others() -> None:
    """Each that it names is one of those the story takes; each of those is there, and shown."""
    text = (ROOT / "README.md").read_text("utf-8")
    named = [ROOT / path for path in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)]
    assert named == [PLACE / name for name in README.values()]
    assert sorted(PLACE.iterdir()) == sorted(named)


@pytest.mark.parametrize("name", README.values())
def test_a_picture_is_of_the_kind_that_is_taken(name: str) -> None:
    """A PNG of a desk's screen with something on it, small enough to open at once."""
    found = (PLACE / name).read_bytes()
    assert found.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", found[16:24]) == SIZE
    assert SMALLEST < len(found) < LARGEST


def test_the_readme_tells_how_they_are_made() -> None:
    """The command stands where somebody who changes the page finds it."""
    command = "WHATIMPROVED_SHOTS=readme"
    assert command in (ROOT / "README.md").read_text("utf-8")
