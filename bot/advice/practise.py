"""Practise: what belongs to a practice finds it."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.advice.doors import Doors
from bot.advice.practices.practised import GuideWay, Practised
from bot.advice.practices.table import PRACTICES
from bot.benefits.conversation import Clicked, Commanded, Guided, Posted
from bot.benefits.guides import Guide
from bot.ports import Work

log = logging.getLogger(__name__)

_OF_ITS_OWN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What goes wrong in a practice itself, and would again. Where Slack or the records fail, the whole
message is tried again.
"""


def command(typed: Commanded, event: str, doors: Doors, now: datetime) -> bool:
    """Do what a command asks of a practice; whether it was of one."""
    found = (one.commands.get(typed.verb) for one in PRACTICES.values())
    does = next(filter(None, found), None)
    if does is not None:
        does(typed, event, doors, now)
    return does is not None


def hears(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Whether a message was for a practice; then it is done. One that cannot read it is passed
    over: the figures in the message are heard all the same.
    """
    for name, one in PRACTICES.items():
        try:
            if one.hears is not None and one.hears(said, event, doors, now):
                return True
        except _OF_ITS_OWN as error:
            kind = type(error).__name__
            log.error("event %s was not heard by %s (%s)", event, name, kind)
    return False


def is_under(work: Work, channel: str, head: str) -> bool:
    """Whether a thread begins with a post of a practice that hears what is replied to it."""
    key = work.post_at(channel, head)
    return key is not None and any(key.partition(":")[0] in one.heads for one in _rows())


def press(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Do what a button stands for, once; one that nothing knows any more does nothing."""
    name = click.ref.partition(":")[0]
    does = next(filter(None, (one.presses.get(name) for one in _rows())), None)
    if does is not None:
        does(click, event, doors, now)
        return
    with doors.records.work(click.workspace) as work:
        work.finish(event, now)
        work.commit()


def fall(workspace: str, refs: Sequence[str], doors: Doors, now: datetime) -> None:
    """Do what is due of the practices. What none of them knows is planned no more."""
    known = {name: does for one in PRACTICES.values() for name, does in one.falls.items()}
    found: dict[str, list[str]] = defaultdict(list)
    for ref in refs:
        found[ref.partition(":")[0]].append(ref)
    for name, theirs in found.items():
        if name in known:
            known[name](workspace, theirs, doors, now)
        else:
            _forget(workspace, theirs, doors)


def _forget(workspace: str, refs: Sequence[str], doors: Doors) -> None:
    with doors.records.work(workspace) as work:
        work.plan_all("practice", dict.fromkeys(refs))
        work.commit()


def form_of(verb: str) -> str | None:
    """The name of the form a command opens; None where it opens none."""
    return next((one.guided_commands[verb] for one in _rows() if verb in one.guided_commands), None)


def opened(
    name: str, workspace: str, channel: str, user: str, ref: str, doors: Doors, now: datetime
) -> Guide | str | None:
    """A form for a person in a place, or why there is none, in words; None for an unknown name."""
    way = _way(name)
    return way.opens(workspace, channel, user, ref, doors, now) if way else None


def wrong(guided: Guided, doors: Doors, now: datetime) -> dict[str, str]:
    """What is wrong with each field of a form that was sent; nothing where nothing is."""
    way = _way(guided.name)
    return way.wrong(guided, doors, now) if way else {}


def next_step(guided: Guided, doors: Doors, now: datetime) -> Guide | None:
    """The step that follows what was sent; None where it was the last."""
    way = _way(guided.name)
    return way.next(guided, doors, now) if way else None


def guided(sent: Guided, event: str, doors: Doors, now: datetime) -> None:
    """Keep what a form holds, once."""
    way = _way(sent.name)
    if way is not None:
        way.keep(sent, event, doors, now)
        return
    with doors.records.work(sent.workspace) as work:
        work.finish(event, now)
        work.commit()


def _rows() -> list[Practised]:
    return list(PRACTICES.values())


def _way(name: str) -> GuideWay | None:
    return next((one.guides[name] for one in _rows() if name in one.guides), None)
