"""Which part a figure of a known measure plays: before, now or intended; or none."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.benefits.periods import last_day, span
from bot.benefits.reading import Known
from bot.reading.roles import Slot
from bot.reading.vocabulary import any_of


@dataclass(frozen=True)
class Part:
    """A slot; `sure` where words or a period say so, `recalled` where a target is only quoted."""

    slot: Slot
    sure: bool = True
    recalled: bool = False


_DENIED = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bno\s+longer|\bnowhere\s+near|\bfar\s+from|\bneither|\bnor)\s+(?:[\w’']+\s+){0,3}$",
    re.IGNORECASE,
)
_DOUBTED = any_of(
    r"would|could|might|(?-i:may)|should|if|whether|unless|imagine|wish|hopefully|fingers\s+crossed|"
    r"suppos\w+|alleged\w*|apparently|rumou?rs?|i\s+(?:heard|hear|read|dreamt)|they\s+say|word\s+is|"
    r"some(?:one|body)\s+(?:said|says|told|claims)|promis(?:e|es|ing)|(?<!as\s)promised|pretend\w*|vendor|salesman|brochure|pitch|"
    r"hop(?:e|es|ing)|i\s+guess\s+(?:if|it\s+could)|expect(?:s|ed|ing)?|forecast\w*|predict\w*|project(?:ed|s)\s|will|won['’]t|"
    r"let['’]s\s+say|say\s+we|for\s+example|e\.g\.|in\s+theory|theoretically|what\s+if"
)
_AIM = any_of(
    r"(?:stretch\s+)?targets?(?:ed|ing)?|goals?|(?-i:[Aa]im(?:s|ed|ing)?)|objectives?|ambition|want(?:s|ed)?|"
    r"plan(?:s|ned|ning)?\s+(?:is\s+)?to|hop(?:e|es|ing)\s+to|would\s+like|commit\w*\s+to|look(?:ing)?\s+to|"
    r"(?:need|needs|have|has)\s+to\s+(?:be|get|reach|come|fall|drop|rise|go)|going\s+to\s+(?:be|get)|"
    r"(?:must|should|will|shall)\s+(?:now\s+|then\s+|still\s+|only\s+|also\s+)?(?:be|come|fall|drop|get|reach|rise|go)|success\s+(?:means|is|looks)|"
    r"signed\s+up\s+(?:to|for)|pledg\w+|intend\w*|expect(?:s|ed|ing)?|to\s+get|we['’]ll\s+(?:get|bring|have|be)|agreed\s+on\s+a\s+target|"
    r"(?:we|they|i)(?:['’](?:re|m)|\s+(?:are|am))\s+after"
)
_AIM_BEHIND = re.compile(
    r"^\W*(?:is|was|as|being|remains?)?\s*(?:the|our|a|new|my|agreed|stretch|\s)*\s*(?:target|goal|aim|objective)\b",
    re.IGNORECASE,
)
_NEEDS_A_DAY = any_of(
    r"(?:must|should|will|shall)(?:\s+\w+){1,2}|going\s+to\s+\w+|expect\w*|we['’]ll\s+\w+"
)
"""Words that intend something only where a day is set; else they hope or guess."""

_RECALLED = any_of(
    r"remember|remind(?:er|ing)?|as\s+(?:you\s+(?:all\s+)?know|we\s+said|agreed|before)|against|versus|vs\.?|"
    r"compared|short\s+of|away\s+from|off|miss(?:ed|es)?|beat(?:ing|s)?|met|from|far\s+from|towards?|still\s+the|"
    r"(?:target|goal)\s+(?:was|remains)|better\s+than|below|above|under|over|ahead\s+of|inside|within"
)
_BASE = any_of(
    r"baselines?|beforehand|before(?!\s+(?:and\s+after|lunch|tomorrow|today|the\s+(?:meeting|weekend|call|"
    r"end|deadline)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|i\s|noon))|prior\s+to|used\s+to|previously|"
    r"formerly|originally|initially|historically|traditionally|pre-?\w*(?:go-?live|launch|roll-?out|change|"
    r"switch|move|migration|project|pilot|system|upgrade|portal|app)\w*|pre-[a-z]+|back\s+then|starting\s+(?:point|"
    r"position|figure|value)|where\s+we\s+(?:start|started|begin|began|are\s+before|came\s+from)|"
    r"start(?:ed|ing)\s+(?:at|from|out|off)|until\s+(?:now|go|the|we|last|recently)|(?:the|our|with\s+the|under\s+the)"
    r"\s+(?:old|previous|former|legacy|paper)\s+\w+|in\s+the\s+(?:old\s+days|past)|was\s+our\s+starting|"
    r"as-is|as\s+it\s+stood|one\s+year\s+ago|a\s+year\s+ago|last\s+year|going\s+in"
)
_AS_BEFORE = re.compile(
    r"\b(?:as|than|like|same\s+\w+\s+as|footing\s+as|basis\s+as|way\s+as|again\s+as|never|ever|the\s+\w+day|the\s+day|"
    r"shown|said|reported|mentioned|agreed)\s+before(?:hand)?\b",
    re.IGNORECASE,
)
_NOW = any_of(
    r"now|nowadays|these\s+days|currently|today|at\s+(?:the\s+moment|present)|still|already|down\s+(?:again\s+)?(?:to|at)|"
    r"up\s+(?:again\s+)?(?:to|at)|back\s+(?:to|at)|so\s+far|since|after(?!\s+talking)|as\s+of|latest|(?:this|last)\s+"
    r"(?:week|month|quarter|sprint)|first\s+(?:full\s+)?(?:week|month|quarter|results?|figures?)|results?\s+so\s+far|(?:came|come|gone|went|fell|fallen|"
    r"dropped|rose|risen|climbed|improved|crept|shrank|slid|slipped)\s+(?:\w+\s+){0,2}?to|"
    r"reached|current(?:ly)?|actual|post-?\w+|(?:with|under)\s+the\s+new|these\s+weeks|by\s+now|stands\s+at|down|"
    r"thanks\s+to"
)
_NOW_BEHIND = any_of(
    r"now|nowadays|today|currently|these\s+days|at\s+(?:the\s+moment|present)|already|so\s+far|since|"
    r"afterwards|after\s+(?:go|the|launch|roll|we|it|that|only|just|one|two|three|\d)\w*|this\s+(?:week|month|quarter|sprint)|last\s+(?:week|month)|as\s+of|post-\w+"
)
_PAST = any_of(
    r"was|were|took|had|averaged|stood|sat|ran|used|cost|lasted|had\s+been|gave|hovered|measured"
)
_IS = any_of(
    r"is|are|stands|takes|sits|runs|averages|remains|costs|has|we['’]re|it['’]s|gives|says|shows"
)
_CREDIT = any_of(
    r"already|thanks\s+to|pays?|paid\s+off|proud|works|working|result|win|success\w*|because\s+of\s+the|improv\w+|"
    r"look\s+at|did\s+(?:it|that)|better"
)


def part(
    ahead: str,
    behind: str,
    *,
    due: bool,
    period: str | None,
    known: Known,
    at: date | None,
    text: str,
    near: str | None = None,
) -> Part | None:
    """What the words before a figure and behind it say it is; None where it states nothing.

    `due` where a date among them says until when; `period` is what it holds for, `text` the
    whole statement, `at` the day it was said. `near` are those of `ahead` whose verbs are the
    figure's own.
    """
    ahead = _SAYING.sub("", ahead)
    if _DENIED.search(ahead):
        return None
    if aim := _aimed(ahead, behind, due):
        return aim
    if _DOUBTED.search(ahead) or _HOPED_BEHIND.search(behind):
        return None
    told = _told(_AS_BEFORE.sub(" ", ahead), _AS_BEFORE.sub(" ", behind))
    when = _when(period, known.go_live)
    if when is None and _when(period, known.asked_since) == "after":
        when = "after"
    if told == "current" and when != "after" and _is_as_is(ahead + behind, known.go_live, at, text):
        return Part("baseline")
    if told == "baseline":
        return Part("current") if when == "after" and not _AT_ONCE.search(ahead) else Part(told)
    if told == "current":
        return Part(told, sure=not (when == "before" and _PAST.search(ahead)))
    said = ahead if near is None else near
    if when is None and _begins_in_its_first_half(period, known.go_live, at):
        return Part("current")
    if _goes_on(period, known, at) and not _PAST.search(said):
        return Part("current")
    found = _by_time(said, when, known.go_live, at, text)
    return found if period is None or _IS.search(said) or when else replace(found, sure=False)


_SAYING = re.compile(
    r"^.*?\b(?:i|we)(?:['’]ll|\s+(?:will|shall|can|am\s+going\s+to|are\s+going\s+to|want\s+to|plan\s+to|intend\s+to))\s+"
    r"(?:also\s+|now\s+|then\s+)?(?:say|tell|report|write|show|note|mention|quote|state|announce|confirm)\b[^.;:]{0,60}?(?:\bthat\b|:)",
    re.IGNORECASE,
)
"""Where somebody is about to say so: what they will say is no intention of theirs."""


def _is_as_is(words: str, go_live: date | None, at: date | None, text: str) -> bool:
    """Whether it tells how things stand on a day before anything went live."""
    if go_live is None or at is None or at >= go_live or _TRIED.search(text):
        return False
    return all(_STANDS.fullmatch(one[0]) for one in _NOW.finditer(words))


_STANDS = any_of(
    r"currently|current|at\s+(?:the\s+moment|present)|these\s+days|nowadays|today|still|as\s+of|latest|stands\s+at|"
    r"came\s+(?:in\s+|out\s+)?(?:to|at)|(?:this|last)\s+(?:week|month|quarter|sprint)"
)
_TRIED = any_of(r"pilot\w*|trial\w*|test(?:ed|ing|s)?|dry\s+run|early\s+adopters?|with\s+the\s+new")


_HOPED_BEHIND = re.compile(
    r"^[^,;.]{0,30}\b(?:hopefully|fingers\s+crossed|i\s+hope|if\s+all|would\s+be|in\s+theory|apparently|"
    r"allegedly|supposedly|or\s+so\s+(?:they|he|she)\s+say|at\s+best|one\s+day|in\s+my\s+dreams)\b",
    re.IGNORECASE,
)
_AT_ONCE = any_of(r"baselines?|used\s+to|pre-?\w+|starting\s+point")
"""Words of a baseline that no period after go-live takes back."""


def _aimed(ahead: str, behind: str, due: bool) -> Part | None:
    aims, is_behind = list(_AIM.finditer(ahead)), _AIM_BEHIND.match(behind)
    if is_behind:
        return Part("target", recalled=bool(_RECALLED.search(ahead)))
    if aims and not _is_left(ahead, aims[-1]):
        said = aims[-1][0]
        if _NEEDS_A_DAY.fullmatch(said) and not due:
            return None
        near = ahead[max(0, aims[-1].start() - 45) :]
        return Part("target", recalled=bool(_RECALLED.search(near)) and not due)
    if due and _TO_REACH.search(ahead):
        return Part("target")
    if due and not _PAST.search(ahead) and not _NOW.search(ahead) and not _IS.search(ahead):
        return Part("target")
    return None


_TO_REACH = re.compile(
    r"\bto\s+(?:reach|hit|meet|get|come|go|fall|drop|rise|climb)(?:\s+(?:down|up|back))?(?:\s+(?:to|below|under|above|at))?"
    r"(?:\s+(?:about|around|at\s+least|at\s+most))?\s*$",
    re.IGNORECASE,
)
"""With a day until when: what is given time to get there."""
_LEVEL_SINCE = any_of(
    r"we\s+are\s+at|now\s+at|is\s+now|are\s+now|currently|came\s+in\s+at|landed\s+at|actual"
)


def _is_left(ahead: str, aim: re.Match[str]) -> bool:
    """Whether the words behind an aim tell of something else: of a level, or behind a colon.

    "The target for waits is now 6" still tells of the target.
    """
    if not _IS_AIM.fullmatch(aim[0]):
        return ":" in ahead[aim.end() :] or bool(_LEVEL_SINCE.search(ahead, aim.end()))
    since = _LEVEL_SINCE.search(ahead, aim.end())
    between = ahead[aim.end() : since.start()] if since else ""
    return since is not None and not (
        _STILL_AIM.search(since[0]) and not _BREAK.search(between) and not _MOST.search(ahead)
    )


_IS_AIM = any_of(r"(?:stretch\s+)?targets?|goals?|objectives?|aims?")
_STILL_AIM = any_of(r"is\s+now|are\s+now")
_BREAK = re.compile(r"[,;:\d]|\b(?:and|but|it|we|that|which|of\s+\d)\b", re.IGNORECASE)
_MOST = any_of(r"against|towards?|versus|vs|compared|above|below|than|from|missed|met|beat")


def _told(ahead: str, behind: str) -> Slot | None:
    """Before or now, by the words nearest to the figure: those behind it first."""
    if _LEFT_BEHIND.search(ahead) or _CALLED_BASE.search(ahead) or _AGAINST.match(ahead):
        return "baseline"
    for words, now_words in ((behind, _NOW_BEHIND), (ahead, _NOW)):
        past, now = _last(_BASE, words), _last(now_words, words)
        if words is behind:
            past, now = -_first(_BASE, words), -_first(now_words, words)
            if max(past, now) > -_NEVER:
                return "baseline" if past > now else "current"
        elif max(past, now) >= 0:
            return "baseline" if past > now else "current"
    return None


_LEFT_BEHIND = re.compile(
    r"\b(?:down|up|fell|fallen|rose|risen|dropped|improved|cut|reduced|moved|came|come|went|gone|better|worse)\s+"
    r"from\s+(?:about\s+|around\s+|over\s+|nearly\s+|just\s+|an?\s+(?:\w+\s+of\s+)?)*$",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"^\W*(?:(?:compared\s+(?:to|with)|instead\s+of|against|versus|from|we\s+(?:started|began)\s+(?:out\s+)?(?:at|with|from|on))\s+)"
    r"(?:(?:the|an?|our|about|around|over|average\s+of)\s+)*$",
    re.IGNORECASE,
)
"""Words that open a sentence with where things were: "compared with the 18 we had, waits are"."""
_CALLED_BASE = re.compile(
    r"\b(?:baseline|starting\s+(?:point|figure|value|position))\s*(?:of|is|was|at|:|=)?\s*(?:about|around|roughly|~)?\s*$",
    re.IGNORECASE,
)
_NEVER = 10_000


def _first(pattern: re.Pattern[str], words: str) -> int:
    found = pattern.search(words)
    return found.start() if found else _NEVER


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((found.end() for found in pattern.finditer(words)), default=-1)


def _when(period: str | None, go_live: date | None) -> str | None:
    """Whether a period ended before go-live or lies after it; None where neither is told.

    One that had hardly begun at go-live, a sixth of it or less, lies after it.
    """
    if period is None or go_live is None:
        return None
    try:
        first, last = span(period)[0], last_day(period)
    except ValueError:
        return None
    if last < go_live:
        return "before"
    return "after" if 6 * (go_live - first) <= last - first else None


FRESH = timedelta(days=92)
"""How long after its period a level is news."""


def _goes_on(period: str | None, known: Known, at: date | None) -> bool:
    """Whether a period just over goes on from a baseline on record, and no go-live divides them."""
    if period is None or at is None or known.go_live or not known.has_baseline:
        return False
    try:
        return timedelta() <= at - last_day(period) <= FRESH
    except ValueError:
        return False


def _begins_in_its_first_half(period: str | None, go_live: date | None, at: date | None) -> bool:
    """Whether half of a period or more, told since go-live, lies after it."""
    if period is None or go_live is None or at is None or at < go_live:
        return False
    try:
        first, last = span(period)
    except ValueError:
        return False
    return first <= go_live <= last and 2 * (go_live - first) <= last - first


def _by_time(
    ahead: str, when: str | None, go_live: date | None, at: date | None, text: str
) -> Part:
    """By the period it holds for, else by when it was said and in which tense."""
    past = bool(_PAST.search(ahead))
    since = go_live is not None and at is not None and at >= go_live
    if when == "before":
        credit = since and not past and (_IS.search(ahead) or _CREDIT.search(text))
        return Part("current" if credit else "baseline")
    if when == "after":
        return Part("current")
    if go_live is not None and at is not None and not since:
        return Part("baseline")
    if past:
        return Part("baseline", sure=False)
    return Part("current", sure=since)
