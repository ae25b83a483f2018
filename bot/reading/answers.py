"""Replies to a question of ours: what became of it, and every fact in the reply."""

import re

from bot.benefits.facts import LEVELS, Fact, Slot
from bot.benefits.reading import AnswerContext, AnswerKind, AnswerReading
from bot.reading import dates, genre, given, people, sources
from bot.reading.markup import Page, page, squeezed
from bot.reading.statements import Statement, split
from bot.reading.vocabulary import any_of

_NOT_KNOWN = any_of(
    r"no\s+idea|(?:i\s+|we\s+|i(?:’|')?m\s+)?(?:really\s+|honestly\s+)?(?:don(?:’|')?t|"
    r"do\s+not|didn(?:’|')?t|did\s+not|can(?:’|')?t|cannot|couldn(?:’|"
    r"')?t)\s+(?:really\s+|actually\s+|yet\s+|even\s+)?(?:know|say|tell|measure|track|"
    r"have|record|find|remember)|not\s+(?:yet\s+|been\s+|really\s+)*(?:known|measured|"
    r"tracked|recorded|sure|certain|available|clear|decided|agreed|defined|yet)|"
    r"(?:nobody|no\s+one|no-one|noone)(?:\s+\w+)?|(?:never|haven(?:’|')?t|hasn(?:’|"
    r"')?t|wasn(?:’|')?t|weren(?:’|')?t)\s+(?:been\s+|yet\s+|actually\s+|"
    r"really\s+)*(?:measured|tracked|recorded|known|checked|looked|captured|had|got|"
    r"decided|agreed)|unknown|unclear|no\s+(?:baseline|data|figures?|numbers?|records?|"
    r"report|source|owner|target|evidence|clue)|t\.?b\.?[cda]\.?|n/?a|dunno|idk|"
    r"gut\s+feel(?:ing)?|anecdotal(?:ly)?|beats\s+me|none\s+(?:yet|so\s+far|agreed|"
    r"set)"
)
_DEFLECTS = any_of(
    r"(?:please\s+|better\s+|best\s+|you(?:’|')?d\s+(?:better\s+|have\s+to\s+)?|"
    r"maybe\s+|try\s+|go\s+|could\s+you\s+|can\s+you\s+)*(?:ask|asking)\s+(?!me\b|"
    r"again|why|what|how)[\w<@]+|(?:check|speak|talk|follow\s+up|confirm|"
    r"verify)\s+(?:that\s+)?(?:with|to)|(?:would|will|should|might|may)\s+know|knows|"
    r"not\s+(?:me|mine|my)(?:\s+\w+)?|wrong\s+person|(?:try|ping|contact|email|message|"
    r"tag(?:ging)?)\s+(?:<@\w+|@\w+|[A-Z]\w*|the|our|finance|someone)|(?:i(?:’|')?m|"
    r"i\s+am)\s+not\s+the|(?:that(?:’|')?s|this\s+is)\s+(?:one\s+)?for|i(?:’|"
    r"')?ll\s+(?:ask|check|find\s+out|get\s+back|look)|let\s+me\s+(?:check|ask|find|"
    r"get\s+back|look)|(?:above|outside)\s+my"
)
_CHATTER = re.compile(
    r"^\W*(?:(?:many\s+)?thanks?(?:\s+\w+){0,3}|thank\s+you(?:\s+\w+){0,3}|ta|cheers|"
    r"ok(?:ay)?|kk?|sure|great|nice(?:\s+\w+)?|cool|lol|haha|yes|yep|yeah|no|nope|"
    r"will\s+do|done|noted|got\s+it|hi|hello|hey|good\s+(?:morning|question|point)|"
    r"morning|fair\s+enough|understood|sounds\s+good|perfect|wow|hmm+|right|welcome|"
    r"sorry|oops|never\s?mind|later|not\s+now|one\s+(?:sec|moment|minute))\W*$",
    re.IGNORECASE,
)
_ASKS_BACK = re.compile(r"\?[\s\"’”')\]!]*$")
_ASKING = re.compile(
    r"^(?:why|what|which|how|who|when|where|do\s+you|does|can\s+you|could\s+you|"
    r"are\s+you|is\s+(?:this|that|it))\b",
    re.IGNORECASE,
)
_IN_WORDS: tuple[Slot, ...] = ("problem", "outcome", "measure", "attribution", "barrier")
_LONGEST = 300


def read(text: str, context: AnswerContext) -> AnswerReading:
    """Read a reply. An order to the bot, or nothing at all, is chatter and states no fact."""
    sheet = page(text)
    if not re.search(r"\w", sheet.raw) or genre.gives_orders(sheet) or _CHATTER.match(sheet.plain):
        return AnswerReading(kind="chatter")
    deflects = bool(_DEFLECTS.search(sheet.raw))
    facts = _facts(sheet, context, deflects or bool(_NOT_KNOWN.search(sheet.plain)))
    return AnswerReading(kind=_kind(sheet, context, facts, deflects), facts=tuple(facts))


