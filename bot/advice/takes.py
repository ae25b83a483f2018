"""Takes: somebody is chosen, by a menu of people, to own what a question asks the owner of."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import appoint, confirm, eyes, instead, settle, thread, unplaced
from bot.advice.doors import Doors
from bot.advice.thread import asked_of
from bot.benefits.accepted import Role, has_declined, named_owner
from bot.benefits.conversation import Clicked, Line, Picker, Post, Sending, Span
from bot.benefits.facts import Value
from bot.benefits.investment import Investment, Measure
from bot.benefits.questions import Question
from bot.errors import TooEarlyError
from bot.ports import Work

ALL = "left"
"""Stands for every question of the message the menu is in."""


class _Chosen(Value):
    """A question with the investment it is of, whether who chose may decide it, and of its measures
    the one that was meant, or None for all.
    """

    question: Question
    home: Investment
    refusal: str | None
    measure: str | None


def takes(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Put the one who was picked on record as owner, and send them their notices. What somebody
    else decided meanwhile, or may not be told to who was picked, is left as it is, and told.
    """
    chosen = _chosen(click, doors)
    people: list[tuple[Role, str]] = [("owner", click.person)] if click.person else []
    named = appoint.look(click.workspace, people, doors)
    with doors.records.work(click.workspace) as work:
        for id in sorted({one.home.id for one in chosen}):
            work.hold(id)
        told = [_one(work, click, one, named, event, doors, now) for one in chosen]
        problems = [one for one in told if one is not None]
        if problems or not chosen:
            said = "\n".join(dict.fromkeys(problems)) or doors.voice.say("gone")
            confirm.tell(work, click, said, event, now)
        work.finish(event, now)
        work.commit()


def apart(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Offer a menu of people for one measure alone, in the thread of the message."""
    chosen = _chosen(click, doors)
    with doors.records.work(click.workspace) as work:
        one = chosen[0] if chosen else None
        measure = one.home.measure(one.measure) if one else None
        if one is None or measure is None or one.refusal is not None:
            refusal = one.refusal if one else None
            confirm.tell(work, click, refusal or doors.voice.say("gone"), event, now)
        else:
            said = doors.voice.say("left_asked", investment=one.home.name, names=measure.name)
            picker = Picker(ref=click.ref, label=doors.voice.say("who_takes"), verb="takes")
            post = Post(lead=((Span(text=said),),), picker=picker)
            work.send(_beneath(click, f"apart:{click.ref}", post), now)
        work.finish(event, now)
        work.commit()


def _chosen(click: Clicked, doors: Doors) -> list[_Chosen]:
    """What the menu is about, and what of it this person may decide. Asks the world.

    Raises TooEarlyError where nobody told us yet as which message the menu stands there.
    """
    ref, _, measure = click.ref.partition("|")
    with doors.records.work(click.workspace) as work:
        if ref == ALL:
            under = work.questions_under(click.channel, click.message)
            found = [one for one in under if one.leaver == measure]
            if not under and unplaced.may_be_under(work, click, asks=True):
                raise TooEarlyError
        else:
            found = [one for one in (work.question(ref),) if one is not None]
        homes = {one.id: work.investment(one.investment) for one in found}
        own = {one.id for one in found if click.user in asked_of(work, one)}
    return [
        _Chosen(
            question=one,
            home=home,
            refusal=_refusal(click, one, home, one.id in own, doors),
            measure=None if ref == ALL or not measure else measure,
        )
        for one in found
        if (home := homes[one.id]) is not None
    ]


def _refusal(
    click: Clicked, question: Question, home: Investment, is_asked: bool, doors: Doors
) -> str | None:
    """Who was asked who takes over from a leaver may say so wherever they see it; else it is for
    who may record.
    """
    where = (click.workspace, click.user)
    if is_asked and question.leaver and eyes.of_person(*where, doors).sees(home):
        return None
    refusal = confirm.who_may_record(click.workspace, home.channel, click.user, doors)
    if refusal is None and not thread.may_hear(
        click.workspace, click.channel, click.user, home, doors
    ):
        return doors.voice.say("moved_away")
    return refusal


def _one(
    work: Work,
    click: Clicked,
    one: _Chosen,
    named: Sequence[appoint.Named],
    event: str,
    doors: Doors,
    now: datetime,
) -> str | None:
    """Why nothing is done about one of them; None where it is."""
    question = work.question(one.question.id) or one.question
    measures = _open(work, question, one)
    problem = one.refusal or _unfit(work, one.home, question, named, doors)
    if problem is None and not measures:
        problem = doors.voice.say("already_closed")
    if problem is not None:
        return problem
    person = named[0].person
    instead.give(work, one.home, measures, person, click.user, event, now)
    where = (click.channel, click.thread)
    appoint.ask(work, click.workspace, one.home, named, click.user, where, event, doors, now)
    if not question.leaver or not _left(work, question, one.home):
        said = doors.voice.say("answered")
        settle.close(work, question, "answered", said, f"{event}:{question.id}", now)
    line: Line = (Span(text="", user=person), Span(text=f" {_told(one, measures, click, doors)}"))
    work.send(_beneath(click, f"takes:{event}:{question.id}", Post(lead=(line,))), now)
    return None


def _told(one: _Chosen, measures: Sequence[Measure], click: Clicked, doors: Doors) -> str:
    """What somebody owns from now on, and that they are asked, where others chose them."""
    say = doors.voice.say
    names = ", ".join(each.name for each in measures)
    said = say("takes_over", investment=one.home.name, names=names)
    return said if click.user == click.person else f"{said} {say('takes_if')}"


def _open(work: Work, question: Question, one: _Chosen) -> list[Measure]:
    """The measures that are to get an owner by this: of a leaver's, those that are theirs still."""
    if question.leaver:
        left = _left(work, question, one.home)
        return [each for each in left if one.measure in (each.id, None)]
    is_open = question.state in ("posted", "escalated", "expired")
    own = [each for each in one.home.measures if question.measure in (each.id, None)]
    return own if is_open else []


def _left(work: Work, question: Question, home: Investment) -> list[Measure]:
    """What the record says somebody owns who left."""
    facts = work.facts([home.id])
    return [one for one in home.measures if named_owner(one.id, facts) == question.leaver]


def _unfit(
    work: Work,
    home: Investment,
    question: Question,
    named: Sequence[appoint.Named],
    doors: Doors,
) -> str | None:
    """Why the one who was picked cannot own it."""
    if not named or named[0].person == question.leaver:
        return doors.voice.say("hand_on_to")
    one = named[0]
    if has_declined(one.person, "owner", home.id, work.acceptances([home.id])):
        return doors.voice.say("named_declined", investment=home.name)
    standing = one.standing(home)
    if standing == "sees":
        return None
    key = "named_sees_not" if standing == "sees_not" else "named_nobody"
    return doors.voice.say(key, investment=home.name)


def _beneath(click: Clicked, key: str, post: Post) -> Sending:
    where = {"channel": click.channel, "thread": click.thread, "post": post}
    return Sending.model_validate({"key": key, "way": "post", **where})
