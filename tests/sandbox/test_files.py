"""Files: from the bot, from people, and how they are given out."""

from pathlib import Path

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import limits
from bot.sandbox.cast import GENERAL, HELEN, PRIYA, TOM, WHO
from bot.sandbox.pixels import pixels_of
from bot.sandbox.shelf import safe_name, type_of
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import TOKEN, a_workspace
from tests.sandbox.serving import Bot

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
PDF = b"%PDF-1.7\n"


async def got(url: str, token: str | None = None) -> tuple[int, bytes, dict[str, str]]:
    """Status, bytes and headers of what is at an address."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status, await answer.read(), dict(answer.headers)


async def test_the_bot_shares_a_file_in_three_steps(
    slack: AsyncWebClient, workspace: Workspace, bot: Bot
) -> None:
    """Slack's own client does it; the message carries the file and the bot hears of it."""
    head = await workspace.post(PRIYA.id, GENERAL.id, "how is it going?")
    assert head
    done = await slack.files_upload_v2(
        content=PNG,
        filename="chart.png",
        title="Quote-to-cash",
        channel=GENERAL.id,
        thread_ts=head.ts,
        initial_comment="9 days now",
    )
    await workspace.delivery.settled()
    said = workspace.thread(GENERAL.id, head.ts)[1]
    (file,) = said.files
    assert (said.user, said.text, file["title"]) == (WHO.bot_user, "9 days now", "Quote-to-cash")
    assert (file["mimetype"], file["size"]) == ("image/png", len(PNG))
    assert done["files"][0]["id"] == file["id"]
    assert bot.events[-1]["subtype"] == "file_share"
    assert (await got(file["permalink"]))[:2] == (200, PNG)


