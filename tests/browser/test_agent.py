"""The conversation with the bot as an agent's, in a real browser."""

from playwright.async_api import expect

from bot.sandbox.cast import PRIYA
from bot.sandbox.sessions import Session, Suggested
from tests.browser.conftest import OpenAs
from tests.browser.serving import Local

FEEDBACK = {
    "type": "context_actions",
    "block_id": "f",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "rate",
            "positive_button": {
                "text": {"type": "plain_text", "text": "Helpful"},
                "value": "good|post:1",
            },
            "negative_button": {
                "text": {"type": "plain_text", "text": "Not helpful"},
                "value": "bad|post:1",
            },
        }
    ],
}


async def test_what_is_suggested_is_asked_stopped_answered_and_judged(
    open_as: OpenAs, local: Local
) -> None:
    """A press asks it, in a session of its own; while the bot is at work it says so, with Stop; the
    answer stands beneath with its session's name above, and takes what somebody thinks.
    """
    screen = await open_as(PRIYA.id)
    workspace, direct = local.workspace, local.workspace.direct(PRIYA.id).id
    await screen.open_app()
    july = ("What improved since July?", "What improved everywhere since July?")
    prompts = (july, *((f"What improved on investment {one}?", "") for one in "ABC"))
    workspace.sessions.suggest(direct, Suggested(title="Ask me, for example", prompts=prompts))
    asks, bar = (screen.page.get_by_test_id(name) for name in ("agent-prompt", "agent-bar"))
    await expect(asks).to_have_count(4)
    await screen.page.set_viewport_size({"width": 390, "height": 844})
    tops = await asks.evaluate_all("asked => asked.map((one) => one.getBoundingClientRect().top)")
    assert len({*tops}) == 1
    assert await bar.evaluate("bar => bar.offsetHeight") < 60, "on a phone answers have the room"
    await screen.page.set_viewport_size({"width": 1440, "height": 900})
    await asks.first.click()
    await screen.expect_text("What improved everywhere since July?")
    [asked] = workspace.messages(direct)
    at_work = Session(status="processing", title="Since July", loading=("Reads the record",))
    workspace.sessions.keep(direct, asked.ts, at_work)
    await expect(bar).to_contain_text("Reads the record")
    await expect(screen.page.get_by_test_id("agent-prompt")).to_have_count(0)
    await screen.page.get_by_test_id("agent-stop").click()
    workspace.sessions.keep(
        direct, asked.ts, at_work.model_copy(update={"status": "active", "loading": ()})
    )
    await expect(screen.page.get_by_test_id("agent-stop")).to_have_count(0)
    workspace.board.say(
        workspace.bot_user, direct, "9 days", thread_ts=asked.ts, blocks=(FEEDBACK,)
    )
    answer = screen.page.locator(".message.in-session")
    await expect(answer).to_have_count(1)
    await expect(screen.page.locator(".session-title")).to_have_text("Since July")
    await screen.page.get_by_test_id("sessions").click()
    await screen.page.get_by_role("menuitem", name="Since July").click()
    await expect(screen.page.locator(".message.is-target")).to_contain_text("since July?")
    await answer.get_by_test_id("go-on").click()
    await expect(screen.thread).to_contain_text("Not helpful")
    await answer.get_by_role("button", name="Not helpful").click()
    pressed = await local.bot.clicks.get()
    assert pressed["actions"][0]["value"] == "bad|post:1"
    assert "agent_session_stopped" in [one.name for one in workspace.log.entries()]
