"""Choose: a person says which of several investments an update is about, and it is read for it."""

from datetime import datetime

from bot.advice import confirm, notice
from bot.advice.doors import Doors
from bot.benefits.conversation import Clicked, Posted


def choose(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Read the update at the head of the thread again, as it stands now, for the one chosen.

    Chosen once: a second choice is told that it is settled.
    """
    refusal = confirm.who_may_record(click.workspace, click.channel, click.user, doors)
    with doors.records.work(click.workspace) as work:
        place = (click.workspace, click.channel, click.thread)
        if refusal is None and not notice.choice_is_open(work, *place):
            refusal = doors.voice.say("already_closed")
    said = _said(click, doors) if refusal is None else None
    if said is not None and notice.notice(said, event, doors, now, chosen=click.ref):
        return
    with doors.records.work(click.workspace) as work:
        is_open = notice.choice_is_open(work, *place)
        words = doors.voice.say("gone" if is_open else "already_closed")
        confirm.tell(work, click, refusal or words, event, now)
        work.finish(event, now)
        work.commit()


def _said(click: Clicked, doors: Doors) -> Posted | None:
    found = doors.directory.message(click.workspace, click.channel, click.thread)
    if found is None:
        return None
    author, text = found
    return Posted(
        workspace=click.workspace,
        channel=click.channel,
        user=author,
        at=datetime.fromtimestamp(float(click.thread), tz=click.at.tzinfo),
        ts=click.thread,
        text=text,
    )
