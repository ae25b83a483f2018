"""A world for use cases: real records, the real reader and texts, people and channels made up."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Engine

from bot.advice import escalate, form, hear, remind, still_right
from bot.advice.doors import Doors
from bot.benefits.conversation import (
    Ask,
    Card,
    Clicked,
    Commanded,
    Deleted,
    Edited,
    Event,
    Filled,
    Form,
    Guided,
    Post,
    Posted,
    Sending,
    Verb,
)
from bot.benefits.entries import Entry
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment, Measure
from bot.benefits.proposals import Proposal
from bot.benefits.questions import Question
from bot.benefits.reminders import Step
from bot.ports import Channel, Message, Pace, Person, Taken
from bot.reading.local import LocalReader
from bot.reminding import Kind
from bot.voice.plain import PlainVoice
from prompts.templates import Texts, load_texts
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import CHANNEL, NOON, WORKSPACE, an_investment
from tests.fakes import FakeDirectory, FakeLibrary, at_ts

LEAD, OWNER, SPONSOR, GUEST, PARTNER = "ULEAD", "UOWNER", "USPONSOR", "UGUEST", "UPARTNER"
PRIVATE, OTHER, DIRECT = "CPRIVATE", "COTHER", "DLEAD"
QUIET, OPEN_TO_GUESTS = "CQUIET", "CGUESTS"

AT_ONCE = Pace(lane=0, house=0)

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


@cache
def texts() -> Texts:
    """What the bot says, loaded once."""
    return load_texts()


def people() -> list[Person]:
    """Three of the company, a guest, and one of another company."""
    return [
        *(Person(id=id, name=id.lower()) for id in (LEAD, OWNER, SPONSOR)),
        Person(id=GUEST, name="guest", is_guest=True),
        Person(id=PARTNER, name="partner", is_external=True),
    ]


def channels() -> list[Channel]:
    """Public ones with and without strangers, a private one, a direct message."""
    own = frozenset({LEAD, OWNER, SPONSOR})
    return [
        Channel(id=CHANNEL, name="claims", members=own),
        Channel(id=OTHER, name="billing", members=own),
        Channel(id=QUIET, name="quiet", members=frozenset({OWNER})),
        Channel(id=PRIVATE, name="board", is_private=True, members=frozenset({LEAD})),
        Channel(
            id=OPEN_TO_GUESTS,
            name="partners",
            members=own | {GUEST, PARTNER},
        ),
        Channel(id=DIRECT, name="lead", is_direct=True, members=frozenset({LEAD})),
    ]


class World:
    """Things happen one after another, each an event that is kept, handled and answered.

    Every method that makes something happen returns what was sent for it. What goes out gets a ts
    at once, as Slack would give it.
    """

    def __init__(self, engine: Engine) -> None:
        self.records = SqlRecords(engine)
        self.queues = SqlQueues(engine)
        self.directory = FakeDirectory(people(), channels())
        self.library = FakeLibrary()
        self.now = NOON
        self.sent: list[Sending] = []
        self.ts_of: dict[str, str] = {}
        self.last = ""
        self.is_slack_away = False
        self._number = 0
        self.doors = Doors(
            records=self.records,
            reader=LocalReader(),
            library=self.library,
            directory=self.directory,
            voice=PlainVoice(texts()),
            wordings=texts().wordings,
        )

    def later(self, **span: float) -> None:
        """Time goes by."""
        self.now += timedelta(**span)

    def begin(self, investment: Investment | None = None, **given: object) -> Investment:
        """An investment on record, as if it had always been there."""
        made = investment or Investment.model_validate(an_investment().model_dump() | given)
        with self.records.work(WORKSPACE) as work:
            work.add_investment(made, LEAD, self.now)
            work.commit()
        return made

    def say(
        self,
        text: str,
        user: str = LEAD,
        thread: str | None = None,
        channel: str = CHANNEL,
        to_us: bool = False,
        links: Sequence[str] = (),
    ) -> list[Sending]:
        """A person posts; `last` is its ts."""
        self._number += 1
        self.last = at_ts(self.now, self._number)
        self.directory.messages[channel, self.last] = Message(user, text, tuple(links))
        posted = Posted(
            workspace=WORKSPACE,
            channel=channel,
            user=user,
            at=self.now,
            ts=self.last,
            thread=thread,
            text=text,
            to_us=to_us or channel == DIRECT,
            direct=channel == DIRECT,
            links=tuple(links),
        )
        return self.happens(posted) if hear.concerns_us(posted, self.doors) else []

    def change(
        self,
        ts: str,
        text: str,
        user: str = LEAD,
        thread: str | None = None,
        channel: str = CHANNEL,
        ago: float = 0,
        by_app: bool = False,
    ) -> list[Sending]:
        """A person, or an app, changes a message; told of so many seconds later."""
        self.directory.messages[channel, ts] = Message(user, text, by_app=by_app)
        edited = Edited(
            workspace=WORKSPACE,
            channel=channel,
            user=user,
            at=self.now - timedelta(seconds=ago),
            ts=ts,
            thread=thread,
            text=text,
            direct=channel == DIRECT,
            by_app=by_app,
        )
        return self.happens(edited) if hear.concerns_us(edited, self.doors) else []

    def delete(
        self, ts: str, user: str = LEAD, thread: str | None = None, channel: str = CHANNEL
    ) -> list[Sending]:
        """A person deletes a message."""
        self.directory.messages.pop((channel, ts), None)
        gone = Deleted(
            workspace=WORKSPACE, channel=channel, user=user, at=self.now, ts=ts, thread=thread
        )
        return self.happens(gone) if hear.concerns_us(gone, self.doors) else []

    def click(
        self,
        verb: Verb,
        ref: str,
        user: str = LEAD,
        thread: str | None = None,
        channel: str = CHANNEL,
        message: str = "1.1",
        person: str | None = None,
    ) -> list[Sending]:
        """A person presses a button, or picks a person."""
        clicked = Clicked(
            workspace=WORKSPACE,
            channel=channel,
            user=user,
            at=self.now,
            verb=verb,
            ref=ref,
            message=message,
            person=person,
            thread=thread or self.last,
            reply_to="https://hooks.example/1",
        )
        return self.happens(clicked)

    def fill(
        self, ref: str, user: str = LEAD, channel: str = CHANNEL, **typed: str
    ) -> list[Sending]:
        """A person sends the form, holding these values alone."""
        return self.happens(
            Filled(
                workspace=WORKSPACE,
                channel=channel,
                user=user,
                at=self.now,
                ref=ref,
                form=Form(**typed),
            )
        )

    def guide(
        self, name: str, ref: str = "", user: str = LEAD, channel: str = CHANNEL, **fields: str
    ) -> list[Sending]:
        """Send the form of a practice, with these in its fields."""
        return self.happens(
            Guided(
                workspace=WORKSPACE,
                channel=channel,
                user=user,
                at=self.now,
                name=name,
                ref=ref,
                fields=fields,
                reply_to="https://hooks.example/1",
            )
        )

    def enter(self, *entries: Entry) -> None:
        """Put these on record."""
        with self.records.work(WORKSPACE) as work:
            for entry in entries:
                work.enter(entry)
            work.commit()

    def edit(self, ref: str, user: str = LEAD, **typed: str) -> list[Sending]:
        """A person opens the form, changes these values and sends it."""
        found = form.prefill(WORKSPACE, ref, self.doors)
        assert found is not None
        return self.fill(ref, user, **({k: v for k, v in found[1] if v is not None} | typed))

    def new(self, words: str, user: str = LEAD, channel: str = CHANNEL) -> list[Sending]:
        """`/whatimproved new …`"""
        return self._command("new", words, user, channel)

    def improved(self, words: str = "", user: str = LEAD, channel: str = CHANNEL) -> list[Sending]:
        """`/whatimproved improved …`"""
        return self._command("improved", words, user, channel)

    def command(
        self, verb: str, words: str = "", user: str = LEAD, channel: str = CHANNEL
    ) -> list[Sending]:
        """`/whatimproved VERB …`"""
        return self._command(verb, words, user, channel)

    def _command(self, verb: str, words: str, user: str, channel: str) -> list[Sending]:
        return self.happens(
            Commanded.model_validate(
                {
                    "workspace": WORKSPACE,
                    "channel": channel,
                    "user": user,
                    "at": self.now,
                    "verb": verb,
                    "words": words,
                    "reply_to": "https://hooks.example/1",
                }
            )
        )

    def happens(self, event: Event, id: str | None = None) -> list[Sending]:
        """Keep an event, handle it where it waits, and send what follows."""
        self._number += 1
        name = id or f"Ev{self._number}"
        self.queues.receive(WORKSPACE, name, _EVENT.dump_json(event).decode(), self.now)
        self._handle(name)
        while follow := [one for one in self.queues.due(self.now)[0] if one.startswith(f"{name}:")]:
            self._handle(follow[0])
        return self._deliver()

    def _handle(self, name: str) -> None:
        taken = self.queues.begin(name, self.now, 60)
        if taken is not None:
            hear.hear(_EVENT.validate_json(taken[0]), name, self.doors, self.now)
            assert self.queues.begin(name, self.now + timedelta(hours=1), 60) is None, "unfinished"

    def _deliver(self) -> list[Sending]:
        new: list[Sending] = []
        if self.is_slack_away:
            return new
        while taken := self.queues.take(self.now, 1, 60, AT_ONCE):
            self._number += 1
            sending = taken[0].sending
            if sending.at_leisure and self._is_taken_back(taken[0]):
                continue
            ts = at_ts(self.now, self._number) if sending.way == "post" else None
            self.queues.posted(sending.key, ts, self.now)
            self.ts_of[sending.key] = ts or ""
            new.append(sending)
        self.sent += new
        return new

    def _is_taken_back(self, taken: Taken) -> bool:
        """Whether what is at leisure is right no longer: then it never leaves."""
        key, begun = taken.key, taken.before + 1
        if not still_right.look(WORKSPACE, [key], self.doors, self.now).wrong:
            return False
        still_right.take_back(WORKSPACE, key, begun, self.doors, self.now)
        return True

    def slack_is_back(self) -> list[Sending]:
        """What waited meanwhile is sent, where it is still right."""
        self.is_slack_away = False
        return self._deliver()

    def falls_due(self, *refs: str, kind: str = "weekly") -> list[Sending]:
        """The threads, or the questions, of some investments are looked at; of all, where none is
        named.
        """
        use = {"weekly": remind.remind, "escalate": escalate.escalate}[kind]
        use(WORKSPACE, refs or [one.id for one in self.investments()], self.doors, self.now)
        return self._deliver()

    def next_look(self, kind: Kind = "weekly", ref: str = "i1") -> datetime | None:
        """When something falls due, if ever."""
        with self.records.work(WORKSPACE) as work:
            return work.planned(kind, [ref]).get(ref)

    def steps(self, investment: str = "i1") -> list[Step]:
        """What became of its questions."""
        with self.records.work(WORKSPACE) as work:
            return work.steps([investment])

    def facts(self, investment: str = "i1") -> list[Recorded]:
        """The ledger of an investment."""
        with self.records.work(WORKSPACE) as work:
            return work.facts([investment])

    def questions(self, investment: str = "i1") -> list[Question]:
        """All questions ever put about it."""
        with self.records.work(WORKSPACE) as work:
            return work.questions(investment)

    def proposal(self, id: str) -> Proposal:
        """A proposal as it stands."""
        with self.records.work(WORKSPACE) as work:
            found = work.proposal(id)
        assert found is not None
        return found

    def investment(self, id: str = "i1") -> Investment:
        """An investment as it stands."""
        with self.records.work(WORKSPACE) as work:
            found = work.investment(id)
        assert found is not None
        return found

    def investments(self) -> list[Investment]:
        """All there are."""
        with self.records.work(WORKSPACE) as work:
            return work.investments()

    def measures(self, investment: str = "i1") -> list[Measure]:
        """An investment's measures."""
        return list(self.investment(investment).measures)

    def shown(self, key: str) -> Post:
        """What one of our messages shows now."""
        with self.records.work(WORKSPACE) as work:
            found = work.shown(key)
        assert found is not None
        return found


