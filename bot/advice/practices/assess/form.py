"""The form of an assessment: five questions about one system, and the version that comes of it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.advice import confirm, thread
from bot.advice.doors import Doors
from bot.advice.place import stands
from bot.advice.practices.assess import places
from bot.advice.practices.assess.tell import assessed_post, taken_back
from bot.benefits.blank import is_open
from bot.benefits.conversation import Clicked, Guided, Sending
from bot.benefits.entries import Entry, counting
from bot.benefits.guides import Field, Guide
from bot.benefits.investment import Investment
from bot.benefits.practices.assessment import (
    ASKS,
    SYSTEM,
    Ask,
    Assessed,
    current,
    named,
    versions,
)
from bot.benefits.practices.meanwhile import settled
from bot.benefits.questions import Citation
from bot.ports import Work

NAME = "assess"

LOOKS = ("compare", "history")
"""First words of the command that look at what is on record and open no form."""

RESTS: Mapping[Ask, str] = {
    "activities": "work-that-needs-it",
    "income": "income-behind-a-system",
    "stops": "when-it-stops",
    "time": "time-with-and-around-it",
    "serves": "serving-today-or-yesterday",
}
"""The passage behind each question."""


def opens(
    workspace: str,
    channel: str,
    user: str,
    ref: str,
    doors: Doors,
    now: datetime,
) -> Guide | str | None:
    """The form for a system, as it was assessed last; None where its record is asked for."""
    if ref.split()[:1] and ref.split()[0].lower() in LOOKS:
        return None
    refusal = confirm.who_may_record(workspace, channel, user, doors)
    if refusal is not None:
        return refusal
    with doors.records.work(workspace) as work:
        here = work.investments_in(channel)
        entries = work.entries([one.id for one in here], "assessment")
        heard = counting(work.entries([one.id for one in here], "forum"))
    if not here:
        return doors.voice.say("order_nothing_here")
    before = named(ref, current(entries)) if ref.strip() else []
    said = {} if before or not ref.strip() else _in_forum(ref.strip(), heard)
    return _guide(ref.strip(), here, before[0] if before else None, said, doors)


def _in_forum(system: str, heard: Sequence[Entry]) -> dict[Ask, str]:
    """What somebody answered of a system in a forum, as an answer to what it says."""
    found: dict[Ask, str] = {}
    for one in heard:
        if one.what == "answer" and stands(one.text, (system,)):
            found["stops" if _STOPS.search(one.text) else "income"] = one.text
    return found


_STOPS = re.compile(
    r"\b(?:if|when|once|should|without)\b.{0,60}\b(?:stands?\s+still|stops?|fails?|breaks?|down|out|gone|offline)\b"
    r"|\bwithout\s+it\b",
    re.IGNORECASE,
)


def _guide(
    system: str,
    here: Sequence[Investment],
    before: Assessed | None,
    said: Mapping[Ask, str],
    doors: Doors,
) -> Guide:
    voice = doors.voice
    passages = [doors.library.passage(RESTS[one]) for one in ASKS]
    answers = before.answers if before else said
    asked = tuple(
        Field(
            key=one,
            label=voice.say(f"assessment_ask_{one}"),
            hint=voice.say(f"assessment_hint_{one}"),
            kind="text",
            initial=answers.get(one, ""),
        )
        for one in ASKS
    )
    name = Field(
        key="system",
        label=voice.say("assessment_field_system"),
        hint=voice.say("assessment_hint_system"),
        initial=before.system if before else system[:80],
        needed=True,
    )
    again = (voice.say("assessment_form_again"),) if before else ()
    return Guide(
        name=NAME,
        ref=system[:80],
        title=voice.say("assessment_form"),
        note=(voice.say("assessment_form_note"), *again),
        cites=tuple(Citation(id=one.id, title=one.title, source=one.source) for one in passages),
        fields=(name, *places.field(here, before.investment if before else "", voice), *asked),
        submit=voice.say("assessment_submit"),
        carries={"seen": before.id if before else ""},
    )


def wrong(sent: Guided, doors: Doors, now: datetime) -> dict[str, str]:
    """A system has a name, and at least one question is answered."""
    if is_open(sent.fields.get("system", "")):
        return {"system": doors.voice.say("assessment_needs_system")}
    if not any(sent.fields.get(one, "").strip() for one in ASKS):
        return {ASKS[0]: doors.voice.say("assessment_needs_answer")}
    refusal = confirm.who_may_record(sent.workspace, sent.channel, sent.user, doors)
    if refusal is not None:
        return {"system": refusal}
    with doors.records.work(sent.workspace) as work:
        home = places.chosen(work.investments_in(sent.channel), sent)
        both = _settled(work, home, sent)[1] if home else []
    return dict.fromkeys(map(str, both), doors.voice.say("assessment_meanwhile"))


def _settled(work: Work, home: Investment, sent: Guided) -> tuple[dict[Ask, str], list[Ask]]:
    """What each question comes to, beside a version that somebody recorded since the form was
    opened. A form that opened without a version of this system adds to what there is.
    """
    known = versions(work.entries([home.id], "assessment"))
    stands = named(sent.fields["system"], [one for one in known if one.is_current])
    now = stands[-1].answers if stands else {}
    seen = [one for one in known if one.id == sent.fields.get("seen")]
    if seen and named(sent.fields["system"], seen):
        return settled(ASKS, seen[0].answers, sent.fields, now)
    found, _ = settled(ASKS, {}, sent.fields, now)
    return found, []


def keep(sent: Guided, event: str, doors: Doors, now: datetime) -> None:
    """Put a version on record, and show it in the channel where everybody there may hear of it."""
    refusal = confirm.who_may_record(sent.workspace, sent.channel, sent.user, doors)
    with doors.records.work(sent.workspace) as work:
        home = places.chosen(work.investments_in(sent.channel), sent)
    is_aloud = home is not None and thread.may_hear(
        sent.workspace, sent.channel, sent.user, home, doors
    )
    with doors.records.work(sent.workspace) as work:
        if refusal is None and home is not None and work.investment(home.id) is not None:
            work.hold(home.id)
            made = _enter(work, home, sent, event, now)
            to = sent.channel if is_aloud else sent.user
            _show(work, sent.workspace, to, made, home, doors, now)
        else:
            confirm.tell(work, sent, refusal or doors.voice.say("gone"), event, now)
        work.finish(event, now)
        work.commit()


def _enter(work: Work, home: Investment, sent: Guided, event: str, now: datetime) -> Assessed:
    name = sent.fields["system"].strip()[:80]
    before = named(name, current(work.entries([home.id], "assessment")))
    supersedes = before[-1].id if before else None
    head = places.entry(home, SYSTEM, event, sent, now, name, supersedes=supersedes)
    comes_to, both = _settled(work, home, sent)
    work.enter(head)
    for one in ASKS:
        if said := (before[-1].answers.get(one, "") if one in both else comes_to[one]):
            work.enter(places.entry(home, one, event, sent, now, said, about=head.id))
    found = versions(work.entries([home.id], "assessment"))
    return next(one for one in found if one.id == head.id)


def _show(
    work: Work,
    workspace: str,
    to: str,
    made: Assessed,
    home: Investment,
    doors: Doors,
    now: datetime,
) -> None:
    post = assessed_post(made, home, doors.voice)
    work.send(Sending(key=key_of(workspace, made.id), way="post", channel=to, post=post), now)


def key_of(workspace: str, version: str) -> str:
    """The key of the post that shows a version."""
    return f"assessment:{workspace}:{version}"


def press(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Take a version back: what it had replaced counts again."""
    id = click.ref.partition(":")[2]
    found = _found(click.workspace, id, doors)
    refusal = doors.voice.say("assessment_gone")
    if found is not None:
        home = found[0]
        refusal = confirm.who_may_record(click.workspace, home.channel, click.user, doors) or ""
    with doors.records.work(click.workspace) as work:
        if found is None or refusal:
            confirm.tell(work, click, refusal, event, now)
        else:
            _take_back(work, click, found[1], event, now)
            post = taken_back(found[1], click.user, doors.voice)
            work.change(key_of(click.workspace, id), post, event, now)
        work.finish(event, now)
        work.commit()


def _found(workspace: str, id: str, doors: Doors) -> tuple[Investment, Assessed] | None:
    with doors.records.work(workspace) as work:
        homes = {one.id: one for one in work.investments()}
        known = versions(work.entries(sorted(homes), "assessment"))
    one = next((one for one in known if one.id == id), None)
    return (homes[one.investment], one) if one else None


def _take_back(work: Work, click: Clicked, one: Assessed, event: str, now: datetime) -> None:
    work.enter(
        Entry(
            id=f"back:{one.id}",
            investment=one.investment,
            practice="assessment",
            what=SYSTEM,
            author=click.user,
            said_at=click.at,
            recorded_by=click.user,
            recorded_at=now,
            supersedes=one.id,
            withdraws=True,
        )
    )
