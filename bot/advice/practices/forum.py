"""Forum: on a rhythm, IT and the business ask each other three questions in a channel."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.advice import batch, confirm, eyes, said_back
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.practices import forum_answers, forum_post, forum_round, forum_told
from bot.advice.practices.forum_round import Here
from bot.advice.practices.practised import GuideWay, Practised
from bot.benefits.conversation import Commanded, Post, Sending, Span
from bot.benefits.entries import counting
from bot.benefits.hours import next_open, next_weekly
from bot.benefits.investment import Investment
from bot.benefits.manners import ChannelManners, ForumRhythm, hours_of_channel
from bot.benefits.practices import forum
from bot.benefits.practices.forum import ANSWERABLE, Round
from bot.benefits.questions import Citation
from bot.ports import Done, Work

_A_WEEK = timedelta(days=7)
_MENTION = re.compile(r"<@(?P<user>[UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_RHYTHMS: tuple[ForumRhythm, ...] = ("monthly", "quarterly", "off")


def command(typed: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Set how often a forum opens in a channel, open one at once, or say how it is set."""
    words = typed.words.strip().casefold()
    who = (typed.workspace, typed.channel, typed.user)
    refusal = confirm.who_belongs(*who, doors, "forum_members")
    if refusal is None and words == "now":
        _now(typed, event, doors, now)
        return
    if refusal is None and words.split(maxsplit=1)[:1] == ["it"]:
        _name_it(typed, event, doors, now)
        return
    with doors.records.work(typed.workspace) as work:
        here = work.investments_in(typed.channel)
        if refusal is None and not here:
            refusal = doors.voice.say("order_nothing_here")
        rhythm = next((one for one in _RHYTHMS if one == words), None)
        if refusal is not None or rhythm is None:
            told = refusal or _as_set(work, typed, here, doors, now)
            confirm.tell(work, typed, told, event, now)
        else:
            _set(work, typed, rhythm, here, event, doors, now)
        work.finish(event, now)
        work.commit()


def _as_set(
    work: Work, typed: Commanded, here: Sequence[Investment], doors: Doors, now: datetime
) -> str:
    rhythm = work.manners_of_channels([typed.channel])[typed.channel].forum
    ref = _ref(typed.channel)
    at = work.planned("practice", [ref]).get(ref)
    if rhythm == "off" or at is None:
        return doors.voice.say("forum_is_off")
    due = forum.next_round(_rounds(work, here, typed.channel), rhythm, now)
    day = in_words(max(due or at, at if due is None else due).date())
    return doors.voice.say("forum_set_again", rhythm=rhythm, date=day)


