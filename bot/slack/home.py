"""A Home as a view, and what somebody asked it to show. Always valid: what does not fit is left
out.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from bot import limits
from bot.benefits.conversation import Line, Option
from bot.benefits.home import PAGE, Entry, Home, Section, Shelf, Waiting, Wanted
from bot.benefits.periods import MONTHS
from bot.slack import rich_text, waiting
from bot.slack.fitting import ELLIPSIS, one_line
from bot.slack.payloads import pressed_action, text_at
from bot.slack.rich_text import Element, Room
from bot.slack.texts import ENGLISH, Texts

Json = dict[str, Any]

HOME: Final = "home"
"""The view's callback id, and what stands for a message where something was pressed in it."""

FILTER: Final = "home_filter"
SEARCH: Final = "home_search"
CLEAR: Final = "home_clear"
TURN: Final = "home_page"
DETAILS: Final = "home_details"
BEGIN: Final = "home_begin"
HOUSE: Final = "home_house"
COUNTRY: Final = "home_country"
RECORD: Final = "record_measurement"

ALL: Final = "*"
"""Stands for every investment, where one is told in full."""

_ROOM = 25_000
"""Characters of text in a Home, at most: as they travel they may be six bytes each."""

_LINES = 12


def view(home: Home, texts: Texts = ENGLISH) -> Json:
    """The Home. What it shows travels along unseen, so that a press can be told from where."""
    room = Room(_ROOM)
    shown = home.shelf.shown if home.shelf else Wanted()
    head = [*_notice(home, room), *_lead(home, room), *_trying(home, texts)]
    before = [block for one in home.before for block in _section(one, room, texts)]
    shelf = [*_shelf(home.shelf, room, texts)] if home.shelf else []
    after = [block for one in home.after for block in _section(one, room, texts)]
    closing = [*_closing(home, room, texts)]
    made: Json = {
        "type": "home",
        "callback_id": HOME,
        "private_metadata": packed(shown),
        "blocks": [*head, *before, *shelf, *after][: limits.VIEW_BLOCKS - len(closing)] + closing,
    }
    return _small(made)


def packed(wanted: Wanted) -> str:
    """What a list shows, as it travels."""
    return wanted.model_dump_json(exclude_defaults=True)


def unpacked(hidden: str | None) -> Wanted:
    """The same, read; what is none shows what is shown first."""
    try:
        return Wanted.model_validate(json.loads(hidden or "{}"))
    except (ValueError, ValidationError, RecursionError):
        return Wanted()


def turned(body: Mapping[str, Any]) -> Wanted:
    """What the list is to show after a filter was chosen, words were looked for, or a page was
    turned; anything else leaves it as it is.
    """
    shown = unpacked(text_at(body, "view", "private_metadata"))
    action = pressed_action(body)
    kind = (text_at(action, "action_id") or "").partition(":")[0]
    change: Json = {}
    if kind == FILTER:
        change = {"filter": text_at(action, "selected_option", "value"), "page": 0}
    elif kind == SEARCH:
        words = " ".join((text_at(action, "value") or "").split())
        change = {"search": words[:_LONGEST_SEARCH], "page": 0}
    elif kind == CLEAR:
        change = {"search": "", "page": 0}
    elif kind == TURN:
        change = {"page": text_at(action, "value")}
    try:
        return Wanted.model_validate(shown.model_dump() | change)
    except ValidationError:
        return shown


_LONGEST_SEARCH: Final = 80


def _small(made: Json) -> Json:
    """Slack counts bytes too: investments at the end of the page are left out until it is well."""
    blocks = made["blocks"]
    while len(json.dumps(made)) > limits.VIEW_BYTES and len(blocks) > 1:
        largest = max(range(len(blocks)), key=lambda at: len(json.dumps(blocks[at])))
        blocks.pop(largest)
    return made


