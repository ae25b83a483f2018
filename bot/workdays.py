"""Public holidays, from a library that keeps them for every country."""

from datetime import date
from functools import lru_cache

from bot.errors import NotFoundError


@lru_cache(maxsize=256)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The days of a year on which a country rests, by its ISO 3166 code: `GB`, or with a part of
    it `GB-SCT`. Raises NotFoundError for a code nobody keeps holidays of.
    """
    import holidays  # noqa: PLC0415 - it is big, and most workspaces never name a country

    code, _, part = country.upper().partition("-")
    try:
        return frozenset(holidays.country_holidays(code, subdiv=part or None, years=year))
    except NotImplementedError as error:
        raise NotFoundError(f"No public holidays are known of {country}.") from error
