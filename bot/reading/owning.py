"""Who answers for it, as a reply names them: me, a mention, a name with a role, a role alone."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from bot.benefits.facts import Fact
from bot.benefits.reading import AnswerContext
from bot.reading import amounts, people, stance
from bot.reading.markup import Page, squeezed
from bot.reading.statements import Statement
from bot.reading.vocabulary import any_of

_NAME = r"[A-Z][\w’'-]+(?:\s+(?:de|van|von|der|la|al|bin|of)\b)?(?:\s+[A-Z][\w’'-]+){0,3}"
_MENTION = r"<@[A-Z0-9]{2,20}(?:\|[^<>]{0,60})?>|@[A-Za-z][\w.-]{1,40}"
_PLACED = rf"(?:{_NAME}(?:\s+(?:in|from|at)\s+(?:the\s+)?[\w&’'-]+)?)"
_ROLE = (
    r"(?:(?:the|our|my)\s+)?(?:[\w&’'/-]+\s+){0,4}?(?:head|director|manager|lead|leader|chief|officer|"
    r"team|group|department|office|committee|board|coordinator|analyst|president|supervisor|partner|"
    r"controller|secretary|registrar|desk|planner|buyer|matron|nurse|warden|engineer|ceo|cfo|coo|cio|"
    r"cto|vp|owner|sponsor|specialist|foreman|superintendent|principal|dean|treasurer|clerk|chair)s?"
    r"(?:\s+(?:of|for)\s+(?:the\s+)?[\w&’'-]+(?:\s+(?!owns?\b|is\b|has\b|will\b|does\b|answers?\b|now\b|"
    r"and\b)[\w&’'-]+){0,2})?"
)
_WHO = rf"(?:{_MENTION}|{_PLACED}|(?i:{_ROLE}))"
CALLED = rf"(?:{_MENTION}|{_NAME})"
"""A person as somebody calls them, as a pattern."""
WHO = _WHO
"""A person, a team or a role, as a pattern."""

_DUTY = (
    r"(?i:owns?\s+(?:it|this|that|them|the|both|all|these|\w+)|owns\b|(?:is|are|will\s+be)\s+(?:now\s+|"
    r"still\s+)?(?:accountable|responsible|answerable|in\s+charge|on\s+the\s+hook|the\s+(?:outcome\s+|"
    r"benefit\s+|business\s+)?owner)|answers?\s+for(?:\s+(?:both|all|each)\b)?|"
    r"will\s+(?:own|take|answer|look)\b|takes?\s+(?:it|this|over|ownership)|took\s+(?:it|this|"
    r"over|ownership)\b|ha(?:s|ve)\s+taken\s+(?:it|this|over)|inherit(?:s|ed)|looks\s+after|holds\s+the\s+target)"
)
ANSWERS = (
    r"(?:owns?|will\s+own|answers?\s+for|will\s+answer\s+for|(?:is|are|will\s+be)\s+(?:now\s+|still\s+)?"
    r"(?:accountable|answerable|the\s+(?:outcome\s+|benefit\s+|business\s+)?owners?\b))"
)
"""That somebody answers for a result, as a pattern."""
_DOES = r"(?i:does\b(?!\s*n)|do(?=\W*$))"
_NO_LINK = (
    r"(?!(?:that|which|who|and|or|but|is|are|was|were|to|we|it|so|with|by|as|now|still|do|does|did|has|have|had|"
    r"will|would|should|could|can|may|might|not|never|no|yet|wins?)\b|[\w’']+n['’]t\b)"
)
_NO_ROLE = (
    r"(?!(?:the|an?|nobody|none|no[\s-]?one|nor|who\w*|whether|what\w*|if|this|these|those|there|i|you|he|she|they|"
    r"his|her|their|your|every\w*|each|any\w*|some\w*|all|both|one|sure|clear|unclear|maybe|perhaps|probably|think|"
    r"guess|hope|wonder|only|just|also|then|already|neither|either|[a-z]+ly|in|on|at|for|from|systems?|tools?|apps?|"
    r"software|platform|weather|backlog|q[1-4])\b)"
)
UNLED = (
    rf"(?:(?<=[.;,:–—-]\s)|(?<=\n)|^)(?i:(?:and|so|also|plus|yes|now),?\s+)?(?P<who>(?=[A-Za-z])"
    rf"(?i:{_NO_LINK}{_NO_ROLE})[A-Za-z][\w’'&/-]*(?:[^\S\n]+(?i:{_NO_LINK}{_NO_ROLE})[a-z][\w’'&/-]*){{0,3}})"
)
"""A role without an article that opens a clause, as a pattern: "night porter owns it"."""
_BOTH = (
    r"(?i:(?:jointly\s+|both\s+|together\s+)*(?:own|share|co-own|answer\s+for|will\s+own)|"
    r"are\s+(?:both\s+|jointly\s+)?(?:accountable|responsible|the\s+owners))"
)
_PATTERNS = (
    re.compile(
        rf"(?<![\w@])(?P<who>(?:{_MENTION}|{_NAME})\s+and\s+(?:{_MENTION}|{_NAME}))\s+{_BOTH}(?!\w)"
    ),
    re.compile(rf"(?<![\w@])(?P<who>{_WHO})(?:,?\s+\([^()]{{2,60}}\))?,?\s+(?:now\s+)?{_DUTY}"),
    re.compile(
        rf"(?<![\w@])(?i:the|our)\s+[\w -]{{3,40}},\s+(?P<who>{_MENTION}|{_NAME}),\s+{_DUTY}"
    ),
    re.compile(
        rf"(?<![\w@])(?P<who>{CALLED}),?\s+(?i:you\s+(?:now\s+|will\s+|are\s+|['’]ll\s+)*(?:own(?:ing)?|answer(?:ing)?\s+for)\s+"
        r"(?:this|that|it|these|both|the|our|[a-z-]+\s+[a-z-]+)\b|(?:this|that)(?:\s+(?:one|figure|number|measure))?\s+is\s+(?:now\s+)?yours\b)"
    ),
    re.compile(
        rf"(?i:\b(?:owned|held|looked\s+after|run)\s+by|\b(?:owner|accountable|responsible|dri|sro)\s*"
        rf"(?::|=|-|–|\bis\b)|\bsits\s+with|\bownership\s+(?:is\s+|lies\s+|sits\s+)?with|"
        rf"\b(?:handed|passed)\s+(?:over\s+)?to)\s+(?:(?i:the|our)\s+)?(?P<who>{_WHO})"
    ),
    re.compile(
        rf"(?<![\w@])(?i:the|our)\s+(?P<who>[a-z][\w’'&/-]*(?:[^\S\n]+{_NO_LINK}[a-z][\w’'&/-]*){{0,4}}?)\s+"
        rf"{ANSWERS}(?!\w)"
    ),
    re.compile(
        rf"{UNLED}\s+{ANSWERS}(?:\s+for)?\s+(?:it|this|that|them|both|these|all)\b(?!\s+(?!one\b|figure\b|now\b)[a-z])"
    ),
)
_ASKED = (
    re.compile(
        rf"^\W*(?i:(?:it|that)(?:’|')?s\s+with|that\s+(?:is|would\s+be)\s+with|with|belongs\s+to|"
        rf"lies\s+with|falls\s+to)\s+(?:(?i:the|our)\s+)?(?P<who>{_WHO})"
    ),
    re.compile(rf"(?<![\w@])(?P<who>{_WHO})\s+{_DOES}"),
)
_SELF = re.compile(
    r"(?<!\w)(?:(?P<duty>i\s+(?:do\b(?!\s*n|\s+(?:know|think|have|see|agree|want|like)\b)|own(?!\s+(?:[$£€]?\d|an?\s|no\s|some\s|many\s|few\s|enough\s))|am\s+(?:the\s+)?(?:owner|responsible|accountable)|will\s+own|"
    r"answer\s+for)|i(?:’|')?m\s+(?:the\s+)?(?:owner|responsible|accountable)|i(?:’|')?ll\s+(?:own|take)\s+"
    r"(?:it|this|that)|i\s+(?:can|will)\s+(?:own|take)\s+(?:it|this|that)|(?:happy|glad|fine)\s+to\s+(?:own|"
    r"take)|i(?:’|')?(?:ve|\s+have)\s+got\s+(?:it|this|that)\b)|(?P<short>(?:that|it)(?:’|')?s\s+me\b|"
    r"that\s+would\s+be\s+me|that(?:’|')?d\s+be\s+me|yours\s+truly|count\s+me\s+in|^\W*(?:me|mine|myself|"
    r"i\s+am|i\s+would|i(?:’|')m\s+it)\b(?=\s*(?:[.,!;:)(-]|$|until|for\s+now|please|again))))",
    re.IGNORECASE,
)
_NOT_SELF = any_of(
    r"not\s+(?:me|mine|myself|my\s+\w+)", r"fine\s+(?:by|with)\s+me", r"(?:to|for)\s+me"
)
_NOT_PEOPLE = re.compile(
    r"^(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)\b|(?:january|february|march|april|june|"
    r"july|august|september|october|november|december|mon|tues|wednes|thurs|fri|satur|sun)\w*|"
    r"(?:them|it|my|your|our|one)sel(?:f|ves)|q[1-4]\b|\d|nobody|no[\s-]?one|none|who\w*|which|what|it|that|"
    r"this|there|everyone|everybody|somebody|someone|anyone|we|they|i|he|she|you|target|baseline|"
    r"source|owners?|until|since|before|after|now|then|not|none|the|steer|yes|no|ok|both|all|these|"
    r"sorry|apologies|oops|whoops|ooops|pardon|my\s+(?:bad|mistake)|actually|"
    r"currently|correction|update|dashboard|report|system|tool|if|but|and|good|great|important)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    rf"(?i:\bnot\s+(?:the\s+|our\s+)?)(?P<one>{_WHO})|(?P<two>{_NAME})\s+(?i:isn(?:’|')?t|is\s+not|"
    rf"doesn(?:’|')?t|does\s+not|wasn(?:’|')?t|no\s+longer)"
)
_PAST = any_of(
    r"(?:until|till|before)\b[^,;.]{0,30}?(?:it\s+was|was)",
    r"used\s+to\s+(?:be|own)",
    r"previously",
)
_LEAD = re.compile(
    r"^\W*(?:(?:no|yes|well|hm+|um+|oh|so|ok|right|now|i\s+(?:think|guess|believe|suppose|reckon)|"
    r"probably|maybe|perhaps|should\s+be|would\s+be|must\s+be|(?:it|that|this)\s+(?:is|was|would\s+be|"
    r"should\s+be|must\s+be)|(?:it|that|now\s+it)(?:’|')?s|that(?:’|')?d\s+be|(?:the\s+)?owner\s*(?:is|:)|"
    r"accountable\s*(?:is|:)|our\s+own)(?:\s+|,\s*|\b))+",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s*(?:[,;:]\s|\.\s|\s[–—-]+\s|\s\(|\n|/|\swho\s|\s(?:and|but)\s(?=\w+\s(?:is|was|are)\b))\s*"
)
_TAIL = re.compile(
    r"\s+(?:i\s+(?:think|guess|believe)|i\s+suppose|for\s+now|at\s+the\s+moment|as\s+far\s+as\s+i\s+know|"
    r"tbh|btw|now|these\s+days|for\s+that|does|do|owns?\s+\w+|please)\W*$",
    re.IGNORECASE,
)
_NO_NAME = any_of(
    r"(?:days?|weeks?|hours?|minutes?|months?|yes|no|not|ok(?:ay)?|thanks?|why|what|how|when|idea|sure|"
    r"maybe|think|later|report|dashboard|data|percent|target|baseline|sounds?|good|fine|great|can|will|"
    r"would|could|should|is|are|was|were|has|have|did|does|do|don(?:’|')?t|asked|ask|know|knows|"
    r"happy|wants?|please|let|see|it|this|that|\w+n(?:’|\')t|whoever|question|job|broke|obvious|lunch|need|"
    r"includes?|including|counts?|covers?|excludes?|contains?|means|leaves|tomorrow|today|yesterday|cool|nice|agreed|done|busy|call|meeting)"
)


def find(
    sheet: Page, statements: Sequence[Statement], context: AnswerContext, evades: bool
) -> list[Fact]:
    """The owners a reply names; `evades` where it says that it does not answer."""
    asked = context.asked == "owner"
    facts: list[Fact] = []
    for statement in statements:
        if stance.says_nothing(statement.text) and not _SELF.search(statement.text):
            continue
        for left, right, who in _in(statement.text, context):
            place = sheet.whole(*statement.span(left, right))
            if all(fact.person != who and not _overlap(fact, place) for fact in facts):
                facts.append(_person(sheet, *place, who))
    if facts or not asked:
        is_past = asked and len(facts) > 1 and _PAST.search(sheet.plain)
        return facts[-1:] if is_past else _each_of(facts, sheet)
    return _alone(sheet, _before_evading(statements) if evades else statements)


def _each_of(facts: list[Fact], sheet: Page) -> list[Fact]:
    """Each of several people with what is said to be theirs; untouched where one has nothing."""
    if len({one.person for one in facts}) < 2:
        return facts
    found = [_THEIRS.match(sheet.plain, one.start) for one in facts]
    if not all(found) or len({one["what"].lower() for one in found if one}) < len(facts):
        return facts
    named = [squeezed(one["what"]) for one in found if one]
    return [
        fact.model_copy(update={"measure": name}) for fact, name in zip(facts, named, strict=True)
    ]


_THEIRS = re.compile(
    r"[^,.;:\n]{0,80}?\b(?:owns?|answers?\s+for|(?:accountable|responsible|answerable)\s+for|looks?\s+after|takes?(?:\s+over)?)\s+"
    r"(?:the\s+|our\s+)?(?!(?:it|this|that|them|both|all|these|from|on)\b)(?P<what>[^\W\d_][^,.;:\n()]{2,50}?)"
    r"(?=\s*(?:[,.;:\n(]|$|\band\s+(?:the\s+)?[A-Z<@\w]+\s))",
    re.IGNORECASE,
)


def _before_evading(statements: Sequence[Statement]) -> list[Statement]:
    """What is said before "we have no target" and the like, which is about something else."""
    return list(takewhile(lambda one: not _evades(one.text), statements))


def _evades(text: str) -> bool:
    return stance.knows_not(text) or stance.puts_off(text) or stance.points_elsewhere(text)


def _overlap(fact: Fact, place: tuple[int, int]) -> bool:
    return fact.start < place[1] and place[0] < fact.end


def _person(sheet: Page, start: int, end: int, who: str) -> Fact:
    return Fact(slot="owner", person=who, quote=sheet.quote(start, end), start=start, end=end)


def _in(text: str, context: AnswerContext) -> Iterator[tuple[int, int, str]]:
    """Who a statement says answers for it, with the words that say so."""
    denied = {_bare(found["one"] or found["two"]) for found in _NEGATED.finditer(text)}
    asked = context.asked == "owner"
    for pattern in (*_PATTERNS, *(_ASKED if asked else ())):
        for found in pattern.finditer(text):
            who = said(found["who"])
            if who and _bare(who) not in denied:
                yield found.start(), found.end(), who
    found_self = _SELF.search(text)
    if found_self and not _NOT_SELF.search(text) and (asked or _owns(found_self)):
        yield *found_self.span(), context.sender or "me"


def _owns(found: re.Match[str]) -> bool:
    """Whether "me" was said of owning, in reply to another question."""
    words = (found["duty"] or "").lower()
    return bool(re.search(r"\b(?:own|owner|responsible|accountable|answer\s+for)\b", words))


def handed(text: str, mentioned: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Whom a measure named in a statement is handed to, with the words that say so."""
    for found in _HANDED.finditer(text):
        inside = any(
            found.start() <= start and end <= found.start("who") for start, end in mentioned
        )
        if inside and (who := said(found["who"])):
            yield found.start(), found.end(), who


