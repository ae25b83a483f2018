"""Answer: a reply in one of our threads is read, and what was understood is proposed."""

import re
from datetime import datetime, timedelta

from bot.advice import cards, confirm, place, settle
from bot.advice.doors import Doors
from bot.advice.notice import key_of
from bot.advice.place import Source
from bot.benefits import measures
from bot.benefits.conversation import Post, Posted, Sending, Span
from bot.benefits.facts import LEVELS, Recorded, Stated, Value
from bot.benefits.gaps import is_bare_link
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal, is_known
from bot.benefits.questions import Question
from bot.benefits.reading import AnswerContext, AnswerReading
from bot.ports import Work

A_DAY = timedelta(days=1)
"""Within this, a figure given again by the same person in the same thread corrects the first."""


class _Thread(Value):
    """What a thread of ours is about.

    `investment` has the measures that the open proposals name. `proposals` are the ids of all that
    were made here.
    """

    channel: str
    head: str
    investment: Investment
    question: Question | None
    proposals: frozenset[str]
    open: tuple[Proposal, ...]
    on_record: tuple[Recorded, ...]


def answer(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Read a reply. Returns whether its thread is one of ours.

    "Not known" closes a question for everybody, so it counts only from those who may record.
    """
    thread = said.thread or said.ts
    with doors.records.work(said.workspace) as work:
        found = _thread(work, said.channel, thread, now)
    if found is None:
        return False
    understood = doors.reader.answer(said.text, _context(found, said, now))
    kind = understood.kind
    if kind == "not_known" and confirm.who_may_record(
        said.workspace, found.investment.channel, said.user, doors
    ):
        kind = "chatter"
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
        _propose(work, found, said.text, understood, source, event, doors, now)
        _respond(work, found, kind, event, doors, now)
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
    undecided = tuple(proposal for proposal in proposals if proposal.can_be_decided(now))
    return _Thread(
        channel=channel,
        head=thread,
        investment=place.grown(investment, [fact for one in undecided for fact in one.facts]),
        question=next(reversed(waiting or questions), None),
        proposals=frozenset(one.id for one in proposals),
        open=undecided,
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
    text: str,
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
    since = {
        (fact.measure, fact.fact.slot)
        for one in found.open
        for fact in one.facts
        if fact.said_at > source.said_at
    }
    new = [
        _as_correction(fact, text, found)
        for fact in place.placed(understood.facts, grown, source, _measure(found))
        if not is_known(fact, found.on_record) and (fact.measure, fact.fact.slot) not in since
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
        channel=found.channel,
        thread=found.head,
        at=now,
        question=question.id if question and question.can_be_answered(now) else None,
    )
    work.propose(proposal)
    for one in found.open:
        settle.supersede(work, one, event, doors, now)
    post = Post(card=cards.card(proposal, grown, found.on_record, doors.voice))
    _send(work, post, proposal.channel, proposal.thread, event, now)


def _as_correction(stated: Stated, text: str, found: _Thread) -> Stated:
    """A figure that corrects one recorded from this thread: "sorry, 16", "that 14 should be 16"."""
    if stated.fact.slot not in LEVELS:
        return stated
    same = [
        fact
        for fact in in_force(found.on_record)
        if (fact.measure, fact.fact.slot) == (stated.measure, stated.fact.slot)
        and fact.id.rpartition(".")[0] in found.proposals
        and stated.fact.as_of in (None, fact.fact.as_of)
        and _is_corrected(fact, stated, text)
    ]
    return stated.model_copy(update={"supersedes": same[-1].id}) if same else stated


def _is_corrected(earlier: Recorded, stated: Stated, text: str) -> bool:
    """Whoever gave it gives it again within a day, or the text names the figure it replaces."""
    since = stated.said_at - earlier.said_at
    if earlier.author == stated.author and timedelta(0) <= since < A_DAY:
        return True
    replaced = earlier.fact.value
    return replaced is not None and measures.number(replaced) in re.findall(r"\d[\d.,]*\d|\d", text)


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
