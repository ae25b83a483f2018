"""Report: "what improved?", answered from the record, every figure with its source."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.advice import cards
from bot.benefits import measures
from bot.benefits.conversation import Line, Part, Post, Span
from bot.benefits.facts import Recorded, Slot, Value
from bot.benefits.investment import Investment, Measure
from bot.benefits.position import Position, Verdict, position, unknown, unknown_line
from bot.benefits.reading import DELIVERY
from bot.ports import Audience, Noticed, Records, Voice

PARTS: dict[str, tuple[Verdict, ...]] = {
    "part_improved": ("improved",),
    "part_claimed": ("claimed_without_evidence",),
    "part_worse": ("worse", "unchanged"),
    "part_contradicted": ("contradicted",),
    "part_unknown": ("no_baseline", "not_measured", "not_due"),
}
"""The fixed parts of an answer, and the verdicts told under each."""

DELIVERED = 3
"""Deliveries shown beside the outcomes, at most, newest first."""

_SUBJECT = re.compile(
    r"\b(?:improv\w*|changed?|better)\b(?:\s+(?:on|in|for|with|at|about|from|by|since|because of))?"
    r"\s*(?:the\s+|our\s+)?(?P<subject>[^?!.]*)",
    re.IGNORECASE,
)


class Provenance(Value):
    """Where a figure of an answer comes from: ledger facts, and the computation over them."""

    figure: str
    facts: tuple[str, ...]
    computation: str | None
    permalink: str | None


class Report(Value):
    """An answer: one sentence, the positions it rests on, and what nobody knows yet."""

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
    """What a question is about: "the CRM" of "what improved on the CRM?"; empty for everything."""
    found = _SUBJECT.search(text)
    return " ".join(found["subject"].split()) if found else ""


def asks_for_report(text: str) -> bool:
    """Whether a message to us asks what improved."""
    return re.search(r"\b(?:what|which|has|have|did|show|how)\b.*\bimprov", text, re.I) is not None


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
    """The investments a question means."""
    if about:
        return [
            one
            for one in seen
            if any(measures.same(name, about) for name in (one.name, *one.aliases))
        ]
    here = [one for one in seen if one.channel == home]
    return here or list(seen)


def _nothing(seen: Sequence[Investment], about: str, voice: Voice, now: datetime) -> Report:
    names = ", ".join(one.name for one in seen)
    if seen:
        sentence = voice.say("unknown_investment", name=about, names=names)
    else:
        sentence = voice.say("nothing_on_record")
    post = Post(lead=((Span(text=sentence),),))
    return Report(as_of=now, sentence=sentence, positions=(), unknown=(), provenance=(), post=post)


def _report(world: _World, voice: Voice, now: datetime) -> Report:
    placed = [
        (one, position(one, measure, world.facts[one.id], now, _claimed(one, measure, world)))
        for one in world.investments
        for measure in sorted(one.measures, key=lambda measure: measure.name)
    ]
    positions = [found for _, found in placed]
    gaps = [
        (one, asks, measure)
        for one in world.investments
        for asks, measure in unknown(one, world.facts[one.id], now)
    ]
    sentence = _sentence(positions, voice)
    provenance: list[Provenance] = []
    parts = [_part(key, positions, provenance, voice) for key in PARTS]
    parts[-1] = _with_gaps(parts[-1], gaps, voice)
    delivered = _delivered(world, voice)
    as_of = voice.say("as_of", date=f"{now.day} {now:%B %Y, %H:%M} UTC")
    post = Post(
        lead=((Span(text=sentence, strong=True),),),
        parts=tuple(part for part in (*parts, delivered) if part.lines),
        closing=as_of,
    )
    return Report(
        as_of=now,
        sentence=sentence,
        positions=tuple(positions),
        unknown=tuple(unknown_line(*gap) for gap in gaps),
        provenance=tuple(provenance),
        post=post,
    )


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


def _sentence(positions: Sequence[Position], voice: Voice) -> str:
    improved = [one for one in positions if one.verdict == "improved"]
    total = str(len(positions))
    if len(improved) == 1 and improved[0].baseline_fact and improved[0].current_fact:
        moved = cards.movement(improved[0].baseline_fact, improved[0].current_fact)
        name = improved[0].measure
        name = name[0].upper() + name[1:]
        one = voice.say("report_single_improved", measure=name, moved=moved)
        return one if len(positions) == 1 else f"{one} {_others(positions, voice)}"
    if improved:
        return voice.say("report_improved", n=str(len(improved)), total=total)
    return voice.say("report_none", total=total)


def _others(positions: Sequence[Position], voice: Voice) -> str:
    unknown_ones = sum(1 for one in positions if one.verdict in PARTS["part_unknown"])
    return voice.say("report_others", unknown=str(unknown_ones), total=str(len(positions)))


def _part(
    key: str, positions: Sequence[Position], provenance: list[Provenance], voice: Voice
) -> Part:
    lines = [_line(one, provenance, voice) for one in positions if one.verdict in PARTS[key]]
    return Part(title=voice.say(key), lines=tuple(lines))


def _line(one: Position, provenance: list[Provenance], voice: Voice) -> Line:
    """One measure: from, to, by how much, shown by whom, answered for by whom."""
    spans = [Span(text=_place(one.investment, one.measure), strong=True)]
    figures = [fact for fact in (one.baseline_fact, one.current_fact) if fact]
    for position_in_line, fact in enumerate(figures):
        spans += [Span(text=" → ")] if position_in_line else []
        spans.append(_figure(fact, provenance))
    if not figures:
        spans.append(Span(text=voice.say(f"verdict_{one.verdict}")))
    if one.baseline_fact and one.current_fact and one.verdict in ("improved", "worse", "unchanged"):
        spans.append(_change(one.baseline_fact, one.current_fact, provenance))
    elif figures:
        spans.append(Span(text=f". {voice.say(f'verdict_{one.verdict}')}"))
    spans += _shown_by(one, voice)
    if one.owner_fact:
        spans.append(Span(text=f". {voice.say('label_owner')}: "))
        spans.append(Span(text=one.owner or "", href=one.owner_fact.permalink))
    return tuple(spans)


def _figure(fact: Recorded, provenance: list[Provenance]) -> Span:
    words = measures.in_short(fact.fact)
    provenance.append(
        Provenance(figure=words, facts=(fact.id,), computation=None, permalink=fact.permalink)
    )
    return Span(text=words, href=fact.permalink)


def _change(baseline: Recorded, current: Recorded, provenance: list[Provenance]) -> Span:
    words = cards.movement(baseline, current).partition(", ")[2]
    provenance.append(
        Provenance(
            figure=words,
            facts=(baseline.id, current.id),
            computation="current minus baseline; share of the baseline",
            permalink=current.permalink,
        )
    )
    return Span(text=f", {words}")


def _shown_by(one: Position, voice: Voice) -> list[Span]:
    """The sources of the current figure; a source with an address leads there."""
    spans: list[Span] = []
    for source in one.sources:
        ref = source.fact.ref or source.fact.quote
        link = ref if ref.startswith(("http://", "https://")) else source.permalink
        label = voice.say("link") if link == ref else ref
        spans.append(Span(text=", " if spans else f". {voice.say('label_evidence')}: "))
        spans.append(Span(text=label, href=link))
    return spans


def _with_gaps(
    part: Part, gaps: Sequence[tuple[Investment, Slot, Measure | None]], voice: Voice
) -> Part:
    """What nobody knows yet, in one line a measure."""
    lines = {line[0].text: line for line in part.lines}
    missing: dict[str, list[str]] = {}
    for investment, asks, measure in gaps:
        place = _place(investment.name, measure.name if measure else None)
        missing.setdefault(place, []).append(voice.say(f"label_{asks}").lower())
    for place, what in missing.items():
        line = lines.get(place, (Span(text=place, strong=True),))
        said = voice.say("missing", what=", ".join(what))
        joint = ". " if len(line) > 1 else ""
        lines[place] = (*line, Span(text=f"{joint}{said[0].upper()}{said[1:]}"))
    return part.model_copy(update={"lines": tuple(lines.values())})


def _place(investment: str, measure: str | None) -> str:
    return f"{investment} · {measure}: " if measure else f"{investment}: "


def _delivered(world: _World, voice: Voice) -> Part:
    """What was delivered, kept apart from what improved."""
    made = [
        noticed
        for one in world.investments
        for noticed in world.noticed[one.id]
        if noticed.claim.kind in DELIVERY and noticed.claim.is_made
    ]
    newest = sorted(made, key=lambda noticed: noticed.said_at, reverse=True)
    quotes = {noticed.claim.quote: noticed for noticed in reversed(newest)}
    lines = [
        (Span(text=f"“{noticed.claim.quote}”", href=noticed.permalink),)
        for noticed in list(reversed(quotes.values()))[:DELIVERED]
    ]
    return Part(title=voice.say("part_delivered"), lines=tuple(lines))
