"""Mind: how people, channels and the workspace are reminded is theirs to say, and kept to."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.advice import (
    admins,
    arrangements,
    attest,
    confirm,
    control,
    digest,
    recorders,
    rest,
    wishes,
)
from bot.advice.doors import Doors
from bot.advice.naming import line_of
from bot.advice.orders import Unclear
from bot.advice.quietly import quietly
from bot.advice.wishes import PERSONAL
from bot.benefits.accepted import mentioned
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
from bot.benefits.manners import ChannelManners, HouseManners, PersonManners, zone_among
from bot.errors import ChatError, NotFoundError, RateLimitedError
from bot.ports import Done, Person, Work

VERBS: frozenset[CommandVerb] = frozenset(
    {
        *("away", "mute", "unmute", "budget", "digest"),
        *("pause", "resume", "weekly", "freeze", "country", "fiscal-year", "settings"),
        "numbers",
        *("listen", "recording", "admin", "model"),
    }
)
"""Commands that say how somebody is reminded, what is heard, and who decides."""

_OF_HOUSE = ("freeze", "country", "fiscal-year", "numbers", "admin")
_FOR_ADMINS = (*_OF_HOUSE, "model")
_OF_CHANNEL = ("weekly", "listen", "recording")


class _Answer(Value):
    """What is said to a command: to who typed it, or to the whole channel; `undo` takes it back."""

    said: str
    undo: str
    is_loud: bool = False
    investment: str | None = None


def mind(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Do what a command says about reminders, once; say in a line what it did and how to undo it.

    How somebody is asked is theirs alone to say; what is heard in a channel, its weekly thread and
    a pause are for its full members, who records there for the delivery lead or an admin; what
    holds for the whole workspace, and what a language model is shown, is for an admin, and who else
    is one for Slack's own.
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


def heard_as(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Do what `listen` does, for who says so to us in a channel; False where that was not said."""
    mode = control.mode_in(said.text)
    if mode is None or said.direct or not said.to_us:
        return False
    person = doors.directory.person(said.workspace, said.user)
    fields = {**said.model_dump(include={"workspace", "channel", "user", "at"}), "reply_to": ""}
    command = Commanded.model_validate({**fields, "verb": "listen", "words": mode})
    refusal = _refusal(command, person, doors)
    with doors.records.work(said.workspace) as work:
        answer = refusal or _changed(work, command, person, doors, now)
        if isinstance(answer, str):
            work.send(quietly(said, event, answer), now)
        else:
            work.audit(event, _done(command, answer, now))
            work.send(_beneath(said, event, _told(answer, doors)), now)
        work.finish(event, now)
        work.commit()
    return True


def _beneath(said: Posted, event: str, words: str) -> Sending:
    """In the thread of what was said: everybody who reads there learns of it."""
    return Sending(
        key=f"post:{event}",
        way="post",
        channel=said.channel,
        thread=said.thread or said.ts,
        post=Post(lead=((Span(text=words),),)),
    )


def _refusal(command: Commanded, person: Person, doors: Doors) -> str | None:
    """Why this is not theirs to say; None where it is."""
    if command.verb in PERSONAL:
        return None
    if command.verb == "admin":
        return _why_no_admin(command, person, doors)
    if command.verb in _FOR_ADMINS:
        with doors.records.work(command.workspace) as work:
            may = admins.is_admin(person, work.manners_of_house())
        return None if may else doors.voice.say("mind_admin")
    return confirm.who_belongs(command.workspace, command.channel, command.user, doors)


def _why_no_admin(command: Commanded, person: Person, doors: Doors) -> str | None:
    """Slack's own admins alone say who else is one, and of the workspace's own people."""
    if not person.is_admin:
        return doors.voice.say("control_admin_slack")
    other = mentioned(command.words)
    if other is None or control.is_dropped(command.words):
        return None
    try:
        found = doors.directory.person(command.workspace, other)
    except RateLimitedError:
        raise
    except ChatError:
        return doors.voice.say("control_admin_barred")
    may = found.is_full_member and not found.is_gone
    return None if may else doors.voice.say("control_admin_barred")


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
        if command.verb == "model":
            return _model(work, command, words, doors, now)
        if command.verb in _OF_CHANNEL:
            return _channel(work, command, words, person, doors, now)
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
    wish = _house_wish(work, command, words, today)
    country = wish.manners.country
    if command.verb == "country" and country is not None:
        _check_country(country, today, doors)
    work.keep_manners(command.workspace, wish.manners, now)
    if not wish.manners.is_frozen_on(today):
        _look_again(work, work.investments(), now)
    return _Answer(said=doors.voice.say(wish.said, **wish.words), undo=wish.undo)


def _house_wish(
    work: Work, command: Commanded, words: str, today: date
) -> wishes.Wish[HouseManners]:
    before = work.manners_of_house()
    if command.verb != "admin":
        return wishes.of_house(command.verb, words, before, today)
    return control.of_admins(words, before)


def _check_country(country: str, today: date, doors: Doors) -> None:
    try:
        doors.holidays(country, today.year)
    except NotFoundError:
        raise wishes.unclear(
            "mind_country_unknown", "/whatimproved country GB", name=country
        ) from None


def _channel(
    work: Work, command: Commanded, words: str, person: Person, doors: Doors, now: datetime
) -> _Answer:
    here = work.investments_in(command.channel)
    if not here and command.verb != "listen":
        raise Unclear("order_nothing_here")
    before = work.manners_of_channels([command.channel])[command.channel]
    if command.verb == "recording":
        _check_recording(work, command, words, person, here)
    wish = _CHANNEL_WISH[command.verb](words, before)
    work.keep_manners(command.channel, wish.manners, now)
    _look_again(work, here, now)
    said = doors.voice.say(wish.said, **wish.words)
    return _Answer(said=said, undo=wish.undo, is_loud=True)


def _model(work: Work, command: Commanded, words: str, doors: Doors, now: datetime) -> _Answer:
    """Everybody in a channel learns whether what they say may be shown to a language model."""
    here = work.manners_of_channels([command.channel])[command.channel]
    wish = control.of_model(words, here, work.manners_of_house())
    work.keep_manners(command.channel, wish.manners, now)
    said = control.model_in_words(wish.said, doors.model_name, doors.voice)
    is_loud = isinstance(wish.manners, ChannelManners)
    return _Answer(said=said, undo=wish.undo, is_loud=is_loud)


_CHANNEL_WISH: Mapping[str, Callable[[str, ChannelManners], wishes.Wish[ChannelManners]]] = {
    "weekly": wishes.of_channel,
    "listen": control.of_listening,
    "recording": control.of_recording,
}


def _check_recording(
    work: Work, command: Commanded, words: str, person: Person, here: Sequence[Investment]
) -> None:
    """Raises Unclear where it is not theirs to say who records, or nobody would be left who does.

    It is an admin's and the delivery lead's; while nobody leads, that of who linked it. Of several
    investments the one counts that was there first.
    """
    control.check_named(words, recorders.named_in(work, command.channel))
    if admins.is_admin(person, work.manners_of_house()):
        return
    first = recorders.first_of(work, here)
    if not attest.is_named(person.id, first.delivery_lead or work.linked_by(first.id)):
        raise Unclear("order_not_yours")


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
        post=Post(lead=(line_of(_told(answer, doors), command.words),)),
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
