"""What an answer tells of the forums: when, how many were answered, what stays open."""

from collections.abc import Iterator

from bot.advice.days import in_words
from bot.advice.practices.practised import Told
from bot.benefits.conversation import Line, Part, Span
from bot.benefits.entries import Entry
from bot.benefits.practices import forum
from bot.benefits.practices.forum import question_of, rounds_of, side_of

QUOTED = 6
"""Answers told in full, at most: all of one round."""


def part(told: Told) -> Part | None:
    """Of each investment the last round that is over, or was answered, and the answers of the last
    one that has any; None where none was held.
    """
    lines = tuple(_lines(told))
    return Part(title=told.voice.say("forum_part"), lines=lines) if lines else None


def _lines(told: Told) -> Iterator[Line]:
    homes = told.standing.investments
    for home in homes:
        own = [one for one in told.entries if one.investment == home.id]
        rounds = rounds_of(own)
        if not rounds:
            continue
        over = [one for one in rounds if one.is_closed or one.answers or one is rounds[0]]
        last = over[-1]
        said = _count(told, last.asked, last.answered, in_words(last.at.date()))
        if last.open:
            names = ", ".join(told.voice.say(f"forum_short_{one}") for one in last.open)
            said += f" {told.voice.say('forum_told_open', names=names)}"
        name = f"{home.name}: " if len(homes) > 1 else ""
        yield (Span(text=f"{name}{said}"),)
        heard = [[each for each in one.answers if each.what == "answer"] for one in rounds]
        answers = next((one for one in reversed(heard) if one), [])
        for one in reversed(answers[-QUOTED:]):
            yield _quoted(one, told)


def _count(told: Told, asked: tuple[str, ...], answered: frozenset[str], day: str) -> str:
    n = told.figures.number(len(answered), "questions of the last forum answered")
    total = told.figures.number(len(asked), "questions of the last forum")
    return told.voice.say("forum_told", n=n, total=total, date=day)


def _quoted(one: Entry, told: Told) -> Line:
    question = question_of(one)
    side = told.voice.say(f"forum_side_{side_of(question)}")
    short = told.voice.say(f"forum_short_{question}")
    who = (Span(text=", "), Span(text="", user=one.author)) if one.author else ()
    words = f"“{one.text}”" if one.text else told.voice.say("words_deleted")
    day = Span(text=f", {in_words(one.said_at.date())}")
    return (Span(text=f"{side}, {short}: "), Span(text=words, href=one.permalink), *who, day)


def line(told: Told) -> Line | None:
    """How far the forums of many investments are, in one line."""
    rounds = rounds_of(told.entries)
    if not rounds:
        return None
    asked = {one: None for round in rounds for one in _asked(round)}
    answered = sum(len(one.answered) for one in rounds)
    n = told.figures.number(answered, "questions of forums answered")
    total = told.figures.number(len(asked), "questions of forums")
    day = in_words(rounds[-1].at.date())
    said = told.voice.say("forum_line", n=n, total=total, date=day)
    return (Span(text=said),)


def _asked(round: forum.Round) -> list[str]:
    return [forum.about(round.id, one) for one in round.asked]
