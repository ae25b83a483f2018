"""The doors every use case is handed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.benefits.asking import Asked, Prompt, Shape
from bot.benefits.drafts import Drafted, LookUp, Material, PlainQuestion
from bot.benefits.questions import Wording
from bot.errors import NotFoundError
from bot.ports import Directory, Drafts, Holidays, Library, Model, Reader, Records, Voice


def no_country(country: str, year: int) -> frozenset[date]:  # noqa: ARG001 - as the door is called
    """Knows no country."""
    raise NotFoundError(f"No public holidays are known of {country}.")


class NoModel:
    """No language model: it is off everywhere."""

    def is_on(self, workspace: str, channel: str) -> bool:  # noqa: ARG002 - as the door is called
        """Nowhere."""
        return False

    def ask(
        self,
        workspace: str,  # noqa: ARG002
        channel: str,  # noqa: ARG002
        prompt: Prompt,  # noqa: ARG002
        shape: type[Shape],  # noqa: ARG002
        within: float,  # noqa: ARG002
    ) -> Asked[Shape]:
        """Says nothing."""
        return Asked(why_not="off")


NO_MODEL = NoModel()


class NoDrafts:
    """Plain words are best."""

    def question(
        self,
        workspace: str,  # noqa: ARG002 - as the door is called
        channel: str,  # noqa: ARG002
        plain: PlainQuestion,  # noqa: ARG002
        update: str,  # noqa: ARG002
    ) -> str | None:
        """As it stands."""
        return None

    def reply(
        self,
        workspace: str,  # noqa: ARG002
        channel: str,  # noqa: ARG002
        asked: str,  # noqa: ARG002
        material: Material,  # noqa: ARG002
        look_up: Callable[[LookUp], Material],  # noqa: ARG002
    ) -> Drafted | None:
        """Nothing."""
        return None


NO_DRAFTS = NoDrafts()


@dataclass(frozen=True)
class Doors:
    """What the use cases need of the world; `wordings` are the ways of asking. `model_name` is the
    language model that is set, None where none is. In a dry run nobody `picks` which of two units
    was meant: there it is told as drift.
    """

    records: Records
    reader: Reader
    library: Library
    directory: Directory
    voice: Voice
    wordings: Sequence[Wording]
    holidays: Holidays = no_country
    model: Model = NO_MODEL
    model_name: str | None = None
    drafts: Drafts = NO_DRAFTS
    picks: bool = True
