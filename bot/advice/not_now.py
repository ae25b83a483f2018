"""Not now: what somebody says of how they are asked, in the thread of their question or to us."""

from datetime import date, datetime
from typing import Any

from bot.advice import asides, mind, put_off, stops
from bot.advice.asides import OF_A_QUESTION, Aside, How
from bot.advice.doors import Doors
from bot.advice.thread import among, asked_of, is_ours
from bot.benefits.conversation import CommandVerb, Posted, PutOff
from bot.benefits.facts import Slot
from bot.benefits.questions import Question
from bot.ports import Work

_OF_A_TIME: frozenset[Slot] = frozenset({"timeframe", "target"})

_COMMANDS: dict[How, CommandVerb] = {"mute": "mute", "unmute": "unmute", "away": "away"}


def in_words(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Do what a button or a command would, for who says so in a whole short sentence: "skip, we
    count it yearly", "ask me next week", "mute me". Whether that was said; if not, nothing was
    done.
    """
    if asides.aside(said.text, now.date()) is None:
        return False
    meant = asides.aside(said.text, _today(said, doors, now))
    if meant is None:
        return False
    if meant.how in OF_A_QUESTION:
        return _of_question(meant, said, event, doors, now)
    if not said.to_us and not _is_for_us(meant, said, doors):
        return False
    command = _COMMANDS.get(meant.how)
    if command is not None:
        mind.in_words(said, command, meant.words, event, doors, now)
        return True
    return stops.in_words(said, meant.how == "stop", meant.words, event, doors, now)


def _today(said: Posted, doors: Doors, now: datetime) -> date:
    """The day it is for who says it."""
    person = doors.directory.person(said.workspace, said.user)
    with doors.records.work(said.workspace) as work:
        return mind.today_of(work.manners_of_people([person.id])[person.id], person, now)


def _is_for_us(meant: Aside, said: Posted, doors: Doors) -> bool:
    """Whether it is said to us in a thread of ours, where people talk to one another too: who was
    asked nothing there mutes nothing, and nobody does with what is said to anybody.
    """
    if said.thread is None or meant.is_doubtful:
        return False
    with doors.records.work(said.workspace) as work:
        if meant.how != "mute":
            return is_ours(work, said.channel, said.thread)
        under = work.questions_under(said.channel, said.thread)
        return any(said.user in asked_of(work, one) for one in under)


def _of_question(meant: Aside, said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Put the question of this thread off. Who was not asked is told so, where they wish to close
    it. A time is none where it may be what was asked for.
    """
    with doors.records.work(said.workspace) as work:
        found = _open(work, said, now)
        chosen = among(work, found, said.text, said.user)[-1:]
        is_theirs = any(said.user in asked_of(work, one) for one in chosen)
    if not chosen or not (is_theirs or meant.how == "skip"):
        return False
    if meant.is_doubtful and chosen[0].asks in _OF_A_TIME:
        return False
    told = {"ref": chosen[0].id, "user": said.user, "channel": said.channel, "at": said.at}
    how: dict[str, Any] = {"how": meant.how, "until": meant.until, "words": meant.words or None}
    done = PutOff.model_validate({"workspace": said.workspace, **told, **how})
    put_off.put_off(done, event, doors, now, said)
    return True


def _open(work: Work, said: Posted, now: datetime) -> list[Question]:
    """The questions of its thread that wait; the one it is about alone, where that is known."""
    under = work.questions_under(said.channel, said.thread or said.ts)
    found = [one for one in under if one.can_be_answered(now)]
    return [one for one in found if one.id == said.question] or found
