"""What sort of text it is: which statements tell of progress, and whether they make an update."""

import re
from collections.abc import Sequence

from bot.benefits.facts import Fact
from bot.benefits.reading import Claim
from bot.reading import stance
from bot.reading.markup import Page
from bot.reading.mood import tells_nothing
from bot.reading.statements import Statement
from bot.reading.vocabulary import any_of

_AIMED = re.compile(
    r"^(?:\W|\w+\s+){0,4}(?:goals?|objectives?|targets?|okrs?|kpis?|krs?|"
    r"key\s+results?|aims?|success\s+(?:criteria|measures|"
    r"metrics))\b[^.]{0,60}:?\s*\**$|\b(?:krs?|key\s+results|goals?|targets?|"
    r"objectives?|would\s+mean|will\s+mean):\s*$",
    re.IGNORECASE,
)
_ORDER = any_of(
    r"ignore\s+(?:all\s+|any\s+|your\s+|the\s+|previous\s+|these\s+)+(?:rules|"
    r"instructions|prompts?)|disregard\s+(?:all\s+|your\s+|the\s+|"
    r"previous\s+)+(?:rules|instructions)|system\s+prompt|you\s+are\s+now|"
    r"pretend\s+(?:to|that)|(?:just\s+)?record\s+(?:that\s+)?(?:it\s+as\s+)?\d|"
    r"override\s+your"
)
_MACHINE = re.compile(
    r"\b(?:build|pipeline|workflow run|job|deploy(?:ment)?|check|commit|"
    r"branch)\s+#?[\w./-]*\s*(?:#\d+\s+)?(?:passed|failed|succeeded|started|queued|"
    r"in\s+progress|cancell?ed|finished\s+in|took)\b|\b(?:exit\s+code|stack\s*trace|"
    r"HTTP\s?\d{3}|5xx|4xx|sev-?\d|on-?call|paged|firing|resolved:)\b|"
    r"\b[0-9a-f]{7,40}\b(?=.{0,200}\b(?:commit|merge|build)\b)|"
    r"\bpushed\s+\d+\s+commits?\b|\b(?:opened|merged|closed)\s+(?:pull\s+request|pr|"
    r"issue)\s+#",
    re.IGNORECASE,
)
_INCIDENT = any_of(
    r"oom(?:\s?killed)?|p9[59]|fail-?over|rolled\s+back\s+to|paging|connection\s+pool|grafana|restarted|error\s+rate|db\s+primary|"
    r"seeing\s+(?:\w+\s+){0,3}(?:errors|timeouts|spikes?|latency|5xx|alerts?)|"
    r"restart(?:ing|ed)\s+(?:the\s+)?\w+|error\s+rate\s+(?:is\s+)?(?:at|spik\w+|"
    r"climb\w+)|rolling\s+back|investigating|anyone\s+(?:else|looking|on)|"
    r"looking\s+into\s+it|(?:prod|production|db|api)\s+is\s+(?:down|slow|back)|"
    r"failing\s+over|cpu\s+(?:is\s+)?(?:at|spik\w+)|bridge\s+(?:is\s+)?open|war\s+room"
)
_CHATTER = any_of(
    r"lunch|coffee|pizza|beers?|birthday|weekend|happy\s+(?:friday|monday)|"
    r"good\s+morning|thanks?|thank\s+you|congrats|congratulations|well\s+done|"
    r"great\s+(?:job|work)|nice\s+(?:one|work|job)|awesome|kudos|lol|haha|"
    r"running\s+late|afk|brb|out\s+of\s+office|ooo|wfh|day\s+off|holiday|vacation|"
    r"doctor|dentist"
)
_LOGISTICS = any_of(
    r"(?:move[sd]?|moving|cancell?(?:ed)?|reschedul\w+)\s+(?:the|our|this|today(?:’|')s)\s+(?:retro|meeting|call|stand-?up|sync|demo|workshop|session)|"
    r"(?:meeting|call|stand-?up|retro|workshop|session|demo|sync|catch-?up|interview|"
    r"webinar|summit|conference|agenda|presentation)\s+(?:is|will\s+be|at|on|"
    r"has\s+(?:been\s+)?moved|moved|starts|starting|tomorrow|today|next|invite)|(?:at|"
    r"from)\s+\d{1,2}(?::\d{2})?\s*(?:am|pm)|\d{1,2}:\d{2}|room\s+\w+|zoom|calendar|"
    r"invit(?:e|ed|ation)|rsvp|agenda|join\s+us|see\s+you|reschedul\w+|minutes\s+of|"
    r"next\s+meeting|submissions|nominations|apply|looking\s+for|vacanc\w+|hiring"
)
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


def intended(claims: Sequence[Claim]) -> list[Claim]:
    """What stands under a heading of goals is meant to happen, unless a result is given for it."""
    return [
        claim.model_copy(update={"status": "planned"})
        if claim.is_made
        and claim.kind in ("milestone", "outcome", "adoption", "automation")
        and "=>" not in claim.quote
        and not _REACHED.search(claim.quote)
        else claim
        for claim in claims
    ]


