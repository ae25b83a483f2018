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
_NEXT = re.compile(
    r"(?:(?<=[.!?;])\s+|\s*\n\s*)(?=(?:(?:q|question|no|number|#)\W?)?[1-6]\s*[.:)](?!\d)\s)", re.I
)
_UNKNOWN = re.compile(
    r"^\W*(?:sorry\W+)?(?:(?:i|we)\s+)?(?:(?:really|honestly|just|still)\s+)?(?:"
    r"(?:do\s+not|don['’]?t|dunno)\s*(?:know)?(?=\W*$|\s*[,.;:!–-]|\s+(?:yet|it|this)\b)|"
    r"no\s+idea|(?:cannot|can['’]?t)\s+(?:say|tell)\b|nobody\s+knows\b(?!\s+(?:who|what|where|which|"
    r"when|how|why|if|whether))|(?:have\s+|got\s+|ve\s+got\s+)?no\s+(?:number|figure|answer|data)s?\b|"
    r"not\s+known\b|(?:please\s+)?ask\s+(?:the\b|<@|@))",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\d|\b(?:half|third|quarter|most|few|some|(?<!at\s)all|none|maybe|perhaps|about|roughly|around|probably|"
    r"guess|think)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^(?:>|&gt;)\s*(?P<words>.+)$", re.MULTILINE)


def bare_of_us(text: str) -> str:
    """Without the mention it begins with."""
    return re.sub(r"^<@[A-Z0-9]+(?:\|[^<>]*)?>\s*", "", text)


def meant(text: str, round: Round, questions: Sequence[str]) -> str | None:
    """The question of a round that a reply names by its number, or quotes; None where neither.
    `questions` are the words of those that were asked.
    """
    numbered = NUMBER.match(bare_of_us(text))
    if numbered is not None and (found := _of_number(numbered["n"], round)):
        return found
    quoted = {_bare(found["words"]) for found in _QUOTED.finditer(text)}
    for one, words in zip(round.asked, questions, strict=True):
        if any(len(part) > 12 and part in _bare(words) for part in quoted):
            return one
    return None


def _of_number(n: str, round: Round) -> str | None:
    return next((one for one in round.asked if round.number(one) == n), None)


def by_number(text: str, round: Round) -> dict[str, str]:
    """What a reply says to each question it names by its number, in their order; nothing where it
    begins with none.
    """
    found: dict[str, str] = {}
    for part in _NEXT.split(bare_of_us(text.strip())):
        head = NUMBER.match(part)
        question = _of_number(head["n"], round) if head else None
        last = next(reversed(found), None)
        if head and question and (last is None or round.number(last) < head["n"]):
            found[question] = part[head.end() :].strip()
        elif last is None:
            return {}
        else:
            found[last] = f"{found[last]} {part.strip()}".strip()
    return {one: readable(said, str) for one, said in found.items() if said}


def knows_nothing(words: str) -> bool:
    """Whether words only say that it is not known, or whom else to ask; a guess is an answer."""
    return _UNKNOWN.match(words) is not None and _AMOUNT.search(words) is None


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
    words = by_number(message.text, round).get(question) or words_of(message.text)
    place = {"channel": channel, "ts": ts, "permalink": link, "said_at": said_at}
    new = [one.model_copy(update=place) for one in entries_of(homes, about, words, who, event, now)]
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


def last_in(work: Work, channel: str) -> Round | None:
    """The last round of a channel."""
    homes = [one.id for one in work.investments_in(channel)]
    entries = counting(work.entries(homes, "forum"))
    rounds = forum.rounds_of(one for one in entries if one.about.startswith(f"{channel}@"))
    return rounds[-1] if rounds else None
