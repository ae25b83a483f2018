"""What somebody typed into the form for framing, read field by field, and what is wrong with it."""

import re
from datetime import date, datetime

from bot.advice import cards, confirm, eyes, merged, orders, place, typed
from bot.advice.days import YEARS
from bot.advice.doors import Doors
from bot.advice.practices.framing_form import (
    HEARD,
    OPENED,
    STORY,
    OnRecord,
    flat,
    mark,
    marked,
    on_record,
)
from bot.benefits import measures, periods, units
from bot.benefits.conversation import FORM, Guided
from bot.benefits.facts import Fact, Slot, Stated, Value
from bot.benefits.fiscal import FiscalStart
from bot.benefits.investment import Amount, Investment, Measure
from bot.benefits.practices import suggested
from bot.errors import ChatError

FIGURES: tuple[Slot, ...] = ("baseline", "target")
"""The levels a form asks for."""


class Framing(Value):
    """What a form holds: the investment as it will be, the measure it is of, and what is stated.

    `before` is None where it is new. `words` are what is kept as entries, by kind.
    """

    before: Investment | None
    after: Investment
    measure: Measure | None
    stated: tuple[Stated, ...]
    words: dict[str, str]
    sponsor: str | None = None


def tidy(name: str) -> str:
    """A name on one line; a colon would tell a measure from it where it is typed."""
    return " ".join(name.replace(":", " ").replace("\uff1a", " ").split())


def wrong_name(sent: Guided, doors: Doors, _now: datetime) -> dict[str, str]:
    """What is wrong with the first step; what is on record has its name already."""
    if sent.ref:
        return {}
    name = tidy(sent.fields.get("name", ""))
    return _taken(sent, name, doors) if _is_fit(name) else _needs_name(doors)


def _taken(sent: Guided, name: str, doors: Doors) -> dict[str, str]:
    """A name that something has already, as far as who sent it may see."""
    audience = eyes.of_person(sent.workspace, sent.user, doors)
    with doors.records.work(sent.workspace, audience) as work:
        seen = work.investments()
    found = [one for one in seen if measures.key(one.name) == measures.key(name)]
    if not found:
        return {}
    is_here = any(one.channel == sent.channel for one in found)
    key = "framing_taken" if is_here else "exists"
    return {"name": doors.voice.say(key, investment=found[0].name)}


def _needs_name(doors: Doors) -> dict[str, str]:
    return {"name": doors.voice.say("framing_name_needed")}


def _is_fit(name: str) -> bool:
    return len(name) <= orders.LONGEST and bool(re.search(r"[\w%£$€]", name))


def wrong(sent: Guided, doors: Doors, _now: datetime) -> dict[str, str]:
    """What is wrong with the second step, beside the field it is about."""
    known, starts = _known(sent, doors)
    meanwhile = _meanwhile(sent, known, doors)
    sent = as_changed(sent)
    measure = measure_of(sent, known.investment if known else None)
    found = {key: _nobody(sent, key, doors) for key in ("owner", "sponsor", "lead")}
    if measure is not None and not _is_fit(measure.name):
        found["measure"] = doors.voice.say("order_name_unfit")
    found["go_live"] = _far(sent, doors)
    if (refusal := _refusal(sent, known, doors)) is not None:
        found["suggested"] = refusal
    if measure is None and any(sent.fields.get(key) for key in ("baseline", "target", "owner")):
        found["measure"] = doors.voice.say("framing_measure_needed")
    elif measure is not None:
        found |= {
            slot: _wrong_figure(slot, sent, known, measure, starts, doors) for slot in FIGURES
        }
    return meanwhile | {field: said for field, said in found.items() if said is not None}


def _far(sent: Guided, doors: Doors) -> str | None:
    """A day of go-live that no plan could name."""
    typed_in = sent.fields.get("go_live")
    if not typed_in or date.fromisoformat(typed_in).year in YEARS:
        return None
    return doors.voice.say("order_date_far", first=str(YEARS[0]), last=str(YEARS[-1]))


def as_changed(sent: Guided) -> Guided:
    """The form without what was left as it opened: that says nothing new, and puts back nothing
    that somebody else recorded meanwhile. The measure that stands in it says what the rest is of;
    one that was chosen counts before one that stood there by hearsay.
    """
    opened = marked(sent.fields.get(OPENED, ""))
    said = marked(sent.fields.get(HEARD, "")) if sent.fields.get("suggested") else {}
    kept = {
        key: value
        for key, value in sent.fields.items()
        if key not in (OPENED, HEARD) and mark(value) != said.get(key)
        if key in ("name", "measure") or mark(value) != opened.get(key)
    }
    return sent.model_copy(update={"fields": kept})


