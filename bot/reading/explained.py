"""Why something was read: the rule or the weights that found each claim and fact."""

from collections.abc import Iterator

from bot.benefits.facts import Fact
from bot.benefits.reading import Claim, Said
from bot.reading import encoder, rules, scoring, verdict
from bot.reading.by_model import Seen
from bot.reading.figured import WHY
from bot.reading.rules import Found
from bot.reading.scoring import Head, Scores


def explained(text: str) -> str:
    """A line for each claim and fact, with what found it; and how likely it looked."""
    head, found = scoring.delivered(), rules.find(Said(text=text))
    odds = encoder.opinion(text)
    scores = head.scores(found, odds)
    reading = verdict.reading(found, head, text, None, odds)
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
    """Head and encoder where together they are sure, else what weighed most in the likeliest
    statement.
    """
    if label in (scores.heard or {}) and (odds := verdict.together(scores, label)) >= 0:
        return f"head and encoder together {odds:+.1f}"
    best = scores.best(label)[0]
    seen = scores.traits[scores.statements.index(best)]
    return ", ".join(f"{name} {weight:+.1f}" for name, weight in head.reasons(seen, label))


def beside(seen: Seen) -> str:
    """What a model makes of a text, what of it was dropped and why, and what both come to."""
    if seen.asked is None or seen.asked.value is None or seen.drafted is None:
        return f"model: no answer ({seen.asked.why_not if seen.asked else 'not asked'})"
    asked, said = seen.asked, seen.asked.value
    held: tuple[Claim | Fact, ...] = (*seen.drafted.claims, *seen.drafted.facts)
    came: tuple[Claim | Fact, ...] = (*seen.reading.claims, *seen.reading.facts)
    used = f"{asked.tokens_in} tokens in, {asked.tokens_out} out, {asked.milliseconds} ms"
    return "\n".join(
        [
            f"model: is_update: {said.is_update} ({used})",
            *(f"model, {_name(one)}: “{one.quote}”" for one in held),
            *(
                f"dropped, {one.what}: “{one.quote}” ({WHY[one.lacks]})"
                for one in seen.drafted.dropped
            ),
            f"together: is_update: {seen.reading.is_update}{_in_doubt(seen)}",
            *(f"together, {_name(one)}: “{one.quote}”{_disputed(one)}" for one in came),
        ]
    )


def _in_doubt(seen: Seen) -> str:
    return ", nobody is asked about it" if seen.reading.is_doubted else ""


def _disputed(one: Claim | Fact) -> str:
    is_open = isinstance(one, Fact) and one.either is not None
    return " (one of two readings: a person says which)" if is_open else ""
