"""The ways to take a message of an export, whose people did not know that a bot would read it.

Live, an answer stands in the thread of its question. Here a reply stands in whatever thread people
had, and what answers us may be said in the channel. Nobody replied to us: words count as an answer
where they state something by themselves, and a question is one to colleagues.
"""

import re
from collections.abc import Iterator, Sequence

from bot.advice import correct, corrections, place, sides, thread, withdrawals
from bot.advice.doors import Doors
from bot.advice.known import as_said
from bot.benefits import measures, units
from bot.benefits.conversation import Posted
from bot.benefits.facts import LEVELS, Fact, Slot
from bot.benefits.gaps import named
from bot.benefits.investment import Investment, Measure
from bot.benefits.questions import Question
from bot.benefits.reading import NOTHING, AnswerContext, Reading
from bot.replay import alone


class Threads:
    """The threads we spoke in."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()

    def add(self, channel: str, head: str) -> None:
        """We spoke in this one."""
        self._known.add((channel, head))

    def has(self, said: Posted) -> bool:
        """Whether a message stands in one of them."""
        return (said.channel, said.thread or "") in self._known


def ways(said: Posted, ours: Threads, doors: Doors) -> Iterator[Posted]:
    """How it can be taken, best first; the next one counts where the last led to nothing.

    A reply in a thread of ours is a reply. In any other thread it stands for itself, where it
    states a figure or an owner. A free statement is an update or puts something right, or it
    answers what is open in its channel: the latter first, where it names no measure of its own.
    """
    if said.to_us:
        yield said
    elif said.thread is None:
        yield from _free(said, doors)
    elif not ours.has(said) or _is_only_noted(said, doors):
        alone = said.model_copy(update={"thread": None})
        if _states_something(_read(alone, doors)):
            yield alone
    elif _replies(said, doors):
        yield said


def _is_only_noted(said: Posted, doors: Doors) -> bool:
    """Whether we asked and proposed nothing in a thread, and said something all the same."""
    with doors.records.work(said.workspace) as work:
        return thread.thread_of(work, said.channel, said.thread or said.ts, said.at) is None


def _replies(said: Posted, doors: Doors) -> bool:
    """Whether a reply says what we would have asked, or puts right what was said."""
    correction = corrections.said(said.text)
    if (correction is not None and not correction.sides) or withdrawals.said(said.text):
        return True
    with doors.records.work(said.workspace) as work:
        ours = thread.thread_of(work, said.channel, said.thread or said.ts, said.at)
    if ours is None:
        return False
    if correction is not None:
        names = correct.names_of(correction, ours.on_record, said.workspace, doors)
        if sides.settles(said.text, said.user, ours.on_record, said.at, names):
            return True
    understood = doors.reader.answer(said.text, thread.context(ours, said, said.at))
    if understood.kind == "not_known":
        return True
    if understood.kind == "deflection":
        return bool(understood.facts or _read(said, doors).facts)
    if understood.kind != "answer":
        return False
    measure = ours.investment.measure(ours.measure)
    return _is_bare_answer(understood.facts, said, ours.question, doors) or any(
        _is_told(fact, said, measure, doors) for fact in understood.facts
    )


def _is_bare_answer(
    facts: Sequence[Fact], said: Posted, question: Question | None, doors: Doors
) -> bool:
    """Whether a reply is an answer to what is open in its thread, and hardly more."""
    if question is None or not question.can_be_answered(said.at):
        return False
    people = doors.directory.channel(said.workspace, said.channel).members
    names = [doors.directory.person(said.workspace, one).name for one in people]
    return any(
        fact.slot == question.asks and alone.tells(fact, said.text, said.user, names)
        for fact in facts
    )


def _is_told(fact: Fact, said: Posted, measure: Measure | None, doors: Doors) -> bool:
    """Whether the words say this by themselves, and it is not most of the reply taken for it."""
    told = _read(said, doors).facts
    if any(one.slot == fact.slot for one in told):
        return True
    if fact.slot in LEVELS:
        is_named = any(_is_same_figure(fact, one, measure) for one in told)
        return is_named or _tells_how_much(fact, said, measure, doors)
    return _is_address(fact) or (
        2 * _words(fact.quote) < _words(said.text) and _names_one(fact, said.text)
    )


def _is_same_figure(fact: Fact, told: Fact, measure: Measure | None) -> bool:
    """Whether the words tell the same level under the name of this measure, whatever its part."""
    if measure is None or told.slot not in LEVELS or not told.is_level:
        return False
    if not any(measures.same(told.measure or "", name) for name in measure.names):
        return False
    return (told.value, told.low, told.high) == (fact.value, fact.low, fact.high)


def _names_one(fact: Fact, text: str) -> bool:
    """Whether words name a person or a source: by a capital within a sentence, else by two words
    that tell something. "Great", "the one" and "nothing" name none.
    """
    opening = re.split(r"\W", text.strip(), maxsplit=1)[0]
    telling = re.findall(r"[^\W\d_]{4,}", fact.quote)
    return len(telling) > 1 or any(one[0].isupper() and one != opening for one in telling)


def _is_address(fact: Fact) -> bool:
    """Whether it is a link or a mention, which mean what they mean in any reply."""
    return (fact.ref or fact.person or "").startswith(("http://", "https://", "<@"))


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _free(said: Posted, doors: Doors) -> Iterator[Posted]:
    if not _read(said, doors).is_update:
        if corrections.said(said.text) is not None or withdrawals.said(said.text) is not None:
            yield said
        return
    found = _answered(said, doors)
    if found is None:
        yield said
        return
    investment, question = found
    reply = said.model_copy(update={"thread": question.thread})
    names_one = _names_a_measure(_read(said, doors), investment)
    yield from (said, reply) if names_one else (reply, said)


def _read(said: Posted, doors: Doors) -> Reading:
    if not doors.reader.could_be_update(said.text):
        return NOTHING
    return doors.reader.read(as_said(said, doors))


def _states_something(reading: Reading) -> bool:
    return any(fact.slot in LEVELS or fact.slot == "owner" for fact in reading.facts)


def _names_a_measure(reading: Reading, investment: Investment) -> bool:
    told = [fact for fact in reading.facts if fact.slot in LEVELS or fact.slot == "owner"]
    return any(named(investment, fact.measure) for fact in told)


def _answered(said: Posted, doors: Doors) -> tuple[Investment, Question] | None:
    """The latest open question that a free statement answers, of the investments of its channel
    that it may be about.
    """
    facts = _read(said, doors).facts
    with doors.records.work(said.workspace) as work:
        here = place.spoken_of(said.text, work.investments_in(said.channel))
        open_here = [
            (investment, question)
            for investment in place.about(said.text, here, facts)
            for question in work.questions(investment.id)
            if question.can_be_answered(said.at)
        ]
    latest = max(open_here, key=lambda found: found[1].at, default=None)
    if latest is None:
        return None
    investment, question = latest
    return latest if _answers(said, question, investment.measure(question.measure), doors) else None


def _answers(said: Posted, question: Question, measure: Measure | None, doors: Doors) -> bool:
    """Whether it gives what was asked in words of its own: nobody said that it is a reply."""
    understood = doors.reader.answer(said.text, _asked_for(question.asks, measure, said))
    if understood.kind != "answer":
        return False
    fitting = [fact for fact in understood.facts if fact.slot == question.asks]
    if question.asks in LEVELS:
        return any(_tells_how_much(fact, said, measure, doors) for fact in fitting)
    return any(fact.slot == question.asks for fact in _read(said, doors).facts)


def _asked_for(asks: Slot, measure: Measure | None, said: Posted) -> AnswerContext:
    return AnswerContext(
        asked=asks,
        measure=measure.name if measure else None,
        unit=measure.unit if measure else None,
        today=said.at.date(),
        sender=said.user,
    )


def _tells_how_much(fact: Fact, said: Posted, measure: Measure | None, doors: Doors) -> bool:
    """Whether a figure is one of this measure: its unit was said, be it in short, and it is the
    measure's.
    """
    if measure is None or measure.unit is None or fact.unit is None or not fact.is_level:
        return False
    if units.factor(fact.unit, measure.unit) is None:
        return False
    bare = _asked_for(fact.slot, measure, said).model_copy(update={"unit": None})
    alone = (one for one in doors.reader.answer(said.text, bare).facts if one.slot == fact.slot)
    return any(one.unit == fact.unit and one.quote == fact.quote for one in alone)
