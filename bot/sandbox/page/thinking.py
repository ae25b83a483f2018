"""What the bot makes of a message, drawn: what it reads, what is missing, what it would do."""

from collections.abc import Awaitable, Callable, Sequence

from bot.advice.explain import Explanation
from bot.benefits.facts import Fact
from bot.benefits.reading import Claim, Reading
from bot.sandbox.page.elements import tag
from bot.sandbox.page.marked import Passage, pieces
from bot.sandbox.page.prose import shown
from bot.sandbox.shapes import Message

Explain = Callable[[Message], Awaitable[Explanation]]
"""Looks at a message as if it were posted now; changes nothing."""


def draw_explanation(message: Message, author: str, found: Explanation, answer: str | None) -> None:
    """Draw where we stand: the words with what was read in them, then the reasoning.

    `answer` is what the bot said to it when it was posted; None where it said nothing.
    """
    with tag("div", "thinking"):
        with tag("div", "thinking-said"):
            tag("h4", "behind-title", text=f"{author} said")
            _text(message.text, found.reading)
            if answer:
                tag("h4", "behind-title", text="It answered")
                said = tag("p", "verdict-words", text=shown(answer))
                said.props["data-testid"] = "answered"
            _verdict(found)
        with tag("div", "thinking-why"):
            _gaps(found)
            _claims(found.reading.claims)
            _facts(found.reading.facts)


def _text(text: str, reading: Reading) -> None:
    facts = [
        Passage(start=fact.start, end=fact.end, label=fact.slot, is_fact=True)
        for fact in reading.facts
    ]
    claims = [Passage(start=c.start, end=c.end, label=c.kind) for c in reading.claims]
    with tag("p", "read-text", dir="auto") as made:
        for piece in pieces(text, [*claims, *facts]):
            labels = ", ".join(_plain(label) for label in piece.labels) or None
            css = "is-fact" if piece.is_fact else "is-claim"
            name = "mark" if labels else "span"
            tag(name, css if labels else "", text=shown(piece.text), title=labels)
    made.props["data-testid"] = "read-text"


def _verdict(found: Explanation) -> None:
    with tag("div", "verdict") as made:
        if found.asks is not None:
            tag("h4", "behind-title", text="Posted now, it would ask")
            tag("p", "verdict-words", text=shown(found.asks.text))
            tag("p", "quiet", text=shown(found.asks.why))
        elif found.why_silent:
            tag("h4", "behind-title", text="Posted now, it would ask nothing")
            tag("p", "verdict-words", text=shown(found.why_silent))
        if found.proposes:
            figures = "1 figure" if found.proposes == 1 else f"{found.proposes} figures"
            tag("p", text=f"It would put {figures} on a card, to be recorded by a person.")
    made.props["data-testid"] = "verdict"


def _gaps(found: Explanation) -> None:
    title = f"Missing on {found.investment}" if found.investment else "Missing"
    _list(shown(title), "gaps", [_plain(gap) for gap in found.gaps], ordered=True)


def _claims(claims: Sequence[Claim]) -> None:
    _list("Claims", "claims", [_claim(claim) for claim in claims])


def _claim(claim: Claim) -> str:
    how = " ".join(filter(None, (claim.status, claim.direction)))
    return f"{_plain(claim.kind)} ({how}): “{shown(claim.quote)}”"


def _facts(facts: Sequence[Fact]) -> None:
    _list("Facts", "facts", [f"{fact.slot}: {value_of(fact)}" for fact in facts])


def value_of(fact: Fact) -> str:
    """What a fact states, in its own words and figures; its quote where it has no other."""
    about = fact.as_json()
    for key in ("slot", "quote", "start", "end", "approx"):
        about.pop(key, None)
    if not about:
        return f"“{shown(fact.quote)}”"
    told = ", ".join(f"{_plain(key)} {shown(str(value))}" for key, value in about.items())
    return f"{'about ' if fact.approx else ''}{told}"


def _list(title: str, testid: str, items: Sequence[str], ordered: bool = False) -> None:
    tag("h4", "behind-title", text=title)
    if not items:
        tag("p", "quiet", text="none")
        return
    with tag("ol" if ordered else "ul", "read-list") as made:
        for item in items:
            tag("li", text=item)
    made.props["data-testid"] = testid


def _plain(word: str) -> str:
    return word.replace("_", " ")
