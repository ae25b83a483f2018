"""A round of a forum: what it asks, whom by name, and how it closes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.advice.batch import Batch
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.practices import forum_post
from bot.advice.practices.forum_grounds import Ground, grounds
from bot.advice.practices.forum_kept import key_of
from bot.benefits.accepted import accepted_owner, has_said_stop, mentioned
from bot.benefits.conversation import Post, Sending, Span
from bot.benefits.entries import Entry, counting
from bot.benefits.investment import Investment
from bot.benefits.practices import forum
from bot.benefits.practices.forum import Round
from bot.benefits.questions import Citation
from bot.benefits.reminders import Step
from bot.ports import Audience, Channel, Voice, Work

IT = "it"
"""What is entered of who answers for IT in a channel."""

A_YEAR = timedelta(days=365)
"""Who answered for IT within it still does, until somebody else is named."""

LOOKS_BACK = timedelta(days=92)
"""What is told of the time before the first forum: a quarter."""


@dataclass(frozen=True)
class Here:
    """A channel as a forum finds it: who is in it, what all who read there may see of it, who may
    be asked how, and what the forum rests on.
    """

    workspace: str
    channel: Channel
    audience: Audience
    known: Batch
    cites: tuple[Citation, ...]


def begin(
    work: Work,
    here: Here,
    homes: Sequence[Investment],
    rounds: Sequence[Round],
    doors: Doors,
    now: datetime,
) -> bool:
    """Open a round; False, and nothing is said, where there is nothing to ask."""
    since = rounds[-1].at if rounds else now - LOOKS_BACK
    found = grounds(work, homes, since, doors.voice)
    asked = forum.to_ask(rounds, found)
    if not asked:
        return False
    round = f"{here.channel.id}@{now:%Y-%m-%dT%H:%M}"
    key = key_of(here.workspace, round)
    it = of_it(work, homes, here.channel.id, doors.voice, now)
    people = _people(homes, here, asked, found, it)
    post = forum_post.of_round(
        round,
        asked,
        found,
        people,
        _carried(asked, rounds),
        here.cites,
        doors.voice,
        is_first=not rounds,
        is_less=forum.is_tired(rounds),
        next_on=_next_on(rounds, Round(id=round, at=now, asked=asked), here, now),
    )
    for home in homes:
        for question in asked:
            work.enter(_asked(home.id, round, question, here.channel.id, now))
    sending = Sending(key=key, way="post", channel=here.channel.id, post=post)
    called = {one: who.user for one, who in people.items() if who.user}
    work.put_all([], _steps(homes[0], round, called, key, now), [sending], now)
    return True


def _next_on(rounds: Sequence[Round], new: Round, here: Here, now: datetime) -> str | None:
    """The day of the round after a new one, in words; None where no rhythm is set."""
    due = forum.next_round([*rounds, new], here.known.channels[here.channel.id].forum, now)
    return in_words(due.date()) if due else None


def it_person(work: Work, homes: Sequence[Investment], channel: str) -> str | None:
    """Who was named last to answer for IT in a channel."""
    entries = counting(work.entries([one.id for one in homes], "forum"))
    said = [one for one in entries if (one.what, one.about) == (IT, channel)]
    return said[-1].author if said else None


def of_it(
    work: Work, homes: Sequence[Investment], channel: str, voice: Voice, now: datetime
) -> list[str]:
    """Who was named for IT in a channel, who answered for it there, and who reported on its systems
    within a year.
    """
    reported = grounds(work, homes, now - A_YEAR, voice).get("it_income")
    said = counting(work.entries([one.id for one in homes], "forum"))
    answered = [
        one.author
        for one in reversed(said)
        if one.what in forum.ANSWERS and forum.side_of(forum.question_of(one)) == "it"
    ]
    found = (it_person(work, homes, channel), *answered, reported.by if reported else None)
    return list(dict.fromkeys(one for one in found if one))


def name_it(
    work: Work,
    here: Here,
    homes: Sequence[Investment],
    last: Round | None,
    person: str,
    by: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Put on record who answers for IT in a channel; in the round that is open its questions are
    put to them from now on.
    """
    for home in homes:
        entry = Entry(
            id=f"forum:it:{event}:{home.id}",
            investment=home.id,
            practice="forum",
            what=IT,
            about=here.channel.id,
            author=person,
            said_at=now,
            recorded_by=by,
            recorded_at=now,
            channel=here.channel.id,
        )
        work.enter(entry)
    key = key_of(here.workspace, last.id) if last else ""
    post = work.shown(key) if last and last.is_open_at(now) else None
    own = [one for one in last.open if forum.side_of(one) == "it"] if last else []
    if last is None or post is None or not own or not _may(person, homes[0], here):
        return
    changed = forum_post.put_to(post, person, doors.voice)
    work.change(key, changed, f"it:{event}", now)
    for step in _steps(homes[0], last.id, {"it": person}, key, now):
        work.step(step)


