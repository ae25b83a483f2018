"""One message, drawn: whose it is, what it says, what hangs on it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.page import browser
from bot.sandbox.page.blocks import draw_blocks, draw_picture
from bot.sandbox.page.drawing import draw
from bot.sandbox.page.elements import Tool, icon, picture, tag, toolbar
from bot.sandbox.page.emoji import emoji
from bot.sandbox.page.member import opens_member
from bot.sandbox.page.mrkdwn import read_mrkdwn
from bot.sandbox.page.prose import shown
from bot.sandbox.page.rows import Row, replies
from bot.sandbox.page.surface import Act, Surface
from bot.sandbox.shapes import Message, Person

Click = Callable[[Message, str, dict[str, Any]], Awaitable[None]]
"""Takes the message, the block's id and the action."""


@dataclass(frozen=True)
class Pen:
    """How a pane draws its messages. Only the channel's own pane leads into threads.

    `edit` takes the message and its new words, typed by its author.
    """

    surface: Surface
    click: Click
    edit: Callable[[Message, str], Awaitable[None]]
    delete: Callable[[Message], Awaitable[None]]
    open_thread: Callable[[str], None] | None = None


def draw_row(row: Row, pen: Pen, start_edit: Callable[[str], None]) -> None:
    """Draw a line where we stand: the day where it is new, then the message."""
    if row.day is not None:
        with tag("div", "day", role="separator", aria_label=row.day):
            tag("span", text=row.day)
    if row.is_new:
        with tag("div", "day is-new", role="separator", aria_label="New messages"):
            tag("span", text="New")
    if row.title is not None:
        tag("p", "session-title", text=shown(row.title))
    author = _author(row.message, pen.surface)
    label = f"{author.name}, {row.when}"
    tools = _offered(row.message, pen)
    with tag("article", _css(row, tools), tabindex="-1", aria_label=label) as article:
        article.props["data-testid"] = "message"
        article.props["data-ts"] = row.message.ts
        _margin(row, author)
        with tag("div", "said"):
            _said(row, author, pen)
        _tools(row.message, tools, pen, start_edit)
    if row.below is not None:
        with tag("div", "day is-count"):
            tag("span", text=row.below)


def _css(row: Row, tools: Sequence[Tool]) -> str:
    """With the number of tools, for which room is kept: they never cover words."""
    kinds = {"message": True, "is-first": row.is_first, "is-private": _only_you(row)}
    kinds["in-session"] = row.in_session
    kinds[f"has-{len(tools)}"] = bool(tools)
    return " ".join(name for name, holds in kinds.items() if holds)


def _only_you(row: Row) -> bool:
    return row.message.ephemeral_to is not None


def _author(message: Message, surface: Surface) -> Person:
    unknown = Person(id=message.user, name=message.user or "Unknown", color="#7a7f87")
    found = surface.workspace.people.get(message.user, unknown)
    return found.model_copy(update={"name": shown(found.name)})


def _margin(row: Row, author: Person) -> None:
    if not row.is_first:
        tag("time", "margin quiet", text=row.clock, title=row.when)
        return
    with tag("div", "margin"):
        opens_member(picture(author.initials, author.color, author.is_bot), author)


def _said(row: Row, author: Person, pen: Pen) -> None:
    if _only_you(row):
        with tag("div", "only-you"):
            icon("eye")
            tag("span", text="Only visible to you")
    if row.is_first:
        with tag("div", "by"):
            opens_member(tag("button", "name", type="button", text=author.name), author)
            if author.is_bot:
                tag("span", "badge", text="App")
            tag("time", "quiet", text=row.clock, title=row.when)
    _words(row.message, author, pen)
    _reactions(row.message, pen.surface)
    _replies(row, pen)
    _goes_on(row, pen)


def _words(message: Message, author: Person, pen: Pen) -> None:
    if message.deleted:
        tag("p", "para gone", text="This message was deleted.")
        return
    with tag("div", "words"):
        if message.blocks:
            draw_blocks(message.blocks, pen.surface, _act(message, pen))
        else:
            draw(read_mrkdwn(message.text), pen.surface)
        _files(message, pen.surface)
    if message.streaming:
        tag("span", "streaming", role="status", aria_label="Still being said")
    if message.edited and not author.is_bot:
        tag("span", "edited", text="(edited)")


