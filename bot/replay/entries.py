"""What the bot would have posted, as the replay tells it: one entry for each thing said."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Literal

from bot.benefits.conversation import Ask, Card, CardLine, Line, Post
from bot.benefits.facts import Fact, Slot, Value
from bot.benefits.markup import readable_post

Kind = Literal["question", "proposal", "drift", "answer", "reminder"]

KINDS: dict[Kind, str] = {
    "question": "Questions",
    "proposal": "Proposals",
    "drift": "Drift",
    "answer": "Answers",
    "reminder": "Reminders",
}
"""Every kind, and what several are called."""


_NO_CHOICE = ("more", "attest")
"""Buttons under an answer, which ask nothing."""


class Entry(Value):
    """One thing the bot would have said. `in_reply_to` is the ts of the message that caused it.

    `channel` is named as people know it. `asks` is what a question asks for, None for all else;
    `facts` are those of a proposal or of a drift.
    """

    channel: str
    in_reply_to: str
    at: datetime
    kind: Kind
    asks: Slot | None
    text: str
    facts: tuple[Fact, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The entry in its exchanged form."""
        return {
            "channel": self.channel,
            "in_reply_to": self.in_reply_to,
            "at": self.at.isoformat(),
            "kind": self.kind,
            "asks": self.asks,
            "text": self.text,
            "facts": [fact.as_json() for fact in self.facts],
        }


class Said(Value):
    """A part of a message of ours: what it is, and its words."""

    kind: Kind
    text: str


def parts(post: Post, name: Callable[[str], str], is_drift: bool = False) -> list[Said]:
    """A message of ours in its parts: what it proposes, what it asks, else what it answers.

    The lead stands before the first of them. A drift notice is one part, whatever its buttons.
    """
    shown = readable_post(post, name)
    lead = "\n".join(_line(line, name) for line in shown.lead)
    if is_drift:
        return [Said(kind="drift", text=lead)]
    found: list[Said] = []
    if shown.card is not None:
        found.append(Said(kind="proposal", text=_card(shown.card)))
    if shown.ask is not None:
        found.append(Said(kind="question", text=_ask(shown.ask)))
    choices = [option for option in shown.options if option.verb not in _NO_CHOICE]
    if choices:
        about = [one for one in dict.fromkeys(option.about for option in choices) if one]
        options = "\n".join([*about, " · ".join(option.label for option in choices)])
        takes_back = any(option.verb == "withdraw" for option in shown.options)
        found.append(Said(kind="proposal" if takes_back else "question", text=options))
    if not found:
        return [Said(kind="answer", text=_answer(shown, lead, name))]
    first = found[0]
    text = "\n".join(part for part in (lead, first.text) if part)
    return [first.model_copy(update={"text": text}), *found[1:]]


def _card(card: Card) -> str:
    lines = [card.title, *(_card_line(line) for line in card.lines), card.summary or ""]
    return "\n".join(line for line in lines if line)


def _card_line(line: CardLine) -> str:
    before = f"{line.before} → " if line.before else ""
    quote = f" (“{line.quote}”)" if line.quote else ""
    link = f" <{line.href}>" if line.href else ""
    return f"{line.label}: {before}{line.after}{quote}{link}"


def _ask(ask: Ask) -> str:
    cited = [f"{citation.title}, {citation.source}" for citation in ask.citations]
    return "\n".join(line for line in (ask.text, ask.why, *cited) if line)


def _answer(post: Post, lead: str, name: Callable[[str], str]) -> str:
    blocks = [lead]
    for part in post.parts:
        lines = [f"  {_line(line, name)}" for line in part.lines]
        blocks.append("\n".join([part.title, *lines]))
    return "\n".join(block for block in (*blocks, post.closing or "") if block)


def _line(line: Line, name: Callable[[str], str]) -> str:
    said = [name(span.user) if span.user else span.text for span in line]
    links = [f" <{span.href}>" if span.href else "" for span in line]
    return "".join(f"{words}{link}" for words, link in zip(said, links, strict=True))


def by_week(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """The entries by the week they fall into, written `2026-W12`."""
    weeks: dict[str, list[Entry]] = {}
    for one in entries:
        year, week, _ = one.at.isocalendar()
        weeks.setdefault(f"{year}-W{week:02}", []).append(one)
    return weeks
