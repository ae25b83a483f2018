"""Converse: a reply in other words than ours, from what whoever asks may read, and checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.advice import related
from bot.advice.doors import Doors
from bot.advice.standing import Placed
from bot.benefits.conversation import Posted
from bot.benefits.drafts import LookUp, Material, Row
from bot.benefits.questions import Passage
from bot.errors import KnowledgeError
from bot.ports import Audience

FOUND = 3
"""Passages, or measures, that one look-up finds, at most."""

_RECORD = "record:"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said, the passages it cites, and the measures whose record it cites."""

    sentences: tuple[str, ...]
    passages: tuple[Passage, ...]
    placed: tuple[Placed, ...]


class Shelf:
    """All that may be read for one person's question: nothing else is, and nothing is changed.

    Of the record only what is at home, and was said, where a model may be shown what is said.
    """

    def __init__(self, said: Posted, audience: Audience, doors: Doors, now: datetime) -> None:
        self._said = said
        self._audience = audience
        self._doors = doors
        self._now = now
        self._library = doors.library.of(said.workspace)
        self.placed: dict[str, Placed] = {}

    def holds(self, passages: Sequence[Passage], placed: Sequence[Placed]) -> Material:
        """What is shown of these."""
        rows = []
        for one in placed[:FOUND]:
            if self._may_be_shown(one):
                id = f"{_RECORD}{one.measure.id}"
                self.placed[id] = one
                name = f"{one.investment.name} · {one.measure.name}"
                rows.append(Row(id=id, name=name, text=related.in_words(one, self._doors.voice)))
        return Material(passages=tuple(passages), rows=tuple(rows))

    def _may_be_shown(self, one: Placed) -> bool:
        facts = {each.channel for each in one.facts if each.channel}
        places = {one.investment.channel, *facts, *(each.channel for each in one.claims)}
        return all(self._doors.model.is_on(self._said.workspace, place) for place in places)

    def look_up(self, wish: LookUp) -> Material:
        """The passages near some words, or the measures they name."""
        if wish.where == "record":
            with self._doors.records.work(self._said.workspace, self._audience) as work:
                placed = related.named_in(work, wish.words, self._now)
            return self.holds((), placed)
        try:
            found = self._library.search(wish.words, (), FOUND)
        except KnowledgeError:
            found = []
        return self.holds([one.passage for one in found], ())


def reply(
    said: Posted,
    passages: Sequence[Passage],
    placed: Sequence[Placed],
    audience: Audience,
    doors: Doors,
    now: datetime,
) -> Reply | None:
    """A reply that holds, from these and from what is looked up; None where none is on, or there
    is none: then plain words are said. So they are where it rests on no passage and they would.
    """
    if not doors.model.is_on(said.workspace, said.channel):
        return None
    read: dict[str, Passage] = {}
    shelf = Shelf(said, audience, doors, now)

    def look_up(wish: LookUp) -> Material:
        found = shelf.look_up(wish)
        read.update({one.id: one for one in found.passages})
        return found

    material = shelf.holds(passages, placed)
    read.update({one.id: one for one in passages})
    found = doors.drafts.reply(said.workspace, said.channel, said.text, material, look_up)
    if found is None:
        return None
    cited = tuple(read[id] for id in found.cites if id in read)
    if passages and not cited:
        return None
    return Reply(
        sentences=found.sentences,
        passages=cited,
        placed=tuple(shelf.placed[id] for id in found.cites if id in shelf.placed),
    )
