"""The sources people name beside a figure: a report, a log, a system, a survey; no mere mention."""

import re
from collections.abc import Iterator, Sequence

from bot.benefits.facts import Fact
from bot.reading import denominators, sources, witnessed
from bot.reading.markup import Link, Page, squeezed
from bot.reading.statements import Statement
from bot.reading.vocabulary import any_of

_THING = (
    r"(?:reports?|dashboards?|surveys?|exports?|extracts?|logs?|logbook|ledgers?|statistics|stats|registers?|"
    r"invoices?|bills?|stud(?:y|ies)|receipts?|timesheets?|time\s+sheets?|spreadsheets?|scorecards?|census|records|analytics|audits?|"
    r"(?:\w+-in\s+)?sheets|readings|telemetry|questionnaires?|polls?|data\s?bases?|data\s+warehouse|warehouse\s+data|feedback\s+forms|"
    r"figures|cubes?|workbooks?|trackers?|print-?outs?|counts?|numbers|accounts|statements?|reconciliations?|stock\s?takes?|tall(?:y|ies)|diary|diaries|"
    r"(?:regulatory|statutory|monthly|quarterly|annual|yearly|tax|vat|regulator['’]?s?|board|government)\s+returns?|mes|mis|crm|erp|wms|tms|lims|ehr|emr|cmdb|power\s*bi|salesforce|sap|"
    r"workday|zendesk|servicenow|google\s+analytics|tableau|looker|grafana|shopify|netsuite|hubspot|jira\s+export|sheet|"
    rf"{witnessed.KEPT})"
)
_STOP = (
    r"(?!(?:to|from|per|by|and|or|in|is|was|are|were|that|which|we|for|with|on|off|of|at|it|its|according|says?|"
    r"shows?|has|had|have|now|down|up|than|but|so|before|after|according|going|see|taken|via|straight|not|no|no\s+more|"
    r"days?|hours?|minutes?|weeks?|months?|percent|because|i|you|he|she|they|until|since)\b)"
)
_REF = rf"(?:{_STOP}(?:[A-Za-z&]|\d(?=[A-Z]))[\w&’'./-]*\s+){{0,4}}?{_THING}(?:\s+{_THING})?"
_KEEPER = (
    rf"(?:{_STOP}[A-Za-z&][\w&’'./-]*\s+){{1,3}}?(?:returns?|portals?|systems?|apps?|files|books?|meters?|sensors?|gauges?|"
    r"cameras?|counters?|scales|software|monitors?|registry|archive|inbox|planner|terminal|checks?)"
)
"""What keeps figures, where a figure is said to be taken from it: "according to the tide gauge"."""
_NAME = r"(?-i:[A-Z][\w&’'-]*(?:\s+(?:&\s+)?[A-Z][\w&’'-]*){0,3})"
_ARTICLE = r"(?:(?:the|our|my|this|last|their|an?)\s+)?"
_LED = (
    r"(?:says|say|by|off|per|from|via|out\s+of|see|acc(?:\.|ording)?\s+to|going\s+by|based\s+on|courtesy\s+of|as\s+shown\s+in|"
    r"in|that(?:['’]s|\s+is)|it(?:['’]s|\s+is)|this\s+is|source\s*[:=]|sources?\s+(?:is|are)|measured\s+(?:in|by|with)|against|thanks\s+to)"
)
_STRONG = (
    r"(?:as\s+per|per|acc(?:\.|ording)?\s+to|going\s+by|based\s+on|taken\s+from|pulled\s+from|straight\s+from|source\s*[:=]|"
    r"source\s+is|courtesy\s+of|read\s+off|counted\s+from|as\s+reported\s+by|as\s+measured\s+(?:in|by)|per\s+the)"
)
_SYSTEM = rf"(?:(?-i:[A-Z][a-z]+[A-Z]\w*|\d?[A-Z]{{3,6}}\d?)|{witnessed.SYSTEM})"
"""A name with capitals inside, or of capitals alone: that of a system, hardly of a person."""
_PROPER = r"(?-i:[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?)"
_OPENS = (
    rf"^\W*(?:(?:from|per|according\s+to|see)\s+)?{_ARTICLE}(?P<ref>{_REF})(?![\w-])(?=[^.:]{{0,60}}?(?:[:,]\s|:|\b(?:is|are)\s+(?:in|out|"
    r"here|back)\b|[.!]*\s*$))"
)
_OPENING = re.compile(_OPENS, re.IGNORECASE)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w){_LED}\s+{_ARTICLE}(?P<ref>{_REF})(?![\w-])",
        rf"(?<!\w){_STRONG}\s+{_ARTICLE}(?P<ref>{_NAME})(?![\w-])",
        rf"(?<!\w){_STRONG}\s+{_ARTICLE}(?P<ref>{_KEEPER})(?=\s*(?:[,;:.()!–—]|$)|\s+(?:for|of|in|before|and|but)\b)",
        rf"(?:[,;(–—]|\s-|\x01|\.)\s*{_ARTICLE}(?P<ref>(?:same\s+)?{_REF})(?=\s*(?:[,;.)!–—]|\s-\s|$|again\b|attached\b|<|"
        r"for\b|of\b|\(|:\s*(?:https?:|$)))",
        rf"[,;(–—]\s*from\s+(?P<ref>{_NAME})(?=\s*(?:[,;.)!–—]|$))",
        rf"(?:^|[,;:.(]\s*|\s){_ARTICLE}(?P<ref>{_REF})\s+(?:also\s+|now\s+|again\s+)?(?:says?|shows?|showed|gives?|gave|"
        r"has|had|puts?|reports|reported|confirms?|tells|counts?|counted|recorded|records)\b",
        _OPENS,
        rf"\bsources?\s*(?::|=|\s(?:is|are|was)\b)\s*{_ARTICLE}(?P<ref>(?!(?:not|still|now|unknown|tbc)\b)[a-z][^,.;:()\n]{{2,50}}?)"
        r"(?=\s*(?:[,.;()]|$))",
        r"\(\s*(?:source|src)\s*[:=]?\s*(?P<ref>[^()]{2,60}?)\s*\)",
        rf"(?:[,;(–—]|\s-)\s*(?:(?:also|again|both|still|as\s+ever)\s+)?(?P<ref>{_SYSTEM})"
        r"(?:\s+(?:again|too|as\s+(?:ever|always|before)))?(?=\s*(?:[,;.)!–—:]|$))",
        rf"(?:[,;(–—]|\s-)\s*(?:also|again|both|still|same|as\s+ever)\s+(?P<ref>{_PROPER})(?=\s*(?:[,;.)!–—:]|$))",
        rf"(?:[,;(–—]|\s-)\s*(?P<ref>{_PROPER})\s+(?:again|too|as\s+(?:ever|always|before))(?=\s*(?:[,;.)!–—:]|$))",
        rf"\b(?:both|all|each|everything)\s+(?:straight\s+|taken\s+)?(?:out\s+of|from|off|per|via)\s+{_ARTICLE}"
        rf"(?P<ref>{_PROPER})(?=\s*(?:[,;:.)!–—]|$))",
    )
)
_BARE = any_of(
    r"reports?|dashboards?|logs?|figures|numbers|counts?|records|sheets?|statements?|accounts|stats|bills?|"
    r"invoices?|exports?|extracts?|readings|audits?|polls?|analytics|statistics|registers?|ledgers?|surveys?"
)
"""One word alone that says nothing about which."""

