"""Notice: an update is read; what it states is proposed, and what it lacks is asked for once."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import ask, cards, place
from bot.advice.doors import Doors
from bot.advice.place import Source
from bot.benefits.conversation import Ask, Line, Option, Post, Posted, Sending, Span
from bot.benefits.facts import LEVELS, Recorded, Stated, Value
from bot.benefits.investment import Investment
from bot.benefits.proposals import Proposal
from bot.benefits.reading import Reading, Said
from bot.ports import Noticed, Work

QUOTED = 4
"""Deliveries named back to the team in one line, at most."""


class _Plan(Value):
    """What would be said about an update, before it is put on record."""

    investment: Investment
    on_record: tuple[Recorded, ...]
    stated: tuple[Stated, ...]
    chosen: ask.Wanted | None


def notice(
    said: Posted, event: str, doors: Doors, now: datetime, chosen: str | None = None
) -> bool:
    """Read an update and put what follows from it in the outbox.

    `chosen` is the investment a person picked where several share the channel. Returns whether
    the message was an update of an investment of this channel; if not, nothing was done.
    """
    reading = doors.reader.read(Said(text=said.text, at=said.at, author=said.user))
    permalink = doors.directory.permalink(said.workspace, said.channel, said.ts)
    source = Source(
        author=said.user,
        said_at=said.at,
        channel=said.channel,
        ts=said.ts,
        permalink=permalink,
    )
    with doors.records.work(said.workspace) as work:
        here = work.investments_in(said.channel) if reading.is_update else []
        homes = [one for one in here if one.id == chosen] or place.about(
            said.text, here, reading.facts
        )
        plan = _plan(work, homes[0], reading, source, now) if len(homes) == 1 else None
    if not homes:
        return False
    asked = _worded(plan, said.text, doors) if plan else None
    with doors.records.work(said.workspace) as work:
        if plan is not None:
            work.hold(plan.investment.id)
            _keep_claims(work, plan.investment.id, reading, source)
            post = _post(work, plan, asked, reading, source, event, doors, now)
            if post is not None:
                _send(work, post, said, event, now)
        else:
            _send(work, _which(homes, doors), said, event, now)
        work.finish(event, now)
        work.commit()
    return True


def _plan(
    work: Work, investment: Investment, reading: Reading, source: Source, now: datetime
) -> _Plan:
    grown = place.with_new_measures(investment, reading.facts)
    on_record = work.facts([investment.id])
    stated = place.placed(reading.facts, grown, source)
    chosen = ask.choose(
        ask.wanted(grown, on_record, stated, reading, source.said_at),
        investment.id,
        source.author,
        work.questions(investment.id),
        work.times_asked(source.author, now - ask.A_WEEK),
        now,
    )
    return _Plan(investment=grown, on_record=tuple(on_record), stated=tuple(stated), chosen=chosen)


def _worded(plan: _Plan, update: str, doors: Doors) -> Ask | None:
    if plan.chosen is None:
        return None
    return ask.worded(
        plan.chosen, plan.investment, update, doors.wordings, doors.library, doors.voice
    )


def _keep_claims(work: Work, investment: str, reading: Reading, source: Source) -> None:
    for position, claim in enumerate(reading.claims):
        noticed = Noticed(investment=investment, claim=claim, **source.model_dump())
        work.notice(f"{source.channel}:{source.ts}:{position}", noticed)


def _post(
    work: Work,
    plan: _Plan,
    asked: Ask | None,
    reading: Reading,
    source: Source,
    event: str,
    doors: Doors,
    now: datetime,
) -> Post | None:
    """The one message that answers an update, or None where silence is better."""
    proposal = _propose(work, plan, source, event, now)
    shown = cards.card(proposal, plan.investment, plan.on_record, doors.voice) if proposal else None
    put = _put(work, plan, asked, source, now)
    if shown is None and put is None:
        return None
    return Post(lead=_lead(plan, reading, shown is not None, doors), card=shown, ask=put)


def _propose(work: Work, plan: _Plan, source: Source, event: str, now: datetime) -> Proposal | None:
    """Propose the figures and owners of a text that are not on record already."""
    new = [fact for fact in plan.stated if not known(fact, plan.on_record)]
    if not any(fact.fact.slot in LEVELS or fact.fact.slot == "owner" for fact in new):
        return None
    proposal = Proposal(
        id=place.proposal_id(event),
        investment=plan.investment.id,
        facts=tuple(new),
        channel=source.channel,
        thread=source.ts,
        at=now,
    )
    work.propose(proposal)
    return proposal


def known(stated: Stated, on_record: Sequence[Recorded]) -> bool:
    """Whether the record says the same already; evidence and dates go with their figure."""
    if stated.fact.slot not in LEVELS and stated.fact.slot != "owner":
        return False
    new = stated.fact
    return any(
        old.measure == stated.measure
        and (old.fact.slot, old.fact.value, old.fact.low, old.fact.high, old.fact.change)
        == (new.slot, new.value, new.low, new.high, new.change)
        and (old.fact.as_of, old.fact.person) == (new.as_of or old.fact.as_of, new.person)
        for old in on_record
    )


def _put(work: Work, plan: _Plan, asked: Ask | None, source: Source, now: datetime) -> Ask | None:
    """Keep the question, unless another one of the investment was put in the meantime."""
    if asked is None or plan.chosen is None:
        return None
    if any(question.blocks(now) for question in work.questions(plan.investment.id)):
        return None
    question = ask.as_question(
        asked, plan.chosen, plan.investment.id, source.author, source.channel, source.ts, now
    )
    return asked.model_copy(update={"question": question.id}) if work.ask(question) else None


def _lead(plan: _Plan, reading: Reading, has_card: bool, doors: Doors) -> tuple[Line, ...]:
    """What was delivered, in the team's own words, and that it is not yet an outcome."""
    made = [claim for kind in reading.deliveries for claim in reading.made(kind)]
    quotes = dict.fromkeys(claim.quote for claim in sorted(made, key=lambda claim: claim.start))
    if has_card or not quotes:
        return ()
    what = ", ".join(f"“{quote}”" for quote in list(quotes)[:QUOTED])
    lines = [doors.voice.say("delivered", what=what)]
    if not reading.made("outcome"):
        lines.append(doors.voice.say("nothing_shown", investment=plan.investment.name))
    return tuple((Span(text=line),) for line in lines)


def _which(homes: Sequence[Investment], doors: Doors) -> Post:
    options = tuple(Option(ref=one.id, label=one.name) for one in homes)
    return Post(lead=((Span(text=doors.voice.say("which_investment")),),), options=options)


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
