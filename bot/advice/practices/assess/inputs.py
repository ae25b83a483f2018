"""Inputs: the form in which what the joint metrics need is put on record, field by field."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import get_args

from bot.advice import confirm, merged, thread, typed
from bot.advice.doors import Doors
from bot.advice.practices.assess import places
from bot.advice.practices.assess.joint import known_of, told
from bot.benefits import units
from bot.benefits.conversation import Guided, Post, Sending, Span
from bot.benefits.facts import Fact
from bot.benefits.guides import Field, Guide
from bot.benefits.investment import Investment
from bot.benefits.practices.joint import INPUTS, METRICS, MONEY, Given, Input, Metric, is_sum
from bot.benefits.practices.meanwhile import settled
from bot.benefits.questions import Citation
from bot.ports import Reader, Work

NAME = "joint"

RESTS: Mapping[Metric, str] = {
    "roi": "value-over-whole-cost",
    "productivity": "minutes-given-or-taken",
    "automation": "steps-no-longer-by-hand",
    "integration": "flowing-from-system-to-system",
}
"""The passage behind each metric."""

_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_MINUTES = re.compile(
    r"(?P<sign>[-−–]?)\s*(?P<rest>(?P<number>\d{1,6}(?:\.\d{1,2})?)?.*)", re.DOTALL
)

_LOST = re.compile(r"\b(?:lost|longer|slower|more|worse|extra|wasted|added)\b", re.IGNORECASE)
"""Says that it takes longer, which is said by a minus."""

MOST = 1e12
"""No amount that is larger is one somebody means."""


def opens(
    workspace: str,
    channel: str,
    user: str,
    ref: str,
    doors: Doors,
    now: datetime,
) -> Guide | str | None:
    """The form of one investment, with what is on record in it."""
    home = _home(workspace, ref, doors)
    if home is None or home.channel != channel:
        return doors.voice.say("joint_elsewhere")
    refusal = confirm.who_may_record(workspace, channel, user, doors)
    if refusal is not None:
        return refusal
    with doors.records.work(workspace) as work:
        known = known_of(work, home)
    voice, passages = doors.voice, [doors.library.passage(RESTS[one]) for one in METRICS]
    fields = tuple(
        Field(
            key=one,
            label=voice.say(f"joint_field_{one}"),
            hint=voice.say(f"joint_hint_{one}"),
            initial=_initial(known.get(one)),
            part=voice.say(f"joint_{metric}") if place == 0 else "",
        )
        for metric in METRICS
        for place, one in enumerate(_ordered(metric))
    )
    return Guide(
        name=NAME,
        ref=home.id,
        title=voice.say("joint_form"),
        note=(voice.say("joint_form_note", investment=home.name),),
        cites=tuple(Citation(id=one.id, title=one.title, source=one.source) for one in passages),
        fields=fields,
        submit=voice.say("assessment_submit"),
        carries={"seen": _seen(known)},
    )


def _seen(known: Mapping[Input, Given]) -> str:
    """Which entries stood in the form as it opened."""
    entries = {what: given.entry for what, given in known.items()}
    return " ".join(f"{what}:{one.id}" for what, one in entries.items() if one is not None)


def _settled(work: Work, home: Investment, sent: Guided) -> tuple[dict[Input, str], list[Input]]:
    """What each field comes to, beside what others recorded since the form was opened."""
    said = {one.id: one.text for one in work.entries([home.id], "assessment")}
    seen = dict(one.split(":", 1) for one in sent.fields.get("seen", "").split() if ":" in one)
    opened = {one: said.get(seen[one], "") for one in get_args(Input) if one in seen}
    now = {what: _initial(given) for what, given in known_of(work, home).items()}
    keys: tuple[Input, ...] = get_args(Input)
    return settled(keys, opened, sent.fields, now)


def _ordered(metric: Metric) -> tuple[Input, ...]:
    """The whole is asked for before its part."""
    part, whole = INPUTS[metric]
    return (whole, part) if metric in ("automation", "integration") else (part, whole)


def _initial(known: Given | None) -> str:
    return known.entry.text if known is not None and known.entry is not None else ""


def _home(workspace: str, id: str, doors: Doors) -> Investment | None:
    """The investment, or what it is part of by now."""
    with doors.records.work(workspace) as work:
        return merged.found(work, id)


def wrong(sent: Guided, doors: Doors, now: datetime) -> dict[str, str]:
    """What cannot be read as the amount that is asked for, and a part larger than its whole."""
    found: dict[str, str] = {}
    read: dict[Input, float] = {}
    for one in get_args(Input):
        if not (said := sent.fields.get(one, "").strip()):
            continue
        given = read_in(one, said, doors.reader)
        if given is None:
            kind = "sum" if one in MONEY else "number"
            found[one] = doors.voice.say(f"joint_needs_{kind}")
        else:
            read[one] = given[0]
    for metric in ("automation", "integration"):
        part, whole = INPUTS[metric]
        if part in read and whole in read and read[part] > read[whole]:
            found[part] = doors.voice.say("joint_more_than_all")
    refusal = confirm.who_may_record(sent.workspace, sent.channel, sent.user, doors)
    return found or ({"value": refusal} if refusal else _meanwhile(sent, doors))


def _meanwhile(sent: Guided, doors: Doors) -> dict[str, str]:
    home = _home(sent.workspace, sent.ref, doors)
    if home is None:
        return {"value": doors.voice.say("joint_elsewhere")}
    with doors.records.work(sent.workspace) as work:
        _, both = _settled(work, home, sent)
    return dict.fromkeys(map(str, both), doors.voice.say("assessment_meanwhile"))


def read_in(what: Input, said: str, reader: Reader) -> tuple[float, str | None] | None:
    """The amount in a field, with its unit: a sum of money, minutes, or how many. None where it
    says more than that, or less: a share, a range, a bound, a guess.
    """
    if what == "minutes":
        minutes = _minutes(said.strip(), reader)
        return None if minutes is None else (minutes, "minutes")
    if what in MONEY:
        fact = _whole(said.strip(), reader)
        is_one = fact is not None and is_sum(fact.unit) and 0 <= (fact.value or 0) <= MOST
        return (fact.value or 0, fact.unit) if fact is not None and is_one else None
    found = _COUNT.fullmatch(said.strip())
    value = float(found[0].replace(",", "")) if found else MOST + 1
    return (value, None) if value <= MOST else None


def _minutes(said: str, reader: Reader) -> float | None:
    found = _MINUTES.fullmatch(said)
    if found is None or _LOST.search(said):
        return None
    if found["number"] and found["rest"] == found["number"]:
        minutes: object = float(found["number"])
    else:
        fact = _whole(found["rest"], reader)
        value = fact.value if fact is not None else None
        minutes = (
            None if value is None or fact is None else units.converted(value, fact.unit, "minutes")
        )
    if not isinstance(minutes, float | int) or minutes > MOST:
        return None
    return -minutes if found["sign"] else minutes


def _whole(said: str, reader: Reader) -> Fact | None:
    """A plain amount that is all that was said."""
    fact = typed.fact_in("current", said, reader)
    if fact is None or fact.value is None or fact.approx or fact.bound is not None:
        return None
    return fact if fact.quote.strip() == said.rstrip(".") else None


def keep(sent: Guided, event: str, doors: Doors, now: datetime) -> None:
    """Put each amount on record that was not there, and take back what was emptied; then tell what
    comes of them, aloud where everybody in the channel may hear of it.
    """
    home = _home(sent.workspace, sent.ref, doors)
    refusal: str | None = doors.voice.say("joint_elsewhere")
    is_aloud = False
    if home is not None and home.channel == sent.channel:
        refusal = confirm.who_may_record(sent.workspace, sent.channel, sent.user, doors)
        is_aloud = thread.may_hear(sent.workspace, sent.channel, sent.user, home, doors)
    with doors.records.work(sent.workspace) as work:
        if home is not None and refusal is None:
            work.hold(home.id)
            is_new = _enter(work, home, sent, event, doors, now)
            post = told(work, [home], doors.voice, now)
            if is_new:
                said = doors.voice.say("joint_recorded", investment=home.name)
                lead = (Span(text="", user=sent.user), Span(text=f" {said}"))
                post = post.model_copy(update={"lead": (lead,)})
            _show(work, sent, sent.channel if is_aloud else sent.user, post, event, now)
        elif refusal is not None:
            confirm.tell(work, sent, refusal, event, now)
        work.finish(event, now)
        work.commit()


def _show(work: Work, sent: Guided, to: str, post: Post, event: str, now: datetime) -> None:
    key = f"joint:{sent.workspace}:{event}"
    work.send(Sending(key=key, way="post", channel=to, post=post), now)


def _enter(
    work: Work, home: Investment, sent: Guided, event: str, doors: Doors, now: datetime
) -> bool:
    known, is_new = known_of(work, home), False
    comes_to, both = _settled(work, home, sent)
    for one in get_args(Input):
        said = comes_to[one]
        before = known[one].entry if one in known else None
        if one in both or said == (before.text if before else ""):
            continue
        given = read_in(one, said, doors.reader) if said else None
        if said and given is None:
            continue
        entry = places.entry(
            home,
            one,
            event,
            sent,
            now,
            said,
            value=given[0] if given else None,
            unit=given[1] if given else None,
            supersedes=before.id if before else None,
            withdraws=given is None,
        )
        is_new |= work.enter(entry)
    return is_new
