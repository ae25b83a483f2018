"""Events over real HTTP: what is kept, what is ignored, what is refused."""

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.benefits.conversation import Left, Posted, Renumbered
from bot.slack.doorkeeper import Doorkeeper
from bot.slack.identity import Identity
from bot.slack.talk import Talk
from bot.slack.texts import ENGLISH
from tests.slack.conftest import FakeEdge, Place
from tests.slack.slackside import BOT_USER, TEAM, TS, event_body, headers, mention, message


def only(place: Place) -> Posted:
    [event] = place.edge.events
    assert isinstance(event, Posted)
    return event


async def test_a_message_that_concerns_us_is_kept_before_slack_is_answered(place: Place) -> None:
    """What is acknowledged is durable."""
    answer = await place.slack.event(event_body(message()))
    assert answer.status_code == 200
    said = only(place)
    assert (said.workspace, said.channel, said.user, said.ts) == (TEAM, "C0CRM", "U0ANA", TS)
    assert said.text == "Quote-to-cash is 9 days now"
    assert (said.thread, said.to_us, said.direct) == (None, False, False)
    assert said.at.isoformat() == "2026-02-18T09:00:00.000100+00:00"


async def test_a_message_that_names_no_workspace_is_of_the_only_one() -> None:
    """Where a token of one workspace is set, there is no other it could be said in."""
    edge, us = FakeEdge(), Identity(workspace=TEAM, bot_user=BOT_USER, bot_id=None, token="xoxb")

    async def only_one(_: str | None) -> Identity:
        return us

    async def goes_on() -> BoltResponse:
        raise AssertionError

    body = event_body(message(), team_id=None, authorizations=None)
    door = Doorkeeper(only_one, ENGLISH, hear=Talk(edge).hear)
    request = AsyncBoltRequest(body=body, mode="socket_mode")
    answer = await door.async_process(req=request, resp=BoltResponse(status=500), next=goes_on)
    assert answer is not None
    assert answer.status == 200
    assert [one.workspace for one in edge.events] == [TEAM]


async def test_nothing_of_a_message_that_does_not_concern_us_is_kept(place: Place) -> None:
    """Small talk leaves no trace."""
    place.edge.concerned = False
    assert (await place.slack.event(event_body(message("lunch?")))).status_code == 200
    assert place.edge.received == []


async def test_an_event_that_could_not_be_kept_is_sent_again(place: Place) -> None:
    """A failed write is a 500, and not a word of the failure is told."""
    place.edge.broken = True
    answer = await place.slack.event(event_body(message()))
    assert answer.status_code == 500
    assert "secret" not in answer.text


async def test_a_mention_is_to_us_and_loses_only_the_mention_at_its_ends(place: Place) -> None:
    """What is said between stays letter by letter."""
    text = f"<@{BOT_USER}> what improved, <@{BOT_USER}>,  on the CRM? <@{BOT_USER}>"
    await place.slack.event(event_body(mention(text)))
    said = only(place)
    assert said.text == f"what improved, <@{BOT_USER}>,  on the CRM?"
    assert said.to_us
    assert not said.direct
    assert place.edge.screened == []


@pytest.mark.parametrize("text", [f"<@{BOT_USER}> what improved?", "Quote-to-cash is 9 days now"])
async def test_a_message_has_one_name_however_it_is_told(place: Place, text: str) -> None:
    """Slack sends what mentions us as a message and as a mention; others send one of the two, or
    the same again under a new id. What was edited to mention us is another one.
    """
    for kind, more in ((message, {}), (mention, {}), (mention, {"edited": {"ts": "1771405201.0"}})):
        for id in ("Ev1", "Ev2"):
            await place.slack.event(event_body(kind(text, **more), event_id=id))
    names = [name for name, _ in place.edge.received]
    assert names == [names[0]] * 4 + [names[4]] * 2
    assert names[4] != names[0]


