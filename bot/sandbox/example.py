"""The example a newcomer finds: months of updates, told through the bot itself, nothing canned."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from bot.benefits.facts import Value
from bot.sandbox.cast import AMARA, CRM_ROLLOUT, GENERAL, HELEN, JONAS, PRIYA, RETURNS, TOM
from bot.sandbox.journal import Journal
from bot.sandbox.page.rows import zone_of
from bot.sandbox.shapes import Change, Json, Message, Person, Room, Try
from bot.sandbox.workspace import Workspace

PATIENCE = 20.0
"""Seconds the bot is waited for; where it stays silent, the example ends there."""

TRIES = (
    Try(
        label="Post an update as Priya",
        who=PRIYA,
        where=CRM_ROLLOUT,
        says="CRM phase 2 is live :tada: 340 people logged in this week, 12 workflows automated, "
        "Power BI dashboards out.",
    ),
    Try(
        label="Answer the question, then press Record",
        who=PRIYA,
        where=CRM_ROLLOUT,
        says="about 14 days in Q1, per Finance's Salesforce report. "
        "The head of sales operations owns it.",
        in_thread=True,
    ),
    Try(
        label="As Helen, ask what improved",
        who=HELEN,
        where=CRM_ROLLOUT,
        says="@What Improved? what improved on the CRM?",
    ),
)
"""What a newcomer is offered to do first; the bot's part in it is never canned."""

_BEGAN, _DONE = "example began", "example done"
_MON, _TUE, _WED, _THU = range(4)


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

    def come_back(self) -> None:
        """Tell the real time again."""
        self._away = timedelta()


class Step(Value):
    """One thing a person does.

    `in_thread` replies under the room's latest head; `click` presses a button of the bot's latest
    message there. With `bot_speaks`, the bot's word is waited for.
    """

    at: datetime
    who: Person
    where: Room
    says: str = ""
    in_thread: bool = False
    click: str | None = None
    bot_speaks: bool = False


def story(today: date) -> tuple[Step, ...]:
    """Two investments: one that has shown its outcome, and one that is about to be asked.

    Everything happens on working days in office hours, in the order given, before `today`.
    """
    return tuple(sorted((*_returns(today), *_crm(today)), key=lambda step: step.at))


def _returns(today: date) -> Iterator[Step]:
    live = _at(today, 9, _THU, "09:40")
    quarter = (live.month - 1) // 3 or 4
    yield Step(
        at=_at(today, 11, _TUE, "10:15"),
        who=AMARA,
        where=RETURNS,
        says="/whatimproved new Returns portal: refund turnaround in days",
        bot_speaks=True,
    )
    yield Step(
        at=live,
        who=AMARA,
        where=RETURNS,
        says="The returns portal went live on Monday for every shop in the country. "
        "1,900 customers opened an account in the first three days.",
        bot_speaks=True,
    )
    yield Step(
        at=_at(today, 9, _THU, "11:05"),
        who=AMARA,
        where=RETURNS,
        says=f"about 11 days in Q{quarter}, per the finance refunds ledger. "
        "The head of customer care owns it.",
        in_thread=True,
        bot_speaks=True,
    )
    yield Step(at=_at(today, 9, _THU, "14:20"), who=JONAS, where=RETURNS, click="record")
    yield Step(
        at=_at(today, 2, _WED, "10:10"),
        who=AMARA,
        where=RETURNS,
        says="Refund turnaround is 6 days now, per the finance refunds ledger.",
        bot_speaks=True,
    )
    yield Step(at=_at(today, 2, _WED, "15:30"), who=JONAS, where=RETURNS, click="record")


def _crm(today: date) -> Iterator[Step]:
    yield Step(
        at=_at(today, 4, _MON, "09:55"),
        who=PRIYA,
        where=CRM_ROLLOUT,
        says="/whatimproved new CRM phase 2: quote-to-cash in days",
        bot_speaks=True,
    )
    yield Step(
        at=_at(today, 4, _MON, "10:20"),
        who=HELEN,
        where=CRM_ROLLOUT,
        says="Thanks Priya. When it is live I would like to hear what got better for our "
        "customers, not only what was delivered.",
    )
    yield Step(
        at=_at(today, 4, _TUE, "09:35"),
        who=TOM,
        where=CRM_ROLLOUT,
        says="Glad to help with the sales side. Shout if you need somebody from my team.",
    )
    yield Step(
        at=_at(today, 1, _MON, "09:05"),
        who=HELEN,
        where=GENERAL,
        says="The steering group meets on Thursday at 14:00 this month. Short updates in your "
        "channels beforehand, please.",
    )


def _at(today: date, weeks_ago: int, weekday: int, clock: str) -> datetime:
    """A moment of the week so many weeks before this one, on the people's own clock."""
    monday = today - timedelta(days=today.weekday(), weeks=weeks_ago)
    day = monday + timedelta(days=weekday)
    return datetime.combine(day, time.fromisoformat(clock), zone_of(PRIYA.tz))


async def seed(workspace: Workspace, journal: Journal, clock: Clock, now: datetime) -> None:
    """Give an empty workspace its example, once.

    An example that was broken off is completed from where it stopped; a workspace in which
    anything else was said is left as it is.
    """
    began = journal.noted(_BEGAN)
    if journal.noted(_DONE) or not (began or journal.is_empty()):
        return
    journal.note(_BEGAN, began or now.isoformat())
    await _play(workspace, clock, datetime.fromisoformat(began) if began else now)
    journal.note(_DONE, now.isoformat())


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
        return head is not None and await _click(workspace, step, head)
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
    if not _by_the_bot(workspace, workspace.messages(room)):
        await workspace.command(step.who.id, room, step.says)
    return await _until(workspace, lambda: bool(_by_the_bot(workspace, workspace.messages(room))))


async def _say(workspace: Workspace, step: Step, head: Message | None) -> Message | None:
    """Post, or tell the bot once more what was posted before: it may not have heard."""
    room = step.where.id
    there = workspace.thread(room, head.ts)[1:] if head else workspace.messages(room)
    said = next((m for m in there if (m.user, m.text) == (step.who.id, step.says)), None)
    if said is None:
        return await workspace.post(step.who.id, room, step.says, head.ts if head else None)
    if step.bot_speaks:
        workspace.news.posted(said)
    return said


async def _click(workspace: Workspace, step: Step, head: Message) -> bool:
    """Press the latest such button of a thread, and wait until it is gone."""
    action = step.click or ""
    found = _pressable(workspace, head, action)
    if found is not None:
        message, block_id, button = found
        await workspace.click(step.who.id, head.channel, message.ts, block_id, button)
    return await _until(workspace, lambda: _pressable(workspace, head, action) is None)


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
