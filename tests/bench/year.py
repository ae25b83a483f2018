"""A year of reminders: nobody is asked out of hours, too often, twice or for what is known.

A made-up company over a made-up year: people in fourteen zones, some away, some muted, some who
leave, of several tempers; channels with hours of their own; public holidays, a freeze, both changes
of the clocks. The clock jumps from one thing due to the next. Everything that goes out is judged
here anew, by rules of its own.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from statistics import median

from sqlalchemy import select

from bot.advice import escalate, remind
from bot.advice.batch import histories
from bot.advice.doors import Doors
from bot.advice.stuck import told
from bot.benefits.conversation import Ask, Sending
from bot.benefits.questions import Question
from bot.benefits.reminders import Step
from bot.ports import Pace
from bot.reading.local import LocalReader
from bot.voice.plain import PlainVoice
from prompts.templates import load_texts
from storage import tables
from storage.database import migrate, open_engine
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.bench._company import START, Company, holidays
from tests.builders import WORKSPACE
from tests.fakes import FakeLibrary

END = START + timedelta(days=364)
A_WEEK = timedelta(days=7)
BUDGETS = {"light": 1, "standard": 2, "active": 4}
AT_ONCE = Pace(lane=0, house=0)
TICK = timedelta(minutes=15)
"""The sweep comes this often."""

GOALS = (
    "outside their hours",
    "over their budget",
    "twice for the same thing",
    "for what is known",
    "two questions in one thread",
    "a thread at a wrong hour",
    "neither reached nor shown as stuck",
)


class Year:
    """One year of one company."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.engine = open_engine("sqlite://")
        migrate(self.engine)
        self.records = SqlRecords(self.engine)
        self.queues = SqlQueues(self.engine)
        texts = load_texts()
        self.doors = Doors(
            records=self.records,
            reader=LocalReader(),
            library=FakeLibrary(),
            directory=company.directory,
            voice=PlainVoice(texts),
            wordings=texts.wordings,
            holidays=holidays,
        )
        self.wrong: Counter[str] = Counter()
        self.seen: list[str] = []
        self.did: dict[int, Counter[str]] = defaultdict(Counter)
        self.times: dict[str, list[datetime]] = defaultdict(list)
        self.put: Counter[tuple[str, str]] = Counter()
        self.waits: list[float] = []
        self.ts = 0

    def run(self) -> None:
        """Every sweep and every deed of a person, in the order they happen."""
        self.company.begin(self.records)
        now = START
        while now < END:
            moment = self._next(now)
            if moment is None:
                break
            now = max(moment, now)
            for at, asked in self.company.live_until(now, self.records):
                self.did[at.month]["answered"] += 1
                self.waits.append((at - asked) / timedelta(days=1))
            self._sweep(now)

    def _next(self, now: datetime) -> datetime | None:
        """The first tick from now on by which something is due, or somebody does something."""
        with self.engine.connect() as connection:
            due = connection.scalar(select(tables.due.c.due_at).order_by(tables.due.c.due_at))
        known = [one for one in (due, self.company.next_deed()) if one is not None]
        if not known:
            return None
        ticks = -(-(max(min(known), now) - START) // TICK)
        return START + ticks * TICK

    def _sweep(self, now: datetime) -> None:
        for kind, use in (("weekly", remind.remind), ("escalate", escalate.escalate)):
            kept = tables.due
            rows = select(kept.c.ref).where(kept.c.kind == kind, kept.c.due_at <= now)
            with self.engine.connect() as connection:
                refs = list(connection.scalars(rows.order_by(kept.c.due_at)))
            if refs:
                use(WORKSPACE, refs, self.doors, now)
                self._deliver(now)

    def _deliver(self, now: datetime) -> None:
        while taken := self.queues.take(now, 500, 60, AT_ONCE):
            for one in taken:
                self.ts += 1
                ts = f"{int(now.timestamp())}.{self.ts:06}"
                self.queues.posted(one.key, ts if one.sending.way == "post" else None, now)
                if one.sending.way == "post":
                    self._judge(one.sending, now)

    def _judge(self, sending: Sending, now: datetime) -> None:
        """Whether a post keeps every promise; then those it asks get to think about it."""
        asks = sending.post.every_ask
        month = now.month
        self.did[month]["threads" if sending.key.startswith("weekly:") else "direct"] += 1
        people = [ask.to for ask in asks]
        in_channel = sending.channel.startswith("C")
        if in_channel and len(set(people)) < len(people):
            self._is_wrong("two questions in one thread", sending, now)
        is_late_start = now - START < timedelta(days=1)
        if in_channel and not (is_late_start or self.company.is_its_hour(sending.channel, now)):
            self._is_wrong("a thread at a wrong hour", sending, now)
        with self.records.work(WORKSPACE) as work:
            found = [(ask, work.question(ask.question)) for ask in asks]
            steps = work.steps([one.investment for _, one in found if one])
        for ask, question in found:
            if question is not None and ask.to is not None:
                self._judge_ask(ask, question, sending, steps, now)

    def _judge_ask(
        self, ask: Ask, question: Question, sending: Sending, steps: Sequence[Step], now: datetime
    ) -> None:
        person = self.company.people[ask.to or ""]
        what = next(
            one.what
            for one in steps
            if (one.question, one.post, one.person) == (question.id, sending.key, person.id)
        )
        self.did[now.month][what] += 1
        if not person.may_be_asked(now):
            self._is_wrong("outside their hours", (person.id, person.zone), now)
        times = [at for at in self.times[person.id] if now - at < A_WEEK]
        if len(times) >= BUDGETS[person.budget]:
            self._is_wrong("over their budget", (person.id, times), now)
        self.times[person.id].append(now)
        self.put[question.id, person.id] += 1
        limit = 2 if what in ("asked", "reminded") else 1
        limit += sum(
            (one.question, one.person, one.what) == (question.id, person.id, "snoozed")
            for one in steps
        )
        if self.put[question.id, person.id] > limit or self._is_open_elsewhere(question, now):
            of = (
                question.asks,
                what,
                self.put[question.id, person.id],
                question.at.date(),
                question.leaver,
            )
            self._is_wrong("twice for the same thing", of, now)
        if self.company.is_known(question, now):
            self._is_wrong("for what is known", (question.asks, question.measure, what), now)
        self.company.hears(person, question, now)

    def _is_open_elsewhere(self, question: Question, now: datetime) -> bool:
        """Whether the same is asked by another one. Who takes over from whom left is asked of each
        who did.
        """
        with self.records.work(WORKSPACE) as work:
            others = work.questions(question.investment)
            steps = work.steps([question.investment])
        given_up = {one.question for one in steps if one.what == "stopped"}
        return any(
            one.id not in (question.id, *given_up)
            and (one.measure, one.asks, one.leaver)
            == (question.measure, question.asks, question.leaver)
            and one.can_be_answered(now)
            for one in others
        )

    def _is_wrong(self, what: str, of: object, now: datetime) -> None:
        self.wrong[what] += 1
        local = f"{now:%a %d %b %H:%M}"
        self.seen.append(f"{what}: {str(of)[:200]} at {local}")

    def stuck(self) -> Counter[str]:
        """What became of every question; one that neither reached anybody who accepted, nor is
        shown as stuck, nor is still on its way, is wrong.
        """
        became: Counter[str] = Counter()
        with self.records.work(WORKSPACE) as work:
            for home in work.investments():
                steps = work.steps([home.id])
                planned = work.planned("escalate", [home.id])
                for one in work.questions(home.id):
                    own = [step.what for step in steps if step.question == one.id]
                    state = self._became(one, own, bool(planned) or home.paused)
                    became[state] += 1
        self.wrong["neither reached nor shown as stuck"] += became["lost"]
        return became

    def unowned(self) -> int:
        """How many measures answers show as due while nobody accepted to own them."""
        with self.records.work(WORKSPACE) as work:
            found = histories(work, work.investments())
        lines = (line for one in found.values() for line in told(one, END, self.doors.voice))
        return sum(1 for line in lines if "nobody" in line[-1].text)

    def _became(self, question: Question, own: Sequence[str], is_planned: bool) -> str:
        if question.state in ("answered", "not_known", "withdrawn"):
            return question.state.replace("_", " ")
        for what in ("stopped", "skipped", "snoozed", "sponsor", "owner"):
            if what in own:
                return {"stopped": "no answer", "owner": "with the owner"}.get(what, what)
        is_young = END - question.at < timedelta(days=14)
        return "on its way" if is_young or is_planned else "lost"


def _table(year: Year) -> Iterable[str]:
    columns = ("threads", "direct", "asked", "reminded", "owner", "sponsor", "answered")
    yield "month    " + " ".join(f"{name:>9}" for name in columns)
    for month in sorted(year.did):
        row = year.did[month]
        yield f"{date(2026, month, 1):%B}"[:9].ljust(9) + " ".join(
            f"{row[name]:>9,}" for name in columns
        )


def run(args: list[str]) -> int:
    """Live one year, and say whether every promise was kept."""
    options = argparse.ArgumentParser(prog="year", description=__doc__)
    options.add_argument("--quick", action="store_true", help="a smaller company, the whole year")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args(args)
    size = (24, 120) if given.quick else (200, 900)
    year = Year(Company(*size, seed=given.seed))
    year.run()
    became = year.stuck()
    print("\n".join(_table(year)))
    asked = sum(len(times) for times in year.times.values())
    answered = sum(row["answered"] for row in year.did.values())
    print(f"investments: {size[0]}; people: {size[1]}; questions put: {asked:,}")
    share = answered / max(1, sum(became.values()))
    print(f"questions answered: {share:.0%}; days to an answer, median: {median(year.waits):.1f}")
    print("what became of them: " + ", ".join(f"{n:,} {of}" for of, n in became.most_common()))
    print(f"shown as due, with nobody who accepted to own it: {year.unowned()}")
    for goal in GOALS:
        print(f"{goal}: {year.wrong[goal]} (goal 0)")
    for line in year.seen[:12]:
        print(f"  {line}")
    failed = asked == 0 or any(year.wrong[goal] for goal in GOALS)
    print("a goal does not hold" if failed else "all goals hold")
    return 1 if failed else 0
