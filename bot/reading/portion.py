"""The part of the whole a figure holds for: a region, a site, some of the cases."""

import re
from collections.abc import Sequence

from bot.reading import called, opened, places, when
from bot.reading.beside import Span
from bot.reading.linked import Linked, blanked
from bot.reading.when import When

_NUMBERED = (
    r"(?:lines?|routes?|wards?|sites?|shifts?|gates?|bays?|platforms?|floors?|zones?|terminals?|plants?|halls?|stores?|"
    r"depots?|regions?|units?|blocks?|cells?|berths?|courts?|rooms?|pumps?|pits?|ovens?|docks?|cranes?)\s+(?:\d{1,3}[a-z]?|(?-i:[A-Z]))(?![\w.])"
)
_KEPT = (
    r"data\s?bases?|logs?|logbook|reports?|systems?|sheets?|books?|registers?|records?|diary|diaries|timers?|clocks?|"
    r"counters?|figures|spreadsheets?|dashboards?|cards?|files?|folders?"
)
"""Behind a place these make it where a figure is kept: "in the branch database"."""
_PART = re.compile(
    rf"\b(?:for|in|at|across|within|on)\s+(?:the\s+|our\s+)?(?P<numbered>{_NUMBERED})|"
    rf"\b(?:for|in|at|across|within|on(?!\s+average))\s+(?:the\s+|our\s+)?(?P<part>(?:[\w’'&-]+\s+){{1,3}}?"
    rf"{places.SITES})\b(?!\s+(?:{_KEPT})\b)",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:^|\s)(?:in|at)\s+(?:the\s+)?(?P<part>(?-i:[A-Z][\w’'-]+)(?:\s+(?-i:[A-Z][\w’'-]+))?)"
    r"(?=\s*(?:[,.;)]|$|only|alone))"
)
_LED = re.compile(rf"\s*(?:{_PART.pattern})", re.IGNORECASE)
_OF = re.compile(
    r"\s+of\s+(?:the\s+|our\s+)?(?P<part>(?:those|people|the\s+ones|[a-z]+s)\s+(?:who|that|which)\s+(?:[\w’'-]+\s+){0,4}?[\w’'-]+|"
    r"[a-z][\w’'-]*(?:\s+[\w’'-]+){0,2}?)\s*(?=[,.;)(]|$)"
)
_WHOLE = re.compile(
    r"^(?:(?:the|our)\s+)?(?:all|whole|entire|every|each|total|overall|both|any|most|many|some|it|us|them|report|first|"
    rf"now|last|this|next|same|(?:new|old)(?!\s+{places.GROUPS}\b))\b|"
    r"^(?:county|country|network|company|group|organi[sz]ation|business|estate|chain|board|fleet|trust)$|"
    r"\b(?:reports?|dashboards?|logs?|surveys?|exports?|extracts?|"
    r"ledgers?|systems?|everyone|everybody|times?|totals?)$|^cases$",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?!(?:UK|US|USA|EU|EMEA|APAC|DACH)$)[A-Z]{2,6}")
"""Letters that name a system rather than a place."""


def find(text: str, link: Linked, place: Span, dated: Sequence[When], name: str) -> str | None:
    """The part a figure is told of, in the text's words; None where it is told of the whole."""
    stop = max(place.right, link.amount.end)
    behind = blanked(text, dated)[link.amount.end : stop]
    if rest := places.left_out(behind):
        return rest
    found = _PART.search(behind) or _AT.search(behind) or _ahead(text, link, dated)
    if found is None and link.amount.quantity.nature == "percent":
        found = _OF.match(behind)
        if found is None and (told := opened.whole(text[: link.mention.start])):
            return told
    said = found and (found.groupdict().get("numbered") or found["part"])
    part = said.strip() if said else _beside(text, link, dated) or _for(text, link, place, name)
    if part is None or _WHOLE.search(part) or _CODE.fullmatch(part):
        return None
    return part


def behind(words: str) -> str | None:
    """The part that words behind a figure name: "at berth 4", "in the north region"."""
    return _named(_PART.search(words) or _AT.search(words))


def opening(words: str) -> str | None:
    """The part that leads to "it" and its figure: "at Eastgate it is still"."""
    return _named(_OPENS.search(words))


def _named(found: re.Match[str] | None) -> str | None:
    said = found and (found.groupdict().get("numbered") or found["part"])
    part = said.strip() if said else None
    if part is None or _WHOLE.search(part) or _CODE.fullmatch(part) or places.is_system(part):
        return None
    is_time = any(when.find(f"{led} {part}", None) for led in ("in", "at", "on"))
    return None if is_time else part


_OPENS = re.compile(
    rf"(?:^\W*|[,;:.]\s+|\b(?:and|but|though|while|only)\s+)(?:in|at|on|for|across)\s+(?:the\s+|our\s+)?(?:(?P<numbered>{_NUMBERED})|"
    rf"(?P<part>{places.PART}))(?:\s+(?:alone|only|though|however))?\s*(?:[,:]\s*)?"
    r"(?:(?:it|that|this|they)(?:['’](?:s|re)|\s+(?:is|are|was|were|takes?|took|runs?|stands?|stood)))?"
    r"(?:\s*\b(?:still|now|more\s+like|only|about|around|at|just|currently|even|roughly|nearer))*\s*$",
    re.IGNORECASE,
)


def _ahead(text: str, link: Linked, dated: Sequence[When]) -> re.Match[str] | None:
    """The part named between the measure and its figure: "waits at the Leeds depot are 9 days"."""
    if link.turned or link.amount.start - link.mention.end > 60:
        return None
    return _LED.match(blanked(text, dated)[link.mention.end : link.amount.start])


def _beside(text: str, link: Linked, dated: Sequence[When]) -> str | None:
    """The part named in brackets behind the figure, or on either side of the measure's name."""
    end = link.amount.end
    loose = sum(places.has_brackets(text, one.end()) for one in _NUMBER.finditer(text)) > 1
    if part := places.bracketed(text, end, loose=loose):
        return part
    if link.turned or link.amount.start - link.mention.end > 60:
        return None
    plain = blanked(text, dated)
    ahead = places.between(plain[link.mention.end : link.amount.start])
    return ahead or places.before(plain[: link.mention.start])


_NUMBER = re.compile(r"\d(?:\s*%|\s?[a-z]+)?(?=\s*\()")
"""A figure with words in brackets behind it."""


def _for(text: str, link: Linked, place: Span, name: str) -> str | None:
    part = None if link.turned else called.segment(text, link.amount, place, name)
    return None if part is None or when.find(f"for {part}", None) else part
