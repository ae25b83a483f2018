"""Kept: what somebody answered in a forum goes on record, and its question is shown as answered."""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.advice.doors import Doors
from bot.advice.place import spoken_of
from bot.advice.practices import forum_post
from bot.benefits.conversation import Span
from bot.benefits.entries import Entry, counting
from bot.benefits.investment import Investment
from bot.benefits.markup import readable
from bot.benefits.practices import forum
from bot.benefits.practices.forum import Round, side_of
from bot.ports import Message, Work

NUMBER = re.compile(
    r"^\W*(?:(?:q|question|no|number|#)\W*)?(?P<n>[1-6])\s*(?:[.:)](?!\d)|[\-–](?!\s*\d))\s*", re.I
)
"""The number of a question at the head of a reply; of a figure it is none."""
_QUOTED = re.compile(r"^(?:>|&gt;)\s*(?P<words>.+)$", re.MULTILINE)


def bare_of_us(text: str) -> str:
    """Without the mention it begins with."""
    return re.sub(r"^<@[A-Z0-9]+(?:\|[^<>]*)?>\s*", "", text)


def meant(text: str, round: Round, questions: Sequence[str]) -> str | None:
    """The question of a round that a reply names by its number, or quotes; None where neither.
    `questions` are the words of those that were asked.
    """
    numbered = NUMBER.match(bare_of_us(text))
    if numbered is not None and int(numbered["n"]) <= len(round.asked):
        return round.asked[int(numbered["n"]) - 1]
    quoted = {_bare(found["words"]) for found in _QUOTED.finditer(text)}
    for one, words in zip(round.asked, questions, strict=True):
        if any(len(part) > 12 and part in _bare(words) for part in quoted):
            return one
    return None


def _bare(words: str) -> str:
    return " ".join(re.sub(r"\W+", " ", words).casefold().split())


def words_of(text: str) -> str:
    """A reply without the number and the quote that say what it answers."""
    bare = NUMBER.sub("", _QUOTED.sub("", bare_of_us(text.strip())).strip()).strip()
    return readable(bare or text, str)


def called(round: Round, question: str, doors: Doors) -> dict[str, str]:
    return {
        "side": doors.voice.say(f"forum_side_{side_of(question)}"),
        "n": round.number(question),
        "question": doors.voice.say(f"forum_short_{question}"),
    }


def from_message(
    work: Work,
    workspace: str,
    round: Round,
    question: str,
    message: Message,
    at: tuple[str, str, str | None],
    by: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Keep what a reply says as the answer to a question. `at` is its channel, its ts and the way
    to it; `by` is who says that it is one.
    """
    channel, ts, link = at
    homes = spoken_of(message.text, work.investments_in(channel))
    about, who = forum.about(round.id, question), (message.author, by)
    said_at = datetime.fromtimestamp(float(ts), tz=UTC)
    place = {"channel": channel, "ts": ts, "permalink": link, "said_at": said_at}
    new = [
        one.model_copy(update=place)
        for one in entries_of(homes, about, words_of(message.text), who, event, now)
    ]
    if [one for one in new if work.enter(one)]:
        show(work, workspace, round, question, new[0], event, doors, now)


def entries_of(
    homes: Sequence[Investment],
    about: str,
    words: str,
    who: tuple[str, str],
    event: str,
    now: datetime,
) -> list[Entry]:
    """An answer for each of these; where they are several, nobody said which it is about. `who`
    said it, and who says so.
    """
    return [
        Entry(
            id="e" + hashlib.sha256(f"{event}\x1f{one.id}".encode()).hexdigest()[:16],
            investment=one.id,
            practice="forum",
            what="answer" if len(homes) == 1 else "answered",
            about=about,
            text=words,
            author=who[0],
            said_at=now,
            recorded_by=who[1],
            recorded_at=now,
        )
        for one in homes
    ]


def show(
    work: Work,
    workspace: str,
    round: Round,
    question: str,
    one: Entry,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """At the head of the thread the question is shown as answered."""
    key = key_of(workspace, round.id)
    post = work.shown(key)
    if post is None or one.author is None:
        return
    number = round.number(question)
    by = (
        Span(text=f"✓ {doors.voice.say('forum_answered_by')} ", href=one.permalink),
        Span(text="", user=one.author),
    )
    label = doors.voice.say("forum_answer", n=number)
    changed = forum_post.answered(post, number, label, by)
    work.change(key, changed, f"answered:{event}", now)


def key_of(workspace: str, round: str) -> str:
    return f"forum:{workspace}:{round}"


def round_in(work: Work, channel: str, round: str) -> Round | None:
    """A round as it stands, of the channel it was opened in."""
    homes = [one.id for one in work.investments_in(channel)]
    entries = counting(work.entries(homes, "forum"))
    return next((one for one in forum.rounds_of(entries) if one.id == round), None)
