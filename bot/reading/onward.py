"""Sentences that go on about the measure of the sentence before: "Before go-live it was 60." """

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.benefits.reading import Known
from bot.reading import linked
from bot.reading.amounts import Amount
from bot.reading.linked import Linked
from bot.reading.named import Mention, words
from bot.reading.when import When

_FILL = (
    r"(?:about|around|roughly|nearly|almost|only|just|still|already|now|back|down|up|at|to|again|even|over|"
    r"under|a|an|the|average\s+of|out|:|~)"
)
_WENT = (
    r"(?:['’]s|\s+(?:is|was|were|are|had\s+been|has\s+been|have\s+been|used\s+to\s+be|stood|stands|sat|sits|ran|"
    r"runs|averaged|took|takes|came|comes|fell|went|dropped|rose|climbed|reached|hit|started|began|will\s+be|"
    r"should\s+be|needs\s+to\s+be|must\s+be|gets?|got))"
)
_PRONOUN = re.compile(
    rf"(?<!\w)(?:it|that|this|that\s+(?:figure|number|one)|the\s+(?:figure|number|target|baseline|goal|measure|rate))"
    rf"(?:{_WENT})\s*(?:{_FILL}\s*)*$|(?<!\w)we(?:['’]re|\s+(?:were|are|stood|sat|started|began|came|went|got|want|need))"
    rf"\s+(?:(?:{_FILL}|from|on|it|after|aiming\s+for)\s*)*$",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(
    r"\W*(?:(?:now|nowadays|today|currently|before(?:hand)?|previously|formerly|baselines?|targets?|goals?|was|were|"
    r"is|are|still|down|up|to|from|at|it|that|the|our|old|new|figures?|go|live|go-live|launch|rollout|roll-out|prior|"
    r"after|since|then|pre|pre-go-live|in|for|by|last|this|week|month|quarter|year|back|and|but|so|used|be|"
    r"before\s+that|with|under|system|about|around|only|just|nearly|almost|over|agreed|latest|current|actual|"
    r"already|again|switch|change|first|average|started|ended|began|as|of|roughly|compared|versus|vs|against)\W+)+",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:(?:the|our|in|at|for)\s+)?(?P<part>[^\W\d_][\w’'& -]{1,38}?)\s*(?::|=|\s[–—-])\s*"
    r"(?:still\s+|now\s+|about\s+)?",
    re.IGNORECASE,
)
_NO_LABEL = re.compile(
    r"\b(?:baseline|target|goal|before|now|after|current|previous|today|was|is|total|owner|source|team|users?|people|"
    r"trained|logins?|budget|spend|cost|headcount|week|month|quarter|year|note|ps|fyi)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"\W*(?:(?:still|now|currently|today|back|down|up|so|and|at|to|we\s+are|we['’]re|it['’]s|is|only|just|about|"
    r"around)\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:now|today|again|as\s+of\s+today|so\s+far|this\s+\w+|in\s+total)?\W*", re.I
)
SHORT = 90
"""Characters of a whole message that says no more than where things stand."""


@dataclass(frozen=True)
class Subject:
    """What the sentences so far are about; `period` is that of a heading, `lists` where one waits
    for its lines, `starts` where it says that they tell where things start from.
    """

    mention: Mention | None = None
    words: str | None = None
    period: str | None = None
    lists: bool = False
    starts: bool = False
    age: int = 0
    others: tuple[str, ...] = field(default=())

    def after(
        self, text: str, form: str, mentions: Sequence[Mention], dated: Sequence[When]
    ) -> "Subject":
        """What it is about once a statement was said."""
        heads = bool(_HEADS.search(text)) or text.rstrip().endswith(":") or form == "heading"
        held = [one.back for one in dated if one.holds and one.back]
        period = held[0] if heads and held else self.period
        starts = (heads and bool(_STARTS.match(text))) or (self.starts and form in _LINES)
        if mentions:
            last, ends = mentions[-1], text.rstrip().endswith(":") or form == "heading"
            names = {one.known.name for one in mentions}
            one = last if len(names) == 1 else None
            said = words(text, last) if one else None
            return Subject(one, said, period, ends, starts)
        if self.lists and form in ("bullet", "row", "prose"):
            return Subject(self.mention, self.words, period, True, starts)
        fades = self.age >= 1
        return Subject(
            None if fades else self.mention,
            None if fades else self.words,
            period,
            False,
            starts,
            self.age + 1,
        )


_LINES = ("bullet", "row")
_STARTS = re.compile(
    r"\W*(?:(?:the|our|here\s+are\s+the|here\s+is\s+the)\s+)?(?:starting\s+(?:points?|positions?|figures?|levels?)|baselines?|"
    r"where\s+(?:we|things|it)\s+(?:starts?|began|begin|stood)|as[\s-]is|before\s+(?:go[\s-]?live|the\s+\w+|we\s+\w+))\b",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"^\W*(?:(?:from|per|the|our|new|latest|monthly|here\s+is|according\s+to)\s+)*(?:[\w&’'.-]+\s+){0,4}?(?:report|"
    r"dashboard|figures|numbers|survey|export|extract|log|ledger|stats|statistics|data)\b(?!\s+(?:is|are)\s+not)"
    r"[^.]{0,60}(?::|\b(?:is|are)\s+(?:in|out|here|ready)\b|[.]?\s*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Onward:
    """A figure that goes on about a measure; `segment` where a list names parts of the whole."""

    link: Linked
    segment: str | None = None


def find(
    text: str, found: Sequence[Amount], dated: Sequence[When], subject: Subject
) -> list[Onward]:
    """The figures of a statement that go on about the subject; empty where it tells otherwise."""
    mention = subject.mention
    if mention is None or not found or subject.age > 1:
        return []
    if subject.lists and (label := _listed(text, found, dated, mention)):
        return [label]
    return [Onward(one) for one in _on(text, found, dated, mention)]


def _on(
    text: str, found: Sequence[Amount], dated: Sequence[When], mention: Mention
) -> Iterator[Linked]:
    begun = 0
    for one in found:
        fits = linked.is_level(text, one) and linked.may_be(one.quantity, mention)
        ahead = _blank(text[begun : one.start], dated, begun)
        if fits and (_PRONOUN.search(ahead) or _is_fragment(ahead, begun)):
            yield Linked(one, mention)
        begun = one.end


def _is_fragment(ahead: str, begun: int) -> bool:
    """Words that only tell when: "Now 9", "Before go-live: 60", and on from there ", now 9"."""
    return (
        len(ahead) <= 70
        and bool(ahead.strip())
        and bool(_FRAGMENT.fullmatch(f"{ahead} " if not begun else f" {ahead.lstrip(' ,;.')} "))
    )


def _listed(
    text: str, found: Sequence[Amount], dated: Sequence[When], mention: Mention
) -> Onward | None:
    """A line of a list: "the Leeds depot: 12"."""
    one = found[0]
    label = _LABEL.fullmatch(_blank(text[: one.start], dated, 0))
    if label is None or _NO_LABEL.search(label["part"]) or not linked.may_be(one.quantity, mention):
        return None
    return (
        Onward(Linked(one, mention), label["part"].strip()) if linked.is_level(text, one) else None
    )


def _blank(words: str, dated: Sequence[When], offset: int) -> str:
    for one in dated:
        left, right = max(0, one.start - offset), max(0, one.end - offset)
        if left < len(words) and right > left:
            words = words[:left] + " " * (min(right, len(words)) - left) + words[right:]
    return words


def alone(
    text: str, found: Sequence[Amount], dated: Sequence[When], known: Sequence[Known]
) -> list[Onward]:
    """A whole message that says no more than where the only measure stands: "still 9 days"."""
    if len(text) > SHORT or len(found) != 1 or found[0].quantity.unit is None:
        return []
    one = found[0]
    fitting = [each for each in known if each.unit and _may_be(one, each)]
    blank = _blank(text, dated, 0)
    ahead, behind = blank[: one.start] + " ", blank[one.end :]
    if len(fitting) != 1 or not _ELLIPSIS.fullmatch(ahead) or not _TAIL.fullmatch(behind):
        return []
    return (
        [Onward(Linked(one, Mention(0, 0, fitting[0], "word")))]
        if linked.is_level(text, one)
        else []
    )


def _may_be(one: Amount, known: Known) -> bool:
    return linked.may_be(one.quantity, Mention(0, 0, known, "word"))
