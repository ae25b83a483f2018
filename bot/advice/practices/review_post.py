"""What a value review shows: what was prepared, what people added, what was decided and signed."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.advice import digest
from bot.advice.asked import Asked
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.practices.review_prepared import Prepared
from bot.advice.standing import Standing, standing
from bot.advice.told import Told
from bot.benefits.conversation import Line, Option, Part, Post, Span
from bot.benefits.entries import Entry
from bot.benefits.investment import Investment
from bot.benefits.practices.review import BLIND, QUESTIONS, Review
from bot.benefits.questions import Citation, Passage
from bot.ports import Voice, Work

PASSAGES = (
    "systems-that-pay-back",
    "detours-as-a-map",
    "work-held-by-technology",
)
"""What it rests on, as far as there is room to say so."""

ADDED = 2
"""Lines people added to a question that are shown, at most, the latest."""

KNOWN = 3
"""Lines of the record to a question in a message, at most, but for what delivers, of which every
measure is told; a file tells all of them."""

DECISIONS = 3
"""Decisions shown, at most, the latest."""


def cited(doors: Doors) -> tuple[Citation, ...]:
    """The passages it rests on."""
    return tuple(citation(doors.library.passage(one)) for one in PASSAGES)


def citation(passage: Passage) -> Citation:
    """A passage as it is cited."""
    return Citation(id=passage.id, title=passage.title, source=passage.source)


def of_review(
    work: Work,
    here: Sequence[Investment],
    review: Review | None,
    last: Review | None,
    cites: Sequence[Citation],
    voice: Voice,
    now: datetime,
    *,
    in_full: bool = False,
) -> Post:
    """The review of these investments. Without one that is open it is a look for one person, which
    nobody completes or signs. `last` is the one before. What nothing on record and nobody
    answers is named together; `in_full`, as in a file, each question is asked in its words with all
    there is to it, and what is blank is left out.
    """
    found = standing(work, here, Asked(), now, str, with_drifts=True)
    told = Told(voice, Asked())
    prepared = Prepared(work, found, told)
    known = {one: prepared.lines(one) for one in (*QUESTIONS, *BLIND)}
    names = {one.id: one.name for one in here}
    told_of = [one for one in known if known[one] or (review and review.of(one))]
    first, *rest = known["delivers"]
    if not in_full:
        known = {one: lines[:KNOWN] for one, lines in known.items()} | {"delivers": tuple(rest)}
    of = _Of(review, names, in_full, voice)
    questions = [one for one in QUESTIONS if one in told_of]
    parts = [part for one in questions if (part := _question(one, known[one], of)).lines]
    blind = [line for one in BLIND if one in told_of for line in _blind(one, known[one], of)]
    if not in_full:
        left = [one for one in known if one not in told_of and not prepared.tells_its_end(one)]
        blank = ", ".join(voice.say(f"review_short_{one}") for one in left)
        blind += [(Span(text=voice.say("review_no_record", names=blank)),)] if left else []
    if blind:
        parts.append(Part(title=voice.say("review_short_blind"), lines=tuple(blind)))
    if last is not None and last.decisions:
        lines = tuple(_since(work, found, last, told, names, voice))
        parts.insert(0, Part(title=voice.say("review_last"), lines=lines))
    if review is not None:
        parts += _decided(review, names, voice)
    n = told.number(len(here), "investments")
    day = in_words((review.at if review else now).date())
    key = "review_head_one" if len(here) == 1 else "review_head"
    given = {"date": day} if len(here) == 1 else {"n": n, "date": day}
    closing = "review_closing" if review else "review_closing_alone"
    head: Line = (Span(text=voice.say(key, **given), strong=True),)
    why: Line = (Span(text=voice.say("review_why")),)
    return Post(
        lead=(
            *((head, why) if in_full else ((*head, Span(text=" "), *first),)),
            *(signed(review, voice) if review else ()),
        ),
        parts=tuple(parts),
        options=_options(review, voice) if review else (),
        citations=tuple(cites),
        closing=voice.say(closing, date=in_words(now.date())),
    )


class _Of(NamedTuple):
    """What is said of any question: what people added to it, of which investments, how fully."""

    review: Review | None
    names: dict[str, str]
    in_full: bool
    voice: Voice


def _question(question: str, known: Sequence[Line], of: _Of) -> Part:
    asked: Line = (Span(text=of.voice.say(f"review_{question}")),)
    added = _added(question, of.review, of.names, of.voice)
    lines = (*([asked] if of.in_full else []), *known, *added)
    return Part(title=of.voice.say(f"review_short_{question}"), lines=lines)


def _blind(question: str, known: Sequence[Line], of: _Of) -> Iterator[Line]:
    """A line of the record, since there are five of them, and what people added."""
    say = of.voice.say
    title = Span(text=f"{say(f'review_short_{question}')}: ", strong=True)
    asked = (Span(text=f"{say(f'review_{question}')} "),) if of.in_full else ()
    added = list(_added(question, of.review, of.names, of.voice))
    if known:
        between = (Span(text=" · "),)
        whole = (
            span for n, line in enumerate(known) for span in ((*between, *line) if n else line)
        )
        yield (title, *asked, *whole)
        yield from added
    elif added:
        yield (title, *asked, *added[0])
        yield from added[1:]


def _added(
    question: str, review: Review | None, names: dict[str, str], voice: Voice
) -> Iterator[Line]:
    own = review.of(question) if review else []
    for one in own[-ADDED:]:
        yield (Span(text=f"{voice.say('review_completed')} "), *quoted(one, names))


def quoted(one: Entry, names: dict[str, str]) -> Line:
    """What somebody said of an investment, who and when."""
    name = names.get(one.investment, "")
    who = (Span(text=", "), Span(text="", user=one.author)) if one.author else ()
    day = Span(text=f", {in_words(one.said_at.date())}")
    words = Span(text=f"“{one.text}”", href=one.permalink)
    home = (Span(text=f"{name}: ", strong=True),) if name else ()
    return (*home, words, *who, day)


def _decided(review: Review, names: dict[str, str], voice: Voice) -> list[Part]:
    if not review.decisions:
        return []
    lines = tuple(decision(one, names, voice) for one in review.decisions[-DECISIONS:])
    return [Part(title=voice.say("review_decided"), lines=lines)]


def decision(one: Entry, names: dict[str, str], voice: Voice) -> Line:
    """What was decided, by when it is to be done."""
    by = voice.say("review_by_day", date=in_words(one.day)) if one.day else ""
    return (*quoted(one, names), *((Span(text=f", {by}"),) if by else ()))


def _since(
    work: Work, found: Standing, last: Review, told: Told, names: dict[str, str], voice: Voice
) -> Iterator[Line]:
    """What was decided last time, and what moved since of what it was about."""
    moved = list(digest.moved(work, found, told, last.at))
    for one in last.decisions[-DECISIONS:]:
        yield decision(one, names, voice)
        home = f"{names.get(one.investment, '')} · "
        own = [line for line in moved if line[0].text.startswith(home)]
        yield from own or [(Span(text=f"{home}{voice.say('review_last_nothing')}"),)]


def signed(review: Review, voice: Voice) -> Iterator[Line]:
    """Who signed it, the latest last, or that nobody did."""
    if not review.signatures:
        yield (Span(text=voice.say("review_unsigned")),)
    for one in review.signatures[-DECISIONS:]:
        yield signature(one, review, voice)


def signature(one: Entry, review: Review, voice: Voice) -> Line:
    """Who signed which version when, with which words, and whether something was added since."""
    said = voice.say("review_signed", version=str(review.version_at(one)))
    who = Span(text="", user=one.author) if one.author else Span(text="–")
    day = f", {in_words(one.said_at.date())}"
    since = f"; {voice.say('review_changed')}" if review.has_changed_since(one) else ""
    words = f": “{one.text}”" if one.text else ""
    return (Span(text=f"{said} "), who, Span(text=f"{day}{words}{since}"))


def _options(review: Review, voice: Voice) -> tuple[Option, ...]:
    named = [*((one, f"review_short_{one}") for one in QUESTIONS), ("blind", "review_short_blind")]
    named += [("decide", "review_button_decide"), ("sign", "review_button_sign")]
    return tuple(
        Option(ref=f"review|{review.id}/{name}", label=voice.say(key), verb="guide")
        for name, key in named
    )
