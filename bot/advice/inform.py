"""Inform: "what improved?", told to everyone who reads along, and the rest to who asked alone."""

from datetime import datetime

from bot.advice import eyes, report
from bot.advice.doors import Doors
from bot.advice.report import Report
from bot.benefits.conversation import Commanded, Posted, Sending
from bot.errors import ChatError, RateLimitedError
from bot.ports import Audience


def inform(said: Posted, event: str, doors: Doors, now: datetime) -> None:
    """Answer where it was asked. A channel is told what every reader there may see; where who
    asked may see more, they are shown all of it, and nobody else is.
    """
    told = _report(said, _audience(said, doors), doors, now)
    fuller = None if said.direct else _fuller(said, told, doors, now)
    sending = Sending(
        key=f"post:{event}",
        way="post",
        channel=said.channel,
        thread=None if said.direct else said.thread or said.ts,
        post=told.post,
    )
    whisper = {"key": f"whisper:{event}", "way": "whisper", "user": said.user}
    with doors.records.work(said.workspace) as work:
        work.send(sending, now)
        if fuller is not None:
            more = whisper | {"post": fuller.post}
            work.send(sending.model_copy(update=more), now)
        work.finish(event, now)
        work.commit()


def inform_by_command(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Answer for the eyes of who typed it alone."""
    audience = eyes.of_person(command.workspace, command.user, doors)
    found = report.report(
        command.workspace, audience, command.words, doors.records, doors.voice, now
    )
    sending = Sending(
        key=f"reply:{event}",
        way="reply",
        channel=command.channel,
        reply_to=command.reply_to,
        post=found.post,
    )
    with doors.records.work(command.workspace) as work:
        work.send(sending, now)
        work.finish(event, now)
        work.commit()


def _audience(said: Posted, doors: Doors) -> Audience:
    if said.direct:
        return eyes.of_person(said.workspace, said.user, doors)
    return eyes.of_channel(said.workspace, said.channel, doors)


def _report(said: Posted, audience: Audience, doors: Doors, now: datetime) -> Report:
    about = report.subject(said.text)
    return report.report(
        said.workspace, audience, about, doors.records, doors.voice, now, home=said.channel
    )


def _fuller(said: Posted, told: Report, doors: Doors, now: datetime) -> Report | None:
    """What who asked may see, where it is about more than was told aloud; None where Slack cannot
    say who they are.
    """
    try:
        audience = eyes.of_person(said.workspace, said.user, doors)
    except RateLimitedError:
        raise
    except ChatError:
        return None
    found = _report(said, audience, doors, now)
    return found if set(found.investments) - set(told.investments) else None
