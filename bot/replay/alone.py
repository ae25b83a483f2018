"""Alone: whether a bare reply, taken for the answer to a question, has the shape of one.

Nobody in an export knew of the question: "Head of sales" names an owner, "lovely news" does not.
"""

import re
from collections.abc import Collection

from bot.benefits import measures
from bot.benefits.facts import LEVELS, ME, Fact

LONGEST = 12
"""Words of a bare reply that names an owner, a source or a measure."""

_LEAD = re.compile(
    r"^\W*(?:congrat\w*|thanks?|thank\s+you|well\s+done|kudos|cheers|great|nice|good|lovely|happy|"
    r"brilliant|welcome|hi|hello|hey|morning|sorry|bye|see\s+you|wow|love|cc)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:head|heads|director|manager|lead|leader|officer|chief|president|vp|supervisor|foreman|"
    r"coordinator|controller|partner|secretary|chair|principal|matron|registrar|steward|analyst|"
    r"c[efiot]o|owner|desk|team|department|office|group|unit|board|committee|crew)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\b(?:[\w-]*(?:report|log|sheet|book|register|survey|system|dashboard|record|card|statement|"
    r"export|ledger|count|audit|tracker|database|table|form|diar(?:y|ie)|roll|docket|return|pack|"
    r"paper|spreadsheet|extract|file|archive|accounts|minutes|figures|meter|counter|clock|"
    r"questionnaire|stud(?:y|ie))s?|[A-Z]{2,}\d*)\b"
)
_LED = re.compile(
    r"\b(?:from|per|off|in|by|out\s+of|according\s+to|comes?\s+from|see|source\s*:)\s+(?:the\s+|our\s+"
    r"|their\s+)?\W*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:more|fewer|less|faster|quicker|sooner|earlier|better|shorter|smoother|cheaper|easier|"
    r"lower|higher|safer|reduc\w*|cut(?:s|ting)?|sav(?:e|es|ing)|stop\w*|avoid\w*|increas\w*|"
    r"improv\w*|without|no\s+longer|instead\s+of|wait\w*|"
    r"too\s+\w+|slow\w*|late|los(?:e|es|ing|t)|miss\w*|delay\w*|mistakes?|errors?|complain\w*|by\s+hand)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^\W*(?:(?:it|that|this|we|i|was|were|is|are|had|ran|stood|took|averaged|about|around|roughly|"
    r"approx\w*|circa|some|say|maybe|probably|think|believe|guess|between|over|under|nearly|almost|"
    r"just|at\s+least|at\s+most|now|before|then)\W+(?:at\s+)?)*[~<>≈]?\s*\d[\d.,]*(?:\s*(?:-|–|to|and)\s*\d[\d.,]*)?"
    r"(?=\W*$|[,;:.(]?\s+(?:in|at|on|last|per|for|from|by|during|before|back|then|i|according|off|"
    r"each|a)\b|\s*[,;(–-])",
    re.IGNORECASE,
)


def tells(fact: Fact, text: str, sender: str, names: Collection[str]) -> bool:
    """Whether a reply says this and little else, in the shape of an answer; `names` are the people
    of its channel.
    """
    if _LEAD.match(text) or text.rstrip().endswith("?"):
        return False
    if fact.slot in ("outcome", "problem"):
        return _is_wish(text)
    if len(re.findall(r"\w+", text)) > LONGEST:
        return False
    if fact.slot in LEVELS:
        return fact.is_level and _NUMBER.match(text) is not None
    if fact.slot == "owner":
        return _names_somebody(fact.person or "", sender, names)
    if fact.slot == "evidence":
        return bool(_SOURCE.search(fact.ref or "") or _LED.search(text[: fact.start]))
    return fact.slot == "measure" and measures.better(fact.measure or "") is not None


def _names_somebody(person: str, sender: str, names: Collection[str]) -> bool:
    """A role, a person of the channel, whoever speaks, or what is written like a full name."""
    if person in (ME, sender) or _ROLE.search(person):
        return True
    if re.fullmatch(r"[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){1,2}", person):
        return True
    known = {part for name in names for part in (name.casefold(), *name.casefold().split())}
    return person.casefold().removeprefix("@") in known


def _is_wish(text: str) -> bool:
    """Whether it says what should change: more than two words, of a change or of something that
    can be counted.
    """
    words = re.findall(r"\w+", text)
    return (
        len(words) > 2 and words[0] != "I" and bool(_CHANGE.search(text) or measures.better(text))
    )
