"""The part of the whole a figure holds for: a region, a site, some of the cases."""

import re
from collections.abc import Sequence

from bot.reading import called, when
from bot.reading.beside import Span
from bot.reading.linked import Linked, blanked
from bot.reading.when import When

_PART = re.compile(
    r"\b(?:for|in|at|across|within)\s+(?:the\s+|our\s+)?(?P<part>(?:[\w’'&-]+\s+){1,3}?(?:regions?|"
    r"areas?|sites?|branch(?:es)?|depots?|stores?|plants?|wards?|clinics?|offices?|countr(?:y|ies)|"
    r"departments?|units?|halls?|terminals?|districts?|desks?|warehouses?|hospitals?|shifts?|segments?|"
    r"markets?|schools?|lines?|customers?|patients?|team))\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:^|\s)(?:in|at)\s+(?:the\s+)?(?P<part>(?-i:[A-Z][\w’'-]+)(?:\s+(?-i:[A-Z][\w’'-]+))?)"
    r"(?=\s*(?:[,.;)]|$|only|alone))"
)
_OF = re.compile(
    r"\s+of\s+(?:the\s+|our\s+)?(?P<part>[a-z][\w’'-]*(?:\s+[\w’'-]+){0,2}?)\s*(?=[,.;)(]|$)"
)
_WHOLE = re.compile(
    r"^(?:(?:the|our)\s+)?(?:all|whole|entire|every|each|total|overall|both|any|it|us|them|report|first|"
    r"now|last|this|next|same|new|old)\b|\b(?:reports?|dashboards?|logs?|surveys?|exports?|extracts?|"
    r"ledgers?|systems?|everyone|everybody|times?|cases|totals?)$",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?!(?:UK|US|USA|EU|EMEA|APAC|DACH)$)[A-Z]{2,6}")
"""Letters that name a system rather than a place."""


def find(text: str, link: Linked, place: Span, dated: Sequence[When], name: str) -> str | None:
    """The part a figure is told of, in the text's words; None where it is told of the whole."""
    stop = max(place.right, link.amount.end)
    behind = blanked(text, dated)[link.amount.end : stop]
    found = _PART.search(behind) or _AT.search(behind)
    if found is None and link.amount.quantity.nature == "percent":
        found = _OF.match(behind)
    part = found["part"].strip() if found else _for(text, link, place, name)
    if part is None or _WHOLE.search(part) or _CODE.fullmatch(part):
        return None
    return part


def _for(text: str, link: Linked, place: Span, name: str) -> str | None:
    part = None if link.turned else called.segment(text, link.amount, place, name)
    return None if part is None or when.find(f"for {part}", None) else part
