"""The seven dimensions of measurable improvement, suggested and never decided."""

import re

from bot.benefits import units
from bot.benefits.investment import Dimension

_WORDS: tuple[tuple[Dimension, str], ...] = (
    (
        "conversion",
        r"conversions?|win rate|hit rate|acceptance|take-?up of offers|(?:lead|quote|sign-?up) to |"
        r"abandon\w*|drop-?outs?|churn|retention|renewals?",
    ),
    (
        "consistency",
        r"varia(?:tion|nce|bility)|spread|deviations?|consisten\w+|standard\w*|same way|"
        r"rework|first[- ]time|straight[- ]through|right first",
    ),
    (
        "reliability",
        r"errors?|defects?|mistakes?|failures?|incidents?|outages?|downtime|on[- ]time|accura\w+|"
        r"returns?|complaints?|missed|reliab\w+|quality|hand-?offs?",
    ),
    (
        "visibility",
        r"visib\w+|transparen\w+|forecast\w*|known|unknown|tracked|traceab\w+|insight|"
        r"time to (?:report|know|see|decide|decision)|data quality",
    ),
    (
        "control",
        r"control\w*|overdue|backlog|complian\w+|approved|authori[sz]ed|budget|overspend|"
        r"audit findings?|exceptions?|cost|costs|spend",
    ),
    (
        "speed",
        r"time|times|duration|lead time|cycle|turnaround|speed|delays?|wait\w*|latency|"
        r"quote-to-cash|days? to|hours? to|age|faster",
    ),
    (
        "capacity",
        r"capacity|throughput|productivity|effort|workload|per (?:person|head|fte|clerk|agent|day)|"
        r"volume|utili[sz]ation|hours? saved|manual \w+",
    ),
)
"""The more telling words first: time lost to errors is about errors."""

_PATTERNS = [(dimension, re.compile(rf"\b(?:{words})\b", re.I)) for dimension, words in _WORDS]


def suggested(name: str, unit: str | None = None) -> Dimension | None:
    """The dimension a measure may belong to, for a person to agree or choose another.

    Told from its name, else from its unit: a span of time is speed, one of effort a week capacity.
    None where neither tells.
    """
    for dimension, pattern in _PATTERNS:
        if pattern.search(name):
            return dimension
    head, slash, _ = units.key(unit).partition("/")
    if units.factor(head, "seconds") is None:
        return None
    return "capacity" if slash else "speed"
