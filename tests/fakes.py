"""Fakes of the doors: small, honest, and they remember what they were told."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from pydantic import BaseModel, ValidationError

from bot.benefits.asking import WHY_NOTS, Asked, Prompt, Shape
from bot.benefits.questions import Passage, Ranked
from bot.errors import ChatError, KnowledgeError
from bot.ports import Channel, Earlier, Message, Past, Person


class FakeDirectory:
    """A directory of the people, channels and messages it was given.

    What it was not given it cannot tell. `fails` makes every question an error, as when Slack is
    away; without `lists_channels` only to be told the public ones. `meanwhile` happens once, when
    it is next asked for those.
    """

    def __init__(self, people: Sequence[Person] = (), channels: Sequence[Channel] = ()) -> None:
        self.people = {person.id: person for person in people}
        self.channels = {channel.id: channel for channel in channels}
        self.messages: dict[tuple[str, str], Message] = {}
        self.threads: dict[str, tuple[str, str]] = {}
        self.fails = False
        self.lists_channels = True
        self.meanwhile: Callable[[], object] | None = None

    def person(self, workspace: str, user: str) -> Person:
        """Raises ChatError for a person it was not given."""
        self._answers()
        if user not in self.people:
            raise ChatError("user_not_found")
        return self.people[user]

    def channel(self, workspace: str, channel: str) -> Channel:
        """Raises ChatError for a channel it was not given."""
        self._answers()
        if channel not in self.channels:
            raise ChatError("channel_not_found")
        return self.channels[channel]

    def public_channels(self, workspace: str) -> frozenset[str]:
        """Those it was given that are neither private nor direct, as they are now."""
        self._answers()
        if not self.lists_channels:
            raise ChatError("missing_scope")
        now, self.meanwhile = self.meanwhile, None
        if now is not None:
            now()
        found = self.channels.values()
        return frozenset(one.id for one in found if not (one.is_private or one.is_direct))

    def channels_of(self, workspace: str, user: str) -> frozenset[str]:
        """Those it was told this person is a member of."""
        self._answers()
        return frozenset(one.id for one in self.channels.values() if user in one.members)

    def has_strangers(self, workspace: str, channel: str) -> bool:
        """Whether a member it was told of is no full member."""
        members = self.channel(workspace, channel).members
        known = (self.people[one] for one in members if one in self.people)
        return any(one.is_guest or one.is_external for one in known)

    def permalink(self, workspace: str, channel: str, ts: str) -> str | None:
        """The same for the same message; None for one it was not given."""
        self._answers()
        known = (channel, ts) in self.messages
        return f"https://example.slack.com/{channel}/p{ts}" if known else None

    def message(self, workspace: str, channel: str, ts: str) -> Message | None:
        """As it was given."""
        return self.messages.get((channel, ts))

    def past(self, workspace: str, channel: str, after: str, before: str, limit: int = 200) -> Past:
        """Those of its messages that stand there, the latest so many."""
        self._answers()
        self.channel(workspace, channel)
        found = [
            Earlier(ts, one.author, one.text, one.links)
            for (where, ts), one in self.messages.items()
            if where == channel and float(after) < float(ts) < float(before)
            if ts not in self.threads
        ]
        found.sort(key=lambda one: float(one.ts))
        heads = {head for where, head in self.threads.values() if where == channel}
        told = [one._replace(has_replies=one.ts in heads) for one in found]
        return Past(tuple(told[-limit:]), len(found) > limit)

    def replies(self, workspace: str, channel: str, ts: str, limit: int = 200) -> list[Earlier]:
        """Those that were given as replies to it."""
        self._answers()
        below = [own for own, place in self.threads.items() if place == (channel, ts)]
        found = [(own, self.messages[channel, own]) for own in sorted(below, key=float)]
        told = [Earlier(own, one.author, one.text, one.links, ts) for own, one in found]
        return told[:limit]

    def _answers(self) -> None:
        if self.fails:
            raise ChatError("internal_error")


def a_passage(id: str = "a-passage", topics: tuple[str, ...] = ()) -> Passage:
    """A passage whose words tell which one it is."""
    return Passage(
        id=id,
        title=f"On {id}",
        gist=f"This is why {id} matters.",
        text=f"All about {id}.",
        topics=topics,
        article="A guide",
        section="One",
    )


class FakeLibrary:
    """Finds the passages it was given for their topics, whatever the words; has any by its id.

    `asked` are the words and topics of every search. `meanwhile` happens once, during the next.
    """

    def __init__(self, passages: Sequence[Passage] = ()) -> None:
        self.passages = list(passages)
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.meanwhile: Callable[[], object] | None = None

    def search(self, words: str, topics: Sequence[str] = (), limit: int = 3) -> list[Ranked]:
        """In the order given, all with the same score."""
        self.asked.append((words, tuple(topics)))
        now, self.meanwhile = self.meanwhile, None
        if now is not None:
            now()
        found = [one for one in self.passages if not topics or set(topics) & set(one.topics)]
        return [Ranked(passage=one, score=0.5) for one in found[:limit]]

    def passage(self, id: str) -> Passage:
        """One it was given, else one made up for the id. Raises KnowledgeError for no id."""
        if not id:
            raise KnowledgeError
        return next((one for one in self.passages if one.id == id), a_passage(id))

    def of(self, workspace: str) -> "FakeLibrary":
        """The same everywhere."""
        return self


class ScriptedModel:
    """A language model that says what it was told to, one after the other; then it is off.

    A line of its script is an answer (a mapping, or a model of the shape), a reason why there is
    none, or a function of the prompt that gives either. With `always` it never comes to an end. It
    is on everywhere but in `off_in`; `asked` are the prompts it was shown, with where they are
    from.
    """

    def __init__(
        self, *script: object, always: object = None, off_in: Collection[tuple[str, str]] = ()
    ) -> None:
        self.script = list(script)
        self.always = always
        self.off_in = set(off_in)
        self.asked: list[tuple[str, str, Prompt]] = []

    def is_on(self, workspace: str, channel: str) -> bool:
        """Everywhere but where it was told not to be."""
        return (workspace, channel) not in self.off_in

    def ask(
        self, workspace: str, channel: str, prompt: Prompt, shape: type[Shape], within: float
    ) -> Asked[Shape]:
        """The next line; broken where it has not the shape wanted."""
        if not self.is_on(workspace, channel):
            return Asked(why_not="off")
        self.asked.append((workspace, channel, prompt))
        line = self.script.pop(0) if self.script else self.always
        if callable(line):
            line = line(prompt)
        return _as_asked(line, shape)


def _as_asked(line: object, shape: type[Shape]) -> Asked[Shape]:
    if line is None:
        return Asked(why_not="off")
    if isinstance(line, str) and line in WHY_NOTS:
        return Asked(why_not=line)
    given = line.model_dump() if isinstance(line, BaseModel) else line
    try:
        return Asked(value=shape.model_validate(given), tokens_in=100, tokens_out=10)
    except ValidationError:
        return Asked(why_not="broken", tokens_in=100, tokens_out=10)


def at_ts(moment: datetime, number: int) -> str:
    """A Slack timestamp for a moment; `number` keeps those of one second apart."""
    return f"{int(moment.timestamp())}.{number:06}"
