"""What sort of text it is: which statements tell of progress, and whether they make an update."""

import re
from collections.abc import Sequence

from bot.benefits.facts import Fact
from bot.benefits.reading import Claim
from bot.reading.markup import Page
from bot.reading.mood import tells_nothing
from bot.reading.statements import Statement
from bot.reading.vocabulary import HIGHER_IS_BETTER, LOWER_IS_BETTER, TECHNICAL, USAGE, any_of

_AIMED = re.compile(
    r"^(?:\W|\w+\s+){0,4}(?:goals?|objectives?|targets?|okrs?|kpis?|krs?|key\s+results?|aims?|success\s+(?:criteria|measures|metrics))\b[^.]{0,60}:?\s*\**$|\b(?:krs?|key\s+results|goals?|targets?|objectives?|would\s+mean|will\s+mean):\s*$",
    re.IGNORECASE,
)
_ORDER = any_of(
    r"ignore\s+(?:all\s+|any\s+|your\s+|the\s+|previous\s+|these\s+)+(?:rules|instructions|prompts?)", r"disregard\s+(?:all\s+|your\s+|the\s+|previous\s+)+(?:rules|instructions)", r"system\s+prompt", r"you\s+are\s+now", r"pretend\s+(?:to|that)", r"(?:just\s+)?record\s+(?:that\s+)?(?:it\s+as\s+)?\d", r"override\s+your",
)  # fmt: skip
_MACHINE = re.compile(
    r"\b(?:build|pipeline|workflow run|job|deploy(?:ment)?|check|commit|branch)\s+#?[\w./-]*\s*(?:#\d+\s+)?(?:passed|failed|succeeded|started|queued|in\s+progress|cancell?ed|finished\s+in|took)\b|\b(?:exit\s+code|stack\s*trace|HTTP\s?\d{3}|p9\d|5xx|4xx|sev-?\d|on-?call|paged|firing|resolved:)\b|\b[0-9a-f]{7,40}\b(?=.{0,200}\b(?:commit|merge|build)\b)|\bpushed\s+\d+\s+commits?\b|\b(?:opened|merged|closed)\s+(?:pull\s+request|pr|issue)\s+#",
    re.IGNORECASE,
)
_INCIDENT = any_of(
    r"seeing\s+(?:\w+\s+){0,3}(?:errors|timeouts|spikes?|latency|5xx|alerts?)", r"restart(?:ing|ed)\s+(?:the\s+)?\w+", r"error\s+rate\s+(?:is\s+)?(?:at|spik\w+|climb\w+)", r"rolling\s+back", r"investigating", r"anyone\s+(?:else|looking|on)", r"looking\s+into\s+it", r"(?:prod|production|db|api)\s+is\s+(?:down|slow|back)", r"failing\s+over", r"cpu\s+(?:is\s+)?(?:at|spik\w+)", r"bridge\s+(?:is\s+)?open", r"war\s+room",
)  # fmt: skip
_CHATTER = any_of(
    r"lunch", r"coffee", r"pizza", r"beers?", r"birthday", r"weekend", r"happy\s+(?:friday|monday)", r"good\s+morning", r"thanks?", r"thank\s+you", r"congrats", r"congratulations", r"well\s+done", r"great\s+(?:job|work)", r"nice\s+(?:one|work|job)", r"awesome", r"kudos", r"lol", r"haha", r"running\s+late", r"afk", r"brb", r"out\s+of\s+office", r"ooo", r"wfh", r"day\s+off", r"holiday", r"vacation", r"doctor", r"dentist",
)  # fmt: skip
_LOGISTICS = any_of(
    r"(?:meeting|call|stand-?up|retro|workshop|session|demo|sync|catch-?up|interview|webinar|summit|conference|agenda|presentation)\s+(?:is|will\s+be|at|on|has\s+(?:been\s+)?moved|moved|starts|starting|tomorrow|today|next|invite)", r"(?:at|from)\s+\d{1,2}(?::\d{2})?\s*(?:am|pm)", r"\d{1,2}:\d{2}", r"room\s+\w+", r"zoom", r"calendar", r"invit(?:e|ed|ation)", r"rsvp", r"agenda", r"join\s+us", r"see\s+you", r"reschedul\w+", r"minutes\s+of", r"next\s+meeting", r"submissions", r"nominations", r"apply", r"looking\s+for", r"vacanc\w+", r"hiring",
)  # fmt: skip
HEAD = 4_000
"""Characters that tell what sort of text it is."""

SHORT = 220
"""Chatter, logistics and machines speak in fewer characters; a longer text only mentions them."""

_HARD = ("milestone", "adoption", "automation", "reporting", "technical_health", "outcome", "goal")


def telling(page: Page, statements: Sequence[Statement]) -> list[Statement]:
    """The statements that tell something; none at all where the text gives the bot orders."""
    if gives_orders(page):
        return []
    return [statement for statement in statements if not tells_nothing(statement)]


def gives_orders(page: Page) -> bool:
    """Whether a text tells the bot what to do with its rules or its record."""
    return bool(_ORDER.search(page.plain))


def aims(statement: Statement, before: bool) -> bool:
    """Whether a statement stands under a heading or lead-in of goals."""
    if _AIMED.search(statement.text):
        return True
    if statement.form == "heading":
        return False
    return before and statement.form in ("bullet", "row")


