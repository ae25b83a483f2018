"""Rules and head together: what is said where both agree, or where the head is sure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.benefits.facts import Fact
from bot.benefits.reading import DELIVERY, NOTHING, UPDATE_SLOTS, Claim, Kind, Reading
from bot.reading import claims, genre, grounding, letters, measures, mood, spans
from bot.reading.encoder import Odds
from bot.reading.rules import Found
from bot.reading.scoring import LABELS, Head, Scores

_KINDS: tuple[tuple[str, Kind], ...] = (
    *((kind, kind) for kind in DELIVERY),
    ("outcome_claim", "outcome"),
)


def reading(
    found: Found, head: Head, text: str, at: date | None, odds: Odds | None = None
) -> Reading:
    """The reading of a text the rules have been through; `odds` is what the encoder makes of it."""
    if genre.is_nothing(found.page) or genre.gives_orders(found.page):
        return NOTHING
    scores = head.scores(found, odds)
    sound = _sound(found, head, scores)
    is_talk = None if sound is None else sound < NEWS
    ruled = _is_update(found, head, scores, is_talk)
    if not _heard(scores, "is_update", ruled) or (not ruled and _only_asks(found)):
        return NOTHING
    said = list(_claims(found, head, scores))
    facts = _facts(found, head, scores, at)
    if not (said or facts):
        said = list(_likeliest(found, scores))
    kept = grounding.kept(text, sorted(facts, key=lambda fact: (fact.start, fact.slot)))
    held = [claim for claim in said if grounding.claim_holds(text, claim)]
    return Reading(
        is_update=True,
        claims=tuple(sorted(held, key=lambda claim: (claim.start, claim.kind))),
        facts=kept,
        measures=measures.summed_up(kept),
        is_doubted=_is_doubted(scores, sound),
    )


AGREED = 0.3
"""How likely a label must look to the head for its word to count beside that of the rules."""

SURE = 0.44
"""How likely it must look for rules and head together to outweigh a doubt that it is an update."""


HEARD = 1.0
"""How much the letters of a post say beside one of the head's odds."""

NEWS = -0.25
"""The odds from which a post is news: in trades left out of training a seventh of what is only
talk is then still taken for news, and six in seven updates are.
"""


def _sound(found: Found, head: Head, scores: Scores) -> float | None:
    """How much a post sounds like news, not talk; None where letters do not tell."""
    if genre.tells_state(found.page) or len(found.page.raw) > letters.LONGEST:
        return None
    return scores.odds("is_update") + HEARD * head.letters.odds(found.page.raw)


def _is_update(found: Found, head: Head, scores: Scores, is_talk: bool | None) -> bool:
    """Where the head is sure; else where it has no doubt and agrees with the rules on a label.

    The surer they agree, the more doubt is borne. A post without figures, goals or outcomes is one
    where it does not sound like talk.
    That things are on track, late or over budget needs no agreement.
    """
    if genre.tells_state(found.page):
        return True
    if is_talk is not None and not _has_substance(found):
        return not is_talk
    ruled = [
        scores.likely[label] for label in LABELS if label != "is_update" and found.rules_say(label)
    ]
    if max(ruled, default=0.0) >= SURE:
        return scores.likely["is_update"] >= head.bounds["is_update"].absent / 2
    return present(head, scores, "is_update", max(ruled, default=0.0) >= AGREED)


def _has_substance(found: Found) -> bool:
    """Whether the rules find a figure's part, or more than a delivery."""
    return bool(found.facts) or any(one.kind in ("goal", "outcome") for one in found.claims)


def present(
    head: Head, scores: Scores, label: str, ruled: bool, doubted: float | None = None
) -> bool:
    """Whether a text has a label: never where the head doubts it, always where it is sure.

    What the encoder has heard goes before; `doubted` where less doubt is heeded than of others.
    """
    likely, bounds = scores.likely[label], head.bounds[label]
    said = likely >= bounds.present or (ruled and likely >= bounds.absent)
    return _heard(scores, label, said, doubted)


OF_HEAD, OF_ENCODER = 0.4, 0.6
"""How much the odds of each weigh where both are asked, and no further than `LOUDEST`: about what
they are worth on examples of trades that neither was taught. Together with the bounds below they
were looked over on the evaluation set.
"""

LOUDEST = 8.0

DOUBTED: Mapping[str, float] = {
    **dict.fromkeys(LABELS, -1.5),
    **dict.fromkeys(UPDATE_SLOTS, -2.0),
    "timeframe": -5.0,
}
"""The odds of both below which a label is none, whatever rules and head say. A fact has words of
its own, a period the plainest.
"""

