"""Unplaced: a reply to a message of ours of which Slack has not told us yet that it stands there.

Until it is told, or found, nobody knows what the reply is about: it is kept until then.
"""

from datetime import datetime

from bot.advice import asides, choose, thread
from bot.advice.doors import Doors
from bot.benefits.conversation import Clicked, Posted
from bot.benefits.reading import AnswerContext
from bot.ports import Work

_ANSWERS = ("answer", "not_known")


def may_be_under(work: Work, said: Posted | Clicked, *, asks: bool = False) -> bool:
    """Whether it may be a reply to a message of ours that is under way where it was said. What is
    sent to a person is under way to them, not to the conversation they read it in.
    """
    return work.is_under_way({said.channel, said.user}, said.at, asks)


def is_unplaced(said: Posted, doors: Doors, now: datetime) -> bool:
    """Whether what a message replies to may be known only later: its thread is none that we know,
    or it is said directly and may answer what its author is just being asked. Who speaks to us and
    answers nothing is not kept waiting.
    """
    if said.thread is None and not said.direct:
        return False
    with doors.records.work(said.workspace) as work:
        if said.thread is None:
            may_be = may_be_under(work, said, asks=True)
        else:
            may_be = not _is_known(work, said, said.thread) and may_be_under(work, said)
    return may_be and (not said.to_us or _replies(said, doors, now))


def _is_known(work: Work, said: Posted, head: str) -> bool:
    return (
        thread.is_ours(work, said.channel, head)
        or work.answer_in(said.channel, head) is not None
        or choose.is_open(work, said.workspace, said.channel, head)
    )


def _replies(said: Posted, doors: Doors, now: datetime) -> bool:
    if asides.aside(said.text, now.date()) is not None:
        return True
    context = AnswerContext(today=said.at.date(), sender=said.user)
    return doors.reader.answer(said.text, context).kind in _ANSWERS
