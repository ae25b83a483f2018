"""Digest: for who wants it, once a week or a month, what moved, what drifted and what is stuck."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.advice import eyes, paused
from bot.advice.asked import Asked
from bot.advice.batch import histories
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.practices.attend.gather import gathered
from bot.advice.practices.attend.lines import to_sponsor
from bot.advice.standing import Standing, standing
from bot.advice.told import Told, place
from bot.benefits import measures
from bot.benefits.accepted import accepted_sponsor, mentioned
from bot.benefits.conversation import Line, Option, Part, Post, Sending, Span
from bot.benefits.due import is_known
from bot.benefits.fiscal import with_months
from bot.benefits.hours import Hours, next_open, next_weekly
from bot.benefits.investment import Investment
from bot.benefits.ledger import Ledger
from bot.benefits.manners import HouseManners, PersonManners, hours_of_person
from bot.benefits.moments import in_full
from bot.benefits.periods import months_after
from bot.benefits.position import Position, positions
from bot.benefits.practices.attention import Attention
from bot.benefits.questions import Question
from bot.benefits.reminders import Step, is_put_off, of_question
from bot.errors import ChatError, NotFoundError
from bot.ports import Person, Work

LINES = 5
"""Lines of each part, at most: all of it is read on one screen."""

_A_WEEK = timedelta(days=7)


def digest(workspace: str, people: Sequence[str], doors: Doors, now: datetime) -> None:
    """Send each of these what is new for them; where nothing is, nothing is sent. Each is planned
    anew in the same commit.
    """
    for person in people:
        _digest(workspace, person, doors, now)


def _digest(workspace: str, id: str, doors: Doors, now: datetime) -> None:
    person = who(workspace, id, doors)
    audience = eyes.of_person(workspace, id, doors) if person else None
    with doors.records.work(workspace, audience) as work:
        own, house = work.manners_of_people([id])[id], work.manners_of_house()
        hours = hours_of(own, house, person, doors, now) if person else None
        wanted = person is not None and not own.is_muted and own.digest != "off"
        there = _there(hours, now) if wanted and hours and hours.is_open(now) else None
        post = _post(work, id, own, doors, there) if there else None
    with doors.records.work(workspace) as work:
        if post is not None and there is not None:
            work.send(_sending(workspace, id, post, there), now)
        if own.digest == "off" or hours is None:
            work.plan_due("digest", id, None)
        elif wanted and not hours.is_open(now):
            work.plan_due("digest", id, next_open(hours, now))
        else:
            work.plan_due("digest", id, next_digest(own, hours, now))
        work.commit()


def who(workspace: str, id: str, doors: Doors) -> Person | None:
    """Who it is for; None for who is there no more."""
    try:
        person = doors.directory.person(workspace, id)
    except ChatError as error:
        if error.knows_nobody:
            return None
        raise
    return None if person.is_gone or person.is_bot else person


def hours_of(
    own: PersonManners, house: HouseManners, person: Person, doors: Doors, now: datetime
) -> Hours:
    """When somebody may be written to, holidays of the workspace's country included."""
    holidays: frozenset[date] = frozenset()
    if house.country is not None:
        try:
            years = (now.year, now.year + 1)
            holidays = holidays.union(*(doors.holidays(house.country, one) for one in years))
        except NotFoundError:
            holidays = frozenset()
    return hours_of_person(own, house, holidays, person.zone)


def next_digest(own: PersonManners, hours: Hours, now: datetime) -> datetime | None:
    """When somebody's next one comes: on Monday as their hours open, or on the first day of a month
    they are there; None for who wants none.
    """
    if own.digest == "off":
        return None
    if own.digest == "weekly":
        return next_weekly(hours, 1, hours.opens, now) or now + 4 * _A_WEEK
    first = months_after(_there(hours, now).date().replace(day=1), 1)
    return next_open(hours, hours.moment(first, hours.opens)) or now + 4 * _A_WEEK


def _there(hours: Hours, now: datetime) -> datetime:
    """The same moment by the person's own clock: days and months are theirs."""
    return now.astimezone(ZoneInfo(hours.zone))


def _sending(workspace: str, person: str, post: Post, now: datetime) -> Sending:
    return Sending(
        key=f"digest:{workspace}:{person}:{now:%Y-%m-%d}",
        way="post",
        channel=person,
        post=post,
        at_leisure=True,
    )


def _post(work: Work, person: str, own: PersonManners, doors: Doors, now: datetime) -> Post | None:
    """What is new in the time since the last one, and what is stuck; None where nothing is new:
    what was stuck before is no news. `now` is told by the person's own clock.
    """
    since = now - _A_WEEK if own.digest == "weekly" else _a_month_before(now)
    seen = work.investments()
    sponsored = [one for one in seen if mentioned(one.sponsor) == person]
    here = sponsored or seen
    found = standing(work, here, Asked(), now, str, with_drifts=True)
    told = Told(doors.voice, Asked())
    told_of = {
        "digest_moved": tuple(moved(work, found, told, since)),
        "digest_drifted": tuple(_drifted(found, told, since)),
    }
    heard = gathered(work, sponsored, now)
    waiting = _waiting(work, here, person, now)
    is_news = any(set(one.flags(now)) - set(one.flags(since)) for one in heard)
    if not any(told_of.values()) and not is_news and not any(at > since for _, at in waiting):
        return None
    told_of["digest_attention"] = tuple(_unheard(heard, doors, now))
    told_of["digest_stuck"] = tuple(_stuck(waiting, here, doors, now))
    parts = tuple(
        Part(title=doors.voice.say(key), lines=_cut(lines, doors))
        for key, lines in told_of.items()
        if lines
    )
    lead = _lead(here, in_words(since.date()), doors)
    off = Option(ref="digest off", label=doors.voice.say("digest_stop"), verb="set")
    return Post(
        lead=((Span(text=lead, strong=True),),),
        parts=parts,
        options=(off,),
        closing=doors.voice.say("as_of", date=in_full(now)),
        closing_at=now,
    )


