"""Owners told: who answers for a measure, or leads, learns once and quietly that somebody else
recorded a figure of it, or money.
"""

from datetime import datetime

from bot.advice import recorders
from bot.advice.doors import Doors
from bot.benefits.accepted import accepted_owner, accepted_sponsor, mentioned
from bot.benefits.conversation import Clicked, Post, Sending, Span
from bot.benefits.facts import LEVELS
from bot.benefits.investment import Investment
from bot.benefits.proposals import Proposal
from bot.ports import Work


def told(work: Work, proposal: Proposal, click: Clicked, doors: Doors, now: datetime) -> None:
    """Say it where the card stands, for the owner's eyes alone; not where it was recorded by who
    answers for something there too, nor to who is muted.
    """
    home = work.investment(proposal.investment)
    if home is None or proposal.channel != home.channel or _answers(work, home, click.user):
        return
    facts, said = work.facts_in_force([home.id]), work.acceptances([home.id])
    of = {one.measure for one in proposal.facts if one.fact.slot in LEVELS and one.measure}
    owned: dict[str, list[str]] = {}
    for measure in home.measures:
        owner = accepted_owner(home, measure.id, facts, said) if measure.id in of else None
        if owner is not None:
            owned.setdefault(owner, []).append(measure.name)
    for owner, names in owned.items():
        words = doors.voice.say("recorded_beside_you", names=", ".join(names))
        where = (proposal.channel, proposal.thread)
        _tell(work, owner, words, f"{proposal.id}:{owner}", where, click, now)


def of_money(
    work: Work, home: Investment, names: str, click: Clicked, doors: Doors, now: datetime
) -> None:
    """Say it to who leads, else to the sponsor, of sums that somebody else put on record who
    answers for nothing there.
    """
    lead = mentioned(home.delivery_lead) or accepted_sponsor(home, work.acceptances([home.id]))
    if lead is None or click.channel != home.channel or _answers(work, home, click.user):
        return
    words = doors.voice.say("money_beside_you", names=names, investment=home.name)
    _tell(work, lead, words, f"{click.message}:{lead}", (home.channel, click.thread), click, now)


def _answers(work: Work, home: Investment, user: str) -> bool:
    return user == mentioned(home.delivery_lead) or user in recorders.named_in(work, home.channel)


def _tell(
    work: Work,
    who: str,
    words: str,
    key: str,
    where: tuple[str, str],
    click: Clicked,
    now: datetime,
) -> None:
    if work.manners_of_people([who])[who].is_muted:
        return
    line = (Span(text="", user=click.user), Span(text=f" {words}"))
    sending = Sending(
        key=f"owner-told:{key}",
        way="whisper",
        channel=where[0],
        thread=where[1],
        user=who,
        post=Post(lead=(line,)),
    )
    work.send(sending, now)
