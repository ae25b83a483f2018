"""What words may be about instead of anything the passages say."""

from importlib.resources import files

import yaml
from pydantic import ValidationError

from bot.benefits.facts import Value
from bot.errors import KnowledgeError

SOURCE = "elsewhere.yaml"


class _Listed(Value):
    elsewhere: tuple[str, ...]


def load_elsewhere() -> tuple[str, ...]:
    """Everyday matters, a few words each. Raises KnowledgeError where the file is not valid."""
    try:
        source = (files("knowledge") / "sources" / SOURCE).read_text("utf-8")
        return _Listed.model_validate(yaml.safe_load(source)).elsewhere
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise KnowledgeError(f"{SOURCE}: {error}") from error
