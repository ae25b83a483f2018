"""The doors of the house: what the use cases need of the world, whoever provides it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Literal, NamedTuple, Protocol

from bot.benefits.accepted import Acceptance
from bot.benefits.asking import Asked, Prompt, Shape
from bot.benefits.brought import Brought
from bot.benefits.conversation import Post, Posted, Sending
from bot.benefits.drafts import Drafted, LookUp, Material, PlainQuestion
from bot.benefits.entries import Entry, Practice
from bot.benefits.facts import Attestation, Recorded, Slot, Value
from bot.benefits.investment import Investment, Measure
from bot.benefits.manners import ChannelManners
from bot.benefits.proposals import Proposal
from bot.benefits.questions import Passage, Question, Ranked, Wording
from bot.benefits.ratings import Rating
from bot.benefits.reading import AnswerContext, AnswerReading, Claim, Reading, Said
from bot.benefits.unsaid import Words
from bot.measuring import MeasuringWork
from bot.reminding import RemindingWork


class Reader(Protocol):
    """Reads what people write. Never fails on any text; what it cannot read it leaves out."""

    def could_be_update(self, text: str) -> bool:
        """A quick look before anything is stored: false is certain, true is worth reading."""

    def is_foreign(self, text: str) -> bool:
        """Whether it says something in a language that is not read. Chatter and names are none."""

    def read(self, said: Said) -> Reading:
        """An update, read."""

    def answer(self, text: str, context: AnswerContext) -> AnswerReading:
        """A reply to a question of ours, read in the light of what was asked."""


class Library(Protocol):
    """The knowledge base."""

    def search(self, words: str, topics: Sequence[str] = (), limit: int = 3) -> list[Ranked]:
        """The passages of these topics (of all, where none is named) nearest to the words.

        Best first. A weak match is left out, so the list may be empty.
        """

    def passage(self, id: str) -> Passage:
        """The passage with this id. Raises KnowledgeError where there is none."""

    def of(self, workspace: str) -> "Library":
        """This, and what a workspace brought itself: looked up in the record, so never inside a
        unit of work. Several found there have the best of ours among them.
        """


class Shelf(Protocol):
    """What workspaces brought to the knowledge base themselves."""

    def stands(self, workspace: str) -> str:
        """Changes whenever what a workspace brought does; empty where that is nothing."""

    def brought(self, workspace: str) -> list[Brought]:
        """All of it, by name."""


class Voice(Protocol):
    """Turns our words into sentences. Every variable a text names must be given."""

    def say(self, key: str, **variables: str) -> str:
        """The reply kept under this key."""

    def ask(self, wording: Wording, **variables: str) -> tuple[str, str]:
        """The question and why it is asked."""


class Model(Protocol):
    """A language model. Never fails, and never decides: what it says is checked by who asks.

    Asks the world: never called inside a unit of work, nor where Slack waits for a yes.
    """

    def is_on(self, workspace: str, channel: str) -> bool:
        """Whether what is said in a channel may be shown to one; a look before work is done for
        it. Something of several channels may be shown where it is on in each of them.
        """

    def ask(
        self, workspace: str, channel: str, prompt: Prompt, shape: type[Shape], within: float
    ) -> Asked[Shape]:
        """What it says, in this shape, or why it says nothing; at the latest `within` seconds from
        now. `channel` is where the words are from: where it is not on, nothing leaves.
        """


class Drafts(Protocol):
    """Words what is settled, and is checked: what says more than it was given is None. Asks the
    world, so never inside a unit of work.
    """

    def question(
        self, workspace: str, channel: str, plain: PlainQuestion, update: str
    ) -> str | None:
        """A question in the words of the update it is asked under; None where plain is better."""

    def reply(
        self,
        workspace: str,
        channel: str,
        asked: str,
        material: Material,
        look_up: Callable[[LookUp], Material],
    ) -> Drafted | None:
        """A reply to what somebody asked, from this and from what it looks up; None where there is
        none that holds.
        """


class Holidays(Protocol):
    """Knows the days on which a country rests."""

    def __call__(self, country: str, year: int) -> frozenset[date]:
        """Those of a year, by ISO 3166 code. Raises NotFoundError for a country it knows not."""


class Person(Value):
    """A member of a workspace. A guest, or one of another company, sees only their channels.

    `zone` is the time zone they set in Slack, `locale` the language and country; `is_gone` is true
    once their account was closed.
    """

    id: str
    name: str
    is_guest: bool = False
    is_external: bool = False
    is_bot: bool = False
    is_admin: bool = False
    zone: str | None = None
    locale: str | None = None
    is_gone: bool = False

    @property
    def is_full_member(self) -> bool:
        """Whether they belong to the workspace as one of its own people."""
        return not (self.is_guest or self.is_external or self.is_bot)


class Channel(Value):
    """A conversation and who is in it. Nobody can write in one that is archived. Where
    `are_members_told` is false nobody can tell who is in it, and `members` is empty. Where
    `is_ours` is false we are not in it ourselves, and hear nothing of what is said there.
    """

    id: str
    name: str
    is_private: bool = False
    is_direct: bool = False
    is_archived: bool = False
    members: frozenset[str] = frozenset()
    are_members_told: bool = True
    is_ours: bool = True

    def may_hold(self, user: str) -> bool:
        """Whether they are in it, or nobody can tell: for who acts there, never for who reads."""
        return user in self.members or not self.are_members_told


class Message(NamedTuple):
    """A message as it stands now: who wrote it, what it says, the addresses of its files. Where it
    is `by_app`, its author is no person.
    """

    author: str
    text: str
    links: tuple[str, ...] = ()
    by_app: bool = False


class Earlier(NamedTuple):
    """Something a person said at the top of a channel, or in the `thread` there: when and by whom,
    in which words. `has_replies` is whether a thread begins with it.
    """

    ts: str
    author: str
    text: str
    links: tuple[str, ...] = ()
    thread: str | None = None
    has_replies: bool = False


class Past(NamedTuple):
    """What was said in a channel within a time, oldest first. Where `is_more`, there was more than
    is told at once: these are the latest of it.
    """

    messages: tuple[Earlier, ...]
    is_more: bool = False


class Directory(Protocol):
    """Who and where people are. Asks the world: never called inside a unit of work."""

    def person(self, workspace: str, user: str) -> Person:
        """Raises ChatError where Slack cannot tell."""

    def channel(self, workspace: str, channel: str) -> Channel:
        """Raises ChatError where Slack cannot tell."""

    def public_channels(self, workspace: str) -> frozenset[str]:
        """The ids of all channels that are public now. Raises ChatError where Slack cannot list
        them.
        """

    def channels_of(self, workspace: str, user: str) -> frozenset[str]:
        """The ids of the channels a person is in and we are too, in one look-up. Raises ChatError
        where Slack cannot list them.
        """

    def has_strangers(self, workspace: str, channel: str) -> bool:
        """Whether guests or people of another company are in a channel; true where unknown."""

    def permalink(self, workspace: str, channel: str, ts: str) -> str | None:
        """A lasting link to a message, or None where Slack gives none."""

    def message(self, workspace: str, channel: str, ts: str) -> Message | None:
        """A message as it stands now, or None where it is gone."""

    def past(self, workspace: str, channel: str, after: str, before: str, limit: int = 200) -> Past:
        """What people said at the top of a channel between two ts, both left out. Raises ChatError
        where Slack cannot tell.
        """

    def replies(self, workspace: str, channel: str, ts: str, limit: int = 200) -> list[Earlier]:
        """What people said in the thread of a message, oldest first; nothing where it is gone.
        Raises ChatError where Slack cannot tell.
        """


class Chat(Protocol):
    """Speaks. Every method raises ChatError where Slack does not take it."""

    def send(self, workspace: str, sending: Sending) -> str | None:
        """Send it once; the new message's ts where it makes one."""

    def find(self, workspace: str, sending: Sending) -> str | None:
        """The ts of a message that already carries this key, or None."""


