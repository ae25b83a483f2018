"""Related: what is on record of what somebody seeks advice about, for the eyes that read along."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.advice.asked import Asked
from bot.advice.place import stands
from bot.advice.sought import Sought
from bot.advice.standing import Placed, standing
from bot.advice.told import Told
from bot.benefits.accepted import mentioned
from bot.benefits.conversation import Line, Part, Posted, Span
from bot.benefits.facts import Slot
from bot.benefits.gaps import measure_has
from bot.benefits.investment import Investment
from bot.ports import Voice, Work

MOST = 3
"""Measures told of, at most."""

_FILLED: tuple[Slot, ...] = ("baseline", "target", "owner", "evidence", "timeframe")
"""Gaps that a measure may have."""

_SHOWN: tuple[Slot, ...] = ("baseline", "current", "evidence", "owner")


def related(
    work: Work,
    sought: Sought,
    said: Posted,
    thread: tuple[str, str | None] | None,
    now: datetime,
) -> list[Placed]:
    """The measures it is about: those named, else that of the thread; else, where it is about
    something a measure may lack, those of their own, or of their channel, that lack it.

    `work` sees what its readers may see and nothing else; `thread` is the investment, and the
    measure, that its thread is about.
    """
    seen = work.investments()
    if named := named_in(work, said.text, now):
        return named
    if thread is not None:
        placed = _placed(work, [one for one in seen if one.id == thread[0]], now)
        return [one for one in placed if thread[1] in (None, one.measure.id)]
    asks = sought.about.gap
    if asks not in _FILLED:
        return []
    near = seen if said.direct else [one for one in seen if one.channel == said.channel]
    placed = [one for one in _placed(work, near, now) if _is_theirs(one, said)]
    return [one for one in placed if not measure_has(asks, one.measure.id, one.facts)]


def named_in(work: Work, text: str, now: datetime) -> list[Placed]:
    """The measures called by their name, else all of the investments that are."""
    named = [one for one in work.investments() if _is_named(one, text)]
    placed = _placed(work, named, now)
    return [one for one in placed if _names(one, text)] or placed


def names_any(work: Work, text: str) -> bool:
    """Whether something that these eyes may see is called by its name."""
    return any(_is_named(one, text) for one in work.investments())


def on_record(placed: Sequence[Placed], voice: Voice) -> Part:
    """Where each stands, each figure with where it comes from, and what it lacks."""
    told = Told(voice, Asked())
    lines = [_line(one, told) for one in placed[:MOST]]
    if more := len(placed) - len(lines):
        lines.append((Span(text=voice.say("and_more", n=str(more))),))
    return Part(title=voice.say("part_on_record"), lines=tuple(lines))


def in_words(one: Placed, voice: Voice) -> str:
    """The same of one measure, as plain text."""
    return "".join(span.text for span in _line(one, Told(voice, Asked())))


def _line(one: Placed, told: Told) -> Line:
    gone = [slot for slot in _SHOWN if not measure_has(slot, one.measure.id, one.facts)]
    return (*told.moved(one), *([Span(text=f". {told.missing(gone)}.")] if gone else ()))


def _placed(work: Work, homes: Sequence[Investment], now: datetime) -> list[Placed]:
    return list(standing(work, homes, Asked(), now, str, False).placed) if homes else []


def _is_named(one: Investment, text: str) -> bool:
    return any(stands(text, names) for names in _all_names(one))


def _all_names(one: Investment) -> Iterator[Sequence[str]]:
    yield (one.name, *one.aliases)
    yield from (each.names for each in one.measures)


def _names(one: Placed, text: str) -> bool:
    return stands(text, one.measure.names)


def _is_theirs(one: Placed, said: Posted) -> bool:
    """Whether it is at home where it was asked; directly, whether they answer for it."""
    if not said.direct:
        return True
    home = one.investment
    answering = (home.sponsor, home.delivery_lead, one.position.owner)
    return said.user in map(mentioned, answering)