def weighed(
    page: Page, statements: Sequence[Statement], claims: Sequence[Claim], facts: Sequence[Fact]
) -> list[Claim]:
    """The claims together with the outcomes that figures alone state."""
    found = list(claims)
    based = any(fact.slot == "baseline" for fact in facts)
    for fact in facts:
        if fact.slot == "current" and _is_outcome(page, fact, based):
            found.append(
                Claim(
                    kind="outcome", status="done", quote=fact.quote, start=fact.start, end=fact.end
                )
            )
    return _once(sorted(found, key=lambda claim: (claim.start, claim.kind)))


def _is_outcome(page: Page, fact: Fact, based: bool) -> bool:
    """A change, a level set against another, or a level that holds now; usage growth is none."""
    words = page.plain[fact.start : fact.end]
    subject = fact.measure or words
    if USAGE.search(subject) and not re.search(
        r"\b(?:rate|time|cost|satisf)", subject, re.IGNORECASE
    ):
        return False
    if TECHNICAL.search(subject) and fact.unit not in ("seconds", "minutes", "hours", "days"):
        return False
    if not _is_performance(f"{subject} {words}", fact):
        return False
    moved = fact.change is not None or based
    return moved or bool(re.search(r"\bnow\b|\bdown\s+to\b", words, re.IGNORECASE))


def _is_performance(words: str, fact: Fact) -> bool:
    """Whether a figure says how well something goes, not how many there are."""
    unit = (fact.unit or fact.change_unit or "").split("/")[0]
    if unit in _TIMED or unit.isupper():
        return True
    return bool(
        HIGHER_IS_BETTER.search(words) or LOWER_IS_BETTER.search(words) or _RATE.search(words)
    )


_TIMED = ("seconds", "minutes", "hours", "days", "working days", "weeks", "months", "years")
_RATE = re.compile(
    r"\b(?:rates?|volumes?|share\s+of|cases|output|no-show|abandonment|per\s+\w+|savings?|proportion)\b",
    re.IGNORECASE,
)


def _once(claims: Sequence[Claim]) -> list[Claim]:
    seen: dict[tuple[str, int, int], Claim] = {}
    for claim in claims:
        seen.setdefault((claim.kind, claim.start, claim.end), claim)
    return list(seen.values())


def _told(statements: Sequence[Statement]) -> str:
    return " ".join(statement.text for statement in statements)[:HEAD]


def is_update(
    page: Page, statements: Sequence[Statement], claims: Sequence[Claim], facts: Sequence[Fact]
) -> bool:
    """Whether the text reports state, progress, a goal or a result of a project."""
    figured = any(fact.slot in ("baseline", "current", "target") for fact in facts)
    owned = any(fact.slot == "owner" for fact in facts)
    made = [claim for claim in claims if claim.kind in _HARD]
    text = page.plain[:HEAD]
    short = len(text) < SHORT
    if short and (_MACHINE.search(text) or _INCIDENT.search(text)):
        return False
    if short and (_CHATTER.search(text) or _LOGISTICS.search(text)) and not figured:
        return sum(claim.is_made for claim in made) >= 2
    return bool(made or figured or owned) or _is_progress(_told(statements))


_REPORTS = any_of(
    r"(?:is|are|been|(?:’|')re|(?:’|')ve\s+been)\s+(?:currently\s+|now\s+|still\s+|also\s+)?\w{3,}ing", r"in\s+progress", r"this\s+(?:week|sprint|month|quarter|year)", r"last\s+(?:week|sprint|month|quarter|year)", r"we(?:’|')ve", r"(?:has|have|had)\s+(?:\w+\s+)?\w+(?:ed|en|un|ne|de|lt|nt|ld)", r"(?:was|were)\s+\w+", r"we\s+(?:\w+\s+)?(?:\w+ed|are|have|had|plan|will|began|found|made|built|ran|held|met|saw|got|went|took|wrote|learnt|spent|brought|kept|need|expect|hope)", r"will", r"ongoing", r"now", r"\w{3,}ed", r"goals?", r"objectives?", r"aims?", r"priorit\w+", r"focus", r"mission", r"progress", r"new", r"released?", r"updates?",
)  # fmt: skip
_WORK = any_of(
    r"projects?", r"services?", r"products?", r"systems?", r"tools?", r"platforms?", r"apps?", r"applications?", r"websites?", r"sites?", r"data", r"users?", r"customers?", r"clients?", r"releases?", r"features?", r"teams?", r"process(?:es)?", r"program(?:me)?s?", r"pilots?", r"roll-?outs?", r"designs?", r"research", r"testing", r"models?", r"code", r"apis?", r"integrations?", r"migrations?", r"contracts?", r"funding", r"grants?", r"roadmap", r"goals?", r"initiatives?", r"workshops?", r"training", r"phases?", r"discovery", r"alpha", r"beta", r"prototypes?", r"partners?", r"stakeholders", r"implementation", r"development", r"infrastructure", r"deployment", r"milestones?", r"sprints?", r"guidance", r"standards?", r"working\s+group", r"content", r"dashboards?", r"operations?", r"suppliers?", r"vendors?", r"budget", r"outcomes?", r"portal", r"support",
)  # fmt: skip


def _is_progress(text: str) -> bool:
    """Whether a text of some length tells of work going on, though of nothing finished."""
    return len(text) >= 80 and bool(_REPORTS.search(text)) and bool(_WORK.search(text))
