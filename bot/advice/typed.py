"""Typed: what a person wrote into the form's fields, as facts."""

from typing import Any

from bot.advice import place
from bot.advice.place import Source
from bot.benefits import measures
from bot.benefits.blank import is_blank
from bot.benefits.conversation import FORM_SLOTS, Filled
from bot.benefits.facts import LEVELS, Fact, Slot, Stated
from bot.benefits.fiscal import FiscalStart
from bot.benefits.gaps import is_bare_link
from bot.benefits.investment import Investment
from bot.benefits.reading import AnswerContext
from bot.ports import Reader


def shown(fact: Fact) -> str:
    """A fact as a field of the form holds it."""
    if fact.slot in LEVELS:
        return (measures.level(fact) and measures.in_short(fact)) or fact.quote
    return fact.person or fact.ref or fact.text or fact.quote


def fact_in(slot: Slot, written: str, reader: Reader, **context: Any) -> Fact | None:
    """What stands in a field; None where a figure was wanted and none is, or there are no words."""
    text = written.strip()
    if is_blank(text):
        return None
    asked = AnswerContext(asked=slot, **context)
    read = next((one for one in reader.answer(text, asked).facts if one.slot == slot), None)
    if slot in LEVELS:
        return read if read is None or read.is_level else None
    if read is not None or not any(character.isalnum() for character in text):
        return read
    own = {"owner": "person", "evidence": "ref"}[slot]
    return Fact.model_validate(
        {"slot": slot, own: text, "quote": text, "start": 0, "end": len(text)}
    )


def facts_of(
    filled: Filled,
    waiting: tuple[Stated, ...],
    investment: Investment,
    measure: str | None,
    event: str,
    reader: Reader,
    fiscal_start: FiscalStart = 1,
) -> list[Stated]:
    """The facts a form stands for. What it does not show, or was left as it was, stays as it is.

    `waiting` are those of the proposal it edits.
    """
    found = investment.measure(measure)
    context = {
        "measure": found.name if found else None,
        "unit": found.unit if found else None,
        "today": filled.at.date(),
        "sender": filled.user,
        "fiscal_start": fiscal_start,
    }
    stated = [one for one in waiting if one.measure != measure or one.fact.slot not in FORM_SLOTS]
    for slot in FORM_SLOTS:
        old = [one for one in waiting if one.measure == measure and one.fact.slot == slot]
        written: str | None = getattr(filled.form, slot)
        if old and written == shown(old[-1].fact):
            stated += old
            continue
        read = fact_in(slot, written, reader, **context) if written else None
        stated += _kept(old, read)
        if read is not None:
            grown = place.with_new_measures(investment, [read])
            source = _source(filled, slot, event)
            replaced = old[-1].supersedes if old else None
            stated += [
                one.model_copy(update={"supersedes": replaced})
                for one in place.placed([read], grown, source, measure)
            ]
    return stated


def _kept(old: list[Stated], read: Fact | None) -> list[Stated]:
    """What stays of a slot when the field that shows the last of it was changed or emptied.

    Naming a report does not take its link away; another link does.
    """
    if not old or old[-1].fact.slot != "evidence":
        return old[:-1]
    if read is None:
        return []
    is_link = (read.ref or "").startswith(("http://", "https://"))
    return [one for one in old[:-1] if not (is_link and is_bare_link(one))] + [
        one for one in old[-1:] if is_bare_link(one) and not is_link
    ]


def _source(filled: Filled, slot: Slot, event: str) -> Source:
    """A form is no message of Slack's. Its source shows the current figure where there is one, so
    baseline and target stand apart from it.
    """
    beside = slot in ("baseline", "target") and filled.form.current is not None
    return Source(
        author=filled.user,
        said_at=filled.at,
        channel=filled.channel,
        ts=f"form:{event}:{slot}" if beside else f"form:{event}",
        permalink=None,
    )
