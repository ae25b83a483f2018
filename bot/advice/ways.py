"""Ways people ask what improved, and what each way asks about.

Some tell themselves apart wherever they stand in a message. The others are questions only where
they are all of it: "the status of the CRM" begins many an update.
"""

import re

from bot.advice.short_ways import FIRST, SHORT, tidied

_ASKS = re.compile(
    r"(?:\b(?:what|which|show|how)\b|(?:^|[.!?,;:\n]\s*)(?:(?:so|and|but|hi|hey|hello)\s+)?(?:has|have|did)\b"
    r"|\b(?:has|have|did)\b(?=[^.!]*\?))"
    r".*?\b(?:improv|got(?:ten)?\s+(?:any\s+|much\s+)?better)",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE = re.compile(
    r"\b(?:did|has|have)\s+(?P<subject>.+?)\s+(?:actually\s+|really\s+)?"
    r"(?:improved?|g[eo]t(?:ten)?\s+(?:any\s+|much\s+)?better)\b"
    r"\s*(?P<rest>[^?!]*)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:improv\w*|changed?|better)\b\s*(?P<subject>[^?!.]*)",
    re.IGNORECASE,
)
_WORKING = r"working(?!\s+(?:days?|hours?|weeks?|time)\b)"
"""At work: a working day is a unit."""
_OTHERWISE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bany\s+(?:real\s+)?(?:improvements?|benefits?|progress|results?|outcomes?)\b"
        r"\s*(?P<subject>[^?!.]*)",
        r"\b(?:show|list|give|tell)\b[^?!.]*?\b(?:benefits?|outcomes?|results?|positions?|figures)\b"
        r"\s*(?P<subject>[^?!.]*)",
        r"\b(?:is|are)\s+(?P<subject>.+?)\s+(?:actually\s+|really\s+)?"
        rf"(?:{_WORKING}|paying\s+off|helping|worth\s+it|delivering|making\s+a\s+difference)\b",
        r"\bhow\s+(?:is|are|was|were)\s+(?P<subject>.+?)\s+(?:doing|going|performing|coming\s+along)\b",
        r"\bwhat(?:['’]s|\s+is|\s+are)\s+the\s+(?:status|state|position|outcome|result|benefit)s?\b"
        r"\s*(?P<subject>[^?!.]*)",
        r"\bwhat\s+(?:got|has\s+got(?:ten)?|went|is|became)\s+worse\b\s*(?P<subject>[^?!.]*)",
        r"\bwhat\s+(?:did|do|have)\s+(?:we|you|they)\s+(?:get|got(?:ten)?|gain(?:ed)?)\s+"
        r"(?:for|from|out\s+of|back)\b\s*(?P<subject>[^?!.]*)",
    )
)

WHOLE = 240
"""Characters of a message that is nothing but a question, at most."""

