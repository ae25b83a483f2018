"""What is shown: as it was written, always within Slack's sizes."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.benefits.conversation import Ask, Card, CardLine, Option, Part, Picker, Post, Span
from bot.benefits.moments import in_full
from bot.benefits.questions import Citation
from bot.slack.blocks import render
from tests.slack.rules import broken, buttons, elements, shown, strings

HOSTILE = [
    "<!channel> <!here> <@U0BOSS> <#C0SECRET|plans>",
    "@channel @here",
    "<https://evil.example|https://bank.example>",
    "*bold* _it_ ~no~ `code` ```block > quote",
    "&lt;!channel&gt; & < >",
    "<unclosed *markup _that `never ends",
    ":tada: :rotating_light:",
    "a\x00b\x1b[31mc\x07\x7f\x85",
    "14 \u202edays 9\u202c",
    "half a sign \ud83c and \udf89",
    "日本語 العربية עברית ไทย",
    "🎉" * 5_000,
    "x" * 40_000,
    "a line\n" * 5_000,
    " \n\t ",
    "",
]


def card(text: str = "", **more: Any) -> Card:
    line = CardLine(label="Baseline", before=None, after="14 days", quote=text or None)
    return Card(**{"proposal": "p1", "title": "Quote-to-cash", "lines": (line,), **more})


def ask(**more: Any) -> Ask:
    known = Citation(id="c1", title="Measure before you change", source="Business metrics, “Gap”")
    text, why = "What was quote-to-cash before go-live?", "Without it nothing can be compared."
    return Ask(**{"question": "q1", "text": text, "why": why, "citations": (known,), **more})


def said(text: str, **more: Any) -> Post:
    return Post(lead=((Span(text=text, **more),),))


def everywhere(text: str) -> Post:
    """One text at every place of a post."""
    known = Citation(id="c", title=text, source=text)
    line = CardLine(label=text, before=text, after=text, quote=text, href=text)
    return Post(
        lead=((Span(text=text), Span(text=text, href=text, strong=True), Span(text=text)),),
        card=Card(
            proposal="p", title=text, lines=(line,), summary=text, decided=text, decided_by=text
        ),
        ask=Ask(question="q", text=text, why=text, citations=(known, known), closed=text),
        parts=(Part(title=text, lines=((Span(text=text, user=text),),)),),
        options=(Option(ref="i1", label=text), Option(ref="i2", label=text)),
        closing=text,
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_anywhere_gives_a_message_slack_takes(text: str) -> None:
    """Whatever people write, the message goes out."""
    assert broken(render(everywhere(text))) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_written_mentions_or_links(text: str) -> None:
    """Words are text elements, and the notification holds no markup."""
    message = render(everywhere(text))
    assert {element["type"] for element in elements(message)} <= {"text"}
    assert "<" not in message["text"]
    assert ">" not in message["text"]


def test_written_words_are_shown_letter_by_letter() -> None:
    """Markup that somebody typed is seen as it was typed."""
    text = "<!channel> *not bold* &amp; <@U0BOSS> :tada:"
    assert text in shown(render(said(text)))


def test_characters_that_turn_a_line_around_are_left_out() -> None:
    """A figure on a card reads in the order it is recorded in."""
    line = CardLine(label="Now", before="14", after="9\u202e days 41\x00")
    assert "9 days 41" in shown(render(Post(card=card(lines=(line,)))))


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("https://home.slack.com/archives/C1/p1", True),
        ("http://reports.example/q1?a=b&c=d", True),
        ("javascript:alert(1)", False),
        ("slack://user?team=T1", False),
        ("https://", False),
        ("https://a b.example", False),
        ("https://x.example/\x00", False),
        ("https://[broken", False),
        ("https://long.example/" + "x" * 4_000, False),
        ("", False),
    ],
)
def test_only_whole_addresses_of_the_web_are_links(href: str, leads: bool) -> None:
    """Anything else is shown without leading anywhere."""
    [element] = elements(render(said("the report", href=href)))
    assert element["text"] == "the report"
    assert element.get("url") == (href if leads else None)


def test_a_person_is_shown_by_name_only_where_we_say_so() -> None:
    """An id in the words is words."""
    [known] = elements(render(said("Ana", user="U0ANA")))
    assert known == {"type": "user", "user_id": "U0ANA"}
    [words] = elements(render(said("<@U0ANA>", user="nobody")))
    assert words == {"type": "text", "text": "<@U0ANA>"}


def test_a_card_shows_before_and_after_with_the_words_it_came_from() -> None:
    """What is about to be recorded can be judged by who said it how."""
    line = CardLine(
        label="Baseline",
        before="14 days",
        after="18 days",
        quote="more like 18",
        href="https://a.b",
    )
    message = render(Post(card=card(lines=(line,), summary="4 days more (29%)")))
    assert broken(message) == []
    assert [element["text"] for element in elements(message)] == [
        "Quote-to-cash",
        "Baseline  ",
        "14 days → ",
        "18 days",
        "more like 18",
        "4 days more (29%)",
    ]
    quotes = [
        group
        for block in message["blocks"]
        if block["type"] == "rich_text"
        for group in block["elements"]
        if group["type"] == "rich_text_quote"
    ]
    assert quotes[0]["elements"][0]["url"] == "https://a.b"


def test_words_that_only_repeat_a_value_are_not_shown_twice() -> None:
    """A source named as it is shown stands once; where it leads, the value itself is the link."""
    line = CardLine(
        label="Source",
        before=None,
        after="finance ledger",
        quote="The finance  ledger",
        href="https://a.b",
    )
    message = render(Post(card=card(lines=(line,))))
    assert [element["text"] for element in elements(message)][1:3] == ["Source  ", "finance ledger"]
    assert elements(message)[2]["url"] == "https://a.b"
    assert "The finance" not in shown(message)


def test_an_open_card_can_be_recorded_edited_or_discarded() -> None:
    """Record stands out; each button says what it is about."""
    found = buttons(render(Post(card=card())))
    assert [button["action_id"] for button in found] == ["record", "edit", "discard"]
    assert [button.get("style") for button in found] == ["primary", None, None]
    assert {button["value"] for button in found} == {"p1"}


def test_a_decided_card_has_no_buttons_and_says_who_did_it() -> None:
    """The second person sees who was first."""
    message = render(Post(card=card(decided="Recorded by", decided_by="U0ANA")))
    assert buttons(message) == []
    assert {"type": "user", "user_id": "U0ANA"} in elements(message)
    assert "Recorded by" in shown(message)


def test_a_question_says_why_and_what_it_rests_on() -> None:
    """Question, reason, citation, and three ways to answer."""
    message = render(Post(ask=ask()))
    assert broken(message) == []
    first = elements(message)[0]
    assert first["text"] == "What was quote-to-cash before go-live?"
    assert first["style"] == {"bold": True}
    assert "Why I ask: " in shown(message)
    assert "Rests on: Measure before you change · Business metrics, “Gap”" in shown(message)
    found = buttons(message)
    assert [button["action_id"] for button in found] == ["answer", "not_known", "not_update"]
    assert [button["text"]["text"] for button in found] == [
        "Answer",
        "Not known yet",
        "Not an update",
    ]
    assert {button["value"] for button in found} == {"q1"}


def test_a_closed_question_has_no_buttons_and_says_what_became_of_it() -> None:
    """Nobody answers twice."""
    message = render(Post(ask=ask(closed="Not known yet.")))
    assert buttons(message) == []
    assert "Not known yet." in shown(message)


def test_each_option_has_a_button_of_its_own() -> None:
    """Slack refuses two buttons of one name."""
    options = tuple(Option(ref=f"i{n}", label=f"CRM phase {n}") for n in range(3))
    found = buttons(render(Post(options=options)))
    assert [button["action_id"] for button in found] == ["choose:0", "choose:1", "choose:2"]
    assert [button["value"] for button in found] == ["i0", "i1", "i2"]


def test_an_answer_keeps_its_parts_and_lines_in_order() -> None:
    """Title, then its lines as a list, then the next."""
    parts = tuple(
        Part(title=title, lines=tuple((Span(text=f"{title} {n}"),) for n in range(2)))
        for title in ("Improved, with evidence", "Not known")
    )
    message = render(Post(parts=parts, closing="As of 3 March 2026"))
    assert [element["text"] for element in elements(message)] == [
        "Improved, with evidence",
        "Improved, with evidence 0",
        "Improved, with evidence 1",
        "Not known",
        "Not known 0",
        "Not known 1",
    ]
    assert message["blocks"][-1]["elements"][0]["text"] == "As of 3 March 2026"


@pytest.mark.parametrize(
    "post",
    [
        Post(parts=tuple(Part(title=f"Part {n}", lines=((Span(text="x"),),)) for n in range(200))),
        Post(parts=(Part(title="One", lines=tuple((Span(text="y" * 90),) for _ in range(500))),)),
        Post(lead=tuple((Span(text="z"),) for _ in range(20_000))),
        Post(card=card(lines=tuple(CardLine(label="l", before="b", after="a") for _ in range(99)))),
        Post(options=tuple(Option(ref=f"i{n}", label="x" * 200) for n in range(60))),
    ],
)
def test_what_does_not_fit_is_left_out_and_it_says_so(post: Post) -> None:
    """A shortened answer never looks like a whole one."""
    message = render(post)
    assert broken(message) == []
    assert "more lines are on record and not shown here" in shown(message)


def test_a_long_report_never_pushes_out_a_question_or_a_button() -> None:
    """What a person is to do is always there."""
    lines = tuple((Span(text="w" * 500),) for _ in range(100))
    message = render(
        Post(parts=(Part(title="Long", lines=lines),), card=card(), ask=ask(), closing="As of now")
    )
    assert broken(message) == []
    assert len(buttons(message)) == 6
    assert "What was quote-to-cash before go-live?" in shown(message)
    assert "As of now" in shown(message)


def test_a_shortened_text_ends_in_an_ellipsis() -> None:
    """It is seen that there was more."""
    assert shown(render(said("v" * 40_000))).endswith("v…")


def test_addresses_count_as_text_does() -> None:
    """A report of many links fits too."""
    long = "https://home.slack.com/archives/" + "x" * 900
    lines = tuple((Span(text=f"figure {n}", href=long),) for n in range(40))
    message = render(Post(parts=(Part(title="Improved", lines=lines),)))
    assert broken(message) == []
    assert elements(message)[1]["url"] == long


@pytest.mark.parametrize("post", [Post(), said(""), Post(lead=((),)), Post(closing="\x00")])
def test_a_post_of_nothing_is_still_one_slack_takes(post: Post) -> None:
    """An empty message is refused by Slack, and would be tried for ever."""
    assert broken(render(post)) == []


def test_a_button_that_cannot_carry_what_it_is_about_is_left_out() -> None:
    """A click on it could mean nothing."""
    options = (Option(ref="i" * 3_000, label="too long"), Option(ref="", label="nothing"))
    assert buttons(render(Post(options=options))) == []


def test_the_notification_tells_the_gist() -> None:
    """It reads as a sentence on a phone."""
    message = render(Post(lead=((Span(text="2 things <live>"),),), ask=ask()))
    assert message["text"] == "2 things &lt;live&gt;\nWhat was quote-to-cash before go-live?"


spans = st.builds(Span, text=st.text(max_size=4_000), href=st.none() | st.text(max_size=90))
lines = st.lists(spans, max_size=4).map(tuple)
posts = st.builds(
    Post,
    lead=st.lists(lines, max_size=4).map(tuple),
    parts=st.lists(
        st.builds(Part, title=st.text(max_size=300), lines=st.lists(lines, max_size=9).map(tuple)),
        max_size=60,
    ).map(tuple),
    options=st.lists(
        st.builds(Option, ref=st.text(max_size=9), label=st.text(max_size=99)), max_size=30
    ).map(tuple),
    closing=st.none() | st.text(max_size=3_000),
)


@given(posts)
@settings(max_examples=60, deadline=None)
def test_any_post_fits(post: Post) -> None:
    """However much there is to say."""
    message = render(post)
    assert broken(message) == []
    assert all("\x00" not in text for text in strings(message["blocks"]))


def test_a_picker_of_people_carries_what_it_is_about() -> None:
    """Slack gives no value with it: its block's id says it."""
    picker = Picker(ref="p1", label="Who is that?", verb="who")
    block = render(Post(picker=picker))["blocks"][-1]
    assert block["block_id"] == "p1"
    assert [(one["type"], one["action_id"]) for one in block["elements"]] == [
        ("users_select", "who")
    ]
    assert all(one["type"] != "actions" for one in render(Post())["blocks"])


