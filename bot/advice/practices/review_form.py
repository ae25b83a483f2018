"""The forms of a value review: what people know, what they decide, and their names below it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.advice import admins, confirm
from bot.advice.attest import is_named
from bot.advice.days import YEARS, in_words
from bot.advice.doors import Doors
from bot.advice.practices import review_post
from bot.advice.practices.review_found import Seen, look, reviews_in
from bot.benefits.conversation import Guided, Line, Post, Sending, Span
from bot.benefits.entries import Entry
from bot.benefits.guides import Field, Guide
from bot.benefits.investment import Investment
from bot.benefits.practices.review import BLIND, DECISION, QUESTIONS, SIGNED, Review
from bot.benefits.questions import Citation
from bot.benefits.sheet import Choice
from bot.ports import Work

_RESTS = {
    "delivers": "systems-that-pay-back",
    "detours": "detours-as-a-map",
    "held_back": "work-held-by-technology",
    "priorities": "best-people-on-best-work",
}


def key_of(workspace: str, review: str) -> str:
    """The key of the message a review is."""
    return f"review:{workspace}:{review}"


def opens(
    workspace: str, channel: str, user: str, ref: str, doors: Doors, _now: datetime
) -> Guide | str:
    """The form a button of a review leads to; why not, where it is over or not theirs."""
    refusal = confirm.who_belongs(workspace, channel, user, doors, "review_members")
    seen = look(workspace, channel, doors) if refusal is None else None
    if seen is None:
        return refusal or doors.voice.say("review_gone")
    id, _, what = ref.rpartition("/")
    signs = what == "sign" and _may_sign(workspace, user, seen, id, doors)
    with doors.records.work(workspace, seen.audience) as work:
        found = _latest(work, channel, id)
        here = _covered(work, found)
    if found is None:
        return doors.voice.say("review_gone")
    if what == "sign":
        return _signing(found, ref, doors) if signs else doors.voice.say("review_not_yours")
    return _form(what, here, ref, found.is_private, doors)


def _form(what: str, here: Sequence[Investment], ref: str, is_private: bool, doors: Doors) -> Guide:
    say = doors.voice.say
    choices = tuple(Choice(id=one.id, name=one.name) for one in here)
    fields = [
        Field(
            key="investment",
            label=say("review_form_investment"),
            hint=say("review_form_stays" if is_private else "review_form_read"),
            kind="choice",
            choices=choices,
            initial=here[0].id if len(here) == 1 else "",
            needed=True,
        )
    ]
    if what == "decide":
        fields.append(_text("decision", say("review_form_decision"), needed=True))
        fields.append(Field(key="by", label=say("review_form_by"), kind="day"))
    elif what == "blind":
        fields += [_text(one, say(f"review_{one}")) for one in BLIND]
    else:
        fields.append(_text(what, say("review_form_answer"), needed=True))
    passage = doors.library.passage(_RESTS[what]) if what in _RESTS else None
    return Guide(
        name="review",
        ref=ref,
        title=say("review_form"),
        note=(say(f"review_{what}"),) if what in QUESTIONS else (),
        cites=(review_post.citation(passage),) if passage else (),
        fields=tuple(fields),
        submit=say("review_form_submit"),
    )


def _text(key: str, label: str, *, needed: bool = False) -> Field:
    return Field(key=key, label=label, kind="text", needed=needed)


def _signing(found: Review, ref: str, doors: Doors) -> Guide:
    say = doors.voice.say
    counts = {"n": str(len(found.answers)), "total": str(len(found.decisions))}
    day = in_words(found.at.date())
    note = say("review_form_signing", version=str(found.version), date=day, **counts)
    return Guide(
        name="review",
        ref=f"{ref}?{found.version}",
        title=say("review_form"),
        note=(note,) if found.version > 1 else (note, say("review_form_signing_bare")),
        fields=(Field(key="note", label=say("review_form_note")),),
        submit=say("review_form_sign"),
    )


def wrong(sent: Guided, doors: Doors, now: datetime) -> dict[str, str]:
    """Something is said in a form; what is decided is for a day to come; what is signed is what was
    seen.
    """
    what = sent.ref.rpartition("/")[2]
    if what.startswith("sign"):
        return _unseen(sent, doors)
    said = sent.fields.keys() - {"investment", "by", "note"}
    if said:
        if _open_one(sent, doors) is None:
            return {min(said): doors.voice.say("review_gone")}
        by = sent.fields.get("by")
        if _is_past(by, now):
            return {"by": doors.voice.say("review_form_past")}
        if by and date.fromisoformat(by).year not in YEARS:
            years = {"first": str(YEARS[0]), "last": str(YEARS[-1])}
            return {"by": doors.voice.say("order_date_far", **years)}
        return {}
    field = {"blind": BLIND[0], "decide": "decision"}.get(what, what)
    return {field: doors.voice.say("review_form_empty")}


def _is_past(day: str | None, now: datetime) -> bool:
    """Whether a day is over wherever somebody lives."""
    return bool(day) and date.fromisoformat(day or "") < now.date() - timedelta(days=1)


def _unseen(sent: Guided, doors: Doors) -> dict[str, str]:
    """Whether something was added since the form was opened, or the next review was."""
    found = _open_one(sent, doors)
    if found is None:
        return {"note": doors.voice.say("review_gone")}
    is_as_seen = sent.ref.rpartition("?")[2] == str(found.version)
    return {} if is_as_seen else {"note": doors.voice.say("review_form_unseen")}


def _open_one(sent: Guided, doors: Doors) -> Review | None:
    """The review a form is of, while it takes answers."""
    seen = look(sent.workspace, sent.channel, doors)
    if seen is None:
        return None
    with doors.records.work(sent.workspace, seen.audience) as work:
        return _latest(work, sent.channel, sent.ref.rpartition("/")[0])


def keep(sent: Guided, event: str, doors: Doors, now: datetime) -> None:
    """Put it on record, show it in the thread, and the review as it is then."""
    refusal = confirm.who_belongs(sent.workspace, sent.channel, sent.user, doors)
    seen = look(sent.workspace, sent.channel, doors) if refusal is None else None
    id, _, what = sent.ref.rpartition("/")
    signs = what.startswith("sign")
    if seen is not None and signs and not _may_sign(sent.workspace, sent.user, seen, id, doors):
        seen = None
    cites = review_post.cited(doors)
    with doors.records.work(sent.workspace, seen.audience if seen else None) as work:
        found = _latest(work, sent.channel, id) if seen else None
        if seen is not None and found is not None:
            here = _covered(work, found)
            new = list(_entries(sent, found, here, event, now))
            if [one for one in new if work.enter(one)]:
                _tell(work, sent, new, here, event, doors, now)
                _again(work, seen, id, event, cites, doors, now)
        work.finish(event, now)
        work.commit()


def _entries(
    sent: Guided, found: Review, here: Sequence[Investment], event: str, now: datetime
) -> Iterator[Entry]:
    what = sent.ref.rpartition("/")[2]
    if what.startswith("sign"):
        version = float(what.partition("?")[2] or found.version)
        for one in here:
            text = sent.fields.get("note", "")
            yield _entry(sent, found, one.id, SIGNED, text, event, now, value=version)
        return
    about = next((one for one in here if one.id == sent.fields.get("investment")), None)
    home = about or (here[0] if len(here) == 1 else None)
    if home is None:
        return
    for key in (*QUESTIONS, *BLIND, DECISION):
        if text := sent.fields.get(key, "").strip():
            by = sent.fields.get("by") if key == DECISION else None
            day = date.fromisoformat(by) if by else None
            yield _entry(sent, found, home.id, key, text, event, now, day=day)


def _entry(
    sent: Guided,
    found: Review,
    home: str,
    what: str,
    text: str,
    event: str,
    now: datetime,
    *,
    value: float | None = None,
    day: date | None = None,
) -> Entry:
    id = hashlib.sha256("\x1f".join((event, what, home)).encode()).hexdigest()[:16]
    return Entry(
        id=f"e{id}",
        investment=home,
        practice="review",
        what=what,
        about=found.id,
        text=text,
        value=value,
        day=day,
        author=sent.user,
        said_at=now,
        recorded_by=sent.user,
        recorded_at=now,
        channel=sent.channel,
    )


def _tell(
    work: Work,
    sent: Guided,
    new: Sequence[Entry],
    here: Sequence[Investment],
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    stands = work.stands_at(key_of(sent.workspace, sent.ref.rpartition("/")[0]))
    if stands is None:
        return
    names = {one.id: one.name for one in here}
    told = new[:1] if new[0].what == SIGNED else new
    lines = tuple(_told(one, sent.user, names, doors) for one in told)
    where = {"channel": stands[0], "thread": stands[1]}
    work.send(Sending(key=f"post:{event}", way="post", post=Post(lead=lines), **where), now)


def _told(one: Entry, by: str, names: Mapping[str, str], doors: Doors) -> Line:
    say, name = doors.voice.say, names.get(one.investment, "")
    words = f" “{one.text}”" if one.text else ""
    if one.what == SIGNED:
        said = say("review_thread_signed", version=f"{one.value or 1:g}")
    elif one.what == DECISION:
        said = say("review_thread_decision", investment=name)
    else:
        short = say(f"review_short_{one.what}")
        said = say("review_thread_answer", names=short, investment=name)
    return (Span(text="", user=by), Span(text=f" {said}{words}"))


def _again(
    work: Work,
    seen: Seen,
    id: str,
    event: str,
    cites: Sequence[Citation],
    doors: Doors,
    now: datetime,
) -> None:
    """The review's own message shows what was added."""
    reviews = reviews_in(work, seen.channel)
    found = next(one for one in reviews if one.id == id)
    before = [one for one in reviews if one.at < found.at]
    last = before[-1] if before else None
    here = _covered(work, found)
    post = review_post.of_review(work, here, found, last, cites, doors.voice, now)
    work.change(key_of(seen.workspace, id), post, f"added:{event}", now)


def _may_sign(workspace: str, user: str, seen: Seen, id: str, doors: Doors) -> bool:
    """Whether somebody sponsors something in a review, or is an admin."""
    person = doors.directory.person(workspace, user)
    with doors.records.work(workspace, seen.audience) as work:
        here = _covered(work, _latest(work, seen.channel, id))
        is_admin = admins.is_admin(person, work.manners_of_house())
    return is_admin or any(is_named(user, one.sponsor) for one in here)


def _latest(work: Work, channel: str, id: str) -> Review | None:
    """A review of a channel while it is the last one: then it takes answers and names."""
    reviews = reviews_in(work, channel)
    return reviews[-1] if reviews and reviews[-1].id == id else None


def _covered(work: Work, found: Review | None) -> list[Investment]:
    """What it is of, as far as it may be seen here now."""
    covered = frozenset(found.covered) if found else frozenset[str]()
    return [one for one in work.investments() if one.id in covered]