def _lead(here: Sequence[Investment], since: str, doors: Doors) -> str:
    if len(here) == 1:
        return doors.voice.say("digest_lead_one", date=since, investment=here[0].name)
    return doors.voice.say("digest_lead", date=since, n=str(len(here)))


def _a_month_before(now: datetime) -> datetime:
    day = months_after(now.date(), -1)
    return now.replace(year=day.year, month=day.month, day=day.day)


def _cut(lines: Sequence[Line], doors: Doors) -> tuple[Line, ...]:
    if len(lines) <= LINES:
        return tuple(lines)
    left = doors.voice.say("and_more", n=str(len(lines) - LINES + 1))
    return (*lines[: LINES - 1], (Span(text=left),))


def moved(work: Work, found: Standing, told: Told, since: datetime) -> Iterator[Line]:
    """What stands on another rung, or is judged otherwise, than it was then."""
    before = _before(work, found, since)
    for one in found.placed:
        then = before.get((one.investment.id, one.measure.id))
        now = one.position
        if then is None or (then.ladder, then.verdict) == (now.ladder, now.verdict):
            continue
        yield (*told.short(one), *_rungs(then, now, told))


def _rungs(then: Position, now: Position, told: Told) -> Line:
    if then.ladder == now.ladder:
        return ()
    named = {"before": f"rung_{then.ladder}", "after": f"rung_{now.ladder}"}
    words = {key: told.voice.say(rung) for key, rung in named.items()}
    return (Span(text=f". {told.voice.say('digest_rung', **words)}"),)


def _before(work: Work, found: Standing, since: datetime) -> dict[tuple[str, str | None], Position]:
    """Where each measure stood then, as far as was on record then."""
    ids = [one.id for one in found.investments]
    facts, claims = defaultdict(list), defaultdict(set)
    for fact in with_months(work.facts(ids), work.manners_of_house().fiscal_start):
        if fact.recorded_at <= since:
            facts[fact.investment].append(fact)
    for one in found.placed:
        if any(said.said_at <= since for said in one.claims):
            claims[one.investment.id].add(one.measure.id)
    return {
        (home.id, measure.id): at
        for home in found.investments
        for measure, at in zip(
            sorted(home.measures, key=lambda one: one.name),
            positions(home, Ledger(facts[home.id]), since, claims[home.id]),
            strict=True,
        )
    }


def _drifted(found: Standing, told: Told, since: datetime) -> Iterator[Line]:
    """What was said since then and does not fit what was agreed."""
    for one in found.placed:
        for drift in one.drifts:
            if drift.after.said_at <= since:
                continue
            words = measures.in_short(drift.after.fact, one.measure.unit)
            said = told.voice.say(f"noted_{drift.kind}", after=words)
            yield (place(one.investment, one.measure), Span(text=said, href=drift.after.permalink))


def _waiting(
    work: Work, here: Sequence[Investment], person: str, now: datetime
) -> list[tuple[Question, datetime]]:
    """What nobody answered, of what this person accepted to sponsor, and when it came to them or
    was given up, be it before anybody accepted: before that, and to anybody else, it is not told
    that somebody did not answer. What is put off waits for its day; what is known by now is left
    out.
    """
    said = work.acceptances([one.id for one in here])
    own = [one for one in here if accepted_sponsor(one, said) == person]
    return [
        (question, came)
        for of in histories(work, own).values()
        for question in of.questions
        if question.state in ("posted", "escalated", "expired")
        and (came := _came(question, of.steps, person)) is not None
        and not is_put_off(question.id, of.steps, now.date())
        and not is_known(of, question)
    ]


def _came(question: Question, steps: Sequence[Step], person: str) -> datetime | None:
    """When a question went to a person as sponsor, or was given up; None where it was neither."""
    own = of_question(question.id, steps)
    came = (one.at for one in own if (one.what, one.person) == ("sponsor", person))
    return max((*came, *(one.at for one in own if one.what == "stopped")), default=None)


def _unheard(heard: Sequence[Attention], doors: Doors, now: datetime) -> Iterator[Line]:
    """Of what somebody sponsors: what was last heard of it, and of themselves."""
    for one in heard:
        for flag in one.flags(now):
            if flag in ("no_update", "quiet"):
                line = to_sponsor(one, flag, doors.voice, now)
                yield (Span(text=f"{one.investment.name}: "), *line)


def _stuck(
    waiting: Sequence[tuple[Question, datetime]],
    here: Sequence[Investment],
    doors: Doors,
    now: datetime,
) -> Iterator[Line]:
    """What waits for an answer, without saying who was asked; and what rests."""
    homes = {one.id: one for one in here}
    for question, _ in waiting:
        home, day = homes[question.investment], in_words(question.at.date())
        what = doors.voice.say(f"label_{question.asks}").lower()
        asked = doors.voice.say("asked_not_answered", what=what, date=day)
        yield (place(home, home.measure(question.measure)), Span(text=asked))
    for one in here:
        if rests := paused.of_investment(one, now.date(), doors.voice):
            yield (place(one, None), *rests)
