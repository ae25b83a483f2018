"""Who wishes not to be named is heard, and only what they tell beside it is."""

import pytest

from bot.benefits.practices.unnamed import told, wishes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Each claim is typed in twice, here and there. pls don't put my name to it",
            "Each claim is typed in twice, here and there",
        ),
        ("the forms are slow, please dont use my name", "the forms are slow"),
        ("I would like to say something about Claims portal without my name", ""),
        ("The forms are slow (keep my name out of it)", "The forms are slow"),
        ("can I tell you something anonymously?", ""),
        ("all is keyed twice… I dont want my name on this please", "all is keyed twice…"),
        ("keep me out of it, but nobody trusts the stock", "nobody trusts the stock"),
        ("wards chart on paper first. keep me out of this.", "wards chart on paper first"),
        ("the picking list is printed twice, anonym bitte", "the picking list is printed twice"),
        ("no name pls - the scanner freezes", "the scanner freezes"),
        ("the scanner freezes, no names please", "the scanner freezes"),
        ("dont quote me on it but approvals take a week", "approvals take a week"),
        ("not from me: the two sites differ", "the two sites differ"),
        ("the two sites differ and that is not from me", "the two sites differ"),
        ("It hangs, and please keep this anonymous, as nurses say", "It hangs, as nurses say"),
        ("I'd rather not be named. The rota is on paper.", "The rota is on paper"),
        ("The rota is on paper, please don't tell anyone I said this", "The rota is on paper"),
        ("Please don't say it was me! Bills wait for days.", "Bills wait for days"),
        ("anonymous: bills wait for days", "bills wait for days"),
        ("bills wait for days, annonymous please", "bills wait for days"),
        ("bills wait for days (anonymous)", "bills wait for days"),
        ("just between us, nobody reads it", "nobody reads it"),
        ("nobody reads it. off the record please", "nobody reads it"),
        ("without naming me please: nobody reads it", "nobody reads it"),
        ("you didn't hear this from me but tenants phone twice", "tenants phone twice"),
        ("tenants phone twice. I want to stay anonymous.", "tenants phone twice"),
        ("no one must know it was me, we retype permits", "we retype permits"),
        ("bitte ohne meinen Namen: drivers are rung up", "drivers are rung up"),
        ("Can this stay anonymous? Lessons are on paper.", "Lessons are on paper"),
        ("no name pls", ""),
        ("Don't mention me, please.", ""),
    ],
)
def test_a_wish_not_to_be_named_is_heard(text: str, words: str) -> None:
    """And is no part of what is told."""
    assert wishes(text)
    assert told(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "I don't see my name on the list for training.",
        "My name is on the list.",
        "Anonymous visitors cannot log in.",
        "Claims take 9 days now.",
        "The survey is anonymous; we keep it anonymous in the export.",
        "Claims take about 9 days now, don't quote me on that.",
        "The list has no names, only numbers.",
        "The handover between us and finance takes 3 days.",
        "The figure is not from me but from finance.",
        "Keep me out of the loop on pricing, Ben decides.",
        "Missing: no names, no dates.",
    ],
)
def test_what_only_speaks_of_names_is_no_wish(text: str) -> None:
    """It is read as what it is."""
    assert not wishes(text)
