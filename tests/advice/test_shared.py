"""Shared: a file in the thread of a question counts as a source; nothing in it is read."""

import pytest

from bot.advice.shared import as_sources
from bot.benefits.conversation import Posted
from tests.advice.world import DIRECT, LEAD, World, card_of, words
from tests.builders import CHANNEL, WORKSPACE

LINK = "https://files.example.com/F1"


def gives(world: World, thread: str, title: str, channel: str = CHANNEL) -> list[str]:
    """A file without a word; the sources on the card that follows."""
    said = Posted(
        workspace=WORKSPACE,
        channel=channel,
        user=LEAD,
        at=world.now,
        ts=f"{float(thread) + 60:.6f}",
        thread=thread,
        text="",
        links=(LINK,),
        titles=(title,),
        direct=channel == DIRECT,
    )
    sent = world.happens(said)
    return [fact.fact.ref or "" for fact in world.proposal(card_of(sent).proposal).facts]


def asked_for_evidence(world: World) -> str:
    """A thread in which it was asked what shows a figure."""
    world.begin()
    world.say("Claim handling time fell from 21 days in Q1 2026 to 9 days in May 2026.")
    assert [one.asks for one in world.questions()] == ["evidence"]
    return world.last


def test_a_file_answers_what_shows_a_figure(world: World) -> None:
    """By its name and its address, which leads to it."""
    found = gives(world, asked_for_evidence(world), "Claims ledger Q2")
    assert found[-2:] == ["Claims ledger Q2", LINK]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Claims ledger Q2.xlsx", ["Claims ledger Q2.xlsx", LINK]),
        ("Image from iOS", ["Image from iOS", LINK]),
        ("IMG_2043.png", [LINK]),
        ("image.png", [LINK]),
        ("Screenshot 2026-06-01 at 10.12.44.png", [LINK]),
        ("", [LINK]),
        ("🎉", [LINK]),
        ("x" * 400, ["x" * 300, LINK]),
    ],
)
def test_a_name_that_a_device_gave_is_no_source(title: str, kept: list[str]) -> None:
    """Then it is asked which report it is, as of any bare link."""
    assert [one.ref for one in as_sources([LINK], [title])] == kept


@pytest.mark.parametrize(
    ("text", "title", "is_told"),
    [
        ("here are our figures for the quarter", "figures.csv", True),
        ("the register, as promised", "Benefits register.XLSX", True),
        ("can you take these?", "export.tsv", True),
        ("the register, as promised", "minutes.docx", False),
        ("what improved?", "figures.csv", False),
        ("measure, baseline, now\nhandling time, 21 days, 9 days", "figures.csv", False),
    ],
)
def test_a_table_in_a_file_is_told_to_be_pasted(
    world: World, text: str, title: str, is_told: bool
) -> None:
    """Whatever was said with it, where that asks for nothing else: it is never met with silence."""
    world.begin()
    said = Posted(
        workspace=WORKSPACE,
        channel=DIRECT,
        user=LEAD,
        at=world.now,
        ts="1780000000.000100",
        text=text,
        links=(LINK,),
        titles=(title,),
        direct=True,
        to_us=True,
    )
    sent = world.happens(said)
    assert sent
    assert ("I open no files" in words(sent)) == is_told


def test_a_file_alone_is_told_that_it_is_not_opened(world: World) -> None:
    """And what to do instead."""
    world.say("", LEAD, channel=DIRECT, links=[LINK])
    assert "I open no files" in words(world.sent)
    assert "measure, baseline, target, now" in words(world.sent)
