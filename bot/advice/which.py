"""Which: of several questions that wait, the one that somebody's words answer."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.advice import answer, asides, choices, corrections, eyes, not_now, thread
from bot.advice.asides import OF_A_QUESTION
from bot.advice.asked import is_courtesy
from bot.advice.doors import Doors
from bot.advice.meant import asks_for_help
from bot.advice.quietly import quietly
from bot.benefits import measures
from bot.benefits.conversation import Option, Picked, Posted
from bot.benefits.facts import LEVELS, Slot, Value
from bot.benefits.investment import Investment
from bot.benefits.questions import Question
from bot.benefits.reading import AnswerContext, AnswerReading
from bot.ports import Work

_SOMEBODY_ELSE = re.compile(
    r"\W*(?:(?:please |you (?:could|should|can|may) |better |best |try )*"
    r"(?:ask|check with|talk to) .{1,80}"
    r"|.{1,60} (?:knows|(?:would|might|should) know|has (?:it|that|the figures?))"
    r"(?: that| this| it)?)\W*",
    re.IGNORECASE,
)


_NEW: frozenset[Slot] = frozenset({"problem", "outcome", "measure"})
"""What is asked for where a measure may be named for the first time."""


class _Waiting(Value):
    """A question that waits for somebody, its investment, and the message of ours that asks it."""

    question: Question
    home: Investment
    head: str


def found(said: Posted, event: str, doors: Doors, now: datetime) -> Posted | None:
    """The message as a reply to the one question it answers, else as it is: in a thread with
    several, or said to us directly without any. None where it was asked which of them is meant, or
    told how somebody else is.
    """
    if said.question is not None or (said.thread is None and not said.direct):
        return said
    waiting = _waiting(said, doors, now)
    if not waiting or (said.thread is not None and len(waiting) == 1):
        return said
    if not any(_answers(one, said, doors, now) for one in waiting):
        return said
    waiting = waiting if said.thread else _of_theirs(waiting, said, doors)
    if not waiting:
        return said
    with doors.records.work(said.workspace) as work:
        asked = [one.question for one in waiting]
        ids = {one.id for one in thread.among(work, asked, said.text, said.user)}
    meant = [one for one in waiting if one.question.id in ids]
    if len(meant) > 1:
        _ask(said, meant, event, doors, now)
        return None
    if said.direct and said.thread is None and _SOMEBODY_ELSE.fullmatch(said.text):
        _tell_how(said, event, doors, now)
        return None
    return _as_reply(said, meant[0])


def picked(said: Posted, question: str, event: str, doors: Doors, now: datetime) -> bool:
    """Read a message as a reply to the question that was picked; False where it waits no more."""
    meant = [one for one in _waiting(said, doors, now) if one.question.id == question]
    if not meant:
        return False
    reply = _as_reply(said, meant[0])
    done = not_now.in_words(reply, event, doors, now) or answer.answer(reply, event, doors, now)
    with doors.records.work(said.workspace) as work:
        name = _label(meant[0], doors)
        choices.close(work, _key(said), name, f"which:{event}", now)
        work.commit()
    return done


def _as_reply(said: Posted, one: _Waiting) -> Posted:
    return said.model_copy(update={"thread": one.head, "question": one.question.id})


def _waiting(said: Posted, doors: Doors, now: datetime) -> list[_Waiting]:
    """What waits for an answer here, as far as it may be spoken of. Asks the world."""
    with doors.records.work(said.workspace) as work:
        asked = [(one, head) for one, head in _asked(work, said) if one.can_be_answered(now)]
        homes = {one.investment: work.investment(one.investment) for one, _ in asked}
    seen = [home for home in homes.values() if home is not None]
    if len(asked) > 1 or said.thread is None:
        where = (said.workspace, said.channel, said.user)
        seen = [home for home in seen if thread.may_hear(*where, home, doors)]
    known = {home.id: home for home in seen}
    return [
        _Waiting(question=one, home=known[one.investment], head=head)
        for one, head in asked
        if one.investment in known
    ]


def _asked(work: Work, said: Posted) -> list[tuple[Question, str]]:
    if said.thread is None:
        return work.put_to(said.user)
    return [(one, said.thread) for one in work.questions_under(said.channel, said.thread)]


def _answers(one: _Waiting, said: Posted, doors: Doors, now: datetime) -> bool:
    """Whether words answer a question, put it off or send us to somebody else: not where they ask
    something themselves, put a figure right, or are a name and nothing else.
    """
    aside = asides.aside(said.text, now.date())
    if aside is not None:
        return aside.how in OF_A_QUESTION
    is_other = "?" in said.text or is_courtesy(said.text) or asks_for_help(said.text)
    if is_other or _is_name(said.text, one.home) or corrections.said(said.text) is not None:
        return False
    if _SOMEBODY_ELSE.fullmatch(said.text):
        return True
    read = _read(one, said, doors)
    return read.kind == "not_known" or (read.kind == "answer" and bool(read.facts))


def _is_name(text: str, home: Investment) -> bool:
    """Whether a text is a name of an investment or a measure of it, or a part of one: nothing is
    said of it.
    """
    names = [home.name, *home.aliases, *(each.name for each in home.measures)]
    words = len(measures.key(text).split())
    near = (name for name in names if words <= len(measures.key(name).split()))
    return any(measures.same(name, text) for name in near)


def _read(one: _Waiting, said: Posted, doors: Doors) -> AnswerReading:
    measure = one.home.measure(one.question.measure)
    context = AnswerContext(
        asked=one.question.asks,
        measure=measure.name if measure else None,
        unit=measure.unit if measure else None,
        today=said.at.date(),
        sender=said.user,
    )
    return doors.reader.answer(said.text, context)


def _of_theirs(waiting: Sequence[_Waiting], said: Posted, doors: Doors) -> list[_Waiting]:
    """Those whose investment a plain message may be about: not where all it gives figures of are
    measures of others that its author sees. Asks the world.
    """
    audience = eyes.of_person(said.workspace, said.user, doors)
    with doors.records.work(said.workspace, audience) as work:
        seen = work.investments()
    return [one for one in waiting if not _is_of_others(one, said, seen, doors)]


def _is_of_others(one: _Waiting, said: Posted, seen: Sequence[Investment], doors: Doors) -> bool:
    if one.question.asks in _NEW:
        return False
    figures = [fact for fact in _read(one, said, doors).facts if fact.slot in LEVELS]
    others = [other for other in seen if other.id != one.home.id]
    names = [fact.measure for fact in figures if fact.measure]
    is_all = bool(names) and len(names) == len(figures)
    return is_all and all(_is_elsewhere(name, one.home, others) for name in names)


def _is_elsewhere(name: str, home: Investment, others: Sequence[Investment]) -> bool:
    """Whether a name is that of a measure of the others, and not even near one of its home."""
    own = [each for one in home.measures for each in one.names]
    if any(measures.same(each, name) or measures.near(each, name) for each in own):
        return False
    theirs = (each for other in others for one in other.measures for each in one.names)
    return any(measures.same(each, name) for each in theirs)


def _ask(said: Posted, meant: Sequence[_Waiting], event: str, doors: Doors, now: datetime) -> None:
    """Ask once which of these is meant, with a button each."""
    options = [
        Option(
            ref=Picked(what="question", ts=said.ts, id=one.question.id).as_ref(),
            label=_label(one, doors),
            verb="pick",
        )
        for one in meant
    ]
    lead, many = doors.voice.say("which_question"), doors.voice.say("which_question_of_many")
    head = said.thread or said.ts
    with doors.records.work(said.workspace) as work:
        choices.offer(work, _key(said), lead, options, said.channel, head, now, many)
        work.finish(event, now)
        work.commit()


def _label(one: _Waiting, doors: Doors) -> str:
    """What it asks for, of which measure, as a button says it."""
    measure = one.home.measure(one.question.measure)
    label = doors.voice.say(f"label_{one.question.asks}")
    return f"{label}: {measure.name if measure else one.home.name}"


def _key(said: Posted) -> str:
    return choices.key_of("question", said.workspace, said.channel, said.ts)


def _tell_how(said: Posted, event: str, doors: Doors, now: datetime) -> None:
    with doors.records.work(said.workspace) as work:
        work.send(quietly(said, event, doors.voice.say("ask_them")), now)
        work.finish(event, now)
        work.commit()
