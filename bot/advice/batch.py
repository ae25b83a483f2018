"""A batch: what reminders need to know of many investments, read at once.

People are looked up in the directory between two readings: never inside a unit of work.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from bot.advice import readers
from bot.advice.doors import Doors
from bot.benefits.accepted import accepted_sponsor, has_said_stop, mentioned
from bot.benefits.due import History
from bot.benefits.facts import Recorded
from bot.benefits.hours import Hours, next_weekly
from bot.benefits.investment import Investment
from bot.benefits.manners import (
    BUDGETS,
    ChannelManners,
    HouseManners,
    PersonManners,
    hours_of_channel,
    hours_of_person,
)
from bot.benefits.practices.barriers import is_open, register
from bot.benefits.questions import Question
from bot.benefits.reminders import PATIENCE
from bot.benefits.unanswered import Put, waits_until
from bot.errors import ChatError, NotFoundError, RateLimitedError
from bot.ports import Audience, Person, Work

A_WEEK = timedelta(days=7)

TRIES = 3
"""So many people in a row that Slack cannot tell of: then nobody else is asked about now."""

EVERY_DAY = frozenset(range(1, 8))


@dataclass
class Batch:
    """Some investments with their histories, and how everybody concerned wishes to be asked.

    `people` are those the directory told of, who is gone included; `times` when each was asked
    within a week, what is asked now included; `unheard` the investments nothing may be said about
    at home, `archived` those whose home was archived; `puts` what was ever asked in each channel
    where too much of it may be unanswered, and what is asked now; `seen` what people may see, None
    where that was not looked up; `members` who is in the channels that were looked at, None of one
    that Slack does not tell of now; `untold` the people it does not tell of; `limited` how long it
    asked to wait before it tells of more channels.
    `spoke` is when who last said something about each.
    """

    now: datetime
    histories: dict[str, History]
    linkers: dict[str, str]
    spoke: dict[str, dict[str | None, datetime]]
    channels: dict[str, ChannelManners]
    house: HouseManners
    holidays: frozenset[date]
    people: dict[str, Person]
    unheard: frozenset[str] = frozenset()
    archived: frozenset[str] = frozenset()
    untold: frozenset[str] = frozenset()
    puts: dict[str, list[Put]] = field(default_factory=dict)
    manners: dict[str, PersonManners] = field(default_factory=dict)
    times: dict[str, list[datetime]] = field(default_factory=dict)
    seen: Mapping[str, Audience] | None = None
    members: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    limited: timedelta | None = None
    _of_channels: dict[tuple[str, str | None], Hours] = field(default_factory=dict, init=False)
    _of_people: dict[str, Hours] = field(default_factory=dict, init=False)

    def hours_of_channel(self, investment: Investment) -> Hours:
        """When its channel may be written to."""
        linker = self.people.get(self.linkers.get(investment.id, ""))
        own = (investment.channel, linker.zone if linker else None)
        if own not in self._of_channels:
            manners = self.channels[investment.channel]
            found = hours_of_channel(manners, self.house, self.holidays, own[1])
            self._of_channels[own] = found
        return self._of_channels[own]

    def hours_of(self, person: str) -> Hours:
        """When a person may be asked."""
        if person not in self._of_people:
            known = self.people.get(person)
            own = (self.manners[person], self.house, self.holidays)
            self._of_people[person] = hours_of_person(*own, known.zone if known else None)
        return self._of_people[person]

    def is_there(self, person: str | None) -> bool:
        """Whether somebody can be asked at all: their account is open and they are not muted."""
        known = self.people.get(person) if person else None
        gone = known is None or known.is_gone or known.is_bot
        return person is not None and not gone and not self.manners[person].is_muted

    def is_unsure(self, person: str) -> bool:
        """Whether Slack does not tell now if somebody is there, or what they may see."""
        if person not in self.people:
            return True
        return self.seen is not None and person not in self.seen and self.is_there(person)

    def is_out(self, person: str | None, history: History) -> bool:
        """Whether somebody is surely not to be written to about an investment: gone, muted, said
        Stop, or may not see it. Of whom nothing is known now, that is not said.
        """
        home = history.investment
        if person is None or has_said_stop(person, home.id, history.acceptances):
            return True
        audience = (self.seen or {}).get(person)
        blind = audience is not None and not audience.sees(home)
        return blind or (person in self.people and not self.is_there(person))

    def has_budget(self, person: str) -> bool:
        """Whether they may be asked once more this week."""
        return len(self._within_a_week(person)) < BUDGETS[self.manners[person].budget]

    def free_again(self, person: str) -> datetime:
        """When they may be asked once more: now, or once enough of it is a week ago."""
        times = sorted(self._within_a_week(person))
        over = len(times) - BUDGETS[self.manners[person].budget]
        return self.now if over < 0 else times[over] + A_WEEK

    def may_ask(self, person: str) -> bool:
        """Whether somebody may be asked at this moment: there, in their hours, within budget."""
        if not self.is_there(person) or not self.hours_of(person).is_open(self.now):
            return False
        return self.has_budget(person)

    def reads(self, person: str, investment: Investment) -> bool:
        """Whether somebody is in its channel, as far as that was looked up and is known now. What
        was archived nobody reads.
        """
        members = self.members.get(investment.channel)
        return not self.is_archived(investment) and (members is None or person in members)

    def is_archived(self, investment: Investment) -> bool:
        """Whether its channel was archived: who accepted a role in it is asked alone."""
        return investment.id in self.archived

    def is_dark(self, investment: Investment) -> bool:
        """Whether Slack does not tell now who is in its channel."""
        is_untold = self.members.get(investment.channel, frozenset()) is None
        return is_untold and not self.is_archived(investment)

    def is_untold(self, history: History) -> bool:
        """Whether Slack does not tell now of somebody who has to do with it, or who reads it."""
        home = history.investment
        people = {self.linkers.get(home.id), mentioned(home.delivery_lead)}
        people |= {one.person for one in history.acceptances}
        people |= {one.person for one in history.questions}
        return self.is_dark(home) or not self.untold.isdisjoint(one for one in people if one)

    def meets(self, person: str, investment: Investment) -> bool:
        """Whether a person reads the weekly thread at an hour of theirs, leave, holidays aside."""
        manners = self.channels[investment.channel]
        if self.is_archived(investment):
            return False
        if not manners.is_weekly:
            return True
        if not self.reads(person, investment):
            return False
        there = _always(self.hours_of(person).zone)
        channel = _always(self.hours_of_channel(investment).zone, day_and_night=True)
        hour = manners.hour.replace(tzinfo=None)
        moment = next_weekly(channel, manners.weekday, hour, self.now - A_WEEK)
        return moment is not None and there.is_open(moment)

    def is_quiet(self, investment: Investment) -> bool:
        """Whether nothing is asked about it: paused, or the workspace rests, or its channel cannot
        be written to, or may not hear of it.
        """
        today = self.now.astimezone(ZoneInfo(self.hours_of_channel(investment).zone)).date()
        rests = investment.is_paused_on(today) or self.house.is_frozen_on(today)
        return rests or investment.id in self.unheard

    def quiet_until(self, investment: Investment) -> datetime | None:
        """When it is asked about again that rests until a day; None where nobody knows when."""
        hours = self.hours_of_channel(investment)
        today = self.now.astimezone(ZoneInfo(hours.zone)).date()
        paused, frozen = investment.is_paused_on(today), self.house.is_frozen_on(today)
        ends = [investment.paused_until] if paused else []
        ends += [self.house.frozen_until] if frozen else []
        last = max((day for day in ends if day), default=None)
        if last is None or None in ends or investment.id in self.unheard:
            return None
        return hours.moment(last + timedelta(days=1), hours.opens)

    def is_long_away(self, person: str | None) -> bool:
        """Whether somebody is on leave for longer than an answer is waited for."""
        own = self.manners.get(person) if person else None
        if person is None or own is None:
            return False
        today = self.now.astimezone(ZoneInfo(self.hours_of(person).zone)).date()
        leave = own.away_on(today)
        return leave is not None and leave.last - today >= PATIENCE

    def rests(self, investment: Investment, person: str, day: date) -> bool:
        """Whether nobody expects a person to answer on a day: away, or nothing is asked."""
        own = self.manners.get(person)
        away = own is not None and own.away_on(day) is not None
        return away or investment.is_paused_on(day) or self.house.is_frozen_on(day)

    def may_ask_anew(self, investment: Investment) -> bool:
        """Whether something new may be asked in its channel: where nobody answers, less is."""
        return waits_until(self.puts[investment.channel], self.now) is None

    def ask(self, person: str) -> None:
        """Count a question that is put to somebody now."""
        self.times[person].append(self.now)

    def put(self, question: Question) -> None:
        """Count a new question in its channel."""
        self.puts[question.channel].append(Put.of(question))

    def _within_a_week(self, person: str) -> list[datetime]:
        return [at for at in self.times[person] if self.now - at < A_WEEK]


def read(
    workspace: str, refs: Sequence[str], doors: Doors, now: datetime, also: Iterable[str] = ()
) -> Callable[[Work], Batch]:
    """Looks the people up that have to do with these investments, and those named beside them;
    gives what reads the batch inside a unit of work.
    """
    with doors.records.work(workspace) as work:
        house = work.manners_of_house()
        concerned = _concerned(work, refs) | set(also)
        confidential = [one for one in work.investments_among(refs) if one.confidential]
    people = _people(workspace, concerned, doors)
    holidays = _holidays(house, doors, now)
    unheard = frozenset(one.id for one in confidential if not _is_heard(workspace, one, doors))

    def within(work: Work) -> Batch:
        found = _batch(work, refs, people, holidays, now)
        homes = {id: one.investment.channel for id, one in found.histories.items()}
        parked = work.parked(sorted(set(homes.values())))
        shut = {id: parked[channel] for id, channel in homes.items() if channel in parked}
        found.untold = frozenset(concerned - people.keys())
        found.archived = frozenset(id for id, why in shut.items() if why == readers.ARCHIVED)
        found.unheard = (unheard | shut.keys()) - found.archived
        return found

    return within


def next_thread(manners: ChannelManners, hours: Hours, now: datetime) -> datetime:
    """When the weekly thread of a channel comes next. Where it is off, or no week has room for it,
    it is looked at again in four.
    """
    hour = manners.hour.replace(tzinfo=None)
    found = next_weekly(hours, manners.weekday, hour, now) if manners.is_weekly else None
    return found or now + 4 * A_WEEK


def names_of(history: History, linker: str | None) -> list[str]:
    """Who may be asked to name somebody for a role: the delivery lead, else who linked it, else
    the accepted sponsor. Nobody who said Stop about it.
    """
    home = history.investment
    sponsor = accepted_sponsor(home, history.acceptances)
    found = (mentioned(home.delivery_lead), linker, sponsor)
    asked = (one for one in found if not has_said_stop(one, home.id, history.acceptances))
    return list(dict.fromkeys(one for one in asked if one))


@cache
def _always(zone: str, day_and_night: bool = False) -> Hours:
    """The hours of a place where nobody is ever away: those of work, or all there are."""
    if not day_and_night:
        return Hours(zone=zone)
    return Hours(zone=zone, opens=time(0), closes=time.max, days=EVERY_DAY)


def _concerned(work: Work, refs: Sequence[str]) -> set[str]:
    """Everybody who may be asked about these, or tells the zone of a channel. Who put off what went
    up to them accepted once, which stays on record.
    """
    people: set[str | None] = set(work.linkers(refs).values())
    people |= {one.person for one in work.acceptances(refs) if one.state == "accepted"}
    open_ones = (one for one in work.questions_about(refs) if one.state in ("posted", "escalated"))
    people |= {one.person for one in open_ones}
    people |= {mentioned(one.delivery_lead) for one in work.investments_among(refs)}
    return {one for one in people if one}


def _is_heard(workspace: str, confidential: Investment, doors: Doors) -> bool:
    """Whether nobody but members reads the home of a confidential investment."""
    try:
        return not doors.directory.has_strangers(workspace, confidential.channel)
    except RateLimitedError:
        raise
    except ChatError:
        return False


def _people(workspace: str, ids: Iterable[str], doors: Doors) -> dict[str, Person]:
    """Those the directory can tell of, be it that there is nobody by that id any more; raises
    RateLimitedError where it asks to wait.
    """
    found: dict[str, Person] = {}
    failed = 0
    for id in sorted(ids):
        one = _person(workspace, id, doors)
        failed = failed + 1 if one is None else 0
        if one is not None:
            found[id] = one
        if failed == TRIES:
            break
    return found


def _person(workspace: str, id: str, doors: Doors) -> Person | None:
    try:
        return doors.directory.person(workspace, id)
    except RateLimitedError:
        raise
    except ChatError as error:
        return Person(id=id, name="", is_gone=True) if error.knows_nobody else None


def _holidays(house: HouseManners, doors: Doors, now: datetime) -> frozenset[date]:
    """The public holidays around now; none where nobody knows those of the country."""
    if house.country is None:
        return frozenset()
    try:
        years = (now.year - 1, now.year, now.year + 1)
        return frozenset().union(*(doors.holidays(house.country, year) for year in years))
    except NotFoundError:
        return frozenset()


def _batch(
    work: Work,
    refs: Sequence[str],
    people: dict[str, Person],
    holidays: frozenset[date],
    now: datetime,
) -> Batch:
    investments = work.investments_among(refs)
    known, gone = sorted(people), frozenset(id for id, one in people.items() if one.is_gone)
    batch = Batch(
        now=now,
        histories=histories(work, investments, gone),
        linkers=work.linkers(refs),
        spoke=work.spoke_last(refs),
        channels=work.manners_of_channels(sorted({one.channel for one in investments})),
        house=work.manners_of_house(),
        holidays=holidays,
        people=people,
    )
    said, agreed = (_by_home(work.entries(refs, one)) for one in ("barriers", "scope"))
    linked = work.linked_at(refs)
    for id, of in batch.histories.items():
        of = replace(of, agreed=agreed[id], linked=linked.get(id))
        batch.histories[id] = of
        if said[id] or any(one.fact.slot == "barrier" for one in of.facts):
            barriers = is_open(register(said[id], of.facts))
            batch.histories[id] = replace(of, barriers=barriers)
    batch.manners = work.manners_of_people(known)
    batch.times = work.times_asked_of(known, now - A_WEEK)
    batch.puts = work.puts_where_silent(sorted(batch.channels), now)
    return batch


def histories(
    work: Work,
    investments: Sequence[Investment],
    gone: frozenset[str] = frozenset(),
    in_force: Sequence[Recorded] | None = None,
) -> dict[str, History]:
    """What is on record of each of these; `gone` are the people whose accounts were closed.
    `in_force` are the facts of all of these, where they were read already.
    """
    ids = [one.id for one in investments]
    facts = _by_home(work.facts_in_force(ids) if in_force is None else in_force)
    questions, steps = _by_home(work.questions_about(ids)), _by_home(work.steps(ids))
    acceptances = _by_home(work.acceptances(ids))
    return {
        one.id: History(
            investment=one,
            facts=facts[one.id],
            questions=questions[one.id],
            steps=steps[one.id],
            acceptances=acceptances[one.id],
            gone=gone,
        )
        for one in investments
    }


def _by_home(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.investment].append(row)
    return found
