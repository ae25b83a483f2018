"""Answers of a forum: by a form, or by a reply of which a person says what it answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.advice import asked, confirm, said_back
from bot.advice.doors import Doors
from bot.advice.practices.forum_figures import figure_in, put
from bot.advice.practices.forum_kept import (
    NUMBER,
    bare_of_us,
    by_number,
    called,
    entries_of,
    from_message,
    key_of,
    knows_nothing,
    last_in,
    meant,
    round_in,
    show,
    words_of,
)
from bot.advice.practices.forum_round import of_it
from bot.benefits.accepted import accepted_owner
from bot.benefits.conversation import Clicked, Guided, Option, Post, Posted, Sending, Span
from bot.benefits.guides import Field, Guide
from bot.benefits.investment import Investment
from bot.benefits.practices import forum
from bot.benefits.practices.forum import Round, side_of
from bot.benefits.questions import Citation
from bot.benefits.sheet import Choice
from bot.ports import Message, Work

LEAST = 3
"""Words of a reply that may answer something."""

_RESTS = {"it": "three-things-to-ask-it", "business": "three-things-to-ask-the-business"}


def opens(
    workspace: str, channel: str, user: str, ref: str, doors: Doors, now: datetime
) -> Guide | str:
    """The form of one question; why not, where it is no longer open or not theirs to answer."""
    refusal = _why_not(workspace, channel, user, doors)
    if refusal is not None:
        return refusal
    round, _, question = ref.rpartition("/")
    with doors.records.work(workspace) as work:
        found = round_in(work, channel, round)
        homes = work.investments_in(channel)
    if found is None or question not in found.asked or not found.is_open_at(now):
        return doors.voice.say("forum_gone")
    passage = doors.library.passage(_RESTS[side_of(question)])
    label, hint = (doors.voice.say(f"forum_form_{one}") for one in ("label", "hint"))
    return Guide(
        name="forum",
        ref=ref,
        title=doors.voice.say("forum_form"),
        note=(doors.voice.say(f"forum_{question}"), doors.voice.say("forum_form_named")),
        cites=(Citation(id=passage.id, title=passage.title, source=passage.source),),
        fields=(
            Field(key="answer", label=label, hint=hint, kind="text", needed=True),
            *_which(homes, doors),
        ),
        submit=doors.voice.say("forum_form_submit"),
    )


def _why_not(workspace: str, channel: str, user: str, doors: Doors) -> str | None:
    """Why an answer is not theirs to record; None where it is."""
    where = (workspace, channel, user, doors)
    return confirm.who_belongs(*where, "forum_members") or confirm.who_may_record(*where)


def _which(homes: Sequence[Investment], doors: Doors) -> tuple[Field, ...]:
    """What an answer is about, where several investments are at home in the channel."""
    if len(homes) < 2:
        return ()
    choices = tuple(Choice(id=one.id, name=one.name) for one in homes)
    label, hint = (doors.voice.say(f"forum_form_{one}") for one in ("which", "which_hint"))
    return (Field(key="investment", label=label, hint=hint, kind="choice", choices=choices),)


def wrong(sent: Guided, doors: Doors, now: datetime) -> dict[str, str]:
    """An answer has words, and comes before the round is over."""
    words = sent.fields.get("answer", "").strip()
    if not words or knows_nothing(words):
        return {"answer": doors.voice.say("forum_form_empty")}
    with doors.records.work(sent.workspace) as work:
        found = round_in(work, sent.channel, sent.ref.rpartition("/")[0])
    is_open = found is not None and found.is_open_at(now)
    return {} if is_open else {"answer": doors.voice.say("forum_gone")}


def keep(sent: Guided, event: str, doors: Doors, now: datetime) -> None:
    """Put what was typed on record, and show it in the thread: the other side reads it there."""
    refusal = _why_not(sent.workspace, sent.channel, sent.user, doors)
    round, _, question = sent.ref.rpartition("/")
    with doors.records.work(sent.workspace) as work:
        found = round_in(work, sent.channel, round)
        words = sent.fields.get("answer", "").strip()
        if refusal is None and found and words and question in found.asked:
            homes = work.investments_in(sent.channel)
            about = [one for one in homes if one.id == sent.fields.get("investment")] or homes
            who = (sent.user, sent.user)
            new = entries_of(about, forum.about(round, question), words, who, event, now)
            if [one for one in new if work.enter(one)]:
                show(work, sent.workspace, found, question, new[0], event, doors, now)
                _tell_thread(work, sent, found, question, words, event, doors, now)
        work.finish(event, now)
        work.commit()


def _tell_thread(
    work: Work,
    sent: Guided,
    round: Round,
    question: str,
    words: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    stands = work.stands_at(key_of(sent.workspace, round.id))
    if stands is None:
        return
    said = doors.voice.say("forum_said", **called(round, question, doors))
    line = (Span(text="", user=sent.user), Span(text=f" {said} “{words}”"))
    post = Post(lead=(line,))
    where = {"channel": stands[0], "thread": stands[1]}
    work.send(Sending(key=f"post:{event}", way="post", post=post, **where), now)


def hears(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Whether a message is a reply to a forum that is open, and may answer a question: in its
    thread, or in its channel with the number of a question. It is offered to be recorded: of what
    it names, else, once a person, of any that was asked. Who names in the thread by their numbers
    questions that they have not answered says so by that: each is recorded at once, and what only
    says that it is not known leaves its question open. A figure of a measure is proposed as one,
    and is no answer unless it names its question. What is said to us is for us, unless it names
    its question.
    """
    if said.by_app or not _may_answer(said) or not (said.thread or is_numbered(said.text)):
        return False
    with doors.records.work(said.workspace) as work:
        found = _answered_in(work, said, now)
        homes = work.investments_in(said.channel) if found else []
    if found is None:
        return False
    figured = figure_in(said, words_of(said.text), homes, doors)
    taken = _taken(said, found, doors)
    link = doors.directory.permalink(said.workspace, said.channel, said.ts) if taken else None
    with doors.records.work(said.workspace) as work:
        is_put = figured is not None and put(work, said, figured, event, doors, now)
        if taken:
            _take(work, said, found, taken, link, event, doors, now)
        elif not is_put or _named_in(said, found, doors):
            work.send(_offer(said, found, _askable(work, said, found, doors, now), doors), now)
        work.finish(event, now)
        work.commit()
    return True


