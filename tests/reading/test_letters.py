"""What the letters of a post say: news or talk, whatever is written."""

import numpy as np
import pytest

from bot.benefits.reading import Said
from bot.reading import letters, scoring, training
from bot.reading.examples import Example
from bot.reading.letters import Letters
from bot.reading.local import LocalReader
from bot.reading.scoring import LABELS


def post(text: str, is_news: bool) -> Example:
    labels = {label: is_news and label == "is_update" for label in LABELS}
    return Example(text, text, labels, group="", home="posts")


def test_words_never_seen_are_judged_by_their_parts() -> None:
    """Another form of a known word says what the word says."""
    told = [post(f"we migrated the {word}", True) for word in ("ledger", "shop", "files")]
    other = [post(f"lunch with the {word}", False) for word in ("team", "boss", "cousins")]
    heard = training.lettered(told + other)
    assert heard.odds("migration over") > heard.odds("lunchtime, all")


def test_posts_of_one_sort_teach_nothing() -> None:
    """Nothing to tell apart, nothing said."""
    heard = training.lettered([post("we migrated the shop", True)])
    assert heard.odds("lunch with the team") == 0


@pytest.mark.parametrize(
    "text", ["", " ", "a", "🎉🎉", "\x00\x1b[31m", "x" * 40_000, "\ud800 alone", "処理時間を"]
)
def test_any_text_has_odds(text: str) -> None:
    """However short, long or broken: a number, none of its places counted twice."""
    seen = letters.places(text)
    assert len(set(seen.tolist())) == len(seen) <= letters.LONGEST * len(letters.RUNS)
    assert np.isfinite(scoring.delivered().letters.odds(text))


def test_figures_case_and_blanks_say_nothing() -> None:
    """Another number of the same length is the same post to the letters."""
    assert np.array_equal(letters.places("Bay  7\nfull"), letters.places("bay 4 full"))


def test_weights_are_those_of_the_places() -> None:
    """With no weight but the bias, the bias is what is said."""
    plain = Letters(np.zeros(1 << letters.BITS), -0.5)
    assert plain.odds("we migrated the shop") == -0.5


@pytest.mark.parametrize(
    ("text", "is_news"),
    [
        ("The returns portal is live in all 40 shops", True),
        ("invoices are matched by the system now, nobody types", True),
        ("I moved our chat to three, hope that suits", False),
        ("van 9 has a flat, driver waits for the tow", False),
    ],
)
def test_news_is_told_from_talk(text: str, is_news: bool) -> None:
    """A short post that sounds like talk is met with silence, one that sounds like news is not."""
    found = LocalReader().read(Said(text=text))
    assert (found.is_update and not found.is_doubted) == is_news
