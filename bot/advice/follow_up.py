"""Follow up: what is asked under an answer of ours, answered from the record."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from bot.advice import inform, report, said_back
from bot.advice.asked import READ, Asked, named
from bot.advice.behind import Behind
from bot.advice.doors import Doors
from bot.advice.standing import Placed, standing
from bot.advice.today import today
from bot.benefits import measures
from bot.benefits.conversation import Post, Posted
from bot.benefits.facts import Value
from bot.ports import Answered, Work

MOST = 5
"""Measures told about in one go, at most."""

_WORDS = r"(?P<about>[^?!.]*)"
_KINDS = {
    "why": re.compile(
        rf"\bwhy\s+(?:is|are|was|were)?\s*(?:n['’]t\s+)?{_WORDS}"
        r"|\bwhy\s+not\b|^why\W*$",
        re.IGNORECASE,
    ),
    "owner": re.compile(
        r"\bwho(?:['’]s|\s+is|\s+are)?\s+(?:the\s+owners?|owns?|responsible|accountable|answers?)\b"
        rf"(?:\s+(?:of|for))?\s*{_WORDS}",
        re.IGNORECASE,
    ),
    "source": re.compile(
        r"\bwhere\s+(?:does|do|did|is|are)\s+(?P<figure>.*?)\s*(?:come\s+from|from)\b"
        r"|\b(?:what(?:['’]s|\s+is|\s+are)\s+the\s+)?sources?\s+(?:of|for)\s+(?P<of>[^?!]*)"
        r"|\bwhat(?:['’]s|\s+is)\s+the\s+source\b|\bwhich\s+report\b",
        re.IGNORECASE,
    ),
    "history": re.compile(
        r"(?:\b(?:show|see|give|what(?:['’]s|\s+is))\b[^?!.]*?|^(?:the\s+)?)"
        rf"\bhistory\b(?:\s+(?:of|for))?\s*{_WORDS}",
        re.IGNORECASE,
    ),
    "other": re.compile(rf"^(?:and|what\s+about|how\s+about)\s+{_WORDS}\?\W*$", re.IGNORECASE),
}
_STATES = re.compile(
    r"\b(?:not|un)\s*-?\s*(?:known|measured|due|improved|evidenced|shown|changed)\b|\bmissing\b"
    r"|\b(?:claimed|contradicted|worse|unchanged|unknown|only|still|there|not)\b"
    r"|\b(?:known|measured|due|evidenced|shown)$",
    re.IGNORECASE,
)
_THAT = re.compile(r"^(?:that|this|it|them|those|these|the\s+one|one|so)?$", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]*\d)")


class Follow(Value):
    """What is asked about an answer: of a thing named, of a figure, or of all it was about."""

    kind: Literal["why", "owner", "source", "history", "other"]
    about: str = ""
    figure: float | None = None


def understood(text: str) -> Follow | None:
    """The question in these words; None where it is none of those that follow an answer."""
    said = " ".join(text[:READ].split())
    for kind, pattern in _KINDS.items():
        found = pattern.search(said)
        if found is None:
            continue
        groups = {name: words for name, words in found.groupdict().items() if words}
        words = " ".join(groups.values())
        figure = _NUMBER.search(words) if kind == "source" else None
        about = "" if figure else _about(words)
        value = float(figure[0].replace(",", "")) if figure else None
        return Follow.model_validate({"kind": kind, "about": about, "figure": value})
    return None


def _about(words: str) -> str:
    rest = " ".join(_STATES.sub(" ", words).split()).strip(" ,;:")
    rest = re.sub(r"^(?:the|our|a|for|of|on)\s+", "", rest, flags=re.IGNORECASE)
    return "" if _THAT.match(rest) else rest


def is_asked(work: Work, said: Posted) -> bool:
    """Whether a message is a question under one of our answers."""
    return understood(said.text) is not None and _answer(work, said) is not None


def follow_up(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Answer a question under one of our answers, for who reads along now; False where it is none.

    What is named and not on record is left alone, unless we were spoken to.
    """
    follow = understood(said.text)
    with doors.records.work(said.workspace) as work:
        answer = _answer(work, said)
    if answer is None or follow is None:
        return False
    if follow.kind == "other":
        return _other(follow, answer, said, event, doors, now)
    found, post = _told(follow, answer, said, doors, now)
    if not found and follow.about and not said.to_us:
        return False
    kept = _narrowed(answer, found, said, event, now) if found else None
    _reply(said, event, post, kept, doors, now)
    return True


