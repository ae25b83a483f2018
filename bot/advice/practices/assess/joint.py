"""Joint metrics, told: each with its figure, what it is computed from, or what lacks."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.advice import eyes, said_back
from bot.advice.asked import Asked
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.figures import Figures
from bot.advice.standing import Placed, standing
from bot.benefits.conversation import Commanded, Line, Option, Part, Post, Span
from bot.benefits.investment import Investment
from bot.benefits.measures import same
from bot.benefits.practices import scope
from bot.benefits.practices.joint import (
    INPUTS,
    Computed,
    Given,
    Input,
    Measured,
    computed,
    inputs,
)
from bot.ports import Voice, Work

MOST = 3
"""Investments told of at once, at most."""

LONGEST, NAMES = 80, 20
"""Characters of a name nobody knows that are said back; names that are offered instead."""


def by_command(typed: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """The four metrics of the investment named, else of those of the channel, else of theirs: to
    who asks, alone.
    """
    shown(
        typed,
        event,
        doors,
        now,
        lambda work, homes: told(work, homes, doors.voice, now, typed.channel),
    )


def shown(
    typed: Commanded,
    event: str,
    doors: Doors,
    now: datetime,
    tells: Callable[[Work, Sequence[Investment]], Post],
) -> None:
    """What is told of the investment named, else of those of the channel, else of theirs: to who
    asks, alone.
    """
    audience = eyes.of_person(typed.workspace, typed.user, doors)
    with doors.records.work(typed.workspace, audience) as work:
        post = _post(work, typed, doors, tells)
    with doors.records.work(typed.workspace) as work:
        sending = said_back.to_typed(typed, event, post)
        work.send(sending, now)
        work.finish(event, now)
        work.commit()


def _post(
    work: Work,
    typed: Commanded,
    doors: Doors,
    tells: Callable[[Work, Sequence[Investment]], Post],
) -> Post:
    seen = work.investments()
    here = [one for one in seen if one.channel == typed.channel] or seen
    if not here:
        return _words(doors.voice.say("nothing_on_record"))
    if name := typed.words.strip()[:LONGEST]:
        here = [one for one in seen if any(same(each, name) for each in (one.name, *one.aliases))]
        if not here:
            names = ", ".join(one.name for one in seen[:NAMES])
            return _words(doors.voice.say("unknown_investment", name=name, names=names))
    return tells(work, here[:MOST])


def _words(said: str) -> Post:
    return Post(lead=((Span(text=said),),))


def told(
    work: Work,
    homes: Sequence[Investment],
    voice: Voice,
    now: datetime,
    channel: str | None = None,
) -> Post:
    """The metrics of these, each with where it comes from; with a button for each that is at home
    in the channel, to put on record what lacks.
    """
    found = standing(work, homes, Asked(), now, str, with_drifts=False)
    figures = Figures(voice)
    parts = []
    for home in homes:
        known = inputs(work.entries([home.id], "assessment"), home)
        placed = [one for one in found.placed if one.investment.id == home.id]
        name = f"{home.name}: " if len(homes) > 1 else ""
        for one in computed(known, measured(placed)):
            title = f"{name}{voice.say(f'joint_{one.metric}')}"
            lines = _lines(one, voice, figures)
            if one.metric == "roi" and "cost" in one.missing:
                lines += budget(work, home, figures)
            parts.append(Part(title=title, lines=tuple(lines)))
    names = ", ".join(one.name for one in homes)
    return Post(
        lead=((Span(text=voice.say("joint_lead", names=names), strong=True),),),
        parts=tuple(parts),
        options=buttons(homes, channel, voice),
    )


def buttons(homes: Sequence[Investment], channel: str | None, voice: Voice) -> tuple[Option, ...]:
    """One for each that is at home in the channel, to put on record what lacks."""
    return tuple(
        Option(
            ref=f"joint|{one.id}",
            label=voice.say("joint_button", investment=one.name),
            verb="guide",
        )
        for one in homes
        if channel in (None, one.channel)
    )


def budget(work: Work, home: Investment, figures: Figures) -> list[Line]:
    """What it may cost by the scope on record, which is not what it cost."""
    agreed = scope.budget(work.entries([home.id], "scope"))
    if agreed is None:
        return []
    figures.entered(scope.cost(agreed), [agreed], "the agreed budget")
    said = figures.voice.say("worth_budget", figure=scope.cost(agreed))
    return [(Span(text=said, href=agreed.permalink),)]


def known_of(work: Work, home: Investment) -> dict[Input, Given]:
    """What is on record for the metrics of one investment."""
    return inputs(work.entries([home.id], "assessment"), home)


def measured(placed: Sequence[Placed]) -> list[Measured]:
    """The measures whose latest figure a source shows."""
    return [
        Measured(
            name=one.measure.name,
            baseline=one.position.baseline_fact,
            current=one.position.current_fact,
            is_improved=one.position.verdict == "improved",
        )
        for one in placed
        if one.position.current is not None and one.position.current.evidence
    ]


def _lines(one: Computed, voice: Voice, figures: Figures) -> list[Line]:
    said = voice.say(f"joint_formula_{one.metric}")
    formula = voice.say("joint_computed_as", said=said)
    if one.figure is None:
        return [lack(one, voice), *given(one, voice), _as_line(formula)]
    return [figure_line(one, voice, figures), *given(one, voice), _as_line(formula)]


def figure_line(one: Computed, voice: Voice, figures: Figures) -> Line:
    """The figure of a metric, in words; what it rests on is noted."""
    said = note(one, voice, figures)
    key = "joint_lost" if one.is_lost else f"joint_says_{one.metric}"
    of = (Span(text=f" ({one.measure})", href=_link(one)),) if one.measure else ()
    return (Span(text=voice.say(key, figure=said)), *of)


def note(one: Computed, voice: Voice, figures: Figures) -> str:
    """Keep where the figure of a metric comes from."""
    said = one.figure or ""
    formula = voice.say(f"joint_formula_{one.metric}")
    if one.facts:
        figures.note(said, one.facts, formula, _link(one))
    else:
        entries = [given.entry for given in one.given.values() if given.entry is not None]
        figures.entered(said, entries, formula)
    return said


def _link(one: Computed) -> str | None:
    return one.facts[-1].permalink if one.facts else None


def lack(one: Computed, voice: Voice) -> Line:
    """Why there is no figure of a metric."""
    if one.lack == "missing":
        names = ", ".join(voice.say(f"joint_input_{what}") for what in one.missing)
        return _as_line(voice.say("joint_missing", names=names))
    return _as_line(voice.say(f"joint_lack_{one.lack}"))


def given(one: Computed, voice: Voice) -> list[Line]:
    """What it is computed from, and who said it when."""
    return [
        (
            Span(text=f"{voice.say(f'joint_input_{what}')}: {one.given[what].words} ("),
            *_by(one.given[what], voice),
            Span(text=")"),
        )
        for what in INPUTS[one.metric]
        if what in one.given
    ]


def _by(given: Given, voice: Voice) -> Line:
    if given.entry is None:
        return _as_line(voice.say("joint_profile"))
    day = in_words(given.entry.said_at.date())
    who: Line = (Span(text="", user=given.entry.author), Span(text=", "))
    return (*(who if given.entry.author else ()), Span(text=day))


def _as_line(words: str) -> Line:
    return (Span(text=words),)
