"""Why activity: somebody asks why only activity is reported, and what an answer says of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from bot.advice import eyes, place
from bot.advice.days import in_words
from bot.advice.delivered import delivered
from bot.advice.doors import Doors
from bot.advice.figures import Figures
from bot.advice.practices.practised import Told
from bot.benefits import measures
from bot.benefits.accepted import mentioned
from bot.benefits.conversation import Line, Part, Post, Posted, Sending, Span
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.benefits.moments import in_full
from bot.benefits.practices.activity import Cause, Delivered, Reason, reasons
from bot.benefits.questions import Citation
from bot.ports import Noticed, Voice, Work

READ = 200
"""Characters of a message in which it is asked."""

MOST = 3
"""Investments that are told of at once, at most."""

LINES = 2
"""Lines of an answer that say why activity is reported."""

RESTS: Final[Mapping[Cause, str]] = {
    "delivery": "success-means-finished",
    "counts_activity": "delivery-or-business",
    "problem": "problem-never-written-down",
    "late": "measured-before-go-live",
    "late_recorded": "measured-before-go-live",
    "no_baseline": "measured-before-go-live",
    "split": "split-between-teams",
    "unowned": "split-between-teams",
}
"""The passage each cause rests on."""

_ASKS = re.compile(
    r"\bwhy\b[^.\n?]{0,60}\b(?:only|just|nothing but|always|merely)\b[^.\n?]{0,40}"
    r"\b(?:activit\w+|deliver\w*|outputs?|milestones?|what (?:was|we) (?:done|did|built|delivered))"
    r"|\bwhy\b[^.\n?]{0,40}\b(?:activity|delivery|outputs?)\b[^.\n?]{0,40}"
    r"\b(?:report\w*|instead|not outcomes?|rather)"
    r"|\bwhy\b[^.\n?]{0,30}\b(?:nothing|so little|no outcomes?|no results?)\b[^.\n?]{0,20}"
    r"\b(?:known|on record|to show|reported)"
    r"|\bwhy\s+(?:do(?:n['’]t)?|can(?:['’]t|not)?)\s+(?:we|you|nobody|no one)\b[^.\n?]{0,30}"
    r"\b(?:not\s+)?(?:know|say|tell|show)\b[^.\n?]{0,30}\b(?:improved|got better|changed)",
    re.IGNORECASE,
)


def hears(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Tell who asks it of us why activity is what gets reported; False where that is not asked."""
    if not said.to_us or len(said.text) > READ or not _ASKS.search(said.text):
        return False
    whom = (said.workspace, said.user if said.direct else said.channel, doors)
    audience = eyes.of_person(*whom) if said.direct else eyes.of_channel(*whom)
    with doors.records.work(said.workspace, audience) as work:
        chosen = _meant(said, work.investments())
        found = [(one, _reasons(work, one, now)) for one in chosen[:MOST]]
    post = _post(found, doors, now)
    with doors.records.work(said.workspace) as work:
        work.send(_beneath(said, event, post), now)
        work.finish(event, now)
        work.commit()
    return True


def _beneath(said: Posted, event: str, post: Post) -> Sending:
    where = {"channel": said.channel, "thread": said.thread or said.ts}
    return Sending(key=f"post:{event}", way="post", post=post, **where)


def _meant(said: Posted, seen: Sequence[Investment]) -> list[Investment]:
    """The investments that are named, else those of the channel, else all; none where something is
    named that nobody here knows.
    """
    named = place.spoken_of(said.text, seen)
    if len(named) < len(seen):
        return named
    about = place.about(said.text, seen, ()) if len(seen) > 1 else []
    if len(about) == 1:
        return about
    if (sought := _sought(said.text)) and not any(_is_called(one, sought) for one in seen):
        return []
    here = [one for one in seen if one.channel == said.channel]
    return here or list(seen)


def _sought(text: str) -> str | None:
    """What it is asked about, by a name; None where everything is."""
    found = _ABOUT.search(text)
    return found["name"] if found and not _ANYTHING.fullmatch(found["name"]) else None


_ABOUT = re.compile(r"\b(?:on|about|for|of|with)\s+(?:the\s+|our\s+)?(?P<name>[\w&' -]{2,80}?)\W*$")
_ANYTHING = re.compile(
    r"(?:it|this|that|these|here|us|all|everything|any\w*|(?:\w+\s+)?(?:projects?|investments?|"
    r"programmes?|programs?|systems?|work|technology|tools?|channel|one|outcomes?|results?))",
    re.IGNORECASE,
)


def _is_called(one: Investment, name: str) -> bool:
    """Whether one of its names shares a word with what was asked about."""
    words = set(measures.key(name).split())
    known = (one.name, *one.aliases, *(each for measure in one.measures for each in measure.names))
    return any(words & set(measures.key(each).split()) for each in known)


def _post(
    found: Sequence[tuple[Investment, Sequence[Reason]]], doors: Doors, now: datetime
) -> Post:
    say = doors.voice.say
    if not found:
        return Post(lead=((Span(text=say("framing_why_nothing")),),))
    parts, lead, cited = [], [], dict[str, None]()
    for investment, why in found:
        if not why:
            lead.append((Span(text=say("framing_why_none", investment=investment.name)),))
            continue
        title = say("framing_why_lead", investment=investment.name)
        lines = tuple(_line(one, investment, doors.voice) for one in why)
        parts.append(Part(title=title, lines=lines))
        cited |= dict.fromkeys(RESTS[one.cause] for one in why)
    passages = [doors.library.passage(id) for id in cited]
    return Post(
        lead=tuple(lead),
        parts=tuple(parts),
        citations=tuple(
            Citation(id=one.id, title=one.title, source=one.source) for one in passages
        ),
        closing=say("framing_why_as_of", date=in_full(now)),
        closing_at=now,
    )


