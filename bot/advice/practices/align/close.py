"""Close: a round ends, and those who were asked read all answers side by side."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import confirm, eyes
from bot.advice.doors import Doors
from bot.advice.practices.align import add
from bot.advice.practices.align.found import Found, entry, found, held
from bot.advice.practices.align.put import key_of, put, status_key, unasked
from bot.advice.practices.align.reach import Reach, reach
from bot.advice.practices.align.tell import in_channel, over, progress, result
from bot.benefits.conversation import Clicked, Commanded, Post, Sending
from bot.benefits.investment import Investment
from bot.benefits.practices.alignment import FEWEST, rounds
from bot.ports import Work


def press(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Close it, where who began it wishes so and there is something to compare."""
    _close(click, click.ref.partition(":")[2], event, doors, now)


def by_command(
    command: Commanded, home: Investment, event: str, doors: Doors, now: datetime
) -> None:
    """The same by command, for the open round of an investment; one with too few answers ends
    unread.
    """
    _close(command, open_one(command.workspace, home, doors) or "", event, doors, now)


def open_one(workspace: str, home: Investment, doors: Doors) -> str | None:
    """The id of the round about an investment that is open."""
    with doors.records.work(workspace) as work:
        found = rounds(work.entries([home.id], "alignment"))
    return next((one.id for one in reversed(found) if one.state == "open"), None)


def withdraw(command: Commanded, home: Investment, event: str, doors: Doors, now: datetime) -> None:
    """End a round that was begun by mistake, before anybody answered."""
    id = open_one(command.workspace, home, doors) or ""
    known = look(command.workspace, id, doors)
    with doors.records.work(command.workspace) as work:
        of = held(work, id)
        refusal = _why_not(of, command.user, doors, True)
        if of is not None and refusal is None and of.round.own:
            refusal = doors.voice.say("alignment_answered", investment=of.investment.name)
        if of is None or known is None or refusal is not None:
            said = refusal or doors.voice.say("alignment_gone")
        else:
            _over(work, command.workspace, of, "withdrawn", doors, now)
            said = doors.voice.say("alignment_withdrawn", investment=of.investment.name)
        confirm.tell(work, command, said, event, now)
        work.finish(event, now)
        work.commit()


def _close(asked: Clicked | Commanded, id: str, event: str, doors: Doors, now: datetime) -> None:
    known = look(asked.workspace, id, doors)
    with doors.records.work(asked.workspace) as work:
        of = held(work, id)
        refusal = _why_not(of, asked.user, doors, isinstance(asked, Commanded))
        if of is None or known is None or refusal is not None:
            confirm.tell(work, asked, refusal or doors.voice.say("alignment_gone"), event, now)
        else:
            end(work, asked.workspace, of, known, doors, now)
            if isinstance(asked, Commanded):
                is_read = len(of.round.own) >= FEWEST
                key = "alignment_closed_now" if is_read else "alignment_ended"
                said = doors.voice.say(key, investment=of.investment.name)
                confirm.tell(work, asked, said, event, now)
        work.finish(event, now)
        work.commit()


def _why_not(of: Found | None, user: str, doors: Doors, ends: bool) -> str | None:
    if of is None:
        return doors.voice.say("alignment_gone")
    if of.round.state != "open":
        return doors.voice.say("alignment_over", investment=of.investment.name)
    if of.round.by != user:
        return doors.voice.say("alignment_not_yours")
    if len(of.round.own) < FEWEST and not ends:
        return doors.voice.say("alignment_needs_two")
    return None


def fall(workspace: str, refs: Sequence[str], doors: Doors, now: datetime) -> None:
    """Ask who could not be asked before; a round that waited long enough is closed."""
    for ref in refs:
        _fall(workspace, ref, doors, now)


def _fall(workspace: str, ref: str, doors: Doors, now: datetime) -> None:
    id = ref.partition(":")[2]
    known = look(workspace, id, doors)
    with doors.records.work(workspace) as work:
        of, again = held(work, id), None
        if of is not None and known is not None and of.round.state == "open":
            if now >= of.round.closes_at:
                end(work, workspace, of, known, doors, now)
            else:
                since = work.planned("practice", [ref]).get(ref)
                again = put(work, workspace, of, known, doors, now, since)
                tell_starter(work, workspace, of, f"put:{now:%Y-%m-%dT%H:%M}", doors, now)
                add.offer(work, workspace, of, doors, now)
        work.plan_due("practice", ref, again)
        work.commit()


def look(workspace: str, id: str, doors: Doors) -> Reach | None:
    """Who is concerned by a round, as they are now; None where there is no such round."""
    with doors.records.work(workspace) as work:
        of = found(work, id)
    if of is None:
        return None
    room = None
    if eyes.seen(workspace, of.investment.channel, doors) is not None:
        room = eyes.of_channel(workspace, of.investment.channel, doors)
    return reach(workspace, of.round.users, doors, room)


def end(
    work: Work,
    workspace: str,
    of: Found,
    known: Reach,
    doors: Doors,
    now: datetime,
) -> None:
    """End a round: with enough answers all who were asked and may see it read them, with fewer
    nobody ever does. Who was never asked reads none and is told as not reached. Who began it, and
    the channel, learn no more than what it came to. That it is over is nobody's word: it stays
    whoever is forgotten.
    """
    id, home = of.round.id, of.investment
    for user in unasked(work, workspace, of):
        work.enter(entry(home.id, "missed", id, f"{id}:over", now, user, None))
    what = "closed" if len(of.round.own) >= FEWEST else "ended"
    after = _over(work, workspace, of, what, doors, now)
    if after is None or what == "ended":
        return
    post = result(after, known.cites, doors.voice)
    for user in after.round.users:
        if known.sees(user, home):
            key = f"{key_of(workspace, id, user)}:result"
            work.send(Sending(key=key, way="post", channel=user, post=post), now)
    if known.is_heard_at_home(home):
        aloud = in_channel(after, known.cites, doors.voice)
        key = f"{status_key(workspace, id)}:closed"
        work.send(Sending(key=key, way="post", channel=home.channel, post=aloud), now)


def _over(
    work: Work, workspace: str, of: Found, what: str, doors: Doors, now: datetime
) -> Found | None:
    """Enter that it is over, and have each message about it say so."""
    id = of.round.id
    work.enter(entry(of.investment.id, what, id, f"{id}:over", now, None, None))
    work.plan_due("practice", f"alignment:{id}", None)
    after = found(work, id)
    if after is not None:
        tell_starter(work, workspace, after, "over", doors, now)
        for user in after.round.users:
            _change(work, key_of(workspace, id, user), over(after, doors.voice), "over", now)
    return after


def tell_starter(
    work: Work, workspace: str, of: Found, change: str, doors: Doors, now: datetime
) -> None:
    """Have the message of who began it say how far it is."""
    key = status_key(workspace, of.round.id)
    post = progress(of, unasked(work, workspace, of), doors.voice)
    _change(work, key, post, change, now)


def _change(work: Work, key: str, post: Post, change: str, now: datetime) -> None:
    if work.shown(key) not in (None, post):
        work.change(key, post, f"{key}:{change}", now)
