"""Systems told: of an update that tells how systems run is said, once a quarter, what it does not
show; also where something else is asked.
"""

from datetime import datetime, timedelta

from bot.advice import paused
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.benefits.conversation import Post, Posted, Span
from bot.benefits.investment import Investment
from bot.benefits.questions import signal_of
from bot.benefits.reading import Reading
from bot.benefits.unanswered import waits_until
from bot.ports import Work

A_QUARTER = timedelta(days=91)
"""How long that technical figures are no outcome is not said again of an investment."""

_OF_SYSTEMS = ("technical_health", "milestone")


def lines(work: Work, home: Investment, what: str, doors: Doors, now: datetime) -> list[str]:
    """What was told of systems; that it shows no outcome yet, where that was not said lately."""
    told = [doors.voice.say("technical_told", what=what)]
    if _was_said(work, home, now):
        return told
    work.plan_due("practice", _ref(home), now + A_QUARTER)
    return [*told, doors.voice.say("technical_alone", investment=home.name)]


def noted(
    work: Work,
    home: Investment,
    reading: Reading,
    what: str,
    said: Posted,
    zone: str | None,
    doors: Doors,
    now: datetime,
) -> Post | None:
    """The same where nothing else is said, with what is asked here already; None where it tells of
    more than systems, or was said lately.
    """
    is_of_systems = signal_of(reading) == "technical_health" and not reading.is_doubted
    is_alone = all(one.kind in _OF_SYSTEMS for one in reading.claims)
    if said.by_app or not what or not (is_of_systems and is_alone) or _was_said(work, home, now):
        return None
    is_unheard = waits_until(work.puts([home.channel])[home.channel], now) is not None
    if is_unheard or paused.why(work, home, said.user, now, zone) is not None:
        return None
    found = lines(work, home, what, doors, now)
    here = [one for one in work.questions(home.id) if one.channel == said.channel]
    for one in [one for one in here if one.blocks(now)][-1:]:
        when = in_words(one.at.date())
        found.append(doors.voice.say("technical_open", date=when, what=one.text))
    return Post(lead=tuple((Span(text=one),) for one in found))


def _ref(home: Investment) -> str:
    return f"systems:{home.id}"


def _was_said(work: Work, home: Investment, now: datetime) -> bool:
    return any(now < until for until in work.planned("practice", [_ref(home)]).values())
