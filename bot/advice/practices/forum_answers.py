"""Answers of a forum: by a form, or by a reply of which a person says what it answers."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import asked, confirm, said_back
from bot.advice.doors import Doors
from bot.advice.practices.forum_figures import figure_in, put
from bot.advice.practices.forum_kept import (
    NUMBER,
    bare_of_us,
    called,
    entries_of,
    from_message,
    key_of,
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
    if not sent.fields.get("answer", "").strip():
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
    """Whether a message is a reply in the thread of a forum that may answer a question. It is
    offered to be recorded: of the question it names, else, once a person, of any that was asked.
    Who names by its number a question that they have not answered says so by that: it is recorded
    at once. A figure of a measure is proposed as one, and is no answer unless it names its
    question. What is said to us is for us, unless it names its question.
    """
    if said.thread is None or said.by_app or not _may_answer(said):
        return False
    with doors.records.work(said.workspace) as work:
        key = work.post_at(said.channel, said.thread) or ""
        if not key.startswith(key_of(said.workspace, "")):
            return False
        found = round_in(work, said.channel, key.split(":", 2)[2])
        if found is None or not found.is_open_at(now):
            return False
        homes = work.investments_in(said.channel)
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


def _taken(said: Posted, round: Round, doors: Doors) -> str | None:
    """The question whose number a reply begins with, where it waits for an answer of theirs that
    they may record.
    """
    question = _named_in(said, round, doors) if NUMBER.match(bare_of_us(said.text)) else None
    own = [forum.question_of(one) for one in round.answers if one.author == said.user]
    if question is None or question in own:
        return None
    return None if _why_not(said.workspace, said.channel, said.user, doors) else question


def _take(
    work: Work,
    said: Posted,
    round: Round,
    question: str,
    link: str | None,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    at, reply = (said.channel, said.ts, link), Message(said.user, said.text)
    kept = (round, question, reply, at, said.user, event, doors, now)
    from_message(work, said.workspace, *kept)
    told = doors.voice.say("forum_taken", **called(round, question, doors))
    work.send(said_back.beneath(said, event, Post(lead=((Span(text=told),),))), now)


def _may_answer(said: Posted) -> bool:
    text = said.text.strip()
    is_for_us = said.to_us and NUMBER.match(bare_of_us(text)) is None
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
    options = [
        Option(
            ref=f"forum:{forum.about(round.id, one)}|{said.ts}",
            label=doors.voice.say(
                "forum_is_of",
                n=round.number(one),
                question=doors.voice.say(f"forum_short_{one}"),
            ),
            verb="practice",
        )
        for one in ([named] if named else askable)
    ]
    none = doors.voice.say("forum_none")
    options.append(Option(ref=f"forum:none|{said.ts}", label=none, verb="practice"))
    return Sending(
        key=f"forum-reply:{said.workspace}:{round.id}:{said.ts if named else said.user}",
        way="post",
        channel=said.channel,
        thread=said.thread,
        post=Post(
            lead=((Span(text=doors.voice.say("forum_which")),),),
            options=tuple(options),
        ),
    )


def _named_in(said: Posted, round: Round, doors: Doors) -> str | None:
    return meant(said.text, round, [doors.voice.say(f"forum_{one}") for one in round.asked])


def press(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Say of a reply which question it answers, as it stands now; the first who says so counts."""
    about, _, ts = click.ref.removeprefix("forum:").partition("|")
    refusal = _why_not(click.workspace, click.channel, click.user, doors)
    found = doors.directory.message(click.workspace, click.channel, ts)
    link = doors.directory.permalink(click.workspace, click.channel, ts) if found else None
    round, _, question = about.rpartition("/")
    with doors.records.work(click.workspace) as work:
        key = work.post_at(click.channel, click.message) or ""
        held = round_in(work, click.channel, round) if round else None
        shown = work.shown(key)
        if refusal is not None:
            confirm.tell(work, click, refusal, event, now)
        elif found is None or shown is None or not shown.options:
            confirm.tell(work, click, doors.voice.say("already_closed"), event, now)
        elif held is None or question not in held.asked:
            left = doors.voice.say("forum_left")
            work.change(key, _settled(left, click.user), f"settled:{event}", now)
        elif not held.is_open_at(now):
            confirm.tell(work, click, doors.voice.say("forum_gone"), event, now)
        else:
            at = (click.channel, ts, link)
            kept = (held, question, found, at, click.user, event, doors, now)
            from_message(work, click.workspace, *kept)
            said = doors.voice.say("forum_recorded", **called(held, question, doors))
            work.change(key, _settled(said, click.user), f"settled:{event}", now)
        work.finish(event, now)
        work.commit()


def _settled(said: str, by: str) -> Post:
    return Post(lead=((Span(text=f"{said} "), Span(text="", user=by)),))
