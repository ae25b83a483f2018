"""Where a figure of a reply comes from: a source named for it, a file, or a link."""

import re
from collections.abc import Iterator, Sequence

from bot.benefits.facts import Fact
from bot.benefits.reading import AnswerContext
from bot.reading import denominators, sources, stance, witnessed
from bot.reading.markup import Page, squeezed
from bot.reading.statements import Statement
from bot.reading.vocabulary import any_of

_THING = (
    r"(?:reports?|dashboards?|data(?:\s?sets?|\s?bases?|\s?warehouse)?|databases?|surveys?|stud(?:y|ies)|"
    r"analytics|analysis|logs?|logbook|statistics|stats|metrics|records?|spreadsheets?|scorecards?|charts?|"
    r"audits?|figures|extracts?|exports?|ledgers?|numbers|registers?|registry|system|returns?|accounts|"
    r"reconciliations?|stock\s?takes?|tall(?:y|ies)|diar(?:y|ies)|pack|cube|timesheets?|samples?|tracker|questionnaire|poll|log|papers?|sheets?|books?|census|"
    rf"{witnessed.KEPT}|telemetry|benchmark|evaluation|calendar|portal|statements?|minutes\s+system|pulse|readings?|"
    r"invoices?|bills|receipts|dockets|bi|crm|erp|wms|tms|oms|mes|mis|pas|cad|lims|ehr|emr|cmdb|siem|systme|explore|interviews|research)"
)
_PRODUCT = (
    r"(?:salesforce|google\s+analytics|power\s*bi|tableau|looker|domo|grafana|datadog|zendesk|servicenow|"
    r"sap|workday|hubspot|shopify|excel|kibana|snowflake|qlik|netsuite|dynamics|oracle|stripe|xero|anaplan)"
)
_WORD = r"[\w&’'+./#-]+"
_NOT = (
    r"(?!(?:to|from|per|by|and|or|is|was|are|were|that|which|we|i|it|he|she|they|with|on|according|but|"
    r"so|because|at|in|into|out|about|says?|shows?|had|has|have|can|will|its?|this\s+is|them|than)\b)"
)
_STOCK = rf"(?:{_NOT}{_WORD}\s+){{0,5}}?"
_NOUN = (
    rf"(?:(?i:(?:the|our|my|their|this|last|an?)\s+)?(?i:{_STOCK}(?:{_THING}|{_PRODUCT}))"
    rf"(?:(?:\s+{_NOT}{_WORD}){{0,1}}?\s+(?i:{_THING}|{_PRODUCT})(?!\w)){{0,2}})"
)
_CODE = rf"(?-i:[A-Z][A-Z0-9&/-]+)(?:\s+{_NOT}[a-z]\w+)?"
_SYSTEM = rf"(?-i:[A-Z][a-z]+[A-Z]\w*)|{witnessed.SYSTEM}"
_STRONG = (
    r"(?i:\bas\s+per|\bacc(?:\.|ording)?\s+to|\bper(?!\s?cent|centage|\s+(?:day|week|month|year|hour|person|case|order|quarter|minute|"
    r"claim|invoice|head|call|fte|wte|capita|parcel|item|unit|patient|bed|line|ticket|visit|\w+\s+per)\b)|\baccording\s+to|\bgoing\s+by|\bbased\s+on|\b(?:taken|pulled|"
    r"lifted|read|drawn|sourced)\s+(?:straight\s+)?(?:from|off|out\s+of)|\bcourtesy\s+of|\bcomes?\s+"
    r"(?:straight\s+|directly\s+)?(?:from|out\s+of)|\bcame\s+(?:straight\s+)?(?:from|out\s+of)|"
    r"\bsources?(?:\s+is|\s+was|:|\s*=)|\b(?:as\s+)?(?:shown|recorded|reported|measured|logged|"
    r"seen|captured|stated)\s+(?:in|by|on)|\bsee\b)"
)
_WEAK = r"(?i:\bfrom|\bform(?=\s+the)|\bin|\bvia|\bby|\bout\s+of|\busing|\boff)"
_SAYS = (
    r"(?i:says?(?:\s+so)?|shows?|showed|had|has|have|puts?|gives?|gave|reports|reported|confirms?|recorded|"
    r"found|books?|booked|still\s+books?|suggests?|indicates?)"
)
_TAKEN = re.compile(rf"{_STRONG}\s+(?P<ref>[^,;.()\n]{{2,80}})")
_PATTERNS = (
    re.compile(rf"{_WEAK}\s+(?P<ref>{_NOUN})(?!\w)"),
    re.compile(rf"(?i:\bfrom|\bvia|\bin|\bout\s+of)\s+(?i:the\s+|our\s+)?(?P<ref>{_CODE})(?!\w)"),
    re.compile(rf"(?i:\bfrom|\bvia)\s+(?P<ref>(?i:{_PRODUCT})(?:\s+[A-Z]\w+)*)(?!\w)"),
    re.compile(rf"(?<![\w])(?P<ref>{_NOUN})\s+{_SAYS}(?!\w)"),
    re.compile(
        rf"(?:^|[,;:.]\s+|\band\s+)(?P<ref>(?:(?i:the\s+|our\s+))?{_CODE}|(?i:{_PRODUCT})|[A-Z][a-z]+ify)\s+(?i:says?|shows?|has|had)(?!\w)"
    ),
)
_BRACKETED = re.compile(r"\(\s*(?:(?i:source|src|from|per|see)\s*:?\s+)?(?P<ref>[^()]{2,60})\)")
_FILE = re.compile(
    r"(?<![\w/])[\w-][\w.-]{1,80}\.(?:xlsx?|csv|pdf|docx?|pptx?|ods|tsv|pbix)\b", re.IGNORECASE
)
_PIECE = re.compile(r"[,;\n]\s*|\.\s+|\s[–—-]+\s|\s\(")
_COLON = re.compile(r":\s|\s(?:it|this|that|we|they|there|i)\s")
_ENDS = re.compile(
    r"\s+(?:(?:on|of|for|in|at|dated|as\s+of|as\s+at|covering|since|until|from)\s+(?:the\s+)?(?:last\s+|this\s+|"
    r"end\s+of\s+)?(?:\d+(?!\s+(?!jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|week|day|month)[a-z])|q[1-4]\b|h[12]\b|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec|january|20\d\d|"
    r"today|yesterday|week|month|year|quarter|spring|summer|autumn|winter)\w*.*|(?:and|but|so|which|that|because|"
    r"where|though|if|not)\s.*|(?:is|are|was|were)\s.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NO_SOURCE = re.compile(
    r"^(?:it|that|this|them|there|here|me|us|you|him|her|the\s+(?:start|beginning|end|top|past|moment|way|"
    r"file|deck|thread|corridor|call|meeting|other\s+\w+|same\s+\w+)|(?:the\s+)?(?:figures?|numbers?|data|stats|"
    r"records?|logs?|system|portal|old\s+system|new\s+system|statistics)|above|below|attached|attachments?|"
    r"now|then|home|scratch|memory|what\s+i\s+\w+|(?:my|a|the|your)\s+(?:gut|head|memory|hunch|feeling)\b.*|"
    r"\d[\d.,%]*|\d+\s+\w+|[a-z]+|agenda.*|.*\b(?:agenda|ticket|pull\s+request|issue|stand-?up|gut\s+feel\w*|"
    r"guess\w*|hunch|feeling|corridor|rumou?r|hearsay)\b.*)$",
    re.IGNORECASE,
)
_ANY_WORD = re.compile(
    rf"^(?:{_PRODUCT}|{_THING}|[a-z]*(?:sheet|base|register|ledger|log)s?|statute|contract|policy|audit|auditors|regulator|controlling|accounting|billing|payroll|finance|management\s+accounts)$",
    re.IGNORECASE,
)
_NO_CODE = any_of(
    r"EU|UK|US|USA|EMEA|APAC|DACH|IT|HR|PR|OK|FYI|TBC|TBD|NA|Q[1-4]|H[12]|FY[\d/–-]*|GBP|EUR|USD|AM|PM|CEO|CFO|CIO|COO|I|A|FTE|WD\d+"
)
_WORK_ITEM = re.compile(
    r"\b(?:jira|ticket|issue|pr|pull\s+request|epic|story|task|trello)\b.*(?:[A-Z]+-\d+|#\d+|\d)|\b[A-Z]{2,6}-\d{2,6}\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\W*(?:(?:it(?:’|')?s|that(?:’|')?s|it\s+is|this\s+is|they(?:’|')?re|(?:it\s+|they\s+|that\s+|both\s+|all\s+)?(?:comes?|came)|"
    r"taken|straight|directly|in|from|out\s+of|per|see|the|our|a|an|according\s+to|source:?|attached:?|here:?|"
    r"plus|also|and|yes|well|use|we\s+use|i\s+use|via|both|mostly|you\s+can\s+see\s+it)(?:\s+|$|\b(?=\W)\W*))+",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:,\s*(?:plus|and|as\s+well\s+as|also)\s+|\s(?:plus|and|as\s+well\s+as|&)\s+|;\s*|\n)\s*",
    re.IGNORECASE,
)