def _act(message: Message, pen: Pen) -> Act:
    async def act(block_id: str, action: dict[str, Any]) -> None:
        await pen.click(message, block_id, action)

    return act


def _files(message: Message, surface: Surface) -> None:
    here = f"{surface.workspace.base_url}/files/"
    for file in message.files:
        name = shown(str(file.get("title") or file.get("name") or "File"))
        link = str(file.get("permalink") or "")
        picture = surface.picture(str(file.get("id")))
        if picture is not None:
            draw_picture(picture, shown(str(file.get("alt_txt") or name)))
        elif link.startswith(here):
            _local_file(file, name, urlsplit(link).path)
        else:
            with tag("div", "file"):
                icon("file")
                tag("span", text=name)


def _local_file(file: dict[str, Any], name: str, path: str) -> None:
    with tag("a", "file", href=path, download=name):
        icon("file")
        tag("span", text=name)
        tag("span", "quiet", text=_size(file))


def _size(file: dict[str, Any]) -> str:
    """What kind of file it is and how large."""
    size = int(file.get("size") or 0)
    large = f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1)} kB"
    kind = str(file.get("filetype") or "")
    ending = PurePosixPath(str(file.get("name") or "")).suffix.removeprefix(".")
    return f"{(ending if kind == 'binary' and ending else kind).upper()[:8]}, {large}"


def _reactions(message: Message, surface: Surface) -> None:
    if not message.reactions:
        return
    with tag("div", "reactions"):
        for reaction in message.reactions:
            who = ", ".join(shown(surface.name(user)) for user in reaction.users)
            with tag("span", "reaction", title=f"{who}: {reaction.name}"):
                tag("span", text=emoji(reaction.name))
                tag("span", text=str(len(reaction.users)))


def _replies(row: Row, pen: Pen) -> None:
    count, opens = row.message.reply_count, pen.open_thread
    if not count or opens is None:
        return
    ts = row.message.ts
    with tag("button", "replies", type="button") as chip:
        icon("reply")
        tag("span", "count", text=replies(count))
        tag("span", "quiet", text=f"Last reply {row.last_reply}")
    chip.props["data-testid"] = "replies"
    chip.on("click", lambda: opens(ts), args=[])


def _goes_on(row: Row, pen: Pen) -> None:
    """The way into a session, at its end: what is written below all of them begins another."""
    head, opens = row.goes_on, pen.open_thread
    if head is None or opens is None:
        return
    with tag("button", "replies", type="button") as chip:
        icon("reply")
        tag("span", "count", text="Go on in this session")
    chip.props["data-testid"] = "go-on"
    chip.on("click", lambda: opens(head), args=[])


def _offered(message: Message, pen: Pen) -> list[Tool]:
    """What can be done with a message by the small buttons beside it."""
    if message.deleted or message.ephemeral_to is not None:
        return []
    tools = []
    if pen.open_thread is not None:
        tools.append(Tool("reply", "reply", "Reply in thread"))
    if pen.surface.why is not None:
        tools.append(Tool("why", "why", "Why?", testid="why"))
    tools.append(Tool("more", "more", "More actions"))
    if message.user == pen.surface.viewer:
        tools += [Tool("edit", "edit", "Edit message"), Tool("delete", "bin", "Delete message")]
    return tools


def _tools(
    message: Message, tools: Sequence[Tool], pen: Pen, start_edit: Callable[[str], None]
) -> None:
    opens, why = pen.open_thread, pen.surface.why
    does: dict[str, Callable[[], object]] = {
        "reply": lambda: opens and opens(message.ts),
        "why": lambda: why and why(message),
        "more": lambda: pen.surface.offer(message),
        "edit": lambda: start_edit(message.ts),
        "delete": lambda: pen.delete(message),
    }
    if tools:
        bar = toolbar(tools, "tools", "Message actions")
        bar.on("click", lambda event: does[event.args](), js_handler=browser.TOOL)
