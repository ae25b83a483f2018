"""Signs in a statement that something people or the business feel has changed."""

import re
from collections.abc import Iterator

from bot.reading import signals
from bot.reading.vocabulary import (
    BETTER_WORDS,
    CORE_EFFECT,
    EFFECT,
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER,
    NEUTRAL,
    PEOPLE,
    TECHNICAL,
    USAGE,
    WORSE_WORDS,
    any_of,
)

_WENT = re.compile(
    r"\b(?:(?:has|have|had)\s+(?:\w+ly\s+|also\s+|since\s+|already\s+|now\s+)*)?"
    r"(?:fell|fallen|dropped|declined|decreased|shrank|shrunk|tumbled|plunged|plummeted|dwindled|"
    r"halved|eased|shortened|rose|risen|improved|increased|climbed|jumped|doubled|tripled|"
    r"worsened|deteriorated|slipped|slid|lengthened|got\s+(?:longer|worse|better|shorter)|soared|surged|recovered|stabili[sz]ed|(?:gone|went|come|came)\s+"
    r"(?:right\s+|way\s+|sharply\s+|steadily\s+)?(?:down|up)|crept\s+up|shot\s+up)\b"
    r"(?!\s+(?:the|an?|our|their|its|his|her|us|them|my|it|this|that|support|out)\b)",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"\b(?:is|are|was|were)\s+(?:now\s+|also\s+|\w+ly\s+|far\s+|much\s+)*"
    r"(?:down|lower|higher|shorter|smaller|rarer|rare)\b(?!\s+for\s+maintenance|\s+to\s+(?:the|you)|"
    r"\s+(?:at|right\s+now|again)\b)",
    re.IGNORECASE,
)
_BROUGHT = re.compile(
    r"\b(?:brought|brings|driven|drove|kept|pushed|got|shaved)\s+(?P<what>[^,.;|]{3,60}?)\s+"
    r"(?:down|off)\b",
    re.IGNORECASE,
)
_SPAN = r"(?:seconds|minutes|hours|days|weeks|months|years|an\s+(?:hour|afternoon)|a\s+\w+)"
_RELIEF = any_of(
    r"no\s+longer\s+(?!\w+ly\s+(?:supported|maintained)|fails?\s+(?:on|with|when|if|due)\b|crash|throws?\b|supported|maintained|available|us(?:e|es|ed|ing)\b|active|valid|relevant|"
    r"employed|part|in\s|a\s|the\s|with\s|works?\s+(?:for|at|here)|exists?|on\s|an?\s)\w+",
    r"stopped\s+(?:losing|missing|chasing|wasting|paying|having|re-?keying|worrying)",
    r"(?:all\s+but|almost|nearly|largely|completely)\s+(?:disappeared|vanished|gone|eliminated)",
    r"(?:has|have)\s+(?:disappeared|vanished)|(?:a\s+)?things?\s+of\s+the\s+past",
    r"fre(?:ed|es|eing)\s+(?:up\s+)?(?!software|shipping|trial)\w+",
    r"(?:spend|spends|spent|have|has|had|leaves|left|gives|gave)\s+(?:\w+\s+){0,3}more\s+time\s+"
    r"(?:with|on|for|to)",
    r"can\s+(?:now\s+)?(?:concentrate|focus|spend\s+(?:\w+\s+)?time)\s+on",
    rf"in\s+(?:\w+\s+)?{_SPAN},?\s+(?:rather\s+than|instead\s+of|not|where|compared)",
    r"(?:rather\s+than|instead\s+of)\s+(?:waiting|having\s+to|chasing|re-?typing|copying|"
    r"re-?keying|paperwork|queu(?:e)?ing|phoning|hours|days|weeks|months|years)",
    r"used\s+to\b[^.?]{3,140}\b(?:now|today|these\s+days|nowadays|any\s?more)",
    r"(?:once|previously|formerly)\s+(?:took|needed|required|meant|cost|waited)\b[^.?]{2,110}",
    rf"(?:took|ate|cost|needed|required)\b[^.?]{{2,90}}\b(?:now\s+(?:takes?|needs?|costs?|"
    rf"finish\w*|done|{_SPAN})|(?:is|are)\s+now\s+\w+)",
    r"paid\s+for\s+itself|(?:a|the)\s+(?:real|huge|big|major)\s+(?:time[\s-]?saver|difference)",
    r"sav(?:es|ed|ing)\s+(?:\w+\s+){1,5}?(?:an?\s+(?:hour|day|week)|hours?|days?|weeks?|months?|"
    r"minutes?|time|money|trips?|effort|cash|budget)",
    r"sav(?:es|ed|ing)\s+(?:about\s+|around\s+|roughly\s+|some\s+|over\s+)*(?:an?\s+(?:hour|day|"
    r"week)|[$£€]\s?\d|\d)",
    r"for\s+the\s+first\s+time\s+in\s+(?:\w+\s+){0,2}(?:years?|months?|decades?)",
    r"(?:highest|lowest|fastest|best|shortest|quickest|worst)\b[^.;]{0,40}\b(?:since|on\s+record|"
    r"ever|yet|in\s+(?:\w+\s+)?(?:years|months))",
    r"in\s+(?:half|a\s+(?:third|quarter|fraction))\s+(?:of\s+)?the\s+time|"
    r"(?:half|twice|\w+\s+times)\s+as\s+(?:long|fast|quick(?:ly)?|often|many|much|likely)",
    r"(?:at|on)\s+(?:the|their)\s+first\s+(?:attempt|try|go)|right\s+(?:the\s+)?first\s+time",
    r"(?:better|wiser|smarter)(?:\s+and\s+\w+)?\s+(?:decisions?|choices|outcomes|results)",
    r"(?:enabl|allow|help|lett)(?:ing|ed)\s+(?:\w+\s+){1,3}(?:to\s+)?\w+\s+(?:\w+\s+){0,3}(?:more|faster|"
    r"better|sooner|earlier|quicker)\b",
    r"sav(?:ed|es|ing)\s+(?:\w+\s+){1,5}?(?:thousands?|hundreds?|millions?|dollars|pounds|euros)",
    r"(?:seen|saw|watched)\s+(?:\w+\s+){1,7}?(?:fall|drop|improve|decline|shrink|decrease|rise|"
    r"go\s+(?:up|down))(?!\s+of)",
    r"instead\s+of\s+(?:once|every|twice|only)",
    r"(?:prompted|led|got|encouraged|meant|kept)\s+more\s+(?:of\s+)?\w+",
    r"(?:huge|big|real|immediate|significant|positive)\s+(?:impact|effect)|clearer\s+picture",
    r"(?:is|are)\s+now\s+(?:\w+ly\s+)?\w+(?:ed|t|ne)\s+(?:in\s+time|on\s+time|within|straight\s+away|"
    r"the\s+same\s+day|in\s+(?:\w+\s+)?(?:minutes|hours|days))",
    r"turned\s+[^.;]{3,80}\binto\s+(?:one\s+that\s+takes|an?\s+\w+[\s-](?:minute|hour|day))",
    r"(?:took|takes|taken)\s+the\s+(?:pain|guesswork|hassle|sting)\s+out",
    r"(?:the\s+)?same\s+day\s+instead|trust\s+(?:the|our|their)\s+\w+\s+again",
)
_SHIFT = any_of(
    r"(?:significant|marked|sharp|noticeable|dramatic|substantial|clear|large|big|huge|measurable|"
    r"steady|major|slight|small|real|considerable|further|visible|\d[\d.,]*\s?(?:%|percent|"
    r"per\s+cent|points?|-point|-fold))\s+"
    r"(?:\w+\s+)?(?:drop|fall|reduction|improvement|increase|rise|decrease|decline|savings?|uplift|"
    r"gain|cut|jump|growth)\s+(?:in|of|to|on)\s+\w+"
)
_SAVED_FROM = any_of(
    r"(?:without|no)\s+(?:any\s+)?(?:re-?keying|re-?typing|double[\s-]entry|chasing|queues?)",
    r"(?:cut|cuts|took|taken|done\s+away|does\s+away)\s+(?:out\s+|with\s+)(?:the\s+|all\s+|most\s+)?"
    r"(?:\w+\s+)?(?:double|duplicat\w+|manual|paper\w*|steps?|re-?keying|delays?|entry)",
    r"(?:has|have|was|were)\s+(?:now\s+)?(?:been\s+)?(?:slashed|eliminated|eradicated)",
    r"backlog\s+(?:\w+\s+){0,4}(?:cleared|gone)|clear(?:ed|ing)\s+(?:the|our|a|its)\s+(?:\w+\s+)?"
    r"backlog",
)
_HAPPENS = re.compile(
    rf"\b{PEOPLE}\b[^.;]{{0,60}}$|\b(?:we(?:’|')?(?:re)?|they|we\s+are|people|everyone)\s[^.;]{{0,60}}$",
    re.IGNORECASE,
)
_FEATURE = re.compile(
    r"\b(?:mak(?:e|es|ing)|allow(?:s|ing)?|enabl(?:e|es|ing)|help(?:s|ing)?|lets?|provid\w+|"
    r"offer\w*|ensur\w+|support\w*|want(?:s|ed)?|need(?:s|ed)?|prefer\w*|can|"
    r"to(?!\s+(?:an?|the|our|their|us|them)\b))\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_GOING_ON = re.compile(
    r"\b(?:is|are)\s+(?:getting|closing|finishing|completing|making|losing|seeing|spending|winning|"
    r"receiving|reaching|paying|becoming)\b",
    re.IGNORECASE,
)
_THAN_BEFORE = re.compile(
    r"\b(?:than|as)\b[^.;]{0,40}\b(?:before|old|previous(?:ly)?|previous|last|used\s+to|under|"
    r"ever|in\s+the\s+past|a\s+year)\b",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[tuple[int, int]]:
    """The place of every sign that performance has changed, for better or worse."""
    yield from _spans(signals.RESULTED, text)
    yield from _spans(_RELIEF, text)
    yield from _spans(_SAVED_FROM, text)
    yield from _compared(text)
    yield from _moved(text)
    yield from _changed_by_someone(text)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for found in pattern.finditer(text):
        yield found.span()


def _compared(text: str) -> Iterator[tuple[int, int]]:
    """Faster, fewer, easier: where a change is told, or people are said to live it."""
    told = signals.CHANGED.search(text) or _THAN_BEFORE.search(text) or _GOING_ON.search(text)
    changed = bool(told)
    for pattern in (BETTER_WORDS, WORSE_WORDS, signals.NO_LONGER):
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - 70) : found.start()]
            lived = _HAPPENS.search(before) and not _FEATURE.search(before)
            if (changed or lived) and not _is_design(text, found):
                yield found.span()


