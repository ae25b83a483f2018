"""Threads of ours: what was asked and proposed in one, and what a reply in it is about."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import eyes, place
from bot.advice.doors import Doors
from bot.advice.known import known
from bot.benefits.accepted import is_person
from bot.benefits.conversation import Deleted, Edited, Posted
from bot.benefits.facts import Recorded, Stated, Value
from bot.benefits.fiscal import FiscalStart
from bot.benefits.investment import Investment
from bot.benefits.proposals import Proposal
from bot.benefits.questions import Question
from bot.benefits.reading import AnswerContext
from bot.benefits.reminders import COUNTED, of_question
from bot.ports import Work


class Thread(Value):
    """What a thread of ours is about. `spoken` is the measure a reply names that was asked who owns
    all of it.

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
    fiscal_start: FiscalStart = 1
    spoken: str | None = None

    @property
    def waiting(self) -> list[Stated]:
        """The facts of the open proposals."""
        return [fact for one in self.open for fact in one.facts]

    @property
    def measure(self) -> str | None:
        """The measure it is about: the question's, else the one its proposals share, those that
        still wait before those that were recorded.
        """
        if self.spoken is not None:
            return self.spoken
        if self.question is not None and self.question.measure is not None:
            return self.question.measure
        kept = (one for one in self.on_record if one.id.partition(".")[0] in self.proposals)
        homes = {fact.measure for fact in self.waiting} or {fact.measure for fact in kept}
        if len(homes) == 1:
            return homes.pop()
        only = self.investment.measures
        return only[0].id if len(only) == 1 else None


def is_ours(work: Work, channel: str, head: str) -> bool:
    """Whether we asked or proposed something in a thread."""
    return bool(work.questions_under(channel, head) or work.proposals_under(channel, head))


def thread_of(
    work: Work,
    channel: str,
    head: str,
    now: datetime,
    home: str | None = None,
    meant: str | None = None,
) -> Thread | None:
    """What the thread is about; None where it is none of ours.

    `home` is its investment where nothing was asked or proposed in it. `meant` is the question of
    several that is spoken of; without it the last one is.
    """
    asked = work.questions_under(channel, head)
    questions = [one for one in asked if one.id == meant] or asked
    proposals = work.proposals_under(channel, head)
    made = () if meant else (one.investment for one in proposals)
    homes = [home, *(one.investment for one in questions), *made]
    last = next((one for one in reversed(homes) if one), None)
    investment = work.investment(last) if last else None
    if investment is None:
        return None
    waiting = [question for question in questions if question.can_be_answered(now)]
    own = (proposal for proposal in proposals if proposal.investment == last)
    undecided = tuple(proposal for proposal in own if proposal.can_be_decided(now))
    return Thread(
        channel=channel,
        head=head,
        investment=place.grown(investment, [fact for one in undecided for fact in one.facts]),
        question=next(reversed(waiting or questions), None),
        proposals=frozenset(one.id for one in proposals),
        open=undecided,
        on_record=tuple(work.facts([investment.id])),
        fiscal_start=work.manners_of_house().fiscal_start,
    )


def heads_of(work: Work, said: Edited | Deleted) -> list[str]:
    """The threads in which something may have come of a message: its own; its thread below it,
    where it was sent to the channel out of another; of a plain direct message also those of what
    its author was asked directly.
    """
    own = said.thread or said.ts
    is_plain = said.thread is None and said.channel[:1] == "D"
    asked = [head for _, head in work.put_to(said.user)] if is_plain else []
    took = [_proposal_of(work, fact) for fact in work.facts_of(said.channel, said.ts)]
    return list(
        dict.fromkeys([own, said.ts, *asked, *(one.thread for one in took if one is not None)])
    )


def _proposal_of(work: Work, fact: Recorded) -> Proposal | None:
    return work.proposal(fact.id.partition(".")[0])


