"""One statement as it is read beside known measures: its amounts, periods, and what it names."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.benefits.reading import Known
from bot.reading import amounts, named, stance, when
from bot.reading.amounts import Amount
from bot.reading.named import Mention
from bot.reading.statements import Statement
from bot.reading.vocabulary import any_of
from bot.reading.when import When


@dataclass(frozen=True)
class Line:
    """One statement with its amounts, periods and the known measures it names."""

    statement: Statement
    text: str
    at: date | None
    known: tuple[Known, ...]

    @cached_property
    def mentions(self) -> list[Mention]:
        """The known measures it names."""
        return named.find(self.text, self.known)

    @cached_property
    def dated(self) -> list[When]:
        """Its periods."""
        return when.find(self.text, self.at)

    @cached_property
    def amounts(self) -> list[Amount]:
        """Its amounts; a rate behind a bare one takes the noun of the only unit there may be."""
        units = {one.known.unit for one in self.mentions} or {one.unit for one in self.known}
        unit = next(iter(units)) if len(units) == 1 else None
        found = amounts.find(self.text, [(one.start, one.end) for one in self.dated], unit)
        return [one for one in found if not _SAMPLE.search(self.text[: one.start][-12:])]

    @property
    def tells(self) -> bool:
        """Whether it says how things are here: no question, order, hearsay or other company."""
        if self.statement.form == "quoted" or stance.asks_back(self.text):
            return False
        return not (
            (stance.is_command(self.text) and not self._opens_with_name)
            or stance.is_jest(self._unnamed)
            or _ELSEWHERE.search(self.text)
        )

    @property
    def _unnamed(self) -> str:
        """Without the names of measures: a brewery's "beer loss" is no joke."""
        named = "|".join(re.escape(self.text[one.start : one.end]) for one in self.mentions)
        return re.sub(named, " ", self.text) if named else self.text

    @property
    def _opens_with_name(self) -> bool:
        """Whether its first word, which would be an order, is one of a measure's name."""
        return any(not re.search(r"\w", self.text[: one.start]) for one in self.mentions)


_SAMPLE = re.compile(r"\bn\s*=\s*$", re.IGNORECASE)
_ELSEWHERE = any_of(
    r"(?:other|another|rival|similar|most|comparable)\s+(?:compan(?:y|ies)|organi[sz]ations?|firms?|banks?|"
    r"hospitals?|councils?|teams|retailers?|plants|trusts?|universit(?:y|ies)|airlines?|utilities|"
    r"customers|insurers?)|competitors?(?:['’]s?)?|rivals?|benchmarks?|industry|sector|peers?|"
    r"best[\s-]in[\s-]class|world[\s-]class|elsewhere|gartner|forrester|mckinsey|a\s+study|studies\s+show|"
    r"case\s+study|white\s?paper|textbook|national\s+average|the\s+vendor|supplier\s+(?:claims|says|promises)|"
    r"brochures?|sales\s+(?:deck|pitch)|(?:say|says|claims?|promises?|boasts?)\s+(?:that\s+)?(?:their|its)\s+(?:customers|clients|users)|"
    r"in\s+(?:their|his|her)\s+(?:talk|keynote|deck)|at\s+(?:my|his|her)\s+(?:last|old|previous|former)\s+\w+|"
    r"record\s+(?:it|this|that)\s+as|pretend"
)
