"""Accepted people: who said that they answer for an outcome or an investment.

Only who accepted is ever reminded or turned to; of anybody else the record says that there is no
accepted owner.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal

from bot.benefits.facts import Recorded, Value
from bot.benefits.investment import Investment
from bot.benefits.position import in_force

Role = Literal["owner", "sponsor"]

State = Literal["asked", "accepted", "handed_on", "stopped"]

_MENTION = re.compile(r"<@(?P<user>[UW][A-Z0-9]+)(?:\|[^<>]*)?>")


class Acceptance(Value):
    """One step of a person towards a role for an investment, or away from it: rows are added only.

    `by` is who took the step: who named them, or they themselves.
    """

    investment: str
    role: Role
    person: str
    state: State
    by: str
    at: datetime


def mentioned(said: str | None) -> str | None:
    """The id of the person a text mentions; None for a name, a team or a role."""
    found = _MENTION.search(said or "")
    return found["user"] if found else None


def same_person(one: str, other: str, name: Callable[[str], str]) -> bool:
    """Whether two texts name one person: by mention, else by the whole name; a first name alone is
    nobody's. `name` gives the name behind a mention.
    """
    first, second = mentioned(one), mentioned(other)
    if first is not None and second is not None:
        return first == second
    names = [" ".join(name(said).split()).casefold() for said in (one, other)]
    return names[0] == names[1]


def state_of(person: str, role: Role, investment: str, said: Sequence[Acceptance]) -> State | None:
    """Where a person stands with a role: what they said, else that they were asked; None without
    either. Nobody is asked again, so what they said first stands.
    """
    own = (person, role, investment)
    theirs = [one.state for one in said if (one.person, one.role, one.investment) == own]
    return next((state for state in theirs if state != "asked"), theirs[0] if theirs else None)


def may_be_asked(person: str, role: Role, investment: str, said: Sequence[Acceptance]) -> bool:
    """Whether a person may get the one notice about a role: never after they said Stop."""
    own = [one for one in said if (one.person, one.investment) == (person, investment)]
    return not any(one.role == role or one.state == "stopped" for one in own)


def has_declined(person: str, role: Role, investment: str, said: Sequence[Acceptance]) -> bool:
    """Whether a person said Stop about an investment, or handed this role of it on."""
    own = [one for one in said if (one.person, one.investment) == (person, investment)]
    handed = any((one.role, one.state) == (role, "handed_on") for one in own)
    return handed or any(one.state == "stopped" for one in own)


def owner_facts(facts: Sequence[Recorded], measure: str | None) -> list[Recorded]:
    """Those in force that say who owns a measure, latest last; one of no measure owns every one."""
    return [
        one
        for one in in_force(facts)
        if one.fact.slot == "owner" and one.measure in (measure, None)
    ]


def accepted_owner(
    investment: Investment,
    measure: str | None,
    facts: Sequence[Recorded],
    said: Sequence[Acceptance],
) -> str | None:
    """The id of the person who is on record as owner of a measure and accepted it, or None."""
    owners = owner_facts(facts, measure)
    return _accepted(owners[-1].fact.person if owners else None, "owner", investment.id, said)


def accepted_sponsor(investment: Investment, said: Sequence[Acceptance]) -> str | None:
    """The id of the person who is on record as sponsor and accepted it, or None."""
    return _accepted(investment.sponsor, "sponsor", investment.id, said)


def whom_to_turn_to(
    investment: Investment,
    measure: str | None,
    facts: Sequence[Recorded],
    said: Sequence[Acceptance],
) -> list[str]:
    """Who may be reminded about a measure, in the order of escalation: the owner, then the sponsor,
    each only where they accepted. Empty where nobody did.
    """
    found = (accepted_owner(investment, measure, facts, said), accepted_sponsor(investment, said))
    return list(dict.fromkeys(one for one in found if one is not None))


def _accepted(
    named: str | None, role: Role, investment: str, said: Sequence[Acceptance]
) -> str | None:
    person = mentioned(named)
    if person is None or state_of(person, role, investment, said) != "accepted":
        return None
    return person
