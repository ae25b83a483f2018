"""Where figures come from: sources named for them and links given with them."""

import re
from collections.abc import Sequence

from bot.benefits.facts import Fact
from bot.reading import denominators, numbers
from bot.reading.markup import Link, Page, squeezed
from bot.reading.statements import Statement

_THING = (
    r"(?:reports?|dashboards?|data(?:\s?sets?|base)?|surveys?|stud(?:y|ies)|analytics|"
    r"analysis|logs?|statistics|stats|metrics|records|spreadsheets?|scorecards?|"
    r"graphs?|charts?|audits?|figures|extract|export|ledger|numbers|"
    r"salesforce|google\s+analytics|power\s*bi|tableau|looker|domo|grafana|datadog|"
    r"jira|zendesk|servicenow|sap|workday|hubspot|research|evaluation|benchmark|"
    r"telemetry|tracker|feedback(?:\s+forms?)?|questionnaire|poll|interviews|system|"
    r"crm|erp|timesheets?|registers?|inventory|readings|monitoring|census|recordings|matomo|hotjar|mixpanel|"
    r"amplitude|qualtrics|surveymonkey|statsig|optimizely|splunk|new\s+relic|hmis|dhis2)"
)
_THINGS = rf"{_THING}(?:\s+{_THING})*"
_WORDS = (
    r"(?:(?!(?:to|from|per|by|and|or|in|is|was|are|were|that|which|we|for|with|on|"
    r"according)\b|[-–—]\s)[\w&’'+./-]+\s+){0,6}?"
)
_PATTERNS = (
    re.compile(
        rf"(?<!\w)(?:as\s+)?(?:per|according\s+to|going\s+by|as\s+measured\s+(?:in|by|with)|"
        rf"measured\s+(?:in|by|with|using)|based\s+on|taken\s+from|pulled\s+from|"
        rf"sourced\s+from|as\s+shown\s+(?:in|by|on)|as\s+reported\s+(?:in|by)|see|seen\s+in|"
        rf"from|stats\s+based\s+on|using|in)\s+(?P<ref>(?:the\s+|our\s+|this\s+|"
        rf"an?\s+)?{_WORDS}{_THINGS})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:source|sources|evidence|data\s+source)\s*(?::|=|\bis\b)\s*(?P<ref>[^.;|"
        r"()\n]{2,100})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<ref>(?:the\s+|our\s+|this\s+|an?\s+|"
        rf"their\s+)?{_WORDS}{_THINGS})\b(?:\s+(?:on|of|from|by|for|in|with|among|at|"
        rf"across)\s+[^.,;|"
        rf"]{{2,60}}?)?\s+(?:(?:has|have|had)\s+)?(?:also\s+|now\s+|clearly\s+)?(?:identified|flag(?:s|ged)|show(?:s|ed|n)?|suggest(?:s|ed)?|say(?:s)?|tell(?:s)?\s+us|"
        rf"told\s+us|found|indicat\w+|reveal\w*|confirm\w*|puts?\s+|report(?:s|"
        rf"ed)|demonstrat\w+)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<ref>(?:survey(?:ed)?|poll(?:ed)?|interviewed|asked|"
        r"sample)\s+(?:of\s+)?(?:over\s+|about\s+)?\(?(?:n\s*=\s*)?\d[\d,]*\s*\w+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<ref>(?:an?\s+|the\s+|our\s+|in\s+)?(?:[\w’'/-]+\s+){0,2}(?:survey|study|trial|poll|"
        r"research|tests?|testing|interviews|experiment|audit|evaluation|pilot|sessions|panel)\s+"
        r"(?:of|with|among|across|covering)\s+(?:about\s+|over\s+|more\s+than\s+|nearly\s+)?"
        rf"(?:\d[\d,]*|{numbers.WORDS})\s+[\w-]+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:we|they|team)\s+(?:have\s+)?(?:compared|analy[sz]ed|looked\s+at|examined|studied|"
        r"reviewed|went\s+through)\s+(?P<ref>(?:[\w’'-]+\s+){0,6}?(?:data|logs?|records|statistics|"
        r"figures|tickets|responses|cases|analytics|reports))\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:numbers?|figures?|data|statistics)\s+(?:come|comes|came|are|"
        rf"is)\s+(?:taken\s+)?from\s+"
        rf"(?P<ref>{_WORDS}{_THINGS})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:answered|responded\s+to|completed|filled\s+in|replied\s+to)\s+(?P<ref>(?:the|our|"
        r"an?)\s+"
        r"(?:\w+\s+){0,4}(?:survey|poll|questionnaire))\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:monitor|track|measure|count)(?:ed|s)?\s+(?:this|it|that|them|these)\s+(?:through|"
        rf"with|in|"
        rf"using|via)\s+(?P<ref>{_WORDS}{_THINGS})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<ref>[A-Z][\w&-]+(?:\s+(?:[A-Z&][\w-]*|of|the|for)){1,6})\s+(?:has\s+)?(?:reported|"
        r"found|"
        r"estimates?|estimated|confirmed|calculated)\s+(?:that\s+)?"
    ),
    re.compile(
        rf"\b(?P<ref>(?:\d[\d,]*|{numbers.WORDS})\s+(?:people|users|participants|customers|"
        rf"patients)\s+we\s+"
        rf"(?:tested|spoke|interviewed|surveyed|asked)(?:\s+with)?)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bin\s+(?P<ref>(?:our|internal|early|independent|recent|load|performance|user|"
        r"lab)\s+(?:own\s+)?"
        r"(?:tests|testing|benchmarks?|trials?|measurements?|experiments?))\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:based\s+on|from|across|among|"
        r"out\s+of)\s+(?P<ref>(?:an?\s+sample\s+of\s+)?(?:over\s+|about\s+|more\s+than\s+)?"
        r"\d[\d,]*\s+(?:\w+\s+)?(?:responses|respondents|replies|returns|interviews|answers|"
        r"ratings|reviews|"
        r"forms|questionnaires|observations))\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<ref>n\s*=\s*\d[\d,]*)", re.IGNORECASE),
    re.compile(
        r"(?:%|per\s?cent|\b(?:half|third|quarter|most|\d+))\s+of\s+(?:the\s+|our\s+|all\s+)?"
        r"(?P<ref>(?:\w+\s+)?respondents)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\d[^()\n]{{0,80}}\((?P<ref>(?:[\w’'&/+-]+\s+){{0,5}}{_THINGS})(?=\s*[,;)])",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:according\s+to|as\s+per|per)\s+(?P<ref>(?:the|our)\s+(?:[\w’'&/+-]+\s+){1,4}?[\w’'&/+-]+)"
        r"(?=\s*[,.;:()]|\s*$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<ref>(?:interviewed|surveyed|spoke\s+(?:to|with)|spoken\s+(?:to|with)|observed|tested\s+with)\s+"
        rf"(?:\d[\d,]*|{numbers.WORDS})\s+[\w-]+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<ref>(?:[\w’'-]+\s+){0,3}(?:survey|feedback|poll)\s+(?:results|responses|"
        r"respondents|collected|shows?))",
        re.IGNORECASE,
    ),
)
_LOOSE = re.compile(
    r"(?:in|from|using|see|based\s+on)\b|.*\b(?:research|interviews|system|feedback)$",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"(?:(?:the|this|our|an?)\s+)?(?:data|system|systems|numbers|figures|records|metrics|stats|"
    r"feedback|"
    r"research|logs?|charts?|graphs?)",
    re.IGNORECASE,
)
"""Words for where figures stand that do not say which."""

