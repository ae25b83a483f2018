"""The investments of a replay: as a file lists them, else one for each channel with updates."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bot.advice import place
from bot.benefits import measures, units
from bot.benefits.investment import Investment, Measure
from bot.benefits.reading import Better
from bot.errors import InvestmentsError
from bot.ports import Channel
from bot.replay.export import Export
from bot.replay.spoken import WORKSPACE

LONGEST_FILE = 1024 * 1024
"""Bytes of the file."""

_MENTION = re.compile(r"<@(?P<id>[^<>|]+)(?:\|[^<>]*)?>")


class _Given(BaseModel):
    """Base of what the file may say; a key nobody knows is a mistake."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class GivenMeasure(_Given):
    """A measure as the file names it."""

    name: str = Field(min_length=1, max_length=80)
    unit: str | None = Field(default=None, max_length=80)
    better: Better | None = None


class GivenInvestment(_Given):
    """An investment as the file names it: `channel` by name or id, people by any of their names."""

    name: str = Field(min_length=1, max_length=80)
    channel: str = Field(min_length=1)
    sponsor: str | None = None
    delivery_lead: str | None = None
    go_live: date | None = None
    aliases: tuple[str, ...] = ()
    measures: tuple[GivenMeasure, ...] = ()

    @field_validator("aliases", "measures", mode="before")
    @classmethod
    def _nothing_is_none(cls, given: Any) -> Any:
        return () if given is None else given


def read_investments(file: Path, export: Export) -> list[Investment]:
    """The investments a file lists, in the export's channels. Raises InvestmentsError."""
    listed = _parsed(file)
    if not isinstance(listed, list) or not listed:
        raise InvestmentsError(f"{file.name} is no list of investments.")
    found = [_placed(given, number, export) for number, given in enumerate(listed, start=1)]
    ids = [one.id for one in found]
    for one in found:
        if ids.count(one.id) > 1:
            raise InvestmentsError(f"{one.name} is listed twice for one channel.")
    return found


def of_channel(channel: Channel) -> Investment:
    """The investment that a channel stands for where no file lists any: named after it."""
    name = " ".join(re.split(r"[-_\s]+", channel.name)).strip() or channel.name
    return _investment(GivenInvestment(name=name[:80], channel=channel.name), channel)


def _parsed(file: Path) -> Any:
    try:
        content = file.read_bytes()[: LONGEST_FILE + 1]
    except OSError as error:
        raise InvestmentsError(f"{file.name}: {error.strerror}.") from error
    if len(content) > LONGEST_FILE:
        raise InvestmentsError(f"{file.name} is too long.")
    try:
        return yaml.load(content.decode("utf-8-sig"), Loader=_Plain)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise InvestmentsError(f"{file.name}{where}: not YAML.") from error


class _Plain(yaml.SafeLoader):
    """YAML without aliases, which could stand for far more than is written."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def _placed(given: Any, number: int, export: Export) -> Investment:
    try:
        listed = GivenInvestment.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the entry"
        raise InvestmentsError(f"number {number}, {where}: {first['msg']}.") from error
    channel = _channel(listed.channel, export)
    if channel is None:
        raise InvestmentsError(f"{listed.name}: the export has no channel {listed.channel}.")
    people = {
        role: _person(name, export)
        for role, name in (("sponsor", listed.sponsor), ("delivery_lead", listed.delivery_lead))
        if name
    }
    return _investment(listed, channel).model_copy(update=people)


def _channel(named: str, export: Export) -> Channel | None:
    mentioned = re.fullmatch(r"<#([^<>|]+)(?:\|[^<>]*)?>", named)
    name = mentioned[1] if mentioned else named.removeprefix("#")
    if name in export.channels:
        return export.channels[name]
    return next((one for one in export.channels.values() if one.name == name.lower()), None)


def _person(named: str, export: Export) -> str:
    """The id of somebody the export knows by this name; as it was said, where it knows nobody."""
    mentioned = _MENTION.fullmatch(named)
    name = mentioned["id"] if mentioned else named.removeprefix("@")
    return name if name in export.people else export.named.get(name.casefold(), named)


def _investment(listed: GivenInvestment, channel: Channel) -> Investment:
    id = place.investment_id(WORKSPACE, channel.id, listed.name)
    return Investment(
        id=id,
        name=listed.name,
        channel=channel.id,
        channel_is_private=channel.is_private,
        aliases=listed.aliases,
        go_live=listed.go_live,
        measures=tuple(_measures(id, listed.measures)),
    )


def _measures(investment: str, listed: tuple[GivenMeasure, ...]) -> Iterator[Measure]:
    known: set[str] = set()
    for one in listed:
        if measures.key(one.name) not in known:
            known.add(measures.key(one.name))
            unit = units.tidy(one.unit) if one.unit else None
            id = place.measure_id(investment, one.name)
            yield Measure(id=id, name=one.name, unit=unit, better=one.better)