def _asked(home: str, round: str, question: str, channel: str, now: datetime) -> Entry:
    about = forum.about(round, question)
    return Entry(
        id=f"forum:{about}:{home}",
        investment=home,
        practice="forum",
        what="asked",
        about=about,
        author=None,
        said_at=now,
        recorded_by=None,
        recorded_at=now,
        channel=channel,
    )


def _closed(home: str, round: str, channel: str, now: datetime) -> Entry:
    return Entry(
        id=f"forum:{round}:closed:{home}",
        investment=home,
        practice="forum",
        what="closed",
        about=round,
        author=None,
        said_at=now,
        recorded_by=None,
        recorded_at=now,
        channel=channel,
    )


def _carried(asked: Sequence[str], rounds: Sequence[Round]) -> dict[str, str]:
    """Since when questions stay open that were asked before."""
    answered = frozenset().union(*(one.answered for one in rounds))
    first: dict[str, str] = {}
    for one in rounds:
        for question in one.asked:
            first.setdefault(question, in_words(one.at.date()))
    return {one: first[one] for one in asked if one in first and one not in answered}


def _people(
    homes: Sequence[Investment],
    here: Here,
    asked: Sequence[str],
    found: Mapping[str, Ground],
    it: Sequence[str],
) -> dict[str, Span]:
    """Who is asked: of IT the first of those who answer for `it`, else the delivery lead; of the
    business who accepted to own a measure. Only who is there and reads along. Who may not be asked
    at this moment stands there by name, without being called.
    """
    people = {}
    for question in asked:
        ground = found.get(question)
        home = next((one for one in homes if ground and one.id == ground.investment), homes[0])
        if forum.side_of(question) == "it":
            named = [*it, mentioned(home.delivery_lead)]
        else:
            of = here.known.histories[home.id]
            named = [
                accepted_owner(home, one.id, of.facts, of.acceptances) for one in home.measures
            ]
        there = (one for one in named if one and _is_there(one, home, here))
        if person := next(there, None):
            may = here.known.may_ask(person)
            name = here.known.people[person].name
            people[question] = Span(text="", user=person) if may else Span(text=name)
    return people


def _is_there(person: str, home: Investment, here: Here) -> bool:
    said = here.known.histories[home.id].acceptances
    is_known = here.known.is_there(person) and here.channel.may_hold(person)
    return is_known and not has_said_stop(person, home.id, said)


def _may(person: str, home: Investment, here: Here) -> bool:
    return _is_there(person, home, here) and here.known.may_ask(person)


def _steps(
    home: Investment, round: str, people: Mapping[str, str], key: str, now: datetime
) -> list[Step]:
    """Being asked by name counts once a round, as a reminder does."""
    return [
        Step(
            investment=home.id,
            question=f"forum:{round}",
            person=one,
            at=now,
            what="asked",
            post=key,
        )
        for one in sorted(set(people.values()))
    ]


def close(
    work: Work,
    here: Here,
    homes: Sequence[Investment],
    last: Round,
    doors: Doors,
    now: datetime,
) -> None:
    """Say under a round what was answered and what stays open; once."""
    for home in homes:
        work.enter(_closed(home.id, last.id, here.channel.id, now))
    key = key_of(here.workspace, last.id)
    stands, post = work.stands_at(key), work.shown(key)
    if stands is None or post is None:
        return
    work.change(key, post.model_copy(update={"options": ()}), "closed", now)
    n, total = str(len(last.answered)), str(len(last.asked))
    lines = [(Span(text=doors.voice.say("forum_closed", n=n, total=total)),)]
    if last.open:
        names = ", ".join(doors.voice.say(f"forum_short_{one}") for one in last.open)
        lines.append((Span(text=doors.voice.say("forum_closed_open", names=names)),))
    sending = Sending(
        key=f"forum-closed:{here.workspace}:{last.id}",
        way="post",
        channel=here.channel.id,
        thread=stands[1],
        post=Post(lead=tuple(lines)),
    )
    work.send(sending, now)