async def test_a_file_that_is_shared_nowhere_is_the_bots_alone(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """It is kept and can be asked for, and no message is made."""
    done = await slack.files_upload_v2(content=PDF, filename="report.pdf")
    told = await slack.files_info(file=done["files"][0]["id"])
    assert (told["file"]["channels"], told["file"]["filetype"]) == ([], "pdf")
    assert workspace.messages(GENERAL.id) == []


async def test_a_persons_file_reaches_the_bot_with_its_address(
    slack: AsyncWebClient, workspace: Workspace, bot: Bot
) -> None:
    """The bot fetches it with its token; without one it is shut."""
    report = workspace.attach(TOM.id, "Q1 report.csv", b"month,days\n2026-01,14\n")
    assert report
    await workspace.post(TOM.id, GENERAL.id, "from finance", files=(report,))
    await workspace.delivery.settled()
    (event,) = bot.events
    (told,) = event["files"]
    assert (event["subtype"], told["name"], told["channels"]) == (
        "file_share",
        "Q1 report.csv",
        [GENERAL.id],
    )
    assert told["permalink"].startswith(f"{workspace.base_url}/files/{TOM.id}/")
    status, content, _ = await got(told["url_private"], TOKEN)
    assert (status, content) == (200, b"month,days\n2026-01,14\n")
    assert (await got(told["url_private"]))[0] == 403
    assert (await slack.files_info(file=told["id"]))["file"]["name"] == "Q1 report.csv"


async def test_the_bot_does_not_learn_of_a_file_in_a_room_it_is_not_in(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """Not even that it is there."""
    room = workspace.direct_of(PRIYA.id, HELEN.id)
    file = workspace.attach(PRIYA.id, "between us.pdf", PDF)
    assert file
    await workspace.post(PRIYA.id, room.id, "", files=(file,))
    for id in (file["id"], "F404"):
        with pytest.raises(SlackApiError) as caught:
            await slack.files_info(file=id)
        assert caught.value.response["error"] == "file_not_found"


@pytest.mark.parametrize(
    ("name", "content", "inline"),
    [
        ("chart.png", PNG, True),
        ("photo.JPEG", b"\xff\xd8\xff\xe0", True),
        ("report.pdf", PDF, False),
        ("page.html", b"<script>alert(1)</script>", False),
        ("drawing.svg", b"<svg onload=alert(1)>", False),
        ("page.png", b"<script>alert(1)</script>", False),
        ("../../etc/passwd\r\nX: y", b"x", False),
        ("\u202egnp.exe", b"MZ", False),
    ],
)
async def test_only_pictures_are_shown_in_place(
    slack: AsyncWebClient, name: str, content: bytes, inline: bool
) -> None:
    """Anything else is downloaded; the browser may neither guess nor run anything."""
    done = await slack.files_upload_v2(content=content, filename=name)
    status, body, headers = await got(done["files"][0]["permalink"])
    assert (status, body) == (200, content)
    assert headers["Content-Disposition"].startswith("inline;" if inline else "attachment;")
    assert headers["Content-Type"].startswith("image/" if inline else "application/octet-stream")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "X" not in headers


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.pdf", b"", "empty"),
        ("long.csv", b"x" * (limits.FILE_BYTES + 1), "too large: 5 MB"),
        ("page.html", b"<p>", "Only PDF"),
        ("no ending", b"x", "Only PDF"),
        ("not really.png", b"GIF89a", "Only PDF"),
        ("binary.csv", b"a\x00b", "Only PDF"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_in_words(name: str, content: bytes, why: str) -> None:
    """The person reads why; nothing is kept."""
    workspace = a_workspace()
    assert workspace.attach(TOM.id, name, content) is None
    assert why in (workspace.status() or "")
    assert workspace.attach(TOM.id, "good.csv", b"a,b") is not None
    assert workspace.status() is None


@pytest.mark.parametrize(
    ("method", "args", "code"),
    [
        ("files.getUploadURLExternal", {"filename": "x.png"}, "invalid_arguments"),
        ("files.getUploadURLExternal", {"filename": "", "length": 4}, "invalid_arguments"),
        ("files.getUploadURLExternal", {"filename": "x", "length": "²"}, "invalid_arguments"),
        (
            "files.getUploadURLExternal",
            {"filename": "x", "length": limits.FILE_BYTES + 1},
            "file_upload_size_restricted",
        ),
        ("files.completeUploadExternal", {"files": []}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": ["F1"]}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": [{"id": "F404"}]}, "file_not_found"),
        ("files.info", {"file": "F404"}, "file_not_found"),
    ],
)
async def test_what_slack_refuses_of_files_is_refused_by_its_name(
    slack: AsyncWebClient, method: str, args: dict[str, object], code: str
) -> None:
    """As any other call."""
    with pytest.raises(SlackApiError) as caught:
        await slack.api_call(method, json=args)
    assert caught.value.response["error"] == code


async def test_an_upload_is_taken_once_and_only_as_long_as_announced(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """More, less and a second time are refused; all of it is in the log."""
    announced = await slack.files_getUploadURLExternal(filename="x.csv", length=3)
    statuses = []
    async with aiohttp.ClientSession() as session:
        for content in (b"1234", b"12", b"123", b"123"):
            async with session.post(announced["upload_url"], data=content) as answer:
                statuses.append(answer.status)
    assert statuses == [413, 400, 200, 404]
    entries = [entry for entry in workspace.log.entries() if entry.name == "upload"]
    assert [entry.status for entry in entries] == statuses


async def test_somebody_elses_file_cannot_be_shared_by_the_bot(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """It is as if it were not there."""
    file = workspace.attach(TOM.id, "mine.csv", b"a,b")
    assert file
    with pytest.raises(SlackApiError) as caught:
        await slack.files_completeUploadExternal(files=[{"id": file["id"], "title": "x"}])
    assert caught.value.response["error"] == "file_not_found"


async def test_a_file_goes_with_its_last_message_and_with_a_reset(workspace: Workspace) -> None:
    """What is deleted can no longer be downloaded."""
    links = []
    for name in ("one.csv", "two.csv"):
        file = workspace.attach(TOM.id, name, b"a,b")
        assert file
        links.append(file["permalink"])
        said = await workspace.post(TOM.id, GENERAL.id, name, files=(file,))
        assert said
    await workspace.delete(TOM.id, GENERAL.id, workspace.messages(GENERAL.id)[0].ts)
    assert [(await got(link))[0] for link in links] == [404, 200]
    await workspace.reset()
    assert [(await got(link))[0] for link in links] == [404, 404]


async def test_files_are_there_after_a_restart(tmp_path: Path) -> None:
    """Beside the conversation, in a folder of their own; a reset empties it."""
    first = a_workspace(journal=tmp_path / "conversation.sqlite")
    file = first.attach(TOM.id, "q1.csv", b"a,b")
    assert file
    await first.close()
    (tmp_path / "conversation-files" / "Fbroken.json").write_text("{")
    again = a_workspace(journal=tmp_path / "conversation.sqlite")
    kept = again.shelf.find(file["id"])
    assert kept
    assert (kept.name, again.shelf.content(kept.id)) == ("q1.csv", b"a,b")
    await again.reset()
    await again.close()
    left = [path.name for path in (tmp_path / "conversation-files").iterdir()]
    assert left == ["Fbroken.json"]


@pytest.mark.parametrize(
    "name", ["", ".", "..", "/", "a/b\\c.png", "x" * 500 + ".png", "\x00", "é€🎉.csv"]
)
def test_any_name_becomes_one_that_can_be_shown(name: str) -> None:
    """Without folders, of some length, never empty."""
    safe = safe_name(name)
    assert 0 < len(safe) <= 120
    assert not set(safe) & set("/\\\x00")
    assert safe.endswith(".png") or ".png" not in name


def test_the_type_of_a_file_is_that_of_its_bytes() -> None:
    """An ending alone makes no picture."""
    assert type_of("a.png", PNG) == ("png", "image/png")
    assert type_of("a.png", PDF) == ("binary", "application/octet-stream")


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (PNG[:16] + b"\0\0\4\x38\0\0\3\x84", (1080, 900)),
        (b"\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x11\x08\1\0\2\0", (512, 256)),
        (PNG, None),
        (PNG[:20], None),
        (b"\xff\xd8\xff\xe0\0\0", None),
        (b"\xff\xd8\xff\xe0", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_the_room_a_picture_takes_is_read_from_its_first_bytes(
    content: bytes, size: tuple[int, int] | None
) -> None:
    """Width and height of PNG and JPEG; nothing where they do not say, however they are cut."""
    assert pixels_of(content) == size
