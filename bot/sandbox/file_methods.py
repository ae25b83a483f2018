"""Web API: files of the bot's, and those it is shown."""

from typing import Any

from bot import limits
from bot.sandbox.calls import Call
from bot.sandbox.chat_methods import thread_of
from bot.sandbox.conversation_methods import joined_room, known_room
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json
from bot.sandbox.shelf import File
from bot.sandbox.sizes import check_text
from bot.sandbox.workspace import Workspace


def upload_address(at: Workspace, call: Call) -> Json:
    """files.getUploadURLExternal: where the bytes of one file are to be sent."""
    name, length = call.text("filename"), call.text("length")
    if not name or not length.isdecimal() or int(length) == 0:
        raise Refused("invalid_arguments")
    if int(length) > limits.FILE_BYTES:
        raise Refused("file_upload_size_restricted")
    token, id = at.uploads.expect(name, int(length))
    return {"upload_url": f"{at.base_url}/upload/{token}", "file_id": id}


def completed(at: Workspace, call: Call) -> Json:
    """files.completeUploadExternal: the files are shared in one message, or kept unshared."""
    given = call.structure("files")
    if not isinstance(given, list) or not given or not all(map(_is_named, given)):
        raise Refused("invalid_arguments")
    for one in given:
        _own(at, str(one["id"]))
    channel = call.text("channel_id") or call.text("channels").partition(",")[0]
    shared = _shared(at, call, channel, given) if channel else _titled(at, given, "")
    return {"files": [at.file_json(file) for file in shared]}


def info(at: Workspace, call: Call) -> Json:
    """files.info: only of what the bot may see."""
    file = at.shelf.find(call.text("file"))
    if file is None or not _is_seen(at, file):
        raise Refused("file_not_found")
    more = {"comments": [], "response_metadata": {"next_cursor": ""}}
    return {"file": at.file_json(file), **more}


def _shared(at: Workspace, call: Call, channel: str, given: list[Json]) -> list[File]:
    room = joined_room(at, known_room(at, channel))
    comment = call.text("initial_comment")
    check_text(comment)
    thread = thread_of(at, room, call)
    files = _titled(at, given, room.id)
    shown = tuple(at.file_json(file) for file in files)
    said = at.board.say(at.bot_user, room.id, comment, thread_ts=thread, files=shown)
    at.news.posted(said)
    return files


def _titled(at: Workspace, given: list[Json], channel: str) -> list[File]:
    kept = (at.shelf.share(str(it["id"]), channel, str(it.get("title") or "")) for it in given)
    return [file for file in kept if file is not None]


def _own(at: Workspace, id: str) -> File:
    file = at.shelf.find(id)
    if file is None or file.user != at.bot_user:
        raise Refused("file_not_found")
    return file


def _is_named(given: Any) -> bool:
    return isinstance(given, dict) and bool(given.get("id"))


def _is_seen(at: Workspace, file: File) -> bool:
    rooms = (at.rooms[room] for room in file.rooms if room in at.rooms)
    return file.user == at.bot_user or any(
        at.bot_user in room.members or not room.is_closed for room in rooms
    )
