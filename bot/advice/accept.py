"""Accept: who was named takes a role on, hands it on or wants to hear no more; or a role is given a
person.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import get_args

from bot.advice import appoint, confirm
from bot.advice.doors import Doors
from bot.benefits.accepted import Role, State, mentioned, state_of
from bot.benefits.conversation import Clicked, Picker, Post, Sending, Span
from bot.benefits.facts import Fact, Recorded
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.ports import Done, Work

_DONE: dict[str, State] = {"accept": "accepted", "stop": "stopped", "hand_to": "handed_on"}


def accept(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Answer a notice: only who got it may, and only while it is open."""
    role, investment = _meant(click, doors)
    named: tuple[appoint.Named, ...] = ()
    sees = False
    if role is not None and investment is not None:
        people: list[tuple[Role, str]] = [(role, click.user)]
        people += [(role, click.person)] if click.person else []
        found = appoint.look(click.workspace, investment, people, doors)
        sees = found[0].standing == "sees"
        named = tuple(one for one in found if one.person == click.person)
    with doors.records.work(click.workspace) as work:
        problem = _problem(work, role, investment, click, sees, named, doors)
        if problem is not None or role is None or investment is None:
            confirm.tell(work, click, problem or doors.voice.say("gone"), event, now)
        elif click.verb == "hand_on":
            label = doors.voice.say("hand_on_to")
            picker = Picker(ref=click.ref, label=label, verb="hand_to")
            _show(work, click, role, investment, Post(picker=picker), event, doors, now)
        else:
            _settle(work, click, role, investment, named, event, doors, now)
        work.finish(event, now)
        work.commit()


def _meant(click: Clicked, doors: Doors) -> tuple[Role | None, Investment | None]:
    role, _, home = click.ref.partition("|")
    with doors.records.work(click.workspace) as work:
        investment = work.investment(home)
    return next((one for one in get_args(Role) if one == role), None), investment


def _problem(
    work: Work,
    role: Role | None,
    investment: Investment | None,
    click: Clicked,
    sees: bool,
    named: Sequence[appoint.Named],
    doors: Doors,
) -> str | None:
    """Why nothing is done; None where it is."""
    if role is None or investment is None:
        return doors.voice.say("gone")
    state = state_of(click.user, role, investment.id, work.acceptances([investment.id]))
    if state != "asked":
        return doors.voice.say("already_closed" if state else "gone")
    if not sees and click.verb != "stop":
        return doors.voice.say("no_access")
    if click.verb != "hand_to":
        return None
    if not named or named[0].person == click.user:
        return doors.voice.say("hand_on_to")
    if named[0].standing == "sees":
        return None
    key = "named_sees_not" if named[0].standing == "sees_not" else "named_nobody"
    return doors.voice.say(key, investment=investment.name)


def _settle(
    work: Work,
    click: Clicked,
    role: Role,
    investment: Investment,
    named: Sequence[appoint.Named],
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    state = _DONE[click.verb]
    appoint.keep(work, investment.id, role, click.user, state, click.user, event, now)
    closing = doors.voice.say(f"named_{state}", investment=investment.name)
    _show(work, click, role, investment, Post(closing=closing), event, doors, now)
    if named:
        _hand_on(work, role, investment, click.user, named[0].person, event, now)
        where = (click.channel, click.thread)
        home = work.investment(investment.id) or investment
        appoint.ask(work, click.workspace, home, named, click.user, where, event, doors, now)


def _show(
    work: Work,
    click: Clicked,
    role: Role,
    investment: Investment,
    rest: Post,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Have the notice say what became of it. It stands where it was pressed: Slack alone knows the
    channel of a direct message that was sent to a person.
    """
    said = [one for one in work.acceptances([investment.id]) if one.person == click.user]
    by = next((one.by for one in said if one.role == role and one.state == "asked"), click.user)
    post = rest.model_copy(update={"lead": appoint.notice(role, investment, by, doors)})
    way = {"way": "update", "channel": click.channel, "ts": click.message, "post": post}
    work.send(Sending.model_validate({"key": f"named:{event}"} | way), now)


def _hand_on(
    work: Work,
    role: Role,
    investment: Investment,
    by: str,
    to: str,
    event: str,
    now: datetime,
) -> None:
    """The record names the other person from now on; who did is kept."""
    if role == "sponsor":
        work.keep(investment.model_copy(update={"sponsor": f"<@{to}>"}))
        done = Done(
            investment=investment.id, by=by, at=now, what="sponsor", words=f"<@{by}> → <@{to}>"
        )
        work.audit(event, done)
        return
    theirs = [
        one
        for one in in_force(work.facts([investment.id]))
        if one.fact.slot == "owner" and mentioned(one.fact.person) == by
    ]
    _put(work, theirs, to, by, event, now)


def _put(
    work: Work, owners: Sequence[Recorded], person: str, by: str, event: str, now: datetime
) -> None:
    """Each owner is corrected by a row that names a person; what was said stays."""
    id = "o" + hashlib.sha256(event.encode()).hexdigest()[:16]
    for number, one in enumerate(owners):
        row = {
            "id": f"{id}.{number}",
            "fact": Fact(slot="owner", person=f"<@{person}>", quote="", start=0, end=0),
            "author": by,
            "said_at": now,
            "edited_at": None,
            "channel": None,
            "ts": None,
            "permalink": None,
            "supersedes": one.id,
            "corrects": True,
            "recorded_by": by,
            "recorded_at": now,
        }
        work.append(one.model_copy(update=row))


def who(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Give a role on record its person, once, by whoever may record; the person gets a notice."""
    refusal = confirm.why_not(click, doors)
    with doors.records.work(click.workspace) as work:
        proposal = work.proposal(click.ref)
        home = work.investment(proposal.investment) if proposal else None
    named: tuple[appoint.Named, ...] = ()
    if home is not None and click.person and refusal is None:
        named = appoint.look(click.workspace, home, [("owner", click.person)], doors)
    with doors.records.work(click.workspace) as work:
        if proposal is not None:
            work.hold(proposal.investment)
        roles = appoint.roles_of(work, proposal) if proposal else []
        if refusal is not None or not roles or not named or proposal is None or home is None:
            confirm.tell(work, click, refusal or doors.voice.say("already_closed"), event, now)
        elif named[0].standing == "nobody":
            said = doors.voice.say("named_nobody", investment=home.name)
            confirm.tell(work, click, said, event, now)
        else:
            person = named[0].person
            _put(work, roles, person, click.user, event, now)
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
