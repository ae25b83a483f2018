"""Alignment: sponsor, delivery lead and owners are asked apart what success is, and compared."""

from collections.abc import Iterator

from bot.advice.practices.align import add, answer, begin, close, written
from bot.advice.practices.align.tell import closed_line, open_line
from bot.advice.practices.practised import GuideWay, Practised, Told
from bot.benefits.conversation import Line, Part, Span
from bot.benefits.practices.alignment import Round, compare, rounds, widest


def part(told: Told) -> Part | None:
    """Of each investment what its last round came to; of one that is open, how many answered."""
    found = rounds(told.entries)
    lines: list[Line] = []
    for home in told.standing.investments:
        own = [one for one in found if one.investment == home.id]
        head = f"{home.name}: " if len(told.standing.investments) > 1 else ""
        lines += [(Span(text=f"{head}{said}"),) for said in _lines(own, told)]
    return Part(title=told.voice.say("alignment_part"), lines=tuple(lines)) if lines else None


def _lines(own: list[Round], told: Told) -> Iterator[str]:
    closed = [one for one in own if one.state == "closed"]
    if closed:
        yield closed_line(closed[-1], *_counts(closed[-1], told), told.voice, told.now)
    if own and own[-1].state == "open":
        yield open_line(own[-1], *_counts(own[-1], told), told.voice)


def _counts(one: Round, told: Told) -> tuple[str, str]:
    """How many answered, and how many were asked."""
    answered = told.figures.number(len(one.own), "answers in a round of alignment")
    return answered, told.figures.number(one.total, "people asked in a round of alignment")


def line(told: Told) -> Line | None:
    """Of many investments, in how many those who were asked last differ."""
    latest = {one.investment: one for one in rounds(told.entries) if one.state == "closed"}
    if not latest:
        return None
    apart = [one for one in latest.values() if widest(compare(one.told)) is not None]
    words = {
        "n": told.figures.number(len(apart), "investments whose people differ on success"),
        "total": told.figures.number(len(latest), "investments whose people were asked apart"),
    }
    return (Span(text=told.voice.say("alignment_line_many", **words)),)


PRACTICE = Practised(
    commands={"align": begin.align},
    guides={answer.NAME: GuideWay(opens=answer.opens, wrong=answer.wrong, keep=answer.keep)},
    presses={
        "alignment-close": close.press,
        "alignment-back": answer.take_back,
        answer.HANDED_IN: answer.hand_in,
        add.NAME: add.press,
    },
    hears=written.in_words,
    falls={"alignment": close.fall},
    part=part,
    line=line,
)
