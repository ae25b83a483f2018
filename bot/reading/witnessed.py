"""Who or what a figure was taken with, told by what was done: audited by a firm, timed by hand."""

import re
from collections.abc import Iterator

_DONE = (
    r"(?:re-?)?(?:audited|counted|timed|measured|metered|clocked|weighed|surveyed|sampled|verified|"
    r"certified|validated)"
)
_WHEN = r"(?:\s+(?:in|for|every|each|over|at)\s+[\w ]{3,24}?)?"
_NOBODY = r"(?!(?:hand|eye|us|me|then|now|the|our|this|that|it|about|how|whether|noon|\d)\b)"
_ENDS = (
    r"(?:and|but|so|with|using|which|that|because|where|though|if|not|in|on|is|are|was|were|for|we|it|i|from|"
    r"now|over|at|during|since)\b"
)
_WORD = r"(?:&|[\w’'/-]+\.(?=\s+[A-Z])|[\w’'/-]+)"
_BY = re.compile(
    rf"\b(?P<ref>{_DONE}{_WHEN}\s+(?:by|with|using|against)\s+(?:the\s+|our\s+|an?\s+|my\s+)?"
    rf"{_NOBODY}[\w’'&/-]+(?:\s+(?!{_ENDS}){_WORD}){{0,3}})",
    re.IGNORECASE,
)
_OF_SOME = re.compile(
    rf"\b(?P<ref>{_DONE}\s+(?:\d+|all|every|each|both|half)\s+(?:[\w’'-]+\s+){{0,3}}?(?:by|with|using)\s+"
    rf"(?:the\s+|our\s+|an?\s+|my\s+)?{_NOBODY}[\w’'&/-]+)",
    re.IGNORECASE,
)
"""What was looked at, and with what: "weighed 40 crates with the yard scale"."""
_ON = re.compile(
    r"\b(?:on|by|off|from)\s+(?:the|our)\s+(?P<ref>(?:[a-z-]+\s+){1,3}(?:clock|meter|scales|timer|gauge)s?)\b",
    re.IGNORECASE,
)
_NO_MEANS = re.compile(
    r"\b(?:success|worth|value|progress|impact|effect)\s+(?:is|was|are|were)\s*$", re.IGNORECASE
)
"""What is measured by something is then no figure: "success was measured by log-ins"."""


KEPT = (
    r"(?:(?:(?:job|time|shift|repair|record|punch|score|tally|count|card|stock|workshop|bay|service|treatment|patient|"
    r"order|work|inspection|maintenance|kanban|route|driver|clock|club|loyalty|bin|lot|batch|tag)\s+cards?)|"
    r"(?:[\w-]+\s+)?(?:log|job|faults?|defects?|snag|repairs?|maintenance|round|tour|day|visitors?|bay|order|cash|field|herd|flock|stud|dispatch|duty|gate|key|stock|case|work|"
    r"appointment|booking|wash|route|ward|site|delivery|complaints?|accident|incident|ship)[\s-]?books?|"
    r"(?:delivery|intake|weigh(?:bridge)?|collection|job|tip|load|milk|work)\s+(?:dockets?|notes?|slips?|tickets)|"
    r"dockets|(?:till|cash|pay)\s+(?:rolls?|receipts)|payroll|(?:z-)?reads|(?:door|people|foot|footfall|traffic|visitor|gate|"
    r"page|cell|bike|cycle|vehicle|car|turnstile|coin|hour)\s+counters?|weighbridge|turnstiles?|tachographs?|telematics|"
    r"scanners|(?:door|floor|temperature|heat|queue|bluetooth|wifi|motion|bin)\s+sensors?|cctv|"
    r"(?:(?!(?:new|old|the|our|this|that|a|an|more|two|second|by|at|on|in|of|to|from|and)\b)[a-z-]+\s+)"
    r"(?:timers?|stopwatch(?:es)?|clocks?|loggers?|gauges?|scanners?|beacons?|stamps)|"
    r"(?:flow|water|gas|power|energy|smart|parking|heat|mileage|electricity)\s+meters?|manifests|rosters?|rotas?|"
    r"(?:(?!(?:in|on|by|of|to|no|the|our|this|a|their|his|her|my|quick|safe|from|per)\b)[a-z-]{3,}\s+)return(?!\s+\w)|"
    r"worksheets?|journals?|chits|clipboards?|whiteboards?|control\s+room|switchboard)"
)
"""What a trade writes its figures down on, or reads them off."""

