"""Account: the figures about the bot itself in words, each with its count."""

from collections.abc import Iterator

from bot.advice import days
from bot.benefits.conversation import Line, Part, Post, Span
from bot.benefits.moments import in_full
from bot.benefits.ourselves import Figures, Questions, Reached, Reminders, Spread
from bot.benefits.ratings import REASONS, Ratings
from bot.ports import Voice

IN_DAYS = 48.0
"""Hours; what takes longer is told in days."""

A_DAY = 24.0

ENDS = ("answered", "not_known", "put_off", "skipped", "expired", "withdrawn", "waiting")


def in_words(figures: Figures, voice: Voice) -> Post:
    """The account as people see it."""
    since = figures.since
    head = (
        voice.say("ourselves_since", date=days.in_words(since))
        if since
        else voice.say("ourselves_head")
    )
    parts = {
        "ourselves_investments": _investments(figures, voice),
        "ourselves_questions": _questions(figures.questions, voice),
        "ourselves_peace": _peace(figures, voice),
        "ourselves_answers": _answers(figures.answers, voice),
    }
    at = figures.as_of
    return Post(
        lead=((Span(text=head, strong=True),),),
        parts=tuple(
            Part(title=voice.say(title), lines=tuple(_line(one) for one in lines))
            for title, lines in parts.items()
        ),
        closing=voice.say("ourselves_as_of", date=in_full(at)),
        closing_at=at,
    )


def _line(words: str) -> Line:
    return (Span(text=words),)


def _investments(figures: Figures, voice: Voice) -> Iterator[str]:
    """How many there are, and how many of them are how far."""
    if not figures.investments:
        yield voice.say("nothing_on_record")
        return
    for one in figures.reached:
        what = voice.say(f"ourselves_{one.reach}")
        counted = voice.say(
            "ourselves_count", what=what, n=str(one.n), total=str(figures.investments)
        )
        yield f"{counted}{_came(one, figures, voice)}"


def _came(one: Reached, figures: Figures, voice: Voice) -> str:
    if not one.n:
        return "."
    start = voice.say("ourselves_start", n=str(one.at_start))
    period = voice.say("ourselves_came", n=str(one.came)) if figures.since else ""
    low, middle, high = (round((hours or 0.0) / A_DAY) for hours in _ends(one.after))
    if low == high:
        return f"{start}{period}{voice.say('ourselves_after_all', what=_days(high, voice))}"
    after = voice.say(
        "ourselves_after", what=_days(middle, voice), before=str(low), after=_days(high, voice)
    )
    return f"{start}{period}{after}"


def _ends(spread: Spread) -> tuple[float | None, float | None, float | None]:
    return (spread.low, spread.median, spread.high)


def _questions(found: Questions, voice: Voice) -> Iterator[str]:
    ends = ", ".join(
        voice.say(f"ourselves_{end}", n=str(getattr(found, end)))
        for end in ENDS
        if getattr(found, end)
    )
    asked = voice.say("ourselves_asked", n=str(found.asked))
    yield f"{asked}: {ends}." if ends else f"{asked}."
    each = found.per_answer
    yield voice.say(
        "ourselves_per_answer",
        what=_unknown(voice) if each is None else f"{each:.1f}",
        n=str(found.answered),
    )
    until = found.until_answer
    if until.median is None or until.ninety is None:
        yield voice.say("ourselves_until_unknown")
        return
    middle, nine = _length(until.median, voice), _length(until.ninety, voice)
    yield voice.say("ourselves_until", before=middle, after=nine, n=str(until.n))


def _peace(figures: Figures, voice: Voice) -> Iterator[str]:
    """How far people are left in peace, and how many do not want to hear of it."""
    yield _reminders(figures.reminders, voice)
    shares = {
        "ourselves_muted": (figures.muted, figures.people),
        "ourselves_weekly_off": (figures.weekly_off, figures.channels),
    }
    for key, (n, total) in shares.items():
        what = voice.say(key)
        told = {"what": what, "n": str(n), "total": str(total)}
        count = voice.say("ourselves_count", **told)
        yield f"{count}." if total else voice.say("ourselves_none", what=what)


def _answers(found: Ratings, voice: Voice) -> Iterator[str]:
    """How many answers helped, of those people said so of, and what was not right."""
    what = voice.say("ourselves_helped")
    if not found.rated:
        yield voice.say("ourselves_none", what=what)
        return
    n, total = str(found.good), str(found.rated)
    yield f"{voice.say('ourselves_count', what=what, n=n, total=total)}."
    counts = {reason: getattr(found, reason) for reason in REASONS}
    bad = [voice.say(f"ourselves_bad_{one}", n=str(n)) for one, n in counts.items() if n]
    if bad:
        yield voice.say("ourselves_bad", what=", ".join(bad))


def _reminders(found: Reminders, voice: Voice) -> str:
    if found.each is None:
        return voice.say("ourselves_no_reminders")
    each = f"{found.each:.1f}"
    return voice.say(
        "ourselves_reminders",
        what=voice.say("ourselves_hardly_any") if each == "0.0" else each,
        n=str(found.n),
        total=str(found.people),
        when=str(round(found.weeks)),
    )


def _length(hours: float, voice: Voice) -> str:
    if hours >= IN_DAYS:
        return _days(round(hours / A_DAY), voice)
    n = round(hours)
    return voice.say("span_hours" if n > 1 else "span_hour", **({"n": str(n)} if n > 1 else {}))


def _days(n: int, voice: Voice) -> str:
    return voice.say("span_day") if n == 1 else voice.say("span_days", n=str(n))


def _unknown(voice: Voice) -> str:
    return voice.say("ourselves_unknown")
