"""Leaving: whether what somebody owned who left was put to somebody to hand over."""

from collections.abc import Sequence
from datetime import datetime

from bot.benefits.accepted import Acceptance, owner_facts
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.benefits.questions import Question
from bot.benefits.reminders import Step, is_given_up


def handed_over(
    leaver: str,
    home: Investment,
    questions: Sequence[Question],
    facts: Sequence[Recorded],
    said: Sequence[Acceptance],
) -> Question | None:
    """The question who takes over from a leaver, the last one, of what is on record about one
    investment; None where it was never put, or they were there again since.
    """
    asked = [one for one in questions if one.leaver == leaver]
    if not asked or _was_back(leaver, asked[-1].at, home, facts, said):
        return None
    return asked[-1]


def is_in_vain(question: Question, steps: Sequence[Step], at: datetime) -> bool:
    """Whether nobody answered who takes over, and it is waited for no more. Who did not wish to be
    asked said so: that is an answer.
    """
    if question.state not in ("posted", "escalated", "expired"):
        return False
    return not question.can_be_answered(at) or is_given_up(question.id, steps) is not None


def _was_back(
    leaver: str,
    since: datetime,
    home: Investment,
    facts: Sequence[Recorded],
    said: Sequence[Acceptance],
) -> bool:
    """Whether somebody said something themselves since a moment, or was named as owner anew."""
    steps = (one.at for one in said if one.by == leaver)
    told = (one.said_at for one in facts if one.author == leaver)
    owns = (
        one.recorded_at
        for measure in home.measures
        for one in owner_facts(facts, measure.id)[-1:]
        if one.fact.person == f"<@{leaver}>"
    )
    return any(at > since for at in (*steps, *told, *owns))
