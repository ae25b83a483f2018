"""Greet: asked into a channel, we say once what we do there, what we keep, how to change it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.advice import eyes
from bot.advice.doors import Doors
from bot.advice.practices import framing_offered
from bot.benefits.conversation import Invited, Option, Post, Sending, Span
from bot.benefits.manners import Listening

AGAIN = timedelta(days=30)
"""Who is put out and asked in again within this knows us."""

_OFFERED: tuple[Listening, ...] = ("mentions", "weekly")


def greet(invited: Invited, event: str, doors: Doors, now: datetime) -> None:
    """Say it to the channel, where that was not said within a month."""
    where = eyes.seen(invited.workspace, invited.channel, doors)
    is_room = where is not None and not (where.is_direct or where.is_archived)
    is_shared = is_room and doors.directory.has_strangers(invited.workspace, invited.channel)
    with doors.records.work(invited.workspace) as work:
        manners = work.manners_of_channels([invited.channel])[invited.channel]
        is_known = manners.greeted_at is not None and now - manners.greeted_at < AGAIN
        if is_room and not is_known:
            is_linked = bool(work.investments_in(invited.channel))
            post = _post(is_linked, is_shared, manners.listens, doors)
            key = f"greet:{event}"
            work.send(Sending(key=key, way="post", channel=invited.channel, post=post), now)
            kept = manners.model_copy(update={"greeted_at": now})
            work.keep_manners(invited.channel, kept, now)
        work.finish(event, now)
        work.commit()


def _post(is_linked: bool, is_shared: bool, listens: Listening, doors: Doors) -> Post:
    lines = _lines(is_linked, is_shared, listens, doors)
    modes = [mode for mode in _OFFERED if mode != listens]
    options = [
        Option(ref=f"listen {one}", label=doors.voice.say(f"button_listen_{one}"), verb="set")
        for one in modes
    ]
    settings = Option(ref="settings", label=doors.voice.say("button_settings"), verb="set")
    lead = tuple((Span(text=line),) for line in lines)
    frame = () if is_linked else framing_offered.button((), doors.voice)
    return Post(lead=lead, options=(*frame, *options, settings))


def _lines(is_linked: bool, is_shared: bool, listens: Listening, doors: Doors) -> Iterator[str]:
    say = doors.voice.say
    yield say("greet_who")
    heard = say(f"control_listen_{listens}")
    yield heard if is_linked else say("control_not_linked", what=heard)
    if not is_linked:
        yield say("greet_link")
    yield say("greet_asks")
    yield say("greet_keeps")
    if is_shared:
        yield say("greet_shared")
    yield say("greet_change")
