"""What a person types, as Slack stores it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.cast import PEOPLE, ROOMS
from bot.sandbox.typed import LONGEST, as_commanded, as_stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("ask @Tom Okafor's team", "ask <@U0TOM00001>'s team"),
        ("@what improved? on the CRM", "<@U0WHATIMPR> on the CRM"),
        ("@What Improved what improved?", "<@U0WHATIMPR> what improved?"),
        ("see #crm-rollout.", "see <#C0CRMROLL1|crm-rollout>."),
        ("#crm-rollouts and tom@Tom Okafor", "#crm-rollouts and tom@Tom Okafor"),
        ("(https://a.example/r?x=1&y=2).", "(<https://a.example/r?x=1&amp;y=2>)."),
        ("<@U0TOM00001> <!channel>", "&lt;@U0TOM00001&gt; &lt;!channel&gt;"),
        ("@here: done", "<!here>: done"),
        ("  \n\t ", ""),
        ("a\x00b\x1b[31m\ud800", "ab[31m"),
        ("🎉🎉", "🎉🎉"),
    ],
)
def test_typed_text_is_stored_as_slack_stores_it(typed: str, stored: str) -> None:
    """Names become mentions, addresses links, and nothing typed is markup by itself."""
    assert as_stored(typed, PEOPLE, ROOMS) == stored


@given(st.text())
def test_any_text_is_stored_without_fail(text: str) -> None:
    """Whatever is typed, it can be kept and is never longer than Slack keeps."""
    stored = as_stored(text * 50, PEOPLE, ROOMS)
    stored.encode()
    assert len(stored) <= LONGEST


def test_a_command_names_people_and_rooms_as_mentions_and_is_left_alone_else() -> None:
    """As an app gets it that asks for people and channels to be escaped."""
    typed = "move R&D <tool> to #crm-rollout for @Tom Okafor"
    assert as_commanded(typed, PEOPLE, ROOMS) == (
        "move R&D <tool> to <#C0CRMROLL1|crm-rollout> for <@U0TOM00001>"
    )
