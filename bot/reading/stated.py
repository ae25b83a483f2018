"""The levels of known measures that a text states: figure, part, period, segment and quote."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.benefits import measures
from bot.benefits.facts import Fact
from bot.benefits.reading import Known
from bot.reading import amounts, linked, named, onward, parts, portion, roles, timed
from bot.reading.beside import Span, around
from bot.reading.kinship import counts_any, nature_of
from bot.reading.linked import Linked
from bot.reading.markup import Page
from bot.reading.named import Mention
from bot.reading.parts import Part
from bot.reading.spoken import Line
from bot.reading.statements import Statement

MOST = 300
"""Statements of a text that are looked at."""


@dataclass(frozen=True)
class Stated:
    """A fact, where its number stands in the page, how sure its slot is, and whose words it has."""

    fact: Fact
    start: int
    end: int
    part: Part
    known: Known


_SARCASM = re.compile(
    r"(?<!\S)/s\b|\byeah,?\s+right\b|\bas\s+if\b(?!\s+it)|:(?:upside_down_face|rolling_eyes|"
    r"face_with_rolling_eyes|clown_face):|[🙃🙄🤡]|\bin\s+(?:our|my|your)\s+dreams\b|\bpigs\s+fly\b|"
    r"[,.–-]\s*(?:not|lol\s+no)\s*[!.]*\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Light:
    """What a text states of known measures, by place.

    `refused` are figures that are not meant; `spoken` the statements that name known measures, with
    the kinds of amount those are counted in: no other figure of that kind stands in them.
    """

    stated: tuple[Stated, ...]
    refused: tuple[tuple[int, int], ...]
    spoken: tuple[tuple[int, int, frozenset[str | None]], ...] = ()


def find(
    page: Page, statements: Sequence[Statement], known: Sequence[Known], at: date | None
) -> Light:
    """Every level of a known measure, in the order of the text; none where it is not meant."""
    lines = [Line(one, amounts.evened(one.text), at, tuple(known)) for one in statements[:MOST]]
    if _SARCASM.search(page.raw[:4_000]):
        return Light((), tuple(_places(one) for one in lines))
    found: list[Stated] = []
    refused = [_places(one) for one in lines if not one.tells]
    subject = onward.Subject()
    for line in lines:
        here = _spoken_of(line, subject, lines) if line.tells else []
        here = _from_the_start(line, here) if subject.starts else here
        said = [(one, _fact(page, line, one, subject)) for one in here if one.part is not None]
        said = _apart(line, said)
        found += [_of_its_time(line, one, stated, said) for one, stated in said]
        refused += [_place_of(line, one) for one in here if one.part is None]
        subject = subject.after(line.text, line.statement.form, line.mentions, line.dated)
    spoken = [(*_places(one), _kinds(one)) for one in lines if one.mentions]
    return Light(tuple(found), tuple(refused), tuple(spoken))


def _from_the_start(line: Line, told: Sequence["_Told"]) -> list["_Told"]:
    """Lines below "Starting point:" tell where things start, unless they say themselves "now"."""
    if line.statement.form not in ("bullet", "row") or _OF_NOW.search(line.text):
        return list(told)
    return [
        replace(one, part=Part("baseline")) if one.part and one.part.slot == "current" else one
        for one in told
    ]


_OF_NOW = re.compile(r"\b(?:now|today|currently|current|latest|since|after)\b", re.IGNORECASE)


def _apart(line: Line, said: Sequence[tuple["_Told", Stated]]) -> list[tuple["_Told", Stated]]:
    """What was left behind has no period of its own where one opens the statement for what is now:
    "March figures are in: waits are 6 days, down from 9".
    """
    now = {(one.known.name, one.fact.as_of) for _, one in said if one.fact.slot == "current"}
    if len(line.dated) > 1 or _BOTH.search(line.text):
        return list(said)
    return [
        (told, replace(one, fact=one.fact.model_copy(update={"as_of": None})))
        if one.fact.slot == "baseline" and (one.known.name, one.fact.as_of) in now
        else (told, one)
        for told, one in said
    ]


_BOTH = re.compile(r"\b(?:both|all|each|same\s+(?:month|period|week|quarter))\b", re.IGNORECASE)


def _of_its_time(
    line: Line, told: "_Told", own: Stated, said: Sequence[tuple["_Told", Stated]]
) -> Stated:
    """A part told behind its whole is of the same time: "15 days in April, 9 days for children"."""
    whole = said[0][1]
    beside = own.fact.segment and not whole.fact.segment and own.known == whole.known
    if not beside or whole.fact.slot != "current" or timed.is_dated(line, told.link.amount):
        return own
    return replace(own, fact=own.fact.model_copy(update={"as_of": whole.fact.as_of}))


def _kinds(line: Line) -> frozenset[str | None]:
    return frozenset(nature_of(one.known.unit) for one in line.mentions)


def _places(line: Line) -> tuple[int, int]:
    return line.statement.start, line.statement.end


def _place_of(line: Line, told: "_Told") -> tuple[int, int]:
    quantity = told.link.amount.quantity
    return line.statement.span(quantity.number, quantity.end)


@dataclass(frozen=True)
class _Told:
    """A figure of a line, what it is told of, and the part it plays."""

    link: Linked
    part: Part | None
    segment: str | None = None

    @property
    def slot(self) -> str:
        return self.part.slot if self.part else "current"


def _spoken_of(line: Line, subject: onward.Subject, lines: Sequence[Line]) -> list[_Told]:
    """The figures of a line that belong to a measure it names, or goes on about."""
    if line.mentions:
        links = linked.find(line.text, line.amounts, line.mentions, line.dated)
        return list(_played(line, links))
    goes = onward.find(line.text, line.amounts, line.dated, subject)
    if not goes and len(lines) == 1:
        goes = onward.alone(line.text, line.amounts, line.dated, line.known)
    told = list(_played(line, [one.link for one in goes]))
    segments = {one.link.amount.start: one.segment for one in goes}
    return [replace(one, segment=segments.get(one.link.amount.start)) for one in told]


def _played(line: Line, links: Sequence[Linked]) -> Iterator[_Told]:
    """Neighbours that say from where to where play both parts; the others each its own."""
    statement = replace(line.statement, text=line.text)
    quantities = [one.amount.quantity for one in links]
    moved = [one for one in roles.find(statement, quantities, False) if one.moved and not one.sign]
    slots = {one.slot for one in moved}
    pairs = {one.quantity.start: one.slot for one in moved} if len(slots) > 1 else {}
    parts = [_part(line, link) for link in links]
    owns = _aimed_from(line.text, links, parts, pairs)
    for place, (link, own) in enumerate(zip(links, owns, strict=True)):
        paired = pairs.get(link.amount.start)
        aims = paired == "target" and own is not None and own.sure
        if paired and own is not None and own.slot != "target" and not aims:
            own = Part(paired)
        if len(owns) == 2 and paired and _is_reset(line.text[: links[0].amount.start]):
            own = Part("target") if place else None
        yield _Told(link, own)


def _is_reset(ahead: str) -> bool:
    return bool(_RESET.search(ahead) or _SETS.search(ahead))


def _aimed_from(
    text: str, links: Sequence[Linked], owns: Sequence[Part | None], pairs: Mapping[int, str]
) -> list[Part | None]:
    """With the level that something intended starts from: "we want it from 11 days to 6".

    What a target is told instead of is none: "6 days by June instead of 8".
    """
    parts = list(owns)
    for place in range(len(parts) - 1):
        one, other = links[place].amount, links[place + 1].amount
        between = text[one.end : other.start + 1]
        own, start = parts[place], pairs.get(one.start)
        if own is None or own.slot != "target":
            continue
        if start == "baseline" and _TOWARDS.match(between):
            parts[place : place + 2] = [Part("baseline"), Part("target")]
        elif _INSTEAD.match(between):
            parts[place + 1] = None
    return parts


_TOWARDS = re.compile(r"[^.;:\d]{0,20}?(?:\bto\b|->|→)(?!.*\b(?:is|was|are|were)\b)", re.IGNORECASE)
_INSTEAD = re.compile(r"[^.;:]{0,40}?\b(?:instead\s+of|rather\s+than)\b[\w ]{0,8}$", re.IGNORECASE)
_SETS = re.compile(
    r"\b(?:targets?|goals?|aim|objective)\b(?:\s+(?:for|of|on)\s+[^,;:\d]{2,60}?)?\s+from\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""A target that somebody moves: "we raised the target from 80 to 85"."""
