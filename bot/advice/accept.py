"""Accept: who was named takes a role on, hands it on or wants to hear no more; or a role is given a
person.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import get_args

from bot.advice import appoint, confirm, instead, merged
from bot.advice.doors import Doors
from bot.benefits.accepted import Role, State, came_back, has_declined, mentioned, state_of
from bot.benefits.conversation import Clicked, Picker, Post, Sending, Span
from bot.benefits.facts import Value
from bot.benefits.investment import Investment
from bot.ports import Work

_DONE: dict[str, State] = {"accept": "accepted", "stop": "stopped", "hand_to": "handed_on"}


class _Asked(Value):
    """What a notice asked: the role, and the investment it is of, as it stands now.

    `key` is the notice's own; `is_seen` is whether who got it may see the investment, `other` whom
    they hand it on to.
    """

    role: Role
    home: Investment
    key: str
    is_seen: bool
    other: appoint.Named | None


def accept(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Answer a notice: only who got it may, while it is open and they are still named.

    Stop is heard even so: who wants to hear no more is not named anew.
    """
    known = [one for one in get_args(Role) if one == click.ref.partition("|")[0]]
    people = [(role, one) for role in known for one in (click.user, click.person) if one]
    looked = appoint.look(click.workspace, people, doors)
    with doors.records.work(click.workspace) as work:
        asked = _asked(work, click, looked)
        problem = _problem(work, asked, click, doors)
        if problem is not None or asked is None:
            confirm.tell(work, click, problem or doors.voice.say("gone"), event, now)
        elif click.verb == "hand_on":
            label = doors.voice.say("hand_on_to")
            picker = Picker(ref=click.ref, label=label, verb="hand_to")
            _show(work, click, asked, Post(picker=picker), event, now)
        else:
            _settle(work, click, asked, event, doors, now)
        work.finish(event, now)
        work.commit()


def _asked(work: Work, click: Clicked, looked: Sequence[appoint.Named]) -> _Asked | None:
    """Keeps other work on the investment waiting: nothing of it changes meanwhile."""
    _, _, id = click.ref.partition("|")
    home = merged.hold(work, id) if looked else None
    if home is None:
        return None
    role = looked[0].role
    is_second = came_back(click.user, role, home.id, work.acceptances([home.id]))
    return _Asked(
        role=role,
        home=home,
        key=appoint.key_of(click.workspace, id, role, click.user, is_second),
        is_seen=looked[0].standing(home) == "sees",
        other=next((one for one in looked if one.person == click.person), None),
    )


def _problem(work: Work, asked: _Asked | None, click: Clicked, doors: Doors) -> str | None:
    """Why nothing is done; None where it is."""
    if asked is None:
        return doors.voice.say("gone")
    said = work.acceptances([asked.home.id])
    state = state_of(click.user, asked.role, asked.home.id, said)
    if state != "asked":
        return doors.voice.say("already_closed" if state else "gone")
    if click.verb == "stop":
        return None
    if not asked.is_seen:
        return doors.voice.say("no_access")
    if not _is_named(work, asked, click.user):
        return doors.voice.say("gone")
    return _unfit(work, asked, click, doors) if click.verb == "hand_to" else None


def _is_named(work: Work, asked: _Asked, person: str) -> bool:
    """Whether the record names a person for the role still."""
    if asked.role == "sponsor":
        return mentioned(asked.home.sponsor) == person
    return bool(instead.owned(work, asked.home.id, person))


def _unfit(work: Work, asked: _Asked, click: Clicked, doors: Doors) -> str | None:
    """Why it is not handed on to the one chosen."""
    other, home = asked.other, asked.home
    if other is None or other.person == click.user:
        return doors.voice.say("hand_on_to")
    if has_declined(other.person, asked.role, home.id, work.acceptances([home.id])):
        return doors.voice.say("named_declined", investment=home.name)
    standing = other.standing(home)
    if standing == "sees":
        return None
    key = "named_sees_not" if standing == "sees_not" else "named_nobody"
    return doors.voice.say(key, investment=home.name)


def _settle(
    work: Work, click: Clicked, asked: _Asked, event: str, doors: Doors, now: datetime
) -> None:
    state, home = _DONE[click.verb], asked.home
    appoint.keep(work, home.id, asked.role, click.user, state, click.user, event, now)
    closing = doors.voice.say("named_stopped_unseen")
    if asked.is_seen:
        closing = doors.voice.say(f"named_{state}", investment=home.name)
    _show(work, click, asked, Post(closing=closing), event, now)
    if asked.other is not None:
        instead.hand_on(work, asked.role, home, click.user, asked.other.person, event, now)
        where = (click.channel, click.thread)
        to = (work, click.workspace, work.investment(home.id) or home, [asked.other])
        appoint.ask(*to, click.user, where, event, doors, now)


def _show(work: Work, click: Clicked, asked: _Asked, rest: Post, event: str, now: datetime) -> None:
    """Have the notice say what became of it, below the words it was posted with: it names nothing
    anew. It stands where it was pressed: Slack alone knows the channel of a direct message that
    was sent to a person.
    """
    posted = work.shown(asked.key)
    post = rest.model_copy(update={"lead": posted.lead if posted else ()})
    way = {"way": "update", "channel": click.channel, "ts": click.message, "post": post}
    work.send(Sending.model_validate({"key": f"named:{event}"} | way), now)


def who(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Give a role on record its person, once, by whoever may record; the person gets a notice."""
    refusal = confirm.why_not(click, doors)
    people: list[tuple[Role, str]] = [("owner", click.person)] if click.person else []
    named = appoint.look(click.workspace, people, doors) if refusal is None else ()
    with doors.records.work(click.workspace) as work:
        proposal = work.proposal(click.ref)
        home = merged.hold(work, proposal.investment) if proposal else None
        proposal = work.proposal(click.ref)
        roles = appoint.roles_of(work, proposal) if proposal else []
        if refusal is not None or not roles or not named or proposal is None or home is None:
            confirm.tell(work, click, refusal or doors.voice.say("already_closed"), event, now)
        elif named[0].audience is None:
            said = doors.voice.say("named_nobody", investment=home.name)
            confirm.tell(work, click, said, event, now)
        else:
            person = named[0].person
            instead.put(work, roles, person, click.user, event, now)
            _show_person(work, proposal.id, person, event, doors, now)
            where = (click.channel, click.thread)
            appoint.ask(work, click.workspace, home, named, click.user, where, event, doors, now)
        work.finish(event, now)
        work.commit()


def _show_person(
    work: Work, proposal: str, person: str, event: str, doors: Doors, now: datetime
) -> None:
    shown = work.shown(f"card:{proposal}")
    if shown is None or shown.card is None:
        return
    line = (Span(text=f"{doors.voice.say('label_owner')}: "), Span(text="", user=person))
    card = shown.card.model_copy(update={"marks": (*shown.card.marks, line)})
    post = shown.model_copy(update={"card": card, "picker": None})
    work.change(f"card:{proposal}", post, f"who:{event}", now)
