"""A Home: what one person is shown of the record in one screen, in our words, and what they asked
it to show.
"""

from datetime import datetime
from typing import Literal, get_args

from pydantic import Field

from bot.benefits.conversation import Line, Option
from bot.benefits.facts import Value

Filter = Literal[
    "mine",
    "all",
    "due",
    "not_known",
    "improved",
    "worse",
    "framing",
    "delivery",
    "live",
    "review",
]
FILTERS: tuple[Filter, ...] = get_args(Filter)
"""Which investments are listed: the last four by their stage."""

PAGE = 20
"""Investments on a page."""

LONGEST = 80
"""Characters of a search that are looked for."""


class Wanted(Value):
    """What a list shows. It says nothing of what somebody may see.

    Without a filter it is what somebody has to do with, where there is any, else all. `page` counts
    from 0.
    """

    filter: Filter | None = None
    page: int = Field(default=0, ge=0, le=10_000)
    search: str = Field(default="", max_length=LONGEST)


class Waiting(Value):
    """A question that waits. `about` names investment and measure; `channel` is where it is at
    home, and `link` leads to the message it stands under, where that is known. `has_form` is
    whether the form has a field for its answer, `can_wait` whether it is this person's to put off.
    """

    question: str
    about: str
    text: str
    at: datetime
    channel: str
    link: str | None = None
    has_form: bool
    can_wait: bool


class Section(Value):
    """A part of the Home: its title, lines, questions and buttons; `records` is whether a figure
    may be given from there, `house` whether what holds for the workspace may be set there.
    """

    title: str
    lines: tuple[Line, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    options: tuple[Option, ...] = ()
    records: bool = False
    house: bool = False


class Entry(Value):
    """One investment in the list: `stage` in words, a line for each of its measures."""

    id: str
    name: str
    channel: str
    stage: str
    lines: tuple[Line, ...]


class Choice(Value):
    """A filter by its name."""

    filter: Filter
    label: str


class Shelf(Value):
    """A page of the investments somebody may see, as they asked for them.

    `total` counts all that fit; `none` says that none does.
    """

    title: str
    entries: tuple[Entry, ...]
    shown: Wanted
    choices: tuple[Choice, ...]
    total: int
    none: str = ""

    @property
    def pages(self) -> int:
        """How many there are; one at least."""
        return max(1, -(-self.total // PAGE))


class Home(Value):
    """All of it, as of a time. `notice` is what came of what was done in it last.

    Who has nothing to see has neither sections nor a shelf, but something to try: `begins`.
    """

    at: datetime
    lead: tuple[Line, ...]
    before: tuple[Section, ...] = ()
    shelf: Shelf | None = None
    after: tuple[Section, ...] = ()
    begins: bool = False
    closing: str = ""
    notice: str = ""
