"""Our words as Block Kit. Always valid: what does not fit is shortened, and it says so."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final, TypeVar

from bot import limits
from bot.benefits.conversation import Ask, Card, CardLine, Line, Option, Part, Picker, Post
from bot.benefits.moments import in_full
from bot.slack import citing, rating, rich_text, waiting
from bot.slack.fitting import ELLIPSIS, escaped, one_line, person, shorten
from bot.slack.rich_text import Element, Room
from bot.slack.texts import ENGLISH, Texts

_Row = TypeVar("_Row")

_MENUS: Final[Mapping[str, Element]] = {
    "people": {"type": "users_select"},
    "channels": {
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    },
}
"""What there is to pick, in Slack's words."""

_RESERVED = 400
"""Kept free for the line that says what is not shown, and for what Slack counts beyond text."""

_LEAST = 24
"""A line that would get less room than this is left out rather than cut to a stump."""

_LINES = 50
_FALLBACK = 3_000
_CITATIONS = 3
_VALUE = 300
_QUOTE = 300


def render(post: Post, texts: Texts = ENGLISH, pictures: Sequence[str] = ()) -> dict[str, Any]:
    """`text` for notifications and `blocks` for the eye, together within Slack's sizes.

    `pictures` are the ids of the files its charts are drawn in, in their order; without them charts
    are left out, since all they show stands in words. Question, card and choices get their room
    first: a long report never pushes out a button.
    """
    room = Room(limits.MESSAGE_BLOCKS_TEXT - _RESERVED)
    cut = _Cut()
    ask = [part for n, one in enumerate(post.every_ask) for part in _ask(one, n, room, texts)]
    card = _card(post.card, room, cut, texts) if post.card else []
    options = [*_options(post.options, room, cut), *_picker(post.picker)]
    cited = citing.lines(post.citations[:_CITATIONS], texts)
    closing = [*_context(cited, room), *_closing(post, room)]
    feedback = rating.buttons(post.rates, texts) if post.rates else []
    drawn = _pictures(post, pictures)
    lead = [*rich_text.block(*_paragraphs(post.lead, room, cut)), *drawn]
    apart = [{"type": "divider"}] if card and ask else []
    taken = sum(map(len, (lead, card, apart, ask, options, closing, feedback))) + 1
    parts = _parts(post.parts, limits.BLOCKS - taken, room, cut)
    blocks = [*lead, *parts, *card, *apart, *ask, *options, *closing]
    blocks += [*_not_shown(cut, texts), *feedback]
    return {"text": _fallback(post), "blocks": blocks or rich_text.block(_nothing())}


class _Cut:
    """Counts the lines that did not fit."""

    def __init__(self) -> None:
        self.lines = 0


def _ask(ask: Ask, nth: int, room: Room, texts: Texts) -> list[Element]:
    """A question; `nth` tells the buttons of several in one message apart."""
    whom = [*rich_text.mention(ask.to), *rich_text.words(" ")] if ask.to else []
    asked = [*whom, *rich_text.words(room.take(ask.text, 1_500), bold=True)]
    why = [
        *rich_text.words(texts.why if ask.why else "", italic=True),
        *rich_text.words(room.take(ask.why, 1_500)),
    ]
    return [
        *rich_text.block(rich_text.section(asked)),
        *rich_text.block(rich_text.section(why)),
        *_context(citing.lines(ask.citations[:_CITATIONS], texts), room),
        *_standing(ask, room),
        *(_ask_buttons(ask, nth, texts) if ask.closed is None else []),
        *(_picker(_who(ask, texts)) if ask.closed is None and ask.picks else []),
    ]


def _who(ask: Ask, texts: Texts) -> Picker:
    return Picker(ref=ask.question, label=texts.owner_picked, verb="takes")


def _standing(ask: Ask, room: Room) -> list[Element]:
    """What became of it, or until when it waits, and who said so."""
    if ask.closed is None:
        return _ending(ask.waits, ask.waits_by, room)
    return _ending(ask.closed, None if ask.waits else ask.waits_by, room)


def _ask_buttons(ask: Ask, nth: int, texts: Texts) -> list[Element]:
    """What is asked of itself is answered, put off or handed on; a reply to an update may also be
    told that it was none.
    """
    after = f":{nth}" if nth else ""
    return _actions(
        _button(f"answer{after}", texts.answer, ask.question) if ask.has_form else [],
        _button(f"not_known{after}", texts.not_known, ask.question),
        *(
            waiting.controls(ask.question, after, texts)
            if ask.can_wait
            else [_button(f"not_update{after}", texts.not_update, ask.question)]
        ),
    )


