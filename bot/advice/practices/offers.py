"""Offers: what an update says beside its figures may be kept, and a press decides."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.advice import confirm, merged, paused
from bot.advice.doors import Doors
from bot.benefits.conversation import Clicked, Line, Option, Post, Posted, Span
from bot.benefits.entries import Entry
from bot.benefits.investment import Investment
from bot.benefits.unanswered import waits_until
from bot.ports import Message, Work

RESTS = timedelta(days=28)
"""For so long the same is not offered again that nobody decided on."""

LEFT = timedelta(days=182)
"""For so long it is not offered again after somebody said it is none."""


class Offer(NamedTuple):
    """Something to be kept, in a line, with its buttons. While `ref` is planned it is not offered
    again. One that goes `beside` is told with another.
    """

    ref: str
    line: str
    options: tuple[Option, ...]
    beside: bool = False

    @property
    def buttons(self) -> tuple[Option, ...]:
        """Its buttons beneath its line, which goes with them once one is pressed."""
        return tuple(one.model_copy(update={"about": self.line}) for one in self.options)


class Pressed(NamedTuple):
    """What a button of an offer is about: what becomes of it, of which investment, which of those
    things, and the message that says it.
    """

    does: str
    investment: str
    what: str
    channel: str
    ts: str

    def ref(self, name: str) -> str:
        """The text a button carries."""
        return f"{name}:" + "|".join(self)

    @classmethod
    def of(cls, click: Clicked) -> "Pressed | None":
        """What a press is of; None for a text that is none of ours."""
        parts = click.ref.partition(":")[2].split("|")
        return cls(*parts) if len(parts) == len(cls._fields) else None


Hears = Callable[[Work, Investment, Posted, Doors], Sequence[Offer]]
"""What a practice offers of a text, best first, told in the unit of work that puts it."""


def offered(
    work: Work,
    hears: Sequence[Hears],
    investment: Investment,
    said: Posted,
    post: Post | None,
    zone: str | None,
    doors: Doors,
    now: datetime,
    answers: Sequence[Offer] = (),
) -> Post | None:
    """The post with one thing more to decide, where the message says one. Without a post it is
    asked alone, once a week, and nowhere that answers nothing; but for what it `answers`. Who
    speaks to us is offered it as often as they say it.
    """
    if said.by_app or paused.why(work, investment, said.user, now, zone) is not None:
        return post
    alone = f"offered:{investment.id}"
    if post is None and not answers and not said.to_us:
        home = investment.channel
        is_unheard = waits_until(work.puts([home])[home], now) is not None
        if is_unheard or alone in work.planned("practice", [alone]):
            return None
    told = [one for hear in hears for one in hear(work, investment, said, doors)]
    found = [*answers, *told]
    resting = work.planned("practice", [one.ref for one in found])
    fresh = [one for one in found if said.to_us or one.ref not in resting]
    if not fresh:
        return post
    plain = [one for one in fresh if not one.beside][:1]
    told_now = [*plain, *[one for one in fresh if one.beside][:1]]
    for one in told_now:
        work.plan_due("practice", one.ref, now + RESTS)
    lines = tuple((Span(text=one.line),) for one in told_now if not one.options)
    buttons = tuple(option for one in told_now for option in one.buttons)
    if post is None:
        if buttons:
            work.plan_due("practice", alone, now + timedelta(days=7))
        return Post(lead=lines, options=buttons)
    options = (*post.options, *buttons)
    return post.model_copy(update={"lead": (*post.lead, *lines), "options": options})


def source(
    message: Message, pressed: Pressed, link: str | None, click: Clicked, now: datetime
) -> dict[str, object]:
    """What an entry keeps of the message it comes from, and of who put it on record."""
    return {
        "author": message.author,
        "said_at": datetime.fromtimestamp(float(pressed.ts), tz=now.tzinfo),
        "recorded_by": click.user,
        "recorded_at": now,
        "channel": pressed.channel,
        "ts": pressed.ts,
        "permalink": link,
    }


class Kept(NamedTuple):
    """What is said of a press, before the name of whose it was, and what it puts on record."""

    says: str
    entries: Sequence[Entry] = ()


Keeps = Callable[[Work, Investment, Pressed, Message, str | None], Kept | None]
"""What a press keeps; None where its message no longer says it."""


Then = Callable[[Work, Investment, Sequence[Entry]], None]
"""What follows from entries that were put on record."""


def nothing(work: Work, home: Investment, made: Sequence[Entry]) -> None:
    """Nothing else follows."""


def press(
    click: Clicked,
    event: str,
    doors: Doors,
    now: datetime,
    keeps: Keeps,
    then: Then = nothing,
) -> None:
    """Do what was pressed, once; the second of two people sees who was first."""
    pressed = Pressed.of(click)
    with doors.records.work(click.workspace) as work:
        home = merged.found(work, pressed.investment) if pressed else None
    refusal = (
        confirm.who_may_record(click.workspace, home.channel, click.user, doors)
        if home
        else doors.voice.say("gone")
    )
    message, link = None, None
    if pressed is not None and refusal is None:
        where = (click.workspace, pressed.channel, pressed.ts)
        message, link = doors.directory.message(*where), doors.directory.permalink(*where)
    with doors.records.work(click.workspace) as work:
        held = merged.hold(work, home.id) if home else None
        if pressed is None or held is None or refusal is not None:
            confirm.tell(work, click, refusal or doors.voice.say("gone"), event, now)
        elif message is None:
            confirm.tell(work, click, doors.voice.say("offer_gone"), event, now)
        else:
            made = keeps(work, held, pressed, message, link)
            if made is None:
                confirm.tell(work, click, doors.voice.say("offer_gone"), event, now)
            elif _decide(work, click, pressed, made, event, doors, now):
                then(work, held, made.entries)
        work.finish(event, now)
        work.commit()


def _decide(
    work: Work,
    click: Clicked,
    pressed: Pressed,
    made: Kept,
    event: str,
    doors: Doors,
    now: datetime,
) -> bool:
    """Whether it was this press that decided: what was offered goes, what it came to stands."""
    key = work.post_at(click.channel, click.message)
    shown = work.shown(key) if key else None
    own = (pressed.investment, pressed.what, pressed.ts)
    left = [one for one in shown.options if not _is_of(one, own)] if shown else []
    if key is None or shown is None or len(left) == len(shown.options):
        confirm.tell(work, click, doors.voice.say("offer_settled"), event, now)
        return False
    for entry in made.entries:
        work.enter(entry)
    line: Line = (Span(text=f"{made.says} "), Span(text="", user=click.user))
    after = shown.model_copy(update={"options": tuple(left), "lead": (*shown.lead, line)})
    work.change(key, after, f"offer:{event}", now)
    return True


def _is_of(option: Option, own: tuple[str, str, str]) -> bool:
    parts = option.ref.partition(":")[2].split("|")
    return option.verb == "practice" and len(parts) == 5 and (*parts[1:3], parts[4]) == own
