"""Rate: what somebody thinks of an answer they got, counted in what came of the bot itself."""

from datetime import datetime

from bot.advice.doors import Doors
from bot.benefits import ratings
from bot.benefits.conversation import Post, Rated, Sending, Span
from bot.ports import RATED, Answered, Done, Work

LONGEST = 300
"""Characters of somebody's own words that are kept."""


def rate(rated: Rated, event: str, doors: Doors, now: datetime) -> None:
    """Keep it, once an answer: what was said first counts. Only the one person an answer was for
    can say so, and only of one that is known.
    """
    with doors.records.work(rated.workspace) as work:
        answer = work.answer(rated.ref)
        is_theirs = answer is not None and _is_for(answer, rated)
        if is_theirs:
            work.audit(f"{RATED}{rated.ref}", _done(rated, now))
        _tell(work, rated, doors.voice.say("rated" if is_theirs else "gone"), event, now)
        work.finish(event, now)
        work.commit()


def _is_for(answer: Answered, rated: Rated) -> bool:
    return answer.channel == rated.channel and answer.viewer == rated.user


def _done(rated: Rated, now: datetime) -> Done:
    said = " ".join(rated.words.split())[:LONGEST]
    what = ratings.what(rated.is_good, rated.reason)
    return Done(investment=None, by=rated.user, at=now, what=what, words=said)


def _tell(work: Work, rated: Rated, words: str, event: str, now: datetime) -> None:
    if rated.reply_to is None:
        return
    sending = Sending(
        key=f"reply:{event}",
        way="reply",
        channel=rated.channel,
        reply_to=rated.reply_to,
        post=Post(lead=((Span(text=words),),)),
    )
    work.send(sending, now)