async def test_a_direct_message_is_to_us(place: Place) -> None:
    """No mention is needed where nobody else listens."""
    place.edge.concerned = False
    text = f"hello <@{BOT_USER}>"
    await place.slack.event(event_body(message(text, channel="D0ANA", channel_type="im")))
    said = only(place)
    assert said.to_us
    assert said.direct
    assert said.text == text


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"deleted": True}, ["U0ANA"]),
        ({"deleted": True, "is_bot": True}, []),
        ({"deleted": False, "profile": {"status_text": "on holiday"}}, []),
        ({"deleted": "true"}, []),
    ],
)
async def test_of_what_changes_about_a_person_only_that_they_left_is_kept(
    place: Place, told: dict[str, object], kept: list[str]
) -> None:
    """Slack tells of every new status; an account that is closed is handed over."""
    event = {"type": "user_change", "user": {"id": "U0ANA", **told}}
    assert (await place.slack.event(event_body(event))).status_code == 200
    assert [one.user for one in place.edge.events if isinstance(one, Left)] == kept
    assert len(place.edge.events) == len(kept)


@pytest.mark.parametrize(
    ("told", "user", "tried"),
    [
        ("member_joined_channel", BOT_USER, True),
        ("member_joined_channel", "U0ANA", False),
        ("channel_unarchive", "U0ANA", True),
        ("group_unarchive", "U0ANA", True),
    ],
)
async def test_where_we_are_let_in_again_what_waits_goes_at_once(
    place: Place, told: str, user: str, tried: bool
) -> None:
    """Nobody has to speak there first; that others joined is nothing to us. That we were asked in
    is kept: we say there once what we do.
    """
    event = {"type": told, "user": user, "channel": "C0CRM", "inviter": "U0ANA"}
    assert (await place.slack.event(event_body(event))).status_code == 200
    assert [where for _, where in place.edge.opened] == (["C0CRM"] if tried else [])
    kept = [(one.kind, one.channel, one.user) for one in place.edge.events]
    assert kept == ([("invited", "C0CRM", "U0ANA")] if user == BOT_USER else [])


async def test_that_a_channel_has_another_id_is_kept(place: Place) -> None:
    """Told under both ids, or it is nothing; who may read it is asked anew under either."""
    event = {"type": "channel_id_changed", "old_channel_id": "G0CRM", "new_channel_id": "C0CRM"}
    broken = ({"new_channel_id": None}, {"old_channel_id": 7}, {"old_channel_id": "C0CRM"})
    for missing in broken:
        assert (await place.slack.event(event_body(event | missing))).status_code == 200
    assert place.edge.events == []
    assert (await place.slack.event(event_body(event))).status_code == 200
    [told] = place.edge.events
    assert isinstance(told, Renumbered)
    assert (told.workspace, told.before, told.channel) == (TEAM, "G0CRM", "C0CRM")
    assert place.edge.forgotten == [(TEAM, "G0CRM"), (TEAM, "C0CRM")]


@pytest.mark.parametrize("told", ["channel_convert_to_private", "channel_convert_to_public"])
async def test_who_reads_a_channel_that_was_made_private_is_asked_anew(
    place: Place, told: str
) -> None:
    """At once, not when what was known of it is old; what Slack writes there is no update."""
    await place.slack.event(event_body(message("made this channel *private*", subtype=told)))
    assert place.edge.forgotten == [(TEAM, "C0CRM")]
    assert place.edge.received == []


APPS: dict[str, dict[str, object]] = {
    "an app with a user": {"bot_id": "B1"},
    "a webhook": {"bot_id": "B1", "user": None, "subtype": "bot_message"},
    "a workflow": {"bot_id": "B1", "bot_profile": {"name": "Weekly figures"}},
    "an app that says all in an attachment": {
        "bot_id": "B1",
        "text": "",
        "attachments": [{"fallback": "Quote-to-cash is 9 days now"}, "odd", {"text": 7}],
    },
}


