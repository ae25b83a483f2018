"""What comes in from a conversation and what goes out, in our own words, without Slack's."""

from datetime import date, datetime
from typing import Annotated, Final, Literal

from pydantic import Field, ValidationInfo, field_validator

from bot.benefits.blank import is_blank
from bot.benefits.facts import Slot, Value
from bot.benefits.numerals import ENGLISH, Style
from bot.benefits.questions import Citation


class Incoming(Value):
    """Base of all that comes in. `workspace` is Slack's team id, `at` the time it happened.

    `home` is what somebody's Home showed as they did it there; None of what was done elsewhere.
    """

    workspace: str
    channel: str
    user: str
    at: datetime
    home: str | None = None


def place_of(channel: str, thread: str) -> str:
    """What events of one thread have in common: they are handled in the order they came."""
    return f"{channel}:{thread}"


class Posted(Incoming):
    """A person's message. `ts` identifies it in its channel; `thread` is the thread it is in.

    `links` are the addresses of files given with it, `titles` what they are called. `to_us` is true
    where it speaks to the bot: a mention or a direct message. `edited_at` is when it got these
    words, where it was changed. `looked_up` is true where it was not told of but looked up, as it
    stands now; `about` is then the investment a person chose for its thread, if any did. `question`
    is the one it answers, where that is told by more than its thread. `by_app` is true of a post of
    another app, or of a workflow: `user` is then the app.
    """

    kind: Literal["posted"] = "posted"
    ts: str
    thread: str | None = None
    text: str
    links: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    to_us: bool = False
    direct: bool = False
    edited_at: datetime | None = None
    looked_up: bool = False
    about: str | None = None
    question: str | None = None
    by_app: bool = False


class Edited(Incoming):
    """A message changed by whoever wrote it: `text` is what it says now.

    `at` is when it was changed, `ts` and `thread` say where it stands. Of two changes the one with
    the later `at` is the newer. `by_app` is as in what was posted.
    """

    kind: Literal["edited"] = "edited"
    ts: str
    thread: str | None = None
    text: str
    links: tuple[str, ...] = ()
    direct: bool = False
    by_app: bool = False


class Deleted(Incoming):
    """A message that is gone. `user` is who had written it; `at` is when it went."""

    kind: Literal["deleted"] = "deleted"
    ts: str
    thread: str | None = None


Verb = Literal[
    "record",
    "discard",
    "not_known",
    "not_update",
    "choose",
    "pick",
    "replaces",
    "both_stand",
    "undo",
    "withdraw",
    "leave",
    "attest",
    "more",
    "accept",
    "hand_on",
    "hand_to",
    "stop",
    "who",
    "takes",
    "apart",
    "set",
    "record_all",
    "discard_all",
    "order",
    "practice",
    "guide",
]


class Clicked(Incoming):
    """A button pressed under one of our messages. `ref` is what it is about.

    For `choose`, `ref` is the investment chosen for the update at the head of the thread; for
    `pick` it names a message of the thread and what was picked for it (see `Picked`).
    For `record_all` and `discard_all`, `ref` is the ids of the cards, with spaces between.
    For `set`, `ref` is a command as it would be typed. For `takes` it is a question that asks for
    an owner, after a bar one of its measures alone, or "left" and who left for all in the message;
    for `apart` a question and one of its measures.
    `reply_to` is where an answer only this person sees can be sent, for half an hour. `person` is
    who was picked, where it was a picker of people, `to` the channel, where it was one of those.
    For `order`, `ref` is a command that lacks what was picked. For `practice` it is the name of
    what is pressed, a colon, and what it is about.
    `guide` is never heard of: it opens the form that `ref` names, after a bar with what it is of.
    """

    kind: Literal["clicked"] = "clicked"
    verb: Verb
    ref: str
    message: str
    thread: str
    reply_to: str | None = None
    person: str | None = None
    to: str | None = None


