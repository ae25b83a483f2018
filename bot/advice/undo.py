"""Undo: for a day, what was put on record can be taken back; both rows stay, and who did it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.advice import confirm, merged, settle, thread
from bot.advice.doors import Doors
from bot.advice.naming import moment_of
from bot.benefits import measures
from bot.benefits.conversation import Clicked, Commanded, Line, Span
from bot.benefits.facts import LEVELS, Recorded
from bot.benefits.investment import Investment
from bot.benefits.moments import in_full
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal
from bot.ports import Done, Work

A_DAY = timedelta(days=1)
"""For this long after it was recorded."""


def undo(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Take back what a card put on record, once; the second of two people sees who was first."""
    refusal: str | Line | None = confirm.why_not(click, doors)
    with doors.records.work(click.workspace) as work:
        proposal = work.proposal(click.ref)
        if proposal is not None:
            merged.hold(work, proposal.investment)
            proposal = work.proposal(click.ref)
        refusal = refusal or _refusal(work, proposal, doors, now)
        if refusal is None and proposal is not None:
            take_back(work, proposal, click.user, event, doors, now)
        else:
            confirm.tell(work, click, refusal or "", event, now)
        work.finish(event, now)
        work.commit()


def undo_last(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Take back what this person recorded last in this channel; tell them what it was."""
    where = (command.workspace, command.channel, command.user)
    said: str | Line | None = confirm.who_may_record(*where, doors)
    with doors.records.work(command.workspace) as work:
        found = _last(work, command, now) if said is None else None
        home = work.investment(found.investment) if found else None
    if found is not None and home is not None and not _may_be_told(command, found, home, doors):
        said = doors.voice.say("undo_elsewhere")
    with doors.records.work(command.workspace) as work:
        if found is not None and said is None:
            merged.hold(work, found.investment)
            found = work.proposal(found.id) or found
            said = _refusal(work, found, doors, now)
            if said is None:
                take_back(work, found, command.user, event, doors, now)
                said = doors.voice.say("undone_last", what=str(len(found.facts)))
        confirm.tell(work, command, said or doors.voice.say("nothing_to_undo"), event, now)
        work.finish(event, now)
        work.commit()


def _may_be_told(command: Commanded, found: Proposal, home: Investment, doors: Doors) -> bool:
    """Whether its card may say that it was taken back: it does so where it stands."""
    return thread.may_hear(command.workspace, found.channel, command.user, home, doors)


def _last(work: Work, command: Commanded, now: datetime) -> Proposal | None:
    homes = [one.id for one in work.investments_in(command.channel)]
    mine = [
        one
        for one in work.recorded_proposals(homes, now - A_DAY)
        if one.decided_by == command.user and _stands(work, one)
    ]
    return mine[-1] if mine else None


def _stands(work: Work, proposal: Proposal) -> bool:
    return bool(_rows(work, proposal)) and _taken_back(work, proposal) is None


def _refusal(
    work: Work, proposal: Proposal | None, doors: Doors, now: datetime
) -> str | Line | None:
    """Why it cannot be taken back; None where it can."""
    if proposal is None or proposal.state != "recorded" or proposal.decided_at is None:
        return doors.voice.say("gone")
    earlier = _taken_back(work, proposal)
    if earlier is not None:
        said = doors.voice.say("already_decided", what=doors.voice.say("state_undone"))
        return (Span(text="", user=earlier.recorded_by), Span(text=f" {said}"))
    if now - proposal.decided_at >= A_DAY:
        return doors.voice.say("undo_too_late")
    return None


def _rows(work: Work, proposal: Proposal) -> list[Recorded]:
    """What a proposal put on record, and what was put in its place since by no card of its own: a
    person for a role, or one it was handed on to.
    """
    known = work.facts([proposal.investment])
    ids = {one.id for one in known}
    facts = [one for one in known if not one.withdraws and withdrawn(one.id) not in ids]
    rows = [one for one in facts if _card(one) == proposal.id]
    for row in rows:  # it grows: what was put in place of a row that was put in place
        later = [one for one in facts if one.supersedes == row.id]
        rows += [one for one in later if work.proposal(_card(one)) is None]
    return rows


def withdrawn(fact: str) -> str:
    """The id of the row that takes one fact back in words."""
    return f"{fact}.withdrawn"


def _card(row: Recorded) -> str:
    return row.id.partition(".")[0]


def _taken_back(work: Work, proposal: Proposal) -> Recorded | None:
    """The first row that takes something of it back as a whole."""
    facts = work.facts([proposal.investment])
    return next((one for one in facts if one.id == _row_id(f"{proposal.id}.0")), None)


def _row_id(fact: str) -> str:
    return f"{fact}.undone"


def take_back(
    work: Work, proposal: Proposal, by: str, event: str, doors: Doors, now: datetime
) -> None:
    """Append a row for each that takes it back, show it on the card, and ask again what is open."""
    rows = _rows(work, proposal)
    for row in rows:
        gone = {"id": _row_id(row.id), "supersedes": row.id, "withdraws": True, "corrects": False}
        done = {"recorded_by": by, "recorded_at": now}
        work.append(row.model_copy(update=gone | done))
    work.audit(
        f"{event}:undo",
        Done(investment=proposal.investment, by=by, at=now, what="undo", words=proposal.id),
    )
    _show(work, proposal, by, event, doors, now)
    _reopen(work, proposal.investment, rows, event, now)


def tell_on_cards(
    work: Work,
    investment: str,
    taken: Sequence[Recorded],
    by: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Show on the cards that put these on record that they were taken back, by whom and when; ask
    again what is open. A card of which nothing is left on record is shown as undone.
    """
    for id in dict.fromkeys(map(_card, taken)):
        proposal = work.proposal(id)
        if proposal is None:
            continue
        if not _rows(work, proposal):
            _show(work, proposal, by, f"{event}:{id}", doors, now)
            continue
        own = [one.fact for one in taken if _card(one) == id]
        levels = [one for one in own if one.slot in LEVELS]
        gone = ", ".join(measures.in_short(one) for one in levels or own)
        said = doors.voice.say("withdrawn_of_card", what=gone, date=in_full(now))
        line = (*moment_of(said, now), Span(text=" "), Span(text="", user=by))
        settle.mark(work, id, f"withdraw:{event}:{id}", now, marks=(line,))
    _reopen(work, investment, taken, event, now)


def _show(work: Work, proposal: Proposal, by: str, event: str, doors: Doors, now: datetime) -> None:
    """Who took it back and when; who recorded it, where that was somebody else; nobody is asked
    for a person behind a role that is on record no more.
    """
    undone = moment_of(doors.voice.say("undone_at", date=in_full(now)), now)
    recorded: Line = (
        Span(text=f"{doors.voice.say('recorded_by')} "),
        Span(text="", user=proposal.decided_by),
        Span(text=". "),
    )
    settle.mark(
        work,
        proposal.id,
        f"undo:{event}",
        now,
        decided=doors.voice.say("undone_by"),
        decided_by=by,
        offers=(),
        marks=((*(recorded if by != proposal.decided_by else ()), *undone),),
        picker=None,
    )


def _reopen(
    work: Work,
    investment: str,
    rows: Sequence[Recorded],
    event: str,
    now: datetime,
) -> None:
    """A question that nothing answers any more is open again, unless another one is open."""
    left = in_force(work.facts([investment]))
    questions = work.questions(investment)
    if any(one.blocks(now) for one in questions):
        return
    unanswered = [
        one
        for one in questions
        if one.state == "answered" and confirm.answers(one, rows) and not confirm.answers(one, left)
    ]
    for question in unanswered[-1:]:
        settle.reopen(work, question, event, now)


def fade(workspace: str, doors: Doors, now: datetime) -> None:
    """Take the button off cards that were recorded more than a day ago.

    For a sweep to call, once in two days at least: it looks three days back.
    """
    with doors.records.work(workspace) as work:
        for one in work.proposals_recorded(now - 3 * A_DAY, now - A_DAY):
            settle.withdraw_offer(work, one.id, "undo", "fade", now)
        work.commit()
