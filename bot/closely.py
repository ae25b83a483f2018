"""The reader of a bot with a language model: built of the one without and what helps a model."""

from collections import Counter
from pathlib import Path

from bot.ports import Library, Model, Reader
from bot.reading.alike import Alike
from bot.reading.by_model import Dropped, TogetherReader
from bot.reading.examples import load


def _untold(_lacks: Counter[str]) -> None:
    """Counts nothing."""


def read_closely(
    own: Reader,
    model: Model,
    library: Library,
    within: float,
    dropped: Dropped = _untold,
    without: frozenset[str] = frozenset(),
) -> TogetherReader:
    """Reads with a model where one is on, and waits so many seconds. `dropped` is told what of its
    drafts did not hold; texts of `without` are never among the examples it is shown.
    """
    files = sorted(Path(__file__).parents[1].glob("knowledge/examples/*.jsonl"))
    examples = Alike(lambda: [one for one in load(files) if one.text not in without])
    return TogetherReader(own, model, library, examples, within, dropped)
