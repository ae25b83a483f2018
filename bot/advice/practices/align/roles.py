"""Roles: who is sponsor, lead or owner of an investment on record, and which of that nobody is."""

from bot.benefits.accepted import mentioned, named_owner
from bot.benefits.investment import Investment
from bot.benefits.practices.alignment import Role
from bot.ports import Work


def roles_of(work: Work, home: Investment) -> list[tuple[Role, str | None]]:
    """Each role with who holds it, the first role first; None where nobody does."""
    facts = work.facts_in_force([home.id])
    owners = [named_owner(one.id, facts) for one in home.measures]
    return [
        ("sponsor", mentioned(home.sponsor)),
        ("lead", mentioned(home.delivery_lead)),
        *(("owner", one) for one in dict.fromkeys(owners) if one or not any(owners)),
    ]
