"""Home: what one person is shown of the record in one screen, by what they are to it."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime

from bot.advice import home_due, home_office, home_shelf, home_sponsor, portfolio, stuck
from bot.advice.asked import Asked
from bot.advice.doors import Doors
from bot.advice.home_seen import Health, Seen, seen
from bot.advice.tally import COUNTED, counted_as
from bot.advice.told import Told
from bot.benefits.accepted import mentioned
from bot.benefits.conversation import Line, Span
from bot.benefits.home import Home, Section, Wanted
from bot.benefits.position import Verdict
from bot.errors import ChatError
from bot.ports import Voice

LINES = 5
"""Lines of what moved and of what is stuck, at most: all of it is read on one screen."""


def home(
    workspace: str,
    user: str,
    wanted: Wanted,
    doors: Doors,
    now: datetime,
    health: Callable[[str], Health] = lambda _: Health(),
) -> Home:
    """What their Home shows now. Nothing they may not see is loaded, whatever is wanted.

    Where Slack does not tell what they may see, it says so and shows nothing.
    """
    try:
        found = seen(workspace, user, doors, now)
    except ChatError:
        return Home(at=now, lead=(_line(doors.voice.say("home_unsure")),))
    office = home_office.office(found, doors, health) if found.is_admin else ()
    if not found.found.investments:
        return _first(found, office, doors.voice)
    return _home(found, wanted, office, doors.voice)


def _first(found: Seen, office: tuple[Section, ...], voice: Voice) -> Home:
    """Two lines, and something to try for who may."""
    may_begin = found.person.is_full_member
    how = voice.say("home_new_how" if may_begin else "home_new_guest")
    lead = (_line(voice.say("home_new")), _line(how))
    return Home(at=found.now, lead=lead, after=office, begins=may_begin)


def _home(found: Seen, wanted: Wanted, office: tuple[Section, ...], voice: Voice) -> Home:
    told = Told(voice, Asked())
    due = home_due.due(found, voice)
    return Home(
        at=found.now,
        lead=tuple(_lead(found, told)),
        before=(*home_sponsor.to_know(found, voice), *due.sections, *_lately(found, voice)),
        shelf=home_shelf.shelf(found, wanted, due.open, told, voice),
        after=(*((home_office.own(found, voice),) if found.person.is_full_member else ()), *office),
        closing=voice.say("home_closing"),
    )


def _lead(found: Seen, told: Told) -> Iterator[Line]:
    """How many measures improved, how many stand elsewhere, and how much is on record: of what
    somebody has to do with, else of all they may see.
    """
    voice, placed = told.voice, found.own.placed
    counts = Counter(_counted_as(one.position.verdict) for one in placed)
    total = str(len(placed))
    if not placed:
        head = voice.say("home_head_no_measures")
    elif counts["improved"]:
        head = voice.say("home_head", n=str(counts["improved"]), total=total)
    elif len(placed) == 1:
        head = voice.say("home_head_none_of", investment=placed[0].investment.name)
    else:
        head = voice.say("home_head_none", total=total)
    whose = voice.say(f"home_of_{found.whose}")
    yield (Span(text=f"{whose} "), Span(text=head, strong=True), Span(text="."))
    names = [name for name in (*COUNTED, "not_due") if name != "improved"]
    rest = [voice.say(f"home_{name}", n=str(counts[name])) for name in names if counts[name]]
    if rest:
        yield _line(f"{'; '.join(rest)}.")
    if placed:
        yield portfolio.rungs(placed, told)


def _counted_as(verdict: Verdict) -> str:
    """What a measure is counted as; not due yet apart."""
    return "not_due" if verdict == "not_due" else counted_as(verdict)


def _lately(found: Seen, voice: Voice) -> Iterator[Section]:
    if found.moved:
        lines = _cut(list(found.moved), voice)
        yield Section(title=voice.say("home_moved"), lines=lines)
    answers = [one for one in found.own.investments if _answers_for(one.id, found)]
    waits = [
        line for one in answers for line in stuck.told(found.histories[one.id], found.now, voice)
    ]
    if waits:
        yield Section(title=voice.say("home_stuck"), lines=_cut(waits, voice))


def _answers_for(id: str, found: Seen) -> bool:
    """Whether somebody sponsors, leads or owns an investment: what is stuck is theirs to know."""
    of = found.histories[id]
    people = {of.owner(one.id) for one in of.investment.measures}
    people |= {mentioned(of.investment.sponsor), mentioned(of.investment.delivery_lead)}
    return found.person.id in people


def _cut(lines: list[Line], voice: Voice) -> tuple[Line, ...]:
    if len(lines) <= LINES:
        return tuple(lines)
    left = str(len(lines) - LINES + 1)
    return (*lines[: LINES - 1], _line(voice.say("and_more", n=left)))


def _line(words: str) -> Line:
    return (Span(text=words),)
