"""Asides: a whole short sentence that says how somebody wishes to be asked, instead of an answer.

What only begins like one is none: it may be an answer.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from bot.advice.days import A_DAY, day_of
from bot.benefits.facts import Value
from bot.benefits.fiscal import month_named
from bot.benefits.periods import months_after

READ = 400
"""Characters of a message in which it may be told."""

How = Literal["skip", "snooze", "mute", "unmute", "away", "stop", "resume"]

OF_A_QUESTION: frozenset[How] = frozenset({"skip", "snooze"})
"""What is said of one question; all else is said of who says it."""

_SKIP = re.compile(
    r"(?:(?:i(?:'d| would) (?:like|prefer) to|let'?s|can (?:i|we)) )?"
    r"skip(?: (?:this|it|that))?(?: (?:one|question|time))?(?:$|[.,:;]+ ?| [–-]+ ?| because )"
    r"(?P<why>.*)"
    r"|(?:stop asking|(?:do not|don't|no need to) ask)(?: (?:me|us))?(?: about)? (?:this|that|it)"
    r"(?: one| question)?(?: again| any ?more)?",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"(?:(?:ask|remind|ping|nudge)(?: me| us)?(?: again| about (?:this|that|it))*|"
    r"snooze(?: (?:this|it|that))?|(?P<when>later|not before)|try(?: me)? again|not now)"
    r"(?: until| on| for| in)?,? (?P<day>.{1,40})",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"(?:not now|not right now|(?:maybe )?later|not this week|snooze(?: (?:this|it))?|"
    r"(?:ask|remind)(?: me)? (?:again )?later|i(?:'m| am) (?:too )?busy(?: right)?(?: now)?)",
    re.IGNORECASE,
)
_SOON = re.compile(
    r"(?:on |in |next )?(?:tomorrow|(?:mon|tues|wednes|thurs|fri)day|week|month|quarter|"
    r"(?:\d{1,2}|two|three|four|six) (?:day|week)s?|a week)",
    re.IGNORECASE,
)
_MUTE = re.compile(
    r"(?:mute (?:me|yourself)|(?:stop|quit) (?:asking|reminding) (?:me|us)|"
    r"(?P<bare>(?:stop|quit) (?:messaging|bothering) (?:me|us)|"
    r"leave me (?:alone|be|in peace)|(?:do not|don't|never) (?:ask|remind|message) me))"
    r"(?P<ends>(?: (?:everywhere|anything|things|questions|again|ever|any ?more|at all))*)",
    re.IGNORECASE,
)
_FOR_GOOD = re.compile(r"everywhere|questions|again|any ?more|at all", re.IGNORECASE)
_UNMUTE = re.compile(r"unmute(?: me)?|you (?:can|may) ask me again", re.IGNORECASE)
_STOP = re.compile(
    r"(?:leave me (?:alone|be|in peace)|(?:stop|quit) (?:asking|reminding|messaging|bothering) me|"
    r"(?:do not|don't|never) (?:ask|remind|message) me|mute(?: me)?) (?:about|for|on) "
    r"(?P<name>.{1,80}?)(?: again| any ?more)?",
    re.IGNORECASE,
)
_RESUME = re.compile(
    r"(?:you (?:can|may) )?ask me (?:again about (?P<name>.{1,80})|about (?P<other>.{1,80}) again)",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"(?:i(?:'m| am|'ll be| will be) )?(?:away|out|out of (?:the )?office|ooo|on (?:annual |sick )?"
    r"(?:leave|holiday|vacation|pto))"
    r"(?P<span>(?: from (?P<first>.{1,40}))? (?:until|till|to) (?P<last>.{1,40}))",
    re.IGNORECASE,
)
_BACK_ON = re.compile(
    r"i(?:'m| am|'ll be| will be) back (?:again )?(?P<day>(?:on |in |next )?.{1,40})", re.IGNORECASE
)
_BACK = re.compile(r"i(?:'m| am) (?:back|here again)(?: again| now)?", re.IGNORECASE)
_POLITE = re.compile(
    r"^(?:(?:please|pls|hi|hello|hey|sorry|ok(?:ay)?|thanks)[,.!]? +|"
    r"(?:can|could|would) you +(?:please +)?)+|,? +(?:please|pls|thanks|thank you)$",
    re.IGNORECASE,
)
_WILL_YOU = re.compile(r"(?:please |hi |hello |hey )?(?:can|could|would) you\b", re.IGNORECASE)
_POLITELY = re.compile(r"\b(?:please|pls)\b", re.IGNORECASE)


class Aside(Value):
    """What is meant: a question skipped with the reason in `words`, or put off to the day `until`;
    or about all questions, or those about what `words` name, or on the days they tell.
    `is_doubtful` where people say the same to one another, or answer with it when something is due.
    """

    how: How
    until: date | None = None
    words: str = ""
    is_doubtful: bool = False


def aside(text: str, today: date) -> Aside | None:
    """What a message says of how its author is asked; None where it says anything else. `today` is
    the day it is for them.
    """
    if len(text) > READ:
        return None
    said = " ".join(text.replace("’", "'").split())
    ends = " .!?" if _WILL_YOU.match(said) else " .!"
    while (bare := _POLITE.sub("", said.strip(ends))) != said:
        said = bare
    is_asked_for = _POLITELY.search(text) is not None
    found = (*_of_a_question(said, today, is_asked_for), *_of_oneself(said, today))
    return next(iter(found), None)


def _of_a_question(said: str, today: date, is_asked_for: bool) -> Iterator[Aside]:
    if (skip := _SKIP.fullmatch(said)) is not None:
        yield Aside(how="skip", words=skip["why"] or "")
    later = _LATER.fullmatch(said)
    day = day_to_come(later["day"], today) if later else None
    if day is None and is_asked_for and _SOON.fullmatch(said):
        day = day_to_come(said, today)
    if day is None and _NOT_NOW.fullmatch(said):
        day = today + 7 * A_DAY
    if day is not None:
        yield Aside(how="snooze", until=day, is_doubtful=bool(later and later["when"]))


def _of_oneself(said: str, today: date) -> Iterator[Aside]:
    stop, resume, mute = _STOP.fullmatch(said), _RESUME.fullmatch(said), _MUTE.fullmatch(said)
    if stop is not None:
        yield Aside(how="stop", words=stop["name"])
    elif resume is not None:
        yield Aside(how="resume", words=resume["name"] or resume["other"])
    elif mute is not None:
        is_bare = mute["bare"] is not None and _FOR_GOOD.search(mute["ends"]) is None
        yield Aside(how="mute", is_doubtful=is_bare)
    elif _UNMUTE.fullmatch(said):
        yield Aside(how="unmute")
    elif (words := _absence(said, today)) is not None:
        yield Aside(how="away", words=words)


def _absence(said: str, today: date) -> str | None:
    """As the command for it would be typed; None where no day to be back by is told."""
    away, back = _AWAY.fullmatch(said), _BACK_ON.fullmatch(said)
    if _BACK.fullmatch(said):
        return "off"
    if away is not None:
        days = (one for one in (away["first"], away["last"]) if one)
        return away["span"].strip() if all(day_of(one, today) for one in days) else None
    day = day_of(re.sub("^(?:on|in) ", "", back["day"]), today) if back else None
    return f"until {day - A_DAY}" if day is not None and day > today else None


def day_to_come(words: str, today: date) -> date | None:
    """The day that words name, as a command would be told it; of a month, a quarter or a year to
    come, its first.
    """
    said = re.sub(r"^(?:on|in|until) ", "", " ".join(words.split()).casefold())
    month = month_named(said)
    if month is not None:
        first = date(today.year, month, 1)
        return first if first > today else first.replace(year=today.year + 1)
    if said == "next month":
        return months_after(today.replace(day=1), 1)
    if said == "next quarter":
        return months_after(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3)
    return date(today.year + 1, 1, 1) if said == "next year" else day_of(words, today)
