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
RISE = (
    r"(?:increas(?:e[sd]?|ing)|rais(?:e[sd]?|ing)|r[io]s(?:e[sn]?|es|ing)|gr[eo]w(?:n|"
    r"s|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|improv(?:e[sd]?|ing)"
    r"|boost(?:s|ed|ing)?|gain(?:s|ed|ing)?|doubl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing)|"
    r"quadrupl(?:e[sd]?|ing)|soar(?:s|ed|ing)?|expand(?:s|ed|ing)?|surg(?:e[sd]?|ing)"
    r"|accelerat(?:e[sd]?|ing)|(?:went|go(?:ne|es)?)\s+up|"
    r"(?<!sign\s)(?<!set\s)(?<!end\s)(?<!start\s)(?<!frees\s)(?<!freed\s)(?<!free\s)"
    r"(?<!freeing\s)up(?=\s*$|\s+(?:from|by|on|a|an|almost|about|around|nearly|over|"
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
    r"time-to-\w+|fraud|false\s+positives|escalations?|vacanc\w+|crashes|injur\w+"
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
    r"log-?ins?|registrations?|traffic|subscri(?:bers?|ptions?)|adoption|usage|use|"
    r"take-?up|uptake|followers|members|attend(?:ees|ance|ed)|participants|clicks|"
    r"contributors?|licen[cs]es|accounts|enrol\w*|registered|installs?|stars|"
    r"notifications|messages|customers|clients|submissions|requests|transactions"
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
    r"compiler?|compil\w+|queries|query|cache\w*|caching|scal(?:ability|able|ing)|"
    r"resilien\w+|compliance|xss|sanitiz\w+|bottlenecks?|kubernetes|cloud|hosting|"
    r"data\s*centers?|data\s*centres?|runtime|benchmarks?|automated\s+tests|mttr|rpo|"
    r"rto"
)
EFFECT = any_of(
    r"time|hours?|days?|weeks?|effort|costs?|money|spend|errors?|mistakes?|burden|"
    r"workload|work|delays?|backlogs?|waits?|waiting|wait\s+times?|queues?|rework|"
    r"duplicat\w+|complaints?|frustration|confusion|friction|risks?|steps?|turnaround|"
    r"efficiency|productivity|satisfaction|accuracy|quality|revenue|sales|conversion|"
    r"completion|success|reliability|consistency|transparency|confidence|capacity|"
    r"speed|experience|outcomes?|response\s+rates?|failures?|calls?|taxpayers?|dollars|"
    r"decision\w*|oversight|morale|trust|retention|throughput|lives|savings?|rates?|"
    r"paperwork|bureaucracy"
)
BETTER_WORDS = any_of(
    r"(?:much\s+|far\s+|significantly\s+|more\s+)?(?:faster|quicker|easier|simpler|"
    r"smoother|cheaper|sooner|shorter|clearer|happier|safer)|"
    r"more\s+(?:efficient(?:ly)?|accurate(?:ly)?|reliabl[ey]|consistent(?:ly)?|quickly|"
    r"easily|productive|effective(?:ly)?|confident(?:ly)?|stable|secure|transparent|"
    r"timely|frequent(?:ly)?|likely\s+to|satisfied)|less\s+(?:time|effort|work|manual|"
    r"confus\w+|frustrat\w+|error-prone|likely|paper|paperwork|stress\w*|rework|waste|"
    r"friction)|fewer\s+(?:\w+\s+){0,2}(?:errors|mistakes|calls|complaints|tickets|"
    r"delays|steps|queries|incidents|bugs|defects|emails|questions|failures|issues|"
    r"problems|people|clicks)"
)
WORSE_WORDS = any_of(
    r"slower|longer\s+than|worse(?:ned|ning)?|more\s+(?:errors|complaints|delays|"
    r"mistakes|rework|incidents|manual\s+work)|harder|less\s+(?:reliable|accurate|"
    r"efficient|consistent)|deteriorat\w+|degraded"
)
