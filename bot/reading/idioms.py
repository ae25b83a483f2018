"""Numbers that say nothing of how things go: turns of speech, schedules, what was put out."""

import re

_IDLE = re.compile(
    r"\boff\s+(?:my|our|his|her|their)\s+(?:life|lives|back)\b|"
    r"\b(?:reminders?|texts?|alerts?|notifications?|e-?mails?|messages?|sent|goes\s+out|go\s+out|switched\s+on)\b[^.;]{0,80}"
    r"\b(?:minutes?|hours?|days?|weeks?)\s+(?:before|ahead|prior|in\s+advance)\b(?!\s+(?:go|the\s+\w+\s+(?:was|were)))|"
    r"^\W*(?:an?|one|two|three|\d+)\s+(?:minutes?|hours?|days?|weeks?)(?:\s+and\s+(?:an?|one|two|three|\d+)\s+"
    r"(?:minutes?|hours?|days?))?\s+(?:before|ahead|in\s+advance)\W*$|"
    r"\blook(?:ed|ing|s)?\s+back\s+(?:\w+\s+){0,3}?one\s+day\b|\b(?:maybe|perhaps|hopefully)\s+one\s+day\b|"
    r"\bone\s+day\s+(?:soon|we|you|they|somebody|someone)\b|"
    r"\bday\s+one\b|\btwenty-four\s+seven\b|\b24/7\b",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:were\s+|was\s+|have\s+been\s+|are\s+|already\s+)*(?:generated|created|migrated|onboarded|registered|"
    r"signed\s+(?:up|in)|logged\s+in|installed|trained|published|sent|uploaded|imported|enrolled|switched\s+over|"
    r"rolled\s+out|tagged)\b",
    re.IGNORECASE,
)


def is_idle(words: str) -> bool:
    """Whether the words around a number are a turn of speech or a schedule."""
    return bool(_IDLE.search(words))


def is_made(words: str) -> bool:
    """Whether they count what was put out or who took part."""
    return bool(_MADE.search(words))


_GATHERING = re.compile(
    r"\b(?:stand-?\s?up|meeting|call|sync|retro(?:spective)?|demo|lunch|training|workshop|session|briefing|"
    r"huddle|catch-?\s?up|drinks|seminar|webinar|interview|handover|drop-?in|town\s?hall)\s+"
    r"(?:today\s+|tomorrow\s+|this\s+\w+\s+|on\s+\w+\s+)?(?:is|are|was|starts?|begins?|moves?|moved|has\s+moved|now|will|at|from)\b"
    r"[^.;!?]{0,50}\b(?:at|to|from|of|than|until)\s+$",
    re.IGNORECASE,
)
_HOURS = range(1, 25)


def is_hour(ahead: str, number: float) -> bool:
    """Whether a bare number is when people meet: "stand-up is at 10 tomorrow instead of 9"."""
    return number in _HOURS and _GATHERING.search(ahead) is not None
