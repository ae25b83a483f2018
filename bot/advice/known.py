"""Known: what a message is read in the light of, the measures at home in its channel."""

from collections.abc import Iterable

from bot.advice.doors import Doors
from bot.benefits.conversation import Posted
from bot.benefits.investment import Investment
from bot.benefits.reading import Known, Said


def known(here: Iterable[Investment]) -> tuple[Known, ...]:
    """The measures of these investments, as the reader needs them."""
    return tuple(
        Known(name=one.name, unit=one.unit, aliases=one.aliases, go_live=home.go_live)
        for home in here
        for one in home.measures
    )


def as_said(said: Posted, doors: Doors) -> Said:
    """A message for the reader, with what is known where it was posted."""
    with doors.records.work(said.workspace) as work:
        here, house = work.investments_in(said.channel), work.manners_of_house()
    return Said(
        text=said.text,
        at=said.at,
        author=said.user,
        known=known(here),
        fiscal_start=house.fiscal_start,
    )