_NO_SOURCE = any_of(
    r"(?:is|are|was|were)\s+(?:not|n['’]t|still|now\s+live|live|done|built|due|late|delayed|ready|missing|wrong|broken|"
    r"on\s+\w+|in\s+(?:the\s+)?(?:depot|production|place|progress|development))|launched|went\s+live|will\s+be|next\s+\w+"
)
_JUNK = re.compile(
    r"\b(?:ticket(?!\s+(?:machine|office|desk|gate|system|log))|pull\s+request|issue\s+#|user\s+stor\w+|bug|agenda|people|users|gut\s+feel\w*|hearsay|whole|few|"
    r"some|many|new|other|these|those|first|weekly\s+active|login)\b|^\W*$",
    re.IGNORECASE,
)


def find(
    page: Page,
    statements: Sequence[Statement],
    figured: Sequence[Statement],
    names: Sequence[str] = (),
) -> list[Fact]:
    """The sources of the figures that stand in `figured`, links given with them included.

    `names` are sources that figures had before: such a one is known by its name alone.
    """
    facts = [
        sources.of_words(page, *place)
        for one in figured
        for place in _titled(page, one, sources.links_in(page, one.start, one.end))
    ]
    for statement in _near(statements, figured):
        for left, right in [*_named(statement.text), *_again(statement.text, names)]:
            start, end = page.whole(*statement.span(left, right))
            if not any(one.start < end and start < one.end for one in facts):
                facts.append(sources.of_words(page, start, end))
    for statement in figured:
        given = sources.links_in(page, statement.start, statement.end)
        facts += [one for one in sources.of_links(page, given) if one not in facts]
    return facts


def _titled(page: Page, one: Statement, links: Sequence[Link]) -> Iterator[tuple[int, int]]:
    """What links are called: by their own words, else by those that lead to one."""
    for link in links:
        words = squeezed(page.plain[link.start : link.end])
        is_titled = bool(_TITLE.match(words)) and not words.startswith("http")
        led = _LEADS.search(page.plain[one.start : link.start])
        if sources.is_work_item(link):
            continue
        if led and (not is_titled or _BARE.fullmatch(words)):
            yield one.start + led.start("ref"), one.start + led.end("ref")
        elif is_titled:
            yield link.start, link.end


