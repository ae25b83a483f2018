"""Back over: what was said in a channel before is read, some at a time, and proposed; nobody is
asked anything, and nothing is read twice.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from bot.advice import apart, notice, place, typed
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.known import as_said
from bot.advice.place import Source
from bot.advice.plan import planned
from bot.advice.propose import conflict
from bot.advice.thread import may_hear
from bot.benefits.conversation import Line, Option, Part, Post, Posted, Sending, Span
from bot.benefits.facts import LEVELS, Fact, Stated
from bot.benefits.investment import Investment
from bot.benefits.manners import LookBack
from bot.benefits.proposals import Proposal
from bot.benefits.reading import Reading
from bot.errors import ChatError
from bot.ports import Earlier, Work

AT_ONCE = 200
"""Messages told in one go, at most; Slack may tell fewer."""

CALLS = 5
"""Times Slack is asked in one sweep, at most."""

LEAST, MOST = timedelta(minutes=1), timedelta(days=28)
"""How much of the time is looked at in one go."""

FEW = 8
"""Messages told in one go of which more of the time is looked at in the next."""

PAUSE = timedelta(seconds=30)
"""Less than from one sweep to the next, so that each reads on."""

GONE = frozenset({"channel_not_found", "not_in_channel"})
"""Slack's reasons for never telling what was said there: nothing can be said there either."""

BARRED = frozenset({"missing_scope", "method_not_found", "not_implemented", "unknown_method"})
"""Its reasons for telling nobody like us."""

SHOWN = 12
"""Figures named in the one message about them, at most."""

_A_MOMENT = timedelta(microseconds=1)


def back_over(workspace: str, channels: Sequence[str], doors: Doors, now: datetime) -> None:
    """Read on in each of these channels; what Slack tells no more of is left."""
    for channel in channels:
        try:
            _read_on(workspace, channel, doors, now)
        except ChatError as error:
            if error.detail not in GONE | BARRED:
                raise
            _give_up(workspace, channel, error.detail in BARRED, doors, now)


def _give_up(workspace: str, channel: str, is_told: bool, doors: Doors, now: datetime) -> None:
    """Nothing more is read; who asks again begins anew, and what is known is not read twice. It is
    told where that can be.
    """
    with doors.records.work(workspace) as work:
        manners = work.manners_of_channels([channel])[channel]
        if is_told and manners.back is not None:
            key = f"{key_of(channel, manners.back)}:barred"
            post = Post(lead=_plain(doors.voice.say("back_barred")))
            work.send(Sending(key=key, way="post", channel=channel, post=post), now)
        work.keep_manners(channel, manners.model_copy(update={"back": None}), now)
        work.plan_due("back", channel, None)
        work.commit()


def _read_on(workspace: str, channel: str, doors: Doors, now: datetime) -> None:
    for _ in range(CALLS):
        with doors.records.work(workspace) as work:
            back = work.manners_of_channels([channel])[channel].back
            if back is None or back.is_done:
                _end(work, channel, back, doors, now)
                work.commit()
                return
        if back.threads:
            _read_below(workspace, channel, back, doors, now)
            continue
        until = min(back.reached + back.span, back.upto)
        after, before = back.reached - _A_MOMENT, until
        past = doors.directory.past(workspace, channel, _ts(after), _ts(before), AT_ONCE)
        if past.is_more and back.span > LEAST:
            narrower = back.model_copy(update={"span": max(back.span / 4, LEAST)})
            _keep(workspace, channel, narrower, [], doors, now)
            continue
        found = [_taken(workspace, channel, one, doors, now) for one in past.messages]
        wider = min(back.span * 2, MOST) if len(found) < FEW else back.span
        heads = tuple(
            one.ts
            for one, taken in zip(past.messages, found, strict=True)
            if one.has_replies and taken.is_update
        )
        read = back.model_copy(update={"reached": until, "span": wider, "threads": heads})
        _keep(workspace, channel, read, found, doors, now)


def _read_below(workspace: str, channel: str, back: LookBack, doors: Doors, now: datetime) -> None:
    """What people said below one update."""
    head, *rest = back.threads
    below = doors.directory.replies(workspace, channel, head, AT_ONCE)
    found = [_taken(workspace, channel, one, doors, now) for one in below]
    read = back.model_copy(update={"threads": tuple(rest)})
    _keep(workspace, channel, read, found, doors, now)


class _Taken(NamedTuple):
    """What came of one message."""

    is_update: bool = False
    proposals: tuple[str, ...] = ()


def _keep(
    workspace: str,
    channel: str,
    read: LookBack,
    found: Sequence[_Taken],
    doors: Doors,
    now: datetime,
) -> None:
    """How far it is, and the one message about it where it is done."""
    made = [id for one in found for id in one.proposals]
    told = {
        "messages": read.messages + len(found),
        "updates": read.updates + sum(one.is_update for one in found),
        "proposals": (*read.proposals, *(id for id in made if id not in read.proposals)),
    }
    read = read.model_copy(update=told)
    with doors.records.work(workspace) as work:
        manners = work.hold_manners(channel, now)
        if manners.back is not None and manners.back.is_stopped:
            read = read.model_copy(update={"is_stopped": True, "upto": read.reached, "threads": ()})
        work.keep_manners(channel, manners.model_copy(update={"back": read}), now)
        if read.is_done:
            _end(work, channel, read, doors, now)
        else:
            work.plan_due("back", channel, now + PAUSE)
        work.commit()


def _end(work: Work, channel: str, read: LookBack | None, doors: Doors, now: datetime) -> None:
    """Nothing is left to be read: what was found is told, once, and nobody can stop it any more."""
    work.plan_due("back", channel, None)
    if read is None:
        return
    key = key_of_card(read.asked)
    card = work.shown(key) if read.asked else None
    if card is not None and card.options:
        work.change(key, card.model_copy(update={"options": ()}), f"{key}:ended", now)
    work.send(_sending(work, channel, read, doors), now)


