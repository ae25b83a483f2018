"""Framing: what an investment is for is put on record before it is told by what was delivered."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.advice import appoint, cards, confirm, eyes, merged, place, pose, settle
from bot.advice.ask import Wanted, as_question
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.plan import Plan, chosen_now
from bot.advice.practices import (
    framing_form,
    framing_sent,
    framing_told,
    readiness_due,
    why_activity,
)
from bot.advice.practices.framing_form import BEGIN, FIGURES, FRAME, SAID
from bot.advice.practices.framing_sent import Framing, framing_of
from bot.advice.practices.practised import GuideWay, Practised
from bot.advice.practices.twin import Twin, beside, twin_of
from bot.advice.thread import may_hear
from bot.benefits import measures
from bot.benefits.accepted import Role
from bot.benefits.conversation import (
    FORM,
    Ask,
    Card,
    Guided,
    Option,
    Post,
    Sending,
    Span,
)
from bot.benefits.entries import Entry, counting
from bot.benefits.facts import Slot
from bot.benefits.gaps import Gap, open_gaps
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal
from bot.benefits.reminders import Step
from bot.ports import Channel, Done, Work

_Asks = Mapping[Slot, Ask]


@dataclass(frozen=True)
class _Sent:
    """A form that was sent, with all that had to be looked up for it."""

    guided: Guided
    framing: Framing
    where: Channel
    named: tuple[appoint.Named, ...]
    asks: _Asks
    twin: Twin | None
    is_heard: bool
    event: str
    doors: Doors
    now: datetime

    @property
    def user(self) -> str:
        return self.guided.user

    @property
    def told_in(self) -> str:
        """Where it is told: at home, or to who sent it alone, where not everybody may hear it."""
        return self.framing.after.channel if self.is_heard else self.user


def keep(sent: Guided, event: str, doors: Doors, now: datetime) -> None:
    """Put what the form holds on record, tell the channel what stays open, and ask the first of it;
    who may not is told why.
    """
    found = _looked_up(sent, event, doors, now)
    with doors.records.work(sent.workspace) as work:
        if isinstance(found, str):
            _refuse(work, sent, found, event, now)
        else:
            _keep(work, found)
        work.finish(event, now)
        work.commit()


def _looked_up(sent: Guided, event: str, doors: Doors, now: datetime) -> _Sent | str:
    """The form with all it needs of the record and the world; or why it is not kept."""
    visible = eyes.of_person(sent.workspace, sent.user, doors)
    name = framing_sent.tidy(sent.fields.get("name", ""))
    id = sent.ref or place.investment_id(sent.workspace, sent.channel, name)
    with doors.records.work(sent.workspace, visible) as work:
        investment = merged.found(work, id)
        known = framing_form.on_record(work, investment) if investment else None
        starts = work.manners_of_house().fiscal_start
        is_taken = investment is None and any(
            measures.key(one.name) == measures.key(name) for one in work.investments()
        )
    if sent.ref and known is None:
        return doors.voice.say("gone")
    channel = known.investment.channel if known else sent.channel
    refusal = confirm.who_may_record(sent.workspace, channel, sent.user, doors)
    where = eyes.seen(sent.workspace, channel, doors)
    if refusal is not None or where is None:
        return refusal or doors.voice.say("not_invited")
    if not where.is_ours or where.is_direct:
        return doors.voice.say("not_invited" if not where.is_ours else "framing_where")
    if is_taken:
        return doors.voice.say("exists", investment=name)
    new = Investment(id=id, name=name, channel=channel, channel_is_private=where.is_private)
    framing = framing_of(sent, known, new, starts, event, doors)
    owner = framing_sent.as_changed(sent).fields.get("owner")
    people: list[tuple[Role, str]] = [("owner", owner)] if owner else []
    people += [("sponsor", framing.sponsor)] if framing.sponsor else []
    measure = framing.measure
    return _Sent(
        guided=sent,
        framing=framing,
        where=where,
        is_heard=may_hear(sent.workspace, channel, sent.user, framing.after, doors),
        named=_named(sent.workspace, people, where, doors),
        asks=framing_told.asks_of(framing.after, measure, doors),
        twin=twin_of(measure.name, measure.unit, doors) if measure else None,
        event=event,
        doors=doors,
        now=now,
    )


def _named(
    workspace: str, people: Sequence[tuple[Role, str]], where: Channel, doors: Doors
) -> tuple[appoint.Named, ...]:
    """Who is named, each with what they may see once this channel is the home of an investment: it
    may be none yet.
    """
    found = appoint.look(workspace, people, doors)
    return tuple(_reading(one, workspace, where, doors) for one in found)


def _reading(one: appoint.Named, workspace: str, where: Channel, doors: Doors) -> appoint.Named:
    if one.audience is None:
        return one
    is_full = doors.directory.person(workspace, one.person).is_full_member
    if one.person not in where.members and (where.is_private or not is_full):
        return one
    channels = one.audience.channels | {where.id}
    return one.model_copy(
        update={"audience": one.audience.model_copy(update={"channels": channels})}
    )


def _refuse(work: Work, sent: Guided, said: str, event: str, now: datetime) -> None:
    post = Post(lead=((Span(text=said),),))
    if sent.reply_to:
        way = {"key": f"reply:{event}", "way": "reply", "reply_to": sent.reply_to}
        work.send(Sending(channel=sent.channel, post=post, **way), now)
        return
    work.send(Sending(key=f"post:{event}", way="post", channel=sent.user, post=post), now)


def _keep(work: Work, sent: _Sent) -> None:
    framing, now = sent.framing, sent.now
    after = framing.after
    if work.investment(after.id) is None:
        work.add_investment(after, sent.user, now)
        work.plan_due("weekly", after.id, now)
    merged.hold(work, after.id)
    work.keep(after)
    said = _enter(work, sent)
    recorded = _recorded(work, sent)
    words = ", ".join(sorted(framing_sent.as_changed(sent.guided).fields))
    done = Done(investment=after.id, by=sent.user, at=now, what="frame", words=words)
    work.audit(sent.event, done)
    _plan(work, sent)
    kept = work.investment(after.id) or after
    sponsors = [one for one in sent.named if one.role == "sponsor"]
    at = (sent.told_in, None)
    workspace = sent.guided.workspace
    appoint.ask(work, workspace, kept, sponsors, sent.user, at, sent.event, sent.doors, now)
    _announce(work, sent, kept, said, recorded)
    if recorded is not None:
        owners = [one for one in sent.named if one.role == "owner"]
        appoint.follow(work, workspace, recorded[0].id, owners, sent.event, sent.doors, now)


def _plan(work: Work, sent: _Sent) -> None:
    """What is asked when follows the date of go-live; who moved it stays on the trail."""
    before, after = sent.framing.before, sent.framing.after
    if after.go_live is None or (before is not None and before.go_live == after.go_live):
        return
    readiness_due.plan(work, [after], sent.now)
    words = after.go_live.isoformat()
    moved = Done(investment=after.id, by=sent.user, at=sent.now, what="go-live", words=words)
    work.audit(f"{sent.event}:go-live", moved)


def _enter(work: Work, sent: _Sent) -> dict[str, str]:
    """Keep what no field of the profile holds, each in place of what was said before; all of it by
    kind.
    """
    home = sent.framing.after.id
    before = framing_form.framed(counting(work.entries([home], "framing")))
    for kind in SAID:
        words = sent.framing.words.get(kind)
        if not words:
            continue
        earlier = before.get(kind)
        entry = Entry(
            id="e" + hashlib.sha256(f"{sent.event}\x1f{kind}".encode()).hexdigest()[:16],
            investment=home,
            practice="framing",
            what=kind,
            text=words,
            author=sent.user,
            said_at=sent.guided.at,
            recorded_by=sent.user,
            recorded_at=sent.now,
            channel=sent.framing.after.channel,
            ts=f"{FORM}{sent.event}",
            supersedes=earlier.id if earlier else None,
        )
        work.enter(entry.kept())
    now = framing_form.framed(counting(work.entries([home], "framing")))
    return {kind: one.text for kind, one in now.items()}


def _recorded(work: Work, sent: _Sent) -> tuple[Proposal, Card] | None:
    """What the ledger keeps, and its card: sending the form is the sender's record."""
    if not sent.framing.stated:
        return None
    before = work.facts([sent.framing.after.id])
    proposal = Proposal(
        id=place.proposal_id(sent.event),
        investment=sent.framing.after.id,
        facts=sent.framing.stated,
        channel=sent.told_in,
        thread=f"{FORM}{sent.event}",
        at=sent.now,
    )
    work.propose(proposal)
    confirm.record(work, proposal, sent.user, sent.event, sent.doors, sent.now)
    voice = sent.doors.voice
    card = cards.card(proposal, sent.framing.after, before, voice)
    decided = {"decided": voice.say("recorded_by"), "decided_by": sent.user}
    return proposal, card.model_copy(update=decided | {"offers": settle.RECORDED})