def cannot_tell(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Say that a question under one of our answers is not one the record answers; False where it
    stands elsewhere.
    """
    with doors.records.work(said.workspace) as work:
        is_ours = "?" in said.text and not said.direct and _answer(work, said) is not None
    if is_ours:
        _reply(said, event, Behind(doors.voice, now).cannot_tell(), None, doors, now)
    return is_ours


def _answer(work: Work, said: Posted) -> Answered | None:
    if said.thread is not None and (found := work.answer_in(said.channel, said.thread)):
        return found
    return work.answer_in(said.channel, None) if said.direct else None


def _other(
    follow: Follow, answer: Answered, said: Posted, event: str, doors: Doors, now: datetime
) -> bool:
    """The same question about something else, in the same period."""
    period = {"since": answer.since, "until": answer.until, "when": answer.when}
    meant = named(follow.about, today(said.workspace, doors.records, now))
    wanted = meant if meant.since else meant.model_copy(update=period)
    if not said.to_us:
        audience = said_back.audience_of(said, doors)
        with doors.records.work(said.workspace, audience) as work:
            if not wanted.about or not report.pick(work.investments(), wanted, None):
                return False
    inform.inform(said, event, doors, now, wanted)
    return True


def _told(
    follow: Follow, answer: Answered, said: Posted, doors: Doors, now: datetime
) -> tuple[list[Placed], Post]:
    audience = said_back.audience_of(said, doors)
    behind = Behind(doors.voice, now)
    with doors.records.work(said.workspace, audience) as work:
        found = _meant(work, follow, answer, now)
        shown = found[:MOST]
        if follow.kind == "why":
            asked = [one for home in _homes(shown) for one in work.questions(home)]
            post = behind.why(shown, asked)
        elif follow.kind == "owner":
            post = behind.owners(shown)
        elif follow.kind == "source":
            post = behind.sources(shown, follow.figure)
        else:
            post = behind.history(shown, work.facts(_homes(shown)))
    return shown, post


def _homes(placed: Sequence[Placed]) -> list[str]:
    return list(dict.fromkeys(one.investment.id for one in placed))


def _meant(work: Work, follow: Follow, answer: Answered, now: datetime) -> list[Placed]:
    """The measures a question is about: of the answer, or elsewhere by their name."""
    seen = work.investments()
    told = [one for one in seen if one.id in answer.investments]
    within = standing(work, told, Asked(measures=answer.measures), now, str, False).placed
    if not follow.about:
        return list(within)
    if found := [one for one in within if _is_named(one, follow.about)]:
        return found
    others = report.pick(seen, Asked(about=follow.about), None)
    placed = standing(work, others, Asked(), now, str, False).placed
    return [one for one in placed if _is_measure(one, follow.about)] or list(placed)


def _is_named(one: Placed, about: str) -> bool:
    names = (one.investment.name, *one.investment.aliases)
    return _is_measure(one, about) or any(measures.same(name, about) for name in names)


def _is_measure(one: Placed, about: str) -> bool:
    return any(measures.same(name, about) for name in one.measure.names)


def _narrowed(
    answer: Answered, found: Sequence[Placed], said: Posted, event: str, now: datetime
) -> Answered:
    """What is asked next in its thread is about what was told last there."""
    return answer.model_copy(
        update={
            "key": f"post:{event}",
            "thread": said.thread or said.ts,
            "at": now,
            "investments": tuple(_homes(found)),
            "measures": tuple(one.measure.id for one in found),
        }
    )


def _reply(
    said: Posted, event: str, post: Post, kept: Answered | None, doors: Doors, now: datetime
) -> None:
    with doors.records.work(said.workspace) as work:
        work.send(said_back.beneath(said, event, post), now)
        if kept is not None:
            work.answered(kept)
        work.finish(event, now)
        work.commit()
