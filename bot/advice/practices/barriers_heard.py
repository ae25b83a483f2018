"""Barriers, heard: what an update says is in the way is offered for the register, and what it says
is gone for closing.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from bot.advice import place, settle
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.pose import QUOTED
from bot.advice.practices import barriers_told, offers
from bot.advice.practices.offers import Kept, Offer, Pressed
from bot.benefits.conversation import Clicked, Option, Posted
from bot.benefits.entries import Entry
from bot.benefits.facts import LONGEST_QUOTE
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.practices.barriers import (
    CLOSED,
    Barrier,
    Heard,
    heard,
    is_open,
    meant,
    over,
    register,
    says_over,
)
from bot.benefits.questions import Question
from bot.ports import Message, Work

_SAID = {
    "keep": "barrier_kept",
    "leave": "barrier_left",
    "close": "barrier_closed",
    "stands": "barrier_stays",
}


def on_record(work: Work, investment: str) -> list[Barrier]:
    """The register of an investment."""
    return register(work.entries([investment], "barriers"), in_force(work.facts([investment])))


def hears(work: Work, investment: Investment, said: Posted, doors: Doors) -> list[Offer]:
    """What an update says is in the way, where its kind is not on record as open; and what it says
    is gone, where it is.
    """
    told, ended = heard(said.text), over(said.text)
    if not (told or ended):
        return []
    known = is_open(on_record(work, investment.id))
    gone = {each.id: quote for quote in ended if (each := meant(quote, known)) is not None}
    found = [_closes(b, gone[b.id], investment, said, doors) for b in known if b.id in gone]
    for one in told:
        if not one.is_over and not any(_is_same(each, one) for each in known):
            words = {"quote": barriers_told.in_short(one.quote)}
            if one.kind != "other":
                words |= {"kind": doors.voice.say(f"barrier_kind_{one.kind}")}
            key = "barrier_offered" if one.kind != "other" else "barrier_named"
            line = doors.voice.say(key, **words)
            found.append(_offer(line, one.kind, ("keep", "leave"), investment, said, doors))
    return found


def _is_same(known: Barrier, one: Heard) -> bool:
    """One of a kind is enough; of no kind, one in these words."""
    return known.kind == one.kind and (one.kind != "other" or known.text == one.quote)


def replied(
    work: Work, home: Investment, question: Question | None, said: Posted, doors: Doors
) -> list[Offer]:
    """Where somebody was asked about a barrier and says that it is gone, that one is offered to be
    closed.
    """
    if question is None or question.asks != "barrier" or not says_over(said.text):
        return []
    known = is_open(on_record(work, home.id))
    asked = [one for one in known if one.text and one.text[: QUOTED - 1] in question.text]
    return [_closes(one, said.text, home, said, doors) for one in asked[:1]]


def _closes(one: Barrier, quote: str, home: Investment, said: Posted, doors: Doors) -> Offer:
    words = {"quote": barriers_told.in_short(quote), "date": in_words(one.said_at.date())}
    words |= {"kind": doors.voice.say(f"barrier_kind_{one.kind}")}
    told = barriers_told.in_short(one.text) or doors.voice.say("barrier_source_deleted")
    line = doors.voice.say("barrier_over_offered", what=told, **words)
    return _offer(line, one.id, ("close", "stands"), home, said, doors)


def _offer(
    line: str, what: str, does: Sequence[str], home: Investment, said: Posted, doors: Doors
) -> Offer:
    options = tuple(
        Option(
            ref=Pressed(one, home.id, what, said.channel, said.ts).ref("barrier"),
            label=doors.voice.say(f"barrier_{one}"),
            verb="practice",
        )
        for one in does
    )
    return Offer(ref=f"barrier:{home.id}:{what}", line=line, options=options)


def press(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Keep a barrier, or that it is none; close one, or that it still stands."""

    def keeps(
        work: Work, home: Investment, pressed: Pressed, message: Message, link: str | None
    ) -> Kept | None:
        told = heard(message.text)
        says = doors.voice.say(_SAID[pressed.does])
        if pressed.does in ("leave", "stands"):
            work.plan_due("practice", f"barrier:{home.id}:{pressed.what}", now + offers.LEFT)
            return Kept(says)
        source = offers.source(message, pressed, link, click, now)
        if pressed.does == "close":
            before = {one.id: one for one in is_open(on_record(work, home.id))}.get(pressed.what)
            quotes = [one for one in over(message.text) if before and meant(one, [before])]
            quotes += [message.text] if before and says_over(message.text) else []
            found = [
                Heard(kind="other", quote=one[:LONGEST_QUOTE], is_over=True) for one in quotes[:1]
            ]
            made = {"what": CLOSED, "about": pressed.what}
        else:
            found = [one for one in told if not one.is_over and one.kind == pressed.what]
            made = {"what": pressed.what, "about": _held_up(message.text, home)}
        if not found:
            return None
        own = {"id": id_of(*pressed), "investment": home.id, "text": found[0].quote}
        return Kept(says, [Entry.model_validate(own | made | source | {"practice": "barriers"})])

    def then(work: Work, home: Investment, made: Sequence[Entry]) -> None:
        if made and made[0].what == CLOSED:
            settle_asked(work, home, event, doors, now)

    offers.press(click, event, doors, now, keeps, then)


def settle_asked(work: Work, home: Investment, event: str, doors: Doors, now: datetime) -> None:
    """What was asked about barriers is answered once one is closed."""
    for one in work.questions(home.id):
        if one.asks == "barrier" and one.can_be_answered(now):
            settle.close(work, one, "answered", doors.voice.say("answered"), event, now)


def _held_up(text: str, home: Investment) -> str:
    """The measure it lies in the way of, where the message names one and no other."""
    named = [one.id for one in home.measures if place.stands(text, one.names)]
    return named[0] if len(named) == 1 else ""


def id_of(*parts: str) -> str:
    """The same for the same thing, however often it is handled."""
    return "b" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
