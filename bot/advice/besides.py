"""Besides: what somebody tells us that is no update, or calls a barrier, is offered for keeping."""

from datetime import datetime

from bot.advice import paused, place, said_back
from bot.advice.doors import Doors
from bot.advice.practices import offered, offers
from bot.advice.thread import may_hear
from bot.advice.unowned import names_owners
from bot.benefits.conversation import Posted
from bot.benefits.practices.barriers import names_one


def besides(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Offer what a message says is in the way, is gone or was added; False where it says none of
    it, asks something, or may be about several investments.
    """
    is_told = said.to_us or (
        said.thread is None and (names_one(said.text) or names_owners(said.text))
    )
    if said.direct or "?" in said.text or not is_told:
        return False
    with doors.records.work(said.workspace) as work:
        here = work.investments_in(said.channel)
    here = [one for one in here if may_hear(said.workspace, said.channel, said.user, one, doors)]
    homes = place.about(said.text, here, ())
    if len(homes) != 1:
        return False
    zone = paused.zone_of(said.workspace, said.user, doors.directory)
    said_to_us = said.model_copy(update={"to_us": True})
    with doors.records.work(said.workspace) as work:
        work.hold(homes[0].id)
        told = (work, offered.HEARS, homes[0], said_to_us)
        post = offers.offered(*told, None, zone, doors, now)
        if post is None:
            return False
        work.send(said_back.beneath(said, event, post), now)
        work.finish(event, now)
        work.commit()
    return True