_LEVEL = re.compile(r"\w (?:is|are|stands at) (?:now |at )?[£$€]?\d")
_LEVEL_DOUBTED = -3.0
"""The odds below which even what is so much, in so many words, is none."""


def _heard(scores: Scores, label: str, said: bool, doubted: float | None = None) -> bool:
    """What rules and head say of a label, unless head and encoder together are sure of it or doubt
    it.
    """
    if scores.heard is None or label not in scores.heard:
        return said
    odds = together(scores, label)
    return odds >= 0 or (said and odds >= (doubted or DOUBTED[label]))


def together(scores: Scores, label: str) -> float:
    """The odds of a label that encoder and head make; those of the head where only it was asked."""
    heard = (scores.heard or {}).get(label)
    head = _bounded(scores.odds(label))
    return head if heard is None else OF_HEAD * head + OF_ENCODER * _bounded(heard)


def _bounded(odds: float) -> float:
    return max(-LOUDEST, min(LOUDEST, odds))


PLAINLY = 0.9
"""The odds of encoder, head and letters together from which a post is asked about.

Chosen on the chatter and the updates of the evaluation set; of those of other voices it asks about
three in two hundred and ninety-three in a hundred.
"""


def _is_doubted(scores: Scores, sound: float | None) -> bool:
    """Whether nobody is asked, as it sounds like talk."""
    if sound is None:
        return False
    if scores.heard is None or "is_update" not in scores.heard:
        return sound < NEWS
    return scores.heard["is_update"] + sound < PLAINLY


def _only_asks(found: Found) -> bool:
    """Whether nothing in a text tells anything: it asks, orders, or says who wants to know."""
    return all(mood.wants_to_know(one) for one in found.statements)


def _claims(found: Found, head: Head, scores: Scores) -> Iterator[Claim]:
    """The claims, those of a kind that is not reported left out, those found by the head added."""
    reported = {
        kind: present(head, scores, label, any(_is_made(one, kind) for one in found.claims))
        for label, kind in _KINDS
    }
    for claim in found.claims:
        if not claim.is_made or reported.get(claim.kind, True):
            yield claim
    for label, kind in _KINDS:
        if reported[kind] and not any(_is_made(one, kind) for one in found.claims):
            yield from _claimed(found, scores, label, kind)


HINTED = 0.08
"""How likely a kind of delivery must look where a short update shows nothing else."""


def _likeliest(found: Found, scores: Scores) -> Iterator[Claim]:
    """The kind of delivery that a short update most hints at, where nothing else was found."""
    label = max(DELIVERY, key=lambda kind: scores.likely[kind])
    if scores.likely[label] >= HINTED and len(found.page.plain) < genre.SHORT:
        yield from _claimed(found, scores, label, label)


def _is_made(claim: Claim, kind: Kind) -> bool:
    return claim.kind == kind and claim.is_made


def _claimed(found: Found, scores: Scores, label: str, kind: Kind) -> Iterator[Claim]:
    """The statement that most says so, as a claim."""
    for statement in scores.best(label)[:1]:
        start, end = spans.whole(found.page, statement)
        way = claims.direction(statement.text) if kind == "outcome" else None
        quote = found.page.quote(start, end)
        yield Claim(kind=kind, status="done", direction=way, quote=quote, start=start, end=end)


def _odds(scores: Scores, label: str) -> float:
    """The encoder's of a label; none are above another where it was not asked."""
    return (scores.heard or {}).get(label, 0.0)


def _facts(found: Found, head: Head, scores: Scores, at: date | None) -> list[Fact]:
    """The facts, those of a slot that is doubted left out, those found by the head added.

    What the head adds shares its words with no figure that plays another part: the likelier part
    chooses first.
    """
    ruled = {slot: [one for one in found.facts if one.slot == slot] for slot in UPDATE_SLOTS}
    said = [
        slot
        for slot in UPDATE_SLOTS
        if present(head, scores, slot, bool(ruled[slot]), _doubted(ruled[slot]))
    ]
    kept = [one for slot in said for one in ruled[slot]]
    facts: list[Fact] = []
    for slot in sorted(said, key=lambda slot: -_odds(scores, slot)):
        taken = (*kept, *facts)
        facts += ruled[slot] or spans.find(found, slot, scores.best(slot), taken, at)
    return facts


def _doubted(ruled: Sequence[Fact]) -> float | None:
    """The bound of a level that is stated plainly."""
    is_level = any(one.slot == "current" and _LEVEL.search(one.quote) for one in ruled)
    return _LEVEL_DOUBTED if is_level else None
