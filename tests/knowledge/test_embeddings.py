"""WordLlama's vectors, read without the network."""

import sys
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from knowledge.embeddings import EmbeddingsMissingError, WordLlamaEmbeddings

TEXTS = ["The portal went live on Monday.", "Orders take nine days 🎉", "日本語"]


def test_the_vectors_are_those_the_library_computes() -> None:
    """Read by path or through the package: the same figures."""
    from wordllama import WordLlama  # type: ignore[import-untyped]  # it carries no types

    package = Path(sys.modules["wordllama"].__file__ or "").parent
    theirs = WordLlama.load(cache_dir=package, disable_download=True).embed(TEXTS, norm=True)
    assert np.allclose(WordLlamaEmbeddings().embed_documents(TEXTS), theirs, atol=1e-6)


def test_a_text_without_words_has_the_zero_vector() -> None:
    """Nothing said is near to nothing, and no division by zero warns about it."""
    assert set(WordLlamaEmbeddings().embed_query("")) == {0.0}


def test_half_a_character_is_no_error() -> None:
    """A text cut within a character, as some clients send it, is embedded all the same."""
    assert any(WordLlamaEmbeddings().embed_query("live \ud83c"))


async def test_it_can_be_awaited_like_any_embeddings() -> None:
    """langchain's interface is kept whole."""
    own = WordLlamaEmbeddings()
    assert isinstance(own, Embeddings)
    assert await own.aembed_query(TEXTS[0]) == own.embed_query(TEXTS[0])
    assert await own.aembed_documents(TEXTS) == own.embed_documents(TEXTS)


def test_missing_weights_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without the weights says what is missing and what to do."""
    monkeypatch.setattr("knowledge.embeddings.WEIGHTS", "weights/none.safetensors")
    with pytest.raises(EmbeddingsMissingError, match=r"weights/none\.safetensors"):
        WordLlamaEmbeddings().embed_query("words")
