"""Went live: that an investment is live is noted once, and when it is asked what that changed."""

from datetime import datetime, timedelta

from bot.advice import paused
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.benefits.conversation import Post, Posted, Span
from bot.benefits.investment import Investment
from bot.benefits.practices.scope import says_live
from bot.ports import Work

ONCE = timedelta(days=180)
"""For so long it is not noted again of the same investment."""

BEFORE = timedelta(days=60)
"""A go-live on record that is further off than this is another one."""


def noted(
    work: Work, home: Investment, said: Posted, zone: str | None, doors: Doors, now: datetime
) -> Post | None:
    """A line where nothing else is said to who posts that it is live; None where it is not that, or
    was noted.
    """
    if said.by_app or not says_live(said.text, (home.name, *home.aliases)):
        return None
    is_far = home.go_live is not None and home.go_live - said.at.date() > BEFORE
    rests = paused.why(work, home, said.user, now, zone) is not None
    ref = f"live:{home.id}"
    if is_far or rests or ref in work.planned("practice", [ref]):
        return None
    work.plan_due("practice", ref, now + ONCE)
    lines = [doors.voice.say("live_noted", investment=home.name)]
    days = [(day, one.name) for one in home.measures if (day := home.moves_from(one))]
    if days and min(days)[0] > said.at.date():
        told = {"date": in_words(min(days)[0]), "measure": min(days)[1]}
        lines.append(doors.voice.say("live_asked_later", **told))
    return Post(lead=tuple((Span(text=one),) for one in lines))
