"""Admins: who says what holds for the whole workspace, Slack's own and those whom they named."""

from bot.benefits.manners import HouseManners
from bot.ports import Person


def is_admin(person: Person, house: HouseManners) -> bool:
    """Whether a person is one. Who is none of the workspace's own people any more is none."""
    is_named = person.id in house.admins and person.is_full_member and not person.is_gone
    return person.is_admin or is_named
