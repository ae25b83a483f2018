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
    r"(?:reduc(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|cut(?:s|ting)?|lower(?:s|ed|ing)?|drop(?:s|ped|ping)?|f[ae]ll(?:s|en|ing)?"
    r"|declin(?:e[sd]?|ing)|shrank|shrunk|shrink(?:s|ing)?|shorten(?:s|ed|ing)?|trim(?:s|med|ming)?|slash(?:es|ed|ing)?|shav(?:e[sd]?|ing)"
    r"|sav(?:e[sd]?|ing)|halv(?:e[sd]?|ing)|minimi[sz](?:e[sd]?|ing)|eliminat(?:e[sd]?|ing)|come(?:s)?\s+down|came\s+down|(?:went|go(?:ne|es)?|brought|bring(?:s|ing)?)\s+(?:\w+\s+){0,5}down|down(?=\s*$|\s+(?:from|to|by|on|a|an|almost|about|around|nearly|over|some|more|less|~?\d|[$£€]))|(?<=is\s)down|(?<=are\s)down|plummet(?:s|ed|ing)?)"
)
RISE = (
    r"(?:increas(?:e[sd]?|ing)|rais(?:e[sd]?|ing)|r[io]s(?:e[sn]?|es|ing)|gr[eo]w(?:n|s|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|improv(?:e[sd]?|ing)"
    r"|boost(?:s|ed|ing)?|gain(?:s|ed|ing)?|doubl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing)|quadrupl(?:e[sd]?|ing)|soar(?:s|ed|ing)?|expand(?:s|ed|ing)?|surg(?:e[sd]?|ing)"
    r"|accelerat(?:e[sd]?|ing)|(?:went|go(?:ne|es)?)\s+up|(?<!sign\s)(?<!set\s)(?<!end\s)(?<!start\s)(?<!frees\s)(?<!freed\s)(?<!free\s)(?<!freeing\s)up(?=\s*$|\s+(?:from|by|on|a|an|almost|about|around|nearly|over|some|more|~?\d|[$£€]))|(?<=is\s)up(?!\s+(?:and|to))|(?<=are\s)up(?!\s+(?:and|to))|skyrocket(?:s|ed|ing)?)"
)
MOVE = rf"(?:{FALL}|{RISE}|went|go(?:ne|es|ing)?|mov(?:e[sd]?|ing)|chang(?:e[sd]?|ing)|shift(?:s|ed|ing)?|slip(?:s|ped|ping)?)"

FALLEN = any_of(
    FALL,
    r"reduction",
    r"drop",
    r"decline",
    r"decrease",
    r"savings?",
    r"fewer",
    r"less",
    r"lower",
    r"faster",
    r"quicker",
    r"shorter",
    r"cheaper",
)
RISEN = any_of(
    RISE,
    r"growth",
    r"rise",
    r"gain",
    r"improvement",
    r"uplift",
    r"higher",
    r"more",
    r"slower",
    r"longer",
    r"greater",
)

