"""Every practice and where it is reached from: one row each, the only place that names them all."""

from collections.abc import Mapping

from bot.advice.practices import (
    alignment,
    assessment,
    attention,
    barriers,
    board,
    forum,
    framing,
    readiness,
    review,
    scope,
)
from bot.advice.practices.practised import Practised

PRACTICES: Mapping[str, Practised] = {
    "framing": framing.PRACTICE,
    "barriers": barriers.PRACTICE,
    "scope": scope.PRACTICE,
    "readiness": readiness.PRACTICE,
    "alignment": alignment.PRACTICE,
    "assessment": assessment.PRACTICE,
    "forum": forum.PRACTICE,
    "review": review.PRACTICE,
    "board": board.PRACTICE,
    "attention": attention.PRACTICE,
}
"""By the practice, in the order in which an answer tells them."""
