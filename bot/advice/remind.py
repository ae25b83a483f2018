"""Remind: the weekly thread of an investment, where something is due; else silence."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.advice import escalate, leaver, paused, readers
from bot.advice.batch import A_WEEK, Batch, next_thread, read
from bot.advice.beside import source_name
from bot.advice.doors import Doors
from bot.advice.pose import Posed, as_ask, day_of, is_any_due, posed
from bot.advice.practices import readiness_due, scope_told
from bot.advice.typed import shown
from bot.benefits.accepted import accepted_owner
from bot.benefits.conversation import FORM, Line, Part, Post, Sending, Span
from bot.benefits.due import History
from bot.benefits.entries import Entry, counting
from bot.benefits.facts import LEVELS, Recorded, Slot
from bot.benefits.hours import next_open, next_weekly
from bot.benefits.investment import Investment
from bot.benefits.periods import in_words
from bot.benefits.proposals import EXPIRES_AFTER, Proposal
from bot.benefits.questions import Question
from bot.benefits.reminders import Step
from bot.errors import ChatError
from bot.ports import Work

LATE = timedelta(days=1)
"""How long after its hour a thread still comes, where nobody was there to send it."""

FRESH = timedelta(days=3)
"""Who posted something about an investment within this is asked nothing in its thread."""

RECORDED_LINES = 5
"""What was recorded lately is told in so many lines, at most."""


def remind(workspace: str, refs: Sequence[str], doors: Doors, now: datetime) -> None:
    """The weekly threads of some investments, all in one commit; each is looked at again at its
    channel's next hour. Looked at at any other time, nothing is asked; where Slack does not tell
    now who reads it there, it is looked at again soon.
    """
    within = read(workspace, refs, doors, now)
    with doors.records.work(workspace) as work:
        first = within(work)
    asking = _asking(first)
    with doors.records.work(workspace) as work:
        waiting = {id: _waiting(work, id, now) for id in asking}
    links = _links(workspace, first, asking, doors)
    cards = [one for each in waiting.values() for one in each]
    links |= {one.id: _link(workspace, one, doors) for one in cards}
    rooms = readers.in_channels(workspace, asking.values(), doors)
    readers.keep_archived(workspace, rooms, doors, now)
    with doors.records.work(workspace) as work:
        work.hold_all(asking)
        known = replace(within(work), members=rooms.members, limited=rooms.wait)
        outcome = Outcome(weekly=dict.fromkeys(set(refs) - known.histories.keys()))
        for history in sorted(known.histories.values(), key=_last_asked):
            own = waiting.get(history.investment.id, ())
            _look(outcome, workspace, history, known, doors, asking, links, own)
        work.put_all(outcome.questions, outcome.steps, outcome.sendings, now)
        work.plan_all("weekly", outcome.weekly)
        work.plan_all("escalate", outcome.escalate)
        readiness_due.plan(work, (one.investment for one in known.histories.values()), now)
        work.commit()
    for person in _left(known):
        leaver.found_gone(workspace, person, doors, now)


def _left(known: Batch) -> list[str]:
    """Who accepted to own something of these and left, unheard of: nobody was asked yet who takes
    it over.
    """
    found: set[str] = set()
    for of in (one for one in known.histories.values() if one.gone):
        home = of.investment
        own = {accepted_owner(home, one.id, of.facts, of.acceptances) for one in home.measures}
        found |= {one for one in own if one in of.gone and of.handed_over(one) is None}
    return sorted(found)


@dataclass
class Outcome:
    """What a look at many investments leaves to be written."""

    questions: list[Question] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    sendings: list[Sending] = field(default_factory=list)
    weekly: dict[str, datetime | None] = field(default_factory=dict)
    escalate: dict[str, datetime | None] = field(default_factory=dict)


def _last_asked(history: History) -> tuple[float, str]:
    """Of what shares a person's budget, what was asked about longest ago goes first."""
    times = [one.at for one in history.questions] + [one.at for one in history.steps]
    return (max((at.timestamp() for at in times), default=0.0), history.investment.id)


def plan_missing(workspace: str, doors: Doors, now: datetime) -> None:
    """Have every investment looked at that nobody looks at yet: those of an import, or of a time
    before there were reminders.
    """
    with doors.records.work(workspace) as work:
        ids = work.unplanned("weekly")
        if not ids:
            return
        work.plan_all("weekly", dict.fromkeys(ids, now))
        work.commit()


def plan_anew(workspace: str, channel: str, doors: Doors, now: datetime) -> None:
    """Have what is at home in a channel looked at soon: it can be written to again, and what was
    not due to be looked at meanwhile may be.
    """
    with doors.records.work(workspace) as work:
        if homes := [one.id for one in work.investments_in(channel)]:
            work.plan_all("weekly", dict.fromkeys(homes, now))
            work.commit()


