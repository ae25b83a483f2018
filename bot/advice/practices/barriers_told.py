"""Barriers, told: the register in lines, and what of it stands in an answer."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from bot.advice.days import in_words
from bot.advice.practices.practised import Told
from bot.benefits.conversation import Line, Part, Span
from bot.benefits.investment import Investment
from bot.benefits.practices.barriers import Barrier, is_open, register
from bot.ports import Voice

SHOWN = 3
"""Open barriers in an answer, at most, the oldest first."""

LATELY = timedelta(days=91)
"""A barrier that was closed within so long is told in an answer."""

SHORT = 90
"""Characters of somebody's words that an answer or a button shows."""


def kind_in_words(one: Barrier, voice: Voice) -> str:
    """What kind of barrier it is."""
    return voice.say(f"barrier_kind_{one.kind}")


def in_short(text: str, most: int = SHORT) -> str:
    """Somebody's words, cut where they are long."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def line_of(one: Barrier, home: Investment, voice: Voice) -> Line:
    """A barrier: its kind, the words and whose they are, how old it is, and what showed its end."""
    kind = kind_in_words(one, voice)
    measure = home.measure(one.measure)
    held = f", {voice.say('barrier_of_measure', measure=measure.name)}" if measure else ""
    often = f", {voice.say('barrier_often', often=in_short(one.often))}" if one.often else ""
    return (
        Span(text=f"{kind[0].upper()}{kind[1:]}: "),
        _words(one, voice),
        *_whose(one, voice),
        Span(text=f"{held}{often}; "),
        *age_of(one, voice),
    )


def _words(one: Barrier, voice: Voice) -> Span:
    if not one.text:
        return Span(text=voice.say("barrier_source_deleted"))
    return Span(text=f"“{in_short(one.text)}”", href=one.permalink)


def _whose(one: Barrier, voice: Voice) -> Line:
    if one.author is not None:
        return (Span(text=", "), Span(text="", user=one.author))
    is_unnamed = one.text and not one.is_named
    return (Span(text=f", {voice.say('barrier_unnamed')}"),) if is_unnamed else ()


def age_of(one: Barrier, voice: Voice) -> Line:
    """Since when it stands; once it is closed when and by whom, and with which words."""
    end = one.closed
    if end is None:
        return (Span(text=voice.say("barrier_since", date=in_words(one.said_at.date()))),)
    by = (Span(text=" by "), Span(text="", user=end.by)) if end.by else ()
    key = "barrier_shown_by" if end.is_shown else "barrier_said_over"
    said = voice.say("barrier_by_message" if end.is_message else key)
    return (
        Span(text=voice.say("barrier_closed_on", date=in_words(end.at.date()))),
        *by,
        Span(text=f", {said} "),
        Span(text=f"“{in_short(end.text)}”" if end.text else "“—”", href=end.permalink),
    )


def part(told: Told) -> Part | None:
    """What is in the way of the investments of an answer, the oldest first; where nothing is, what
    was closed lately, as that.
    """
    homes = {one.id: one for one in told.standing.investments}
    found = _of(told)
    ended = [one for one in found if one.closed and told.now - one.closed.at < LATELY]
    key = "barrier_part" if is_open(found) else "barrier_part_over"
    shown = is_open(found)[:SHOWN] or ended[-1:]
    lines = [line_of(one, homes[one.investment], told.voice) for one in shown]
    if (more := len(is_open(found)) - SHOWN) > 0:
        n = told.figures.number(more, "further open barriers")
        lines.append((Span(text=told.voice.say("barrier_more", n=n)),))
    return Part(title=told.voice.say(key), lines=tuple(lines)) if lines else None


def line(told: Told) -> Line | None:
    """How many barriers are open over all of them, and of which kind most are."""
    found = is_open(_of(told))
    if not found:
        return None
    ((kind, _),) = Counter(kind_in_words(one, told.voice) for one in found).most_common(1)
    n = told.figures.number(len(found), "open barriers")
    return (Span(text=told.voice.say("barrier_line", n=n, kind=kind)),)


def _of(told: Told) -> list[Barrier]:
    """Those of an answer's investments; what was answered to a question is on record as a fact."""
    facts = {fact.id: fact for one in told.standing.placed for fact in one.facts}
    return register(told.entries, facts.values())


def parts(found: Sequence[Barrier], home: Investment, voice: Voice) -> tuple[Part, ...]:
    """The whole register: what is open, then what was closed, the latest first."""
    ended = [(one.closed.at, one.id, one) for one in found if one.closed]
    closed = [one for *_, one in sorted(ended, key=lambda each: each[:2], reverse=True)]
    told = (("barrier_part_open", is_open(found)), ("barrier_part_closed", closed))
    return tuple(
        Part(title=voice.say(key), lines=tuple(line_of(one, home, voice) for one in barriers))
        for key, barriers in told
        if barriers
    )
