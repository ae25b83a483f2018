"""Unnamed: who tells what gets in the way and wishes not to be named with it."""

import re

_ANON = r"\bann?on(?:[iy]m(?:o?us(?:ly)?)?)?\b"
_PLEASE = r"(?:please|pls|plz|bitte)"
_IT = r"(?:this|it|that|any\s+of\s+(?:this|it)|all\s+(?:of\s+)?(?:this|it))"
_NOT = r"(?:do\s+not|don['’]?t|never|please\s+not)"
_WISH = (
    r"i(?:\s+(?:really|just))?(?:\s+(?:do\s+not|don['’]?t)\s+(?:want|wish|need|like|wanna)|"
    r"(?:['’]?d|\s+would)?\s+(?:rather|prefer)(?:\s+to)?\s+not)\b"
)
_SOME = r"[^.!?,;:\n]"
_ME = (
    r"\b(?:(?:it|this|that)\s?(?:['’]?s|\s+is|\s+was|\s+came)?\s+(?:from\s+)?me|"
    r"i(?:['’]?ve|\s+have)?\s+(?:said|told|wrote|written|reported|mentioned)|"
    r"who\s+(?:said|told|wrote|reported)|who\s+i\s+am)\b"
)
_NAME = (
    rf"(?<!\bi )\b{_NOT}\b{_SOME}{{0,30}}\bmy\s+name\b|\b{_WISH}{_SOME}{{0,20}}\bmy\s+name\b|"
    r"\b(?:without|not\s+with|not\s+under)\s+(?:giving\s+|saying\s+|using\s+)?my\s+name\b|"
    r"\bw/o\s+my\s+name\b|\b(?:keep|leave)\s+my\s+name\s+(?:out|off|away)\b|"
    rf"\b(?:nicht|ohne)\b{_SOME}{{0,20}}\bmeine[nm]\s+namen\b"
)
_WITH_ME = (
    rf"\b(?:{_NOT}|{_WISH})\s+(?:name|mention|credit|identify)\s+me\b|"
    r"\bwithout\s+(?:naming|quoting|mentioning)\s+me\b|"
    rf"\b{_WISH}(?:\s+to)?\s+be\s+(?:named|quoted|mentioned|identified)\b|"
    rf"\b{_NOT}\s+(?:tell|let|say|reveal|disclose|mention|share)\b{_SOME}{{0,25}}?{_ME}|"
    r"\b(?:nobody|no\s*one)\s+(?:must|should|may|can|needs?\s+to|has\s+to)\s+"
    rf"(?:know|find\s+out|learn|hear)\b{_SOME}{{0,12}}?{_ME}"
)
_SAYS = r"(?:stay|remain|be|tell|say|report|post|write|ask|keep)"
_HIDDEN = (
    rf"{_ANON},?\s+{_PLEASE}\b|\b{_PLEASE},?\s+{_ANON}(?!\s+\w)|"
    r"(?<!\bwe )(?<!\bthey )\b(?:keep|make|treat|post|record|file|log|take|note|put)\s+"
    rf"(?:{_IT}|me)\s+(?:as\s+|down\s+)?{_ANON}|"
    rf"\b(?:can|could|may)\s+(?:{_IT}|i)\s+(?:please\s+)?(?:stay|remain|be(?:\s+kept)?)\s+{_ANON}|"
    rf"\b(?:(?:can|could|may)\s+i|i(?:['’]?d|['’]?ll)?(?:\s+(?:would|will|must|want|wish|need|"
    rf"have|like|rather|prefer|really|to))*)\s+{_SAYS}\b{_SOME}{{0,30}}?{_ANON}"
    r"(?=\W*$|\s*[^\w\s]|\s+(?:but|and|that|about|in|on|with|here|what|how|if|because)\b)"
)
_QUOTE = rf"\b(?:{_NOT}|{_WISH})\s+quote\s+me\b"
_ALONE = (
    rf"(?:{_IT}\s?(?:['’]?s|\s+is|\s+(?:did\s*n['’]?o?t|does\s*n['’]?o?t)\s+come)?\s+)?"
    rf"(?:not|(?<=come ))\s*from\s+me|you\s+(?:did\s*n['’]?o?t|never)\s+(?:hear|get)\s+{_IT}\s+from"
    rf"\s+me|(?:{_IT}\s?(?:['’]?s|\s+is|\s+stays)\s+)?(?:(?:just|strictly|only)\s+between\s+us|"
    rf"between\s+you\s+and\s+(?:me|i)|off\s+the\s+record)|"
    rf"(?:keep|leave)\s+me\s+out|(?:no|without)\s+names?,?\s+{_PLEASE}|nicht\s+von\s+mir|"
    r"ohne\s+namen"
)
_OWN = rf"{_ANON}|no\s+names?"
_TAIL = (
    r"(?:\s+(?:out\s+)?(?:on|to|in|of|off|with|under|about|for|beside)\s+"
    rf"(?:{_IT}|here|there|the\s+record)\b)?(?:\s+(?:so|{_IT}|here|anywhere)\b)?"
    rf"(?:[\s,]+(?:{_PLEASE}|thanks|thank\s+you|thx|danke|ok(?:ay)?|though|if\s+possible)\b)*"
)
_LEAD = (
    rf"(?:\b(?:{_PLEASE}|but|and|so|just|(?:can|could|would)\s+you|i['’]?d\s+like\s+you\s+to)\b"
    r",?\s{0,3}){0,4}"
)
_STARTS = r"(?:^|(?<=[.,;:!?()\n–—-])|(?<=\band)|(?<=\bbut)|(?<=please))\s*"
_ENDS = r"(?=\s*(?:[.,;:!?()\n–—]|-\s|$|(?:but|and|because)\b))"
_CLAUSE = rf"{_STARTS}(?:{_ALONE}){_TAIL}{_ENDS}"
_SENTENCE = rf"(?:^|(?<=[.!?(\n]))\s*(?:{_OWN})(?=\s*(?:[.!?:)\n–—]|-\s|$))"


