"""Withdraw: a figure on record is taken back by saying so, and a click: an undo in words."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import (
    cards,
    choices,
    confirm,
    correct,
    corrections,
    merged,
    place,
    thread,
    undo,
    withdrawals,
)
from bot.advice.doors import Doors
from bot.advice.naming import moment_of
from bot.advice.quietly import quietly
from bot.advice.withdrawals import Withdrawal
from bot.benefits import measures
from bot.benefits.conversation import (
    Clicked,
    Line,
    Option,
    Picked,
    Post,
    Posted,
    Sending,
    Span,
    Verb,
)
from bot.benefits.evidence import evidence_of
from bot.benefits.facts import LEVELS, Recorded
from bot.benefits.fiscal import day_of
from bot.benefits.investment import Investment
from bot.benefits.moments import in_full
from bot.benefits.periods import in_words
from bot.benefits.position import in_force
from bot.ports import Done, Voice, Work

Found = tuple[Investment, Recorded]

OFFERED = correct.OFFERED
"""Figures to choose from, at most."""


def withdraw(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Propose to take back the figure a message names. Returns whether it did, or told that there
    is none.

    In a thread of ours it is one of its investment; said to us, any that its readers may see, what
    is at home here first; said to nobody, only the one figure at home here that it names.
    """
    withdrawal = withdrawals.said(said.text)
    if withdrawal is None:
        return False
    ours = thread.find(said, doors, now, said.about) if said.thread else None
    if said.thread and ours is None and not said.to_us:
        return False
    seen = [ours.investment] if ours else correct.seen(said, doors)
    if withdrawal.is_bare and ((ours and ours.open) or not (ours or said.to_us)):
        return False
    found = _found(withdrawal, seen, said, doors)
    if len(found) != 1 and not ours and not said.to_us:
        return False
    if not found and not (said.to_us or withdrawal.is_plain):
        return False
    if not found and withdrawal.is_bare:
        return False
    _answer(found, bool(ours and ours.open), said, event, doors, now)
    return True


def _found(
    withdrawal: Withdrawal, seen: Sequence[Investment], said: Posted, doors: Doors
) -> list[Found]:
    source = place.source_of(said, doors)
    with doors.records.work(said.workspace) as work:
        today = day_of(said.at.date(), work.manners_of_house().fiscal_start)
        known = in_force(work.facts_in_force([one.id for one in seen]))
    reader = corrections.Once(doors.reader)
    return [
        (home, fact)
        for home in seen
        for fact in withdrawals.meant(
            withdrawal,
            [one for one in known if one.investment == home.id],
            home,
            reader,
            source,
            today,
        )
    ]