def _asking(known: Batch) -> dict[str, str]:
    """Of which investments something may be asked at this hour, each with its channel: Slack is
    asked about no other one.
    """
    of = (one for one in known.histories.values() if not known.is_quiet(one.investment))
    now = (one for one in of if _hour(one, known) and is_any_due(one, known))
    return {one.investment.id: one.investment.channel for one in now}


def _look(
    outcome: Outcome,
    workspace: str,
    history: History,
    known: Batch,
    doors: Doors,
    asking: Container[str],
    links: Mapping[str, str | None],
    waiting: Sequence[Proposal],
) -> None:
    home = history.investment
    due = [] if known.is_quiet(home) else posed(history, known, doors)
    hour = _hour(history, known) if home.id in asking else None
    asked = _chosen(due, home, known) if hour else []
    if hour and asked:
        key = f"weekly:{workspace}:{home.id}:{hour:%Y-%m-%dT%H:%M}"
        _send(outcome, key, history, asked, known, doors, links, waiting)
    again = None if asked or known.is_quiet(home) else _still(history, known)
    outcome.weekly[home.id] = again or next_thread(
        known.channels[home.channel], known.hours_of_channel(home), known.now
    )
    new = [one.question for one in asked if one.is_new]
    outcome.escalate[home.id] = escalate.next_look(history, known, due, new)


def _still(history: History, known: Batch) -> datetime | None:
    """When this week's thread is tried again: as its channel's hours open, where nobody could write
    then, or soon, where Slack does not tell of people; None where it is done, or it is too late.
    """
    hour, hours = _moment(history, known), known.hours_of_channel(history.investment)
    if hour is None:
        return None
    wait = (known.limited if known.is_dark(history.investment) else None) or escalate.AGAIN
    soon = known.now + wait if known.is_untold(history) else None
    at = soon if hours.is_open(known.now) else next_open(hours, known.now)
    return at if at is not None and at - hour <= LATE else None


def _hour(history: History, known: Batch) -> datetime | None:
    """The hour of the thread that may be sent now; None where it may not."""
    is_open = known.hours_of_channel(history.investment).is_open(known.now)
    return _moment(history, known) if is_open else None


def _moment(history: History, known: Batch) -> datetime | None:
    """The channel's hour that it is, or was within a day, without a thread since; None else."""
    home, now = history.investment, known.now
    manners, hours = known.channels[home.channel], known.hours_of_channel(home)
    hour = manners.hour.replace(tzinfo=None)
    moment = next_weekly(hours, manners.weekday, hour, now - LATE - timedelta(seconds=1))
    if not manners.is_weekly or moment is None or moment > now:
        return None
    before = [one.at for one in history.steps if (one.post or "").startswith("weekly:")]
    return None if before and max(before) >= moment else moment


def _chosen(due: Sequence[Posed], home: Investment, known: Batch) -> list[Posed]:
    """At most one question a person, of those who read it there and may be asked now; one new one
    in all.
    """
    found: list[Posed] = []
    for one in due:
        people = {other.person for other in found}
        again = one.is_new and any(other.is_new for other in found)
        if one.person in people or again or not known.may_ask(one.person):
            continue
        if known.is_dark(home) or not known.reads(one.person, home):
            continue
        if escalate.is_apart(one, home, known):
            continue
        said = known.spoke.get(home.id, {}).get(one.person)
        if said is not None and known.now - said < FRESH:
            continue
        found.append(one)
    return found


def _send(
    outcome: Outcome,
    key: str,
    history: History,
    asked: Sequence[Posed],
    known: Batch,
    doors: Doors,
    links: Mapping[str, str | None],
    waiting: Sequence[Proposal],
) -> None:
    home, now = history.investment, known.now
    for one in asked:
        known.ask(one.person)
        if one.is_new:
            outcome.questions.append(one.question)
            known.put(one.question)
        step = Step(
            investment=home.id,
            question=one.question.id,
            person=one.person,
            at=now,
            what="asked" if one.is_new else "reminded",
            post=key,
        )
        outcome.steps.append(step)
    again = [one for one in asked if _stands_open(one)]
    asks = [as_ask(one.question, one.person, home) for one in asked if one not in again]
    head = Span(text=doors.voice.say("weekly_head", investment=home.name), strong=True)
    lead, parts = ((head,), *_away(history, known, doors)), _recorded(history, known, doors)
    lines = tuple(_still_open(one, history, known, doors, links) for one in again)
    lines += tuple(_card_open(one, history, known, doors, links) for one in waiting)
    if lines:
        parts = (Part(title=doors.voice.say("weekly_open"), lines=lines), *parts)
    post = Post(lead=lead, parts=parts, ask=asks[0] if asks else None, asks=tuple(asks[1:]))
    outcome.sendings.append(
        Sending(key=key, way="post", channel=home.channel, at_leisure=True, post=post)
    )


