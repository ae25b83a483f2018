"""Gather: what is on record of news and of what sponsors did, for many investments at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from bot.benefits.accepted import Acceptance, mentioned, state_of
from bot.benefits.entries import Entry, Practice
from bot.benefits.facts import Attestation, Recorded
from bot.benefits.investment import Investment
from bot.benefits.practices.alignment import PIECES, rounds
from bot.benefits.practices.attention import (
    Attention,
    Deed,
    SponsorState,
    Word,
    last_deed,
    last_of,
)
from bot.benefits.practices.review import SIGNED
from bot.benefits.questions import Question
from bot.benefits.reminders import Step, of_question
from bot.ports import Noticed, Work

NEWS: tuple[Practice, ...] = ("scope", "readiness")
"""Practices in which something new is told of an investment."""


class _Rows(NamedTuple):
    """What is on record of one investment."""

    facts: Sequence[Recorded]
    claims: Sequence[Noticed]
    said: Sequence[Acceptance]
    marks: Sequence[Attestation]
    questions: Sequence[Question]
    steps: Sequence[Step]
    entries: Sequence[Entry]


def gathered(
    work: Work,
    homes: Sequence[Investment],
    now: datetime,
    gone: frozenset[str] = frozenset(),
    facts: Sequence[Recorded] | None = None,
) -> list[Attention]:
    """Of each of these; `gone` are the people who left, as far as somebody looked. `facts` are
    those of them all that are in force, where they were read already.
    """
    ids = [one.id for one in homes]
    sponsored = [one.id for one in homes if mentioned(one.sponsor)]
    tables = (
        _by_home(work.facts_in_force(ids) if facts is None else facts),
        _by_home(work.noticed(ids)),
        _by_home(work.acceptances(sponsored) if sponsored else ()),
        _by_home(work.attestations(sponsored) if sponsored else ()),
        _by_home(work.questions_about(ids)),
        _by_home(work.steps(sponsored) if sponsored else ()),
        _by_home(work.entries(ids)),
    )
    return [_of(one, _Rows(*(rows[one.id] for rows in tables)), now, gone) for one in homes]


def _of(home: Investment, rows: _Rows, now: datetime, gone: frozenset[str]) -> Attention:
    words = list(_words(rows))
    sponsor = mentioned(home.sponsor)
    waiting = [one for one in rows.questions if one.can_be_answered(now)]
    passed = [one for one in waiting if one.state == "escalated"]
    asked = [one.at for one in rows.said if (one.person, one.state) == (sponsor, "asked")]
    return Attention(
        investment=home,
        first=min(words, key=lambda one: one.at, default=None),
        latest=last_of(words),
        sponsor=sponsor,
        state=_state(home, sponsor, rows, gone),
        asked_at=max(asked, default=None),
        deed=last_deed(list(_deeds(sponsor, rows))) if sponsor else None,
        passed_up=tuple(passed),
        waits=tuple(one for one in waiting if sponsor and _is_with(one, sponsor, rows.steps)),
    )


def _words(rows: _Rows) -> Iterator[Word]:
    """What people told: claims of updates, figures that were recorded, and what was recorded of
    the plan and of how people are prepared.
    """
    told = [one for one in rows.entries if one.practice in NEWS]
    words: tuple[Noticed | Recorded | Entry, ...] = (*rows.claims, *rows.facts, *told)
    for one in words:
        yield Word(at=one.said_at, by=one.author, href=one.permalink)


def _state(
    home: Investment, sponsor: str | None, rows: _Rows, gone: frozenset[str]
) -> SponsorState:
    if sponsor is None:
        return "no_person" if home.sponsor else "none"
    if sponsor in gone:
        return "left"
    is_accepted = state_of(sponsor, "sponsor", home.id, rows.said) == "accepted"
    has_signed = any((one.what, one.recorded_by) == (SIGNED, sponsor) for one in rows.entries)
    return "accepted" if is_accepted or has_signed else "asked"


def _deeds(sponsor: str, rows: _Rows) -> Iterator[Deed]:
    """What is on record of theirs. What they ask us alone is nobody else's to know."""
    for step in rows.said:
        if step.by == sponsor == step.person and step.state != "asked":
            yield Deed(at=step.at, by=sponsor, act="accepted")
    for mark in rows.marks:
        if mark.by == sponsor:
            yield Deed(at=mark.at, by=sponsor, act="attested")
    for fact in rows.facts:
        if fact.author == sponsor:
            yield Deed(at=fact.said_at, by=sponsor, href=fact.permalink, act="said")
        if fact.recorded_by == sponsor:
            yield Deed(at=fact.recorded_at, by=sponsor, href=fact.permalink, act="recorded")
    for claim in rows.claims:
        if claim.author == sponsor:
            yield Deed(at=claim.said_at, by=sponsor, href=claim.permalink, act="said")
    told = {one.id for one in rounds(_rounds_of(rows.entries)) if one.state == "closed"}
    for entry in rows.entries:
        if entry.recorded_by == sponsor and (entry.about in told or not _is_private(entry)):
            yield Deed(at=entry.recorded_at, by=sponsor, href=entry.permalink, act="recorded")
    for put_off in rows.steps:
        if put_off.person == sponsor and put_off.what in ("snoozed", "skipped"):
            yield Deed(at=put_off.at, by=sponsor, act="put_off")


def _rounds_of(entries: Iterable[Entry]) -> list[Entry]:
    return [one for one in entries if one.practice == "alignment"]


def _is_private(entry: Entry) -> bool:
    """Whether it is a word in a round of alignment: who has answered there is told to nobody before
    the round is closed.
    """
    return entry.practice == "alignment" and entry.what in PIECES


def _is_with(question: Question, sponsor: str, steps: Sequence[Step]) -> bool:
    """Whether a question waits for somebody: it was put to them, or went on to them last."""
    own = of_question(question.id, steps)
    raised = [one.person for one in own if one.what in ("owner", "sponsor")]
    return (raised[-1] if raised else question.person) == sponsor


def _by_home(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.investment].append(row)
    return found
