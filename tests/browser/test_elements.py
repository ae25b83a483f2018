"""Every element of the page that has a name for tests is used by one."""

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

NAMED = "data-testid"
USED = {
    "absent": "test_member.py",
    "*tries": "test_story.py",
    "*try-*": "test_story.py",
    "attach-fault": "test_attaching.py",
    "agent-bar": "test_agent.py",
    "agent-prompt": "test_agent.py",
    "agent-stop": "test_agent.py",
    "add-channel": "test_member.py",
    "add-member": "test_member.py",
    "answered": "test_behind.py",
    "begin-again": "test_behind.py",
    "behind": "test_behind.py",
    "behind-*": "test_behind.py",
    "behind-close": "test_behind.py",
    "behind-open": "test_behind.py",
    "channel": "test_behind.py",
    "channel-*": "screen.py",
    "channel-card": "test_member.py",
    "bot-*": "test_home.py",
    "channel-app": "screen.py",
    "claims": "test_behind.py",
    "close-thread": "test_story.py",
    "composer": "test_writing.py",
    "*-file": "test_attaching.py",
    "deliveries-filter": "test_behind.py",
    "delivery": "test_behind.py",
    "direct-*": "test_direct.py",
    "edit-box": "test_talking.py",
    "error-*": "test_controls.py",
    "facts": "test_behind.py",
    "fault-*": "test_behind.py",
    "fault-refusal": "test_behind.py",
    "fault-*-method": "test_behind.py",
    "faults-error": "test_behind.py",
    "faults-none": "test_behind.py",
    "field": "test_controls.py",
    "gaps": "test_behind.py",
    "go-on": "test_agent.py",
    "forward-*": "test_story.py",
    "home": "test_home.py",
    "member": "test_member.py",
    "member-leaves": "test_member.py",
    "member-write": "test_member.py",
    "message": "screen.py",
    "modal": "screen.py",
    "modal-back": "test_controls.py",
    "modal-submit": "screen.py",
    "person-*": "screen.py",
    "person-switcher": "test_moving.py",
    "read-text": "test_behind.py",
    "replies": "screen.py",
    "reset": "test_story.py",
    "restart": "test_behind.py",
    "setting-up": "test_behind.py",
    "start-empty": "test_behind.py",
    "sessions": "test_agent.py",
    "shortcuts": "test_shortcuts.py",
    "status": "test_talking.py",
    "tend": "test_member.py",
    "thread": "screen.py",
    "thread-composer": "screen.py",
    "theme": "test_theme.py",
    "time-now": "test_story.py",
    "tour": "test_story.py",
    "tour-offer": "test_story.py",
    "verdict": "test_behind.py",
    "why": "test_behind.py",
}
"""Each name, a star where it varies, and a file here that uses it."""


def test_every_named_element_is_used_by_a_test() -> None:
    """A new name needs a test, and what is gone leaves the table."""
    assert {name for tree in _sources() for name in _names(tree)} == USED.keys()


def test_the_table_tells_the_truth() -> None:
    """The file named for an element uses its name."""
    here = Path(__file__).parent
    unused = [
        name for name, file in USED.items() if not _is_used(name, (here / file).read_text("utf-8"))
    ]
    assert unused == []


def _is_used(name: str, source: str) -> bool:
    if "*" not in name:
        return f'"{name}"' in source
    return all(part in source for part in name.split("*"))


def _sources() -> list[ast.Module]:
    page = files("bot.sandbox.page")
    return [
        ast.parse(file.read_text("utf-8")) for file in page.iterdir() if file.name.endswith(".py")
    ]


def _names(tree: ast.Module) -> Iterator[str]:
    """What a module gives as names: where they are set, and where they are handed to a function."""
    takes = _takers(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _is_name(node.targets[0]):
            yield from _words(node.value)
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == NAMED:
                    yield from _words(value)
        if isinstance(node, ast.keyword) and node.arg == "testid":
            yield from _words(node.value)
        if isinstance(node, ast.Call) and (at := takes.get(_called(node.func))) is not None:
            yield from (word for given in node.args[at : at + 1] for word in _words(given))
        if isinstance(node, ast.Assign) and "testid" in ast.unparse(node.targets[0]):
            yield from _second(node.value)


def _takers(tree: ast.Module) -> dict[str, int]:
    """The functions that take a name, with its place among their arguments."""
    found = {"Composer": 1}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args if one.arg != "self"]
            if "testid" in names and node.name != "__init__":
                found[node.name] = names.index("testid")
    return found


def _is_name(target: ast.expr) -> bool:
    return isinstance(target, ast.Subscript) and ast.unparse(target.slice) == repr(NAMED)


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else ast.unparse(function)


def _words(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant):
        yield str(value.value)
    if isinstance(value, ast.IfExp):
        yield from _words(value.body)
        yield from _words(value.orelse)
    if isinstance(value, ast.JoinedStr):
        yield "".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in value.values)


def _second(value: ast.expr) -> Iterator[str]:
    """Names given beside a label: `label, testid = …, …`."""
    if isinstance(value, ast.Tuple):
        yield from _words(value.elts[-1])