def _kind(sheet: Page, context: AnswerContext, facts: list[Fact], deflects: bool) -> AnswerKind:
    text = sheet.plain.strip()
    if any(fact.slot in LEVELS for fact in facts) or any(
        fact.slot == context.asked for fact in facts
    ):
        return "answer"
    if _NOT_KNOWN.search(text):
        return "not_known"
    if _ASKS_BACK.search(text) or _ASKING.match(text):
        return "question_back"
    if deflects:
        return "deflection"
    return "answer" if facts else "chatter"


def _facts(sheet: Page, context: AnswerContext, evades: bool) -> list[Fact]:
    statements = split(sheet)
    facts = given.figures(sheet, context)
    asks_back = bool(_ASKS_BACK.search(sheet.plain))
    facts += _owners(sheet, statements, context, evades or asks_back)
    facts += _evidence(sheet, statements, context, bool(facts), evades or asks_back)
    if context.asked == "timeframe":
        facts += _periods(sheet, context)
    if context.asked in _IN_WORDS and not facts and not evades and not asks_back:
        facts += _words(sheet, context)
    return facts


_SELF = re.compile(
    r"(?<!\w)(?:(?P<only>me|mine|myself)(?=\W*$)|(?P<duty>i\s+(?:do|own|"
    r"am\s+(?:the\s+)?(?:owner|responsible|accountable)|will\s+own|would)|i(?:’|"
    r"')?m\s+(?:the\s+)?(?:owner|responsible|accountable)|that(?:’|')?s\s+me|it(?:’|"
    r"')?s\s+me|that\s+would\s+be\s+me|i(?:’|')?ll\s+own))\b",
    re.IGNORECASE,
)


def _owners(
    sheet: Page, statements: list[Statement], context: AnswerContext, evades: bool
) -> list[Fact]:
    facts = [fact for statement in statements for fact in people.find(sheet, statement)]
    if facts or (evades and context.asked != "owner"):
        return facts
    found = _SELF.search(sheet.plain)
    if found and (context.asked == "owner" or (found["duty"] and "own" in found[0].lower())):
        return [_person(sheet, found.start(), found.end(), context.sender or "me")]
    if context.asked != "owner" or evades or not statements:
        return facts
    return _named_alone(sheet)


def _named_alone(sheet: Page) -> list[Fact]:
    who = people.alone(sheet.raw) or people.bare_name(sheet.plain)
    place = sheet.raw.find(who) if who else -1
    return [_person(sheet, place, place + len(who), who)] if who and place >= 0 else []


def _person(sheet: Page, start: int, end: int, who: str) -> Fact:
    return Fact(slot="owner", person=who, quote=sheet.quote(start, end), start=start, end=end)


_SOURCE_LEAD = re.compile(
    r"^(?:it(?:’|')?s\s+|that(?:’|')?s\s+|it\s+is\s+|this\s+is\s+|comes?\s+|came\s+|"
    r"taken\s+|in\s+|from\s+|per\s+|see\s+|the\s+|our\s+|a\s+|an\s+|according\s+to\s+|"
    r"source:\s*)+",
    re.IGNORECASE,
)


def _evidence(
    sheet: Page, statements: list[Statement], context: AnswerContext, figured: bool, evades: bool
) -> list[Fact]:
    asked = context.asked == "evidence"
    facts = [fact for statement in statements for fact in sources.find(sheet, statement, False)]
    if figured or asked:
        facts += sources.of_links(sheet, sheet.links)
    if facts or evades or not asked or sheet.links:
        return facts
    return _source_alone(sheet)


def _source_alone(sheet: Page) -> list[Fact]:
    """Asked for a source, a short reply is its name."""
    start = len(sheet.plain) - len(sheet.plain.lstrip())
    if lead := _SOURCE_LEAD.match(sheet.plain[start:]):
        start += lead.end()
    end = start + len(sheet.plain[start:].split("\n", 1)[0].rstrip(" .!"))
    ref = squeezed(sheet.plain[start:end])
    if not 2 < len(ref) <= 120 or not re.search(r"[A-Za-z]{2}", ref):
        return []
    return [Fact(slot="evidence", ref=ref, quote=sheet.quote(start, end), start=start, end=end)]


def _periods(sheet: Page, context: AnswerContext) -> list[Fact]:
    return [
        Fact(
            slot="timeframe",
            text=squeezed(found.words) or None,
            as_of=None if found.is_due else found.period(context.today),
            by=found.period(context.today, ahead=True) if found.is_due else None,
            quote=sheet.quote(found.start, found.end),
            start=found.start,
            end=found.end,
        )
        for found in dates.find(sheet.plain)
    ]


def _words(sheet: Page, context: AnswerContext) -> list[Fact]:
    """Slots without a number hold the words of the reply's first lines."""
    start = len(sheet.raw) - len(sheet.raw.lstrip())
    end = min(len(sheet.raw.rstrip()), start + _LONGEST)
    words = squeezed(sheet.plain[start:end])
    slot = context.asked
    if slot is None or not re.search(r"[A-Za-z]{2}", words):
        return []
    named = words if slot == "measure" else None
    return [
        Fact(
            slot=slot,
            text=words,
            measure=named,
            quote=sheet.quote(start, end),
            start=start,
            end=end,
        )
    ]