_RESET = re.compile(
    r"\b(?:targets?|goals?|aim)\b(?:\s+(?:for|of|on)\s+[^,;:\d]{2,60}?)?\s+(?:was\s+|has\s+been\s+|is\s+|goes\s+|went\s+)?"
    r"(?:moved?|moves|changed|raised|lowered|eased|softened|tightened|revised|reset|slipped|went|goes|up|down)\s+"
    r"(?:\w+\s+)?from\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""A target that is set anew: from what it was to what it is, and neither is a level."""


def _place(line: Line, link: Linked) -> Span:
    return around(line.text, link.amount, line.amounts)


def _part(line: Line, link: Linked) -> Part | None:
    one, place = link.amount, _place(line, link)
    dated = [one for one in line.dated if one.preposition != "before"]
    plain = _unnamed(linked.blanked(line.text, dated), line)
    ahead = plain[place.left : one.quantity.number]
    near = plain[_begun(plain, place.left, link) : one.quantity.number]
    behind = plain[one.end : max(place.right, one.end)]
    if any(each.start == place.right for each in line.amounts):
        behind = _TO_THE_NEXT.sub("", behind)
    if any(each.end == place.left for each in line.amounts):
        ahead = _OF_THE_LAST.sub("", ahead)
    goes_on = _GOES_ON.match(plain, max(place.right, one.end))
    if goes_on and goes_on.end() <= place.until:
        behind += goes_on[0]
    own = timed.dated(line, link.amount)
    return parts.part(
        ahead,
        behind,
        due=bool(own and own.is_due),
        period=own.back if own and own.holds else None,
        known=link.mention.known,
        at=line.at,
        text=line.text,
        near=near,
    )


def _unnamed(text: str, line: Line) -> str:
    """The text without the names of measures: "repair cost" tells no past, "on target" no aim."""
    for one in line.mentions:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


_TO_THE_NEXT = re.compile(
    r"(?:\(\s*|\s)(?:(?:target|goal|baseline|was|were|used\s+to\s+be|previously|formerly|from|up\s+from|down\s+from)"
    r"(?:\s+(?:of|is|was|the|a|an|about|around)|\s*[:=])*|(?:where|compared|against|versus|instead|rather)\b.*)\s*$",
    re.IGNORECASE,
)
"""Words behind a figure that lead to the next one: "6 days (target 5)"."""
_OF_THE_LAST = re.compile(r"^[\s-]*(?:targets?|goals?|aim|objective|baseline)\b", re.IGNORECASE)
"""Words before a figure that are of the one before: "misses the 5 day target at 6 days"."""


def _begun(text: str, left: int, link: Linked) -> int:
    """Where the clause that names the measure begins: a deed told before it is none of its."""
    cuts = [cut.end() for cut in _CLAUSE.finditer(text, left, max(left, link.mention.start))]
    return cuts[-1] if cuts else left


_CLAUSE = re.compile(r"[,;.:]\s|\s[–—-]\s|\s(?:and|but|so)\s", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[\s,;(–—-]*(?:(?:down|up|and|that\s+is|all|both|which\s+is|which\s+was)\s+)*(?:before|prior\s+to|previously|"
    r"now|since|after\s+(?:go|the)|today|pre-\w+|with\s+the\s+(?:old|new)|under\s+the\s+(?:old|new)|as\s+of|target|"
    r"goal|hopefully|in\s+theory|apparently|at\s+least\s+in)\b[^,.;\d]{0,40}",
    re.IGNORECASE,
)


def _fact(page: Page, line: Line, told: _Told, subject: onward.Subject) -> Stated:
    part = told.part or Part("current")
    quantity, mention = told.link.amount.quantity, told.link.mention
    place = _place(line, told.link)
    start, end = page.whole(*line.statement.span(*_span(line, told, place)))
    period = timed.period(line, told.link, told.slot, subject)
    part_of = portion.find(line.text, told.link, place, line.dated, mention.known.name)
    ahead = part.slot == "target"
    fact = Fact(
        slot=part.slot,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        approx=quantity.approx,
        bound=quantity.bound,
        unit=_unit(line, told),
        as_of=None if ahead else period,
        by=period if ahead else None,
        measure=_name(line, mention, subject),
        segment=told.segment or mention.part or part_of,
        quote=page.quote(start, end),
        start=start,
        end=end,
    )
    begin, stop = line.statement.span(quantity.number, quantity.end)
    return Stated(fact, begin, stop, part, mention.known)


def _unit(line: Line, told: _Told) -> str | None:
    """The unit said, else the one said beside it, else the one agreed."""
    quantity, known = told.link.amount.quantity, told.link.mention.known
    if quantity.unit:
        rated = {one.quantity.unit for one in line.amounts if one.quantity.unit == known.unit}
        same = (known.unit or "").partition("/")[0] == quantity.unit
        if (same and (rated or _is_rated_behind(line.text, told))) or _is_named(told):
            return known.unit
        return known.unit if _is_of_a_month(quantity.unit, line, told) else quantity.unit
    beside = [
        one.quantity.unit
        for one in line.amounts
        if one.quantity.unit and not one.sign and linked.may_be(one.quantity, told.link.mention)
    ]
    said = beside[0] if beside else known.unit
    return known.unit if said and _is_of_a_month(said, line, told) else said


def _is_rated_behind(text: str, told: _Told) -> bool:
    """Whether the agreed rate stands behind the name of the measure: "130 trays wasted a week"."""
    mention = told.link.mention
    rate = (mention.known.unit or "").partition("/")[2]
    behind = rf"\s+(?:an?|per|each|every)\s+{re.escape(rate)}\b"
    return bool(rate) and re.match(behind, text[mention.end :], re.IGNORECASE) is not None


def _is_of_a_month(unit: str, line: Line, told: _Told) -> bool:
    """Whether a sum of one month stands in the unit agreed a month: "spend in May was €41k"."""
    head, _, rate = (told.link.mention.known.unit or "").partition("/")
    own = timed.dated(line, told.link.amount)
    period = own.back if own and own.holds else None
    return unit == head and rate == "month" and bool(_MONTH.fullmatch(period or ""))


_MONTH = re.compile(r"\d{4}-\d\d")


def _is_named(told: _Told) -> bool:
    """Whether what is counted is the measure itself, agreed to be told in units of any kind."""
    quantity, mention = told.link.amount.quantity, told.link.mention
    unit = mention.known.unit or ""
    per = [one.partition("/")[2] for one in (unit, quantity.unit or "")]
    return per[0] == per[1] and counts_any(quantity, unit)


def _name(line: Line, mention: Mention, subject: onward.Subject) -> str:
    """The text's own words, where the record would know them again."""
    said = named.words(line.text, mention) if mention in line.mentions else subject.words
    known = mention.known
    names = (known.name, *known.aliases)
    return said if said and any(measures.same(said, name) for name in names) else known.name


def _span(line: Line, told: _Told, place: Span) -> tuple[int, int]:
    """The words from the measure's name to its figure and what stands right behind it."""
    one, mention = told.link.amount, told.link.mention
    left, right = one.start, one.end
    between = any(mention.end <= each.start and each.end <= one.start for each in line.amounts)
    if mention in line.mentions and between:
        left = place.left
    elif mention in line.mentions:
        left, right = min(left, mention.start), max(right, mention.end)
    elif place.left <= one.start <= place.left + 80:
        left = place.left
    tail = max(right, min(place.right, right + 60))
    dated = timed.dated(line, told.link.amount)
    if dated and right <= dated.start < right + 60:
        tail = max(tail, dated.end)
    tail = tail if tail - left <= 240 else right
    left, tail = (left, tail) if tail - left <= 280 else (one.start, one.end)
    while tail > right and line.text[tail - 1] in " ,;:.!–—-(\n\x01":
        tail -= 1
    while left < one.start and line.text[left] in " ,;:.–—-(\n\x01":
        left += 1
    return left, tail
