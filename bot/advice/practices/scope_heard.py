"""Scope, heard: what an update says of a moved date, another budget or something added is said
back with its history, and offered for the record.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.practices import framing_again, offers, readiness_due
from bot.advice.practices.barriers_told import in_short
from bot.advice.practices.offers import Kept, Offer, Pressed
from bot.benefits import measures, periods, units
from bot.benefits.conversation import Clicked, Option, Posted
from bot.benefits.entries import Entry
from bot.benefits.facts import Value
from bot.benefits.investment import Investment
from bot.benefits.practices.additions import is_addition
from bot.benefits.practices.scope import (
    LIVE,
    Heard,
    Key,
    cost,
    heard,
    is_in,
    period_in,
    shifted,
    versions,
    when,
)
from bot.benefits.reading import AnswerContext
from bot.ports import Done, Message, Reader, Work

_SAYS = ("in", "out", "deliverables")
"""What is agreed in words."""

SHOWN = 50
"""Characters of a name on a button."""

SMALL = 1000
"""A number below it without a currency is no budget."""


class Change(Value):
    """What an update would change of what was agreed: from what, to what, in words."""

    heard: Heard
    entry: Mapping[str, object]
    before: str = ""
    after: str
    dates: int = 0
    first: str = ""
    left_out: bool = False
    is_first: bool = False

    @property
    def id(self) -> str:
        """The same for the same change."""
        return id_of(self.heard.what, self.heard.thing, self.after)


def id_of(*parts: str) -> str:
    """The same for the same thing, however often it is handled."""
    return "s" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def agreed(work: Work, home: Investment) -> dict[Key, list[Entry]]:
    """What was agreed on, each with all its versions. A date of go-live that was set without a form
    is the first one.
    """
    found = dict(versions(work.entries([home.id], "scope")))
    dates = found.get(("go_live", ""), [])
    if home.go_live is not None and (not dates or dates[-1].day != home.go_live):
        found["go_live", ""] = [*dates, _set_apart(work, home, dates)]
    return found


def _set_apart(work: Work, home: Investment, dates: Sequence[Entry]) -> Entry:
    """The date of go-live that somebody set without a form: by whom is known where it is the last
    thing that was done to it by command.
    """
    assert home.go_live is not None
    done = [one for one in work.audited() if one.investment == home.id and one.what == "go-live"]
    words = done[-1].words if done else ""
    told = period_in(words, done[-1].at.date()) if done else None
    by = done[-1] if done and told and periods.last_day(told) == home.go_live else None
    linked = work.linked_at([home.id]).get(home.id)
    at = by.at if by else dates[-1].recorded_at if dates else linked
    assert at is not None
    return Entry(
        id=id_of(home.id, "go_live", home.go_live.isoformat(), str(len(dates))),
        investment=home.id,
        practice="scope",
        what="go_live",
        day=home.go_live,
        author=by.by if by else None,
        said_at=at,
        recorded_by=by.by if by else None,
        recorded_at=at,
        supersedes=dates[-1].id if dates else None,
    )


def hears(work: Work, investment: Investment, said: Posted, doors: Doors) -> list[Offer]:
    """What an update says that differs from what was agreed; nothing where nothing was."""
    changes = _changes(work, investment, said.text, said.at, doors.reader)
    return [_offer(one, investment, said, doors) for one in changes]


def _changes(work: Work, home: Investment, text: str, at: datetime, reader: Reader) -> list[Change]:
    names = (home.name, *home.aliases)
    told = heard(text, at.date(), _milestones(work, home), names)
    if not told:
        return []
    known = agreed(work, home)
    changes = (_change(one, known, reader, at) for one in told)
    return [one for one in changes if one is not None]


def _milestones(work: Work, home: Investment) -> list[str]:
    known = versions(work.entries([home.id], "scope"))
    return [name for what, name in known if what == "milestone"]


def _change(
    one: Heard, known: Mapping[Key, Sequence[Entry]], reader: Reader, at: datetime
) -> Change | None:
    if one.what == "added":
        return _added(one, known)
    about = one.thing if one.what == "milestone" else ""
    before = known.get((one.what, about), ())
    if not before:
        return None
    if one.what == "budget":
        return _cost(one, before, reader)
    last = before[-1]
    day = periods.last_day(one.period) if one.period else None
    if day is None and one.days and last.day:
        day = shifted(last.day, one.days)
    if day is None or day == last.day:
        return None
    if one.thing == LIVE and (last.day is None or last.day < day):
        return None
    dates = [each.day for each in before if each.day]
    return Change(
        heard=one,
        entry={"what": one.what, "about": about, "day": day, "supersedes": last.id},
        before=when(last),
        after=periods.in_words(one.period) if one.period else in_words(day),
        dates=len(dates) + 1,
        first=when(before[0]),
    )


def _cost(one: Heard, before: Sequence[Entry], reader: Reader) -> Change | None:
    last = before[-1]
    found = amount_in(one.quote, reader)
    if found is None:
        return None
    value, unit = found[0], found[1] or last.unit
    if (value, unit) == (last.value, last.unit):
        return None
    return Change(
        heard=one,
        entry={"what": "budget", "value": value, "unit": unit, "supersedes": last.id},
        before=cost(last),
        after=measures.amount(value, unit),
        dates=len(before) + 1,
        first=cost(before[0]),
    )


def amount_in(words: str, reader: Reader) -> tuple[float, str | None] | None:
    """The amount of money that words name now, with its currency where that is said."""
    read = reader.answer(words, AnswerContext(asked="current")).facts
    levels = [one for one in read if one.slot == "current" and one.value is not None]
    if not levels or levels[-1].value is None:
        return None
    unit = levels[-1].unit
    is_bare = unit is None and levels[-1].value >= SMALL
    is_money = is_bare or (unit is not None and units.CURRENCY.fullmatch(unit) is not None)
    return (levels[-1].value, unit) if is_money else None


def _added(one: Heard, known: Mapping[Key, Sequence[Entry]]) -> Change | None:
    """What was agreed on before is no addition; where it is not agreed what belongs to it, only
    what is said to join the plan, and what was to stay out of it.
    """
    said = {what: [each[-1].text for (w, _), each in known.items() if w == what] for what in _SAYS}
    texts = [*said["in"], *said["deliverables"]]
    added = [each.text for (what, _), all_of in known.items() if what == "added" for each in all_of]
    left_out = is_in(one.thing, said["out"]) and not is_in(one.thing, added)
    is_new = bool(texts) or (bool(known) and is_addition(one.quote))
    if not left_out and (not is_new or is_in(one.thing, [*texts, *added])):
        return None
    entry = {"what": "added", "about": id_of(measures.key(one.thing)), "text": one.thing}
    is_first = not texts and not added
    return Change(heard=one, entry=entry, after=one.thing, left_out=left_out, is_first=is_first)


def _offer(change: Change, home: Investment, said: Posted, doors: Doors) -> Offer:
    kind = change.heard.what if change.heard.what in ("added", "budget") else "date"
    what = {"what": _what(change, doors)}
    told = {"record": what if kind == "added" else what | {"after": change.after}, "leave": what}
    options = tuple(
        Option(
            ref=Pressed(one, home.id, change.id, said.channel, said.ts).ref("scope"),
            label=doors.voice.say(f"scope_{one}_{kind}", **words),
            verb="practice",
        )
        for one, words in told.items()
    )
    ref, line = f"scope:{home.id}:{change.id}", in_a_line(change, doors)
    return Offer(ref=ref, line=line, options=options, beside=kind == "added")


def _what(change: Change, doors: Doors) -> str:
    """What would change, as it stands within a sentence."""
    if change.heard.what == "added":
        thing = change.after
        return in_short(f"the{thing[3:]}" if thing.startswith("The ") else thing, SHOWN)
    if change.heard.what == "milestone":
        return in_short(change.heard.thing, SHOWN)
    return doors.voice.say(f"scope_label_{change.heard.what}").lower()


def in_a_line(change: Change, doors: Doors) -> str:
    """What does not fit what was agreed, with both and how often it moved before."""
    quote = in_short(change.heard.quote)
    if change.heard.what == "added":
        key = "scope_first_offered" if change.is_first else "scope_added_offered"
        key = "scope_left_out_offered" if change.left_out else key
        return doors.voice.say(key, thing=change.after)
    told = {"before": change.before, "after": change.after, "quote": quote}
    if change.heard.what == "milestone":
        said = doors.voice.say("scope_milestone_offered", name=change.heard.thing, **told)
    else:
        said = doors.voice.say(f"scope_{change.heard.what}_offered", **told)
    if change.dates > 2:
        n, first = str(change.dates), change.first
        return f"{said} {doors.voice.say('scope_history', n=n, first=first)}"
    return said


def press(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Put what moved on record, or leave it as it was agreed."""

    def keeps(
        work: Work, home: Investment, pressed: Pressed, message: Message, link: str | None
    ) -> Kept | None:
        at = datetime.fromtimestamp(float(pressed.ts), tz=now.tzinfo)
        changes = _changes(work, home, message.text, at, doors.reader)
        one = next((one for one in changes if one.id == pressed.what), None)
        if pressed.does == "leave":
            work.plan_due("practice", f"scope:{home.id}:{pressed.what}", now + offers.LEFT)
        if one is None:
            return Kept(doors.voice.say("offer_left")) if pressed.does == "leave" else None
        kept = {"id": id_of(*pressed), "investment": home.id, "practice": "scope"}
        words = {"text": one.heard.quote}
        own = kept | words | dict(one.entry) | offers.source(message, pressed, link, click, now)
        if pressed.does == "record":
            made = [*_on_record(work, home, one.entry), Entry.model_validate(own)]
            return Kept(_recorded(made[-1], doors), made)
        if one.heard.what != "added":
            is_named = one.heard.what == "milestone"
            label = doors.voice.say(f"scope_label_{one.heard.what}") if not is_named else ""
            what = label or one.heard.thing
            return Kept(doors.voice.say("scope_left", what=what))
        says = doors.voice.say("scope_left_out", thing=one.after)
        is_new = not one.left_out
        return Kept(says, [Entry.model_validate(own | {"what": "out"})] if is_new else ())

    def then(work: Work, home: Investment, made: Sequence[Entry]) -> None:
        if made:
            go_live(work, home, made[-1], click.user, event, now)
            framing_again.again(work, home.id, event, doors, now)

    offers.press(click, event, doors, now, keeps, then)


def _recorded(made: Entry, doors: Doors) -> str:
    """Which change a press put on record."""
    if made.what == "added":
        return doors.voice.say("scope_recorded_added", thing=made.text)
    what = made.about or doors.voice.say(f"scope_label_{made.what}")
    after = cost(made) if made.what == "budget" else when(made)
    return doors.voice.say("scope_recorded", what=what, after=after)


def _on_record(work: Work, home: Investment, entry: Mapping[str, object]) -> list[Entry]:
    """A date that was set without a form becomes a version of its own, so that one can follow."""
    last = agreed(work, home).get(("go_live", ""), [])[-1:]
    kept = {one.id for one in work.entries([home.id], "scope")}
    return [one for one in last if one.id == entry.get("supersedes") and one.id not in kept]


def go_live(work: Work, home: Investment, made: Entry, by: str, event: str, now: datetime) -> None:
    """What is asked when follows the agreed date of go-live."""
    if made.what != "go_live" or made.day is None or made.day == home.go_live:
        return
    moved = home.model_copy(update={"go_live": made.day})
    work.keep(moved)
    readiness_due.plan(work, [moved], now)
    work.audit(
        event,
        Done(investment=home.id, by=by, at=now, what="go-live", words=made.day.isoformat()),
    )