def test_where_an_owner_is_asked_for_a_person_can_be_picked() -> None:
    """Beside the words; not once it is closed. Several in one message have a menu each."""
    ask = Ask(question="q1", text="Who owns it?", why="", citations=(), picks=True)
    other = ask.model_copy(update={"question": "q2"})
    closed = ask.model_copy(update={"question": "q3", "closed": "Answered"})
    menus = [
        block["block_id"]
        for block in render(Post(ask=ask, asks=(other, closed)))["blocks"]
        for element in block.get("elements", ())
        if (element.get("type"), element.get("action_id")) == ("users_select", "takes")
    ]
    assert menus == ["q1", "q2"]


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=9))])
def test_the_moment_an_answer_is_of_is_told_by_the_reader_s_own_clock(zone: tzinfo) -> None:
    """In words, by nobody's clock, only where Slack cannot tell it."""
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC).astimezone(zone)
    closing = f"As of {in_full(at)}. Every <figure> links."
    [block] = render(Post(closing=closing, closing_at=at))["blocks"]
    assert in_full(at) == "2 March 2026, 09:30 UTC"
    assert block["elements"] == [
        {
            "type": "mrkdwn",
            "text": "As of <!date^1772443800^{date_short_pretty}, {time}|2 March 2026, 09:30 UTC>."
            " Every &lt;figure&gt; links.",
            "verbatim": True,
        }
    ]


def test_a_moment_that_was_changed_away_is_no_moment() -> None:
    """A closing that says something else is shown as it is."""
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    [block] = render(Post(closing="*Done* <b>", closing_at=at))["blocks"]
    assert block["elements"] == [{"type": "plain_text", "text": "*Done* <b>", "emoji": False}]
