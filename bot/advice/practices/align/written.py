"""Written: what somebody writes to us while a round waits for them may be their answer. Nothing of
it is kept until they record it, by the form or by one press.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.advice import asides, corrections, said_back
from bot.advice.asked import asks_for_report, is_talk
from bot.advice.doors import Doors
from bot.advice.practices.align.answer import HANDED_IN, NAME, read, why_not
from bot.advice.practices.align.found import Found, found
from bot.advice.practices.align.put import key_of, offer_key
from bot.benefits.conversation import Option, Post, Posted, Span
from bot.benefits.practices.alignment import rounds
from bot.benefits.reading import AnswerContext
from bot.ports import Work

FEWEST_WORDS = 4
"""Of what somebody writes directly, beneath nothing: with fewer it is no answer for sure."""

ROUNDS = 5
"""Rounds that are offered at once, at most."""

_ASKS = re.compile(
    r"(?:who|whose|what|which|when|where|why|how|is|are|do|does|did|can|could|will|would|tell|"
    r"show)\b",
    re.IGNORECASE,
)
_HOPES = re.compile(
    r"^\W*(?:(?:for|to)\s+(?:me|us)|that|when|if)\b|\bsuccess\w*|\bworth\s+it\b|"
    r"\b(?:i|we)(?:['’]d|\s+would)?\s+(?:want|hope|wish|need|expect|like)\b|"
    r"\b(?:less|fewer|more|better|faster|quicker|sooner|easier|happier|shorter|cheaper|safer|nobody|"
    r"no\s+longer|without|on\s+time)\b",
    re.IGNORECASE,
)
"""What a wish says that names a number or a day."""


def in_words(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Whether a direct message answers the questions of a round, in its thread or beneath nothing:
    what was read in it is shown in the form, and nothing is kept until they record it there.
    """
    if not said.direct:
        return False
    with doors.records.work(said.workspace) as work:
        beneath = _beneath(work, said) if said.thread else None
        of = [] if said.thread else _waiting(work, said)
    of = [beneath] if beneath else [one for one in of if _speaks_of(one, said, doors, now)]
    if not of:
        return False
    refusal = why_not(of[0], said.user, doors)
    read_in_it = _looked(of[0], said, doors, now) if len(of) == 1 else _which(of, said, doors)
    post = Post(lead=((Span(text=refusal),),)) if refusal else read_in_it
    _offer(said, event, post, doors, now)
    return True


def left_over(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Whether a direct message that nothing else understood may be what a round waits for, however
    it is said, and whatever else we asked them: it is asked whether it is.
    """
    may_be = not any(map(str.isdigit, said.text)) or _HOPES.search(said.text)
    if not said.direct or said.thread is not None or not may_be:
        return False
    with doors.records.work(said.workspace) as work:
        of = [one for one in _open_to(work, said) if _is_words_alone(said, doors, now)]
    if not of:
        return False
    post = _looked(of[0], said, doors, now, sure=False) if len(of) == 1 else _which(of, said, doors)
    _offer(said, event, post, doors, now)
    return True


def _offer(said: Posted, event: str, post: Post, doors: Doors, now: datetime) -> None:
    sending = said_back.beneath(said, event, post)
    key = offer_key(said.workspace, said.user, said.ts)
    with doors.records.work(said.workspace) as work:
        work.send(sending.model_copy(update={"key": key}), now)
        work.finish(event, now)
        work.commit()


def _beneath(work: Work, said: Posted) -> Found | None:
    """The round whose questions to them a reply stands beneath."""
    key = work.post_at(said.user, said.thread or "") or ""
    start = f"align:{said.workspace}:"
    id = key.removeprefix(start).partition(":")[0] if key.startswith(start) else ""
    of = found(work, id) if id else None
    return of if of and key == key_of(said.workspace, of.round.id, said.user) else None


def _waiting(work: Work, said: Posted) -> list[Found]:
    """The same, where no other question of ours waits for an answer."""
    if work.put_to(said.user) or len(said.text.split()) < FEWEST_WORDS:
        return []
    return _open_to(work, said)


def _open_to(work: Work, said: Posted) -> list[Found]:
    """The rounds that wait for them, where what they write directly may be their answer: it asks
    nothing.
    """
    is_asked = "?" in said.text or _ASKS.match(said.text.strip()) or asks_for_report(said.text)
    if is_asked or is_talk(said.text.strip()):
        return []
    homes = [one.id for one in work.investments()]
    waiting = [
        found(work, one.id)
        for one in rounds(work.entries(homes, "alignment"))
        if one.state == "open" and said.user in one.waits_for
        if work.shown(key_of(said.workspace, one.id, said.user)) is not None
    ]
    return [one for one in waiting if one is not None]


def _speaks_of(of: Found, said: Posted, doors: Doors, now: datetime) -> bool:
    """Whether words beneath nothing say what success is: what it is for or what would show it."""
    is_said = read(said.text, of.investment, doors, now).keys() & {"first", "measure"}
    return bool(is_said) and _is_words_alone(said, doors, now)


def _is_words_alone(said: Posted, doors: Doors, now: datetime) -> bool:
    """Whether it is neither a figure nor anything of how we ask."""
    fixes = corrections.said(said.text)
    is_fix = fixes is not None and (fixes.old is not None or any(map(str.isdigit, fixes.text)))
    if is_fix or asides.aside(said.text, now.date()):
        return False
    context = AnswerContext(asked="timeframe", today=now.date())
    return all(one.value is None for one in doors.reader.answer(said.text, context).facts)


def _looked(of: Found, said: Posted, doors: Doors, now: datetime, *, sure: bool = True) -> Post:
    pieces = read(said.text, of.investment, doors, now)
    voice = doors.voice
    heard = [voice.say(f"alignment_head_{pieces['first']}")] if "first" in pieces else []
    heard += [pieces[one] for one in ("measure", "by") if one in pieces]
    name = of.investment.name
    lead = voice.say("alignment_read_nothing" if sure else "alignment_read_maybe", investment=name)
    if heard and sure:
        lead = voice.say("alignment_read", what=", ".join(heard), investment=name)
    look = _leads_to(of, said, voice.say("alignment_button_look"))
    ref = f"{HANDED_IN}:{of.round.id}:{said.channel}:{said.ts}"
    hand_in = Option(ref=ref, label=voice.say("alignment_button_hand_in"), verb="practice")
    return Post(lead=((Span(text=lead),),), options=(look, hand_in))


def _which(several: Sequence[Found], said: Posted, doors: Doors) -> Post:
    """Several rounds wait for them: they say which it answers."""
    lead = doors.voice.say("alignment_read_which")
    options = [_leads_to(one, said, one.investment.name) for one in several[:ROUNDS]]
    return Post(lead=((Span(text=lead),),), options=tuple(options))


def _leads_to(of: Found, said: Posted, label: str) -> Option:
    return Option(ref=f"{NAME}|{of.round.id}:{said.ts}", label=label, verb="guide")