def find(
    sheet: Page,
    statements: Sequence[Statement],
    context: AnswerContext,
    figured: bool,
    evades: bool,
) -> list[Fact]:
    """The sources of a reply.

    `figured` where it states a figure, `evades` where it says that it does not answer.
    """
    asked = context.asked == "evidence"
    facts: list[Fact] = []
    if figured or asked or context.asked == "measure":
        for statement in statements:
            if not stance.asks_back(statement.text):
                _add(sheet, statement, facts, _named(statement.text, figured))
        links = sources.of_links(sheet, sheet.links)
        facts += [one for one in links if not _has(facts, one.start, one.end)]
    if asked and not evades and not facts and not sheet.links:
        for statement in statements[:3]:
            if not facts and not stance.says_nothing(statement.text):
                _add(sheet, statement, facts, _alone(statement.text))
    return facts


def _has(facts: Sequence[Fact], start: int, end: int) -> bool:
    return any(fact.start < end and start < fact.end for fact in facts)


def _add(
    sheet: Page, statement: Statement, facts: list[Fact], found: Iterator[tuple[int, int]]
) -> None:
    for left, right in found:
        start, end = sheet.whole(*statement.span(left, right))
        ref = _ref(statement.text[left:right])
        if ref and not _has(facts, start, end) and all(fact.ref != ref for fact in facts):
            quote = sheet.quote(start, end)
            facts.append(Fact(slot="evidence", ref=ref, quote=quote, start=start, end=end))