def part(told: Told) -> Part | None:
    """Why activity is reported, of investments that report it and have nothing else to show; two
    lines at most.
    """
    several = len(told.standing.investments) > 1
    lines: list[Line] = []
    for home in _by_delivery(told):
        for why in _reasons(told.work, home, told.now, told.until):
            if len(lines) < LINES:
                name = (Span(text=f"{home.name}: "),) if several else ()
                lines.append((*name, *_line(why, home, told.voice)))
                _note(why, home, told.figures)
    title = told.voice.say("framing_why")
    return Part(title=title, lines=tuple(lines)) if lines else None


def line(told: Told) -> Line | None:
    """Of many investments, those that are told by what was delivered alone."""
    found = [one for one in _by_delivery(told) if not (one.measures or one.outcome)]
    if not found:
        return None
    names = ", ".join(one.name for one in found[:MOST])
    more = len(found) - MOST
    if more > 0:
        n = told.figures.number(more, "further investments told by deliveries alone")
        names = f"{names}, {told.voice.say('and_more', n=n)}"
    return (Span(text=told.voice.say("framing_why_line", names=names)),)


def _by_delivery(told: Told) -> list[Investment]:
    """Those that delivered something and show no outcome, better or worse."""
    placed, claims = told.standing.placed, told.standing.claims
    shown = {one.investment.id for one in placed if _shows_outcome(one.position.verdict)}
    busy = {one.investment for one in _quoted_of(claims, told.standing.investments)}
    return [one for one in told.standing.investments if one.id in busy - shown]


def _note(why: Reason, home: Investment, figures: Figures) -> None:
    """What a line shows comes from somewhere."""
    if why.said is not None:
        link = why.said.permalink
        figures.note(why.said.quote, (), "quoted from a message", link)
        day = in_words(why.said.said_at.date())
        figures.note(day, (), "the day of the message quoted", link)
    if why.shown is not None:
        figures.note(why.shown.fact.quote, (why.shown,), None, why.shown.permalink)
        day = in_words(why.shown.said_at.date())
        figures.note(day, (why.shown,), "the day it was said", why.shown.permalink)
    if home.go_live is not None and why.cause in ("late", "late_recorded", "no_baseline"):
        figures.note(in_words(home.go_live), (), "go-live, as it is set")


def _shows_outcome(verdict: str) -> bool:
    return verdict in ("improved", "worse", "unchanged", "contradicted")


def _quoted_of(claims: Sequence[Noticed], homes: Sequence[Investment]) -> list[Noticed]:
    """What was delivered, as far as its words are kept."""
    return [one for one in delivered(claims, homes) if one.claim.quote]


def _of_most_weight(one: Noticed) -> tuple[bool, datetime]:
    """What was finished stands for success before what was used or automated."""
    return (one.claim.kind == "milestone", one.said_at)


def _reasons(
    work: Work, home: Investment, now: datetime, until: date | None = None
) -> list[Reason]:
    """The causes as of now, or as they stood at the end of a day that is past."""
    today = until or now.date()
    noticed = [one for one in work.noticed([home.id]) if one.said_at.date() <= today]
    finished = [
        Delivered(
            quote=one.claim.quote,
            author=one.author,
            said_at=one.said_at,
            permalink=one.permalink,
        )
        for one in sorted(_quoted_of(noticed, [home]), key=_of_most_weight)
    ]
    return reasons(
        home,
        [one for one in work.facts([home.id]) if one.said_at.date() <= today],
        finished,
        frozenset(one.claim.kind for one in noticed),
        today,
        work.manners_of_house().fiscal_start,
    )


def _line(why: Reason, home: Investment, voice: Voice) -> Line:
    """A cause with what shows it: who said it, when, and where."""
    measure = why.measure.name if why.measure else ""
    day = in_words(home.go_live) if home.go_live else ""
    given = {
        "counts_activity": {"names": ", ".join(why.names)},
        "late": {"measure": measure, "date": day},
        "late_recorded": {"measure": measure, "date": day},
        "no_baseline": {"measure": measure, "date": day},
        "split": {"measure": measure},
    }.get(why.cause, {})
    head = Span(text=voice.say(f"framing_why_{why.cause}", **given))
    if why.cause == "split":
        return (head, *_people(why.names), Span(text="."))
    if why.said is not None:
        return (head, Span(text=": "), *_quoted(why.said))
    if why.shown is not None:
        return (head, Span(text=": "), *_stated(why.shown))
    return (head,)


def _people(names: Sequence[str]) -> Iterator[Span]:
    for number, name in enumerate(names):
        person = mentioned(name)
        yield Span(text=", " if number else "")
        yield Span(text="" if person else name, user=person)


def _quoted(said: Delivered) -> Line:
    words = Span(text=f"“{said.quote}”", href=said.permalink)
    return (words, *_by(said.author, said.said_at))


def _stated(fact: Recorded) -> Line:
    words = fact.fact.quote or "—"
    return (Span(text=f"“{words}”", href=fact.permalink), *_by(fact.author, fact.said_at))


def _by(author: str | None, at: datetime) -> Iterator[Span]:
    yield Span(text=" (")
    if author is not None:
        yield Span(text="", user=author)
        yield Span(text=", ")
    yield Span(text=f"{in_words(at.date())})")
