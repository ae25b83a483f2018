"""Web API: the bot as an agent: what it is doing, what a session is called, what it suggests."""

from typing import Any

from bot import limits
from bot.sandbox.calls import Call
from bot.sandbox.chat_methods import thread_of
from bot.sandbox.conversation_methods import joined_room, known_room
from bot.sandbox.faulty import length
from bot.sandbox.refusal import Refused
from bot.sandbox.sessions import STATUSES, Session, Suggested
from bot.sandbox.shapes import Json, Room
from bot.sandbox.workspace import Workspace


def set_status(at: Workspace, call: Call) -> Json:
    """agents.sessions.setStatus: a title is for a session it makes."""
    room, thread = _place(at, call)
    status, title = call.text("status"), call.text("title")
    if status not in STATUSES:
        raise Refused("invalid_arguments", details=["[ERROR] no such status"])
    if length(title) > limits.SESSION_TITLE:
        raise Refused("invalid_arguments", details=["[ERROR] the title is too long"])
    initiator = call.text("initiator_user_id")
    if initiator and initiator not in room.members:
        raise Refused("user_not_in_channel")
    session = at.sessions.of(room.id, thread)
    if not at.sessions.knows(room.id, thread):
        session = Session(title=title)
    now = session.model_copy(update={"status": status})
    if status != "processing":
        now = now.model_copy(update={"loading": (), "since": None})
    at.sessions.keep(room.id, thread, now)
    return {"status": now.status, "agent_status": now.status, "title": now.title}


def rename(at: Workspace, call: Call) -> Json:
    """agents.sessions.rename: a session there is."""
    room, thread = _place(at, call)
    title = call.text("title")
    if not title or length(title) > limits.SESSION_TITLE:
        raise Refused("invalid_arguments", details=["[ERROR] a title has 1 to 200 characters"])
    if not at.sessions.knows(room.id, thread):
        raise Refused("session_not_found")
    now = at.sessions.of(room.id, thread).model_copy(update={"title": title})
    at.sessions.keep(room.id, thread, now)
    return {"title": title}


def set_loading(at: Workspace, call: Call) -> Json:
    """assistant.threads.setStatus: what is shown while an answer is made; empty ends it."""
    room, thread = _place(at, call)
    messages = call.structure("loading_messages") or []
    if not isinstance(messages, list) or len(messages) > limits.LOADING_MESSAGES:
        raise Refused("invalid_arguments", details=["[ERROR] too many loading_messages"])
    status = call.text("status")
    shown = tuple(str(it) for it in messages) or ((status,) if status else ())
    since = at.delivery.clock() if status else None
    session = at.sessions.of(room.id, thread)
    loading = shown if status else ()
    at.sessions.keep(
        room.id, thread, session.model_copy(update={"loading": loading, "since": since})
    )
    return {}


def suggest(at: Workspace, call: Call) -> Json:
    """assistant.threads.setSuggestedPrompts: of an agent, and so of no thread: with one, Slack
    says yes and does nothing.
    """
    room = joined_room(at, known_room(at, call.text("channel_id")))
    prompts = call.structure("prompts")
    if not _are_prompts(prompts):
        raise Refused("invalid_arguments", details=["[ERROR] up to four prompts"])
    if not call.given("thread_ts"):
        pairs = tuple((str(it["title"]), str(it["message"])) for it in prompts)
        at.sessions.suggest(room.id, Suggested(title=call.text("title"), prompts=pairs))
    return {}


def _are_prompts(prompts: Any) -> bool:
    return (
        isinstance(prompts, list)
        and 0 < len(prompts) <= limits.PROMPTS
        and all(isinstance(it, dict) and it.get("title") and it.get("message") for it in prompts)
    )


def _place(at: Workspace, call: Call) -> tuple[Room, str]:
    """The thread of a session. Raises Refused."""
    room = joined_room(at, known_room(at, call.text("channel_id")))
    thread = thread_of(at, room, call)
    if thread is None:
        raise Refused("invalid_arguments", details=["[ERROR] missing required field: thread_ts"])
    return room, thread