LOWER_IS_BETTER = any_of(
    r"[\w-]*times?", r"durations?", r"hours?", r"days?", r"minutes?", r"weeks?", r"months", r"costs?", r"spend(?:ing)?", r"errors?", r"mistakes?", r"defects?",
    r"bugs?", r"incidents?", r"failures?", r"failed", r"delays?", r"latency", r"backlogs?", r"complaints?", r"rework", r"effort",
    r"burden", r"workload", r"queues?", r"waits?", r"waiting", r"turnaround", r"lead\s+time", r"cycle", r"tickets?", r"calls?",
    r"churn", r"abandonment", r"drop-?outs?", r"bounce", r"duplicat\w+", r"age", r"overtime", r"no-shows?", r"outages?",
    r"downtime", r"toil", r"steps?", r"paper(?:work)?", r"returns", r"refunds?", r"late", r"overdue", r"missed", r"risks?",
    r"emissions?", r"waste", r"scrap", r"absence", r"turnover", r"rejections?", r"memory", r"prices?", r"quote-to-cash", r"order-to-cash", r"time-to-\w+",
    r"fraud", r"false\s+positives", r"escalations?", r"vacanc\w+", r"crashes", r"injur\w+",
)  # fmt: skip
HIGHER_IS_BETTER = any_of(
    r"(?:success|completion|conversion|approval|response|retention|renewal|win|pass|resolution|proofing|open|click-through|"
    r"accuracy|detection|recovery|first-time|on-time|fill|yield|attendance|uptake)(?:\s+\w+)?\s+rates?",
    r"satisfaction", r"csat", r"nps", r"scores?", r"ratings?", r"accuracy", r"quality", r"revenue", r"sales", r"income", r"margins?", r"throughput",
    r"productivity", r"availability", r"uptime", r"capacity", r"coverage", r"compliance", r"conversions?", r"completions?",
    r"retention", r"efficiency", r"on[\s-]time", r"reliability", r"confidence", r"profit", r"utili[sz]ation", r"performance", r"accessibility", r"success",
    r"velocity", r"yield", r"trust", r"stability", r"engagement", r"donations", r"bookings",
)  # fmt: skip
USAGE = any_of(
    r"users?", r"visit(?:s|ors?)?", r"downloads?", r"sessions?", r"page\s*views?", r"views", r"sign-?ups?", r"log-?ins?", r"registrations?", r"traffic",
    r"subscri(?:bers?|ptions?)", r"adoption", r"usage", r"use", r"take-?up", r"uptake", r"followers", r"members", r"attend(?:ees|ance|ed)", r"participants",
    r"clicks", r"contributors?", r"licen[cs]es", r"accounts", r"enrol\w*", r"registered", r"installs?", r"stars", r"notifications", r"messages",
    r"customers", r"clients", r"submissions", r"requests", r"transactions",
)  # fmt: skip
TECHNICAL = any_of(
    r"up-?time", r"patch(?:es|ed|ing)?", r"latency", r"sla", r"slas", r"slo", r"slos", r"test\s+coverage", r"code\s+coverage", r"vulnerabilit\w+", r"cves?",
    r"technical\s+debt", r"tech\s+debt", r"memory", r"cpu", r"load\s+times?", r"page[\s-]load", r"response\s+times?", r"build\s+times?", r"ci", r"smoke\s+tests?", r"unit\s+tests?", r"test\s+suites?", r"tests",
    r"availability", r"servers?", r"infrastructure", r"databases?", r"security", r"accessibility", r"wcag", r"encrypt\w+", r"authentication", r"mfa", r"2fa",
    r"back-?ups?", r"disaster\s+recovery", r"failover", r"penetration\s+test\w*", r"pen[\s-]test\w*", r"monitoring", r"alerting", r"firewalls?", r"certificates?", r"api", r"apis", r"endpoints?",
    r"refactor\w*", r"upgrad\w+", r"dependenc\w+", r"bugs?", r"crash\w*", r"outages?", r"site\s+performance", r"lighthouse", r"compiler?", r"compil\w+",
    r"queries", r"query", r"cache\w*", r"caching", r"scal(?:ability|able|ing)", r"resilien\w+", r"compliance", r"xss", r"sanitiz\w+", r"bottlenecks?", r"kubernetes", r"cloud", r"hosting", r"data\s*centers?", r"data\s*centres?",
    r"runtime", r"benchmarks?", r"automated\s+tests", r"mttr", r"rpo", r"rto",
)  # fmt: skip
EFFECT = any_of(
    r"time", r"hours?", r"days?", r"weeks?", r"effort", r"costs?", r"money", r"spend", r"errors?", r"mistakes?", r"burden", r"workload", r"work", r"delays?",
    r"backlogs?", r"waits?", r"waiting", r"wait\s+times?", r"queues?", r"rework", r"duplicat\w+", r"complaints?", r"frustration", r"confusion", r"friction", r"risks?", r"steps?",
    r"turnaround", r"efficiency", r"productivity", r"satisfaction", r"accuracy", r"quality", r"revenue", r"sales", r"conversion", r"completion", r"success",
    r"reliability", r"consistency", r"transparency", r"confidence", r"capacity", r"speed", r"experience", r"outcomes?", r"response\s+rates?", r"failures?",
    r"calls?", r"taxpayers?", r"dollars", r"decision\w*", r"oversight", r"morale", r"trust", r"retention", r"throughput", r"lives", r"savings?", r"rates?", r"paperwork", r"bureaucracy",
)  # fmt: skip
BETTER_WORDS = any_of(
    r"(?:much\s+|far\s+|significantly\s+|more\s+)?(?:faster|quicker|easier|simpler|smoother|cheaper|sooner|shorter|clearer|happier|safer)",
    r"more\s+(?:efficient(?:ly)?|accurate(?:ly)?|reliabl[ey]|consistent(?:ly)?|quickly|easily|productive|effective(?:ly)?|confident(?:ly)?|stable|secure|transparent|timely|frequent(?:ly)?|likely\s+to|satisfied)",
    r"less\s+(?:time|effort|work|manual|confus\w+|frustrat\w+|error-prone|likely|paper|paperwork|stress\w*|rework|waste|friction)",
    r"fewer\s+(?:\w+\s+){0,2}(?:errors|mistakes|calls|complaints|tickets|delays|steps|queries|incidents|bugs|defects|emails|questions|failures|issues|problems|people|clicks)",
)
WORSE_WORDS = any_of(
    r"slower", r"longer\s+than", r"worse(?:ned|ning)?", r"more\s+(?:errors|complaints|delays|mistakes|rework|incidents|manual\s+work)",
    r"harder", r"less\s+(?:reliable|accurate|efficient|consistent)", r"deteriorat\w+", r"degraded",
)  # fmt: skip
