"""Providers: a chat model of langchain's, by its provider and name, held to our time and size."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.model import narrow

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MOST_TOKENS_OUT: Final = 3_000
"""What one answer may hold."""

EXTRAS: Final = ("openai", "anthropic", "ollama")
"""Providers that are an extra of ours by their own name."""

_OWN: Final = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "ollama": "http://127.0.0.1:11434",
}
"""Providers' own addresses: whatever else the environment says, nothing goes anywhere else."""

_NO_KEY: Final = "none"
"""Given to a server of one's own that asks for no key."""


@dataclass(frozen=True)
class Choice:
    """Which model, where; `url` is None for the provider's own address, which of providers that are
    no extra of ours their package knows. `key` is OpenAI's, None
    where it needs none; others find their own in the environment.
    """

    provider: str
    name: str
    url: str | None = None
    key: str | None = None

    @property
    def whole_name(self) -> str:
        """As it is set."""
        return f"{self.provider}:{self.name}"


def opened(choice: Choice) -> "BaseChatModel":
    """The model, ready to be asked from an event loop; nothing is sent yet.

    Raises ImportError where its provider's package is missing, and whatever the package does where
    a key is.
    """
    from langchain.chat_models import init_chat_model  # noqa: PLC0415 - it is big

    model: BaseChatModel = init_chat_model(
        choice.name, model_provider=choice.provider, **_settings(choice)
    )
    return model


def _settings(choice: Choice) -> dict[str, Any]:
    url = choice.url or _OWN.get(choice.provider)
    where = {"base_url": url} if url else {}
    if choice.provider == "openai":
        key = choice.key or (_NO_KEY if choice.url else None)
        named = {"api_key": key} if key else {}
        limits = {"http_async_client": narrow.client(), "openai_proxy": None}
        return {**where, **named, **limits, "max_retries": 0, "max_tokens": MOST_TOKENS_OUT}
    if choice.provider == "anthropic":
        return {**where, "max_retries": 0, "max_tokens": MOST_TOKENS_OUT}
    if choice.provider == "ollama":
        return {**where, "num_predict": MOST_TOKENS_OUT, "async_client_kwargs": _of_ollama()}
    return where


def _of_ollama() -> dict[str, Any]:
    from httpx import AsyncByteStream  # noqa: PLC0415 - it comes with the package

    return narrow.narrowed(AsyncByteStream)
