"""Helped: who asks what can be done here is told what is theirs to do."""

import re

from bot.advice.admins import is_admin
from bot.advice.doors import Doors
from bot.benefits.conversation import Line, Part, Post, Posted, Span
from bot.errors import ChatError, RateLimitedError

_GROUP = re.compile(r"^(?!• )(?P<title>.+)\n(?P<rows>(?:• .+\n?)+)", re.MULTILINE)


def is_by_admin(workspace: str, user: str, doors: Doors) -> bool:
    """Whether somebody says what holds for the whole workspace; who Slack cannot tell of now does
    not.
    """
    try:
        person = doors.directory.person(workspace, user)
    except RateLimitedError:
        raise
    except ChatError:
        return False
    with doors.records.work(workspace) as work:
        return is_admin(person, work.manners_of_house())


def page_for(said: Posted, doors: Doors) -> Post:
    """All of it for who asks directly; in a channel what is everybody's."""
    has_more = said.direct and is_by_admin(said.workspace, said.user, doors)
    return laid_out(doors.voice.say("help_admin" if has_more else "help"))


def laid_out(page: str) -> Post:
    """A page of help as a message: each group a part, so that its title is seen to be one."""
    groups = list(_GROUP.finditer(page))
    if not groups:
        return Post(lead=_lines(page))
    parts = [Part(title=it["title"], lines=_rows(it["rows"])) for it in groups]
    closing = page[groups[-1].end() :].strip() or None
    return Post(lead=_lines(page[: groups[0].start()]), parts=tuple(parts), closing=closing)


def _lines(text: str) -> tuple[Line, ...]:
    return tuple((Span(text=line),) for line in text.splitlines() if line.strip())


def _rows(text: str) -> tuple[Line, ...]:
    """What is typed stands out from what comes of it."""
    rows = (row.removeprefix("• ").rpartition(": ") for row in text.splitlines())
    return tuple(
        (Span(text=typed, strong=True), Span(text=f"{colon}{does}")) for typed, colon, does in rows
    )
