"""Unowned: who is said to own something that nothing on record goes by is told so, in a line."""

import hashlib
import re
from collections.abc import Iterator

from bot.advice import place
from bot.advice.doors import Doors
from bot.advice.practices.offers import Offer
from bot.benefits.conversation import Posted
from bot.benefits.investment import Investment
from bot.benefits.practices.sentences import is_negated, sentences, stems
from bot.ports import Work

_OWNS = re.compile(
    r"(?:<@\w+(?:\|[^<>]*)?>[\s,:]*)?(?:(?:and|while)\s+)?(?:I|<@\w+(?:\|[^<>]*)?>|@?[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'-]+){0,2}|"
    r"(?:[Tt]he\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,2}\s+(?:team|desk|department|office|lead|manager))\s+"
    r"(?:owns?|will\s+own|(?:is|am)\s+(?:responsible|accountable)\s+for|answers?\s+for|looks?\s+after)\s+"
    r"(?P<what>(?!(?:it|this|that|them|these|those|all|both|everything)\b)[^,]{4,60})"
)
_AND = re.compile(
    r",\s*(?:and\s+)?|\s+and\s+(?=\S+(?:\s+\S+){0,2}\s+(?:owns?|will\s+own|is|answers)\b)"
)


def names_owners(text: str) -> bool:
    """Whether a message says of several who owns them."""
    return len(list(_owned(text))) > 1


def hears(_work: Work, home: Investment, said: Posted, doors: Doors) -> list[Offer]:
    """The first thing said to be owned that is none of this investment's, told to who names an
    owner of one that is, or speaks to us.
    """
    owned = list(_owned(said.text))
    known = [*home.aliases, home.name, *(name for one in home.measures for name in one.names)]
    unknown = [one for one in owned if not any(_is_near(one, name) for name in known)]
    is_asked = said.to_us and len(owned) == 1
    if not unknown or not (is_asked or len(unknown) < len(owned)):
        return []
    own = hashlib.sha256(unknown[0].casefold().encode()).hexdigest()[:16]
    line = doors.voice.say("owner_of_nothing", name=unknown[0], investment=home.name)
    return [Offer(f"unowned:{home.id}:{own}", line, (), beside=True)]


def _owned(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        for part in _AND.split(sentence):
            found = _OWNS.fullmatch(part.strip())
            if found and not is_negated(part):
                yield found["what"].strip()


def _is_near(words: str, name: str) -> bool:
    """Whether words name it, or share one that tells something with its name."""
    return place.stands(words, (name,)) or bool(stems(words) & stems(name))
