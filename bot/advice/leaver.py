"""Leaver: all that somebody owned who left is put to whoever decides, in one message a person."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from bot.advice import digest, eyes
from bot.advice.batch import histories
from bot.advice.doors import Doors
from bot.advice.pose import as_ask
from bot.advice.thread import asked_of
from bot.benefits.accepted import accepted_owner, accepted_sponsor, has_said_stop, mentioned
from bot.benefits.conversation import Left, Line, Option, Part, Picker, Post, Sending, Span
from bot.benefits.facts import Value
from bot.benefits.hours import next_open
from bot.benefits.investment import Investment, Measure
from bot.benefits.questions import Citation, Question, question_id, wording_for
from bot.benefits.reminders import PATIENCE, Step
from bot.errors import ChatError
from bot.ports import Audience, Person, Work

SHOWN = 3
"""Investments that have buttons of their own in one message, at most."""


class _Theirs(Value):
    """What a leaver owns of one investment, what they were asked about it that waits, and who may
    say who takes it over, first choice first. `before` is how often they left before.
    """

    home: Investment
    measures: tuple[Measure, ...]
    waiting: tuple[Question, ...]
    deciders: tuple[str, ...]
    before: int = 0


class _Decider(Value):
    """Somebody who is there, and what they may see."""

    person: Person
    sees: Audience


def leave(left: Left, event: str, doors: Doors, now: datetime) -> None:
    """Hand over what somebody owns as soon as their account is closed."""
    hand_over(left.workspace, left.user, doors, now)
    with doors.records.work(left.workspace) as work:
        work.finish(event, now)
        work.commit()


def found_gone(workspace: str, leaver: str, doors: Doors, now: datetime) -> None:
    """The same where nobody was told that they left; looked at again where Slack cannot tell now
    who is there.
    """
    with suppress(ChatError):
        hand_over(workspace, leaver, doors, now)


def hand_over(workspace: str, leaver: str, doors: Doors, now: datetime) -> None:
    """Ask whoever decides about each investment who takes it over from somebody who accepted to own
    it: the accepted sponsor, else who leads it, else who linked it. Asked once in all, in the hours
    of who is asked: outside them it is looked at again then.
    """
    with doors.records.work(workspace) as work:
        found = list(_owned(work, leaver, now))
    if not found:
        return
    there = _there(workspace, {person for one in found for person in one.deciders}, doors)
    with doors.records.work(workspace) as work:
        for id in sorted(one.home.id for one in found):
            work.hold(id)
        put: dict[str, list[_Theirs]] = defaultdict(list)
        for one in _owned(work, leaver, now):
            at, person = _decider(work, one, there, doors, now) or (now, None)
            if at > now:
                _plan(work, one.home.id, at)
            elif person is not None:
                put[person].append(one)
        for person, theirs in sorted(put.items()):
            _put(work, workspace, leaver, person, theirs, doors, now)
        work.commit()


def _plan(work: Work, home: str, at: datetime) -> None:
    """Have it looked at by then; what is planned sooner stays, its weekly thread being for all."""
    planned = work.planned("weekly", [home]).get(home)
    if planned is None or at < planned:
        work.plan_due("weekly", home, at)


def _owned(work: Work, leaver: str, now: datetime) -> Iterator[_Theirs]:
    """By investment, where it was not asked who takes it over since they were there last, and no
    such question waits: whoever answers that one hands over what they own by then.
    """
    steps = work.acceptances([one.id for one in work.investments()])
    accepted = {one.investment for one in steps if (one.person, one.role) == (leaver, "owner")}
    linkers = work.linkers(sorted(accepted))
    for of in histories(work, work.investments_among(sorted(accepted))).values():
        home, said = of.investment, of.acceptances
        owners = [(one, accepted_owner(home, one.id, of.facts, said)) for one in home.measures]
        own = tuple(one for one, owner in owners if owner == leaver)
        waits = any(one.leaver == leaver and one.can_be_answered(now) for one in of.questions)
        if not own or waits or of.handed_over(leaver) is not None:
            continue
        waiting = (one for one in of.questions if one.can_be_answered(now))
        people = (accepted_sponsor(home, said), mentioned(home.delivery_lead), linkers.get(home.id))
        able = [one for one in people if one != leaver and not has_said_stop(one, home.id, said)]
        yield _Theirs(
            home=home,
            measures=own,
            waiting=tuple(one for one in waiting if leaver in asked_of(work, one)),
            deciders=tuple(dict.fromkeys(one for one in able if one)),
            before=sum(1 for one in of.questions if one.leaver == leaver),
        )


def _there(workspace: str, people: Iterable[str], doors: Doors) -> dict[str, _Decider]:
    """Those of them who are there. Raises ChatError where Slack cannot tell now."""
    found = {}
    for id in sorted(people):
        try:
            person = doors.directory.person(workspace, id)
        except ChatError as error:
            if error.knows_nobody:
                continue
            raise
        if not (person.is_gone or person.is_bot):
            sees = eyes.of_person(workspace, id, doors)
            found[id] = _Decider(person=person, sees=sees)
    return found


def _decider(
    work: Work, theirs: _Theirs, there: Mapping[str, _Decider], doors: Doors, now: datetime
) -> tuple[datetime, str] | None:
    """The first of them who sees it and may be written to soon, and when: in their own hours."""
    manners, house = work.manners_of_people(theirs.deciders), work.manners_of_house()
    for id in theirs.deciders:
        known = there.get(id)
        if known is None or manners[id].is_muted or not known.sees.sees(theirs.home):
            continue
        at = next_open(digest.hours_of(manners[id], house, known.person, doors, now), now)
        if at is not None and at - now < PATIENCE:
            return at, id
    return None


def _put(
    work: Work,
    workspace: str,
    leaver: str,
    person: str,
    theirs: Sequence[_Theirs],
    doors: Doors,
    now: datetime,
) -> None:
    """One message holds all that one person decides; each investment is a question of its own."""
    asked = [_question(one, leaver, person, doors, now) for one in theirs]
    ids = "\x1f".join(sorted(one.id for one in asked))
    key = f"left:{workspace}:{leaver}:{hashlib.sha256(ids.encode()).hexdigest()[:16]}"
    for one in asked:
        fields = {"investment": one.investment, "question": one.id, "person": person}
        work.ask(one)
        work.step(Step.model_validate({**fields, "at": now, "what": "asked", "post": key}))
    post = _post(leaver, person, theirs, asked, doors)
    work.send(Sending(key=key, way="post", channel=person, post=post), now)


def _question(theirs: _Theirs, leaver: str, person: str, doors: Doors, now: datetime) -> Question:
    home = theirs.home
    wording = wording_for("owner", "any", doors.wordings)
    passage = doors.library.passage(wording.default)
    names = ", ".join(one.name for one in theirs.measures)
    _, why = doors.voice.ask(wording, measure=names, how_much="", investment=home.name)
    turn = f"{leaver} {theirs.before}" if theirs.before else leaver
    return Question(
        id=question_id(home.id, None, "owner", person, turn),
        investment=home.id,
        measure=None,
        asks="owner",
        person=person,
        period=leaver,
        text=doors.voice.say("left_asked", investment=home.name, names=names),
        why=why,
        citations=(Citation(id=passage.id, title=passage.title, source=passage.source),),
        channel=person,
        thread="",
        at=now,
    )


def _post(
    leaver: str,
    person: str,
    theirs: Sequence[_Theirs],
    asked: Sequence[Question],
    doors: Doors,
) -> Post:
    """All of it under one picker, each investment under its own, and a button a measure."""
    say = doors.voice.say
    lead = ((Span(text="", user=leaver), Span(text=f" {say('left_lead')}")),)
    first, *rest = (as_ask(one, person) for one in asked[:SHOWN])
    pairs = [
        (question, one) for question, of in zip(asked, theirs, strict=True) for one in of.measures
    ]
    apart = tuple(
        Option(ref=f"{question.id}|{one.id}", label=one.name, verb="apart")
        for question, one in pairs
    )
    everything = Picker(ref=f"left|{leaver}", label=say("left_all"), verb="takes")
    return Post(
        lead=lead,
        parts=tuple(Part(title=one.home.name, lines=tuple(_lines(one))) for one in theirs),
        ask=first,
        asks=tuple(rest),
        options=apart if len(pairs) > 1 else (),
        picker=everything if len(asked) > 1 else None,
        closing=say("left_apart") if len(pairs) > 1 else None,
    )


def _lines(theirs: _Theirs) -> Iterator[Line]:
    """Each measure, and below it what the leaver was asked about it and has not answered."""
    for measure in theirs.measures:
        yield (Span(text=measure.name, strong=True),)
        own = (one for one in theirs.waiting if one.measure == measure.id)
        yield from ((Span(text=one.text),) for one in own)
    yield from ((Span(text=one.text),) for one in theirs.waiting if one.measure is None)
