"""Where a value review is held: what all who read there may see, and the reviews held before."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.advice import eyes
from bot.advice.doors import Doors
from bot.benefits.entries import Entry, counting
from bot.benefits.investment import Investment
from bot.benefits.practices.review import Review, elsewhere, reviews_of
from bot.ports import Audience, Work


class Seen(NamedTuple):
    """A channel, and what every reader of it may see now."""

    workspace: str
    channel: str
    audience: Audience
    is_private: bool = False


def look(workspace: str, channel: str, doors: Doors) -> Seen | None:
    """A channel as it is now; None where we are not in it, or nobody can write there."""
    where = eyes.seen(workspace, channel, doors)
    if where is None or where.is_archived:
        return None
    return Seen(workspace, channel, eyes.of_channel(workspace, channel, doors), where.is_private)


def told_elsewhere(entries: Iterable[Entry], homes: Sequence[Investment]) -> list[Entry]:
    """What may be told of reviews outside the channels they were held in."""
    return elsewhere(entries, {one.id: one.channel for one in homes})


def reviews_in(work: Work, channel: str) -> list[Review]:
    """The reviews held in a channel, of what may be seen in this unit of work, oldest first."""
    entries = counting(work.entries([one.id for one in work.investments()], "review"))
    return reviews_of(one for one in entries if one.about.startswith(f"{channel}@"))