@pytest.mark.parametrize("sent", APPS.values(), ids=list(APPS))
async def test_what_another_app_posts_is_read_as_an_update(
    place: Place, sent: dict[str, object]
) -> None:
    """Teams have their figures posted by what measures them; it is never taken for words to us."""
    await place.slack.event(event_body(message() | sent))
    said = only(place)
    assert (said.by_app, said.to_us, said.text) == (True, False, "Quote-to-cash is 9 days now")
    assert said.user == ("B1" if sent.get("user", "") is None else "U0ANA")


async def test_a_reply_names_its_thread_and_a_files_address_is_a_link(place: Place) -> None:
    """A file given with a message is a source it can be judged by."""
    shared = message(
        thread_ts="1771400000.000001",
        subtype="file_share",
        files=[{"id": "F1", "permalink": "https://home.slack.com/files/F1"}, {"id": "F2"}],
    )
    await place.slack.event(event_body(shared))
    said = only(place)
    assert said.thread == "1771400000.000001"
    assert said.links == ("https://home.slack.com/files/F1",)


async def test_the_head_of_a_thread_is_in_no_thread(place: Place) -> None:
    """Slack names a message its own thread once it has replies."""
    await place.slack.event(event_body(message(thread_ts=TS)))
    assert only(place).thread is None


@pytest.mark.parametrize(("ours", "thread"), [({"1.2"}, "1.2"), (set[str](), None)])
async def test_a_reply_also_sent_to_the_channel_is_a_reply_only_in_a_thread_of_ours(
    place: Place, ours: set[str], thread: str | None
) -> None:
    """An answer stays an answer, and an update made out of a thread is an update."""
    place.edge.threads = ours
    await place.slack.event(event_body(message(thread_ts="1.2", subtype="thread_broadcast")))
    assert only(place).thread == thread


async def test_an_ordinary_reply_in_a_thread_that_is_not_ours_is_not_kept(place: Place) -> None:
    """It is other people's conversation."""
    place.edge.threads = set()
    await place.slack.event(event_body(message(thread_ts="1.2")))
    assert place.edge.received == []


@pytest.mark.parametrize(
    "event",
    [
        message(bot_id="B0BOT"),
        message(bot_id="B0BOT", user=None),
        message(bot_id="B1", thread_ts="1.2"),
        message(bot_id="B1", channel_type="im"),
        message(bot_id="B1", text=f"<@{BOT_USER}> what improved?", thread_ts="1.2"),
        message(user=BOT_USER),
        message(subtype="bot_message"),
        message(subtype="message_changed"),
        message(subtype="channel_join"),
        message(subtype=["odd"]),
        message(""),
        message(" \n\t"),
        {"type": "message"},
        {"type": "message", "text": "no one said this"},
        message(ts="yesterday"),
        message(user=None),
        message(text=7),  # type: ignore[arg-type]
        {"type": "reaction_added", "user": "U0ANA"},
        {"type": "app_mention"},
        {"text": "an event of no type"},
        {"type": ["message"]},
        mention("hello", bot_id="B1"),
    ],
)
async def test_what_no_person_said_to_a_channel_is_acknowledged_and_ignored(
    place: Place, event: dict[str, object]
) -> None:
    """No error, no retry, nothing kept."""
    assert (await place.slack.event(event_body(event))).status_code == 200
    assert place.edge.received == []


@pytest.mark.parametrize(
    "text",
    [
        "x" * 40_000,
        "🎉🎉🎉",
        "Durchlaufzeit jetzt 9 Tage",
        "<unclosed *bold _and `code",
        "\x07\x00a",
    ],
)
async def test_any_text_arrives_as_it_was_written(place: Place, text: str) -> None:
    """Long, foreign, broken: it is not for the edge to judge."""
    await place.slack.event(event_body(message(text)))
    assert only(place).text == text


async def test_a_forged_request_is_refused(place: Place) -> None:
    """Only Slack knows the secret."""
    answer = await place.slack.event(event_body(message()), secret="somebody else's")
    assert answer.status_code == 401
    assert place.edge.received == []


