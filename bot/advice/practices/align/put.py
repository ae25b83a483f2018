"""Put: each of those concerned is asked in a message of their own, in their hours and budget."""

from datetime import datetime, time, timedelta

from bot.advice import digest
from bot.advice.doors import Doors
from bot.advice.practices.align.found import Found
from bot.advice.practices.align.reach import Reach
from bot.advice.practices.align.tell import asks
from bot.benefits.accepted import has_said_stop
from bot.benefits.conversation import Sending
from bot.benefits.hours import Hours, next_open
from bot.benefits.investment import Investment
from bot.benefits.manners import BUDGETS
from bot.benefits.practices.alignment import OPEN_FOR
from bot.benefits.reminders import Step
from bot.ports import Person, Work

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)

AWAKE = time(7), time(21)
"""Who could not be asked in their working hours may be asked between these."""


def may_be_asked(work: Work, user: str, investment: Investment, reach: Reach) -> bool:
    """Whether somebody may be asked at all: they see it, and neither muted us nor said Stop."""
    if not reach.sees(user, investment) or work.manners_of_people([user])[user].is_muted:
        return False
    return not has_said_stop(user, investment.id, work.acceptances([investment.id]))


def is_back_in_time(work: Work, user: str, reach: Reach, doors: Doors, now: datetime) -> bool:
    """Whether somebody can be asked before a round that begins now is over."""
    at = _when(work, reach.people[user], now, doors, now)
    return at is not None and at < now + OPEN_FOR


def key_of(workspace: str, round: str, user: str) -> str:
    """The key of the message a person is asked in."""
    return f"align:{workspace}:{round}:{user}"


def offer_key(workspace: str, user: str, ts: str) -> str:
    """The key of the message that offers to record what somebody wrote."""
    return f"align-read:{workspace}:{user}:{ts}"


def status_key(workspace: str, round: str) -> str:
    """The key of the message that tells who began a round how far it is."""
    return f"align:{workspace}:{round}"


def put(
    work: Work,
    workspace: str,
    of: Found,
    reach: Reach,
    doors: Doors,
    now: datetime,
    since: datetime | None = None,
) -> datetime:
    """Ask whom it is time to ask, or was `since` a look was planned; when the round is to be looked
    at again, at the latest as it closes. While its investment rests nobody is asked.
    """
    round, home = of.round, of.investment
    if home.is_paused_on(now.date()):
        return min(round.closes_at, now + A_DAY)
    again = [round.closes_at]
    for asked in round.people:
        user, key = asked.user, key_of(workspace, round.id, asked.user)
        if user in round.own:
            continue
        if work.shown(key) is not None or not may_be_asked(work, user, home, reach):
            continue
        person = reach.people[user]
        at = _when(work, person, now, doors, now)
        if since is not None and _was_missed(work, person, asked.asked_at, since, doors, now):
            at = now
        if at is not None and at <= now:
            _ask(work, key, user, of, reach, doors, now)
        elif at is not None:
            again.append(at)
    return min(again)


def unasked(work: Work, workspace: str, of: Found) -> tuple[str, ...]:
    """Who is to be asked and was sent nothing so far."""
    waits = of.round.waits_for
    return tuple(one for one in waits if work.shown(key_of(workspace, of.round.id, one)) is None)


def waits_until(
    work: Work, workspace: str, of: Found, reach: Reach, doors: Doors, now: datetime
) -> list[datetime]:
    """When those will be asked who could not be asked as the round began, the first first."""
    waiting = [one for one in unasked(work, workspace, of) if one in reach.people]
    found = [_when(work, reach.people[one], now, doors, now) for one in waiting]
    return sorted(at for at in found if at is not None)


def _hours(work: Work, person: Person, doors: Doors, now: datetime) -> Hours:
    own, house = work.manners_of_people([person.id])[person.id], work.manners_of_house()
    return digest.hours_of(own, house, person, doors, now)


def _when(
    work: Work, person: Person, after: datetime, doors: Doors, now: datetime
) -> datetime | None:
    """When somebody may be asked: in their own hours, and within what they are asked in a week."""
    own = work.manners_of_people([person.id])[person.id]
    times = sorted(work.times_asked(person.id, now - A_WEEK))
    over = len(times) - BUDGETS[own.budget]
    free = after if over < 0 else times[over] + A_WEEK
    return next_open(_hours(work, person, doors, now), max(after, free))


def _was_missed(
    work: Work, person: Person, began: datetime, since: datetime, doors: Doors, now: datetime
) -> bool:
    """Whether their hours came and went unseen, and it is no hour to be asleep or a day was lost to
    it already: who is looked after at one time of the day alone is asked all the same.
    """
    at = _when(work, person, since, doors, now)
    if at is None or at > now:
        return False
    hours = _hours(work, person, doors, now)
    awake = {"opens": min(hours.opens, AWAKE[0]), "closes": max(hours.closes, AWAKE[1])}
    first = next_open(hours, began)
    is_lost = first is not None and first + A_DAY <= now
    return is_lost or hours.model_copy(update=awake).is_open(now)


def _ask(
    work: Work, key: str, user: str, of: Found, reach: Reach, doors: Doors, now: datetime
) -> None:
    home = of.investment.id
    post = asks(of, user, reach.cites["asked-one-by-one"], doors.voice)
    work.send(Sending(key=key, way="post", channel=user, post=post), now)
    step = Step(investment=home, question=of.round.id, person=user, at=now, what="asked", post=key)
    work.step(step)
