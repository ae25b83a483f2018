"""Whether a figure can show an outcome at all, or shows use or a technical state."""

import re
from typing import Literal

from bot.benefits import measures

Activity = Literal["adoption", "technical_health"]

_ADOPTION = re.compile(
    r"\b(?:log-?\s?ins?|sign-?\s?(?:ins?|ups?)|logged in|signed (?:in|up)|registrations?|"
    r"(?:active|daily|weekly|monthly|registered|new|unique|total|onboarded|trained|enrolled)"
    r" (?:users?|members?|accounts?|staff|colleagues|customers)|"
    r"users? (?:onboarded|trained|migrated|enrolled|logged in|live)|(?:number of )?users|"
    r"adoption|take-?up|uptake|usage|utili[sz]ation|sessions?|page ?views?|(?:site|page) visits|"
    r"downloads?|installs?|clicks|impressions|(?:licen[cs]es?|seats) (?:in use|used|assigned|"
    r"activated|taken)|dashboards?|reports? (?:built|"
    r"published|delivered)|workflows?(?: automated)?|automations?|deployments?|releases|"
    r"features? (?:shipped|delivered|released)|story points|velocity|people trained|"
    r"training (?:completion|attendance)|attendees)\b",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"\b(?:uptime|patch(?:es|ing|ed)?|latency|test coverage|code coverage|vulnerabilit(?:y|ies)|"
    r"tech(?:nical)? debt|cpu|memory|backups?|bandwidth|throughput of the (?:api|server)|"
    r"(?:api|page|query|server|database|build|pipeline) (?:load |response )?times?|"
    r"(?:system|server|service desk|platform|application|app|api|network|site|website|portal|"
    r"database) availability|error budget|build (?:failures?|success)|"
    r"tickets? (?:within|in|inside) sla|sla compliance|help ?desk (?:tickets?|sla)|"
    r"security (?:score|compliance)|accessibility compliance|p9[59])\b",
    re.IGNORECASE,
)
_PERFORMANCE = re.compile(
    r"\b(?:satisfaction|complaints?|errors?|rework|wait(?:ing|s|ed)?|abandon\w*|churn|drop-?outs?|"
    r"conversions?|success|retention|costs?|spend|spending|fees?|price|revenue|income|sales|margin|"
    r"time to|time per|"
    r"hours? (?:lost|saved|spent)|minutes? (?:lost|saved|spent)|per user|productivity)\b",
    re.IGNORECASE,
)
"""Words of an outcome: what users suffer or gain is one, however many of them there are."""

_SUFFERED = re.compile(
    r"\b(?:crash\w*|miss(?:ed|ing)|fail(?:ed|ures?)|cancell?(?:ed|ations?)|overdue|delay(?:s|ed)|late|"
    r"lost|wasted?|wrong|duplicate[ds]?|rejected|returned|unused|empty|idle|on[- ]time|in time|"
    r"(?:registration|enrolment|enrollment|sign-?up) (?:times?|delays?)|"
    r"(?:bed|seat|berth|room|theatre|vehicle|van|truck|fleet|aircraft|machine|line|plant|crane|dock|"
    r"yard|warehouse|oven|kiln|slot|capacity|desk|staff|crew) utili[sz]ation)\b",
    re.IGNORECASE,
)
"""Words that make an outcome of what is counted like use: a seat that stays empty, a session that
crashes, a bed that is put to use."""

_OFTEN_BUSINESS = re.compile(
    r"\b(?:sessions?|utili[sz]ation|registrations?|visits|attendees|members|customers|"
    r"releases|deployments|reports?|times?)\b",
    re.IGNORECASE,
)

_ADOPTED = re.compile(
    r"(?:user|log-?in|sign-?(?:in|up)|session|page ?view|visit|download|licen[cs]e|seat|dashboard|"
    r"workflow|deployment|release)"
)
"""Units of use; a measure that counts them and tells no direction by its name is one of use."""


def activity(name: str, unit: str | None = None) -> Activity | None:
    """What a measure shows instead of an outcome, told from its name, else from its unit.

    None where it can be an outcome. Use growing is none; conversion, success and what users wait
    or pay are.
    """
    if _PERFORMANCE.search(name):
        return None
    if _HEALTH.search(name):
        return "technical_health"
    if _SUFFERED.search(name):
        return None
    if _ADOPTION.search(name):
        return "adoption"
    if measures.better(name) is None and _ADOPTED.fullmatch(_head(unit)):
        return "adoption"
    return None


def is_outcome(name: str, unit: str | None = None) -> bool:
    """Whether a figure of this name can show what the business does better."""
    return activity(name, unit) is None


def may_be_agreed(name: str, unit: str | None = None) -> bool:
    """Whether people who agreed to measure by this may well mean an outcome: how long a build or a
    registration takes, what is held or visited. Log-ins and uptime remain what they are.
    """
    return is_outcome(name, unit) or _OFTEN_BUSINESS.search(name) is not None


def _head(unit: str | None) -> str:
    words = (unit or "").casefold().partition("/")[0].split()
    return words[-1].removesuffix("s") if words else ""
