"""The example a newcomer finds: months of updates, told through the bot itself, nothing canned."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.benefits.facts import Value
from bot.sandbox.cast import AMARA, CRM_ROLLOUT, HELEN, JONAS, PRIYA, RETURNS, TOM
from bot.sandbox.shapes import Change, Json, Message, Person, Room
from bot.sandbox.workspace import Workspace

PATIENCE = 20.0
"""Seconds the bot is waited for at each step; then the example goes on without it."""


class Clock:
    """The local workspace's time: the real one, until it is set elsewhere for a while."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real = real
        self._away = timedelta()

    def __call__(self) -> datetime:
        return self._real() + self._away

    def go(self, days_ago: float) -> None:
        """Tell the time of so many days ago from here on; nought is now."""
        self._away = timedelta(days=-days_ago)


class Step(Value):
    """One thing a person does, so many days ago.

    `in_thread` replies under the room's latest head; `click` presses a button of the bot's latest
    message there. With `bot_speaks`, the bot's word is waited for.
    """

    days_ago: float
    who: Person
    where: Room
    says: str = ""
    in_thread: bool = False
    click: str | None = None
    bot_speaks: bool = False


def story(today: datetime) -> tuple[Step, ...]:
    """Two investments: one that has shown its outcome, and one that is about to be asked."""
    went_live = today - timedelta(days=63)
    quarter = (went_live.month - 1) // 3 or 4
    return (
        Step(
            days_ago=76,
            who=AMARA,
            where=RETURNS,
            says="/whatimproved new Returns portal: refund turnaround in days",
            bot_speaks=True,
        ),
        Step(
            days_ago=63,
            who=AMARA,
            where=RETURNS,
            says="The returns portal went live on Monday for every shop in the country. "
            "1,900 customers opened an account in the first week.",
            bot_speaks=True,
        ),
        Step(
            days_ago=62.9,
            who=AMARA,
            where=RETURNS,
            says=f"about 11 days in Q{quarter}, per the finance refunds ledger. "
            "The head of customer care owns it.",
            in_thread=True,
            bot_speaks=True,
        ),
        Step(days_ago=62.8, who=JONAS, where=RETURNS, click="record"),
        Step(
            days_ago=30,
            who=PRIYA,
            where=CRM_ROLLOUT,
            says="/whatimproved new CRM phase 2: quote-to-cash in days",
            bot_speaks=True,
        ),
        Step(
            days_ago=29,
            who=HELEN,
            where=CRM_ROLLOUT,
            says="Thanks all. I would like to hear what gets better for the business, "
            "not only what gets delivered.",
        ),
        Step(
            days_ago=28,
            who=TOM,
            where=CRM_ROLLOUT,
            says="Happy to help with the sales side, shout if you need me.",
        ),
        Step(
            days_ago=13,
            who=AMARA,
            where=RETURNS,
            says="Refund turnaround is 6 days now, per the finance refunds ledger.",
            bot_speaks=True,
        ),
        Step(days_ago=12.9, who=JONAS, where=RETURNS, click="record"),
    )


async def play(workspace: Workspace, clock: Clock, today: datetime) -> None:
    """Live through the example in a moment, each step at its own time; the clock ends at now."""
    heads: dict[str, str] = {}
    try:
        for step in story(today):
            clock.go(step.days_ago)
            await _take(workspace, step, heads)
    finally:
        clock.go(0)
    for person in workspace.people:
        for room in workspace.rooms:
            workspace.mark_read(person, room)


async def _take(workspace: Workspace, step: Step, heads: dict[str, str]) -> None:
    room, head = step.where.id, heads.get(step.where.id)
    before = len(_by_the_bot(workspace, room))
    if step.click is not None and head is not None:
        await _click(workspace, step, head)
        return
    if step.says.startswith("/"):
        await workspace.command(step.who.id, room, step.says)
    else:
        said = await workspace.post(
            step.who.id, room, step.says, thread_ts=head if step.in_thread else None
        )
        if said is not None and not step.in_thread:
            heads[room] = said.ts
    if step.bot_speaks:
        await _until(workspace, lambda: len(_by_the_bot(workspace, room)) > before)


async def _click(workspace: Workspace, step: Step, head: str) -> None:
    room, action = step.where.id, step.click or ""
    for message in reversed(workspace.thread(room, head)):
        pressed = _button(message, action)
        if pressed is not None:
            await workspace.click(step.who.id, room, message.ts, *pressed)
            await _until(workspace, partial(_has_changed, workspace, message))
            return


def _button(message: Message, action: str) -> tuple[str, Json] | None:
    for block in message.blocks:
        for element in block.get("elements", ()):
            if element.get("action_id") == action:
                return block["block_id"], element
    return None


def _has_changed(workspace: Workspace, before: Message) -> bool:
    head = before.thread_ts or before.ts
    now = next((m for m in workspace.thread(before.channel, head) if m.ts == before.ts), before)
    return now.blocks != before.blocks


def _by_the_bot(workspace: Workspace, room: str) -> list[Message]:
    heads = workspace.messages(room)
    replies = [reply for head in heads for reply in workspace.thread(room, head.ts)[1:]]
    return [message for message in (*heads, *replies) if message.user == workspace.bot_user]


async def _until(workspace: Workspace, holds: Callable[[], bool]) -> None:
    """Wait until something is so, looking again at every change."""
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
        return
    finally:
        leave()
