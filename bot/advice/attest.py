"""Attest: an owner or sponsor stands by what is on record; a mark of its own, beside the figure."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from bot.advice import confirm, settle
from bot.advice.doors import Doors
from bot.benefits.conversation import Clicked, Line, Span
from bot.benefits.facts import LEVELS, Attestation, Recorded
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.ports import Work

Role = Literal["owner", "sponsor"]


def attest(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Keep the mark of who pressed it for every figure meant that they answer for.

    `ref` is a recorded card's proposal, or an investment, alone or with `/` and one of its
    measures: then it is of what counts now. Who answers for none is told who may.
    """
    with doors.records.work(click.workspace) as work:
        meant = _meant(work, click.ref)
        marks = [mark for fact in meant for mark in _marks(work, fact, click.user, now)]
        new = [mark for mark in marks if work.attest(_id(mark), mark)]
        if new:
            _show(work, click, new, event, doors, now)
        if marks:
            said = doors.voice.say("attested" if new else "attested_before")
        else:
            said = doors.voice.say("only_owner_attests" if meant else "gone")
        confirm.tell(work, click, said, event, now)
        work.finish(event, now)
        work.commit()


def _meant(work: Work, ref: str) -> list[Recorded]:
    """The figures on record that a button is about, as far as they still count."""
    proposal = work.proposal(ref)
    home, _, measure = ref.partition("/")
    investment = proposal.investment if proposal else home
    figures = [
        one for one in in_force(work.facts([investment])) if one.fact.slot in LEVELS and one.measure
    ]
    if proposal is not None:
        return [one for one in figures if one.id.partition(".")[0] == proposal.id]
    return [one for one in figures if one.fact.slot == "current" and measure in ("", one.measure)]


def _marks(work: Work, fact: Recorded, user: str, now: datetime) -> list[Attestation]:
    investment = work.investment(fact.investment)
    if investment is None or fact.measure is None:
        return []
    return [
        Attestation(
            investment=investment.id, measure=fact.measure, role=role, by=user, at=now, fact=fact.id
        )
        for role in roles_of(investment, fact.measure, user, work.facts([investment.id]))
    ]


def roles_of(
    investment: Investment, measure: str, user: str, facts: Sequence[Recorded]
) -> list[Role]:
    """What a person answers for; only who is named as a person, not by a role, is known."""
    found: list[Role] = []
    owners = [
        one
        for one in in_force(facts)
        if one.fact.slot == "owner" and one.measure in (measure, None)
    ]
    if owners and is_named(user, owners[-1].fact.person):
        found.append("owner")
    if is_named(user, investment.sponsor):
        found.append("sponsor")
    return found


def is_named(user: str, named: str | None) -> bool:
    """Whether a person is the one named, by mention or id."""
    return re.search(rf"(?<!\w){re.escape(user)}(?!\w)", named or "") is not None


def _id(mark: Attestation) -> str:
    """One mark of one person for one figure in one role, however often the button is pressed."""
    parts = (mark.investment, mark.measure, mark.fact or "", mark.role, mark.by)
    return "a" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _show(
    work: Work,
    click: Clicked,
    new: Sequence[Attestation],
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """On every card that put one of the figures on record."""
    for proposal in dict.fromkeys((one.fact or "").partition(".")[0] for one in new):
        roles = dict.fromkeys(one.role for one in new)
        named = ", ".join(doors.voice.say(f"label_{role}").lower() for role in roles)
        line: Line = (
            Span(text=f"{doors.voice.say('attested_by')} "),
            Span(text="", user=click.user),
            Span(text=f", {named}"),
        )
        settle.mark(work, proposal, f"attest:{event}", now, marks=(line,))
