"""Mind: how people, channels and the workspace are reminded is theirs to say, and kept to."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.advice import arrangements, confirm, digest, rest, wishes
from bot.advice.doors import Doors
from bot.advice.orders import Unclear
from bot.advice.quietly import quietly
from bot.advice.wishes import PERSONAL
from bot.benefits.conversation import (
    Clicked,
    Commanded,
    CommandVerb,
    Post,
    Posted,
    Sending,
    Span,
)
from bot.benefits.facts import Value
from bot.benefits.investment import Investment
from bot.benefits.manners import PersonManners, zone_among
from bot.errors import NotFoundError
from bot.ports import Done, Person, Work

VERBS: frozenset[CommandVerb] = frozenset(
    {
        *("away", "mute", "unmute", "budget", "digest"),
        *("pause", "resume", "weekly", "freeze", "country", "fiscal-year", "settings"),
    }
)
"""Commands that say how somebody is reminded."""

_OF_HOUSE = ("freeze", "country", "fiscal-year")


class _Answer(Value):
    """What is said to a command: to who typed it, or to the whole channel; `undo` takes it back."""

    said: str
    undo: str
    is_loud: bool = False
    investment: str | None = None


def mind(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Do what a command says about reminders, once; say in a line what it did and how to undo it.

    How somebody is asked is theirs alone to say; a channel's weekly thread and a pause are for who
    may record there; what holds for the whole workspace is for an admin.
    """
    if command.verb == "settings":
        arrangements.show(command, event, doors, now)
        return
    person = doors.directory.person(command.workspace, command.user)
    refusal = _refusal(command, person, doors)
    with doors.records.work(command.workspace) as work:
        answer = refusal or _changed(work, command, person, doors, now)
        if isinstance(answer, str):
            confirm.tell(work, command, answer, event, now)
        else:
            _tell(work, command, answer, event, doors, now)
        work.finish(event, now)
        work.commit()


