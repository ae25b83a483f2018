"""Notice: an update is read; what it states is proposed, and what it lacks is asked for once."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import (
    apart,
    ask,
    assign,
    cards,
    choices,
    either,
    paused,
    place,
    propose,
    remark,
    systems_told,
    went_live,
)
from bot.advice.doors import Doors
from bot.advice.known import as_said, closely
from bot.advice.phrase import phrased
from bot.advice.place import Source
from bot.advice.plan import Plan, chosen_now, planned, question_of
from bot.advice.practices import offered, offers
from bot.advice.thread import may_hear
from bot.benefits.conversation import Ask, Line, Option, Post, Posted, Sending, Span
from bot.benefits.investment import Investment
from bot.benefits.practices.plans import is_of_the_plan
from bot.benefits.proposals import Proposal, in_dispute, worth_proposing
from bot.benefits.questions import signal_of
from bot.benefits.reading import Claim, Reading, said_once
from bot.ports import Noticed, Work

QUOTED = 4
"""Deliveries named back to the team in one line, at most."""

NONE = "none"
"""Stands on a button for no investment at all."""

LONGEST_SHOWN = 120
"""Characters of each that are shown."""


def notice(
    said: Posted,
    event: str,
    doors: Doors,
    now: datetime,
    chosen: str | None = None,
    waiting: Sequence[Posted] = (),
) -> bool:
    """Read an update and put what follows from it in the outbox.

    `chosen` is the investment a person picked where several share the channel; the replies that
    were `waiting` for that are handled next. Returns whether
    the message was an update of an investment of this channel, of which everybody who reads there
    may hear; if not, nothing was done.
    """
    with doors.records.work(said.workspace) as work:
        here = work.investments_in(said.channel)
    if not here:
        return False
    reading = doors.reader.read(closely(as_said(said, doors), said))
    if not reading.is_update:
        return False
    source = place.source_of(said, doors)
    facts = place.with_files(reading.facts, said.links)
    here = [one for one in here if may_hear(said.workspace, said.channel, said.user, one, doors)]
    is_asked = bool(here) and not said.by_app
    zone = paused.zone_of(said.workspace, said.user, doors.directory) if is_asked else None
    with doors.records.work(said.workspace) as work:
        homes = [one for one in here if one.id == chosen] or place.about(said.text, here, facts)
        plans = [
            planned(work, one, reading, facts, source, now, zone, said.by_app) for one in homes
        ]
    if not homes:
        return False
    parts = apart.told(said.text, here, facts) if chosen is None and len(homes) > 1 else []
    if parts:
        return _of_each(parts, said, event, reading, source, doors, now)
    plan = plans[0] if len(homes) == 1 else None
    is_moot = not said.to_us and (said.by_app or not any(map(_speaks, plans)))
    if plan is None and is_moot:
        return _leave(said, event, doors, now)
    asked = question_of(plan, said.text, said.workspace, doors) if plan else None
    asked = phrased(asked, plan, said, doors)
    home = plan.investment if plan else None
    beside = remark.others(said.workspace, said.channel, home, doors) if home else []
    with doors.records.work(said.workspace) as work:
        for one in here:
            work.hold(one.id)
        if chosen is not None and not choice_is_open(work, said.workspace, said.channel, said.ts):
            return False
        if plan is not None:
            keep_claims(work, plan.investment.id, reading, source)
            proposal = propose_from(work, plan, source, event, doors, now)
            post = _post(work, plan, proposal, asked, reading, source, doors, now)
            told = (work, offered.HEARS, plan.investment, said)
            post = offers.offered(*told, post, zone, doors, now)
            if not reading.is_doubted:
                post = post or went_live.noted(work, plan.investment, said, zone, doors, now)
            systems = (work, plan.investment, reading, _made(reading), said, zone, doors, now)
            post = post or systems_told.noted(*systems)
            if post is not None:
                _send(work, post, said, event, now)
                if proposal is not None:
                    either.ask(work, proposal, doors, now)
            _close_choice(work, said, plan.investment.name, post is None, event, doors, now)
            if proposal is not None:
                remark.remark(work, proposal, plan.stated, plan.investment, beside, doors, now)
            if not said.by_app:
                assign.ask_which(work, said, facts, plan.investment, None, doors.voice, now)
            work.follow(event, waiting, now)
            work.waited(said.channel, said.ts)
        else:
            _ask_which(work, homes, said, doors, now)
        work.finish(event, now)
        work.commit()
    return True


def _of_each(
    parts: Sequence[apart.Part],
    said: Posted,
    event: str,
    reading: Reading,
    source: Source,
    doors: Doors,
    now: datetime,
) -> bool:
    """A card for each investment that a message gives figures of; nobody is asked anything."""
    beside = {one.id: remark.others(said.workspace, said.channel, one, doors) for one, _ in parts}
    with doors.records.work(said.workspace) as work:
        for investment, own in parts:
            work.hold(investment.id)
            plan = planned(work, investment, reading, own, source, now)
            keep_claims(work, investment.id, reading, source, apart.claimed(reading.claims, own))
            key = f"{event}:{investment.id}"
            proposal = propose_from(work, plan, source, key, doors, now)
            post = _post(work, plan, proposal, None, reading, source, doors, now)
            if proposal is not None and post is not None:
                _send(work, post, said, key, now)
                either.ask(work, proposal, doors, now)
                remark.remark(
                    work, proposal, plan.stated, plan.investment, beside[investment.id], doors, now
                )
        work.waited(said.channel, said.ts)
        work.finish(event, now)
        work.commit()
    return True


def _speaks(plan: Plan) -> bool:
    """Whether something would be asked or proposed, were the update about this investment."""
    return plan.chosen is not None or bool(worth_proposing(plan.stated, plan.on_record))


def _leave(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Nobody is asked which investment is meant where nothing would follow from the answer."""
    with doors.records.work(said.workspace) as work:
        work.finish(event, now)
        work.commit()
    return True


