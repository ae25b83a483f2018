"""Choose: a person says which of several investments an update is about, and it is read for it."""

from datetime import datetime

from bot.advice import choices, confirm, notice, place
from bot.advice.again import said_again
from bot.advice.doors import Doors
from bot.benefits.conversation import Clicked, Posted
from bot.ports import Work


def choose(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Read the update at the head of the thread again, as it stands now, for the one chosen.

    Chosen once: a second choice is told that it is settled. Replies that came before are read next.
    Where it is about none of them, there is silence.
    """
    refusal = confirm.who_belongs(click.workspace, click.channel, click.user, doors)
    where = (click.workspace, click.channel, click.thread)
    with doors.records.work(click.workspace) as work:
        if refusal is None and not is_open(work, *where):
            refusal = doors.voice.say("already_closed")
    if refusal is None and click.ref == notice.NONE:
        _drop(click, event, doors, now)
        return
    said = said_again(*where, doors) if refusal is None else None
    if said is not None and _read(said, click.ref, event, doors, now):
        return
    with doors.records.work(click.workspace) as work:
        words = doors.voice.say("gone" if is_open(work, *where) else "already_closed")
        confirm.tell(work, click, refusal or words, event, now)
        work.finish(event, now)
        work.commit()


def is_open(work: Work, workspace: str, channel: str, thread: str) -> bool:
    """Whether it was asked which investment the head of a thread is about, and nobody said yet."""
    return notice.choice_is_open(work, workspace, channel, thread)


def keep(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """A reply where the choice is still open: one that names an investment chooses it, any other is
    kept by its id until somebody has. Returns whether the choice is open.
    """
    thread = said.thread or said.ts
    with doors.records.work(said.workspace) as work:
        if not is_open(work, said.workspace, said.channel, thread):
            return False
        here = work.investments_in(said.channel)
        work.wait(said.channel, thread, said.ts, now)
        work.commit()
    named = place.about(said.text, here, ())
    barred = confirm.who_belongs(said.workspace, said.channel, said.user, doors)
    is_chosen = len(named) == 1 and barred is None
    head = said_again(said.workspace, said.channel, thread, doors) if is_chosen else None
    if head is not None and _read(head, named[0].id, event, doors, now):
        return True
    with doors.records.work(said.workspace) as work:
        work.finish(event, now)
        work.commit()
    return True


def _read(head: Posted, chosen: str, event: str, doors: Doors, now: datetime) -> bool:
    """Read the update for the investment chosen; what was replied to it before, as it stands now,
    is handled next: it is kept in the same commit as the choice.
    """
    with doors.records.work(head.workspace) as work:
        waiting = work.waiting(head.channel, head.ts)
    found = [said_again(head.workspace, head.channel, ts, doors, head.ts) for ts in waiting]
    replies = [one.model_copy(update={"about": chosen}) for one in found if one is not None]
    return notice.notice(head, event, doors, now, chosen=chosen, waiting=replies)


def _drop(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    key = notice.which_key(click.workspace, click.channel, click.thread)
    with doors.records.work(click.workspace) as work:
        choices.settle(work, key, doors.voice.say("left_out_by"), click.user, event, now)
        work.waited(click.channel, click.thread)
        work.finish(event, now)
        work.commit()
