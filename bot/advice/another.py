"""Another: a figure that was claimed of what an investment has no measure of, on its own."""

import re
from collections.abc import Iterator, Sequence

from bot.advice.days import in_words
from bot.advice.figures import Figures
from bot.benefits import measures
from bot.benefits.conversation import Line, Span
from bot.benefits.investment import Investment
from bot.ports import Noticed

SHOWN = 2
"""Claims told so of one investment, at most, the latest."""

_SUBJECT = re.compile(
    r"(?:the\s+|our\s+)?(?P<what>(?!(?:th(?:is|at|e[sy]e?|ose)|its?|for|in|on|at|by|from|with|since)\b)"
    r"(?:[a-z][\w'’-]*\s+){0,2}?[a-z][\w'’-]*(?<!s)s(?:\s+[a-z][\w'’-]*){0,2}?)\s+"
    r"(?:now\s+)?(?:takes?|lasts?|needs?|(?:is|are)(?:\s+(?:now|down\s+to|at))*|"
    r"(?:fell|dropped|went\s+(?:up|down)|rose)\s+to)\s+(?:only\s+)?[£$€]?\d",
    re.IGNORECASE,
)
"""What a figure is of, named as several things: "refunds take 9 days"."""


def is_of_another(words: str, investment: Investment) -> bool:
    """Whether words give a figure of what is no measure of an investment: "refunds take 9 days
    now" where order confirmation time alone is counted.
    """
    found = _SUBJECT.match(words)
    if found is None:
        return False
    own = (investment.name, *investment.aliases, investment.problem, investment.outcome)
    names = [*own, *(name for one in investment.measures for name in one.names)]
    known = {word for name in names for word in measures.key(name or "").split()}
    told = set(measures.key(found["what"]).split())
    return bool(told) and not told & known


def lines(
    claims: Sequence[Noticed], homes: Sequence[Investment], figures: Figures
) -> Iterator[Line]:
    """What was claimed so where one measure alone is counted, in its own words."""
    for home in homes:
        own = [
            one
            for one in claims
            if one.investment == home.id
            and (one.claim.kind, one.claim.is_made) == ("outcome", True)
            and len(home.measures) == 1
            and is_of_another(one.claim.quote, home)
        ]
        for one in own[-SHOWN:]:
            figures.note(one.claim.quote, (), "quoted from a message", one.permalink)
            day = figures.voice.say("said_on", date=in_words(one.said_at.date()))
            yield (
                Span(text=f"{home.name}: ", strong=True),
                Span(text=f"“{one.claim.quote}”", href=one.permalink),
                Span(text=f" ({day}; {figures.voice.say('not_recorded')})"),
            )
