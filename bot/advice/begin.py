"""Begin: an investment is named, with what it should change, in its home channel."""

import re
from datetime import datetime

from bot.advice import confirm, eyes, place
from bot.advice.doors import Doors
from bot.advice.practices.twin import Twin, beside, twin_of
from bot.benefits import measures, units
from bot.benefits.conversation import Commanded, Option, Post, Sending, Span
from bot.benefits.facts import Value
from bot.benefits.investment import Investment, Measure
from bot.ports import Channel, Work

_NEW = re.compile(
    r"(?P<name>[^:：]+?)\s*[:：]\s*(?P<measure>.+?)"
    r"(?:\s+in\s+(?P<unit>(?:(?!\sin\s)[^:])+?))?\s*\.?"
)
_NAMED = re.compile(r"(?P<name>[^:：]+?)\s*[:：]?\s*")
_UNIT_ALONE = re.compile(r"in\s+\S+(?:\s+\S+)?", re.IGNORECASE)
"""A unit of which nobody said what is counted in it."""

FRAME = "frame"
"""The form for what an investment is for."""

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
    if _UNIT_ALONE.fullmatch(parts.get("measure", "")):
        return None
    if any(len(part) > LONGEST or not re.search(r"[\w%£$€]", part) for part in parts.values()):
        return None
    return Beginning(**parts)


def begin(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Put a new investment on record, linked to the channel it was named in; say so there."""
    said = understood(command.words)
    where = eyes.seen(command.workspace, command.channel, doors)
    refusal = confirm.who_may_record(command.workspace, command.channel, command.user, doors)
    visible = eyes.of_person(command.workspace, command.user, doors)
    twin = twin_of(said.measure, said.unit, doors) if said and said.measure else None
    with doors.records.work(command.workspace, visible) as work:
        if said is not None and _is_elsewhere(work, said.name, command.channel):
            refusal = refusal or doors.voice.say("exists", investment=said.name)
    if where is not None and not where.is_ours:
        refusal = doors.voice.say("not_invited")
    if said is None or (where is not None and where.is_direct):
        refusal = doors.voice.say("new_usage")
    with doors.records.work(command.workspace) as work:
        if refusal is None and said is not None and where is not None:
            _begin(work, said, where, command, twin, event, doors, now)
        else:
            confirm.tell(work, command, refusal or "", event, now)
        work.finish(event, now)
        work.commit()


def _is_elsewhere(work: Work, name: str, channel: str) -> bool:
    """Whether one of this name, among those that may be seen, lives in another channel."""
    return any(
        measures.key(one.name) == measures.key(name) and one.channel != channel
        for one in work.investments()
    )


def _begin(
    work: Work,
    said: Beginning,
    where: Channel,
    command: Commanded,
    twin: Twin | None,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    id = place.investment_id(command.workspace, command.channel, said.name)
    before = work.investment(id)
    if before is None:
        new = Investment(
            id=id, name=said.name, channel=where.id, channel_is_private=where.is_private
        )
        work.add_investment(new, command.user, now)
        work.plan_due("weekly", id, now)
    _add_measure(work, before or new, said)
    kept = work.investment(id) or before or new
    words = _repeated(kept, where, doors) if before else _new(said, where, doors)
    more = Option(ref=f"{FRAME}|{id}", label=doors.voice.say("framing_button"), verb="guide")
    post = Post(lead=((Span(text=words),),), options=(more,))
    _announce(work, beside(post, twin, said.measure or "", doors.voice), command, event, now)


def _add_measure(work: Work, investment: Investment, said: Beginning) -> None:
    """One that means the same as one on record is that one; its unit stays as agreed."""
    name = said.measure
    if name is None or any(measures.same(one.name, name) for one in investment.measures):
        return
    unit = units.tidy(said.unit) if said.unit else None
    id = place.measure_id(investment.id, name)
    work.add_measure(investment.id, Measure(id=id, name=name, unit=unit))


def _new(said: Beginning, where: Channel, doors: Doors) -> str:
    names = {"investment": said.name, "channel": f"#{where.name}"}
    if said.measure is None:
        return doors.voice.say("created_without_measure", **names)
    if said.unit is None:
        return doors.voice.say("created_without_unit", **names, measure=said.measure)
    return doors.voice.say("created", **names, measure=said.measure, unit=said.unit)


def _repeated(investment: Investment, where: Channel, doors: Doors) -> str:
    """What is on record, not what was typed."""
    names = {"investment": investment.name, "channel": f"#{where.name}"}
    listed = [f"{one.name} in {one.unit}" if one.unit else one.name for one in investment.measures]
    if not listed:
        return doors.voice.say("created_without_measure", **names)
    return doors.voice.say("created_before", **names, names=", ".join(listed))


def _announce(work: Work, post: Post, command: Commanded, event: str, now: datetime) -> None:
    """Said to the whole channel: the team learns what is asked about from here on. From a Home it
    is a post like any other, which a crash never sends twice; who did it is told there.
    """
    aloud = Sending(
        key=f"reply:{event}",
        way="reply",
        channel=command.channel,
        reply_to=command.reply_to,
        in_channel=True,
        post=post,
    )
    if command.home is not None:
        at_home = {"key": f"home:{event}", "channel": command.user, "in_channel": False}
        work.send(aloud.model_copy(update=at_home), now)
        aloud = aloud.model_copy(update={"way": "post", "reply_to": None, "in_channel": False})
    work.send(aloud, now)
