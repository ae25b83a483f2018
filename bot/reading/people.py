"""Who answers for a result: owners as said, a mention, a name, a team or a role."""

import re
from collections.abc import Iterator

from bot.benefits.facts import Fact
from bot.reading.markup import Page, squeezed
from bot.reading.statements import Statement

_NAME = (
    r"(?:[A-Z][\w’'.-]+(?:\s+(?:de|van|von|der|la|al|"
    r"bin)\b)?(?:\s+(?:&\s+)?[A-Z][\w’'.-]+){0,4})"
)
_MENTION = r"<@[A-Z0-9]{2,20}(?:\|[^<>]{0,60})?>|@[A-Za-z][\w.-]{1,40}"
_ROLE_HEAD = (
    r"(?:head|director|manager|lead|"
    r"leader|owner|sponsor|chief|officer|team|group|department|office|committee|board|"
    r"coordinators?|architect|"
    r"executive|analyst|president|vp|ceo|cfo|coo|cio|cto|cmo|svp|division|directorate|"
    r"unit|forum|fellows|staff|desk|administrator|programme|program|working\s+group|"
    r"council|guild|ministry|agency|authority|bureau|engineer|squad|crew|controller|supervisor|"
    r"partner|principal|secretary|"
    r"minister|commissioner|nurse|matron|registrar|dean|foreman|treasurer|"
    r"sister)s?(?!\s+(?:manager|lead|leader|head|director|owner|officer|supervisor|"
    r"coordinator)\b)"
)
_ROLE = (
    r"(?:(?:the|our|an?)\s+)?(?:[\w&’'/-]+\s+){0,4}?"
    rf"{_ROLE_HEAD}"
    r"(?:\s+(?:of|for)\s+(?:the\s+)?[\w&’'-]+(?:\s+(?!owns?\b|is\b|has\b|will\b|"
    r"leads?\b|are\b|was\b|answers?\b)[\w&’'-]+){0,2})?"
)
_WHO = rf"(?:{_MENTION}|(?i:{_ROLE})(?!\s+and\s+[A-Z])|{_NAME}(?:\s+and\s+{_NAME})?)"
_DUTY = (
    r"(?:owns?\s+(?:it|this|that|the|our|these|both|all|\w+)|(?:is|are|will\s+be|"
    r"am)\s+(?:now\s+|still\s+|currently\s+|the\s+one\s+)?(?:responsible|accountable|"
    r"answerable|in\s+charge|on\s+the\s+hook|(?:the\s+)?(?:outcome\s+|benefit\s+|"
    r"business\s+|measure\s+)?owners?\b|leading|the\s+(?:sponsor|lead)\b|coordinating|"
    r"overseeing|owning)"
    r"|(?:has|have)\s+been\s+(?:appointed|elected|named|asked\s+to\s+lead)|(?:is|"
    r"are)\s+(?:heading|chairing|managing|driving|spearheading|co-leading|"
    r"the\s+(?:chair|champion|convenor|coordinator)s?)|(?:co-)?chairs?\s+(?:the|this)|"
    r"heads?\s+up|manages?\s+(?:the|this)|oversees?|will\s+(?:be\s+)?(?:own|head|chair|"
    r"manage|drive|lead(?:ing)?|be\s+in\s+charge|oversee|coordinate)|"
    r"has\s+(?:agreed\s+to|taken)\s+(?:own|lead|coordinate|ownership|over|on\b)|(?:was|"
    r"were)\s+(?:responsible|accountable|in\s+charge)|(?:took|taking|takes|"
    r"take)\s+(?:over|the\s+lead|ownership|responsibility|charge)|stepp(?:ed|"
    r"ing)\s+(?:in|up)\s+as|has\s+(?:taken|stepped)\s+(?:over|up|on|in)|answers?\s+for|"
    r"(?:will\s+be\s+|is\s+|are\s+|be\s+)held\s+"
    r"(?:to\s+account|accountable|responsible)|(?:holds?|carries|"
    r"(?:will\s+)?carry)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}"
    r"(?:targets?|goals?|benefits?|measures?|outcomes?)|(?:is|are)\s+charged\s+with|"
    r"leads?\s+(?:the|this|on)|takes?\s+(?:ownership|responsibility))"
)
_PATTERNS = (
    re.compile(
        rf"(?<![\w@])(?P<who>{_WHO})(?:,?\s+\([^()]{{2,60}}\)|"
        rf",\s+(?:who\s+)?[^,.;]{{3,60}},)?\s+{_DUTY}"
    ),
    re.compile(
        rf"(?i:\bunder\s+(?:the\s+)?(?:leadership|direction|stewardship|oversight|"
        rf"sponsorship)\s+of|"
        rf"\breport(?:s|ing)\s+(?:directly\s+)?to|\b(?:belongs|falls|answers)\s+to|"
        rf"\b(?:ownership|accountability)\s+(?:has\s+)?(?:moved|passed|transferred|went)\s+to)\s+"
        rf"(?:the\s+|our\s+)?(?P<who>{_WHO})"
    ),
    re.compile(
        rf"(?i:(?<!workshop\swas\s)(?<!session\swas\s)(?<!training\swas\s)(?<!workshops\swere\s)"
        rf"(?<!sessions\swere\s)(?<!meeting\swas\s)\b(?:owned|(?:co-)?led|looked\s+after|overseen|"
        rf"sponsored|coordinated|managed|"
        rf"headed(?:\s+up)?|chaired|championed|stewarded|convened|directed|"
        rf"spearheaded|governed|run|run\s+day\s+to\s+day)\s+(?:(?:now|jointly|together)\s+)*by(?!\s+\w+sel(?:f|ves)\b)|"
        rf"\b(?:ownership|"
        rf"responsibility|accountability)\s+(?:for\s+[^.;,]{{3,60}}?\s+)?(?:is\s+|lies\s+|sits\s+|"
        rf"rests\s+|"
        rf"now\s+)*(?:with|of)|\b(?:is|are|falls)\s+(?:under|"
        rf"down\s+to)\s+the\s+(?:ownership|responsibility)\s+of|\bsits\s+with|"
        rf"\bin\s+the\s+hands\s+of)\s+(?:the\s+|our\s+)?\[?(?P<who>{_WHO}|\w[\w-]{{2,30}})"
    ),
    re.compile(
        rf"(?i:\b(?:welcom(?:e|ed|ing)|appointed|hired|elected|promoted|"
        rf"named))\s+(?P<who>{_NAME})\s+(?:\w+\s+){{0,4}}(?:as|"
        rf"to)\s+(?:[\w-]+\s+){{0,4}}(?i:lead|leader|director|manager|head|chair|owner|"
        rf"officer|coordinator|maintainer)\b"
    ),
    re.compile(
        rf"(?i:\b(?:outcome\s+owner|benefit\s+owner|business\s+owner|measure\s+owner|owner|"
        rf"dri|accountable|responsible|sponsor|lead|product\s+owner|point\s+of\s+contact|"
        rf"champion|(?:project|programme|program|product|delivery|technical|tech|policy|"
        rf"service)\s+(?:lead|manager|owner|director)|leads|sro|"
        rf"senior\s+responsible\s+owner|assignee|responsible\s+(?:party|team|person)|"
        rf"led\s+by|owned\s+by|accountable\s+(?:person|owner|executive)|executive\s+sponsor|"
        rf"directly\s+responsible\s+individual)s?)\s*(?:\([^()]{{0,30}}\)|"
        rf"for\s+[\w ]{{2,30}}?(?=:))?\s*(?::|=|\bis\b|(?i:(?<=owners\s)are\b)|"
        rf"-|–)\s*\[?(?P<who>{_WHO})"
    ),
    re.compile(
        r"\b(?:owners?|dri|leads?|sponsor|accountable|responsible|point\s+of\s+contact)\s*(?::|\|)"
        r"[\s*_]*(?P<who>[^\s\n|,.;:()\[\]][^\n|,.;:()\[\]]{1,50})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<who>{_NAME})\s*\((?i:(?:the\s+)?(?:\w+\s+){{0,2}}(?:lead|owner|dri|sponsor|chair))\)"
    ),
    re.compile(rf"(?:[,;(]\s*)(?i:owner|dri|sro)\s+(?P<who>{_NAME})"),
    re.compile(
        rf"(?i:\b(?:number|figure|target|goal|measure|benefit|outcome|kpi|one)\s+is\s+)"
        rf"(?P<who>{_MENTION}|{_NAME})[’']s(?!\w|\s+\w)"
    ),
    re.compile(
        rf"(?i:\b(?:is|are)\s+)(?P<who>{_NAME})[’']s\s+(?i:(?:own\s+)?(?:number|figure|target|goal|"
        rf"measure|benefit|outcome|kpi|baby|responsibility))\b"
    ),
    re.compile(
        rf"\s[-–—]\s(?P<who>{_NAME})(?:\s*\([^()]{{2,30}}\))?\s[-–—]\s*"
        r"(?i:expected|due|by|eta|target|deadline)\b"
    ),
    re.compile(
        rf"(?i:\b(?:assigned\s+to|handed\s+(?:over\s+)?to|is\s+down\s+to))\s+(?P<who>{_WHO})"
    ),
)
_HEADED = re.compile(
    r"^(?P<who>(?:(?:Sr\.?|Senior|VP|Director|Head|Chief|Manager)\s[\w&, /-]{2,50}?|"
    r"C[A-Z]O|VPE|"
    r"[A-Z][\w&/-]+(?:\s+[A-Z&][\w&/-]*){0,4}))(?:\s+KR)?:\s+(?=(?:KR\d*:?\s*"
    r")?(?P<verb>\w+))"
)
_AIMS = re.compile(
    r"^(?:reduce|increase|raise|achieve|improve|decrease|cut|grow|maintain|deliver|"
    r"reach|ensure|get|keep|lower|drive|double|halve|hit|move|bring|complete|make|hire|"
    r"build|close|win|sign|recruit|train|enable|secure|land|publish|launch|expand|shorten|save|"
    r"create|implement|roll|define|"
    r"establish|migrate|ship)$",
    re.IGNORECASE,
)
_NO_OWNER = re.compile(
    r"^(?:experts?|volunteers?|staff\b|users?|people|total|planned|before|after|kr\s?\d*|csat|nps|"
    r"(?:start|end|due)\s+date|goal|target|kpi|okr|objective|update|status|note|kr|result|outcome|"
    r"baseline|"
    r"owner|today|this|it|that|there|which|what|who|he|she|they|we|you|aim|current|"
    r"next|done|tbc|tbd|unknown|nobody|no|none|not|these|everyone|and|but|the)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:(?:the|our|an?|that|but|and|so|with|then|now|however)\s+)+", re.IGNORECASE
)


