"""The shortcodes people use most; any other is shown as it was typed."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Final


def _known() -> Iterator[tuple[str, str]]:
    table = files("bot.sandbox.page").joinpath("emoji.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        character, *names = line.split()
        if character != "#":
            yield from ((name, character) for name in names)


EMOJI: Final[dict[str, str]] = dict(_known())
"""Character by name, in the table's order."""

SHORTCODE: Final = r":(?P<emoji>[a-z0-9_+'-]+)(?:::skin-tone-[2-6])?:"
"""How one stands in a text, for a pattern that searches it. Tones of skin are left out."""


def emoji(name: str) -> str:
    """The picture for a shortcode's name (skin tones left out), or the shortcode itself."""
    return EMOJI.get(name.split("::")[0], f":{name}:")
