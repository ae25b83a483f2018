"""Stop back: a member has had enough of our reading what was said in a channel before; what was
found by then is told, and nothing more is read.
"""

import re
from datetime import datetime

from bot.advice import confirm
from bot.advice.doors import Doors
from bot.advice.quietly import quietly
from bot.benefits.conversation import Clicked, Commanded, Option, Posted
from bot.ports import Voice

_SAID = re.compile(
    r"^\W*(?:please\s+)?stop(?:\s+(?:it|that|reading(?:\s+back)?))?(?:[\s,]+please)?\W*$",
    re.IGNORECASE,
)


def option(event: str, voice: Voice) -> Option:
    """The button that stops what was begun by a card."""
    return Option(ref=f"read-back stop {event}", label=voice.say("button_back_stop"), verb="set")


def is_asked(words: str) -> bool:
    """Whether `read-back` is to stop."""
    return words.strip().casefold() in ("stop", "off")


def in_words(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Stop, where somebody says so to us while it is read; False else."""
    if not said.to_us or said.direct or not _SAID.match(said.text):
        return False
    with doors.records.work(said.workspace) as work:
        back = work.manners_of_channels([said.channel])[said.channel].back
    if back is None or back.is_done:
        return False
    told = _stopped(said, doors, now)
    with doors.records.work(said.workspace) as work:
        work.send(quietly(said, event, told), now)
        work.finish(event, now)
        work.commit()
    return True


def tell(asked: Commanded | Clicked, event: str, doors: Doors, now: datetime) -> None:
    """The same by command, or by a button."""
    told = _stopped(asked, doors, now)
    with doors.records.work(asked.workspace) as work:
        confirm.tell(work, asked, told, event, now)
        work.finish(event, now)
        work.commit()


def _stopped(asked: Posted | Commanded | Clicked, doors: Doors, now: datetime) -> str:
    """What is said of it, once it is done."""
    refusal = confirm.who_belongs(asked.workspace, asked.channel, asked.user, doors)
    if refusal is not None:
        return refusal
    is_done = stop(asked.workspace, asked.channel, doors, now)
    return doors.voice.say("back_stopping" if is_done else "back_not_under_way")


def stop(workspace: str, channel: str, doors: Doors, now: datetime) -> bool:
    """Have nothing more be read, and what was found be told; False where nothing is being read."""
    with doors.records.work(workspace) as work:
        manners = work.hold_manners(channel, now)
        back = manners.back
        if back is None or back.is_done:
            return False
        ended = back.model_copy(update={"is_stopped": True, "upto": back.reached, "threads": ()})
        work.keep_manners(channel, manners.model_copy(update={"back": ended}), now)
        work.plan_due("back", channel, now)
        work.commit()
    return True
