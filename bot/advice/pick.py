"""Pick: a person says what a message left open, and the message is read again with that."""

from datetime import datetime

from bot.advice import answer, assign, choices, confirm, correct, either, eyes, which, withdraw
from bot.advice.again import said_again
from bot.advice.doors import Doors
from bot.benefits.conversation import Clicked, Picked, Posted


def pick(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Read the message again as it stands now, with what was picked. Picked once: a second pick is
    told that it is settled.
    """
    picked = Picked.of_ref(click.ref)
    if picked is not None and picked.what == "withdraw":
        withdraw.press(click, picked, event, doors, now)
        return
    if picked is not None and picked.what == "either":
        either.pick(click, picked, event, doors, now)
        return
    refusal = confirm.who_belongs(click.workspace, click.channel, click.user, doors)
    if picked is None:
        refusal = refusal or doors.voice.say("gone")
    elif refusal is None and not _is_open(click, picked, doors):
        refusal = doors.voice.say("already_closed")
    said = _said(click, picked.ts, doors) if picked and refusal is None else None
    if picked is not None and said is not None and _read_again(said, event, doors, now, picked):
        return
    with doors.records.work(click.workspace) as work:
        confirm.tell(work, click, refusal or doors.voice.say("gone"), event, now)
        work.finish(event, now)
        work.commit()


def _is_open(click: Clicked, picked: Picked, doors: Doors) -> bool:
    key = choices.key_of(picked.what, click.workspace, click.channel, picked.ts)
    with doors.records.work(click.workspace) as work:
        return choices.is_open(work, key)


def _read_again(said: Posted, event: str, doors: Doors, now: datetime, picked: Picked) -> bool:
    if picked.what == "measure":
        return assign.assign(said, event, doors, now, picked)
    if picked.what == "question":
        return which.picked(said, picked.id or "", event, doors, now)
    if said.thread is not None and answer.answer(said, event, doors, now, picked):
        return True
    return correct.correct(said, event, doors, now, picked)


def _said(click: Clicked, ts: str, doors: Doors) -> Posted | None:
    """The message as it stands now; None where it is gone."""
    thread = click.thread if click.thread != ts else None
    found = said_again(click.workspace, click.channel, ts, doors, thread)
    where = eyes.seen(click.workspace, click.channel, doors)
    if found is None or where is None:
        return None
    return found.model_copy(update={"to_us": True, "direct": where.is_direct})