_LEADS = re.compile(
    rf"(?:^|[,;(–—.]|\s-|\b(?:per|from|see|source))\s*{_ARTICLE}(?P<ref>{_REF})\s*[:=(–-]?\s*$",
    re.IGNORECASE,
)
"""The name of a source right before a link: "gate log: <https://…|log>"."""
_TITLE = re.compile(rf"{_ARTICLE}{_REF}(?![\w-])", re.IGNORECASE)


def _again(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """A source named before, where it speaks for itself or stands beside the figure."""
    for name in names:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if _BESIDE.search(text[: found.start()]) or _GIVES.match(text, found.end()):
                yield found.span()


_BESIDE = re.compile(
    r"(?:[,;:(–—]|\s-|\b(?:per|from|by|via|off|says|in|out\s+of|also|again|same|to|see))\s*(?:(?:the|our)\s+)?$",
    re.IGNORECASE,
)


def _near(statements: Sequence[Statement], figured: Sequence[Statement]) -> Iterator[Statement]:
    """The statements with figures, a heading before them, a fragment behind them."""
    starts = {one.start for one in figured}
    for number, one in enumerate(statements):
        behind = number and statements[number - 1].start in starts
        heads = any(other.start in starts for other in statements[number + 1 : number + 4])
        if one.start in starts or (behind and _is_beside(one)) or (heads and _is_heading(one)):
            yield one


def _is_beside(one: Statement) -> bool:
    if any(each.nature not in ("count", "bare") for each in one.amounts):
        return False
    if one.amounts:
        return len(one.text.split()) <= 10 and bool(_OPENING.match(one.text))
    return len(one.text.split()) <= 7 or bool(_SAID.match(one.text))


_SAID = re.compile(
    r"\W*(?:source|per|from|according|see|that['’]s|it['’]s|taken|straight|all\s+from|both\s+from|"
    r"the\s+[\w ]{0,30}\b(?:says|shows?|has))\b",
    re.IGNORECASE,
)


def _is_heading(one: Statement) -> bool:
    heads = one.text.rstrip().endswith(":") or bool(_OPENING.search(one.text))
    return not one.amounts and heads and not _NO_SOURCE.search(one.text)


def _named(text: str) -> Iterator[tuple[int, int]]:
    taken: list[tuple[int, int]] = list(witnessed.find(text))
    yield from taken
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if denominators.after(text, found.start()):
                continue
            left, right = found.span("ref")
            if any(start < right and left < end for start, end in taken):
                continue
            if _is_source(text, left, right):
                taken.append((left, right))
                yield left, right


def _is_source(text: str, left: int, right: int) -> bool:
    words = squeezed(text[left:right])
    if len(words) < 2 or _JUNK.search(words) or _NO_SOURCE.match(text[right:].lstrip()):
        return False
    if _MINE.search(text[:left]) and _SUMS.fullmatch(words):
        return False
    if re.match(r"-\w", text[right:]) or (words[:1].isdigit() and text[:left].endswith(",")):
        return False
    if _NO_SYSTEM.fullmatch(words) or (_BARE.fullmatch(words) and not _speaks(text, left, right)):
        return False
    return not _PERIOD.fullmatch(_UNDATED.sub("", words))


_MINE = re.compile(r"\b(?:my|your|his|her)\s+(?:own\s+)?$", re.IGNORECASE)
_SUMS = any_of(r"numbers?|figures?|counts?|records|stats|data")
"""What somebody says is theirs, and nobody could look up: "my numbers say"."""


def _speaks(text: str, left: int, right: int) -> bool:
    """Whether a statement opens with it and goes on with what it says: "Report has waits at 9"."""
    opens = re.fullmatch(r"\W*(?:(?:the|our|my|this)\s+)?", text[:left], re.IGNORECASE)
    return bool(opens and _GIVES.match(text, right))


_GIVES = re.compile(r"\s+(?:has|had|puts|says|shows|gives|gave)\b", re.IGNORECASE)
_NO_SYSTEM = any_of(
    r"tgif|asap|fyi|lol|rofl|omg|wow|yay|usa|emea|apac|dach|tbc|tbd|imho|imo|btw|afaik|eod|eom|ytd|roi|kpis?|"
    r"c[efoit]o|ftes?|wtes?|gbp|eur|usd|aud|cad|[a-z]*ly|pm|am|ooo|wfh|diy|vip|rip|gg"
)
"""Capitals that name no system."""

_UNDATED = re.compile(
    r"^(?:(?:january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|h[12])"
    r"(?:\s+20\d\d)?\s+)(?=\w+\s+\w)",
    re.IGNORECASE,
)
"""The period before the name of a report: "April gate log"."""
_PERIOD = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|h[12]|fy\w*|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|i|we|eu|uk|us|today|easter|christmas)\b.*",
    re.IGNORECASE,
)
