"""The parts of a Home beside the record: how one is asked; for an admin the workspace's settings,
how the bot does, and what came of it.
"""

from collections.abc import Callable, Iterator
from datetime import date

from bot.advice import arrangements, ourselves
from bot.advice.doors import Doors
from bot.advice.home_seen import Health, Seen
from bot.benefits.conversation import Line, Option, Span
from bot.benefits.home import Section
from bot.benefits.manners import ChannelManners, zone_among
from bot.benefits.periods import in_words
from bot.ports import Parked, Voice

PARKED = 5
"""Channels that cannot be written to, named one by one at most."""


def own(seen: Seen, voice: Voice) -> Section:
    """How this person is asked, and what they can change of it with a button."""
    known = _known(seen)
    return Section(
        title=voice.say("home_you"),
        lines=tuple(arrangements.yours(known, voice)),
        options=tuple(arrangements.options(known, voice)),
    )


def office(seen: Seen, doors: Doors, health: Callable[[str], Health]) -> tuple[Section, ...]:
    """What an admin sees beside it."""
    voice = doors.voice
    return (
        _house(seen, doors),
        Section(
            title=voice.say("home_health"),
            lines=tuple(_health(health(seen.workspace), seen, voice)),
        ),
        _ourselves(seen, doors),
    )


def _known(seen: Seen) -> arrangements.Known:
    zone = zone_among(seen.manners.zone, seen.person.zone)
    return arrangements.Known(
        person=seen.manners,
        channel=ChannelManners(),
        house=seen.house,
        here=(),
        zone=zone,
        today=seen.now.date(),
    )


def _house(seen: Seen, doors: Doors) -> Section:
    voice = doors.voice
    known = _known(seen).model_copy(update={"model": doors.model_name})
    lines = (*arrangements.of_house(known, voice), _line(voice.say("home_house_how")))
    is_frozen = seen.house.is_frozen_on(seen.now.date())
    freezing = ("freeze off", "home_thaw") if is_frozen else ("freeze until a week", "home_freeze")
    option = Option(ref=freezing[0], label=voice.say(freezing[1]), verb="set")
    return Section(title=voice.say("home_house"), lines=lines, options=(option,), house=True)


def _health(found: Health, seen: Seen, voice: Voice) -> Iterator[Line]:
    away = [voice.say(f"home_part_{name}") for name, is_well in found.parts if not is_well]
    if away:
        yield _line(voice.say("home_unwell", names=", ".join(away)))
    elif found.parts:
        yield _line(voice.say("home_well"))
    if found.swept_at is None:
        yield _line(voice.say("home_not_swept"))
    else:
        yield (Span(text=f"{voice.say('home_swept')} "), Span(text="", at=found.swept_at))
    yield from _parked(found.parked, seen, voice)
    if found.tokens is not None:
        used, share = found.tokens
        key = "home_model" if used < share else "home_model_over"
        yield _line(voice.say(key, n=f"{used:,}", total=f"{share:,}"))


def _parked(parked: tuple[Parked, ...], seen: Seen, voice: Voice) -> Iterator[Line]:
    """Where nothing can be posted; of a private channel they are not in no more than its number."""
    if not parked:
        yield _line(voice.say("home_not_parked"))
    known = [one for one in parked if not one.channel or one.channel in seen.audience.channels]
    for one in known[:PARKED]:
        key = "home_parked" if one.channel else "home_parked_all"
        where = (Span(text="", channel=one.channel), Span(text=": ")) if one.channel else ()
        yield (
            *where,
            Span(
                text=voice.say(key, date=_day(one.since.date()), why=one.reason.replace("_", " "))
            ),
        )
    if more := len(parked) - len(known[:PARKED]):
        yield _line(voice.say("home_parked_more", n=str(more)))


def _ourselves(seen: Seen, doors: Doors) -> Section:
    """The first part of the account, of what this admin may see."""
    account = ourselves.ourselves(
        seen.workspace, seen.audience, doors.records, doors.voice, seen.now
    )
    lines = tuple(line for part in account.post.parts[:1] for line in part.lines)
    how = _line(doors.voice.say("home_ourselves_how"))
    return Section(title=doors.voice.say("home_ourselves"), lines=(*lines, how))


def _day(day: date) -> str:
    return in_words(day.isoformat())


def _line(words: str) -> Line:
    return (Span(text=words),)