def _card(card: Card, room: Room, cut: _Cut, texts: Texts) -> list[Element]:
    title = rich_text.section(rich_text.words(room.take(card.title, 300, flat=True), bold=True))
    summary = rich_text.words(room.take(card.summary or "", 1_000), bold=True)
    ending = _ending(card.decided, card.decided_by, room)
    values = [part for line in _fitting(card.lines, room, cut) for part in _value(line, room)]
    return [
        *rich_text.block(title, values),
        *rich_text.block(rich_text.section(summary)),
        *ending,
        *rich_text.block(*_paragraphs(card.marks, room, cut)),
        *(_card_buttons(card, texts) if card.decided is None else _offers(card, texts)),
    ]


def _card_buttons(card: Card, texts: Texts) -> list[Element]:
    return _actions(
        _button("record", texts.record, card.proposal, style="primary"),
        _button("edit", texts.edit, card.proposal),
        _button("discard", texts.discard, card.proposal),
    )


def _offers(card: Card, texts: Texts) -> list[Element]:
    """What can still be done with a card that was decided."""
    labels = {"undo": texts.undo, "attest": texts.attest}
    known = [verb for verb in card.offers if verb in labels]
    return _actions(*(_button(verb, labels[verb], card.proposal) for verb in known))


def _value(line: CardLine, room: Room) -> list[Element]:
    """A label with its value, then the words it came from; words that only repeat it are left out.

    What it came from is reached through those words, else through the value itself.
    """
    label = room.take(line.label, limits.BUTTON_TEXT, flat=True)
    before = room.take(line.before or "", _VALUE, flat=True)
    after = room.take(line.after, _VALUE, flat=True)
    shown = [
        *rich_text.words(f"{label}  " if label else "", bold=True),
        *rich_text.words(f"{before} → " if before else ""),
        *rich_text.link(after, None if _adds(line) else line.href, room),
    ]
    said = room.take(line.quote or "", _QUOTE, flat=True) if _adds(line) else ""
    quoted = rich_text.link(said, line.href, room)
    return [*rich_text.section(shown), *rich_text.quote(quoted)]


def _adds(line: CardLine) -> bool:
    """Whether the words a value came from say more than the value."""
    said, value = (" ".join((text or "").casefold().split()) for text in (line.quote, line.after))
    return said.removeprefix("the ") not in ("", value)


def _ending(done: str | None, by: str | None, room: Room) -> list[Element]:
    """What became of it, and who did it."""
    said = rich_text.words(room.take(done or "", 500), italic=True)
    who = [*rich_text.words(" " if said else ""), *rich_text.mention(by)] if by else []
    return rich_text.block(rich_text.section([*said, *who]))


def _pictures(post: Post, pictures: Sequence[str]) -> list[Element]:
    """The charts, with the same in words for those who cannot see them."""
    return [
        {
            "type": "image",
            "slack_file": {"id": id},
            "alt_text": shorten(chart.alt, limits.ALT_TEXT) or ELLIPSIS,
        }
        for chart, id in zip(post.charts, pictures, strict=False)
    ]


def _parts(parts: tuple[Part, ...], most: int, room: Room, cut: _Cut) -> list[Element]:
    cut.lines += sum(len(part.lines) for part in parts[max(0, most) :])
    return [block for part in parts[: max(0, most)] for block in _part(part, room, cut)]


def _part(part: Part, room: Room, cut: _Cut) -> list[Element]:
    title = rich_text.words(room.take(part.title, limits.HEADER_TEXT, flat=True), bold=True)
    lines = [rich_text.line(line, room) for line in _fitting(part.lines, room, cut)]
    if not part.bulleted:
        return rich_text.block(*map(rich_text.section, (title, *lines)))
    return rich_text.block(rich_text.section(title), rich_text.bullets(lines))


def _paragraphs(lines: tuple[Line, ...], room: Room, cut: _Cut) -> list[list[Element]]:
    return [rich_text.section(rich_text.line(line, room)) for line in _fitting(lines, room, cut)]