def find(page: Page, statement: Statement) -> list[Fact]:
    """The owners a statement names."""
    facts: list[Fact] = []
    found = [*_named(statement.text), *_headed(statement.text)]
    for left, right, who in found:
        place = page.whole(*statement.span(left, right))
        if not any(fact.person == who or _overlap(fact, place) for fact in facts):
            facts.append(_fact(page, *place, who))
    return facts


def _overlap(fact: Fact, place: tuple[int, int]) -> bool:
    return fact.start < place[1] and place[0] < fact.end


def _named(text: str) -> Iterator[tuple[int, int, str]]:
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if _is_of_a_session(text, found) or _UPKEEP.match(text, found.end()):
                continue
            if who := said(found["who"]):
                yield found.start(), found.end(), who


_SESSION = re.compile(
    r"\b(?:tutorials?|workshops?|sessions?|talks?|panels?|webinars?|keynotes?|courses?|tours?|"
    r"donations?|"
    r"discussions?|stand-?ups?|hackathons?|breakouts?)\b",
    re.IGNORECASE,
)
_LED = re.compile(r"(?:co-)?(?:led|run|chaired|convened|hosted)\s+by\b", re.IGNORECASE)
_UPKEEP = re.compile(
    r"\s+for\s+(?:maintain|steward|complet|provid|writ|support|organi[sz]|handl|review|creat|"
    r"document|"
    r"administ|monitor|updat|develop|host|communicat|ensur|conduct|schedul|sett)\w*ing\b",
    re.IGNORECASE,
)
"""What a team is there for, which is no result it answers for."""


