"""Framing, told again: what a channel was shown as framed says what is on record now."""

from collections.abc import Iterator
from datetime import datetime

from bot.advice import place
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.practices import framing_told
from bot.benefits.conversation import FORM
from bot.benefits.entries import counting
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.ports import Work

SAID = ("constraint", "six_months")
"""What is told of the entries; the rest stands in the profile."""


def again(work: Work, id: str, event: str, doors: Doors, now: datetime) -> None:
    """Have each post that framed an investment show its date, its measures, its sponsor and a
    target that was set since, as they are now, and of what was open there what is open still.
    """
    home = work.investment(id)
    if home is None:
        return
    entries = counting(work.entries([id], "framing"))
    said = {one.what: one.text for one in entries if one.what in SAID}
    told = framing_told.framed(home, said, now.date(), doors)
    targets = _targets(work, home)
    open = framing_told.open_part(work, home, {one.what: one.text for one in entries}, doors)
    for key in _keys(work, home):
        post = work.shown(key)
        if post is None:
            continue
        own = post.card.proposal if post.card else ""
        since = [one for one in targets if one.id.partition(".")[0] != own]
        lines = (framing_told.target(one.fact, doors) for one in since)
        part = told.model_copy(update={"lines": (*told.lines, *lines)})
        now_told = {part.title: part, open.title: open}
        parts = tuple(now_told.get(one.title, one) for one in post.parts)
        parts = tuple(one for one in parts if one.lines)
        closing = doors.voice.say("framing_as_of", date=in_words(now.date()))
        if parts != post.parts:
            changed = post.model_copy(update={"parts": parts, "closing": closing})
            work.change(key, changed, f"{key}:again:{event}", now)


def _targets(work: Work, home: Investment) -> list[Recorded]:
    """The target of each measure as it is now."""
    facts = in_force(work.facts([home.id]))
    latest = {one.measure: one for one in facts if one.fact.slot == "target"}
    return list(latest.values())


def _keys(work: Work, home: Investment) -> Iterator[str]:
    """Of each form that was sent, the keys its post may have."""
    said = [one.ts for one in work.facts([home.id])]
    said += [one.ts for one in work.entries([home.id], "framing")]
    forms = dict.fromkeys(one for one in said if one and one.startswith(FORM))
    for ts in forms:
        sent = ts.removeprefix(FORM)
        yield f"card:{place.proposal_id(sent)}"
        yield f"framed:{sent}"
