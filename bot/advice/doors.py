"""The doors every use case is handed."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.benefits.questions import Wording
from bot.ports import Directory, Library, Reader, Records, Voice


@dataclass(frozen=True)
class Doors:
    """What the use cases need of the world; `wordings` are the ways of asking."""

    records: Records
    reader: Reader
    library: Library
    directory: Directory
    voice: Voice
    wordings: Sequence[Wording]
