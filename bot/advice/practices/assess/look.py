"""Look: what is on record of assessments, for the one person who asks, and for their eyes alone."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.advice import eyes, said_back
from bot.advice.doors import Doors
from bot.advice.practices.assess.tell import side_by_side, through_time
from bot.benefits.conversation import Commanded, Post, Posted, Span
from bot.benefits.practices.assessment import Assessed, current, named, versions

MOST = 4
"""Systems beside each other, at most."""

_COMPARE = re.compile(
    r"^(?:<@\w+(?:\|[^<>]*)?>|\W|\b(?:please|can\s+you|could\s+you|hi|hello|hey)\b)*"
    r"(?:compare|set\s+side\s+by\s+side|put\s+side\s+by\s+side)\s+(?P<names>[^?!\n]{3,200})",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s+(?:and|with|to|vs\.?|versus|against|or)\s+|\s*[&/;]\s*", re.IGNORECASE)
_THE = re.compile(r"^(?:and|the|our)\s+", re.IGNORECASE)


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
        known = current(entries)
        wanted = _wanted(names, known)
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


def hears(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Whether it asks to set systems side by side of which one was assessed; then it is told to
    everybody who reads along, of what they may see.
    """
    asked = _COMPARE.match(said.text)
    if not said.to_us or asked is None:
        return False
    with doors.records.work(said.workspace, said_back.audience_of(said, doors)) as work:
        homes = {one.id: one for one in work.investments()}
        known = current(work.entries(sorted(homes), "assessment"))
    wanted = _wanted(asked["names"], known)
    missing = [one for one in wanted if not named(one, known)]
    if len(wanted) < 2 or len(missing) == len(wanted):
        return False
    told = side_by_side(_meant(wanted, known)[:MOST], homes, doors.voice)
    post = _words(_unknown(missing, doors)) if missing else told
    said_back.answer(said, event, post, doors, now)
    return True


def _wanted(names: str, known: Sequence[Assessed]) -> list[str]:
    """The names in a list, however they are joined; a name that has "and" in it stays whole."""
    found: list[str] = []
    for one in (each.strip() for each in names.split(",")):
        parts = [one] if named(one, known) else _JOINED.split(one)
        found += [each for part in parts if (each := _THE.sub("", part).strip(" .?!"))]
    return found


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
