"""Phrase: the chosen question in the team's words, where a language model is on and holds to it."""

from bot.advice.doors import Doors
from bot.advice.plan import Plan
from bot.benefits.conversation import Ask, Posted
from bot.benefits.drafts import PlainQuestion


def phrased(asked: Ask | None, plan: Plan | None, said: Posted, doors: Doors) -> Ask | None:
    """The question as it is put: worded anew, else as it stands. Why it is asked, and what it
    rests on, stay. Asks the world, so never inside a unit of work.
    """
    if asked is None or plan is None or plan.chosen is None:
        return asked
    if not doors.model.is_on(said.workspace, said.channel):
        return asked
    measure = plan.chosen.gap.measure
    plain = PlainQuestion(
        asks=plan.chosen.gap.asks,
        text=asked.text,
        why=asked.why,
        measure=measure.name if measure else "",
        investment=plan.investment.name,
    )
    text = doors.drafts.question(said.workspace, said.channel, plain, said.text)
    return asked if text is None else asked.model_copy(update={"text": text})
