"""Choices: what a message left open, offered as buttons and closed once it was said."""

from collections.abc import Sequence
from datetime import datetime

from bot.benefits.conversation import Line, Option, Post, Sending, Span
from bot.ports import Work

MOST = 10
"""Buttons offered at most: nobody reads more."""


def key_of(kind: str, workspace: str, channel: str, ts: str) -> str:
    """The key of the post that asks something about the message `ts`."""
    return f"{kind}:{workspace}:{channel}:{ts}"


def offer(
    work: Work,
    key: str,
    lead: str,
    options: Sequence[Option],
    channel: str,
    thread: str,
    now: datetime,
    many: str = "",
) -> None:
    """Ask, with a button for each answer; asked once. Of too many to choose from none is offered:
    `many` says how to name it instead.
    """
    if len(options) > MOST:
        lead, options = many or lead, ()
    post = Post(lead=((Span(text=lead),),), options=tuple(options))
    work.send(Sending(key=key, way="post", channel=channel, thread=thread, post=post), now)


def is_open(work: Work, key: str) -> bool:
    """Whether it was asked and nobody has said yet."""
    shown = work.shown(key)
    return shown is not None and bool(shown.options)


def close(work: Work, key: str, said: str, event: str, now: datetime) -> None:
    """Show what was chosen, and no buttons; nothing where it was never asked."""
    shown = work.shown(key)
    if shown is not None and shown.options:
        work.change(key, shown.model_copy(update={"options": (), "closing": said}), event, now)


def settle(work: Work, key: str, said: str | Line, by: str, event: str, now: datetime) -> None:
    """Show what was chosen and who chose it, and no buttons."""
    shown = work.shown(key)
    if shown is not None and shown.options:
        words = (Span(text=said),) if isinstance(said, str) else said
        line: Line = (*words, Span(text=" "), Span(text="", user=by))
        post = shown.model_copy(update={"options": (), "lead": (*shown.lead, line)})
        work.change(key, post, event, now)
