"""Practised: the shape of a practice, and of the ways in which it is reached."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from bot.advice.doors import Doors
from bot.advice.figures import Figures
from bot.advice.standing import Standing
from bot.benefits.conversation import Clicked, Commanded, Guided, Line, Part, Posted
from bot.benefits.entries import Entry
from bot.benefits.guides import Guide
from bot.ports import Voice, Work

Command = Callable[[Commanded, str, Doors, datetime], None]
"""Does what a command asks for: the command, the event's id, the doors, the time. It finishes the
event in the commit that holds its effects."""

Press = Callable[[Clicked, str, Doors, datetime], None]
"""Does what a button of a practice stands for, and finishes the event."""

Hears = Callable[[Posted, str, Doors, datetime], bool]
"""Whether a message was for this practice; then it is done, and the event finished."""

Falls = Callable[[str, Sequence[str], Doors, datetime], None]
"""Does what is due in a workspace for these refs, and plans each anew in the same commit."""


class Told(NamedTuple):
    """What an answer knows as it asks a practice for its part: the standing of the investments it
    is about, the entries of this practice that count, and the time it is told. `work` is the unit
    of work it is told in, opened for who reads it: what they may not see is not in it. A figure
    that is said is noted in `figures`, with where it comes from. `until` is the last day of a past
    that is asked for; None where it is told of now. `reader` is who asked.
    """

    standing: Standing
    entries: Sequence[Entry]
    voice: Voice
    now: datetime
    work: Work
    figures: Figures
    until: date | None = None
    reader: str = ""


class GuideWay(NamedTuple):
    """A form of a practice. `opens` gives it for a person in a place, or says in words why not:
    workspace, channel, user, ref; None where what follows a command is nothing of the form, and
    the command is done as it was typed. `wrong` says what is wrong with each field of what was
    sent, of a step too. `next` gives the step after one that `goes_on`; what was said before
    travels along to it by itself. `keep` records all of it and finishes the event.
    """

    opens: Callable[[str, str, str, str, Doors, datetime], Guide | str | None]
    wrong: Callable[[Guided, Doors, datetime], dict[str, str]]
    keep: Callable[[Guided, str, Doors, datetime], None]
    next: Callable[[Guided, Doors, datetime], Guide | None] = lambda _guided, _doors, _now: None


class Practised(NamedTuple):
    """A practice: what is asked of it by command, by form, by button, in words and by time, and
    what it adds to "what improved?": `part` of an answer in detail, `line` for one of many
    investments.
    """

    commands: Mapping[str, Command] = {}
    guides: Mapping[str, GuideWay] = {}
    guided_commands: Mapping[str, str] = {}
    """Verbs that open a form, each with the form's name: the words after it are the form's ref."""
    presses: Mapping[str, Press] = {}
    """By what comes before the first colon of the ref of the button."""
    hears: Hears | None = None
    heads: frozenset[str] = frozenset()
    """What the keys of its posts begin with, before the first colon, under which replies are
    heard."""
    falls: Mapping[str, Falls] = {}
    """By what comes before the first colon of the ref of what is due."""
    part: Callable[[Told], Part | None] | None = None
    line: Callable[[Told], Line | None] | None = None
