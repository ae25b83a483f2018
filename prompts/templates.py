"""What the bot says: questions and replies, read from this folder and checked before use."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Formatter
from types import MappingProxyType
from typing import TypeVar, get_args

from pydantic import field_validator

from bot.benefits.facts import Slot, Value
from bot.benefits.questions import Wording
from bot.errors import PromptsError
from prompts import strict_yaml
from prompts.helping import HELP, load_help

COMMAND = "/whatimproved"
QUESTIONS = "questions.yaml"
REPLIES = "replies.yaml"
HOME = "home.yaml"
SAID = (REPLIES, HOME)
"""The files of what the bot says, by key; a key is given in one of them."""

PRACTICES = "practices"
"""The folder of what it says within each practice: files of the same kind, which name besides the
passages that texts rest on.
"""

WORDING_VARIABLES = frozenset({"measure", "how_much", "investment", "was", "is", "has", "does"})
"""What a wording may name; the verbs go with the measure's name, one thing or several."""
WITHOUT_MEASURE: frozenset[Slot] = frozenset({"outcome", "problem", "measure", "barrier"})
"""Gaps of an investment that may have no measure yet: their wordings name the investment alone."""

LONGEST_QUESTION = 200
LONGEST_WHY = 160


_Kept = TypeVar("_Kept")
_ENTRY = "entry"


class _Counted(str):
    """A value that chooses between the words for one and those for any other number of things."""

    def __format__(self, words: str) -> str:
        if not words:
            return str(self)
        one, many = words.split("|")
        return one if self == "1" else many


class Template(Value):
    """A text with named places, such as "{measure} went up"; `name` tells where it is kept.

    What goes with a number is given for one and for many: "{n} {n:figure is|figures are} new".
    """

    name: str
    text: str

    @property
    def variables(self) -> frozenset[str]:
        """The places to fill. Raises PromptsError where braces hold anything but a name."""
        try:
            parsed = [part[1:] for part in Formatter().parse(self.text) if part[1] is not None]
        except ValueError as error:
            raise PromptsError(f"{self.name}: {error}") from error
        for field, specification, conversion in parsed:
            is_counted = (specification or "").count("|") == 1
            is_plain = not specification or is_counted
            if not ((field or "").isidentifier() and is_plain) or conversion:
                raise PromptsError(f"{self.name}: {{{field}}} is not the name of a variable")
        return frozenset(field or "" for field, _, _ in parsed)

    def fill(self, **variables: str) -> str:
        """The text with every place filled. Braces within values stay as they are.

        Raises PromptsError where a variable is missing or not known to the text.
        """
        named = self.variables
        if missing := sorted(named - variables.keys()):
            raise PromptsError(f"{self.name}: {', '.join(missing)} not given")
        if unknown := sorted(variables.keys() - named):
            raise PromptsError(f"{self.name}: {', '.join(unknown)} given but not named in the text")
        return self.text.format(**{key: _Counted(value) for key, value in variables.items()})


class Texts(Value):
    """Every text, checked. `rests` are the ids of the passages that what is said within a practice
    rests on, by its key. `version` changes whenever one of the files does.
    """

    wordings: tuple[Wording, ...]
    replies: Mapping[str, Template]
    rests: Mapping[str, str] = {}
    version: str

    @field_validator("replies", "rests")
    @classmethod
    def _kept_as_they_are(cls, found: Mapping[str, _Kept]) -> Mapping[str, _Kept]:
        return MappingProxyType(dict(found))

    def reply(self, key: str) -> Template:
        """The reply of this key. Raises PromptsError where there is none."""
        if key not in self.replies:
            raise PromptsError(f"{_entry(REPLIES, key)}: missing")
        return self.replies[key]


class _Replies(Value):
    """A file of replies: what each variable means, then the texts by key."""

    variables: dict[str, str]
    replies: dict[str, str]


class _Practice(_Replies):
    """The same of a practice, and by key the id of the passage a text rests on; a text without one
    only labels, asks, or tells what is on record.
    """

    rests: Mapping[str, str] = {}


class _Questions(Value):
    questions: tuple[Wording, ...]


def load_texts(folder: Traversable | None = None) -> Texts:
    """The texts of a folder, ours where none is given: those are read once.

    Raises PromptsError, naming file and entry, for the first mistake.
    """
    return _ours() if folder is None else _loaded(folder)


@cache
def _ours() -> Texts:
    return _loaded(files("prompts"))


