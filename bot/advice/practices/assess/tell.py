"""Tell: assessments in words: one as it was recorded, several side by side, one through time."""

from collections.abc import Mapping, Sequence

from bot.advice.days import in_words
from bot.benefits import measures
from bot.benefits.conversation import Line, Option, Part, Post, Span
from bot.benefits.investment import Investment
from bot.benefits.practices.assessment import ASKS, Ask, Assessed, changed, source_in
from bot.ports import Voice

_WEIGHTY: tuple[Ask, ...] = ("stops", "income", "activities")
"""What tells most of a system first."""

SHORT = 90
"""Characters of an answer in the part of "what improved?"."""


def assessed_post(one: Assessed, home: Investment, voice: Voice) -> Post:
    """A version, as everybody in its channel reads it."""
    told = {"name": one.system}
    if measures.same(one.system, home.name):
        said = voice.say("assessment_recorded_itself", **told)
    else:
        said = voice.say("assessment_recorded", investment=home.name, **told)
    by = (Span(text="", user=one.author), Span(text=f" {said}")) if one.author else ()
    lines = tuple(_answer(one, ask, voice) for ask in ASKS if ask in one.answers)
    left = [voice.say(f"assessment_short_{ask}") for ask in ASKS if ask not in one.answers]
    gaps: tuple[Line, ...] = ()
    if left:
        gaps = ((Span(text=voice.say("assessment_left_open", names=", ".join(left))),),)
    return Post(
        lead=(by or (Span(text=said),),),
        parts=(Part(title=one.system, lines=(*lines, *gaps)),),
        options=(
            Option(ref=f"assess|{one.system}", label=voice.say("assessment_again"), verb="guide"),
            Option(
                ref=f"assessment-back:{one.id}", label=voice.say("assessment_back"), verb="practice"
            ),
        ),
    )


def _answer(one: Assessed, ask: Ask, voice: Voice) -> Line:
    label = voice.say(f"assessment_short_{ask}")
    return (Span(text=f"{label}: ", strong=True), Span(text=one.answers[ask]))


def taken_back(one: Assessed, by: str, voice: Voice) -> Post:
    """What stands where a version stood."""
    said = voice.say("assessment_taken_back", name=one.system)
    return Post(lead=((Span(text="", user=by), Span(text=f" {said}")),))


def side_by_side(found: Sequence[Assessed], homes: Mapping[str, Investment], voice: Voice) -> Post:
    """Systems beside each other, question by question."""
    names = {one.id: _name(one, found, homes) for one in found}
    parts = [
        Part(
            title=voice.say(f"assessment_ask_{ask}"),
            lines=tuple(
                (
                    *((Span(text=f"{names[one.id]}: ", strong=True),) if len(found) > 1 else ()),
                    Span(text=one.answers.get(ask) or voice.say("assessment_not_answered")),
                )
                for one in found
            ),
        )
        for ask in ASKS
    ]
    said = Part(
        title=voice.say("assessment_said"),
        lines=tuple(
            (
                Span(text=f"{names[one.id]}: "),
                *_by(one),
                *_sourced(list(one.answers.values()), voice),
            )
            for one in found
        ),
    )
    lead = voice.say("assessment_compared", names=", ".join(names.values()))
    if len(found) == 1:
        lead = voice.say("assessment_alone", name=found[0].system)
    return Post(lead=((Span(text=lead, strong=True),),), parts=(*parts, said))


def _name(one: Assessed, found: Sequence[Assessed], homes: Mapping[str, Investment]) -> str:
    """A system's name, with its investment where two investments assessed one of the same name."""
    twins = [each for each in found if each.system.casefold() == one.system.casefold()]
    home = homes.get(one.investment)
    return f"{one.system} ({home.name})" if home and len(twins) > 1 else one.system


def through_time(found: Sequence[Assessed], voice: Voice) -> Post:
    """Every version of one system, the latest first, with what it says in other words."""
    lines = []
    for before, one in zip((None, *found), found, strict=False):
        asks = changed(before, one) if before else []
        names = ", ".join(voice.say(f"assessment_short_{ask}") for ask in asks)
        said = voice.say("assessment_changed", names=names) if asks else ""
        first = voice.say("assessment_first") if before is None else ""
        lines.append((*_by(one), Span(text=f" {said or first}".rstrip())))
    lead = voice.say("assessment_versions", name=found[-1].system, n=str(len(found)))
    latest = Part(title=voice.say("assessment_latest"), lines=tuple(reversed(lines)))
    now = Part(
        title=found[-1].system,
        lines=tuple(_answer(found[-1], ask, voice) for ask in ASKS if ask in found[-1].answers),
    )
    return Post(lead=((Span(text=lead, strong=True),),), parts=(latest, now))


def recalled(one: Assessed, voice: Voice) -> tuple[Line, ...]:
    """What becomes of the business when a system stops, as somebody said it; where they left that
    open, what else they said.
    """
    asks = [ask for ask in _WEIGHTY if ask in one.answers]
    lines = tuple(
        (
            Span(text=f"{one.system} – {voice.say(f'assessment_short_{ask}')}: ", strong=True),
            Span(text=f"“{one.answers[ask]}”"),
            Span(text=f" {voice.say('assessment_said_by')} " if one.author else ", "),
            *_by(one),
            *_sourced([one.answers[ask]], voice),
        )
        for ask in asks
    )
    return lines or ((Span(text=voice.say("assessment_nothing_of", name=one.system)),),)


def _sourced(answers: Sequence[str], voice: Voice) -> Line:
    """What shows a figure in somebody's own words, as they named it; else that nothing does."""
    figures = [said for said in answers if any(sign.isdigit() for sign in said)]
    found = [source_in(said) for said in figures]
    named = [voice.say("assessment_source", name=one) for one in dict.fromkeys(found) if one]
    gone = [voice.say("assessment_no_source")] if None in found else []
    return tuple(Span(text=f"; {one}") for one in (*named, *gone))


def _by(one: Assessed) -> Line:
    who: Line = (Span(text="", user=one.author), Span(text=", ")) if one.author else ()
    return (*who, Span(text=in_words(one.said_at.date())))


def short_line(one: Assessed, voice: Voice) -> Line:
    """One system in the part of an answer: what becomes of the business when it stops, else what
    depends on it, and who said so when.
    """
    about = next(ask for ask in (*_WEIGHTY, *ASKS) if ask in one.answers or ask == ASKS[-1])
    said = one.answers.get(about, "")
    words = said if len(said) <= SHORT else f"{said[:SHORT].rstrip()}…"
    label = voice.say(f"assessment_short_{about}")
    return (
        Span(text=f"{one.system}: ", strong=True),
        Span(text=f"{label}: {words} ("),
        *_by(one),
        *_sourced([said], voice),
        Span(text=")"),
    )
