"""What the business would count: measures suggested for a problem, and in place of technical ones.

Suggested and never decided: a person chooses one, or names another.
"""

import re
from collections.abc import Sequence

from bot.benefits.facts import Value
from bot.benefits.investment import Dimension, Taxonomy
from bot.benefits.outcomes import activity
from bot.benefits.reading import Better

MOST = 5
"""Suggestions for one problem, at most."""

TWINS = 2
"""Suggestions in place of one technical measure, at most."""


class Suggestion(Value):
    """A measure that fits some problem: what is counted, where it belongs, the id of the passage it
    rests on, and words of problems it fits.
    """

    id: str
    measure: str
    unit: str
    better: Better
    dimension: Dimension
    taxonomy: Taxonomy
    passage: str
    words: str

    @property
    def named(self) -> str:
        """As somebody would type it: name in unit."""
        return f"{self.measure} in {self.unit}"


def _one(id: str, measure: str, unit: str, sort: str, passage: str, words: str) -> Suggestion:
    """A row of the table; `sort` is which way is better, its dimension and its place."""
    better, dimension, taxonomy = sort.split()
    return Suggestion.model_validate(
        {
            **{"id": id, "measure": measure, "unit": unit, "better": better, "words": words},
            **{"dimension": dimension, "taxonomy": taxonomy, "passage": passage},
        }
    )


FOR_PROBLEMS: tuple[Suggestion, ...] = (
    _one(
        *("cash", "quote-to-cash", "days", "lower speed revenue_movement", "money-moves-sooner"),
        r"quotes?|quotations?|invoic\w+|billing|cash|order to|deals?|sales cycle|pricing",
    ),
    _one(
        *("lead", "time to first reply to a lead", "hours", "lower speed revenue_movement"),
        *("money-moves-sooner", r"leads?|enquir\w+|inquir\w+|prospects?|first (?:reply|contact)"),
    ),
    _one(
        *("won", "share of enquiries that become orders", "%"),
        *("higher conversion revenue_movement", "interest-into-business"),
        r"conver\w+|win rate|lose|losing|lost (?:sales|deals|orders|customers)|abandon\w*|churn\w*|"
        r"drop[- ]?outs?|sign[- ]?ups?|renewals?",
    ),
    _one(
        *("through", "time from start to finish", "days", "lower speed less_effort"),
        *("quicker-from-start-to-finish",),
        r"slow\w*|takes? (?:too )?long|wait\w*|delay\w*|late|lead time|turnaround|backlog|queue\w*|"
        r"onboarding|approv\w+|weeks|days",
    ),
    _one(
        *("hours", "hours of manual work", "hours/week", "lower capacity less_effort"),
        *("hours-given-back",),
        r"manual\w*|by hand|re-?typ\w+|re-?key\w*|copy\w*|copied|spreadsheets?|excel|double entry|"
        r"duplicat\w+|twice|chas\w+|admin\w*|paper\w*|effort|hours",
    ),
    _one(
        *("handed", "cases that come back or go missing between teams", "cases/month"),
        *("lower reliability reliable_hand_offs", "work-that-arrives"),
        r"hand[- ]?(?:offs?|overs?)|between (?:teams|departments|systems)|lost|missing|dropped|"
        r"forgotten|falls? through|come back|sent back|incomplete",
    ),
    _one(
        *("right", "cases right the first time", "%", "higher reliability reliable_hand_offs"),
        *("right-more-often",),
        r"errors?|mistakes?|wrong|rework|defects?|fail\w*|complain\w*|returns?|quality|correct\w*|"
        r"inaccura\w+|broken",
    ),
    _one(
        *("known", "time until a problem is noticed", "days"),
        *("lower visibility visibility_for_action", "seen-in-time"),
        r"visib\w+|blind|cannot see|can't see|nobody (?:sees|knows)|find out|found out|overview|"
        r"forecast\w*|surprise\w*|transparen\w+|decisions?|decide|reports?|dashboards?",
    ),
    _one(
        *("broken", "limits or rules broken before anybody could step in", "cases/month"),
        *("lower control ownership", "steered-not-suffered"),
        r"control\w*|overspen\w+|over budget|budgets?|unapproved|exceptions?|rules?|complian\w+|"
        r"risk\w*|audit\w*|govern\w+",
    ),
    _one(
        *("spread", "difference between the fastest and the slowest site", "days"),
        *("lower consistency less_effort", "same-way-each-time"),
        r"inconsisten\w+|differ\w*|varies|vary\w*|uneven|each (?:team|site|branch|office)|"
        r"depends on who|standard\w*|its own way",
    ),
    _one(
        *("carried", "cases a team can carry", "cases/week", "higher capacity less_effort"),
        *("more-with-the-same-people",),
        r"capacity|grow\w*|scale\w*|overtime|overload\w*|hir(?:e|ing)|short[- ]?staffed|headcount|"
        r"volumes?|peaks?|cannot keep up|can't keep up",
    ),
)
"""Measures for problems as people describe them; for all seven dimensions and all five places."""