def _ref(words: str) -> str | None:
    """A source without its article."""
    ref = sources.called(words)
    ref = _PART_OF.sub("", ref)
    return squeezed(ref.partition("(")[0]) if "(" in ref and ")" not in ref else ref or None


_PART_OF = re.compile(
    r"^(?:\w+\s+){0,2}(?:waves?|rounds?|editions?|issues?|tabs?|pages?|columns?|sections?)\s+of\s+(?:the\s+|our\s+)?",
    re.IGNORECASE,
)


def _named(text: str, figured: bool) -> Iterator[tuple[int, int]]:
    """The sources a statement names as such."""
    for found in _FILE.finditer(text):
        yield found.span()
    yield from witnessed.find(text)
    for found in _TAKEN.finditer(text):
        if denominators.after(text, found.start()):
            continue
        yield from _checked(text, *_cut(text, *found.span("ref")), True)
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield from _checked(text, *_cut(text, *found.span("ref")), False)
    for found in _BRACKETED.finditer(text):
        yield from _piece(text, *_first(text, *found.span("ref")))
    if figured:
        for left, right in _pieces(text):
            yield from _piece(text, left, right)


def _first(text: str, left: int, right: int) -> tuple[int, int]:
    cut = re.search(r"[,;:]", text[left:right])
    return left, left + cut.start() if cut else right


