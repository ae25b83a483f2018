"""YAML in which saying something twice is a mistake, not a replacement."""

from collections.abc import Hashable
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.errors import PromptsError

Shape = TypeVar("Shape", bound=BaseModel)


class _OnceLoader(yaml.SafeLoader):
    """Refuses a key given twice: several people add to one file, and the first must not vanish."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{key!r} is given twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def load(text: str) -> object:
    """What the text holds. Raises yaml.YAMLError, with the line, where it is not valid."""
    return yaml.load(text, Loader=_OnceLoader)


def checked(name: str, source: str, shape: type[Shape], part: str) -> Shape:
    """What a file of this name holds, as a value. Raises PromptsError with the file and the first
    mistake in it, and which `part` it is of.
    """
    try:
        return shape.model_validate(load(source))
    except yaml.YAMLError as error:
        raise PromptsError(f"{name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ", ".join(str(one) for one in first["loc"])
        raise PromptsError(f"{name}, {part} {where}: {first['msg']}") from error
