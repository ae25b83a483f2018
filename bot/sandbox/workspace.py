"""A Slack workspace in small: what people see and do in it. The bot cannot tell the difference."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.blocks import with_ids
from bot.sandbox.board import Board
from bot.sandbox.delivery import Attempt, Delivery, Kind
from bot.sandbox.log import About
from bot.sandbox.modals import filled
from bot.sandbox.news import News
from bot.sandbox.payloads import (
    click_payload,
    closed_payload,
    command_form,
    submission_payload,
    view_click_payload,
)
from bot.sandbox.rates import Rates
from bot.sandbox.refusal import Refused
from bot.sandbox.sessions import Sessions
from bot.sandbox.shapes import Change, Identity, Json, Message, Person, Reaction, Room, View
from bot.sandbox.shelf import fault_of
from bot.sandbox.shortcuts import Shortcuts
from bot.sandbox.showing import Showing
from bot.sandbox.sizes import check_text, checked_blocks, checked_view
from bot.sandbox.tending import Tending
from bot.sandbox.tickets import Origin, Tickets
from bot.sandbox.typed import as_commanded, as_stored
from bot.sandbox.uploads import Uploads

__all__ = ["Change", "Identity", "Message", "Person", "Reaction", "Room", "View", "Workspace"]


_TOLD_ANEW = "All that was said and recorded here was deleted, and the example told anew."
_EMPTIED = "All that was said and recorded here was deleted. The workspace is empty."


class Workspace(Showing):
    """What a page shows and what a person can do. Used from one event loop.

    What people do reaches the bot through `delivery`: messages as events, started and not waited
    for; clicks, forms and commands as requests that are waited for. `base_url` is where this
    workspace is served, without a slash at its end. `on_reset` is called when all that was said is
    gone: there the bot's own records go, and the example may be told anew.
    """

    def __init__(
        self,
        who: Identity,
        board: Board,
        delivery: Delivery,
        tickets: Tickets,
        new_id: Callable[[], str],
        base_url: str,
        commands: tuple[str, ...] = ("/whatimproved",),
        on_reset: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__(who, board, delivery, new_id, base_url)
        self.news = News(who, board, delivery)
        self.tickets = tickets
        self.rates = Rates(delivery.clock)
        self.sessions = Sessions(delivery.clock, board.announce)
        self.uploads = Uploads(self.shelf, new_id)
        self.shortcuts = Shortcuts(self, tickets, self._interact, self._response_url)
        self.tending = Tending(self, self.news, new_id, self._say_status)
        self.on_reset = on_reset
        self._commands = commands

    async def close(self) -> None:
        """Stop telling the bot of what happened and let go of the file."""
        await self.delivery.close()
        self.board.close()

    async def reset(self, *, example: bool = True) -> None:
        """Back to the people and rooms it began with: all that was said is gone, on disk too.

        Without `example` it is noted that none is wanted. What was on its way to the bot is given
        up, forms are closed, trigger ids and response addresses no longer lead anywhere. Faults
        stay as they are set.
        """
        self.beginnings += 1
        self._set_up(False)
        try:
            await self._begin_anew(example)
        finally:
            self._set_up(True)
        self._say_status(_TOLD_ANEW if example else _EMPTIED)

    async def _begin_anew(self, example: bool) -> None:
        await self.delivery.forget()
        self._notice = None
        self.tickets.clear()
        self.modals.clear()
        self.uploads.clear()
        self.shelf.clear()
        self.board.reset(example=example)
        self.sessions.forget()
        if self.on_reset is not None:
            await self.on_reset()

    def _set_up(self, is_done: bool) -> None:
        self.is_set_up = is_done
        self.board.announce(Change())

    # what a person can do

    async def post(
        self,
        user: str,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        files: tuple[Json, ...] = (),
    ) -> Message | None:
        """Say something as a person typed it, in a channel they are in.

        None, where nothing is said: there is nothing to say, or no such channel or thread any
        more, which `status` then tells. A reply to a reply goes to the thread both are in.
        """
        self._notice = None
        stored = self._stored(user, text)
        if not (stored or files):
            return None
        room = self.rooms.get(channel)
        if room is not None and room.is_archived:
            self._say_status("This channel is archived: nothing can be said here.")
            return None
        head = self.board.find(channel, thread_ts) if thread_ts else None
        if room is None or user not in room.members or (thread_ts and head is None):
            self._say_status("That conversation is no longer there.")
            return None
        thread = head.thread_ts if head and head.is_reply else thread_ts
        shown = tuple(self._shared(file, channel) for file in files)
        message = self.board.say(user, channel, stored, thread_ts=thread, files=shown)
        self.news.posted(message)
        return message

    def attach(self, user: str, name: str, content: bytes) -> Json | None:
        """A person's file, to be passed to `post`; None where `status` says why it is not taken."""
        fault = fault_of(name, content)
        self._say_status(fault)
        if fault or user not in self.people:
            return None
        created = int(self.board.now().timestamp())
        return self.file_json(self.shelf.put(user, name, content, created))

    def take_away(self, message: Message) -> None:
        """A message goes, with the files that stand in no other."""
        for file in message.files:
            self.shelf.unshare(str(file.get("id")), message.channel)
        self.board.remove(message)

    def _shared(self, file: Json, channel: str) -> Json:
        kept = self.shelf.share(str(file.get("id")), channel)
        return file if kept is None else self.file_json(kept)

    async def edit(self, user: str, channel: str, ts: str, text: str) -> None:
        """Change one's own message; nothing happens to somebody else's or to a deleted one."""
        before, stored = self._own(user, channel, ts), self._stored(user, text)
        if before and stored not in ("", before.text):
            now = self.board.change(before, text=stored, edited_ts=self.board.next_ts())
            self.news.changed(now, before)

    async def delete(self, user: str, channel: str, ts: str) -> None:
        """Delete one's own message; nothing happens to somebody else's."""
        before = self._own(user, channel, ts)
        if before:
            self.take_away(before)
            self.news.deleted(before)

    async def click(
        self, user: str, channel: str, message_ts: str, block_id: str, action: Json
    ) -> None:
        """Press a button or choose from a menu under a message.

        `action` is the element with what was chosen: `type`, `action_id`, and `value` or
        `selected_option`. Nothing happens where the message is gone.
        """
        message = self.board.find(channel, message_ts)
        if message is None or message.deleted or not self._sees(user, message):
            return
        origin = Origin(
            user=user, channel=channel, message_ts=message_ts, thread_ts=message.thread_ts
        )
        pressed = action | {"block_id": block_id, "action_ts": self.board.next_ts()}
        payload = click_payload(
            self.people[user],
            self.rooms[channel],
            message,
            pressed,
            self.who,
            self.tickets.trigger(origin),
        )
        await self._interact("action", payload | {"response_url": self._response_url(origin)})

    async def click_in_view(self, user: str, block_id: str, action: Json, values: Json) -> None:
        """Press a button or choose from a menu in a modal; `values` as for `submit`."""
        open = self.view_for(user)
        if open is None:
            return
        pressed = action | {"block_id": block_id, "action_ts": self.board.next_ts()}
        shown = open.model_copy(update={"view": filled(open.view, values)})
        trigger = self.tickets.trigger(Origin(user=user, channel=""))
        payload = view_click_payload(self.people[user], shown, pressed, self.who, trigger)
        await self._interact("action", payload, open.about)

    async def click_in_home(self, user: str, block_id: str, action: Json) -> None:
        """Press a button, choose from a menu or send a line in the bot's Home."""
        home = self.home_for(user)
        if home is None:
            return
        pressed = action | {"block_id": block_id, "action_ts": self.board.next_ts()}
        trigger = self.tickets.trigger(Origin(user=user, channel=""))
        payload = view_click_payload(self.people[user], home, pressed, self.who, trigger)
        await self._interact("action", payload, home.about)

    async def submit(self, user: str, values: dict[str, Any]) -> None:
        """Send the modal the person has open.

        `values` is Slack's `state.values`: block id, then action id, then the element's `type`
        with its `value`, `selected_option`, `selected_user` or `selected_date`. It stays open, with
        `errors`, where the bot finds fault, and where the bot does not answer.
        """
        open = self.view_for(user)
        if open is None:
            return
        trigger = self.tickets.trigger(Origin(user=user, channel=""))
        sent = filled(open.view, values)
        payload = submission_payload(self.people[user], sent, self.who, trigger)
        answer = await self._interact("submission", payload, open.about)
        still_open = self.view_for(user)
        if answer.taken and still_open:
            self._try(lambda: self._obey(answer.json_body(), still_open))

    async def close_view(self, user: str, *, whole: bool = False) -> None:
        """Close the modal that is seen without sending it; with `whole`, those below it too."""
        stack = self.modals.stack(user)
        cleared = whole or any(it.view["clear_on_close"] for it in stack[-1:])
        closed = stack if cleared else stack[-1:]
        (self.modals.close_all if cleared else self.modals.close)(user)
        for view in reversed(closed):
            if view.view["notify_on_close"]:
                person, is_all = self.people[user], len(closed) > 1
                payload = closed_payload(person, view.view, self.who, is_all)
                await self._interact("closed", payload, view.about)

    def look_at_bot(self, user: str, tab: str = "messages") -> None:
        """Open what one and the bot say to one another, or its Home."""
        self.news.looked_at(self.people[user], self.direct(user), tab)

    def stop_bot(self, user: str, channel: str, thread: str) -> None:
        """Press Stop: what it is saying in a thread ends there; what it does it ends itself."""
        room = self.rooms[channel]
        if user not in room.members or self.sessions.of(channel, thread).status != "processing":
            return
        streams = [one for one in self.board.thread(channel, thread) if one.streaming]
        for one in streams:
            self.sessions.stop(one)
            self.board.change(one, streaming=False)
        self.news.stopped(self.people[user], room, thread, [one.ts for one in streams])

    async def command(self, user: str, channel: str, line: str) -> None:
        """Type a slash command, with its slash. One that nobody listens to ends up in `status`."""
        name, _, words = line.strip().partition(" ")
        if name not in self._commands or "commands" not in self.who.scopes:
            self._say_status(f"{name} is not a command here. There is {', '.join(self._commands)}.")
            return
        origin = Origin(user=user, channel=channel)
        person, room = self.people[user], self.rooms.get(channel)
        if room is None or not room.is_open_to(person):
            self._say_status("That conversation is no longer there.")
            return
        trigger = self.tickets.trigger(origin)
        typed = as_commanded(words.strip(), self.people.values(), self.rooms_of(user))
        form = command_form(person, room, name, typed, self.who, trigger)
        self._say_status(None)
        answer = await self.delivery.command(form | {"response_url": self._response_url(origin)})
        self.board.announce(Change(user=user))
        if answer.taken:
            self._try(lambda: self._show_answer(answer, origin))

    # what the bot's answers do

    def show(
        self,
        origin: Origin,
        text: str,
        blocks: list[Json],
        in_channel: bool,
        thread_ts: str | None = None,
    ) -> None:
        """Have the bot answer somebody: for their eyes only, or for the whole channel."""
        shown = self.board.say(
            self.bot_user,
            origin.channel,
            text,
            blocks=tuple(with_ids(blocks)),
            thread_ts=thread_ts,
            ephemeral_to=None if in_channel else origin.user,
        )
        if in_channel:
            self.news.posted(shown)

    def _own(self, user: str, channel: str, ts: str) -> Message | None:
        found = self.board.find(channel, ts)
        return found if found and found.user == user and not found.deleted else None

    def _sees(self, user: str, message: Message) -> bool:
        return self.board.may_see(user, message.channel) and message.seen_by(user)

    def _stored(self, user: str, text: str) -> str:
        return as_stored(text, self.people.values(), self.rooms_of(user))

    async def _interact(self, kind: Kind, payload: Json, about: About | None = None) -> Attempt:
        self._notice = None
        answer = await self.delivery.interaction(kind, payload, about)
        self.board.announce(Change(user=payload["user"]["id"]))
        return answer

    def _obey(self, answer: Json, open: View) -> None:
        match answer.get("response_action"):
            case "errors":
                errors = answer.get("errors") or {}
                self.modals.complain(open, {str(key): str(errors[key]) for key in errors})
            case "update":
                self.modals.update(open, checked_view(answer.get("view")))
            case "push":
                self.modals.push(open.user, checked_view(answer.get("view")))
            case "clear":
                self.modals.close_all(open.user)
            case _:
                self.modals.close(open.user)

    def _show_answer(self, answer: Attempt, origin: Origin) -> None:
        found = answer.json_body()
        text = str(found.get("text") or "") if found else answer.body.strip()
        check_text(text)
        blocks = checked_blocks(found.get("blocks"))
        if text or blocks:
            self.show(origin, text, blocks, found.get("response_type") == "in_channel")

    def _try(self, show: Callable[[], None]) -> None:
        """Do what the bot's answer asks for; where Slack would refuse it, say that instead."""
        try:
            show()
        except Refused as refused:
            self._say_status(f"What the bot answered cannot be shown: {refused.code}.")

    def _response_url(self, origin: Origin) -> str:
        return f"{self.base_url}/response/{self.tickets.response(origin)}"

    def _say_status(self, words: str | None) -> None:
        self._notice = words
        self.board.announce(Change())
