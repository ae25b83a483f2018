"""Accepted people: who said that they answer for an outcome or an investment.

Only who accepted is ever reminded or turned to; of anybody else the record says that there is no
accepted owner.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Literal, get_args

from bot.benefits.facts import Recorded, Value
from bot.benefits.investment import Investment
from bot.benefits.position import in_force

Role = Literal["owner", "sponsor"]

State = Literal["asked", "accepted", "handed_on", "stopped", "resumed"]
"""What was said to a role: `resumed` is of who said Stop and may be asked once more."""

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


def is_person(id: str) -> bool:
    """Whether an id is a person's, not a channel's: what is sent there is theirs alone to read."""
    return id[:1] in ("U", "W")


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


def who_is_meant(wanted: str, said: Iterable[str], name: Callable[[str], str]) -> frozenset[str]:
    """Which of the people on record somebody means: by mention or whole name, else by a part of a
    name that no other of them has. Nobody, where it may be one or the other.
    """
    known = list(dict.fromkeys(said))
    whole = [one for one in known if same_person(one, wanted, name)]
    if whole or mentioned(wanted) is not None:
        return frozenset(whole)
    words = _words(name(wanted))
    part = [one for one in known if words and words <= _words(name(one))]
    is_one = all(same_person(one, part[0], name) for one in part)
    return frozenset(part if is_one else ())


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - {"the", "a", "an", "of", "our"}


def state_of(person: str, role: Role, investment: str, said: Sequence[Acceptance]) -> State | None:
    """Where a person stands with a role: what they said, else that they were asked; None without
    either. What they said first stands, until they hand it on, and from then if it comes back.
    """
    theirs = _steps(person, role, investment, said)
    since = _since_handed_on(theirs)
    if theirs and not since:
        return "handed_on"
    return next((state for state in since if state != "asked"), since[0] if since else None)


def came_back(person: str, role: Role, investment: str, said: Sequence[Acceptance]) -> bool:
    """Whether a person who handed a role on was asked, or took it on, once more."""
    theirs = _steps(person, role, investment, said)
    return "handed_on" in theirs and bool(_since_handed_on(theirs))


def may_be_asked(person: str, role: Role, investment: str, said: Sequence[Acceptance]) -> bool:
    """Whether a person may get a notice about a role: one, and one more where they handed it on and
    it comes back; never after they said Stop.
    """
    if has_declined(person, role, investment, said):
        return False
    return not _since_handed_on(_steps(person, role, investment, said))


def has_accepted(
    person: str | None, role: Role, investment: str, said: Sequence[Acceptance]
) -> bool:
    """Whether a person answers for a role: they said yes, and not Stop about the investment since,
    in whatever role, be it of one that became part of it.
    """
    if person is None or has_said_stop(person, investment, said):
        return False
    return state_of(person, role, investment, said) == "accepted"


def has_declined(person: str, role: Role, investment: str, said: Sequence[Acceptance]) -> bool:
    """Whether a person said Stop about an investment, or handed this role of it on twice."""
    handed = _steps(person, role, investment, said).count("handed_on")
    return handed > 1 or any(_is_stop(one, person, investment) for one in said)


def has_said_stop(person: str | None, investment: str, said: Sequence[Acceptance]) -> bool:
    """Whether a person said Stop about an investment, in whatever role, and neither accepted any
    of it nor took that back since: they are asked nothing about it, whoever else they are to it.
    """
    of_it = [one for one in said if (one.person, one.investment) == (person, investment)]
    stops = [one.at for one in of_it if one.state == "stopped"]
    yes = [one.at for one in of_it if one.state in ("accepted", "resumed")]
    return bool(stops) and (not yes or max(yes) <= max(stops))


def _steps(person: str, role: Role, investment: str, said: Sequence[Acceptance]) -> list[State]:
    """What a person was asked and said of a role, oldest first."""
    own = (person, role, investment)
    theirs = (one for one in said if (one.person, one.role, one.investment) == own)
    states = get_args(State)
    return [one.state for one in sorted(theirs, key=lambda one: (one.at, states.index(one.state)))]


def _since_handed_on(theirs: Sequence[State]) -> list[State]:
    """Their steps after they handed it on last; all, where they never did. Of what happened in one
    moment, being asked more often than it was handed on means that it came back.
    """
    if "handed_on" not in theirs:
        return list(theirs)
    after = len(theirs) - theirs[::-1].index("handed_on")
    if theirs[after:] or theirs.count("asked") <= theirs.count("handed_on"):
        return list(theirs[after:])
    left = list(theirs)
    for step in ("asked", "handed_on"):
        left.remove(step)
    return left


def _is_stop(one: Acceptance, person: str, investment: str) -> bool:
    return (one.person, one.investment, one.state) == (person, investment, "stopped")


def owner_facts(facts: Sequence[Recorded], measure: str | None) -> list[Recorded]:
    """Those in force that say who owns a measure, latest last; one of no measure owns every one."""
    if not any(one.fact.slot == "owner" for one in facts):
        return []
    return [
        one
        for one in in_force(facts)
        if one.fact.slot == "owner" and one.measure in (measure, None)
    ]


def named_owner(measure: str | None, facts: Sequence[Recorded]) -> str | None:
    """The id of the person who is on record as owner of a measure, accepted or not."""
    owners = owner_facts(facts, measure)
    return mentioned(owners[-1].fact.person) if owners else None


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


def _accepted(
    named: str | None, role: Role, investment: str, said: Sequence[Acceptance]
) -> str | None:
    person = mentioned(named)
    return person if has_accepted(person, role, investment, said) else None
