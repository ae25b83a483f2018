"""Explain: what the bot makes of a message as the record stands, and why it asks or is silent."""

from datetime import datetime
from typing import Literal

from bot.advice import ask, paused, place
from bot.advice.doors import Doors
from bot.advice.known import as_said, closely
from bot.advice.place import Source
from bot.advice.plan import Plan, planned, question_of
from bot.benefits.conversation import Ask, Posted
from bot.benefits.facts import Value
from bot.benefits.investment import Investment
from bot.benefits.proposals import worth_proposing
from bot.benefits.questions import within_budget
from bot.benefits.reading import NOTHING, Reading
from bot.benefits.unanswered import waits_until
from bot.ports import Audience, Work

Silence = (
    Literal[
        "reply",
        "language",
        "listens",
        "screened",
        "not_linked",
        "not_update",
        "which",
        "waiting",
        "unanswered",
        "budget",
        "nothing_new",
        "by_app",
    ]
    | paused.Rest
)


class Explanation(Value):
    """A message explained: what was read, what is missing, and what would be said.

    `gaps` are in the order they would be asked. `asks` is the question, or None; then `why_silent`
    says in words what kept the bot from asking. `proposes` counts the figures it would put on a
    card. Nothing is recorded by explaining.
    """

    reading: Reading
    investment: str | None = None
    gaps: tuple[str, ...] = ()
    asks: Ask | None = None
    proposes: int = 0
    why_silent: str | None = None


def explain(
    said: Posted, doors: Doors, now: datetime, audience: Audience | None = None
) -> Explanation:
    """Look at a message as if it were posted now, with the eyes of whoever is told. The record is
    not changed.
    """
    if doors.reader.is_foreign(said.text):
        return _silent("language", NOTHING, doors)
    if not doors.reader.could_be_update(said.text):
        return _silent("screened", NOTHING, doors)
    reading = doors.reader.read(closely(as_said(said, doors, audience), said))
    facts = place.with_files(reading.facts, said.links)
    source = Source(
        author=said.user, said_at=said.at, channel=said.channel, ts=said.ts, permalink=None
    )
    zone = None if said.by_app else paused.zone_of(said.workspace, said.user, doors.directory)
    with doors.records.work(said.workspace, audience) as work:
        here = work.investments_in(said.channel)
        manners = work.manners_of_channels([said.channel])[said.channel]
        if here and manners.listens != "every" and not said.to_us:
            return _silent("listens", reading, doors)
        homes = place.about(said.text, here, facts)
        if not reading.is_update or said.thread is not None or len(homes) != 1:
            return _silent(_without_plan(said, reading, homes), reading, doors)
        plan = planned(work, homes[0], reading, facts, source, now, zone, said.by_app)
        why = silence(work, plan, plan.person, now) if plan.chosen is None else None
        words = in_words(work, plan, why, doors, now) if why else None
    return Explanation(
        reading=reading,
        investment=plan.investment.name,
        gaps=tuple(_named(one) for one in plan.candidates),
        asks=question_of(plan, said.text, said.workspace, doors),
        proposes=len(worth_proposing(plan.stated, plan.on_record)),
        why_silent=words,
    )


def _silent(why: Silence, reading: Reading, doors: Doors) -> Explanation:
    return Explanation(reading=reading, why_silent=doors.voice.say(f"silent_{why}"))


def _without_plan(said: Posted, reading: Reading, homes: list[Investment]) -> Silence:
    if not homes:
        return "not_linked"
    if said.thread is not None:
        return "reply"
    return "which" if reading.is_update else "not_update"


def silence(work: Work, plan: Plan, person: str | None, now: datetime) -> Silence:
    """What kept a question back: nobody or nothing to ask, one that waits, eight that nobody said
    anything to, or a full week.
    """
    if person is None:
        return "by_app"
    if not plan.candidates:
        return "nothing_new"
    rests = paused.why(work, plan.investment, person, now, plan.zone)
    if rests is not None:
        return rests
    if any(question.blocks(now) for question in work.questions(plan.investment.id)):
        return "waiting"
    home = plan.investment.channel
    if waits_until(work.puts([home])[home], now) is not None:
        return "unanswered"
    asked = work.times_asked(person, now - ask.A_WEEK)
    is_left = within_budget(asked, now, paused.budget_of(work, person))
    return "nothing_new" if is_left else "budget"


def in_words(work: Work, plan: Plan, why: Silence, doors: Doors, now: datetime) -> str:
    """What kept a question back; where that is another one, with its words."""
    said = doors.voice.say(f"silent_{why}")
    open_now = [one for one in work.questions(plan.investment.id) if one.blocks(now)]
    if why != "waiting" or not open_now:
        return said
    return f"{said} {doors.voice.say('silent_waiting_for', what=open_now[-1].text)}"


def _named(candidate: ask.Wanted) -> str:
    measure = candidate.gap.measure
    return f"{candidate.gap.asks}: {measure.name}" if measure else candidate.gap.asks
