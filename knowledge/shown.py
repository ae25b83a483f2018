"""What was found in the knowledge base, for people and for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from rich.table import Table
from rich.text import Text

from bot.benefits.questions import Ranked

NEAR = 3
"""Topics offered in place of an unknown one."""

LONGEST_ECHO = 60
"""Characters of an unknown topic that are shown again."""


def as_json(words: str, topics: Sequence[str], found: Sequence[Ranked]) -> str:
    """One object: what was looked for, and the passages, best first."""
    whole = words.encode("utf-8", "replace").decode("utf-8")
    answer = {"words": whole, "topics": list(topics), "passages": [_row(one) for one in found]}
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _row(one: Ranked) -> dict[str, Any]:
    passage = one.passage
    return {
        "id": passage.id,
        "title": passage.title,
        "score": round(one.score, 3),
        "gist": passage.gist,
        "source": passage.source,
        "topics": list(passage.topics),
        "text": passage.text,
    }


def as_table(found: Sequence[Ranked]) -> Table:
    """A row a passage: its score, what it says in a sentence, and where the thought comes from."""
    table = Table(show_lines=True)
    table.add_column("score", justify="right")
    table.add_column("passage", ratio=3)
    table.add_column("source", ratio=2)
    for one in found:
        said = Text.assemble((one.passage.title, "bold"), "\n", one.passage.gist)
        source = Text.assemble(one.passage.source, "\n", (one.passage.id, "dim"))
        table.add_row(f"{one.score:.2f}", said, source)
    return table


def topics_table(counts: Mapping[str, int]) -> Table:
    """A row a topic, with the number of its passages."""
    table = Table()
    table.add_column("topic")
    table.add_column("passages", justify="right")
    for topic, number in counts.items():
        table.add_row(Text(topic), str(number))
    return table


def brought_table(rows: Iterable[tuple[str, str, datetime, int, Sequence[str]]]) -> Table:
    """A row a file that a workspace brought: when, how much, and what it may be cited for."""
    table = Table()
    for column in ("id", "file", "brought", "passages", "cited for"):
        table.add_column(column, justify="right" if column == "passages" else "left")
    for id, name, at, passages, topics in rows:
        gaps = dict.fromkeys(topic.split("/")[0] for topic in topics)
        about = ", ".join(gaps) or "advice"
        table.add_row(id, Text(name), f"{at:%d %B %Y}", str(passages), Text(about))
    return table


def unknown_topic(topics: Sequence[str], known: Sequence[str]) -> str | None:
    """What to tell about the first of these that is no topic; None where all are."""
    for topic in topics:
        if topic not in known:
            near = get_close_matches(topic.lower(), known, NEAR, cutoff=0.5)
            meant = f"near it: {', '.join(near)}" if near else "nothing is near it"
            told = "`whatimproved knowledge topics` lists all"
            return f"no topic {topic[:LONGEST_ECHO]!r}; {meant}; {told}"
    return None
