"""Shared: files somebody gives. Their address and their name are kept as a source; nothing in them
is read.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import zip_longest

from bot.advice.doors import Doors
from bot.advice.said_back import beneath
from bot.benefits.conversation import Post, Posted, Span
from bot.benefits.facts import LONGEST_QUOTE, Fact

_NAMES_NOTHING = re.compile(
    r"(?:img|image|photo|pxl|dsc|scan|screen ?shot|screenshot|bild|untitled|file|document|download)"
    r"[\W\d_]*(?:at)?[\W\d_]*(?:am|pm)?(?:\.?[a-z]{2,5})?",
    re.IGNORECASE,
)
"""Names that devices give: they say nothing of what a file is."""


_A_TABLE = re.compile(r"\.(?:csv|tsv|xlsx?|xlsm|ods|numbers)\s*$", re.IGNORECASE)
"""Names of files that hold figures in rows."""


def as_sources(links: Sequence[str], titles: Sequence[str]) -> list[Fact]:
    """Each file as evidence: by its name, where that says something, and by its address. A file
    stands in no text, so its quote is empty.
    """
    found = []
    for link, title in zip_longest(links, titles, fillvalue=""):
        name = " ".join(title.split())[:LONGEST_QUOTE]
        is_telling = bool(re.search(r"\w", name)) and not _NAMES_NOTHING.fullmatch(name)
        refs = [*([name] if is_telling else []), *([link] if link else [])]
        found += [Fact(slot="evidence", ref=ref, quote="", start=0, end=0) for ref in refs]
    return found


def is_file_alone(said: Posted) -> bool:
    """Whether somebody gave us a file and said nothing with it."""
    return said.direct and bool(said.links) and not said.text.strip()


def has_table(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Whether somebody gave us a table as a file: they are told to paste it."""
    is_one = said.direct and any(_A_TABLE.search(title) for title in said.titles)
    if is_one:
        tell(said, event, doors, now)
    return is_one


def tell(said: Posted, event: str, doors: Doors, now: datetime) -> None:
    """Say that files are not opened, and what can be done instead."""
    post = Post(lead=((Span(text=doors.voice.say("file_alone")),),))
    with doors.records.work(said.workspace) as work:
        work.send(beneath(said, event, post), now)
        work.finish(event, now)
        work.commit()