def _set(
    work: Work,
    typed: Commanded,
    rhythm: ForumRhythm,
    here: Sequence[Investment],
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    before = work.manners_of_channels([typed.channel])[typed.channel]
    work.keep_manners(typed.channel, before.model_copy(update={"forum": rhythm}), now)
    rounds = _rounds(work, here, typed.channel)
    due = forum.next_round(rounds, rhythm, now)
    first = due if rounds and due else _next_weekly(before, work, now)
    ref, ends = _ref(typed.channel), _ends(rounds, now)
    work.plan_due("practice", ref, ends if rhythm == "off" else min(first, ends or first))
    if rhythm == "off":
        said = doors.voice.say("forum_off")
    else:
        key = "forum_set_again" if rounds else "forum_set"
        said = doors.voice.say(key, rhythm=rhythm, date=in_words(first.date()))
    done = Done(investment=None, by=typed.user, at=now, what="forum", words=typed.words)
    work.audit(event, done)
    work.send(_aloud(typed, event, said), now)


def _next_weekly(manners: ChannelManners, work: Work, now: datetime) -> datetime:
    """The next hour of the channel's weekly thread: what comes on a rhythm comes then."""
    hours = hours_of_channel(manners, work.manners_of_house())
    hour = manners.hour.replace(tzinfo=None)
    return next_weekly(hours, manners.weekday, hour, now) or now + _A_WEEK


def _aloud(typed: Commanded, event: str, said: str) -> Sending:
    return said_back.to_typed(typed, event, Post(lead=((Span(text=said),),)), in_channel=True)


def _now(typed: Commanded, event: str, doors: Doors, now: datetime) -> None:
    here = _look(typed.workspace, typed.channel, doors, now)
    with doors.records.work(typed.workspace, here.audience if here else None) as work:
        homes = work.investments_in(typed.channel) if here else []
        work.hold_all([one.id for one in homes])
        rounds = _rounds(work, homes, typed.channel)
        if here is None or not homes:
            said = doors.voice.say("order_nothing_here")
        elif rounds and rounds[-1].is_open_at(now):
            day = in_words(rounds[-1].at.date())
            said = doors.voice.say("forum_is_open", date=day)
        else:
            if rounds and not rounds[-1].is_closed:
                forum_round.close(work, here, homes, rounds[-1], doors, now)
            is_opened = forum_round.begin(work, here, homes, rounds, doors, now)
            said = doors.voice.say("forum_opened" if is_opened else "forum_nothing")
            of_it = forum_round.of_it(work, homes, typed.channel, doors.voice, now)
            if is_opened and not of_it:
                said = f"{said} {doors.voice.say('forum_it_nobody')}"
            after = _rounds(work, homes, typed.channel)
            rhythm = here.known.channels[typed.channel].forum
            if is_opened and (due := forum.next_round(after, rhythm, now)):
                said = f"{said} {doors.voice.say('forum_next', date=in_words(due.date()))}"
            _plan(work, here, after, now)
        confirm.tell(work, typed, said, event, now)
        work.finish(event, now)
        work.commit()


def _name_it(typed: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Say who is asked for IT in this channel, from now on and in the round that is open."""
    named = _MENTION.search(typed.words)
    person = named["user"] if named else ""
    also = [person] if person else []
    here = _look(typed.workspace, typed.channel, doors, now, also)
    with doors.records.work(typed.workspace, here.audience if here else None) as work:
        homes = work.investments_in(typed.channel) if here else []
        work.hold_all([one.id for one in homes])
        if here is None or not homes:
            confirm.tell(work, typed, doors.voice.say("order_nothing_here"), event, now)
        elif not here.known.is_there(person) or not here.channel.may_hold(person):
            confirm.tell(work, typed, doors.voice.say("forum_it_needed"), event, now)
        else:
            rounds = _rounds(work, homes, typed.channel)
            last = rounds[-1] if rounds else None
            forum_round.name_it(work, here, homes, last, person, typed.user, event, doors, now)
            said = Span(text=f" {doors.voice.say('forum_it_set')}")
            post = Post(lead=((Span(text="", user=person), said),))
            work.send(said_back.to_typed(typed, event, post, in_channel=True), now)
        work.finish(event, now)
        work.commit()


def fall(workspace: str, refs: Sequence[str], doors: Doors, now: datetime) -> None:
    """Close the rounds that are over and open those that are due, each channel in a commit of its
    own. While a channel rests nothing is opened; where Slack tells nothing of it, it is looked at
    again in a week.
    """
    for ref in refs:
        _fall(workspace, ref, doors, now)


def _fall(workspace: str, ref: str, doors: Doors, now: datetime) -> None:
    channel = ref.partition(":")[2]
    here = _look(workspace, channel, doors, now)
    with doors.records.work(workspace, here.audience if here else None) as work:
        homes = work.investments_in(channel)
        work.hold_all([one.id for one in homes])
        if here is None or not homes:
            work.plan_due("practice", ref, now + _A_WEEK if homes else None)
            work.commit()
            return
        rounds = _rounds(work, homes, channel)
        hours = here.known.hours_of_channel(homes[0])
        if not hours.is_open(now):
            work.plan_due("practice", ref, next_open(hours, now) or now + _A_WEEK)
            work.commit()
            return
        rhythm = here.known.channels[channel].forum
        due = forum.next_round(rounds, rhythm, now)
        is_due = due is not None and due <= now
        if rounds and not rounds[-1].is_closed and (is_due or not rounds[-1].is_open_at(now)):
            forum_round.close(work, here, homes, rounds[-1], doors, now)
        heard = [one for one in homes if not here.known.is_quiet(one)]
        if is_due and heard and not forum_round.begin(work, here, heard, rounds, doors, now):
            work.plan_due("practice", ref, now + 4 * _A_WEEK)
        elif is_due and not heard:
            work.plan_due("practice", ref, now + _A_WEEK)
        else:
            _plan(work, here, _rounds(work, homes, channel), now)
        work.commit()


def _look(
    workspace: str, channel: str, doors: Doors, now: datetime, also: Sequence[str] = ()
) -> Here | None:
    """The channel as it is now, with what is known of these `also`; None where we are not in it, or
    nobody can write there.
    """
    where = eyes.seen(workspace, channel, doors)
    if where is None or where.is_archived:
        return None
    audience = eyes.of_channel(workspace, channel, doors)
    with doors.records.work(workspace, audience) as work:
        homes = work.investments_in(channel)
        ids = [one.id for one in homes]
        of_it = forum_round.of_it(work, homes, channel, doors.voice, now)
    passages = [doors.library.passage(one) for one in forum_post.PASSAGES]
    cites = tuple(Citation(id=one.id, title=one.title, source=one.source) for one in passages)
    within = batch.read(workspace, ids, doors, now, [*of_it, *also])
    with doors.records.work(workspace) as work:
        known = within(work)
    if ids:
        known = replace(known, members=dict.fromkeys([channel], where.members))
    return Here(workspace, where, audience, known, cites)


def _ref(channel: str) -> str:
    return f"forum:{channel}"


def _rounds(work: Work, homes: Sequence[Investment], channel: str) -> list[Round]:
    entries = counting(work.entries([one.id for one in homes], "forum"))
    return forum.rounds_of(one for one in entries if one.about.startswith(f"{channel}@"))


def _ends(rounds: Sequence[Round], now: datetime) -> datetime | None:
    """When the round that is open now is over."""
    return rounds[-1].at + ANSWERABLE if rounds and rounds[-1].is_open_at(now) else None


def _plan(work: Work, here: Here, rounds: Sequence[Round], now: datetime) -> None:
    """Have it looked at again when the round is over, or the next one is due."""
    rhythm = here.known.channels[here.channel.id].forum
    moments = [_ends(rounds, now), forum.next_round(rounds, rhythm, now)]
    at = min((one for one in moments if one), default=None)
    work.plan_due("practice", _ref(here.channel.id), at)


PRACTICE = Practised(
    commands={"forum": command},
    guides={
        "forum": GuideWay(forum_answers.opens, forum_answers.wrong, forum_answers.keep),
    },
    presses={"forum": forum_answers.press},
    hears=forum_answers.hears,
    heads=frozenset({"forum"}),
    falls={"forum": fall},
    part=forum_told.part,
    line=forum_told.line,
)
