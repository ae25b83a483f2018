"""Appoint: who is named as owner or sponsor gets one notice, and is asked for nothing before."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from bot.advice import eyes
from bot.advice.doors import Doors
from bot.benefits.accepted import (
    Acceptance,
    Role,
    State,
    has_declined,
    is_person,
    may_be_asked,
    mentioned,
    state_of,
)
from bot.benefits.conversation import Line, Option, Picker, Post, Sending, Span
from bot.benefits.facts import Recorded, Value
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.practices.alignment import rounds
from bot.benefits.proposals import Proposal
from bot.errors import ChatError
from bot.ports import Audience, Work


class Named(Value):
    """A person named for a role, and what they may see now; `audience` is None for a bot, for who
    left, and for nobody Slack knows.
    """

    role: Role
    person: str
    audience: Audience | None

    def standing(self, investment: Investment) -> Literal["sees", "sees_not", "nobody"]:
        """Whether they may see an investment."""
        if self.audience is None:
            return "nobody"
        return "sees" if self.audience.sees(investment) else "sees_not"


def look(workspace: str, people: Iterable[tuple[Role, str]], doors: Doors) -> tuple[Named, ...]:
    """Who was named, and what each may see. Asks the world."""
    return tuple(
        Named(role=role, person=person, audience=_audience(workspace, person, doors))
        for role, person in dict.fromkeys(people)
    )


def _audience(workspace: str, person: str, doors: Doors) -> Audience | None:
    try:
        known = doors.directory.person(workspace, person)
        if known.is_bot or known.is_gone:
            return None
        return eyes.of_person(workspace, person, doors)
    except ChatError as error:
        if error.knows_nobody:
            return None
        raise


def of_card(workspace: str, proposal: str, doors: Doors) -> tuple[Named, ...]:
    """The people a card names as owners."""
    with doors.records.work(workspace) as work:
        found = work.proposal(proposal)
    return look(workspace, [("owner", one) for one in _owners(found)], doors)


def _owners(proposal: Proposal | None) -> list[str]:
    """The ids of the people a proposal names as owners."""
    facts = proposal.facts if proposal else ()
    said = (mentioned(one.fact.person) for one in facts if one.fact.slot == "owner")
    return [person for person in said if person]


def knows_all(work: Work, proposal: str, named: Iterable[Named]) -> bool:
    """Whether everybody was looked at whom a card names as it stands now."""
    return set(_owners(work.proposal(proposal))) <= {one.person for one in named}


def ask(
    work: Work,
    workspace: str,
    investment: Investment,
    named: Iterable[Named],
    by: str,
    where: tuple[str, str | None],
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Send each their notice by direct message. Who names themselves has accepted; of who may
    not see it, or said no before, who named them is told alone, in the channel and thread `where`
    they did.
    """
    said = work.acceptances([investment.id])
    for one in named:
        if one.person != by and has_declined(one.person, one.role, investment.id, said):
            _tell(work, one, investment, by, where, event, doors, now, "named_said_no")
        if not may_be_asked(one.person, one.role, investment.id, said):
            continue
        if one.standing(investment) != "sees":
            _tell(work, one, investment, by, where, event, doors, now)
        elif one.person == by:
            keep(work, investment.id, one.role, one.person, "accepted", by, event, now)
        else:
            keep(work, investment.id, one.role, one.person, "asked", by, event, now)
            is_second = state_of(one.person, one.role, investment.id, said) is not None
            _notify(work, workspace, one, investment, is_second, by, doors, now)
    _look_again(work, investment, now)


def _look_again(work: Work, investment: Investment, now: datetime) -> None:
    """Who began a round of alignment that is open learns who holds a role since."""
    for one in rounds(work.entries([investment.id], "alignment")):
        if one.state == "open":
            work.plan_due("practice", f"alignment:{one.id}", now)


