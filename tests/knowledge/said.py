"""What the bot says within the practices, beside the passages it rests on, and how it was judged.

`python -m tests.knowledge.said` prints what was changed or added since it was last read, and with
`all` everything.
"""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from bot.benefits.facts import Value
from bot.benefits.questions import Passage
from knowledge.library import load_passages
from prompts.templates import PRACTICES, load_texts

TABLE = Path(__file__).with_name("practices.yaml")


class Said(Value):
    """A text by its key, and the passage behind it; none where it labels, asks, or tells the
    record.
    """

    key: str
    text: str
    passage: Passage | None

    @property
    def digest(self) -> str:
        """Changes whenever the text or the passage does."""
        behind = (self.passage.id, self.passage.gist, self.passage.text) if self.passage else ()
        return hashlib.sha256("\x1f".join((self.text, *behind)).encode()).hexdigest()[:8]


class Row(Value):
    """Whether a passage supports a text, why, and the digest of both as they were read."""

    holds: bool
    why: str
    read: str


class Table(Value):
    """How each text was judged: beside its passage, or as one that claims nothing of the world."""

    supports: dict[str, dict[str, Row]]
    record: dict[str, str]

    def stands(self, one: Said) -> bool:
        """Whether it was judged as it is now."""
        if one.passage is None:
            return self.record.get(one.key) == one.digest
        row = self.supports.get(one.key, {}).get(one.passage.id)
        return row is not None and row.read == one.digest


def table() -> Table:
    """The committed table."""
    return Table.model_validate(yaml.safe_load(TABLE.read_text("utf-8")))


def said() -> Iterator[Said]:
    """Each text of the practices. Raises KeyError, naming it, where there is no such passage."""
    texts, by_id = load_texts(), {one.id: one for one in load_passages()}
    for key, template in sorted(texts.replies.items()):
        if template.name.startswith(f"{PRACTICES}/"):
            id = texts.rests.get(key)
            yield Said(key=key, text=template.text, passage=by_id[id] if id else None)


def main(all_of_it: bool) -> None:
    """Print what is to be read."""
    judged = table()
    for one in said():
        if all_of_it or not judged.stands(one):
            print("\n".join(_shown(one)), end="\n\n")


def _shown(one: Said) -> Iterable[str]:
    yield f"{one.key} ({one.digest})\n  says: {one.text}"
    if passage := one.passage:
        yield f"  rests on {passage.id} ({passage.source})\n    gist: {passage.gist}"
        yield f"    text: {' '.join(passage.text.split())}"


if __name__ == "__main__":
    main("all" in sys.argv[1:])
