"""What the bot sends is taken, what is one over any of Slack's sizes is not."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot import limits
from bot.benefits.conversation import Ask, Card, CardLine, Form, Option, Part, Post, Span
from bot.benefits.questions import Citation
from bot.sandbox.refusal import Refused
from bot.sandbox.sizes import check_text, checked_blocks, checked_view
from bot.slack.blocks import render
from bot.slack.modals import form_view

Json = dict[str, Any]

# what the edge makes of a post, the sandbox takes

words = st.text(max_size=40) | st.sampled_from(
    [
        "",
        " \n\t",
        "x" * 40_000,
        "🎉" * 9_000,
        "a line\n" * 3_000,
        "<!channel> &lt; <@U0ANA>",
        "\ud83c half \x00\u202e",
        "https://reports.example/" + "q" * 2_900,
        "U0ANA",
    ]
)
maybe = st.none() | words
spans = st.builds(Span, text=words, href=maybe, strong=st.booleans(), user=maybe)
lines = st.lists(st.lists(spans, max_size=3).map(tuple), max_size=4).map(tuple)
values = st.builds(CardLine, label=words, before=maybe, after=words, quote=maybe, href=maybe)
cards = st.builds(
    Card,
    proposal=words,
    title=words,
    lines=st.lists(values, max_size=60).map(tuple),
    summary=maybe,
    decided=maybe,
    decided_by=maybe,
)
citations = st.lists(st.builds(Citation, id=words, title=words, source=words), max_size=5)
asks = st.builds(
    Ask,
    question=words,
    text=words,
    why=words,
    citations=citations.map(tuple),
    has_form=st.booleans(),
    closed=maybe,
)
posts = st.builds(
    Post,
    lead=lines,
    card=st.none() | cards,
    ask=st.none() | asks,
    parts=st.lists(st.builds(Part, title=words, lines=lines), max_size=60).map(tuple),
    options=st.lists(st.builds(Option, ref=words, label=words), max_size=40).map(tuple),
    closing=maybe,
)
forms = st.builds(
    Form, **dict.fromkeys(("baseline", "current", "target", "owner", "evidence"), maybe)
)


@given(posts)
@settings(max_examples=150, deadline=None)
def test_whatever_the_edge_renders_the_sandbox_takes(post: Post) -> None:
    """Two checkers that do not know of each other agree: the edge fits, the sandbox refuses."""
    message = render(post)
    check_text(message["text"])
    assert checked_blocks(message["blocks"]) == message["blocks"]


@given(st.text(max_size=60), words, forms)
@example("p1", " \n", Form())
@settings(max_examples=60, deadline=None)
def test_whatever_form_the_edge_makes_the_sandbox_takes(ref: str, title: str, form: Form) -> None:
    """Filled with anything people write, under any title, a blank one too."""
    view = form_view(ref, "C0GENERAL1", title, form)
    assert checked_view(view) == view


# one over any size is refused

Message = Callable[[int], list[Json]]


def plain(size: int) -> Json:
    return {"type": "plain_text", "text": "x" * size}


def option(text: int = 1, value: int = 1) -> Json:
    return {"text": plain(text), "value": "v" * value}


def button(**more: Any) -> Json:
    return {"type": "button", "action_id": "a", "text": plain(1), **more}


def actions(*elements: Json) -> list[Json]:
    return [{"type": "actions", "elements": list(elements)}]


def section(**more: Any) -> list[Json]:
    return [{"type": "section", **more}]


def menu(kind: str, size: int) -> list[Json]:
    return actions({"type": kind, "action_id": "a", "options": [option()] * size})


def field(**more: Any) -> list[Json]:
    element = {"type": "plain_text_input", "action_id": "a", **more}
    return [{"type": "input", "label": plain(1), "element": element}]


def rich(element: Json) -> list[Json]:
    group = {"type": "rich_text_section", "elements": [element]}
    return [{"type": "rich_text", "elements": [group]}]


SIZES: dict[str, tuple[int, Message]] = {
    "blocks": (limits.BLOCKS, lambda n: [{"type": "divider"}] * n),
    "section": (limits.SECTION_TEXT, lambda n: section(text=plain(n))),
    "fields": (limits.FIELDS, lambda n: section(fields=[plain(1)] * n)),
    "field": (limits.FIELD_TEXT, lambda n: section(fields=[plain(n)])),
    "header": (limits.HEADER_TEXT, lambda n: [{"type": "header", "text": plain(n)}]),
    "context": (
        limits.CONTEXT_ELEMENTS,
        lambda n: [{"type": "context", "elements": [plain(1)] * n}],
    ),
    "context text": (
        limits.CONTEXT_TEXT,
        lambda n: [{"type": "context", "elements": [plain(n)]}],
    ),
    "actions": (
        limits.ACTION_ELEMENTS,
        lambda n: actions(*(button(action_id=f"a{i}") for i in range(n))),
    ),
    "button text": (limits.BUTTON_TEXT, lambda n: actions(button(text=plain(n)))),
    "button value": (limits.BUTTON_VALUE, lambda n: actions(button(value="x" * n))),
    "button url": (limits.URL, lambda n: actions(button(url="x" * n))),
    "action id": (limits.ID, lambda n: actions(button(action_id="x" * n))),
    "block id": (limits.ID, lambda n: [{"type": "divider", "block_id": "x" * n}]),
    "accessory": (
        limits.BUTTON_TEXT,
        lambda n: section(text=plain(1), accessory=button(text=plain(n))),
    ),
    "options": (limits.OPTIONS, lambda n: menu("static_select", n)),
    "overflow": (limits.OVERFLOW, lambda n: menu("overflow", n)),
    "checkboxes": (limits.CHOICES, lambda n: menu("checkboxes", n)),
    "radio": (limits.CHOICES, lambda n: menu("radio_buttons", n)),
    "option text": (
        limits.OPTION_TEXT,
        lambda n: actions({"type": "static_select", "options": [option(text=n)]}),
    ),
    "option value": (
        limits.OPTION_VALUE,
        lambda n: actions({"type": "static_select", "options": [option(value=n)]}),
    ),
    "grouped option": (
        limits.OPTION_VALUE,
        lambda n: actions(
            {
                "type": "static_select",
                "option_groups": [{"label": plain(1), "options": [option(value=n)]}],
            }
        ),
    ),
    "placeholder": (limits.PLACEHOLDER, lambda n: field(placeholder=plain(n))),
    "initial value": (limits.INPUT_VALUE, lambda n: field(initial_value="x" * n)),
    "most to type": (limits.INPUT_VALUE, lambda n: field(max_length=n)),
    "label": (limits.INPUT_LABEL, lambda n: [field()[0] | {"label": plain(n)}]),
    "hint": (limits.INPUT_LABEL, lambda n: [field()[0] | {"hint": plain(n)}]),
    "picture": (
        limits.URL,
        lambda n: [{"type": "image", "image_url": "x" * n, "alt_text": "chart"}],
    ),
    "alt text": (
        limits.ALT_TEXT,
        lambda n: [{"type": "image", "image_url": "x", "alt_text": "x" * n}],
    ),
    "markdown": (limits.MARKDOWN, lambda n: [{"type": "markdown", "text": "x" * n}]),
    "rich text": (limits.RICH_TEXT, lambda n: rich({"type": "text", "text": "x" * n})),
    "link": (limits.URL, lambda n: rich({"type": "link", "url": "x" * n, "text": "x"})),
}


def code_of(blocks: Any) -> str | None:
    """The code blocks are refused with; None where they are taken."""
    try:
        checked_blocks(blocks)
    except Refused as refused:
        return refused.code
    return None


@pytest.mark.parametrize("what", SIZES)
@given(over=st.integers(1, 90))
@settings(max_examples=12, deadline=None)
def test_what_is_over_a_size_is_refused_and_what_just_fits_is_not(what: str, over: int) -> None:
    """One over is as much refused as ninety."""
    most, message = SIZES[what]
    assert code_of(message(most)) is None
    assert code_of(message(most + 1)) == "invalid_blocks"
    assert code_of(message(most + over)) == "invalid_blocks"


@pytest.mark.parametrize("what", ["actions", "context", "options", "fields", "overflow"])
def test_an_empty_list_is_refused(what: str) -> None:
    """There is no block of nothing."""
    assert code_of(SIZES[what][1](0)) == "invalid_blocks"


def test_all_words_of_a_message_together_have_a_size() -> None:
    """Blocks that are short each can be too long together; addresses count."""
    long = section(text=plain(3_000)) * 4
    rest = limits.MESSAGE_BLOCKS_TEXT - 12_000
    link = rich({"type": "link", "url": "x" * (rest - 1), "text": "x"})
    assert code_of([*long, *link]) is None
    assert code_of([*long, *link, *section(text=plain(1))]) == "msg_blocks_too_long"
    with pytest.raises(Refused, match="msg_too_long"):
        check_text("x" * (limits.MESSAGE_TEXT + 1))


@pytest.mark.parametrize(
    "blocks",
    [
        [{"type": "shout"}],
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        [{"type": "context", "elements": [button()]}],
        section(text=plain(1), accessory={"type": "text"}),
        section(text={"type": "html", "text": "x"}),
        section(text=plain(0)),
        section(text="words"),
        actions(button(), button()),
        actions(button(style="loud")),
        actions(button(value=7)),
        actions({"type": "static_select"}),
        [{"type": "input", "label": plain(1)}],
        [{"type": "image", "image_url": "x"}],
        [{"type": "image", "alt_text": "x"}],
        [{"type": "rich_text", "elements": []}],
        [{"type": "rich_text", "elements": [{"type": "text", "text": "x"}]}],
        [{"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": []}]}],
        rich({"type": "text", "text": ""}),
        rich({"type": "user"}),
        rich({"type": "shout"}),
        [{"type": "divider", "block_id": "same"}] * 2,
    ],
)
def test_what_slack_does_not_know_or_misses_is_refused(blocks: list[Json]) -> None:
    """Each kind of block is made of what belongs into it."""
    assert code_of(blocks) == "invalid_blocks"


VIEW = {"type": "modal", "title": plain(5), "submit": plain(4), "blocks": field()}


def view_code(**more: Any) -> str | None:
    """The code a modal is refused with, one thing about it changed."""
    try:
        checked_view(VIEW | more)
    except Refused as refused:
        return refused.code
    return None


@pytest.mark.parametrize(
    ("name", "most", "value"),
    [
        ("title", limits.VIEW_TITLE, plain),
        ("submit", limits.VIEW_BUTTON, plain),
        ("close", limits.VIEW_BUTTON, plain),
        ("private_metadata", limits.PRIVATE_METADATA, lambda n: "x" * n),
        ("callback_id", limits.ID, lambda n: "x" * n),
        ("external_id", limits.ID, lambda n: "x" * n),
        ("blocks", limits.VIEW_BLOCKS, lambda n: [{"type": "divider"}] * n),
    ],
)
def test_one_over_a_size_of_a_form_is_refused(
    name: str, most: int, value: Callable[[int], Any]
) -> None:
    """What just fits is taken."""
    assert view_code(**{name: value(most)}) is None
    assert view_code(**{name: value(most + 1)}) == "invalid_arguments"


def test_a_form_that_asks_can_be_sent_and_is_not_too_large() -> None:
    """A form without a button to send it, and one of a quarter of a megabyte."""
    assert view_code(submit=None) == "invalid_arguments"
    assert view_code(type="page") == "invalid_arguments"
    large = [section(text=plain(3_000))[0] for _ in range(90)]
    assert view_code(blocks=large) == "view_too_large"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "text", "elements", "element", "options", "label", "block_id"]
            ),
            inner | st.sampled_from(["section", "actions", "rich_text", "input", "button"]),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(anything)
@settings(max_examples=200, deadline=None)
def test_whatever_is_sent_is_taken_or_refused(value: Any) -> None:
    """Nothing makes the checker itself fail."""
    kinds = [
        {"type": kind, **(value if isinstance(value, dict) else {})}
        for kind in ("input", "actions")
    ]
    for blocks in (value, [value], kinds):
        code_of(blocks)
    view_code(blocks=value)
