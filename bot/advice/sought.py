"""Sought: the help somebody wants with measuring, told by how they ask for it.

Only a short question that asks for advice is one; a figure, a wish or a command never is.
"""

import re
from collections.abc import Iterator
from typing import Literal

from bot.advice import ways
from bot.advice.subjects import Subject, subject_of
from bot.benefits.facts import Slot, Value

READ = 300
"""Characters of a message in which advice is sought: a longer one tells something."""

How = Literal["why_asked", "plainly", "loosely"]
"""Why we ask; advice, so that not knowing is said; or something that may as well mean another."""


class Sought(Value):
    """What is sought: how it was asked, and what about. `words` are those it was asked in."""

    how: How
    about: Subject
    words: str


_LEAD = re.compile(
    r"^(?:<@\w+(?:\|[^<>]*)?>|\W|\b(?:hi|hello|hey|morning|there|all|team|so|ok(?:ay)?|and|but|well|"
    r"please|just|also|then|sorry|thanks|hmm+|um+|uh|quick\s+(?:one|question)|good\s+question|"
    r"(?:i(?:['’]m|\s+am)\s+not\s+sure|not\s+sure)\b[,.]?|no\s+idea|"
    r"(?:any(?:one|body)?\s+)?(?:know|ideas?)\s+(?=how\b)|(?:do\s+)?(?:you|we)\s+know\s+(?=how|what)|"
    r"(?:can|could|would)\s+you\s+(?:please\s+)?(?:tell|explain|show)(?:\s+to)?(?:\s+(?:me|us))?|"
    r"(?:i|we)(?:['’]d|\s+would)?\s+(?:want|like|need|have)\s+to\s+(?:know|ask|understand)|"
    r"(?:i|we)\s+(?:do\s*n['’]t|don['’]t|do\s+not)\s+(?:know|understand|see)"
    r"(?=\s+(?:how|what|why|who|which)\b)|"
    r"explain(?:\s+to\s+(?:me|us))?(?=\s+(?:how|what|why))|remind\s+me)\b)*",
    re.IGNORECASE,
)
_WE = (
    r"(?:i|we|you|one|they|people|anyone|anybody|somebody|someone|a\s+team|the\s+team|my\s+team|us)"
)
_SHALL = (
    r"(?:do|does|would|could|should|can|might|shall|are|am|will|must|ought|(?:['’]d))(?:n['’]t)?"
)
_DO = (
    r"(?:measur\w+|count(?:ing)?|track(?:ing)?|quantif\w+|estimat\w+|assess\w*|gaug\w+|evaluat\w+|"
    r"prov(?:e|ing)|evidenc\w+|demonstrat\w+|defin\w+|cho(?:ose|osing)|pick(?:ing)?|"
    r"decid\w+\s+(?:on|what|which|who)|separat\w+|attribut\w+|baselin\w+|compar\w+|"
    r"reconstruct\w*|collect\w*|pric(?:e|ing)|valu(?:e|ing))"
)
_FIND = (
    r"(?:find(?:ing)?|get(?:ting)?|establish\w*|work(?:ing)?\s+out|figur\w+\s+out|set(?:ting)?|"
    r"agree(?:ing)?(?:\s+on)?|obtain\w*|com(?:e|ing)\s+up\s+with|writ(?:e|ing)|phras\w+|"
    r"fram(?:e|ing)|show(?:ing)?|know(?:ing)?|tell(?:ing)?|nam(?:e|ing)|identify\w*|reduc\w+|"
    r"tackl\w+|handl\w+|report\s+on|explain\w*|talk\w*\s+about|think\w*\s+about|start\w*\s+with|"
    r"deal\w*\s+with|go\s+about|spot|avoid\w*|remov\w+|mak(?:e|ing)\s+(?:sure|a\s+case))"
)
_VERY = r"(?:\s+(?:best|even|actually|really|possibly|ever|properly|honestly|go\s+about|start))*"
_NOT_IT = r"(?!\s*(?:you|whatimproved|to\s+you|the\s+bot)\b)"
_GOOD = (
    r"(?:good|great|useful|better|best|right|proper|fair|sensible|real|suitable|meaningful|"
    r"reasonable|valid|decent|strong|honest|ok(?:ay)?|fine|acceptable|sound|reliable)"
)
_KIND = (
    r"(?:measures?|metrics?|kpis?|indicators?|outcomes?|benefits?|outputs?|results?|targets?|goals?|"
    r"baselines?|evidence|proof|sources?|figures?|success|progress|value|starting\s+points?|"
    r"owners?|questions?|problems?|improvements?)"
)

