"""How numbers of ours are written for those who read them."""

import pytest

from bot.benefits.conversation import (
    Ask,
    Card,
    CardLine,
    Chart,
    Option,
    Part,
    Plotted,
    Post,
    Span,
)
from bot.benefits.home import Home
from bot.benefits.numbered import numbered_home, numbered_post
from bot.benefits.numerals import ENGLISH, style_of, written
from tests.builders import NOON

GERMAN, FRENCH = style_of("de-DE"), style_of("fr-FR")


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("en-US", "1,200.5"),
        ("en-GB", "1,200.5"),
        ("ja-JP", "1,200.5"),
        ("de-DE", "1.200,5"),
        ("de_AT", "1.200,5"),
        ("de-CH", "1’200.5"),
        ("fr-FR", "1\u00a0200,5"),
        ("pl-PL", "1\u00a0200,5"),
        ("pt-BR", "1.200,5"),
        ("pt-PT", "1\u00a0200,5"),
        ("es-ES", "1.200,5"),
        ("es-LA", "1,200.5"),
        ("es-MX", "1,200.5"),
        ("it", "1.200,5"),
        ("en-ZA", "1\u00a0200,5"),
        ("xx-YY", "1,200.5"),
        ("", "1,200.5"),
        (None, "1,200.5"),
        ("\x00🎉" * 99, "1,200.5"),
    ],
)
def test_a_locale_says_how_numbers_are_written(locale: str | None, shown: str) -> None:
    """What no locale tells is written as in English, as all else is."""
    assert written("1,200.5", style_of(locale)) == shown


@pytest.mark.parametrize(
    ("ours", "german"),
    [
        ("1,200 days", "1.200 days"),
        ("about 4.2%", "about 4,2%"),
        ("£1,234,567.80 a month", "£1.234.567,80 a month"),
        ("CHF 4.50", "CHF 4,50"),
        ("-£1,200", "-£1.200"),
        ("-0.125", "-0,125"),
        ("3.5–4.25 hours", "3,5–4,25 hours"),
        ("14.5 → 9.25 days, 5.25 days less (36%).", "14,5 → 9,25 days, 5,25 days less (36%)."),
        ("About 4.5 hours", "About 4,5 hours"),
        ("quote-to-cash: 4.5", "quote-to-cash: 4,5"),
        ("under 1,000, over 2,000", "under 1.000, over 2.000"),
    ],
)
def test_figures_are_written_as_their_reader_writes_them(ours: str, german: str) -> None:
    """Thousands and decimals alike, with whatever stands around them."""
    assert written(ours, GERMAN) == german
    assert written(ours, ENGLISH) == ours


@pytest.mark.parametrize(
    "text",
    [
        "you said “1,200.5 days”, there",
        "Windows 8.1 rollout is live",
        "Release 2.10 and v2.5",
        "2026-03-14, 09:30, 10.0.0.1, 1.2.3, 14.03.2026",
        "https://example.com/1,200.5?at=1,200",
        "SAP-4.7 and A1,200",
        "report_4.2 and #4.2 and @4.2",
        "2026-Q1, 340 people, 12",
        "12,34 and 1,2345 and 1.234,5",
        "",
    ],
)
def test_what_is_no_figure_of_ours_stays_letter_by_letter(text: str) -> None:
    """Quotes, names with a version, addresses, dates, and what is written in another way."""
    assert written(text, GERMAN) == text


def test_a_post_is_numbered_wherever_we_speak_and_nowhere_else() -> None:
    """People's words, names and what buttons carry stay as they are."""
    quoted = CardLine(label="Now", before="1,400 days", after="1,200 days", quote="1,200 now")
    said = CardLine(label="Outcome", before=None, after="cut 1,200 hours", quote="cut 1,200 hours")
    shown = Plotted(
        kind="measured", at=NOON.date(), low=1.5, high=1.5, shown=True, name="x", words="1.5 days"
    )
    chart = Chart(title="Top 1.5", of="x", unit="days", points=(shown,), alt="1.5 days")
    post = Post(
        lead=((Span(text="Top 1.5: ", strong=True), Span(text="1,200", href="https://x/1,200")),),
        parts=(Part(title="A", lines=((Span(text="4.2%"), Span(text="", user="U1")),)),),
        card=Card(proposal="1,200", title="x", lines=(quoted, said), summary="200.5 less"),
        ask=Ask(question="1,200", text="Is it 1.5?", why="Of 1,200 “1,200”", citations=()),
        options=(Option(ref="1,200", label="x: 1.5 days"),),
        charts=(chart,),
        closing="Of 1,200",
    )
    out = numbered_post(post, GERMAN)
    assert [span.text for span in out.lead[0]] == ["Top 1.5: ", "1.200"]
    assert out.lead[0][1].href == "https://x/1,200"
    assert out.parts[0].lines[0][0].text == "4,2%"
    assert out.card is not None
    assert out.card.lines[0] == CardLine(
        label="Now", before="1.400 days", after="1.200 days", quote="1,200 now"
    )
    assert out.card.lines[1] == said
    assert (out.card.proposal, out.card.summary) == ("1,200", "200,5 less")
    assert out.ask is not None
    assert (out.ask.question, out.ask.text) == ("1,200", "Is it 1,5?")
    assert out.ask.why == "Of 1.200 “1,200”"
    assert out.options == (Option(ref="1,200", label="x: 1,5 days"),)
    assert (out.charts[0].title, out.charts[0].alt) == ("Top 1.5", "1,5 days")
    assert (out.charts[0].points[0].words, out.charts[0].numerals) == ("1,5 days", GERMAN)
    assert out.closing == "Of 1.200"
    assert numbered_post(post, ENGLISH) is post


def test_a_home_is_numbered_alike() -> None:
    """It is shown to one person, and written as they write."""
    home = Home(at=NOON, lead=((Span(text="1,200 of 4.5%"),),), notice="1,200")
    out = numbered_home(home, FRENCH)
    assert out.lead[0][0].text == "1\u00a0200 of 4,5%"
    assert out.notice == "1\u00a0200"
    assert numbered_home(home, ENGLISH) is home