_SPEAKER_SOURCE = re.compile(
    r"(?<!\w)(?:as\s+)?(?:per(?!\s+(?:FTEs?|WTEs?)\b)|according\s+to)\s+(?P<ref>[A-Z@<][^,.;|\n]{1,80})"
)
_WORK_ITEM = re.compile(
    r"/(?:issues?|pull|pulls|merge_requests|epics|browse|commit|commits|compare|"
    r"tickets?|milestones?|discussions|boards?|wiki|releases?|tree|blob)(?:[/?#]|$)|"
    r"jira|trello|/objectives/|indico|zoom\.us|meet\.google|calendar|methods\.|"
    r"medium\.com/@",
    re.IGNORECASE,
)
_SHOWS = re.compile(
    r"report|dashboard|analytic|data|stat|metric|survey|study|salesforce|docs\.google|"
    r"sheet|grafana|kibana|looker|tableau|powerbi|domo|activity|performance|result|"
    r"research|figures|graph|chart|score|evaluation|\.xlsx?|\.csv|\.pdf",
    re.IGNORECASE,
)


def find(page: Page, statement: Statement, figured: bool) -> list[Fact]:
    """The sources a statement names; `figured` where it holds a figure a link may stand for."""
    facts = _named(page, statement)
    if figured:
        given = links_in(page, statement.start, statement.end)
        shown = {link.url: link for link in reversed(given) if shows_figures(page, link)}
        facts += [_of_link(page, link) for link in given if shown.get(link.url) is link]
    return facts


def _named(page: Page, statement: Statement) -> list[Fact]:
    facts: list[Fact] = []
    counted = bool(re.search(r"\d", statement.text))
    for pattern in (*_PATTERNS, _SPEAKER_SOURCE):
        for found in pattern.finditer(statement.text):
            start, end = statement.span(*found.span("ref"))
            start = max([start, *(one.start for one in page.links if start < one.start < end)])
            if not counted and _LOOSE.match(found[0]):
                continue
            if denominators.after(statement.text, found.start()):
                continue
            if _NAMELESS.fullmatch(found["ref"]) and _LOOSE.match(found[0]):
                continue
            if _is_sample_of(statement, facts, found) or is_ones_own(found["ref"]):
                continue
            if _POINTS.fullmatch(squeezed(found["ref"])):
                continue
            if _TO_LEARN.match(statement.text, found.end("ref")):
                continue
            if not any(fact.start < end and start < fact.end for fact in facts):
                facts.append(of_words(page, start, end))
    return facts


