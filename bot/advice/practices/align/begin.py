"""Begin: a round of the same questions to sponsor, delivery lead, owners and whoever is named."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.advice import confirm, eyes, orders, place
from bot.advice.doors import Doors
from bot.advice.orders import Unclear
from bot.advice.practices.align import add, close
from bot.advice.practices.align.found import Found, entry, found
from bot.advice.practices.align.put import (
    is_back_in_time,
    may_be_asked,
    put,
    status_key,
    unasked,
    waits_until,
)
from bot.advice.practices.align.reach import Reach, reach
from bot.advice.practices.align.roles import roles_of
from bot.advice.practices.align.tell import progress, when
from bot.benefits.conversation import Commanded, Line, Option, Post, Sending, Span
from bot.benefits.facts import Value
from bot.benefits.investment import Investment
from bot.benefits.practices.alignment import FEWEST, Role, rounds
from bot.ports import Work

MOST = 12
"""People asked in one round, at most."""

_MENTION = re.compile(r"<@(?P<user>[UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_NOBODY = re.compile(r"(?<!\S)@\w[\w.-]*")
"""A person who was typed, not chosen: nobody is known by it."""
_ENDS = re.compile(r"\s*\b(?P<how>close|withdraw)\s*$", re.IGNORECASE)


class _Wanted(Value):
    """Whom a round is for, first role first; `nobody` are the roles without a person, `others` who
    was named beside them.
    """

    investment: Investment
    people: tuple[tuple[Role, str], ...]
    nobody: tuple[Role, ...]
    others: tuple[str, ...] = ()


def align(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Begin a round for an investment of the channel; close or withdraw the one that is open there,
    or ask others in it too. Who typed it learns who is asked, who is not and why.
    """
    refusal = confirm.who_may_record(command.workspace, command.channel, command.user, doors)
    wanted: _Wanted | str = refusal or _understood(command, doors)
    if isinstance(wanted, str):
        _refuse(command, wanted, event, doors, now)
    elif ends := _ENDS.search(command.words):
        does = close.by_command if ends["how"].casefold() == "close" else close.withdraw
        does(command, wanted.investment, event, doors, now)
    elif wanted.others and (id := close.open_one(command.workspace, wanted.investment, doors)):
        people = [one for one in wanted.people if one[1] in wanted.others]
        add.by_command(command, id, people, event, doors, now)
    else:
        _begin(command, wanted, event, doors, now)


def _understood(command: Commanded, doors: Doors) -> _Wanted | str:
    """Whom it is for, or in words why that cannot be told."""
    others = [found["user"] for found in _MENTION.finditer(command.words)]
    name = " ".join(_ENDS.sub("", _MENTION.sub(" ", command.words)).split()).strip(" :,")
    unknown = _NOBODY.search(name)
    with doors.records.work(command.workspace) as work:
        here = work.investments_in(command.channel)
        try:
            if not here:
                raise Unclear("order_nothing_here")
            is_nobody = unknown and not any(place.stands(one.name, (name,)) for one in here)
            home = None if is_nobody else orders.investment_of(name, here)
        except Unclear as problem:
            return doors.voice.say(problem.said, **problem.words)
        if home is not None:
            return _wanted(work, home, others)
    return _who(command, unknown[0] if unknown else "", doors)


def _who(command: Commanded, typed: str, doors: Doors) -> str:
    """That nobody is known by what was typed, and whose name in the channel it may be."""
    where = doors.directory.channel(command.workspace, command.channel)
    known = [doors.directory.person(command.workspace, one) for one in sorted(where.members)]
    wanted = typed.strip("@.,").casefold()
    alike = [one.name for one in known if wanted in one.name.casefold().split()]
    key = "alignment_who_meant" if len(alike) == 1 else "alignment_who"
    return doors.voice.say(key, name=typed, **({"names": alike[0]} if len(alike) == 1 else {}))


def _wanted(work: Work, home: Investment, others: Sequence[str]) -> _Wanted:
    roles = roles_of(work, home)
    named: dict[str, Role] = {}
    for role, user in [*roles, *(("other", one) for one in others)]:
        if user is not None:
            named.setdefault(user, role)
    nobody = tuple(role for role, user in roles if user is None)
    people = tuple((role, user) for user, role in named.items())
    return _Wanted(investment=home, people=people[:MOST], nobody=nobody, others=tuple(others))


def _begin(command: Commanded, wanted: _Wanted, event: str, doors: Doors, now: datetime) -> None:
    room = eyes.of_channel(command.workspace, command.channel, doors)
    known = reach(command.workspace, [user for _, user in wanted.people], doors, room)
    with doors.records.work(command.workspace) as work:
        work.hold(wanted.investment.id)
        home = work.investment(wanted.investment.id)
        refusal = _why_not(work, home, wanted, known, doors, now)
        if home is None or refusal is not None:
            confirm.tell(work, command, refusal or doors.voice.say("gone"), event, now)
        else:
            _enter(work, command, wanted, known, event, doors, now)
        work.finish(event, now)
        work.commit()


