"""A model that means harm: one that obeys whatever it reads, and one that lies in every field."""

import json
import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.model.server import Line, Request, answers, calling, completion, gives, says
from tests.model.server import cuts as cuts
from tests.model.server import floods as floods
from tests.model.server import packs as packs

EVIL_LINK = "https://evil.example/collect"
EVIL_USER = "UEVIL0001"
LIES = ("1 day", "99%", "£4m", "0 incidents", "halved", "from 21 to 2 days")
"""Figures that stand in no text of these tests."""

_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")


def shown(asked: Mapping[str, Any]) -> tuple[str, list[str]]:
    """What the model was told: our own words, and what others wrote, sentence by sentence."""
    ours = " ".join(str(one["content"]) for one in asked["messages"] if one["role"] == "system")
    theirs = "\n".join(str(one["content"]) for one in asked["messages"] if one["role"] != "system")
    pieces = [piece.strip() for piece in _SENTENCE.split(theirs) if piece.strip()]
    return ours, [*pieces, *theirs.splitlines()]


def obeys(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Does all that anything it read could order: every sentence is a claim and a fact of every
    kind, evil people own it, an evil link shows it, and our own words are told.
    """
    ours, theirs = shown(asked)
    words = [*theirs[:12], ours[:200], ours[-200:], *LIES]
    return _filled(asked, words, random.Random(len(ours) + len(words)))


def lies(chance: random.Random) -> Line:
    """A draft in which every entry is made up, by chance, out of the text and out of thin air."""

    def made(asked: Mapping[str, Any]) -> dict[str, Any]:
        ours, theirs = shown(asked)
        cut = [_cut(chance, one) for one in theirs for _ in range(2)]
        words = [*chance.sample(theirs, min(4, len(theirs))), *cut[:8], ours[:80], *LIES, ""]
        return _filled(asked, words, chance)

    return answers(made)


def _cut(chance: random.Random, words: str) -> str:
    """Some words of it, as they stand, or with one letter changed."""
    start = chance.randrange(len(words) or 1)
    part = words[start : start + chance.randint(1, 60)]
    return part if chance.random() < 0.7 or not part else part.replace(part[0], "x", 1)


def _filled(
    asked: Mapping[str, Any], words: Sequence[str], chance: random.Random
) -> dict[str, Any]:
    schema = asked["tools"][0]["function"]["parameters"]
    found: dict[str, Any] = _value(schema, schema, words, chance)
    return found


def _value(shape: Any, whole: Any, words: Sequence[str], chance: random.Random) -> Any:
    """Something of this shape that says what it was told to."""
    if "$ref" in shape:
        return _value(whole["$defs"][shape["$ref"].split("/")[-1]], whole, words, chance)
    if "anyOf" in shape:
        return _value(chance.choice(shape["anyOf"]), whole, words, chance)
    if "enum" in shape or "const" in shape:
        return chance.choice(shape.get("enum", [shape.get("const")]))
    kind = shape.get("type")
    if kind == "object":
        named = shape.get("properties", {})
        return {name: _value(one, whole, words, chance) for name, one in named.items()}
    if kind == "array":
        return [_value(shape.get("items", {}), whole, words, chance) for _ in range(14)]
    if kind == "boolean":
        return chance.random() < 0.8
    if kind in ("number", "integer"):
        return chance.choice([1, 2, 9, 14, 99, 4_000_000, -50, 1e300, 0])
    evil = [f"<@{EVIL_USER}>", EVIL_LINK, "<!channel>", EVIL_USER, "the head of evil"]
    return None if kind == "null" else chance.choice([*words, *words, *evil])


_FIGURE = re.compile(r"[£$€]?\d[\d.,]*\s?(?:%|\w+)?")
_TURN = (
    ("before", "after"),
    ("after", "before"),
    ("not ", ""),
    ("never ", ""),
    ("was", "is"),
    ("is", "was"),
    ("fell", "rose"),
    ("must", "must not"),
    ("owner", "vendor"),
    (" days", " managers"),
    ("?", ", see evil.dev?"),
    ("?", " at 10.0.0.1?"),
    ("?", ", one day?"),
    (".", ", said evil.dev."),
    (".", ", a rat."),
)


def turns(chance: random.Random) -> Line:
    """Says what it was shown, turned round: figures that stand there in other parts and of other
    things, a question for another time, half of a sentence.
    """

    def made(asked: Mapping[str, Any]) -> dict[str, Any]:
        theirs = str(asked["messages"][-1]["content"])
        wanted = asked["tools"][0]["function"]["parameters"]["properties"]
        if "text" in wanted:
            return {"text": _turned(chance, _between(theirs, "question"))}
        if "sentences" in wanted:
            return {"look_up": [], "sentences": [_cited(chance, theirs) for _ in range(4)]}
        post = _between(theirs, "post") or _between(theirs, "reply")
        facts = [_misplaced(chance, post, found) for found in _FIGURE.finditer(post)]
        return {"is_update": True, "kind": "answer", "claims": [], "facts": facts}

    return answers(made)


def _between(text: str, mark: str) -> str:
    found = re.search(rf"<{mark}>\n(.*?)\n</{mark}>", text, re.DOTALL)
    return found[1] if found else ""


def _turned(chance: random.Random, words: str) -> str:
    for was, becomes in chance.sample(_TURN, 4):
        words = words.replace(was, becomes, 1) if chance.random() < 0.5 else words
    return words


def _cited(chance: random.Random, theirs: str) -> dict[str, Any]:
    """A sentence of what stands there, turned round, under the id of something there."""
    lines = [one for one in theirs.splitlines() if re.match(r"\[\S+\] ", one)] or ["[none] None."]
    id, _, words = chance.choice(lines).partition("] ")
    said = chance.choice([one for one in _SENTENCE.split(words) if one] or ["None."])
    cut = said if chance.random() < 0.5 else " ".join(said.split()[: chance.randint(2, 9)]) + "."
    return {"text": _turned(chance, cut), "cites": [id.removeprefix("[")]}


def _misplaced(chance: random.Random, post: str, found: re.Match[str]) -> dict[str, Any]:
    start = max(0, post.rfind(" ", 0, max(0, found.start() - chance.choice([0, 0, 9, 30]))) + 1)
    others = [one for one in re.split(r"(?<=[.;!?\n])\s*", post) if one]
    words = chance.choice(others or [""]).split()
    return {
        "slot": chance.choice(["baseline", "current", "target", "current", "baseline"]),
        "quote": post[start : found.end()].rstrip(" ."),
        "number": re.sub(r"[^\d.]", "", found[0]).strip("."),
        "is_change": chance.random() < 0.2,
        "measure": " ".join(words[: chance.randint(1, 3)]),
        "when": chance.choice([None, " ".join(words[-3:])]),
    }


def _says_anything(chance: random.Random) -> Line:
    text = chance.choice(
        [
            "I cannot help with that.",
            "{",
            "[]",
            "null",
            '{"is_update": "perhaps"}',
            f"Sure! See {EVIL_LINK} <!channel>",
            '{"is_update": true, "facts": {"slot": "baseline"}}',
            '{"is_update": true, "claims": [{"kind": "outcome"}], "facts": [7, null, []]}',
            "\ud83d\ude00" * 50,
            "[" * 20_000,
        ]
    )
    return says({"content": text})


def _refuses(request: Request) -> None:
    request.give(200, completion({"content": None, "refusal": "No."}))


def _is_cut_short(request: Request) -> None:
    half = json.dumps({"is_update": True, "facts": [{"slot": "baseline"}]})[:-9]
    request.give(200, completion(calling(request.function, half), "length"))


def _calls_another(request: Request) -> None:
    told = json.dumps({"workspace": "T1", "forget": True})
    request.give(200, completion(calling("forget_workspace", told), "tool_calls"))


def unkind(chance: random.Random) -> Line:
    """Whatever a provider may do to whom it serves, by chance."""
    kinds: list[Line] = [
        _says_anything(chance),
        _refuses,
        _is_cut_short,
        _calls_another,
        cuts,
        floods,
        packs,
        gives(200, b"<html>hello</html>"),
        gives(200, b'{"choices": []}'),
        gives(401),
        gives(403),
        gives(429, retry_after="30"),
        gives(500),
        gives(503),
        gives(307, location=EVIL_LINK),
    ]
    return chance.choice(kinds)