def _loaded(folder: Traversable) -> Texts:
    sources = {name: _source(folder / name) for name in (QUESTIONS, *SAID)}
    sources |= _sources_of_practices(folder / PRACTICES)
    wordings = strict_yaml.checked(QUESTIONS, sources[QUESTIONS], _Questions, _ENTRY).questions
    practices = {
        name: strict_yaml.checked(name, sources[name], _Practice, _ENTRY)
        for name in sources
        if name.startswith(f"{PRACTICES}/")
    }
    written = {
        name: strict_yaml.checked(name, sources[name], _Replies, _ENTRY) for name in SAID
    } | practices
    resting = [fault for name, one in practices.items() for fault in _faults_of_rests(name, one)]
    for fault in (*_faults_of_wordings(wordings), *_faults_of_all(written), *resting):
        raise PromptsError(fault)
    replies = {
        key: Template(name=_entry(file, key), text=text)
        for file, said in written.items()
        for key, text in said.replies.items()
    }
    pages = _pages()
    replies |= {key: Template(name=_entry(HELP, key), text=text) for key, text in pages.items()}
    whole = "\x1f".join((*sources.values(), *pages.values()))
    version = hashlib.sha256(whole.encode()).hexdigest()[:12]
    rests = {key: id for one in practices.values() for key, id in one.rests.items()}
    return Texts(wordings=wordings, replies=replies, rests=rests, version=version)


def _pages() -> dict[str, str]:
    """What somebody is told who asks in words what can be done here."""
    help = load_help()
    return {
        "help": help.page(COMMAND, is_admin=False),
        "help_admin": help.page(COMMAND, is_admin=True),
    }


def _sources_of_practices(folder: Traversable) -> dict[str, str]:
    """Each practice's file by its name, in a fixed order; none where there is no such folder."""
    found = folder.iterdir() if folder.is_dir() else iter(())
    named = sorted((file for file in found if file.name.endswith(".yaml")), key=lambda it: it.name)
    return {f"{PRACTICES}/{file.name}": _source(file) for file in named}


def _source(file: Traversable) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptsError(f"{file.name}: {error}") from error


def wording_name(wording: Wording) -> str:
    """Where a wording is kept, for messages."""
    return f"{QUESTIONS}, entry ({wording.asks}, {wording.signal})"


def _entry(file: str, key: str) -> str:
    return f"{file}, entry {key!r}"


def _faults_of_wordings(wordings: tuple[Wording, ...]) -> Iterator[str]:
    pairs = {(wording.asks, wording.signal) for wording in wordings}
    for slot in get_args(Slot):
        if (slot, "any") not in pairs:
            yield f"{QUESTIONS}: no entry ({slot}, any)"
    for wording in wordings:
        yield from (f"{wording_name(wording)}: {fault}" for fault in _faults(wording))
    for asks, signal in sorted(pairs):
        of_pair = [one for one in wordings if (one.asks, one.signal) == (asks, signal)]
        yield from (f"{wording_name(of_pair[0])}: {fault}" for fault in _faults_among(of_pair))


def _faults_among(of_pair: list[Wording]) -> Iterator[str]:
    """What is wrong between the wordings of one gap and signal, which take turns."""
    if len({wording.text for wording in of_pair}) < len(of_pair):
        yield "the same text is given twice"
    if len({frozenset(wording.topics) for wording in of_pair}) > 1:
        yield "wordings that take turns look among the same topics"


def _faults(wording: Wording) -> Iterator[str]:
    named = (
        Template(name=f"{wording_name(wording)}, text", text=wording.text).variables
        | Template(name=f"{wording_name(wording)}, why", text=wording.why).variables
    )
    allowed = {"investment"} if wording.asks in WITHOUT_MEASURE else WORDING_VARIABLES
    if unknown := sorted(named - allowed):
        yield f"{', '.join(unknown)} may not be named here"
    if wording.text.count("?") != 1 or not wording.text.endswith("?"):
        yield "text is not one question"
    if wording.why.count(".") != 1 or not wording.why.endswith("."):
        yield "why is not one sentence"
    if len(wording.text) >= LONGEST_QUESTION or len(wording.why) >= LONGEST_WHY:
        yield f"text or why is too long (under {LONGEST_QUESTION} and {LONGEST_WHY} characters)"
    if not wording.topics or not wording.default.strip():
        yield "topics or default missing"


def _faults_of_all(written: Mapping[str, _Replies]) -> Iterator[str]:
    known: dict[str, str] = {}
    for file, said in written.items():
        yield from _faults_of_replies(file, said)
        for key in said.replies:
            if key in known:
                yield f"{_entry(file, key)}: is in {known[key]} too"
            known[key] = file


def _faults_of_rests(file: str, written: _Practice) -> Iterator[str]:
    if idle := sorted(written.rests.keys() - written.replies.keys()):
        yield f"{file}: {', '.join(idle)} rest on something and are no texts"


def _faults_of_replies(file: str, written: _Replies) -> Iterator[str]:
    used: set[str] = set()
    for key, text in written.replies.items():
        named = Template(name=_entry(file, key), text=text).variables
        used |= named
        if not text.strip():
            yield f"{_entry(file, key)}: empty"
        if unknown := sorted(named - written.variables.keys()):
            yield f"{_entry(file, key)}: {', '.join(unknown)} is not among the variables"
    if idle := sorted(written.variables.keys() - used):
        yield f"{file}: variables {', '.join(idle)} are used by no text"
