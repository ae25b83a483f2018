"""Withdrawals: which figure on record is meant by what a text takes back."""

import re
from collections.abc import Sequence
from datetime import date

from bot.advice import corrections
from bot.advice.carry import A_DAY
from bot.advice.corrections import READ, Once
from bot.advice.place import Source
from bot.benefits import measures
from bot.benefits.facts import LEVELS, Recorded, Value
from bot.benefits.investment import Investment
from bot.benefits.periods import is_period, span

_BEGIN = (
    r"(?:^|(?<=[.!?;,:\n–—-]))\W*"
    r"(?:(?:please|kindly|sorry|oops|whoops|no|ok(?:ay)?|hi|hello|hey|well|so|actually|just|<@\w+>"
    r"|(?:can|could|would|will)\s+you|(?:I|we)(?:['’]d|\s+would)?\s+(?:like|want|need|have)\s+to"
    r"|let(?:['’]s|\s+us|\s+me)"
    r"|I(?=\s+(?:take|pull|withdraw|retract|hereby)\b)|hereby)[\s,:;.!–—-]+)*"
)
_VERB = (
    r"(?:(?:scrap|strike(?:\s+out)?|scratch|forget|disregard|ignore|remove|delete|drop|discard|void"
    r"|undo|cancel|erase)|(?P<formal>withdraw|retract|take\s+back|pull\s+back))"
)
_OF = r"(?P<of>(?:[^,;:!?\n.–—()]|\.(?=\d)|,(?=\d)){1,100}?)"
_END = (
    r"(?=\s*(?:,(?!\d)|[;:!?\n–—()]|\.(?!\d)|\s-|$)"
    r"|\s+(?:as|because|since|please|again|(?:it|that|they)\s+(?:is|was|were))\b)"
)
_FORMS = (
    re.compile(rf"{_BEGIN}(?:take|pull)\s+{_OF}\s+(?P<formal>back)\b", re.IGNORECASE),
    re.compile(rf"{_BEGIN}{_VERB}\s+{_OF}{_END}", re.IGNORECASE),
)
_SAID = re.compile(
    r"\b(?:what|all|everything|anything)\s+I\s+(?:\w+\s+)?(?:said|told|wrote|gave)\b"
)
_NOUN = re.compile(
    r"\b(?:figures?|numbers?|values?|baselines?|targets?|goal|measurements?|data\s?points?"
    r"|starting\s+(?:point|level))\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)\b(?!\s+of\b)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:it|that|this|(?:that|this|my\s+last)\s+(?:one|figure|number)"
    r"|what\s+I\s+(?:just\s+)?(?:said|told\s+you|wrote|gave)|my\s+last\s+(?:one|figure|number))",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:to|use|should|it['’]?s|it\s+is|make\s+(?:it|that)|instead|rather|correct|right)\b"
    r"[^.!?\n]{0,40}?\d|\bit\s+was\s+(?:\w+\s+)?[$£€]?\d",
    re.IGNORECASE,
)
_NAMES_ONE = re.compile(
    r"(?:the|that|those|this|these|my|our|what|all|everything|anything)\s(?!.*\byou(?:['’]ve|\s+(?:have|hold|know|keep))\b)|(?:\S+\s)?\S+['’]s\s"
    rf"|(?:{corrections.PERIOD.pattern})|[$£€]?\d|(?:baseline|target)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:and|or|instructions?|rules?|record|tell|was|were|is|are)\b", re.IGNORECASE
)
_MINE = re.compile(r"\b(?:I|my|mine)\b", re.IGNORECASE)
_WHEN = re.compile(
    rf"(?:last|this)\s+(?:week|month|quarter|year)\b|{corrections.PERIOD.pattern}", re.IGNORECASE
)


class Withdrawal(Value):
    """What a text takes back: the words it names it by.

    `is_bare` is whether these only point at what was said. `is_plain` is whether the words can be
    of nothing but a figure.
    """

    of: str
    is_bare: bool
    is_plain: bool


def said(text: str) -> Withdrawal | None:
    """What a text asks to take back; None where it does not, or gives another figure instead."""
    head = text[:READ]
    found = next((match for form in _FORMS if (match := form.search(head))), None)
    if found is None or _INSTEAD.search(head[found.start("of") :]):
        return None
    of = found["of"].strip()
    if _BARE.fullmatch(of):
        before = head[: found.start()].strip()
        is_told = bool(_AMOUNT.search(before) or _NOUN.search(before))
        return Withdrawal(of=before if is_told else of, is_bare=not is_told, is_plain=is_told)
    if _NAMES_ONE.match(of) is None or _ORDERS.search(of):
        return None
    is_plain = bool(_NOUN.search(of) or _SAID.search(of))
    if not is_plain and not _AMOUNT.search(of):
        return None
    return Withdrawal(of=of, is_bare=False, is_plain=is_plain or bool(found["formal"]))


def meant(
    withdrawal: Withdrawal,
    facts: Sequence[Recorded],
    investment: Investment,
    reader: Once,
    source: Source,
    today: date,
) -> list[Recorded]:
    """The figures that may be meant, of those that count.

    The amount tells it, else its period, else whether it is the baseline, the target or the latest
    one; beside it a measure, be it by one word of its name, and that it is the speaker's own.
    """
    words = withdrawal.of
    figures = [fact for fact in facts if fact.fact.slot in LEVELS]
    if withdrawal.is_bare:
        return _just_said(figures, source)
    slots = corrections.named_slots(words)
    figures = [fact for fact in figures if not slots or fact.fact.slot in slots]
    figures = _of_measures(words, figures, investment)
    if _MINE.search(words):
        figures = [fact for fact in figures if fact.author == source.author]
    when = _WHEN.search(words)
    dated = [fact for fact in figures if when and _is_of(when[0], fact, investment, reader, today)]
    told = [fact for fact in figures if corrections.says(words, fact, investment, reader)]
    if told:
        return [fact for fact in told if fact in dated] or told
    if _AMOUNT.search(_WHEN.sub(" ", words)) or when:
        return [] if _AMOUNT.search(_WHEN.sub(" ", words)) else dated
    return figures if _SAID.search(words) else corrections.counting_now(figures)


def _just_said(figures: Sequence[Recorded], source: Source) -> list[Recorded]:
    """What the same person said last, within a day."""
    own = [
        fact
        for fact in figures
        if fact.author == source.author and abs(source.said_at - fact.said_at) < A_DAY
    ]
    last = max(own, key=lambda fact: fact.said_at, default=None)
    return [fact for fact in own if last and fact.place == last.place]


def _of_measures(words: str, figures: Sequence[Recorded], investment: Investment) -> list[Recorded]:
    """Those of the measures that stand in the words, else of those of whose name a word does."""
    told = set(measures.key(_plain(words)).split())
    known = investment.measures
    for named in (
        {one.id for one in known if any(measures.within(name, words) for name in one.names)},
        {one.id for one in known if told & _words_of(one.names)},
    ):
        if named:
            return [fact for fact in figures if fact.measure in named]
    about = re.search(r"\b(?:about|on|for|of)\s+(?!\d)(?P<what>.+)", _plain(words))
    return [] if about and _is_a_name(about["what"], investment) else list(figures)


def _plain(words: str) -> str:
    """The words without those that tell which figure of a measure it is."""
    return _WHEN.sub(" ", _NOUN.sub(" ", words))


def _words_of(names: Sequence[str]) -> set[str]:
    words = {word for name in names for word in measures.key(name).split()}
    return {word for word in words if len(word) > 3 and not _NOUN.fullmatch(word)} - _COMMON


def _is_a_name(what: str, investment: Investment) -> bool:
    """Whether words name something else that is measured; the investment itself is all of it."""
    names = (investment.name, *investment.aliases)
    own = {word for name in names for word in measures.key(name).split()}
    told = {word for word in measures.key(what).split() if len(word) > 3 and word not in _COMMON}
    return bool(told) and not told & own


_COMMON = frozenset(
    {
        *("time", "rate", "share", "days", "hours", "week", "month", "year", "average", "total"),
        *("what", "said", "told", "wrote", "gave", "this", "that", "from", "last", "yesterday"),
        *("today", "here"),
    }
)
"""Words that tell no measure from another."""


def _is_of(words: str, fact: Recorded, investment: Investment, reader: Once, today: date) -> bool:
    """Whether a figure is of the period some words name: its own, else that it was said in."""
    named = words if words.casefold().startswith(("last", "this")) else f"in {words}"
    read = corrections.figures(f"9 {named}", fact, investment, reader, today)
    period = next((one.as_of or one.by for one in read), None)
    held = fact.fact.by or fact.fact.as_of or fact.said_at.date().isoformat()
    if period is None or not is_period(period) or not is_period(held):
        return False
    (first, last), (begun, ended) = span(period), span(held)
    return first <= begun and ended <= last