def press(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """A button stands for a command: what it carries is read as if it had been typed."""
    verb, _, words = click.ref.partition(" ")
    fields = {**click.model_dump(include={"workspace", "channel", "user", "at"}), "words": words}
    known = {"verb": verb if verb in VERBS else "settings", "reply_to": click.reply_to or ""}
    mind(Commanded.model_validate(fields | known), event, doors, now)


def in_words(
    said: Posted, verb: CommandVerb, words: str, event: str, doors: Doors, now: datetime
) -> None:
    """Do what a command of one's own does, for who says so in a message."""
    person = doors.directory.person(said.workspace, said.user)
    fields = {**said.model_dump(include={"workspace", "channel", "user", "at"}), "reply_to": ""}
    command = Commanded.model_validate({**fields, "verb": verb, "words": words})
    with doors.records.work(said.workspace) as work:
        answer = _changed(work, command, person, doors, now)
        told = answer if isinstance(answer, str) else _told(answer, doors)
        if not isinstance(answer, str):
            work.audit(event, _done(command, answer, now))
        work.send(quietly(said, event, told), now)
        work.finish(event, now)
        work.commit()


def _refusal(command: Commanded, person: Person, doors: Doors) -> str | None:
    """Why this is not theirs to say; None where it is."""
    if command.verb in PERSONAL:
        return None
    if command.verb in _OF_HOUSE:
        return None if person.is_admin else doors.voice.say("mind_admin")
    return confirm.who_may_record(command.workspace, command.channel, command.user, doors)


def _changed(
    work: Work, command: Commanded, person: Person, doors: Doors, now: datetime
) -> _Answer | str:
    """Keep what is wished for; in words why not, where it cannot be."""
    words = " ".join(command.words.split())
    try:
        if command.verb in PERSONAL:
            return _person(work, command, words, person, doors, now)
        if command.verb in _OF_HOUSE:
            return _house(work, command, words, person, doors, now)
        if command.verb == "weekly":
            return _channel(work, command, words, doors, now)
        return _investment(work, command, words, person, doors, now)
    except Unclear as problem:
        said = doors.voice.say(problem.said, **problem.words)
        if problem.example is None:
            return said
        return f"{said}\n{doors.voice.say('order_example', what=problem.example)}"


def _person(
    work: Work, command: Commanded, words: str, person: Person, doors: Doors, now: datetime
) -> _Answer:
    before = work.manners_of_people([person.id])[person.id]
    today = today_of(before, person, now)
    wish = wishes.of_person(command.verb, words, before, today)
    work.keep_manners(person.id, wish.manners, now)
    hours = digest.hours_of(wish.manners, work.manners_of_house(), person, doors, now)
    work.plan_due("digest", person.id, digest.next_digest(wish.manners, hours, now))
    return _Answer(said=doors.voice.say(wish.said, **wish.words), undo=wish.undo)


def today_of(manners: PersonManners, person: Person, now: datetime) -> date:
    """The day it is for a person."""
    return now.astimezone(ZoneInfo(zone_among(manners.zone, person.zone))).date()


def _house(
    work: Work, command: Commanded, words: str, person: Person, doors: Doors, now: datetime
) -> _Answer:
    own = work.manners_of_people([person.id])[person.id]
    today = today_of(own, person, now)
    wish = wishes.of_house(command.verb, words, work.manners_of_house(), today)
    country = wish.manners.country
    if command.verb == "country" and country is not None:
        _check_country(country, today, doors)
    work.keep_manners(command.workspace, wish.manners, now)
    if not wish.manners.is_frozen_on(today):
        _look_again(work, work.investments(), now)
    return _Answer(said=doors.voice.say(wish.said, **wish.words), undo=wish.undo)


def _check_country(country: str, today: date, doors: Doors) -> None:
    try:
        doors.holidays(country, today.year)
    except NotFoundError:
        raise wishes.unclear(
            "mind_country_unknown", "/whatimproved country GB", name=country
        ) from None


def _channel(work: Work, command: Commanded, words: str, doors: Doors, now: datetime) -> _Answer:
    here = work.investments_in(command.channel)
    if not here:
        raise Unclear("order_nothing_here")
    before = work.manners_of_channels([command.channel])[command.channel]
    wish = wishes.of_channel(words, before)
    work.keep_manners(command.channel, wish.manners, now)
    _look_again(work, here, now)
    said = doors.voice.say(wish.said, **wish.words)
    return _Answer(said=said, undo=wish.undo, is_loud=True)


def _investment(
    work: Work, command: Commanded, words: str, person: Person, doors: Doors, now: datetime
) -> _Answer:
    today = today_of(work.manners_of_people([person.id])[person.id], person, now)
    done = rest.rest(work, command.verb, words, command.channel, person.id, today)
    work.plan_due("weekly", done.investment, now)
    said = doors.voice.say(done.said, **done.words)
    return _Answer(said=said, undo=done.undo, is_loud=True, investment=done.investment)


def _look_again(work: Work, homes: Sequence[Investment], now: datetime) -> None:
    """When their next threads come follows from what holds now."""
    for one in homes:
        work.plan_due("weekly", one.id, now)


def _tell(
    work: Work, command: Commanded, answer: _Answer, event: str, doors: Doors, now: datetime
) -> None:
    work.audit(event, _done(command, answer, now))
    if not command.reply_to:
        return
    sending = Sending(
        key=f"reply:{event}",
        way="reply",
        channel=command.channel,
        reply_to=command.reply_to,
        in_channel=answer.is_loud,
        post=Post(lead=((Span(text=_told(answer, doors)),),)),
    )
    work.send(sending, now)


def _done(command: Commanded, answer: _Answer, now: datetime) -> Done:
    return Done(
        investment=answer.investment,
        by=command.user,
        at=now,
        what=command.verb,
        words=command.words,
    )


def _told(answer: _Answer, doors: Doors) -> str:
    """What was done, and how it is undone."""
    return f"{answer.said} {doors.voice.say('mind_undo', what=answer.undo)}"