def _is_sample_of(statement: Statement, facts: Sequence[Fact], found: re.Match[str]) -> bool:
    """Whether it is the sample of a source named right before it: "exit survey (n=212)"."""
    if not _SAMPLE.match(found["ref"]):
        return False
    return any(0 <= found.start("ref") - (one.end - statement.start) <= 4 for one in facts)


_MINE = re.compile(
    r"(?:my|your|his|her)\s+(?:own\s+)?(?:numbers?|figures?|data|counts?|records?|stats)",
    re.IGNORECASE,
)
"""What somebody says is theirs is where they speak from, not what could be looked up."""
_SAMPLE = re.compile(r"n\s*=", re.IGNORECASE)
_TO_LEARN = re.compile(
    r"[^.;:\d]{0,60}?\bto\s+(?:better\s+)?(?:learn|understand|find\s+out|explore|hear|discuss|see|discover|"
    r"gather|inform)\b[^.;\d]*(?:[.;]|$)",
    re.IGNORECASE,
)
"""Who is asked, and what for: nothing is said to have been found."""
_POINTS = re.compile(r"(?:see\s+)?(?:the\s+|this\s+)?(?:links?|here|below|above)", re.IGNORECASE)
"""Words that point at a source and are none: the link they mean is its own."""


def of_words(page: Page, start: int, end: int) -> Fact:
    """A source named in words."""
    ref = called(page.plain[start:end])
    return Fact(
        slot="evidence", ref=ref or None, quote=page.quote(start, end), start=start, end=end
    )


def is_ones_own(words: str) -> bool:
    """Whether a source is only what somebody says is theirs: "my numbers say"."""
    return _MINE.fullmatch(squeezed(words)) is not None


def called(words: str) -> str:
    """What a source is called: without its article, and without saying that it is the same one."""
    return _ARTICLE.sub("", squeezed(words))


_ARTICLE = re.compile(
    r"^(?:(?:from|per)\s+)?(?:(?:again|also)\s+)?(?:(?:the|our|this|my|an?)\s+)?(?:(?:very\s+)?same\s+(?=[\w’'&-]+\s+\w))?(?:(?:is|was)\s+(?:the|our|from)\s+)?",
    re.IGNORECASE,
)


def _of_link(page: Page, link: Link) -> Fact:
    return Fact(
        slot="evidence",
        ref=link.url,
        quote=page.quote(link.start, link.end),
        start=link.start,
        end=link.end,
    )


def links_in(page: Page, start: int, end: int) -> list[Link]:
    """The links that begin in a span, or stand right behind it."""
    return [link for link in page.links if start <= link.start < end + 2]


def is_work_item(link: Link) -> bool:
    """Issues, pull requests, agendas and the like: no evidence of a figure."""
    return bool(_WORK_ITEM.search(link.url))


_GATHERING = re.compile(
    r"\b(?:conference|summit|meet-?up|event|webinar|workshop|release|version|members|blog|docs|"
    r"documentation|package|repository)\b",
    re.IGNORECASE,
)


def shows_figures(page: Page, link: Link) -> bool:
    """Whether a link is given for a figure: it covers one, or leads to what holds figures."""
    if is_work_item(link):
        return False
    label = page.plain[link.start : link.end]
    bare = not label.strip()
    if _GATHERING.search(label):
        return False
    return bare or bool(_SHOWS.search(link.url) or _SHOWS.search(label) or re.search(r"\d", label))


def of_links(page: Page, links: Sequence[Link]) -> list[Fact]:
    """Links as evidence, work items left out."""
    return [_of_link(page, link) for link in links if not is_work_item(link)]


def without_echoes(facts: Sequence[Fact]) -> list[Fact]:
    """Without the words that only point back at a source named in full: "the log" beside the order
    desk log; nor how many were counted for it: "n=212".
    """
    named = [one.ref.casefold().split() for one in facts if one.slot == "evidence" and one.ref]
    return [one for one in facts if one.slot != "evidence" or not _echoes(one.ref, named)]


def _echoes(ref: str | None, named: Sequence[Sequence[str]]) -> bool:
    words = (ref or "").casefold().split()
    if _SAMPLE.match(" ".join(words)):
        return any(not _SAMPLE.match(" ".join(one)) for one in named)
    return len(words) == 1 and any(len(one) > 1 and one[-1] == words[0] for one in named)


SIGNS = {
    "thing": re.compile(rf"\b{_THING}\b", re.IGNORECASE),
    "speaker": _SPEAKER_SOURCE,
    "source": _PATTERNS[1],
    "sample": _PATTERNS[3],
}
"""What the head looks for among these, by name."""
