"""The example a newcomer finds: months of updates, told through the bot itself, nothing canned."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.sandbox.cast import CRM_ROLLOUT, HELEN, PRIYA, TOM
from bot.sandbox.journal import EXAMPLE_DONE, Journal
from bot.sandbox.shapes import Change, Json, Message, Try
from bot.sandbox.story import Step, story
from bot.sandbox.typed import as_stored
from bot.sandbox.workspace import Workspace

PATIENCE = 20.0
"""Seconds the bot is waited for; where it stays silent, the example ends there."""

TRIES = (
    Try(
        label="Link the channel as Priya",
        does="link",
        who=PRIYA,
        where=CRM_ROLLOUT,
        says="/whatimproved new CRM phase 2: quote-to-cash in days",
    ),
    Try(
        label="Post an update",
        does="update",
        who=PRIYA,
        where=CRM_ROLLOUT,
        says="CRM phase 2 is live :tada: 340 people logged in this week, 12 workflows automated, "
        "Power BI dashboards out.",
    ),
    Try(
        label="Answer it",
        does="answer",
        who=PRIYA,
        where=CRM_ROLLOUT,
        says="about 14 days in Q1, per Finance's Salesforce report. "
        "The head of sales operations owns it.",
    ),
    Try(
        label="Record it",
        does="record",
        who=TOM,
        where=CRM_ROLLOUT,
    ),
    Try(
        label="Weeks later: a new figure",
        does="update",
        who=PRIYA,
        where=CRM_ROLLOUT,
        says="Quote-to-cash is 9 days now, per Finance's Salesforce report.",
        nth=2,
    ),
    Try(
        label="Record that",
        does="record",
        who=TOM,
        where=CRM_ROLLOUT,
        nth=2,
    ),
    Try(
        label="Ask what improved",
        does="ask",
        who=HELEN,
        where=CRM_ROLLOUT,
        says="@What Improved? what improved on the CRM?",
    ),
    Try(
        label="See everything",
        does="ask",
        who=HELEN,
        says="what improved?",
    ),
)
"""What a newcomer is offered to do first; the bot's part in it is never canned. In the example the
channel is linked already: then that step is not shown.
"""

_BEGAN = "example began"


class Clock:
    """The local workspace's time: the real one, until it is set elsewhere for a while."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real = real
        self._away = timedelta()

    def __call__(self) -> datetime:
        return self._real() + self._away

    def go(self, at: datetime) -> None:
        """Tell the time from this moment on."""
        self._away = at - self._real()

    @property
    def ahead(self) -> timedelta:
        """How far it is from the real time."""
        return self._away

    def skip(self, span: timedelta) -> None:
        """Tell the time so much ahead of the real one."""
        self._away = span

    def come_back(self) -> None:
        """Tell the real time again."""
        self._away = timedelta()


async def seed(workspace: Workspace, journal: Journal, clock: Clock, now: datetime) -> None:
    """Give an empty workspace its example, once.

    An example that was broken off is completed from where it stopped; a workspace in which
    anything else was said is left as it is.
    """
    began = journal.noted(_BEGAN)
    if journal.noted(EXAMPLE_DONE) or not (began or journal.is_empty()):
        return
    journal.note(_BEGAN, began or now.isoformat())
    await _play(workspace, clock, datetime.fromisoformat(began) if began else now)
    journal.note(EXAMPLE_DONE, now.isoformat())


async def _play(workspace: Workspace, clock: Clock, now: datetime) -> None:
    """Live through the example in a moment, each step at its own time; the clock ends at now."""
    heads: dict[str, Message] = {}
    try:
        for step in story(now.date()):
            clock.go(step.at)
            if not await _take(workspace, step, heads):
                break
    finally:
        clock.come_back()
    for person in workspace.people:
        for room in workspace.rooms:
            workspace.mark_read(person, room)


async def _take(workspace: Workspace, step: Step, heads: dict[str, Message]) -> bool:
    """Take a step; one that was taken before changes nothing. False where the bot stayed silent."""
    room, head = step.where.id, heads.get(step.where.id)
    if step.click is not None:
        return head is not None and await _press(workspace, step, head)
    if step.says.startswith("/"):
        return await _command(workspace, step)
    said = await _say(workspace, step, head if step.in_thread else None)
    if said is None:
        return False
    if not step.in_thread:
        heads[room] = said
    return not step.bot_speaks or await _until(workspace, lambda: _is_answered(workspace, said))


async def _command(workspace: Workspace, step: Step) -> bool:
    room = step.where.id

    def is_obeyed() -> bool:
        said = _by_the_bot(workspace, workspace.messages(room))
        return any(float(one.ts) >= step.at.timestamp() for one in said)

    if not is_obeyed():
        await workspace.command(step.who.id, room, step.says)
    return await _until(workspace, is_obeyed)


async def _say(workspace: Workspace, step: Step, head: Message | None) -> Message | None:
    """Post, or tell the bot once more what was posted before: it may not have heard."""
    room = step.where.id
    there = workspace.thread(room, head.ts)[1:] if head else workspace.messages(room)
    stored = as_stored(step.says, workspace.people.values(), workspace.rooms.values())
    said = next((m for m in there if (m.user, m.text) == (step.who.id, stored)), None)
    if said is None:
        return await workspace.post(step.who.id, room, step.says, head.ts if head else None)
    if step.bot_speaks:
        workspace.news.posted(said)
    return said


async def _press(workspace: Workspace, step: Step, head: Message) -> bool:
    """Press the latest such button of a thread, and wait until it is gone."""
    action = step.click or ""
    found = _pressable(workspace, head, action)
    if found is not None:
        message, block_id, button = found
        await workspace.click(step.who.id, head.channel, message.ts, block_id, button)
    return await _until(workspace, lambda: _is_done(workspace, step, head))


def _is_done(workspace: Workspace, step: Step, head: Message) -> bool:
    """Whether a click had its effect, and the bot said what it had to say to it."""
    if _pressable(workspace, head, step.click or "") is not None:
        return False
    said = _by_the_bot(workspace, workspace.thread(head.channel, head.ts))
    return not step.bot_speaks or any(float(one.ts) >= step.at.timestamp() for one in said)


def _pressable(
    workspace: Workspace, head: Message, action: str
) -> tuple[Message, str, Json] | None:
    """The latest message of a thread with such a button, the id of its block, and the button."""
    for message in reversed(workspace.thread(head.channel, head.ts)):
        for block in message.blocks:
            for element in block.get("elements", ()):
                if element.get("action_id") == action:
                    return message, block["block_id"], element
    return None


def _is_answered(workspace: Workspace, said: Message) -> bool:
    thread = workspace.thread(said.channel, said.thread_ts or said.ts)
    return any(message.ts > said.ts for message in _by_the_bot(workspace, thread))


def _by_the_bot(workspace: Workspace, messages: list[Message]) -> list[Message]:
    return [message for message in messages if message.user == workspace.bot_user]


async def _until(workspace: Workspace, holds: Callable[[], bool]) -> bool:
    """Wait until something is so, looking again at every change. False where it never is."""
    changed = asyncio.Event()

    def note(_change: Change) -> None:
        changed.set()

    leave = workspace.subscribe(note)
    try:
        async with asyncio.timeout(PATIENCE):
            while not holds():
                changed.clear()
                await changed.wait()
    except TimeoutError:
        return False
    else:
        return True
    finally:
        leave()
