"""Scope, told: what was agreed, and what moved since."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.advice.days import in_words as day_in_words
from bot.advice.practices.barriers_told import in_short
from bot.advice.practices.practised import Told
from bot.advice.practices.scope_heard import agreed
from bot.benefits.conversation import Line, Part, Span
from bot.benefits.entries import Entry
from bot.benefits.investment import Investment
from bot.benefits.practices.additions import is_addition
from bot.benefits.practices.scope import Key, cost, versions, when
from bot.ports import Noticed, Voice, Work

SHOWN = 3
"""Changes of scope in an answer, at most."""


def value_of(entry: Entry) -> str:
    """What a version says, in words."""
    if entry.day is not None:
        return when(entry)
    return cost(entry) if entry.value is not None else f"“{in_short(entry.text)}”"


def _label(key: Key, voice: Voice) -> str:
    return key[1] if key[0] == "milestone" else voice.say(f"scope_label_{key[0]}")


def moves(known: Mapping[Key, Sequence[Entry]]) -> list[tuple[Key, Sequence[Entry]]]:
    """What has another date or cost than was agreed first: go-live, the budget, then the rest."""
    order = ("go_live", "budget", "milestone")
    found = [
        (key, all_of)
        for key, all_of in known.items()
        if key[0] in order and len({(one.day, one.value, one.unit) for one in all_of}) > 1
    ]
    return sorted(found, key=lambda one: (order.index(one[0][0]), one[0][1]))


def in_words(known: Mapping[Key, Sequence[Entry]], voice: Voice) -> tuple[str, ...]:
    """What moved, a sentence each."""
    return tuple(_moved(key, all_of, voice) for key, all_of in moves(known)[:SHOWN])


def _moved(key: Key, all_of: Sequence[Entry], voice: Voice) -> str:
    told = {"what": _label(key, voice), "before": value_of(all_of[-2])}
    told["after"] = value_of(all_of[-1])
    if len(all_of) > 2:
        n, first = str(len(all_of) - 1), value_of(all_of[0])
        return voice.say("scope_moved_often", n=n, first=first, **told)
    return voice.say("scope_moved", **told)


def of_version(
    entry: Entry,
    before: Mapping[Key, Sequence[Entry]],
    after: Mapping[Key, Sequence[Entry]],
    voice: Voice,
) -> str:
    """A new version as its channel hears of it: what it is by now, and how it moved."""
    key = (entry.what, entry.about)
    what = _label(key, voice)
    if entry.withdraws:
        return voice.say("scope_withdrawn", what=what)
    if (entry.day is not None or entry.value is not None) and before.get(key):
        return _moved(key, after[key], voice)
    return voice.say("scope_is", what=what, after=value_of(entry))


def part(told: Told) -> Part | None:
    """What moved or was added since it was agreed, who said so and where; else since when nothing
    did.
    """
    homes = {one.id: one.name for one in told.standing.investments}
    by_home = _by_home(told)
    lines: list[Line] = []
    for home, known in by_home.items():
        name = f"{homes[home]}: " if len(homes) > 1 else ""
        own = [_line(name, key, all_of, told.voice) for key, all_of in moves(known)]
        for key, all_of in moves(known):
            what = _label(key, told.voice).lower()
            told.figures.number(len(all_of) - 1, f"changes of {what}")
        if added := _of_additions(known):
            own.append(_added(name, added, told.voice))
        own += [_said(name, one, told) for one in _announced(told) if one.investment == home]
        lines += own or _unmoved(name, known, told.voice)
    title = told.voice.say("scope_part")
    return Part(title=title, lines=tuple(lines[:SHOWN])) if lines else None


def since_agreed(work: Work, home: Investment, voice: Voice) -> list[Line]:
    """What moved or was added since it was agreed, who said so and when."""
    known, name = agreed(work, home), f"{home.name}, "
    lines = [_line(name, key, all_of, voice) for key, all_of in moves(known)]
    if added := [all_of[-1] for key, all_of in known.items() if key[0] == "added"]:
        lines.append(_added(name, added, voice))
    return lines[:SHOWN]


def _by_home(told: Told) -> dict[str, Mapping[Key, Sequence[Entry]]]:
    found: dict[str, Mapping[Key, Sequence[Entry]]] = {}
    for home in told.standing.investments:
        own = [one for one in told.entries if one.investment == home.id]
        if own:
            every = told.work.entries([home.id], "scope")
            until = told.until
            then = [one for one in every if until is None or one.said_at.date() <= until]
            found[home.id] = versions(then) if until else agreed(told.work, home)
    return found


def _source(entry: Entry) -> Line:
    day = day_in_words(entry.said_at.date())
    who = (Span(text=", "), Span(text="", user=entry.author)) if entry.author else ()
    return (*who, Span(text=", "), Span(text=day, href=entry.permalink))


def _line(name: str, key: Key, all_of: Sequence[Entry], voice: Voice) -> Line:
    return (Span(text=f"{name}{_moved(key, all_of, voice)}"), *_source(all_of[-1]))


def additions(known: Mapping[Key, Sequence[Entry]], voice: Voice) -> tuple[str, ...]:
    """What was added since it was agreed, in a sentence; nothing where nothing was."""
    added = _of_additions(known)
    return (_things(added, voice),) if added else ()


def _of_additions(known: Mapping[Key, Sequence[Entry]]) -> list[Entry]:
    return [all_of[-1] for key, all_of in known.items() if key[0] == "added"]


def _things(added: Sequence[Entry], voice: Voice) -> str:
    gone = voice.say("barrier_source_deleted")
    things = "; ".join(in_short(one.text) or gone for one in added[-SHOWN:])
    return voice.say("scope_added_since", thing=things)


def _added(name: str, added: Sequence[Entry], voice: Voice) -> Line:
    return (Span(text=f"{name}{_things(added, voice)}"), *_source(added[-1]))


def _said(name: str, one: Noticed, told: Told) -> Line:
    told.figures.note(one.claim.quote or "", (), "quoted from a message", one.permalink)
    things = in_short(one.claim.quote or "")
    said = told.voice.say("scope_announced_here", thing=f"“{things}”")
    day = Span(text=day_in_words(one.said_at.date()), href=one.permalink)
    return (Span(text=f"{name}{said}, "), day)


def _unmoved(name: str, known: Mapping[Key, Sequence[Entry]], voice: Voice) -> list[Line]:
    last: datetime | None = max((all_of[-1].said_at for all_of in known.values()), default=None)
    if last is None:
        return []
    said = voice.say("scope_as_agreed", date=day_in_words(last.date()))
    return [(Span(text=f"{name}{said}"),)]


def line(told: Told) -> Line | None:
    """Of how many go-live moved, and to how many something was added."""
    homes: dict[str, list[Entry]] = {}
    for one in told.entries:
        homes.setdefault(one.investment, []).append(one)
    own_of = homes.values()
    moved = sum(any(one.what == "go_live" and one.supersedes for one in own) for own in own_of)
    added = sum(any(one.what == "added" for one in own) for own in own_of)
    waiting = len({one.investment for one in _announced(told)})
    if not moved and not added and not waiting:
        return None
    n = told.figures.number(moved, "investments whose go-live moved")
    lines = [told.voice.say("scope_line", n=n)]
    if added or not waiting:
        more = told.figures.number(added, "investments to whose scope something was added")
        lines.append(told.voice.say("scope_line_added", n=more))
    if waiting:
        more = told.figures.number(waiting, "investments to which something is said to be added")
        lines.append(told.voice.say("scope_line_announced", n=more))
    return (Span(text=" ".join(lines)),)


def _announced(told: Told) -> list[Noticed]:
    """What was said to be added to a plan and is not on record as added, each message once."""
    kept = {(one.investment, one.ts) for one in told.entries if one.what in ("added", "out")}
    said = {
        (one.investment, one.ts): one
        for one in told.standing.claims
        if is_addition(one.claim.quote or "")
    }
    return [one for place, one in said.items() if place not in kept]
