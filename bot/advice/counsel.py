"""Counsel: somebody seeks advice, and is told what the knowledge base says and what is on record.

Nothing is made up: what neither says is not known, in fixed words.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import converse, follow_up, meant, mine, related, said_back
from bot.advice.consult import consulted
from bot.advice.doors import Doors
from bot.advice.practices import framing_offered
from bot.advice.sought import READ, Sought, may_be_sought, sought
from bot.advice.standing import Placed
from bot.advice.subjects import Subject, subject_of
from bot.advice.thread import Thread, asked_of, context, find
from bot.benefits.conversation import Post, Posted, Span
from bot.benefits.questions import Citation, Passage, Question
from bot.ports import Audience, Work


def counsel(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Answer who seeks advice of us; False where it is not sought, or not of us."""
    if not (said.to_us or said.thread) or not may_be_sought(said.text):
        return False
    thread = find(said, doors, now) if said.thread is not None else None
    question = thread.question if thread else None
    wanted = sought(said.text, question.asks if question else None)
    if wanted is None or not _is_for_us(wanted, said, thread, doors, now):
        return False
    audience = said_back.audience_of(said, doors)
    if wanted.how == "why_asked":
        post = _why(said, audience, doors, now)
    else:
        post = _advice(wanted, said, thread, audience, doors, now)
    if post is None:
        return False
    said_back.answer(said, event, post, doors, now)
    return True


def in_other_words(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Answer a question that nothing of ours understood, where a language model is on and its reply
    rests on what is known; False otherwise, and for what our help is there for. One without a word
    of our field is no model's to see.
    """
    is_question = len(said.text) <= READ and said.text.rstrip().endswith("?")
    is_ours = is_question and subject_of(said.text).is_known
    if not is_ours or not doors.model.is_on(said.workspace, said.channel):
        return False
    audience = said_back.audience_of(said, doors)
    with doors.records.work(said.workspace, audience) as work:
        is_named = related.names_any(work, said.text)
    if is_named or meant.asks_for_help(said.text):
        return False
    wanted = Sought(how="loosely", about=Subject(), words=said.text)
    found = consulted(wanted, doors.wordings, doors.library.of(said.workspace))
    worded = converse.reply(said, found, (), audience, doors, now)
    if worded is None:
        return False
    lead = (" ".join(worded.sentences),)
    post = _post_of(lead, worded.passages, worded.placed, doors, now)
    said_back.answer(said, event, post, doors, now)
    return True


def _is_for_us(
    wanted: Sought, said: Posted, thread: Thread | None, doors: Doors, now: datetime
) -> bool:
    """Whether we are asked, and nothing else hears it: in a thread of ours whoever was asked there
    speaks to us, and a figure is an answer.
    """
    if thread is None:
        return said.to_us
    if wanted.how != "plainly":
        return False
    if doors.reader.answer(said.text, context(thread, said, now)).facts:
        return False
    return said.to_us or _was_asked(said, thread, doors)


def _was_asked(said: Posted, thread: Thread, doors: Doors) -> bool:
    if thread.question is None:
        return False
    with doors.records.work(said.workspace) as work:
        return said.user in asked_of(work, thread.question)


def _why(said: Posted, audience: Audience, doors: Doors, now: datetime) -> Post | None:
    """Why the last question was asked that waits for them, else the last one asked here."""
    with doors.records.work(said.workspace, audience) as work:
        question = _last_asked(work, said, now)
    if question is None:
        return _post(doors.voice.say("counsel_nothing_asked"))
    lead = doors.voice.say("counsel_why", what=question.text, why=question.why)
    return _post(lead).model_copy(update={"citations": question.citations})


def _last_asked(work: Work, said: Posted, now: datetime) -> Question | None:
    seen = {one.id for one in work.investments()}
    directly = [one for one, _ in work.put_to(said.user)] if said.direct else []
    own = [one.question for one in mine.waiting_for(work, said.user, now)]
    own = [one for one in own if said.direct or one.place[0] == said.channel]
    here = [] if said.direct else [one for home in seen for one in work.questions(home)]
    here = [one for one in here if one.place[0] == said.channel and one.can_be_answered(now)]
    found = own or sorted(here, key=lambda one: one.at)
    found = [one for one in directly if one.investment in seen] or found
    return found[-1] if found else None


def _advice(
    wanted: Sought,
    said: Posted,
    thread: Thread | None,
    audience: Audience,
    doors: Doors,
    now: datetime,
) -> Post | None:
    """What is known of it, with what is on record; None where it may mean something else."""
    wanted = _in_thread(wanted, thread)
    about = (thread.investment.id, thread.measure) if thread else None
    with doors.records.work(said.workspace, audience) as work:
        placed = related.related(work, wanted, said, about, now)
        here = work.investments_in(said.channel)
        is_named = related.names_any(work, said.text)
        follows = thread is None and follow_up.is_asked(work, said)
    if is_named and (follows or wanted.how == "loosely"):
        return None
    found = consulted(wanted, doors.wordings, doors.library.of(said.workspace))
    if wanted.how == "loosely" and (follows or not found):
        return None
    is_framing = not (thread or said.direct) and framing_offered.is_meant(said.text)
    if is_framing and not (found or placed):
        return framing_offered.offer(here, doors.voice)
    worded = converse.reply(said, found, placed, audience, doors, now)
    if worded is None:
        post = _told(found, placed, doors, now)
    else:
        lead = (" ".join(worded.sentences),)
        post = _post_of(lead, worded.passages, worded.placed or placed, doors, now)
    options = framing_offered.button(here, doors.voice) if is_framing else ()
    return post.model_copy(update={"options": options})


def _in_thread(wanted: Sought, thread: Thread | None) -> Sought:
    """What is sought in a thread of ours is looked for by what it is about there, too."""
    measure = thread.investment.measure(thread.measure) if thread else None
    words = f"{wanted.words} {measure.name}" if measure else wanted.words
    return wanted.model_copy(update={"words": words})


def _told(found: Sequence[Passage], placed: Sequence[Placed], doors: Doors, now: datetime) -> Post:
    """The nearest passage in full, of others what they say in one sentence, all of them cited."""
    lines = [found[0].text, *(one.gist for one in found[1:])] if found else []
    lead = lines or [doors.voice.say("counsel_not_known")]
    return _post_of(lead, found, placed, doors, now)


def _post_of(
    lead: Sequence[str],
    found: Sequence[Passage],
    placed: Sequence[Placed],
    doors: Doors,
    now: datetime,
) -> Post:
    parts = (related.on_record(placed, doors.voice),) if placed else ()
    as_of = doors.voice.say("as_of", date=f"{now.day} {now:%B %Y, %H:%M} UTC") if placed else None
    return Post(
        lead=tuple((Span(text=" ".join(line.split())),) for line in lead),
        parts=parts,
        citations=tuple(Citation(id=one.id, title=one.title, source=one.source) for one in found),
        closing=as_of,
        closing_at=now if placed else None,
    )


def _post(words: str) -> Post:
    return Post(lead=((Span(text=words),),))
