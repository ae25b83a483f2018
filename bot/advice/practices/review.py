"""Review: a portfolio is looked over for its value, prepared from the record, signed by people."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.advice import confirm, eyes, said_back
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.practices import review_form, review_post
from bot.advice.practices.practised import GuideWay, Practised, Told
from bot.advice.practices.review_found import Seen, look, reviews_in, told_elsewhere
from bot.benefits.conversation import Commanded, Line, Part, Post, Sending, Span
from bot.benefits.entries import Entry, counting
from bot.benefits.hours import Hours, next_open, next_weekly
from bot.benefits.investment import Investment
from bot.benefits.manners import ChannelManners, ReviewRhythm, hours_of_channel
from bot.benefits.practices.review import PRIVATE, Review, next_review, reviews_of
from bot.benefits.questions import Citation
from bot.ports import Done, Work

OPEN = timedelta(days=7)
"""So long no other review is opened by hand."""

_A_WEEK = timedelta(days=7)
_RHYTHMS: tuple[ReviewRhythm, ...] = ("quarterly", "off")
_EVERYTHING = "all"
"""Asks for all that may be seen, in a channel with investments of its own too."""


def command(typed: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Show one person a review of what they may see; open one in a channel, or set its rhythm."""
    said = typed.words.casefold().split()
    is_all = _EVERYTHING in said
    words = " ".join(one for one in said if one != _EVERYTHING)
    if not words:
        _show(typed, is_all, event, doors, now)
        return
    where = eyes.seen(typed.workspace, typed.channel, doors)
    who = (typed.workspace, typed.channel, typed.user)
    refusal = confirm.who_belongs(*who, doors, "review_members")
    rhythm = next((one for one in _RHYTHMS if one == words), None)
    if where is not None and where.is_direct:
        refusal = doors.voice.say("review_here")
    elif refusal is None and rhythm is None and words != "now":
        refusal = doors.voice.say("review_usage")
    if refusal is None and words == "now":
        _now(typed, is_all, event, doors, now)
        return
    with doors.records.work(typed.workspace) as work:
        if refusal is not None or rhythm is None:
            confirm.tell(work, typed, refusal or "", event, now)
        else:
            _set(work, typed, rhythm, event, doors, now)
        work.finish(event, now)
        work.commit()


def _at_home(seen: Sequence[Investment], channel: str) -> list[Investment]:
    """Those at home in a channel; all, where none is."""
    return [one for one in seen if one.channel == channel] or list(seen)


def _show(typed: Commanded, is_all: bool, event: str, doors: Doors, now: datetime) -> None:
    """For the eyes of who typed it: of what is at home in the channel, else of all they may see."""
    audience = eyes.of_person(typed.workspace, typed.user, doors)
    cites = review_post.cited(doors)
    with doors.records.work(typed.workspace, audience) as work:
        seen = work.investments()
        here = seen if is_all else _at_home(seen, typed.channel)
        entries = counting(work.entries([one.id for one in here], "review"))
        reviews = reviews_of(told_elsewhere(entries, here))
        last = reviews[-1] if reviews else None
        nothing = doors.voice.say("review_nothing_yours")
        post = Post(lead=((Span(text=nothing),),))
        if here:
            post = review_post.of_review(work, here, None, last, cites, doors.voice, now)
        if len(here) < len(seen):
            rest = doors.voice.say("review_here_alone")
            post = post.model_copy(update={"closing": f"{post.closing} {rest}"})
        sending = said_back.to_typed(typed, event, post)
        work.send(sending, now)
        work.finish(event, now)
        work.commit()


