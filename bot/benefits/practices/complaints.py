"""Complaints: what somebody tells us of their work that goes badly, in words of no one kind."""

import re

from bot.benefits.practices.barriers import heard
from bot.benefits.practices.sentences import is_negated, is_supposed, sentences

_GOES_BADLY = re.compile(
    r"\b(?:crash(?:es|ed|ing)?|slow|freez(?:es|ing)|hangs|broken|unusable|annoy(?:s|ing)|"
    r"loses?\s+(?:my|our|the)|takes?\s+(?:too|so|far\s+too)\s+(?:long|many)|too\s+many\s+clicks|"
    r"(?:we|i)\s+(?:still\s+)?have\s+to\s+(?:call|phone|ring|ask|print|copy|wait|retype|re-enter)|"
    r"does(?:n['’]t|\s+not)\s+work)\b",
    re.IGNORECASE,
)


def complains(text: str) -> bool:
    """Whether somebody tells what gets in the way now: no question, and nothing that is over."""
    if text.rstrip().endswith("?"):
        return False
    told = heard(text)
    if told:
        return any(not one.is_over for one in told)
    return any(_is_bad(one) for one in sentences(text))


def _is_bad(words: str) -> bool:
    found = _GOES_BADLY.search(words)
    return found is not None and not is_supposed(words) and not is_negated(words[: found.start()])