def _taken(workspace: str, channel: str, one: Earlier, doors: Doors, now: datetime) -> _Taken:
    """Read one message; what is known of already is left alone."""
    said = Posted(
        workspace=workspace,
        channel=channel,
        user=one.author,
        at=datetime.fromtimestamp(float(one.ts), UTC),
        ts=one.ts,
        thread=one.thread,
        text=one.text,
        links=one.links,
        looked_up=True,
    )
    with doors.records.work(workspace) as work:
        is_known = _is_known(work, workspace, channel, one.ts)
        here = work.investments_in(channel)
    if is_known or not doors.reader.could_be_update(one.text):
        return _Taken()
    reading = doors.reader.read(as_said(said, doors))
    here = [home for home in here if may_hear(workspace, channel, one.author, home, doors)]
    if not reading.is_update or not here:
        return _Taken()
    facts = place.with_files(reading.facts, said.links)
    homes = place.about(said.text, here, facts)
    parts = apart.told(said.text, here, facts) if len(here) > 1 else []
    if not parts and len(homes) == 1:
        parts = [(homes[0], list(facts))]
    source = place.source_of(said, doors)
    made = [_proposed(said, home, reading, own, source, doors, now) for home, own in parts]
    return _Taken(True, tuple(id for id in made if id))


def _is_known(work: Work, workspace: str, channel: str, ts: str) -> bool:
    """Whether anything came of a message before: also where it was asked about and put aside as no
    update.
    """
    if work.holds(channel, ts) or work.is_changed(channel, ts):
        return True
    if work.proposals_under(channel, ts) or work.questions_under(channel, ts):
        return True
    return work.shown(notice.which_key(workspace, channel, ts)) is not None


def _proposed(
    said: Posted,
    home: Investment,
    reading: Reading,
    own: Sequence[Fact],
    source: Source,
    doors: Doors,
    now: datetime,
) -> str | None:
    """Keep what was claimed, and propose the figures nobody put on record or on a card yet; the id
    of the proposal.
    """
    with doors.records.work(said.workspace) as work:
        work.hold(home.id)
        plan = planned(work, home, reading, own, source, now)
        claims = (
            reading.claims if len(own) == len(reading.facts) else apart.claimed(reading.claims, own)
        )
        notice.keep_claims(work, home.id, reading, source, claims)
        waiting = [fact for one in work.open_proposals(home.id) for fact in one.facts]
        free = tuple(one for one in plan.stated if not any(conflict(one, w) for w in waiting))
        key = f"back:{said.channel}:{said.ts}:{home.id}"
        is_figure = any(one.fact.slot in LEVELS or one.fact.slot == "owner" for one in free)
        made = None
        if is_figure:
            kept = plan.model_copy(update={"stated": free})
            made = notice.propose_from(work, kept, source, key, doors, now)
        work.commit()
    return made.id if made else None


def _sending(work: Work, channel: str, read: LookBack, doors: Doors) -> Sending:
    found = [one for id in read.proposals if (one := work.proposal(id)) is not None]
    waiting = [one for one in found if one.state == "open"]
    figures = [line for one in waiting for line in _lines(work, one, doors)]
    counted = {"date": in_words(read.since.date()), "n": str(read.messages)}
    counted |= {"when": in_words(read.upto.date())} if read.is_stopped else {}
    said = "back_stopped" if read.is_stopped else "back_done"
    lead = doors.voice.say(said, **counted, total=str(read.updates))
    if not figures:
        post = Post(lead=_plain(f"{lead} {doors.voice.say('back_nothing')}"))
        return Sending(key=key_of(channel, read), way="post", channel=channel, post=post)
    more = len(figures) - SHOWN
    rest = [_line(doors.voice.say("and_more", n=str(more)))] if more > 0 else []
    part = Part(title=doors.voice.say("back_figures"), lines=(*figures[:SHOWN], *rest))
    label = doors.voice.say("button_back_cards")
    option = Option(ref="read-back cards 0", label=label, verb="set")
    post = Post(lead=_plain(lead), parts=(part,), options=(option,))
    return Sending(key=key_of(channel, read), way="post", channel=channel, post=post)


def key_of(channel: str, read: LookBack) -> str:
    """The key of the one message about what was found."""
    upto = f"stopped:{read.asked}" if read.is_stopped else _ts(read.upto)
    return f"back:{channel}:{_ts(read.since)}:{upto}"


def key_of_card(event: str) -> str:
    """The key of the card by which it was asked for."""
    return f"back:{event}"


def _lines(work: Work, proposal: Proposal, doors: Doors) -> list[Line]:
    home = work.investment(proposal.investment)
    if home is None:
        return []
    grown = place.grown(home, proposal.facts)
    return [_figure(one, grown, doors) for one in proposal.facts if one.fact.slot in LEVELS]


def _figure(stated: Stated, home: Investment, doors: Doors) -> Line:
    measure = home.measure(stated.measure)
    label = doors.voice.say(f"label_{stated.fact.slot}").lower()
    named = f"{measure.name if measure else home.name}, {label}: "
    shown = Span(text=typed.shown(stated.fact) or "", href=stated.permalink)
    if stated.fact.as_of is not None:
        return (Span(text=named), shown)
    said = doors.voice.say("said_on", date=in_words(stated.said_at.date()))
    return (Span(text=named), shown, Span(text=f" ({said})"))


def _line(words: str) -> Line:
    return (Span(text=words),)


def _plain(words: str) -> tuple[Line, ...]:
    return (_line(words),)


def _ts(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"
