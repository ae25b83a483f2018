"""Left open: what a record lacks, how people are prepared and whether all mean the same, told to
who asks that alone.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.advice import open_points, said_back
from bot.advice.asked import READ, named
from bot.advice.doors import Doors
from bot.advice.place import named_in
from bot.advice.practices.readiness import as_it_stands
from bot.advice.report import pick
from bot.advice.today import today
from bot.benefits.conversation import Post, Posted, Span
from bot.benefits.investment import Investment
from bot.ports import Work

MOST = 3
"""Investments that are told of, at most."""

ALONE = 200
"""Characters of a message that asks nothing else, at most."""

_OPEN = r"(?:missing|lacking|still\s+open|open|outstanding|left\s+open)"
_LACKS = re.compile(
    r"\bwhat\b[^?!.]{0,40}\b(?:missing|lacking|still\s+open|outstanding|left\s+open)\b|"
    r"\bwhat(?:['’]s|\s+is)\s+(?:still\s+)?open\b|\bwhat\s+are\s+the\s+gaps\b|"
    r"\bwhat\s+(?:do\s+)?(?:we|you)\s+still\s+(?:need|lack|miss)\b|"
    r"\bis\s+(?:anything|something)\s+(?:still\s+)?(?:missing|open|lacking)\b",
    re.IGNORECASE,
)
_READY = re.compile(
    r"\b(?:has|have|had|was|were|is|are|who)\b[^?!.]{0,60}\b(?:been\s+)?trained\b|"
    r"\b(?:has|was|is)\s+(?:the\s+|any\s+)?training\s+(?:been\s+)?(?:done|planned|given|held|over)\b|"
    r"\b(?:is|are)\s+(?:the\s+|our\s+|all\s+)*(?:users?|people|staff|teams?|every(?:one|body)|"
    r"any(?:one|body))\s+(?:ready|prepared|informed)\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\bmeans?\s+the\s+same\b|\b(?:agree|agreed|aligned)\s+(?:on|about)\s+(?:what|the\s+purpose)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:<@\w+(?:\|[^<>]*)?>|\W|\b(?:please|hi|hello|hey|so|and|ok(?:ay)?|tell\s+(?:me|us))\b)*",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:what|is|are|has|have|had|was|were|who|do|does|did)\b", re.IGNORECASE)
_OF = re.compile(
    rf"\b(?:{_OPEN}|gaps|trained|ready|prepared)(?:\s+yet)?\s+(?:on|for|about|with|in|of)\s+"
    r"(?!(?:it|this|that|here|us|me|time|place|general|the\s+channel|this\s+channel)\b)"
    r"(?P<name>[^?!.,;]{2,80})",
    re.IGNORECASE,
)


def tell(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Answer who asks us this and nothing else; False where that is not so, or nothing is known by
    the name it is asked of.
    """
    if not said.to_us or not _is_asked_alone(said.text):
        return False
    audience = said_back.audience_of(said, doors)
    day = today(said.workspace, doors.records, now)
    with doors.records.work(said.workspace, audience) as work:
        seen = work.investments()
        found = _OF.search(said.text)
        about = named(found["name"], day) if found else None
        if about is not None and about.about:
            told = named_in(said.text, seen)
            homes = pick(seen, about, None) or [one for one in seen if told == one.name]
        else:
            homes = homes_of(said, seen)
        lines = told_of(work, said.text, homes, doors, now)
        is_of_gaps = len(homes) == 1 and _LACKS.search(said.text[:READ]) is not None
        to_fill = open_points.button(work, homes[0], day, doors.voice) if is_of_gaps else ()
    if not lines:
        return False
    post = Post(lead=tuple((Span(text=line),) for line in lines), options=to_fill)
    said_back.answer(said, event, post, doors, now)
    return True


def asked_in(text: str) -> str:
    """What a message asks, without whom it is said to and how they are greeted."""
    return _LEAD.sub("", text, count=1).strip()


def _is_asked_alone(text: str) -> bool:
    asked = asked_in(text)
    is_whole = asked.endswith("?") or not re.search(r"[.!\n]\s*\S", asked)
    if len(asked) > ALONE or not is_whole or not _BEGINS.match(asked):
        return False
    first = re.split(r"[?!.\n]", asked, maxsplit=1)[0] + "?"
    return any(way.search(first) for way in (_LACKS, _READY, _SAME))


def homes_of(said: Posted, seen: Sequence[Investment]) -> list[Investment]:
    """The investments a message names, else those of its channel, else the only one."""
    name = named_in(said.text[:READ], seen)
    meant = [one for one in seen if name in (one.name, *(each.name for each in one.measures))]
    meant = meant or [one for one in seen if one.channel == said.channel]
    return meant or (list(seen) if len(seen) == 1 else [])


def told_of(
    work: Work, text: str, homes: Sequence[Investment], doors: Doors, now: datetime
) -> list[str]:
    """What of these is asked in a message; nothing where it asks none of it."""
    words = text[:READ]
    lacks, ready = _LACKS.search(words), _READY.search(words)
    found = []
    for one in homes[:MOST]:
        told = {"investment": one.name}
        if lacks:
            names = open_points.of(work, one, now.date(), doors.voice)
            key = "open_points_of" if names else "open_points_none"
            found.append(doors.voice.say(key, **told, **({"names": names} if names else {})))
            found += open_points.in_the_way(work, one, now.date(), doors.voice)
        if ready and (stands := as_it_stands(work, one, doors.voice)) not in found:
            found.append(stands)
        elif not lacks and _SAME.search(words):
            found.append(doors.voice.say("align_hint", **told))
    return found
