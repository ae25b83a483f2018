"""Attention: when something solid was last heard of an investment, and last from its sponsor."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.advice import eyes, said_back
from bot.advice.asked import READ
from bot.advice.doors import Doors
from bot.advice.place import named_in
from bot.advice.practices.attend.gather import NEWS, gathered
from bot.advice.practices.attend.lines import flagged, in_full, waiting
from bot.advice.practices.practised import Practised, Told
from bot.benefits import measures
from bot.benefits.accepted import mentioned
from bot.benefits.conversation import Commanded, Line, Part, Post, Posted, Span
from bot.benefits.investment import Investment
from bot.benefits.moments import in_full as moment
from bot.benefits.practices.attention import Attention, is_quiet
from bot.benefits.questions import Citation
from bot.errors import ChatError, RateLimitedError
from bot.ports import Audience, Voice

MOST = 5
"""Investments told of in one answer, at most."""

_ASKS = re.compile(
    r"\b(?:when\s+(?:was|were|is|did|have|has|do)\b[^?.!]{0,60}?\b(?:last|latest)\b[^?.!]{0,40}?"
    r"\b(?:updates?|updated|news|word|heard?|hear)\b"
    r"|when\s+(?:did|have)\s+(?:we|i|you|anybody|anyone|they)\s+(?:last\s+)?(?:hear|heard)\b"
    r"|how\s+old\s+is\s+the\s+(?:last|latest)\s+(?:update|news)"
    r"|(?:what(?:'s|\s+is|\s+was)\s+the\s+date\s+of\s+)the\s+(?:last|latest)\s+(?:real\s+)?update"
    r"|(?:is|are|was|has)\s+the\s+sponsors?\b[^?.!]{0,40}?"
    r"\b(?:active|engaged|involved|absent|around|heard\s+from|said\s+anything))",
    re.IGNORECASE,
)


def by_command(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Tell who typed it, alone, of the investment named, of those of the channel, or of theirs."""
    audience = eyes.of_person(command.workspace, command.user, doors)
    post = _told(command.workspace, command.channel, command.words, audience, doors, now)
    with doors.records.work(command.workspace) as work:
        sending = said_back.to_typed(command, event, post)
        work.send(sending, now)
        work.finish(event, now)
        work.commit()