def keep_claims(
    work: Work,
    investment: str,
    reading: Reading,
    source: Source,
    own: Sequence[Claim] | None = None,
) -> None:
    """Keep the claims of a message, or those of them that are the investment's own; nothing that a
    language model alone saw, as nobody is asked before they count.
    """
    for position, claim in enumerate(reading.claims):
        if claim in reading.only_drafted or (own is not None and claim not in own):
            continue
        place_said = source.model_dump(exclude={"edited_at"})
        noticed = Noticed(investment=investment, claim=claim.kept(), **place_said)
        work.notice(f"{source.channel}:{source.ts}:{position}", noticed)


def _post(
    work: Work,
    plan: Plan,
    proposal: Proposal | None,
    asked: Ask | None,
    reading: Reading,
    source: Source,
    doors: Doors,
    now: datetime,
) -> Post | None:
    """The one message that answers an update, or None where silence is better."""
    grown = place.grown(plan.investment, proposal.facts if proposal else ())
    shown = cards.card(proposal, grown, plan.on_record, doors.voice) if proposal else None
    is_in_doubt = proposal is not None and bool(in_dispute(proposal.facts))
    put = None if is_in_doubt else _put(work, plan, asked, source, now)
    if shown is None and put is None:
        return None
    lead = _lead(work, plan, reading, shown is not None, doors, now)
    return Post(lead=lead, card=shown, ask=put)


def propose_from(
    work: Work, plan: Plan, source: Source, event: str, doors: Doors, now: datetime
) -> Proposal | None:
    """Propose what of a text a person should decide on."""
    new = worth_proposing(plan.stated, plan.on_record)
    if not new:
        return None
    proposal = Proposal(
        id=place.proposal_id(event),
        investment=plan.investment.id,
        facts=tuple(new),
        channel=source.channel,
        thread=source.ts,
        at=now,
    )
    return propose.propose(work, proposal, event, doors, now)