_LEAD = re.compile(
    r"^(?:<@\w+(?:\|[^<>]*)?>|\W|\b(?:hi|hello|hey|morning|there|all|team|so|ok(?:ay)?|and|please|just|"
    r"quick\s+(?:one|question)|good\s+(?:morning|afternoon|evening))\b"
    r"|\b(?:can|could|would)\s+(?:you|i|we)\s+(?:please\s+|just\s+)?(?:tell|show|give|get|have|see)"
    r"(?:\s+(?:me|us))?\b|\bdo\s+(?:we|you)\s+(?:know|have)\b|\bhave\s+(?:we|you)\s+got\b"
    r"|\bis\s+there\b)*",
    re.IGNORECASE,
)
_POLITE = re.compile(r"[\s,]*\b(?:please|thanks|thank\s+you|cheers)\W*$", re.IGNORECASE)
_S, _REST = r"(?P<subject>[^?!.\n:;]{0,120}?)", r"(?P<rest>[^?!.\n:;]{0,80})"
_IN = r"(?:with|on|in|at|for|from|about|of|across|out\s+of)"
_STATE = (
    r"(?:status|state|update|updates|summary|overview|results?|benefits?|outcomes?|progress|news|"
    r"latest|position|figures|numbers|improvements?|evidence|proof)"
)
_WORKS = (
    rf"(?:{_WORKING}|paying\s+off|helping|worth\s+(?:it|the\s+(?:money|effort|cost))|delivering|"
    r"making\s+a\s+difference|there\s+yet)"
)
_MOVED = r"(?:better|worse|faster|slower|cheaper|quicker|down|up|lower|higher|fewer|shorter|longer)"
_THINGS = (
    r"(?:stuff|things|work|measures?|outcomes?|investments?|figures?|numbers?|projects?|areas?)"
)
_WHOLLY = tuple(
    re.compile(pattern + r"\W*", re.IGNORECASE)
    for pattern in (
        *FIRST,
        rf"where\s+(?:are|do)\s+(?:we|things)(?:\s+(?:stand|at|up\s+to|now))*(?:\s+{_IN})?\b{_S}",
        rf"where(?:['’]s|\s+(?:does|do|is|are))\s+{_S}\s+(?:stand|standing|at|up\s+to|now)\b{_REST}",
        rf"anything\s+(?:new\s+)?(?:to\s+show|to\s+report)\s+{_IN}\s+{_S}",
        rf"what\s+(?:do\s+we\s+have|have\s+we\s+got|is\s+there)\s+to\s+show\s+{_IN}\s+{_S}",
        rf"are\s+we\s+(?:getting|seeing|gaining)\s+(?:anything|something)\s+{_IN}\s+{_S}",
        rf"are\s+we\s+there(?:\s+yet)?(?:\s+{_IN})?\b{_S}",
        rf"(?:did|has|have|is|are)\s+{_S}\s+(?:g[eo]t(?:ten|ting)?|become|gone|come|going|any)?\s*"
        rf"(?:any\s+|much\s+)?{_MOVED}\b{_REST}",
        rf"(?:is|was|are|were|has|have)\s+{_S}\s+(?:been\s+)?(?:actually\s+|really\s+)?{_WORKS}\b{_REST}",
        rf"(?:has|have|did)\s+{_S}\s+(?:made?|had?)\s+(?:a|any)\s+(?:difference|effect|impact)\b{_REST}",
        rf"(?:did|does|do)\s+{_S}\s+(?:really\s+|actually\s+)?(?:work|pay\s+off|help|deliver)\b{_REST}",
        rf"(?:(?:any|the|what)\s+)?(?:evidence|proof|prove)\s+(?:is\s+there\s+)?(?:that\s+)?{_S}\s+"
        rf"(?:works?|worked|pays?\s+off|helps?|helped)\b{_REST}",
        rf"what\s+(?:do|don['’]?t|does|are)\s+(?:we|you|people)\s+(?:still\s+)?(?:not\s+|n['’]t\s+)?"
        rf"(?:know|missing|lack)(?:\s+yet)?(?:\s+{_IN})?\b{_S}",
        rf"what(?:['’]s|\s+is|\s+are)?\s+(?:still\s+)?(?:not\s+known|unknown|missing|unproven|open|"
        rf"not\s+proven|unclear)(?:\s+yet)?(?:\s+{_IN})?\b{_S}",
        rf"what(?:['’]s|\s+is|\s+has|\s+have)?\s+(?:got(?:ten)?\s+)?(?:better|worse|different|changed)\b"
        rf"(?:\s+now)?{_S}",
        rf"what(?:['’]s|\s+is)\s+(?:happening|new|going\s+on)\b(?:\s+{_IN})?{_S}",
        rf"what\s+(?:can|should|do|could)\s+(?:i|we)\s+(?:tell|say\s+to|report\s+to|show)\s+"
        rf"(?:the\s+|our\s+)?\w+(?:\s+{_IN}\s+{_S})?",
        rf"how\s+(?:are|did|have|far\s+are|do)\s+(?:we|things)(?:\s+(?:doing|going|done|do|looking|stand))?"
        rf"(?:\s+{_IN}\s+{_S})?",
        rf"how(?:['’]s|\s+(?:is|are|was|were|did|does|do))\s+{_S}\s+(?:doing|going|do|performing|"
        rf"coming\s+along|getting\s+on|looking|holding\s+up)\b{_REST}",
        rf"how\s+(?:far|good|bad|many|much|long|high|low)\b[^?!.\n:;]{{0,30}}?\s(?:is|are|does|do)\s+"
        rf"{_S}(?:\s+(?:at|take|now|stand|today|these\s+days))*",
        rf"(?:(?:what(?:['’]s|\s+is|\s+are)?|any|give\s+(?:me|us)|show\s+(?:me|us)|tell\s+(?:me|us)|"
        rf"send\s+(?:me|us))\s+)?(?:the\s+|a\s+|an\s+)?(?:quick\s+|latest\s+|short\s+)?{_STATE}"
        rf"(?:\s+report)?(?:\s+{_IN}\s+{_S}|\s+(?P<rest>(?:this|last|since|so\s+far)\b[^?!.\n:;]{{0,40}}))?",
        rf"(?:show|tell)\s+(?:me|us)\s+(?:about\s+|everything\s+(?:on|about)\s+)?{_S}",
        rf"which\s+{_S}\s+(?:have|has|are|is|lack|still)\b[^?!.\n:;]{{0,80}}",
        rf"what\s+(?:does|do|is|am|are)\s+{_S}\s+(?:own|lead|sponsor|answer\s+for|"
        rf"(?:responsible|accountable|answerable)\s+for)",
        rf"what\s+are\s+(?P<subject>(?:my|our|[^?!.\n:;]{{1,60}}(?:['’]s|s['’]))\s+{_THINGS})",
        rf"what(?:['’]s|\s+is|\s+are)\s+{_S}\s+(?:now|at(?:\s+now)?|these\s+days|today|currently)",
        rf"(?P<subject>(?:my|[^?!.\n:;]{{1,60}}(?:['’]s|s['’]))\s+{_THINGS})",
        r"(?P<subject>(?:the\s+|our\s+)?(?:whole\s+|entire\s+)?portfolio)",
        *SHORT,
    )
)
_NO_SUBJECT = re.compile(
    r"\s*(?:how|why|who|when|what|if|whether|your?|yourself|help|(?:the\s+)?(?:history|sources?|owner))\b"
    r"|.*\b(?:is|are|was|were|has|have|had|went(?!\s+live)|fell|rose|came|dropped)\b",
    re.IGNORECASE | re.DOTALL,
)


def asks(text: str) -> bool:
    """Whether it asks what improved, in any way."""
    said = tidied(text)
    return any(way.search(said) for way in (_ASKS, *_OTHERWISE)) or wholly(said) is not None


def subject(text: str) -> str | None:
    """The words that say what, and since when, a question is about; None where it asks nothing."""
    text = tidied(text)
    if found := _BEFORE.search(text):
        return f"{found['subject']} {found['rest']}"
    if (said := wholly(text)) is not None:
        return said
    ways = (_AFTER, *_OTHERWISE) if _ASKS.search(text) else (*_OTHERWISE, _AFTER)
    found = next((match for way in ways if (match := way.search(text))), None)
    return found["subject"] if found else None


def wholly(text: str) -> str | None:
    """The subject of a message that is nothing but a question; None where it is something else."""
    said = tidied(" ".join(text.split()))
    if len(said) > WHOLE:
        return None
    rest = _POLITE.sub("", _LEAD.sub("", said, count=1))
    for way in _WHOLLY:
        if found := way.fullmatch(rest):
            named = found.groupdict()
            words = " ".join(part for part in (named.get("subject"), named.get("rest")) if part)
            return None if _NO_SUBJECT.match(words) else words
    return None
