"""The main job at a Slack that somebody else wrote: sparser, stranger, and with few methods."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from tests.stories.sparse import (
    DIRECT,
    LEAST,
    MAIN,
    OURS,
    PRIYA,
    ROOM,
    TOM,
    Json,
    Wires,
    a_sparse_slack,
    buttons,
    shown,
)

NEW = "new CRM phase 2: quote-to-cash in days"
UPDATE = "CRM phase 2 is live, 340 people logged in this week, 12 workflows automated."
ANSWER = "about 14 days in Q1, per Finance's Salesforce report. Tom owns it."

ENVELOPE = (
    *("token", "team_id", "api_app_id", "event_id", "event_time", "event_context"),
    *("authorizations", "is_ext_shared_channel", "channel_type", "event_ts", "team"),
)
"""What an event may come without."""

PAYLOAD = (
    *("token", "team_id", "api_app_id", "trigger_id", "team", "domain", "enterprise", "username"),
    *("is_enterprise_install", "container", "state", "block_id", "name", "response_url"),
)
"""What a button may come without."""


async def job(wires: Wires) -> Json:
    """An update, the question in its thread, the answer, the card, the record, what improved."""
    await wires.command(PRIYA, NEW)
    await wires.settled()
    update = await wires.say(PRIYA, UPDATE)
    question = await wires.heard(update, update, "quote-to-cash before go-live")
    answer = await wires.say(PRIYA, ANSWER, thread=update)
    card = await wires.heard(answer, update, "14 days")
    assert "not_known" in [one["action_id"] for one in buttons(question)]
    await wires.press(TOM, card["ts"], "record")
    await wires.settled()
    asked = await wires.say(PRIYA, f"<@{OURS}> what improved on the CRM?")
    found = await wires.heard(asked, asked, "14 days")
    await wires.settled()
    return found


@pytest.mark.parametrize(
    ("without", "unknown"),
    [
        ({*ENVELOPE, *PAYLOAD}, {*MAIN} - {*LEAST}),
        ({"channel_type", "authorizations", "api_app_id"}, {"views.open"}),
    ],
    ids=["least of all", "as stand-ins do"],
)
async def test_the_main_job_is_done_where_little_is_told_and_known(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    without: Iterable[str],
    unknown: set[str],
) -> None:
    """What is not told is done without; what cannot be done is said once in the log, and /ready
    names it.
    """
    async with a_sparse_slack(tmp_path, without=without, unknown=unknown) as wires:
        wires.slack.is_chunked = "users.info" in unknown
        found = await job(wires)
        assert "nothing is shown to have improved yet" in shown(found)
        ready = (await wires.http.get("/ready")).json()
    lines = [one.getMessage() for one in caplog.records if "does not know" in one.getMessage()]
    assert len(lines) == len(set(lines))
    missing = {"chat.getPermalink", "chat.update"} | (unknown - {"views.open"})
    assert missing <= {*ready["without"]}
    assert all(any(f"{one}: " in line for line in lines) for one in missing)


async def test_what_is_told_twice_or_by_ourselves_is_heard_once(tmp_path: Path) -> None:
    """Events again under new ids, a mention as a message alone, and our own posts without a bot's
    id come to nothing more than the first time.
    """
    async with a_sparse_slack(tmp_path, without={"channel_type", "bot_id"}) as wires:
        await wires.command(PRIYA, NEW)
        await wires.settled()
        update = await wires.say(PRIYA, UPDATE)
        question = await wires.heard(update, update)
        again = {"type": "message", "channel": ROOM, "user": PRIYA, "text": UPDATE, "ts": update}
        await wires.event(again)
        echo = {"text": question["text"], "ts": question["ts"], "thread_ts": update}
        await wires.event({"type": "message", "channel": ROOM, "user": OURS, **echo})
        await wires.settled()
        assert len(wires.slack.posts) == 1
        for kind in ("message", "app_mention", "message"):
            said = f"<@{OURS}> what improved?"
            at = {"ts": "1776700000.000100", "user": PRIYA, "channel": ROOM, "text": said}
            await wires.event({"type": kind, **at})
        await wires.say(TOM, "what improved?", channel=DIRECT)
        await wires.settled()
        where = [one["channel"] for one in wires.slack.posts.values()]
        assert sorted(where) == [ROOM, ROOM, DIRECT]


@pytest.mark.parametrize(
    "answer",
    [
        JSONResponse({"ok": False, "error": "ratelimited"}, 429),
        HTMLResponse("<html><body>Bad gateway</body></html>", 429),
        RedirectResponse("/nowhere", 302),
        JSONResponse(["ok"]),
    ],
    ids=["limited", "limited page", "elsewhere", "no object"],
)
async def test_an_answer_that_is_none_keeps_a_post_and_the_next_try_has_it_taken(
    tmp_path: Path, answer: Response
) -> None:
    """No word of how long to wait is needed, and a page where JSON should be breaks nothing."""
    async with a_sparse_slack(tmp_path) as wires:
        wires.slack.answers["chat.postMessage"] = [answer]
        wires.slack.answers["users.info"] = [HTMLResponse("<h1>502</h1>", 502)]
        await wires.command(PRIYA, NEW)
        asked = await wires.say(PRIYA, f"<@{OURS}> what improved?")
        await wires.heard(asked, asked)
        assert json.dumps([*wires.slack.posts.values()]).count("Bad gateway") == 0
