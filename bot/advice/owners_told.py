"""Owners told: who answers for a measure learns, once and quietly, that somebody else recorded a
figure of it.
"""

from datetime import datetime

from bot.advice import recorders
from bot.advice.doors import Doors
from bot.benefits.accepted import accepted_owner, mentioned
from bot.benefits.conversation import Clicked, Post, Sending, Span
from bot.benefits.facts import LEVELS
from bot.benefits.proposals import Proposal
from bot.ports import Work


def told(work: Work, proposal: Proposal, click: Clicked, doors: Doors, now: datetime) -> None:
    """Say it where the card stands, for the owner's eyes alone; not where it was recorded by who
    answers for something there too, nor to who is muted.
    """
    home = work.investment(proposal.investment)
    if home is None or proposal.channel != home.channel:
        return
    is_known = click.user == mentioned(home.delivery_lead)
    if is_known or click.user in recorders.named_in(work, home.channel):
        return
    facts, said = work.facts_in_force([home.id]), work.acceptances([home.id])
    of = {one.measure for one in proposal.facts if one.fact.slot in LEVELS and one.measure}
    owned: dict[str, list[str]] = {}
    for measure in home.measures:
        owner = accepted_owner(home, measure.id, facts, said) if measure.id in of else None
        if owner is not None:
            owned.setdefault(owner, []).append(measure.name)
    manners = work.manners_of_people(list(owned)) if owned else {}
    for owner, names in owned.items():
        if not manners[owner].is_muted:
            words = doors.voice.say("recorded_beside_you", names=", ".join(names))
            line = (Span(text="", user=click.user), Span(text=f" {words}"))
            sending = Sending(
                key=f"owner-told:{proposal.id}:{owner}",
                way="whisper",
                channel=proposal.channel,
                thread=proposal.thread,
                user=owner,
                post=Post(lead=(line,)),
            )
            work.send(sending, now)
