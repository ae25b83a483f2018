"""Offered: the practices that may keep something of what an update says."""

from collections.abc import Sequence

from bot.advice import unowned
from bot.advice.practices import barriers_heard, money_heard, scope_heard
from bot.advice.practices.offers import Hears

HEARS: Sequence[Hears] = (scope_heard.hears, money_heard.hears, barriers_heard.hears, unowned.hears)
"""Of several things that one message says the first is offered, and what stands beside it."""