def _announce(
    work: Work,
    sent: _Sent,
    kept: Investment,
    said: Mapping[str, str],
    recorded: tuple[Proposal, Card] | None,
) -> None:
    """One post: what was framed, what stays open, and of that the first question."""
    say = sent.doors.voice.say
    on_record = work.facts([kept.id])
    counts = in_force(on_record)
    gaps = open_gaps("framing", kept, counts)
    key = f"card:{recorded[0].id}" if recorded else f"framed:{sent.event}"
    ask = _asked(work, sent, kept, gaps, key) if sent.is_heard else None
    open = framing_told.open_part(work, kept, said, sent.doors)
    parts = (framing_told.framed(kept, said, sent.now.date(), sent.doors), open)
    framed = say("framing_framed", investment=kept.name)
    lead = (Span(text="", user=sent.user), Span(text=f" {framed}"))
    more = Option(ref=f"{FRAME}|{kept.id}", label=say("framing_button_more"), verb="guide")
    post = Post(
        lead=(lead,),
        parts=tuple(part for part in parts if part.lines),
        card=recorded[1] if recorded else None,
        ask=ask,
        options=(more,),
        closing=say("framing_as_of", date=in_words(sent.now.date())),
    )
    name = sent.framing.measure.name if sent.framing.measure else ""
    post = beside(post, sent.twin, name, sent.doors.voice)
    work.send(Sending(key=key, way="post", channel=sent.told_in, post=post), sent.now)


