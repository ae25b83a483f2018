"""Alignment: sponsor, delivery lead and owners are asked apart what success is, and compared."""

from bot.advice.practices.align import answer, begin, close
from bot.advice.practices.align.tell import part_line
from bot.advice.practices.practised import GuideWay, Practised, Told
from bot.benefits.conversation import Part
from bot.benefits.practices.alignment import Round, rounds

LINES = 4
"""Investments whose last round is told in one answer, at most."""


def part(told: Told) -> Part | None:
    """Of each investment what its last round came to; of one that is open, how many answered."""
    latest: dict[str, Round] = {}
    for one in rounds(told.entries):
        if one.state != "ended":
            latest[one.investment] = one
    homes = [one for one in told.standing.investments if one.id in latest][:LINES]
    names = {one.id: one.name if len(told.standing.investments) > 1 else None for one in homes}
    lines = tuple(part_line(latest[one.id], names[one.id], told.voice, told.now) for one in homes)
    return Part(title=told.voice.say("alignment_part"), lines=lines) if lines else None


PRACTICE = Practised(
    commands={"align": begin.align},
    guides={answer.NAME: GuideWay(opens=answer.opens, wrong=answer.wrong, keep=answer.keep)},
    presses={"alignment-close": close.press, "alignment-back": answer.take_back},
    hears=answer.in_words,
    falls={"alignment": close.fall},
    part=part,
)
