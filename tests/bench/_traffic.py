"""A working day's messages, the same for the same seed: much talk, few updates."""

from collections.abc import Iterator
from random import Random
from typing import Literal, get_args

from bot.benefits.facts import Value
from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, PEOPLE, RETURNS, SERVICE_DESK

Kind = Literal["chatter", "update", "click", "command"]

TALK = (
    "Morning {name}, did you sleep well?",
    "Lunch at {hour}, anybody?",
    "Thanks {name}!",
    "thx",
    ":joy: :joy:",
    "Can somebody let {name} in? The lift is stuck again.",
    "I am on the {hour} train, see you there.",
    "Who took the {thing} from the meeting room?",
    "{name}, could you look at my mail about the {thing} when you have a minute?",
    "Sure, give me ten minutes.",
    "Sounds good to me",
    "Is the {thing} on the second floor free at {hour}?",
    "Happy birthday {name} :birthday:",
    "Sorry, wrong channel.",
    "I will be out from {hour} on, the dentist is waiting.",
    "Does anybody know how to book the {thing}?",
    "lol",
    "Yes please, {name}",
    "Let us talk about it at {hour}.",
    "The coffee machine wants water, whoever passes by.",
    "Wer kommt um {hour} mit zum Essen?",
    "+1",
    "@{name} see above",
    "Lovely picture, {name}, where is that?",
    "Could we move our chat to {hour}? My {thing} needs to go to the repair shop.",
)
NAMES = tuple(person.name.split()[0] for person in PEOPLE if not person.is_bot)
THINGS = ("projector", "bicycle", "big screen", "whiteboard", "tent", "spare chair", "cake tin")
UPDATES = {
    CRM_ROLLOUT: (
        "Wave {n} of the CRM is live, {many} people logged in this week.",
        "Quote-to-cash is {n} days now, per the finance sales report.",
        "{n} approval steps were automated and the new dashboard is out.",
    ),
    RETURNS: (
        "Refund turnaround is {n} days now, per the finance refunds ledger.",
        "The returns portal went live in {n} more shops, {many} customers have an account.",
        "Release {n} of the returns portal is done and {many} staff were trained.",
    ),
    SERVICE_DESK: (
        "Waiting time for a fix is {n} hours now, per the monthly ticket export.",
        "Site {n} was moved to the new service desk and all agents are trained.",
        "We automated {n} request forms: nobody has to call us for them any more.",
    ),
}
BEGIN = {
    CRM_ROLLOUT: "/whatimproved new CRM phase 2: quote-to-cash in days",
    RETURNS: "/whatimproved new Returns portal: refund turnaround in days",
    SERVICE_DESK: "/whatimproved new Service desk consolidation: waiting time for a fix in hours",
}
ROOMS = (*UPDATES, GENERAL)


class Doing(Value):
    """One thing that happens in the day; a click presses the latest card of its room."""

    kind: Kind
    who: str
    where: str
    says: str = ""
    answers: bool = False
    """Whether it is said in the thread of the message before it."""


def traffic(count: int, seed: int) -> Iterator[Doing]:
    """So many things in order: 95 in a hundred are talk, 4 updates, 1 a click or a command.

    The day begins with one of each, so that nothing is new to the bot after its first hour.
    """
    chance = Random(seed)
    first: list[Kind] = ["update", "click", "command", "chatter"]
    kinds = chance.choices(get_args(Kind), (95, 4, 0.7, 0.3), k=count)
    for kind in [*first, *kinds][:count]:
        yield _doing(kind, chance)


def _doing(kind: Kind, chance: Random) -> Doing:
    who = chance.choice([person.id for person in PEOPLE if not person.is_bot])
    room = chance.choice(tuple(UPDATES) if kind in ("update", "click") else ROOMS)
    if kind == "chatter":
        answers = chance.random() < 0.3
        return Doing(kind=kind, who=who, where=room.id, says=_talk(chance), answers=answers)
    if kind == "update":
        words = chance.choice(UPDATES[room])
        says = words.format(n=chance.randint(2, 19), many=chance.randint(40, 900))
        return Doing(kind=kind, who=who, where=room.id, says=says)
    return Doing(kind=kind, who=who, where=room.id, says="/whatimproved improved")


def _talk(chance: Random) -> str:
    hour = f"{chance.randint(9, 17)}:{chance.choice(('00', '15', '30'))}"
    words = chance.choice(TALK)
    return words.format(name=chance.choice(NAMES), thing=chance.choice(THINGS), hour=hour)
