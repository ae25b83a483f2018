"""Mine: what waits for an answer of one person, told to them alone where they ask."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.advice import eyes, said_back
from bot.advice.asked import READ
from bot.advice.doors import Doors
from bot.benefits.conversation import Line, Part, Post, Posted, Span
from bot.benefits.investment import Investment
from bot.benefits.questions import Question
from bot.ports import Work

MOST = 20
"""Questions told in one go, at most."""

_ASKS = re.compile(
    r"^(?:<@\w+(?:\|[^<>]*)?>|\W|\b(?:please|hi|hello|hey|so|and)\b)*"
    r"(?:what|which\s+questions?|(?:is\s+(?:there\s+)?)?anything)\b[^?!.]{0,30}?"
    r"(?:\b(?:due|open|waiting|waits?|needed|expected|outstanding|wanted)\b"
    r"\s+(?:from|for|by|of|on)\s+me\b"
    r"|\bdo\s+you\s+(?:need|want|expect)\s+(?:from|of)\s+me\b|\bi\s+owe\b)",
    re.IGNORECASE,
)


class Waits(NamedTuple):
    """A question that waits for an answer, and the investment it is about."""

    question: Question
    about: Investment


def asks(text: str) -> bool:
    """Whether somebody asks what waits for them."""
    return _ASKS.match(text[:READ]) is not None


def waiting_for(work: Work, user: str, now: datetime) -> list[Waits]:
    """What was asked of somebody and can be answered, of what this unit of work may see, oldest
    first.
    """
    found = [
        Waits(question, one)
        for one in work.investments()
        for question in work.questions(one.id)
        if question.person == user and question.can_be_answered(now)
    ]
    return sorted(found, key=lambda one: (one.question.at, one.question.id))


def tell(said: Posted, event: str, doors: Doors, now: datetime) -> None:
    """Tell who asked, in their direct conversation, what waits for them and where it stands."""
    audience = eyes.of_person(said.workspace, said.user, doors)
    with doors.records.work(said.workspace, audience) as work:
        waits = waiting_for(work, said.user, now)
    links = [_link(said.workspace, one, doors) for one in waits[:MOST]]
    post = _post(waits, links, doors)
    said_back.answer(said, event, post, doors, now)


def _link(workspace: str, one: Waits, doors: Doors) -> str | None:
    channel, thread = one.question.place
    return doors.directory.permalink(workspace, channel, thread) if thread else None


def _post(waits: Sequence[Waits], links: Sequence[str | None], doors: Doors) -> Post:
    if not waits:
        return Post(lead=((Span(text=doors.voice.say("mine_nothing")),),))
    count = str(len(waits))
    is_one = len(waits) == 1
    head = doors.voice.say("mine_one") if is_one else doors.voice.say("mine_head", n=count)
    lines = tuple(_line(one, link) for one, link in zip(waits, links, strict=False))
    rest = len(waits) - len(lines)
    more = doors.voice.say("mine_more", n=str(rest)) if rest else None
    part = Part(title=doors.voice.say("mine_title"), lines=lines)
    return Post(lead=((Span(text=head),),), parts=(part,), closing=more)


def _line(one: Waits, link: str | None) -> Line:
    return (
        Span(text=f"{one.about.name}: ", strong=True),
        Span(text=one.question.text, href=link),
    )
