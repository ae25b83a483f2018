"""What became of questions after they were put, and where they are shown."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from bot.benefits.questions import Question, Shown
from bot.benefits.reminders import COUNTED, Step, times_counted
from storage import tables
from storage.among import among
from storage.unit_of_work import UnitOfWork, insert_once


class StepsWork(UnitOfWork):
    """The part of a unit of work that knows who was asked when, and what they made of it."""

    def step(self, step: Step) -> bool:
        """Keep a step; False where the very same is there already."""
        row = {"workspace": self._workspace, **row_of(step)}
        return insert_once(self._open(), tables.steps, ("workspace", "id"), row)

    def steps(self, investments: Sequence[str]) -> list[Step]:
        """All there are about these, oldest first."""
        return self._steps(self._ours(tables.steps), among(tables.steps.c.investment, investments))

    def times_asked(self, person: str, since: datetime) -> list[datetime]:
        """When this person was asked something, over all investments, seen by the audience or not.

        Oldest first; `since` itself counts. What was asked in a post that never left does not.
        """
        return self.times_asked_of([person], since)[person]

    def times_asked_of(self, people: Sequence[str], since: datetime) -> dict[str, list[datetime]]:
        """The same of several people."""
        taken: dict[str, list[Step]] = defaultdict(list)
        kept = tables.steps
        for step in self._steps(
            kept.c.workspace == self._workspace,
            among(kept.c.person, people),
            kept.c.at >= since,
            kept.c.what.in_(sorted(COUNTED)),
        ):
            taken[step.person].append(step)
        by_reminder = {one.question for own in taken.values() for one in own if one.what == "asked"}
        found = {
            person: times_counted(one for one in taken[person] if one.post is not None)
            for person in people
        }
        asked = tables.questions
        rows = self._run(
            select(asked.c.id, asked.c.person, asked.c.at).where(
                asked.c.workspace == self._workspace,
                among(asked.c.person, people),
                asked.c.at >= since,
            )
        )
        for row in rows:
            if row.id not in by_reminder:
                found[row.person].append(row.at)
        return {person: sorted(times) for person, times in found.items()}

    def spoke_last(self, investments: Sequence[str]) -> dict[str, dict[str | None, datetime]]:
        """When who last said something about each of these that is kept, of those it is of. Under
        None stands what nobody is known to have said.
        """
        found: dict[str, dict[str | None, datetime]] = defaultdict(dict)
        for table in (tables.facts, tables.claims):
            by = (table.c.investment, table.c.author)
            rows = self._run(
                select(*by, func.max(table.c.said_at).label("at"))
                .where(self._ours(table), among(table.c.investment, investments))
                .group_by(*by)
            )
            for row in rows:
                own = found[row.investment]
                own[row.author] = max(row.at, own.get(row.author, row.at))
        return dict(found)

    def _shown_in(self, channel: str, thread: str) -> list[str]:
        """The ids of the questions that a message of ours at the head of a thread shows; in a
        direct conversation it was sent to the person.
        """
        kept, sent = tables.steps, tables.outbox
        rows = self._run(
            select(kept.c.question, kept.c.person, sent.c.channel)
            .join(sent, sent.c.key == kept.c.post)
            .where(
                kept.c.workspace == self._workspace,
                sent.c.workspace == self._workspace,
                sent.c.ts == thread,
            )
        )
        return [row.question for row in rows if row.channel in (channel, row.person)]

    def _placed(self, questions: Sequence[Question]) -> list[Question]:
        """The questions, each with the message of ours that showed it last, and until when it was
        put off.
        """
        if not questions:
            return []
        kept, sent = tables.steps, tables.outbox
        rows = self._run(
            select(kept.c.question, sent.c.channel, sent.c.ts)
            .join(sent, and_(sent.c.key == kept.c.post, sent.c.ts.is_not(None)))
            .where(
                kept.c.workspace == self._workspace,
                among(kept.c.investment, {one.investment for one in questions}),
            )
            .order_by(kept.c.at, kept.c.id)
        )
        last = {row.question: Shown(channel=row.channel, ts=row.ts) for row in rows}
        until = self._put_off_until({one.investment for one in questions})
        placed = last.keys() | until.keys()
        found = {id: {"shown_in": last.get(id), "put_off_until": until.get(id)} for id in placed}
        return [
            one.model_copy(update=found[one.id]) if one.id in found else one for one in questions
        ]

    def _put_off_until(self, investments: set[str]) -> dict[str, date]:
        """The latest day that each of their questions was put off to the end of, where it was: of
        each who put it off, their last word.
        """
        kept = tables.steps
        mine = (kept.c.workspace == self._workspace, among(kept.c.investment, investments))
        words = self._steps(*mine, kept.c.what == "snoozed", kept.c.until.is_not(None))
        found: dict[str, dict[str, date]] = defaultdict(dict)
        for step in words:
            if step.until is not None:
                found[step.question][step.person] = step.until
        return {question: max(last.values()) for question, last in found.items()}

    def _steps(self, *conditions: ColumnElement[bool]) -> list[Step]:
        kept = tables.steps
        rows: Iterable[Any] = self._run(
            select(*(kept.c[name] for name in Step.model_fields))
            .where(*conditions)
            .order_by(kept.c.at, kept.c.id)
        ).mappings()
        return [Step.model_validate(dict(row)) for row in rows]


def row_of(step: Step) -> dict[str, Any]:
    """The columns of a step; the very same one has the same id."""
    until = step.until.isoformat() if step.until else None
    return {**dict(step), "id": step_id(step), "until": until}


def step_id(step: Step) -> str:
    """The same for the very same step."""
    parts = (step.question, step.person, step.what, step.at.isoformat(), step.post or "")
    return "s" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]
