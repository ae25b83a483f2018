"""Subjects: what a question for advice is about: a gap, and what people take for an outcome."""

import re
from collections.abc import Mapping

from bot.benefits.facts import Slot, Value
from bot.benefits.questions import Signal


class Subject(Value):
    """What is asked about. `gap` is what it would fill, `signals` what is spoken of in place of an
    outcome. `is_named` is whether the gap is called by its name, and not only by a verb.
    """

    gap: Slot | None = None
    signals: tuple[Signal, ...] = ()
    is_named: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it is about anything that has passages of its own."""
        return self.gap is not None or bool(self.signals)


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_NAMED: Mapping[Slot, re.Pattern[str]] = {
    "baseline": _any_of(
        r"baselin\w*|starting\s+(?:points?|figures?|values?)|before[\s-]+(?:figures?|values?|numbers?)|"
        r"(?:figures?|numbers?|data)\s+(?:from\s+)?before|(?:how|where)\s+(?:it|things)\s+(?:was|were|stood)\s+"
        r"before|(?:never|nobody|no\s+one|not|n['’]t)\s+(?:ever\s+)?measured?|before\s+(?:or\s+after\s+)?"
        r"(?:the\s+)?(?:go[\s-]?live|launch|we\s+went\s+live)"
    ),
    "target": _any_of(r"targets?|how\s+(?:high|low)\s+to\s+aim|aim(?:ing)?\s+(?:for|at)"),
    "owner": _any_of(
        r"own|owns|owners?|ownership|accountab\w+|responsib\w+|answers?\s+for|sponsors?"
    ),
    "evidence": _any_of(
        r"evidenc\w+|proof|prov(?:e|en|es|ing)|demonstrat\w+|sources?|substantiate|which\s+report"
    ),
    "attribution": _any_of(
        r"attribut\w+|(?:other|another)\s+(?:causes?|reasons?)|what\s+else\s+changed|caused\s+by|"
        r"because\s+of\s+(?:us|it|the\s+\w+)|credit|(?:it\s+was|was\s+it)\s+(?:really\s+)?us"
    ),
    "barrier": _any_of(
        r"barriers?|obstacles?|blockers?|workarounds?|in\s+the\s+way|friction|rework|chasing|hold\w*\s+(?:us|"
        r"it|people)\s+(?:back|up)|resistance"
    ),
    "timeframe": _any_of(
        r"when\s+(?:should|do|to|would|must|shall|can)|how\s+(?:often|soon|long|early|late|far\s+back)|"
        r"how\s+many\s+(?:weeks|months|times)|frequency|rhythm"
    ),
    "problem": _any_of(r"(?:business\s+)?problems?|pain\s+points?|bottlenecks?"),
    "outcome": _any_of(
        r"outcomes?|benefits?|business\s+value|value|success|results?|improvements?|goals?|impact"
    ),
    "measure": _any_of(
        r"(?:an?|the|good|better|best|right|which|what|of|our|useful|as)\s+measures?|measures\b(?=\W*$)|"
        r"metrics?|kpis?|indicators?"
    ),
}
"""What a gap is called; the first that fits."""

_MEASURED = _any_of(
    r"measur(?:e|ed|ing)|count(?:ed|ing|s)?|track(?:ed|ing)?|quantif\w+|gaug\w+|assess\w*|evaluat\w+"
)
_COUNTED: frozenset[Slot] = frozenset({"outcome", "problem"})
_SIGNALS: Mapping[Signal, re.Pattern[str]] = {
    "technical_health": _any_of(
        r"up-?time|availab\w+|tickets?|slas?|patch\w*|back-?ups?|complian\w+|latency|response\s+times?|"
        r"incidents?|vulnerabilit\w+|help\s?desk|service\s?desk|outages?|servers?|system\s+health|"
        r"downtime|security\s+scans?"
    ),
    "adoption": _any_of(
        r"log-?ins?|logged\s+in|adopt\w*|active\s+users?|users?|usage|sign-?ups?|trained|training|"
        r"licen[cs]es?|seats?|to\s+use\s+(?:it|this|the|our|that)|people\s+(?:to\s+)?us(?:e|ing)"
    ),
    "automation": _any_of(r"automat\w+|workflows?|rpa|scripts?|triggers?"),
    "reporting": _any_of(r"dashboards?|power\s?bi|tableau|looker|reporting|reports\b|visibility"),
    "milestone": _any_of(
        r"go(?:ing)?[\s-]?live|went\s+live|milestones?|on\s+time|on\s+budget|on\s+schedule|deliver\w+|"
        r"roll-?outs?|launch\w*|sprints?|story\s+points|velocity|shipping|shipped"
    ),
}


def subject_of(text: str) -> Subject:
    """What a question is about, by the words it uses."""
    named = [slot for slot, words in _NAMED.items() if words.search(text)]
    signals = tuple(signal for signal, words in _SIGNALS.items() if words.search(text))
    if named:
        return Subject(gap=_first(named, text), signals=signals, is_named=True)
    gap: Slot | None = "measure" if _MEASURED.search(text) else None
    return Subject(gap=gap, signals=signals)


def _first(named: list[Slot], text: str) -> Slot:
    """Of several the one that is asked for: to measure an outcome asks for a measure."""
    is_counted = _MEASURED.search(text) is not None and named[0] in _COUNTED
    return "measure" if is_counted else named[0]