def _meanwhile(sent: Guided, known: OnRecord | None, doors: Doors) -> dict[str, str]:
    """What somebody changed here that others changed too since the form opened."""
    opened = marked(sent.fields.get(OPENED, ""))
    is_same = known is not None and known.fields.get("measure") == sent.fields.get("measure")
    lasting = (*STORY, "sponsor", "go_live")
    return {
        key: doors.voice.say("framing_meanwhile", what=known.fields.get(key, "—"))
        for key, value in as_changed(sent).fields.items()
        if known is not None
        and key in opened
        and key != "measure"
        and (is_same or key in lasting)
        and opened[key] != mark(known.fields.get(key, ""))
        and mark(value) != mark(known.fields.get(key, ""))
    }


def _known(sent: Guided, doors: Doors) -> tuple[OnRecord | None, FiscalStart]:
    with doors.records.work(sent.workspace) as work:
        starts = work.manners_of_house().fiscal_start
        found = merged.found(work, sent.ref or _id(sent))
        return (on_record(work, found) if found else None), starts


def _id(sent: Guided) -> str:
    return place.investment_id(sent.workspace, sent.channel, tidy(sent.fields.get("name", "")))


def _refusal(sent: Guided, known: OnRecord | None, doors: Doors) -> str | None:
    channel = known.investment.channel if known else sent.channel
    try:
        return confirm.who_may_record(sent.workspace, channel, sent.user, doors)
    except ChatError:
        return None


def _nobody(sent: Guided, key: str, doors: Doors) -> str | None:
    """An app answers for nothing, and who left cannot be asked."""
    user = sent.fields.get(key)
    if not user:
        return None
    try:
        person = doors.directory.person(sent.workspace, user)
    except ChatError as error:
        if error.knows_nobody:
            return doors.voice.say("enter_owner")
        raise
    return doors.voice.say("enter_owner") if person.is_bot or person.is_gone else None


def _wrong_figure(
    slot: Slot,
    sent: Guided,
    known: OnRecord | None,
    measure: Measure,
    starts: FiscalStart,
    doors: Doors,
) -> str | None:
    written = sent.fields.get(slot)
    if not written or written == _shown(slot, known, measure):
        return None
    fact = _level(slot, sent, measure, starts, doors)
    read = fact or typed.fact_in(slot, written, doors.reader, today=sent.at.date())
    if read and measure.unit and read.unit and units.refusal(read.unit, measure.unit):
        return doors.voice.say("framing_unit_differs", measure=measure.name, unit=measure.unit)
    if fact is None:
        return doors.voice.say(f"framing_{slot}_unread")
    if past := cards.over_by(fact, sent.at.date()):
        return doors.voice.say("field_day_past", when=periods.in_words(past))
    is_ahead = (
        slot == "baseline" and fact.as_of and periods.span(fact.as_of, starts)[0] > sent.at.date()
    )
    return doors.voice.say("framing_baseline_ahead") if is_ahead else None


def _shown(slot: Slot, known: OnRecord | None, measure: Measure) -> str | None:
    """What the form opened with; a figure left as it was states nothing new."""
    is_same = known is not None and known.measure is not None and known.measure.id == measure.id
    return known.fields.get(slot) if known and is_same else None


def measure_of(sent: Guided, home: Investment | None) -> Measure | None:
    """The measure that is meant: the one that was typed, else the one that was chosen. What the
    form says of it counts, and what it leaves open stays as it was.
    """
    offered = _offered(sent)
    said = tidy(sent.fields.get("measure", ""))
    if not said and offered is None:
        return None
    told: dict[str, str | None] = {}
    if said:
        name, _, unit = said.rpartition(" in ") if " in " in said else (said, "", "")
    else:
        assert offered is not None
        name, unit = offered.measure, offered.unit
        told = offered.model_dump(include={"better", "dimension", "taxonomy"})
    keys = ("better", "dimension", "taxonomy", "source")
    told |= {key: sent.fields[key] for key in keys if sent.fields.get(key)}
    if unit := sent.fields.get("unit") or unit:
        told["unit"] = units.tidy(unit)
    found = _known_so(name, home)
    id = place.measure_id(home.id if home else _id(sent), name)
    made = found or Measure(id=id, name=name)
    return Measure.model_validate(made.model_dump() | told)