def in_words(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Answer who asks us in words when something was last heard, where everybody there may read
    it; False where that was not asked.
    """
    if not said.to_us or not _ASKS.search(said.text[:READ]):
        return False
    audience = said_back.audience_of(said, doors)
    with doors.records.work(said.workspace, audience) as work:
        name = named_in(said.text, work.investments()) or ""
    post = _told(said.workspace, said.channel, name, audience, doors, now)
    said_back.answer(said, event, post, doors, now)
    return True


def _told(
    workspace: str, channel: str, name: str, audience: Audience, doors: Doors, now: datetime
) -> Post:
    with doors.records.work(workspace, audience) as work:
        meant = _meant(work.investments(), name.strip(), channel)
    gone = _gone(workspace, meant[:MOST], doors)
    with doors.records.work(workspace, audience) as work:
        found = gathered(work, meant[:MOST], now, gone)
    if not found:
        key = "attention_unknown" if name.strip() else "nothing_on_record"
        return Post(lead=((Span(text=doors.voice.say(key)),),))
    return _post(found, len(meant), doors, now)


def _meant(seen: Sequence[Investment], name: str, channel: str) -> list[Investment]:
    """Those of a name; without one those at home here, else all."""
    if name:
        return [one for one in seen if _is_called(one, name)]
    return [one for one in seen if one.channel == channel] or list(seen)


def _is_called(one: Investment, name: str) -> bool:
    measured = (each for measure in one.measures for each in measure.names)
    return any(measures.same(each, name) for each in (one.name, *one.aliases, *measured))


def _gone(workspace: str, homes: Sequence[Investment], doors: Doors) -> frozenset[str]:
    """Which of their sponsors left, as far as Slack tells now."""
    sponsors = {one for one in (mentioned(home.sponsor) for home in homes) if one}
    return frozenset(one for one in sponsors if _has_left(workspace, one, doors))


def _has_left(workspace: str, user: str, doors: Doors) -> bool:
    try:
        return doors.directory.person(workspace, user).is_gone
    except RateLimitedError:
        raise
    except ChatError as error:
        return error.knows_nobody


def _post(found: Sequence[Attention], meant: int, doors: Doors, now: datetime) -> Post:
    voice = doors.voice
    stale = [one for one in found if one.flags(now)]
    key = "attention_lead_stale" if stale else "attention_lead_fresh"
    lead: list[Line] = [(Span(text=voice.say(key), strong=True),)]
    cites = []
    if stale:
        news = any("no_update" in one.flags(now) for one in stale)
        passage = doors.library.passage("last-solid-news" if news else "sponsor-who-shows-up")
        lead.append((Span(text=passage.gist),))
        cites = [Citation(id=passage.id, title=passage.title, source=passage.source)]
    if meant > len(found):
        lead.append((Span(text=voice.say("and_more", n=str(meant - len(found)))),))
    return Post(
        lead=tuple(lead),
        parts=tuple(in_full(one, voice, now) for one in found),
        citations=tuple(cites),
        closing=f"{voice.say('attention_counts')} {voice.say('as_of', date=moment(now))}",
        closing_at=now,
    )


def part(told: Told) -> Part | None:
    """What needs a word, of the investments told of as they are now; nothing where nothing does."""
    if told.until is not None:
        return None
    facts = [fact for one in told.standing.placed for fact in one.facts]
    found = gathered(told.work, told.standing.investments, told.now, facts=facts)
    lines = [
        line
        for one in found
        for line in stale(one, told.voice, told.now, len(found) > 1, told.reader)
    ]
    for one in found:
        if one.latest is not None and "no_update" in one.flags(told.now):
            weeks = one.weeks_since(told.now)
            told.figures.number(weeks, "weeks since the last update on record")
    return Part(title=told.voice.say("attention_part"), lines=tuple(lines)) if lines else None


def line(told: Told) -> Line | None:
    """Of many investments, of how many nothing was heard for long, and how many have no sponsor."""
    if told.until is not None:
        return None
    today = told.now.date()
    heard: dict[str, datetime] = {}
    rows = [(one.investment, one.said_at) for one in told.standing.claims]
    rows += [(fact.investment, fact.said_at) for one in told.standing.placed for fact in one.facts]
    ids = [one.id for one in told.standing.investments]
    new = [one for practice in NEWS for one in told.work.entries(ids, practice)]
    rows += [(one.investment, one.said_at) for one in new]
    for home, at in rows:
        heard[home] = max(at, heard.get(home, at))
    awake = [one for one in told.standing.investments if not one.is_paused_on(today)]
    known = [one for one in awake if one.id in heard]
    quiet = [one for one in known if is_quiet(one, heard[one.id], told.now)]
    bare = [one for one in known if not one.sponsor]
    if not quiet and not bare:
        return None
    words = {
        "n": told.figures.number(len(quiet), "investments without an update for weeks"),
        "total": told.figures.number(len(bare), "investments without a sponsor on record"),
    }
    return (Span(text=told.voice.say("attention_line", **words)),)


def stale(
    one: Attention, voice: Voice, now: datetime, is_named: bool, reader: str = ""
) -> list[Line]:
    """What needs a word of one investment, and what waits for its sponsor. Who asks as the sponsor
    is not told that the sponsor is quiet.
    """
    is_theirs = bool(reader) and reader == one.sponsor
    flags = [flag for flag in one.flags(now) if not (is_theirs and flag == "quiet")]
    lines = [flagged(one, flag, voice, now) for flag in flags]
    lines += waiting(one, voice) if lines else []
    head = (Span(text=f"{one.investment.name}: "),) if is_named else ()
    return [(*head, *line) for line in lines]


PRACTICE = Practised(commands={"attention": by_command}, hears=in_words, part=part, line=line)