@pytest.mark.parametrize("age", [301, -400])
async def test_a_request_from_another_time_is_refused(place: Place, age: float) -> None:
    """A request overheard cannot be played again later."""
    answer = await place.slack.event(event_body(message()), age=age)
    assert answer.status_code == 401
    assert place.edge.received == []


@pytest.mark.parametrize("left_out", ["x-slack-signature", "x-slack-request-timestamp"])
async def test_a_request_without_signature_or_time_is_refused(place: Place, left_out: str) -> None:
    """Nothing unsigned gets in."""
    signed = headers(b"{}", "application/json")
    del signed[left_out]
    answer = await place.slack.http.post("/slack/events", content=b"{}", headers=signed)
    assert answer.status_code == 401


async def test_a_changed_body_is_refused(place: Place) -> None:
    """The signature covers every byte."""
    signed = headers(b'{"a": 1}', "application/json")
    answer = await place.slack.http.post("/slack/events", content=b'{"a": 2}', headers=signed)
    assert answer.status_code == 401


async def test_slack_can_verify_the_address(place: Place) -> None:
    """The challenge comes back."""
    asked = {"type": "url_verification", "challenge": "3eZbrw1a", "token": "t"}
    answer = await place.slack.event(asked)
    assert answer.status_code == 200
    assert "3eZbrw1a" in answer.text


@pytest.mark.parametrize("team", ["T0STRANGER", None])
async def test_a_workspace_we_are_not_installed_in_is_refused_for_good(
    place: Place, team: str | None
) -> None:
    """Nothing of a stranger is kept, and Slack is told not to try again."""
    body = event_body(message(), team_id=team, authorizations=[])
    answer = await place.slack.event(body)
    assert answer.status_code == 403
    assert answer.headers["x-slack-no-retry"] == "1"
    assert place.edge.received == []


async def test_in_a_shared_channel_the_workspace_is_the_one_we_are_installed_in(
    place: Place,
) -> None:
    """The sender's company may be another one."""
    body = event_body(message(), team_id="T0PARTNER")
    assert (await place.slack.event(body)).status_code == 200
    assert only(place).workspace == TEAM


async def test_an_event_without_an_id_gets_the_same_one_each_time(place: Place) -> None:
    """Slack telling it twice has one effect."""
    for _ in range(2):
        await place.slack.event(event_body(message(), event_id=None))
    [(first, _), (second, _)] = place.edge.received
    assert first == second
    assert first


@pytest.mark.parametrize(
    "raw", [b"", b"not json", b"{", b"[]", b"null", b"\xff\xfe", b'{"team": 5}', b"payload=%7B"]
)
async def test_a_signed_request_that_is_no_request_of_slacks_is_answered_quietly(
    place: Place, raw: bytes
) -> None:
    """Nothing is kept, and nobody reads of an exception."""
    signed = headers(raw, "application/json")
    answer = await place.slack.http.post("/slack/events", content=raw, headers=signed)
    assert answer.status_code < 500
    assert "rror" not in answer.text
    assert place.edge.received == []


async def test_a_body_larger_than_slacks_is_refused_before_it_is_read_whole(place: Place) -> None:
    """Nobody fills our memory."""
    raw = b'{"a": "' + b"x" * 1_000_001 + b'"}'
    signed = headers(raw, "application/json")
    answer = await place.slack.http.post("/slack/events", content=raw, headers=signed)
    assert answer.status_code == 413


async def test_it_is_ready_while_its_parts_answer_and_alive_without_them(place: Place) -> None:
    """A load balancer can believe it, and nobody restarts what mends itself."""
    ready = await place.slack.http.get("/ready")
    assert (ready.status_code, ready.json()["records"]) == (200, "ok")
    place.well["is"] = False
    ready = await place.slack.http.get("/ready")
    assert (ready.status_code, ready.json()["records"]) == (503, "unavailable")
    assert (await place.slack.http.get("/health")).status_code == 200