def made_of(work: Work, said: Edited | Deleted) -> list[Proposal]:
    """The proposals that hold something of a message, oldest first, in the threads it may be in."""
    place = (said.channel, said.ts)
    under = (one for head in heads_of(work, said) for one in work.proposals_under(place[0], head))
    held = [one for one in under if any((fact.channel, fact.ts) == place for fact in one.facts)]
    return sorted(held, key=lambda one: (one.at, one.id))


def find(
    said: Posted | Edited, doors: Doors, now: datetime, home: str | None = None
) -> Thread | None:
    """What the thread of a message is about; None where it is none of ours, or where not everybody
    who reads there may hear of its investment now. Asks the world who reads it.
    """
    head = said.thread or said.ts
    with doors.records.work(said.workspace) as work:
        found = thread_of(work, said.channel, head, now, home, _meant(work, said, head, now))
    if found is None:
        return None
    found = found.model_copy(update={"spoken": _spoken(found, said.text)})
    reads = (said.workspace, said.channel, said.user)
    return found if may_hear(*reads, found.investment, doors) else None


def _spoken(found: Thread, text: str) -> str | None:
    if found.question is None or (found.question.asks, found.question.measure) != ("owner", None):
        return None
    named = [one.id for one in found.investment.measures if place.stands(text, one.names)]
    return named[0] if len(named) == 1 else None


def _meant(work: Work, said: Posted | Edited, head: str, now: datetime) -> str | None:
    """Which question a message is about, of several that wait in its thread."""
    if isinstance(said, Posted) and said.question is not None:
        return said.question
    under = work.questions_under(said.channel, head)
    waiting = [one for one in under if one.can_be_answered(now)]
    return among(work, waiting, said.text, said.user)[-1].id if len(waiting) > 1 else None


def may_hear(workspace: str, channel: str, user: str, investment: Investment, doors: Doors) -> bool:
    """Whether everybody who reads a channel may hear of an investment now; `user` is the one who
    reads a direct conversation. An investment that was moved, made confidential or joined by
    strangers is spoken of no more where it was spoken of before.
    """
    if is_person(channel):
        return eyes.of_person(workspace, channel, doors).sees(investment)
    is_home = investment.channel == channel
    if is_home and not investment.confidential:
        return True
    where = eyes.seen(workspace, channel, doors)
    if where is None:
        return False
    if where.is_direct:
        return eyes.of_person(workspace, user, doors).sees(investment)
    if is_home and not doors.directory.has_strangers(workspace, channel):
        return True
    return eyes.of_channel(workspace, channel, doors).sees(investment)


def context(found: Thread, said: Posted, now: datetime) -> AnswerContext:
    """What a reply is read in the light of."""
    question = found.question
    measure = found.investment.measure(found.measure)
    prior = [*found.on_record, *found.waiting]
    return AnswerContext(
        asked=question.asks if question else None,
        measure=measure.name if measure else None,
        unit=measure.unit if measure else None,
        today=(said.at or now).date(),
        sender=said.user,
        prior=tuple(stated.fact for stated in prior),
        known=known([found.investment]),
        fiscal_start=found.fiscal_start,
    )


def asked_of(work: Work, question: Question) -> frozenset[str]:
    """Everybody a question was put to: who was asked first, and those it went to since."""
    since = of_question(question.id, work.steps([question.investment]))
    return frozenset({question.person, *(one.person for one in since if one.what in COUNTED)})


def among(work: Work, waiting: Sequence[Question], text: str, user: str) -> list[Question]:
    """Which of several questions somebody's words are about: those whose measure or investment they
    name, else those this person was asked, else any.
    """
    homes = {one.investment: work.investment(one.investment) for one in waiting}

    def names(one: Question, of_measure: bool) -> list[str]:
        home = homes[one.investment]
        if home is None:
            return []
        own = (each for each in home.measures if one.measure in (each.id, None))
        measured = [name for each in own for name in each.names]
        return measured if of_measure else [home.name, *home.aliases]

    left = list(waiting)
    for of_measure in (True, False):
        named = [one for one in left if place.stands(text, names(one, of_measure))]
        left = named or left
    own = [one for one in left if user in asked_of(work, one)]
    return own or left