def _put(work: Work, plan: Plan, asked: Ask | None, source: Source, now: datetime) -> Ask | None:
    """Keep the question, unless another one was put in the meantime."""
    if asked is None or plan.chosen is None:
        return None
    if plan.person is None or chosen_now(work, [plan.chosen], plan, now) is None:
        return None
    question = ask.as_question(
        asked, plan.chosen, plan.investment.id, plan.person, source.channel, source.ts, now
    )
    put = {"question": question.id, "to": plan.person if plan.person != source.author else None}
    return asked.model_copy(update=put) if work.ask(question) else None


def _lead(
    work: Work, plan: Plan, reading: Reading, has_card: bool, doors: Doors, now: datetime
) -> tuple[Line, ...]:
    """What was delivered, in the team's own words, and that it is not yet an outcome: nothing is
    called delivered by a language model alone. Of technical figures that is said once a quarter.
    """
    what = _made(reading)
    if has_card or not what:
        return ()
    home, say = plan.investment, doors.voice.say
    if signal_of(reading) == "technical_health":
        lines = systems_told.lines(work, home, what, doors, now)
        return tuple((Span(text=line),) for line in lines)
    lines = [say("delivered", what=what)]
    if not reading.made("outcome"):
        lines.append(say("nothing_shown", investment=home.name))
    return tuple((Span(text=line),) for line in lines)


def _made(reading: Reading) -> str:
    """What was delivered, in the team's own words; nothing where that is nothing."""
    made = [one for one in said_once(reading.own_claims) if not is_of_the_plan(one.quote)]
    quotes = dict.fromkeys(claim.quote.rstrip(" .") for claim in made)
    return ", ".join(f"“{_in_short(quote)}”" for quote in list(quotes)[:QUOTED])


def _in_short(quote: str) -> str:
    return quote if len(quote) <= LONGEST_SHOWN else f"{quote[: LONGEST_SHOWN - 1].rstrip()}…"


def _ask_which(
    work: Work, homes: Sequence[Investment], said: Posted, doors: Doors, now: datetime
) -> None:
    """With a button for each and one for none of them; of many, one that is named in a reply."""
    is_many = len(homes) >= choices.MOST
    named = () if is_many else tuple(Option(ref=one.id, label=one.name) for one in homes)
    none = Option(ref=NONE, label=doors.voice.say("no_investment_meant"))
    lead = doors.voice.say("which_investment_of_many" if is_many else "which_investment")
    post = Post(lead=((Span(text=lead),),), options=(*named, none))
    key = which_key(said.workspace, said.channel, said.ts)
    sending = Sending(key=key, way="post", channel=said.channel, thread=said.ts, post=post)
    work.send(sending, now)


def which_key(workspace: str, channel: str, ts: str) -> str:
    """The key of the post that asks which investment the update `ts` is about."""
    return f"which:{workspace}:{channel}:{ts}"


def choice_is_open(work: Work, workspace: str, channel: str, ts: str) -> bool:
    """Whether it was asked which investment an update is about, and nobody has said yet."""
    shown = work.shown(which_key(workspace, channel, ts))
    return shown is not None and bool(shown.options)


def _close_choice(
    work: Work,
    said: Posted,
    name: str,
    is_silent: bool,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Where it was asked which investment is meant, show the chosen one and no buttons.

    Whoever chose hears it where nothing else is said.
    """
    key = which_key(said.workspace, said.channel, said.ts)
    shown = work.shown(key)
    if shown is not None:
        closing = doors.voice.say("chosen_in_silence", investment=name) if is_silent else name
        chosen = shown.model_copy(update={"options": (), "closing": closing})
        work.change(key, chosen, event, now)


def _send(work: Work, post: Post, said: Posted, event: str, now: datetime) -> None:
    sending = Sending(
        key=key_of(post, event), way="post", channel=said.channel, thread=said.ts, post=post
    )
    work.send(sending, now)


def key_of(post: Post, event: str) -> str:
    """A card's or question's post has its own lasting key, so that it can be changed later."""
    if post.card is not None:
        return f"card:{post.card.proposal}"
    return f"ask:{post.ask.question}" if post.ask else f"post:{event}"