_REACHED = any_of(r"done|achieved|complete[d]?|met|reached|hit|now|so\s+far|to\s+date|actual")


def tells_state(found: Page) -> bool:
    """Whether a text says in so many words how a project stands: on track, late, over budget."""
    return bool(_STATE.search(found.plain[:HEAD]))


def is_nothing(found: Page) -> bool:
    """Whether a text is no update for certain: a robot's line, an incident, or private lives."""
    text = found.plain[:HEAD]
    short = len(text) < SHORT
    signs = {one[0].lower() for one in _INCIDENT.finditer(text)}
    if _BOT.match(text) or len(signs) >= (2 if short else 3) or _is_of_tickets(text):
        return True
    if short and (stance.is_wager(text) or stance.asks_to_check(text)):
        return True
    if short and _OFFER.search(text) and _PRICED.search(text):
        return True
    if short and _ROTA.match(text):
        return True
    return short and bool(_ELSEWHERE.search(text) or _ASKED.fullmatch(text))


_ROTA = re.compile(
    r"\W*(?:(?:the|this|next|our|updated|new)\s+)*(?:[\w-]+['’]?s?\s+){0,2}?(?:rota|roster|shift\s+(?:plan|list|swaps?))"
    r"(?:\s+(?:for|of|in)\s+[^:\n]{2,30})?\s*:|"
    r"[^.\n]{0,60}?\b(?:\d+|one|two|three|a\s+few|some)\s+(?:[\w-]+\s+){0,2}?(?:shifts?|slots?)\s+(?:(?:are|is|still)\s+)*"
    r"(?:uncovered|unfilled|to\s+(?:cover|fill)|need\s+(?:covering|filling)|up\s+for\s+grabs)\b",
    re.IGNORECASE,
)
"""Who stands in when: nothing that a project brought about."""
_OFFER = re.compile(
    r"\b(?:wants?|needs?|requests?|is\s+after|(?:is\s+)?ask(?:s|ed|ing)\s+(?:us\s+)?for)\s+(?:an?|the|our|another)\s+"
    r"(?:[\w-]+\s+)?(?:estimate|quote|quotation|price|pro-?forma|invoice)\b",
    re.IGNORECASE,
)
_PRICED = re.compile(r"[$£€]\s?\d|\d\s?(?:[$£€]|euros?\b)|\bVAT\b")
"""A customer asks for a price, and somebody makes one: hours and sums that measure nothing."""


def _is_of_tickets(text: str) -> bool:
    """Whether its lines say of tickets how they stand, and nothing else."""
    lines = [line.strip(" \t\r.,;!*•-") for line in text.splitlines() if line.strip()]
    return bool(lines) and all(_TICKET.fullmatch(line) for line in lines)


_TICKET = re.compile(
    r"[A-Z]{2,8}-?\d{2,12}\W{1,3}(?:(?:is|are|was|now|has|been|set|moved|to|as)\s)*(?i:closed|resolved|re-?opened|open|"
    r"cancelled|pending|assigned|in\sprogress|on\shold|merged|done|fixed)|"
    r"(?:INC|CHG|RITM|REQ|SCTASK|PRB|SR)-?\d{2,12}\b.{0,80}"
)
_ASKED = re.compile(
    r"\W*(?:so\s+|and\s+|ok\s+)?(?:did|do|does|has|have|is|are|was|were|can|could|will|would|should)\s+"
    r"(?:the|our|my|your|we|you|they|it|this|that|these|those|there|people|any\w*|some\w*|every\w*)\s"
    r"[^.!?:;\n]{3,120}\W*",
    re.IGNORECASE,
)
"""A sentence that is all a question, with its mark or without."""


def _is_of_the_machine_room(text: str, short: bool) -> bool:
    """Whether a machine or people in an incident speak: one or two signs in few words, else three.

    A machine is known by one sign; what people say in an incident they also say in reports.
    """
    machine = {found[0].lower() for found in _MACHINE.finditer(text)}
    incident = {found[0].lower() for found in _INCIDENT.finditer(text)}
    if _BOT.match(text) or (short and machine):
        return True
    return len(machine | incident) >= (2 if short else 3)


