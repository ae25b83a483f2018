"""Escalate: a question nobody answers goes to the accepted owner, then to the accepted sponsor,
then no further; and who is never there at the channel's hour is asked in a message of their own.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.advice import eyes, settle
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
from bot.benefits.reminders import RUNGS, Happened, Ladder, Next, Step, next_step, of_question
from bot.errors import ChatError, RateLimitedError
from bot.ports import Audience, Work

FORGOTTEN = 2 * EXPIRES_AFTER
"""What waited for so long and never went up is let go: nobody remembers why it was asked."""


@dataclass(frozen=True, slots=True)
class _Going:
    """A question on its way to a person now, and as what."""

    history: History
    question: Question
    person: str
    what: Happened
    since: datetime


def escalate(workspace: str, refs: Sequence[str], doors: Doors, now: datetime) -> None:
    """Take the questions of some investments a step further where it is time, all in one commit.

    Several that go to one person go in one message. Each person is written to in their own hours,
    within their budget, and about what they may see.
    """
    within = read(workspace, refs, doors, now)
    with doors.records.work(workspace) as work:
        people = _reached(within(work), doors)
    seen = _eyes(workspace, people, doors)
    with doors.records.work(workspace) as work:
        known = within(work)
        going: dict[str, list[_Going]] = defaultdict(list)
        for ref in refs:
            history = known.histories.get(ref)
            if history is not None:
                for one in _going(work, history, known, seen, doors):
                    going[one.person].append(one)
        for person, all_of in sorted(going.items()):
            _send(work, workspace, person, all_of, known, doors)
        again = within(work)
        work.plan_all("escalate", {ref: _after(ref, again, doors) for ref in refs})
        work.commit()


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
        return None
    moments = [*_moments(history, known, new), *_apart(history, known, due)]
    return min(moments, default=None)


def ladder(history: History, question: Question, known: Batch) -> Ladder:
    """Who an unanswered question can go to: who accepted, is there and is not muted."""
    owner = history.owner(question.measure)
    sponsor = accepted_sponsor(history.investment, history.acceptances)
    return Ladder(
        owner=owner if known.is_there(owner) else None,
        sponsor=sponsor if known.is_there(sponsor) else None,
    )


def _moments(history: History, known: Batch, new: Iterable[Question]) -> list[datetime]:
    """When each open question can go further: at the next hour of the one it goes to, once they may
    be asked again.
    """
    found = []
    for question in (*history.questions, *new):
        step = next_step(question, history.steps, ladder(history, question, known))
        at = _when(step, known) if step else None
        if at is not None:
            found.append(at)
    return found


def _when(step: Next, known: Batch) -> datetime | None:
    if step.person is None:
        return max(step.at, known.now)
    at = max(step.at, known.free_again(step.person))
    return next_open(known.hours_of(step.person), at)


def _apart(history: History, known: Batch, due: Sequence[Posed]) -> list[datetime]:
    """When those can be asked who are never there at the channel's hour."""
    found = (
        next_open(known.hours_of(one.person), known.free_again(one.person))
        for one in due
        if not known.meets(one.person, history.investment)
    )
    return [at for at in found if at is not None]


def _reached(known: Batch, doors: Doors) -> set[str]:
    """Everybody who may be written to alone, whatever becomes of it."""
    people = set()
    for history in known.histories.values():
        for question in history.questions:
            rungs = ladder(history, question, known)
            people |= {rungs.owner, rungs.sponsor}
        people |= {one.person for one in posed(history, known, doors)}
    return {one for one in people if one is not None}


def _eyes(workspace: str, people: Iterable[str], doors: Doors) -> dict[str, Audience]:
    """What each of them may see; who Slack cannot tell of sees nothing."""
    found = {}
    for person in sorted(people):
        try:
            found[person] = eyes.of_person(workspace, person, doors)
        except RateLimitedError:
            raise
        except ChatError:
            continue
    return found


def _going(
    work: Work, history: History, known: Batch, seen: dict[str, Audience], doors: Doors
) -> list[_Going]:
    home, now = history.investment, known.now
    if known.is_quiet(home):
        return []
    found: list[_Going] = []
    for question in history.questions:
        if question.state in ("posted", "escalated") and is_known(history, question):
            said = doors.voice.say("answered")
            settle.close(work, question, "answered", said, f"known:{question.id}", now)
            continue
        step = next_step(question, history.steps, ladder(history, question, known))
        if step is None or step.at > now:
            continue
        if now - question.at > FORGOTTEN and question.state == "posted":
            _stop(work, history, question, known, doors)
        elif step.person is None or not _sees(step.person, home, seen):
            _climb(work, history, question, step, known, seen, doors, found)
        elif known.may_ask(step.person):
            known.ask(step.person)
            found.append(_Going(history, question, step.person, step.rung, step.since))
    return [*found, *_direct(history, known, seen, doors)]


