"""Grounds: what came on record since the last forum that gives its questions something to hold."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.advice.days import in_words
from bot.benefits import measures
from bot.benefits.conversation import Line, Span
from bot.benefits.facts import Recorded, Value
from bot.benefits.investment import Investment
from bot.benefits.practices import barriers
from bot.benefits.reading import Kind
from bot.ports import Noticed, Voice, Work

_CLAIMS: Mapping[str, tuple[Kind, ...]] = {
    "it_income": ("technical_health",),
    "it_unaided": ("automation",),
    "business_case": ("adoption",),
}
"""What was said in updates that each question takes up."""

_SAYS_WHO: frozenset[str] = frozenset({"it_income"})
"""Taken up for who said it alone: how the systems run tells nothing of what hangs on them."""


_BARRIERS: Mapping[str, tuple[barriers.Kind, ...]] = {
    "it_hours": ("duplicated_effort", "rework", "chasing", "missing_information"),
    "business_detours": ("workaround", "dependency", "distrusted_data", "other"),
}
"""Which of the barriers on record each takes up."""


class Ground(Value):
    """What a question takes up: of which investment, who said it, and the line that tells it."""

    investment: str
    by: str | None
    line: Line


def grounds(
    work: Work, here: Sequence[Investment], since: datetime, voice: Voice
) -> dict[str, Ground]:
    """What is new for each question since then, the latest of it; nothing for most."""
    ids = [one.id for one in here]
    names = {one.id: one.name for one in here} if len(here) > 1 else {}
    said = [one for one in work.noticed(ids) if one.said_at > since and one.permalink]
    found = {
        question: _claimed(max(own, key=lambda one: one.said_at), names)
        for question, kinds in _CLAIMS.items()
        if (own := _of(said, kinds))
    }
    found |= {one: found[one].model_copy(update={"line": ()}) for one in _SAYS_WHO if one in found}
    facts = work.facts_in_force(ids)
    told = barriers.is_open(barriers.register(work.entries(ids, "barriers"), facts))
    for question, kinds in _BARRIERS.items():
        if held := [one for one in told if one.said_at > since and one.text and one.kind in kinds]:
            found[question] = _hindered(held[-1], names)
    new = [one for one in facts if one.recorded_at > since and _is_figure(one)]
    if new:
        last = max(new, key=lambda one: (one.recorded_at, one.id))
        found["business_success"] = _moved(last, len(new), here, names, voice)
    return found


def _of(said: Sequence[Noticed], kinds: Sequence[Kind]) -> list[Noticed]:
    return [one for one in said if one.claim.kind in kinds and one.claim.quote]


def _is_figure(one: Recorded) -> bool:
    return one.fact.slot == "current" and not one.source_deleted


def _claimed(one: Noticed, names: Mapping[str, str]) -> Ground:
    name = names.get(one.investment)
    line = (
        Span(text=f"{name}: " if name else ""),
        Span(text=f"“{one.claim.quote}”", href=one.permalink),
        Span(text=f" ({in_words(one.said_at.date())})"),
    )
    return Ground(investment=one.investment, by=one.author, line=_told(line))


def _hindered(one: barriers.Barrier, names: Mapping[str, str]) -> Ground:
    name = names.get(one.investment)
    line = (
        Span(text=f"{name}: " if name else ""),
        Span(text=f"“{one.text}”", href=one.permalink),
        Span(text=f" ({in_words(one.said_at.date())})"),
    )
    return Ground(investment=one.investment, by=one.author, line=_told(line))


def _moved(
    last: Recorded, n: int, here: Sequence[Investment], names: Mapping[str, str], voice: Voice
) -> Ground:
    home = next(one for one in here if one.id == last.investment)
    measure = home.measure(last.measure)
    about = [names.get(home.id), measure.name if measure else None]
    named = ", ".join(one for one in about if one)
    count = f"{voice.say('forum_moved', n=str(n))} " if n > 1 else ""
    line = (
        Span(text=f"{count}{named} " if named else count),
        Span(text=measures.in_short(last.fact), href=last.permalink),
    )
    return Ground(investment=last.investment, by=last.author, line=_told(line))


def _told(line: Line) -> Line:
    return tuple(one for one in line if one.text)