def _set(
    work: Work,
    typed: Commanded,
    rhythm: ReviewRhythm,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    before = work.manners_of_channels([typed.channel])[typed.channel]
    work.keep_manners(typed.channel, before.model_copy(update={"review": rhythm}), now)
    reviews = reviews_in(work, typed.channel)
    due = next_review(reviews, rhythm, now)
    at = _weekly(before, work, max(due, now)) if due else None
    work.plan_due("practice", _ref(typed.channel), at)
    if at is None:
        said = doors.voice.say("review_off")
    else:
        said = doors.voice.say("review_set", rhythm=rhythm, date=in_words(at.date()))
    work.audit(
        event, Done(investment=None, by=typed.user, at=now, what="review", words=typed.words)
    )
    aloud = said_back.to_typed(typed, event, Post(lead=((Span(text=said),),)), in_channel=True)
    work.send(aloud, now)


def _weekly(manners: ChannelManners, work: Work, after: datetime) -> datetime:
    """The next hour of the channel's weekly thread: what comes on a rhythm comes then."""
    hours = hours_of_channel(manners, work.manners_of_house())
    hour = manners.hour.replace(tzinfo=None)
    return next_weekly(hours, manners.weekday, hour, after) or after + _A_WEEK


def _now(typed: Commanded, is_all: bool, event: str, doors: Doors, now: datetime) -> None:
    seen = look(typed.workspace, typed.channel, doors)
    cites = review_post.cited(doors)
    with doors.records.work(typed.workspace, seen.audience if seen else None) as work:
        found = work.investments()
        here = found if is_all else _at_home(found, typed.channel)
        work.hold_all([one.id for one in here])
        reviews = reviews_in(work, typed.channel) if seen else []
        if seen is None or not here:
            said = doors.voice.say("review_nothing")
        elif reviews and now - reviews[-1].at < OPEN:
            said = doors.voice.say("review_is_open", date=in_words(reviews[-1].at.date()))
        else:
            _open(work, seen, here, reviews, _Given(doors, cites, now))
            said = doors.voice.say("review_opened")
            if len(here) < len(found):
                said = f"{said} {doors.voice.say('review_here_alone')}"
            _plan(work, typed.channel, now)
        confirm.tell(work, typed, said, event, now)
        work.finish(event, now)
        work.commit()


class _Given(NamedTuple):
    """What opening a review takes beside the record."""

    doors: Doors
    cites: Sequence[Citation]
    now: datetime


def _open(
    work: Work,
    seen: Seen,
    here: Sequence[Investment],
    reviews: Sequence[Review],
    given: _Given,
) -> None:
    now = given.now
    id = f"{seen.channel}@{now:%Y-%m-%dT%H:%M}{PRIVATE if seen.is_private else ''}"
    for one in here:
        work.enter(
            Entry(
                id=f"review:{id}:{one.id}",
                investment=one.id,
                practice="review",
                what="opened",
                about=id,
                author=None,
                said_at=now,
                recorded_by=None,
                recorded_at=now,
                channel=seen.channel,
            )
        )
    new = Review(id=id, at=now, covered=tuple(one.id for one in here))
    last = reviews[-1] if reviews else None
    voice = given.doors.voice
    post = review_post.of_review(work, here, new, last, given.cites, voice, now)
    if last is not None:
        _end(work, review_form.key_of(seen.workspace, last.id), now)
    key = review_form.key_of(seen.workspace, id)
    work.send(Sending(key=key, way="post", channel=seen.channel, post=post), now)


def _end(work: Work, key: str, now: datetime) -> None:
    """A review takes no more answers once the next one is open."""
    if post := work.shown(key):
        work.change(key, post.model_copy(update={"options": ()}), "ended", now)


def fall(workspace: str, refs: Sequence[str], doors: Doors, now: datetime) -> None:
    """Open the reviews that are due, each channel in a commit of its own; in its hours, and not
    while the workspace or all of the channel rests. What rests is left out.
    """
    for ref in refs:
        _fall(workspace, ref, doors, now)


def _fall(workspace: str, ref: str, doors: Doors, now: datetime) -> None:
    channel = ref.partition(":")[2]
    seen = look(workspace, channel, doors)
    cites = review_post.cited(doors)
    with doors.records.work(workspace, seen.audience if seen else None) as work:
        if seen is None:
            work.plan_due("practice", ref, now + _A_WEEK)
            work.commit()
            return
        hours = _hours(work, channel)
        reviews = reviews_in(work, channel)
        here = _awake(work, channel, reviews, now)
        work.hold_all([one.id for one in here])
        due = next_review(reviews, work.manners_of_channels([channel])[channel].review, now)
        if due is not None and not hours.is_open(now):
            work.plan_due("practice", ref, next_open(hours, now) or now + _A_WEEK)
        elif due is not None and due <= now and here:
            _open(work, seen, here, reviews, _Given(doors, cites, now))
            _plan(work, channel, now)
        else:
            work.plan_due("practice", ref, max(due, now + _A_WEEK) if due else None)
        work.commit()


def _awake(work: Work, channel: str, reviews: Sequence[Review], now: datetime) -> list[Investment]:
    """What is looked over now without anybody asking for it: as widely as the last one there; none
    where the workspace rests, or all that is at home in the channel.
    """
    today = now.astimezone(ZoneInfo(_hours(work, channel).zone)).date()
    found = work.investments()
    at_home = _at_home(found, channel)
    was_wide = bool(reviews) and not {one.id for one in at_home}.issuperset(reviews[-1].covered)
    awake = [one for one in found if not one.is_paused_on(today)]
    rests = work.manners_of_house().is_frozen_on(today) or bool(work.parked([channel]))
    rests = rests or not any(one in awake for one in at_home)
    return [] if rests else [one for one in awake if was_wide or one in at_home]


def _hours(work: Work, channel: str) -> Hours:
    return hours_of_channel(work.manners_of_channels([channel])[channel], work.manners_of_house())


def _plan(work: Work, channel: str, now: datetime) -> None:
    rhythm = work.manners_of_channels([channel])[channel].review
    due = next_review(reviews_in(work, channel), rhythm, now)
    work.plan_due("practice", _ref(channel), due)


def _ref(channel: str) -> str:
    return f"review:{channel}"


def part(told: Told) -> Part | None:
    """When each investment was reviewed last, who signed, what was decided."""
    lines = tuple(_lines(told))
    return Part(title=told.voice.say("review_part"), lines=lines) if lines else None


def _lines(told: Told) -> Iterator[Line]:
    homes = told.standing.investments
    entries = told_elsewhere(told.entries, homes)
    for home in homes:
        reviews = reviews_of(one for one in entries if one.investment == home.id)
        if not reviews:
            continue
        last = reviews[-1]
        said = told.voice.say("review_told", date=in_words(last.at.date()))
        name = f"{home.name}: " if len(homes) > 1 else ""
        unsigned = Span(text=told.voice.say("review_told_unsigned"))
        signed = (
            review_post.signature(last.signatures[-1], last, told.voice)
            if last.signatures
            else (unsigned,)
        )
        yield (Span(text=f"{name}{said} "), *signed)
        for one in last.decisions[-2:]:
            decided = f"{told.voice.say('review_decided')}: "
            yield (Span(text=decided), *review_post.decision(one, {}, told.voice))


def line(told: Told) -> Line | None:
    """The last review of many investments, in one line."""
    reviews = reviews_of(told_elsewhere(told.entries, told.standing.investments))
    if not reviews:
        return None
    n = told.figures.number(len(reviews[-1].decisions), "decisions of the last review")
    day = in_words(reviews[-1].at.date())
    return (Span(text=told.voice.say("review_line", date=day, n=n)),)


PRACTICE = Practised(
    commands={"review": command},
    guides={"review": GuideWay(review_form.opens, review_form.wrong, review_form.keep)},
    falls={"review": fall},
    part=part,
    line=line,
)
