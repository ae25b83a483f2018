"""Where a text names a measure that is on record: in full, shortened, or in other forms."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from bot.benefits.facts import Fact
from bot.benefits.reading import Known
from bot.reading import opened, places, slips
from bot.reading.statements import Statement
from bot.reading.vocabulary import listed

How = Literal["full", "short", "word"]
_ORDER: tuple[How, ...] = ("full", "short", "word")

_SMALL = listed("of to in for per on the a an and by at its our their")
_GENERIC = listed(
    "time times rate rates number numbers count counts level levels share average mean median "
    "total figure figures value volume score cost costs"
)
_FREE = _SMALL | listed(
    "live quarter month week year season term average mean median overall total current latest "
    "typical monthly weekly daily quarterly "
    "annual yearly new old own whole same previous earlier initial baseline target actual this "
    "that these those we he she they it you i my your his her us is was are were be been has "
    "have had having and or but so if as than then now still also both get gets getting got "
    "keep keeps kept bring brings brought cut cuts reduce reduces reduced lower lowers lowered "
    "improve improves improved see saw sees show shows showed give gives gave put puts say says "
    "said want wants need needs take takes make makes from with about into until before after "
    "while where when which who because since over under all each every no not only just even "
    "today yesterday again finally btw fyi update updates agreed measured reported call track "
    "tracks means mean wow hub team's hi hello hey team everyone folks drive drove "
    "push pushed hit move moved record note report confirm own owns owned owner here very his "
    "out about turns some any proud lovely nice great good seconds minutes hours days weeks "
    "months mins hrs over against via within during between plus inherits inherited hands handed "
    "passes passed picks picked gives handing passing giving taking runs "
    "looks looking carries answers leaving leaves leave allowing allow"
)
_NOUNS = listed(
    "report reports dashboard dashboards workshop workshops training session sessions meeting "
    "project team review survey analysis study improvement improvements programme program tool "
    "page app module feature slide chart graph story ticket tickets form template policy "
    "process calculation tracker calculator clinic board committee initiative campaign pilot "
    "test tests owner owners lead"
)
"""Behind a name these make it a word of something else: "the handling time workshop"."""

_DOERS = listed("i we they you he she who to will can also just really must should and i'd we'd")
"""Behind one of these stands a verb: "I reckon repair time", not a word of a longer name."""

_TIMES = listed(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday "
    "sunday q1 q2 q3 q4 h1 h2 ytd mtd qtd yoy spring summer autumn winter easter christmas"
)
"""Before a name these tell when, not of which part: "in May ward waits were 40 minutes"."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_JOINT = re.compile(r"[ \u00a0]{1,3}|[-‐–/’'_]")
_DEED = re.compile(r"(?:time|days|hours|cost)\s+to\s+[a-z]{4,}(?=\s)", re.IGNORECASE)
"""What is done, without to what: "time to confirm" of "time to confirm an order"."""
_STEM = 3
_TELLING = 6
"""Letters of a stem that may stand for a whole name: shrinkage, acceptance."""


@dataclass(frozen=True)
class Mention:
    """A known measure in a text, from `start` to `end`; `part` is a name put before it."""

    start: int
    end: int
    known: Known
    how: How
    part: str | None = None


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    word: str
    stem: str


def find(text: str, known: Sequence[Known]) -> list[Mention]:
    """Every known measure the text names, in order; words that may mean two of them name none."""
    tokens = [_token(found) for found in _WORD.finditer(text)]
    found = list(_all(text, tokens, known))
    found.sort(key=lambda one: (_ORDER.index(one.how), one.start - one.end))
    kept: list[Mention] = []
    taken: list[Mention] = []
    for one in found:
        if any(_overlap(one, other) for other in taken):
            continue
        taken.append(one)
        if _stands(text, one, tokens) and _is_plain(one, found):
            kept.append(_whole(text, _with_part(text, one, tokens), tokens))
    return sorted(kept, key=lambda one: one.start)


def around(
    fact: Fact, statements: Iterable[Statement], known: Sequence[Known]
) -> Iterator[tuple[int, int, How]]:
    """The places of the names in the statement in which a fact begins, and how each is named."""
    for one in statements:
        if one.start <= fact.start < one.end:
            yield from (
                (*one.span(each.start, each.end), each.how) for each in find(one.text, known)
            )


def _whole(text: str, one: Mention, tokens: Sequence[_Token]) -> Mention:
    """With the small word its name begins with, where that is joined to it: "on-time delivery"."""
    before = _next_to(text, one.start, tokens, ahead=True)
    if before is None or text[before.end : one.start] != "-" or before.word not in _SMALL:
        return one
    return replace(one, start=before.start) if _begins(one.known, before.word) else one


def _begins(known: Known, word: str) -> bool:
    return any(name.casefold().startswith(word) for name in (known.name, *known.aliases))


def words(text: str, one: Mention) -> str:
    """The text's own words for it, without a capital that only begins a sentence."""
    said = " ".join(text[one.start : one.end].split())
    first, gap, rest = said.partition(" ")
    return (first.lower() if first[1:].islower() and first[0].isupper() else first) + gap + rest


def _token(found: re.Match[str]) -> _Token:
    word = found[0].casefold()
    return _Token(*found.span(), word, _stem(word))


def _stem(word: str) -> str:
    """A word without its ending: queries and query, hiring and hire, errors and error."""
    word = re.sub(r"['’]s?$", "", word.casefold())
    if word.endswith("ies") and len(word) > 2 * _STEM - 1:
        word = word.removesuffix("ies") + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _STEM:
        word = word.removesuffix("s")
    if word in _GENERIC:
        return word
    for ending in ("ment", "ing", "ed", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word.removesuffix(ending)
    return word


@lru_cache(maxsize=1_024)
def _forms(one: Known) -> tuple[tuple[How, tuple[str, ...]], ...]:
    """The stems that name a measure together, fullest first."""
    found: list[tuple[How, tuple[str, ...]]] = []
    for name in (one.name, *one.aliases):
        content = _content(name)
        if content:
            found.append(("full", content))
        if deed := _DEED.match(name):
            found.append(("short", _content(deed[0])))
        if initials := _initials(name):
            found.append(("short", (initials,)))
    found += [(how, form) for how, form in _shortened(_content(one.name))]
    seen: dict[tuple[str, ...], How] = {}
    for how, form in found:
        seen.setdefault(form, how)
    return tuple((how, form) for form, how in seen.items())


def _initials(name: str) -> str | None:
    """The first letters of three words or more, in capitals as they stand in a text: FTF."""
    words = _WORD.findall(name)
    letters = "".join(word[0] for word in words).upper()
    return letters if len(letters) > _STEM - 1 and letters.isalpha() else None


def _content(name: str) -> tuple[str, ...]:
    words = [found[0].casefold() for found in _WORD.finditer(name)]
    telling = [word for word in words if word not in _SMALL] or words
    return tuple(_stem(word) for word in telling)


def _shortened(content: tuple[str, ...]) -> Iterator[tuple[How, tuple[str, ...]]]:
    """Its head words, and it without a last word that is said of anything."""
    for first in range(1, len(content) - 1):
        tail = content[first:]
        if any(word not in _GENERIC for word in tail):
            yield "short", tail
    bare = tuple(word for word in content if word not in _GENERIC)
    if bare and bare != content:
        how: How = "short" if len(bare) > 1 else "word"
        if how == "short" or len(bare[0]) > _STEM:
            yield how, bare
    if len(bare) > 1 and len(bare[-1]) >= _TELLING:
        yield "word", bare[-1:]


def _all(text: str, tokens: Sequence[_Token], known: Sequence[Known]) -> Iterator[Mention]:
    starts: dict[str, list[tuple[Known, How, tuple[str, ...]]]] = {}
    for one in known:
        for how, form in _forms(one):
            for stem in set(form):
                starts.setdefault(stem, []).append((one, how, form))
    for place, token in enumerate(tokens):
        said = text[token.start : token.end]
        for one, how, _ in starts.get(said, ()) if said.isupper() and len(said) >= _STEM else ():
            yield Mention(token.start, token.end, one, how)
        for one, how, form in starts.get(token.stem, ()):
            if end := _reach(text, tokens, place, form):
                yield Mention(token.start, end, one, how)
    for one in known:
        yield from _slipped(text, tokens, one)


def _slipped(text: str, tokens: Sequence[_Token], one: Known) -> Iterator[Mention]:
    """A full name of several words, one of them written in a hurry."""
    forms = [form for how, form in _forms(one) if how == "full" and len(form) > 1]
    for form in forms:
        for number, token in enumerate(tokens):
            meant = next((stem for stem in form if slips.is_slip(token.stem, stem)), None)
            others = {each.stem for each in tokens[max(0, number - 3) : number + 4]}
            if meant is None or not set(form) - {meant} <= others:
                continue
            written = tuple(token.stem if stem == meant else stem for stem in form)
            for place in range(max(0, number - len(form) - 2), number + 1):
                if tokens[place].stem in written and (end := _reach(text, tokens, place, written)):
                    yield Mention(tokens[place].start, end, one, "full")
                    break


def _reach(text: str, tokens: Sequence[_Token], place: int, form: tuple[str, ...]) -> int | None:
    """Where words that make up a form end, in whatever order, small words between them."""
    left = list(form)
    for number in range(place, min(len(tokens), place + len(form) + 3)):
        token = tokens[number]
        gap = text[tokens[number - 1].end : token.start]
        if number > place and not _JOINT.fullmatch(gap):
            return None
        if token.stem in left:
            left.remove(token.stem)
        elif token.word not in _SMALL:
            return None
        if not left:
            return token.end
    return None


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _is_plain(one: Mention, found: Sequence[Mention]) -> bool:
    """Whether no other measure is named by the same words as well."""
    return not any(
        other.known.name.casefold() != one.known.name.casefold() and other.how == one.how
        for other in found
        if (other.start, other.end) == (one.start, one.end)
    )


def _stands(text: str, one: Mention, tokens: Sequence[_Token]) -> bool:
    """Whether it is no part of a longer name: not "billing error rate", nor its "workshop"."""
    before = _next_to(text, one.start, tokens, ahead=True)
    behind = _next_to(text, one.end, tokens, ahead=False)
    if behind is not None and behind.word in _NOUNS:
        return False
    if before is None or before.word in _FREE or re.search(r"\d|['’]s?$|ly$", before.word):
        return True
    if places.before(text[: one.start]):
        return True
    if one.how == "word":
        return False
    if opened.by(text[: one.start]) or (one.how == "full" and opened.at_change(text[: one.start])):
        return True
    lead = _next_to(text, before.start, tokens, ahead=True)
    return text[before.start].isupper() or (lead is not None and lead.word in _DOERS)


def _next_to(text: str, place: int, tokens: Sequence[_Token], *, ahead: bool) -> _Token | None:
    """The word that stands right before or behind a place, with nothing but a blank between."""
    for token in tokens:
        gap = text[token.end : place] if ahead else text[place : token.start]
        near = token.end <= place if ahead else token.start >= place
        if near and len(gap) <= 1 and gap in (" ", "-", ""):
            return token
    return None


def _with_part(text: str, one: Mention, tokens: Sequence[_Token]) -> Mention:
    """With the name before it, which says of which part of the whole it is told."""
    before = _next_to(text, one.start, tokens, ahead=True)
    if before is None or before.word in _FREE or not text[before.start].isupper():
        return one
    if re.sub(r"['’]s?$", "", before.word) in _TIMES:
        return one
    if re.search(r"\d|ly$", before.word):
        return one
    part = re.sub(r"['’]s?$", "", text[before.start : before.end])
    return Mention(one.start, one.end, one.known, one.how, part)
