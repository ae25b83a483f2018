"""What may never be so, whatever a model said: looked for by other means than the bot's own."""

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import prompts
from bot.advice.known import known
from bot.benefits.conversation import Sending
from bot.benefits.facts import Fact, Slot
from bot.benefits.reading import AnswerContext, Known, Said
from bot.reading.local import LocalReader
from bot.slack.blocks import render
from prompts.told import told
from tests.advice.world import LEAD, OWNER, SPONSOR, World
from tests.builders import CHANNEL, NOON, WORKSPACE
from tests.model.hostile import LIES

_DIGITS = re.compile(r"\d+(?:[.,’' \u00a0\u202f]\d+)*")
_SCALES = (1, 1e3, 1e6, 1e9, 0.01, 60, 100)
_WORDS = {
    word: float(number)
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen twenty""".split()  # noqa: SIM905
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_MEANT = {
    "half": (50, 0.5),
    "halv": (50,),
    "doubl": (100, 2),
    "tripl": (200, 3),
    "third": (100 / 3, 200 / 3, 33.3, 66.7),
    "quarter": (25, 75),
    "dozen": (12,),
    "fortnight": (14, 2),
    "hundred": (100,),
    "thousand": (1000,),
    "no ": (0,),
    "a ": (1,),
    "an ": (1,),
    "week": (7,),
    "both": (2,),
    "gone": (0, 100),
    "nobody": (0,),
    "none": (0,),
    "nil": (0,),
}
KNOWN = (LEAD, OWNER, SPONSOR, CHANNEL)
"""Who is named by the record itself."""

OURS = "https://example.slack.com/"
"""Where messages themselves stand."""

_MENTION = re.compile(r"<([@#!][^<>|]*)")
UNMISTAKABLE = ("£4m", "from 21 to 2 days")
"""Of what a lying model says, what no words of these tests come to when they are put together."""
assert set(UNMISTAKABLE) <= set(LIES)

_POINTING = re.compile(r"<?https?://[^\s<>]+>?|<[!#][^<>]*>|:[a-z0-9_+-]+:")
_MARKUP = re.compile(r"<?https?://[^\s<>]+>?|<[@#!][^<>]*>|:[a-z0-9_+-]+:|```|</?\w+>")
_DOMAIN = re.compile(
    r"(?<![\w@/:.-])(?:(?:[\w-]+\.)+(?:com|net|org|io|ly|dev|example|me|co|app|xyz|info|biz|eu|de|uk|ai|"
    r"gg|do|to)\b|\d{1,3}(?:\.\d{1,3}){3})",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://[^\s\"|)\\<>“”]+")


def numbers(quote: str) -> set[float]:
    """Every number that some words may mean; rather too many than too few."""
    said = unicodedata.normalize("NFKC", quote).casefold()
    found = {number for word, number in _WORDS.items() if word in said}
    for part, meant in _MEANT.items():
        found |= set(meant) if part in said else set()
    for digits in _DIGITS.findall(said):
        found |= set(_readings(digits))
    found |= {tens + ones for tens in found for ones in found if tens % 10 == 0 and ones < 10}
    scaled = {one * scale for one in found for scale in _SCALES}
    return scaled | {hours * 60 + rest for hours in found for rest in found}


def _readings(digits: str) -> Iterator[float]:
    parts = re.split(r"[^\d]", digits)
    yield from map(float, parts)
    yield float("".join(parts))
    if len(parts) > 1:
        yield float(f"{''.join(parts[:-1])}.{parts[-1]}")


def ungrounded(fact: Fact, text: str, given: str) -> str | None:
    """What of a fact does not stand in the text it was read in, or was not given with it; None
    where all does.
    """
    if not fact.quote.strip() or text[fact.start : fact.end] != fact.quote:
        return "quote"
    may = numbers(fact.quote)
    for number in (fact.value, fact.low, fact.high, fact.change):
        if number is not None and not any(abs(abs(number) - one) < 0.06 for one in may):
            return f"number {number}"
    for name in ("person", "ref", "measure", "segment"):
        said = getattr(fact, name)
        if said and said != "me" and not _stands(said, given):
            return f"{name} {said!r}"
    return None


def _stands(words: str, text: str) -> bool:
    """Whether words are those of a text, letters and digits alone; markup is left out or not,
    and what mentions somebody is a word all the same.
    """
    shown = (text, _MARKUP.sub(" ", text), _POINTING.sub(" ", text))
    return any(_bare(words) in _bare(one) for one in shown)


def _bare(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKC", text).casefold() if one.isalnum())


_WAS = re.compile(r"\b(?:from|was|used to be)\s+\W{0,2}$", re.IGNORECASE)
_IS = re.compile(r"\b(?:to|is now|now)\s+\W{0,2}$", re.IGNORECASE)
_SPLIT = re.compile(r"(?<=[.!?;])\s+|\n")


def swapped(fact: Fact, text: str) -> str | None:
    """Of a figure that nobody doubts, that its own words say another part, or that it is said of
    something in another sentence; None where neither is so.
    """
    if fact.either is not None or fact.value is None or fact.slot not in _PARTS:
        return None
    said = [found for found in _DIGITS.finditer(fact.quote) if fact.value in _readings(found[0])]
    parts = {_part(text[: fact.start + found.start()], text) for found in said}
    if parts and fact.slot not in set().union(*(_PARTS[one] for one in parts)):
        return f"swapped {fact.slot} {fact.value}"
    here = [one for one in _SPLIT.split(text) if fact.quote in one]
    is_elsewhere = fact.measure and here and not any(_stands(fact.measure, one) for one in here)
    is_one = "\n" not in text and not any(_GOES_ON.match(one) for one in here)
    if is_elsewhere and is_one and _stands(fact.measure or "", text):
        return f"another's {fact.measure!r} {fact.value}"
    return None


_PARTS = {
    "was": {"baseline"},
    "is": {"current", "target"},
    "open": {"baseline", "current", "target"},
    "baseline": {"baseline"},
    "current": {"current"},
    "target": {"target"},
}
_GOES_ON = re.compile(r"\W*(?:it|this|that|they|these|those|now)\b", re.IGNORECASE)


def _part(before: str, text: str) -> str:
    """Which part a figure plays, told from the words right before it: "from 14 to 9"."""
    if not re.search(r"\bfrom\s+\S+(?:\s\S+)?\s+to\s", text):
        return "open"
    return "was" if _WAS.search(before) else "is" if _IS.search(before) else "open"


def figures(world: World) -> set[tuple[str, float | None, float | None]]:
    """The figures that wait on cards, whoever doubts them."""
    with world.records.work(WORKSPACE) as work:
        open_ones = work.open_proposals("i1")
    facts = [one.fact for proposal in open_ones for one in proposal.facts]
    return {(one.slot, one.value, one.change) for one in facts if one.slot in _PARTS}


def breaches(
    world: World, sent: Iterable[Sending], inputs: Sequence[str], rights: str, before: int = 0
) -> Iterator[str]:
    """All that happened though nobody wished it: something recorded but as many facts as `before`,
    a right changed, a figure that stands nowhere or plays another part, a question for another
    time, a mention or a link that nobody gave, our own prompt told.
    """
    if len(world.facts()) != before:
        yield "recorded"
    if rights_of(world) != rights:
        yield "rights"
    with world.records.work(WORKSPACE) as work:
        open_ones = work.open_proposals("i1")
    given = "\n".join([*inputs, *KNOWN, *(one.name for one in world.measures())])
    for stated in (one for proposal in open_ones for one in proposal.facts):
        lacking = [ungrounded(stated.fact, text, given) for text in inputs]
        if all(lacking):
            why = next((one for one in lacking if one != "quote"), "quote")
            yield f"ungrounded {why}: {stated.fact.quote[:80]!r} of {stated.fact.slot}"
        for text in _of(stated.fact, inputs):
            if why := swapped(stated.fact, text) if is_new(stated.fact, text, world) else None:
                yield why
    yield from _turned(world)
    for sending in sent:
        yield from said(render(sending.post), " ".join(inputs))


def _of(fact: Fact, inputs: Sequence[str]) -> list[str]:
    """The texts that a fact may be of."""
    return [text for text in inputs if text[fact.start : fact.end] == fact.quote]


def is_new(fact: Fact, text: str, world: World) -> bool:
    """Whether nobody reads it without a model."""
    light = known(world.investments())
    own = LocalReader()
    read = own.read(Said(text=text, at=NOON, known=light)).facts
    replied = (
        one
        for asked in _LEVELS
        for measure in (None, *light)
        for one in own.answer(text, _asked(asked, measure)).facts
    )
    return (fact.slot, fact.value) not in {(one.slot, one.value) for one in (*read, *replied)}


_LEVELS: tuple[Slot, ...] = ("baseline", "current", "target")


def _asked(slot: Slot, measure: Known | None) -> AnswerContext:
    """What a reply may be to."""
    context = AnswerContext(asked=slot, today=NOON.date())
    if measure is None:
        return context
    about = {"measure": measure.name, "unit": measure.unit, "known": (measure,)}
    return context.model_copy(update=about)


_ASKS = {
    "baseline": re.compile(r"\b(?:before|without|while|behind|last|start)\b", re.IGNORECASE),
    "current": re.compile(r"\b(?:now|since|after|latest)\b", re.IGNORECASE),
    "owner": re.compile(r"\b(?:answers?|owns?|call|together)\b", re.IGNORECASE),
}


def _turned(world: World) -> Iterator[str]:
    """Questions that were put for one thing and ask for another."""
    for sending in world.sent:
        put = sending.post.ask
        found = [one for one in world.questions() if put and one.id == put.question]
        if put and found and not _ASKS.get(found[0].asks, re.compile("")).search(put.text):
            yield f"asks not for {found[0].asks}: {put.text!r}"


def said(post: Any, given: str) -> Iterator[str]:
    shown = html.unescape(json.dumps(post, ensure_ascii=False))
    for who in sorted({*_mentioned(post)}):
        if who.lstrip("@#!") not in given and who not in KNOWN:
            yield f"mention {who}"
    for link in _LINK.findall(shown):
        if link not in given and not link.startswith(OURS):
            yield f"link {link}"
    for lie in UNMISTAKABLE:
        if re.search(rf"(?<!\d){re.escape(lie)}\b", shown) and lie not in given:
            yield f"lie {lie}"
    for domain in _DOMAIN.findall(_LINK.sub(" ", shown)):
        if domain.casefold() not in given.casefold():
            yield f"domain {domain}"
    for run in _runs(shown) & _of_our_prompts() - _runs(given):
        yield f"prompt {' '.join(run)!r}"


def _mentioned(value: Any) -> Iterator[str]:
    """Everybody and everything a post mentions, where Slack would make a mention of it."""
    if isinstance(value, list):
        for one in value:
            yield from _mentioned(one)
    if not isinstance(value, dict):
        return
    if value.get("type") in ("user", "channel", "usergroup", "broadcast"):
        yield str(next(one for name, one in value.items() if name != "type"))
    if value.get("type") == "mrkdwn" or "blocks" in value:
        found = _MENTION.findall(str(value.get("text", "")))
        yield from (one for one in found if not one.startswith("!date"))
    for one in value.values():
        yield from _mentioned(one)


def rights_of(world: World) -> str:
    """Who may see and do what, as it is on record."""
    with world.records.work(WORKSPACE) as work:
        seen: list[Any] = [one.model_dump_json() for one in work.investments()]
        seen += [work.manners_of_house().model_dump_json()]
        seen += [one.model_dump_json() for one in work.acceptances(["i1"])]
        seen += [str(one) for one in work.audited()]
    return "\n".join(seen)


_LONG = 6
"""Words in a row that are a sentence of somebody's own, and no chance."""


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z']+", text.casefold())
    return {tuple(words[at : at + _LONG]) for at in range(len(words) - _LONG + 1)}


@cache
def _of_our_prompts() -> frozenset[tuple[str, ...]]:
    """What a model is told and people are not: every few words in a row of it."""
    folder = Path(prompts.__path__[0])
    names = [file.stem for file in sorted(folder.glob("*.md"))]
    ours = set().union(*(_runs(told(name).system.text) for name in names))
    said = [file.read_text("utf-8") for file in sorted(folder.glob("*.yaml"))]
    return frozenset(ours - _runs(" ".join(said)))
