"""Said back: who reads what is said to a message or a command, and where it stands."""

from datetime import datetime

from bot.advice import eyes
from bot.advice.doors import Doors
from bot.benefits.conversation import Commanded, Post, Posted, Sending
from bot.ports import Audience


def beneath(said: Posted, event: str, post: Post) -> Sending:
    """What is said back, in the thread of a message: a direct one begins a session of its own."""
    return Sending(
        key=f"post:{event}",
        way="post",
        channel=said.channel,
        thread=said.thread or said.ts,
        post=post,
    )


def answer(said: Posted, event: str, post: Post, doors: Doors, now: datetime) -> None:
    """Say it beneath the message, and be done with the event."""
    with doors.records.work(said.workspace) as work:
        work.send(beneath(said, event, post), now)
        work.finish(event, now)
        work.commit()


def to_typed(typed: Commanded, event: str, post: Post, *, in_channel: bool = False) -> Sending:
    """What is said back to a command: to who typed it alone, or to the whole channel."""
    return Sending(
        key=f"reply:{event}",
        way="reply",
        channel=typed.channel,
        reply_to=typed.reply_to,
        in_channel=in_channel,
        post=post,
    )


def audience_of(said: Posted, doors: Doors) -> Audience:
    """Who reads an answer to this message."""
    if said.direct:
        return eyes.of_person(said.workspace, said.user, doors)
    return eyes.of_channel(said.workspace, said.channel, doors)
