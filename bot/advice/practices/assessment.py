"""Assessment: what each system means for the business, by five questions, version by version."""

from datetime import datetime

from bot.advice.doors import Doors
from bot.advice.practices import money_heard
from bot.advice.practices.assess import disconnect, form, inputs, joint, look, worth
from bot.advice.practices.assess.tell import short_line
from bot.advice.practices.practised import GuideWay, Practised, Told
from bot.benefits.conversation import Line, Part, Posted, Span
from bot.benefits.practices.assessment import current
from bot.benefits.practices.joint import computed
from bot.benefits.practices.joint import inputs as inputs_of

LINES = 2
"""Systems told of in one answer, at most."""


def part(told: Told) -> Part | None:
    """A line for each system that was assessed."""
    found = current(told.entries)
    lines = [short_line(one, told.voice) for one in found[:LINES]]
    if left := len(found) - len(lines):
        n = told.figures.number(left, "further systems assessed")
        lines.append((Span(text=told.voice.say("and_more", n=n)),))
    lines += _figures(told)
    return Part(title=told.voice.say("assessment_part"), lines=tuple(lines)) if lines else None


def _figures(told: Told) -> list[Line]:
    """The joint metrics that were computed from what was given for them."""
    homes = told.standing.investments
    lines: list[Line] = []
    for home in homes:
        name = f"{home.name}, " if len(homes) > 1 else ""
        for one in computed(inputs_of(told.entries, home)):
            if one.figure is not None:
                title = f"{name}{told.voice.say(f'joint_{one.metric}')}: "
                said = joint.figure_line(one, told.voice, told.figures)
                lines.append((Span(text=title, strong=True), *said))
    return lines


def line(told: Told) -> Line | None:
    """How many systems were assessed."""
    n = len(current(told.entries))
    if not n:
        return None
    number = told.figures.number(n, "systems assessed")
    return (Span(text=told.voice.say("assessment_line", n=number)),)


def _hears(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Whether it asks what the disconnect costs or for systems side by side, or tells of money."""
    return any(one(said, event, doors, now) for one in _HEARS)


_HEARS = (disconnect.hears, look.hears, money_heard.alone)

PRACTICE = Practised(
    commands={"assess": look.by_command, "joint": joint.by_command, "roi": worth.by_command},
    guides={
        form.NAME: GuideWay(opens=form.opens, wrong=form.wrong, keep=form.keep),
        inputs.NAME: GuideWay(opens=inputs.opens, wrong=inputs.wrong, keep=inputs.keep),
    },
    guided_commands={"assess": form.NAME},
    presses={"assessment-back": form.press, "money": money_heard.press},
    hears=_hears,
    part=part,
    line=line,
)