_HANDED = re.compile(
    r"(?i:\b(?:hands?|handed|handing|pass(?:es|ed|ing)?|gives?|gave|giving|transfers?|transferred)\s+[^.;:\d\n]{3,70}?\s(?:over\s+|"
    rf"on\s+)?to)\s+(?:(?i:the|our)\s+)?(?P<who>{_WHO})"
)


def _bare(who: str) -> str:
    return re.sub(r"^(?:the|our|an?)\s+", "", squeezed(who).lower())


def said(words: str) -> str | None:
    """As said, without its article; None where nobody is named."""
    who = people.said(words)
    return None if who is None or _NOT_PEOPLE.match(who) else who


def _alone(sheet: Page, statements: Sequence[Statement]) -> list[Fact]:
    """Asked for a person, what a short reply begins with is a name or a role."""
    for statement in statements:
        if stance.says_nothing(statement.text):
            continue
        for left, right in _parts(statement.text):
            if _is_of_a_figure(statement.text[:left]) or _is_spoken_to(statement.text, left, right):
                break
            who = _named(statement.text[left:right])
            if who:
                start, end = sheet.whole(*statement.span(left, right))
                return [_person(sheet, start, end, who)]
    return []


def _is_spoken_to(text: str, left: int, right: int) -> bool:
    """Whether a name between commas calls somebody: "minutes, Lotte, we said minutes"."""
    words = text[left:right].strip()
    if not _FIRST_NAME.fullmatch(words):
        return False
    before = text[:left].rstrip()
    opened = _LEAD.sub("", before.rstrip(",")) if before.endswith(",") else ""
    if opened.strip() and not _PRELUDE.fullmatch(opened.strip()):
        return True
    return _CALLS_ON.match(text, right) is not None


