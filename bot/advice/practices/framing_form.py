"""The form for framing: what is asked in its two steps, with what is on record filled in."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, get_args

from bot.advice import confirm, eyes, orders, typed
from bot.advice.doors import Doors
from bot.advice.orders import Unclear
from bot.advice.practices.framing_heard import heard
from bot.benefits.accepted import mentioned, owner_facts
from bot.benefits.conversation import Guided
from bot.benefits.entries import Entry, counting
from bot.benefits.facts import Recorded, Value
from bot.benefits.guides import Field, Guide
from bot.benefits.investment import Dimension, Investment, Measure, Taxonomy
from bot.benefits.ledger import Ledger
from bot.benefits.position import in_force
from bot.benefits.practices import announced, suggested
from bot.benefits.questions import Citation
from bot.benefits.sheet import Choice
from bot.ports import Work

BEGIN: Final = "begin"
"""The form for an investment that is not on record yet."""

FRAME: Final = "frame"
"""The same for one that is."""

FIGURES: Final = "frame_figures"
"""The second step of both."""

OPENED: Final = "opened"
"""Carries what stood in each field as the form opened, in short: what was left so says nothing."""

HEARD: Final = "heard"
"""Carries what stood in a field though nothing on record fills it: what is chosen counts before."""

LONGEST: Final = 300
"""Characters a field holds."""

SAID: Final = ("constraint", "cost", "six_months")
"""What is kept as entries, by the kind of thing it is."""

STORY: Final = ("problem", "constraint", "cost", "outcome", "six_months")
"""What the first step asks, in order."""


LATER: Final = (
    *("measure", "unit", "better", "dimension", "taxonomy", "baseline", "target", "source"),
    *("owner", "sponsor", "go_live"),
)
"""What the second step asks and may stand on record."""


class OnRecord(Value):
    """What is known of an investment that is framed, by field, and the measure the form is of."""

    investment: Investment
    measure: Measure | None
    fields: Mapping[str, str]


def flat(text: str) -> str:
    """What somebody typed, on one line."""
    return " ".join(text.split())


def mark(text: str) -> str:
    """Tells whether a field was changed, without what stood in it."""
    return hashlib.sha256(flat(text[:LONGEST]).encode()).hexdigest()[:8]


def marks(keys: Iterable[str], known: Mapping[str, str]) -> str:
    """What stands in these fields as a form opens."""
    return " ".join(f"{key}={mark(known.get(key, ''))}" for key in keys)


def marked(carried: str) -> dict[str, str]:
    """The mark of each field that was open."""
    pairs = (one.partition("=") for one in carried.split())
    return {key: value for key, _, value in pairs}


def begins(
    workspace: str, channel: str, user: str, ref: str, doors: Doors, now: datetime
) -> Guide | str | None:
    """The form, with what its opener said here; why there is none, for who may not record here.
    With words it is no form: they name what is new.
    """
    return None if ref else _begun(workspace, channel, user, doors, now)


def _begun(workspace: str, channel: str, user: str, doors: Doors, now: datetime) -> Guide | str:
    where = eyes.seen(workspace, channel, doors)
    refusal = confirm.who_may_record(workspace, channel, user, doors)
    if where is not None and not where.is_ours:
        return doors.voice.say("not_invited")
    if where is None or where.is_direct:
        return doors.voice.say("framing_where")
    if refusal is not None:
        return refusal
    said = heard(workspace, channel, user, None, None, doors, now)
    name = said.get("name") or announced.name_of_channel(where.name) or ""
    return _story(BEGIN, None, {"name": name}, said, doors)


def opens(
    workspace: str, channel: str, user: str, ref: str, doors: Doors, now: datetime
) -> Guide | str:
    """The form for an investment of this id or name, else for the only one of the channel; the one
    for a new one where there is none.
    """
    audience = eyes.of_person(workspace, user, doors)
    with doors.records.work(workspace, audience) as work:
        begins_here = not ref and all(one.channel != channel for one in work.investments())
        try:
            found = None if begins_here else work.investment(ref) or _named(ref, channel, work)
        except Unclear as problem:
            return doors.voice.say(problem.said, **problem.words)
        known = on_record(work, found) if found else None
    if found is None or known is None:
        return _begun(workspace, channel, user, doors, now)
    refusal = confirm.who_may_record(workspace, found.channel, user, doors)
    if refusal is not None:
        return refusal
    said = heard(workspace, found.channel, user, found, known.measure, doors, now)
    return _story(FRAME, found, known.fields, said, doors)


def _named(name: str, channel: str, work: Work) -> Investment:
    here = [one for one in work.investments() if one.channel == channel]
    if not here:
        raise Unclear("order_nothing_here")
    return orders.investment_of(" ".join(name.split()), here)


def on_record(work: Work, investment: Investment) -> OnRecord:
    """What a form opens with."""
    facts = in_force(work.facts([investment.id]))
    said = framed(counting(work.entries([investment.id], "framing")))
    latest = {one.fact.slot: one.fact for one in facts if one.measure is None}
    measure = _of_the_form(investment, facts)
    story = {
        "problem": investment.problem or _text(latest.get("problem")),
        "outcome": investment.outcome or _text(latest.get("outcome")),
        "cost": investment.problem_cost.text if investment.problem_cost else None,
        **{kind: one.text for kind, one in said.items()},
    }
    day = investment.go_live.isoformat() if investment.go_live else None
    figures = {"sponsor": mentioned(investment.sponsor), "go_live": day}
    fields = {"name": investment.name, **story, **figures, **_measured(measure, facts)}
    kept = {key: value for key, value in fields.items() if value}
    return OnRecord(investment=investment, measure=measure, fields=kept)


def framed(entries: Sequence[Entry]) -> dict[str, Entry]:
    """The latest of each kind of thing said as an investment was framed."""
    return {one.what: one for one in entries if one.what in SAID}


def _text(fact: object) -> str | None:
    return getattr(fact, "text", None) or getattr(fact, "quote", None)


def _of_the_form(investment: Investment, facts: Sequence[Recorded]) -> Measure | None:
    """The first measure that has no baseline; the first of all, where each has one."""
    ledger = Ledger(facts)
    bare = [one for one in investment.measures if not ledger.agreed(one.id)]
    return next(iter(bare or investment.measures), None)


def _measured(measure: Measure | None, facts: Sequence[Recorded]) -> dict[str, str | None]:
    if measure is None:
        return {}
    agreed = next(iter(Ledger(facts).agreed(measure.id).values()), None)
    aims = [one.fact for one in facts if one.measure == measure.id and one.fact.slot == "target"]
    owners = owner_facts(facts, measure.id)
    return {
        **{"measure": measure.name, "unit": measure.unit, "better": measure.better},
        **{"dimension": measure.dimension, "taxonomy": measure.taxonomy, "source": measure.source},
        "baseline": typed.shown(agreed.fact) if agreed else None,
        "target": typed.shown(aims[-1]) if aims else None,
        "owner": mentioned(owners[-1].fact.person) if owners else None,
    }


def _story(
    name: str,
    home: Investment | None,
    known: Mapping[str, str],
    said: Mapping[str, str],
    doors: Doors,
) -> Guide:
    """The first step; what is on record has its name already."""
    say = doors.voice.say
    named = Field(
        key="name",
        label=say("framing_name"),
        needed=True,
        initial=known.get("name", "")[: orders.LONGEST],
    )
    filled = {**said, **known}
    fields = tuple(
        Field(
            key=key,
            label=say(f"framing_{key}"),
            hint=say(f"framing_{key}_hint"),
            kind="line" if key == "cost" else "text",
            initial=filled.get(key, "")[:LONGEST],
        )
        for key in STORY
    )
    return Guide(
        name=name,
        ref=home.id if home else "",
        title=say("framing_title"),
        note=(_head(home, said, doors),),
        closing=say("framing_note_cost"),
        cites=cited(("share-of-spending-without-return",), doors),
        fields=fields if home else (named, *fields),
        submit=say("framing_next"),
        carries={OPENED: marks(STORY, known)} if home else {},
        goes_on=True,
    )


def _head(home: Investment | None, said: Mapping[str, str], doors: Doors) -> str:
    say = doors.voice.say
    if home is not None:
        return say("framing_of", investment=home.name)
    is_heard = any(said.get(key) for key in ("name", *STORY))
    return say("framing_note_heard" if is_heard else "framing_note_new")


def figures(sent: Guided, doors: Doors, now: datetime) -> Guide | None:
    """The second step: what is counted, with measures that fit what the first one holds."""
    found = None
    if sent.ref:
        with doors.records.work(sent.workspace) as work:
            framed_before = work.investment(sent.ref)
            found = on_record(work, framed_before) if framed_before else None
    known: Mapping[str, str] = found.fields if found else {}
    channel = found.investment.channel if found else sent.channel
    home, measure = (found.investment, found.measure) if found else (None, None)
    said = heard(sent.workspace, channel, sent.user, home, measure, doors, now)
    filled = {**said, **known}
    words = " ".join(sent.fields.get(key, "") for key in STORY)
    fitting = suggested.for_problem(words)
    usual = fitting == suggested.for_problem("")
    say = doors.voice.say
    notes = [say("framing_note_filled")] if any(said.get(key) for key in LATER) else []
    notes.append(say("framing_note_usual" if usual else "framing_note_measures"))
    opened = f"{sent.fields.get(OPENED, '')} {marks(LATER, known)}" if sent.ref else ""
    carried = {OPENED: opened} if opened else {}
    if said.get("measure") or said.get("unit"):
        carried[HEARD] = marks(("measure", "unit"), said)
    return Guide(
        name=FIGURES,
        ref=sent.ref,
        title=say("framing_title"),
        note=tuple(notes),
        cites=cited(list(dict.fromkeys(one.passage for one in fitting))[:3], doors),
        fields=(
            *_counted(fitting, filled, doors),
            *_today(filled, doors),
            *_people(filled, home is None, doors),
        ),
        submit=say("framing_submit"),
        carries={**sent.fields, **carried},
    )


def _counted(
    fitting: Sequence[suggested.Suggestion], known: Mapping[str, str], doors: Doors
) -> tuple[Field, ...]:
    say = doors.voice.say
    offered = tuple(Choice(id=one.id, name=one.named[:75]) for one in fitting)
    ways = tuple(Choice(id=way, name=say(f"framing_better_{way}")) for way in ("lower", "higher"))
    return (
        Field(
            key="suggested",
            label=say("framing_suggested"),
            kind="choice",
            choices=offered,
            part=say("framing_part_measure"),
        ),
        _line("measure", known, doors, say("framing_measure_hint")),
        _line("unit", known, doors, say("framing_unit_hint")),
        _choice("better", ways, known, doors),
        _choice("dimension", _labelled("dimension", get_args(Dimension), doors), known, doors),
        _choice("taxonomy", _labelled("taxonomy", get_args(Taxonomy), doors), known, doors),
    )


def _today(known: Mapping[str, str], doors: Doors) -> tuple[Field, ...]:
    say = doors.voice.say
    baseline = _line("baseline", known, doors, say("framing_baseline_hint"))
    return (
        baseline.model_copy(update={"part": say("framing_part_today")}),
        _line("source", known, doors),
        _line("target", known, doors, say("framing_target_hint")),
    )


def _people(known: Mapping[str, str], is_new: bool, doors: Doors) -> tuple[Field, ...]:
    """Who answers for it. Who leads it is asked while it is new: later that is not for everybody
    who records to change.
    """
    say = doors.voice.say
    roles = ("owner", "sponsor", "lead") if is_new else ("owner", "sponsor")
    owner, *others = (
        Field(key=key, label=say(f"framing_{key}"), kind="person", initial=known.get(key, ""))
        for key in roles
    )
    live = Field(
        key="go_live",
        label=say("framing_go_live"),
        hint=say("framing_go_live_hint"),
        kind="day",
        initial=known.get("go_live", ""),
    )
    return (owner.model_copy(update={"part": say("framing_part_people")}), *others, live)


def _line(key: str, known: Mapping[str, str], doors: Doors, hint: str = "") -> Field:
    label = doors.voice.say(f"framing_{key}")
    return Field(key=key, label=label, hint=hint, initial=known.get(key, ""))


def _labelled(key: str, ids: Sequence[str], doors: Doors) -> tuple[Choice, ...]:
    return tuple(Choice(id=id, name=doors.voice.say(f"framing_{key}_{id}")) for id in ids)


def _choice(key: str, choices: tuple[Choice, ...], known: Mapping[str, str], doors: Doors) -> Field:
    label = doors.voice.say(f"framing_{key}")
    return Field(key=key, label=label, kind="choice", choices=choices, initial=known.get(key, ""))


def cited(ids: Sequence[str], doors: Doors) -> tuple[Citation, ...]:
    """Passages by their ids, as they are cited."""
    found = [doors.library.passage(id) for id in ids]
    return tuple(Citation(id=one.id, title=one.title, source=one.source) for one in found)