_MAY = re.compile(
    r"nam(?:e|ing)|ann?on|\b(?:me|mir|record|between|who)\b|"
    r"\bi\b.{0,6}\b(?:said|told|wrote|written|reported|mentioned)\b",
    re.IGNORECASE,
)
"""Words one of which every plea holds."""


def _any(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(ways), re.IGNORECASE)


_WISHES = _any(_NAME, _WITH_ME, _HIDDEN, _CLAUSE, _SENTENCE)
_UNQUOTED = _any(_QUOTE)
"""Said of a figure it tells that its author is not sure of it."""
_PLEA = _any(rf"{_LEAD}(?:(?:{_NAME}|{_WITH_ME}|{_HIDDEN}|{_QUOTE}){_TAIL}|{_CLAUSE}|{_SENTENCE})")
_LOOSE = _any(
    r"\s*[(]\s*[)]",
    r"\s*[,;:–—](?=\s*[.,;:!?)–—])",
    r"(?<=[.!?(\n])\s*[.,;:–—]+",
    r"\s+(?=[.,;:!?)])",
    r"[ \t]+(?=[ \t])",
)
"""Signs that a plea leaves behind where it is taken out."""
_JOINS = re.compile(r"^(?:(?:but|and|because|so)\b[\s,:]*)+", re.IGNORECASE)
_HANGS = re.compile(r"[\s,]*\b(?:but|and|please|pls|plz)$", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:(?:can|could|may)\s+i|i(?:['’]d|\s+would)?(?:\s+(?:want|like|wish|need))?(?:\s+to)?)\s+"
    r"(?:tell|say|report)\b",
    re.IGNORECASE,
)


def wishes(text: str) -> bool:
    """Whether somebody asks not to be named with what they tell."""
    if not _MAY.search(text):
        return False
    is_unquoted = _UNQUOTED.search(text) and not re.search(r"\d", text)
    return bool(_WISHES.search(text) or is_unquoted)


def told(text: str) -> str:
    """What they tell beside that wish; nothing where they only say that they would tell it."""
    words, found = _PLEA.subn(" , ", text)
    if not found:
        return text.strip()
    before = ""
    while before != words:
        before, words = words, _LOOSE.sub("", words)
    words = _JOINS.sub("", words.strip(" .,;:–—-\n").lstrip(" !?.,;:)"))
    words = _HANGS.sub("", words).strip(" .,;:–—-\n")
    says_nothing = _BEGINS.match(words) or not any(map(str.isalnum, words))
    return "" if says_nothing else words