class Audience(Value):
    """Whose eyes an answer is for, as it is now.

    They see what is at home in `channels`, but for confidential investments: of those, the ones at
    home in `trusted` and the ones that list `viewer`.
    """

    channels: frozenset[str]
    trusted: frozenset[str] = frozenset()
    viewer: str | None = None

    def sees(self, investment: Investment) -> bool:
        """Whether they may see an investment."""
        if investment.channel in self.trusted:
            return True
        if self.viewer is not None and self.viewer in investment.viewers:
            return True
        return investment.channel in self.channels and not investment.confidential


class Noticed(Value):
    """A claim noticed in an update, kept with its source; not a fact, since nobody confirmed it.

    Without author, quote and permalink where its message was deleted.
    """

    investment: str
    claim: Claim
    author: str | None
    said_at: datetime
    channel: str
    ts: str
    permalink: str | None


class Drifted(Value):
    """A drift on record: what was noticed between a fact and a later proposal, and how it ended.

    `before` is the id of the fact, `proposal` that of what was said later, `after` tells which
    figure of it (see `drift.figure_id`). `how` is None while nobody has settled it: then both
    stand.
    """

    id: str
    investment: str
    measure: str | None
    kind: str
    slot: Slot
    before: str | None
    proposal: str | None
    at: datetime
    after: str | None = None
    how: Literal["replaces", "both_stand"] | None = None
    settled_by: str | None = None
    settled_at: datetime | None = None