def _why_not(
    work: Work,
    home: Investment | None,
    wanted: _Wanted,
    known: Reach,
    doors: Doors,
    now: datetime,
) -> str | None:
    if home is None:
        return doors.voice.say("gone")
    if any(one.state == "open" for one in rounds(work.entries([home.id], "alignment"))):
        return doors.voice.say("alignment_is_open", investment=home.name)
    if home.is_paused_on(now.date()) or work.manners_of_house().is_frozen_on(now.date()):
        return doors.voice.say("alignment_rests", investment=home.name)
    able = _able(work, home, wanted, known, doors, now)
    if len(able) < FEWEST:
        return doors.voice.say("alignment_nobody", investment=home.name, n=str(len(able)))
    return None


def _able(
    work: Work, home: Investment, wanted: _Wanted, known: Reach, doors: Doors, now: datetime
) -> list[tuple[Role, str]]:
    """Those who may be asked, and are there before the round is over."""
    return [
        (role, user)
        for role, user in wanted.people
        if may_be_asked(work, user, home, known) and is_back_in_time(work, user, known, doors, now)
    ]


def _enter(
    work: Work,
    command: Commanded,
    wanted: _Wanted,
    known: Reach,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    home, by = wanted.investment, command.user
    head = entry(home.id, "round", "", event, now, by, by)
    work.enter(head)
    for role, user in _able(work, home, wanted, known, doors, now):
        work.enter(entry(home.id, "asked", head.id, event, now, user, by, text=role))
    of = found(work, head.id)
    if of is None:
        return
    again = put(work, command.workspace, of, known, doors, now)
    work.plan_due("practice", f"alignment:{head.id}", again)
    _tell(work, command, of, wanted, known, event, doors, now)


def _tell(
    work: Work,
    command: Commanded,
    of: Found,
    wanted: _Wanted,
    known: Reach,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Who began it follows it in a direct message; where it was typed they are told of that."""
    starter, takes_part = _starter(command.user, of, wanted, doors)
    notes = [*_left_out(of, wanted, known, doors), *_roles(wanted, doors), *starter]
    key = status_key(command.workspace, of.round.id)
    posts = {key: progress(of, unasked(work, command.workspace, of), doors.voice)}
    posts |= {f"{key}:notes": Post(lead=tuple(notes), options=takes_part)} if notes else {}
    for one, post in posts.items():
        work.send(Sending(key=one, way="post", channel=command.user, post=post), now)
    people = str(len(of.round.people))
    said = doors.voice.say("alignment_begun", investment=of.investment.name, n=people)
    waiting = waits_until(work, command.workspace, of, known, doors, now)
    told = f"{said} {when(of, waiting, doors.voice)}"
    confirm.tell(work, command, told, event, now)


def _left_out(of: Found, wanted: _Wanted, known: Reach, doors: Doors) -> list[Line]:
    """Who is not asked, and why: who cannot see it is told apart from who cannot be asked."""
    asked = set(of.round.users)
    lines: list[Line] = []
    for _, user in wanted.people:
        if user in asked:
            continue
        is_blind = known.is_there(user) and not known.sees(user, of.investment)
        key = "alignment_sees_not" if is_blind else "alignment_not_reached"
        lines.append(
            (
                Span(text="", user=user),
                Span(text=f" {doors.voice.say(key, investment=of.investment.name)}"),
            )
        )
    return lines


def _roles(wanted: _Wanted, doors: Doors) -> list[Line]:
    """The roles nobody holds: what can be done about it."""
    if not wanted.nobody:
        return []
    home = wanted.investment.name
    roles = [doors.voice.say(f"alignment_role_{one}") for one in dict.fromkeys(wanted.nobody)]
    return [
        (
            Span(
                text=doors.voice.say("alignment_no_person", investment=home, names=", ".join(roles))
            ),
        )
    ]


def _starter(
    by: str, of: Found, wanted: _Wanted, doors: Doors
) -> tuple[list[Line], tuple[Option, ...]]:
    """Who began it holds no role in it and was not named: they may take part by a press."""
    if by in {user for _, user in wanted.people}:
        return [], ()
    said = doors.voice.say("alignment_not_you", investment=wanted.investment.name)
    label = doors.voice.say("alignment_button_me")
    option = Option(ref=f"{add.NAME}:{of.round.id}:{by}", label=label, verb="practice")
    return [(Span(text=said),)], (option,)


def _refuse(command: Commanded, why: str, event: str, doors: Doors, now: datetime) -> None:
    with doors.records.work(command.workspace) as work:
        confirm.tell(work, command, why, event, now)
        work.finish(event, now)
        work.commit()
