"""What a reply calls its figures: the measure beside one, and the part of the whole it is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.benefits.measures import same
from bot.benefits.reading import AnswerContext
from bot.reading import measures, opened
from bot.reading.amounts import Amount
from bot.reading.beside import Span
from bot.reading.quantities import Quantity
from bot.reading.slots import IN_WORDS
from bot.reading.vocabulary import HIGHER_IS_BETTER, LOWER_IS_BETTER, USAGE, any_of


def measure(text: str, quantity: Quantity, asked: str | None) -> str | None:
    """The measure a reply names beside its figure, where it is another than the one asked for."""
    named = _labelled(text, quantity) or measures.named_here(text, quantity)
    if named is None or not names_a_measure(named):
        return None
    if asked and (same(named, asked) or named in asked):
        return None
    return named


@dataclass(frozen=True)
class Place:
    """The statement of a reply that figures stand in, and what it replies to."""

    text: str
    amounts: Sequence[Amount]
    is_dated: bool
    context: AnswerContext
    before: str = ""
    """The statement right before it."""

    def name_of(self, one: Amount) -> str | None:
        """What the reply calls a figure, or the one before that it goes on about."""
        named = self._named(one.quantity)
        before = [each for each in self.amounts if each.end <= one.start and not each.sign]
        if named or self.context.measure or self.context.asked not in IN_WORDS or not before:
            return named
        last = before[-1].quantity
        is_alike = one.quantity.nature in (last.nature, "bare")
        wants = _WANTS.search(self.text[before[-1].end : one.start])
        return self._named(last) if wants and is_alike else None

    def _named(self, quantity: Quantity) -> str | None:
        """By its subject alone only where nothing is named on record yet."""
        named = measure(self.text, quantity, self.context.measure)
        nameless = self.context.measure is None and self.context.asked in IN_WORDS
        if named or not nameless or not self.is_dated:
            return named
        return subject(self.text, quantity) or self._wished(quantity)

    def _wished(self, quantity: Quantity) -> str | None:
        """What "it" is, where the statement before says how that should be."""
        ahead = self.text[: quantity.number]
        name = wished(self.before) if _IT.search(ahead) else None
        counts = quantity.nature in ("bare", "count")
        return None if name is None or (counts and not names_a_measure(name)) else name


def wished(text: str) -> str | None:
    """What a statement says should be otherwise: "Queue time should drop"."""
    found = _WISHED.search(text)
    if found is None or _NO_MEASURE.search(found["name"]) or USAGE.search(found["name"]):
        return None
    return _begun(found["name"])


_IT = re.compile(
    r"^\W*(?:and\s+|so\s+|today\s+|right\s+now\s+|before\s+(?:that\s+)?|back\s+)?(?:it|that|this|they|these)(?:['’]s|\s+(?:is|are|was|were|"
    r"averaged?|stood|stands?|ran|runs?|took|takes?|costs?|used\s+to\s+(?:be|take)))\b",
    re.IGNORECASE,
)
_MOVES = (
    r"(?:be|get|go|come|move|drop|fall|rise|grow|shrink|climb|shorten|improve|increase|decrease|"
    r"take|cost|stay|reach|halve|double)"
)
_WISHED = re.compile(
    r"(?:^\W*(?:(?:well|yes|so|mainly|mostly)\W+)?|\b(?:want|need|expect|hope\s+for|like)\s+)(?:the\s+|our\s+)?"
    r"(?P<name>(?!(?:we|it|they|there|that|this|these|those|who|i|you|he|she|everyone|everybody|nobody|people)\b)"
    r"[a-z][\w’'-]*(?:\s+(?!(?:and|or|but|is|are|was|were|that|which)\b)[\w’'-]+){0,6}?)\s+"
    rf"(?:should|must|will|(?:ought\s+|needs?\s+|has\s+|have\s+|(?:is|are)\s+(?:meant|supposed|expected|going)\s+)?to)\s+{_MOVES}\b",
    re.IGNORECASE,
)
_WANTS = any_of(
    r"want(?:s|ed)?|targets?|aim(?:ing)?|goals?|would\s+like|need|get\s+to|['’]d\s+like"
)


def subject(text: str, quantity: Quantity) -> str | None:
    """What is counted, as the subject of a figure: "repeat visits were 140 a month".

    Told by its place alone: for replies in which nothing is named yet.
    """
    found = _SUBJECT.search(text[max(0, quantity.number - 90) : quantity.number])
    if found is None or _NO_MEASURE.search(found["name"]) or USAGE.search(found["name"]):
        return None
    return _begun(found["name"])


def _begun(name: str) -> str:
    """A name that opened a sentence, without its capital."""
    first, _, rest = " ".join(name.split()).partition(" ")
    return f"{first.lower() if first[1:].islower() else first} {rest}".strip()


_SUBJECT = re.compile(
    r"(?:^|[.,;:]\s+|\band\s+)(?:the\s+|our\s+)?(?!(?:we|it|they|there|that|this|these|those|which|who|i|you|he|she|"
    r"people|everyone|of)\b)(?P<name>[a-z][\w’'-]*(?:\s+(?!(?:and|or|but|was|were|is|are|we|who|that)\b)[\w’'-]+){0,3})"
    r"\s+(?:is|are|was|were|averaged?|stood|stands?|ran|runs?|took|takes?|costs?|lasted|lasts?)\s+(?:(?:at|about|around|roughly|currently|still|over|"
    r"under|nearly|almost|some)\s+)*$",
    re.IGNORECASE,
)


def _labelled(text: str, quantity: Quantity) -> str | None:
    """ "FCR is 71%": a short name of capitals, or what stands before a colon."""
    found = _LABEL.search(text[max(0, quantity.start - 60) : quantity.start])
    return found["name"].strip() if found else None


_LABEL = re.compile(
    r"(?:^|[,;.]\s*|\band\s+)(?:the\s+|our\s+)?(?P<name>(?-i:[A-Z]{2,6})\b|[a-z][\w -]{3,40}?(?=:))"
    r"\s*(?::|\bis\b|\bwas\b|=)\s*(?:now\s+|at\s+|about\s+)?$",
    re.IGNORECASE,
)


def names_a_measure(name: str) -> bool:
    """Whether words name something that is measured, not only that something is."""
    if _NO_MEASURE.search(name):
        return False
    if re.fullmatch(r"[A-Z]{2,6}", name):
        return name not in ("OK", "FYI", "TBC", "TBD", "EU", "UK", "US", "IT", "HR", "PR")
    return bool(HIGHER_IS_BETTER.search(name) or LOWER_IS_BETTER.search(name) or _RATE.search(name))


_NO_MEASURE = re.compile(
    r"^(?:we|i|they|it|you)\b|^(?:(?:some)?times?|days?|hours?|weeks?|months?|durations?|costs?|scores?|rates?|performance|\w+\s+says?)$|"
    r"\b(?:says?|said|think|thinks|report|reports|reckon\w*|believe\w*|target|baseline|figure|number|"
    r"currently|before|after|now|source|correction|update)\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:rates?|share|proportion|percentage|volumes?|ratio|index|nps|fees?|time|yield|backlog)\b",
    re.IGNORECASE,
)


def segment(text: str, one: Amount, place: Span, asked: str | None) -> str | None:
    """The part of the whole a figure holds for: "for overseas ones", "(Northgate)"."""
    ahead, behind = text[place.left : one.start], text[one.end : place.right]
    found = (
        _FOR_BEHIND.match(behind)
        or _FOR_AHEAD.search(ahead)
        or _IN_AHEAD.search(ahead)
        or _AT.search(text[one.end :][:40])
    )
    if found is None and one.quantity.nature == "percent":
        return opened.share_of(text, behind, asked)
    if found is None or _NO_SEGMENT.search(found["part"]):
        return None
    part = found["part"].strip()
    return None if asked and part.lower() in asked.lower() else part


_FOR_BEHIND = re.compile(
    r"\s*,?\s*(?:(?:only|but\s+only|on\s+average)\s+)?(?:for|among)\s+(?:the\s+|our\s+)?"
    r"(?P<part>[A-Za-z][\w’'& -]{1,30}?)\s*(?=[,;.)]|$)",
)
_FOR_AHEAD = re.compile(
    r"(?:^\s*|[,;.(]\s*|\band\s+)[Ff]or\s+(?:the\s+|our\s+)?(?P<part>[A-Za-z][\w’'& -]{1,30}?)"
    r"\s*(?:,|:|\bit\s+(?:is|was)|\bwas\b|\bis\b)?\s*(?:about\s+|it\s+was\s+)?$"
)
_IN_AHEAD = re.compile(
    r"(?:^\s*|[,;.(]\s*|\band\s+)[Ii]n\s+(?P<part>[A-Z][\w&-]+(?:\s+[A-Z][\w&-]+)?)\s*(?::|it\s+was|,)?\s*$"
)
_AT = re.compile(r"^\s*at\s+(?:the\s+)?[\w ]{0,20}\((?P<part>[A-Z][\w ]{2,25})\)")
_NO_SEGMENT = re.compile(
    r"\b(?:now|then|sure|example|instance|all|everyone|everybody|once|years?|months?|weeks?|days?|me|us|"
    r"jan\w*|feb\w*|march|april|may|june|july|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|q[1-4]|"
    r"it|that|this|whole|time\s+being|while|ages|context|reference|months|quarter|20\d\d|average)\b|^\W*$",
    re.IGNORECASE,
)
