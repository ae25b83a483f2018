"""Of a Home: what stands behind an entry, and behind a question in it."""

from datetime import datetime

from bot.advice import eyes, form, paused, report
from bot.advice.asked import Asked
from bot.advice.doors import Doors
from bot.benefits.conversation import Ask, Form, Post
from bot.benefits.proposals import Proposal
from bot.benefits.questions import Question
from bot.ports import Work


def full(workspace: str, user: str, investment: str | None, doors: Doors, now: datetime) -> Post:
    """All that is told of an investment, or rolled up of all they may see."""
    audience = eyes.of_person(workspace, user, doors)
    return report.report(
        workspace,
        audience,
        Asked(is_all=investment is None),
        doors.records,
        doors.voice,
        now,
        only=None if investment is None else [investment],
        name=eyes.names(workspace, doors),
        zone=paused.own_zone(workspace, user, doors),
        reader=user,
    ).post


def behind(workspace: str, ref: str, user: str, doors: Doors, now: datetime) -> tuple[Post, ...]:
    """What stands behind a form: the question it answers, with why it is asked, then what is told
    of its investment. Nothing where they may not see that, or it is there no more.
    """
    audience = eyes.of_person(workspace, user, doors)
    with doors.records.work(workspace, audience) as work:
        about = work.proposal(ref) or work.question(ref)
        home = work.investment(about.investment) if about else None
        question = _question(work, about)
    if home is None or not audience.sees(home):
        return ()
    told = full(workspace, user, home.id, doors, now)
    return (Post(ask=_as_read(question)), told) if question else (told,)


def _question(work: Work, about: Proposal | Question | None) -> Question | None:
    if isinstance(about, Proposal):
        return work.question(about.question) if about.question else None
    return about


def _as_read(question: Question) -> Ask:
    """To be read: it is answered in the form."""
    return Ask(
        question=question.id,
        text=question.text,
        why=question.why,
        citations=question.citations,
        closed="",
    )


def prefill(workspace: str, ref: str, user: str, doors: Doors) -> tuple[str, Form] | None:
    """What the form opens with; None where there is nothing left, or they may not see what it is
    about.
    """
    audience = eyes.of_person(workspace, user, doors)
    with doors.records.work(workspace, audience) as work:
        about = work.proposal(ref) or work.question(ref)
        home = work.investment(about.investment) if about else None
    if home is None or not audience.sees(home):
        return None
    return form.prefill(workspace, ref, doors)
