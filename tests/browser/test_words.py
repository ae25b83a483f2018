"""What Slack's markup says, before anything is drawn."""

import re
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.page.emoji import EMOJI, SHORTCODE
from bot.sandbox.page.mrkdwn import as_typed, read_mrkdwn, read_plain
from bot.sandbox.page.prose import Para, Run, plain
from bot.sandbox.page.rich_text import read_rich_text, told


def looks(text: str) -> list[tuple[str, str]]:
    """Each run's words with what is special about them."""
    names = ("strong", "italic", "strike", "code")
    return [
        (run.text, " ".join(name for name in names if getattr(run, name)))
        for para in read_mrkdwn(text)
        for run in para.runs
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*bold* and _it_", [("bold", "strong"), (" and ", ""), ("it", "italic")]),
        ("*_both_*", [("both", "strong italic")]),
        ("~gone~ `a*b*`", [("gone", "strike"), (" ", ""), ("a*b*", "code")]),
        ("2*3*4 and snake_case_name", [("2*3*4 and snake_case_name", "")]),
        ("* not bold *", [("* not bold *", "")]),
        ("a &lt;b&gt; &amp;amp; c", [("a <b> &amp; c", "")]),
        (":tada: :nosuch:", [("🎉", ""), (" ", ""), (":nosuch:", "")]),
        (":wave::skin-tone-3:", [("👋", "")]),
        (
            ":no::skin-tone-3: at 10:30:45",
            [(":no::skin-tone-3:", ""), (" at 10", ""), (":30:", ""), ("45", "")],
        ),
        ("<!here> now", [("@here", "strong"), (" now", "")]),
    ],
)
def test_markup_is_read_as_slack_reads_it(text: str, expected: list[tuple[str, str]]) -> None:
    """Emphasis needs an edge of a word on both sides; entities are undone once."""
    assert looks(text) == expected


def test_links_and_mentions_are_told_apart() -> None:
    """An address, a labelled address, a person, a room; other schemes are words."""
    text = "<https://a.example/x?a=1&amp;b=2|there> <@U1> <#C1|general> <javascript:alert(1)|no>"
    runs = [run for run in read_mrkdwn(text)[0].runs if run.text.strip()]
    assert runs == [
        Run(text="there", href="https://a.example/x?a=1&b=2"),
        Run(text="@U1", user="U1"),
        Run(text="general", room="C1"),
        Run(text="no (javascript:alert(1))"),
    ]


def test_quotes_and_code_stand_apart() -> None:
    """Quoted lines make one quote; what is fenced is taken letter by letter."""
    found = read_mrkdwn("said\n&gt; one\n&gt; two\n```a *b*\nc```end")
    assert [(para.shape, plain((para,))) for para in found] == [
        ("text", "said"),
        ("quote", "one\ntwo"),
        ("code", "a *b*\nc"),
        ("text", "end"),
    ]


def test_the_table_of_emoji_is_sound() -> None:
    """Some three hundred signs, none twice, each under names that can be typed."""
    assert len(set(EMOJI.values())) >= 300
    table = files("bot.sandbox.page").joinpath("emoji.txt").read_text("utf-8")
    names = [
        name for line in table.splitlines() for name in line.split()[1:] if not line.startswith("#")
    ]
    assert len(names) == len(set(names)) == len(EMOJI)
    assert all(re.fullmatch(SHORTCODE, f":{name}:") for name in names)
    assert not any(sign.isascii() for sign in EMOJI.values())


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    """Whatever it is, reading gives words that can be sent to a browser."""
    for paras in (read_mrkdwn(text), read_plain(text)):
        plain(paras).encode()


@pytest.mark.parametrize("piece", ["*a ", "_", "<", "`", "~x", "```", ":a", "&gt; ", "https://"])
def test_a_long_text_of_open_markup_is_read_whole(piece: str) -> None:
    """40,000 characters of markup that never closes are read, and cost no more than others."""
    assert plain(read_mrkdwn(f"{piece * (40_000 // len(piece))}. The end")).endswith(". The end")


def test_stored_words_come_back_as_they_were_typed() -> None:
    """Names for mentions, addresses without brackets, signs without entities."""
    stored = "<@U1> see <https://a.example/x> in <#C1|general> &lt;now&gt; <!here>"
    typed = as_typed(stored, lambda user: "Tom Okafor", lambda room: room)
    assert typed == "@Tom Okafor see https://a.example/x in #general <now> @here"


def test_rich_text_makes_the_same_paragraphs() -> None:
    """Sections, lists with their numbers, quotes and preformatted text; the unknown is left out."""
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}
    block = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "bold", "style": {"bold": True}},
                    {"type": "link", "url": "javascript:alert(1)", "text": "no"},
                    {"type": "novelty"},
                ],
            },
            {"type": "rich_text_list", "style": "ordered", "offset": 2, "elements": [item, item]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a"}]},
            {"type": "novelty"},
            "nonsense",
        ],
    }
    assert read_rich_text(block) == (
        Para(runs=(Run(text="bold", strong=True), Run(text="no"))),
        Para(shape="number", runs=(Run(text="x"),), number=3),
        Para(shape="number", runs=(Run(text="x"),), number=4),
        Para(shape="code", runs=(Run(text="a"),)),
    )


def test_a_moment_in_marked_up_text_is_told_by_the_viewer_s_clock() -> None:
    """As Slack tells it; what only looks like one stays as it is."""
    text = "As of <!date^1772443800^{date_short_pretty}, {time}|2 March 2026, 09:30 UTC>. <!date^x>"
    assert told(text, ZoneInfo("Asia/Tokyo")) == "As of 2 Mar 2026, 18:30. <!date^x>"
