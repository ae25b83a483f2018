"""Answer: one person's idea of success, by a form or in words they look over; theirs until the
round closes.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime

from bot.advice import eyes
from bot.advice.days import day_of
from bot.advice.doors import Doors
from bot.advice.practices.align import close
from bot.advice.practices.align.found import Found, entry, found, held
from bot.advice.practices.align.put import key_of, offer_key
from bot.advice.practices.align.tell import recorded, taken
from bot.benefits import measures, periods
from bot.benefits.blank import is_open
from bot.benefits.conversation import (
    Clicked,
    Guided,
    Post,
    Sending,
    Span,
)
from bot.benefits.entries import Entry
from bot.benefits.guides import Field, Guide
from bot.benefits.investment import Investment
from bot.benefits.practices.alignment import HEADS, PIECES, head_in, of_user
from bot.benefits.questions import Citation
from bot.benefits.reading import AnswerContext
from bot.benefits.sheet import Choice
from bot.ports import Voice, Work

NAME = "alignment"

HANDED_IN = "alignment-hand"
"""The first part of the ref of the button that records what was written: the round, the channel and
the message follow."""

_ROUGHLY = re.compile(
    r"\b(?:by|until|before)\s+(?P<when>(?:the\s+)?(?:(?:end|middle)\s+of\s+)?(?:this\s+|next\s+)?"
    r"(?:the\s+)?(?:spring|summer|autumn|winter|christmas|easter|year(?:\s+end)?)"
    r"(?:\s+20\d\d)?)\b",
    re.IGNORECASE,
)
"""A time that is no date: kept in their words."""


def opens(
    workspace: str, channel: str, user: str, ref: str, doors: Doors, now: datetime
) -> Guide | str:
    """The form, for who is asked: with what they answered, or with what they wrote beneath the
    question.
    """
    id, _, ts = ref.partition(":")
    seen = eyes.of_person(workspace, user, doors)
    with doors.records.work(workspace, seen) as work:
        of = found(work, id)
    refusal = why_not(of, user, doors)
    if of is None or refusal is not None:
        return refusal or doors.voice.say("alignment_gone")
    known = {what: one.text for what, one in of_user(of.entries, id, user).items()}
    if ts:
        known = known | _written(workspace, channel, user, ts, of.investment, doors, now)
    passages = [doors.library.passage(one) for one in ("asked-one-by-one", "four-kinds-of-success")]
    cites = tuple(Citation(id=one.id, title=one.title, source=one.source) for one in passages)
    return _guide(of, known, cites, doors.voice)


def why_not(of: Found | None, user: str, doors: Doors) -> str | None:
    """Why somebody cannot answer in a round; None where they can."""
    if of is None:
        return doors.voice.say("alignment_gone")
    if user not in of.round.users:
        return doors.voice.say("alignment_not_asked")
    if of.round.state == "withdrawn":
        return doors.voice.say("alignment_taken_back", investment=of.investment.name)
    if of.round.state != "open":
        return doors.voice.say("alignment_over", investment=of.investment.name)
    return None


def _written(
    workspace: str,
    channel: str,
    user: str,
    ts: str,
    home: Investment,
    doors: Doors,
    now: datetime,
) -> dict[str, str]:
    """What was read in a message of theirs, to be looked over."""
    message = doors.directory.message(workspace, channel, ts)
    if message is None or message.author != user:
        return {}
    return read(message.text, home, doors, now)


def read(text: str, home: Investment, doors: Doors, now: datetime) -> dict[str, str]:
    """What somebody's own words say of each thing asked; what they do not say is left out."""
    words = " ".join(text.split())[:300]
    said = {"success": words}
    if head := head_in(words):
        said["first"] = head
    named = [one.name for one in home.measures if measures.within(one.name, words)]
    if len(named) == 1:
        said["measure"] = named[0]
    context = AnswerContext(asked="timeframe", today=now.date())
    due = [one for one in doors.reader.answer(words, context).facts if one.by]
    if due:
        said["by"] = periods.in_words(due[0].by or "")
    elif roughly := _ROUGHLY.search(words):
        said["by"] = roughly["when"]
    return said


def _guide(of: Found, known: Mapping[str, str], cites: tuple[Citation, ...], voice: Voice) -> Guide:
    def say(key: str, **words: str) -> str:
        return voice.say(f"alignment_{key}", **words)

    heads = tuple(Choice(id=one, name=say(f"head_{one}")) for one in HEADS)
    names = ", ".join(one.name for one in of.investment.measures)
    fields = (
        Field(
            key="success",
            label=say("field_success"),
            hint=say("hint_success"),
            kind="text",
            needed=True,
        ),
        Field(key="first", label=say("field_first"), kind="choice", choices=heads),
        Field(key="second", label=say("field_second"), kind="choice", choices=heads[:-1]),
        Field(
            key="measure",
            label=say("field_measure"),
            hint=say("hint_measure", names=names) if names else "",
        ),
        Field(key="by", label=say("field_by"), hint=say("hint_by")),
    )
    date = f"{of.round.closes_at.day} {of.round.closes_at:%B %Y}"
    return Guide(
        name=NAME,
        ref=of.round.id,
        title=say("form"),
        note=(say("form_note", investment=of.investment.name), say("private", date=date)),
        cites=cites,
        fields=tuple(one.model_copy(update={"initial": known.get(one.key, "")}) for one in fields),
        submit=say("button_record"),
    )


