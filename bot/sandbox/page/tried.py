"""What a newcomer's steps are judged by: what happened here, whoever did it and in what words."""

from collections.abc import Iterator
from typing import Final

from bot.sandbox.shapes import Message, Room, Try
from bot.sandbox.workspace import Workspace

_RECORDED: Final = {"undo", "attest"}
"""The buttons of a card that was recorded: a day later it is past undoing, yet can be attested."""


def can(given: Try, workspace: Workspace) -> bool:
    """Whether a step can be done now."""
    if given.does == "record":
        return (
            card_of(given, workspace) is not None and _recorded(given, workspace) >= given.nth - 1
        )
    if given.does == "update":
        return _is_linked(given, workspace) and _recorded(given, workspace) >= given.nth - 1
    return given.does != "answer" or thread_of(given, workspace) is not None


def is_done(given: Try, workspace: Workspace) -> bool:
    """Whether what a step is about happened, by the step or by somebody typing."""
    if given.does in {"ask", "link"}:
        return (_was_asked if given.does == "ask" else _is_linked)(given, workspace)
    threads = _threads(given, workspace)
    if given.does == "update":
        return _told(given, workspace) >= given.nth if given.nth > 1 else bool(threads)
    if given.does == "record":
        return _recorded(given, workspace) >= given.nth
    replies = (workspace.thread(head.channel, head.ts)[1:] for head in threads)
    return any(_spoke(said, workspace) > 1 for said in replies)


def _recorded(given: Try, workspace: Workspace) -> int:
    """The updates of which something was recorded."""
    return _showing(_RECORDED, given, workspace)


def _told(given: Try, workspace: Workspace) -> int:
    """The updates with a card, to be recorded or recorded: those that told a figure in the end."""
    return _showing({"record"} | _RECORDED, given, workspace)


def _showing(actions: set[str], given: Try, workspace: Workspace) -> int:
    """The updates with one of these buttons in their thread."""
    threads = (workspace.thread(one.channel, one.ts) for one in _threads(given, workspace))
    return sum(any(actions & set(_buttons(message)) for message in said) for said in threads)


def thread_of(given: Try, workspace: Workspace) -> Message | None:
    """The head of the latest thread a step can be done in; None where there is none, or none is
    needed.
    """
    if given.does not in {"answer", "record"}:
        return None
    return next(iter(_threads(given, workspace)), None)


def card_of(given: Try, workspace: Workspace) -> Message | None:
    """The latest message whose button a step is to press."""
    if given.does != "record":
        return None
    for head in _threads(given, workspace):
        for message in reversed(workspace.thread(head.channel, head.ts)):
            if "record" in _buttons(message):
                return message
    return None


def _is_linked(given: Try, workspace: Workspace) -> bool:
    """Whether the bot said something in the channel to everybody: it does when it is linked."""
    said = workspace.messages(given.where.id if given.where else "")
    return any(m.user == workspace.bot_user and m.ephemeral_to is None for m in said)


def _threads(given: Try, workspace: Workspace) -> list[Message]:
    """The updates the bot spoke to, latest first."""
    heads = reversed(workspace.messages(given.where.id if given.where else ""))
    return [head for head in heads if _is_update(head, workspace)]


def _is_update(head: Message, workspace: Workspace) -> bool:
    by_us = head.user == workspace.bot_user or _mention(workspace) in head.text
    return not by_us and _spoke(workspace.thread(head.channel, head.ts)[1:], workspace) > 0


def _was_asked(given: Try, workspace: Workspace) -> bool:
    """By a mention in the step's room, or by any person alone with the bot; or by a command."""
    if given.where is None:
        rooms = (room for room in workspace.rooms.values() if room.is_direct)
        return any(_was_answered(room, workspace) for room in rooms)
    asked = (m for m in workspace.messages(given.where.id) if _mention(workspace) in m.text)
    return _was_commanded(given.where, workspace) or any(
        _spoke(workspace.thread(head.channel, head.ts)[1:], workspace) for head in asked
    )


def _was_answered(room: Room, workspace: Workspace) -> bool:
    """Whether the bot said something after a person did, alone with it."""
    said = workspace.messages(room.id)
    first = next((n for n, m in enumerate(said) if m.user != workspace.bot_user), len(said))
    later = [reply for head in said[first:] for reply in workspace.thread(room.id, head.ts)]
    return _spoke(later, workspace) > 0


def _was_commanded(room: Room, workspace: Workspace) -> bool:
    return any(
        entry.name.startswith("/") and '"text": "improved' in entry.sent
        for entry in workspace.log.entries()
        if entry.about.channel == room.id
    )


def _spoke(said: list[Message], workspace: Workspace) -> int:
    return sum(message.user == workspace.bot_user for message in said)


def _mention(workspace: Workspace) -> str:
    return f"<@{workspace.bot_user}>"


def _buttons(message: Message) -> Iterator[str]:
    for block in message.blocks:
        for element in block.get("elements", ()):
            yield str(element.get("action_id", ""))
