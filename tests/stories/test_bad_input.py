"""Whatever comes in: a quiet or a clear result, nothing left undone, no word of an exception."""

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from bot.sandbox.cast import GENERAL, PRIYA, TOM
from bot.sandbox.shapes import Message
from tests.sandbox.builders import SECRET
from tests.stories.stage import Stage, a_stage, words
from tests.stories.wire import FORM, Wire, a_click, a_form

pytestmark = pytest.mark.asyncio(loop_scope="module")

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
UPDATE = "CRM phase 2 is live: 340 people logged in this week, 12 workflows automated."

STRANGE = {
    "blank": " \n\t ",
    "40,000 characters of one word": "x" * 40_000,
    "40,000 characters of figures": ("from 3 to 4 days, " * 2_300)[:40_000],
    "Japanese": "第二段階が稼働しました。今週は三百四十人がログインしました。",
    "Arabic": "أصبحت المرحلة الثانية متاحة الآن لجميع الموظفين",
    "German": "Die zweite Phase ist seit Montag in Betrieb, alle Berichte wurden umgestellt.",
    "only emoji": "🎉🎉 👩‍👩‍👧‍👦 :tada: 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "control characters": "live \x00\x07\x1b[31m now \x08\x7f\x9b \u202egnihton\u202c \ufeff",
    "half of a character": "it is \ud83d live \udc00 now",
    "markup that never closes": "<https://a.example|x *live _now ~is ``` <@U0 <!ch [up](h:// &amp",
    "markup inside markup": "<<<<@U0TOM00001>>>> <!here|<!channel>> *_~`live`~_* ```" + "`" * 300,
}
texts = pytest.mark.parametrize("text", STRANGE.values(), ids=list(STRANGE))

LEAKS = re.compile(r"Error\b|Exception|Traceback|pydantic|sqlite|\bline \d+|bot\.\w+|None\b")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this bot keeps what it keeps."""
    return tmp_path_factory.mktemp("home")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(home: Path) -> AsyncIterator[Stage]:
    """One bot for all of it: what one input breaks, the next one meets."""
    async with a_stage(home) as found:
        await found.command(PRIYA.id, NEW)
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def asked(stage: Stage) -> tuple[Message, Message]:
    """An update, and the question under it that stays open."""
    update, question = await stage.say_and_hear(PRIYA.id, UPDATE)
    assert "answer" in stage.buttons(question)
    return update, question


@pytest_asyncio.fixture(loop_scope="module")
async def wire(stage: Stage, home: Path) -> AsyncIterator[Wire]:
    """A wire to the bot; afterwards nothing is left undone, and nothing was kept that failed."""
    address = stage.workspace.delivery._address.removesuffix("/slack/events")
    before = set(_all_said(stage))
    async with httpx.AsyncClient(base_url=address, timeout=30) as http:
        yield Wire(stage, http)
    await stage.settled()
    with sqlite3.connect(home / "records.sqlite") as file:
        undone = file.execute("SELECT event, error FROM inbox WHERE handled_at IS NULL").fetchall()
    file.close()
    assert undone == []
    for said in set(_all_said(stage)) - before:
        assert not LEAKS.search(said), said


def _all_said(stage: Stage) -> list[str]:
    rooms = list(stage.workspace.rooms)
    return [words(message) for room in rooms for message in stage.by_the_bot(room)]


def replies(stage: Stage, message: Message) -> list[Message]:
    """What stands under a message, by the bot."""
    thread = stage.workspace.thread(message.channel, message.ts)[1:]
    return [one for one in thread if one.user == stage.workspace.bot_user]


@texts
async def test_a_strange_message_is_taken_and_left_alone(
    stage: Stage, wire: Wire, text: str
) -> None:
    """In a linked channel: acknowledged, and silence where nothing in it is an update."""
    message, answer = await wire.say(PRIYA.id, text, stage.channel)
    assert answer.status_code == 200
    await stage.settled()
    assert len(replies(stage, message)) <= 1


@texts
async def test_a_strange_mention_is_answered_once(stage: Stage, wire: Wire, text: str) -> None:
    """Who speaks to the bot hears from it, whatever it could read."""
    message, answer = await wire.mention(PRIYA.id, text, GENERAL.id)
    assert answer.status_code == 200
    await stage.settled()
    assert len(replies(stage, message)) == 1


@texts
async def test_a_strange_direct_message_is_answered_once(
    stage: Stage, wire: Wire, text: str
) -> None:
    """The same between two; a blank message is nothing said."""
    room = stage.workspace.direct(TOM.id).id
    before = len(stage.by_the_bot(room))
    _, answer = await wire.say(TOM.id, text, room)
    assert answer.status_code == 200
    await stage.settled()
    assert len(stage.by_the_bot(room)) - before == (1 if text.strip() else 0)


@texts
async def test_a_strange_question_about_the_record_is_answered(
    stage: Stage, wire: Wire, text: str
) -> None:
    """An unknown name is said to be unknown, letter by letter and short enough to read."""
    line = f"/whatimproved improved {text}"
    command = line.encode("utf-8", "replace").decode()
    shown = await stage.command(PRIYA.id, command, GENERAL.id)
    assert words(shown)


@texts
async def test_a_strange_reply_to_a_question_leaves_it_open(
    stage: Stage, wire: Wire, asked: tuple[Message, Message], text: str
) -> None:
    """At most a card comes of it, or a word that one waits; nobody is asked again, and the question
    can be answered.
    """
    update, question = asked
    before = len(replies(stage, update))
    _, answer = await wire.say(PRIYA.id, text, stage.channel, update)
    assert answer.status_code == 200
    await stage.settled()
    new = replies(stage, update)[before:]
    assert len(new) <= 1
    assert all("record" in stage.buttons(one) or "still waits" in words(one) for one in new)
    assert "answer" in stage.buttons(question)


@pytest.mark.parametrize("text", STRANGE.values(), ids=list(STRANGE))
async def test_a_strange_form_is_told_what_is_wrong_or_leads_nowhere(
    stage: Stage, wire: Wire, text: str
) -> None:
    """Each field says what it cannot read; a form about nothing changes nothing."""
    fields = dict.fromkeys(("baseline", "current", "target", "owner", "evidence"), text[:3000])
    sent = a_form(stage, PRIYA.id, "p0000", stage.channel, **fields)
    answer = await wire.interaction(sent)
    assert answer.status_code == 200
    assert not LEAKS.search(answer.text)


ODD_EVENTS: dict[str, Any] = {
    "no event": None,
    "an event without anything": {},
    "an event of no known type": {"type": "galaxy_merged", "galaxy": {"id": "G1"}},
    "a type that is no text": {"type": ["message"]},
    "a message without anything": {"type": "message"},
    "a message without a person": {"type": "message", "channel": "C0CRMROLL1", "text": "is live"},
    "a message without a time": {"type": "message", "channel": "C0", "user": "U1", "text": "live"},
    "fields of the wrong kind": {
        "type": "message",
        "channel": {},
        "user": [],
        "text": 7,
        "ts": None,
        "files": [None, 3, {}],
    },
    "a time that is none": {
        "type": "message",
        "channel": "C0CRMROLL1",
        "user": "U0PRIYA001",
        "text": "it is live now",
        "ts": "nan",
    },
    "a mention without anything": {"type": "app_mention"},
}


@pytest.mark.parametrize("event", ODD_EVENTS.values(), ids=list(ODD_EVENTS))
async def test_events_with_less_than_slacks_own_are_taken_in_silence(
    stage: Stage, wire: Wire, event: Any
) -> None:
    """No later try would make them whole: they are acknowledged and nothing is done."""
    before = len(_all_said(stage))
    assert (await wire.event(event)).status_code == 200
    await stage.settled()
    assert len(_all_said(stage)) == before


BODIES = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[1]",
    "a word": b'"x"',
    "null": b"null",
    "brackets": b"[" * 50_000,
    "no UTF-8": b"\xff\xfe\x00",
    "an empty object": b"{}",
}


@pytest.mark.parametrize("kind", ["application/json", FORM])
@pytest.mark.parametrize("body", BODIES.values(), ids=list(BODIES))
async def test_what_is_no_request_is_turned_down_quietly(
    wire: Wire, body: bytes, kind: str
) -> None:
    """Signed or not, bytes without a meaning are no failure of ours and tell nothing."""
    for secret in ("another secret", SECRET):
        answer = await wire.raw(body, kind, secret=secret)
        assert answer.status_code in (200, 400, 401)
        assert not LEAKS.search(answer.text)


async def test_a_request_larger_than_any_of_slacks_is_refused(wire: Wire) -> None:
    """Nobody fills the memory."""
    assert (await wire.raw(b'{"a":"' + b"x" * 1_100_000 + b'"}')).status_code == 413


@pytest.mark.parametrize("payload", [None, [1], {}, {"type": "block_actions"}, {"type": 7}])
async def test_interactions_with_parts_missing_are_taken_quietly(wire: Wire, payload: Any) -> None:
    """A click without a button, a form without a name: nothing to do."""
    answer = await wire.interaction(payload)
    assert answer.status_code in (200, 400)
    assert not LEAKS.search(answer.text)


@pytest.mark.parametrize("kind", ["shortcut", "message_action", "view_closed", "block_suggestion"])
async def test_interactions_nobody_listens_to_are_taken_quietly(wire: Wire, kind: str) -> None:
    """Slack may send more than was asked for."""
    answer = await wire.interaction({"type": kind, "callback_id": "x", "view": {}})
    assert (answer.status_code, answer.text) == (200, "")


@pytest.mark.parametrize(
    "action", ["record", "discard", "edit", "answer", "not_known", "not_update", "choose:0"]
)
@pytest.mark.parametrize("value", ["p0000", "", "\ud800", 7, "x" * 2_000])
async def test_a_button_about_nothing_says_so(
    stage: Stage, wire: Wire, asked: tuple[Message, Message], action: str, value: Any
) -> None:
    """Whatever the button carries: acknowledged, and nothing changes."""
    update, question = asked
    before = stage.now(question).blocks
    answer = await wire.interaction(a_click(stage, PRIYA.id, update, action, value))
    assert answer.status_code == 200
    await stage.settled()
    assert stage.now(question).blocks == before


@pytest.mark.parametrize(("age", "secret"), [(400, SECRET), (-400, SECRET), (0, "another secret")])
async def test_forged_and_old_signatures_are_refused(
    stage: Stage, wire: Wire, age: float, secret: str
) -> None:
    """Five minutes either way; and nothing of it is kept."""
    before = len(_all_said(stage))
    body = json.dumps({"type": "url_verification", "challenge": "c"}).encode()
    answer = await wire.raw(body, age=age, secret=secret)
    assert answer.status_code == 401
    assert "c" not in answer.json().values()
    assert len(_all_said(stage)) == before


async def test_a_body_changed_on_its_way_is_refused(wire: Wire) -> None:
    """The signature is the body's own."""
    body, name = b'{"type":"event_callback"}', "x-slack-signature"
    assert (await wire.raw(body, headers={name: "v0=" + "0" * 64})).status_code == 401


@pytest.mark.parametrize("time", ["soon", "", "-1", "1e9", "9" * 5_000])
async def test_a_request_from_no_time_at_all_is_refused(wire: Wire, time: str) -> None:
    """Nobody without the secret makes the bot fail."""
    headers = {"x-slack-request-timestamp": time}
    assert (await wire.raw(b'{"type":"event_callback"}', headers=headers)).status_code == 401


OTHERS: dict[str, dict[str, Any]] = {
    "an app": {"bot_id": "B0OTHER", "bot_profile": {"name": "x"}},
    "an app by subtype": {"subtype": "bot_message", "user": None},
    "ourselves": {"user": "U0WHATIMPR", "bot_id": "B0LOCAL001"},
    "ourselves without a bot id": {"user": "U0WHATIMPR"},
    "somebody who joined": {"subtype": "channel_join"},
    "a changed topic": {"subtype": "channel_topic"},
    "a hidden notice": {"hidden": True},
}


@pytest.mark.parametrize("sender", OTHERS.values(), ids=list(OTHERS))
async def test_what_no_person_said_is_left_alone(
    stage: Stage, wire: Wire, sender: dict[str, Any]
) -> None:
    """Bots do not answer bots, and never themselves: not in a channel, not when mentioned."""
    message = wire.posted(TOM.id, UPDATE, stage.channel)
    told = {"channel": stage.channel, "user": TOM.id, "text": UPDATE, "ts": message.ts}
    assert (await wire.event({"type": "message", **told, **sender})).status_code == 200
    assert (await wire.event({"type": "app_mention", **told, **sender})).status_code == 200
    await stage.settled()
    assert replies(stage, message) == []


async def test_an_update_in_a_channel_of_no_investment_is_left_alone(
    stage: Stage, wire: Wire
) -> None:
    """Nobody invited the bot to read there."""
    message, answer = await wire.say(PRIYA.id, UPDATE, GENERAL.id)
    assert answer.status_code == 200
    await stage.settled()
    assert replies(stage, message) == []


async def test_a_command_nobody_knows_is_answered_with_help(stage: Stage) -> None:
    """Who mistypes is told what there is."""
    near = {"improve": "whatimproved improved [NAME]", "NEWS": "whatimproved new NAME"}
    for line in ("", "help", "improve", "<!channel>", "NEWS", "🎉"):
        shown = await stage.command(PRIYA.id, f"/whatimproved {line}", GENERAL.id)
        assert near.get(line, "links this channel") in words(shown)


@pytest.mark.parametrize(
    "line", ["new :", "new  : in days", "new 🎉", "new " + "x" * 40_000, "new a: b: c " * 99]
)
async def test_a_name_that_is_none_is_told_how_to_name_one(stage: Stage, line: str) -> None:
    """A wrong `new` is answered with its usage, and nothing is on record."""
    assert stage.bot is not None
    shown = await stage.command(PRIYA.id, f"/whatimproved {line}", GENERAL.id)
    assert "/whatimproved new NAME: MEASURE in UNIT" in words(shown)
    with stage.bot.rows.records.work(stage.workspace.team_id) as work:
        assert [one.name for one in work.investments()] == ["CRM phase 2"]
