"""The small encoder: which texts it hears, how it sits beside rules and head, and without it."""

import hashlib
import logging
import math
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bot import app
from bot.benefits.reading import DELIVERY, Said
from bot.reading import encoder, rules, scoring, verdict
from bot.reading.local import LocalReader
from bot.reading.scoring import LABELS

NEWS = "A licence for a stall took six weeks. Now it takes nine days."


def told(text: str, **odds: float) -> dict[str, bool]:
    """The labels of a text where the encoder is sure of nothing but what is named."""
    heard = {**dict.fromkeys(LABELS, -1.0), **odds}
    found = rules.find(Said(text=text))
    return verdict.reading(found, scoring.delivered(), text, None, heard).labels()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * (encoder.LONGEST + 1),
        "Live <https://example.org/a|here>",
        "- one\n- two",
        "# Status",
        "**done** with the move",
        "fixed in #5417",
        "`make` runs by itself",
        "bell \x07 rings",
        "live \ud83d on Monday",
    ],
)
def test_what_it_was_not_taught_it_is_not_asked(text: str) -> None:
    """Long texts, lists, addresses and markup are read by rules and head alone."""
    assert encoder.opinion(text) is None


@pytest.mark.parametrize("text", [NEWS, " ", "😀" * 140, "\u202e\u200b", "да" * 70, "a'b" * 50])
def test_every_short_text_has_the_same_odds_twice(text: str) -> None:
    """One for each label, whatever the script."""
    first = encoder.opinion(text)
    assert first is not None
    assert tuple(first) == LABELS
    assert encoder.opinion(text) == first


def test_it_hears_what_no_word_says() -> None:
    """Two levels side by side are a change for the better though no word says so."""
    read = LocalReader().read(Said(text=NEWS))
    assert {fact.slot for fact in read.facts} >= {"baseline", "current"}
    assert read.labels()["outcome_claim"]


def test_what_it_is_sure_of_is_there_and_what_it_doubts_is_not() -> None:
    """Against rules and head; where it is of two minds these decide."""
    text = "The new stall register went live on Monday."
    assert told(text, is_update=1.0)["milestone"]
    assert not told(text, is_update=1.0, milestone=-8.0)["milestone"]
    assert told(text, is_update=1.0, adoption=6.0)["adoption"]
    assert not any(told(text, is_update=-8.0).values())


@pytest.mark.parametrize(
    "text",
    [
        "Our auditor would like to know what the stall register brought",
        "How is the register doing?",
    ],
)
def test_what_only_asks_is_no_update_by_it_alone(text: str) -> None:
    """However sure it is."""
    assert not told(text, is_update=5.0, milestone=5.0)["is_update"]


@pytest.mark.parametrize(
    ("head", "heard", "is_there"),
    [(0.5, 0.5, True), (3.0, -1.0, True), (-3.0, 1.0, False), (-3.0, 3.0, True)],
)
def test_head_and_encoder_are_weighed_together(head: float, heard: float, is_there: bool) -> None:
    """Neither decides alone: who is surer outweighs the other."""
    scores = scoring.Scores(
        likely={"adoption": 1 / (1 + math.exp(-head))},
        statements=(),
        by_statement=np.zeros((0, len(LABELS))),
        traits=(),
        heard={"adoption": heard},
    )
    assert (verdict.together(scores, "adoption") >= 0) is is_there


def test_a_figure_whose_part_is_doubted_is_free_for_another() -> None:
    """Taken for a level of today by rules, it is the level before where that is heard."""
    text = "Fault to fix: 9 days."
    read = told(text, is_update=4.0, current=-8.0, baseline=6.0)
    assert (read["baseline"], read["current"]) == (True, False)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Repeat visits fell to 8%, as per the duty vets' own tally.", "duty vets' own tally"),
        ("The gate counter showed 900 passes a day where it had been 400.", "gate counter"),
        ("Lost keys are down from 14 to 3 a month (porters' key book).", "porters' key book"),
    ],
)
def test_a_source_that_is_heard_is_found_by_how_it_is_named(text: str, ref: str) -> None:
    """Though it is no thing of those that rules know."""
    heard = {**dict.fromkeys(LABELS, 1.0), "evidence": 8.0}
    found = rules.find(Said(text=text))
    read = verdict.reading(found, scoring.delivered(), text, None, heard)
    assert [one.ref for one in read.of("evidence")] == [ref]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Berths: 118 moored boats, May to August.", "May to August"),
        (
            "Gate passes issued for the first half of the year: 5,100.",
            "for the first half of the year",
        ),
        ("Lost keys over the quarter were 14.", "over the quarter"),
    ],
)
def test_a_period_that_is_heard_is_found_without_a_date(text: str, period: str) -> None:
    """A season, a span of months or years."""
    heard = {**dict.fromkeys(LABELS, 1.0), "timeframe": 8.0}
    found = rules.find(Said(text=text))
    read = verdict.reading(found, scoring.delivered(), text, None, heard)
    assert [one.text for one in read.of("timeframe")] == [period]


