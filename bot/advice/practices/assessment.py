"""Assessment: what each system means for the business, by five questions, version by version."""

from bot.advice.practices.assess import form, look
from bot.advice.practices.assess.tell import short_line
from bot.advice.practices.practised import GuideWay, Practised, Told
from bot.benefits.conversation import Line, Part, Span
from bot.benefits.practices.assessment import current

LINES = 3
"""Systems told of in one answer, at most."""


def part(told: Told) -> Part | None:
    """A line for each system that was assessed."""
    found = current(told.entries)
    lines = [short_line(one, told.voice) for one in found[:LINES]]
    if left := len(found) - len(lines):
        n = told.figures.number(left, "further systems assessed")
        lines.append((Span(text=told.voice.say("and_more", n=n)),))
    return Part(title=told.voice.say("assessment_part"), lines=tuple(lines)) if lines else None


def line(told: Told) -> Line | None:
    """How many systems were assessed."""
    n = len(current(told.entries))
    if not n:
        return None
    if n == 1:
        return (Span(text=told.voice.say("assessment_line_one")),)
    number = told.figures.number(n, "systems assessed")
    return (Span(text=told.voice.say("assessment_line", n=number)),)


PRACTICE = Practised(
    commands={"assess": look.by_command},
    guides={form.NAME: GuideWay(opens=form.opens, wrong=form.wrong, keep=form.keep)},
    guided_commands={"assess": form.NAME},
    presses={"assessment-back": form.press},
    part=part,
    line=line,
)
