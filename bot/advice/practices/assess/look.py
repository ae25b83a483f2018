"""Look: what is on record of assessments, for the one person who asks, and for their eyes alone."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import eyes, said_back
from bot.advice.doors import Doors
from bot.advice.practices.assess.tell import side_by_side, through_time
from bot.benefits.conversation import Commanded, Post, Span
from bot.benefits.practices.assessment import Assessed, current, named, versions

MOST = 4
"""Systems beside each other, at most."""


def by_command(typed: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Systems side by side, or the versions of one."""
    audience = eyes.of_person(typed.workspace, typed.user, doors)
    with doors.records.work(typed.workspace, audience) as work:
        homes = {one.id: one for one in work.investments()}
        entries = work.entries(sorted(homes), "assessment")
    how, _, names = typed.words.strip().partition(" ")
    voice = doors.voice
    if how.lower() == "history":
        told = named(names, versions(entries))
        post = through_time(told, voice) if told else _words(_unknown([names], doors))
    else:
        wanted = [one.strip() for one in names.split(",") if one.strip()]
        known = current(entries)
        found = _meant(wanted, known)
        missing = [one for one in wanted if not named(one, known)]
        if missing or not found:
            post = _words(_unknown(missing, doors))
        else:
            post = side_by_side(found[:MOST], homes, voice)
    with doors.records.work(typed.workspace) as work:
        sending = said_back.to_typed(typed, event, post)
        work.send(sending, now)
        work.finish(event, now)
        work.commit()


def _meant(wanted: Sequence[str], known: Sequence[Assessed]) -> list[Assessed]:
    """Those named, in the order in which they were; all where none is."""
    if not wanted:
        return list(known)
    return [one for name in wanted for one in named(name, known)]


def _unknown(names: Sequence[str], doors: Doors) -> str:
    said = ", ".join(one for one in names if one.strip())[:80]
    if not said:
        return doors.voice.say("assessment_nothing")
    return doors.voice.say("assessment_unknown", names=said)


def _words(said: str) -> Post:
    return Post(lead=((Span(text=said),),))