def is_beneath(work: Work, said: Posted) -> bool:
    """Whether a message in a channel names a question of the forum that is open there."""
    return is_numbered(said.text) and _answered_in(work, said, said.at) is not None


def is_numbered(text: str) -> bool:
    """Whether a message begins with the number of a question."""
    return NUMBER.match(bare_of_us(text)) is not None


def _answered_in(work: Work, said: Posted, now: datetime) -> Round | None:
    """The open forum that a message replies to."""
    if said.thread is not None:
        key = work.post_at(said.channel, said.thread) or ""
        of_ours = key.startswith(key_of(said.workspace, ""))
        found = round_in(work, said.channel, key.split(":", 2)[2]) if of_ours else None
    else:
        found = last_in(work, said.channel) if is_numbered(said.text) else None
        found = found if found and by_number(said.text, found) else None
    return found if found is not None and found.is_open_at(now) else None


def _taken(said: Posted, round: Round, doors: Doors) -> dict[str, str]:
    """What a reply in the thread says to the questions whose numbers it names, where these wait
    for an answer of theirs that they may record.
    """
    own = {forum.question_of(one) for one in round.answers if one.author == said.user}
    named = by_number(said.text, round) if said.thread else {}
    new = {one: words for one, words in named.items() if one not in own}
    return {} if new and _why_not(said.workspace, said.channel, said.user, doors) else new


