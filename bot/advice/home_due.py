"""What waits for somebody in their Home: what they were asked, what is open in their channels, and
what is due from them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from bot.advice.home_seen import Seen
from bot.advice.told import place
from bot.benefits.conversation import FORM_SLOTS, Line, Span
from bot.benefits.due import Due, History, due_gaps, is_known
from bot.benefits.facts import Recorded
from bot.benefits.home import Section, Waiting
from bot.benefits.periods import in_words
from bot.benefits.questions import Question
from bot.benefits.reminders import COUNTED, holder, is_given_up, is_put_off, of_question
from bot.ports import Noticed, Voice

ASKED = 5
"""Questions of one's own that are shown, at most; those of one's channels are fewer."""

OF_THE_TEAM = 3

LINES = 5


@dataclass(frozen=True, slots=True)
class Open:
    """The sections, and the ids of the investments about which something is open or due."""

    sections: tuple[Section, ...]
    open: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Waits:
    of: History
    question: Question
    is_theirs: bool


def due(seen: Seen, voice: Voice) -> Open:
    """What can be answered at once, own questions first; then what is due and nobody asked yet."""
    waiting = [one for of in seen.histories.values() for one in _waiting(of, seen)]
    waiting.sort(key=lambda one: (one.question.at, one.question.id))
    gaps = {id: _unasked(of, seen) for id, of in seen.histories.items()}
    theirs = [one for one in waiting if one.is_theirs]
    team = _first_of_each([one for one in waiting if _is_of_team(one, seen)])
    sections = (
        *_asked("home_waiting", theirs, ASKED, seen, voice),
        *_asked("home_team", team, OF_THE_TEAM, seen, voice),
        *_from_them(gaps, seen, voice),
    )
    homes = {one.question.investment for one in waiting} | {id for id, of in gaps.items() if of}
    return Open(tuple(sections), frozenset(homes))


def _waiting(of: History, seen: Seen) -> Iterator[_Waits]:
    """What was asked about one investment, can be answered, is not known and was not given up; what
    is put off waits for its day.
    """
    for one in of.questions:
        if not one.can_be_answered(seen.now) or is_known(of, one) or is_given_up(one.id, of.steps):
            continue
        if not is_put_off(one.id, of.steps, seen.now.date()):
            held = holder(of_question(one.id, of.steps)) or one.person
            yield _Waits(of, one, held == seen.person.id)


def _is_of_team(one: _Waits, seen: Seen) -> bool:
    """Whether anybody in its channel may answer it, and this person is one of them."""
    is_here = one.of.investment.channel in seen.inside
    return is_here and not one.is_theirs and seen.person.is_full_member


def _first_of_each(waiting: list[_Waits]) -> list[_Waits]:
    """One question an investment, the oldest."""
    found: dict[str, _Waits] = {}
    for one in waiting:
        found.setdefault(one.question.investment, one)
    return list(found.values())


def _asked(
    key: str, waiting: list[_Waits], most: int, seen: Seen, voice: Voice
) -> Iterator[Section]:
    if not waiting:
        return
    left = len(waiting) - most
    more = (voice.say(f"{key}_more", n=str(left)),) if left > 0 else ()
    yield Section(
        title=voice.say(key),
        waiting=tuple(_shown(one, seen) for one in waiting[:most]),
        lines=tuple((Span(text=one),) for one in more),
    )


def _shown(one: _Waits, seen: Seen) -> Waiting:
    home, question = one.of.investment, one.question
    asked = {question.person, *_went_to(one)}
    return Waiting(
        question=question.id,
        about=place(home, home.measure(question.measure)).text.removesuffix(": "),
        text=question.text,
        at=question.at,
        channel=home.channel,
        link=_link(one, seen),
        has_form=question.asks in FORM_SLOTS,
        can_wait=one.is_theirs and seen.person.id in asked,
    )


def _link(one: _Waits, seen: Seen) -> str | None:
    """To the message it stands under, as it came with what is on record of that message: Slack is
    not asked for any.
    """
    said: tuple[Noticed | Recorded, ...] = (*seen.found.claims, *one.of.facts)
    links = (each.permalink for each in said if (each.channel, each.ts) == one.question.place)
    return next(filter(None, links), None)


def _went_to(one: _Waits) -> Iterator[str]:
    own = of_question(one.question.id, one.of.steps)
    return (step.person for step in own if step.what in COUNTED)


def _unasked(of: History, seen: Seen) -> list[Due]:
    """What is due about one investment without a question that waits."""
    if of.investment.is_paused_on(seen.now.date()):
        return []
    found = due_gaps(of, seen.now, lambda _: seen.now.tzinfo or UTC)
    return [one for one in found if one.question is None]


def _from_them(gaps: dict[str, list[Due]], seen: Seen, voice: Voice) -> Iterator[Section]:
    """What the next reminder asks of who accepted to own it: it can be given before."""
    lines = [
        _line(seen.histories[id], one, voice)
        for id, found in gaps.items()
        for one in found
        if one.gap.measure is not None
        and seen.histories[id].owner(one.gap.measure.id) == seen.person.id
    ]
    if not lines:
        return
    left = len(lines) - LINES
    more = ((Span(text=voice.say("and_more", n=str(left))),),) if left > 0 else ()
    yield Section(title=voice.say("home_due"), lines=(*lines[:LINES], *more), records=True)


def _line(of: History, one: Due, voice: Voice) -> Line:
    since = in_words(one.since.isoformat())
    if one.gap.asks in ("current", "evidence"):
        said = voice.say(f"home_due_{one.gap.asks}", date=since)
    else:
        what = voice.say(f"label_{one.gap.asks}")
        said = voice.say("home_due_other", what=what, date=since)
    return (place(of.investment, one.gap.measure), Span(text=said))
