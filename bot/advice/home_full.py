"""Of a Home: what stands behind an entry, and behind a question in it."""

from datetime import datetime

from bot.advice import eyes, form, paused, report
from bot.advice.asked import Asked
from bot.advice.doors import Doors
from bot.benefits.conversation import Form, Post


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
    ).post


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