def _options(options: tuple[Option, ...], room: Room, cut: _Cut) -> list[Element]:
    """The buttons, those of one matter beneath what they are about."""
    shown = options[: limits.ACTION_ELEMENTS]
    cut.lines += len(options) - len(shown)
    found: list[Element] = []
    for about, those in groupby(enumerate(shown), key=lambda one: one[1].about):
        said = rich_text.words(room.take(about, 1_000))
        found += rich_text.block(rich_text.section(said)) if about else []
        found += _actions(*(_choice(option, index, room) for index, option in those))
    return found


def _choice(option: Option, nth: int, room: Room) -> list[Element]:
    label = room.take(option.label, limits.BUTTON_TEXT)
    return _button(f"{option.verb}:{nth}", label, option.ref)


def _picker(picker: Picker | None) -> list[Element]:
    """A menu of people, or of channels. Having no value, it carries what it is about as its block's
    id.
    """
    if picker is None or not 0 < len(picker.ref) <= limits.ID:
        return []
    text = one_line(picker.label, limits.PLACEHOLDER) or ELLIPSIS
    menu = {
        **_MENUS[picker.of],
        "action_id": picker.verb,
        "placeholder": {"type": "plain_text", "text": text, "emoji": False},
    }
    return [{"type": "actions", "block_id": picker.ref, "elements": [menu]}]


def _actions(*buttons: list[Element]) -> list[Element]:
    elements = [element for button in buttons for element in button]
    return [{"type": "actions", "elements": elements}] if elements else []


def _button(action: str, label: str, ref: str, style: str | None = None) -> list[Element]:
    """A button, or none where it could not carry what it is about."""
    if not 0 < len(ref) <= limits.BUTTON_VALUE:
        return []
    text = {
        "type": "plain_text",
        "text": one_line(label, limits.BUTTON_TEXT) or ELLIPSIS,
        "emoji": False,
    }
    button = {"type": "button", "action_id": action, "text": text, "value": ref}
    return [{**button, "style": style} if style else button]


def _context(lines: list[str], room: Room) -> list[Element]:
    """Small print, one element a line."""
    taken = [room.take(line, 1_000) for line in lines[: limits.CONTEXT_ELEMENTS]]
    elements = [{"type": "plain_text", "text": text, "emoji": False} for text in taken if text]
    return [{"type": "context", "elements": elements}] if elements else []


def _closing(post: Post, room: Room) -> list[Element]:
    """Small print, in which the moment it speaks of is told by the reader's own clock."""
    at, said = post.closing_at, post.closing or ""
    moment = in_full(at) if at else ""
    if at is None or moment not in said:
        return _context([said], room)
    before, after = (escaped(room.take(part, 1_000)) for part in said.split(moment, 1))
    text = f"{before}{rich_text.date_mark(at, moment)}{after}"
    return [{"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}]


def _not_shown(cut: _Cut, texts: Texts) -> list[Element]:
    note = texts.not_shown.format(count=cut.lines)
    return _context([note], Room(_RESERVED)) if cut.lines else []


def _nothing() -> list[Element]:
    return rich_text.section(rich_text.words(ELLIPSIS))


def _fitting(rows: tuple[_Row, ...], room: Room, cut: _Cut) -> Iterator[_Row]:
    """The rows for which there is still room when their turn comes; the rest is counted."""
    for index, row in enumerate(rows):
        if room.left < _LEAST or index >= _LINES:
            cut.lines += len(rows) - index
            return
        yield row


def _fallback(post: Post) -> str:
    """The gist in plain words, for a notification: escaped, so that it mentions nobody."""
    asks, card = post.every_ask, post.card
    lines = [
        *(_plain(line) for line in post.lead),
        *([card.title, *map(_card_line, card.lines), card.summary or ""] if card else []),
        *(text for ask in asks for text in (ask.text, ask.closed or "")),
        *(text for part in post.parts for text in (part.title, *map(_plain, part.lines))),
        *dict.fromkeys(option.about for option in post.options),
        post.closing or "",
    ]
    gist = shorten("\n".join(line for line in lines if line.strip()), _FALLBACK)
    return escaped(gist) or ELLIPSIS


def _plain(line: Line) -> str:
    return "".join("" if person(span.user) else span.text for span in line)


def _card_line(line: CardLine) -> str:
    return f"{line.label}: {f'{line.before} → ' if line.before else ''}{line.after}"
