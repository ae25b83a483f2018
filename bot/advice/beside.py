"""Beside: what stands beside the figures: sources, target, owner, marks, what was noticed."""

import re
from collections.abc import Iterable
from datetime import date

from bot.advice import spans as times
from bot.advice.figures import Figures
from bot.advice.standing import Placed
from bot.benefits import measures
from bot.benefits.conversation import Line, Span
from bot.benefits.evidence import told_once
from bot.benefits.facts import Recorded
from bot.benefits.gaps import is_bare_link
from bot.benefits.periods import in_words, is_period, last_day
from bot.benefits.position import Position, comparable
from bot.benefits.verdict import period
from bot.ports import Voice


def beside(one: Placed, told: Figures) -> Line:
    """All of it, each as a sentence of its own."""
    at = one.position
    return (
        *shown_by(at, told),
        *_of_before_go_live(one, told),
        *_held(at, told),
        *aimed(one, told),
        *_attested(at, told),
        *_noticed(one, told),
    )


def aimed(one: Placed, told: Figures) -> Line:
    """Its target with how that stands, and who answers for it."""
    return (*target(one, told), *owned(one, told))


def sources(named: Iterable[Recorded], told: Figures, label: str = "label_evidence") -> Line:
    """Sources by name, each once; a source with an address leads there."""
    links: dict[tuple[str, str | None], None] = {}
    for source, address in told_once(named):
        links[(source_name(source, told.voice), address or source.permalink)] = None
    spans: list[Span] = []
    for name, link in links:
        lead = ", " if spans else f". {told.voice.say(label)}: "
        spans += [Span(text=lead), Span(text=name, href=link)]
    return tuple(spans)


def source_name(source: Recorded, voice: Voice) -> str:
    """What a source is called: a link as its message calls it, one to a message as that, and what
    has no name as something in the message.
    """
    fact = source.fact
    ref = fact.ref or fact.quote
    if _MESSAGE.search(ref):
        return voice.say("link_message")
    if is_bare_link(source):
        label = _LABEL.search(fact.quote)
        is_named = label is not None and not _NAMELESS.fullmatch(label[1])
        return label[1] if label and is_named else voice.say("link")
    return voice.say("source_nameless", name=ref) if _NAMELESS.fullmatch(ref) else ref


_MESSAGE = re.compile(r"^\W*https?://[^\s/]+/archives/[A-Z0-9]+/p\d{7,}")
_LABEL = re.compile(r"<https?://[^|<>\s]+\|([^<>|]{2,80})>")
_NAMELESS = re.compile(
    r"\W*(?:the\s+|this\s+|a\s+|our\s+)?(?:links?|here|logs?|source|url|page|https?://\S*)\W*",
    re.IGNORECASE,
)
"""Words for a source that tell nobody which one it is."""


def has_lost_its_source(one: Placed) -> bool:
    """Whether a source was named for the latest figure in a message that is gone."""
    figure = one.position.current_fact
    gone = [fact for fact in one.facts if fact.fact.slot == "evidence" and fact.source_deleted]
    return figure is not None and any(
        fact.shows == figure.place or fact.said_at >= figure.said_at for fact in gone
    )


def shown_by(at: Position, told: Figures) -> Line:
    """What shows the latest figure, and what the baseline; that one without a source has none."""
    spans = [*sources(at.sources, told, _shown_of(at))]
    spans += sources(_told_apart(at), told, _shown_apart(at))
    if at.baseline_fact and at.current_fact and not at.baseline_has_source:
        spans.append(Span(text=f". {told.voice.say('baseline_without_source')}"))
    return tuple(spans)


def _held(at: Position, told: Figures) -> Line:
    """That a result was shown again later, by both figures."""
    first, last = at.first_shown, at.current_fact
    if first is None or last is None or at.verdict != "improved" or first.id == last.id:
        return ()
    lead = Span(text=f". {told.voice.say('has_held')}")
    return (lead, *told.figure(first), Span(text=told.voice.say("and_then")), *told.figure(last))


def _of_before_go_live(one: Placed, told: Figures) -> Line:
    """That the latest figure is of a time before go-live on record, so that nothing that went live
    can have caused it; where that was noticed as it was told, it stands there.
    """
    live, figure = one.investment.go_live, one.position.current_fact
    is_noticed = any(drift.kind == "before_go_live" for drift in one.drifts)
    if live is None or figure is None or is_noticed or period(figure)[1] >= live:
        return ()
    day = in_words(live.isoformat())
    told.note(day, (), "go-live on record")
    return (Span(text=f". {told.voice.say('figure_before_go_live', date=day)}"),)


def _shown_apart(at: Position) -> str:
    """What shows the baseline alone: the same report, told elsewhere, or another one."""
    return "label_other_baseline_source" if has_other_sources(at) else "label_baseline_source"


