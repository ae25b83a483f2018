"""Report: "what improved?", answered from the record, every figure with its source."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.advice import cards
from bot.advice.told import PARTS, Provenance, Told
from bot.benefits import measures
from bot.benefits.conversation import Post, Span
from bot.benefits.facts import Recorded, Value
from bot.benefits.investment import Investment, Measure
from bot.benefits.position import Position, position, unknown, unknown_line
from bot.ports import Audience, Noticed, Records, Voice

LONGEST = 80
"""Characters of a name nobody knows that are said back, at most."""

READ = 1_000
"""Characters of a message that a question is looked for in."""

_ASKS = re.compile(
    r"\b(?:what|which|has|have|did|show|how)\b.*?\b(?:improv|got\s+better|gotten\s+better)",
    re.IGNORECASE | re.DOTALL,
)
_SUBJECT = re.compile(
    r"\b(?:improv\w*|changed?|better)\b(?:\s+(?:on|in|for|with|at|about|from|by|because of))?"
    r"\s*(?:the\s+|our\s+)?(?P<subject>[^?!.]*)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:^|\s+)(?:since|so far|here|yet|lately|recently|overall|today|now|"
    r"this (?:week|month|quarter|year)|"
    r"(?:in |over )?(?:the )?last (?:\d+ )?(?:weeks?|months?|quarters?|years?))\b.*$",
    re.IGNORECASE,
)


class Report(Value):
    """An answer: one sentence, the positions it rests on, and what nobody knows yet.

    `investments` are the ids of those it is about.
    """

    investments: tuple[str, ...] = ()
    as_of: datetime
    sentence: str
    positions: tuple[Position, ...]
    unknown: tuple[str, ...]
    provenance: tuple[Provenance, ...]
    post: Post

    def as_json(self) -> dict[str, Any]:
        """The answer in its exchanged form."""
        return {
            "as_of": self.as_of.isoformat(),
            "sentence": self.sentence,
            "positions": [one.as_json() for one in self.positions],
            "unknown": list(self.unknown),
            "provenance": [one.model_dump(mode="json") for one in self.provenance],
        }


class _World(Value):
    """What an audience may see of the investments asked about."""

    investments: tuple[Investment, ...]
    facts: Mapping[str, tuple[Recorded, ...]]
    noticed: Mapping[str, tuple[Noticed, ...]]


def subject(text: str) -> str:
    """What a question is about: "CRM" of "what improved on the CRM?"; empty for everything.

    When and here are no names.
    """
    found = _SUBJECT.search(text[:READ])
    return _WHEN.sub("", " ".join(found["subject"].split())) if found else ""


def asks_for_report(text: str) -> bool:
    """Whether a message to us asks what improved."""
    return _ASKS.search(text[:READ]) is not None


def report(
    workspace: str,
    audience: Audience | None,
    about: str,
    records: Records,
    voice: Voice,
    now: datetime,
    home: str | None = None,
) -> Report:
    """Answer for the investments named, else for those of the channel `home`, else for all.

    What the audience may not see is never loaded, so the answer is the same as if it were not.
    """
    with records.work(workspace, audience) as work:
        seen = work.investments()
        chosen = pick(seen, about, home)
        ids = [one.id for one in chosen]
        facts, noticed = work.facts(ids), work.noticed(ids)
    world = _World(
        investments=tuple(chosen),
        facts={id: tuple(f for f in facts if f.investment == id) for id in ids},
        noticed={id: tuple(n for n in noticed if n.investment == id) for id in ids},
    )
    if not chosen:
        return _nothing(seen, about, voice, now)
    return _report(world, voice, now)


def pick(seen: Sequence[Investment], about: str, home: str | None) -> list[Investment]:
    """The investments a question means: by name or alias, else by a measure of theirs."""
    if about:
        named = [
            one
            for one in seen
            if any(measures.same(name, about) for name in (one.name, *one.aliases))
        ]
        measured = [
            one for one in seen if any(measures.same(each.name, about) for each in one.measures)
        ]
        return named or measured
    here = [one for one in seen if one.channel == home]
    return here or list(seen)


def _nothing(seen: Sequence[Investment], about: str, voice: Voice, now: datetime) -> Report:
    names = ", ".join(one.name for one in seen)
    if seen:
        asked = about if len(about) <= LONGEST else f"{about[:LONGEST]}…"
        sentence = voice.say("unknown_investment", name=asked, names=names)
    else:
        sentence = voice.say("nothing_on_record")
    post = Post(lead=((Span(text=sentence),),))
    return Report(as_of=now, sentence=sentence, positions=(), unknown=(), provenance=(), post=post)


def _report(world: _World, voice: Voice, now: datetime) -> Report:
    placed = [
        (one, measure, _position(one, measure, world, now))
        for one in world.investments
        for measure in sorted(one.measures, key=lambda measure: measure.name)
    ]
    positions = [found for _, _, found in placed]
    gaps = [
        (one, asks, measure)
        for one in world.investments
        for asks, measure in unknown(one, world.facts[one.id], now)
    ]
    told = Told(voice)
    sentence = _sentence(positions, told)
    claims = [claim for one in world.investments for claim in world.noticed[one.id]]
    parts = (*told.outcomes(placed, gaps), told.delivered(claims))
    post = Post(
        lead=((Span(text=sentence, strong=True),),),
        parts=tuple(part for part in parts if part.lines),
        closing=voice.say("as_of", date=f"{now.day} {now:%B %Y, %H:%M} UTC"),
    )
    return Report(
        investments=tuple(one.id for one in world.investments),
        as_of=now,
        sentence=sentence,
        positions=tuple(positions),
        unknown=tuple(unknown_line(*gap) for gap in gaps),
        provenance=tuple(told.provenance),
        post=post,
    )


def _position(one: Investment, measure: Measure, world: _World, now: datetime) -> Position:
    return position(one, measure, world.facts[one.id], now, _claimed(one, measure, world))


def _claimed(investment: Investment, measure: Measure, world: _World) -> bool:
    """Whether an update claimed an outcome for this measure without a figure on record."""
    claims = [
        noticed.claim
        for noticed in world.noticed[investment.id]
        if noticed.claim.kind == "outcome" and noticed.claim.is_made
    ]
    if len(investment.measures) == 1:
        return bool(claims)
    return any(measures.within(measure.name, claim.quote) for claim in claims)


def _sentence(positions: Sequence[Position], told: Told) -> str:
    improved = [one for one in positions if one.verdict == "improved"]
    total = told.count("measures on record", positions)
    if not improved:
        return told.voice.say("report_none", total=total)
    shown = improved[0]
    if len(improved) > 1 or shown.baseline_fact is None or shown.current_fact is None:
        n = told.count("measures that improved", improved)
        return told.voice.say("report_improved", n=n, total=total)
    moved = cards.movement(shown.baseline_fact, shown.current_fact)
    name = shown.measure[0].upper() + shown.measure[1:]
    one = told.voice.say("report_single_improved", measure=name, moved=moved)
    if len(positions) == 1:
        return one
    unknown_ones = [one for one in positions if one.verdict in PARTS["part_unknown"]]
    missing = told.count("measures not known", unknown_ones)
    return f"{one} {told.voice.say('report_others', unknown=missing, total=total)}"
