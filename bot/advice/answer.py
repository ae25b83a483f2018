"""Answer: a reply in one of our threads is read, and what was understood is proposed."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.advice import (
    amended,
    assign,
    carry,
    confirm,
    correct,
    corrections,
    place,
    propose,
    remark,
    result,
    settle,
    shared,
)
from bot.advice.corrections import Meant
from bot.advice.doors import Doors
from bot.advice.known import lit
from bot.advice.place import Source
from bot.advice.practices import barriers_heard, offered, offers
from bot.advice.thread import Thread, context, find, is_ours, thread_of
from bot.benefits import measures
from bot.benefits.conversation import Picked, Post, Posted, Sending, Span
from bot.benefits.drift import Other
from bot.benefits.facts import LEVELS, Fact, Recorded, Stated
from bot.benefits.fiscal import day_of
from bot.benefits.position import in_force
from bot.benefits.practices.barriers import says_over
from bot.benefits.proposals import Proposal, unknown
from bot.benefits.reading import AnswerKind, AnswerReading
from bot.ports import Work

__all__ = ["answer", "is_ours"]


def answer(
    said: Posted,
    event: str,
    doors: Doors,
    now: datetime,
    picked: Picked | None = None,
    home: str | None = None,
) -> bool:
    """Read a reply. Returns whether its thread is one of ours, and its investment may be spoken of
    there.

    "Not known" closes a question for everybody, so it counts only from those who may record.
    `picked` is what a person chose where the reply left it open. `home` is the investment of a
    thread in which nothing was asked or proposed yet.
    """
    thread = said.thread or said.ts
    found = find(said, doors, now, home)
    if found is None:
        return False
    source = place.source_of(said, doors)
    meant = corrected(found, said, source, doors, picked)
    understood = _read(found, said, doors, now)
    facts = tuple(place.with_files(understood.facts, said.links) or _shared(found, said))
    understood = understood.model_copy(update={"facts": facts})
    where = (said.workspace, said.channel, found.investment)
    beside = remark.others(*where, doors) if understood.facts else []
    kind = understood.kind
    if kind == "not_known" and confirm.who_may_record(
        said.workspace, found.investment.channel, said.user, doors
    ):
        kind = "chatter"
    with doors.records.work(said.workspace) as work:
        work.hold(found.investment.id)
        meant_for = found.question.id if found.question else None
        held = thread_of(work, said.channel, thread, now, home, meant_for) or found
        found = held.model_copy(update={"spoken": found.spoken})
        found = _of_what_it_names(work, found, said.text, kind, now)
        if len(meant) > 1:
            correct.ask_which(work, [(found.investment, one) for one in meant], said, doors, now)
        else:
            new = [each for one in meant for each in (one.now, *one.beside)]
            new = new or stated(found, said.text, understood, source)
            new = [one for one in new if not _is_no_barrier(one)]
            _propose(work, found, new, understood, beside, event, doors, now)
            settled = "answer" if meant else kind
            _respond(work, found, settled, said.user, event, doors, now)
            if not new and settled in ("answer", "chatter", "deflection"):
                _remind_of_card(work, found, said, doors, now)
                _offer(work, found, said, event, doors, now)
                _tell_how(work, found, said, event, doors, now)
            if not meant:
                grown = place.with_new_measures(found.investment, understood.facts)
                facts = understood.facts
                assign.ask_which(work, said, facts, grown, found.measure, doors.voice, now)
        if picked is not None:
            correct.close_choice(work, said, meant, event, now)
        work.finish(event, now)
        work.commit()
    return True


def _read(found: Thread, said: Posted, doors: Doors, now: datetime) -> AnswerReading:
    """The reply, in the light of what is asked; but what puts something right is no sentence that
    was asked for, where it says something else.
    """
    lit_by = lit(context(found, said, now), said, found.investment, doors)
    if lit_by.asked is None or lit_by.asked in LEVELS or not amended.is_marked(said.text):
        return doors.reader.answer(said.text, lit_by)
    apart = doors.reader.answer(said.text, lit_by.model_copy(update={"asked": None}))
    is_other = apart.facts or amended.is_no_answer(said.text)
    return apart if is_other else doors.reader.answer(said.text, lit_by)


def _tell_how(
    work: Work, found: Thread, said: Posted, event: str, doors: Doors, now: datetime
) -> None:
    """Whoever puts right what they said here, in words that tell not what, hears how to say it."""
    told = [*found.waiting, *(one for one in in_force(found.on_record) if _is_of(one, found))]
    own = [one for one in told if one.fact.slot in LEVELS and one.author == said.user]
    if not own or not amended.says_so(said.text):
        return
    measure = found.investment.measure(own[-1].measure)
    what = doors.voice.say(
        "figure_of",
        title=doors.voice.say(f"label_{own[-1].fact.slot}"),
        measure=measure.name if measure else found.investment.name,
        agreed=measures.in_short(own[-1].fact),
    )
    line = doors.voice.say("put_right_how", what=what)
    post = Post(lead=((Span(text=line),),))
    where = {"channel": found.channel, "thread": found.head}
    work.send(Sending(key=f"how:{event}", way="post", post=post, **where), now)


def _of_what_it_names(
    work: Work, found: Thread, text: str, kind: AnswerKind, now: datetime
) -> Thread:
    """With the question about the measure that a "not known" names, where that is not the one
    asked about here: nobody said that this one is not known.
    """
    if kind != "not_known":
        return found
    own = found.question.measure if found.question else None
    named = [one.id for one in found.investment.measures if place.stands(text, one.names)]
    if own is None or not named or own in named:
        return found
    asked = [one for one in work.questions(found.investment.id) if one.measure in named]
    waiting = [one for one in asked if one.can_be_answered(now)]
    return found.model_copy(update={"question": next(reversed(waiting), None)})


def _shared(found: Thread, said: Posted) -> list[Fact]:
    """The files somebody gives, without any figure, where it was asked what shows one."""
    asks = found.question.asks if found.question else None
    return shared.as_sources(said.links, said.titles) if asks == "evidence" else []


def corrected(
    found: Thread, said: Posted, source: Source, doors: Doors, picked: Picked | None
) -> list[Meant]:
    """What the reply puts right: a figure that waits in this thread, else one on record."""
    correction = corrections.said(said.text)
    reader = corrections.Once(doors.reader)
    today = day_of(said.at.date(), found.fiscal_start)
    told_here = [fact for fact in in_force(found.on_record) if _is_of(fact, found)]
    told = [*found.waiting, *told_here]
    asks = found.question.asks if found.question else None
    parts = amended.amended(said.text, told, found.investment, reader, source, today, asks)
    if parts:
        return correct.picked_of(parts, picked)
    if correction is None:
        return []
    for facts in (found.waiting, in_force(found.on_record)):
        names = correct.names_of(correction, facts, said.workspace, doors)
        meant = corrections.meant(correction, facts, found.investment, reader, source, today, names)
        if meant:
            return correct.picked_of(meant, picked)
    meant = corrections.of_the_thread(
        correction, told_here, found.investment, reader, source, today
    )
    return correct.picked_of(meant, picked)


def _is_of(fact: Recorded, found: Thread) -> bool:
    """Whether a fact on record was proposed in a thread."""
    return fact.id.partition(".")[0] in found.proposals


def stated(found: Thread, text: str, understood: AnswerReading, source: Source) -> list[Stated]:
    """The reply's facts that are new. A later word on the same is not undone by an earlier one."""
    grown = place.with_new_measures(found.investment, understood.facts)
    since = {
        (fact.measure, fact.fact.slot) for fact in found.waiting if fact.said_at > source.said_at
    }
    counting = in_force(found.on_record)
    told = place.placed(understood.facts, grown, source, found.measure)
    results = result.as_results(told, grown, found.on_record, found.fiscal_start)
    return [
        _as_correction(fact, text, found)
        for fact in unknown(results, counting)
        if (fact.measure, fact.fact.slot) not in since
    ]


