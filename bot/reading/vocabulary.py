"""The words reading goes by: what is measured, what moves, what helps and what hurts.

General language of work in any trade; each list is a class of words, not a list of phrases.
"""

import re


def listed(words: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(words.split())


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern for several, found at word boundaries, whatever the case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


FALL = (
    r"(?:reduc(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|cut(?:s|ting)?|lower(?:s|ed|ing)?|"
    r"drop(?:s|ped|ping)?|f[ae]ll(?:s|en|ing)?"
    r"|declin(?:e[sd]?|ing)|shrank|shrunk|shrink(?:s|ing)?|shorten(?:s|ed|ing)?|"
    r"trim(?:s|med|ming)?|slash(?:es|ed|ing)?|shav(?:e[sd]?|ing)"
    r"|sav(?:e[sd]?|ing)|halv(?:e[sd]?|ing)|minimi[sz](?:e[sd]?|ing)|eliminat(?:e[sd]?|"
    r"ing)|come(?:s)?\s+down|came\s+down|(?:went|go(?:ne|es)?|brought|bring(?:s|"
    r"ing)?)\s+(?:\w+\s+){0,5}down|down(?=\s*$|\s+(?:from|to|by|on|a|an|almost|about|"
    r"around|nearly|over|some|more|less|~?\d|[$£€]))|(?<=is\s)down|(?<=are\s)down|"
    r"plummet(?:s|ed|ing)?)"
)
_OTHER = (
    "sign", "set", "end", "start", "frees", "freed", "free", "freeing", "make", "makes", "made",
    "making", "take", "takes", "took", "taken", "taking", "follow", "followed", "open", "opens",
    "opening", "signed", "signs", "wrapped", "stood", "put", "gave", "caught",
)  # fmt: skip
"""Verbs that "up" makes another of: what was made up or taken up has not risen."""

_NO_PHRASE = "".join(rf"(?<!\b{verb}\s)" for verb in _OTHER)
RISE = (
    r"(?:increas(?:e[sd]?|ing)|rais(?:e[sd]?|ing)|r[io]s(?:e[sn]?|es|ing)|gr[eo]w(?:n|"
    r"s|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|improv(?:e[sd]?|ing)"
    r"|boost(?:s|ed|ing)?|gain(?:s|ed|ing)?|doubl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing)|"
    r"quadrupl(?:e[sd]?|ing)|soar(?:s|ed|ing)?|expand(?:s|ed|ing)?|surg(?:e[sd]?|ing)"
    r"|accelerat(?:e[sd]?|ing)|(?:went|go(?:ne|es)?)\s+up|"
    rf"{_NO_PHRASE}up(?=\s*$|\s+(?:from|by|on|a|an|almost|about|around|nearly|over|"
    r"some|more|~?\d|[$£€]))|(?<=is\s)up(?!\s+(?:and|to))|(?<=are\s)up(?!\s+(?:and|"
    r"to))|skyrocket(?:s|ed|ing)?)"
)
MOVE = (
    rf"(?:{FALL}|{RISE}|went|go(?:ne|es|ing)?|mov(?:e[sd]?|ing)|chang(?:e[sd]?|ing)|"
    rf"shift(?:s|ed|ing)?|slip(?:s|ped|ping)?)"
)

FALLEN = any_of(
    FALL,
    r"reduction|drop|decline|decrease|savings?|fewer|less|lower|faster|quicker|shorter|"
    r"cheaper",
)
RISEN = any_of(RISE, r"growth|rise|gain|improvement|uplift|higher|more|slower|longer|greater")

LOWER_IS_BETTER = any_of(
    r"[\w-]*times?|durations?|hours?|days?|minutes?|weeks?|months|costs?|spend(?:ing)?|"
    r"errors?|mistakes?|defects?|bugs?|incidents?|failures?|failed|delays?|latency|"
    r"backlogs?|complaints?|rework|effort|burden|workload|queues?|waits?|waiting|"
    r"turnaround|lead\s+time|cycle|tickets?|calls?|churn|abandonment|drop-?outs?|"
    r"bounce|duplicat\w+|age|overtime|no-shows?|outages?|downtime|toil|steps?|"
    r"paper(?:work)?|returns|refunds?|late|overdue|missed|risks?|emissions?|waste|"
    r"scrap|absence|turnover|rejections?|memory|prices?|quote-to-cash|order-to-cash|"
    r"time-to-\w+|fraud|unresolved|outstanding|unanswered|false\s+positives|escalations?|vacanc\w+|crashes|injur\w+"
)
HIGHER_IS_BETTER = any_of(
    r"(?:success|completion|conversion|approval|response|retention|renewal|win|pass|"
    r"resolution|proofing|open|click-through|"
    r"accuracy|detection|recovery|first-time|on-time|fill|yield|attendance|"
    r"uptake)(?:\s+\w+)?\s+rates?",
    r"satisfaction|csat|nps|scores?|ratings?|accuracy|quality|revenue|sales|income|"
    r"margins?|throughput|productivity|availability|uptime|capacity|coverage|"
    r"compliance|conversions?|completions?|retention|efficiency|on[\s-]time|"
    r"reliability|confidence|profit|utili[sz]ation|performance|accessibility|success|"
    r"velocity|yield|trust|stability|engagement|donations|bookings",
)
USAGE = any_of(
    r"users?|visit(?:s|ors?)?|downloads?|sessions?|page\s*views?|views|sign-?ups?|"
    r"log-?ins?|registrations?|traffic|subscri(?:bers?|ptions?)|adoption|use\s+of|"
    r"(?<!energy\s)(?<!water\s)(?<!paper\s)(?<!fuel\s)usage|"
    r"take-?up|uptake|participation|readership|membership|followers|members|attend(?:ees|ed)|participants|clicks|"
    r"contributors?|licen[cs]es|accounts|enrol\w*|registered|installs?|stars|"
    r"notifications|messages|(?:new|active|paying|of)\s+(?:customers|clients)|submissions|"
    r"(?<!of\s)requests|transactions"
)
TECHNICAL = any_of(
    r"up-?time|patch(?:es|ed|ing)?|latency|sla|slas|slo|slos|test\s+coverage|"
    r"code\s+coverage|vulnerabilit\w+|cves?|technical\s+debt|tech\s+debt|memory|cpu|"
    r"load\s+times?|page[\s-]load|response\s+times?|build\s+times?|ci|smoke\s+tests?|"
    r"unit\s+tests?|test\s+suites?|tests|availability|servers?|infrastructure|"
    r"databases?|security|accessibility|wcag|encrypt\w+|authentication|mfa|2fa|"
    r"back-?ups?|disaster\s+recovery|failover|penetration\s+test\w*|pen[\s-]test\w*|"
    r"monitoring|alerting|firewalls?|certificates?|api|apis|endpoints?|refactor\w*|"
    r"upgrad\w+|dependenc\w+|bugs?|crash\w*|outages?|site\s+performance|lighthouse|"
    r"compiler?|compil\w+|comput(?:e|ations?)|indexing|queries|query|cache\w*|caching|scal(?:ability|able|ing)|"
    r"resilien\w+|compliance|xss|sanitiz\w+|bottlenecks?|kubernetes|cloud|hosting|"
    r"data\s*centers?|data\s*centres?|runtime|benchmarks?|automated\s+tests|mttr|rpo|"
    r"rto"
)
PEOPLE = (
    r"(?:people|users?|staff|colleagues|customers?|clients?|patients|residents|tenants|citizens|"
    r"parents|pupils|students|teachers|nurses|doctors|clinicians|managers|advis[eo]rs|agents|"
    r"officers|clerks|workers|caseworkers|engineers|technicians|crews?|drivers|pickers|planners|"
    r"farmers|applicants|claimants|callers|visitors|members|volunteers|suppliers|buyers|shoppers|"
    r"passengers|employees|teams|reps|underwriters|analysts|auditors|operators|dispatchers|"
    r"families|businesses|firms|agencies|departments|branches|depots|stores|shops|schools|"
    r"hospitals|clinics|councils|shifts?|developers|researchers)"
)
"""Who lives a change; a fragment, to be put into patterns."""

NEUTRAL = any_of(
    r"teams?|scope|grants?|budgets?|funding|community|population|size|audience|awareness|interest|"
    r"headcount|portfolio|market|width|height|version|content|pages?|documents?|code|features?|"
    r"number\s+of\s+(?:people|users|teams|requests|projects|issues|prs|commits|lines)|share\s+of|"
    r"percentage\s+of|proportion\s+of|ownership|sites?|services?|tools?|designs?|documentation|"
    r"inflation|unemployment|prices|interest\s+rates?|temperatures?|investment|shares|stock\s+price"
)
"""What may grow or shrink without anything being better or worse."""

EFFECT = any_of(
    r"times?|(?<!office\s)(?<!working\s)(?<!opening\s)hours?|days?|weeks?|months?|effort|costs?|money|spend(?:ing)?|errors?|mistakes?|"
    r"burden|workloads?|work|delays?|backlogs?|waits?|waiting|queues?|rework|stress|"
    r"duplicat\w+|complaints?|frustrations?|confusion|friction|risks?|steps?|turnaround|"
    r"efficiency|productivity|satisfaction|accuracy|quality|revenues?|sales|conversions?|profits?|"
    r"completions?|success|reliability|consistency|transparency|confidence|capacity|"
    r"speed|experience|outcomes?|failures?|calls?|taxpayers?|dollars|"
    r"decision\w*|oversight|morale|trust|retention|throughput|lives|savings?|rates?|"
    r"paperwork|bureaucracy|losses|scrap|waste|absen\w+|returns|refunds?|defects?|"
    r"appointments|no-shows?|overtime|injur\w+|accidents?|emissions?|energy|fuel|"
    r"stock-?outs?|shortages?|disputes?|arrears|churn|cancellations?|deliver(?:y|ies)|"
    r"invoices|claims|cases|cycles?|back[\s-]and[\s-]forth|chasing|phone\s+calls|e-?mails|visits\s+to|handovers?|hand-?offs?|manual|escalations?|"
    r"drop-?outs?|abandonment|visibility|response|yield|margins?|bills?|expenses|"
    r"admissions|infections?|crime|thefts?|fraud|audit|close|approvals?|renewals?"
)
CORE_EFFECT = any_of(
    r"[\w-]*times?|(?<!office\s)(?<!working\s)(?<!opening\s)hours?|effort|costs?|money|spend(?:ing)?|errors?|mistakes?|burden|workloads?|"
    r"delays?|backlogs?|waits?|waiting|queues?|rework|stress|duplicat\w+|complaints?|frustrations?|"
    r"confusion|friction|risks?|turnaround|efficiency|productivity|satisfaction|accuracy|"
    r"revenues?|sales|conversions?|profits?|completions?|reliability|consistency|transparency|"
    r"confidence|capacity|trust|retention|throughput|savings?|(?<!refresh\s)(?<!frame\s)rates?|paperwork|bureaucracy|losses|"
    r"scrap|waste|absen\w+|no-shows?|overtime|injur\w+|accidents?|emissions|shortages?|churn|"
    r"cancellations?|escalations?|abandonment|visibility|margins?|admissions|infections?|outcomes|"
    r"share\s+of\s+(?:people|users|customers|applicants|\w+s\s+who)|lives|morale|workarounds?"
)
"""Effects that even a weak verb (improved, removed) makes an outcome of."""

BETTER_WORDS = any_of(
    r"(?:much\s+|far\s+|significantly\s+|more\s+)?(?:faster|quicker|easier|simpler|smoother|"
    r"cheaper|sooner|shorter|clearer|happier|safer|healthier|leaner|calmer)|"
    r"earlier(?!\s+(?:this|in|we|i|versions?|today|on|work|phases?|stages?|research))|"
    r"more\s+(?:efficient(?:ly)?|accurate(?:ly)?|reliabl[ey]|consistent(?:ly)?|quickly|"
    r"easily|productive(?:ly)?|effective(?:ly)?|confident(?:ly)?|stable|transparent|"
    r"timely|frequent(?:ly)?|likely\s+to|satisfied|smoothly|promptly|predictabl[ey]|engaged|"
    r"successful(?:ly)?|(?:applicants|people|customers|patients|jobs|cases|orders|calls|claims|"
    r"visits|pupils)\s+(?:are|is|per|complete\w*|succeed\w*|get|than|finish\w*))|"
    r"(?:succeed\w*|happens?|finish\w*|reach\w*)\s+more\s+often|"
    r"less\s+(?:time|effort|work|manual|"
    r"confus\w+|frustrat\w+|error-prone|likely|paper|paperwork|stress\w*|rework|waste|"
    r"friction|money|hassle|waiting|admin\w*|driving|chasing|often|overtime|energy|fuel)|"
    r"(?:walk|wait|drive|type|chase|worry|pay|travel)\s+less|"
    r"fewer\s+(?!than\b|and\b)(?:[\w-]+\s+){0,2}?[\w-]+s\b|fewer\s+(?:of\s+\w+|people)"
)
WORSE_WORDS = any_of(
    r"slower|(?:wait\w*|tak(?:es?|ing)|took|become|became)\s+(?:\w+\s+)?longer|"
    r"longer\s+than(?!\s+expected)|worse(?:ned|ning)?|"
    r"more\s+(?:errors|complaints|delays|"
    r"mistakes|rework|incidents|manual\s+work|paperwork|chasing)|harder\s+(?:to|for|than)|"
    r"less\s+(?:reliable|accurate|"
    r"efficient|consistent)|deteriorat\w+|degraded|crept\s+up|(?:less|poorer)\s+than\s+before"
)
