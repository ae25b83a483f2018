"""Deeds and automatic steps as posts tell them, in few words and often without a verb.

"New form is up", "scanners swapped on both floors", "old server off", a tick at the end of a line;
"letters leave by themselves", "nobody has to retype it".
"""

import re
from collections.abc import Iterator

from bot.reading.vocabulary import any_of

_DEED = (
    r"(?:swapped(?:\s+out)?|launched|released|shipped|deployed|rolled\s+out|completed?|finished|"
    r"delivered|migrated|built|re-?built|introduced|published|signed(?:\s+off)?|approved|agreed|"
    r"created|added|switched(?:\s+(?:on|off|over))?|moved|merged|retired|decommissioned|"
    r"commissioned|replaced|installed|set\s+up|kicked\s+off|trained|onboarded|redesigned|"
    r"rewritten|re-?wired|established|opened|shut(?:\s+down)?|converted|upgraded|integrated|"
    r"consolidated|removed|enabled|achieved|awarded|secured|submitted|appointed|documented|"
    r"transferred|connected|adopted(?!\s+by\b)|expanded|extended|piloted|validated|wrapped\s+up|cleared|"
    r"wired(?:\s+(?:in|up))?|fitted(?:\s+out)?|mounted|scanned|printed|translated|picked|chosen|"
    r"handed\s+(?:out|over)|hooked\s+up|kitted\s+out|paired|unboxed|plugged\s+in|laid|pulled|"
    r"loaded|imported|relabel\w*|labelled|cabled|plumbed\s+in|bedded\s+in|put\s+(?:in|up|live)|"
    r"turned\s+(?:on|off)|taken\s+(?:live|down|over)|gone(?:\s+live)?|went\s+live|cut\s+over|"
    r"tested|passed|accepted|closed(?:\s+(?:off|out))?|patched|done|stood\s+up|phased\s+out|"
    r"handed\s+to|shown\s+how|recruited|digiti[sz]ed|configured|provisioned|lit\s+up)"
)
_NO_SUBJECT = (
    r"(?:i|you|he|she|my|your|who|why|how|what|if|when|once|until|unless|while|whilst|after|before|as|need|"
    r"needs|please|can|could|should|would|will|might|may|must|not|never|to|no|get|getting|gets|"
    r"want|wants|asked|ask|anyone|someone|was|were|be|being|like|thanks|for|than|by|build|job|"
    r"deploy|deployment|ticket|tickets|pr|merge|test|tests|password|lunch|order|flight|parking|"
    r"meeting|stand-?up|retro|lift|nothing|yet|half|just|ok|okay|demo|session|visit|class|call|so)"
)
_SUBJECT = rf"(?:(?!{_NO_SUBJECT}\b)[\w’'&/.#\x22-]+,?\s+){{1,9}}?"
_OPEN = r"(?:^|(?<=[.:;,!–—]\s)|(?<=\sand\s)|(?<=-\s))\W{0,3}"
_AFTER = (
    r"(?=\s*$|\s*[.,;:!)–—\x01✅✔☑]|\s+(?:and|in|on|at|for|with|to|from|by|into|onto|across|before|"
    r"after|since|today|yesterday|last|this|now|early|as|under|over|within|all|both|successfully|"
    r"[-–]|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)"
)
DEED_TOLD = re.compile(
    rf"{_OPEN}{_SUBJECT}(?:(?:now|just|finally|all|both|fully|officially)\s+)*(?P<deed>{_DEED}){_AFTER}"
    r"(?!\s+(?:on|in)\s+error|\s+for\s+(?:tomorrow|today|the\s+(?:meeting|session|demo)))",
    re.IGNORECASE,
)
"""A thing and what was done to it, side by side; the place is that of `deed`."""

_STATE = r"(?:up|in|live|out|off|on|here|gone|open|running|up\s+and\s+running|there|ready)"
STANDS = re.compile(
    rf"{_OPEN}{_SUBJECT}(?:(?:is|are|now|all|finally|just)\s+)*(?P<deed>{_STATE})"
    r"(?=\s*$|\s*[,;!)✅✔☑\x01–—]|\s*\.(?:\s|$)|\s+(?:and|in\s+all|at|across|everywhere|since|as\s+of|"
    r"from\s+(?:today|this|now|mon)|to\s+(?:all|every|the)|in\s+(?:every|all|\d)|too|"
    r"on\s+(?:the|all|every|ward|floor|site)|today|now|for\s+(?:all|every))\b)"
    r"(?!\s+(?:again|sick|until|till|of\b|today\s+and))",
    re.IGNORECASE,
)
"""A thing said to stand, lie, run or be gone now: "new form is up", "old server off"."""

