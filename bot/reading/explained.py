"""Why something was read: the rule or the weights that found each claim and fact."""

from collections.abc import Iterator

from bot.benefits.facts import Fact
from bot.benefits.reading import Claim, Said
from bot.reading import rules, scoring, verdict
from bot.reading.rules import Found
from bot.reading.scoring import Head, Scores


def explained(text: str) -> str:
    """A line for each claim and fact, with what found it; and how likely it looked."""
    head, found = scoring.delivered(), rules.find(Said(text=text))
    scores = head.scores(found)
    reading = verdict.reading(found, head, text, None)
    told = f"is_update: {reading.is_update} ({scores.likely['is_update']:.2f})"
    return "\n".join([told, *_lines(head, found, scores, (*reading.claims, *reading.facts))])


def _lines(
    head: Head, found: Found, scores: Scores, items: tuple[Claim | Fact, ...]
) -> Iterator[str]:
    by_rules: tuple[Claim | Fact, ...] = (*found.claims, *found.facts)
    ruled = {(_name(one), one.start, one.end) for one in by_rules}
    for one in items:
        name = _name(one)
        label = "outcome_claim" if name == "outcome" else name
        likely = f", {scores.likely[label]:.2f}" if label in scores.likely else ""
        by = "a rule" if (name, one.start, one.end) in ruled else _weights(head, scores, label)
        yield f"{name}: “{one.quote}” (by {by}{likely})"


def _name(one: Claim | Fact) -> str:
    return one.kind if isinstance(one, Claim) else one.slot


def _weights(head: Head, scores: Scores, label: str) -> str:
    """The traits that weighed most in the statement that most says so."""
    best = scores.best(label)[0]
    seen = scores.traits[scores.statements.index(best)]
    return ", ".join(f"{name} {weight:+.1f}" for name, weight in head.reasons(seen, label))
