"""Escalate: a question nobody answers goes to the accepted owner, then to the accepted sponsor,
then no further; and who is never there at the channel's hour is asked in a message of their own.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.advice import readers, settle
from bot.advice.batch import Batch, read
from bot.advice.doors import Doors
from bot.advice.pose import Posed, as_ask, posed
from bot.benefits.accepted import accepted_sponsor
from bot.benefits.conversation import Line, Post, Sending, Span
from bot.benefits.due import History, is_known
from bot.benefits.hours import next_open
from bot.benefits.investment import Investment
from bot.benefits.periods import in_words
from bot.benefits.questions import EXPIRES_AFTER, Question, QuestionState
from bot.benefits.reminders import (
    PATIENCE,
    RUNGS,
    Happened,
    Ladder,
    Next,
    Step,
    next_step,
    of_question,
    put_off_last,
)
from bot.ports import Work

FORGOTTEN = 2 * EXPIRES_AFTER - PATIENCE
"""What should have gone up so long ago is let go: nobody remembers why it was asked."""

_A_DAY = timedelta(days=1)

AT_ONCE = 50
"""Investments looked at in one commit, at most."""

AGAIN = timedelta(minutes=15)
"""When it is tried again where Slack does not tell now who is there, or what they may see."""


@dataclass(frozen=True, slots=True)
class _Going:
    """A question on its way to a person now, and as what."""

    history: History
    question: Question
    person: str
    what: Happened
    since: datetime


def escalate(workspace: str, refs: Sequence[str], doors: Doors, now: datetime) -> None:
    """Take the questions of some investments a step further where it is time, so many in a commit
    that they are done while others leave them alone.

    Raises RateLimitedError where Slack asks to wait before it tells enough of the rest.

    Several that go to one person go in one message. Each person is written to in their own hours,
    within their budget, and about what they may see. Looking at one again does no harm.
    """
    ordered = sorted(refs)
    for first in range(0, len(ordered), AT_ONCE):
        _escalate(workspace, ordered[first : first + AT_ONCE], doors, now)


def _escalate(workspace: str, refs: Sequence[str], doors: Doors, now: datetime) -> None:
    within = read(workspace, refs, doors, now)
    with doors.records.work(workspace) as work:
        people, homes = _reached(within(work), doors)
    seen = readers.alone(workspace, people, doors)
    rooms = readers.in_channels(workspace, homes, doors)
    readers.keep_archived(workspace, rooms, doors, now)
    limited = seen.limited or rooms.limited
    with doors.records.work(workspace) as work:
        work.hold_all(refs)
        known = replace(within(work), seen=seen.of, members=rooms.members)
        going: dict[str, list[_Going]] = defaultdict(list)
        for history in known.histories.values():
            for one in _going(work, history, known, doors):
                going[one.person].append(one)
        for person, all_of in sorted(going.items()):
            _send(work, workspace, person, all_of, known, doors)
        again = replace(within(work), seen=seen.of, members=rooms.members)
        left = _left(again, rooms) if limited else frozenset()
        done = {ref: _after(ref, again, doors) for ref in refs if ref not in left}
        work.plan_all("escalate", done)
        work.commit()
    if limited:
        raise limited


def _left(known: Batch, rooms: readers.Rooms) -> frozenset[str]:
    """Of which investments Slack does not tell now who reads what is asked there."""
    homes = known.histories.items()
    return frozenset(id for id, one in homes if one.investment.channel in rooms.dark)


def _after(ref: str, known: Batch, doors: Doors) -> datetime | None:
    history = known.histories.get(ref)
    return next_look(history, known, posed(history, known, doors)) if history else None


def next_look(
    history: History, known: Batch, due: Sequence[Posed], new: Iterable[Question] = ()
) -> datetime | None:
    """When the next question about an investment can go further, if any ever; `due` is what could
    be asked, `new` what was asked just now.
    """
    if known.is_quiet(history.investment):
        return known.quiet_until(history.investment)
    back = _back(history, known)
    moments = [*_moments(history, known, new), *_apart(history, known, due), *back]
    return min(moments, default=None)


def _back(history: History, known: Batch) -> list[datetime]:
    """When what was put off to a day to come can be asked again of who put it off."""
    found = []
    for question in history.questions:
        last = put_off_last(of_question(question.id, history.steps))
        if not question.can_be_answered(known.now) or last is None or last.until is None:
            continue
        if last.person in known.manners:
            hours = known.hours_of(last.person)
            found.append(next_open(hours, hours.moment(last.until + _A_DAY, hours.opens)))
    return [at for at in found if at is not None and at > known.now]


def ladder(history: History, question: Question, known: Batch) -> Ladder:
    """Who an unanswered question can go to: who accepted, but for those who are surely out, or on
    leave for longer than an answer is waited for. Who Slack does not tell of now stays: nobody is
    passed over for that.
    """

    def there(person: str | None) -> str | None:
        out = known.is_out(person, history) or known.is_long_away(person)
        return None if out else person

    owner = history.owner(question.measure)
    sponsor = accepted_sponsor(history.investment, history.acceptances)
    return Ladder(owner=there(owner), sponsor=there(sponsor))


def _next(history: History, question: Question, known: Batch) -> Next | None:
    rests = partial(known.rests, history.investment)
    return next_step(question, history.steps, ladder(history, question, known), rests)


def _moments(history: History, known: Batch, new: Iterable[Question]) -> list[datetime]:
    """When each open question can go further, if ever."""
    found = []
    for question in (*history.questions, *new):
        step = _next(history, question, known)
        at = _when(step, _told_of_end(history, question, known), known) if step else None
        if at is not None:
            found.append(at)
    return found


def _when(step: Next, last: str | None, known: Batch) -> datetime | None:
    """When a step can be taken: at the next hour of the one it goes to, once they may be asked
    again; a question ends in the hours of `last`, who is told so, at once where nobody is.
    """
    person = step.person or last
    at = max(step.at, known.now)
    if person is None:
        return at
    if known.is_unsure(person):
        return max(step.at, known.now + AGAIN)
    if step.person is not None:
        at = max(at, known.free_again(person))
    return next_open(known.hours_of(person), at)


def _told_of_end(history: History, question: Question, known: Batch) -> str | None:
    """Who is told that a question ends: whom it reached last, while they hold the role, are there
    and may see it.
    """
    raised = [one for one in of_question(question.id, history.steps) if one.what in RUNGS]
    rungs = ladder(history, question, known)
    last = raised[-1].person if raised else None
    if last is None or last not in (rungs.owner, rungs.sponsor):
        return None
    is_never = not known.is_unsure(last) and next_open(known.hours_of(last), known.now) is None
    return None if is_never else last


def is_apart(one: Posed, home: Investment, known: Batch) -> bool:
    """Whether somebody is asked in a message of their own: who is never there at the channel's
    hour; what came to them in one before; and what they put off where no weekly thread comes.
    """
    waited = one.question.put_off_until is not None
    is_alone = not one.is_new and one.question.place[0] == one.person
    is_off = waited and not known.channels[home.channel].is_weekly
    return is_alone or is_off or not known.meets(one.person, home)


def _apart(history: History, known: Batch, due: Sequence[Posed]) -> list[datetime]:
    """When those can be asked who are asked alone."""
    found = []
    for one in due:
        if not is_apart(one, history.investment, known) or known.is_out(one.person, history):
            continue
        again = known.now + AGAIN if known.is_unsure(one.person) else known.now
        at = max(again, known.free_again(one.person))
        found.append(next_open(known.hours_of(one.person), at))
    return [at for at in found if at is not None]


def _reached(known: Batch, doors: Doors) -> tuple[set[str], set[str]]:
    """Everybody who may be written to alone, whatever becomes of it; who is unknown is not. And the
    channels of what could be asked there.
    """
    people: set[str | None] = set()
    homes: set[str] = set()
    for history in known.histories.values():
        for question in history.questions:
            rungs = ladder(history, question, known)
            people |= {rungs.owner, rungs.sponsor}
        due = posed(history, known, doors)
        people |= {one.person for one in due}
        homes |= {history.investment.channel} if due else set()
    return {one for one in people if one in known.people}, homes


def _going(work: Work, history: History, known: Batch, doors: Doors) -> list[_Going]:
    home, now = history.investment, known.now
    if known.is_quiet(home):
        return []
    found: list[_Going] = []
    for question in history.questions:
        if question.state in ("posted", "escalated") and is_known(history, question):
            said = _known_since(history, question, doors)
            settle.close(work, question, "answered", said, f"known:{question.id}", now)
            continue
        step = _next(history, question, known)
        last = _told_of_end(history, question, known)
        if step is None or step.at > now:
            continue
        if now - step.at > FORGOTTEN and question.state == "posted":
            _stop(work, history, question, None, known, doors)
        elif _when(step, last, known) != now:
            continue
        elif step.person is None:
            _stop(work, history, question, last, known, doors)
        else:
            known.ask(step.person)
            found.append(_Going(history, question, step.person, step.rung, step.since))
    return [*found, *_direct(history, known, doors)]


def _known_since(history: History, question: Question, doors: Doors) -> str:
    """What closes a question that nobody answered and the record does."""
    own = (one for one in history.facts if one.measure in (question.measure, None))
    days = [one.recorded_at.date() for one in own if one.fact.slot == question.asks]
    if not days:
        return doors.voice.say("answered")
    return doors.voice.say("question_closed_known", date=in_words(max(days).isoformat()))


def _direct(history: History, known: Batch, doors: Doors) -> list[_Going]:
    """What is put to people in a message of their own: one question each."""
    found: list[_Going] = []
    for one in posed(history, known, doors):
        if not is_apart(one, history.investment, known) or not known.may_ask(one.person):
            continue
        unsure = known.is_unsure(one.person) or known.is_out(one.person, history)
        taken = any(one.person == other.person or other.what == "asked" for other in found)
        if not taken and not unsure:
            known.ask(one.person)
            found.append(_as_going(one, history))
    return found


def _as_going(one: Posed, history: History) -> _Going:
    what: Happened = "asked" if one.is_new else "reminded"
    return _Going(history, one.question, one.person, what, one.question.at)


def _send(
    work: Work,
    workspace: str,
    person: str,
    going: Sequence[_Going],
    known: Batch,
    doors: Doors,
) -> None:
    now = known.now
    going = [one for one in going if _takes(work, one, now)]
    if not going:
        return
    ids = "\x1f".join(sorted(map(_turn, going)))
    key = f"escalate:{workspace}:{person}:{hashlib.sha256(ids.encode()).hexdigest()[:16]}"
    steps = [
        Step(
            investment=one.history.investment.id,
            question=one.question.id,
            person=person,
            at=now,
            what=one.what,
            post=key,
        )
        for one in going
    ]
    first, *rest = (as_ask(one.question, person, one.history.investment) for one in going)
    lead = tuple(_told(one, known.is_archived(one.history.investment), doors) for one in going)
    post = Post(lead=lead, ask=first, asks=tuple(rest))
    way = {"way": "post", "channel": person, "at_leisure": True, "post": post}
    work.put_all([], steps, [Sending.model_validate({"key": key} | way)], now)


def _takes(work: Work, one: _Going, now: datetime) -> bool:
    """Whether a question still goes to somebody: nobody asked or closed it meanwhile."""
    if one.what == "asked":
        return work.ask(one.question.model_copy(update={"channel": one.person}))
    return one.what not in RUNGS or work.close(one.question.id, "escalated", now)


def _turn(one: _Going) -> str:
    """Names the question and how it goes to this person, how often it did so before: the same
    whenever it is looked at.
    """
    own = of_question(one.question.id, one.history.steps)
    before = sum((other.what, other.person) == (one.what, one.person) for other in own)
    return f"{one.question.id}:{one.what}:{before}"


def _told(one: _Going, is_archived: bool, doors: Doors) -> Line:
    """Why somebody is written to; who did not answer is told to nobody else."""
    home, say = one.history.investment, doors.voice.say
    if one.what not in RUNGS:
        head = "direct_head_archived" if is_archived else "direct_head"
        return (Span(text=say(head, investment=home.name)),)
    said = say(
        f"escalated_{one.what}",
        what=_named(one.history, one.question),
        date=in_words(one.since.date().isoformat()),
    )
    by = Span(text="", user=one.question.person)
    return (Span(text=said), Span(text=f" {say('escalated_asked')} "), by, Span(text="."))


def _stop(
    work: Work, history: History, question: Question, told: str | None, known: Batch, doors: Doors
) -> None:
    """Give a question up: the record shows no answer, and who is left to be `told` is."""
    now = known.now
    own = of_question(question.id, history.steps)
    raised = [one for one in own if one.what in RUNGS]
    state: QuestionState = "escalated" if raised else "expired"
    closing = doors.voice.say("question_closed_stopped")
    settle.close(work, question, state, closing, f"stopped:{question.id}", now)
    work.step(
        Step(
            investment=history.investment.id,
            question=question.id,
            person=raised[-1].person if raised else question.person,
            at=now,
            what="stopped",
        )
    )
    if told is not None:
        work.send(_closing(history, question, told, doors), now)


def _closing(history: History, question: Question, person: str, doors: Doors) -> Sending:
    """That a question ends, in the thread it was put in where that is theirs alone."""
    since = in_words(question.at.date().isoformat())
    said = doors.voice.say("escalate_stopped", what=_named(history, question), date=since)
    channel, thread = question.place
    return Sending(
        key=f"stopped:{question.id}",
        way="post",
        channel=person,
        thread=thread if channel == person else None,
        at_leisure=True,
        post=Post(lead=((Span(text=said),),)),
    )


def _named(history: History, question: Question) -> str:
    home = history.investment
    measure = home.measure(question.measure)
    return f"{measure.name} ({home.name})" if measure else home.name