def _climb(
    work: Work,
    history: History,
    question: Question,
    step: Next,
    known: Batch,
    seen: dict[str, Audience],
    doors: Doors,
    found: list[_Going],
) -> None:
    """Past whoever may not see it by now; where nobody is left, it ends."""
    if step.rung == "owner":
        rest = Ladder(sponsor=ladder(history, question, known).sponsor)
        higher = next_step(question, history.steps, rest)
        person = higher.person if higher else None
        if higher and person and _sees(person, history.investment, seen):
            if known.may_ask(person):
                known.ask(person)
                found.append(_Going(history, question, person, "sponsor", step.since))
            return
    _stop(work, history, question, known, doors)


def _sees(person: str, home: Investment, seen: dict[str, Audience]) -> bool:
    audience = seen.get(person)
    return audience is not None and audience.sees(home)


def _direct(
    history: History, known: Batch, seen: dict[str, Audience], doors: Doors
) -> list[_Going]:
    """What is put to people who are never there at the channel's hour: one question each."""
    found: list[_Going] = []
    for one in posed(history, known, doors):
        if known.meets(one.person, history.investment) or not known.may_ask(one.person):
            continue
        taken = any(one.person == other.person or other.what == "asked" for other in found)
        if not taken and _sees(one.person, history.investment, seen):
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
    ids = "\x1f".join(sorted(f"{one.question.id}:{one.what}:{now:%Y-%m-%d}" for one in going))
    key = f"escalate:{workspace}:{person}:{hashlib.sha256(ids.encode()).hexdigest()[:16]}"
    for one in going:
        if one.what == "asked":
            work.ask(one.question.model_copy(update={"channel": person}))
        elif one.what in RUNGS:
            work.close(one.question.id, "escalated", now)
        work.step(
            Step(
                investment=one.history.investment.id,
                question=one.question.id,
                person=person,
                at=now,
                what=one.what,
                post=key,
            )
        )
    first, *rest = (as_ask(one.question, person) for one in going)
    lead = tuple(_told(one, doors) for one in going)
    post = Post(lead=lead, ask=first, asks=tuple(rest))
    way = {"way": "post", "channel": person, "at_leisure": True, "post": post}
    work.send(Sending.model_validate({"key": key} | way), now)


def _told(one: _Going, doors: Doors) -> Line:
    """Why somebody is written to; who did not answer is told to nobody else."""
    home, say = one.history.investment, doors.voice.say
    if one.what not in RUNGS:
        return (Span(text=say("direct_head", investment=home.name)),)
    measure = home.measure(one.question.measure)
    said = say(
        f"escalated_{one.what}",
        what=f"{measure.name} ({home.name})" if measure else home.name,
        date=in_words(one.since.date().isoformat()),
    )
    by = Span(text="", user=one.question.person)
    return (Span(text=said), Span(text=f" {say('escalated_asked')} "), by, Span(text="."))


def _stop(work: Work, history: History, question: Question, known: Batch, doors: Doors) -> None:
    """Give a question up: whoever it reached last is told, and the record shows no answer."""
    now, say = known.now, doors.voice.say
    own = of_question(question.id, history.steps)
    raised = [one for one in own if one.what in RUNGS]
    last = raised[-1].person if raised else question.person
    work.step(
        Step(
            investment=history.investment.id,
            question=question.id,
            person=last,
            at=now,
            what="stopped",
        )
    )
    state: QuestionState = "escalated" if raised else "expired"
    closing = say("question_closed_stopped")
    settle.close(work, question, state, closing, f"stopped:{question.id}", now)
    if raised and known.is_there(last):
        measure = history.investment.measure(question.measure)
        name = f"{measure.name} ({history.investment.name})" if measure else history.investment.name
        since = in_words(question.at.date().isoformat())
        post = Post(lead=((Span(text=say("escalate_stopped", what=name, date=since)),),))
        channel, thread = question.place
        sending = Sending(
            key=f"stopped:{question.id}",
            way="post",
            channel=last,
            thread=thread if channel == last else None,
            at_leisure=True,
            post=post,
        )
        work.send(sending, now)
