"""Keep house: names, homes, roles and dates of an investment are changed by command, on a trail."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.advice import admins, appoint, attest, confirm, eyes, lacking, merged, orders, recorders
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.naming import line_of
from bot.advice.orders import Order, Unclear
from bot.advice.practices import framing_again, readiness_due
from bot.advice.practices.twin import Twin, beside, twin_of
from bot.benefits import rearrange
from bot.benefits.accepted import mentioned
from bot.benefits.conversation import Commanded, Line, Post, Sending, Span
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.ports import Channel, Done, Person, Work

_Homes = tuple[Channel, Channel]

_CHANNEL = re.compile(r"\s*\bto\s+<#(?P<id>[CG][A-Z0-9]+)(?:\|[^<>]*)?>\s*$", re.IGNORECASE)


def keep_house(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Obey a command about the investments at home in its channel, for whoever may record there.

    The channel hears what was changed, unless it names a private one; what cannot be done is told
    to the one who typed it.
    """
    person = doors.directory.person(command.workspace, command.user)
    refusal = _refusal(command, person, doors)
    is_move = refusal is None and command.verb == "move"
    homes = _homes(command, doors) if is_move else None
    home = eyes.seen(command.workspace, command.channel, doors)
    is_private = home is not None and home.is_private
    named = _sponsor(command, doors) if refusal is None else ()
    is_counted = refusal is None and command.verb == "measure"
    twin = twin_of(command.words, None, doors) if is_counted else None
    with doors.records.work(command.workspace) as work:
        order = refusal or _order(work, command, homes, is_private, person, doors)
        if isinstance(order, str):
            picker = None if refusal else lacking.picker_for(command, doors)
            line = line_of(order, command.words)
            confirm.tell(work, command, line, event, now, picker)
        else:
            _obey(work, order, command, twin, event, doors, now)
            to = (work, command.workspace, order.investment, named)
            appoint.ask(*to, command.user, (command.channel, None), event, doors, now)
        work.finish(event, now)
        work.commit()


def _order(
    work: Work,
    command: Commanded,
    homes: _Homes | None,
    is_private: bool,
    person: Person,
    doors: Doors,
) -> Order | str:
    """What is to be changed, or in words why nothing is."""
    here = work.investments_in(command.channel)
    for one in here:
        work.hold(one.id)
    try:
        if command.verb == "move":
            with orders.explained("move", command.words, here):
                order = _move(command, homes, here)
        else:
            order = orders.understood(command.verb, command.words, here)
        _check_trust(work, command, order, here, is_private, person)
        return order
    except Unclear as problem:
        said = doors.voice.say(problem.said, **problem.words)
        if problem.example is None:
            return said
        return f"{said}\n{doors.voice.say('order_example', what=problem.example)}"


def _refusal(command: Commanded, person: Person, doors: Doors) -> str | None:
    """Why this is not theirs to do: it is for who may record there, and for admins who are there,
    so that a channel whose lead left can have another one.
    """
    where = (command.workspace, command.channel, command.user)
    with doors.records.work(command.workspace) as work:
        is_admin = admins.is_admin(person, work.manners_of_house())
    return confirm.who_belongs(*where, doors) if is_admin else confirm.who_may_record(*where, doors)


def _sponsor(command: Commanded, doors: Doors) -> tuple[appoint.Named, ...]:
    """The sponsor a command names."""
    person = mentioned(command.words)
    if command.verb != "sponsor" or person is None:
        return ()
    return appoint.look(command.workspace, [("sponsor", person)], doors)


