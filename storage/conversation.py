"""Questions asked and proposals made, on record."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, true, update

from bot.benefits.proposals import Proposal
from bot.benefits.questions import Question, QuestionState
from bot.errors import NotFoundError, RecordsError
from storage import tables
from storage.among import among
from storage.steps import StepsWork

OPEN: tuple[QuestionState, ...] = ("posted", "escalated")
"""States of a question that waits for an answer."""


class ConversationWork(StepsWork):
    """The part of a unit of work that keeps what was asked and what waits for a decision."""

    def ask(self, question: Question) -> bool:
        """Keep a new question; False where the same one was asked before."""
        return self._add_once(
            tables.questions,
            id=question.id,
            investment=question.investment,
            person=question.person,
            channel=question.channel,
            thread=question.thread,
            at=question.at,
            state=question.state,
            body=question,
        )

    def question(self, id: str) -> Question | None:
        """The question with this id; None where there is none or it may not be seen."""
        return next(iter(self._questions(tables.questions.c.id == id)), None)

    def questions(self, investment: str) -> list[Question]:
        """All ever asked about it, oldest first."""
        return self._questions(tables.questions.c.investment == investment)

    def questions_under(self, channel: str, thread: str) -> list[Question]:
        """Those put in a thread, or shown in the message of ours at its head, oldest first."""
        asked = tables.questions
        here = and_(asked.c.channel == channel, asked.c.thread == thread)
        return self._questions(or_(here, asked.c.id.in_(self._shown_in(channel, thread))))

    def put_to(self, person: str) -> list[tuple[Question, str]]:
        """What waits that somebody was asked in a direct message, oldest first, each with the ts of
        the message that showed it to them last.
        """
        kept, sent, asked = tables.steps, tables.outbox, tables.questions
        rows = self._run(
            select(kept.c.question, sent.c.ts)
            .join(sent, sent.c.key == kept.c.post)
            .where(
                kept.c.workspace == self._workspace,
                kept.c.person == person,
                sent.c.workspace == self._workspace,
                sent.c.channel == person,
                sent.c.ts.is_not(None),
            )
            .order_by(kept.c.at, kept.c.id)
        )
        last = {row.question: row.ts for row in rows}
        found = self._questions(asked.c.id.in_(last), asked.c.state.in_(OPEN)) if last else []
        return [(one, last[one.id]) for one in found]

    def questions_about(self, investments: Sequence[str]) -> list[Question]:
        """All ever asked about these, oldest first."""
        return self._questions(among(tables.questions.c.investment, investments))

    def close(self, question: str, state: str, at: datetime) -> bool:
        """Keep what became of a question; False where it is closed already, which stays. Only
        "posted" opens a closed one again. Raises NotFoundError for an unknown one.
        """
        asked = tables.questions
        mine = and_(asked.c.workspace == self._workspace, asked.c.id == question)
        fits = and_(mine, true() if state == "posted" else asked.c.state.in_(OPEN))
        if self._changed(update(asked).where(fits).values(state=state, closed_at=at)):
            return True
        if self._run(select(asked.c.id).where(mine)).first() is None:
            raise NotFoundError
        return False

    def propose(self, proposal: Proposal) -> None:
        """Raises RecordsError where the id is taken."""
        self._add(
            tables.proposals,
            id=proposal.id,
            investment=proposal.investment,
            channel=proposal.channel,
            thread=proposal.thread,
            at=proposal.at,
            state=proposal.state,
            decided_by=proposal.decided_by,
            decided_at=proposal.decided_at,
            body=proposal,
        )

    def proposal(self, id: str) -> Proposal | None:
        """The proposal with this id; None where there is none or it may not be seen."""
        return next(iter(self._proposals(tables.proposals.c.id == id)), None)

    def open_proposals(self, investment: str) -> list[Proposal]:
        """Those about it that nobody has decided on, oldest first."""
        made = tables.proposals
        return self._proposals(made.c.investment == investment, made.c.state == "open")

    def recorded_proposals(self, investments: Sequence[str], since: datetime) -> list[Proposal]:
        """Those about them that were recorded since then, in that order."""
        made = tables.proposals
        found = self._proposals(
            among(made.c.investment, investments),
            made.c.state == "recorded",
            made.c.decided_at >= since,
        )
        return sorted(found, key=lambda one: (one.decided_at or since, one.id))

    def proposals_recorded(self, since: datetime, until: datetime) -> list[Proposal]:
        """Those that were recorded in that time, whatever they are about."""
        made = tables.proposals
        in_time = (made.c.decided_at >= since, made.c.decided_at <= until)
        return self._proposals(made.c.state == "recorded", *in_time)

    def proposals_under(self, channel: str, thread: str) -> list[Proposal]:
        """Those made in a thread, oldest first."""
        made = tables.proposals
        return self._proposals(made.c.channel == channel, made.c.thread == thread)

    def amend(self, proposal: Proposal) -> None:
        """Replace the facts a proposal holds; its state stays. An unknown one changes nothing."""
        made = tables.proposals
        self._run(
            update(made)
            .where(made.c.workspace == self._workspace, made.c.id == proposal.id)
            .values(body=proposal)
        )

    def decide(self, proposal: Proposal) -> None:
        """Store a proposal's new state, who decided and when.

        A decision is made once: raises RecordsError where somebody else was first.
        """
        made = tables.proposals
        decided = self._changed(
            update(made)
            .where(
                made.c.workspace == self._workspace,
                made.c.id == proposal.id,
                made.c.state == "open",
            )
            .values(
                state=proposal.state,
                decided_by=proposal.decided_by,
                decided_at=proposal.decided_at,
            )
        )
        if not decided:
            raise RecordsError("This proposal is no longer open.")

    def _questions(self, *conditions: ColumnElement[bool]) -> list[Question]:
        asked = tables.questions
        rows = self._run(
            select(asked.c.body, asked.c.at, asked.c.state)
            .where(self._ours(asked), *conditions)
            .order_by(asked.c.at, asked.c.id)
        )
        return self._placed(
            [row.body.model_copy(update={"at": row.at, "state": row.state}) for row in rows]
        )

    def _proposals(self, *conditions: ColumnElement[bool]) -> list[Proposal]:
        made = tables.proposals
        current = (made.c.at, made.c.state, made.c.decided_by, made.c.decided_at)
        rows = self._run(
            select(made.c.body, *current)
            .where(self._ours(made), *conditions)
            .order_by(made.c.at, made.c.id)
        )
        return [
            row.body.model_copy(update={column.name: row._mapping[column] for column in current})
            for row in rows
        ]
