"""What of a model's draft holds: each quote in the text, each number in its quote.

What fails is dropped and told, never mended.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.benefits.facts import LEVELS, ME, Fact, Slot
from bot.benefits.reading import UPDATE_SLOTS, Claim
from bot.reading import claims, figured, grounding, located, meant, people, sources
from bot.reading.drafts import DraftedClaim, DraftedFact, entries
from bot.reading.figured import Lacks, UngroundedError
from bot.reading.markup import Page, page, squeezed
from bot.reading.mood import mood
from bot.reading.rules import LONGEST
from bot.reading.statements import Statement, split

_STATE = ("problem", "barrier")
_AHEAD = ("goal", "plan")

_TO_PEOPLE = ("mailto:", "tel:")
"""Addresses that lead to somebody, and show nothing."""

_POINTING = frozenset(("", "it", "this", "that", "they", "these", "those", "which", "he", "she"))
"""Words that stand for others, and name nothing."""

_SPEAKER = frozenset({ME, "i", "myself", "i'm", "i’m", "i'll", "i’ll", "mine", "my"})
"""Words by which people speak of themselves."""


@dataclass(frozen=True)
class Dropped:
    """An entry of a draft that does not hold: what it was to be, its words, and what they lack."""

    what: str
    quote: str
    lacks: Lacks


@dataclass(frozen=True)
class Drafted:
    """What of a draft holds, in the order of the text, and what was dropped."""

    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def grounded(
    text: str,
    day: date | None,
    claimed: Sequence[object],
    stated: Sequence[object],
    slots: Collection[Slot] = UPDATE_SLOTS,
) -> Drafted:
    """The entries of a draft that hold in a text said on a day; facts of these slots alone."""
    sheet = page(text[:LONGEST])
    said = split(sheet)
    drafts, no_claims = entries(list(claimed), DraftedClaim)
    parts, no_facts = entries(list(stated), DraftedFact)
    made, lost = _held(drafts, lambda one: _claim(sheet, said, one))
    facts, gone = _held(parts, lambda one: _fact(sheet, said, one, day, slots))
    shapeless = [Dropped("entry", "", "shape")] * (no_claims + no_facts)
    return Drafted(
        claims=tuple(dict.fromkeys(sorted(made, key=lambda one: (one.start, one.kind)))),
        facts=tuple(dict.fromkeys(sorted(facts, key=lambda one: (one.start, one.slot)))),
        dropped=(*lost, *gone, *shapeless),
    )


Draft = TypeVar("Draft", DraftedClaim, DraftedFact)
Item = TypeVar("Item", Claim, Fact)


def _held(
    drafts: Sequence[Draft], made: Callable[[Draft], Item]
) -> tuple[list[Item], list[Dropped]]:
    held: list[Item] = []
    dropped: list[Dropped] = []
    for one in drafts:
        try:
            held.append(made(one))
        except UngroundedError as error:
            what = one.kind if isinstance(one, DraftedClaim) else one.slot
            dropped.append(Dropped(what, one.quote[: located.LONGEST], error.lacks))
    return held, dropped


def _claim(sheet: Page, said: Sequence[Statement], told: DraftedClaim) -> Claim:
    start, end = _place(sheet, told.quote)
    home = meant.home_of(said, start)
    words = sheet.plain[start:end]
    how = mood(sheet.plain[home.start : end], start - home.start) if home else "done"
    if how == "denied" and told.kind not in _STATE:
        raise UngroundedError("meant")
    way = claims.direction(words) if told.kind == "outcome" else None
    if told.kind == "outcome" and way is None and told.status in ("done", "reported"):
        raise UngroundedError("direction")
    status = told.status
    if home is not None and home.form == "quoted":
        status = "quoted"
    elif told.kind in _AHEAD:
        status = "planned"
    elif how in ("planned", "hoped") and told.kind not in _STATE:
        status = "planned" if how == "planned" else "hoped"
    return Claim(
        kind=told.kind,
        status=status,
        direction=way,
        quote=sheet.quote(start, end),
        start=start,
        end=end,
    )


def _place(sheet: Page, quote: str) -> tuple[int, int]:
    place = located.place(sheet, quote)
    if place is None:
        raise UngroundedError("quote")
    start, end = sheet.whole(*place)
    if not 0 < end - start <= grounding.LONGEST_QUOTE:
        raise UngroundedError("quote")
    return start, end


def _fact(
    sheet: Page,
    said: Sequence[Statement],
    told: DraftedFact,
    day: date | None,
    slots: Collection[Slot],
) -> Fact:
    if told.slot not in slots:
        raise UngroundedError("shape")
    span = _place(sheet, told.quote)
    near = meant.near(sheet, said, span)
    told = told.model_copy(update={"when": _words(sheet, span, near, told.when)})
    if told.slot in LEVELS:
        found, place = figured.fact(sheet, span, told, day)
        is_meant = meant.is_so(sheet, said, place, told.slot)
    else:
        found = _BY_SLOT.get(told.slot, _in_words)(sheet, span, told)
        is_meant = meant.is_told(sheet, said, span, told.slot)
    if not is_meant:
        raise UngroundedError("meant")
    if told.slot == "timeframe":
        found = _dated(sheet, span, told, day, found)
    measure, segment = (_words(sheet, span, near, one) for one in (told.measure, told.segment))
    found = found.model_copy(update={"measure": measure or found.measure, "segment": segment})
    if not grounding.fact_holds(sheet.raw, found) and told.slot not in LEVELS:
        raise UngroundedError("quote")
    return found


def _words(
    sheet: Page, span: tuple[int, int], near: tuple[int, int], told: str | None
) -> str | None:
    """Words of the text, as they stand there, of what is said with a quote."""
    place = located.place(sheet, told, near=span[0])
    if place is None or not near[0] <= place[0] < place[1] <= near[1]:
        return None
    words = squeezed(sheet.plain[slice(*place)])
    return words if words.casefold() not in _POINTING else None


def _owner(sheet: Page, span: tuple[int, int], told: DraftedFact) -> Fact:
    if (told.person or "").strip().casefold() in _SPEAKER:
        words = sheet.plain[slice(*span)].casefold().replace(",", " ").split()
        if not _SPEAKER & set(words):
            raise UngroundedError("person")
        return _plain(sheet, span, told, person=ME)
    place = located.place(sheet, told.person, near=span[0])
    if place is None or not span[0] <= place[0] < place[1] <= span[1]:
        raise UngroundedError("person")
    who = people.said(sheet.raw[slice(*place)])
    if who is None or who.startswith(("<!", "<#")):
        raise UngroundedError("person")
    return _plain(sheet, span, told, person=who)


def _evidence(sheet: Page, span: tuple[int, int], told: DraftedFact) -> Fact:
    given = sources.links_in(sheet, *span)
    if any(sources.is_work_item(link) for link in given):
        raise UngroundedError("source")
    link = next((one.url for one in given if told.source in (None, one.url)), None)
    place = located.place(sheet, told.source, near=span[0])
    named = place and span[0] <= place[0] < place[1] <= span[1]
    ref = link or (sources.called(sheet.plain[slice(*place)]) if place and named else None)
    if not ref or sources.is_ones_own(ref) or ref.startswith(_TO_PEOPLE):
        raise UngroundedError("source")
    return _plain(sheet, span, told, ref=ref)


def _in_words(sheet: Page, span: tuple[int, int], told: DraftedFact) -> Fact:
    return _plain(sheet, span, told, text=squeezed(sheet.plain[slice(*span)]) or None)


def _plain(sheet: Page, span: tuple[int, int], told: DraftedFact, **words: str | None) -> Fact:
    start, end = span
    return Fact(slot=told.slot, quote=sheet.quote(start, end), start=start, end=end, **words)


def _dated(
    sheet: Page, span: tuple[int, int], told: DraftedFact, day: date | None, found: Fact
) -> Fact:
    """A period has to be one: words that name none tell no timeframe."""
    words = told.when or told.quote
    held = figured.period(sheet, span, words, day, "timeframe")
    due = figured.period(sheet, span, words, day, "target")
    if held is None and due is None:
        raise UngroundedError("period")
    return found.model_copy(update={"as_of": held})


_BY_SLOT = {"owner": _owner, "evidence": _evidence}
