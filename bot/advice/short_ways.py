"""Short ways: what improved, asked in a word, without mark or apostrophe, or about the money.

Each is a question only where it is all of a message. What it is about stands in `subject` and
`rest`.
"""

import re
from typing import Final

_SUBJECT, _REST = r"(?P<subject>[^?!.\n:;]{0,120}?)", r"(?P<rest>[^?!.\n:;]{0,80})"
_IN = r"(?:with|on|in|at|for|from|about|of|across|out\s+of)"
_BREAK = r"(?:\s*[-–—:,;]+\s*|\s+)"
_WORTH = (
    r"(?:any\s+(?:good|use|better|help|improvements?|results?|progress)|(?:really\s+|actually\s+)?worth\s+(?:it|having|"
    r"(?:the|our|all\s+(?:the|that|this))\s+\w+)|(?:good\s+)?value\s+for\s+money|"
    r"money\s+well\s+spent|better\s+or\s+worse|a\s+(?:success|failure|good\s+\w+|"
    r"waste(?:\s+of\s+(?:money|time))?))"
)
_PAYS = r"(?:pa(?:id|ys?|ying)\s+(?:off|for\s+(?:itself|themselves)))"
_GAIN = (
    r"(?:money['’]?s?\s+worth|value(?:\s+for\s+money)?|returns?|pay\s?back|benefits?|results?|"
    r"savings?)"
)
_WANTS = (
    r"(?:(?:the|our|my|i|we)\b\W*)?(?:\w+\W+){0,3}?(?:wants?|needs?|asks?|asking|would\s+like|like|"
    r"wondering|tell\s+(?:me|us))(?:\s+to\s+(?:know|hear|see|understand))?\s+(?:about\s+)?"
)
_NO_NAME = (
    r"(?!.*\b(?:i|you|we|it|this|that|for|to|an?|in|see|post(?:ed)?|sen[dt]|show|list|give|have|no|not|thanks?|"
    r"good|nice|great)\b)"
)

FIRST: Final = (
    rf"(?:{_WANTS})?(?:if|whether)\s+{_SUBJECT}\s+(?:is|was|are|were|has|have)\s+(?:been\s+)?"
    rf"(?:{_WORTH}|{_PAYS}|working|helping|delivering)\b{_REST}",
    rf"(?:{_WANTS})?what\s+(?:we|they)(?:['’]ve)?\s+(?:have\s+)?(?:got(?:ten)?|get|gain(?:ed)?)\s+"
    rf"(?:back\s+)?(?:for|from|out\s+of)\s+{_SUBJECT}",
    rf"any\s+good\s+news(?:\s+{_IN}\s+{_SUBJECT})?",
    rf"(?:are\s+)?we\s+(?:any\s+|much\s+)?better\s+off(?:\s+{_IN}\s+{_SUBJECT}|\s+(?P<rest>since\b"
    r"[^?!.\n:;]{0,80}))?",
)
"""Those that would be taken for another way."""

SHORT: Final = (
    rf"(?:(?:is|was|are|were|has|have|did)\s+)?(?:{_SUBJECT}{_BREAK})?(?:been\s+)?{_WORTH}(?:\s+yet)?"
    rf"(?:\W+(?:{_IN}\s+)?{_REST})?",
    rf"(?:has|have|did|does|do|is|are)\s+{_SUBJECT}\s+(?:really\s+|actually\s+)?{_PAYS}\b{_REST}",
    rf"{_SUBJECT}{_BREAK}(?:working|helping|delivering|{_PAYS})(?:\s+(?:yet|now))?\s*\?",
    rf"(?:did|do|are|have)\s+(?:we|they|i)\s+(?:get|getting|got(?:ten)?|had|seen?|seeing)\s+"
    rf"(?:(?:our|the|any|good|a|much|some)\s+)*{_GAIN}(?:\s+(?:back\s+)?{_IN}\s+{_SUBJECT})?",
    rf"what\s+(?:good|difference|use)\s+(?:did|has|have|does|is|was)\s+{_SUBJECT}"
    rf"(?:\s+(?:do|done|mak(?:e|es|ing)|made)(?:(?:\s+(?:for|to))?\s+us)?)?",
    rf"did\s+{_SUBJECT}\s+(?:make|have)\s+(?:a|any)\s+(?:difference|effect|impact)\b{_REST}",
    rf"what\s+(?:did|has|have|does)\s+(?!(?:we|they|i)\b){_SUBJECT}\s+(?:br(?:ing|ought)|gi(?:ve|ven)|do\s+for|done\s+for|"
    rf"get|got|deliver(?:ed)?|achieved?|changed?)(?:\s+us)?\b{_REST}",
    rf"(?:(?:what|where)(?:['’]s|\s+is|\s+was)\s+)?(?:(?:the|our|any)\s+)?(?:{_GAIN}|roi)\s+"
    rf"{_IN}\s+(?!\d){_SUBJECT}",
    rf"(?:status|roi|benefits|results)\s+(?!\d){_SUBJECT}",
    rf"what\s+are\s+we\s+getting\s+(?:for|from|out\s+of)\s+{_SUBJECT}",
    rf"(?:(?:has|did|is)\s+)?anything\s+(?:got(?:ten)?\s+)?(?:any\s+)?(?:better|improved?|worse|"
    rf"changed?|different)\b(?:\s+{_IN}\b)?{_SUBJECT}",
    r"(?:any\s+|got\s+)?(?:better|improved|improvement)(?:\s+yet)?\s*\?",
    rf"{_NO_NAME}(?:(?:the|a|our)\s+)?(?:(?:board|steering|management|monthly|weekly|quarterly|"
    rf"executive)\s+)*(?P<subject>(?:[\w&./'’-]+\s+){{0,5}}?)(?:results?|benefits?|outcomes?|status|"
    rf"summary|update|overview|progress|improvements?|roi)"
    rf"(?P<rest>\s+(?:so\s+far|since|this|last)\b[^?!.\n:;]{{0,40}})?",
    rf"(?:summari[sz]e|sum\s+up)\s+{_SUBJECT}(?:\s+for\s+\w+(?:\s+\w+)?)?",
    rf"(?!.*ed\b)how(?:['’]s|\s+is|\s+are|\s+was)\s+{_SUBJECT}(?:\s+(?:now|today|these\s+days))?",
    rf"(?:why\s+)?(?:should|do|would)\s+(?:i|we|they)\s+(?:keep|continue|carry\s+on|go\s+on|still)\s+"
    rf"(?:pay|fund|spend|invest)(?:ing)?(?:\s+(?:for|on|in|money\s+on))?\s+{_SUBJECT}",
    rf"how\s+much\s+(?:did|have|do)\s+(?:we|they|i)\s+(?:saved?|gain(?:ed)?|make|made|get|got)"
    rf"(?:\s+{_IN}\s+{_SUBJECT})?",
)
"""Patterns for the whole of a message, without greeting and courtesy, that stands by `tidied`."""

_BARE = re.compile(r"\b(what|how|where|who)s\b", re.IGNORECASE)
_BRIEF = re.compile(r"\b(?:pls|plz|plse)\b", re.IGNORECASE)


def tidied(text: str) -> str:
    """The words as they are written in full: "whats" is "what's", "pls" is "please"."""
    return _BRIEF.sub("please", _BARE.sub(r"\1's", text))
