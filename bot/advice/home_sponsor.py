"""What a sponsor should know of what they sponsor before anything else: a line each."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.advice.days import in_words
from bot.advice.home_seen import Seen
from bot.benefits.conversation import Line, Span
from bot.benefits.home import Section
from bot.benefits.investment import Investment
from bot.benefits.periods import last_day
from bot.benefits.practices.alignment import compare, rounds
from bot.benefits.practices.scope import period_in, versions
from bot.ports import Voice

LINES = 5
"""Lines, at most: what is further down is told of each investment."""


def to_know(seen: Seen, voice: Voice) -> Iterator[Section]:
    """Where go-live moved, people do not agree, or nobody owns a measure; nothing for who sponsors
    nothing.
    """
    if seen.whose != "sponsored":
        return
    lines = [
        (Span(text=f"{home.name}: ", strong=True), Span(text=said))
        for home in seen.own.investments
        for said in (
            *_moved(home, seen, voice),
            *_apart(home, seen, voice),
            *_unowned(home, seen, voice),
        )
    ]
    more: list[Line] = []
    if len(lines) > LINES:
        left = str(len(lines) - LINES + 1)
        lines, more = lines[: LINES - 1], [(Span(text=voice.say("and_more", n=left)),)]
    if lines:
        yield Section(title=voice.say("home_to_know"), lines=(*lines, *more))


def _moved(home: Investment, seen: Seen, voice: Voice) -> Iterator[str]:
    days = _go_lives(home, seen)
    if len(days) > 1:
        before, after = in_words(days[-2]), in_words(days[-1])
        yield voice.say("home_live_moved", before=before, after=after)


def _go_lives(home: Investment, seen: Seen) -> Sequence[date]:
    """The days of go-live on record, each as it followed another: by form, by command, and now."""
    own = [one for one in seen.entries if one.investment == home.id and one.practice == "scope"]
    agreed = versions(own).get(("go_live", ""), ())
    said = [(one.recorded_at, one.day) for one in agreed if one.day]
    for done in seen.moved_live:
        period = period_in(done.words, done.at.date()) if done.investment == home.id else None
        said += [(done.at, last_day(period))] if period else []
    days = [day for _, day in sorted(said)] + ([home.go_live] if home.go_live else [])
    return [day for n, day in enumerate(days) if n == 0 or day != days[n - 1]]


def _apart(home: Investment, seen: Seen, voice: Voice) -> Iterator[str]:
    own = [one for one in seen.entries if one.investment == home.id]
    closed = [one for one in rounds(e for e in own if e.practice == "alignment") if one.told]
    apart = [one for one in compare(closed[-1].told) if one.stands == "differs"] if closed else []
    if apart:
        what = ", ".join(voice.say(f"alignment_topic_{one.topic}") for one in apart)
        date = in_words(closed[-1].began_at.date())
        yield voice.say("home_not_agreed", what=what, date=date)


def _unowned(home: Investment, seen: Seen, voice: Voice) -> Iterator[str]:
    bare = [gap[2] for gap in seen.own.gaps if gap[0].id == home.id and gap[1] == "owner"]
    named = ", ".join(dict.fromkeys(one.name for one in bare if one))
    if named:
        yield voice.say("home_no_owner", names=named)