def _stands_open(one: Posed) -> bool:
    """Whether a question stands with its buttons where it was put, and nobody wished to be asked it
    once more.
    """
    return not one.is_new and one.question.put_off_until is None


def _links(
    workspace: str, known: Batch, asking: Container[str], doors: Doors
) -> dict[str, str | None]:
    """Where each question stands that would be reminded of."""
    homes = [one for id, one in known.histories.items() if id in asking]
    due = [one for of in homes for one in posed(of, known, doors) if _stands_open(one)]
    return {one.question.id: _link(workspace, one.question, doors) for one in due}


def _waiting(work: Work, investment: str, now: datetime) -> list[Proposal]:
    """The cards that wait for their second week: a thread a week tells each once."""
    open = work.open_proposals(investment)
    return [one for one in open if one.can_be_decided(now) and now - one.at >= A_WEEK]


def _link(workspace: str, about: Question | Proposal, doors: Doors) -> str | None:
    channel, thread = about.place
    is_posted = bool(thread) and not thread.startswith(FORM)
    try:
        return doors.directory.permalink(workspace, channel, thread) if is_posted else None
    except ChatError:
        return None


def _still_open(
    one: Posed, history: History, known: Batch, doors: Doors, links: Mapping[str, str | None]
) -> Line:
    """What was asked, when and where it stands: the question itself is not said again."""
    question, say = one.question, doors.voice.say
    what = _named(question.measure, question.asks, history, doors)
    date = in_words(_there(question.at, history, known))
    asked = Span(text=say("weekly_asked", date=date), href=links.get(question.id))
    return (Span(text="", user=one.person), Span(text=f": {what}, "), asked)


def _card_open(
    one: Proposal,
    history: History,
    known: Batch,
    doors: Doors,
    links: Mapping[str, str | None],
) -> Line:
    """What a card holds that waits for a click, and until when it does."""
    told = [each for each in one.facts if each.fact.slot in LEVELS] or one.facts
    names = dict.fromkeys(_named(each.measure, each.fact.slot, history, doors) for each in told)
    last = in_words(_there(one.at + EXPIRES_AFTER, history, known))
    words = doors.voice.say("weekly_card", names="; ".join(names), date=last)
    return (Span(text=words, href=links.get(one.id)),)


def _named(measure: str | None, slot: Slot, history: History, doors: Doors) -> str:
    found = history.investment.measure(measure)
    label = doors.voice.say(f"label_{slot}")
    return f"{found.name}, {label.lower()}" if found else label


def _recorded(history: History, known: Batch, doors: Doors) -> tuple[Part, ...]:
    """What was recorded since the last such thread, each with its message."""
    now, say = known.now, doors.voice.say
    threads = [one.at for one in history.steps if (one.post or "").startswith("weekly:")]
    since = max([*threads, now - 4 * A_WEEK])
    recorded: list[Recorded | Entry] = [one for one in history.facts if shown(one.fact)]
    recorded += counting(history.agreed)
    fresh = [one for one in recorded if one.recorded_at > since]
    if not fresh:
        return ()
    first = max(since, history.linked or since)
    title = say("weekly_recorded", date=in_words(_there(first, history, known)))
    latest = sorted(fresh, key=lambda one: (one.recorded_at, one.id))[-RECORDED_LINES:]
    return (Part(title=title, lines=tuple(_new(one, history, doors) for one in latest)),)


def _away(history: History, known: Batch, doors: Doors) -> Iterator[Line]:
    """Who would be asked and is not there: nobody else is told to wait for them."""
    owners = (history.owner(one.id) for one in history.investment.measures)
    home = history.investment
    there = (one for one in owners if one in known.manners and known.reads(one, home))
    for person in sorted({one for one in there if one}):
        today = day_of(person, history, known)
        if known.manners[person].away_on(today):
            yield paused.of_person(person, known.manners[person], today, doors.voice)


def _new(one: Recorded | Entry, history: History, doors: Doors) -> Line:
    if isinstance(one, Entry):
        return (Span(text=scope_told.of_version(one, {}, {}, doors.voice), href=one.permalink),)
    named = _named(one.measure, one.fact.slot, history, doors)
    is_source = one.fact.slot == "evidence"
    said = source_name(one, doors.voice) if is_source else shown(one.fact)
    return (Span(text=f"{named}: "), Span(text=said, href=one.permalink))


def _there(at: datetime, history: History, known: Batch) -> str:
    """The day of a moment where the channel is."""
    zone = known.hours_of_channel(history.investment).zone
    return at.astimezone(ZoneInfo(zone)).date().isoformat()