_ELSEWHERE = any_of(
    r"interesting\s+(?:article|read|post)|my\s+(?:car|house|kids?|flight|holiday|phone|dog|cat)|"
    r"(?:is|are|was|were|left|some|the|more|free)\s+(?:\w+\s+)?(?:in|by|on|from|to)\s+(?:the\s+)?"
    r"(?:canteen|cafeteria|kitchen|kitchenette|fridge|break\s?room|pub)\s+(?:today|now|at|if|for)"
)
_BOT = re.compile(
    r"\W*(?:github|gitlab|jira|jenkins|circleci|sentry|datadog|pagerduty|dependabot|renovate)\b[^.\n]{0,30}:|"
    r"\W*(?:firing|alert|resolved|recovered|triggered)(?::\d+)?\s*[\]:]|"
    r"\W*(?:ticket|case|incident)\s+#?\d+\s+(?:closed|resolved|re-?opened)|"
    r"\W*(?:build|pipeline|job|deploy(?:ment)?|workflow|canary|merge|pr|pull\s+request)\s+"
    r"(?:(?:[\w./-]*[#\d_/-][\w./#-]*\s+){1,2}(?:on\s+\w+\s+|to\s+\w+\s+)?(?:started|merged|finished)|"
    r"(?:[\w./-]*[#\d_/-][\w./#-]*\s+){0,2}(?:on\s+\w+\s+|to\s+\w+\s+)?"
    r"(?:passed|failed|succeeded|queued|cancell?ed|finished\s+in|at\s+\d+\s?%))",
    re.IGNORECASE,
)
_STATE = any_of(
    r"(?:is|are|we(?:’|')re|still|back)\s+on\s+track|(?:behind|ahead\s+of)\s+schedule|over\s?spent|over\s+budget"
    r"|(?:timeline|go-live|deadline|launch|release|roll-?out|milestone)\s+"
    r"(?:slips?|slipped|moved|delayed|pushed|is\s+at\s+risk)"
    r"|rag\s*:|status\s*:\s*(?:red|amber|green|on\s+track|at\s+risk)"
)


def _told(statements: Sequence[Statement]) -> str:
    return " ".join(statement.text for statement in statements)[:HEAD]


_COUNTED = re.compile(r"\d\s?%|\d,\d{3}|[$£€]\s?\d|\d\s+(?:days?|hours?|minutes?|weeks?)\b")


def is_update(
    page: Page, statements: Sequence[Statement], claims: Sequence[Claim], facts: Sequence[Fact]
) -> bool:
    """Whether the text reports state, progress, a goal or a result of a project."""
    figured = any(fact.slot in ("baseline", "current", "target") for fact in facts)
    owned = any(fact.slot == "owner" for fact in facts)
    owned = owned or (
        any(fact.slot == "evidence" and fact.ref for fact in facts)
        and _COUNTED.search(page.plain[:HEAD]) is not None
    )
    made = [claim for claim in claims if claim.kind in _HARD]
    text = page.plain[:HEAD]
    short = len(text) < SHORT
    if short and _ELSEWHERE.search(text):
        return False
    if _is_of_the_machine_room(text, short):
        return False
    if short and (_CHATTER.search(text) or _LOGISTICS.search(text)) and not figured:
        return sum(claim.is_made for claim in made) >= 2
    return bool(made or figured or owned or _STATE.search(text)) or _is_progress(_told(statements))


_REPORTS = any_of(
    r"(?:is|are|been|(?:’|')re|(?:’|')ve\s+been)\s+(?:currently\s+|now\s+|still\s+|"
    r"also\s+)?\w{3,}ing|in\s+progress|this\s+(?:week|sprint|month|quarter|year)|"
    r"last\s+(?:week|sprint|month|quarter|year)|we(?:’|')ve|(?:has|have|"
    r"had)\s+(?:\w+\s+)?\w+(?:ed|en|un|ne|de|lt|nt|ld)|(?:was|were)\s+\w+|"
    r"we\s+(?:\w+\s+)?(?:\w+ed|are|have|had|plan|will|began|found|made|built|ran|held|"
    r"met|saw|got|went|took|wrote|learnt|spent|brought|kept|need|expect|hope)|will|"
    r"ongoing|now|\w{3,}ed|goals?|objectives?|aims?|priorit\w+|focus|mission|progress|"
    r"new|released?|updates?"
)
_WORK = any_of(
    r"projects?|services?|products?|systems?|tools?|platforms?|apps?|applications?|"
    r"websites?|sites?|data|users?|customers?|clients?|releases?|features?|teams?|"
    r"process(?:es)?|program(?:me)?s?|pilots?|roll-?outs?|designs?|research|testing|"
    r"models?|code|apis?|integrations?|migrations?|contracts?|funding|grants?|roadmap|"
    r"goals?|initiatives?|workshops?|training|phases?|discovery|alpha|beta|prototypes?|"
    r"partners?|stakeholders|implementation|development|infrastructure|deployment|"
    r"milestones?|sprints?|guidance|standards?|working\s+group|content|dashboards?|"
    r"operations?|suppliers?|vendors?|budget|outcomes?|portal|support"
)


def _is_progress(text: str) -> bool:
    """Whether a text of some length tells of work going on, though of nothing finished."""
    return len(text) >= 80 and bool(_REPORTS.search(text)) and bool(_WORK.search(text))


SIGNS = {
    "aimed": _AIMED,
    "machine": _MACHINE,
    "incident": _INCIDENT,
    "chatter": _CHATTER,
    "logistics": _LOGISTICS,
    "elsewhere": _ELSEWHERE,
    "state": _STATE,
    "reports": _REPORTS,
    "work": _WORK,
}
"""What the head looks for among these, by name."""