USED_NOW = any_of(
    r"(?:is|are|(?:’|')re)\s+(?:now\s+|all\s+|finally\s+)*(?:on|off|with|in)\s+(?:the\s+|our\s+|a\s+)?"
    r"(?:new|single|one|online|digital|paper\b|spreadsheets?|barcodes|shared)\b",
    r"now\s+(?:on|in|runs\s+on|lives?\s+in|sits?\s+in)\s+(?!time\b|holiday\b|leave\b|progress\b|hold\b|call\b)\w+",
    r"(?:is|are)\s+on\s+[\w\s’'-]{3,40}\snow",
    r"(?:has|have)\s+(?:gone|moved|come)\s+(?:from|off|onto|over\s+to)\s+\w+",
    r"in\s+the\s+hands\s+of\s+(?:the|our|all|\d)|in\s+front\s+of\s+\w+\s+\w+\s+(?:yesterday|today|last)",
    r"(?:is|are|we(?:’|')re|they(?:’|')re)\s+off\s+(?:the\s+|our\s+)?(?:spreadsheets?|paper|old|excel|fax)",
    r"(?:now\s+have|have\s+now)\s+(?:the|a|an|one|our)\s+\w+",
    r"(?:first|second|third|last|final|next|two|three|four|five|six)\s+(?:more\s+)?(?:sites?|wards?|"
    r"branches|schools?|teams?|shops?|depots?|wave|batch|tranche)\s+(?:on|live|in|done|over)",
)
"""People or work that are on the new thing by now."""

_DOER = (
    r"(?:bot|robot|script|system|tool|scanner|job|app|form|portal|feed|engine|workflow|macro|rule)"
)
BY_ITSELF = any_of(
    r"by\s+(?:it|them)sel(?:f|ves)",
    r"(?:on|of)\s+(?:its|their)\s+own(?=\s*[.,;!)]|\s*$|\s+(?:now|if|these|every|since|at|each|when|"
    r"overnight|and)\b)",
    r"(?:no[\s-]?one|nobody)\s+(?:has|needs|had)\s+to|(?:no[\s-]?one|nobody)\s+(?:touches|types|keys|"
    r"clicks|re-?types|looks\s+at)",
    r"without\s+(?:any(?:one|body)|a\s+(?:person|human|clerk|ticket|call|phone\s*call)|somebody|someone)",
    r"straight[\s-](?:through|into|to)\s+(?=the\s+|to\s+|our\s+|payroll|ledger|\w+ing\b)",
    r"hands[\s-]free|unattended|no\s+(?:clicking|typing|re-?typing|keying|signature|paper|human)\b",
    r"(?:posts?|fills?|books?|sends?|renews?|runs?|updates?|files?|approves?|pays?|closes?|matches|"
    r"assigns?|routes?|orders?|schedules?|checks?|writes?|reconciles)\s+(?:it|them)sel(?:f|ves)",
    r"runs?\s+(?:alone|untouched|overnight)|automatic(?:ally)?",
    rf"(?:the|a|our|nightly|new|overnight)\s+(?:\w+\s+)?{_DOER}\s+(?:now\s+)?(?:books|does|answers|"
    r"handles|waves|matches|sends|routes|picks|fills|files|checks|creates|approves|moves|posts|sorts|"
    r"assigns|reconciles|pulls)",
    r"(?:took|taken|take[ns]?)\s+(?:the|a|every|all)\s+manual\s+\w+\s+out|no\s+longer\s+needs?\s+"
    r"(?:a\s+|an\s+|any\s+)?(?:signature|ticket|approval|phone\s*call|form|human|person|clerk|manual)",
    r"(?:without|no)\s+(?:a|any)\s+(?:manual\s+step|person\s+in\s+between|human\s+in)|get[s]?\s+"
    r"(?:waved\s+through|merged\s+by\s+a\s+rule)",
)
"""Words for a step that needs nobody."""

TICKED = re.compile(
    r"^\s*(?:[-*•]\s*)?(?:✅|✔️?|☑️?|:white_check_mark:|:heavy_check_mark:|:ballot_box_with_check:)|"
    r"(?:✅|✔️?|☑️?|:white_check_mark:|:heavy_check_mark:|:ballot_box_with_check:)[\s.!]*$"
)
"""A tick at one end of a line."""

CHEERED = re.compile(r"🎉|🚀|🥳|🙌|:tada:|:rocket:|:partying_face:|:raised_hands:")
"""Joy at one place of a line."""


SHORT = 160
"""Characters of a statement told in few words; what is longer has verbs."""


def deeds(text: str) -> Iterator[tuple[int, int]]:
    """The place of every deed told in few words."""
    if len(text) > SHORT:
        return
    for pattern in (DEED_TOLD, STANDS):
        for found in pattern.finditer(text):
            yield found.span("deed")
    for found in USED_NOW.finditer(text):
        yield found.span()


def line(raw: str, start: int, end: int) -> str:
    """The whole line of a text a place stands in, marks at its ends included."""
    left = raw.rfind("\n", 0, start) + 1
    right = raw.find("\n", end)
    return raw[left : right if right >= 0 else len(raw)]


SIGNS = {
    "deed": DEED_TOLD,
    "stands": STANDS,
    "used-now": USED_NOW,
    "by-itself": BY_ITSELF,
}
"""What the head looks for among these, by name."""