class Answered(Value):
    """An answer of ours: where it stands, for whose eyes, and what it was about. No words of it.

    `key` is its post's. `viewer` is the one person it is for, None for a channel; `alone` where
    nobody else sees it even in a channel. `measures` are ids; empty for all. `since` and `until`
    bound the period, `when` is that in our words.
    """

    key: str
    channel: str
    thread: str | None
    viewer: str | None
    alone: bool
    at: datetime
    investments: tuple[str, ...]
    measures: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    when: str = ""


RATED = "rated:"
"""What the id of a rating begins with in the audit; the key of the answer is the rest of it."""


class Done(Value):
    """Something changed beside the ledger: by whom, when, what, and in which words."""

    investment: str | None
    by: str
    at: datetime
    what: str
    words: str


class Glimpse(NamedTuple):
    """What one look at a channel tells: whether anything may be kept of the thread (False is
    certain), whether an investment is at home there, and how the channel wants us.
    """

    is_known: bool
    is_linked: bool
    manners: ChannelManners


class Work(RemindingWork, MeasuringWork, Protocol):
    """One unit of work in one workspace. Leaving it without `commit` takes everything back."""

    def commit(self) -> None:
        """Make it last. Other work of the same unit is refused afterwards."""

    # investments
    def add_investment(self, investment: Investment, by: str, at: datetime) -> None: ...
    def add_measure(self, investment: str, measure: Measure) -> None: ...
    def investment(self, id: str) -> Investment | None: ...
    def investments(self) -> list[Investment]:
        """All that the audience may see, by name."""

    def investments_in(self, channel: str) -> list[Investment]:
        """Those at home in a channel, by name."""

    def linked_by(self, investment: str) -> str | None:
        """The id of who put an investment on record; None for an unknown one."""

    def homes(self) -> dict[str, bool]:
        """Every channel an investment is at home in, and whether one there is confidential."""

    def keep(self, investment: Investment) -> None:
        """Put an investment and its measures on record as they are now.

        Raises NotFoundError for an unknown one.
        """

    def rehome(self, gone: str, kept: str, homes: Mapping[str, str]) -> None:
        """Have all that belongs to one investment belong to another, measure by measure.

        What has nothing left is removed; no fact ever is.
        """

    def renumber(self, old: str, new: str, keys: Mapping[str, str]) -> None:
        """Have all that is kept of a channel by one id be kept by another. `keys` are beginnings of
        the keys of posts that name it, and what those become.
        """

    def hold(self, investment: str) -> None:
        """Keep other work on this investment waiting until this unit ends."""

    def hold_all(self, investments: Collection[str]) -> None:
        """The same for many, in one order; what is gone is left out."""

    # the ledger
    def append(self, fact: Recorded) -> None:
        """Raises RecordsError where the id is taken."""

    def facts(self, investments: Sequence[str]) -> list[Recorded]:
        """By message time, then id; superseded ones included."""

    def facts_in_force(self, investments: Sequence[str]) -> list[Recorded]:
        """Those that may count, as a ledger that amounts to the same: without what another row
        corrects or takes back, but with the first version of what was corrected.
        """

    def notice(self, id: str, noticed: Noticed) -> None:
        """Keep a claim; keeping the same id again changes nothing."""

    def noticed(self, investments: Sequence[str]) -> list[Noticed]: ...
    def facts_of(self, channel: str, ts: str) -> list[Recorded]:
        """The facts on record that were stated in a message, superseded ones included."""

    def disown(self, channel: str, ts: str) -> None:
        """Forget the claims of a message that was no update."""

    # what was said within a practice
    def enter(self, entry: Entry) -> bool:
        """Keep an entry; False where its id is there already, and nothing is changed then."""

    def entries(self, investments: Sequence[str], practice: Practice | None = None) -> list[Entry]:
        """All ever kept about these, superseded ones too, by the time they were said, then id."""

    def entries_of(self, channel: str, ts: str) -> list[Entry]:
        """Those that were said in a message, superseded ones included."""

    # messages that were changed or deleted
    def edited(self, channel: str, ts: str, at: datetime) -> bool:
        """Keep the time of a change; False where a newer one is kept, or the message is gone."""

    def is_changed(self, channel: str, ts: str) -> bool:
        """Whether a message was changed or deleted since it was posted, as far as was kept."""

    def redact(self, channel: str, ts: str, at: datetime) -> Words:
        """Null author, quote and permalink of all that was said in a message that is gone: on
        record and in proposals that are closed. What came of it and waits to be handled is dropped.

        A tombstone of ids and time stays. Returns what was nulled.
        """

    def unsay(self, words: Words, instead: str, change: str, at: datetime) -> None:
        """Have nothing of ours that came of their message quote these words: what waits goes out
        without them, what stands is changed. Other posts and what others said stay as they are.
        """

    def holds(self, channel: str, ts: str) -> bool:
        """Whether facts or claims of a message are kept."""

    def wait(self, channel: str, thread: str, ts: str, at: datetime) -> None:
        """Keep a reply's id until somebody has said what its thread is about."""

    def waiting(self, channel: str, thread: str) -> list[str]:
        """The replies kept for a thread, oldest first."""

    def waited(self, channel: str, thread: str) -> None:
        """They wait no longer."""

    # beside the ledger
    def drift(self, drifted: Drifted) -> bool:
        """Keep what was noticed; False where it was noticed before."""

    def drifted(self, id: str) -> Drifted | None: ...
    def drifts(self, investments: Sequence[str]) -> list[Drifted]:
        """All that was noticed, oldest first."""

    def settle_drift(self, id: str, how: str, by: str, at: datetime) -> None: ...
    def attest(self, id: str, attestation: Attestation) -> bool:
        """Keep a mark; False where it is there already."""

    def attestations(self, investments: Sequence[str]) -> list[Attestation]:
        """All marks, oldest first."""

    def accept(self, id: str, step: Acceptance) -> bool:
        """Keep a step of a person named for a role; False where it is there already."""

    def acceptances(self, investments: Sequence[str]) -> list[Acceptance]:
        """All such steps, oldest first."""

    def audit(self, id: str, done: Done) -> None:
        """Keep who changed what; the same id again changes nothing."""

    def audited(self) -> list[Done]:
        """All that was changed beside the ledger, oldest first."""

    # answers
    def answered(self, answer: Answered) -> None:
        """Keep what an answer was about; the same key again changes nothing."""

    def answer(self, key: str) -> Answered | None: ...
    def ratings(self) -> list[Rating]:
        """What was thought of answers that are about nothing but what may be seen, oldest first."""

    def answer_in(self, channel: str, thread: str | None) -> Answered | None:
        """The latest answer everybody in a thread could read; of a direct conversation, where no
        thread is named, the latest one.
        """

    # questions and proposals
    def ask(self, question: Question) -> bool:
        """Keep a new question; False where the same one was asked before."""

    def question(self, id: str) -> Question | None: ...
    def questions(self, investment: str) -> list[Question]:
        """All ever asked about it, oldest first."""

    def questions_under(self, channel: str, thread: str) -> list[Question]:
        """Those put in a thread, oldest first."""

    def put_to(self, person: str) -> list[tuple[Question, str]]:
        """What waits that somebody was asked in a direct message, oldest first, each with the ts of
        the message that showed it to them last.
        """

    def close(self, question: str, state: str, at: datetime) -> bool:
        """Keep what became of a question; False where it is closed already, which stays. Only
        "posted" opens a closed one again. Raises NotFoundError for an unknown one.
        """

    def propose(self, proposal: Proposal) -> None: ...
    def proposal(self, id: str) -> Proposal | None: ...
    def open_proposals(self, investment: str) -> list[Proposal]:
        """Those about it that nobody has decided on, oldest first."""

    def recorded_proposals(self, investments: Sequence[str], since: datetime) -> list[Proposal]:
        """Those about them that were recorded since then, in that order."""

    def proposals_recorded(self, since: datetime, until: datetime) -> list[Proposal]:
        """Those that were recorded in that time, whatever they are about."""

    def proposals_under(self, channel: str, thread: str) -> list[Proposal]:
        """Those made in a thread, oldest first."""

    def amend(self, proposal: Proposal) -> None:
        """Replace the facts a proposal holds; its state stays."""

    def decide(self, proposal: Proposal) -> None:
        """Store a proposal's new state, who decided and when."""

    # going out
    def send(self, sending: Sending, at: datetime) -> None:
        """Put a post in the outbox; the same key again changes nothing."""

    def shown(self, key: str) -> Post | None:
        """What a post of ours shows, or will once it is out; None where it made no message."""

    def post_at(self, channel: str, ts: str) -> str | None:
        """The key of the post of ours that stands at a place; None where none does."""

    def stands_at(self, key: str) -> tuple[str, str] | None:
        """The channel and the ts of a post of ours; None until it stands there."""

    def change(self, key: str, post: Post, change: str, at: datetime) -> None:
        """Have a post show this: now where it stands, else as soon as it does.

        `change` names the change for ever: the same one again changes nothing.
        """

    def answers_waiting(self, channel: str, thread: str) -> list[str]:
        """The keys of posts of a thread that only tell something and are not out yet."""

    def say_instead(self, key: str, post: Post, change: str, at: datetime) -> None:
        """Have such a post say this: when it goes out, or, where it is on its way, right after.

        `change` names the change for ever.
        """

    def finish(self, event: str, at: datetime) -> None:
        """Mark an inbox row handled and forget what it held.

        Raises HandledBeforeError where another process did so first.
        """

    def follow(self, event: str, said: Sequence[Posted], at: datetime) -> None:
        """Keep messages to be handled right after an event of their thread, in this order."""

    def is_awaited(self, channel: str, thread: str) -> bool:
        """Whether an event of this thread was kept and is not handled yet."""

    def is_under_way(self, channels: Collection[str], by: datetime, asks: bool = False) -> bool:
        """Whether a message of ours that opens a thread in one of these channels may stand there by
        then, while nobody told us as which; of those that ask something, where `asks` is set.
        """


