"""Keep house: names, homes, roles and dates of an investment are changed by command, on a trail."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.advice import confirm, eyes, orders
from bot.advice.doors import Doors
from bot.advice.orders import Order, Unclear
from bot.benefits import rearrange
from bot.benefits.conversation import Commanded, Post, Sending, Span
from bot.benefits.investment import Investment
from bot.ports import Channel, Done, Work

_CHANNEL = re.compile(r"\s*\bto\s+<#(?P<id>[CG][A-Z0-9]+)(?:\|[^<>]*)?>\s*$", re.IGNORECASE)


def keep_house(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Obey a command about the investments at home in its channel, for whoever may record there.

    The channel hears what was changed; what cannot be done is told to the one who typed it.
    """
    where = (command.workspace, command.channel, command.user)
    refusal = confirm.who_may_record(*where, doors)
    target = _target(command, doors) if refusal is None and command.verb == "move" else None
    with doors.records.work(command.workspace) as work:
        order = refusal or _order(work, command, target, doors)
        if isinstance(order, str):
            confirm.tell(work, command, order, event, now)
        else:
            _obey(work, order, command, event, doors, now)
        work.finish(event, now)
        work.commit()


def _order(work: Work, command: Commanded, target: Channel | None, doors: Doors) -> Order | str:
    """What is to be changed, or in words why nothing is."""
    here = work.investments_in(command.channel)
    for one in here:
        work.hold(one.id)
    try:
        if command.verb == "move":
            return _move(command, target, here)
        return orders.understood(command.verb, command.words, here)
    except Unclear as problem:
        return doors.voice.say(problem.said, **problem.words)


def _target(command: Commanded, doors: Doors) -> Channel | None:
    """The channel to move to, where who moves it may record there too; None where they may not."""
    found = _CHANNEL.search(command.words)
    if found is None:
        return None
    where = eyes.seen(command.workspace, found["id"], doors)
    barred = confirm.who_may_record(command.workspace, found["id"], command.user, doors)
    return None if where is None or barred or where.is_direct else where


def _move(command: Commanded, target: Channel | None, here: Sequence[Investment]) -> Order:
    found = _CHANNEL.search(command.words)
    if found is None:
        raise Unclear("move_usage")
    if not here:
        raise Unclear("order_nothing_here")
    investment = orders.investment_of(command.words[: found.start()], here)
    if target is None:
        raise Unclear("move_barred")
    if investment.channel_is_private and not target.is_private:
        raise Unclear("move_opens", investment=investment.name)
    return Order(
        investment=rearrange.moved(investment, target.id, target.is_private),
        said="moved_home",
        words={"investment": investment.name, "channel": f"#{target.name}"},
    )


def _obey(
    work: Work, order: Order, command: Commanded, event: str, doors: Doors, now: datetime
) -> None:
    work.keep(order.investment)
    if order.gone is not None:
        work.rehome(order.gone, order.investment.id, order.homes)
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
    sending = Sending(
        key=f"reply:{event}",
        way="reply",
        channel=command.channel,
        reply_to=command.reply_to,
        in_channel=True,
        post=Post(lead=((Span(text=doors.voice.say(order.said, **order.words)),),)),
    )
    work.send(sending, now)
