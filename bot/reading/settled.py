"""What was read twice, once without and once in the light of the record, told once."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.benefits import measures as names
from bot.benefits import outcomes
from bot.benefits.facts import LEVELS, Fact
from bot.benefits.reading import Known
from bot.reading import idioms, named
from bot.reading.kinship import nature_of
from bot.reading.rules import Found
from bot.reading.stated import Light, Stated


def levels(
    read: Sequence[Fact],
    found: Found,
    known: Sequence[Known],
    light: Light,
    at: date | None,
    changed: Sequence[Fact],
) -> list[Fact]:
    """The facts of a reading with the levels of known measures, each once, and their changes."""
    kept = list(_kept(read, found, known, light))
    kept += _own(light.stated, read, at)
    kept += [one for one in changed if not _meets_level(one, kept)]
    return [one if one.change is None else _beside(one, kept, known, at) for one in kept]


def _beside(change: Fact, kept: Sequence[Fact], known: Sequence[Known], at: date | None) -> Fact:
    """A change in the light of the level told with it: of the same time, and of points where
    percentages are counted.
    """
    told = [one for one in kept if one.slot == "current" and one.is_level and one.as_of]
    level = next((one for one in told if _meet(one, change)), None)
    level = level or next((one for one in told if _is_of_one(one, change)), None)
    update: dict[str, str | None] = {}
    if level and (change.as_of is None or (at and change.as_of == at.isoformat())):
        update["as_of"] = level.as_of
    shares = [one for one in known if nature_of(one.unit) == "percent"]
    if change.change_unit == "points" and _is_of(change, shares):
        update["change_unit"] = "percentage points"
    return change.model_copy(update=update)


def _is_of_one(level: Fact, change: Fact) -> bool:
    """Whether a change says what a level just told amounts to: "it was 56 in March, 40 less"."""
    named_alike = bool(level.measure) and names.same(level.measure or "", change.measure or "")
    return named_alike and 0 <= change.start - level.end <= _BESIDE


_BESIDE = 60
"""Characters from a level to the change it amounts to, at most."""


def changes(found: Found, known: Sequence[Known], light: Light) -> list[Fact]:
    """The changes of known measures that the rules of language find."""
    own = [_renamed(one, found, known) for one in found.facts if one.change is not None]
    return [
        one
        for one in own
        if one.slot in LEVELS and _is_of(one, known) and _stays(one, found, known, light)
    ]


def moves(facts: Sequence[Fact], known: Sequence[Known]) -> list[Fact]:
    """The facts, with an intended move of a percentage as the change it is: "+4 points by Q4"."""
    return [_as_move(one, known) if one.slot == "target" else one for one in facts]


def _as_move(fact: Fact, known: Sequence[Known]) -> Fact:
    sign = _MOVE.search(fact.quote)
    shares = [one for one in known if nature_of(one.unit) == "percent"]
    if sign is None or fact.value is None or nature_of(fact.unit) != "points":
        return fact
    if not _is_of(fact, shares) or float(sign["size"].replace(",", ".")) != abs(fact.value):
        return fact
    size = -abs(fact.value) if sign["sign"] != "+" else abs(fact.value)
    change = {"change": size, "change_unit": "percentage points"}
    return fact.model_copy(update={"value": None, "unit": None, **change})


_MOVE = re.compile(
    r"(?<![\w.)\]])(?P<sign>[+\u2212-])\s?(?P<size>\d{1,2}(?:[.,]\d+)?)\s?(?:%[\s-]?points?|percentage[\s-]points?|ppts?|pp|points?)\b",
    re.IGNORECASE,
)


def joined(facts: Sequence[Fact], added: Sequence[Fact]) -> list[Fact]:
    """The facts with the people, sources and dates of `added`, the fuller one of two kept."""
    kept = list(facts)
    for one in added:
        alike = [other for other in kept if _is_alike(other, one)]
        if any(not _is_fuller(one, other) for other in alike):
            continue
        kept = [other for other in kept if other not in alike] + [one]
    return kept


def _is_alike(one: Fact, other: Fact) -> bool:
    if one.slot == "timeframe" and other.slot == "target":
        return one.by is not None and one.by == other.by
    if one.slot != other.slot or one.slot in LEVELS:
        return False
    if one.measure is not None and one.measure != other.measure:
        return False
    if one.slot == "evidence" and _is_address(one) != _is_address(other):
        return False
    return _meet(one, other) or (one.person or one.ref) == (other.person or other.ref)


def _is_address(fact: Fact) -> bool:
    return (fact.ref or "").startswith(("http://", "https://"))


def _is_fuller(one: Fact, other: Fact) -> bool:
    """Whether it says more: a measure, the whole name, no word that only leads to it."""
    if one.slot == "target" or (one.measure and not other.measure):
        return True
    said, before = one.ref or "", other.ref or ""
    led = before.lower().startswith(("by ", "from ", "per ", "off ", "to ", "in "))
    return one.slot == "evidence" and _meet(one, other) and (led or len(said) > len(before))


def _meet(one: Fact, other: Fact) -> bool:
    return one.start < other.end and other.start < one.end


def _meets_level(one: Fact, facts: Sequence[Fact]) -> bool:
    return any(other.slot in LEVELS and _meet(one, other) for other in facts)


def _own(stated: Sequence[Stated], read: Sequence[Fact], at: date | None) -> Iterator[Fact]:
    """Each level once: what is not sure of its part takes the one read otherwise."""
    for one in stated:
        twins = [fact for fact in read if fact.is_level and _is_twin(fact, one)]
        is_settled = one.part.sure or not twins or twins[0].slot == one.fact.slot
        yield one.fact if is_settled else _as_read(one.fact, twins[0], at)


def _as_read(own: Fact, other: Fact, at: date | None) -> Fact:
    day = at.isoformat() if at else None
    held = None if own.as_of == day and other.slot == "baseline" else own.as_of
    as_of = None if other.slot == "target" else held or other.as_of
    return own.model_copy(update={"slot": other.slot, "as_of": as_of, "by": other.by})


def _is_twin(fact: Fact, one: Stated) -> bool:
    """Whether a fact that was read otherwise holds the same figure."""
    if fact.slot not in LEVELS or fact.end <= one.start or one.end <= fact.start:
        return False
    same = (fact.value, fact.low, fact.high) == (one.fact.value, one.fact.low, one.fact.high)
    return same or (fact.change is not None and abs(fact.change) == one.fact.value)


def _kept(
    read: Sequence[Fact], found: Found, known: Sequence[Known], light: Light
) -> Iterator[Fact]:
    """What was read without the light and still holds in it."""
    for fact in read:
        if fact.slot not in LEVELS:
            if fact.person is None or _is_somebody(fact, fact.person, found, known):
                yield fact
        elif not any(_is_twin(fact, one) for one in light.stated):
            own = _renamed(fact, found, known)
            if _stays(own, found, known, light) and not _is_aside(own, known, light.stated):
                yield own


_OCCASION = re.compile(
    r"(?:(?:agreed|decided|confirmed|signed|noted|approved|discussed|settled)\s+(?:at|in|by|with|off)|from|"
    r"according|following|per|as|at|in|for)\b",
    re.IGNORECASE,
)
"""Where or by whom something was said opens no owner: "from the board: waits have to fall"."""


def _is_somebody(fact: Fact, person: str, found: Found, known: Sequence[Known]) -> bool:
    """Not where the words stand in the name of a measure: nobody is called "C-check" there."""
    return not _OCCASION.match(person) and not any(
        start <= fact.start and fact.end <= end
        for start, end, _ in named.around(fact, found.statements, known)
    )


_LOOSE = re.compile(r"[:;\d]|^(?:and|plus|but|also|so|then|turns)\b", re.IGNORECASE)
"""In a name these are left over from the words around it."""


def _is_aside(fact: Fact, known: Sequence[Known], stated: Sequence[Stated]) -> bool:
    """Whether a number stands in the words of a level: the cases it was taken from."""
    if fact.change is not None or not any(_meet(fact, one.fact) for one in stated):
        return False
    return fact.unit is None or fact.measure is None or _is_of(fact, known)


def _stays(fact: Fact, found: Found, known: Sequence[Known], light: Light) -> bool:
    """Whether a level read without the light is no use, idiom or figure that is not meant."""
    words = found.page.plain[fact.start : fact.end]
    if _is_refused(fact, light) or idioms.is_idle(words):
        return False
    if fact.value == _HALF and not _OF_ANYTHING.search(_HALF_OF_A_TIME.sub("", words)):
        return False
    if fact.change is not None:
        return True
    if fact.is_level and _is_taken(fact, known, light):
        return False
    if not fact.is_level:
        return _is_of(fact, known)
    of_use = outcomes.activity(fact.measure or words, fact.unit) is not None
    return not (of_use or idioms.is_made(words))


_HALF = 50
_HALF_OF_A_TIME = re.compile(r"\b(?:first|second|1st|2nd|latter|last)\s+half\b", re.IGNORECASE)
_OF_ANYTHING = re.compile(r"\bhalf\b|50|\bfifty\b", re.IGNORECASE)
"""The first half of a month is no 50%."""


def _is_taken(fact: Fact, known: Sequence[Known], light: Light) -> bool:
    """Whether it stands where a known measure is named, and would be of its kind."""
    kinds = [kind for start, end, kind in light.spoken if start <= fact.start < end]
    if not kinds:
        return False
    named_so = fact.measure is None or _is_of(fact, known)
    return named_so or any(nature_of(fact.unit) in kind for kind in kinds)


def _is_refused(fact: Fact, light: Light) -> bool:
    return any(start < fact.end and fact.start < end for start, end in light.refused)


def _is_of(fact: Fact, known: Sequence[Known]) -> bool:
    """Whether a fact's own words name a measure that is known."""
    said = fact.measure
    return said is not None and any(
        names.same(said, name) or names.one_in_words(said, name)
        for one in known
        for name in (one.name, *one.aliases)
    )


def _renamed(fact: Fact, found: Found, known: Sequence[Known]) -> Fact:
    """A change with the name of the only known measure its statement speaks of."""
    if fact.change is None or (_is_of(fact, known) and not _LOOSE.search(fact.measure or "")):
        return fact
    for statement in found.statements:
        if statement.start <= fact.start < statement.end:
            mentions = named.find(statement.text, known)
            if len({one.known.name for one in mentions}) == 1:
                said = named.words(statement.text, mentions[0])
                name = mentions[0].known.name
                return fact.model_copy(update={"measure": said if names.same(said, name) else name})
    return fact