class Picked(Value):
    """What was picked for a message that did not say it: a measure, a figure it corrects, or the
    question it answers; a figure to take back, after its investment and a colon; or which of two
    readings holds: then `ts` is the card's id.

    `id` is None for all that were offered. As a button's reference it is one text.
    """

    what: Literal["measure", "fact", "question", "either", "withdraw"]
    ts: str
    id: str | None = None

    def as_ref(self) -> str:
        """The text a button carries."""
        return f"{self.what}|{self.ts}|{self.id or '*'}"

    @classmethod
    def of_ref(cls, ref: str) -> "Picked | None":
        """What a button's text names; None where it names nothing of the kind."""
        what, _, rest = ref.partition("|")
        ts, _, id = rest.partition("|")
        if what not in ("measure", "fact", "question", "either", "withdraw") or not ts or not id:
            return None
        return cls.model_validate({"what": what, "ts": ts, "id": None if id == "*" else id})


class Left(Incoming):
    """Somebody's account was closed: `user` is who left, and stands for the channel too."""

    kind: Literal["left"] = "left"


class Invited(Incoming):
    """We were asked into a channel: `user` is who asked us, ourselves where Slack names nobody."""

    kind: Literal["invited"] = "invited"


class Renumbered(Incoming):
    """A channel has another id from now on: `before` is the one it had. Nobody tells who did it."""

    kind: Literal["renumbered"] = "renumbered"
    before: str


FORM_SLOTS: tuple[Slot, ...] = ("baseline", "current", "target", "owner", "evidence")
"""What the form has a field for; all else is answered in words, in the thread."""


class Form(Value):
    """What the form holds: the values of one measure, as a person typed them; empty is None. It
    `shows` these fields, in this order.
    """

    baseline: str | None = None
    current: str | None = None
    target: str | None = None
    owner: str | None = None
    evidence: str | None = None
    shows: tuple[Slot, ...] = FORM_SLOTS


class Filled(Incoming):
    """The form, sent. `ref` is the proposal it edits or the question it answers; `reply_to` is
    there where it was opened in a Home.
    """

    kind: Literal["filled"] = "filled"
    ref: str
    form: Form
    reply_to: str | None = None


class PutOff(Incoming):
    """A question put off by the one who was asked. `ref` is the question.

    To snooze it, `days` counts from today, or `until` is the day it may be asked again; to skip it,
    `words` may say why; to hand it on, `person` is who is asked instead. `reply_to` is missing
    where a form told it.
    """

    kind: Literal["put_off"] = "put_off"
    ref: str
    how: Literal["snooze", "skip", "hand_on"]
    days: int | None = None
    until: date | None = None
    words: str | None = None
    person: str | None = None
    reply_to: str | None = None


CommandVerb = Literal[
    "new",
    "frame",
    "improved",
    "rename",
    "merge",
    "move",
    "measure",
    "go-live",
    "sponsor",
    "lead",
    "confidential",
    "viewer",
    "undo",
    "away",
    "mute",
    "unmute",
    "budget",
    "digest",
    "pause",
    "resume",
    "weekly",
    "freeze",
    "country",
    "fiscal-year",
    "numbers",
    "model",
    "listen",
    "explain",
    "read-back",
    "recording",
    "admin",
    "settings",
    "ourselves",
    "align",
    "forum",
    "review",
    "board",
    "attention",
    "barriers",
    "scope",
    "assess",
    "ready",
    "joint",
    "roi",
]


class Commanded(Incoming):
    """A slash command that touches the record; `words` is what follows the verb."""

    kind: Literal["commanded"] = "commanded"
    verb: CommandVerb
    words: str
    reply_to: str


class Measured(Incoming):
    """A measurement somebody typed from anywhere: nothing is recorded before they see its card.

    It is of a `measure` of an `investment`, by their ids, or of one that is named for the first
    time. `value` is the figure in words, `on` the day it held, `source` what shows it, `owner` a
    person's id. What is missing is None.
    """

    kind: Literal["measured"] = "measured"
    investment: str | None = None
    measure: str | None = None
    name: str | None = None
    value: str | None = None
    on: date | None = None
    source: str | None = None
    owner: str | None = None

    @field_validator("name", "value", "source")
    @classmethod
    def _none_if_blank(cls, text: str | None) -> str | None:
        return None if text is None or is_blank(text) else text


