"""How well replies are read: what became of the question, and the facts stated.

Half of the labelled replies, by a hash of the seed and the id, is kept aside: it is counted and
never shown. `--misses` shows those of the other half.
"""

import argparse
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.benefits.levels import in_context
from bot.ports import Reader
from bot.reading.lines import given_reply
from bot.reading.local import LocalReader
from tests.bench._replies import details, is_of_slot, matches, paired

OWN = Path(__file__).parents[1] / "reading" / "evaluation" / "answers.jsonl"
KIND_GOAL = 0.90
F1_GOAL = 0.85


@dataclass
class Tally:
    """Counts over some replies; `shown` are the ids and what went wrong with them."""

    replies: int = 0
    kinds: int = 0
    wanted: int = 0
    found: int = 0
    hits: int = 0
    slots: int = 0
    told: int = 0
    right: int = 0
    loose: int = 0
    shown: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, str]:
        """What is printed, by its name."""
        return {
            "kind": f"{share(self.kinds, self.replies):.3f}",
            "precision": f"{share(self.hits, self.found):.3f}",
            "recall": f"{share(self.hits, self.wanted):.3f}",
            "F1": f"{self.f1():.3f}",
            "F1 of the slot alone": f"{share(2 * self.slots, self.found + self.wanted):.3f}",
            "bound, segment, measure": f"{self.right} of {self.told}",
        }

    def f1(self) -> float:
        return share(2 * self.hits, self.found + self.wanted)


def share(part: int, whole: int) -> float:
    """A share; 1 of nothing."""
    return part / whole if whole else 1.0


def is_kept_aside(row: Mapping[str, Any], seed: int) -> bool:
    return sha256(f"{seed}:{row['id']}".encode()).digest()[0] % 2 == 1


def count(tally: Tally, row: Mapping[str, Any], reader: Reader) -> None:
    """Read one reply and count what was right."""
    text, context = given_reply(json.dumps(row))[1:]
    reading = reader.answer(text, context)
    found = [in_context(fact, context.unit) for fact in reading.facts]
    labels = row["facts"]
    places = [(a, b) for a in range(len(labels)) for b in range(len(found))]
    full = paired(
        labels,
        found,
        [(a, b) for a, b in places if matches(labels[a], found[b], context.sender)],
    )
    rough = paired(labels, found, [(a, b) for a, b in places if is_of_slot(labels[a], found[b])])
    firm = [a for a in range(len(labels)) if not labels[a].get("maybe")]
    tally.replies += 1
    kind_is_right = reading.kind in {row["kind"], *row.get("kind_or", [])}
    tally.kinds += kind_is_right
    tally.wanted += len(firm)
    tally.found += len(found) - sum(bool(labels[a].get("maybe")) for a, _ in rough)
    tally.hits += sum(a in firm for a, _ in full)
    tally.slots += sum(a in firm for a, _ in rough)
    for a, b in full:
        right, told = details(labels[a], found[b])
        tally.right, tally.told = tally.right + right, tally.told + told
    tally.loose += sum(text[fact.start : fact.end] != fact.quote for fact in reading.facts)
    spare = len(found) - len({b for _, b in full} | {b for a, b in rough if a not in firm})
    if not kind_is_right or spare > 0 or any(a not in dict(full) for a in firm):
        tally.shown.append(_told(row, reading.kind, found))


def _told(row: Mapping[str, Any], kind: str, found: list[dict[str, Any]]) -> str:
    places = ("quote", "start", "end", "in_context_unit")
    facts = [{key: one[key] for key in one if key not in places} for one in found]
    head = f"{row['id']} [{row.get('asked')}] {row['text']!r}"
    return f"{head}\n   wanted {row['kind']} {row['facts']}\n   found  {kind} {facts}"


def run(args: list[str]) -> int:
    """Score the labelled replies, a line a figure; 0 where the goals are met on both halves."""
    parser = argparse.ArgumentParser(prog="answers", description=run.__doc__)
    parser.add_argument("--file", type=Path, default=OWN, help="labelled replies, JSON lines")
    parser.add_argument("--quick", action="store_true", help="accepted; this bench is quick")
    parser.add_argument("--seed", type=int, default=7, help="which half is kept aside")
    parser.add_argument("--misses", action="store_true", help="show those of the open half")
    options = parser.parse_args(args)
    lines = options.file.read_text(encoding="utf-8").splitlines()
    tallies, reader = {False: Tally(), True: Tally()}, LocalReader()
    begun = time.perf_counter()
    for row in map(json.loads, lines):
        count(tallies[is_kept_aside(row, options.seed)], row, reader)
    spent = (time.perf_counter() - begun) * 1000 / max(1, len(lines))
    if options.misses:
        print("\n".join(tallies[False].shown))
    return _printed(tallies, spent)


def _printed(tallies: Mapping[bool, Tally], spent: float) -> int:
    for aside, tally in tallies.items():
        name = "kept aside" if aside else "open half"
        for figure, value in tally.figures().items():
            print(f"{name}, {tally.replies} replies, {figure}: {value}")
    loose = sum(tally.loose for tally in tallies.values())
    print(f"milliseconds a reply: {spent:.1f}")
    print(f"quotes not in the text: {loose} (goal 0)")
    kind = min(share(tally.kinds, tally.replies) for tally in tallies.values())
    f1 = min(tally.f1() for tally in tallies.values())
    print(f"kind, the worse half: {kind:.3f} (goal {KIND_GOAL:.2f})")
    print(f"facts F1, the worse half: {f1:.3f} (goal {F1_GOAL:.2f})")
    holds = kind >= KIND_GOAL and f1 >= F1_GOAL and not loose
    print("all hold" if holds else "not all hold")
    return 0 if holds else 1
