"""Either: of two ways to read one figure on a card, a person says which holds; until then nothing
of that card is recorded.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import choices, confirm, place, settle
from bot.advice.doors import Doors
from bot.benefits import measures, near
from bot.benefits.conversation import Clicked, Option, Picked
from bot.benefits.facts import Stated
from bot.benefits.proposals import Proposal, in_dispute
from bot.ports import Voice, Work


def ask(work: Work, proposal: Proposal, doors: Doors, now: datetime) -> None:
    """Ask which it is, with a button for each reading; once a card and figure."""
    for name, group in in_dispute(proposal.facts).items():
        options = [
            Option(
                ref=Picked(what="either", ts=proposal.id, id=f"{name}:{number}").as_ref(),
                label=_label(one, doors.voice),
                verb="pick",
            )
            for number, one in enumerate(group)
        ]
        lead = _lead(group, doors.voice)
        where = (proposal.channel, proposal.thread)
        choices.offer(work, _key(proposal.id, name), lead, options, *where, now)


def pick(click: Clicked, picked: Picked, event: str, doors: Doors, now: datetime) -> None:
    """Leave on the card what was picked, and nothing that it excludes."""
    about = click.model_copy(update={"ref": picked.ts})
    refusal = confirm.why_not(about, doors)
    with doors.records.work(click.workspace) as work:
        proposal = work.proposal(picked.ts)
        if proposal is not None:
            work.hold(proposal.investment)
            proposal = work.proposal(picked.ts)
        name, _, number = (picked.id or "").rpartition(":")
        group = in_dispute(proposal.facts).get(name, []) if proposal else []
        if refusal is not None:
            confirm.tell(work, click, refusal, event, now)
        elif proposal is None:
            confirm.tell(work, click, doors.voice.say("gone"), event, now)
        elif not proposal.can_be_decided(now):
            confirm.tell(work, click, confirm.too_late(proposal, doors), event, now)
        elif not number.isdecimal() or int(number) >= len(group):
            confirm.tell(work, click, doors.voice.say("already_closed"), event, now)
        else:
            _settle(work, proposal, name, group, group[int(number)], click.user, event, doors, now)
        work.finish(event, now)
        work.commit()


def _settle(
    work: Work,
    proposal: Proposal,
    name: str,
    group: Sequence[Stated],
    chosen: Stated,
    by: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    certain = chosen.fact.certain()
    left = tuple(
        one.model_copy(update={"fact": certain}) if one == chosen else one
        for one in proposal.facts
        if one == chosen or one not in group
    )
    changed = proposal.model_copy(update={"facts": left})
    work.amend(changed)
    investment = work.investment(proposal.investment)
    if investment is not None:
        grown = place.grown(investment, left)
        on_record = work.facts([investment.id])
        settle.redraw(work, changed, grown, on_record, f"either:{event}", doors, now)
    label = _label(chosen, doors.voice)
    choices.settle(work, _key(proposal.id, name), label, by, event, now)


def _lead(group: Sequence[Stated], voice: Voice) -> str:
    agreed, *said = (one.fact.unit for one in group)
    if len(said) == 1 and agreed is not None and near.is_near(said[0], agreed):
        return voice.say("which_unit", unit=agreed, what=said[0] or "")
    return voice.say("which_either")


def _label(stated: Stated, voice: Voice) -> str:
    title = voice.say(f"label_{stated.fact.slot}")
    return voice.say("read_as", title=title, agreed=measures.in_short(stated.fact))


def _key(proposal: str, name: str) -> str:
    return f"either:{proposal}:{name}"