def _check_trust(
    work: Work,
    command: Commanded,
    order: Order,
    here: Sequence[Investment],
    is_private: bool,
    person: Person,
) -> None:
    """Raises Unclear where an order is an admin's or the delivery lead's to give, and this is
    neither of them, nor, while nobody leads, who linked the investment.
    """
    is_kept = recorders.are_named(work, command.channel)
    if not orders.needs_trust(command.verb, order, here, is_private or is_kept):
        return
    if admins.is_admin(person, work.manners_of_house()):
        return
    for one in orders.touched_by(order, here):
        is_closed = command.verb != "confidential" and (is_private or one.confidential)
        is_theirs = is_closed or command.verb in ("lead", "move", "merge")
        linked_by = work.linked_by(one.id) if is_theirs else None
        if not attest.is_named(person.id, one.delivery_lead or linked_by):
            raise Unclear("order_not_yours")


def _homes(command: Commanded, doors: Doors) -> _Homes | None:
    """The channels to move from and to as they are now, where who moves it may record in both;
    None where they may not.
    """
    found = _CHANNEL.search(command.words)
    if found is None:
        return None
    here, where = (eyes.seen(command.workspace, id, doors) for id in (command.channel, found["id"]))
    barred = confirm.who_may_record(command.workspace, found["id"], command.user, doors)
    if here is None or where is None or barred or where.is_direct:
        return None
    return (here, where) if where.is_ours else None


def _move(command: Commanded, homes: _Homes | None, here: Sequence[Investment]) -> Order:
    found = _CHANNEL.search(command.words)
    if found is None:
        raise Unclear("move_usage")
    if not here:
        raise Unclear("order_nothing_here")
    investment = orders.investment_of(command.words[: found.start()], here)
    if homes is None:
        raise Unclear("move_barred")
    home, target = homes
    if not target.is_private and (home.is_private or investment.confidential):
        said = "move_opens_confidential" if investment.confidential else "move_opens"
        raise Unclear(said, investment=investment.name)
    return Order(
        investment=rearrange.moved(investment, target.id, target.is_private),
        said="moved_home",
        words={"investment": investment.name, "channel": f"#{target.name}"},
        is_quiet=target.is_private and not home.is_private,
    )


def _part(work: Work, order: Order, by: str, now: datetime) -> None:
    """What was said of each of two investments as a whole stays with its own measures."""
    both = [work.investment(id) for id in (order.gone, order.investment.id) if id]
    here = [one for one in both if one is not None]
    for home, other in zip(here, reversed(here), strict=True):
        counting = in_force(work.facts([home.id]))
        for row in rearrange.parted(counting, home, other, by, now):
            work.append(row)


def _of_go_live(work: Work, order: Order, doors: Doors, now: datetime) -> list[Line]:
    """Which day it was before, and that the day it is now is past."""
    was = work.investment(order.investment.id)
    before, day = was.go_live if was else None, order.investment.go_live
    said = []
    if before is not None and before != day:
        said.append(doors.voice.say("go_live_moved", date=in_words(before)))
    if day is not None and day < now.date():
        said.append(doors.voice.say("go_live_past"))
    return [(Span(text=one),) for one in said]


def _obey(
    work: Work,
    order: Order,
    command: Commanded,
    twin: Twin | None,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    if order.gone not in (None, order.investment.id):
        _part(work, order, command.user, now)
    more = _of_go_live(work, order, doors, now) if command.verb == "go-live" else []
    work.keep(order.investment)
    if command.verb == "go-live":
        readiness_due.plan(work, [order.investment], now)
    framing_again.again(work, order.investment.id, event, doors, now)
    if order.gone is not None:
        work.rehome(order.gone, order.investment.id, order.homes)
        if order.gone != order.investment.id:
            merged.keep(work, order.gone, order.investment.id, command.user, event, now)
    work.audit(
        event,
        Done(
            investment=order.investment.id,
            by=command.user,
            at=now,
            what=command.verb,
            words=command.words,
        ),
    )
    said = line_of(doors.voice.say(order.said, **order.words), command.words)
    sending = Sending(
        key=f"reply:{event}",
        way="reply",
        channel=command.channel,
        reply_to=command.reply_to,
        in_channel=not order.is_quiet,
        post=beside(Post(lead=(said, *more)), twin, order.words.get("measure", ""), doors.voice),
    )
    work.send(sending, now)
