"""Money, heard: what a message tells of the budget, the cost and the gain of an investment is
offered for the record as what it is, in one line with one press.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.advice import owners_told, paused, place, said_back
from bot.advice.doors import Doors
from bot.advice.practices import offers
from bot.advice.practices.assess.joint import known_of
from bot.advice.practices.offers import Kept, Offer, Pressed
from bot.advice.practices.scope_heard import agreed, amount_in
from bot.advice.thread import may_hear
from bot.benefits import measures
from bot.benefits.conversation import Clicked, Option, Post, Posted, Span
from bot.benefits.entries import Entry
from bot.benefits.facts import Value
from bot.benefits.investment import Investment
from bot.benefits.practices import money
from bot.benefits.practices.money import Money
from bot.ports import Message, Reader, Voice, Work


class Sum(Value):
    """A sum that was told and is not on record so, with what stood there before."""

    told: Money
    value: float
    unit: str
    before: Entry | None = None

    @property
    def words(self) -> str:
        """The sum as people write it."""
        return measures.amount(self.value, self.unit)


def of(text: str, home: Investment) -> list[Money]:
    """What a text tells of the money of an investment, and is no figure of a measure of it."""
    names = [name for one in home.measures for name in one.names]
    return money.told(text, (home.name, *home.aliases), names)


def hears(work: Work, investment: Investment, said: Posted, doors: Doors) -> list[Offer]:
    """The sums a message tells and that are not on record so; a budget that was agreed is moved as
    scope is.
    """
    found = _new(work, investment, said.text, doors.reader)
    if not found:
        return []
    ref = _id(*(f"{one.told.what}{one.words}" for one in found))
    options = tuple(
        Option(
            ref=Pressed(one, investment.id, ref, said.channel, said.ts).ref("money"),
            label=doors.voice.say(f"money_{one}"),
            verb="practice",
        )
        for one in ("record", "leave")
    )
    line = doors.voice.say("money_offered", names=in_words(found, doors.voice))
    if any(one.told.what == "value" for one in found):
        line = f"{line} {doors.voice.say('money_unshown')}"
    return [Offer(f"money:{investment.id}:{ref}", line, options, beside=True)]


def in_words(found: Sequence[Sum], voice: Voice) -> str:
    """Each sum with what it is."""
    return "; ".join(voice.say(f"money_{one.told.what}", figure=one.words) for one in found)


def _new(work: Work, home: Investment, text: str, reader: Reader) -> list[Sum]:
    sums = _sums(work, home, text, reader)
    return [one for one in sums if not (_stands(one) or _is_moved(one))]


def _sums(work: Work, home: Investment, text: str, reader: Reader) -> list[Sum]:
    told = of(text, home)
    if not told:
        return []
    held = {what: one.entry for what, one in known_of(work, home).items()}
    costs = agreed(work, home).get(("budget", ""), [])
    before = {"budget": costs[-1] if costs else None}
    before |= {"cost": held.get("cost"), "value": held.get("value")}
    read = [(one, amount_in(one.amount, reader)) for one in told]
    return [
        Sum(told=one, value=found[0], unit=found[1], before=before[one.what])
        for one, found in read
        if found is not None and found[1] is not None
    ]


def _stands(one: Sum) -> bool:
    was = one.before
    return was is not None and (was.value, was.unit) == (one.value, one.unit)


def _is_moved(one: Sum) -> bool:
    return one.before is not None and one.told.what == "budget"


def alone(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Offer what a message tells that speaks of money alone, as what it has cost or may cost."""
    if said.thread is not None or said.direct or said.by_app or not money.AMOUNT.search(said.text):
        return False
    with doors.records.work(said.workspace) as work:
        here = work.investments_in(said.channel)
    named = [one for one in here if place.stands(said.text, (one.name, *one.aliases))] or here
    told = of(said.text, named[0]) if len(named) == 1 else []
    if not {"budget", "cost"} & {one.what for one in told} or not money.is_all(said.text, told):
        return False
    home = named[0]
    if not may_hear(said.workspace, said.channel, said.user, home, doors):
        return False
    zone = paused.zone_of(said.workspace, said.user, doors.directory)
    with doors.records.work(said.workspace) as work:
        work.hold(home.id)
        found = hears(work, home, said, doors)
        sums = _sums(work, home, said.text, doors.reader)
        if said.to_us and sums and all(_stands(one) for one in sums):
            each = (doors.voice.say(f"money_{one.what}", figure=one.amount) for one in told)
            line = doors.voice.say("money_known", names="; ".join(each))
            return _answer(work, said, Post(lead=((Span(text=line),),)), event, now)
        rests = paused.why(work, home, said.user, now, zone) is not None and not said.to_us
        if not found or rests or work.planned("practice", [found[0].ref]):
            return False
        work.plan_due("practice", found[0].ref, now + offers.RESTS)
        return _answer(work, said, Post(options=found[0].buttons), event, now)


def _answer(work: Work, said: Posted, post: Post, event: str, now: datetime) -> bool:
    work.send(said_back.beneath(said, event, post), now)
    work.finish(event, now)
    work.commit()
    return True


def press(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Put the sums on record, or leave them."""

    def keeps(
        work: Work, home: Investment, pressed: Pressed, message: Message, link: str | None
    ) -> Kept | None:
        if pressed.does == "leave":
            work.plan_due("practice", f"money:{home.id}:{pressed.what}", now + offers.LEFT)
            return Kept(doors.voice.say("money_left"))
        found = _new(work, home, message.text, doors.reader)
        source = offers.source(message, pressed, link, click, now)
        made = list(_entries(found, home, pressed, source))
        return Kept(_recorded(found, doors.voice), made) if made else None

    def then(work: Work, home: Investment, made: Sequence[Entry]) -> None:
        if made:
            names = "; ".join(doors.voice.say(f"money_{one.what}", figure=one.text) for one in made)
            owners_told.of_money(work, home, names, click, doors, now)

    offers.press(click, event, doors, now, keeps, then)


def _entries(
    found: Sequence[Sum], home: Investment, pressed: Pressed, source: dict[str, object]
) -> Iterator[Entry]:
    for one in found:
        own = {
            "id": _id(*pressed, one.told.what),
            "investment": home.id,
            "practice": "scope" if one.told.what == "budget" else "assessment",
            "what": one.told.what,
            "text": one.words,
            "value": one.value,
            "unit": one.unit,
            "supersedes": one.before.id if one.before else None,
        }
        yield Entry.model_validate(own | source)


def _recorded(found: Sequence[Sum], voice: Voice) -> str:
    """What is on record by now, and where it is changed."""
    ways = dict.fromkeys("scope" if one.told.what == "budget" else "roi" for one in found)
    commands = ", ".join(f"/whatimproved {one}" for one in ways)
    return voice.say("money_recorded", names=in_words(found, voice), commands=commands)


def _id(*parts: str) -> str:
    return "m" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
