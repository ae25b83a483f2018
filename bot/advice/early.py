"""Early: a reply that came before the update it stands under, since what is sent may overtake."""

from datetime import datetime

from bot.advice.again import said_again
from bot.advice.doors import Doors
from bot.advice.known import as_said
from bot.benefits.conversation import Posted
from bot.benefits.reading import AnswerContext

SOON = 600.0
"""Seconds after its update in which a reply may come first: Slack tries for so long."""

LONGEST = 2_000
"""Characters of a reply that is looked at: this happens before Slack is answered."""

_ANSWERS = ("answer", "not_known")


def is_soon(said: Posted) -> bool:
    """Whether a message is a reply that may have come before what it stands under."""
    if said.thread is None or said.direct or said.looked_up or len(said.text) > LONGEST:
        return False
    return 0 <= _posted(said.ts) - _posted(said.thread) <= SOON


def may_be(said: Posted, doors: Doors) -> bool:
    """Whether a reply in a thread we know nothing of may answer what we are yet to ask there."""
    if not is_soon(said):
        return False
    context = AnswerContext(today=said.at.date(), sender=said.user)
    return doors.reader.answer(said.text, context).kind in _ANSWERS


def _posted(ts: str) -> float:
    try:
        return float(ts)
    except ValueError:
        return 0.0


def early(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Look up what the reply stands under. Where it is an update that was not read yet, it is read
    next and the reply after it; when it is told of at last, it is known. Returns whether it is.
    """
    thread = said.thread
    if thread is None or not may_be(said, doors):
        return False
    with doors.records.work(said.workspace) as work:
        is_read = work.holds(said.channel, thread) or work.is_changed(said.channel, thread)
    head = None if is_read else said_again(said.workspace, said.channel, thread, doors)
    if head is None or not doors.reader.read(as_said(head, doors)).is_update:
        return False
    with doors.records.work(said.workspace) as work:
        if not work.edited(said.channel, thread, head.at):
            return False
        reply = said.model_copy(update={"looked_up": True})
        work.follow(event, [head, reply], now)
        work.finish(event, now)
        work.commit()
    return True