def _is_of_a_session(text: str, found: re.Match[str]) -> bool:
    """Whether somebody only leads an hour of talk, or the list of givers."""
    return bool(_LED.match(found[0]) and _SESSION.search(text))


def _headed(plain: str) -> Iterator[tuple[int, int, str]]:
    headed = _HEADED.match(plain)
    if headed and (_AIMS.match(headed["verb"]) or "=>" in plain) and (who := said(headed["who"])):
        yield 0, headed.end("who"), who


def _fact(page: Page, start: int, end: int, who: str) -> Fact:
    return Fact(slot="owner", person=who, quote=page.quote(start, end), start=start, end=end)


def said(words: str) -> str | None:
    """A person, team or role as said, without its article; None where nobody is named."""
    who = squeezed(words) if not words.lstrip().startswith("<@") else words.strip()
    who = _ARTICLE.sub("", who)
    return who if who and not _NO_OWNER.match(who) and len(who) <= 100 else None


def alone(text: str) -> str | None:
    """The person or role a short reply consists of."""
    words = text.strip()
    mention = re.search(_MENTION, words)
    if mention and len(words) - len(mention[0]) <= 25:
        return mention[0]
    cleaned = re.sub(
        r"^(?:it(?:’|')?s|that(?:’|')?s|that\s+would\s+be|it\s+is|i\s+think|probably|"
        r"should\s+be|would\s+be)\s+",
        "",
        words,
        flags=re.IGNORECASE,
    )
    who = squeezed(cleaned)
    if (
        re.fullmatch(_NAME, who)
        or re.fullmatch(_ROLE, who, re.IGNORECASE)
        or re.fullmatch(rf"{_NAME}(?:,?\s+(?:in|from|at|of|our|the)\s+[\w’' &-]{{2,40}})?", who)
    ):
        return said(who)
    return None


SIGNS = {
    "duty": re.compile(_DUTY),
    "who": re.compile(_WHO),
    "mention": re.compile(_MENTION),
    "role": re.compile(_ROLE_HEAD, re.IGNORECASE),
    "headed": _HEADED,
}
"""What the head looks for among these, by name."""
