"""An existing benefits register taken into the record: all of its rows, or none."""

import hashlib
import re
from collections import Counter
from datetime import UTC, datetime, time
from typing import BinaryIO

from bot.advice import place
from bot.advice.cells import RefusedError, Written, facts_of
from bot.benefits import measures, units
from bot.benefits.facts import Fact, Recorded
from bot.benefits.investment import Investment, Measure
from bot.ports import Reader, Records, Work
from storage.register_map import Cells, RegisterMap, rows_of
from storage.taking_in import Refusal, Taken

LONGEST_NAME = 80


class Register:
    """Takes rows in within one unit of work. The same row always makes the same ids."""

    def __init__(
        self, work: Work, workspace: str, by: str, reader: Reader, how: RegisterMap, now: datetime
    ) -> None:
        self._work, self._workspace, self._by = work, workspace, by
        self._reader, self._how, self._now = reader, how, now
        self._said_at = datetime.combine(how.said_on, time(), UTC) if how.said_on else now
        self._known = {measures.key(one.name): one for one in work.investments()}
        ids = [one.id for one in self._known.values()]
        self._facts = {one.id for one in work.facts(ids)}
        self.added: Counter[str] = Counter()
        self.same = 0

    def take(self, cells: Cells) -> None:
        """Put what a row states on record. Raises RefusedError, with nothing of the row added."""
        investment = self._investment(cells)
        measure = self._measure(investment, cells)
        how = Written(by=self._by, on=self._said_at.date(), decimal=self._how.decimal)
        read = list(facts_of(cells, measure, how, self._reader))
        self._keep(investment, measure)
        digest = _digest(investment.id, measure.id, *(f"{k}={v}" for k, v in sorted(cells.items())))
        beside = any(fact.slot == "current" for fact in read)
        for fact in read:
            apart = f":{fact.slot}" if beside and fact.slot in ("baseline", "target") else ""
            self._append(fact, investment, measure, digest, f"register:{digest}{apart}")

    def _investment(self, cells: Cells) -> Investment:
        name = _name(cells, "investment")
        if known := self._known.get(measures.key(name)):
            return known
        channel = cells.get("channel", "").strip("#") or self._how.channel
        if not channel:
            raise RefusedError("channel: neither the row nor the mapping names one")
        return Investment(
            id=place.investment_id(self._workspace, channel, name),
            name=name,
            channel=channel,
            channel_is_private=self._how.channel_is_private,
        )

    def _measure(self, investment: Investment, cells: Cells) -> Measure:
        name, better = _name(cells, "measure"), cells.get("better", "").lower() or None
        if better not in (None, "lower", "higher"):
            raise RefusedError("better: neither lower nor higher")
        for one in investment.measures:
            if any(measures.same(each, name) for each in one.names):
                return one
        unit = units.tidy(cells["unit"]) if cells.get("unit") else None
        id = place.measure_id(investment.id, name)
        return Measure.model_validate({"id": id, "name": name, "unit": unit, "better": better})

    def _keep(self, investment: Investment, measure: Measure) -> None:
        key = measures.key(investment.name)
        if key not in self._known:
            self._work.add_investment(investment, self._by, self._now)
            self.added["investments"] += 1
        if investment.measure(measure.id) is None:
            self._work.add_measure(investment.id, measure)
            self.added["measures"] += 1
            grown = (*investment.measures, measure)
            investment = investment.model_copy(update={"measures": grown})
        self._known[key] = investment

    def _append(
        self, fact: Fact, investment: Investment, measure: Measure, digest: str, ts: str
    ) -> None:
        id = f"r{_digest(digest, fact.slot)}"
        if id in self._facts:
            self.same += 1
            return
        self._facts.add(id)
        self.added["facts"] += 1
        self._work.append(
            Recorded(
                id=id,
                fact=fact.kept(),
                investment=investment.id,
                measure=measure.id,
                author=self._by,
                said_at=self._said_at,
                channel=investment.channel,
                ts=ts,
                recorded_by=self._by,
                recorded_at=self._now,
            )
        )


def import_register(
    file: BinaryIO,
    how: RegisterMap,
    records: Records,
    workspace: str,
    by: str,
    reader: Reader,
    now: datetime,
    dry_run: bool = False,
) -> Taken:
    """Take a register in, each row said and recorded by one person. Where a row is refused, nothing
    is changed; a row that was taken in before changes nothing.

    Raises ExchangeError where it is no table the mapping fits, RecordsError where the database
    cannot be reached.
    """
    refused: list[Refusal] = []
    with records.work(workspace) as work:
        register = Register(work, workspace, by, reader, how, now)
        for number, cells in rows_of(file, how):
            try:
                if isinstance(cells, str):
                    raise RefusedError(cells)
                register.take(cells)
            except RefusedError as error:
                refused.append(Refusal(line=number, reason=str(error)))
        if not (refused or dry_run):
            work.commit()
    return Taken(
        added=dict(register.added),
        same=register.same,
        gone=0,
        refused=tuple(refused),
        refused_in_all=len(refused),
    )


def _name(cells: Cells, column: str) -> str:
    name = " ".join(cells.get(column, "").split())
    if not re.search(r"\w", name):
        raise RefusedError(f"{column}: no name")
    if len(name) > LONGEST_NAME:
        raise RefusedError(f"{column}: longer than {LONGEST_NAME} characters")
    return name


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
