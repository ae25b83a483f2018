"""How far something is to be rolled out: the scope of the work, not what it is for."""

import re

from bot.reading.quantities import Quantity

_ROLLED = re.compile(
    r"\b(?:roll(?:ing|ed)?(?:\s+\w+)?\s+out|deploy(?:ing|ed)?|install(?:ing|ed)?|migrat(?:e|ing|ed)|"
    r"onboard(?:ing|ed)?|train(?:ing|ed)?|launch(?:ing|ed)?|connect(?:ing|ed)?|"
    r"equip(?:ping|ped)?)\b[^.;:,]{0,60}$",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"(?:\s+[\w’'-]+)?\s+(?:to\s+be\s+|to\s+go\s+|being\s+)?"
    r"(?:live|trained|migrated|onboarded|connected)\b"
)


def is_scope(text: str, quantity: Quantity) -> bool:
    """Whether a count that is intended says to how many things the work goes."""
    if quantity.nature not in ("count", "bare"):
        return False
    rolled = _ROLLED.search(text[: quantity.number])
    return bool(rolled or _LIVE.match(text, quantity.end))