def _propose(
    work: Work,
    found: Thread,
    new: Sequence[Stated],
    understood: AnswerReading,
    beside: Sequence[Other],
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """One card holds all that waits in the thread: a new one takes the open ones' facts along."""
    if not new:
        return
    grown = place.with_new_measures(found.investment, understood.facts)
    question = found.question
    proposal = Proposal(
        id=place.proposal_id(event),
        investment=grown.id,
        facts=tuple(new),
        channel=found.channel,
        thread=found.head,
        at=now,
        question=question.id if question and question.can_be_answered(now) else None,
    )
    whole = propose.propose(work, proposal, event, doors, now)
    propose.show(work, whole, grown, found.on_record, doors, now)
    remark.remark(work, whole, new, grown, beside, doors, now)


def _as_correction(stated: Stated, text: str, found: Thread) -> Stated:
    """A figure that corrects one recorded from this thread: "sorry, 16"."""
    if stated.fact.slot not in LEVELS:
        return stated
    same = [
        fact
        for fact in in_force(found.on_record)
        if carry.takes_place(stated, fact)
        and _is_of(fact, found)
        and stated.fact.as_of in (None, fact.fact.as_of)
        and _is_corrected(fact, stated, text)
    ]
    if not same:
        return stated
    return stated.model_copy(update={"supersedes": same[-1].id, "corrects": True})


def _is_corrected(earlier: Recorded, stated: Stated, text: str) -> bool:
    """Whoever gave it gives it again within a day, or the text names the figure it replaces."""
    if carry.is_again(earlier, stated):
        return True
    replaced = earlier.fact.value
    return replaced is not None and measures.number(replaced) in re.findall(r"\d[\d.,]*\d|\d", text)


def _respond(
    work: Work, found: Thread, kind: str, by: str, event: str, doors: Doors, now: datetime
) -> None:
    question = found.question
    if question is None:
        return
    if kind == "not_known" and question.can_be_answered(now):
        settle.not_known(work, question, found.investment, by, event, doors, now)
    elif kind == "question_back":
        citation = question.citations[0]
        line = doors.voice.say(
            "why_back", why=question.why, title=citation.title, source=citation.source
        )
        post = Post(lead=((Span(text=line),),))
        sending = Sending(
            key=f"post:{event}", way="post", channel=found.channel, thread=found.head, post=post
        )
        work.send(sending, now)


def _is_no_barrier(stated: Stated) -> bool:
    """What says that a barrier is gone is none itself."""
    fact = stated.fact
    return fact.slot == "barrier" and says_over(fact.text or fact.quote)


def _offer(
    work: Work, found: Thread, said: Posted, event: str, doors: Doors, now: datetime
) -> None:
    """What a reply says is in the way, or is gone, may be kept where nothing else came of it."""
    home = found.investment
    answers = barriers_heard.replied(work, home, found.question, said, doors)
    post = offers.offered(work, offered.HEARS, home, said, None, None, doors, now, answers)
    if post is not None:
        where = {"channel": found.channel, "thread": found.head}
        work.send(Sending(key=f"offered:{event}", way="post", post=post, **where), now)


def _remind_of_card(work: Work, found: Thread, said: Posted, doors: Doors, now: datetime) -> None:
    """Say once that a card waits for a click, to whoever goes on talking under it."""
    if not found.open or not re.search(r"\w", said.text) or said.at < found.open[-1].at:
        return
    waiting = found.open[-1]
    post = Post(lead=((Span(text=doors.voice.say("card_waits")),),))
    sending = Sending(
        key=f"waits:{waiting.id}",
        way="post",
        channel=waiting.channel,
        thread=waiting.thread,
        post=post,
    )
    work.send(sending, now)
