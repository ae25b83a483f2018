"""Aged: what is told with a figure as it leads an answer, where time has gone over it."""

from datetime import date, timedelta

from bot.advice import spans
from bot.advice.beside import missed
from bot.advice.figures import Figures
from bot.advice.standing import Placed
from bot.benefits import measures
from bot.benefits.periods import in_words
from bot.benefits.verdict import period

OLD = timedelta(days=92)
"""A figure is old once no newer one came for so long, or for its measure's rhythm if longer."""

_MONTH = 30


def as_of(one: Placed, told: Figures) -> str:
    """Of an old figure, when it was and how long ago; nothing of another."""
    last, today = one.position.current_fact, one.day
    if last is None or today is None or not _is_old(one, period(last)[1], today):
        return ""
    ago = (today - period(last)[1]).days // _MONTH
    when = spans.when(last) or ""
    told.note(when, (last,), "when the latest figure was", last.permalink)
    n = told.number(ago, "months since the latest figure")
    return told.voice.say("as_of_old", when=when, n=n)


def _is_old(one: Placed, until: date, today: date) -> bool:
    return today - until > max(OLD, timedelta(days=one.measure.rhythm))


def past_due(one: Placed, told: Figures) -> list[str]:
    """That the day of its target passed and the latest figure does not meet it."""
    aim, due = one.position.target_fact, missed(one)
    if aim is None or due is None:
        return []
    target = measures.level(aim.fact) or aim.fact.quote
    told.note(target, (aim,), None, aim.permalink)
    when = in_words(due)
    told.note(when, (aim,), "when the target was due", aim.permalink)
    return [told.voice.say("target_past_due", what=target, date=when)]
