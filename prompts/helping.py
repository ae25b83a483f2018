"""What the command can do, told by what one wants and by who asks."""

import re
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from bot.benefits.facts import Value
from prompts import strict_yaml

HELP = "help.yaml"

_NEAR = 0.75
"""How much of a word has to be right for it to be taken for another, misspelt."""

_LONGEST = 40


class Row(Value):
    """One wish: the verbs it shows, how they are written, what comes of it. `also` are words that
    people type instead.
    """

    verbs: tuple[str, ...]
    usage: str
    says: str
    also: tuple[str, ...] = ()


class Group(Value):
    """Wishes of one kind; with `admins`, for those alone. One with a `page` stands there, not on
    the first page.
    """

    title: str
    admins: bool = False
    page: str = ""
    rows: tuple[Row, ...]


class Help(Value):
    """All of it. `unknown` and `whole` are said to a word that is none of the verbs; `more` leads
    from the first page to each other one.
    """

    lead: str
    how: str
    closing: str
    unknown: str
    whole: str
    more: str
    groups: tuple[Group, ...]

    @property
    def verbs(self) -> tuple[str, ...]:
        """Every verb that is shown, in its order."""
        return tuple(verb for group in self.groups for row in group.rows for verb in row.verbs)

    @property
    def pages(self) -> tuple[str, ...]:
        """The names of the pages beside the first."""
        return tuple(dict.fromkeys(group.page for group in self.groups if group.page))

    def page(
        self, command: str, *, is_admin: bool, bold: str = "", code: str = "", about: str = ""
    ) -> str:
        """The first page, or the one `about` something, for one person; `bold` and `code` are set
        around titles and usages.
        """
        typed = f"{code}{command}{code}"
        lines = [] if about else [self.lead]
        lines.append(self.how.format(command=typed))
        for group in self.groups:
            if group.page == about and (is_admin or not group.admins):
                lines.append(f"{bold}{group.title}{bold}")
                lines += [_line(row, code) for row in group.rows]
        if about:
            return "\n".join(lines)
        more = (self.more.format(command=f"{code}{command} help {one}{code}") for one in self.pages)
        return "\n".join([*lines, *more, self.closing])

    def nearest(self, word: str) -> Row | None:
        """What a word that is no verb was most likely meant for; None where nothing is near."""
        typed = word.casefold()
        if not re.fullmatch(rf"[\w-]{{1,{_LONGEST}}}", typed):
            return None
        known = {verb: row for group in self.groups for row in group.rows for verb in _known(row)}
        found = get_close_matches(typed, known, 1, _NEAR)
        return known[found[0]] if found else None

    def instead(self, row: Row, command: str, *, code: str = "") -> str:
        """What is said to a word that is near to a row; the word itself is not repeated."""
        whole = self.whole.format(command=command)
        return "\n".join((self.unknown, _line(row, code, f"{command} "), whole))


def _known(row: Row) -> tuple[str, ...]:
    return (*row.also, *row.verbs)


def _line(row: Row, code: str, command: str = "") -> str:
    """The usages of a row, the first of them with the command where it is told alone."""
    first, *others = row.usage.split(" · ")
    usages = " · ".join(f"{code}{one}{code}" for one in (f"{command}{first}", *others))
    return f"• {usages}: {row.says}"


@cache
def load_help() -> Help:
    """The help of this folder."""
    return Help.model_validate(strict_yaml.load((files("prompts") / HELP).read_text("utf-8")))