def _answer(
    found: Sequence[Found],
    is_waiting: bool,
    said: Posted,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    refusal = correct.refusal(sorted({home.channel for home, _ in found}), said, doors)
    if not found:
        refusal = doors.voice.say("withdraw_waits" if is_waiting else "withdraw_none")
    elif len(found) > OFFERED:
        refusal = doors.voice.say("withdraw_too_many", n=str(len(found)))
    with doors.records.work(said.workspace) as work:
        if refusal is not None:
            work.send(quietly(said, event, refusal), now)
        else:
            _offer(work, found, said, doors, now)
        work.finish(event, now)
        work.commit()


def _offer(work: Work, found: Sequence[Found], said: Posted, doors: Doors, now: datetime) -> None:
    sending = Sending(
        key=_key(said.workspace, said.channel, said.ts),
        way="post",
        channel=said.channel,
        thread=said.thread or said.ts,
        post=_card(work, *found[0], said.ts, doors.voice)
        if len(found) == 1
        else _which(found, said.ts, doors.voice),
    )
    work.send(sending, now)


def _which(found: Sequence[Found], ts: str, voice: Voice) -> Post:
    several = len({home.id for home, _ in found}) > 1
    options = tuple(
        _option("pick", ts, home, fact, _named(home, fact, several, voice)) for home, fact in found
    )
    return Post(lead=((Span(text=voice.say("withdraw_which")),),), options=options)


def _card(work: Work, home: Investment, fact: Recorded, ts: str, voice: Voice) -> Post:
    """The figure, who said it and when, what shows it, and what counts without it."""
    on_record = work.facts([home.id])
    shown = [one.fact.ref for one in evidence_of(fact, in_force(on_record)) if one.fact.ref]
    gone = [_row(one, "", fact.said_at) for one in (fact, *_along(fact, on_record))]
    left = cards.recorded(in_force([*on_record, *gone]), fact.measure, fact.fact.slot)
    lead: list[Line] = [
        (Span(text=voice.say("withdraw_this", agreed=_named(home, fact, True, voice))),),
        _said(fact, voice),
    ]
    if shown:
        lead.append((Span(text=voice.say("withdraw_source", what=", ".join(shown))),))
    agreed = measures.in_short(left.fact) if left else None
    then = voice.say("withdraw_then", agreed=agreed) if agreed else voice.say("withdraw_then_none")
    lead.append((Span(text=then),))
    options = tuple(
        _option(verb, ts, home, fact, voice.say(f"button_{verb}")) for verb in ("withdraw", "leave")
    )
    return Post(lead=tuple(lead), options=options)


def _said(fact: Recorded, voice: Voice) -> Line:
    if fact.author is None:
        return (Span(text=voice.say("withdraw_deleted")),)
    when = voice.say("withdraw_said", date=in_words(fact.said_at.date().isoformat()))
    return (Span(text=f"{when} ", href=fact.permalink), Span(text="", user=fact.author))


def _named(home: Investment, fact: Recorded, several: bool, voice: Voice) -> str:
    measure = home.measure(fact.measure)
    name = measure.name if measure else home.name
    return voice.say(
        "figure_of",
        title=voice.say(f"label_{fact.fact.slot}"),
        measure=f"{home.name}, {name}" if several and measure else name,
        agreed=measures.in_short(fact.fact),
    )


def _option(verb: Verb, ts: str, home: Investment, fact: Recorded, label: str) -> Option:
    ref = Picked(what="withdraw", ts=ts, id=f"{home.id}:{fact.id}").as_ref()
    return Option(ref=ref, label=label, verb=verb)


def _key(workspace: str, channel: str, ts: str) -> str:
    return choices.key_of("withdraw", workspace, channel, ts)


def press(click: Clicked, picked: Picked, event: str, doors: Doors, now: datetime) -> None:
    """Take back the figure, leave it, or show the one of several that was picked; once: the second
    of two people sees who was first.
    """
    investment, _, id = (picked.id or "").partition(":")
    with doors.records.work(click.workspace) as work:
        home = merged.found(work, investment)
    refusal = _why_not(click, home, doors)
    with doors.records.work(click.workspace) as work:
        home = merged.hold(work, home.id) if home else None
        fact = _counting(work, home, id) if home else None
        told = refusal or _too_late(work, home, id, doors.voice) if fact is None else refusal
        if told is None and home is not None and fact is not None:
            _do(work, click, picked.ts, home, fact, event, doors, now)
        else:
            confirm.tell(work, click, told or doors.voice.say("gone"), event, now)
        work.finish(event, now)
        work.commit()


def _why_not(click: Clicked, home: Investment | None, doors: Doors) -> str | None:
    if home is None:
        return doors.voice.say("gone")
    refusal = confirm.who_may_record(click.workspace, home.channel, click.user, doors)
    if refusal is not None:
        return refusal
    may_hear = thread.may_hear(click.workspace, click.channel, click.user, home, doors)
    return None if may_hear else doors.voice.say("moved_away")


def _counting(work: Work, home: Investment, id: str) -> Recorded | None:
    return next((one for one in in_force(work.facts([home.id])) if one.id == id), None)


def _too_late(work: Work, home: Investment | None, id: str, voice: Voice) -> str | Line | None:
    known = work.facts([home.id]) if home else []
    row = next((one for one in known if one.withdraws and one.supersedes == id), None)
    if row is None:
        return None
    said = voice.say("already_decided", what=voice.say("state_undone"))
    return (Span(text="", user=row.recorded_by), Span(text=f" {said}"))


def _do(
    work: Work,
    click: Clicked,
    ts: str,
    home: Investment,
    fact: Recorded,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    key = _key(click.workspace, click.channel, ts)
    if not choices.is_open(work, key):
        confirm.tell(work, click, doors.voice.say("already_closed"), event, now)
    elif click.verb == "pick":
        work.change(key, _card(work, home, fact, ts, doors.voice), event, now)
    elif click.verb == "leave":
        choices.settle(work, key, doors.voice.say("withdraw_left"), click.user, event, now)
    else:
        take_back(work, key, home, fact, click.user, event, doors, now)


def take_back(
    work: Work,
    key: str,
    home: Investment,
    fact: Recorded,
    by: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Append a row that takes the figure back, and one for all that is said of it alone."""
    rows = [fact, *_along(fact, work.facts([home.id]))]
    for one in rows:
        work.append(_row(one, by, now))
    done = Done(investment=home.id, by=by, at=now, what="withdraw", words=fact.id)
    work.audit(f"{event}:withdraw", done)
    said = moment_of(doors.voice.say("withdrawn_by", date=in_full(now)), now)
    choices.settle(work, key, said, by, event, now)
    undo.tell_on_cards(work, home.id, rows, by, event, doors, now)


def offered(post: Post) -> Picked | None:
    """The figure a post of ours proposes to take back; None where it proposes none."""
    refs = (Picked.of_ref(one.ref) for one in post.options if one.verb == "withdraw")
    return next(refs, None)


def figure(work: Work, picked: Picked) -> Recorded | None:
    """The figure meant by a button, where it counts."""
    investment, _, id = (picked.id or "").partition(":")
    home = work.investment(investment)
    return _counting(work, home, id) if home else None


def accept(
    work: Work, key: str, picked: Picked, by: str, event: str, doors: Doors, now: datetime
) -> None:
    """Take back what is proposed, as if the person who said so had clicked."""
    fact = figure(work, picked)
    home = work.investment(fact.investment) if fact else None
    if home is not None and fact is not None:
        work.hold(home.id)
        take_back(work, key, home, fact, by, event, doors, now)


def _row(fact: Recorded, by: str, now: datetime) -> Recorded:
    gone = {"id": undo.withdrawn(fact.id), "supersedes": fact.id, "withdraws": True}
    return fact.model_copy(update=gone | {"corrects": False, "recorded_by": by, "recorded_at": now})


def _along(fact: Recorded, on_record: Sequence[Recorded]) -> list[Recorded]:
    """What is said of this figure and of no other: its sources, and its period."""
    counting = in_force(on_record)
    others = [one for one in counting if one.fact.slot in LEVELS and one.id != fact.id]
    shared = [each for one in others for each in evidence_of(one, counting)]
    sources = [one for one in evidence_of(fact, counting) if one.measure and one not in shared]
    place = (fact.place, fact.measure)
    is_alone = all((one.place, one.measure) != place for one in others)
    return [
        one
        for one in counting
        if one in sources
        or (is_alone and one.fact.slot == "timeframe" and (one.place, one.measure) == place)
    ]
