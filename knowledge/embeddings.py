"""Texts as vectors, without a download: the static vectors that WordLlama carries in its wheel.

Importing this module imports langchain: do it where a text is about to be embedded.
"""

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from bot.errors import KnowledgeError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = "weights/l2_supercat_256.safetensors"
TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
SIZE = 256

Vectors = npt.NDArray[np.float32]


class EmbeddingsMissingError(KnowledgeError):
    """WordLlama's weights are not where its wheel puts them. Install whatimproved anew:"""


class WordLlamaEmbeddings(Embeddings):
    """As WordLlama computes them: the mean of the words' vectors, at unit length.

    Weights and tokenizer are read by path. Importing the package itself costs half a second,
    sets up the root logger, and its `load()` looks for the tokenizer in the wrong folder and
    then asks the network for it. Nothing is read before the first text.
    """

    name = "wordllama/l2_supercat_256"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Unit vectors; a text without words has the zero vector."""
        found: list[list[float]] = self.vectors(texts).tolist()
        return found

    def embed_query(self, text: str) -> list[float]:
        """As for a document."""
        return self.embed_documents([text])[0]

    async def aembed_documents(self, texts: list[str]) -> list[list[float]]:
        """At once: too quick to be worth a thread."""
        return self.embed_documents(texts)

    async def aembed_query(self, text: str) -> list[float]:
        """At once: too quick to be worth a thread."""
        return self.embed_query(text)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row of unit length for each text."""
        rows = np.zeros((len(texts), SIZE), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[:] = self._vector(text)
        return rows

    def _vector(self, text: str) -> Vectors:
        whole = text.encode("utf-8", "replace").decode("utf-8")
        tokens = self._tokenizer.encode(whole, add_special_tokens=False).ids
        if not tokens:
            return np.zeros(SIZE, dtype=np.float32)
        mean: Vectors = self._weights[tokens].mean(axis=0, dtype=np.float32)
        length = float(np.linalg.norm(mean))
        return np.divide(mean, length) if length else mean

    @cached_property
    def _weights(self) -> npt.NDArray[np.float16]:
        from safetensors.numpy import load_file  # noqa: PLC0415 (read when first needed)

        found: npt.NDArray[np.float16] = load_file(_within_wheel(WEIGHTS))["embedding.weight"]
        return found

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer  # noqa: PLC0415 (read when first needed)

        return Tokenizer.from_file(str(_within_wheel(TOKENIZER)))


def _within_wheel(path: str) -> Path:
    spec = find_spec("wordllama")
    for folder in (spec and spec.submodule_search_locations) or ():
        if (Path(folder) / path).is_file():
            return Path(folder) / path
    raise EmbeddingsMissingError(path)
