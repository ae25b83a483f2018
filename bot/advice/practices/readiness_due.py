"""Readiness, due: before go-live who delivers is asked once how people are prepared."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.advice import batch
from bot.advice.batch import Batch, names_of
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.practices import mornings
from bot.benefits.conversation import Option, Post, Sending, Span
from bot.benefits.due import History
from bot.benefits.hours import next_open
from bot.benefits.investment import Investment
from bot.benefits.practices.readiness import (
    AHEAD,
    RESTS,
    Group,
    groups,
    is_told,
    lacking,
    not_known,
)
from bot.benefits.questions import Citation, Passage
from bot.benefits.reminders import Step
from bot.ports import Work

SHOWN = 3
"""Groups of users named in a question, at most."""

LOOKS_AHEAD = AHEAD + timedelta(days=28)
"""Go-lives that come within so long are planned for: each investment is looked at within that."""


def ref_of(home: str) -> str:
    """What is planned for an investment, and the key of what is then asked."""
    return f"ready:{home}"


def plan(work: Work, homes: Iterable[Investment], now: datetime) -> None:
    """Have it asked thirty days before go-live, where nobody was asked yet."""
    today = now.date()
    soon = [one for one in homes if one.go_live and today < one.go_live <= today + LOOKS_AHEAD]
    for home in soon:
        if home.go_live is not None and work.shown(ref_of(home.id)) is None:
            hours = mornings.hours_of(work, home)
            at = hours.moment(home.go_live - AHEAD, time(9))
            work.plan_due("practice", ref_of(home.id), max(at, now))


def fall(workspace: str, refs: Sequence[str], doors: Doors, now: datetime) -> None:
    """Ask the delivery lead of each, at an hour of theirs, within what they want to be asked; later
    where it rests, and not at all where all is told or go-live is past.
    """
    ids = [ref.partition(":")[2] for ref in refs]
    within = batch.read(workspace, ids, doors, now)
    passage = doors.library.passage(RESTS["communication"])
    with doors.records.work(workspace) as work:
        known = within(work)
        for id in ids:
            history = known.histories.get(id)
            again = _ask(work, history, known, passage, doors, now) if history else None
            work.plan_due("practice", ref_of(id), again)
        work.commit()


def _ask(
    work: Work, of: History, known: Batch, passage: Passage, doors: Doors, now: datetime
) -> datetime | None:
    """Ask, or when to look again; None where there is nothing to ask."""
    home = of.investment
    today = now.astimezone(ZoneInfo(known.hours_of_channel(home).zone)).date()
    if home.go_live is None or home.go_live <= today or known.is_archived(home):
        return None
    told = groups(work.entries([home.id], "readiness"))
    if work.shown(ref_of(home.id)) or is_told(told):
        return None
    if home.go_live > today + AHEAD:
        return known.hours_of_channel(home).moment(home.go_live - AHEAD, time(9))
    if known.is_quiet(home):
        return known.quiet_until(home) or now + timedelta(days=7)
    people = [one for one in names_of(of, known.linkers.get(home.id)) if known.is_there(one)]
    if not people:
        return None
    person = people[0]
    if not known.may_ask(person):
        free = max(known.free_again(person), now + timedelta(minutes=1))
        return next_open(known.hours_of(person), free)
    _post(work, home, told, person, passage, doors, now)
    return None


def _asks(home: Investment, told: Mapping[str, Group], doors: Doors) -> str:
    """The question: of all, where nothing is on record; else of what nobody told of whom."""
    assert home.go_live is not None
    say, named = doors.voice.say, {"investment": home.name, "date": in_words(home.go_live)}
    if not told:
        return say("ready_asks", **named)
    open_ones = {one: not_known(told[one]) for one in lacking(told)[:SHOWN]}
    each = (
        say("ready_rest_of", group=group, what=", ".join(say(f"ready_{one}") for one in parts))
        for group, parts in open_ones.items()
    )
    return say("ready_asks_rest", **named, what="; ".join(each))


def _post(
    work: Work,
    home: Investment,
    told: Mapping[str, Group],
    person: str,
    passage: Passage,
    doors: Doors,
    now: datetime,
) -> None:
    say = doors.voice.say
    asks = _asks(home, told, doors)
    group = next(iter(lacking(told)), "")
    ref = f"ready|id:{home.id}{f':{group}' if group else ''}"
    post = Post(
        lead=(
            (Span(text="", user=person), Span(text=f" {asks}")),
            (Span(text=say("ready_why")),),
        ),
        options=(Option(ref=ref, label=say("ready_open"), verb="guide"),),
        citations=(Citation(id=passage.id, title=passage.title, source=passage.source),),
    )
    key = ref_of(home.id)
    step = Step(investment=home.id, question=key, person=person, at=now, what="asked", post=key)
    sending = Sending(key=key, way="post", channel=home.channel, post=post)
    work.put_all([], [step], [sending], now)
