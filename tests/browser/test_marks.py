"""What the page itself puts beside messages, in a real browser."""

import pytest
from playwright.async_api import expect

from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, HELEN, PRIYA
from tests.browser.builders import rich
from tests.browser.conftest import OpenAs
from tests.browser.serving import Local


async def test_a_line_shows_where_the_unread_begins(open_as: OpenAs, local: Local) -> None:
    """It stands above the first message of others since one last looked, until one looks again."""
    await local.workspace.post(HELEN.id, GENERAL.id, "seen already")
    local.workspace.mark_read(PRIYA.id, GENERAL.id)
    await local.workspace.post(PRIYA.id, GENERAL.id, "my own")
    await local.workspace.post(HELEN.id, GENERAL.id, "not yet seen")
    screen = await open_as(PRIYA.id)
    await screen.open_channel("general")
    line = screen.page.get_by_role("separator", name="New messages")
    below = line.locator("xpath=following-sibling::article[1]")
    await expect(below).to_contain_text("not yet seen")
    await screen.open_channel("crm-rollout")
    await screen.open_channel("general")
    await screen.expect_text("not yet seen")
    await expect(line).to_have_count(0)


async def test_what_the_bot_changed_is_not_called_edited(open_as: OpenAs, local: Local) -> None:
    """A card that was recorded is not an edit to anybody; a person's edit is told."""
    ts = await local.says("card")
    said = await local.workspace.post(HELEN.id, CRM_ROLLOUT.id, "a word")
    assert said is not None
    card = local.workspace.board.find(CRM_ROLLOUT.id, ts)
    assert card is not None
    local.workspace.board.change(card, text="Recorded", edited_ts=said.ts)
    await local.workspace.edit(HELEN.id, CRM_ROLLOUT.id, said.ts, "another word")
    screen = await open_as(PRIYA.id)
    await expect(screen.message("another word")).to_contain_text("(edited)")
    await expect(screen.message("Recorded")).not_to_contain_text("(edited)")


_COVERED = """article => {
  const tools = article.querySelector('.tools').getBoundingClientRect();
  const words = document.createTreeWalker(article.querySelector('.said'), NodeFilter.SHOW_TEXT);
  const lines = [];
  while (words.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    lines.push(...range.getClientRects());
  }
  return lines.filter((box) =>
    box.right > tools.left && box.bottom > tools.top && box.top < tools.bottom - 4
  ).length;
}"""
"""How many lines of a message lie under its small buttons; a line has some air at its top."""


@pytest.mark.parametrize("width", [1440, 390])
async def test_the_small_buttons_beside_a_message_cover_no_words(
    open_as: OpenAs, local: Local, width: int
) -> None:
    """Neither beside a name nor where words go on under the name before, however long they are."""
    words = "One of many words that fill the line from its beginning to its very end. " * 3
    for number in range(2):
        await local.workspace.post(PRIYA.id, CRM_ROLLOUT.id, f"{number} {words}")
    screen = await open_as(PRIYA.id, width=width)
    await screen.expect_text("1 One of many")
    shown = screen.page.get_by_test_id("message")
    assert [await shown.nth(at).evaluate(_COVERED) for at in range(2)] == [0, 0]


async def test_values_of_a_card_stand_in_one_column(open_as: OpenAs, local: Local) -> None:
    """Labels of different length leave their values aligned."""
    lines = [("Baseline  ", "14 days"), ("Owner  ", "head of sales")]
    sections = [
        rich({"type": "text", "text": label, "style": {"bold": True}}, {"type": "text", "text": v})
        for label, v in lines
    ]
    await local.says("card", blocks=({"type": "rich_text", "elements": sections},))
    screen = await open_as(PRIYA.id)
    boxes = [await screen.page.get_by_text(value, exact=True).bounding_box() for _, value in lines]
    assert len({box["x"] for box in boxes if box is not None}) == 1
    assert None not in boxes
