"""What a small language encoder makes of a short post: the odds of each label.

Six layers of a sentence encoder (all-MiniLM-L6-v2, Apache 2.0), taught on the project's examples
alone, those of reports too, its weights in seven bits and its vocabulary cut to what occurs there.
It hears what rules and single words miss: "it took twenty days before. It takes three." Longer or
marked-up texts it reads no better than rules and head do, and it is not asked about them. One
thread; the same odds for the same text.
"""

import logging
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from bot.reading.scoring import LABELS

WEIGHTS = Path(__file__).with_name("encoder.onnx")
WORDS = Path(__file__).with_name("encoder.txt")

LONGEST = 150
"""Characters; a longer text is read without it."""

PIECES = 128
"""Of words that are heard; emoji and other scripts take several a character."""

SILENT = 4
"""What goes wrong is told by us, once."""

Odds = Mapping[str, float]
"""By label, above zero where it is more likely than not."""

_MARKED = re.compile(
    r"https?://|\]\(|\*\*|^\s*[#>|]|^\s*[-*]\s|#\d{2,}|<a\s|[`\n]|[\x00-\x1f\ud800-\udfff]",
    re.MULTILINE,
)

_log = logging.getLogger(__name__)


def hears(text: str) -> bool:
    """Whether a text is of the sort it was taught: one short paragraph, no markup, no address.

    Nor half a character, which no vocabulary can hold.
    """
    return 0 < len(text) <= LONGEST and not _MARKED.search(text)


class Encoder:
    """Loaded once; its session may be shared by threads. Weights and words must fit."""

    def __init__(self, weights: Path = WEIGHTS, words: Path = WORDS) -> None:
        import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 (heavy)

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = SILENT
        self._session: Any = onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"]
        )
        vocabulary = words.read_text(encoding="utf-8").splitlines()
        self._places = {word: place for place, word in enumerate(vocabulary)}
        self._tokens = _tokenizer(self._places)
        self._heard([len(vocabulary) - 1])

    def odds(self, text: str) -> Odds:
        """What it makes of a text."""
        return self._heard(self._tokens.encode(text, add_special_tokens=False).ids[:PIECES])

    def _heard(self, pieces: Sequence[int]) -> Odds:
        import numpy as np  # noqa: PLC0415

        row = [self._places["[CLS]"], *pieces, self._places["[SEP]"]]
        (found,) = self._session.run(None, {"ids": np.array([row], dtype=np.int64)})
        return dict(zip(LABELS, found[0].tolist(), strict=True))


def _tokenizer(places: Mapping[str, int]) -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers  # noqa: PLC0415 (heavy)

    made = Tokenizer(models.WordPiece(dict(places), unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


_ONE_AT_A_TIME = Lock()


def delivered() -> Encoder | None:
    """The encoder the project is delivered with; None, told once, where it cannot be run.

    Whoever asks while it is being loaded waits for it.
    """
    with _ONE_AT_A_TIME:
        return loaded()


@cache
def loaded() -> Encoder | None:
    """The same, for who is alone."""
    try:
        return Encoder()
    except Exception as error:  # its errors have no kind of their own
        _log.warning("short posts are read without the encoder: %s", type(error).__name__)
        return None


def opinion(text: str, but: Collection[str] = ()) -> Odds | None:
    """What it makes of a text it was taught the like of; None of any other.

    Labels in `but` it is not asked about: what a known measure stands at is told by rules.
    """
    if not hears(text):
        return None
    encoder = delivered()
    if encoder is None:
        return None
    return {label: odds for label, odds in encoder.odds(text).items() if label not in but}