FOR_TECHNICAL: tuple[Suggestion, ...] = (
    _one(
        *("carrying", "work completed in the busiest hour", "cases/hour"),
        *("higher capacity revenue_movement", "work-per-hour-not-uptime"),
        r"uptime|availability|latency|response|load|api|server|page|cpu|memory|bandwidth|network|"
        r"p9[59]|error budget|throughput",
    ),
    _one(
        *("broken_off", "transactions broken off in peak hours", "%"),
        *("lower conversion revenue_movement", "uptime-and-busy-hours"),
        r"uptime|availability|latency|response|load|page|site|website|p9[59]",
    ),
    _one(
        *("standstill", "time processes stood still", "hours/month"),
        *("lower reliability less_effort", "standstill-not-reply-time"),
        r"tickets?|help ?desk|service desk|sla|incidents?|system|platform|application|app|database",
    ),
    _one(
        *("lost_hours", "hours users lost", "hours/month", "lower capacity less_effort"),
        *("average-ticket-hides-the-urgent",),
        r"tickets?|help ?desk|service desk|sla|resolution",
    ),
    _one(
        *("prevented", "hours of work lost to security incidents", "hours/month"),
        *("lower control ownership", "trouble-prevented-not-patches"),
        r"patch\w*|security|vulnerabilit\w+|complian\w+|scann\w+",
    ),
    _one(
        *("detours", "share of secure work done without a detour", "%"),
        *("higher consistency reliable_hand_offs", "compliant-and-blocked"),
        r"patch\w*|security|complian\w+|mfa|accessibility",
    ),
    _one(
        *("resumed", "time until work can go on after a rehearsed restore", "hours"),
        *("lower reliability reliable_hand_offs", "backup-is-not-recovery"),
        r"backups?|restores?|recovery|replication|failover",
    ),
    _one(
        *("without_hands", "share of cases done without working around the system", "%"),
        *("higher consistency less_effort", "business-twins-of-technical-figures"),
        r"projects?|on time|on budget|milestones?|go-?lives?|releases?|deploy\w*|build|coverage|"
        r"debt|upgrad\w+",
    ),
)
"""What the business would count in place of a technical measure."""

_PLAIN = "standstill"
"""What stands in for a technical measure whose words none of the rows has."""


def for_problem(words: str) -> list[Suggestion]:
    """Measures that fit a problem as somebody describes it, the one most of whose words it has
    first; one for each of four ways of getting better where none of them fits.
    """
    scored = [(_fits(one, words), one) for one in FOR_PROBLEMS]
    found = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return [one for _, one in found][:MOST] or _usual()


def _usual() -> list[Suggestion]:
    return [one for one in FOR_PROBLEMS if one.id in ("through", "hours", "right", "known")]


def in_place_of(measure: str, unit: str | None = None) -> list[Suggestion]:
    """What the business would count in place of a technical measure; nothing for any other."""
    is_technical = _TECHNICAL.search(measure) and not _FELT.search(measure)
    if activity(measure, unit) != "technical_health" and not is_technical:
        return []
    found = [one for one in FOR_TECHNICAL if _fits(one, measure)]
    return found[:TWINS] or [one for one in FOR_TECHNICAL if one.id == _PLAIN]


_TECHNICAL = re.compile(
    r"\bbackups?\b|\b(?:help|service) ?desk\b|\bprojects? (?:completion|completed|delivered|on "
    r"(?:time|budget))\b|\bmilestones?\b|\bgo-?lives\b|\bdelivered on (?:time|budget)\b",
    re.IGNORECASE,
)
"""What tells how technology or its delivery does, also where it speaks of time or success."""

_FELT = re.compile(r"\b(?:lost|stood still|standstill|restores?|users?|waiting)\b", re.IGNORECASE)
"""What the business feels of it is no technical measure."""


def _fits(one: Suggestion, words: str) -> int:
    return len({found.casefold() for found in re.findall(rf"\b(?:{one.words})\b", words, re.I)})


def chosen(id: str, among: Sequence[Suggestion] = (*FOR_PROBLEMS, *FOR_TECHNICAL)) -> Suggestion:
    """The suggestion with this id. Raises LookupError for an unknown one."""
    found = next((one for one in among if one.id == id), None)
    if found is None:
        raise LookupError(f"no suggestion is called {id}")
    return found
