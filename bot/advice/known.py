"""Known: what a message is read in the light of, the measures at home in its channel."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from bot.advice.doors import Doors
from bot.benefits.conversation import Edited, Posted
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.benefits.questions import Question
from bot.benefits.reading import AnswerContext, Known, Said
from bot.ports import Audience

Light = TypeVar("Light", Said, AnswerContext)

MOST = 40
"""Sources that are known again, the latest."""


def known(
    here: Iterable[Investment],
    on_record: Sequence[Recorded] = (),
    asked: Iterable[Question] = (),
) -> tuple[Known, ...]:
    """The measures of these investments, as the reader needs them, with the sources on record and
    what was asked of those that nobody gave a go-live.
    """
    first = {one.measure: one.at.date() for one in asked if one.asks == "current"}
    sources = _sources(on_record)
    based = {fact.measure for fact in on_record if fact.fact.slot == "baseline"}
    return tuple(
        Known(
            name=one.name,
            unit=one.unit,
            aliases=one.aliases,
            go_live=home.go_live,
            sources=sources,
            has_baseline=one.id in based,
            asked_since=first.get(one.id),
        )
        for home in here
        for one in home.measures
    )


def closely(light: Light, said: Posted | Edited) -> Light:
    """The same, to be read with a language model where one is on: never inside a unit of work. What
    another app posts, or changes, is read without.
    """
    if said.by_app:
        return light
    return light.model_copy(update={"place": (said.workspace, said.channel)})


def lit(
    light: AnswerContext, said: Posted | Edited, about: Investment, doors: Doors
) -> AnswerContext:
    """The same of a reply: what was asked is of its investment's own channel, where a model has to
    be on too.
    """
    is_on = doors.model.is_on(said.workspace, about.channel)
    return closely(light, said) if is_on else light


def _sources(on_record: Sequence[Recorded]) -> tuple[str, ...]:
    """The sources that were named, but for links and files."""
    refs = [one.fact.ref for one in on_record if one.fact.slot == "evidence" and one.fact.ref]
    named = [ref for ref in refs if "://" not in ref]
    return tuple(dict.fromkeys(reversed(named)))[:MOST]


def as_said(said: Posted, doors: Doors, audience: Audience | None = None) -> Said:
    """A message for the reader, with what is known where it was posted; to an audience, if that is
    who is told of it.
    """
    with doors.records.work(said.workspace, audience) as work:
        here, house = work.investments_in(said.channel), work.manners_of_house()
        on_record = work.facts_in_force([one.id for one in here])
        undated = [one.id for one in here if one.go_live is None]
        asked = [one for id in undated for one in reversed(work.questions(id))]
    return Said(
        text=said.text,
        at=said.at,
        author=said.user,
        known=known(here, on_record, asked),
        fiscal_start=house.fiscal_start,
    )