def _is_design(text: str, found: re.Match[str]) -> bool:
    """Whether the words describe what a thing is like or lets people do, with no change told."""
    before = text[max(0, found.start() - 45) : found.start()]
    if TECHNICAL.match(text[found.end() :][:20].lstrip()):
        return True
    if _ATTRIBUTE.search(before) and not _THAN_BEFORE.search(text[found.end() :][:60]):
        return True
    return bool(_OFFERS.search(before)) and not _MADE.search(before)


_ATTRIBUTE = re.compile(
    r"\b(?:an?|the|this|new|towards?|for|of|offer\w*|provid\w*|need\w*|want\w*|more|even|"
    r"added|built|designed|created|introduced|includ\w+|with|and)\s+"
    r"(?:\w+,\s+)?(?:much\s+|far\s+|even\s+)?$",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(?:makes?|making|lets?|allows?|enables?|helps?|gives?|provides?|offers?|ensures?|keeps?|to\s+"
    r"(?:make|be|have|get|give|find|do|work|build|write|create|use|navigate|understand|read|see|run))"
    r"\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:made|has|have|had|was|were|found|became|now|managed|able|allowed|enabled|helped|led)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)


def _moved(text: str) -> Iterator[tuple[int, int]]:
    """What fell, rose or stands lower, unless it is use, machinery or mere size."""
    for pattern in (_WENT, _STANDS):
        for found in pattern.finditer(text):
            if is_felt(text[max(0, found.start() - 60) : found.start()]):
                yield found.span()
    for found in _BROUGHT.finditer(text):
        if is_effect(found["what"]):
            yield found.span()
    for found in _SHIFT.finditer(text):
        if is_effect(text[found.end() - 12 : found.end() + 50]):
            yield found.span()


def _changed_by_someone(text: str) -> Iterator[tuple[int, int]]:
    changed = bool(signals.CHANGED.search(text))
    for found in signals.IMPROVED.finditer(text):
        if not _has_happened(text, found, changed):
            continue
        after = text[found.end() : found.end() + 50]
        before = text[max(0, found.start() - 45) : found.start()]
        known = is_effect if _STRONG.match(found[0]) else _is_core
        if _is_attribute(before) or _SPOKEN_OF.match(text, found.start()):
            continue
        if known(after) or known(before):
            yield found.span()


_ABLE = re.compile(
    r"\b(?:were\s+able|was\s+able|managed|helped|allowed|enabled)\b[^.;]{0,40}\bto\s+$",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"(?:reduc|decreas|cut|lower|drop|fell|fall|shr[aiu]nk|shorten|trim|slash|shav|sav|halv|eliminat|"
    r"sped|speed|free|doubl|cost\s|los|worsen|plummet|minimi)",
    re.IGNORECASE,
)
_IS_ATTRIBUTE = re.compile(
    r"\b(?:an?|the|this|our|its|new|for|of|with|through|towards?|via|offer\w*|provid\w*)\s+$",
    re.IGNORECASE,
)
_IN_A_ROW = re.compile(
    r"\b(?:an?\s+(?:[\w-]+,\s+)|(?:the|this|our|its)\s+(?:[\w-]+,\s+){2})(?:[\w-]+,\s+){0,3}$",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"raised\s+(?:as\s+an?|at|with|during|about|in\s+(?:[\w’'-]+\s+){0,5}?(?:talks?|meetings?|sessions?|"
    r"discussions?|interviews?|conversations?|feedback|reviews?|workshops?|calls?|answers))\b",
    re.IGNORECASE,
)
"""What is raised in a talk is a matter, not a level."""


def _is_attribute(before: str) -> bool:
    """Whether a participle only says what a thing is like: "a plain, streamlined form"."""
    return bool(_IS_ATTRIBUTE.search(before[-14:]) or _IN_A_ROW.search(before))


def _is_core(words: str) -> bool:
    """Whether words name an effect that needs no strong verb."""
    return bool(CORE_EFFECT.search(words)) and is_effect(words)


def _has_happened(text: str, found: re.Match[str], changed: bool) -> bool:
    """A verb in the past says so itself; another form needs words of change around it."""
    if signals.PAST_FORM.search(found[0]):
        return True
    if found[0].lower().endswith("ing"):
        return changed
    before = text[max(0, found.start() - 60) : found.start()]
    return bool(signals.NOW.search(before) or _ABLE.search(before))


def is_effect(words: str) -> bool:
    """Whether words name something people or the business feel."""
    return bool(EFFECT.search(words)) and not TECHNICAL.search(words) and not USAGE.search(words)


def is_felt(words: str) -> bool:
    """Whether the subject of a movement is felt: named as an effect, or of no other known sort."""
    subject = re.split(r"[,;:.]\s|\b(?:and|but|while|since|after|when|as)\s", words)[-1].strip()
    if not re.search(r"[A-Za-z]{3}", subject) or _AGENT.fullmatch(subject):
        return False
    if HIGHER_IS_BETTER.search(subject) or LOWER_IS_BETTER.search(subject):
        return not TECHNICAL.search(subject)
    return not (USAGE.search(subject) or TECHNICAL.search(subject) or NEUTRAL.search(subject))


_AGENT = re.compile(
    r"(?:.*\b)?(?:we|i|he|she|they|you|it|who|which|that|this|team|and|also|then|has|have)\W*",
    re.IGNORECASE,
)


SIGNS = {
    "went": _WENT,
    "stands": _STANDS,
    "brought": _BROUGHT,
    "relief": _RELIEF,
    "shift": _SHIFT,
    "saved-from": _SAVED_FROM,
    "than-before": _THAN_BEFORE,
    "going-on": _GOING_ON,
    "feature": _FEATURE,
}
"""What the head looks for among these, by name."""
