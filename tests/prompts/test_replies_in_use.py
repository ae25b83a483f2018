"""Every reply the code asks for exists, with the variables it is given."""

import ast
from collections.abc import Iterator
from pathlib import Path

import bot
from prompts.templates import load_texts


def said() -> Iterator[tuple[str, ast.Call]]:
    """Each call of a voice's `say` with a fixed key, and where it stands."""
    for folder in bot.__path__:
        for file in sorted(Path(folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and _is_voice_speaking(node.func):
                    yield f"{file.name}:{node.lineno}", node


def _is_voice_speaking(called: ast.expr) -> bool:
    if not (isinstance(called, ast.Attribute) and called.attr == "say"):
        return False
    speaker = called.value
    name = speaker.attr if isinstance(speaker, ast.Attribute) else getattr(speaker, "id", "")
    return name in ("voice", "_voice")


def test_every_reply_the_code_asks_for_exists_with_its_variables() -> None:
    """A misspelt key or a forgotten variable is found here, not by a person waiting in a thread."""
    texts = load_texts()
    mistakes = []
    for place, call in said():
        key = call.args[0] if call.args else None
        if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
            continue
        given = {word.arg for word in call.keywords}
        if key.value not in texts.replies:
            mistakes.append(f"{place}: no reply {key.value!r}")
        elif None not in given and given != texts.reply(key.value).variables:
            mistakes.append(f"{place}: {key.value!r} is given {sorted(map(str, given))}")
    assert mistakes == []