class Records(Protocol):
    """The record. Opened for one workspace and, for answers, for one audience."""

    def work(
        self, workspace: str, audience: Audience | None = None
    ) -> AbstractContextManager[Work]:
        """A unit of work. With an audience, what it may not see is never loaded."""

    def glance(self, workspace: str) -> AbstractContextManager[Work]:
        """What is on record now, to be read alone: it waits for no unit of work."""

    def glimpse(
        self, workspace: str, channel: str, thread: str | None, person: str, key: str
    ) -> Glimpse:
        """What there is of a channel and of a thread in it, at one look. What is on its way to the
        person may be the thread's head too; `key` is of the post that would ask which investment
        the thread is about.
        """

    def workspaces(self) -> list[str]:
        """Every workspace with an investment, by id."""


class Pace(NamedTuple):
    """How fast posts go out, in seconds: from one to the next in a channel (`lane`) and in the
    workspace (`house`).

    `burst` is how far ahead of its channel's pace an answer to a person may be, `ahead` how long
    before its moment another post may be taken.
    """

    lane: float
    house: float
    burst: float = 5.0
    ahead: float = 1.0


class Taken(NamedTuple):
    """A post under a lease, to be sent at a moment; `before` counts the tries that failed."""

    key: str
    workspace: str
    sending: Sending
    before: int
    at: datetime


