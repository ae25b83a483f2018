"""Own first: of many investments those that who asks alone answers for are told before the rest."""

from dataclasses import replace

from bot.advice.sentence import spoken
from bot.advice.standing import Standing
from bot.advice.told import Told
from bot.benefits.accepted import mentioned


def own_first(found: Standing, reader: str) -> Standing:
    """The same, what somebody sponsors first, then what they lead or own a measure of."""
    order = _ranks(found, reader)
    return replace(
        found,
        investments=tuple(sorted(found.investments, key=lambda one: order[one.id])),
        placed=tuple(sorted(found.placed, key=lambda one: order[one.investment.id])),
        gaps=tuple(sorted(found.gaps, key=lambda gap: order[gap[0].id])),
    )


def sentences(found: Standing, reader: str, told: Told) -> list[str]:
    """How theirs stand, then how all do; nothing where all or none are theirs."""
    ranks = _ranks(found, reader)
    best = min(ranks.values(), default=_OTHERS)
    own = [one for one in found.placed if ranks[one.investment.id] == best]
    if best == _OTHERS or not own or len(own) == len(found.placed):
        return []
    homes = [one for one in found.investments if ranks[one.id] == best]
    whose = told.voice.say("home_of_sponsored" if best == _SPONSORED else "home_of_mine")
    everything = told.voice.say("home_of_all")
    return [
        f"{whose} {spoken(own, homes, told)}",
        f"{everything} {spoken(found.placed, found.investments, told)}",
    ]


_SPONSORED, _MINE, _OTHERS = range(3)


def _ranks(found: Standing, reader: str) -> dict[str, int]:
    """Of each investment what somebody is to it."""
    owned = {
        one.investment.id for one in found.placed if mentioned(one.position.owner) == reader
    } | {one.id for one in found.investments if mentioned(one.delivery_lead) == reader}
    return {
        one.id: _SPONSORED
        if mentioned(one.sponsor) == reader
        else _MINE
        if one.id in owned
        else _OTHERS
        for one in found.investments
    }