SYSTEM = (
    r"(?-i:Salesforce|Workday|Zendesk|Freshdesk|ServiceNow|HubSpot|Marketo|Intercom|Guidewire|Coupa|Ariba|Concur|"
    r"Stripe|Xero|Sage|QuickBooks|NetSuite|Dynamics|Maximo|Primavera|Procore|Kronos|Genesys|Avaya|Talkdesk|"
    r"Qualtrics|Medallia|SurveyMonkey|Typeform|Greenhouse|BambooHR|SuccessFactors|PeopleSoft|Snowflake|"
    r"Databricks|Looker|Tableau|Qlik|Grafana|Kibana|Datadog|Splunk|Mixpanel|Amplitude|Shopify|Magento|Anaplan|"
    r"Datix|Cerner|SystmOne|Moodle|Koha|Tessitura|Eventbrite|Spektrix)"
)
"""Systems that hold figures and are hardly the name of a person or a town."""
_SPEAKS = re.compile(
    rf"(?:^|[,;:.(]\s*|\band\s+)(?P<ref>{SYSTEM})\)?\s+(?:also\s+|now\s+)?(?:has|had|says|said|shows|showed|puts|"
    r"gives|gave|reports|reported|makes\s+it)\b"
)


_HELD = (
    r"(?:books?|boards?|cards?|lists?|folders?|files?|binders?|planners?|(?:white|notice)boards?|pads?|notebooks?|rolls?|machines?|"
    r"meters?|counters?|clocks?|gauges?|scales|monitors?|screens?|displays?|trackers?|calendars?|schedules?|workbooks?|"
    r"inbox|mailbox|feeds?|exports?|dumps?|slips?|stubs?|receipts?|notes|dockets?|charts?|cameras?|sensors?|readers?|"
    r"scanners?|loggers?|recorders?|timers?|stopwatch(?:es)?|beacons?|stamps|ledgers?|registers?|counts?|tall(?:y|ies)|"
    r"census|surveys?|audits?|stock\s?takes?|data\s?bases?|printouts?|tags|sheets?|forms|till|tills)"
)
_TAKEN = re.compile(
    r"\b(?:from|off|per|by|via|with|using|out\s+of|according\s+to|going\s+by)\s+(?:the|our|my)\s+"
    rf"(?P<ref>(?:[a-z][\w-]*\s+){{0,2}}{_HELD})(?=\s*(?:$|[.,;)!–—]|again\b|as\s+(?:ever|always)\b|attached\b))",
    re.IGNORECASE,
)
"""What a figure was read from, told at the end of a piece: "from the green folder"."""


_LISTED = (
    r"(?:books?|boards?|notebooks?|diar(?:y|ies)|calendars?|planners?|folders?|binders?|lists?|sheets?|charts?|cards?|rolls?|slips?|"
    r"notes|schedules?|rosters?|rotas?|printouts?|tall(?:y|ies)|inbox|mailbox|minutes\s+book|register)"
)
_NO_LIST = (
    r"(?!(?:new|old|more|better|extra|digital|paper|fewer|two|three|both|all|no|first|next|last|great|many|some|their|"
    r"to|the|and|or|in|on|by|of|for|with|from|see|after|before)\b)"
)
_BESIDE = re.compile(
    rf"\d[^.;:()]*?[,(–—]\s*(?:(?:the|our|from\s+the|from\s+our|per|see)\s+)?(?P<ref>(?:{_NO_LIST}[a-z][\w’'-]*\s+){{1,2}}{_LISTED}|"
    rf"(?-i:[A-Z][a-z]+)[’']s\s+(?:[a-z-]+\s+)?{_LISTED})(?=\s*(?:$|[.,;)!–—]))",
    re.IGNORECASE,
)
"""What is kept by hand, named behind a figure and nothing else: "19 in May, rota book"."""


_FIGURE_OF = re.compile(
    r"\b(?:that|this|it|these|those|both|all)(?:['’]s|\s+is|\s+are)\s+(?:the\s+|our\s+)?(?P<ref>(?:[a-z][\w’'-]*\s+){0,3}?(?:log|report|survey|"
    r"ledger|book|board|dashboard|register|system|sheet|audit|study|export|extract|diary|count|system|database|stats|timesheets?)s?)"
    r"(?:['’]s?)?\s+(?:figure|number|reading|value|one)s?\b",
    re.IGNORECASE,
)
"""A figure called by where it stands: "that is the case log figure"."""


def find(text: str) -> Iterator[tuple[int, int]]:
    """The places of such words in a statement."""
    for pattern in (_BY, _OF_SOME, _ON, _SPEAKS, _TAKEN, _BESIDE, _FIGURE_OF):
        for found in pattern.finditer(text):
            if not _NO_MEANS.search(text[: found.start()]):
                yield found.span("ref")
