"""Said back: who reads what is said to a message, and where it stands."""

from bot.advice import eyes
from bot.advice.doors import Doors
from bot.benefits.conversation import Post, Posted, Sending
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


def audience_of(said: Posted, doors: Doors) -> Audience:
    """Who reads an answer to this message."""
    if said.direct:
        return eyes.of_person(said.workspace, said.user, doors)
    return eyes.of_channel(said.workspace, said.channel, doors)
