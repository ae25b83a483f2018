"""Entered: what somebody typed into the form for a measurement, field by field."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.advice import orders, place, typed
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.benefits import measures, periods, units
from bot.benefits.conversation import FORM, Measured
from bot.benefits.facts import LONGEST_QUOTE, Fact, Recorded, Stated, Value
from bot.benefits.fiscal import FiscalStart
from bot.benefits.investment import Investment, Measure
from bot.benefits.position import in_force
from bot.benefits.proposals import is_known
from bot.benefits.reading import AnswerContext
from bot.errors import ChatError

_SHORTCODE = re.compile(r":[\w+'-]+:")


class Home(Value):
    """What a measurement is typed for, and the day it is for who typed it."""

    investment: Investment
    on_record: tuple[Recorded, ...]
    today: date
    fiscal_start: FiscalStart = 1


def problems(entered: Measured, home: Home, doors: Doors) -> dict[str, str]:
    """What is wrong with each field, in words."""
    measure = measure_of(entered, home.investment, doors)
    day = _wrong_day(entered.on, home, doors)
    found = {
        "measure" if entered.name is None else "name": _if_words(measure),
        "day": day,
        "value": None,
        "source": _wrong_source(entered.source, doors),
        "owner": _wrong_owner(entered, doors),
    }
    if isinstance(measure, Measure):
        wrong = _wrong_figure(entered, home, measure, doors)
        found |= {"value": wrong.get("value")} if day else wrong
    return {field: said for field, said in found.items() if said is not None}


def measure_of(entered: Measured, home: Investment, doors: Doors) -> Measure | str:
    """The measure that is meant, or one that is named for the first time; in words why none is."""
    if entered.name is None:
        return home.measure(entered.measure) or doors.voice.say("enter_measure")
    name = " ".join(entered.name.split())
    if len(name) > orders.LONGEST or not re.search(r"\w", _SHORTCODE.sub("", name)):
        return doors.voice.say("order_name_unfit")
    for one in home.measures:
        if any(measures.same(each, name) for each in one.names):
            return one
    return Measure(id=place.measure_id(home.id, name), name=name)


def _if_words(found: Measure | str) -> str | None:
    return found if isinstance(found, str) else None


def _wrong_day(day: date | None, home: Home, doors: Doors) -> str | None:
    if day is None:
        return doors.voice.say("enter_day")
    if day > home.today:
        return doors.voice.say("enter_day_ahead", date=in_words(day))
    return None


def _wrong_source(written: str | None, doors: Doors) -> str | None:
    if written is None:
        return None
    if len(written) > LONGEST_QUOTE:
        return doors.voice.say("field_too_long")
    return None if _evidence(written, doors) else doors.voice.say("enter_source")


def _wrong_owner(entered: Measured, doors: Doors) -> str | None:
    """Whoever is named has to be somebody: an app owns nothing, and who left cannot be asked."""
    if entered.owner is None:
        return None
    try:
        person = doors.directory.person(entered.workspace, entered.owner)
    except ChatError as error:
        if error.knows_nobody:
            return doors.voice.say("enter_owner")
        raise
    return doors.voice.say("enter_owner") if person.is_bot or person.is_gone else None


def _wrong_figure(
    entered: Measured, home: Home, measure: Measure, doors: Doors
) -> dict[str, str | None]:
    written = entered.value or ""
    if len(written) > LONGEST_QUOTE:
        return {"value": doors.voice.say("field_too_long")}
    fact = figure(entered, home, measure, doors)
    if fact is None:
        return {"value": _unread(written, entered, measure, doors)}
    refused = units.refusal(fact.unit, measure.unit) if measure.unit and fact.unit else None
    if refused is not None:
        return {"value": _refused(refused, measure, doors)}
    if not _holds_on(fact, entered.on, home):
        return {
            "day": doors.voice.say("enter_day_differs", when=periods.in_words(fact.as_of or ""))
        }
    mine = Stated(fact=fact, measure=measure.id, author=entered.user, said_at=entered.at)
    if is_known(mine, in_force(home.on_record)):
        return {"value": doors.voice.say("enter_known", measure=measure.name)}
    return {}


def figure(entered: Measured, home: Home, measure: Measure, doors: Doors) -> Fact | None:
    """The level that was typed, with the period it is said to be of, else the day; None where none
    can be read.
    """
    context = _context(entered, measure, home.fiscal_start)
    found = typed.fact_in("current", entered.value or "", doors.reader, **context)
    if found is None:
        return None
    on = entered.on.isoformat() if entered.on else None
    return found.model_copy(update={"measure": measure.name, "as_of": found.as_of or on})


def _context(entered: Measured, measure: Measure, starts: FiscalStart) -> dict[str, Any]:
    return {
        "measure": measure.name,
        "unit": measure.unit,
        "today": entered.on,
        "sender": entered.user,
        "fiscal_start": starts,
    }


def _unread(written: str, entered: Measured, measure: Measure, doors: Doors) -> str:
    """Why no level was read: another unit, by how much it changed alone, or no figure at all."""
    alone = typed.fact_in("current", written, doors.reader, today=entered.on)
    refused = units.refusal(alone.unit, measure.unit) if alone and alone.unit else None
    if refused is not None and measure.unit:
        return _refused(refused, measure, doors)
    asked = AnswerContext(asked="current", today=entered.on)
    if any(one.change is not None for one in doors.reader.answer(written, asked).facts):
        return doors.voice.say("enter_change")
    return doors.voice.say("enter_value", what=_example(measure))


def _example(measure: Measure) -> str:
    is_money = units.CURRENCY.fullmatch(measure.unit or "")
    return f"9 {measure.unit}" if measure.unit and not is_money else "9"


def _refused(refused: units.Refusal, measure: Measure, doors: Doors) -> str:
    told = {"measure": measure.name, "unit": measure.unit or "", "what": refused.unit or ""}
    return doors.voice.say("enter_unit", why=doors.voice.say(f"refused_{refused.reason}"), **told)


def _holds_on(fact: Fact, day: date | None, home: Home) -> bool:
    """Whether the day is one of the period that the figure itself is said to be of."""
    if fact.as_of is None or day is None:
        return True
    first, last = periods.span(fact.as_of, home.fiscal_start)
    return first <= day <= last


def _evidence(written: str, doors: Doors) -> Fact | None:
    if not re.search(r"\w", _SHORTCODE.sub("", written)):
        return None
    return typed.fact_in("evidence", written, doors.reader)


def stated(
    entered: Measured, home: Home, event: str, doors: Doors
) -> tuple[Investment, list[Stated]]:
    """The investment with the measure that is meant, and all that was typed about it."""
    measure = measure_of(entered, home.investment, doors)
    assert isinstance(measure, Measure)
    facts = list(_facts(entered, home, measure, doors))
    is_new = home.investment.measure(measure.id) is None
    more = (measure.model_copy(update={"unit": facts[0].unit}),) if is_new else ()
    grown = home.investment.model_copy(update={"measures": (*home.investment.measures, *more)})
    source = {
        "author": entered.user,
        "said_at": entered.at,
        "channel": home.investment.channel,
        "ts": f"{FORM}{event}",
    }
    return grown, [
        Stated.model_validate({"fact": one.kept(), "measure": measure.id, **source})
        for one in facts
    ]


def _facts(entered: Measured, home: Home, measure: Measure, doors: Doors) -> Iterator[Fact]:
    level = figure(entered, home, measure, doors)
    if level is not None:
        yield level
    shown = _evidence(entered.source, doors) if entered.source else None
    if shown is not None:
        yield shown
    if entered.owner:
        said = f"<@{entered.owner}>"
        yield Fact(slot="owner", person=said, quote=said, start=0, end=len(said))