FORM: Final = "form:"
"""What was said in a form was said beneath no message: so begins the thread of its card."""


class Challenged(Incoming):
    """A message that somebody wants challenged: `user` is who wants it, `ts` the message.

    Its words are not in it: they are looked up where we may read. `reply_to` is where who asked can
    be told something alone.
    """

    kind: Literal["challenged"] = "challenged"
    ts: str
    thread: str | None = None
    reply_to: str | None = None


class Stopped(Incoming):
    """Somebody said Stop in a thread: `user` is who, and what was to be said there is not."""

    kind: Literal["stopped"] = "stopped"
    thread: str


class Rated(Incoming):
    """What somebody thinks of an answer: `ref` is its key. `reason` and `words` say what was not
    right, where they say so.
    """

    kind: Literal["rated"] = "rated"
    ref: str
    is_good: bool
    reason: str = ""
    words: str = ""
    reply_to: str | None = None


class Guided(Incoming):
    """A form of a practice, sent. `name` is which, `ref` what it is of; `fields` what was typed or
    chosen in all its steps, by field, without those left empty or filled with words for that, but
    for those it `needed`: what was typed there is looked at as it is. `reply_to` is where who sent
    it can be told something alone, where it was opened in a channel.
    """

    kind: Literal["guided"] = "guided"
    name: str
    ref: str = ""
    needed: tuple[str, ...] = ()
    fields: dict[str, str]
    reply_to: str | None = None

    @field_validator("fields")
    @classmethod
    def _without_blanks(cls, fields: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        needed = info.data.get("needed", ())
        return {key: one for key, one in fields.items() if key in needed or not is_blank(one)}


Event = Annotated[
    Invited
    | Guided
    | Stopped
    | Rated
    | Posted
    | Edited
    | Deleted
    | Clicked
    | Filled
    | PutOff
    | Commanded
    | Left
    | Renumbered
    | Challenged
    | Measured,
    Field(discriminator="kind"),
]


class Span(Value):
    """Some words of a line: shown as text, whatever they hold. `href` is http(s) only.

    With `user`, the person's name stands in for the words, with `channel` the channel's, with `at`
    that moment by the reader's own clock.
    """

    text: str
    href: str | None = None
    strong: bool = False
    user: str | None = None
    channel: str | None = None
    at: datetime | None = None


Line = tuple[Span, ...]


class CardLine(Value):
    """One value of a card: what was on record, what would be, and the words it came from."""

    label: str
    before: str | None
    after: str
    quote: str | None = None
    href: str | None = None


class Card(Value):
    """A proposal as people see it. `decided` is set once it is: what was done, by whom.

    `offers` is what can still be done with it then. `marks` are lines below: who attested it.
    """

    proposal: str
    title: str
    lines: tuple[CardLine, ...]
    summary: str | None = None
    decided: str | None = None
    decided_by: str | None = None
    offers: tuple[Verb, ...] = ()
    marks: tuple[Line, ...] = ()


class Ask(Value):
    """A question as people see it. `closed` says what became of it; open while None.

    `has_form` is whether the form has a field for its answer, `can_wait` whether it can be put off:
    then `waits` says until when it was, and `waits_by` who did. `to` is whom it is put to, where
    that is not told by the thread. `picks` is whether a person may be picked for an answer.
    """

    question: str
    text: str
    why: str
    citations: tuple[Citation, ...]
    has_form: bool = True
    picks: bool = False
    can_wait: bool = False
    waits: str | None = None
    waits_by: str | None = None
    closed: str | None = None
    to: str | None = None


class Part(Value):
    """One fixed part of an answer: its title and its lines, which may have numbers of their own."""

    title: str
    lines: tuple[Line, ...]
    bulleted: bool = True


class Plotted(Value):
    """One figure of a chart: a level, or a range from `low` to `high`, on the day it held.

    `shown` is whether it is drawn full: somebody named a source for it. `name` is what its mark
    means, `words` the figure as it was said. `bound` is of a figure said to be under or over.
    `when` is the period it held for where that is no single day: `at` is then the day in its
    middle, or the day it was said where nobody `dated` it.
    """

    kind: Literal["baseline", "measured", "target"]
    at: date
    low: float
    high: float
    bound: Literal["<", ">"] | None = None
    approx: bool = False
    when: str = ""
    shown: bool
    name: str
    words: str
    dated: bool = True


class Keyed(Value):
    """A line of what a chart says in words; with the mark it is of, where it is of one."""

    words: str
    kind: Literal["baseline", "measured", "target"] | None = None
    shown: bool = True


class Chart(Value):
    """Levels of one measure over time, in one unit; `alt` says all of it in words.

    Changes are never in it: nobody said what level they led to; `key` names them. `scale` says
    the unit and which way is better, `verdict` what the figures amount to, `key` what each mark is,
    when it held and what shows it. `no_date` is said below what nobody dated, `cut` where the axis
    of days is cut. `numerals` is how the numbers drawn in it are written.
    """

    title: str
    of: str
    unit: str
    points: tuple[Plotted, ...]
    alt: str
    scale: str = ""
    verdict: str = ""
    key: tuple[Keyed, ...] = ()
    no_date: str = "no date"
    cut: str = ""
    numerals: Style = ENGLISH


class Option(Value):
    """Something to choose: `ref` is what a click refers to, `verb` what it does; `about` is the
    sentence that stands above it, and above those beside it that say the same.
    """

    ref: str
    label: str
    verb: Verb = "choose"
    about: str = ""


class Picker(Value):
    """A person or a channel to be picked: `ref` is what it is about, `verb` what picking does."""

    ref: str
    label: str
    verb: Verb
    of: Literal["people", "channels"] = "people"


class Board(Value):
    """A report given as a file: of which investments, for whose eyes, what it is called; the first
    page alone where it `is_short`. It is made as it is sent: of these, what `viewer` may see then.
    """

    viewer: str
    investments: tuple[str, ...]
    title: str
    file: str
    is_short: bool = False


class Post(Value):
    """A message of ours: a lead, then whichever of charts, card, question, parts, options and
    picker it holds. Charts are best effort: everything they show stands in words as well.

    `asks` are further questions, where several that are due to one person stand in one message.
    `closing_at` is the moment that stands in `closing` in full, for the reader's own clock.
    `citations` are the passages that what it says rests on.
    `rates` is the key of the answer it is, where who reads it may say what they think of it.
    `board` is the report that is given with it as a file: best effort.
    """

    lead: tuple[Line, ...] = ()
    charts: tuple[Chart, ...] = ()
    card: Card | None = None
    ask: Ask | None = None
    asks: tuple[Ask, ...] = ()
    parts: tuple[Part, ...] = ()
    options: tuple[Option, ...] = ()
    picker: Picker | None = None
    citations: tuple[Citation, ...] = ()
    closing: str | None = None
    closing_at: datetime | None = None
    rates: str | None = None
    board: Board | None = None

    @property
    def every_ask(self) -> tuple[Ask, ...]:
        """All questions it holds, in order."""
        return (*((self.ask,) if self.ask else ()), *self.asks)


class Sending(Value):
    """A post on its way: kept until Slack has it.

    `key` is unique and goes out with the message, so that a crash never sends it twice. `way`
    tells how: a new message, a change of our message `ts`, words for one person's eyes through
    `reply_to`, or a whisper for the eyes of `user` (best effort: these two carry no key). Where
    `channel` is a person's id, it goes to them alone, in a direct message. One `at_leisure` is
    awaited by nobody: it goes out behind all others, at the pace the channel allows.
    """

    key: str
    way: Literal["post", "update", "reply", "whisper"]
    channel: str
    user: str | None = None
    thread: str | None = None
    ts: str | None = None
    reply_to: str | None = None
    in_channel: bool = False
    at_leisure: bool = False
    post: Post

    @field_validator("thread")
    @classmethod
    def _is_of_a_message(cls, thread: str | None) -> str | None:
        return None if thread is None or thread.startswith(FORM) else thread
