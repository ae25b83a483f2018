"""Halt: somebody said Stop: what was to be said to them there is not said any more."""

from datetime import datetime

from bot.advice.doors import Doors
from bot.benefits.conversation import Event, Post, Posted, Sending, Span, Stopped


def halt(stopped: Stopped, event: str, doors: Doors, now: datetime) -> None:
    """Put a word that it was stopped in the place of answers that are not out yet; what is out
    stays, and so does what asks or records something.
    """
    with doors.records.work(stopped.workspace) as work:
        for key in work.answers_waiting(stopped.channel, stopped.thread):
            work.say_instead(key, _said(doors), f"stopped:{event}", now)
        work.finish(event, now)
        work.commit()


def leave(heard: Event, event: str, doors: Doors, now: datetime) -> None:
    """Leave undone what was asked before somebody said Stop, and say so where it was asked."""
    with doors.records.work(heard.workspace) as work:
        if isinstance(heard, Posted):
            sending = Sending(
                key=f"post:{event}",
                way="post",
                channel=heard.channel,
                thread=heard.thread or heard.ts,
                post=_said(doors),
            )
            work.send(sending, now)
        work.finish(event, now)
        work.commit()


def _said(doors: Doors) -> Post:
    return Post(lead=((Span(text=doors.voice.say("stopped")),),))