class Received(NamedTuple):
    """An event to be kept: its lasting id, what it says, and the place whose order it keeps."""

    workspace: str
    event: str
    body: str
    at: datetime
    place: str | None = None


class Parked(NamedTuple):
    """A channel that cannot be written to, since when, and Slack's reason.

    An empty `channel` stands for the whole workspace.
    """

    workspace: str
    channel: str
    since: datetime
    reason: str


class Due(NamedTuple):
    """Something that fell due, under a lease; `before` counts the tries that failed."""

    workspace: str
    kind: str
    ref: str
    due_at: datetime
    before: int


class Queues(Protocol):
    """Inbox and outbox rows: the truth about what is still to be done."""

    def receive(
        self, workspace: str, event: str, body: str, at: datetime, place: str | None = None
    ) -> bool:
        """Keep an event; False where it was kept before. Durable when it returns.

        Events of one place are begun in the order they came.
        """

    def receive_all(self, came: Sequence[Received]) -> set[str]:
        """The same for several at once, all or none; those that were not kept before."""

    def begin(self, event: str, now: datetime, lease_seconds: float) -> tuple[str, int] | None:
        """Take an event's body under a lease, with the times it was begun before.

        None where it is handled, under another's lease, or behind another of its place.
        """

    def next_after(self, event: str, now: datetime) -> str | None:
        """The next event of the same place, where this one is over and that one may be begun."""

    def fail(self, event: str, error: str, retry_at: datetime | None = None) -> None:
        """Give an event back, to be tried again, with what went wrong (never its text).

        Not before `retry_at`, where one is told.
        """

    def untimely(self, event: str, error: str, retry_at: datetime) -> None:
        """The same for what could not be tried: that time does not count."""

    def take(
        self,
        now: datetime,
        limit: int,
        lease_seconds: float,
        pace: Pace,
        at_leisure: int | None = None,
    ) -> list[Taken]:
        """Take the next posts under a lease, one of a channel at a time, and no more than so many
        `at_leisure`. Words for one person's eyes pass one that is.

        Over all processes they keep the pace; what people wait for goes before what is at leisure.
        """

    def posted(self, key: str, ts: str | None, now: datetime) -> None:
        """Keep that it went out, and as which message."""

    def refused(self, key: str, error: str, retry_at: datetime) -> None:
        """Give a post back, to be tried again from then on."""

    def untried(self, key: str, begun: int, error: str, retry_at: datetime) -> None:
        """Give a post back that was begun so often, the last time without being tried: that one
        does not count.
        """

    def limited(self, key: str, now: datetime, until: datetime, everywhere: bool = False) -> None:
        """Give a post back that was not taken because there were too many: nothing goes to its
        channel, or anywhere, before then.
        """

    def park(self, key: str, error: str, now: datetime, everywhere: bool = False) -> None:
        """Give a post back whose channel, or workspace, cannot be written to: nothing goes there
        until somebody there is heard.
        """

    def heard(self, workspace: str, channel: str) -> bool:
        """Somebody speaks to us there; whether nothing could be posted before."""

    def parked(self, workspace: str | None = None) -> list[Parked]:
        """Where nothing can be posted, the longest first."""

    def due(self, now: datetime, limit: int = ...) -> tuple[list[str], list[str]]:
        """Event ids and post keys that wait and are under nobody's lease: so many of the oldest."""

    def fall_due(
        self, upto: datetime, now: datetime, limit: int, lease_seconds: float, kinds: Sequence[str]
    ) -> list[Due]:
        """Take what is due by then, the longest due first, under a lease that begins now."""

    def due_failed(self, row: Due, retry_at: datetime) -> None:
        """Give a row back, to be tried again from then on, unless it was moved on."""

    def due_untried(self, rows: Sequence[Due], retry_at: datetime) -> None:
        """Give rows back that could not be worked on, without counting it, unless they were moved
        on.
        """

    def due_kept(self, rows: Sequence[Due], now: datetime, lease_seconds: float) -> None:
        """Have the lease of these begin anew, of those this process still holds."""

    def sweep_old(self, now: datetime) -> int:
        """Forget what keeps nothing waiting any more, and what events held that failed and are
        seven days old; how many events.
        """

    def release(self, until: datetime) -> list[str]:
        """Give back what this process held when it died; nobody else may bear its name.

        Posts are kept from being sent until then, since what was being sent may yet arrive; their
        keys.
        """
