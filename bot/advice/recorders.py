"""Recorders: who may put something on record in a channel, where not each of its members may."""

from collections.abc import Sequence

from bot.benefits.accepted import Acceptance, accepted_owner, accepted_sponsor, mentioned
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.ports import Work


def may_record(work: Work, channel: str, user: str) -> bool:
    """Whether one of a channel's full members may record there as it is set."""
    return not are_named(work, channel) or user in named_in(work, channel)


def are_named(work: Work, channel: str) -> bool:
    """Whether not each of a channel's members may record there."""
    return work.manners_of_channels([channel])[channel].recorders == "named"


def first_of(work: Work, here: Sequence[Investment]) -> Investment:
    """The one that was linked to its channel, or moved there, before the others: who answers for it
    says who records, and what somebody brings later takes that from nobody.
    """
    linked = work.linked_at([one.id for one in here])
    moved = {one.investment: one.at for one in work.audited() if one.what == "move"}
    return min(here, key=lambda one: (moved.get(one.id, linked[one.id]), one.id))


def named_in(work: Work, channel: str) -> frozenset[str]:
    """The delivery leads of what is at home in a channel, and who is on record as its owner or
    sponsor and accepted that.
    """
    here = work.investments_in(channel)
    ids = [one.id for one in here]
    said, facts = work.acceptances(ids), work.facts_in_force(ids)
    named = (who for one in here for who in _named(one, facts, said))
    return frozenset(one for one in named if one)


def _named(
    investment: Investment, facts: Sequence[Recorded], said: Sequence[Acceptance]
) -> list[str | None]:
    own = [one for one in facts if one.investment == investment.id]
    measures = [one.id for one in investment.measures]
    owners = [accepted_owner(investment, one, own, said) for one in measures or (None,)]
    return [mentioned(investment.delivery_lead), accepted_sponsor(investment, said), *owners]