def _offered(sent: Guided) -> suggested.Suggestion | None:
    id = sent.fields.get("suggested")
    return suggested.chosen(id) if id else None


def _known_so(name: str, home: Investment | None) -> Measure | None:
    """The measure on record that a name means."""
    known = home.measures if home else ()
    exact = [one for one in known if measures.key(name) in map(measures.key, one.names)]
    alike = [one for one in known if any(measures.same(each, name) for each in one.names)]
    return next(iter(exact or alike), None)


def _level(
    slot: Slot, sent: Guided, measure: Measure, starts: FiscalStart, doors: Doors
) -> Fact | None:
    found = typed.fact_in(
        slot,
        sent.fields.get(slot, ""),
        doors.reader,
        measure=measure.name,
        unit=measure.unit,
        today=sent.at.date(),
        sender=sent.user,
        fiscal_start=starts,
    )
    return found.model_copy(update={"measure": measure.name}) if found else None


def framing_of(
    sent: Guided,
    known: OnRecord | None,
    new: Investment,
    starts: FiscalStart,
    event: str,
    doors: Doors,
) -> Framing:
    """All that a form holds. `new` is the investment where none is on record yet."""
    sent = as_changed(sent)
    home = known.investment if known else new
    measure = measure_of(sent, home)
    facts = _facts(sent, known, measure, starts, doors) if measure else []
    level = next((one for one in facts if one.slot in FIGURES), None)
    if measure is not None and level is not None and measure.unit is None:
        measure = measure.model_copy(update={"unit": level.unit})
    source = {
        **{"author": sent.user, "said_at": sent.at},
        **{"channel": home.channel, "ts": f"{FORM}{event}"},
    }
    stated = [
        Stated.model_validate({"fact": one.kept(), "measure": measure.id, **source})
        for one in facts
        if measure is not None
    ]
    opened = known.fields if known else {}
    said = {key: flat(sent.fields.get(key, "")) for key in STORY}
    words = {key: one for key, one in said.items() if one and one != opened.get(key)}
    user, lead = sent.fields.get("sponsor"), sent.fields.get("lead")
    after = _after(home, sent, words, measure)
    if lead and known is None:
        after = after.model_copy(update={"delivery_lead": f"<@{lead}>"})
    return Framing(
        before=known.investment if known else None,
        after=after,
        measure=measure,
        stated=tuple(stated),
        words=words,
        sponsor=user if user and user != opened.get("sponsor") else None,
    )


def _facts(
    sent: Guided,
    known: OnRecord | None,
    measure: Measure,
    starts: FiscalStart,
    doors: Doors,
) -> list[Fact]:
    """The figure, what shows it and who owns it, where they are new."""
    found: list[Fact] = []
    source, owner = (sent.fields.get(key) for key in ("source", "owner"))
    for slot in FIGURES:
        written = sent.fields.get(slot)
        level = _level(slot, sent, measure, starts, doors) if written else None
        if level is None or written == _shown(slot, known, measure):
            continue
        found.append(level)
        shown = typed.fact_in("evidence", source, doors.reader) if source else None
        found += [shown] if shown and slot == "baseline" else []
    is_same = known is not None and known.measure is not None and known.measure.id == measure.id
    if owner and not (known and is_same and known.fields.get("owner") == owner):
        mention = f"<@{owner}>"
        found.append(Fact(slot="owner", person=mention, quote=mention, start=0, end=len(mention)))
    return found


def _after(
    home: Investment, sent: Guided, words: dict[str, str], measure: Measure | None
) -> Investment:
    """The investment with what a form says of it; what was left empty is as it was."""
    told: dict[str, object] = {key: words[key] for key in ("problem", "outcome") if key in words}
    if "cost" in words:
        told["problem_cost"] = Amount(text=words["cost"])
    if sent.fields.get("go_live"):
        told["go_live"] = date.fromisoformat(sent.fields["go_live"])
    if sent.fields.get("sponsor"):
        told["sponsor"] = f"<@{sent.fields['sponsor']}>"
    if measure is not None:
        kept = [measure if one.id == measure.id else one for one in home.measures]
        is_known = any(one.id == measure.id for one in home.measures)
        told["measures"] = tuple(kept if is_known else [*kept, measure])
    return home.model_copy(update=told)
