"""Add: somebody is asked in a round that is open already, as by command or by the button below the
line that they hold a role since.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import confirm, eyes
from bot.advice.doors import Doors
from bot.advice.practices.align.found import Found, entry, found, held
from bot.advice.practices.align.put import is_back_in_time, may_be_asked, put, status_key, unasked
from bot.advice.practices.align.reach import Reach, reach
from bot.advice.practices.align.roles import roles_of
from bot.advice.practices.align.tell import progress
from bot.benefits.conversation import Clicked, Commanded, Line, Option, Post, Sending, Span
from bot.benefits.practices.alignment import Role
from bot.ports import Voice, Work

NAME = "alignment-add"
"""The first part of the ref of the button: the round and the person follow."""

People = Sequence[tuple[Role, str]]


def by_command(
    command: Commanded, id: str, people: People, event: str, doors: Doors, now: datetime
) -> None:
    """Ask these in an open round, too; how many answered is told, and never who."""
    room = eyes.of_channel(command.workspace, command.channel, doors)
    known = reach(command.workspace, [user for _, user in people], doors, room)
    with doors.records.work(command.workspace) as work:
        of = held(work, id)
        if of is None or of.round.state != "open":
            said = doors.voice.say("alignment_gone")
        else:
            said = _added(work, command, of, people, known, event, doors, now)
        confirm.tell(work, command, said, event, now)
        work.finish(event, now)
        work.commit()


def press(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """The same for who holds a role since the round began, where who began it wishes so."""
    _, id, user = (*click.ref.split(":"), "", "")[:3]
    known = reach(click.workspace, [user], doors)
    with doors.records.work(click.workspace) as work:
        of = held(work, id)
        roles = _roles(work, of) if of else ()
        role: Role = next((role for role, one in roles if one == user), "other")
        if of is None or of.round.state != "open":
            said = doors.voice.say("alignment_gone")
        elif of.round.by != click.user:
            said = doors.voice.say("alignment_not_yours")
        else:
            said = _added(work, click, of, [(role, user)], known, event, doors, now)
        confirm.tell(work, click, said, event, now)
        work.finish(event, now)
        work.commit()


def _added(
    work: Work,
    asked: Commanded | Clicked,
    of: Found,
    people: People,
    known: Reach,
    event: str,
    doors: Doors,
    now: datetime,
) -> str:
    home, say = of.investment, doors.voice.say
    new = [one for one in people if one[1] not in of.round.users]
    able = [
        (role, user)
        for role, user in new
        if may_be_asked(work, user, home, known) and is_back_in_time(work, user, known, doors, now)
    ]
    for role, user in able:
        work.enter(entry(home.id, "asked", of.round.id, event, now, user, asked.user, text=role))
    after = found(work, of.round.id) or of
    if able:
        put(work, asked.workspace, after, known, doors, now)
        work.plan_due("practice", f"alignment:{of.round.id}", now)
        key = status_key(asked.workspace, of.round.id)
        if work.shown(key) is not None:
            post = progress(after, unasked(work, asked.workspace, after), doors.voice)
            work.change(key, post, f"{key}:{event}", now)
    counted = {"n": str(len(after.round.own)), "total": str(after.round.total)}
    if not able:
        return say("alignment_added_none", investment=home.name, **counted)
    return say("alignment_added", investment=home.name, added=str(len(able)), **counted)


def _roles(work: Work, of: Found) -> People:
    return [(role, user) for role, user in roles_of(work, of.investment) if user is not None]


def offer(work: Work, workspace: str, of: Found, doors: Doors, now: datetime) -> None:
    """Tell who began it of each who holds a role since and is not asked, once, with a button."""
    if of.round.by is None:
        return
    for role, user in _roles(work, of):
        key = f"{status_key(workspace, of.round.id)}:since:{user}"
        if user not in of.round.users and work.shown(key) is None:
            post = _since(of, role, user, doors.voice)
            work.send(Sending(key=key, way="post", channel=of.round.by, post=post), now)


def _since(of: Found, role: Role, user: str, voice: Voice) -> Post:
    name, named = of.investment.name, voice.say(f"alignment_role_{role}")
    said = voice.say("alignment_named_since", investment=name, names=named)
    line: Line = (Span(text="", user=user), Span(text=f" {said}"))
    label = voice.say("alignment_button_add")
    option = Option(ref=f"{NAME}:{of.round.id}:{user}", label=label, verb="practice")
    return Post(lead=(line,), options=(option,))