_WHY_ASKED = tuple(
    re.compile(pattern + r"\W*", re.IGNORECASE)
    for pattern in (
        r"why\s+(?:do|are|would|did|have|must)\s+you\s+(?:(?:still|even|always|keep|keeping|just|to|been)\s+)*"
        r"(?:ask(?:ing|ed)?|want(?:ed|ing)?(?:\s+to\s+know)?|need(?:ed)?(?:\s+to\s+know)?|car(?:e|ing))\b"
        r"(?:\s+(?:me|us|for|about|to\s+know|this|that|it|all|these|those|so|many|questions?|now|again|here"
        r"|the\s+(?:question|baseline|owner|source|target)|a\s+(?:baseline|source|target)|an\s+owner))*",
        r"why\s+(?:this|that|the|such\s+a|these)\s+questions?",
        r"why\s+(?:is|are)\s+(?:this|that|it|these)\s+(?:important|relevant|asked|needed|a\s+question)",
        r"why\s+(?:does|do|would|should)\s+(?:this|that|it|we|i|anyone)\s+(?:matter|care|answer)"
        r"(?:\s+(?:this|that|it|about\s+(?:this|that|it)))?",
        r"what\s+(?:do|would|will)\s+you\s+(?:need|want|use|do)\s+(?:with\s+)?(?:this|that|it)(?:\s+for)?",
        r"what(?:['’]s|\s+is|\s+are)\s+(?:this|that|it|these|this\s+question|your\s+question|the\s+question)"
        r"\s+(?:for|good\s+for|about)",
        r"what(?:['’]s|\s+is)\s+the\s+(?:point|purpose|reason)"
        r"(?:\s+(?:of|for|behind)\s+(?:this|that|it|your\s+question|the\s+question|asking))?",
    )
)
_PLAINLY = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"how\s+(?:on\s+earth\s+)?{_SHALL}\s+{_WE}{_VERY}\s+(?:to\s+)?{_DO}\b",
        rf"how\s+(?:best\s+)?to\s+{_DO}\b",
        rf"what(?:['’]s|\s+is|\s+would\s+be)\s+(?:the|a)\s+(?:{_GOOD}|simplest|easiest|quickest)\s+way\s+"
        rf"(?:to|of)\s+(?:{_DO}|{_FIND})\b",
        rf"(?:(?:can|could|would|will)\s+you\s+)?(?:please\s+)?help\s+(?:me|us)\s+(?:to\s+|with\s+)?"
        rf"(?:{_DO}|{_FIND})\b",
        rf"(?:(?:can|could|would|will)\s+you\s+)?(?:please\s+)?help\s+(?:me|us)\s+"
        rf"(?:with|understand|on)\s+(?:\w+\s+){{0,3}}?{_KIND}\b",
        rf"(?:i|we)(?:['’]d)?\s+(?:could|would|need|want|like)\b[^?.!]{{0,24}}?\bhelp\s+(?:to\s+|with\s+)?"
        rf"(?:(?:{_DO}|{_FIND})\b|(?:\w+\s+){{0,3}}?{_KIND}\b)",
        r"(?:any|some)\s+(?:ideas?|tips?|advice|suggestions?|help|guidance|pointers?)\s+"
        r"(?:on|for|with|about|how\s+to)\b",
        rf"(?:what|which\s+{_KIND})\s+(?:do|would|could|can)\s+you\s+(?:suggest|advise|recommend|propose)\b",
        r"(?:advice|tips|suggestions?|guidance)\s+(?:on|for|about)\b",
        rf"(?:is|are|isn['’]t|aren['’]t|was|would|will)\s+[^?!]{{1,80}}?\b(?:(?:{_GOOD}|strong|precise)\s+"
        rf"enough|enough(?:\s+(?:of|as|to\s+(?:show|prove|count))\b)?|sufficient)\b",
        rf"(?:is|are|isn['’]t|aren['’]t|was|would|will)\s+[^?!]{{1,80}}?\b(?:be\s+)?"
        rf"(?:an?\s+|the\s+|any\s+|really\s+)*(?:{_GOOD}\s+)?"
        rf"(?:measures?|metrics?|kpis?|indicators?|outcomes?|benefits?|outputs?|baselines?|evidence|proof|"
        rf"success|progress|targets?|business\s+value)"
        rf"(?:\s+(?:of|for|to)\s+\w[^?!.]{{0,60}})?\W*$",
        r"(?:does|do|doesn['’]t|don['’]t|would|can|could)\s+[^?!.]{1,80}?\bcount(?:ed)?\b"
        r"(?:\s+(?:as|for|towards?)\b[^?!.]{0,60})?\W*$",
        r"what(?:['’]s|\s+is)\s+wrong\s+with\s+\w",
        r"why\s+(?:do|does|did)(?:n['’]t|\s+not)?\s+[^?!.]{1,60}?\s+(?:not\s+)?count\b",
        r"(?:is|are|isn['’]t|aren['’]t)\s+[^?!]{1,60}?\bgood\W*$",
        rf"what(?:['’]s|\s+is)\s+the\s+(?:point|use|purpose)\s+of\s+(?:an?\s+)?{_KIND}\b",
        rf"(?:(?:can|could|would)\s+you\s+)?(?:please\s+)?(?:suggest|recommend|propose)\s+"
        rf"(?:\w+\s+){{0,3}}?{_KIND}\b",
        r"give\s+(?:me|us)\s+(?:some\s+|an?\s+)?(?:ideas?|examples?)\s+(?:for|of|on|how\s+to)\b",
        rf"where\s+(?:{_SHALL})\s+{_WE}\s+(?:find|get|look\s+for)\s+(?:an?|any|such|good)\b",
        rf"how\s+(?:precise|exact|accurate|detailed|recent|old|big|good)\s+(?:do|does|must|should|can)\b"
        rf"[^?!.]*\b{_KIND}\b",
        rf"what\s+(?:kind|sort|type)s?\s+of\s+{_KIND}\b",
        r"(?:should|could|can|may|must)\s+[^?!.]{1,40}?\s+(?:own|be\s+(?:the|an?)\s+(?:owner|sponsor))\b",
        r"why\s+(?:is|are)(?:n['’]t|\s+not)?\s+[^?!.]{1,60}?\b(?:not\s+)?"
        r"(?:(?:good\s+|strong\s+)?enough|sufficient|"
        r"an?\s+(?:good\s+)?(?:measure|metric|outcome|benefit|baseline|kpi)|evidence|proof|important)\b",
        rf"why\s+(?:do|should|must|would)\s+{_WE}\s+(?:\w+\s+)?(?:need|have|want|measure|count|name|set|bother|"
        rf"track|find|agree|care)\b",
        r"why\s+(?:does|do|would)\s+[^?!.]{1,60}\s+(?:matter|need\s+(?:a|an)\b)",
        rf"what\s+(?:makes|is|are|would\s+be|would\s+make|could\s+be|might\s+be|makes\s+for)\s+(?:an?\s+)?"
        rf"{_GOOD}\s+(?:\w+\s+)?{_KIND}\b",
        r"what\s+(?:counts|qualifies|passes|would\s+count|do\s+you\s+accept|do\s+you\s+take)\s+(?:as|for)\b",
        r"what\s+(?:do\s+you\s+mean\s+by|does\s+it\s+mean\s+to|is\s+meant\s+by)\b",
        rf"what\s+(?:is|are|does|do)\s+(?:an?\s+)?{_KIND}(?:\s+mean)?\W*$",
        rf"what(?:['’]s|\s+is)\s+(?:an?\s+)?{_KIND}(?:\s+anyway)?\W*$",
        rf"(?:what|which(?:\s+{_KIND})?)\s+(?:should|could|can|would|might|do|shall)\s+{_WE}{_VERY}\s+"
        rf"(?:measure|count|track|ask\s+for|use|look\s+at|aim\s+(?:for|at)|pick|choose)\b",
        rf"(?:what|which)\s+(?:{_KIND})\s+(?:would|should|could|fits?|suits?|shows?|works?|do|can)\b",
        r"what(?:['’]?s|\s+is)\s+the\s+difference\s+between\b",
        rf"what\s+(?:if|when|happens\s+if|do\s+{_WE}\s+do\s+(?:if|when))\s+(?:\w+\s+){{0,4}}?"
        rf"(?:no(?:body|t|\s+one)?|never|nobody|without|don['’]t|can['’]t|cannot|lack|lost|isn['’]t|is\s+no)\b",
        r"who\s+(?:should|could|would|ought\s+to|must|shall)\s+(?:be\s+)?"
        r"(?:the\s+)?(?:own|owners?|answer|accountable|responsible|confirm|sponsor|measure|decide)\b",
        rf"who\s+(?:is|makes|would\s+be|would\s+make)\s+an?\s+{_GOOD}\s+(?:\w+\s+)?(?:owner|sponsor)\b",
        rf"(?:when|how\s+(?:often|soon|long|early|late|far\s+back|many\s+(?:weeks|months|times)))\s+"
        rf"(?:should|would|must|do|shall|ought|could|can)\s+(?:{_WE}|it|one)\s+(?:\w+\s+)?"
        rf"(?:measure|look|check|review|count|wait|set|track|go\s+back|take)\b",
        rf"(?:do|should|must|shall|need|can|could|may)\s+{_WE}\s+(?:really\s+|even\s+|just\s+|always\s+)?"
        rf"(?:need\s+(?:an?|to|any)\b|have\s+to\b|use\b|measure\b|count\b|track\b|estimate\b|guess\b|"
        rf"skip\s+the\b)(?=[^?!.]*\b(?:{_KIND}|figures?|benefits?|uptime|tickets?|logins?|hours?|users?|"
        rf"surveys?|dashboards?|go-?live)\b)",
    )
)
_WITH_SUBJECT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"how\s+(?:on\s+earth\s+)?{_SHALL}\s+{_WE}{_VERY}\s+{_FIND}\b{_NOT_IT}",
        rf"how\s+(?:best\s+)?to\s+{_FIND}\b{_NOT_IT}",
        r"(?:(?:can|could|would|will)\s+you\s+)?(?:please\s+)?help\s+(?:me|us)\b",
        r"what\s+(?:should|can|could|do|would|must)\s+(?:we|i|one)\s+do\b",
        r"(?:tell|teach)\s+(?:me|us)\s+(?:more\s+)?about\b",
        r"explain\b",
    )
)
"""Ways to ask for anything: for advice where it is about what we know of."""

