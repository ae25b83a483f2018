"""Framing, heard: what was said of an investment before its form is opened, for fields that nothing
on record fills. What is left so is recorded by who sends the form, and may be changed freely.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.advice import place, typed
from bot.advice.doors import Doors
from bot.advice.known import known as known_measures
from bot.benefits import measures
from bot.benefits.accepted import mentioned
from bot.benefits.facts import LEVELS, Fact, Slot
from bot.benefits.investment import Investment, Measure
from bot.benefits.periods import kind, last_day
from bot.benefits.practices import announced
from bot.benefits.practices.scope import is_near, period_in
from bot.benefits.practices.sentences import is_negated, sentences
from bot.benefits.reading import Claim, Said
from bot.errors import ChatError
from bot.ports import Earlier

SINCE: Final = timedelta(days=60)
"""How long ago something was said at most."""

READ: Final = 8
"""Messages of who opens the form that are read, the latest."""

_LIVE = re.compile(
    r"\bgo(?:es|ing)?[\s-]?live\b|\bcut-?over\b|\blive\s+(?:on|from|by|in)\b", re.IGNORECASE
)
_MARKUP = re.compile(r"<[^>\n]*>")


def heard(
    workspace: str,
    channel: str,
    user: str,
    home: Investment | None,
    measure: Measure | None,
    doors: Doors,
    now: datetime,
) -> dict[str, str]:
    """By field, what waits to be recorded in a channel, what was noticed there, and what who opens
    the form said there last; of two the later in this order.
    """
    facts, found = _waiting(workspace, channel, home, doors)
    told: list[str] = []
    with doors.records.work(workspace) as work:
        here = work.investments_in(channel)
    for said in own(workspace, channel, user, doors, now):
        text, at = said.text, datetime.fromtimestamp(float(said.ts), UTC)
        reading = doors.reader.read(Said(text=text, at=at, author=user, known=known_measures(here)))
        if here and home not in place.about(text, here, reading.facts):
            continue
        if reading.is_update:
            facts = [*reading.facts, *facts]
            found |= _told(reading.own_claims, text)
        found |= _live(text, at)
        told.insert(0, text)
        if named := announced.name_in(text):
            found["name"] = named
    found |= _figures(facts, measure, "\n".join(told))
    return {key: value for key, value in found.items() if value}


def _waiting(
    workspace: str, channel: str, home: Investment | None, doors: Doors
) -> tuple[list[Fact], dict[str, str]]:
    if home is None:
        return [], {}
    with doors.records.work(workspace) as work:
        open = [one for one in work.open_proposals(home.id) if one.channel == channel]
        noticed = [one for one in work.noticed([home.id]) if one.channel == channel]
    facts = [each.fact for one in reversed(open) for each in one.facts]
    return facts, _told([one.claim for one in noticed])


def own(workspace: str, channel: str, user: str, doors: Doors, now: datetime) -> Sequence[Earlier]:
    """What who opens a form said here, oldest first; nothing where only mentions are heard, or
    Slack cannot tell.
    """
    with doors.records.work(workspace) as work:
        listens = work.manners_of_channels([channel])[channel].listens
    if listens != "every":
        return ()
    times = (str((now - SINCE).timestamp()), str(now.timestamp()))
    try:
        past = doors.directory.past(workspace, channel, *times, limit=100)
    except ChatError:
        return ()
    theirs = [one for one in past.messages if one.author == user]
    return [one for one in theirs if doors.reader.could_be_update(one.text)][-READ:]


def _told(claims: Iterable[Claim], text: str = "") -> dict[str, str]:
    """The problem and what should get better, in the sentences they were said in."""
    found: dict[str, str] = {}
    for one in claims:
        quote = one.quote.rstrip(" .;!")
        words = next((each for each in sentences(text) if quote in each), quote)
        plain = " ".join(_MARKUP.sub(" ", words).split())
        if one.kind == "problem" and not announced.is_of_framing(plain):
            found["problem"] = plain
        elif one.kind == "goal":
            found["outcome"] = plain
    return found


def _live(text: str, at: datetime) -> dict[str, str]:
    """The day of go-live, where one sentence names a day for it."""
    for words in sentences(text):
        if not _LIVE.search(words) or is_negated(words):
            continue
        period = period_in(words, at.date())
        if period is None and (ahead := announced.live_in(words, at.date())):
            return {"go_live": ahead.isoformat()}
        if period is None or kind(period) != "day":
            continue
        if is_near(day := last_day(period), at.date()):
            return {"go_live": day.isoformat()}
    return {}


def _figures(facts: Sequence[Fact], known: Measure | None, text: str) -> dict[str, str]:
    """What is said of one measure: of the one on record, else of the first that is named."""
    facts = [one for one in facts if one.slot not in LEVELS or announced.counts(one.measure)]
    named = known.name if known else None
    name = named or next((one.measure for one in facts if one.measure), None)
    of_it = [one for one in facts if _is_of(one, name)]
    first = {slot: _first(of_it, slot) for slot in ("baseline", "current", "target")}
    today = first["baseline"] or first["current"]
    today = _held(today, of_it, text) if today else None
    owner, source = _first(of_it, "owner"), _first(of_it, "evidence")
    found = {
        "baseline": typed.shown(today) if today else "",
        "target": typed.shown(first["target"]) if first["target"] else "",
        "owner": (mentioned(owner.person) if owner else None) or "",
        "source": typed.shown(source) if source and today else "",
    }
    if named is None and name and (today or first["target"]):
        unit = next((one.unit for one in of_it if one.unit and one.is_level), None)
        found |= {"measure": announced.measure_in(text, name, unit), "unit": unit or ""}
    return found


def _held(figure: Fact, facts: Sequence[Fact], text: str) -> Fact:
    """The figure with the period that its sentence names apart from it."""
    beside = " ".join(one for one in sentences(text) if figure.quote in one)
    frames = (one for one in facts if one.slot == "timeframe" and one.as_of)
    held = next((one.as_of for one in frames if one.quote in beside), None)
    return figure if figure.as_of else figure.model_copy(update={"as_of": held})


def _first(facts: Sequence[Fact], slot: Slot) -> Fact | None:
    levels = slot in ("baseline", "current", "target")
    return next((one for one in facts if one.slot == slot and (not levels or one.is_level)), None)


def _is_of(fact: Fact, name: str | None) -> bool:
    return fact.measure is None or name is None or measures.same(fact.measure, name)
