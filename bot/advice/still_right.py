"""Still right: what is at leisure is looked at once more right before it leaves, since people go on
leave, pause, move and answer while it waits. What is right no longer is taken back, and looked at
anew.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.advice import digest, escalate, readers
from bot.advice.batch import Batch, read
from bot.advice.doors import Doors
from bot.advice.remind import LATE
from bot.benefits.accepted import has_said_stop, is_person
from bot.benefits.investment import Investment
from bot.benefits.manners import PersonManners
from bot.benefits.reminders import RUNGS, Step
from bot.errors import ChatError, RateLimitedError
from bot.ports import Work
from bot.reminding import Looked, Unsent

BRIEF = timedelta(minutes=10)
"""After no longer a wait, only what is on record is looked at: who reads along and whose hours it
is was looked at just before.
"""

STALE = timedelta(days=7)
"""After so long a wait a message to one person is written anew."""

NEWS = timedelta(hours=1)
"""After so long a wait a digest is."""

_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class SecondLook:
    """The look and what follows, as who sends the posts needs them."""

    doors: Doors
    clock: Callable[[], datetime]

    def look(self, workspace: str, keys: Sequence[str]) -> Looked:
        """See below."""
        return look(workspace, keys, self.doors, self.clock())

    def take_back(self, workspace: str, key: str, begun: int) -> None:
        """See below."""
        take_back(workspace, key, begun, self.doors, self.clock())


def look(workspace: str, keys: Sequence[str], doors: Doors, now: datetime) -> Looked:
    """Which of these posts are right no longer; nobody is sure of a digest while Slack does not
    tell of who gets it. Raises RateLimitedError where it asks to wait.
    """
    with doors.records.work(workspace) as work:
        unsent = work.unsent(keys)
        doubtful = _doubtful(work, unsent, now)
    reminders = [one for one in doubtful if one.steps]
    found = {one.key for one in _wrong_reminders(workspace, reminders, doors, now)}
    unsure = set()
    for one in doubtful:
        is_right = bool(one.steps) or _is_right_digest(workspace, one, doors, now)
        if is_right is None:
            unsure.add(one.key)
        elif not is_right:
            found.add(one.key)
    return Looked(frozenset(found), frozenset(unsure))


def take_back(workspace: str, key: str, begun: int, doors: Doors, now: datetime) -> None:
    """Have a post that was begun so often not leave, and what it was about looked at again soon."""
    with doors.records.work(workspace) as work:
        homes = sorted({step.investment for one in work.unsent([key]) for step in one.steps})
        work.hold_all(homes)
        for one in work.unsent([key]):
            if not work.take_back(key, begun, now):
                continue
            for home in homes:
                _look_again(work, key, home, now)
            if key.startswith("digest:"):
                work.plan_due("digest", one.channel, now + escalate.AGAIN)
        work.commit()


def _look_again(work: Work, key: str, home: str, now: datetime) -> None:
    again = now + escalate.AGAIN
    work.plan_due("escalate", home, again)
    if key.startswith("weekly:"):
        work.plan_due("weekly", home, again)


def _doubtful(work: Work, unsent: Sequence[Unsent], now: datetime) -> list[Unsent]:
    """Those in which something may have changed, as far as the record tells: cheap, and never sure
    that something is wrong.
    """
    steps = [step for one in unsent for step in one.steps]
    ids = sorted({step.investment for step in steps})
    homes = {one.id: one for one in work.investments_among(ids)}
    said = work.acceptances(ids)
    house, today = work.manners_of_house(), now.date()
    rests = any(map(house.is_frozen_on, _near(today)))
    channels = work.manners_of_channels(sorted({one.channel for one in unsent if one.steps}))
    people = {step.person for step in steps} | {one.channel for one in unsent if not one.steps}
    manners = work.manners_of_people(sorted(people))

    def is_doubtful(one: Unsent) -> bool:
        waited = now - one.queued_at > BRIEF
        if rests or one.is_settled or waited or not one.steps:
            return True
        if not channels[one.channel].is_weekly:
            return True
        return any(
            _is_elsewhere(one, homes.get(step.investment), today)
            or _may_rest(manners[step.person], today)
            or has_said_stop(step.person, step.investment, said)
            for step in one.steps
        )

    return [one for one in unsent if is_doubtful(one)]


def _is_elsewhere(one: Unsent, home: Investment | None, today: date) -> bool:
    """Whether an investment may rest, is gone, is spoken of elsewhere, or not before everybody."""
    if home is None or home.confidential or any(map(home.is_paused_on, _near(today))):
        return True
    return not is_person(one.channel) and home.channel != one.channel


def _may_rest(own: PersonManners, today: date) -> bool:
    """Whether somebody may be asked nothing now, wherever they live."""
    return own.is_muted or any(own.away_on(day) for day in _near(today))


def _near(today: date) -> tuple[date, ...]:
    """The days that it may be somewhere."""
    return (today - _A_DAY, today, today + _A_DAY)


def _wrong_reminders(
    workspace: str, unsent: Sequence[Unsent], doors: Doors, now: datetime
) -> list[Unsent]:
    """Those that would not be planned any more, by all that is known now."""
    if not unsent:
        return []
    refs = sorted({step.investment for one in unsent for step in one.steps})
    alone, threads = _by_reader(unsent)
    within = read(workspace, refs, doors, now)
    with doors.records.work(workspace) as work:
        there = within(work).people
    seen = readers.alone(workspace, alone & there.keys(), doors)
    rooms = readers.in_channels(workspace, threads, doors)
    if limited := seen.limited or rooms.limited:
        raise limited
    with doors.records.work(workspace) as work:
        known = replace(within(work), seen=seen.of, members=rooms.members)
    return [one for one in unsent if not _is_right(one, known)]


def _by_reader(unsent: Iterable[Unsent]) -> tuple[set[str], set[str]]:
    """To whom alone these go, and into which channels."""
    places = {one.channel for one in unsent}
    alone = {one for one in places if is_person(one)}
    return alone, places - alone


def _is_right(one: Unsent, known: Batch) -> bool:
    if one.is_settled:
        return False
    waited = known.now - one.queued_at
    if is_person(one.channel):
        return waited <= STALE and all(_may_be_told(step, known) for step in one.steps)
    return waited <= LATE and all(_may_be_shown(step, one, known) for step in one.steps)


def _may_be_told(step: Step, known: Batch) -> bool:
    """Whether a step may be told now to the one it is of, in a message of their own."""
    person, history = step.person, known.histories.get(step.investment)
    if history is None or known.is_quiet(history.investment) or not known.is_there(person):
        return False
    if known.is_unsure(person) or known.is_out(person, history):
        return False
    question = next((one for one in history.questions if one.id == step.question), None)
    if question is None or not known.hours_of(person).is_open(known.now):
        return False
    rungs = escalate.ladder(history, question, known)
    return step.what not in RUNGS or person in (rungs.owner, rungs.sponsor)


def _may_be_shown(step: Step, one: Unsent, known: Batch) -> bool:
    """Whether a step may be shown now in the channel of its investment, before who reads it."""
    person, history = step.person, known.histories.get(step.investment)
    if history is None or history.investment.channel != one.channel:
        return False
    home = history.investment
    is_time = known.channels[home.channel].is_weekly and known.hours_of_channel(home).is_open(
        known.now
    )
    if not is_time or known.is_quiet(home) or not known.is_there(person):
        return False
    if has_said_stop(person, home.id, history.acceptances) or known.is_dark(home):
        return False
    return known.reads(person, home) and known.hours_of(person).is_open(known.now)


def _is_right_digest(workspace: str, one: Unsent, doors: Doors, now: datetime) -> bool | None:
    """Whether somebody still wants it, and now; news that waited long are told anew. None where
    Slack does not tell of them.
    """
    with doors.records.work(workspace) as work:
        own, house = work.manners_of_people([one.channel])[one.channel], work.manners_of_house()
    if own.is_muted or own.digest == "off" or now - one.queued_at > NEWS:
        return False
    try:
        person = digest.who(workspace, one.channel, doors)
    except RateLimitedError:
        raise
    except ChatError:
        return None
    return person is not None and digest.hours_of(own, house, person, doors, now).is_open(now)
