"""Begin: an investment is named, with what it should change, in its home channel."""

import re
from datetime import datetime

from bot.advice import confirm, place
from bot.advice.doors import Doors
from bot.benefits import measures
from bot.benefits.conversation import Commanded, Post, Sending, Span
from bot.benefits.facts import Value
from bot.benefits.investment import Investment, Measure
from bot.ports import Channel, Work

_NEW = re.compile(r"(?P<name>[^:]+?)\s*:\s*(?P<measure>.+?)(?:\s+in\s+(?P<unit>[^:]+?))?\s*\.?")
_NAMED = re.compile(r"(?P<name>[^:]+?)\s*:?\s*")
LONGEST = 80
"""Characters in the name of an investment, a measure or a unit."""


class Beginning(Value):
    """What `new NAME: MEASURE in UNIT` says; without a measure it is asked for later."""

    name: str
    measure: str | None = None
    unit: str | None = None


def understood(words: str) -> Beginning | None:
    """The words after `new`, or None where they do not name an investment."""
    flat = " ".join(words.split())
    found = _NEW.fullmatch(flat) or _NAMED.fullmatch(flat)
    if found is None:
        return None
    parts = {key: value for key, value in found.groupdict().items() if value}
    if any(len(part) > LONGEST or not re.search(r"\w", part) for part in parts.values()):
        return None
    return Beginning(**parts)


def begin(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Put a new investment on record, linked to the channel it was named in; say so there."""
    said = understood(command.words)
    refusal = confirm.who_may_record(command.workspace, command.channel, command.user, doors)
    where = doors.directory.channel(command.workspace, command.channel)
    with doors.records.work(command.workspace) as work:
        if said is None or refusal or where.is_direct:
            words = refusal or doors.voice.say("new_usage")
            confirm.tell(work, command, words, event, now)
        else:
            _begin(work, said, where, command, event, doors, now)
        work.finish(event, now)
        work.commit()


def _begin(
    work: Work,
    said: Beginning,
    where: Channel,
    command: Commanded,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    id = place.investment_id(command.workspace, said.name)
    before = work.investment(id)
    if before is not None and before.channel != command.channel:
        words = doors.voice.say("exists", investment=said.name)
        confirm.tell(work, command, words, event, now)
        return
    if before is None:
        before = Investment(
            id=id,
            name=said.name,
            channel=command.channel,
            channel_is_private=where.is_private,
        )
        work.add_investment(before, command.user, now)
    if said.measure is not None:
        _add_measure(work, before, said)
    _announce(work, said, where, command, event, doors, now)


def _add_measure(work: Work, investment: Investment, said: Beginning) -> None:
    name = said.measure or ""
    id = place.measure_id(investment.id, name)
    if investment.measure(id) is None:
        unit = said.unit.casefold() if said.unit and not said.unit.isupper() else said.unit
        new = Measure(id=id, name=name, unit=unit, better=measures.better(name))
        work.add_measure(investment.id, new)


def _announce(
    work: Work,
    said: Beginning,
    where: Channel,
    command: Commanded,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Said to the whole channel: the team learns what is asked about from here on."""
    names = {"investment": said.name, "channel": f"#{where.name}"}
    if said.measure is None:
        words = doors.voice.say("created_without_measure", **names)
    elif said.unit is None:
        words = doors.voice.say("created_without_unit", **names, measure=said.measure)
    else:
        words = doors.voice.say("created", **names, measure=said.measure, unit=said.unit)
    sending = Sending(
        key=f"reply:{event}",
        way="reply",
        channel=command.channel,
        reply_to=command.reply_to,
        in_channel=True,
        post=Post(lead=((Span(text=words),),)),
    )
    work.send(sending, now)
