"""Reconcile: of two figures for one thing a person says whether one replaces the other."""

from datetime import datetime

from bot.advice import choices, confirm, merged, place, remark, settle, thread
from bot.advice.doors import Doors
from bot.benefits.conversation import Clicked
from bot.benefits.drift import figure_id
from bot.benefits.facts import Recorded, Stated
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal
from bot.ports import Drifted, Work


def reconcile(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Settle it: the later figure replaces the first, or both stand. The first word stays."""
    with doors.records.work(click.workspace) as work:
        drifted = work.drifted(click.ref)
        home = work.investment(drifted.investment) if drifted else None
    where = home.channel if home else click.channel
    refusal = confirm.who_may_record(click.workspace, where, click.user, doors)
    reads = (click.workspace, click.channel, click.user)
    if home is not None and refusal is None and not thread.may_hear(*reads, home, doors):
        refusal = doors.voice.say("moved_away")
    with doors.records.work(click.workspace) as work:
        if home is not None:
            home = merged.hold(work, home.id)
        drifted = work.drifted(click.ref)
        if drifted is None or drifted.how is not None:
            refusal = refusal or doors.voice.say("already_closed" if drifted else "gone")
        if refusal is None and drifted is not None and home is not None:
            _settle(work, drifted, home, click, event, doors, now)
        else:
            confirm.tell(work, click, refusal or "", event, now)
        work.finish(event, now)
        work.commit()


def _settle(
    work: Work,
    drifted: Drifted,
    home: Investment,
    click: Clicked,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    replaces = click.verb == "replaces"
    if replaces and not _replace(work, drifted, home, click.user, event, doors, now):
        confirm.tell(work, click, doors.voice.say("gone"), event, now)
        return
    work.settle_drift(drifted.id, "replaces" if replaces else "both_stand", click.user, now)
    said = doors.voice.say("drift_replaced" if replaces else "drift_both_stand")
    choices.settle(work, remark.key_of(drifted.id), said, click.user, event, now)


def _replace(
    work: Work,
    drifted: Drifted,
    home: Investment,
    by: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> bool:
    """Have the later figure stand in place of the first: on its card while it waits, on record by
    new rows. False where it is on neither any more.
    """
    for one in work.open_proposals(home.id):
        if one.can_be_decided(now) and any(_is_meant(fact, drifted) for fact in one.facts):
            _amend(work, one, drifted, home, event, doors, now)
            return True
    for fact in in_force(work.facts([home.id])):
        if _is_meant(fact, drifted) and fact.id != drifted.before:
            _append(work, fact, drifted, by, now)
            return True
    return False


def _is_meant(fact: Stated, drifted: Drifted) -> bool:
    """Whether it is the figure that was remarked on, and not another one of its measure."""
    return fact.measure == drifted.measure and figure_id(fact) == drifted.after


def _amend(
    work: Work,
    waiting: Proposal,
    drifted: Drifted,
    home: Investment,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    put_right = {"supersedes": drifted.before, "corrects": True}
    facts = tuple(
        fact.model_copy(update=put_right) if _is_meant(fact, drifted) else fact
        for fact in waiting.facts
    )
    changed = waiting.model_copy(update={"facts": facts})
    work.amend(changed)
    grown = place.grown(home, facts)
    settle.redraw(work, changed, grown, work.facts([home.id]), f"drift:{event}", doors, now)


def _append(work: Work, fact: Recorded, drifted: Drifted, by: str, now: datetime) -> None:
    """Two rows: the figure as it stood is taken back, and put in place of the first."""
    row = {"recorded_by": by, "recorded_at": now}
    taken = {"id": f"{fact.id}.taken", "supersedes": fact.id, "withdraws": True, "corrects": False}
    work.append(fact.model_copy(update=row | taken))
    put = {"id": f"{fact.id}.put", "supersedes": drifted.before, "corrects": True}
    work.append(fact.model_copy(update=row | put))
