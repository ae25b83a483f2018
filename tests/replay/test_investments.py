"""The list of investments: what it may say, and a mistake in it named with its place."""

from datetime import date
from pathlib import Path

import pytest

from bot.benefits.investment import Investment
from bot.errors import InvestmentsError
from bot.ports import Channel
from bot.replay.export import open_export
from bot.replay.investments import of_channel, read_investments
from tests.replay.slack_export import LISTED, an_export, listed


def _read(folder: Path, text: str = LISTED) -> list[Investment]:
    export = open_export(an_export(folder / "export"))
    return read_investments(listed(folder, text), export)


def test_an_entry_becomes_an_investment_in_its_channel(tmp_path: Path) -> None:
    """With its measures, aliases, date and people."""
    found = _read(tmp_path)[0]
    assert (found.name, found.channel, found.aliases) == ("CRM phase 2", "C1", ("CRM",))
    assert found.go_live == date(2026, 5, 4)
    assert (found.sponsor, found.delivery_lead) == ("U2", "U1")
    measure = found.measures[0]
    assert (measure.name, measure.unit, measure.better) == ("quote-to-cash", "days", "lower")


@pytest.mark.parametrize("channel", ["crm-rollout", "'#crm-rollout'", "C1", "'<#C1|crm>'"])
def test_a_channel_goes_by_its_name_or_its_id(tmp_path: Path, channel: str) -> None:
    """With or without its sign."""
    assert _read(tmp_path, f"[{{name: CRM, channel: {channel}}}]")[0].channel == "C1"


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("priya", "U1"),
        ("pri", "U1"),
        ("PRIYA SHAH", "U1"),
        ("U1", "U1"),
        ("'<@U1>'", "U1"),
        ("'@pri'", "U1"),
        ("Nobody Known", "Nobody Known"),
    ],
)
def test_a_person_goes_by_any_of_their_names(tmp_path: Path, named: str, found: str) -> None:
    """Whom the export does not know is kept as they were named."""
    text = f"[{{name: CRM, channel: crm-rollout, sponsor: {named}}}]"
    assert _read(tmp_path, text)[0].sponsor == found


def test_all_but_name_and_channel_may_be_left_out(tmp_path: Path) -> None:
    """Left out or left empty."""
    text = "[{name: CRM, channel: crm-rollout, aliases: , measures: , go_live: , sponsor: }]"
    found = _read(tmp_path, text)[0]
    assert (found.measures, found.aliases, found.go_live, found.sponsor) == ((), (), None, None)


def test_a_measure_named_twice_is_one(tmp_path: Path) -> None:
    """However it is written."""
    text = "[{name: A, channel: C1, measures: [{name: Wait time}, {name: the wait time}]}]"
    assert [one.name for one in _read(tmp_path, text)[0].measures] == ["Wait time"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no list"),
        ("name: CRM", "no list"),
        ("[]", "no list"),
        ("- {name: CRM", "line 1: not YAML"),
        ("- &a [*a]", "not YAML"),
        ("- !!python/object:os.system {}", "not YAML"),
        ("- just words", "number 1, the entry"),
        ("- {name: CRM}", "number 1, channel: Field required"),
        ("- {name: CRM, channel: nowhere}", "CRM: the export has no channel nowhere"),
        ("- {name: CRM, channel: C1, budget: 3}", "number 1, budget"),
        ("- {name: CRM, channel: C1, go_live: soon}", "number 1, go_live"),
        ("- {name: CRM, channel: C1, measures: [{name: x, better: more}]}", "measures.0.better"),
        ("- {name: CRM, channel: C1, measures: wait}", "number 1, measures"),
        ("- {name: '', channel: C1}", "number 1, name"),
        ("- {name: CRM, channel: C1}\n- {name: crm, channel: crm-rollout}", "listed twice"),
        ("#" * 1_100_000, "too long"),
        ("\x00", "not YAML"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    """A person can find it."""
    with pytest.raises(InvestmentsError) as told:
        _read(tmp_path, text)
    assert words in str(told.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """As when it is a folder."""
    with pytest.raises(InvestmentsError, match="Is a directory"):
        read_investments(tmp_path, open_export(an_export(tmp_path / "export")))


@pytest.mark.parametrize(
    ("channel", "name"),
    [("crm-rollout", "crm rollout"), ("proj__big--move", "proj big move"), ("-", "-")],
)
def test_a_channel_lends_an_investment_its_name(channel: str, name: str) -> None:
    """Readable, and as private as it is."""
    made = of_channel(Channel(id="C1", name=channel, is_private=True))
    assert (made.name, made.channel, made.channel_is_private) == (name, "C1", True)