def _notice(home: Home, room: Room) -> Iterator[Json]:
    if home.notice:
        said = rich_text.words(room.take(home.notice, 1_500), bold=True)
        yield from rich_text.block(rich_text.quote(said))


def _lead(home: Home, room: Room) -> list[Json]:
    return rich_text.block(*_paragraphs(home.lead, room))


def _trying(home: Home, texts: Texts) -> Iterator[Json]:
    if home.begins:
        yield _actions(_button(BEGIN, texts.home_begin, HOME, style="primary"))


def _closing(home: Home, room: Room, texts: Texts) -> Iterator[Json]:
    at = [*rich_text.words(f"{texts.home_as_of} "), *rich_text.date(home.at)]
    words = room.take(home.closing, 300)
    said = rich_text.words(f"{words} " if words else "")
    yield {"type": "divider"}
    yield from rich_text.block(rich_text.section([*said, *at, *rich_text.words(".")]))


def _section(one: Section, room: Room, texts: Texts) -> Iterator[Json]:
    yield _header(one.title)
    for nth, asked in enumerate(one.waiting):
        yield from _asked(asked, nth, room, texts)
    if one.lines:
        lines = [rich_text.line(line, room) for line in one.lines[:_LINES]]
        yield from rich_text.block(rich_text.bullets(lines))
    if one.records:
        yield _actions(_button(RECORD, texts.home_record, HOME))
    if one.house:
        yield from _house(one, texts)
    elif one.options:
        yield _actions(*(_option(option, nth) for nth, option in enumerate(one.options)))


def _asked(one: Waiting, nth: int, room: Room, texts: Texts) -> Iterator[Json]:
    """The question, since when it waits, and where it is at home; then what can be done with it."""
    about = rich_text.words(f"{room.take(one.about, 300, flat=True)}\n", bold=True)
    asked = rich_text.words(room.take(one.text, 1_000))
    since = [
        *rich_text.words(f"\n{texts.home_asked} ", italic=True),
        *rich_text.date(one.at),
        *rich_text.words(" · "),
        *rich_text.channel(one.channel),
        *([] if one.has_form else _in_words(one, room, texts)),
    ]
    yield from rich_text.block(rich_text.section([*about, *asked, *since]))
    after = f":{nth}" if nth else ""
    buttons = [_button(f"answer{after}", texts.answer, one.question)] if one.has_form else []
    buttons.append(_button(f"not_known{after}", texts.not_known, one.question))
    put_off = waiting.controls(one.question, after, texts) if one.can_wait else []
    yield _actions(*buttons, *(element for group in put_off for element in group))


def _in_words(one: Waiting, room: Room, texts: Texts) -> list[Json]:
    """That it is answered in its thread, and the way there, where that is known."""
    return [*rich_text.words(" "), *rich_text.link(texts.home_in_words, one.link, room)]


def _house(one: Section, texts: Texts) -> Iterator[Json]:
    """What holds for the workspace, by menu and by word; each choice stands for a command."""
    months = [{"text": _plain(name), "value": f"fiscal-year {name.lower()}"} for name in MONTHS]
    menu = {
        "type": "static_select",
        "action_id": HOUSE,
        "placeholder": _plain(texts.home_fiscal, limits.PLACEHOLDER),
        "options": months,
    }
    yield _actions(menu, *(_option(option, nth) for nth, option in enumerate(one.options)))
    hint = texts.home_country_hint
    yield _typed(COUNTRY, COUNTRY, texts.home_country, hint, "", 6)


def _shelf(shelf: Shelf, room: Room, texts: Texts) -> Iterator[Json]:
    yield _header(f"{shelf.title} ({shelf.total})")
    search = shelf.shown.search
    yield _typed(
        f"{SEARCH}:{search}"[: limits.ID],
        SEARCH,
        texts.home_search,
        texts.home_search_hint,
        search,
        _LONGEST_SEARCH,
    )
    clear = [_button(CLEAR, texts.home_clear, HOME)] if search else []
    yield _actions(_filters(shelf, texts), *clear)
    for entry in shelf.entries:
        yield from _entry(entry, room)
    if shelf.none:
        yield from rich_text.block(rich_text.section(rich_text.words(room.take(shelf.none, 300))))
    if shelf.entries:
        yield from _below(shelf, texts)