def test_a_figure_plays_the_likelier_part() -> None:
    """Where only weights tell which, and each would have it."""
    text = "March was 3.6 days."
    assert told(text, is_update=2.0, baseline=0.5, current=2.0)["current"]
    assert not told(text, is_update=2.0, baseline=0.5, current=2.0)["baseline"]
    assert told(text, is_update=2.0, baseline=2.0, current=0.5)["baseline"]


@pytest.mark.parametrize(("odds", "is_doubted"), [(5.0, False), (0.5, True)])
def test_nobody_is_asked_about_what_sounds_like_talk(odds: float, is_doubted: bool) -> None:
    """Encoder, head and letters are heard together."""
    text = "our stall register moved, sort of"
    heard = {**dict.fromkeys(LABELS, 0.5), "is_update": odds}
    found = rules.find(Said(text=text))
    read = verdict.reading(found, scoring.delivered(), text, None, heard)
    assert (read.is_update, read.is_doubted) == (True, is_doubted)


def _nothing_there(folder: Path) -> tuple[Path, Path]:
    return folder / "weights", encoder.WORDS


def _no_weights(folder: Path) -> tuple[Path, Path]:
    (folder / "weights").write_bytes(b"no weights")
    return folder / "weights", encoder.WORDS


def _half_of_the_weights(folder: Path) -> tuple[Path, Path]:
    whole = encoder.WEIGHTS.read_bytes()
    (folder / "weights").write_bytes(whole[: len(whole) // 2])
    return folder / "weights", encoder.WORDS


def _words_of_another(folder: Path) -> tuple[Path, Path]:
    words = encoder.WORDS.read_text(encoding="utf-8")
    (folder / "words").write_text(words + "one\nmore\n", encoding="utf-8")
    return encoder.WEIGHTS, folder / "words"


def _no_words(folder: Path) -> tuple[Path, Path]:
    (folder / "words").write_text("")
    return encoder.WEIGHTS, folder / "words"


@pytest.mark.parametrize(
    "broken",
    [_nothing_there, _no_weights, _half_of_the_weights, _words_of_another, _no_words],
)
def test_where_its_files_are_broken_reading_goes_on(
    broken: Callable[[Path], tuple[Path, Path]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    """By rules and head, as before it was there; the log says so once, without a word of a post."""
    monkeypatch.setattr(encoder.Encoder.__init__, "__defaults__", broken(tmp_path))
    reading_goes_on(caplog)


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_where_its_libraries_are_missing_reading_goes_on(
    library: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The same."""
    monkeypatch.setitem(sys.modules, library, None)
    reading_goes_on(caplog)


def reading_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    encoder.loaded.cache_clear()
    try:
        with caplog.at_level(logging.WARNING, logger=encoder.__name__):
            read = LocalReader().read(Said(text="The new stall register went live on Monday."))
            LocalReader().read(Said(text=NEWS))
    finally:
        encoder.loaded.cache_clear()
    assert set(read.deliveries) <= set(DELIVERY)
    assert "milestone" in read.deliveries
    assert [one.levelname for one in caplog.records] == ["WARNING"]
    assert "stall" not in caplog.text


def test_the_first_post_need_not_wait() -> None:
    """It is loaded at the start, by one thread; who asks meanwhile gets the same."""
    encoder.loaded.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        threads.submit(app.read_once)
        found = [one.result() for one in [threads.submit(encoder.delivered) for _ in range(3)]]
    assert encoder.loaded.cache_info().misses == 1
    assert {id(one) for one in found} == {id(encoder.delivered())}


def test_the_weights_are_those_that_were_measured() -> None:
    """The README's figures hold for these files; who teaches anew measures anew."""
    assert [_sum(encoder.WEIGHTS), _sum(encoder.WORDS)] == MEASURED
    assert encoder.WEIGHTS.stat().st_size < 16_000_000


def test_it_was_taught_on_the_examples_as_they_are() -> None:
    """Whoever changes them teaches it anew, `bot.reading.taught`, and then sets this sum."""
    folder = Path(__file__).parents[2] / "knowledge" / "examples"
    assert _sum(*sorted(folder.rglob("*.jsonl"))) == TAUGHT_ON


def _sum(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


MEASURED = ["3d7ce33e2655fcd7", "5cf18c0f1f86d449"]
TAUGHT_ON = "e7d3ec32cf6152e4"