def _asked(work: Work, sent: _Sent, kept: Investment, gaps: Sequence[Gap], key: str) -> Ask | None:
    """The first thing that stays open, put to who framed it, where they may be asked now."""
    own = sent.framing.measure
    candidates = tuple(
        Wanted(gap=gap, signal="plan")
        for gap in gaps
        if gap.measure is None or (own is not None and gap.measure.id == own.id)
    )
    plan = Plan(
        investment=kept,
        on_record=tuple(work.facts([kept.id])),
        stated=(),
        candidates=candidates,
        person=sent.user,
    )
    chosen = chosen_now(work, candidates, plan, sent.now)
    if chosen is None:
        return None
    worded = sent.asks[chosen.gap.asks]
    question = as_question(worded, chosen, kept.id, sent.user, kept.channel, "", sent.now)
    if not work.ask(question):
        return None
    step = Step(
        investment=kept.id,
        question=question.id,
        person=sent.user,
        at=sent.now,
        what="asked",
        post=key,
    )
    work.step(step)
    return pose.as_ask(question, sent.user)


PRACTICE = Practised(
    guides={
        BEGIN: GuideWay(framing_form.begins, framing_sent.wrong_name, keep, framing_form.figures),
        FRAME: GuideWay(framing_form.opens, framing_sent.wrong_name, keep, framing_form.figures),
        FIGURES: GuideWay(framing_form.opens, framing_sent.wrong, keep),
    },
    guided_commands={"new": BEGIN, "frame": FRAME},
    hears=why_activity.hears,
    part=why_activity.part,
    line=why_activity.line,
)
