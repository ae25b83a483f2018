"""The quick look before anything is stored: false is certain, true is worth reading."""

import re

from bot.reading.language import is_english

_LETTERS = re.compile(r"[A-Za-z]{2,}")
_WORTH = re.compile(
    r"\d|"
    r"\b(?:launch|releas|ship|deploy|roll|complet|finish|deliver|migrat|built|build|"
    r"introduc|publish|implement|sign|agree|creat|add|switch|mov|"
    r"train|onboard|redesign|develop|upgrad|automat|dashboard|report|analytic|users?|"
    r"adopt|reduc|increas|sav|improv|faster|quicker|easier|fewer|"
    r"less|more|cut|drop|fell|rose|grew|doubl|halv|tripl|goal|aim|target|objective|kpi|"
    r"okr|own|responsib|accountab|lead|baseline|measure|"
    r"live|done|online|ready|available|uptime|patch|sla|latency|coverage|problem|delay|"
    r"block|stuck|cost|time|error|worse|slow|longer|"
    r"updat|progress|phase|milestone|pilot|go-live|now|has been|have been|was|were|is|"
    r"are|will|plan|held|started|began|passed|won|test)",
    re.IGNORECASE,
)


def could_be_update(text: str) -> bool:
    """Whether there is anything to read: words, and one that reports could hold."""
    head = text[:40_000]
    letters = _LETTERS.findall(head[:2_000])
    if len(letters) < 2:
        return False
    if head.rstrip().endswith("?") and "\n" not in head and ". " not in head:
        return False
    return bool(_WORTH.search(head)) and is_english(head)
