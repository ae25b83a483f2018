"""What a model said before, sealed: only who has the same prompt again can find and read it."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from typing import Any, Final, NamedTuple

from cryptography.fernet import Fernet, InvalidToken
from pydantic import BaseModel

from bot.benefits.asking import Prompt

_WHAT_FOR: Final = b"whatimproved: what a model said"


class Seal(NamedTuple):
    """Where an answer is kept, and what opens it: both follow from the prompt, neither leads back
    to it or to the other.
    """

    name: str
    key: bytes


def seal_of(workspace: str, model: str, prompt: Prompt, shape: type[BaseModel]) -> Seal:
    """The same for the same prompt of one version, put to one model for one shape."""
    told = [workspace, model, prompt.model_dump(), shape.model_json_schema()]
    written = json.dumps(told, sort_keys=True).encode()
    digest = hmac.new(_WHAT_FOR, written, hashlib.sha512).digest()
    return Seal(digest[:32].hex(), urlsafe_b64encode(digest[32:]))


def closed(value: dict[str, Any], seal: Seal) -> str:
    """What was said, as it may be kept."""
    return Fernet(seal.key).encrypt(json.dumps(value).encode()).decode()


def opened(kept: str, seal: Seal) -> dict[str, Any] | None:
    """What was said; None where that is not it."""
    try:
        found = json.loads(Fernet(seal.key).decrypt(kept.encode()))
    except (InvalidToken, ValueError):
        return None
    return found if isinstance(found, dict) else None
