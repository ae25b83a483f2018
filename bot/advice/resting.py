"""Resting: in an answer, what and who is asked nothing meanwhile, and until when."""

from collections.abc import Iterator
from datetime import date

from bot.advice import paused
from bot.advice.readers import ARCHIVED
from bot.advice.standing import Standing
from bot.benefits.accepted import mentioned
from bot.benefits.conversation import Line, Span
from bot.ports import Voice, Work

MOST = 10
"""Lines of an answer that say so, at most."""


def lines(work: Work, found: Standing, today: date, voice: Voice) -> tuple[Line, ...]:
    """A line for the workspace, or for each investment that is paused or whose channel is archived,
    and for each owner who is asked nothing: what is missing is not for want of asking.
    """
    told = tuple(_lines(work, found, today, voice))
    if len(told) <= MOST:
        return told
    left = str(len(told) - MOST + 1)
    return (*told[: MOST - 1], (Span(text=voice.say("and_more", n=left)),))


def _lines(work: Work, found: Standing, today: date, voice: Voice) -> Iterator[Line]:
    if found.investments and (whole := paused.of_house(work.manners_of_house(), today, voice)):
        yield whole
    shut = work.parked(sorted({one.channel for one in found.investments}))
    for one in found.investments:
        if told := paused.of_investment(one, today, voice):
            yield (Span(text=f"{one.name}: "), *told)
        elif shut.get(one.channel) == ARCHIVED:
            yield (Span(text=f"{one.name}: {voice.say('archived')}."),)
    owners = dict.fromkeys(mentioned(one.position.owner) for one in found.placed)
    people = [one for one in owners if one is not None]
    for person, manners in sorted(work.manners_of_people(people).items()):
        if told := paused.of_person(person, manners, today, voice):
            yield told
