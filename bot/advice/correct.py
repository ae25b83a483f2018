"""Correct: a figure on record is put right by saying so, wherever it is said to us."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.advice import choices, confirm, corrections, eyes, place, propose, sides
from bot.advice.corrections import Correction, Meant, Once
from bot.advice.doors import Doors
from bot.benefits import measures
from bot.benefits.conversation import Option, Picked, Post, Posted, Sending, Span
from bot.benefits.facts import Recorded, Stated
from bot.benefits.fiscal import day_of
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal
from bot.errors import ChatError, RateLimitedError
from bot.ports import Audience, Voice, Work

Found = tuple[Investment, Meant]

OFFERED = 10
"""Figures to choose from, at most."""


def correct(
    said: Posted, event: str, doors: Doors, now: datetime, picked: Picked | None = None
) -> bool:
    """Propose to put right what a message says is wrong. Returns whether it was a correction.

    Said to us, it may mean anything its readers may see, what is at home here first; said to
    nobody, only the one figure at home here that it names. Nothing changes before a click.
    """
    correction = corrections.said(said.text)
    if correction is None:
        return False
    found = _found(correction, said, doors)
    if picked is not None:
        chosen = picked_of([one for _, one in found], picked)
        found = [(home, one) for home, one in found if one in chosen]
    if not said.to_us and picked is None and len(found) != 1:
        return False
    if not found and not any(sign.isdigit() for sign in correction.old or ""):
        return False
    homes = {home.channel for home, _ in found} if len(found) <= OFFERED else ()
    why_not = refusal(sorted(homes), said, doors)
    with doors.records.work(said.workspace) as work:
        if why_not is None:
            _act(work, found, said, event, doors, now)
        else:
            _say(work, why_not, said, event, now)
        if picked is not None:
            close_choice(work, said, [one for _, one in found], event, now)
        work.finish(event, now)
        work.commit()
    return True


def refusal(homes: Sequence[str], said: Posted, doors: Doors) -> str | None:
    """Why this person may not put right what is at home in these channels; None where they may."""
    refusals = (confirm.who_belongs(said.workspace, home, said.user, doors) for home in homes)
    return next((why for why in refusals if why is not None), None)


def _found(correction: Correction, said: Posted, doors: Doors) -> list[Found]:
    source = place.source_of(said, doors)
    named = seen(said, doors)
    with doors.records.work(said.workspace, _audience(said, doors)) as work:
        today = day_of(said.at.date(), work.manners_of_house().fiscal_start)
        known = in_force(work.facts_in_force([one.id for one in named]))
    facts: dict[str, list[Recorded]] = defaultdict(list)
    for fact in known:
        facts[fact.investment].append(fact)
    reader = Once(doors.reader)
    names = names_of(correction, known, said.workspace, doors)
    return [
        (one, meant)
        for one in named
        for meant in corrections.meant(correction, facts[one.id], one, reader, source, today, names)
    ]


def seen(said: Posted, doors: Doors) -> list[Investment]:
    """The investments a message said outside our threads may be about: of those everybody who reads
    it may see, what is at home here first; without any, where it was said to us, all.
    """
    with doors.records.work(said.workspace, _audience(said, doors)) as work:
        known = work.investments()
    here = [one for one in known if one.channel == said.channel]
    return _named(said.text, here if here or not said.to_us else known)


def names_of(
    correction: Correction, facts: Sequence[Stated], workspace: str, doors: Doors
) -> dict[str, str]:
    """What those are called who gave figures that disagree, where a text may say who is right.

    Asks the world.
    """
    given = sides.authors(facts) if correction.sides else ()
    found = {one: _name(workspace, one, doors) for one in sorted(given)}
    return {one: name for one, name in found.items() if name}


def _name(workspace: str, user: str, doors: Doors) -> str | None:
    """Raises RateLimitedError where Slack asks to wait."""
    try:
        return doors.directory.person(workspace, user).name
    except RateLimitedError:
        raise
    except ChatError:
        return None


def _audience(said: Posted, doors: Doors) -> Audience:
    if said.direct:
        return eyes.of_person(said.workspace, said.user, doors)
    return eyes.of_channel(said.workspace, said.channel, doors)


def _named(text: str, scope: Sequence[Investment]) -> list[Investment]:
    """The investments a text names, and of those the ones of which it names a measure; all, where
    it names none.
    """
    head = text[: corrections.READ]
    here = [one for one in scope if _says(head, (one.name, *one.aliases))] or list(scope)
    return [
        one for one in here if any(_says(head, measure.names) for measure in one.measures)
    ] or here


def _says(text: str, names: Iterable[str]) -> bool:
    return any(measures.within(name, text) for name in names)


def _act(
    work: Work, found: Sequence[Found], said: Posted, event: str, doors: Doors, now: datetime
) -> None:
    if not found:
        _say(work, doors.voice.say("no_such_figure"), said, event, now)
    elif len(found) > 1:
        ask_which(work, found, said, doors, now)
    else:
        _propose(work, *found[0], said, event, doors, now)


def _propose(
    work: Work,
    investment: Investment,
    meant: Meant,
    said: Posted,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    work.hold(investment.id)
    proposal = Proposal(
        id=place.proposal_id(event),
        investment=investment.id,
        facts=(meant.now,),
        channel=said.channel,
        thread=said.thread or said.ts,
        at=now,
    )
    whole = propose.propose(work, proposal, event, doors, now)
    on_record = work.facts([investment.id])
    grown = place.grown(investment, whole.facts)
    propose.show(work, whole, grown, on_record, doors, now)


def ask_which(
    work: Work, found: Sequence[Found], said: Posted, doors: Doors, now: datetime
) -> None:
    """Ask which of several figures is meant, with a button for each; asked once a message.

    Of more than people can choose from, they are asked to name the measure.
    """
    if len(found) > OFFERED:
        _say_too_many(work, len(found), doors, said, now)
        return
    several = len({home.id for home, _ in found}) > 1
    options = [
        Option(
            ref=Picked(what="fact", ts=said.ts, id=_id(one)).as_ref(),
            label=_label(home, one, several, doors.voice),
            verb="pick",
        )
        for home, one in found
    ]
    lead = doors.voice.say("which_figure")
    thread = said.thread or said.ts
    many = doors.voice.say("which_figure_of_many")
    choices.offer(work, _key(said), lead, options, said.channel, thread, now, many)


def _say_too_many(work: Work, number: int, doors: Doors, said: Posted, now: datetime) -> None:
    lead = doors.voice.say("too_many_figures", n=str(number))
    choices.offer(work, _key(said), lead, (), said.channel, said.thread or said.ts, now)


def close_choice(
    work: Work, said: Posted, meant: Sequence[Meant], event: str, now: datetime
) -> None:
    """Show which figure was picked, and no buttons."""
    for one in meant[:1]:
        choices.close(work, _key(said), measures.in_short(one.earlier.fact), event, now)


def picked_of(meant: Sequence[Meant], picked: Picked | None) -> list[Meant]:
    """Those a person picked; all, where nobody picked yet."""
    if picked is None or picked.what != "fact":
        return list(meant)
    return [one for one in meant if _id(one) == picked.id]


def _key(said: Posted) -> str:
    return choices.key_of("fact", said.workspace, said.channel, said.ts)


def _id(meant: Meant) -> str:
    """A figure's name on a button: its id on record, else its place on the card."""
    earlier = meant.earlier
    return earlier.id if isinstance(earlier, Recorded) else f"{earlier.fact.slot}:{earlier.measure}"


def _label(home: Investment, meant: Meant, several: bool, voice: Voice) -> str:
    earlier = meant.earlier
    measure = home.measure(earlier.measure)
    name = measure.name if measure else home.name
    return voice.say(
        "figure_of",
        title=voice.say(f"label_{earlier.fact.slot}"),
        measure=f"{home.name}, {name}" if several else name,
        agreed=measures.in_short(earlier.fact),
    )


def _say(work: Work, words: str, said: Posted, event: str, now: datetime) -> None:
    sending = Sending(
        key=f"post:{event}",
        way="post",
        channel=said.channel,
        thread=said.thread or said.ts,
        post=Post(lead=((Span(text=words),),)),
    )
    work.send(sending, now)
