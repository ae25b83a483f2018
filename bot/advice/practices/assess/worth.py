"""Worth: what came back for what it cost, told where it is asked for, be it that nobody knows."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.advice.asked import Asked
from bot.advice.doors import Doors
from bot.advice.figures import Figures
from bot.advice.practices.assess import joint
from bot.advice.sentence import spoken
from bot.advice.standing import Standing, standing
from bot.advice.told import Told
from bot.benefits.conversation import Commanded, Line, Part, Post, Span
from bot.benefits.investment import Investment
from bot.benefits.practices.joint import Computed, computed
from bot.ports import Voice, Work

MOST = 3
"""Investments told of one by one, at most; of more it is told how many it is known of."""


def part(work: Work, standing: Standing, figures: Figures) -> Part:
    """The ROI of each investment that is answered for, or what lacks for it."""
    homes = standing.investments
    title = figures.voice.say("joint_roi")
    if len(homes) > MOST:
        return Part(title=title, lines=(_in_all(work, homes, figures),))
    found: list[Line] = []
    for home in homes:
        name = f"{home.name}: " if len(homes) > 1 else ""
        own = _own(work, home, figures)
        found += [(Span(text=name), *line) if name else line for line in own]
    return Part(title=title, lines=tuple(found))


def lines(
    work: Work,
    homes: Sequence[Investment],
    voice: Voice,
    now: datetime | None = None,
) -> Iterator[Line]:
    """The budget that was agreed, as that, and the ROI or what lacks for it, of each; with what it
    brought by `now`, where that is asked for too.
    """
    figures = Figures(voice)
    for home in homes:
        name = Span(text=f"{home.name}: ", strong=True)
        agreed = joint.budget(work, home, figures)
        yield (name, *(agreed[0] if agreed else (Span(text=voice.say("recalled_no_budget")),)))
        if now is not None:
            found = standing(work, [home], Asked(), now, str, with_drifts=False)
            yield (Span(text=spoken(found.placed, found.investments, Told(voice, Asked()))),)
        title = Span(text=f"{voice.say('joint_roi')}: ")
        yield from ((title, *line) for line in _own(work, home, figures) if line not in agreed)


def in_one_line(work: Work, home: Investment, voice: Voice) -> Line:
    """The ROI of one investment and what it is computed from, or what lacks for it."""
    found, figures = _roi(work, home), Figures(voice)
    said = (
        joint.figure_line(found, voice, figures)
        if found.figure is not None
        else joint.lack(found, voice)
    )
    given = [span for line in joint.given(found, voice) for span in (Span(text=". "), *line)]
    return (Span(text=f"{home.name}, {voice.say('joint_roi')}: "), *said, *given)


def by_command(typed: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """The ROI of the investment named, else of those of the channel, else of theirs."""

    def post(work: Work, homes: Sequence[Investment]) -> Post:
        own = joint.buttons(homes, typed.channel, doors.voice)
        return Post(lead=tuple(lines(work, homes, doors.voice)), options=own)

    joint.shown(typed, event, doors, now, post)


def _in_all(work: Work, homes: tuple[Investment, ...], figures: Figures) -> Line:
    known = sum(_roi(work, one).figure is not None for one in homes)
    n = figures.number(known, "investments whose ROI can be computed")
    total = figures.number(len(homes), "investments asked about")
    return (Span(text=figures.voice.say("worth_in_all", n=n, total=total)),)


def _own(work: Work, home: Investment, figures: Figures) -> list[Line]:
    found = _roi(work, home)
    voice = figures.voice
    if found.figure is not None:
        return [joint.figure_line(found, voice, figures), *joint.given(found, voice)]
    return [
        joint.lack(found, voice),
        *joint.given(found, voice),
        *joint.budget(work, home, figures),
    ]


def _roi(work: Work, home: Investment) -> Computed:
    return next(one for one in computed(joint.known_of(work, home)) if one.metric == "roi")