def keep(
    work: Work,
    investment: str,
    role: Role,
    person: str,
    state: State,
    by: str,
    event: str,
    now: datetime,
) -> None:
    """Put a step on record; the same event takes it once."""
    parts = "\x1f".join((investment, role, person, state, event))
    id = "n" + hashlib.sha256(parts.encode()).hexdigest()[:16]
    work.accept(
        id,
        Acceptance(investment=investment, role=role, person=person, state=state, by=by, at=now),
    )


def key_of(
    workspace: str, investment: str, role: Role, person: str, is_second: bool = False
) -> str:
    """The key of the notice a person gets about a role, or of the second one, once it came back."""
    return f"named:{workspace}:{investment}:{role}:{person}{':2' if is_second else ''}"


def _notice(role: Role, investment: Investment, by: str, doors: Doors) -> tuple[Line, ...]:
    """What a notice says: who named them for what, and what it means."""
    said = doors.voice.say(f"named_{role}", investment=investment.name)
    line = (Span(text="", user=by), Span(text=f" {said}"))
    return (line, (Span(text=doors.voice.say(f"named_{role}_means")),))


def _notify(
    work: Work,
    workspace: str,
    one: Named,
    investment: Investment,
    is_second: bool,
    by: str,
    doors: Doors,
    now: datetime,
) -> None:
    ref = f"{one.role}|{investment.id}"
    options = (
        Option(ref=ref, label=doors.voice.say("button_accept"), verb="accept"),
        Option(ref=ref, label=doors.voice.say("button_hand_on"), verb="hand_on"),
        Option(ref=ref, label=doors.voice.say("button_stop"), verb="stop"),
    )
    sending = Sending(
        key=key_of(workspace, investment.id, one.role, one.person, is_second),
        way="post",
        channel=one.person,
        post=Post(lead=_notice(one.role, investment, by, doors), options=options),
    )
    work.send(sending, now)


def _tell(
    work: Work,
    one: Named,
    investment: Investment,
    by: str,
    where: tuple[str, str | None],
    event: str,
    doors: Doors,
    now: datetime,
    why: str | None = None,
) -> None:
    key = why or ("named_nobody" if one.audience is None else "named_sees_not")
    said = doors.voice.say(key, investment=investment.name)
    who = (Span(text="", user=one.person), Span(text=f": {said}"))
    sending = Sending(
        key=f"named:{event}:{one.role}:{one.person}",
        way="post" if is_person(where[0]) else "whisper",
        channel=where[0],
        thread=where[1],
        user=None if is_person(where[0]) else by,
        post=Post(lead=(who,)),
    )
    work.send(sending, now)


def follow(
    work: Work,
    workspace: str,
    proposal: str,
    named: Iterable[Named],
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """What follows from a card that was just recorded: notices to those `named` whom it names as it
    was recorded, and where it names a role, a picker for the person behind it.
    """
    found = work.proposal(proposal)
    home = work.investment(found.investment) if found else None
    if found is None or home is None or found.decided_by is None:
        return
    if found.state != "recorded" or found.decided_at != now:
        return
    where = (found.channel, found.thread)
    owners = _owners(found)
    named = [one for one in named if one.person in owners]
    ask(work, workspace, home, named, found.decided_by, where, event, doors, now)
    shown = work.shown(f"card:{found.id}")
    if shown is not None and roles_of(work, found):
        picker = Picker(ref=found.id, label=doors.voice.say("who_is_that"), verb="who")
        work.change(
            f"card:{found.id}", shown.model_copy(update={"picker": picker}), f"who:{event}", now
        )


def roles_of(work: Work, proposal: Proposal) -> list[Recorded]:
    """The owners a card put on record that are no person yet, as far as they still count."""
    return [
        one
        for one in in_force(work.facts([proposal.investment]))
        if one.fact.slot == "owner"
        and one.id.partition(".")[0] == proposal.id
        and mentioned(one.fact.person) is None
    ]