_FIRST_NAME = re.compile(r"[A-Z][a-z’'-]{1,20}")
_PRELUDE = re.compile(
    r"\W*(?:(?:that(?:’|')?s\s+)?(?:an?\s+)?(?:good|easy|fair|great)(?:\s+(?:question|one|point|ask))?|thanks?(?:\s+you)?|thx|ta|"
    r"sure|okay?|yep|yeah|yes|no|nope|hi|hello|hey|hm+|right|not\s+sure(?:\s+but)?|(?:for|as\s+of)\s+now|currently|"
    r"sorry|of\s+course|in\s+the\s+end|in\s+short|in\s+the\s+business|on\s+our\s+side|our\s+side|here|"
    r"(?:the\s+)?(?:head|director|manager|lead|owner|chief|officer|team|finance|operations|ops)\b.*|.*\b(?:head|director|manager|lead|"
    r"owner|officer|team|desk|department|office))\W*",
    re.IGNORECASE,
)
"""What may stand before the name of who owns it."""
_CALLS_ON = re.compile(
    r"\s*,\s*(?:you\b|we\s+(?:said|knew|agreed\s+on|talked|want|need)|what|why|how|when|where|which|can\s+you|"
    r"could\s+you|please|pls|(?:do|did|have|are|were)\s+you|is\s+(?:it|that|this)|not\s+(?!sure)|"
    r"(?:it|that|this|there|those|these|they)(?:(?:’|')?s|\s+(?:is|was|are|were|looks?|seems?|sounds?))\b(?!\s+(?:hers|his|theirs)))",
    re.IGNORECASE,
)


def _is_of_a_figure(before: str) -> bool:
    """Whether a piece stands behind a level, and so tells of that: "40 minutes now, gate log"."""
    return any(one.quantity.unit and not one.sign for one in amounts.find(before, (), None))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The pieces between commas, each without the words that lead to a name."""
    begin = 0
    for cut in (*_PART.finditer(text), None):
        end = cut.start() if cut else len(text)
        lead = _LEAD.match(text[begin:end])
        left = begin + (lead.end() if lead else 0)
        tail = _TAIL.search(text[left:end])
        if left < end:
            yield left, left + tail.start() if tail else end
        begin = cut.end() if cut else end


def _named(words: str) -> str | None:
    """The person, team or role a few words are; None where they are something else."""
    mention = re.search(_MENTION, words)
    if mention:
        return mention[0] if len(words) - len(mention[0]) <= 25 else None
    who = said(words)
    if (
        who is None
        or stance.is_chatter(who)
        or len(who.split()) > 7
        or _NO_NAME.search(who)
        or "?" in words
    ):
        return None
    if re.match(r"(?i:not)\b", words.strip()):
        return None
    return who if re.fullmatch(r"[^\W\d_][\w’'.&/-]*(?:\s+[\w’'.&/-]+){0,6}", who) else None
