"""Beside: what stands beside the figures: sources, target, owner, marks, what was noticed."""

from collections.abc import Iterable

from bot.advice.figures import Figures
from bot.advice.standing import Placed
from bot.benefits import measures
from bot.benefits.conversation import Line, Span
from bot.benefits.facts import Recorded
from bot.benefits.gaps import is_bare_link
from bot.benefits.position import Position, comparable


def beside(one: Placed, told: Figures) -> Line:
    """All of it, each as a sentence of its own."""
    at = one.position
    return (
        *shown_by(at, told),
        *_held(at, told),
        *_target(at, told),
        *_owner(one, told),
        *_attested(at, told),
        *_noticed(one, told),
    )


def sources(named: Iterable[Recorded], told: Figures, label: str = "label_evidence") -> Line:
    """Sources by name, each once; a source with an address leads there."""
    links: dict[tuple[str, str | None], None] = {}
    for source in named:
        ref = source.fact.ref or source.fact.quote
        is_link = is_bare_link(source)
        name = told.voice.say("link") if is_link else ref
        links[(name, ref if is_link else source.permalink)] = None
    spans: list[Span] = []
    for name, link in links:
        lead = ", " if spans else f". {told.voice.say(label)}: "
        spans += [Span(text=lead), Span(text=name, href=link)]
    return tuple(spans)


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
    spans += sources(_told_apart(at), told, "label_baseline_source")
    if at.baseline_fact and at.current_fact and not at.baseline_has_source:
        spans.append(Span(text=f". {told.voice.say('baseline_without_source')}"))
    return tuple(spans)


def _held(at: Position, told: Figures) -> Line:
    """That a result was shown again later."""
    if at.ladder != "held" or at.verdict != "improved":
        return ()
    return (Span(text=f". {told.voice.say('has_held')}"),)


def _shown_of(at: Position) -> str:
    """What the sources named show: the latest figure, or the baseline as well."""
    is_both = bool(at.baseline_sources) and not _told_apart(at)
    return "label_both_sources" if is_both else "label_evidence"


def _told_apart(at: Position) -> list[Recorded]:
    """What shows the baseline alone, and not the latest figure as well."""
    told = {(one.place, one.fact.ref) for one in at.sources}
    return [one for one in at.baseline_sources if (one.place, one.fact.ref) not in told]


def _target(at: Position, told: Figures) -> Line:
    if at.target_fact is None:
        return ()
    label = told.voice.say("label_target")
    spans = [Span(text=f". {label}: "), *told.figure(at.target_fact)]
    if (at.target_fact.fact.by or at.target_fact.fact.as_of) is None:
        spans.append(Span(text=f", {told.voice.say('target_undated')}"))
    if said := met(at):
        spans.append(Span(text=f", {told.voice.say(said)}"))
    return tuple(spans)


def met(at: Position) -> str | None:
    """Whether the target is met, as the name of its words; None where that cannot be told."""
    target, figure = at.target_fact, at.current_fact
    is_judged = at.verdict in ("improved", "worse", "unchanged")
    if target is None or figure is None or not is_judged:
        return None
    if at.target_is_met:
        return "target_met"
    return "target_not_met" if comparable(target.fact, figure.fact) else None


def _owner(one: Placed, told: Figures) -> Line:
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
    for drift in one.drifts:
        words = measures.in_short(drift.after.fact, one.measure.unit)
        told.note(words, (), "stated later, not in force", drift.after.permalink)
        said = told.voice.say(f"noted_{drift.kind}", after=words)
        if not isinstance(drift.after, Recorded):
            said = f"{said} ({told.voice.say('not_recorded')})"
        spans += [Span(text=". "), Span(text=said, href=drift.after.permalink)]
    return tuple(spans)
