"""The README and the command's own help say the same."""

import re
from collections.abc import Iterator
from pathlib import Path

import typer

from bot.__main__ import app

README = Path(__file__).parents[1] / "README.md"
OF_EVERY_COMMAND = {"--help"}


def _offered() -> Iterator[tuple[str, frozenset[str]]]:
    """Each command as it is typed, and the options it takes."""
    yield from _under("whatimproved", typer.main.get_command(app))


def _under(typed: str, command: object) -> Iterator[tuple[str, frozenset[str]]]:
    inner = getattr(command, "commands", {})
    if typed == "whatimproved" or not inner:
        yield typed, _options(command)
    for name, one in inner.items():
        yield from _under(f"{typed} {name}", one)


def _options(command: object) -> frozenset[str]:
    found = {
        name
        for each in getattr(command, "params", [])
        for name in (*each.opts, *each.secondary_opts)
    }
    return frozenset(name for name in found if name.startswith("--")) - OF_EVERY_COMMAND


def _told() -> dict[str, frozenset[str]]:
    """What the README's table of commands says of each."""
    rows = re.findall(r"^\| `(whatimproved[^`]*)` \|", README.read_text("utf-8"), re.MULTILINE)
    told: dict[str, frozenset[str]] = {}
    for row in rows:
        typed = " ".join(re.match(r"whatimproved(?: [a-z]+)*", row)[0].split())  # type: ignore[index]
        told[typed] = told.get(typed, frozenset()) | frozenset(re.findall(r"--[a-z-]+", row))
    return told


def test_the_readme_lists_every_command_with_every_option_and_no_other() -> None:
    """Who reads the table knows what there is; who types what it says is understood."""
    assert _told() == dict(_offered())


def test_the_readme_s_exit_codes_are_those_of_the_help() -> None:
    """A script relies on them."""
    epilog = str(app.info.epilog)
    codes = re.findall(r"\d [a-z][^·;.]*", epilog)
    assert len(codes) == 3
    for code in codes:
        assert code.strip() in README.read_text("utf-8")


def test_every_command_and_option_says_what_it_is_for() -> None:
    """No option stands in the help without a sentence."""
    for typed, command in _commands("whatimproved", typer.main.get_command(app)):
        assert getattr(command, "help", None), typed
        for each in getattr(command, "params", []):
            assert getattr(each, "help", None), f"{typed}: {each.name}"


def _commands(typed: str, command: object) -> Iterator[tuple[str, object]]:
    yield typed, command
    for name, one in getattr(command, "commands", {}).items():
        yield from _commands(f"{typed} {name}", one)
