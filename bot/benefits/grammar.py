"""How a measure's name is spoken of: one thing, or several."""

import re

_LEAD = re.compile(r"\b(?:of|in|for|per|on|at|by|to|from|about|with|without|within|until)\b", re.I)
_NO_PLURAL = re.compile(r"(?:ss|us|is|news|sales)$|^(?:nps|csat|ces|sla|roi)$", re.IGNORECASE)
_VERBS = {"was": "were", "is": "are", "has": "have", "does": "do"}


def is_plural(name: str) -> bool:
    """Whether a name means several: "calls about refunds", not "time to answer calls"."""
    head = _LEAD.split(name.strip(), maxsplit=1)[0].split()
    last = head[-1] if head else ""
    return len(last) > 3 and last.casefold().endswith("s") and not _NO_PLURAL.search(last)


def verbs(name: str) -> dict[str, str]:
    """The verbs that go with a name: was, is, has and does, or their plurals."""
    return dict(_VERBS) if is_plural(name) else {verb: verb for verb in _VERBS}