def _filters(shelf: Shelf, texts: Texts) -> Json:
    options = {
        one.filter: {"text": _plain(one.label), "value": one.filter} for one in shelf.choices
    }
    chosen = options.get(shelf.shown.filter or "all")
    return {
        "type": "static_select",
        "action_id": FILTER,
        "placeholder": _plain(texts.home_filter, limits.PLACEHOLDER),
        "options": list(options.values()),
        **({"initial_option": chosen} if chosen else {}),
    }


def _entry(one: Entry, room: Room) -> list[Json]:
    name = room.take(one.name, limits.HEADER_TEXT, flat=True) or ELLIPSIS
    head = [
        *rich_text.words(name, bold=True),
        *rich_text.words(f" · {one.stage} · "),
        *rich_text.channel(one.channel),
    ]
    lines = [rich_text.line(line, room) for line in one.lines]
    return rich_text.block(rich_text.section(head), rich_text.bullets(lines))


def _below(shelf: Shelf, texts: Texts) -> Iterator[Json]:
    """Which of how many are shown, the pages beside, and one of them told in full."""
    page, pages = shelf.shown.page, shelf.pages
    first = page * PAGE + 1
    count = texts.home_shown.format(
        first=first, last=first + len(shelf.entries) - 1, total=shelf.total
    )
    full = {
        "type": "static_select",
        "action_id": DETAILS,
        "placeholder": _plain(texts.home_details, limits.PLACEHOLDER),
        "options": [
            {"text": _plain(texts.home_all), "value": ALL},
            *({"text": _plain(one.name), "value": one.id} for one in shelf.entries),
        ],
    }
    back = [_button(f"{TURN}:0", texts.home_previous, str(page - 1))] if page else []
    on = [_button(f"{TURN}:1", texts.home_next, str(page + 1))] if page + 1 < pages else []
    yield _actions(full, *back, *on)
    if pages > 1:
        yield {"type": "context", "elements": [_plain(count, limits.CONTEXT_TEXT)]}


def _paragraphs(lines: tuple[Line, ...], room: Room) -> list[list[Element]]:
    """One under the other, in one paragraph each."""
    return [rich_text.section([*rich_text.line(line, room), *_NEW_LINE]) for line in lines]


_NEW_LINE: Final[list[Element]] = [{"type": "text", "text": "\n"}]


def _header(words: str) -> Json:
    return {"type": "header", "text": _plain(words, limits.HEADER_TEXT)}


def _typed(block: str, action: str, label: str, hint: str, value: str, most: int) -> Json:
    """A line to type in; Enter sends it."""
    return {
        "type": "input",
        "block_id": block,
        "dispatch_action": True,
        "optional": True,
        "label": _plain(label),
        "element": {
            "type": "plain_text_input",
            "action_id": action,
            "max_length": most,
            "placeholder": _plain(hint, limits.PLACEHOLDER),
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
            **({"initial_value": value} if value else {}),
        },
    }


def _actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)[: limits.ACTION_ELEMENTS]}


def _option(option: Option, nth: int) -> Json:
    return _button(f"{option.verb}:{nth}", option.label, option.ref)


def _button(action: str, label: str, value: str, style: str | None = None) -> Json:
    button = {"type": "button", "action_id": action, "text": _plain(label), "value": value}
    return {**button, "style": style} if style else button


def _plain(text: str, most: int = limits.BUTTON_TEXT) -> Json:
    return {"type": "plain_text", "text": one_line(text, most) or ELLIPSIS, "emoji": False}
