"""The doors every use case is handed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.benefits.questions import Wording
from bot.errors import NotFoundError
from bot.ports import Directory, Holidays, Library, Reader, Records, Voice


def no_country(country: str, year: int) -> frozenset[date]:  # noqa: ARG001 - as the door is called
    """Knows no country."""
    raise NotFoundError(f"No public holidays are known of {country}.")


@dataclass(frozen=True)
class Doors:
    """What the use cases need of the world; `wordings` are the ways of asking."""

    records: Records
    reader: Reader
    library: Library
    directory: Directory
    voice: Voice
    wordings: Sequence[Wording]
    holidays: Holidays = no_country