def _cut(text: str, left: int, right: int) -> tuple[int, int]:
    """A source without the period or the clause behind it."""
    for pattern in (_COLON, _ENDS):
        tail = pattern.search(text, left, right)
        right = tail.start() if tail else right
    while right > left and text[right - 1] in " ,;:.!)":
        right -= 1
    return left, right


def _checked(text: str, left: int, right: int, strong: bool) -> Iterator[tuple[int, int]]:
    words = squeezed(text[left:right])
    bare = re.sub(r"^(?:the|our|my|this|an?)\s+", "", words, flags=re.IGNORECASE)
    if len(bare) < 2 or _WORK_ITEM.search(bare) or _NO_CODE.fullmatch(bare):
        return
    if _NO_SOURCE.match(bare) and not _is_name(bare, strong):
        return
    if not bare.lower().startswith(("20", "<@")) or re.search(r"[a-z]{3}", bare):
        yield left, right


def _is_name(bare: str, strong: bool) -> bool:
    """Whether one word names a source: strong where the words before it say that it does."""
    if strong and _ANY_WORD.match(bare):
        return True
    return bool(re.fullmatch(r"[A-Z][A-Za-z]+", bare)) and (strong or _is_product(bare))


def _is_product(word: str) -> bool:
    return bool(re.fullmatch(rf"{_PRODUCT}|[A-Z]{{2,6}}|[A-Z][a-z]+ify", word, re.IGNORECASE))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for cut in (*_PIECE.finditer(text), None):
        end = cut.start() if cut else len(text)
        yield begin, end
        begin = cut.end() if cut else end


def _piece(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """A piece between commas that is the name of a source and nothing else."""
    left, right = _cut(text, left, right)
    words = text[left:right].strip()
    whole = re.fullmatch(
        rf"{_NOUN}(?:\s+\(n\s*=.*)?|{_CODE}|{_SYSTEM}|(?i:timesheets?|payroll)", words
    )
    if whole is None or len(words.split()) > 7 or not re.search(r"[A-Za-z]{2}", words):
        return
    if _NO_CODE.fullmatch(words) or re.search(r"\d", words) or _VERBED.match(words):
        return
    yield from _checked(text, left, right, True)


def _alone(text: str) -> Iterator[tuple[int, int]]:
    """Asked for a source, what a short reply names is one."""
    begin = 0
    for cut in (*_SPLIT.finditer(text), None):
        end = cut.start() if cut else len(text)
        lead = _LEAD.match(text[begin:end])
        left = begin + (lead.end() if lead else 0)
        left, right = _cut(text, *_first(text, left, end))
        words = squeezed(text[left:right])
        if 2 < len(words) <= 120 and re.search(r"[A-Za-z]{2}", words) and _may_be(words):
            yield left, right
        begin = cut.end() if cut else end


def _may_be(words: str) -> bool:
    """Whether words could be the name of a source at all."""
    if _WORK_ITEM.search(words) or _NO_VERB.search(words) or _PRAISE.fullmatch(words):
        return False
    if _POINTS.fullmatch(words) or "?" in words:
        return False
    return not _NO_SOURCE.match(words) or bool(re.fullmatch(r"[A-Za-z][\w-]{2,}", words))


_POINTS = any_of(r"that|this|those|these|they|there|here|it|its|him|her|she|them|ours|yours")
_VERBED = re.compile(r"(?:mis)?read\b|\w+ed\b|took|got|had|made|see|lost|use\b|in\b", re.IGNORECASE)
_PRAISE = any_of(
    r"(?:very\s+|really\s+|such\s+)?(?:good|great|nice|lovely|super|excellent|fantastic|brilliant|amazing|fine|top|"
    r"wonderful|outstanding|impressive|solid|hard)\s+(?:work|job|stuff|news|effort|result|show|going|teamwork|progress)"
)
"""Words of thanks, which name no source."""
_NO_VERB = any_of(
    r"owns?|agenda|stand-?up|guess|corridor|told|asked|know|think|attached|attachment|see|nothing|none|"
    r"nobody|never|later|sorry|thanks?|thx|ok|yes|no|i|we|you|he|she|they|is|are|was|were|will|would|"
    r"can|could|gut|feeling"
)