def wrong(sent: Guided, doors: Doors, now: datetime) -> dict[str, str]:
    """What is wrong with an answer: it needs its sentence, two heads are two, and it is in time."""
    with doors.records.work(sent.workspace) as work:
        of = found(work, sent.ref.partition(":")[0])
    if late := why_not(of, sent.user, doors):
        return {"success": late}
    faults: dict[str, str] = {}
    if is_open(sent.fields.get("success", "")):
        faults["success"] = doors.voice.say("alignment_needs_sentence")
    first, second = sent.fields.get("first"), sent.fields.get("second")
    if second is not None and second == first:
        faults["second"] = doors.voice.say("alignment_needs_two_heads")
    return faults


def keep(sent: Guided, event: str, doors: Doors, now: datetime) -> None:
    """Record what somebody answered instead of what they had; where all have, the round closes."""
    id, _, ts = sent.ref.partition(":")
    typed = {str(key): " ".join(said.split()) for key, said in sent.fields.items()}
    _replace(sent, id, typed, event, doors, now, ts)


def hand_in(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Record what somebody wrote to us as their answer, as it was read, by their own press."""
    id, channel, ts = (*click.ref.split(":")[1:], "", "", "")[:3]
    with doors.records.work(click.workspace) as work:
        of = found(work, id)
    given = (click.workspace, channel, click.user, ts)
    pieces = _written(*given, of.investment, doors, now) if of and ts else {}
    if pieces:
        _replace(click, id, pieces, event, doors, now, ts)
        return
    with doors.records.work(click.workspace) as work:
        _tell(work, click, doors.voice.say("offer_gone"), event, now)
        work.finish(event, now)
        work.commit()


def take_back(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Take one's answer back, while the round is open."""
    _replace(click, click.ref.partition(":")[2], {}, event, doors, now)


def _replace(
    said: Guided | Clicked,
    id: str,
    pieces: Mapping[str, str],
    event: str,
    doors: Doors,
    now: datetime,
    ts: str = "",
) -> None:
    """Enter what somebody answers instead of what they had; `ts` is their message it is read in."""
    known = close.look(said.workspace, id, doors)
    day = _day(pieces.get("by", ""), doors, now)
    with doors.records.work(said.workspace) as work:
        of = held(work, id)
        refusal = why_not(of, said.user, doors)
        sees = of is not None and known is not None and known.sees(said.user, of.investment)
        if of is None or known is None or refusal is not None or not sees:
            _tell(work, said, refusal or doors.voice.say("alignment_gone"), event, now)
        else:
            _enter(work, of, said.user, pieces, day, event, now)
            after = found(work, id) or of
            if not after.round.waits_for:
                close.end(work, said.workspace, after, known, doors, now)
            else:
                close.tell_starter(work, said.workspace, after, event, doors, now)
                key = key_of(said.workspace, id, said.user)
                cited = known.cites["asked-one-by-one"]
                if work.shown(key) is not None:
                    post = recorded(after, said.user, cited, doors.voice)
                    work.change(key, post, f"{key}:{event}", now)
            offer = offer_key(said.workspace, said.user, ts)
            if work.shown(offer) is not None:
                work.change(offer, taken(after, now, doors.voice), f"{offer}:{event}", now)
        work.finish(event, now)
        work.commit()


def _enter(
    work: Work,
    of: Found,
    user: str,
    pieces: Mapping[str, str],
    day: date | None,
    event: str,
    now: datetime,
) -> None:
    before = of_user(of.entries, of.round.id, user)
    for what in PIECES:
        old, text = before.get(what), pieces.get(what, "").strip()
        on = day if what == "by" else None
        if text and not _is_same(old, text, on):
            over = old.id if old else None
            given = {"text": text, "day": on, "supersedes": over}
            one = entry(of.investment.id, what, of.round.id, event, now, user, user)
            work.enter(one.model_copy(update=given))
        elif old is not None and not text:
            _withdraw(work, of, user, what, event, now)


def _withdraw(work: Work, of: Found, user: str, what: str, event: str, now: datetime) -> None:
    """Take all they ever answered to one thing back, and not the last word alone."""
    ever = [one for one in of.entries if (one.about, one.author) == (of.round.id, user)]
    gone = {one.supersedes for one in ever if one.withdraws}
    for old in ever:
        if old.what == what and not old.withdraws and old.id not in gone:
            one = entry(of.investment.id, what, of.round.id, f"{event}:{old.id}", now, user, user)
            work.enter(one.model_copy(update={"supersedes": old.id, "withdraws": True}))


def _is_same(old: Entry | None, text: str, day: date | None) -> bool:
    return old is not None and (old.text, old.day) == (text[:300], day)


def _day(words: str, doors: Doors, now: datetime) -> date | None:
    """The last day that "by when" names; None where none can be read."""
    if not words:
        return None
    bare = words.strip()
    bare = bare[3:].strip() if bare.casefold().startswith("by ") else bare
    plainly = day_of(bare, now.date())
    if plainly is not None:
        return plainly
    context = AnswerContext(asked="timeframe", today=now.date())
    facts = doors.reader.answer(f"by {bare}", context).facts
    due = next((one.by or one.as_of for one in facts if one.by or one.as_of), None)
    try:
        return periods.last_day(due) if due else None
    except ValueError:
        return None


def _tell(work: Work, said: Guided | Clicked, why: str, event: str, now: datetime) -> None:
    """In their direct conversation, where there is no other way."""
    post = Post(lead=((Span(text=why),),))
    sending = Sending(key=f"reply:{event}", way="post", channel=said.user, post=post)
    work.send(sending, now)
