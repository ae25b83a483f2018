"""Files put to a message by hand, in a real browser."""

import json
from typing import Any

from playwright.async_api import FilePayload, expect

from bot import limits
from bot.sandbox.cast import CRM_ROLLOUT, HELEN, PRIYA
from tests.browser.conftest import OpenAs
from tests.browser.screen import Screen
from tests.browser.serving import Local

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fea735e6a40000000049454e44ae426082"
)
REPORT: FilePayload = {"name": "Q1 report.csv", "mimeType": "text/csv", "buffer": b"days\n14\n"}


async def attach(screen: Screen, *files: FilePayload, box: str = "composer") -> None:
    """Choose files from the disk, as behind the paperclip."""
    await screen.page.get_by_test_id(f"{box}-file").set_input_files(list(files))


def sent_events(local: Local) -> list[dict[str, Any]]:
    """The events the bot was sent, oldest first."""
    entries = local.workspace.log.entries()
    return [json.loads(entry.sent)["event"] for entry in entries if entry.way == "to_bot"]


async def test_a_file_goes_with_the_words_and_reaches_the_bot(
    open_as: OpenAs, local: Local
) -> None:
    """It is shown until it is sent, stands under the words, and is Slack's file_share event."""
    screen = await open_as(PRIYA.id)
    await attach(screen, REPORT)
    chip = screen.page.locator(".chip[data-id]")
    await expect(chip).to_contain_text("Q1 report.csv")
    await screen.post("14 days, see the report")
    await expect(chip).to_have_count(0)
    link = screen.message("14 days").get_by_role("link", name="Q1 report.csv")
    async with screen.page.expect_download() as fetching:
        await link.click()
    assert (await (await fetching.value).path()).read_bytes() == REPORT["buffer"]
    await local.workspace.delivery.settled()
    (event,) = sent_events(local)
    assert (event["subtype"], event["user"]) == ("file_share", PRIYA.id)
    assert event["files"][0]["name"] == "Q1 report.csv"


async def test_a_picture_is_shown_in_the_thread_it_was_sent_to(
    open_as: OpenAs, local: Local
) -> None:
    """A file alone is a message too; a picture is shown in place, and whole when it is pressed."""
    ts = await local.says("which report?")
    screen = await open_as(PRIYA.id)
    await screen.open_thread("which report?")
    await attach(
        screen,
        {"name": "chart.png", "mimeType": "image/png", "buffer": PNG},
        box="thread-composer",
    )
    await expect(screen.thread.locator(".chip[data-id]")).to_have_count(1)
    await screen.page.get_by_test_id("thread-composer").press("Enter")
    image = screen.thread.get_by_role("img", name="chart.png")
    await expect(image).to_have_js_property("naturalWidth", 1)
    await expect(image).to_have_attribute("width", "1")
    link = screen.thread.get_by_role("link", name="chart.png")
    await link.press("Enter")
    whole = screen.page.get_by_role("dialog", name="chart.png")
    await expect(whole.get_by_role("button", name="Close")).to_be_focused()
    await screen.page.keyboard.press("Escape")
    await expect(whole).to_have_count(0)
    await expect(link).to_be_focused()
    assert [len(m.files) for m in local.workspace.thread(CRM_ROLLOUT.id, ts)] == [0, 1]


async def test_what_is_not_taken_is_said_where_one_writes(open_as: OpenAs, local: Local) -> None:
    """Too large, of another kind, empty: each is said, nothing is kept, the words stay."""
    screen = await open_as(PRIYA.id)
    box, fault = screen.page.get_by_test_id("composer"), screen.page.get_by_test_id("attach-fault")
    await box.fill("my words")
    for name, content, words in (
        ("big.csv", b"x" * (limits.FILE_BYTES + 1), "too large: 5 MB at most"),
        ("tool.exe", b"MZ", "Only PDF, PNG, JPEG and CSV"),
        ("empty.csv", b"", "empty"),
    ):
        await attach(screen, {"name": name, "mimeType": "", "buffer": content})
        await expect(fault).to_contain_text(words)
    await expect(screen.page.locator(".chip")).to_have_count(0)
    await expect(box).to_have_value("my words")
    await attach(screen, REPORT)
    await expect(fault).to_be_empty()


async def test_a_file_waits_with_its_words_and_can_be_left_out(
    open_as: OpenAs, local: Local
) -> None:
    """Another channel, another person, loading again: it is still there; whoever sends owns it."""
    screen = await open_as(HELEN.id)
    await attach(screen, REPORT, {"name": "b.csv", "mimeType": "text/csv", "buffer": b"b\n"})
    chips = screen.page.locator(".chip[data-id]")
    await expect(chips).to_have_count(2)
    await screen.open_channel("general")
    await expect(chips).to_have_count(0)
    await screen.open_channel("crm-rollout")
    await expect(chips).to_have_count(2)
    async with screen.page.expect_response(lambda answer: answer.request.method == "DELETE"):
        await screen.page.get_by_label("Leave out Q1 report.csv").click()
    await expect(chips).to_have_count(1)
    await screen.reload()
    await expect(chips).to_have_text(["b.csv×"])
    await screen.become(PRIYA.id)
    await screen.post("")
    await expect(screen.page.get_by_role("link", name="b.csv")).to_be_visible()
    (message,) = local.workspace.messages(CRM_ROLLOUT.id)
    assert [file["user"] for file in message.files] == [PRIYA.id]
    await expect(chips).to_have_count(0)
