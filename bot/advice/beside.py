"""Beside: what stands beside the figures: sources, target, owner, marks, what was noticed."""

from collections.abc import Iterable

from bot.advice.figures import Figures
from bot.advice.standing import Placed
from bot.benefits import measures
from bot.benefits.conversation import Line, Span
from bot.benefits.facts import Recorded
from bot.benefits.gaps import is_bare_link
from bot.benefits.position import Position


def beside(one: Placed, told: Figures) -> Line:
    """All of it, each as a sentence of its own."""
    at = one.position
    return (
        *sources(at.sources, told),
        *_firmness(at, told),
        *_target(at, told),
        *_owner(one, told),
        *_attested(at, told),
        *_noticed(one, told),
    )


def sources(named: Iterable[Recorded], told: Figures) -> Line:
    """Sources by name, each once; a source with an address leads there."""
    links: dict[tuple[str, str | None], None] = {}
    for source in named:
        ref = source.fact.ref or source.fact.quote
        is_link = is_bare_link(source)
        label = told.voice.say("link") if is_link else ref
        links[(label, ref if is_link else source.permalink)] = None
    spans: list[Span] = []
    for label, link in links:
        lead = ", " if spans else f". {told.voice.say('label_evidence')}: "
        spans += [Span(text=lead), Span(text=label, href=link)]
    return tuple(spans)


def has_lost_its_source(one: Placed) -> bool:
    """Whether a source was named for the latest figure in a message that is gone."""
    figure = one.position.current_fact
    gone = [fact for fact in one.facts if fact.fact.slot == "evidence" and fact.source_deleted]
    return figure is not None and any(
        fact.shows == figure.place or fact.said_at >= figure.said_at for fact in gone
    )


def _firmness(at: Position, told: Figures) -> Line:
    """How firm the ground is: a baseline without a source, a result that was shown again later."""
    spans = []
    if at.baseline_fact and at.current_fact and not at.baseline_has_source:
        spans.append(Span(text=f". {told.voice.say('baseline_without_source')}"))
    if at.ladder == "held" and at.verdict == "improved":
        spans.append(Span(text=f". {told.voice.say('has_held')}"))
    return tuple(spans)


def _target(at: Position, told: Figures) -> Line:
    if at.target_fact is None:
        return ()
    label = told.voice.say("label_target")
    return (Span(text=f". {label}: "), *told.figure(at.target_fact))


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
        words = measures.in_short(drift.after.fact)
        told.note(words, (), "stated later, not in force", drift.after.permalink)
        said = told.voice.say(f"noted_{drift.kind}", after=words)
        if not isinstance(drift.after, Recorded):
            said = f"{said} ({told.voice.say('not_recorded')})"
        spans += [Span(text=". "), Span(text=said, href=drift.after.permalink)]
    return tuple(spans)