def has_other_sources(at: Position) -> bool:
    """Whether the baseline and the latest figure come from sources that have no name in common."""
    latest, first = (
        {(one.fact.ref or one.fact.quote).casefold() for one in shown}
        for shown in (at.sources, at.baseline_sources)
    )
    return bool(latest and first) and not latest & first


def _shown_of(at: Position) -> str:
    """What the sources named show: the latest figure, or the baseline as well."""
    is_both = bool(at.baseline_sources) and not _told_apart(at)
    return "label_both_sources" if is_both else "label_evidence"


def _told_apart(at: Position) -> list[Recorded]:
    """What shows the baseline alone, and not the latest figure as well."""
    told = {(one.place, one.fact.ref) for one in at.sources}
    return [one for one in at.baseline_sources if (one.place, one.fact.ref) not in told]


def target(one: Placed, told: Figures) -> Line:
    """Its target with how that stands; nothing where there is none."""
    aim = one.position.target_fact
    if aim is None:
        return ()
    label = told.voice.say("label_target")
    spans = [Span(text=f". {label}: "), *told.figure(aim)]
    if (aim.fact.by or aim.fact.as_of) is None:
        spans.append(Span(text=f", {told.voice.say('target_undated')}"))
    if one.is_over and one.day is not None:
        told.note(in_words(one.day.isoformat()), (), "the last day of the period asked for")
    return (*spans, Span(text=f", {target_state(one, told.voice)}"))


def target_state(one: Placed, voice: Voice) -> str:
    """Whether the target is met, and by the figure of when; else why that cannot be told."""
    at = one.position
    if at.target_is_met and at.current_fact is not None:
        return voice.say("target_met", when=times.when(at.current_fact) or "")
    if why := _unjudged(at):
        return voice.say("target_not_judged", why=voice.say(why))
    if due := missed(one):
        return voice.say("target_missed", date=in_words(due))
    if one.is_over and one.day is not None:
        state = "target_not_due_then" if _is_due_later(one, one.day) else "target_not_met_then"
        return voice.say(state, date=in_words(one.day.isoformat()))
    return voice.say("target_not_met")


def missed(one: Placed) -> str | None:
    """When a target was due that the latest figure does not meet, where that is past on the day it
    is told as of.
    """
    is_judged = not one.position.target_is_met and _unjudged(one.position) is None
    due = _due(one)
    is_past = due is not None and one.day is not None and last_day(due) < one.day
    return due if is_judged and is_past else None


def _is_due_later(one: Placed, day: date) -> bool:
    due = _due(one)
    return due is not None and day < last_day(due)


def _due(one: Placed) -> str | None:
    """The period a target is due in; None where it has none."""
    target = one.position.target_fact
    due = (target.fact.by or target.fact.as_of) if target else None
    return due if due and is_period(due) else None


def _unjudged(at: Position) -> str | None:
    target, figure = at.target_fact, at.current_fact
    if at.verdict == "claimed_without_evidence":
        return "target_of_a_claim"
    if figure is None or target is None:
        return "target_of_nothing"
    if at.verdict == "contradicted":
        return "target_contradicted"
    is_judged = at.verdict in ("improved", "worse", "unchanged")
    return None if is_judged and comparable(target.fact, figure.fact) else "target_unlike"


def owned(one: Placed, told: Figures) -> Line:
    """Who answers for it, and whether they said so; nothing where nobody is on record."""
    at = one.position
    if at.owner_fact is None:
        return ()
    label = told.voice.say("label_owner")
    said = (Span(text=f". {label}: "), owner(at.owner_fact))
    unsaid = Span(text=f" ({told.voice.say('not_accepted')})")
    return said if one.owner_accepted else (*said, unsaid)


def owner(fact: Recorded) -> Span:
    """Who answers for it, as said."""
    return Span(text=fact.fact.person or "", href=fact.permalink)


def _attested(at: Position, told: Figures) -> Line:
    if not at.attested_by:
        return ()
    people = ", ".join(f"<@{by}>" for by in at.attested_by)
    return (Span(text=f". {told.voice.say('attested_by')} {people}"),)


def _noticed(one: Placed, told: Figures) -> Line:
    """What was noticed beside a figure and nobody has settled; what nobody recorded says so."""
    spans: list[Span] = []
    target = one.position.target_fact
    for drift in one.drifts:
        if drift.kind == "unit_changed" and target is not None and drift.after == target:
            continue
        words = measures.in_short(drift.after.fact, one.measure.unit)
        told.note(words, (), "said later; the earlier one counts", drift.after.permalink)
        said = told.voice.say(f"noted_{drift.kind}", after=words)
        if not isinstance(drift.after, Recorded):
            said = f"{said} ({told.voice.say('not_recorded')})"
        spans += [Span(text=". "), Span(text=said, href=drift.after.permalink)]
    return tuple(spans)
