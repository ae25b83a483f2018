"""Disconnect: what a gap between systems and business costs, as the article's figure alone."""

import re
from datetime import datetime

from bot.advice import said_back
from bot.advice.asked import READ
from bot.advice.doors import Doors
from bot.benefits.conversation import Part, Post, Posted, Span
from bot.benefits.questions import Citation

PASSAGES = ("share-of-spending-without-return", "price-of-working-around")

_GAP = (
    r"(?:disconnect|(?:it|business)[-\s]+(?:and\s+)?(?:it|business)\s+gap|"
    r"gap\s+between\s+(?:it|technology|systems?)\s+and\s+(?:the\s+)?business|work-?arounds?)"
)
_ASKS = re.compile(
    rf"\b(?:what|how\s+much)\b[^.!?]{{0,60}}\b{_GAP}\b[^.!?]{{0,40}}\b(?:costs?|costing)\b"
    rf"|\b(?:what|how\s+much)\b[^.!?]{{0,40}}\bcosts?\b[^.!?]{{0,40}}\b{_GAP}",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether it is asked what working around systems costs."""
    return _ASKS.search(text[:READ]) is not None


def hears(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Answer who asks us what it costs with figures for firms in general, each with its source, and
    that they are nobody's own; False where that was not asked.
    """
    if not said.to_us or not asks(said.text):
        return False
    passages = [doors.library.passage(one) for one in PASSAGES]
    voice = doors.voice
    lines = tuple((Span(text=one.gist),) for one in passages)
    post = Post(
        lead=((Span(text=voice.say("disconnect_lead"), strong=True),),),
        parts=(Part(title=voice.say("disconnect_part"), lines=lines),),
        closing=voice.say("disconnect_own"),
        citations=tuple(
            Citation(id=one.id, title=one.title, source=one.source) for one in passages
        ),
    )
    said_back.answer(said, event, post, doors, now)
    return True