def card_of(sendings: Sequence[Sending]) -> Card:
    """The one new card among what was sent."""
    cards = [one.post.card for one in sendings if one.way == "post" and one.post.card]
    assert len(cards) == 1, [one.post for one in sendings]
    return cards[0]


def ask_of(sendings: Sequence[Sending]) -> Ask:
    """The one new question among what was sent."""
    asks = [one.post.ask for one in sendings if one.way == "post" and one.post.ask]
    assert len(asks) == 1, [one.post for one in sendings]
    return asks[0]


def asks_in(sendings: Sequence[Sending]) -> list[Ask]:
    """The new questions among what was sent."""
    return [one.post.ask for one in sendings if one.way == "post" and one.post.ask]


def cards_in(sendings: Sequence[Sending]) -> list[Card]:
    """The new cards among what was sent."""
    return [one.post.card for one in sendings if one.way == "post" and one.post.card]


def words(sendings: Sequence[Sending]) -> str:
    """All that was said, in one string."""
    return "\n".join(_said(one.post) for one in sendings)


def _said(post: Post) -> str:
    lines = [*post.lead, *(line for part in post.parts for line in part.lines)]
    said = ["".join(span.text or f"@{span.user}" for span in line) for line in lines]
    titles = [part.title for part in post.parts]
    about = dict.fromkeys(option.about for option in post.options if option.about)
    return "\n".join([*said, *about, *titles, post.closing or ""])


def levels(facts: Sequence[Recorded], slot: str) -> list[float | None]:
    """The values on record for a slot, oldest first."""
    return [fact.fact.value for fact in facts if fact.fact.slot == slot]


def at(moment: str) -> datetime:
    """A time of day in the year of these tests."""
    return datetime.fromisoformat(moment)
