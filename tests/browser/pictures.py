"""Pictures of the page, taken by the walk through the story where they are asked for.

`WHATIMPROVED_SHOTS=readme pytest tests/browser/test_story.py` makes those of the README anew, in
their place; with a folder in place of `readme`, every step is taken, light and dark.
"""

import os
from pathlib import Path

from playwright.async_api import Locator

from tests.browser.screen import Screen

WANTED = os.environ.get("WHATIMPROVED_SHOTS")
PLACE = Path(__file__).parent / "pictures"
README = {"3-question": "question.png", "4-card": "card.png", "8-answer": "answer.png"}
"""The steps that the README shows, and what their pictures are called."""

SIZE = (1440, 900)
"""Pixels of a picture of the README: a desk's screen."""


async def picture(screen: Screen, step: str, last: Locator | None = None) -> None:
    """Take a picture of a step, with `last` in view; without anything under the mouse."""
    if WANTED is None or (WANTED == "readme" and step not in README):
        return
    await screen.page.mouse.move(SIZE[0] / 2, 2)
    if last is not None:
        await last.scroll_into_view_if_needed()
    if WANTED == "readme":
        await _take(screen, "light", PLACE / README[step])
        return
    for scheme in ("dark", "light"):
        await _take(screen, scheme, Path(WANTED) / f"{step}-{scheme}.png")


async def _take(screen: Screen, scheme: str, path: Path) -> None:
    colours = "dark" if scheme == "dark" else "light"
    await screen.page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    await screen.page.screenshot(path=path, animations="disabled")
