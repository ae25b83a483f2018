"""Answers given, by what they were about."""

from sqlalchemy import func, select, true

from bot.benefits.ratings import Rating
from bot.ports import RATED, Answered
from storage import tables
from storage.unit_of_work import UnitOfWork, insert_once


class AnswersWork(UnitOfWork):
    """The part of a unit of work that knows which threads are answers of ours."""

    def answered(self, answer: Answered) -> None:
        """Keep what an answer was about; the same key again changes nothing."""
        row = {
            "workspace": self._workspace,
            "key": answer.key,
            "channel": answer.channel,
            "thread": answer.thread,
            "at": answer.at,
            "alone": answer.alone,
            "body": answer,
        }
        insert_once(self._open(), tables.answers, ("workspace", "key"), row)

    def answer(self, key: str) -> Answered | None:
        """What an answer was about; None where none has this key."""
        kept = tables.answers
        asked = select(kept.c.body).where(kept.c.workspace == self._workspace, kept.c.key == key)
        found: Answered | None = self._run(asked).scalar()
        return found

    def ratings(self) -> list[Rating]:
        """What was thought of answers that are about nothing but what may be seen, oldest first."""
        kept, done = tables.answers, tables.audit
        rows = self._run(
            select(done.c.at, done.c.what, kept.c.body)
            .join(kept, func.substr(done.c.id, len(RATED) + 1) == kept.c.key)
            .where(
                done.c.workspace == self._workspace,
                kept.c.workspace == self._workspace,
                done.c.id.startswith(RATED),
            )
            .order_by(done.c.at, done.c.id)
        )
        found = [(Rating(at=at, what=what), body.investments) for at, what, body in rows]
        if self._audience is None:
            return [rating for rating, _ in found]
        seen = set(self._run(self._seen()).scalars())
        return [rating for rating, about in found if seen.issuperset(about)]

    def answer_in(self, channel: str, thread: str | None) -> Answered | None:
        """The latest answer everybody in a thread could read; of a direct conversation, where no
        thread is named, the latest one.
        """
        kept = tables.answers
        here = kept.c.thread == thread if thread else true()
        found: Answered | None = self._run(
            select(kept.c.body)
            .where(
                kept.c.workspace == self._workspace,
                kept.c.channel == channel,
                kept.c.alone.is_(False),
                here,
            )
            .order_by(kept.c.at.desc(), kept.c.key)
            .limit(1)
        ).scalar()
        return found
