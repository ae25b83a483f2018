"""Answer: a reply in one of our threads is read, and what was understood is proposed."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import cards, place, settle
from bot.advice.doors import Doors
from bot.advice.notice import key_of, known
from bot.advice.place import Source
from bot.benefits.conversation import Post, Posted, Sending, Span
from bot.benefits.facts import LEVELS, Recorded, Slot, Stated, Value
from bot.benefits.gaps import is_bare_link
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal
from bot.benefits.questions import Question
from bot.benefits.reading import AnswerContext, AnswerReading
from bot.ports import Work


class _Thread(Value):
    """What a thread of ours is about."""

    investment: Investment
    question: Question | None
    open: tuple[Proposal, ...]
    on_record: tuple[Recorded, ...]


def answer(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Read a reply. Returns whether its thread is one of ours."""
    thread = said.thread or said.ts
    with doors.records.work(said.workspace) as work:
        found = _thread(work, said.channel, thread, now)
    if found is None:
        return False
    understood = doors.reader.answer(said.text, _context(found, said, now))
    permalink = doors.directory.permalink(said.workspace, said.channel, said.ts)
    source = Source(
        author=said.user,
        said_at=said.at,
        channel=said.channel,
        ts=said.ts,
        permalink=permalink,
    )
    with doors.records.work(said.workspace) as work:
        work.hold(found.investment.id)
        found = _thread(work, said.channel, thread, now) or found
        _propose(work, found, understood, source, event, doors, now)
        _respond(work, found, understood.kind, event, doors, now)
        work.finish(event, now)
        work.commit()
    return True


def is_ours(work: Work, channel: str, thread: str) -> bool:
    """Whether we asked or proposed something in a thread."""
    return bool(work.questions_under(channel, thread) or work.proposals_under(channel, thread))


def _thread(work: Work, channel: str, thread: str, now: datetime) -> _Thread | None:
    questions = work.questions_under(channel, thread)
    proposals = work.proposals_under(channel, thread)
    home = [one.investment for one in questions] + [one.investment for one in proposals]
    investment = work.investment(home[-1]) if home else None
    if investment is None:
        return None
    waiting = [question for question in questions if question.can_be_answered(now)]
    return _Thread(
        investment=investment,
        question=next(reversed(waiting or questions), None),
        open=tuple(proposal for proposal in proposals if proposal.can_be_decided(now)),
        on_record=tuple(work.facts([investment.id])),
    )


def _context(found: _Thread, said: Posted, now: datetime) -> AnswerContext:
    question = found.question
    measure = found.investment.measure(_measure(found))
    prior = [*found.on_record, *(fact for one in found.open for fact in one.facts)]
    return AnswerContext(
        asked=question.asks if question else None,
        measure=measure.name if measure else None,
        unit=measure.unit if measure else None,
        today=(said.at or now).date(),
        sender=said.user,
        prior=tuple(stated.fact for stated in prior),
    )


def _measure(found: _Thread) -> str | None:
    """The measure a thread is about: the question's, else the one its proposals share."""
    if found.question is not None and found.question.measure is not None:
        return found.question.measure
    homes = {fact.measure for proposal in found.open for fact in proposal.facts}
    if len(homes) == 1:
        return homes.pop()
    only = found.investment.measures
    return only[0].id if len(only) == 1 else None


def _propose(
    work: Work,
    found: _Thread,
    understood: AnswerReading,
    source: Source,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """One card holds all that waits in the thread: a new one takes the open ones' facts along.

    What is said anew replaces what was; but naming a report does not take its link away.
    """
    grown = place.with_new_measures(found.investment, understood.facts)
    new = [
        _as_correction(fact, found)
        for fact in place.placed(understood.facts, grown, source, _measure(found))
        if not known(fact, found.on_record)
    ]
    if not new:
        return
    filled = {(fact.measure, fact.fact.slot) for fact in new}
    kept = [
        fact
        for one in found.open
        for fact in one.facts
        if is_bare_link(fact) or (fact.measure, fact.fact.slot) not in filled
    ]
    question = found.question
    proposal = Proposal(
        id=place.proposal_id(event),
        investment=grown.id,
        facts=(*kept, *new),
        channel=source.channel,
        thread=question.thread if question else found.open[0].thread,
        at=now,
        question=question.id if question and question.can_be_answered(now) else None,
    )
    work.propose(proposal)
    for one in found.open:
        settle.supersede(work, one, event, doors, now)
    grown = place.with_new_measures(grown, [fact.fact for fact in kept])
    post = Post(card=cards.card(proposal, grown, found.on_record, doors.voice))
    _send(work, post, proposal.channel, proposal.thread, event, now)


def _as_correction(stated: Stated, found: _Thread) -> Stated:
    """A figure given again by the one who gave it, in the same thread, corrects the earlier one."""
    if stated.fact.slot not in LEVELS:
        return stated
    earlier = _said_here(found.on_record, stated)
    return stated.model_copy(update={"supersedes": earlier.id}) if earlier else stated


def _said_here(on_record: Sequence[Recorded], stated: Stated) -> Recorded | None:
    slot: Slot = stated.fact.slot
    same = [
        fact
        for fact in in_force(list(on_record))
        if fact.measure == stated.measure
        and fact.fact.slot == slot
        and fact.author == stated.author
        and fact.channel == stated.channel
        and fact.fact.as_of == (stated.fact.as_of or fact.fact.as_of)
    ]
    return same[-1] if same and _follows(same[-1], stated) else None


def _follows(earlier: Recorded, stated: Stated) -> bool:
    return (stated.said_at - earlier.said_at).days < 1


def _respond(
    work: Work, found: _Thread, kind: str, event: str, doors: Doors, now: datetime
) -> None:
    question = found.question
    if question is None:
        return
    if kind == "not_known" and question.can_be_answered(now):
        settle.not_known(work, question, found.investment, event, doors, now)
    elif kind == "question_back":
        citation = question.citations[0]
        line = doors.voice.say(
            "why_back", why=question.why, title=citation.title, source=citation.source
        )
        post = Post(lead=((Span(text=line),),))
        _send(work, post, question.channel, question.thread, event, now)


def _send(work: Work, post: Post, channel: str, thread: str, event: str, now: datetime) -> None:
    work.send(
        Sending(key=key_of(post, event), way="post", channel=channel, thread=thread, post=post),
        now,
    )
