"""Sheets: what a form for a measurement offers somebody, whatever the form looks like."""

from datetime import date

from bot.benefits.facts import Value


class Choice(Value):
    """Something of the record to choose, by its name."""

    id: str
    name: str


class Countable(Choice):
    """A measure to choose: its unit, and whether somebody is on record as its owner."""

    unit: str | None = None
    is_owned: bool = False


class Sheet(Value):
    """The investments one person may record for, by name; of the one that is `chosen` its measures.

    `today` is the day it is for them.
    """

    homes: tuple[Choice, ...]
    today: date
    chosen: Choice | None = None
    measures: tuple[Countable, ...] = ()
