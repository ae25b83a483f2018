"""Translating what Slack sends never fails, whatever is missing or odd."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.benefits.conversation import FORM_SLOTS, Form
from bot.slack import payloads
from bot.slack.doorkeeper import is_whole
from bot.slack.event_ids import event_id, interaction_id
from bot.slack.modals import errors, form_view, shown_in
from tests.slack.conftest import NOW
from tests.slack.slackside import (
    BOT_USER,
    TEAM,
    TS,
    event_body,
    mention,
    message,
    press,
    slash,
    submission,
)
from tests.slack.test_changes import changed, deleted

WHOLE = [
    event_body(message(thread_ts="1.2", files=[{"permalink": "https://a.b"}], subtype=None)),
    event_body(mention(f"<@{BOT_USER}> hello")),
    event_body(changed(message("new", thread_ts="1.2"))),
    event_body(deleted(message("old"))),
    press("record", response_url="https://hooks.slack.com/1"),
    press("choose:3"),
    submission('{"ref": "p1", "channel": "C1"}', {"baseline": "14 days"}),
    dict(slash("new CRM")),
]

ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", 0, 7, True, [], {}, [None], "x", {"id": 5}, [[]], "\x00", "<@"]
)


def spoiled(part: Any, path: list[int], odd: Any) -> Any:
    """The same with one of its parts, found by following the path, replaced."""
    if not path or not part or not isinstance(part, dict | list):
        return odd
    keys = list(part) if isinstance(part, dict) else list(range(len(part)))
    key = keys[path[0] % len(keys)]
    changed: Any = dict(part) if isinstance(part, dict) else list(part)
    changed[key] = spoiled(part[key], path[1:], odd)
    return changed


@given(st.sampled_from(WHOLE), st.lists(st.integers(0, 20), min_size=1, max_size=6), ODD)
@settings(max_examples=1_500, deadline=None)
def test_a_payload_with_anything_odd_in_it_is_ours_or_nothing(
    whole: dict[str, Any], path: list[int], odd: Any
) -> None:
    """No field may bring the edge down."""
    body = spoiled(whole, path, odd)
    payloads.posted(body, BOT_USER)
    payloads.mentioned(body, BOT_USER)
    payloads.edited(body, BOT_USER)
    payloads.deleted(body, BOT_USER)
    payloads.clicked(body)
    payloads.filled(body, NOW)
    payloads.commanded(body, NOW)
    payloads.place(body)
    payloads.team_of(body)
    is_whole(body)
    assert event_id(body)
    assert interaction_id(body)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"<@{BOT_USER}> what improved?", "what improved?"),
        (f"  <@{BOT_USER}|What Improved?>: what improved?", "what improved?"),
        (f"what improved? <@{BOT_USER}>", "what improved?"),
        (f"<@{BOT_USER}>", ""),
        (f"ask <@{BOT_USER}> about it", f"ask <@{BOT_USER}> about it"),
        ("<@U0OTHER> what improved?", "<@U0OTHER> what improved?"),
        (f"<@{BOT_USER}> <@U0OTHER> owns it", "<@U0OTHER> owns it"),
    ],
)
def test_only_our_own_mention_at_the_ends_is_cut(text: str, left: str) -> None:
    """The rest is what was said, letter by letter."""
    assert payloads.without_mention(text, BOT_USER) == left


@pytest.mark.parametrize("ts", ["", "x", "1.2.3", "-5", "99999999999999", "1e9", "１２３"])
def test_what_is_no_timestamp_is_no_time(ts: str) -> None:
    """A message without a time is not kept: nothing could be dated by it."""
    assert payloads.moment(ts) is None


def test_the_form_fits_whatever_is_known() -> None:
    """Titles, values and messages are held to Slack's sizes."""
    long = "🎉 long\n" * 2_000
    view = form_view("p1", "C1", long, Form(baseline=long, owner="<@U1>"))
    assert len(view["title"]["text"]) <= 24
    assert len(view["private_metadata"]) <= 3_000
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    assert all(len(block["element"].get("initial_value", "")) <= 3_000 for block in inputs)
    assert all(block["optional"] for block in inputs)
    heading = view["blocks"][0]["text"]
    assert heading["type"] == "plain_text"
    assert len(heading["text"]) <= 150
    assert len(errors({"target": long})["target"]) <= 150
    view = form_view("q1", "C1", "x", Form(shows=("target", "owner")))
    assert shown_in({"view": view}) == ["target", "owner"]
    assert errors({"baseline": "No."}, shown_in({"view": view})) == {"target": "No."}
    assert shown_in({}) == list(FORM_SLOTS)


def test_a_person_picked_is_a_click_about_what_its_block_says() -> None:
    """Who was picked comes along."""
    menu = {"type": "users_select", "action_id": "who", "block_id": "p1", "selected_user": "U9"}
    body = {
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "channel": {"id": "C1"},
        "message": {"ts": "1.2"},
        "actions": [menu | {"action_ts": "1780315200.000100"}],
    }
    found = payloads.clicked(body)
    assert found is not None
    assert (found.verb, found.ref, found.person, found.user) == ("who", "p1", "U9", "U1")


SPARE = (
    *("api_app_id", "authorizations", "channel_type", "container", "domain", "event_id"),
    *("event_time", "event_ts", "name", "team_id", "token", "trigger_id"),
)
"""What Slack sends and others may leave out."""


def lean(part: Any, without: set[str]) -> Any:
    """The same without these keys, however deep."""
    if isinstance(part, list):
        return [lean(one, without) for one in part]
    if not isinstance(part, dict):
        return part
    return {key: lean(one, without) for key, one in part.items() if key not in without}


@given(st.sets(st.sampled_from(SPARE)), st.sampled_from(["C0CRM", "D0ANA"]))
@settings(max_examples=150, deadline=None)
def test_what_others_leave_out_changes_nothing_of_what_was_said_or_done(
    without: set[str], channel: str
) -> None:
    """Once it is known which workspace it is for, where a request does not say."""
    kind = "im" if channel.startswith("D") else "channel"
    said = message("what improved?", channel=channel, channel_type=kind, event_ts=TS)
    for read, whole in (
        (lambda body: payloads.posted(body, BOT_USER), event_body(said, token="old")),
        (lambda body: payloads.mentioned(body, BOT_USER), event_body(mention("now?"))),
        (payloads.clicked, press("record")),
    ):
        known = {"team_id": TEAM, **lean(whole, without)}
        assert read(known) == read(whole)
        assert read(whole) is not None
