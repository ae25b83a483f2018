"""Openings: what somebody may ask first, as it fits them; nothing named that they may not see."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.advice import eyes, mine
from bot.advice.doors import Doors
from bot.advice.today import today
from bot.benefits import periods
from bot.benefits.accepted import same_person
from bot.benefits.facts import Value
from bot.benefits.investment import Investment
from bot.ports import Voice

MOST = 4
"""Slack shows no more."""

LONGEST = 60
"""Characters of an investment's name that are put into a question: a longer one is left out."""


class Opening(Value):
    """One thing to ask: what it is called, and the words it stands for."""

    title: str
    says: str


class Openings(Value):
    """What somebody may ask, and the line above it."""

    title: str
    prompts: tuple[Opening, ...]


def openings(workspace: str, user: str, doors: Doors, now: datetime) -> Openings:
    """First what waits for them, then what they sponsor or lead, then what anybody may ask.

    Raises ChatError where Slack cannot tell what they may see.
    """
    audience = eyes.of_person(workspace, user, doors)
    with doors.records.work(workspace, audience) as work:
        seen = work.investments()
        waits = len(mine.waiting_for(work, user, now))
    here = today(workspace, doors.records, now)
    own = _theirs(user, [one.sponsor for one in seen], workspace, doors)
    led = _theirs(user, [one.delivery_lead for one in seen], workspace, doors)
    fits = [one for one, is_own in zip(seen, own, strict=True) if is_own]
    leads = [one for one, is_led in zip(seen, led, strict=True) if is_led and one not in fits]
    found = tuple(_fitting(fits, leads, bool(seen), waits, here, doors.voice))
    key = "openings_title" if seen else "openings_new"
    return Openings(title=doors.voice.say(key), prompts=found[:MOST])


def _theirs(user: str, said: Sequence[str | None], workspace: str, doors: Doors) -> list[bool]:
    """Of people as they are on record, by mention or whole name, which are this one."""
    name = eyes.names(workspace, doors)
    return [one is not None and same_person(one, f"<@{user}>", name) for one in said]


def _fitting(
    own: Sequence[Investment],
    led: Sequence[Investment],
    seen: bool,
    waits: int,
    here: date,
    voice: Voice,
) -> Iterator[Opening]:
    since = periods.MONTHS[_quarter_before(here).month - 1]
    if waits:
        yield _opening("mine", voice)
    if own:
        yield _opening("sponsor", voice, when=since)
    for one in [*own[:1], *led[:1]] if len(own) < 2 else led[:1]:
        if len(one.name) <= LONGEST:
            yield _opening("one", voice, investment=one.name)
    if seen:
        yield _opening("all", voice, when=since) if not own else _opening("worse", voice)
    if seen and not own:
        yield _opening("worse", voice)
    yield _opening("how", voice)
    if not seen:
        yield _opening("link", voice)


def _quarter_before(here: date) -> date:
    """The first day of the quarter before this one: a question that has something to tell."""
    begins = date(here.year, (here.month - 1) // 3 * 3 + 1, 1)
    return periods.months_after(begins, -3)


def _opening(kind: str, voice: Voice, **words: str) -> Opening:
    return Opening(
        title=voice.say(f"opening_{kind}", **words), says=voice.say(f"opening_{kind}_says", **words)
    )
