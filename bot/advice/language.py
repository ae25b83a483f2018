"""Language: what is written in another one than we read is met with a kind line, once a channel."""

from datetime import datetime

from bot.advice.doors import Doors
from bot.benefits.conversation import Post, Posted, Sending, Span
from bot.benefits.manners import ChannelManners


def is_new(manners: ChannelManners, said: Posted, doors: Doors) -> bool:
    """Whether a message at the top of a channel is in another language, and nobody there was told
    yet which one we read.
    """
    if said.thread is not None or said.direct or said.by_app:
        return False
    return not manners.knows_our_language and doors.reader.is_foreign(said.text)


def meet(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Say it in the thread, where it is new or was said to us; False where it is neither."""
    if said.by_app or not doors.reader.is_foreign(said.text):
        return False
    with doors.records.work(said.workspace) as work:
        manners = work.manners_of_channels([said.channel])[said.channel]
        if not said.to_us and not is_new(manners, said, doors):
            return False
        work.send(_sending(said, event, doors), now)
        if not said.direct:
            kept = manners.model_copy(update={"knows_our_language": True})
            work.keep_manners(said.channel, kept, now)
        work.finish(event, now)
        work.commit()
    return True


def _sending(said: Posted, event: str, doors: Doors) -> Sending:
    return Sending(
        key=f"post:{event}",
        way="post",
        channel=said.channel,
        thread=said.thread or said.ts,
        post=Post(lead=((Span(text=doors.voice.say("other_language")),),)),
    )
