"""A replay for a person's eyes: how far it is, and what it found."""

from collections import Counter
from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from bot.benefits import measures
from bot.benefits.periods import in_words
from bot.benefits.position import Figure, Position
from bot.replay.entries import KINDS, Entry, by_week
from bot.replay.play import Replay, Replayed

EXAMPLES = 20
"""Of what would have been said, shown at most."""

_AS_IS: Final[dict[str, Any]] = {"markup": False, "highlight": False}


def watched(replay: Replay) -> Replayed:
    """Play it with a progress bar on standard error."""

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("Days read", total=replay.days)
        return replay.play(lambda: progress.advance(task))


def show(found: Replayed) -> None:
    """Print what it found: posts by week, some of them, positions, and what is unknown."""

    console = Console()
    told = Counter(one.kind for one in found.posts)
    console.print(
        f"Messages up to {found.as_of:%Y-%m-%d}: {found.messages}. "
        f"What the bot would have said: {len(found.posts)}.",
        highlight=False,
    )
    if told:
        console.print(_weeks(found.posts))
    _print_posts(console, found.posts)
    if found.positions:
        console.print("\nWhere each measure stands", style="bold")
    for position in found.positions:
        _print_position(console, position)
    if found.unknown:
        console.print("\nNot known", style="bold")
    for line in found.unknown:
        _print_below(console, line)


def _weeks(posts: tuple[Entry, ...]) -> Table:

    table = Table("Week", *KINDS.values(), title="By week")
    for week, entries in by_week(posts).items():
        told = Counter(one.kind for one in entries)
        table.add_row(week, *(str(told[kind] or "") for kind in KINDS))
    return table


def _print_posts(console: Console, posts: tuple[Entry, ...]) -> None:
    for one in posts[:EXAMPLES]:
        head = f"{one.at:%Y-%m-%d %H:%M} #{one.channel} · {one.kind}"
        console.print(printable(head), style="bold", **_AS_IS)
        for line in one.text.splitlines():
            _print_below(console, line)
    if (more := len(posts) - EXAMPLES) > 0:
        console.print(f"… and {more} more; --json prints all.")


def _print_position(console: Console, one: Position) -> None:
    """A measure a paragraph: a table of as many columns fits no terminal."""
    verdict = one.verdict.replace("_", " ")
    console.print(printable(f"{one.investment} · {one.measure}: {verdict}"), **_AS_IS)
    figures = {"before": one.baseline, "now": one.current, "target": one.target}
    told = [f"{name} {_figure(figure)}" for name, figure in figures.items() if _figure(figure)]
    told += [f"owner {one.owner}"] if one.owner else []
    if told:
        _print_below(console, " · ".join(told))


def _print_below(console: Console, words: str) -> None:
    """Words under a heading, set in also where they are broken."""
    console.print(Padding(Text(printable(words)), (0, 0, 0, 2), expand=False))


def printable(text: str) -> str:
    """The text without what a terminal would obey and nobody sees."""
    return "".join(sign for sign in text if sign.isprintable())


def _figure(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.low is not None and figure.high is not None:
        level = f"{measures.number(figure.low)}–{measures.amount(figure.high, figure.unit)}"
    elif figure.value is not None:
        level = measures.amount(figure.value, figure.unit)
    elif figure.change is not None:
        level = f"{figure.change:+g} {figure.change_unit or ''}".strip()
    else:
        return ""
    return f"{level} ({in_words(figure.as_of)})" if figure.as_of else level
