"""The README's pictures, which the walk through the story takes.

`WHATIMPROVED_SHOTS=FOLDER pytest tests/browser/test_story.py` takes them anew, among others, as
`3-question-light.png` and `8-answer-light.png`.
"""

import struct
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = ("question.png", "answer.png")
LARGEST = 300_000
"""Bytes of a picture, so that the README opens at once."""


@pytest.mark.parametrize("name", PICTURES)
def test_the_readme_shows_a_picture_that_is_there(name: str) -> None:
    """It is a PNG as wide as a desk's screen, small enough, and the README leads to it."""
    path = ROOT / "tests" / "browser" / "pictures" / name
    found = path.read_bytes()
    assert found.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", found[16:24]) == (1440, 900)
    assert len(found) < LARGEST
    assert f"](tests/browser/pictures/{name})" in (ROOT / "README.md").read_text("utf-8")
