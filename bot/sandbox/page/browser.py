"""The little that must happen in the browser itself, as handlers and commands for it."""

import json

from nicegui import Client

ENTER_SENDS = """(e) => {
  if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) {
    e.preventDefault();
    e.target.form.requestSubmit();
  }
}"""
"""Enter sends the form a text box stands in; Shift+Enter, and Enter while composing, do not."""

TAKE_WORDS = """(e) => {
  e.preventDefault();
  const text = e.target.elements.words.value;
  if (text.trim()) emit(text);
}"""
"""Hands over what was typed."""

SEND = """(e) => {
  e.preventDefault();
  const sent = takeAll(e.target);
  if (sent) emit(sent);
}"""
"""Hands over words and files and empties the box, so that nothing is sent twice."""

INSERT_NAME = """(e) => {
  const box = e.currentTarget.form.elements.words;
  box.setRangeText(e.currentTarget.dataset.words, box.selectionStart, box.selectionEnd, 'end');
  box.focus();
  box.dispatchEvent(new Event('input', {bubbles: true}));
}"""

COLLECT = """(form) => [...form.elements]
  .filter((field) => field.dataset.block !== undefined)
  .filter((field) => !['radio', 'checkbox'].includes(field.type) || field.checked)
  .map((field) => [field.dataset.block, field.dataset.action, field.value])"""
"""The fields of a form as (block, action, value), only chosen ones of boxes."""

SEND_FIELDS = f"(e) => {{ e.preventDefault(); emit(({COLLECT})(e.target)) }}"

CLOSE = "(e) => e.currentTarget.closest('dialog').close()"
OPENED = "(e) => { if (e.target.open) emit() }"
CHECKED = "(e) => emit(e.target.checked)"
VALUE = "(e) => emit(e.target.value)"

SHOW_TRIES = "() => showTries(true)"
HIDE_TRIES = "() => showTries(false)"

TOOL = """(e) => {
  const does = e.target.closest('button')?.dataset.does;
  if (does && (does !== 'delete' || confirm('Delete this message?'))) emit(does);
}"""
"""Tells which button of a toolbar was pressed; what cannot be taken back is asked about first."""

TAKE_NAME = """(e) => {
  e.preventDefault();
  const fields = e.target.elements;
  emit(fields.called.value, fields.private?.checked ?? false);
}"""
"""Hands over what a channel is to be called, and whether it is private."""

MEMBER = """(e) => {
  const member = e.target.closest('[data-member]')?.dataset.member;
  if (member) emit(member);
}"""
"""Tells whose picture or name was pressed, of all there are below."""

CANCEL = "(e) => { e.preventDefault(); emit() }"


def sure(words: str) -> str:
    """A handler that asks first: what it is for cannot be taken back."""
    return f"() => {{ if (confirm({json.dumps(words)})) emit() }}"


def open_modal(client: Client, id: str) -> None:
    """Show a dialog above everything; the rest cannot be reached until it is gone."""
    client.run_javascript(f"document.getElementById({json.dumps(id)})?.showModal()")


def close_modal(client: Client, id: str) -> None:
    """Close a dialog; the keyboard goes back where it came from."""
    client.run_javascript(f"document.getElementById({json.dumps(id)})?.close()")


def show_beside(client: Client, id: str) -> None:
    """Show a card or a menu beside what was pressed."""
    client.run_javascript(f"showBeside({json.dumps(id)})")


def come_back(client: Client) -> None:
    """Put the keyboard where it was before the drawer was opened."""
    client.run_javascript("leaveBehind()")


def focus(client: Client, selector: str) -> None:
    """Put the keyboard on the first element this selector finds."""
    client.run_javascript(f"document.querySelector({json.dumps(selector)})?.focus()")


def focus_to_write(client: Client, testid: str) -> None:
    """Put the keyboard on a box to write in; not on a phone, where half the screen would go."""
    box = f"document.querySelector('[data-testid={testid}]')"
    client.run_javascript(f"if (matchMedia('(hover: hover)').matches) {box}?.focus()")


def focus_if_lost(client: Client, selector: str) -> None:
    """The same, where what had the keyboard was taken away; who reads a pane's end stays there."""
    client.run_javascript(f"focusIfLost({json.dumps(selector)})")


def to_end(client: Client, id: str) -> None:
    """Scroll a pane to its latest message."""
    client.run_javascript(f"document.getElementById({json.dumps(id)})?.scrollTo(0, 0)")


def point_out(client: Client, id: str) -> None:
    """Scroll to a line and mark it for a moment."""
    client.run_javascript(f"""
      const line = document.getElementById({json.dumps(id)});
      const message = line?.querySelector('article');
      message?.scrollIntoView({{block: 'center'}});
      message?.focus({{preventScroll: true}});
      message?.classList.remove('is-target');
      void line?.offsetWidth;
      message?.classList.add('is-target');
    """)


def give_back(client: Client, id: str, sent: object) -> None:
    """Put words and files that could not be sent back into an empty box."""
    client.run_javascript(f"giveBack({json.dumps(id)}, {json.dumps(sent)})")


def forget_draft(client: Client, draft: str) -> None:
    """Words that were kept until they were sent are kept no longer."""
    client.run_javascript(f"forgetDraft({json.dumps(draft)})")


def remember(client: Client, address: str, title: str) -> None:
    """Keep the place in the address bar, so that loading again leads back."""
    client.run_javascript(
        f"history.replaceState(history.state, '', {json.dumps(address)});"
        f"document.title = {json.dumps(title)}"
    )
