"""What is at leisure and has not left yet: what it is about, and taking it back as if it had never
been planned.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, or_, select, update

from bot.benefits.conversation import Post
from bot.benefits.reminders import RUNGS, Step
from bot.reminding import Unsent
from storage import tables
from storage.among import among
from storage.conversation import OPEN
from storage.lanes import let_go
from storage.steps import StepsWork, step_id

_PUT_OFF = ("snoozed", "skipped")

_Steps = dict[str, list[Step]]


class TakingBackWork(StepsWork):
    """The part of a unit of work that knows what waits to be sent at leisure."""

    def unsent(self, keys: Sequence[str]) -> list[Unsent]:
        """What these posts are about, of those that were not sent."""
        sent = tables.outbox
        found = self._run(
            select(sent.c.key, sent.c.channel, sent.c.queued_at, sent.c.workspace, sent.c.posted_at)
            .where(among(sent.c.key, keys))
            .order_by(sent.c.number)
        )
        rows = [one for one in found if one.workspace == self._workspace and not one.posted_at]
        steps = self._of_posts([row.key for row in rows])
        settled = self._settled(one for own in steps.values() for one in own)
        return [
            Unsent(
                key=row.key,
                channel=row.channel,
                queued_at=row.queued_at,
                steps=tuple(steps[row.key]),
                is_settled=any(one.question in settled for one in steps[row.key]),
            )
            for row in rows
        ]

    def take_back(self, key: str, begun: int, at: datetime) -> bool:
        """Have a post that was begun so often never leave; False where it left, or others began it
        since. What was asked by it alone was not asked, but for what is settled: that was put, in
        no post. Where a question was goes back a step.

        Its key is free again: the same may be planned anew.
        """
        sent = tables.outbox
        row = self._run(
            select(sent.c.number, sent.c.sending)
            .where(
                sent.c.workspace == self._workspace,
                sent.c.key == key,
                sent.c.posted_at.is_(None),
                sent.c.attempts == begun,
            )
            .with_for_update()
        ).first()
        if row is None:
            return False
        let_go(self._open(), key)
        self._undo(self._of_posts([key])[key])
        gone = f"{key}~{row.number}"
        bare = row.sending.model_copy(update={"key": gone, "post": Post()})
        free = {"lease_until": None, "holder": None, "retry_at": None, "later": None}
        done = {"key": gone, "sending": bare, "posted_at": at, "error": "taken_back"}
        self._run(update(sent).where(sent.c.number == row.number).values(**free, **done))
        return True

    def _of_posts(self, keys: Sequence[str]) -> _Steps:
        """The steps that each of these posts tells of; a closing one tells of the end."""
        kept, found = tables.steps, defaultdict[str, list[Step]](list)
        ends = {key.partition(":")[2]: key for key in keys if key.startswith("stopped:")}
        ended = and_(kept.c.what == "stopped", among(kept.c.question, ends))
        theirs = or_(among(kept.c.post, keys), ended) if ends else among(kept.c.post, keys)
        for one in self._steps(kept.c.workspace == self._workspace, theirs):
            found[one.post or ends[one.question]].append(one)
        return found

    def _settled(self, steps: Iterable[Step]) -> set[str]:
        """The questions of these that wait for nothing any more, or were put off since."""
        since: dict[str, datetime] = {}
        for one in steps:
            since[one.question] = max(one.at, since.get(one.question, one.at))
        if not since:
            return set()
        asked = tables.questions
        mine = (asked.c.workspace == self._workspace, among(asked.c.id, since))
        waits = set(self._run(select(asked.c.id).where(*mine, asked.c.state.in_(OPEN))).scalars())
        kept = tables.steps
        own = (kept.c.workspace == self._workspace, among(kept.c.question, since))
        later = (kept.c.at >= min(since.values()), kept.c.what.in_(_PUT_OFF))
        rows = self._run(select(kept.c.question, kept.c.at).where(*own, *later))
        return (since.keys() - waits) | {
            row.question for row in rows if row.at >= since[row.question]
        }

    def _undo(self, steps: Sequence[Step]) -> None:
        asked = tables.questions
        ids = [one.question for one in steps]
        mine = (asked.c.workspace == self._workspace, among(asked.c.id, ids))
        waits = set(self._run(select(asked.c.id).where(*mine, asked.c.state.in_(OPEN))).scalars())
        kept = tables.steps
        for one in steps:
            this = (kept.c.workspace == self._workspace, kept.c.id == step_id(one))
            if one.question in waits or one.what != "asked":
                self._run(delete(kept).where(*this))
            else:
                unseen = one.model_copy(update={"post": None})
                self._run(update(kept).where(*this).values(post=None, id=step_id(unseen)))
            if one.question in waits:
                self._reopen(one)

    def _reopen(self, step: Step) -> None:
        """A question that waits goes back to where it was before a step."""
        kept, asked = tables.steps, tables.questions
        mine = kept.c.workspace == self._workspace
        rest: list[Any] = list(
            self._run(select(kept.c.what).where(mine, kept.c.question == step.question)).scalars()
        )
        this = and_(asked.c.workspace == self._workspace, asked.c.id == step.question)
        if step.what == "asked" and not rest:
            self._run(delete(asked).where(this))
        elif step.what in RUNGS and not {"owner", "sponsor"}.intersection(rest):
            self._run(update(asked).where(this).values(state="posted", closed_at=None))
