"""Chosen: which investment somebody means who asks something of a practice."""

from datetime import datetime

from bot.advice import confirm, eyes, merged, thread
from bot.advice.doors import Doors
from bot.advice.orders import LONGEST, Unclear, investment_of
from bot.benefits.conversation import Guided, Post, Sending, Span
from bot.benefits.investment import Investment
from bot.ports import Work

NAMES = 20
"""Names that are offered instead of one nobody knows, at most."""


def seen_by(workspace: str, user: str, doors: Doors) -> list[Investment]:
    """The investments a person may see, by name. Asks the world."""
    audience = eyes.of_person(workspace, user, doors)
    with doors.records.work(workspace, audience) as work:
        return work.investments()


def chosen(workspace: str, channel: str, user: str, name: str, doors: Doors) -> Investment | str:
    """The investment of this name among those a person may see; without a name the only one at
    home where they are. In words why it is none.
    """
    seen = seen_by(workspace, user, doors)
    here = seen if name.strip() else [one for one in seen if one.channel == channel]
    if not here:
        return doors.voice.say("chosen_nothing" if seen else "chosen_none")
    try:
        return investment_of(name, here)
    except Unclear as problem:
        if not name.strip():
            return doors.voice.say(problem.said, **problem.words)
    names = ", ".join(one.name for one in here[:NAMES]) + (", …" if len(here) > NAMES else "")
    return doors.voice.say("chosen_unknown", name=name.strip()[:LONGEST], names=names)


def recordable(
    workspace: str, channel: str, user: str, name: str, doors: Doors
) -> Investment | str:
    """The same for who wants to put something on record about it: they have to be one who may."""
    found = chosen(workspace, channel, user, name, doors)
    if isinstance(found, str):
        return found
    return confirm.who_may_record(workspace, found.channel, user, doors) or found


def by_id(workspace: str, user: str, id: str, doors: Doors) -> Investment | str:
    """An investment by its id, for who may record about it; in words why it is none."""
    with doors.records.work(workspace) as work:
        found = merged.found(work, id)
    if found is None:
        return doors.voice.say("gone")
    return confirm.who_may_record(workspace, found.channel, user, doors) or found


def told_in(sent: Guided, home: Investment, doors: Doors) -> str:
    """Where it is told what somebody put on record: at home, unless somebody reads there who may
    not hear of it; then to who sent it alone.
    """
    is_heard = thread.may_hear(sent.workspace, home.channel, sent.user, home, doors)
    return home.channel if is_heard else sent.user


def lost(work: Work, sent: Guided, why: str, event: str, now: datetime) -> None:
    """Tell who sent a form that it could not be kept any more."""
    post = Post(lead=((Span(text=why),),))
    work.send(Sending(key=f"lost:{event}", way="post", channel=sent.user, post=post), now)
