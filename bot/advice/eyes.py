"""Eyes: whose an answer is for, and what they may see."""

from bot.advice.doors import Doors
from bot.errors import ChatError
from bot.ports import Audience, Channel

_NOT_INVITED = frozenset({"channel_not_found", "not_in_channel"})


def of_person(workspace: str, user: str, doors: Doors) -> Audience:
    """What one person may see: what is at home where they are a member, and what is public.

    Guests and people of other companies see the channels they are in alone.
    """
    is_full = doors.directory.person(workspace, user).is_full_member
    with doors.records.work(workspace) as work:
        closed = {
            one.channel for one in work.investments() if one.channel_is_private or not is_full
        }
    homes = [seen(workspace, channel, doors) for channel in sorted(closed)]
    inside = frozenset(home.id for home in homes if home and user in home.members)
    return Audience(channels=inside, public=is_full)


def of_channel(workspace: str, channel: str, doors: Doors) -> Audience:
    """What every reader of a channel may see: public investments if no stranger reads along."""
    where = doors.directory.channel(workspace, channel)
    return Audience(channels=frozenset({channel}), public=not where.has_strangers)


def seen(workspace: str, channel: str, doors: Doors) -> Channel | None:
    """A channel; None where we were not invited, so that nobody can be said to be in it.

    Raises ChatError where Slack cannot tell now.
    """
    try:
        return doors.directory.channel(workspace, channel)
    except ChatError as error:
        if error.detail in _NOT_INVITED:
            return None
        raise
