"""A made-up company: its people with their zones, hours and tempers, and its investments."""

import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bot.benefits.accepted import Acceptance
from bot.benefits.facts import Fact, Recorded, Slot
from bot.benefits.investment import Investment, Measure
from bot.benefits.manners import (
    BUDGETS,
    Away,
    Budget,
    ChannelManners,
    HouseManners,
    PersonManners,
)
from bot.benefits.questions import Citation, Question, question_id
from bot.benefits.reminders import Step
from bot.errors import NotFoundError
from bot.ports import Channel, Person, Work
from storage.records import SqlRecords
from tests.builders import CHANNEL, WORKSPACE
from tests.fakes import FakeDirectory

START = datetime(2026, 1, 5, 0, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ZONES = (
    *("Europe/London", "Europe/Berlin", "America/New_York", "America/Chicago"),
    *("America/Los_Angeles", "America/Sao_Paulo", "Africa/Johannesburg", "Asia/Dubai"),
    *("Asia/Kolkata", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland"),
    "Atlantic/Azores",
)
TEMPERS = {"prompt": 40, "slow": 25, "forgetful": 15, "silent": 8, "snoozer": 6, "unsure": 6}
FEASTS = ((1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28))
FREEZE = (date(2026, 8, 10), date(2026, 8, 14))


def holidays(country: str, year: int) -> frozenset[date]:
    """Those of one country alone."""
    if country != "GB":
        raise NotFoundError
    return frozenset(date(year, month, day) for month, day in FEASTS)


def is_news(told: datetime, now: datetime, zone: str, rhythm: int) -> bool:
    """Whether what was told is still too new to be asked for again: for so many days of the place,
    however long each of them is, but for no more than the day it was told on and a week.
    """
    there = ZoneInfo(zone)
    days = (now.astimezone(there).date() - told.astimezone(there).date()).days
    return days < min(rhythm, 8)


@dataclass
class Colleague:
    """Somebody, as they truly are: what the bot is told of them is told by their manners."""

    id: str
    zone: str
    temper: str
    budget: Budget
    is_muted: bool
    away: tuple[Away, ...]
    leaves: date | None

    def may_be_asked(self, at: datetime) -> bool:
        """Whether a moment is one of their working hours, told anew."""
        there = at.astimezone(ZoneInfo(self.zone))
        day = there.date()
        is_off = any(one.first <= day <= one.last for one in self.away)
        is_feast = (day.month, day.day) in FEASTS or FREEZE[0] <= day <= FREEZE[1]
        is_gone = self.leaves is not None and day >= self.leaves
        in_hours = time(9) <= there.time() < time(17) and day.isoweekday() <= 5
        return in_hours and not (self.is_muted or is_off or is_feast or is_gone)


class Company:
    """People and investments made of a seed; what people do lies ahead of them in time."""

    def __init__(self, investments: int, people: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self.people = {one.id: one for one in map(self._colleague, range(people))}
        self.directory = FakeDirectory(
            [Person(id=one.id, name=one.id.lower(), zone=one.zone) for one in self.people.values()]
        )
        self.channels: dict[str, ChannelManners] = {}
        self.homes = [self._investment(number) for number in range(investments)]
        self.linkers = {one.id: self._anybody() for one in self.homes}
        self._deeds: list[tuple[datetime, int, str, str, str]] = []
        self._numbers = count()
        self._told: dict[tuple[str, str | None, str], datetime] = {}
        self._asked_at: dict[str, datetime] = {}

    def _colleague(self, number: int) -> Colleague:
        chance, first = self.chance, date(2026, 1, 5) + timedelta(self.chance.randrange(340))
        leave = (Away(first=first, last=first + timedelta(chance.randint(1, 20))),)
        leaves = first if chance.random() < 0.05 else None
        return Colleague(
            id=f"U{number:04}",
            zone=chance.choice(ZONES),
            temper=chance.choices([*TEMPERS], [*TEMPERS.values()])[0],
            budget=chance.choices([*BUDGETS], [2, 6, 2])[0],
            is_muted=chance.random() < 0.03,
            away=leave if chance.random() < 0.7 else (),
            leaves=leaves,
        )

    def _anybody(self) -> str:
        return self.chance.choice([*self.people])

    def _investment(self, number: int) -> Investment:
        chance, id = self.chance, f"i{number:03}"
        channel = f"C{number:03}"
        zone = chance.choice(ZONES)
        hour = time(chance.choice((9, 9, 10, 14)), chance.choice((0, 0, 30)))
        weekday = chance.choices([1, 2, 3, 4, 5], [6, 1, 1, 1, 2])[0]
        self.channels[channel] = ChannelManners(weekday=weekday, hour=hour, zone=zone)
        self.directory.channels[channel] = Channel(
            id=channel, name=channel.lower(), members=frozenset(self.people)
        )
        measures = tuple(
            Measure(id=f"{id}m{one}", name=f"measure {one}", unit="days", better="lower",
                    rhythm=chance.choice((7, 28, 28, 90)))
            for one in range(chance.randint(1, 3))
        )  # fmt: skip
        live = date(2026, 1, 5) + timedelta(chance.randrange(-120, 240))
        return Investment(
            id=id,
            name=f"Investment {number}",
            channel=channel,
            go_live=live if chance.random() < 0.9 else None,
            sponsor=f"<@{self._anybody()}>",
            delivery_lead=f"<@{self._anybody()}>" if chance.random() < 0.7 else None,
            measures=measures,
            paused=chance.random() < 0.03,
        )

    def begin(self, records: SqlRecords) -> None:
        """Put all of it on record, and have it looked at."""
        with records.work(WORKSPACE) as work:
            house = HouseManners(country="GB")
            work.keep_manners("", house, START)
            for channel, manners in self.channels.items():
                work.keep_manners(channel, manners, START)
            for one in self.people.values():
                own = PersonManners(is_muted=one.is_muted, away=one.away, budget=one.budget)
                work.keep_manners(one.id, own, START)
            for home in self.homes:
                self._link(work, home)
            work.commit()
        self._plan(datetime.combine(FREEZE[0] - DAY, time(), tzinfo=UTC), "freeze", "", "")
        for one in self.people.values():
            if one.leaves:
                left = datetime.combine(one.leaves - DAY, time(), tzinfo=UTC)
                self._plan(left, "leaves", one.id, "")

    def _link(self, work: Work, home: Investment) -> None:
        chance = self.chance
        work.add_investment(home, self.linkers[home.id], START)
        work.plan_due("weekly", home.id, START)
        if chance.random() < 0.7:
            self._accept(work, home, "sponsor", str(home.sponsor)[2:-1], START)
        for measure in home.measures:
            if chance.random() < 0.85:
                owner = self._anybody()
                self._tell(work, home.id, measure.id, "owner", owner, START - 30 * DAY)
                if chance.random() < 0.85:
                    self._accept(work, home, "owner", owner, START)
            if chance.random() < 0.8:
                self._tell(work, home.id, measure.id, "baseline", self._anybody(), START - 30 * DAY)
        for _ in range(chance.randint(0, 4)):
            self._plan(START + chance.randrange(300) * DAY + chance.randrange(24) * DAY / 24,
                       "posts", home.id, self._anybody())  # fmt: skip

    def _accept(self, work: Work, home: Investment, role: str, who: str, at: datetime) -> None:
        step = {"investment": home.id, "role": role, "person": who, "state": "accepted"}
        work.accept(
            f"a{next(self._numbers)}", Acceptance.model_validate(step | {"by": who, "at": at})
        )

    def _tell(
        self, work: Work, home: str, measure: str | None, slot: Slot, who: str, at: datetime
    ) -> None:
        """Put a fact on record, as if somebody had pressed Record."""
        value = 20.0 if slot in ("baseline", "current", "target") else None
        fact = Fact(
            slot=slot, value=value, unit="days" if value else None, quote="said", start=0, end=4,
            person=f"<@{who}>" if slot == "owner" else None,
            ref="the report" if slot == "evidence" else None,
        )  # fmt: skip
        number = next(self._numbers)
        work.append(
            Recorded(
                id=f"f{number}", investment=home, measure=measure, fact=fact, author=who,
                said_at=at, recorded_by=who, recorded_at=at, channel="C0", ts=f"{number}.1",
                permalink="https://example.slack.com/1",
            )
        )  # fmt: skip
        self._told[home, measure, slot] = at

    def _plan(self, at: datetime, what: str, one: str, other: str) -> None:
        heapq.heappush(self._deeds, (at, next(self._numbers), what, one, other))

    def next_deed(self) -> datetime | None:
        """When somebody does something next."""
        return self._deeds[0][0] if self._deeds else None

    def hears(self, person: Colleague, question: Question, now: datetime) -> None:
        """Somebody is asked: what they do about it, and when, is their temper's."""
        self._asked_at.setdefault(question.id, now)
        chance = self.chance
        soon, late = chance.uniform(0.5, 40) / 24, chance.uniform(4, 13)
        if person.temper == "silent" or (person.temper == "forgetful" and chance.random() < 0.6):
            return
        if person.temper == "snoozer" and chance.random() < 0.6:
            self._plan(now + soon * DAY, "snoozes", question.id, person.id)
        elif person.temper == "unsure" and chance.random() < 0.6:
            self._plan(now + soon * DAY, "knows not", question.id, person.id)
        else:
            wait = late if person.temper == "slow" else soon
            self._plan(now + wait * DAY, "answers", question.id, person.id)

    def live_until(self, now: datetime, records: SqlRecords) -> Iterator[tuple[datetime, datetime]]:
        """All that people do by now; of each answer, when it came and when it was first asked."""
        while self._deeds and self._deeds[0][0] <= now:
            at, _, what, one, other = heapq.heappop(self._deeds)
            with records.work(WORKSPACE) as work:
                if self._does(work, what, one, other, at) and one in self._asked_at:
                    yield at, self._asked_at[one]
                work.commit()

    def _does(self, work: Work, what: str, one: str, other: str, at: datetime) -> bool:
        if what == "freeze":
            work.keep_manners("", HouseManners(country="GB", frozen_until=FREEZE[1]), at)
        elif what == "leaves":
            self.directory.people[one] = Person(id=one, name=one.lower(), is_gone=True)
        elif what == "posts":
            self._posts(work, one, other, at)
        else:
            question = work.question(one)
            if question is not None and question.can_be_answered(at):
                return self._replies(work, what, question, other, at)
        return False

    def _posts(self, work: Work, home: str, who: str, at: datetime) -> None:
        """An update: a figure with its source; its author is asked for the target."""
        measure = next(one for one in self.homes if one.id == home).measures[0]
        self._tell(work, home, measure.id, "current", who, at)
        self._tell(work, home, measure.id, "evidence", who, at)
        id = question_id(home, measure.id, "target", who, "")
        passage = Citation(id="p", title="On targets", source="A guide")
        question = Question(
            id=id, investment=home, measure=measure.id, asks="target", person=who, period="",
            text="What is the target?", why="To compare.", citations=(passage,), channel=CHANNEL,
            thread=f"{next(self._numbers)}.2", at=at,
        )  # fmt: skip
        others = [one for one in work.questions(home) if one.asks == "target"]
        is_new = not others and (home, measure.id, "target") not in self._told
        is_new = is_new and work.ask(question)
        if is_new and self.people[who].temper in ("prompt", "slow"):
            self.hears(self.people[who], question, at)

    def _replies(self, work: Work, what: str, question: Question, who: str, at: datetime) -> bool:
        if what == "knows not":
            work.close(question.id, "not_known", at)
        elif what == "snoozes":
            until = at.date() + timedelta(6)
            step = {"investment": question.investment, "question": question.id, "person": who}
            work.step(Step.model_validate(step | {"at": at, "what": "snoozed", "until": until}))
        else:
            self._answers(work, question, who, at)
            return True
        return False

    def _answers(self, work: Work, question: Question, who: str, at: datetime) -> None:
        home = next(one for one in self.homes if one.id == question.investment)
        if question.asks == "owner":
            owner = self._anybody()
            self._tell(work, home.id, question.measure, "owner", owner, at)
            if self.chance.random() < 0.8:
                self._accept(work, home, "owner", owner, at)
        else:
            self._tell(work, home.id, question.measure, question.asks, who, at)
        if question.asks == "current" and self.chance.random() < 0.7:
            self._tell(work, home.id, question.measure, "evidence", who, at)
        work.close(question.id, "answered", at)

    def is_known(self, question: Question, now: datetime) -> bool:
        """Whether somebody told it lately, for a question that comes again, or ever."""
        key = (question.investment, question.measure, question.asks)
        told = self._told.get(key)
        if told is None or question.asks == "owner":
            return False
        home = next(one for one in self.homes if one.id == question.investment)
        measure, zone = home.measure(question.measure), self.channels[home.channel].zone
        again = question.asks in ("current", "evidence", "barrier", "attribution")
        rhythm = measure.rhythm if measure else 28
        return not again or is_news(told, now, zone or "UTC", rhythm)

    def is_its_hour(self, channel: str, now: datetime) -> bool:
        """Whether it is the hour on the wall that a channel wants its thread at."""
        wish = self.channels[channel]
        return now.astimezone(ZoneInfo(wish.zone or "UTC")).time() == wish.hour
