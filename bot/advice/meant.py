"""Meant: what somebody who speaks to us means, where nothing else was understood."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.advice import helped, inform, left_open, said_back
from bot.advice.asked import READ, Asked, asks_of_worth, named
from bot.advice.doors import Doors
from bot.advice.place import named_in
from bot.advice.practices import framing_offered
from bot.advice.today import today
from bot.benefits.conversation import Post, Posted, Span
from bot.benefits.investment import Investment
from bot.benefits.practices.plans import is_of_the_plan

_HELP = re.compile(
    r"^(?:<@\w+(?:\|[^<>]*)?>|\W|\b(?:please|hi|hello|hey|so)\b)*(?:help(?:\s+me)?|commands?|"
    r"(?:what|which\s+commands?)\s+(?:can|do)\s+you\s+(?:do|know|have)|(?:who|what)\s+are\s+you|"
    r"how\s+do(?:es)?\s+(?:you|this|it|i)\s+(?:work|use\s+(?:you|this|it)))(?:\s+please)?\W*$",
    re.IGNORECASE,
)
_HOW_TO = re.compile(
    r"\bhow\s+(?:do|can|could|would|should|to)\b|\b(?:can|could|may)\s+(?:i|you|we)\b|"
    r"^(?:<@\w+(?:\|[^<>]*)?>|\W)*(?:please\s+)?(?:link|new|rename|merge|move|add|set|make|delete|"
    r"remove|forget|change)\b",
    re.IGNORECASE,
)
_USAGES = (
    (re.compile(r"\brename\b", re.IGNORECASE), "rename_usage"),
    (re.compile(r"\bmerge\b", re.IGNORECASE), "merge_usage"),
    (re.compile(r"\bmove\b", re.IGNORECASE), "move_usage"),
    (re.compile(r"\b(?:link|new|start|begin|set\s+up)\b", re.IGNORECASE), "new_usage"),
)


def asks_for_help(text: str) -> bool:
    """Whether a message asks what can be done here, or how."""
    said = text[:READ]
    return _HELP.match(said) is not None or _HOW_TO.search(said) is not None


def reply(said: Posted, event: str, doors: Doors, now: datetime) -> None:
    """Answer for the one investment or measure that is named; tell how what is wanted is written,
    or, in two lines with an example of the asker's own, what can be asked. Help is for who asks
    for it.
    """
    if _HELP.match(said.text[:READ]):
        said_back.answer(said, event, helped.page_for(said, doors), doors, now)
        return
    audience = said_back.audience_of(said, doors)
    with doors.records.work(said.workspace, audience) as work:
        seen = work.investments()
        homes = left_open.homes_of(said, seen)
        about_here = left_open.told_of(work, said.text, homes, doors, now)
    if _begins(said, seen) and not framing_offered.asks(said.text):
        options = framing_offered.button((), doors.voice)
        lead = ((Span(text=doors.voice.say("nothing_at_home")),),)
        said_back.answer(said, event, Post(lead=lead, options=options), doors, now)
    elif not said.direct and framing_offered.asks(said.text):
        here = _of_channel(said, seen)
        said_back.answer(said, event, framing_offered.offer(here, doors.voice), doors, now)
    elif about_here:
        _tell(said, "\n".join(about_here), event, doors, now)
    elif _HOW_TO.search(said.text[:READ]):
        keys = (key for pattern, key in _USAGES if pattern.search(said.text[:READ]))
        key = next(keys, None)
        words = doors.voice.say(key) if key else _short(said, seen, doors)
        _tell(said, words, event, doors, now)
    elif about := named_in(said.text[:READ], seen):
        period = named(said.text, today(said.workspace, doors.records, now))
        wanted = Asked(about=about, since=period.since, until=period.until, when=period.when)
        worth = asks_of_worth(said.text)
        inform.inform(said, event, doors, now, wanted.model_copy(update={"worth": worth}))
    elif asks_of_worth(said.text):
        inform.inform(said, event, doors, now, Asked(worth=True))
    else:
        _tell(said, _short(said, seen, doors), event, doors, now)


def _begins(said: Posted, seen: Sequence[Investment]) -> bool:
    """Whether somebody greets us, or announces something, where nothing is at home yet."""
    if said.direct or "?" in said.text or _of_channel(said, seen):
        return False
    text = said.text[:READ]
    return bool(_GREETS.match(text) or _NEW.search(text)) or is_of_the_plan(text)


_GREETS = re.compile(
    r"(?:<@\w+(?:\|[^<>]*)?>|\W)*(?:hi|hello|hey|good\s+(?:morning|afternoon|evening|day))\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:we|company|board|team|they)(?:['’](?:re|ve|ll))?\s+(?:\w+\s+){0,2}?(?:buy(?:ing)?|bought|ordered|"
    r"introduc(?:e|ed|ing)|replac(?:e|ed|ing)|get(?:ting)?|start(?:ed|ing)?|launch(?:ed|ing)?|invest(?:ed|ing)?)\b",
    re.IGNORECASE,
)


def _of_channel(said: Posted, seen: Sequence[Investment]) -> list[Investment]:
    return [one for one in seen if one.channel == said.channel]


def _short(said: Posted, seen: Sequence[Investment], doors: Doors) -> str:
    """Two lines; the example is an investment of this channel, in a conversation of our own one
    that they may see: never one of elsewhere.
    """
    near = seen if said.direct else _of_channel(said, seen)
    first = min((one.name for one in near), default=None)
    if first is None:
        return doors.voice.say("help_in_short")
    return doors.voice.say("help_by_example", investment=first)


def _tell(said: Posted, words: str, event: str, doors: Doors, now: datetime) -> None:
    said_back.answer(said, event, Post(lead=((Span(text=words),),)), doors, now)
