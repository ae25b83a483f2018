"""Recorders: who may put something on record in a channel, where not each of its members may."""

from bot.benefits.accepted import has_accepted, mentioned
from bot.ports import Work


def may_record(work: Work, channel: str, user: str) -> bool:
    """Whether one of a channel's full members may record there as it is set."""
    if work.manners_of_channels([channel])[channel].recorders == "members":
        return True
    return user in named_in(work, channel)


def named_in(work: Work, channel: str) -> frozenset[str]:
    """The delivery leads of what is at home in a channel, and who accepted to own or sponsor it."""
    here = work.investments_in(channel)
    said = work.acceptances([one.id for one in here])
    leads = (mentioned(one.delivery_lead) for one in here)
    accepted = (
        one.person for one in said if has_accepted(one.person, one.role, one.investment, said)
    )
    return frozenset([*(one for one in leads if one), *accepted])
