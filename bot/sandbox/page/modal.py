"""The modal a person has open: its blocks, its fields, its errors."""

from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from bot.sandbox.page import browser
from bot.sandbox.page.blocks import draw_blocks
from bot.sandbox.page.controls import chosen, words_of
from bot.sandbox.page.elements import icon, set_attribute, set_text, tag
from bot.sandbox.page.forms import (
    Fields,
    Json,
    draw_input,
    missing_in,
    refill,
    state_of,
    with_kept,
)
from bot.sandbox.page.surface import Surface
from bot.sandbox.shapes import View


class Modal:
    """Shows what the workspace says this person has open, above everything else.

    What stands below another stays as it is, with what was typed, until it is seen again.
    """

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._holder = tag("div", "modal-holder")
        self._drawn: dict[str, _Form] = {}

    def show(self) -> None:
        """Bring it in step. New errors leave what was typed as it is."""
        stack = self._surface.workspace.modals.stack(self._surface.viewer)
        for gone in self._drawn.keys() - {view.id for view in stack}:
            self._drawn.pop(gone).close()
        for view in stack:
            if view.id not in self._drawn:
                with self._holder:
                    self._drawn[view.id] = _Form(self._surface, view.id)
            self._drawn[view.id].show(view)


class _Form:
    """One modal, drawn."""

    def __init__(self, surface: Surface, id: str) -> None:
        self._surface = surface
        self._holder = tag("div", "modal-place", data_view=id)
        self._view: View | None = None
        self._form: ui.element | None = None
        self._errors: dict[str, tuple[ui.element, list[ui.element]]] = {}
        self._blocks: list[Json] = []
        self._kept: dict[tuple[str, str], str] = {}
        self._acted: str | None = None

    def show(self, now: View) -> None:
        """Bring it in step."""
        before, self._view = self._view, now
        if now == before:
            return
        if before and now.view == before.view:
            self._complain(now.errors)
            return
        self._holder.clear()
        self._draw(now)

    def close(self) -> None:
        """Take it away."""
        self._holder.delete()

    def _draw(self, view: View) -> None:
        self._errors = {}
        self._blocks = [self._as_left(block) for block in view.view.get("blocks", [])]
        title = words_of(view.view.get("title"), "Form")
        with self._holder, tag("dialog", "modal", aria_label=title) as dialog:
            dialog.props["data-testid"] = "modal"
            dialog.on("cancel", self._close, js_handler=browser.CANCEL)
            with tag("form", "modal-form", novalidate=True) as self._form:
                self._head(title, is_above=view.view["previous_view_id"] is not None)
                with tag("div", "modal-body"):
                    for block in self._blocks:
                        self._block(block)
                self._foot(view.view)
            self._form.on("submit", self._submit, js_handler=browser.SEND_FIELDS)
        self._start_in_first_field()
        self._complain(view.errors)
        browser.open_modal(dialog.client, dialog.html_id)

    def _head(self, title: str, is_above: bool) -> None:
        with tag("header", "modal-head"):
            if is_above:
                with tag("button", "tool", type="button", aria_label="Back") as back:
                    icon("back")
                back.props["data-testid"] = "modal-back"
                back.on("click", self._close, args=[])
            tag("h2", text=title)
            with tag("button", "tool", type="button", aria_label="Close") as close:
                icon("close")
            close.on("click", self._close_all, args=[])

    def _foot(self, view: dict[str, Any]) -> None:
        with tag("footer", "modal-foot"):
            close = tag(
                "button", "button", type="button", text=words_of(view.get("close"), "Close")
            )
            close.on("click", self._close, args=[])
            if view.get("submit"):
                words = words_of(view["submit"])
                submit = tag("button", "button is-primary", type="submit", text=words)
                submit.props["data-testid"] = "modal-submit"

    def _block(self, block: dict[str, Any]) -> None:
        if block.get("type") != "input":
            draw_blocks((block,), self._surface, self._act)
            return
        id = str(block.get("block_id", ""))
        with tag("div", "field-block"):
            named = self._label(block)
            if block["element"].get("type") == "external_select":
                self._search(block, named)
            fields = draw_input(block, self._surface, named)
            if block.get("dispatch_action") is True:
                self._tell(block, fields)
            hint = words_of(block.get("hint"))
            if hint:
                tag("p", "field-hint", text=hint)
            error = tag("p", "field-error", role="alert")
        error.props["data-testid"] = f"error-{id}"
        error.set_visibility(False)
        self._errors[id] = (error, fields)

    def _as_left(self, block: Json) -> Json:
        """An input with what stood in it before its modal changed; room for what is offered."""
        element = block.get("element")
        if block.get("type") != "input" or not isinstance(element, dict):
            return block
        initial = element.get("initial_option")
        if element.get("type") == "external_select":
            element = {**element, "options": [initial] if initial else []}
        at = (str(block.get("block_id", "")), str(element.get("action_id", "")))
        kept = self._kept.get(at)
        return {**block, "element": with_kept(element, kept) if kept else element}

    def _search(self, block: Json, named: str) -> None:
        """A box to type into: what the bot offers for it is what can be chosen below."""
        label = words_of(block["element"].get("placeholder"), "Search")
        box = tag("input", "input is-search", type="search", placeholder=f"{label}: type to search")
        box.props.update({"aria-labelledby": named, "autocomplete": "off"})

        async def offer(event: GenericEventArguments) -> None:
            await self._offer(block, str(event.args))

        box.on("input", offer, js_handler=browser.VALUE, throttle=0.2, leading_events=False)

    async def _offer(self, block: Json, typed: str) -> None:
        element, id = block["element"], str(block.get("block_id", ""))
        where = (self._surface.viewer, id, str(element.get("action_id", "")))
        element["options"] = await self._surface.workspace.shortcuts.suggest(*where, typed)
        _, fields = self._errors[id]
        for field in fields:
            refill(field, element)

    def _tell(self, block: Json, fields: list[ui.element]) -> None:
        """Have the bot hear at once what is chosen: the rest of the modal may follow from it."""
        element, id = block["element"], str(block.get("block_id", ""))

        async def choose(event: GenericEventArguments) -> None:
            self._acted = id
            told = {"type": element["type"], "action_id": str(element.get("action_id", ""))}
            await self._act(id, told | chosen(element, str(event.args)))

        for field in fields:
            field.on("change", choose, js_handler=browser.VALUE)

    def _label(self, block: dict[str, Any]) -> str:
        with tag("div", "field-label") as label:
            tag("span", text=words_of(block.get("label")))
            if block.get("optional") is True:
                tag("span", "quiet", text="optional")
        return label.html_id

    def _start_in_first_field(self) -> None:
        _, acted = self._errors.get(self._acted or "", (None, []))
        found = (fields[0] for _, fields in self._errors.values() if fields)
        first = next(iter(acted), None) or next(found, None)
        if first is not None:
            first.props["autofocus"] = True

    def _complain(self, errors: dict[str, str]) -> None:
        for id, (shown, fields) in self._errors.items():
            words = errors.get(id, "")
            set_text(shown, words)
            shown.set_visibility(bool(words))
            for field in fields:
                set_attribute(field, "aria-invalid", "true" if words else None)
                set_attribute(field, "aria-describedby", shown.html_id if words else None)
        if any(id in errors for id in self._errors):
            browser.focus(self._holder.client, "dialog [aria-invalid=true]")

    async def _submit(self, event: GenericEventArguments) -> None:
        if self._view is None:
            return
        fields = _fields(event.args)
        drawn = {"blocks": self._blocks}
        missing = missing_in(drawn, fields)
        self._complain(missing)
        if not missing:
            values = state_of(drawn, fields)
            await self._surface.workspace.submit(self._surface.viewer, values)

    async def _act(self, block_id: str, action: dict[str, Any]) -> None:
        if self._view is None or self._form is None:
            return
        form = f"document.getElementById('{self._form.html_id}')"
        found = await self._form.client.run_javascript(f"return ({browser.COLLECT})({form})")
        fields = _fields(found)
        self._kept = {(block, action): value for block, action, value in fields if value}
        values = state_of({"blocks": self._blocks}, fields)
        await self._surface.workspace.click_in_view(self._surface.viewer, block_id, action, values)

    async def _close(self) -> None:
        await self._surface.workspace.close_view(self._surface.viewer)

    async def _close_all(self) -> None:
        await self._surface.workspace.close_view(self._surface.viewer, whole=True)


def _fields(given: object) -> Fields:
    rows = given if isinstance(given, list) else []
    return [(str(row[0]), str(row[1]), str(row[2])) for row in rows if len(row) == 3]
