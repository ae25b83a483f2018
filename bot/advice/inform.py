"""Inform: "what improved?", told to everyone who reads along, and the rest to who asked alone."""

from datetime import datetime

from bot.advice import eyes, paused, report
from bot.advice.asked import Asked, asked, named
from bot.advice.doors import Doors
from bot.advice.report import Report
from bot.advice.said_back import audience_of, beneath
from bot.advice.today import today
from bot.benefits.conversation import Commanded, Option, Post, Posted, Sending
from bot.errors import ChatError, RateLimitedError
from bot.ports import Answered, Audience, Work


def inform(
    said: Posted, event: str, doors: Doors, now: datetime, about: Asked | None = None
) -> None:
    """Answer where it was asked. A channel is told what every reader there may see; where who
    asked may see more, they are shown all of it, and nobody else is.

    `about` is what is asked, where the words alone do not say it.
    """
    wanted = _whose(about or asked(said.text, today(said.workspace, doors.records, now)), said.user)
    told = _report(said, wanted, audience_of(said, doors), doors, now)
    fuller = None if said.direct else _fuller(said, wanted, told, doors, now)
    sending = beneath(said, event, told.post)
    with doors.records.work(said.workspace) as work:
        viewer = said.user if said.direct else None
        _send(work, sending, told, wanted, viewer, doors, now)
        if fuller is not None:
            alone = {"key": f"whisper:{event}", "way": "whisper", "user": said.user}
            whisper = sending.model_copy(update=alone | {"post": fuller.post})
            _send(work, whisper, fuller, wanted, said.user, doors, now)
        work.finish(event, now)
        work.commit()


def inform_by_command(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Answer for the eyes of who typed it alone."""
    wanted = _typed(command, doors, now)
    found = _by_command(command, wanted, doors, now)
    sending = _alone(command, event, found.post)
    with doors.records.work(command.workspace) as work:
        _send(work, sending, found, wanted, command.user, doors, now)
        work.finish(event, now)
        work.commit()


def told(question: Posted | Commanded, event: str, doors: Doors, now: datetime) -> Sending:
    """The answer where it was asked, of which nothing is kept."""
    if isinstance(question, Commanded):
        found = _by_command(question, _typed(question, doors, now), doors, now)
        return _alone(question, event, found.post)
    wanted = _whose(
        asked(question.text, today(question.workspace, doors.records, now)), question.user
    )
    audience = audience_of(question, doors)
    aloud = _report(question, wanted, audience, doors, now, folds=False)
    return beneath(question, event, aloud.post)


def _typed(command: Commanded, doors: Doors, now: datetime) -> Asked:
    return _whose(named(command.words, today(command.workspace, doors.records, now)), command.user)


def _by_command(command: Commanded, wanted: Asked, doors: Doors, now: datetime) -> Report:
    audience = eyes.of_person(command.workspace, command.user, doors)
    return report.report(
        command.workspace,
        audience,
        wanted,
        doors.records,
        doors.voice,
        now,
        name=eyes.names(command.workspace, doors),
        zone=paused.own_zone(command.workspace, command.user, doors),
        reader=command.user,
    )


def _alone(command: Commanded, event: str, post: Post) -> Sending:
    return Sending(
        key=f"reply:{event}",
        way="reply",
        channel=command.channel,
        reply_to=command.reply_to,
        post=post,
    )


def more_of(found: Report, key: str, page: int, doors: Doors) -> Post:
    """The answer's post, with a button where lines follow."""
    if not found.follows:
        return found.post
    label = doors.voice.say("more_lines", n=str(found.follows))
    option = Option(ref=f"{page + 1}|{key}", label=label, verb="more")
    return found.post.model_copy(update={"options": (*found.post.options, option)})


def _whose(wanted: Asked, user: str) -> Asked:
    own = {who: f"<@{user}>" for who in ("owner", "sponsor") if getattr(wanted, who) == "me"}
    return wanted.model_copy(update=own)


def _report(
    said: Posted,
    wanted: Asked,
    audience: Audience,
    doors: Doors,
    now: datetime,
    folds: bool = True,
) -> Report:
    return report.report(
        said.workspace,
        audience,
        wanted,
        doors.records,
        doors.voice,
        now,
        home=said.channel,
        name=eyes.names(said.workspace, doors),
        zone=paused.own_zone(said.workspace, said.user, doors),
        reader=said.user,
        folds=folds,
        is_theirs=said.direct,
    )


def _fuller(
    said: Posted, wanted: Asked, told: Report, doors: Doors, now: datetime
) -> Report | None:
    """What who asked may see, where it is about more than was told aloud; None where Slack cannot
    say who they are.
    """
    try:
        audience = eyes.of_person(said.workspace, said.user, doors)
    except RateLimitedError:
        raise
    except ChatError:
        return None
    found = _report(said, wanted, audience, doors, now)
    return found if set(found.investments) - set(told.investments) else None


def _send(
    work: Work,
    sending: Sending,
    found: Report,
    wanted: Asked,
    viewer: str | None,
    doors: Doors,
    now: datetime,
) -> None:
    """Put an answer on its way, and keep what it was about; no words of the question. Who asked
    directly may say what they think of it.
    """
    post = more_of(found, sending.key, 0, doors)
    if viewer is not None and sending.way == "post":
        post = post.model_copy(update={"rates": sending.key})
    work.send(sending.model_copy(update={"post": post}), now)
    work.answered(
        Answered(
            key=sending.key,
            channel=sending.channel,
            thread=sending.thread,
            viewer=viewer,
            alone=sending.way != "post",
            at=now,
            investments=found.investments,
            measures=found.measures if wanted.owner or wanted.about else (),
            since=wanted.since,
            until=wanted.until,
            when=wanted.when,
        )
    )
