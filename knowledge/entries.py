"""The source files: passages in our own words, written and checked in one strict form.

A file holds passages one after the other. Each is a head between two lines of `---`, a key a
line, then its text, one paragraph. `gist` is what it says in one sentence, shown as the reason for
a question that cites it. `cues` are words of updates that the passage fits; they help to find it
and are never shown. `contents.yaml` lists what articles, sections and topics there are. A topic
such as `baseline/milestone` says that the passage supports asking for a gap in one situation.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml
from pydantic import ValidationError

from bot.benefits.facts import Value
from bot.benefits.questions import Passage
from bot.errors import KnowledgeError

KEYS = ("id", "title", "gist", "topics", "article", "section", "cues")
SHORTEST, LONGEST = 40, 120
"""Words of a passage's text."""

LONGEST_GIST = 160
"""Characters."""

_FENCE = "---"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SENTENCE = re.compile(r"""[A-Z][^.?!"“”„«»]*\.""")
"""One sentence that asks nothing and quotes nobody."""


class Article(Value):
    """A source: its title as cited, and its own headings."""

    title: str
    sections: tuple[str, ...]


class Contents(Value):
    """The articles there are, by short name, and the topics a passage may have."""

    articles: dict[str, Article]
    topics: tuple[str, ...]


class Entry(Value):
    """A passage and the words of updates that it fits."""

    passage: Passage
    cues: tuple[str, ...] = ()


class _Draft(Value):
    """A passage as written: the head's values and the text, with the line its head begins on."""

    place: str
    head: dict[str, str]
    text: str


def load_entries(folder: Traversable | None = None) -> tuple[Entry, ...]:
    """Every entry of the folder, by file name, then in the order written.

    Raises KnowledgeError, naming file and line, for the first thing that is not valid.
    """
    folder = folder or files("knowledge") / "sources"
    contents = _contents(folder / "contents.yaml")
    sources = sorted((f for f in folder.iterdir() if f.name.endswith(".md")), key=lambda f: f.name)
    drafts = (draft for source in sources for draft in _drafts(source))
    entries = tuple(_distinct((draft.place, _entry(draft, contents)) for draft in drafts))
    if not entries:
        raise KnowledgeError(f"{folder}: no passages")
    return entries


def declared_topics() -> tuple[str, ...]:
    """Every topic there is, in the order declared. Raises KnowledgeError as load_entries does."""
    return _contents(files("knowledge") / "sources" / "contents.yaml").topics


def _contents(source: Traversable) -> Contents:
    try:
        return Contents.model_validate(yaml.safe_load(source.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise KnowledgeError(f"{source.name}: {error}") from error


def _drafts(source: Traversable) -> Iterator[_Draft]:
    try:
        lines = source.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{source.name}: {error}") from error
    fences = [number for number, line in enumerate(lines) if line.rstrip() == _FENCE]
    if not fences or len(fences) % 2 or any(line.strip() for line in lines[: fences[0]]):
        where = fences[-1] + 1 if fences else 1
        raise KnowledgeError(f"{source.name}, line {where}: a head stands between two lines of ---")
    ends = [*fences[2::2], len(lines)]
    for start, close, end in zip(fences[::2], fences[1::2], ends, strict=True):
        head = _head(source.name, start + 1, lines[start + 1 : close])
        place = f"{source.name}, line {start + 2}"
        text = " ".join(" ".join(lines[close + 1 : end]).split())
        yield _Draft(place=place, head=head, text=text)


def _head(name: str, start: int, lines: Iterable[str]) -> dict[str, str]:
    head: dict[str, str] = {}
    for number, line in enumerate(lines, start + 1):
        key, colon, value = line.partition(":")
        if not colon or key not in KEYS or key in head or not value.strip():
            raise KnowledgeError(
                f"{name}, line {number}: expected each of {', '.join(KEYS)} once, with a value"
            )
        head[key] = value.strip()
    return head


def _entry(draft: _Draft, contents: Contents) -> Entry:
    for wrong in _faults(draft, contents):
        raise KnowledgeError(f"{draft.place}: {wrong}")
    head = draft.head
    passage = Passage(
        id=head["id"],
        title=head["title"],
        gist=head["gist"],
        text=draft.text,
        topics=_listed(head["topics"]),
        article=contents.articles[head["article"]].title,
        section=head["section"],
    )
    return Entry(passage=passage, cues=_listed(head.get("cues", "")))


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",")) if value else ()


def _faults(draft: _Draft, contents: Contents) -> Iterator[str]:
    """What is wrong with a draft, the first thing first."""
    missing = [key for key in KEYS if key != "cues" and key not in draft.head]
    if missing:
        yield f"{', '.join(missing)} missing"
        return
    yield from _faults_of_head(draft.head, contents.articles)
    yield from _faults_of_topics(_listed(draft.head["topics"]), contents.topics)
    count = len(draft.text.split())
    if not SHORTEST <= count <= LONGEST:
        yield f"the text has {count} words, not {SHORTEST} to {LONGEST}"


def _faults_of_head(head: Mapping[str, str], articles: Mapping[str, Article]) -> Iterator[str]:
    if not _ID.fullmatch(head["id"]):
        yield f"id {head['id']!r} is not lower-case words joined by hyphens"
    if not _SENTENCE.fullmatch(head["gist"]) or len(head["gist"]) > LONGEST_GIST:
        yield f"the gist is not one plain sentence of at most {LONGEST_GIST} characters"
    article = articles.get(head["article"])
    if article is None:
        yield f"article {head['article']!r} is not in contents.yaml"
    elif head["section"] not in article.sections:
        yield f"section {head['section']!r} is not one of that article in contents.yaml"


def _faults_of_topics(topics: tuple[str, ...], declared: tuple[str, ...]) -> Iterator[str]:
    unknown = [topic for topic in topics if topic not in declared]
    if unknown:
        yield f"topics {unknown} are not in contents.yaml"
    alone = [topic for topic in topics if topic.partition("/")[0] not in topics]
    if alone:
        yield f"topics {alone} stand without the gap they belong to"


def _distinct(placed: Iterable[tuple[str, Entry]]) -> Iterator[Entry]:
    seen: dict[str, str] = {}
    for place, entry in placed:
        first = seen.setdefault(entry.passage.id, place)
        if first != place:
            raise KnowledgeError(f"{place}: id {entry.passage.id!r} was given at {first}")
        yield entry
