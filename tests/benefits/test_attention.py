"""Tests of attention: what needs a word, as far as the record tells."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.benefits.practices.attention import Attention, Deed, Flag, Word, last_deed, last_of
from tests.builders import NOON, an_investment


def ago(**span: float) -> datetime:
    return NOON - timedelta(**span)


def seen(latest: datetime | None = NOON, **given: Any) -> Attention:
    """An investment in delivery, with a sponsor who accepted today, unless told otherwise."""
    word = Word(at=latest) if latest else None
    deed = Deed(at=NOON, act="accepted")
    usual = {"investment": an_investment(), "first": word, "latest": word, "deed": deed}
    return Attention.model_validate(usual | {"sponsor": "U9", "state": "accepted"} | given)


GO_LIVE = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("attention", "flags"),
    [
        (seen(), ()),
        (seen(ago(days=28)), ()),
        (seen(ago(days=29)), ("no_update",)),
        (seen(ago(days=55), investment=an_investment(go_live=GO_LIVE)), ()),
        (seen(ago(days=57), investment=an_investment(go_live=GO_LIVE)), ("no_update",)),
        (seen(ago(days=200), investment=an_investment(stage="framing")), ()),
        (seen(ago(days=200), investment=an_investment(stage="review")), ()),
        (seen(ago(days=200), investment=an_investment(paused=True)), ()),
        (seen(None), ()),
        (seen(state="none", sponsor=None), ()),
        (seen(state="none", sponsor=None, first=Word(at=ago(days=29))), ("no_sponsor",)),
        (seen(state="no_person", sponsor=None, first=Word(at=ago(days=29))), ("no_person",)),
        (seen(None, state="none", sponsor=None), ()),
        (seen(state="asked", asked_at=ago(days=14)), ()),
        (seen(state="asked", asked_at=ago(days=15)), ("not_accepted",)),
        (seen(state="asked", first=Word(at=ago(days=15))), ("not_accepted",)),
        (seen(None, state="asked"), ()),
        (seen(state="left"), ("left",)),
        (seen(deed=Deed(at=ago(days=62), act="attested")), ("quiet",)),
        (seen(deed=None), ()),
    ],
)
def test_what_needs_a_word_is_told_from_the_record(
    attention: Attention, flags: tuple[Flag, ...]
) -> None:
    """By stage and by how long; what rests, or has only begun, is left in peace."""
    assert attention.flags(NOON) == flags


def test_the_latest_is_told_with_its_place_where_it_has_one() -> None:
    """Of two of one moment the one that can be read."""
    bare, linked = Word(at=NOON), Word(at=NOON, href="https://example.com/1")
    assert last_of([linked, bare, Word(at=ago(days=1))]) == linked
    assert last_of([]) is None
    deeds = [Deed(at=ago(days=1), act="said"), Deed(at=NOON, act="attested")]
    assert last_deed(deeds) == deeds[1]
    assert last_deed([]) is None
