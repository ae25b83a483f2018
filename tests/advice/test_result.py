"""What was told of a time that go-live lies in."""

from datetime import date
from typing import Any

import pytest

from bot.advice.result import as_results
from tests.builders import a_fact, a_record, a_statement, an_investment

BEFORE = a_record("f1", a_fact(as_of="2026-02"))


def _read(live: date | None, **given: Any) -> str:
    row = {key: given.pop(key) for key in ("supersedes", "measure") if key in given}
    usual: dict[str, Any] = {"value": 29, "as_of": "2026-05"}
    told = a_statement(a_fact(**(usual | given)), **row)
    home = an_investment(go_live=live)
    return as_results([told], home, [BEFORE])[0].fact.slot


LIVE = date(2026, 5, 13)


@pytest.mark.parametrize("live", [LIVE, None])
def test_a_level_of_a_month_that_go_live_lies_in_is_a_result(live: date | None) -> None:
    """The agreed baseline is of an earlier time, so that this can be none; nor where nobody said
    when it went live.
    """
    assert _read(live) == "current"


@pytest.mark.parametrize(
    ("live", "given"),
    [
        (date(2027, 1, 1), {}),
        (LIVE, {"as_of": "2026-04"}),
        (LIVE, {"as_of": "2026-02"}),
        (LIVE, {"as_of": None}),
        (LIVE, {"quote": "29 before it"}),
        (LIVE, {"segment": "nights"}),
        (LIVE, {"supersedes": "f1"}),
        (LIVE, {"measure": "m2"}),
        (LIVE, {"value": None, "change": -3, "change_unit": "days"}),
    ],
)
def test_what_may_be_a_baseline_stays_one(live: date | None, given: dict[str, Any]) -> None:
    """Told before go-live, of a time before it, of another part, or in words that say so."""
    assert _read(live, **given) == "baseline"
