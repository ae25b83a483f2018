"""Rest: an investment is paused, so that nothing is asked about it, and resumed."""

from datetime import date

from bot.advice import orders, wishes
from bot.advice.days import A_DAY, in_words
from bot.advice.orders import Unclear
from bot.benefits.conversation import CommandVerb
from bot.benefits.facts import Value
from bot.benefits.investment import Investment
from bot.ports import Work


class Rested(Value):
    """What is said of an investment that was paused or resumed, and the command to undo it."""

    investment: str
    said: str
    words: dict[str, str]
    undo: str


def rest(work: Work, verb: CommandVerb, words: str, channel: str, by: str, today: date) -> Rested:
    """Pause or resume an investment of a channel. Raises Unclear."""
    here = work.investments_in(channel)
    if not here:
        raise Unclear("order_nothing_here")
    name, last = wishes.paused_words(words, today) if verb == "pause" else (words, None)
    id = orders.investment_of(name, here).id
    work.hold(id)
    found = work.investment(id) or orders.investment_of(name, here)
    if verb == "pause":
        goes_on = found.is_paused_on(today) or found.is_paused_on(today - A_DAY)
        began = found.paused_from if goes_on else today
        changed: dict[str, object] = {"paused_from": began, "paused_until": last}
        changed |= {"paused": True, "paused_by": by}
    elif found.is_paused_on(today):
        changed = _over(found, today)
    else:
        raise Unclear("mind_not_paused", investment=found.name)
    work.keep(found.model_copy(update=changed))
    return _paused(found, last) if verb == "pause" else _resumed(found)


def _over(found: Investment, today: date) -> dict[str, object]:
    """The days on which it rested stay so: nobody was asked to answer then."""
    if found.paused_from == today:
        return {"paused": False, "paused_from": None, "paused_until": None, "paused_by": None}
    return {"paused_until": today - A_DAY}


def _paused(found: Investment, last: date | None) -> Rested:
    words = {"investment": found.name} | ({"date": in_words(last)} if last else {})
    said = "mind_paused_until" if last else "mind_paused"
    undo = f"/whatimproved resume {found.name}"
    return Rested(investment=found.id, said=said, words=words, undo=undo)


def _resumed(found: Investment) -> Rested:
    until = f" until {found.paused_until}" if found.paused_until else ""
    undo = f"/whatimproved pause {found.name}{until}"
    words = {"investment": found.name}
    return Rested(investment=found.id, said="mind_resumed", words=words, undo=undo)