def _take(
    work: Work,
    said: Posted,
    round: Round,
    taken: Mapping[str, str],
    link: str | None,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    at, reply = (said.channel, said.ts, link), Message(said.user, said.text)
    open = [one for one, words in taken.items() if knows_nothing(words)]
    kept = [one for one in taken if one not in open]
    for one in kept:
        each = event if one == kept[0] else f"{event}:{one}"
        from_message(work, said.workspace, round, one, reply, at, said.user, each, doors, now)
    keys = {one: "forum_unknown" if one in open else "forum_taken" for one in taken}
    told = [doors.voice.say(key, **called(round, one, doors)) for one, key in keys.items()]
    told += [doors.voice.say("forum_taken_undo")] if kept else []
    post = Post(lead=tuple((Span(text=one),) for one in told))
    work.send(said_back.beneath(said, event, post), now)


def _may_answer(said: Posted) -> bool:
    text = said.text.strip()
    if is_numbered(text):
        return not text.endswith("?")
    is_for_us = said.to_us or knows_nothing(text)
    is_said = len(text.split()) >= LEAST and not text.endswith("?")
    return is_said and not is_for_us and not asked.is_courtesy(text) and not asked.is_talk(text)


def _askable(
    work: Work, said: Posted, round: Round, doors: Doors, now: datetime
) -> tuple[str, ...]:
    """What a reply may answer: what is open of the side its author answers for, else all that is
    open; where nothing is, all that was asked.
    """
    homes = work.investments_in(said.channel)
    facts = work.facts_in_force([one.id for one in homes])
    yes = work.acceptances([one.id for one in homes])
    owners = {accepted_owner(home, one.id, facts, yes) for home in homes for one in home.measures}
    is_of_it = said.user in of_it(work, homes, said.channel, doors.voice, now)
    side = "it" if is_of_it else "business" if said.user in owners else None
    own = tuple(one for one in round.open if side is None or side_of(one) == side)
    return own or round.open or round.asked


def _offer(said: Posted, round: Round, askable: Sequence[str], doors: Doors) -> Sending:
    named = _named_in(said, round, doors)
    several = [[named]] if named else [[one] for one in askable]
    if len(numbered := list(by_number(said.text, round))) > 1:
        several = [numbered]
    options = [
        Option(
            ref=f"forum:{forum.about(round.id, '+'.join(own))}|{said.ts}",
            label=_label(own, round, doors),
            verb="practice",
        )
        for own in several
    ]
    none = doors.voice.say("forum_none")
    options.append(Option(ref=f"forum:none|{said.ts}", label=none, verb="practice"))
    return Sending(
        key=f"forum-reply:{said.workspace}:{round.id}:{said.ts if named else said.user}",
        way="post",
        channel=said.channel,
        thread=said.thread or said.ts,
        post=Post(
            lead=((Span(text=doors.voice.say("forum_which")),),),
            options=tuple(options),
        ),
    )


def _label(questions: Sequence[str], round: Round, doors: Doors) -> str:
    if len(questions) > 1:
        return doors.voice.say("forum_are_of", n=", ".join(map(round.number, questions)))
    short = doors.voice.say(f"forum_short_{questions[0]}")
    return doors.voice.say("forum_is_of", n=round.number(questions[0]), question=short)


def _named_in(said: Posted, round: Round, doors: Doors) -> str | None:
    return meant(said.text, round, [doors.voice.say(f"forum_{one}") for one in round.asked])


def press(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Say of a reply which question it answers, as it stands now; the first who says so counts."""
    about, _, ts = click.ref.removeprefix("forum:").partition("|")
    refusal = _why_not(click.workspace, click.channel, click.user, doors)
    found = doors.directory.message(click.workspace, click.channel, ts)
    link = doors.directory.permalink(click.workspace, click.channel, ts) if found else None
    round, _, named = about.rpartition("/")
    with doors.records.work(click.workspace) as work:
        key = work.post_at(click.channel, click.message) or ""
        held = round_in(work, click.channel, round) if round else None
        shown = work.shown(key)
        questions = [one for one in named.split("+") if held and one in held.asked]
        if refusal is not None:
            confirm.tell(work, click, refusal, event, now)
        elif found is None or shown is None or not shown.options:
            confirm.tell(work, click, doors.voice.say("already_closed"), event, now)
        elif held is None or not questions:
            left = doors.voice.say("forum_left")
            work.change(key, _settled(left, click.user), f"settled:{event}", now)
        elif not held.is_open_at(now):
            confirm.tell(work, click, doors.voice.say("forum_gone"), event, now)
        else:
            said = _press(work, click, held, questions, found, (ts, link), event, doors, now)
            work.change(key, _settled(said, click.user), f"settled:{event}", now)
        work.finish(event, now)
        work.commit()


def _press(
    work: Work,
    click: Clicked,
    round: Round,
    questions: Sequence[str],
    found: Message,
    place: tuple[str, str | None],
    event: str,
    doors: Doors,
    now: datetime,
) -> str:
    """Keep what a message says to these; what is told of it."""
    said, at = by_number(found.text, round), (click.channel, *place)
    told, is_kept = [], False
    for one in questions:
        is_open = knows_nothing(said.get(one) or words_of(found.text))
        if not is_open:
            each = event if one == questions[0] else f"{event}:{one}"
            kept = (round, one, found, at, click.user, each, doors, now)
            from_message(work, click.workspace, *kept)
        key = "forum_unknown" if is_open else "forum_recorded"
        told.append(doors.voice.say(key, **called(round, one, doors)))
        is_kept = is_kept or not is_open
    return " ".join([*told, doors.voice.say("forum_said_by" if is_kept else "forum_left")])


def _settled(said: str, by: str) -> Post:
    return Post(lead=((Span(text=f"{said} "), Span(text="", user=by)),))
