"""Put off: who is asked may have a question wait, skip it with a reason, or hand it on."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.advice import appoint, confirm, eyes, instead, showing, thread
from bot.advice.days import A_DAY, in_words
from bot.advice.doors import Doors
from bot.advice.mind import today_of
from bot.advice.quietly import quietly
from bot.advice.wishes import FURTHEST
from bot.benefits.accepted import has_declined, mentioned, named_owner, owner_facts
from bot.benefits.conversation import Line, Post, Posted, PutOff, Sending, Span
from bot.benefits.facts import Recorded, Value
from bot.benefits.investment import Investment, Measure
from bot.benefits.questions import Question
from bot.benefits.reminders import Happened, Step, holder, of_question
from bot.ports import Audience, Person, Work

LONGEST_REASON = 300


class _Asked(Value):
    """A question, the investment it is of, and the day it is for who puts it off."""

    question: Question
    home: Investment
    today: date

    @property
    def measures(self) -> list[Measure]:
        """The one it is about, or all of the investment."""
        own = self.question.measure
        return [one for one in self.home.measures if own in (one.id, None)]


class _May(Value):
    """What somebody sees now, and why they may not decide for others, where they may not."""

    audience: Audience
    refusal: str | None


def put_off(
    done: PutOff, event: str, doors: Doors, now: datetime, said: Posted | None = None
) -> None:
    """Have a question wait, close it, or ask somebody else: for who was asked alone to say, while
    they see it; to close it or hand it on they have to be one who may record.

    Others are told so, and nobody is blamed: the post says that it waits, and until when. Where it
    was `said` in words, it is answered in words, with how it is undone.
    """
    named = _named(done, doors)
    person = doors.directory.person(done.workspace, done.user)
    may = _may(done.workspace, done.ref, done.user, doors)
    with doors.records.work(done.workspace) as work:
        asked = _asked(work, done, _today(work, person, now))
        problem = _problem(work, asked, done, may, named, doors, now)
        if problem is not None or asked is None:
            _tell(work, done, problem or doors.voice.say("gone"), event, now, said)
        elif done.how == "snooze":
            _snooze(work, asked, done, event, doors, now)
        elif done.how == "skip":
            _skip(work, asked, done, event, doors, now)
        else:
            _hand_on(work, asked, done, named[0], event, doors, now)
        if problem is None and asked is not None and said is not None:
            work.send(quietly(said, event, _acknowledged(done, asked, doors)), now)
        work.finish(event, now)
        work.commit()


def _named(done: PutOff, doors: Doors) -> tuple[appoint.Named, ...]:
    """Who it is handed on to, and what they may see."""
    if done.how != "hand_on" or not done.person:
        return ()
    return appoint.look(done.workspace, [("owner", done.person)], doors)


def _may(workspace: str, ref: str, user: str, doors: Doors) -> _May:
    """Asks the world."""
    with doors.records.work(workspace) as work:
        question = work.question(ref)
        home = work.investment(question.investment) if question else None
    audience = eyes.of_person(workspace, user, doors)
    if question is None or home is None:
        return _May(audience=audience, refusal=None)
    refusal = confirm.who_belongs(workspace, home.channel, user, doors)
    if refusal is None and not thread.may_hear(workspace, question.place[0], user, home, doors):
        refusal = doors.voice.say("moved_away")
    return _May(audience=audience, refusal=refusal)


def _today(work: Work, person: Person, now: datetime) -> date:
    return today_of(work.manners_of_people([person.id])[person.id], person, now)


def _asked(work: Work, done: PutOff, today: date) -> _Asked | None:
    """Keeps other work on the investment waiting: nothing of it changes meanwhile."""
    question = work.question(done.ref)
    if question is None:
        return None
    work.hold(question.investment)
    home = work.investment(question.investment)
    question = work.question(done.ref) or question
    return _Asked(question=question, home=home, today=today) if home else None


def why_not(workspace: str, ref: str, user: str, doors: Doors, now: datetime) -> str | None:
    """Why this person cannot put a question off, or None where they can; for a form to open."""
    audience = eyes.of_person(workspace, user, doors)
    with doors.records.work(workspace) as work:
        question = work.question(ref)
        home = work.investment(question.investment) if question else None
        return _barred(work, question, home, user, audience, doors, now)


def _barred(
    work: Work,
    question: Question | None,
    home: Investment | None,
    user: str,
    audience: Audience,
    doors: Doors,
    now: datetime,
) -> str | None:
    if question is None or home is None:
        return doors.voice.say("gone")
    if not question.can_be_answered(now):
        return doors.voice.say("already_closed")
    if user not in thread.asked_of(work, question):
        return doors.voice.say("put_off_not_yours")
    return None if audience.sees(home) else doors.voice.say("no_access")


def check(done: PutOff, doors: Doors, now: datetime) -> str | None:
    """What is wrong with a form that was sent, in words; None where nothing is. Asks the world."""
    named = _named(done, doors)
    person = doors.directory.person(done.workspace, done.user)
    may = _may(done.workspace, done.ref, done.user, doors)
    with doors.records.work(done.workspace) as work:
        asked = _asked(work, done, _today(work, person, now))
        return _problem(work, asked, done, may, named, doors, now)


def until_of(done: PutOff, today: date) -> date | None:
    """The day from which a snoozed question may be asked again; None where none is told."""
    return today + A_DAY * done.days if done.days else done.until


def wrong_day(day: date | None, today: date) -> str | None:
    """The key of what is wrong with a day to wait for; None where it will do."""
    if day is None:
        return "mind_day_needed"
    if day <= today:
        return "put_off_day_past"
    return "mind_day_far" if day > today + A_DAY * FURTHEST else None


def _problem(
    work: Work,
    asked: _Asked | None,
    done: PutOff,
    may: _May,
    named: tuple[appoint.Named, ...],
    doors: Doors,
    now: datetime,
) -> str | None:
    """Why nothing is done; None where it is."""
    if asked is None:
        return doors.voice.say("gone")
    barred = _barred(work, asked.question, asked.home, done.user, may.audience, doors, now)
    if barred is None and done.how != "snooze":
        barred = may.refusal
    elif barred is None and done.user not in _holders(work, asked.question):
        barred = doors.voice.say("put_off_not_yours")
    if barred is not None:
        return barred
    if done.how == "hand_on":
        return _unfit(work, asked, done, named, doors)
    if done.how == "snooze":
        day = until_of(done, asked.today)
        wrong = wrong_day(day, asked.today)
        dated = {"date": in_words(day)} if day and wrong != "mind_day_needed" else {}
        return doors.voice.say(wrong, **dated) if wrong else None
    return None


def _holders(work: Work, question: Question) -> frozenset[str]:
    """Who may have a question wait: who was asked, until it goes on; then whom it went to last."""
    own = of_question(question.id, work.steps([question.investment]))
    held = holder(own)
    return frozenset({held}) if held else thread.asked_of(work, question)


def _unfit(
    work: Work,
    asked: _Asked,
    done: PutOff,
    named: tuple[appoint.Named, ...],
    doors: Doors,
) -> str | None:
    """Why it is not handed on to the one chosen."""
    home = asked.home
    if not named or named[0].person == done.user:
        return doors.voice.say("hand_on_to")
    standing = named[0].standing(home)
    if standing != "sees":
        key = "named_sees_not" if standing == "sees_not" else "named_nobody"
        return doors.voice.say(key, investment=home.name)
    if has_declined(named[0].person, "owner", home.id, work.acceptances([home.id])):
        return doors.voice.say("named_declined", investment=home.name)
    if asked.question.measure is None:
        is_free = not asked.measures or bool(_handed(work, asked))
        return None if is_free else doors.voice.say("put_off_whole", investment=home.name)
    owners = {mentioned(one.fact.person) for one in _owners(work, home, asked.measures)}
    is_free = owners <= {done.user, named[0].person, None}
    return None if is_free else doors.voice.say("put_off_owned")


def _owners(work: Work, home: Investment, of: Sequence[Measure]) -> list[Recorded]:
    """What says last who owns each of some measures."""
    facts = work.facts([home.id])
    return [one for each in of for one in owner_facts(facts, each.id)[-1:]]


def _handed(work: Work, asked: _Asked) -> list[Measure]:
    """The measures that go to somebody else with a question: the one it is about; of one about the
    whole investment those that are nobody's. Who owns a measure hands that on by its own question.
    """
    if asked.question.measure is not None:
        return asked.measures
    facts = work.facts([asked.home.id])
    return [one for one in asked.measures if named_owner(one.id, facts) is None]


def _snooze(
    work: Work, asked: _Asked, done: PutOff, event: str, doors: Doors, now: datetime
) -> None:
    day = until_of(done, asked.today) or asked.today
    _step(work, asked.question, done, "snoozed", now, until=day - A_DAY)
    work.plan_due("escalate", asked.home.id, now)
    said = doors.voice.say("put_off_until", date=in_words(day))
    for key, post, _ in showing.posts_asking(work, asked.question):
        shown = showing.with_ask(post, asked.question.id, waits=said, waits_by=done.user)
        work.change(key, shown, f"put_off:{event}:{key}", now)


def _skip(work: Work, asked: _Asked, done: PutOff, event: str, doors: Doors, now: datetime) -> None:
    words = " ".join((done.words or "").split())[:LONGEST_REASON]
    _step(work, asked.question, done, "skipped", now, words=words or None)
    said = doors.voice.say("skipped_because", what=words) if words else doors.voice.say("skipped")
    _close(work, asked.question, said, done.user, event, now)


def _hand_on(
    work: Work,
    asked: _Asked,
    done: PutOff,
    to: appoint.Named,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """The other is on record as owner from now on, and gets the one notice: they are asked nothing
    before they accept.
    """
    home, question = asked.home, asked.question
    of = _handed(work, asked)
    had = any(mentioned(one.fact.person) == done.user for one in _owners(work, home, of))
    facts = work.facts([home.id])
    new = [one for one in of if named_owner(one.id, facts) != to.person]
    if asked.measures:
        instead.give(work, home, new, to.person, done.user, event, now)
    else:
        work.append(
            instead.owning(f"h{event}", home.id, question.measure, to.person, done.user, now)
        )
    if had:
        appoint.keep(work, home.id, "owner", done.user, "handed_on", done.user, event, now)
    _step(work, question, done, "skipped", now)
    where = (done.channel, None)
    appoint.ask(work, done.workspace, home, [to], done.user, where, event, doors, now)
    _close(work, question, doors.voice.say("handed_on"), done.user, event, now)


def _step(
    work: Work, question: Question, done: PutOff, what: Happened, now: datetime, **more: Any
) -> None:
    step = {"investment": question.investment, "question": question.id, "person": done.user}
    work.step(Step.model_validate({**step, "at": now, "what": what, **more}))


def _close(work: Work, question: Question, said: str, by: str, event: str, now: datetime) -> None:
    """It is asked no more for its period; what is said in the thread is read as ever."""
    work.close(question.id, "withdrawn", now)
    for key, post, _ in showing.posts_asking(work, question):
        shown = showing.with_ask(post, question.id, closed=said, waits=None, waits_by=by)
        work.change(key, shown, f"put_off:{event}:{key}", now)


def _acknowledged(done: PutOff, asked: _Asked, doors: Doors) -> str:
    if done.how == "skip":
        return doors.voice.say("skipped_said")
    day = until_of(done, asked.today) or asked.today
    return doors.voice.say("put_off_said", date=in_words(day))


def _tell(
    work: Work, done: PutOff, told: str, event: str, now: datetime, said: Posted | None = None
) -> None:
    """Tell the one who tried, alone."""
    if said is not None:
        work.send(quietly(said, event, told), now)
        return
    line: Line = (Span(text=told),)
    way = {"way": "reply", "reply_to": done.reply_to} if done.reply_to else {"way": "whisper"}
    fields = {"key": f"reply:{event}", "channel": done.channel, "user": done.user}
    work.send(Sending.model_validate(fields | way | {"post": Post(lead=(line,))}), now)