_LOOSELY = re.compile(
    r"what(?:['’]s|\s+is|\s+are|\s+does|\s+do)\s+(?:an?\s+)?"
    r"(?!(?:the|my|our|your|their|his|her|its|that|this|these|it|up|new|next|going|happening|wrong|"
    r"we|you|they|i|due|open|missing|unknown|not|still|known|on|in|better|worse)\b)\w",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:how|what(?:['’]?s)?|why|who|which|when|where|define|translate|describe|is|are|was|do|does|did|can|"
    r"could|should|would|must|may|isn['’]?t|aren['’]?t|don['’]?t|doesn['’]?t)\b|[^.!]{3,60}\bvs\.?\s|"
    r"[^.!]{3,100},?\s(?:what\s+now|now\s+what)\b",
    re.IGNORECASE,
)
"""How a question of any kind begins."""

_OF_STATE = re.compile(
    r"\b(?:the|our|my|your|its|their|this|that|these|those|whose)\s+(?:\w+\s+)?(?:baselines?|targets?|"
    r"owners?|sponsors?|sources?|measures?|figures?|evidence|proof|outcomes?|benefits?|results?|problems?|"
    r"barriers?|report|dashboard)\b|^(?:who)\s+(?:is|are|was|owns?|has|sponsors?|leads?|answers?)\b(?!\s+an?\b)|"
    r"\b(?:somebody|someone|any(?:one|body)|everyone)\b|<@\w+|"
    r"\b(?:do|have|has|did|does)\s+(?:we|you|they|i)\s+(?:still\s+)?(?:have|got|lack|miss)\b|"
    r"\bon\s+record\b|\bknown\b|\bdue\b|\bthere\s+(?:any|a|an)\b|\bso\s+far\b|\byet\b",
    re.IGNORECASE,
)
"""What asks how things stand: for the record to tell, or for nobody."""

_MOVED = re.compile(
    r"\b(?:improv(?:ed|ing)|got(?:ten)?\s+(?:any\s+)?better|worth\s+it|paying\s+off)\b",
    re.IGNORECASE,
)
_OF_OURS = re.compile(
    r"\b(?:(?:to|i|we|you)\s+link|link\s+(?:this|the|a)\b|rename|merge|move|undo|unlink|delete|forget|uninstall|export|mute|unmute|snooze|"
    r"(?:un)?pause|freeze|digest|invite|install|slash|/whatimproved|settings?|admin|budget\s+to|"
    r"(?:this|the|my|a)\s+channel|go-live\s+date|history|chart|(?:do|did|can)\s+you\s+(?:have|know|see)|"
    r"find\s+out\s+(?:who|what|when|where)|who\s+owns|(?:set|name|change|add)\s+(?:the|an?|our|my)\s+"
    r"(?:owner|sponsor|lead|measure|unit))\b",
    re.IGNORECASE,
)
_TO_ANOTHER = re.compile(r"^\W*<@\w+(?:\|[^<>]*)?>.*<@\w+", re.DOTALL)


def sought(text: str, asked: Slot | None = None) -> Sought | None:
    """The help a message asks for; None where it asks for none, or for something of its own: what
    improved, what can be done here, what follows an answer.

    `asked` is the gap that a question of ours asks for in its thread: "help me" is about that.
    """
    said = " ".join(text.split())
    if not 0 < len(said) <= READ or _TO_ANOTHER.search(said):
        return None
    for question in _questions(said):
        about = _about(question, said, asked)
        how = _how(question, about)
        if how is not None:
            return Sought(how=how, about=about, words=said)
    return None


def may_be_sought(text: str) -> bool:
    """Whether a message asks for help in any thread, at a look; most do not."""
    return sought(text, "baseline") is not None


def _about(question: str, said: str, asked: Slot | None) -> Subject:
    """What a question is about: as it says, else as the sentences before it or ours say."""
    own = subject_of(question)
    own = own if own.is_known else subject_of(said)
    is_open = own.gap in (None, "measure") and not (own.is_named or own.signals)
    return Subject(gap=asked, is_named=True) if asked and is_open else own


_CLAUSE = re.compile(r",\s+(?=(?:so\s+)?(?:is|are|isn|how|what|why|does|do|can|should)\b)")


def _questions(said: str) -> Iterator[str]:
    """The message, and its last sentence where others lead up to it."""
    yield _LEAD.sub("", said, count=1)
    *before, last = re.split(r"(?<=[.!?])\s+", said)
    if before and "?" not in " ".join(before):
        yield _LEAD.sub("", last, count=1)
    *before, last = _CLAUSE.split(last)
    if before:
        yield _LEAD.sub("", last, count=1)


def _how(asked: str, about: Subject) -> How | None:
    if any(way.fullmatch(asked) for way in _WHY_ASKED):
        return "why_asked"
    if _OF_OURS.search(asked) or _MOVED.search(asked):
        return None
    if any(way.match(asked) for way in _PLAINLY) and (about.is_known or not ways.asks(asked)):
        return "plainly"
    if about.is_known and any(way.match(asked) for way in _WITH_SUBJECT):
        return "plainly"
    return "loosely" if _may_mean_advice(asked, about) else None


def _may_mean_advice(asked: str, about: Subject) -> bool:
    """Whether it is a question of no other kind, about what we know of or in a few words. One with
    a figure tells something.
    """
    if ways.asks(asked) or _OF_STATE.search(asked) or re.search(r"\d", asked):
        return False
    size = len(asked.split())
    if (about.is_named or about.signals) and asked.endswith("?"):
        return size <= _FEW and _ASKS.match(asked) is not None
    return size <= _SHORT and _LOOSELY.match(asked) is not None


_FEW, _SHORT = 20, 9
"""Words of a question that may mean advice: about what we know of, and about anything."""
