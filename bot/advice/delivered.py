"""Delivered: what was noticed in updates that counts as delivered for an investment."""

from collections.abc import Sequence

from bot.benefits import measures
from bot.benefits.investment import Investment
from bot.benefits.practices.plans import is_of_the_plan
from bot.benefits.reading import said_once
from bot.ports import Noticed


def delivered(claims: Sequence[Noticed], homes: Sequence[Investment]) -> list[Noticed]:
    """What was delivered, each thing once a message: nothing that tells of the plan alone, and of
    the state of systems (uptime, patches, backups, tickets) what names the investment alone.
    """
    names = {one.id: (one.name, *one.aliases) for one in homes}
    by_message: dict[tuple[str, str, str], list[Noticed]] = {}
    for one in claims:
        by_message.setdefault((one.investment, one.channel, one.ts), []).append(one)
    return [
        one
        for together in by_message.values()
        for one in _once(together)
        if not is_of_the_plan(one.claim.quote or "")
        and not _is_of_systems(one, together, names.get(one.investment, ()))
    ]


def _once(together: Sequence[Noticed]) -> list[Noticed]:
    chosen = said_once([one.claim for one in together])
    return [one for one in together if any(one.claim is claim for claim in chosen)]


def _is_of_systems(one: Noticed, together: Sequence[Noticed], names: Sequence[str]) -> bool:
    """Whether it tells how systems run, whichever they are."""
    words = one.claim.quote or ""
    is_of_state = any(
        (each.claim.kind, each.claim.quote) == ("technical_health", one.claim.quote)
        for each in together
    )
    return is_of_state and not any(measures.within(name, words) for name in names)
