"""What one text delivers is told once."""

from bot.benefits.reading import Claim, said_once


def claim(kind: str, quote: str, start: int) -> Claim:
    """A thing that happened."""
    return Claim.model_validate(
        {"kind": kind, "status": "done", "direction": None, "quote": quote, "start": start}
        | {"end": start + len(quote)}
    )


def test_of_claims_over_the_same_words_the_longest_is_told() -> None:
    """One sentence that is a milestone and a count of users stands once."""
    whole = claim("milestone", "280 of 400 managers are in it already.", 10)
    part = claim("adoption", "280 of 400 managers are in it already", 10)
    after = claim("reporting", "the report is out", 60)
    assert said_once([part, whole, after]) == [whole, after]


def test_what_is_told_as_an_outcome_is_not_told_as_a_delivery() -> None:
    """Fewer calls are an outcome, also where a launch stands in the same words."""
    outcome = claim("outcome", "Calls are down by a third since the portal went live.", 0)
    launch = claim("milestone", "Calls are down by a third since the portal went live", 0)
    assert said_once([launch, outcome]) == []
